"""Instructions to which nothing in their method leads: a return has been written before them.

Compilers write no such code. Who changes a package that is built cuts a method short in that way, and what stood there
stays.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.values.control_flow import read_method
from appaudit.code.values.dependence import reached
from appaudit.dex import DexCode
from appaudit.dex.opcodes import CONDITIONAL_BRANCHES, ENDS, GOTOS, MOVE_EXCEPTION, NOP, opcode_table
from appaudit.dex.tables import distinct

_LEAVING: Final = opcode_table(CONDITIONAL_BRANCHES | ENDS)
_CUTTING: Final = opcode_table(ENDS - GOTOS)
#: What stands after the end of a method that is whole: a handler of exceptions, or the table of an array.
_AFTER_AN_END: Final = opcode_table({MOVE_EXCEPTION, NOP})


def unreached(code: DexCode) -> NDArray[np.int64]:
    """The instructions of a file that cannot run, ascending; of methods that end before anything in them branches."""
    instructions = code.instructions
    leaving = np.flatnonzero(_LEAVING[instructions.opcode])
    items = instructions.code_item[leaving]
    is_first = np.diff(items, prepend=-1) > 0
    ends, items = leaving[is_first], items[is_first]
    # The last instruction of a file has none after it.
    goes_on = np.minimum(ends + 1, max(len(instructions) - 1, 0))
    is_cut = _CUTTING[instructions.opcode[ends]] & ~_AFTER_AN_END[instructions.opcode[goes_on]]
    is_cut &= (goes_on > ends) & (instructions.code_item[goes_on] == items)
    found: list[int] = []
    for item in items[is_cut].tolist():
        method = read_method(code, item)
        if method is not None:
            runs = reached(method, {})
            found += (method.first + index for index in range(len(method.opcodes)) if index not in runs)
    return distinct(np.array(found, dtype=np.int64))
