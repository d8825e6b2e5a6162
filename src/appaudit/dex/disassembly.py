"""A few instructions as text, as people read bytecode: what stands around a call."""

from __future__ import annotations

from appaudit.dex.opcodes import (
    BRANCHES,
    FIELD_ACCESS,
    METHOD_REFERENCES,
    MNEMONICS,
    STRING_LITERALS,
    TYPE_REFERENCES,
)
from appaudit.dex.operands import branch_targets, destination_register, literal, source_registers
from appaudit.dex.sweep import Instructions
from appaudit.dex.tables import DexFile

_MAX_TEXT = 60


def lines_around(instructions: Instructions, instruction: int, *, before: int = 2, after: int = 2) -> tuple[str, ...]:
    """The instructions of the method around one of them, one a line with its place in code units.

    Args:
        instructions: Those of the file.
        instruction: Position in their arrays.
        before: How many at most before it.
        after: How many at most after it.
    """
    item = int(instructions.code_item[instruction])
    first, end = instructions.bounds_of(item)
    start = int(instructions.items.first_unit[item])
    chosen = range(max(first, instruction - before), min(end, instruction + after + 1))
    return tuple(_line(instructions, position, start) for position in chosen)


def _line(instructions: Instructions, position: int, start: int) -> str:
    dex, at = instructions.items.dex, int(instructions.offset[position])
    opcode = int(instructions.opcode[position])
    written = destination_register(dex.units, at)
    read = source_registers(dex.units, at)
    if opcode in METHOD_REFERENCES:
        registers = "{" + ", ".join(f"v{number}" for number in read) + "}"
        operands = [registers, *_named(dex, at, opcode)]
    else:
        operands = [f"v{number}" for number in (*(() if written is None else (written,)), *read)]
        operands += _named(dex, at, opcode)
    if opcode in BRANCHES:
        operands += [f"{target - start:04x}" for target in branch_targets(dex.units, at)[:4]]
    return f"{at - start:04x}: {MNEMONICS[opcode]} {', '.join(operands)}".rstrip()


def _named(dex: DexFile, at: int, opcode: int) -> list[str]:
    """What an instruction refers to, in words."""
    index = int(dex.units[at + 1]) if at + 1 < len(dex.units) else -1
    if opcode in METHOD_REFERENCES:
        return [dex.method_descriptor(index)] if index < len(dex.method_ids) else []
    if opcode in FIELD_ACCESS:
        return [dex.field_descriptor(index)] if index < len(dex.field_ids) else []
    if opcode in TYPE_REFERENCES:
        return [dex.type_descriptor(index)] if index < len(dex.type_ids) else []
    if opcode in STRING_LITERALS:
        if opcode != min(STRING_LITERALS):
            index |= int(dex.units[at + 2]) << 16
        text = dex.string(index) if index < len(dex.strings) else ""
        return [f'"{text[:_MAX_TEXT]}{"…" if len(text) > _MAX_TEXT else ""}"']
    number = literal(dex.units, at)
    return [] if number is None else [f"#{number}"]
