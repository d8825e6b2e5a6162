"""Writes small DEX files for tests: classes, fields, and methods whose code is given as code units.

Layout: https://source.android.com/docs/core/runtime/dex-format. Tables are sorted as the format demands, header
checksum and signature are right, sections stand in the order that the common compilers use.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.support.dex_annotations import annotation_offsets
from tests.support.dex_annotations import uleb128 as uleb128

NO_INDEX = 0xFFFFFFFF
_METHOD = re.compile(r"(?P<owner>\[*(?:L[^;]*;|[A-Z]))->(?P<name>[^(]+)\((?P<parameters>.*)\)(?P<return_type>.+)")
_FIELD = re.compile(r"(?P<owner>L[^;]*;)->(?P<name>[^:]+):(?P<type>.+)")
_TYPE = re.compile(r"\[*(?:L[^;]*;|[A-Z])")


@dataclass(frozen=True)
class Reference:
    """Stands in code for the index of what it names; `jumbo` ones take two units."""

    kind: str
    name: str
    jumbo: bool = False


def string(text: str, *, jumbo: bool = False) -> Reference:
    return Reference("string", text, jumbo)


def type_(descriptor: str) -> Reference:
    return Reference("type", descriptor)


def method(descriptor: str) -> Reference:
    """A method identifier, `Lpkg/Cls;->name(I[B)V`."""
    return Reference("method", descriptor)


def field_(descriptor: str) -> Reference:
    """A field identifier, `Lpkg/Cls;->name:I`."""
    return Reference("field", descriptor)


@dataclass(eq=False)
class Code:
    """A code item; two methods given the same object share it. `claimed_units` lies about the length."""

    units: Sequence[int | Reference]
    registers: int = 4
    incoming: int = 0
    outgoing: int = 4
    claimed_units: int | None = None
    tries: Sequence[tuple[int, int, int]] = ()
    """Start and length of each, and the address of its handler of everything, in code units."""


@dataclass
class DefinedMethod:
    """`signature` is `name(I)V`, without the class; `annotation` the type of one that it has."""

    signature: str
    code: Code | None = None
    access_flags: int = 1
    is_virtual: bool = True
    annotation: str = ""


@dataclass
class DefinedField:
    """`signature` is `name:I`, without the class."""

    signature: str
    access_flags: int = 1
    is_static: bool = False


@dataclass
class DefinedClass:
    descriptor: str
    superclass: str | None = "Ljava/lang/Object;"
    interfaces: Sequence[str] = ()
    access_flags: int = 1
    methods: Sequence[DefinedMethod] = ()
    fields: Sequence[DefinedField] = ()
    annotation: tuple[str, str] | None = None
    """The type of one that it has, and the class that this names as its `value`."""


def mutf8(text: str) -> bytes:
    units = struct.unpack(f"<{len(text.encode('utf-16-le', 'surrogatepass')) // 2}H", _utf16(text))
    octets = bytearray()
    for unit in units:
        if 0 < unit < 0x80:
            octets.append(unit)
        elif unit < 0x800:
            octets += bytes((0xC0 | unit >> 6, 0x80 | unit & 0x3F))
        else:
            octets += bytes((0xE0 | unit >> 12, 0x80 | unit >> 6 & 0x3F, 0x80 | unit & 0x3F))
    return bytes(octets)


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


@dataclass
class _Layout:
    """The file as it grows, and the sections of its map."""

    octets: bytearray = field(default_factory=bytearray)
    sections: list[tuple[int, int, int]] = field(default_factory=list)

    def align(self, to: int = 4) -> None:
        self.octets += bytes(-len(self.octets) % to)

    def section(self, kind: int, items: Iterable[bytes], alignment: int = 1) -> list[int]:
        """Append a section; the offset of each item."""
        offsets = []
        for item in items:
            self.align(alignment)
            offsets.append(len(self.octets))
            self.octets += item
        if offsets:
            self.sections.append((kind, len(offsets), offsets[0]))
        return offsets


@dataclass
class DexBuilder:
    """Collects classes and further names, then writes the file."""

    version: int = 35
    classes: list[DefinedClass] = field(default_factory=list)
    extra: list[Reference] = field(default_factory=list)

    def add_class(self, descriptor: str, **properties: object) -> DexBuilder:
        self.classes.append(DefinedClass(descriptor, **properties))  # type: ignore[arg-type]
        return self

    def mention(self, *references: Reference) -> DexBuilder:
        """Put names into the tables that no code uses."""
        self.extra += references
        return self

    def build(self) -> bytes:
        tables = _Tables()
        for each in self.classes:
            tables.add_class(each)
        for reference in self.extra:
            tables.add(reference)
        tables.sort()
        return _write(self, tables)


class _Tables:
    """All names of a file, then their indices."""

    def __init__(self) -> None:
        self.strings: set[str] = set()
        self.types: set[str] = set()
        self.prototypes: set[tuple[str, tuple[str, ...]]] = set()
        self.fields: set[str] = set()
        self.methods: set[str] = set()

    def add_class(self, defined: DefinedClass) -> None:
        for name in (defined.descriptor, defined.superclass, *defined.interfaces):
            if name is not None:
                self.add(type_(name))
        for name in defined.annotation or ():
            self.add(type_(name))
        if defined.annotation:
            self.add(string("value"))
        for each in defined.fields:
            self.add(field_(f"{defined.descriptor}->{each.signature}"))
        for each_method in defined.methods:
            self.add(method(f"{defined.descriptor}->{each_method.signature}"))
            if each_method.annotation:
                self.add(type_(each_method.annotation))
            for unit in each_method.code.units if each_method.code else ():
                if isinstance(unit, Reference):
                    self.add(unit)

    def add(self, reference: Reference) -> None:
        name = reference.name
        if reference.kind == "string":
            self.strings.add(name)
        elif reference.kind == "type":
            self.strings.add(name)
            self.types.add(name)
        elif reference.kind == "field":
            owner, simple, kind = field_parts(name)
            self.strings.add(simple)
            self.add(type_(owner))
            self.add(type_(kind))
            self.fields.add(name)
        else:
            owner, simple, prototype = method_parts(name)
            self.strings |= {simple, shorty(prototype)}
            for descriptor in (owner, prototype[0], *prototype[1]):
                self.add(type_(descriptor))
            self.prototypes.add(prototype)
            self.methods.add(name)

    def sort(self) -> None:
        self.string_order = sorted(self.strings, key=lambda text: text.encode("utf-16-be", "surrogatepass"))
        self.string_index = {text: index for index, text in enumerate(self.string_order)}
        self.type_order = sorted(self.types, key=self.string_index.__getitem__)
        self.type_index = {descriptor: index for index, descriptor in enumerate(self.type_order)}
        self.prototype_order = sorted(self.prototypes, key=self._prototype_key)
        self.prototype_index = {prototype: index for index, prototype in enumerate(self.prototype_order)}
        # By class, then name, then type or prototype.
        self.field_order = sorted(self.fields, key=lambda name: _by_name(self.field_row(name)))
        self.method_order = sorted(self.methods, key=lambda name: _by_name(self.method_row(name)))
        self.index = {
            "string": self.string_index,
            "type": self.type_index,
            "field": {name: index for index, name in enumerate(self.field_order)},
            "method": {name: index for index, name in enumerate(self.method_order)},
        }

    def _prototype_key(self, prototype: tuple[str, tuple[str, ...]]) -> tuple[int, list[int]]:
        return self.type_index[prototype[0]], [self.type_index[each] for each in prototype[1]]

    def field_row(self, name: str) -> tuple[int, int, int]:
        owner, simple, kind = field_parts(name)
        return self.type_index[owner], self.type_index[kind], self.string_index[simple]

    def method_row(self, name: str) -> tuple[int, int, int]:
        owner, simple, prototype = method_parts(name)
        return self.type_index[owner], self.prototype_index[prototype], self.string_index[simple]


def _by_name(row: tuple[int, int, int]) -> tuple[int, int, int]:
    return row[0], row[2], row[1]


def method_parts(name: str) -> tuple[str, str, tuple[str, tuple[str, ...]]]:
    parts = _METHOD.fullmatch(name)
    assert parts, name
    return parts["owner"], parts["name"], (parts["return_type"], tuple(_TYPE.findall(parts["parameters"])))


def field_parts(name: str) -> tuple[str, str, str]:
    parts = _FIELD.fullmatch(name)
    assert parts, name
    return parts["owner"], parts["name"], parts["type"]


def shorty(prototype: tuple[str, tuple[str, ...]]) -> str:
    return "".join("L" if each[0] in "L[" else each for each in (prototype[0], *prototype[1]))


def _code_item(code: Code, tables: _Tables) -> bytes:
    units: list[int] = []
    for unit in code.units:
        if not isinstance(unit, Reference):
            units.append(unit)
            continue
        index = tables.index[unit.kind][unit.name]
        units += [index & 0xFFFF, index >> 16] if unit.jumbo else [index]
    claimed = len(units) if code.claimed_units is None else code.claimed_units
    header = struct.pack("<HHHHII", code.registers, code.incoming, code.outgoing, len(code.tries), 0, claimed)
    return header + struct.pack(f"<{len(units)}H", *units) + _tries(code, padding=len(units) % 2)


def _tries(code: Code, padding: int) -> bytes:
    if not code.tries:
        return b""
    rows, handlers = b"\0\0" * padding, uleb128(len(code.tries))
    for start, length, address in code.tries:
        rows += struct.pack("<IHH", start, length, len(handlers))
        handlers += b"\0" + uleb128(address)
    return rows + handlers


def _encoded(rows: list[tuple[int, ...]]) -> bytes:
    octets, previous = b"", 0
    for row in sorted(rows):
        octets += b"".join(map(uleb128, (row[0] - previous, *row[1:])))
        previous = row[0]
    return octets


def _class_data(defined: DefinedClass, tables: _Tables, code_offsets: dict[int, int]) -> bytes:
    lists: list[list[tuple[int, ...]]] = [[], [], [], []]
    for each in defined.fields:
        index = tables.index["field"][f"{defined.descriptor}->{each.signature}"]
        lists[0 if each.is_static else 1].append((index, each.access_flags))
    for each_method in defined.methods:
        index = tables.index["method"][f"{defined.descriptor}->{each_method.signature}"]
        code_offset = code_offsets[id(each_method.code)] if each_method.code else 0
        lists[3 if each_method.is_virtual else 2].append((index, each_method.access_flags, code_offset))
    return b"".join(uleb128(len(rows)) for rows in lists) + b"".join(_encoded(rows) for rows in lists)


def _type_list(names: Sequence[str], tables: _Tables) -> bytes:
    return struct.pack(f"<I{len(names)}H", len(names), *(tables.type_index[name] for name in names))


def _write(builder: DexBuilder, tables: _Tables) -> bytes:
    header_size = 0x78 if builder.version >= 41 else 0x70
    sizes = [
        (0x0001, len(tables.string_order), 4),
        (0x0002, len(tables.type_order), 4),
        (0x0003, len(tables.prototype_order), 12),
        (0x0004, len(tables.field_order), 8),
        (0x0005, len(tables.method_order), 8),
        (0x0006, len(builder.classes), 32),
    ]
    layout = _Layout(bytearray(header_size), [(0x0000, 1, 0)])
    header_tables = []
    for kind, count, width in sizes:
        offset = len(layout.octets) if count else 0
        header_tables += [count, offset]
        if count:
            layout.sections.append((kind, count, offset))
        layout.octets += bytes(count * width)
    data_offset = len(layout.octets)

    lists = {prototype[1] for prototype in tables.prototype_order if prototype[1]}
    lists |= {tuple(each.interfaces) for each in builder.classes if each.interfaces}
    ordered_lists = sorted(lists)
    list_offsets = layout.section(0x1001, (_type_list(names, tables) for names in ordered_lists), 4)
    list_offset = {(): 0, **dict(zip(ordered_lists, list_offsets, strict=True))}
    codes = {id(m.code): m.code for c in builder.classes for m in c.methods if m.code}
    offsets = layout.section(0x2001, (_code_item(code, tables) for code in codes.values()), 4)
    code_offsets = dict(zip(codes, offsets, strict=True))
    string_data = (uleb128(len(_utf16(text)) // 2) + mutf8(text) + b"\0" for text in tables.string_order)
    string_offsets = layout.section(0x2002, string_data)
    with_data = [each for each in builder.classes if each.methods or each.fields]
    data_offsets = layout.section(0x2000, (_class_data(each, tables, code_offsets) for each in with_data))
    class_data_offset = dict(zip(map(id, with_data), data_offsets, strict=True))
    annotations = annotation_offsets(builder.classes, tables, layout)

    rows = [struct.pack("<I", offset) for offset in string_offsets]
    rows += [struct.pack("<I", tables.string_index[name]) for name in tables.type_order]
    for prototype in tables.prototype_order:
        names = tables.string_index[shorty(prototype)], tables.type_index[prototype[0]]
        rows.append(struct.pack("<III", *names, list_offset[prototype[1]]))
    rows += [struct.pack("<HHI", *tables.field_row(name)) for name in tables.field_order]
    rows += [struct.pack("<HHI", *tables.method_row(name)) for name in tables.method_order]
    for each in builder.classes:
        superclass = NO_INDEX if each.superclass is None else tables.type_index[each.superclass]
        interfaces = list_offset[tuple(each.interfaces)]
        first = tables.type_index[each.descriptor], each.access_flags, superclass, interfaces
        rows.append(
            struct.pack("<8I", *first, NO_INDEX, annotations.get(id(each), 0), class_data_offset.get(id(each), 0), 0)
        )
    identifiers = b"".join(rows)
    layout.octets[header_size : header_size + len(identifiers)] = identifiers

    layout.align()
    map_offset = len(layout.octets)
    sections = [*layout.sections, (0x1000, 1, map_offset)]
    layout.octets += struct.pack("<I", len(sections))
    for kind, count, offset in sections:
        layout.octets += struct.pack("<HHII", kind, 0, count, offset)
    total = len(layout.octets)
    header = struct.pack("<IIIIII", total, header_size, 0x12345678, 0, 0, map_offset)
    header += struct.pack("<14I", *header_tables, total - data_offset, data_offset)
    if builder.version >= 41:
        header += struct.pack("<II", total, 0)
    layout.octets[0x20 : 0x20 + len(header)] = header
    layout.octets[:8] = b"dex\n%03d\0" % builder.version
    return with_checksum(bytes(layout.octets))


def with_checksum(content: bytes) -> bytes:
    """The file with the signature and checksum that its content demands."""
    signature = hashlib.sha1(content[0x20:], usedforsecurity=False).digest()
    checksum = zlib.adler32(signature + content[0x20:])
    return content[:8] + struct.pack("<I", checksum) + signature + content[0x20:]
