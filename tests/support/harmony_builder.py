"""HarmonyOS packages of our own: tables of resources in both layouts, modules, apps and archives of libraries."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tarfile
from collections.abc import Mapping, Sequence
from typing import Any

from tests.support.apk_builder import Member, zip_bytes

STRING, STRING_LIST = 9, 10
#: A value by locale: `zh_CN`, empty for the one that stands where no other fits.
Values = Mapping[str, str]
FIRST_ID = 0x01000000


def _parameters(locale: str) -> bytes:
    parts = locale.split("_") if locale else []
    kinds = (0, 1) if len(parts) < 3 else (0, 5, 1)
    packed = (
        struct.pack("<II", kind, int.from_bytes(part.encode(), "big")) for kind, part in zip(kinds, parts, strict=False)
    )
    return b"".join(packed)


def _sized(value: bytes) -> bytes:
    return struct.pack("<H", len(value)) + value


def first_layout(texts: Mapping[str, Values], *, kind: int = STRING, tool: bytes = b"Restool 5.0.1.011") -> bytes:
    """A table as the tool wrote it before version 6: names and values end in a zero byte; ids in the order of names."""
    locales = list(dict.fromkeys(locale for values in texts.values() for locale in values))
    sizes = [12 + len(_parameters(locale)) for locale in locales]
    position = 136 + sum(sizes)
    keys, bodies = b"", b""
    for locale in locales:
        held = [
            (number, name, values[locale]) for number, (name, values) in enumerate(texts.items()) if locale in values
        ]
        record_at = position + 8 + 8 * len(held)
        ids, records = b"", b""
        for number, name, value in held:
            ids += struct.pack("<II", FIRST_ID + number, record_at + len(records))
            tail = (
                struct.pack("<II", kind, FIRST_ID + number)
                + _sized(value.encode() + b"\0")
                + _sized(name.encode() + b"\0")
            )
            records += struct.pack("<I", len(tail)) + tail
        parameters = _parameters(locale)
        keys += b"KEYS" + struct.pack("<II", position, len(parameters) // 8) + parameters
        body = b"IDSS" + struct.pack("<I", len(held)) + ids + records
        bodies += body
        position += len(body)
    return tool.ljust(128, b"\0") + struct.pack("<II", 136 + len(keys) + len(bodies), len(locales)) + keys + bodies


def second_layout(texts: Mapping[str, Values], *, kind: int = STRING, tool: bytes = b"RestoolV2 6.1.0.003") -> bytes:
    """A table as the tool writes it from version 6 on."""
    locales = list(dict.fromkeys(locale for values in texts.values() for locale in values))
    keys = b""
    for number, locale in enumerate(locales):
        parameters = _parameters(locale)
        keys += b"KEYS" + struct.pack("<II", number, len(parameters) // 8) + parameters
    names = [name.encode() for name in texts]
    index_size = 16 + 12 + sum(12 + len(name) for name in names)
    data_at = 140 + len(keys) + index_size
    items, data, position = b"", b"", data_at + 12
    for number, (name, values) in enumerate(zip(names, texts.values(), strict=True)):
        head = struct.pack("<III", FIRST_ID + number, 4 + 8 * len(values), len(values))
        value_at = position + len(head) + 8 * len(values)
        pairs, contents = b"", b""
        for locale, value in values.items():
            pairs += struct.pack("<II", locales.index(locale), value_at + len(contents))
            contents += _sized(value.encode())
        items += struct.pack("<III", FIRST_ID + number, position, len(name)) + name
        data += head + pairs + contents
        position += len(head + pairs + contents)
    types = struct.pack("<III", kind, 12 + len(items), len(names)) + items
    index = b"IDSS" + struct.pack("<III", index_size, 1, len(names)) + types
    data_head = b"DATA" + struct.pack("<II", 12 + len(data), len(names))
    size = data_at + len(data_head) + len(data)
    return tool.ljust(128, b"\0") + struct.pack("<III", size, len(locales), data_at) + keys + index + data_head + data


def module(
    *permissions: Mapping[str, Any],
    name: str = "entry",
    kind: str = "entry",
    bundle: str = "com.qinghe.harmony",
    app: Mapping[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The configuration of a module of the stage model."""
    return {
        "app": {
            "bundleName": bundle,
            "versionName": "2.1.0",
            "versionCode": 2010000,
            "minAPIVersion": 50000012,
            "targetAPIVersion": 50100018,
            "label": "$string:app_name",
            "labelId": FIRST_ID,
            **(app or {}),
        },
        "module": {
            "name": name,
            "type": kind,
            "mainElement": "EntryAbility",
            "requestPermissions": list(permissions),
            "abilities": [
                {
                    "name": "EntryAbility",
                    "exported": True,
                    "skills": [{"actions": ["action.system.home"], "entities": ["entity.system.home"]}],
                }
            ],
            **more,
        },
    }


def hap(
    configuration: Mapping[str, Any] | bytes | None,
    *more: Member,
    texts: Mapping[str, Values] | None = None,
    index: bytes | None = None,
) -> bytes:
    """A module as a zip archive; `index` is its table of resources where it is not built from `texts`."""
    members = []
    if configuration is not None:
        content = configuration if isinstance(configuration, bytes) else json.dumps(configuration).encode()
        members.append(Member("module.json", content))
    if index is None and texts is not None:
        index = second_layout(texts)
    if index is not None:
        members.append(Member("resources.index", index))
    return zip_bytes([*members, *more])


def har(files: Mapping[str, bytes], *, package: str = "package/") -> bytes:
    """The archive of a library: a gzip stream of a tar archive."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(package + name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return gzip.compress(buffer.getvalue(), mtime=0)


def listed(packages: Sequence[tuple[str, str]], own: str = "entry") -> bytes:
    """`pkgContextInfo.json` of a module of the app and of packages with their versions."""
    rows = {own: {"packageName": own, "moduleName": "", "version": "", "isSO": False}}
    rows |= {
        name: {"packageName": name, "moduleName": "", "version": version, "isSO": False} for name, version in packages
    }
    return json.dumps(rows).encode()
