"""Native libraries that nothing in a package loads: what an SDK left behind when its classes were taken out.

Code names a library without what the system adds (`System.loadLibrary("locSDK6a")` for `liblocSDK6a.so`), or by file.
https://developer.android.com/reference/java/lang/System#loadLibrary(java.lang.String), checked 2026-11-30, not opened.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from appaudit.dex import DexCode
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import MetaDataFact, NativeLibraryFact
from appaudit.model.facts.third_party import UnloadedLibraryFact


def unloaded_library_facts(
    codes: Sequence[DexCode], manifest: Iterable[Fact], needed: Collection[str]
) -> list[UnloadedLibraryFact]:
    """One fact for each library of a package that no text of its code names.

    Args:
        codes: The code.
        manifest: The facts of the package, for its libraries and meta-data (`android.app.lib_name`).
        needed: The file names of libraries that other libraries name.
    """
    facts = list(manifest)
    values = {fact.value for fact in facts if isinstance(fact, MetaDataFact)}
    found = []
    for fact in facts:
        if not isinstance(fact, NativeLibraryFact) or fact.name in needed:
            continue
        names = (fact.name, fact.name.removeprefix("lib").removesuffix(".so"))
        if values.isdisjoint(names) and all(code.dex.find_string(name) < 0 for code in codes for name in names):
            found.append(
                UnloadedLibraryFact(name=fact.name, location=fact.location, extractor="code.unloaded_libraries")
            )
    return found
