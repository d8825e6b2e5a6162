"""Writes Android's binary XML and resource tables for tests, with the quirks that real and hostile files have.

Layouts: ResourceTypes.h of the platform (`ResXMLTree_*`, `ResTable_*`, `ResStringPool_*`).
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

ANDROID = "http://schemas.android.com/apk/res/android"
NOTHING = 0xFFFFFFFF

#: android.R.attr, as far as the tests need it.
IDS = {
    "allowBackup": 0x01010280,
    "appComponentFactory": 0x0101057A,
    "authorities": 0x01010018,
    "backupAgent": 0x0101027F,
    "checked": 0x01010106,
    "contentDescription": 0x01010273,
    "debuggable": 0x0101000F,
    "enabled": 0x0101000E,
    "exported": 0x01010010,
    "hasCode": 0x0101000C,
    "hint": 0x01010150,
    "isSplitRequired": 0x01010591,
    "requiredSplitTypes": 0x0101064E,
    "id": 0x010100D0,
    "label": 0x01010001,
    "maxSdkVersion": 0x01010271,
    "minSdkVersion": 0x0101020C,
    "name": 0x01010003,
    "permission": 0x01010006,
    "process": 0x01010011,
    "resource": 0x01010025,
    "networkSecurityConfig": 0x01010527,
    "sharedUserId": 0x0101000B,
    "targetActivity": 0x01010202,
    "targetSdkVersion": 0x01010270,
    "text": 0x0101014F,
    "usesCleartextTraffic": 0x010104EC,
    "value": 0x01010024,
    "versionCode": 0x0101021B,
    "versionCodeMajor": 0x01010576,
    "versionName": 0x0101021C,
    "zygotePreloadName": 0x0101059D,
}


@dataclass(frozen=True)
class Ref:
    """An attribute or resource value that refers to another resource."""

    id: int


@dataclass(frozen=True)
class Raw:
    """A typed value as stored."""

    type: int
    data: int


Scalar = str | int | bool | Ref | Raw


@dataclass
class Tag:
    """An element; `attributes` are `android:` ones, `plain` those without namespace."""

    name: str
    attributes: Mapping[str, Scalar] = field(default_factory=dict)
    children: Sequence[Tag] = ()
    plain: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True)
class Quirks:
    """What makes a file odd; the defaults make an ordinary one."""

    utf8: bool = False
    resource_map: bool = True
    garbled_names: bool = False
    attribute_size: int = 20
    attribute_start: int = 20
    node_header: int = 16
    outer_type: int = 3
    outer_size: int | None = None
    unknown_chunk: bool = False
    string_count_excess: int = 0
    end_tags: bool = True


class Strings:
    """Collects strings and gives each its index."""

    def __init__(self, first: Iterable[str] = ()) -> None:
        self.texts = list(first)
        self._indexes = {text: index for index, text in enumerate(self.texts)}

    def index(self, text: str) -> int:
        if text not in self._indexes:
            self._indexes[text] = len(self.texts)
            self.texts.append(text)
        return self._indexes[text]


def chunk(kind: int, header: bytes, body: bytes = b"") -> bytes:
    return struct.pack("<HHI", kind, 8 + len(header), 8 + len(header) + len(body)) + header + body


def _length8(count: int) -> bytes:
    return bytes([count]) if count < 0x80 else bytes([0x80 | count >> 8, count & 0xFF])


def _length16(count: int) -> bytes:
    return struct.pack("<H", count) if count < 0x8000 else struct.pack("<HH", 0x8000 | count >> 16, count & 0xFFFF)


def string_pool(texts: Sequence[str], *, utf8: bool = False, count_excess: int = 0) -> bytes:
    offsets, data = [], bytearray()
    for text in texts:
        offsets.append(len(data))
        units = text.encode("utf-16-le", "surrogatepass")
        if utf8:
            encoded = text.encode()
            data += _length8(len(units) // 2) + _length8(len(encoded)) + encoded + b"\0"
        else:
            data += _length16(len(units) // 2) + units + b"\0\0"
    data += bytes(-len(data) % 4)
    start = 28 + 4 * len(texts)
    header = struct.pack("<IIIII", len(texts) + count_excess, 0, 0x100 if utf8 else 0, start, 0)
    return chunk(1, header, struct.pack(f"<{len(texts)}I", *offsets) + data)


def _typed(value: Scalar, strings: Strings) -> tuple[int, int, int]:
    """Type, data and raw string index."""
    if isinstance(value, Ref):
        return 1, value.id, NOTHING
    if isinstance(value, Raw):
        return value.type, value.data, NOTHING
    if isinstance(value, bool):
        return 0x12, NOTHING if value else 0, NOTHING
    if isinstance(value, int):
        return 0x10, value & 0xFFFFFFFF, NOTHING
    index = strings.index(value)
    return 3, index, index


def axml(root: Tag, quirks: Quirks | None = None) -> bytes:
    """The binary XML of a tree."""
    quirks = quirks or Quirks()
    used = sorted({name for tag in _walk(root) for name in tag.attributes}, key=lambda name: IDS.get(name, 0))
    mapped = [name for name in used if name in IDS] if quirks.resource_map else []
    strings = Strings(mapped)
    nodes = _node(root, strings, quirks)
    texts = list(strings.texts)
    if quirks.garbled_names:
        texts[: len(mapped)] = [""] * len(mapped)
    body = string_pool(texts, utf8=quirks.utf8, count_excess=quirks.string_count_excess)
    if quirks.unknown_chunk:
        body += chunk(0x0999, b"", b"\xff" * 12)
    if mapped:
        body += chunk(0x0180, b"", struct.pack(f"<{len(mapped)}I", *(IDS[name] for name in mapped)))
    document = chunk(quirks.outer_type, b"", body + nodes)
    if quirks.outer_size is not None:
        document = document[:4] + struct.pack("<I", quirks.outer_size) + document[8:]
    return document


def _walk(tag: Tag) -> Iterable[Tag]:
    yield tag
    for child in tag.children:
        yield from _walk(child)


def _node(tag: Tag, strings: Strings, quirks: Quirks) -> bytes:
    namespace = strings.index(ANDROID)
    records = []
    for name, value in tag.attributes.items():
        records.append((IDS.get(name, NOTHING), namespace, strings.index(name), *_typed(value, strings)))
    records.sort(key=lambda record: record[0])
    for name, value in tag.plain.items():
        records.append((0, NOTHING, strings.index(name), *_typed(value, strings)))
    padding = bytes(quirks.attribute_size - 20)
    attributes = b"".join(
        struct.pack("<IIIHBBI", space, name, raw, 8, 0, kind, data) + padding
        for _, space, name, kind, data, raw in records
    )
    line = struct.pack("<II", 1, NOTHING) + bytes(quirks.node_header - 16)
    element = struct.pack("<II", NOTHING, strings.index(tag.name))
    start = element + struct.pack("<HHHHHH", quirks.attribute_start, quirks.attribute_size, len(records), 0, 0, 0)
    start += bytes(quirks.attribute_start - 20)
    data = chunk(0x0102, line, start + attributes)
    for child in tag.children:
        if quirks.unknown_chunk:
            data += chunk(0x0155, line, b"\0\0\0\0")
        data += _node(child, strings, quirks)
    return data + (chunk(0x0103, line, element) if quirks.end_tags else b"")


# --- resource tables ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Bag:
    """A complex entry (array, plurals, style) by its items."""

    items: Sequence[Scalar]


@dataclass(frozen=True)
class ConfigEntries:
    """The entries of a type in one locale, by entry index: (key, value)."""

    entries: Mapping[int, tuple[str, Scalar | Bag]]
    locale: str = ""
    script: str = ""
    layout: str = "dense"
    compact: bool = False


def resource_table(
    types: Mapping[str, Sequence[ConfigEntries]],
    *,
    package: str = "com.example",
    package_id: int = 0x7F,
    utf8: bool = True,
) -> bytes:
    """A table of one package; type ids count from 1 in the order given."""
    strings, keys = Strings(), Strings()
    chunks = b""
    for type_id, configs in enumerate(types.values(), 1):
        count = 1 + max((index for config in configs for index in config.entries), default=-1)
        chunks += chunk(0x0202, struct.pack("<BBHI", type_id, 0, 0, count), bytes(4 * count))
        for config in configs:
            chunks += _type_chunk(type_id, count, config, strings, keys)
    type_names, key_names = string_pool(list(types), utf8=False), string_pool(keys.texts, utf8=utf8)
    name = package.encode("utf-16-le").ljust(256, b"\0")
    header = struct.pack("<I", package_id) + name
    header += struct.pack("<IIIII", 288, len(types), 288 + len(type_names), len(keys.texts), 0)
    body = chunk(0x0200, header, type_names + key_names + chunks)
    return chunk(2, struct.pack("<I", 1), string_pool(strings.texts, utf8=utf8) + body)


def _type_chunk(type_id: int, count: int, config: ConfigEntries, strings: Strings, keys: Strings) -> bytes:
    data, offsets = bytearray(), {}
    for index, (key, value) in sorted(config.entries.items()):
        offsets[index] = len(data)
        data += _entry(keys.index(key), value, strings, compact=config.compact)
    if config.layout == "sparse":
        flags, stored_count = 1, len(offsets)
        table = b"".join(struct.pack("<HH", index, offset // 4) for index, offset in offsets.items())
    elif config.layout == "offset16":
        flags, stored_count = 2, count
        table = b"".join(struct.pack("<H", offsets.get(index, 4 * 0xFFFF) // 4) for index in range(count))
        table += bytes(-len(table) % 4)
    else:
        flags, stored_count = 0, count
        table = struct.pack(f"<{count}I", *(offsets.get(index, NOTHING) for index in range(count)))
    settings = _config(config.locale, config.script)
    header = struct.pack("<BBHII", type_id, flags, 0, stored_count, 20 + len(settings) + len(table)) + settings
    return chunk(0x0201, header, table + data)


def _entry(key: int, value: Scalar | Bag, strings: Strings, *, compact: bool) -> bytes:
    if isinstance(value, Bag):
        maps = b""
        for number, item in enumerate(value.items):
            kind, data, _ = _typed(item, strings)
            maps += struct.pack("<IHBBI", 0x02000000 + number, 8, 0, kind, data)
        return struct.pack("<HHIII", 16, 1, key, 0, len(value.items)) + maps
    kind, data, _ = _typed(value, strings)
    if compact:
        return struct.pack("<HHI", key, 8 | kind << 8, data)
    return struct.pack("<HHIHBBI", 8, 0, key, 8, 0, kind, data)


def _config(locale: str, script: str) -> bytes:
    language, _, region = locale.partition("-r")
    settings = bytearray(64)
    struct.pack_into("<I", settings, 0, 64)
    settings[8:10] = _packed(language, "a")
    settings[10:12] = region.encode().ljust(2, b"\0")
    settings[36 : 36 + len(script)] = script.encode()
    return bytes(settings)


def _packed(code: str, base: str) -> bytes:
    if len(code) < 3:
        return code.encode().ljust(2, b"\0")
    first, second, third = (ord(letter) - ord(base) for letter in code)
    return bytes([0x80 | third << 2 | second >> 3, (second & 7) << 5 | first])
