"""An assembler for bytecode of ArkTS: records with fields, functions and modules, in the layout that a test asks for.

    file = Assembly()
    file.record("L&entry/src/main/ets/pages/Index&;", Module(["@ohos:sensor"], [("default", "sensor", 0)]))
    file.function("func_main_0", "ldexternalmodulevar 0", "sta v4", "lda v4", "ldobjbyname 0 'on'", …)
    data = file.data()

A line is an instruction as `appaudit.abc` names it with its operands: numbers, registers `v4`, texts in quotes,
functions `@name`, literal arrays `[…]` (texts, numbers, functions), labels `:there`; one that ends in a colon is one.
"""

from __future__ import annotations

import re
import shlex
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from appaudit.abc import Encoding, encodings

HEADER, REGION, NONE = 60, 40, 0xFFFFFFFF
_SIZES = {"b": (-128, 127), "B": (0, 255), "h": (-(1 << 15), (1 << 15) - 1), "H": (0, (1 << 16) - 1)}


@dataclass
class Module:
    """What a record takes and gives; imports name their request by its place."""

    requests: Sequence[str] = ()
    imports: Sequence[tuple[str, str, int]] = ()
    namespaces: Sequence[tuple[str, int]] = ()
    exports: Sequence[tuple[str, str]] = ()
    indirect: Sequence[tuple[str, str, int]] = ()
    stars: Sequence[int] = ()


@dataclass
class _Function:
    name: str
    lines: tuple[str, ...]
    registers: int
    arguments: int


@dataclass
class _Record:
    name: str
    module: Module | None
    fields: dict[str, int]
    functions: list[_Function] = field(default_factory=list)


def uleb(value: int) -> bytes:
    """A number of variable length."""
    encoded = bytearray()
    while value >= 0x80:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])


@cache
def _encodings() -> dict[str, list[tuple[bytes, Encoding]]]:
    found: dict[str, list[tuple[bytes, Encoding]]] = {}
    for first, entry in enumerate(encodings()):
        if isinstance(entry, Encoding):
            found.setdefault(entry.name, []).append((bytes([first]), entry))
        elif entry is not None:
            for second, inner in entry.items():
                found.setdefault(inner.name, []).append((bytes([first, second]), inner))
    return {name: sorted(each, key=lambda pair: pair[1].size) for name, each in found.items()}


class Assembly:
    """A file that is being put together.

    `literal_table` writes the table of literal arrays as versions up to 12 do; modules are then named by their places
    in it. `regions` splits the items that code names over that many regions, by record; `region_size` is their layout.
    """

    def __init__(
        self,
        *,
        version: tuple[int, int, int, int] = (13, 0, 1, 0),
        literal_table: bool = False,
        regions: int = 1,
        region_size: int = REGION,
    ) -> None:
        self.version, self.literal_table = version, literal_table
        self.region_count, self.region_size = regions, region_size
        self.records: list[_Record] = []

    def record(self, name: str, module: Module | None = None, **fields: int) -> Assembly:
        """Begin a record; functions that follow are its own."""
        self.records.append(_Record(name, module, dict(fields)))
        return self

    def function(self, name: str, *lines: str, registers: int = 16, arguments: int = 3) -> Assembly:
        """Add a function to the last record. Its arguments are the last registers: itself, new.target, this, others."""
        self.records[-1].functions.append(_Function(name, lines, registers, arguments))
        return self

    def data(self) -> bytes:
        """The file."""
        self._offsets: dict[object, int] = {}
        return self._lay_out() and self._lay_out()  # places are known only after the first time

    def _lay_out(self) -> bytes:
        self._items: list[tuple[object, Callable[[], bytes]]] = []
        self._known: set[object] = set()
        self._tables: list[dict[object, int]] = [{} for _ in range(self.region_count)]
        bodies = [self._record(number, record) for number, record in enumerate(self.records)]
        classes = struct.pack(f"<{len(bodies)}I", *(self._offsets.get(("record", n), 0) for n in range(len(bodies))))
        literals = [key for key, _ in self._items if isinstance(key, tuple) and key[0] in ("literal", "module")]
        self._places_of_literals = {key: number for number, key in enumerate(literals)}
        table = struct.pack(f"<{len(literals)}I", *(self._offsets.get(key, 0) for key in literals))
        table = table if self.literal_table else b""
        indexes = [struct.pack(f"<{len(each)}I", *(self._offsets.get(key, 0) for key in each)) for each in self._tables]
        start = HEADER + len(classes) + len(table)
        position = start + self.region_size * self.region_count
        heads, at = b"", position
        places = []
        for index in indexes:
            places.append(at)
            at += len(index)
        content, bounds = b"", []
        for number in range(self.region_count):
            first = at + len(content)
            for owner, body in enumerate(bodies):
                if owner % self.region_count == number:
                    self._offsets[("record", owner)] = at + len(content)
                    content += body(at + len(content))
            bounds.append((first, at + len(content)))
        for key, make in self._items:
            self._offsets[key] = at + len(content)
            content += make()
        for index, place, (first, end) in zip(indexes, places, bounds, strict=True):
            more = (len(index) // 4, place, NONE, NONE, NONE, NONE)
            heads += struct.pack("<10I", first, end, 0, place, *more)[: self.region_size]
        size = at + len(content)
        literal = (len(literals), HEADER + len(classes)) if self.literal_table else (NONE, NONE)
        head = struct.pack(
            "<8sI4s11I", b"PANDA\0\0\0", 0, bytes(self.version), size, 0, 0, len(bodies), HEADER, 0, NONE, *literal,
            self.region_count, start,
        )  # fmt: skip
        return head + classes + table + heads + b"".join(indexes) + content

    def _text(self, text: str) -> tuple[str, str]:
        raw = text.encode("utf-8", "surrogatepass") + b"\0"
        return self._item(("text", text), lambda: uleb(len(text) << 1 | text.isascii()) + raw)

    def _item(self, key: tuple[str, str], make: Callable[[], bytes]) -> tuple[str, str]:
        if key not in self._known:
            self._known.add(key)
            self._items.append((key, make))
        return key

    def _at(self, key: object) -> int:
        return self._offsets.get(key, 0)

    def _index(self, number: int, key: object) -> int:
        table = self._tables[number % self.region_count]
        return table.setdefault(key, len(table))

    def _record(self, number: int, record: _Record) -> Callable[[int], bytes]:
        fields: dict[str, Callable[[], int]] = {
            name: (lambda value=value: value) for name, value in record.fields.items()
        }
        if record.module is not None:
            fields["moduleRecordIdx"] = self._module(number, record.module)
        keys = [self._text(name) for name in fields]
        names = [self._text(function.name) for function in record.functions]
        for place, function in enumerate(record.functions):
            self._code(number, place, function)

        def body(offset: int) -> bytes:
            name = record.name.encode()
            made = uleb(len(record.name) << 1 | record.name.isascii()) + name + b"\0" + struct.pack("<I", 0)
            made += uleb(1) + uleb(len(fields)) + uleb(len(names)) + b"\x02\0\0"
            for key, value in zip(keys, fields.values(), strict=True):
                made += (
                    struct.pack("<HHI", 0, 0, self._at(key)) + uleb(1) + b"\x02" + struct.pack("<I", value()) + b"\0"
                )
            for place, key in enumerate(names):
                self._offsets[("function", number, record.functions[place].name)] = offset + len(made)
                code = self._at(("code", f"{number}.{place}"))
                flags = number % self.region_count << 16 | 1 << 8
                made += struct.pack("<HHI", 0, 0xFFFF, self._at(key)) + uleb(flags) + b"\x01" + struct.pack("<I", code)
                made += b"\x02\0\0"
            return made

        return body

    def _module(self, number: int, module: Module) -> Callable[[], int]:
        requests = [self._text(name) for name in module.requests]
        imports = [(self._text(own), self._text(name), request) for name, own, request in module.imports]
        spaces = [(self._text(own), request) for own, request in module.namespaces]
        exports = [(self._text(own), self._text(name)) for name, own in module.exports]
        indirect = [(self._text(name), self._text(own), request) for name, own, request in module.indirect]

        def made() -> bytes:
            def pack(rows: Sequence[Sequence[object]], form: str) -> bytes:
                cells = ([self._at(cell) if isinstance(cell, tuple) else cell for cell in row] for row in rows)
                return struct.pack("<I", len(rows)) + b"".join(struct.pack(form, *row) for row in cells)

            content = pack([[key] for key in requests], "<I") + pack(imports, "<IIH") + pack(spaces, "<IH")
            content += pack(exports, "<II") + pack(indirect, "<IIH") + pack([[star] for star in module.stars], "<H")
            return struct.pack("<I", 0) + content

        key = self._item(("module", str(number)), made)
        return lambda: self._places_of_literals[key] if self.literal_table else self._at(key)

    def _code(self, number: int, place: int, function: _Function) -> None:
        lines = [(line, shlex.split(line, posix=False)) for line in function.lines]
        picked = _Code(self, number, lines)

        def made() -> bytes:
            code = picked.bytes()
            return uleb(function.registers) + uleb(function.arguments) + uleb(len(code)) + uleb(0) + code

        self._item(("code", f"{number}.{place}"), made)


class _Code:
    """The lines of one function; jumps have 16 bits, everything else the narrowest encoding that holds it."""

    def __init__(self, assembly: Assembly, number: int, lines: list[tuple[str, list[str]]]) -> None:
        self._assembly, self._number = assembly, number
        self._rows: list[tuple[bytes, Encoding, list[object]]] = []
        self._labels: dict[str, int] = {}
        self._at = 0
        known = _encodings()
        for line, words in lines:
            if line.endswith(":") and len(words) == 1:
                self._labels[line[:-1]] = self._at
                continue
            name, *rest = re.findall(r"'[^']*'|\[[^\]]*\]|\S+", line)
            operands = [self._operand(word) for word in rest]
            code, encoding = next(each for each in known[name] if self._fits(each[1], operands))
            self._rows.append((code, encoding, operands))
            self._at += encoding.size

    def _operand(self, word: str) -> object:
        assembly = self._assembly
        if word.startswith("'"):
            return assembly._index(self._number, assembly._text(word[1:-1]))
        if word.startswith("@"):
            return assembly._index(self._number, ("function", self._number, word[1:]))
        if word.startswith("["):
            return assembly._index(self._number, self._literal(word))
        if word.startswith(":"):
            return word
        if word.startswith("v"):
            return int(word[1:])
        return float(word) if "." in word else int(word)

    def _literal(self, word: str) -> tuple[str, str]:
        assembly, number = self._assembly, self._number
        parts = re.findall(r"'[^']*'|[^\s\[\]]+", word)
        keys = [(part, assembly._text(part[1:-1]) if part.startswith("'") else None) for part in parts]

        def made() -> bytes:
            content = b""
            for part, key in keys:
                if key is not None:
                    content += b"\x05" + struct.pack("<I", assembly._at(key))
                elif part.startswith("@"):
                    content += b"\x06" + struct.pack("<I", assembly._at(("function", number, part[1:])))
                else:
                    content += b"\x02" + struct.pack("<i", int(part))
            return struct.pack("<I", 2 * len(keys)) + content

        return assembly._item(("literal", f"{number}{word}"), made)

    @staticmethod
    def _fits(encoding: Encoding, operands: list[object]) -> bool:
        if len(encoding.kinds) != len(operands):
            return False
        letters = encoding.operands.format.lstrip("<")
        if encoding.halves:
            return all(isinstance(value, int) and 0 <= value < 16 for value in operands[:2])
        for letter, value in zip(letters, operands, strict=True):
            if isinstance(value, str):
                if letter != "h":
                    return False
            elif letter in _SIZES and not _SIZES[letter][0] <= int(value) <= _SIZES[letter][1]:  # type: ignore[call-overload]
                return False
        return True

    def bytes(self) -> bytes:
        """The code."""
        made, at = b"", 0
        for code, encoding, operands in self._rows:
            values = [self._labels[value[1:]] - at if isinstance(value, str) else value for value in operands]
            if encoding.halves:
                values = [int(values[0]) | int(values[1]) << 4, *values[2:]]  # type: ignore[call-overload]
            made += code + encoding.operands.pack(*values)
            at += encoding.size
        return made
