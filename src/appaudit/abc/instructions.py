"""The instruction set of ArkTS bytecode: how long each instruction is, and what its operands are."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

#: Operands as `struct` writes them; registers and numbers of 4 bits share a byte.
_FORMATS: Final = {
    "i8": "b", "i16": "h", "i32": "i", "i64": "d", "v8": "B", "v16": "H",
    "s16": "H", "m16": "H", "l16": "H", "s32": "I",
}  # fmt: skip
#: Instructions whose numbers have a sign: jumps and whole numbers. The others name slots or count.
_SIGNED: Final = re.compile(r"j|ldai$")
_HALVES: Final = ("i4", "v4")


class Encoding(NamedTuple):
    """One encoding of an instruction.

    `name` is that of OpenHarmony's instruction set, `size` in bytes, `kinds` one letter for each operand (i number, v
    register, s text, m method, l literal array); `operands` reads them from the bytes after the code, `halves` says
    that the two lie in one byte, `writes` that the instruction leaves something in the accumulator.
    """

    name: str
    size: int
    code_size: int
    kinds: str
    operands: struct.Struct
    halves: bool
    writes: bool


class Instruction(NamedTuple):
    """An instruction: its place in the code in bytes, its encoding, its operands as they are written."""

    place: int
    encoding: Encoding
    operands: tuple[int | float, ...]


class CutCodeError(ValueError):
    """Code that breaks off or holds what is no instruction; the message says where."""


@cache
def encodings() -> tuple[Encoding | dict[int, Encoding] | None, ...]:
    """The encodings by their first byte: one, those behind a prefix by their second byte, or None for none."""
    found: list[Encoding | dict[int, Encoding] | None] = [None] * 256
    text = files(__package__).joinpath("instruction_table.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        code, name, writes, *operands = line.split()
        first = int(code[:2], 16)
        if len(code) == 2:
            found[first] = _encoding(1, name, writes, operands)
            continue
        behind = found[first]
        if not isinstance(behind, dict):
            behind = found[first] = {}
        behind[int(code[2:], 16)] = _encoding(2, name, writes, operands)
    return tuple(found)


def _encoding(code_size: int, name: str, writes: str, operands: list[str]) -> Encoding:
    halves = bool(operands) and operands[0] in _HALVES
    rest = ["v8" if halves else operands[0], *operands[2 if halves else 1 :]] if operands else []
    letters = "".join(_FORMATS[operand] for operand in rest)
    if not _SIGNED.match(name):
        letters = letters.translate(str.maketrans("bh", "BH"))
    reading = struct.Struct("<" + letters)
    kinds = "".join(operand[0] for operand in operands)
    return Encoding(name, code_size + reading.size, code_size, kinds, reading, halves, writes == "=")


def decode(code: bytes | memoryview) -> Iterator[Instruction]:
    """The instructions of a method, in their order.

    Raises:
        CutCodeError: The code breaks off within an instruction, or holds a code that no instruction has.
    """
    place, end = 0, len(code)
    while place < end:
        step = decode_at(code, place, end)
        yield step
        place += step.encoding.size


def decode_at(code: bytes | memoryview, place: int, end: int) -> Instruction:
    """The instruction at a place of a method that has `end` bytes.

    Raises:
        CutCodeError: The code breaks off within it, or it has a code that no instruction has.
    """
    found = encodings()[code[place]]
    if type(found) is dict:
        found = found.get(code[place + 1]) if place + 1 < end else None
    if type(found) is not Encoding:
        raise CutCodeError(f"{code[place]:#04x} at {place} is no instruction")
    if place + found.size > end:
        raise CutCodeError(f"{found.name} at {place} breaks off after {end - place} of {found.size} bytes")
    values: tuple[int | float, ...] = found.operands.unpack_from(code, place + found.code_size)
    if found.halves:
        values = (values[0] & 15, values[0] >> 4, *values[1:])  # type: ignore[operator]
    return Instruction(place, found, values)
