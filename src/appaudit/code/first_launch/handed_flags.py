"""Which calls hand "agreed" to a constructor or a setter of a field with the name of a consent flag."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from appaudit.code.first_launch.consent_flags import FileFlags
from appaudit.code.first_launch.flags_found import field_key
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex import invoke_edges
from appaudit.dex.opcodes import FIELD_WRITES, INT_LITERALS
from appaudit.dex.operands import literal
from appaudit.dex.tables import is_among

#: Methods that hand on what they are given, in turn.
_MOST_TURNS = 3
#: By method the arguments, the receiver counted with them, that end up in fields, with what stands for each.
Setters = dict[int, set[tuple[int, str]]]


def handed(files: Sequence[FileFlags], guarded: NDArray[np.int64]) -> set[tuple[int, str]]:
    """The methods that hand "agreed" to what sets such a field without asking, with what stands for the field.

    Args:
        files: What methods that run at launch meet, by file.
        guarded: The instructions that wait for consent, counted over all files, ascending.
    """
    setters: Setters = {}
    for file in files:
        for method, argument, known in _setting(file):
            setters.setdefault(method, set()).add((argument, known))
    found = set[tuple[int, str]]()
    asked = setters
    for _ in range(_MOST_TURNS):
        further: Setters = {}
        for file in files:
            for owner, body, index, known, argument in _calls(file, asked, guarded):
                given = _given(body, index, body.sources(index)[argument])
                if given == 1:
                    found.add((owner, known))
                elif isinstance(given, tuple) and (given[0], known) not in setters.get(owner, ()):
                    further.setdefault(owner, set()).add((given[0], known))
        for owner, added in further.items():
            setters.setdefault(owner, set()).update(added)
        asked = further
    return found


def _setting(flags: FileFlags) -> Iterator[tuple[int, int, str]]:
    """The methods that put what they are given into a field, with the argument and what stands for the field."""
    code = flags.file.code
    for item in sorted(flags.items_writing()):
        body = MethodBody(code, item)
        for index, opcode in enumerate(body.opcodes):
            if opcode not in FIELD_WRITES or flags.written_fields.get(body.target(index)) != 0:
                continue
            given = _given(body, index, body.sources(index)[0])
            if isinstance(given, tuple):
                key = field_key(int(flags.field_hashes()[body.target(index)]))
                yield int(flags.file.item_method[item]), given[0], key


def _calls(
    flags: FileFlags, setters: Setters, guarded: NDArray[np.int64]
) -> Iterator[tuple[int, MethodBody, int, str, int]]:
    """The calls of setters at launch that wait for no consent: their method, the place, the field and the argument."""
    if not setters:
        return
    calls = invoke_edges(flags.file.code.instructions)
    resolved = flags.resolved[calls.target]
    chosen = is_among(resolved, sorted(setters)) & flags.runs[calls.code_item]
    chosen &= ~is_among(calls.instruction.astype(np.int64) + flags.first_instruction, guarded)
    for at in np.flatnonzero(chosen).tolist():
        body = MethodBody(flags.file.code, int(calls.code_item[at]))
        index = int(calls.instruction[at]) - body.first
        for argument, known in sorted(setters[int(resolved[at])]) if body.is_read else ():
            if argument < len(body.sources(index)):
                yield int(flags.file.item_method[body.code_item]), body, index, known, argument


def _given(body: MethodBody, index: int, register: int) -> int | tuple[int] | None:
    """1 for a constant that says yes, the number of the argument for one that is handed on, None for all else."""
    found = set[int | tuple[int]]()
    for made, asked in body.origins(index, register):
        if made == ENTRY:
            found.add((body.parameter(asked),))
        elif made >= 0 and body.opcodes[made] in INT_LITERALS:
            found.add(int(literal(body.units, body.offsets[made]) != 0))
        else:
            return None
    return next(iter(found)) if len(found) == 1 else None
