"""The source file and the line that an instruction was compiled from, where the file still says so.

`debug_info_item`: https://source.android.com/docs/core/runtime/dex-format, checked 2026-11-25.
"""

from __future__ import annotations

import re

from appaudit.dex.code_items import CodeItems
from appaudit.dex.leb128 import signed, unsigned
from appaudit.dex.tables import NO_INDEX

_END, _ADVANCE_PC, _ADVANCE_LINE, _START_LOCAL, _START_LOCAL_EXTENDED, _END_LOCAL, _RESTART_LOCAL = range(7)
_PROLOGUE_END, _EPILOGUE_BEGIN, _SET_FILE = 7, 8, 9
#: Further opcodes advance address and line at once.
_FIRST_SPECIAL, _LINE_BASE, _LINE_RANGE = 10, -4, 15
#: Numbers that follow an opcode, all of them skipped.
_OPERANDS = {_START_LOCAL: 3, _START_LOCAL_EXTENDED: 4, _END_LOCAL: 1, _RESTART_LOCAL: 1, _SET_FILE: 1}
_MAX_STEPS = 20_000
#: Byte of a code item at which the offset of its debug information stands.
_DEBUG_INFO = 8
#: Shrinkers write something else (`SourceFile`, `r8-map-id-…`), and the lines beside it are none of the source.
_SOURCE = re.compile(r"[^/\\\s]+\.(?:java|kt|kts|groovy|scala|dart)")


def source_file(items: CodeItems, code_item: int) -> str:
    """The name of the source file of the class that a code item belongs to, empty where it is not known."""
    dex, data = items.dex, items.class_data
    owners = items.owners_of(code_item)
    if not len(owners):
        return ""
    name = int(dex.class_defs["source_file"][data.method_class_def[owners[0]]])
    if name == NO_INDEX or name >= len(dex.strings):
        return ""
    text = dex.string(name)
    return text if _SOURCE.fullmatch(text) else ""


def line_of(items: CodeItems, code_item: int, offset: int) -> int:
    """The line of the instruction at `offset` code units from the start of its method, 0 where it is not known."""
    data = items.dex.data
    at = int(items.code_offset[code_item]) + _DEBUG_INFO
    position = int.from_bytes(data[at : at + 4], "little")
    if not 0 < position < len(data):
        return 0
    try:
        return _line_at(data, position, offset)
    except IndexError:
        return 0


def _line_at(data: memoryview, position: int, offset: int) -> int:
    line, position = unsigned(data, position)
    parameters, position = unsigned(data, position)
    for _ in range(min(parameters, _MAX_STEPS)):
        _, position = unsigned(data, position)
    address = found = 0
    for _ in range(_MAX_STEPS):
        opcode = data[position]
        position += 1
        if opcode == _END:
            break
        if opcode == _ADVANCE_PC:
            ahead, position = unsigned(data, position)
            address += ahead
        elif opcode == _ADVANCE_LINE:
            ahead, position = signed(data, position)
            line += ahead
        elif opcode < _FIRST_SPECIAL:
            for _ in range(_OPERANDS.get(opcode, 0)):
                _, position = unsigned(data, position)
        else:
            address += (opcode - _FIRST_SPECIAL) // _LINE_RANGE
            line += _LINE_BASE + (opcode - _FIRST_SPECIAL) % _LINE_RANGE
            if address > offset:
                break
            found = line
    return max(found, 0)
