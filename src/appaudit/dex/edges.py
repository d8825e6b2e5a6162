"""What the instructions refer to: calls, strings, fields, types, each as parallel arrays ready for a lookup table.

Indices that are not in the file's table are left out and counted in `invalid`: Android's verifier rejects
the method that holds one, and a consumer can index its own tables with all others. The instructions themselves become
ones that do nothing, for whoever walks through methods.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from appaudit.dex.opcodes import (
    CONST_CLASS,
    CONST_STRING_JUMBO,
    FIELD_ACCESS,
    FIELD_WRITES,
    FILLED_ARRAYS,
    METHOD_REFERENCES,
    NEW_INSTANCE,
    NOP,
    STATIC_FIELD_ACCESS,
    STRING_LITERALS,
    TYPE_REFERENCES,
    opcode_table,
)
from appaudit.dex.sweep import Instructions

_INVOKE = opcode_table(METHOD_REFERENCES)
_STRING = opcode_table(STRING_LITERALS)
_FIELD = opcode_table(FIELD_ACCESS)
_STATIC_FIELD = opcode_table(STATIC_FIELD_ACCESS)
_FIELD_WRITE = opcode_table(FIELD_WRITES)
_NEW_INSTANCE = opcode_table((NEW_INSTANCE,))
_CONST_CLASS = opcode_table((CONST_CLASS,))
_TYPE = opcode_table(TYPE_REFERENCES - FILLED_ARRAYS)


@dataclass(frozen=True, slots=True, eq=False)
class References:
    """Instructions of one kind and what each refers to, ascending by offset; parallel arrays."""

    instruction: NDArray[np.int32]
    """Position in the instruction arrays."""
    code_item: NDArray[np.int32]
    offset: NDArray[np.uint32]
    """Code units from the start of the file."""
    opcode: NDArray[np.uint8]
    target: NDArray[np.int32]
    """Index into the table that the kind names: methods, strings, fields or types. Always valid."""
    invalid: int
    """How many were left out because their index is not in that table."""

    def __len__(self) -> int:
        return len(self.instruction)

    def target_at(self, instruction: int) -> int:
        """What the reference of one instruction leads to, -1 where that is no such reference."""
        places = memoryview(self.instruction)  # type: ignore[arg-type]  # numpy's stubs lack the buffer protocol
        at = bisect_left(places, instruction)
        return int(self.target[at]) if at < len(places) and places[at] == instruction else -1

    def in_item(self, code_item: int) -> slice:
        """Where in these arrays the references of one code item stand."""
        items = memoryview(self.code_item)  # type: ignore[arg-type]  # numpy's stubs lack the buffer protocol
        start = bisect_left(items, code_item)
        return slice(start, bisect_left(items, code_item + 1, start))

    def to_any(self, targets: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Positions in these arrays of the references whose target is marked in `targets`, indexed as the table."""
        # Most files name nothing of what is asked for; to say so takes a tenth of the time.
        return np.flatnonzero(targets[self.target]) if targets.any() else np.empty(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class FieldAccesses(References):
    """References to fields, and how they are used."""

    is_static: NDArray[np.bool_]
    is_write: NDArray[np.bool_]


def settle(instructions: Instructions) -> None:
    """Turn instructions that refer to nothing in the tables of their file into ones that do nothing."""
    for listing in (invoke_edges, string_constants, field_accesses, new_instances, const_classes):
        listing(instructions)
    _references(instructions, _TYPE, len(instructions.items.dex.type_ids))


def invoke_edges(instructions: Instructions) -> References:
    """All calls of a method by its identifier; `target` indexes `method_ids`. invoke-custom has none."""
    return _listed(instructions, "calls", _INVOKE, len(instructions.items.dex.method_ids))


def string_constants(instructions: Instructions) -> References:
    """All loads of a string constant; `target` is a string index."""
    return _listed(instructions, "strings", _STRING, len(instructions.items.dex.strings))


def new_instances(instructions: Instructions) -> References:
    """All object creations; `target` is a type index."""
    return _listed(instructions, "creations", _NEW_INSTANCE, len(instructions.items.dex.type_ids))


def const_classes(instructions: Instructions) -> References:
    """All loads of a class constant; `target` is a type index."""
    return _listed(instructions, "classes", _CONST_CLASS, len(instructions.items.dex.type_ids))


def field_accesses(instructions: Instructions) -> FieldAccesses:
    """All reads and writes of fields; `target` indexes `field_ids`."""
    known: FieldAccesses | None = instructions.references.get("fields")
    if known is None:
        found = _references(instructions, _FIELD, len(instructions.items.dex.field_ids))
        known = instructions.references["fields"] = FieldAccesses(
            instruction=found.instruction,
            code_item=found.code_item,
            offset=found.offset,
            opcode=found.opcode,
            target=found.target,
            invalid=found.invalid,
            is_static=_STATIC_FIELD[found.opcode],
            is_write=_FIELD_WRITE[found.opcode],
        )
    return known


def _listed(instructions: Instructions, kind: str, opcodes: NDArray[np.bool_], limit: int) -> References:
    """The references of a kind, listed once."""
    known: References | None = instructions.references.get(kind)
    if known is None:
        known = instructions.references[kind] = _references(instructions, opcodes, limit)
    return known


def _references(instructions: Instructions, opcodes: NDArray[np.bool_], limit: int) -> References:
    # A table for bytes.translate is several times faster here than one for indexing.
    is_chosen = instructions.opcode.tobytes().translate(opcodes.tobytes())
    chosen = np.flatnonzero(np.frombuffer(is_chosen, dtype=np.bool_)).astype(np.int32)
    offset = instructions.offset[chosen]
    units = instructions.items.dex.units
    target = units[offset + np.uint32(1)].astype(np.int32)
    jumbo = np.flatnonzero(instructions.opcode[chosen] == CONST_STRING_JUMBO)
    target[jumbo] |= units[offset[jumbo] + np.uint32(2)].astype(np.int32) << 16
    valid = (target >= 0) & (target < limit)  # half of what the second unit may say is beyond any table
    invalid = len(valid) - int(np.count_nonzero(valid))
    if invalid:
        instructions.opcode[chosen[~valid]] = NOP
        chosen, offset, target = chosen[valid], offset[valid], target[valid]
    return References(
        instruction=chosen,
        code_item=instructions.code_item.of_ascending(chosen),
        offset=offset,
        opcode=instructions.opcode[chosen],
        target=target,
        invalid=invalid,
    )
