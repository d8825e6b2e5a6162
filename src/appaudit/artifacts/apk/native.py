"""Native libraries by file name."""

from __future__ import annotations

from typing import Final

from appaudit.model.facts.package import NativeLibraryFact
from appaudit.model.location import Location

EXTRACTOR: Final = "apk.native"
#: Folder names of the NDK's ABIs, current and withdrawn (developer.android.com/ndk/guides/abis, checked 2026-11-24).
_ABIS: Final = frozenset(
    {"armeabi", "armeabi-v7a", "arm64-v8a", "x86", "x86_64", "mips", "mips64", "riscv64"},
)


def native_libraries(names: list[str]) -> list[NativeLibraryFact]:
    """A fact for each library under `lib/` or `assets/`, located at its first entry."""
    abis: dict[str, set[str]] = {}
    places: dict[str, str] = {}
    for name in names:
        if not name.endswith(".so") or not name.startswith(("lib/", "assets/")):
            continue
        *folders, file_name = name.split("/")
        places.setdefault(file_name, name)
        abis.setdefault(file_name, set()).update(_ABIS.intersection(folders))
    return [
        NativeLibraryFact(name=name, abis=tuple(sorted(abis[name])), location=Location(path=place), extractor=EXTRACTOR)
        for name, place in sorted(places.items())
    ]
