"""Sample packages taken apart and put together again, as evasions change them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping

from tests.metamorphic.code_evasions import Body, helpers
from tests.support.apk_builder import Member, zip_bytes
from tests.support.program_assembly import code, defined, dex
from tests.support.shipped import shipped_catalog

from appaudit.code.values.java_names import descriptor
from appaudit.dex import read_dex

Entries = dict[str, bytes]
_CODE = re.compile(r"classes\d*\.dex")
#: Classes that apps extend, whose calls are by the names of their own classes.
_INHERITED = frozenset(
    (
        "Landroid/app/Activity;",
        "Landroid/app/Application;",
        "Landroid/content/ContentResolver;",
        "Landroid/content/Context;",
    )
)
_STORED = ("resources.arsc", ".png")


def entries_of(package: bytes) -> Entries:
    """What a package holds, by name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def members_of(entries: Mapping[str, bytes]) -> list[Member]:
    """The entries as honest zip writers write them."""
    return [Member(name, data, deflate=not name.endswith(_STORED)) for name, data in entries.items()]


def packed(entries: Mapping[str, bytes]) -> bytes:
    """A package of the entries."""
    return zip_bytes(members_of(entries))


def code_of(entries: Mapping[str, bytes]) -> Entries:
    """The DEX files that the system loads."""
    return {name: data for name, data in entries.items() if _CODE.fullmatch(name)}


def without_code(entries: Mapping[str, bytes]) -> Entries:
    """The package with a class that does nothing in place of its code."""
    kept = {name: data for name, data in entries.items() if not _CODE.fullmatch(name)}
    return {"classes.dex": dex(defined("Lshell/Empty;", {})), **kept}


def with_redirected_calls(entries: Mapping[str, bytes], owners: Iterable[str], body: Body) -> Entries:
    """The package whose calls of classes of the platform lead to classes of its own of almost the same name.

    Args:
        entries: The package.
        owners: Class descriptors of the platform; `android` in them becomes `andr0id`, of the same length.
        body: Makes the code of a method of its own, given class descriptor and `name(I)V` of what it stands for.
    """
    changed = dict(entries)
    wanted: dict[str, dict[str, None]] = {}
    for name, data in code_of(entries).items():
        file = read_dex(data, name)
        for method in range(len(file.method_ids)):
            owner = file.method_class(method)
            if owner in owners:
                prototype = file.prototype(int(file.method_ids["proto"][method]))
                wanted.setdefault(owner, {})[f"{file.method_name(method)}{prototype}"] = None
        for owner in owners:
            data = data.replace(f"{owner}\0".encode(), f"{_renamed(owner)}\0".encode())
        changed[name] = data
    number = len(code_of(entries)) + 1
    changed[f"classes{number}.dex"] = dex(
        *(
            defined(
                _renamed(owner),
                {signature: body(owner, signature) for signature in signatures},
                static=tuple(signatures),
            )
            for owner, signatures in wanted.items()
        ),
        *helpers(),
    )
    return changed


def _renamed(owner: str) -> str:
    return owner.replace("android", "andr0id", 1)


def without_redirected_calls(entries: Mapping[str, bytes], owners: Iterable[str]) -> Entries:
    """The package in which the methods of its own that stand for the platform's do nothing."""
    return with_redirected_calls(entries, owners, lambda _owner, _signature: code())


def read_platform_classes(entries: Mapping[str, bytes]) -> frozenset[str]:
    """The classes of the platform from which the package reads data, those left out that apps inherit from."""
    apis = shipped_catalog().knowledge.apis_on("android")
    reading = {descriptor(api.class_name) for api in apis if api.data and api.method}
    used = {
        owner
        for name, data in code_of(entries).items()
        for file in [read_dex(data, name)]
        for owner in map(file.method_class, range(len(file.method_ids)))
    }
    return frozenset(owner for owner in reading & used if owner.startswith("Landroid/") and owner not in _INHERITED)
