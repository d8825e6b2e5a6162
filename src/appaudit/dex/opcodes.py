"""What a Dalvik instruction is: opcodes by name and in named sets, widths, formats and which registers are written.

This is the one place with numbers of opcodes; everything else asks for them by name.

Opcodes, formats and payloads: https://source.android.com/docs/core/runtime/dalvik-bytecode and
https://source.android.com/docs/core/runtime/instruction-formats, checked 2026-11-24 for DEX versions 035 to 041. The
first code unit of an instruction has its opcode in the low byte.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

NOP = 0x00
MOVE_RESULT, MOVE_RESULT_WIDE, MOVE_RESULT_OBJECT, MOVE_EXCEPTION = 0x0A, 0x0B, 0x0C, 0x0D
RETURN_VOID, RETURN, RETURN_WIDE, RETURN_OBJECT = 0x0E, 0x0F, 0x10, 0x11
CONST_4, CONST_16, CONST, CONST_HIGH16 = 0x12, 0x13, 0x14, 0x15
CONST_WIDE_HIGH16 = 0x19
CONST_STRING, CONST_STRING_JUMBO = 0x1A, 0x1B
CONST_CLASS = 0x1C
MONITOR_ENTER = 0x1D
CHECK_CAST, INSTANCE_OF, ARRAY_LENGTH = 0x1F, 0x20, 0x21
NEW_INSTANCE, NEW_ARRAY = 0x22, 0x23
FILLED_NEW_ARRAY, FILLED_NEW_ARRAY_RANGE = 0x24, 0x25
FILL_ARRAY_DATA, THROW = 0x26, 0x27
GOTO, GOTO_16, GOTO_32 = 0x28, 0x29, 0x2A
PACKED_SWITCH, SPARSE_SWITCH = 0x2B, 0x2C
CMP_LONG = 0x31
IF_EQ, IF_EQZ, IF_NEZ = 0x32, 0x38, 0x39
AGET, AGET_OBJECT, AGET_BOOLEAN = 0x44, 0x46, 0x47
APUT, APUT_OBJECT = 0x4B, 0x4D
IGET, IGET_OBJECT, IGET_BOOLEAN = 0x52, 0x54, 0x55
IPUT, IPUT_OBJECT, IPUT_BOOLEAN = 0x59, 0x5B, 0x5C
SGET, SGET_OBJECT, SGET_BOOLEAN = 0x60, 0x62, 0x63
SPUT, SPUT_OBJECT, SPUT_BOOLEAN = 0x67, 0x69, 0x6A
INVOKE_VIRTUAL, INVOKE_SUPER, INVOKE_DIRECT, INVOKE_STATIC, INVOKE_INTERFACE = 0x6E, 0x6F, 0x70, 0x71, 0x72
INVOKE_VIRTUAL_RANGE, INVOKE_DIRECT_RANGE, INVOKE_STATIC_RANGE, INVOKE_INTERFACE_RANGE = 0x74, 0x76, 0x77, 0x78
NEG_INT, NEG_LONG, NEG_FLOAT, NEG_DOUBLE = 0x7B, 0x7D, 0x7F, 0x80
INT_TO_LONG, INT_TO_FLOAT, INT_TO_DOUBLE = 0x81, 0x82, 0x83
LONG_TO_INT, LONG_TO_FLOAT, LONG_TO_DOUBLE = 0x84, 0x85, 0x86
FLOAT_TO_INT, FLOAT_TO_LONG, FLOAT_TO_DOUBLE = 0x87, 0x88, 0x89
DOUBLE_TO_INT, DOUBLE_TO_LONG, DOUBLE_TO_FLOAT = 0x8A, 0x8B, 0x8C
INT_TO_BYTE, INT_TO_CHAR, INT_TO_SHORT = 0x8D, 0x8E, 0x8F
RSUB_INT, RSUB_INT_LIT8 = 0xD1, 0xD9

#: First opcode of a run of calculations; each has its operations in one order, two registers or three.
#: add, sub, mul, div of one type:
INT_ARITHMETIC, LONG_ARITHMETIC = (0x90, 0xB0), (0x9B, 0xBB)
FLOAT_ARITHMETIC, DOUBLE_ARITHMETIC = (0xA6, 0xC6), (0xAB, 0xCB)
#: add, rsub, mul, div of a register and a literal of 16 and of 8 bits:
LITERAL_ARITHMETIC = (0xD0, 0xD8)
#: and, or, xor of three registers, of two, of a register and a literal of 16 and of 8 bits:
BITWISE, BITWISE_2ADDR, BITWISE_LIT16, BITWISE_LIT8 = 0x95, 0xB5, 0xD5, 0xDD


def _members(*runs: tuple[int, int]) -> frozenset[int]:
    """The opcodes of runs that are given as first and last."""
    return frozenset(opcode for first, last in runs for opcode in range(first, last + 1))


# Named sets.

MOVES = _members((0x01, 0x09))
MOVES_WIDE = _members((0x04, 0x06))
MOVE_RESULTS = frozenset((MOVE_RESULT, MOVE_RESULT_WIDE, MOVE_RESULT_OBJECT))
#: Returns that hand back a value, and all.
VALUE_RETURNS = frozenset((RETURN, RETURN_WIDE, RETURN_OBJECT))
RETURNS = VALUE_RETURNS | {RETURN_VOID}
#: Loads of numbers, and of those that fill one register without a shift.
LITERALS = _members((CONST_4, CONST_WIDE_HIGH16))
INT_LITERALS = frozenset((CONST_4, CONST_16, CONST))
#: Whole numbers of 64 bits; what has bits of a `double` as well is none.
WIDE_INT_LITERALS = _members((0x16, 0x18))
STRING_LITERALS = frozenset((CONST_STRING, CONST_STRING_JUMBO))
FILLED_ARRAYS = frozenset((FILLED_NEW_ARRAY, FILLED_NEW_ARRAY_RANGE))
GOTOS = frozenset((GOTO, GOTO_16, GOTO_32))
SWITCHES = frozenset((PACKED_SWITCH, SPARSE_SWITCH))
#: Branches that compare two registers, and one with zero: eq, ne, lt, ge, gt, le; and those of them that order.
TESTS, ZERO_TESTS = _members((IF_EQ, 0x37)), _members((IF_EQZ, 0x3D))
ORDERING_TESTS = _members((0x34, 0x37))
CONDITIONAL_BRANCHES = SWITCHES | TESTS | ZERO_TESTS
BRANCHES = GOTOS | CONDITIONAL_BRANCHES
#: After these the next instruction in the file is not reached.
ENDS = RETURNS | GOTOS | {THROW}
#: Instructions in which no exception can begin: a `try` that covers nothing else is never left for its handlers.
NEVER_THROWING = MOVES | MOVE_RESULTS | LITERALS | RETURNS | BRANCHES | {NOP, MOVE_EXCEPTION}
FLOAT_COMPARISONS, DOUBLE_COMPARISONS = _members((0x2D, 0x2E)), _members((0x2F, 0x30))
ARRAY_READS, ARRAY_WRITES = _members((AGET, 0x4A)), _members((0x4B, 0x51))
#: Reads of elements of arrays of int and boolean.
NUMBER_ELEMENT_READS = frozenset((AGET, AGET_BOOLEAN))
INSTANCE_READS, STATIC_READS = _members((IGET, 0x58)), _members((SGET, 0x66))
INSTANCE_WRITES, STATIC_WRITES = _members((IPUT, 0x5F)), _members((SPUT, 0x6D))
FIELD_READS, FIELD_WRITES = INSTANCE_READS | STATIC_READS, INSTANCE_WRITES | STATIC_WRITES
FIELD_ACCESS, STATIC_FIELD_ACCESS = FIELD_READS | FIELD_WRITES, STATIC_READS | STATIC_WRITES
OBJECT_READS = frozenset((IGET_OBJECT, SGET_OBJECT))
#: Instructions that give an object (or null).
OBJECT_GIVERS = OBJECT_READS | {MOVE_RESULT_OBJECT, AGET_OBJECT, CONST_STRING, CONST_STRING_JUMBO, CONST_CLASS}
OBJECT_GIVERS |= {NEW_INSTANCE, NEW_ARRAY}
#: Reads and writes of fields of int, boolean and object type.
PLAIN_READS = frozenset((IGET, IGET_OBJECT, IGET_BOOLEAN, SGET, SGET_OBJECT, SGET_BOOLEAN))
PLAIN_WRITES = frozenset((IPUT, IPUT_OBJECT, IPUT_BOOLEAN, SPUT, SPUT_OBJECT, SPUT_BOOLEAN))
#: Calls that name a method in their second unit: all but those of a call site, and of these those by method handle.
RANGE_INVOKES = _members((INVOKE_VIRTUAL_RANGE, INVOKE_INTERFACE_RANGE))
INVOKES = _members((INVOKE_VIRTUAL, INVOKE_INTERFACE)) | RANGE_INVOKES
POLYMORPHIC_INVOKES = _members((0xFA, 0xFB))
INVOKE_CUSTOM, INVOKE_CUSTOM_RANGE, CONST_METHOD_HANDLE = 0xFC, 0xFD, 0xFE
METHOD_REFERENCES = INVOKES | POLYMORPHIC_INVOKES
VIRTUAL_INVOKES = frozenset((INVOKE_VIRTUAL, INVOKE_INTERFACE, INVOKE_VIRTUAL_RANGE, INVOKE_INTERFACE_RANGE))
STATIC_INVOKES = frozenset((INVOKE_STATIC, INVOKE_STATIC_RANGE))
#: Calls of constructors and of private methods.
DIRECT_INVOKES = frozenset((INVOKE_DIRECT, INVOKE_DIRECT_RANGE))
CONVERSIONS = _members((NEG_INT, INT_TO_SHORT))
CALCULATIONS = _members((0x90, 0xE2))


#: Instructions that name a type in their second unit: const-class, check-cast, instance-of, creations and arrays.
TYPE_REFERENCES = frozenset((CONST_CLASS, CHECK_CAST, INSTANCE_OF, NEW_INSTANCE, NEW_ARRAY)) | FILLED_ARRAYS


def _nth(nth: int, *starts: tuple[int, int]) -> frozenset[int]:
    return frozenset(start + nth for pair in starts for start in pair)


_NUMBERS = (INT_ARITHMETIC, LONG_ARITHMETIC, FLOAT_ARITHMETIC, DOUBLE_ARITHMETIC)
#: Calculations with registers of any type.
SUBTRACTIONS, MULTIPLICATIONS, DIVISIONS = _nth(1, *_NUMBERS), _nth(2, *_NUMBERS), _nth(3, *_NUMBERS)
LONG_ADDITIONS = _nth(0, LONG_ARITHMETIC)
FLOATING_MULTIPLICATIONS = _nth(2, FLOAT_ARITHMETIC, DOUBLE_ARITHMETIC)
FLOATING_DIVISIONS = _nth(3, FLOAT_ARITHMETIC, DOUBLE_ARITHMETIC)
DOUBLE_SCALINGS = _nth(2, DOUBLE_ARITHMETIC) | _nth(3, DOUBLE_ARITHMETIC)

# Formats and registers.

#: First and last opcode of each run and its format, named as in the specification; all others have no operands.
_FORMAT_RUNS: tuple[tuple[int, int, str], ...] = (
    (0x01, 0x01, "12x"),
    (0x02, 0x02, "22x"),
    (0x03, 0x03, "32x"),
    (0x04, 0x04, "12x"),
    (0x05, 0x05, "22x"),
    (0x06, 0x06, "32x"),
    (0x07, 0x07, "12x"),
    (0x08, 0x08, "22x"),
    (0x09, 0x09, "32x"),
    (0x0A, 0x0D, "11x"),  # move-result, move-exception
    (0x0F, 0x11, "11x"),  # return
    (0x12, 0x12, "11n"),
    (0x13, 0x13, "21s"),
    (0x14, 0x14, "31i"),
    (0x15, 0x15, "21h"),
    (0x16, 0x16, "21s"),
    (0x17, 0x17, "31i"),
    (0x18, 0x18, "51l"),
    (0x19, 0x19, "21h"),
    (0x1A, 0x1A, "21c"),
    (0x1B, 0x1B, "31c"),
    (0x1C, 0x1C, "21c"),
    (0x1D, 0x1E, "11x"),  # monitor-enter, monitor-exit
    (0x1F, 0x1F, "21c"),
    (0x20, 0x20, "22c"),
    (0x21, 0x21, "12x"),
    (0x22, 0x22, "21c"),
    (0x23, 0x23, "22c"),
    (0x24, 0x24, "35c"),
    (0x25, 0x25, "3rc"),
    (0x26, 0x26, "31t"),
    (0x27, 0x27, "11x"),  # throw
    (0x28, 0x28, "10t"),
    (0x29, 0x29, "20t"),
    (0x2A, 0x2A, "30t"),
    (0x2B, 0x2C, "31t"),
    (0x2D, 0x31, "23x"),
    (0x32, 0x37, "22t"),
    (0x38, 0x3D, "21t"),
    (0x44, 0x51, "23x"),
    (0x52, 0x5F, "22c"),
    (0x60, 0x6D, "21c"),
    (0x6E, 0x72, "35c"),
    (0x74, 0x78, "3rc"),
    (0x7B, 0x8F, "12x"),
    (0x90, 0xAF, "23x"),
    (0xB0, 0xCF, "12x"),
    (0xD0, 0xD7, "22s"),
    (0xD8, 0xE2, "22b"),
    (0xFA, 0xFA, "35c"),  # 45cc: as 35c with a prototype in a fourth unit
    (0xFB, 0xFB, "3rc"),  # 4rcc: likewise
    (0xFC, 0xFC, "35c"),
    (0xFD, 0xFD, "3rc"),
    (0xFE, 0xFF, "21c"),
)

#: Opcodes that write their first register. check-cast leaves its value as it is and is none of them.
_WRITERS = _members(
    (0x01, 0x0D),
    (0x12, 0x1C),
    (0x20, 0x23),
    (0x2D, 0x31),
    (0x44, 0x4A),
    (0x52, 0x58),
    (0x60, 0x66),
    (0x7B, 0xE2),
    (0xFE, 0xFF),
)
#: Opcodes that write the register after it as well.
WIDE_WRITERS = _members(
    (0x04, 0x06),
    (0x0B, 0x0B),
    (0x16, 0x19),
    (0x45, 0x45),
    (0x53, 0x53),
    (0x61, 0x61),
    (0x7D, 0x7E),
    (0x80, 0x81),
    (0x83, 0x83),
    (0x86, 0x86),
    (0x88, 0x89),
    (0x8B, 0x8B),
    (0x9B, 0xA5),
    (0xAB, 0xAF),
    (0xBB, 0xC5),
    (0xCB, 0xCF),
)
#: Opcodes that read the register they name first, which most only write.
READS_FIRST = _members(
    (0x0F, 0x11),
    (0x1D, 0x1F),
    (0x26, 0x27),
    (0x2B, 0x2C),
    (0x32, 0x3D),
    (0x4B, 0x51),
    (0x59, 0x5F),
    (0x67, 0x6D),
    (0xB0, 0xCF),
)


def _by_opcode(runs: Iterable[tuple[int, int, str]]) -> tuple[str, ...]:
    table = [""] * 256
    for first, last, value in runs:
        table[first : last + 1] = [value] * (last + 1 - first)
    return tuple(table)


#: The format of each opcode, empty for those without operands and for unused ones.
FORMAT = _by_opcode(_FORMAT_RUNS)
WRITERS = frozenset(opcode for opcode in _WRITERS if FORMAT[opcode])
#: Formats whose first register is a nibble of the first unit; of the others it is the high byte.
NIBBLE_FORMATS = frozenset(("12x", "11n", "22c", "22s", "22t"))
#: Opcodes that list a run of registers by its first and its length (formats 3rc and 4rcc).
RUN_LISTS = frozenset(opcode for opcode, form in enumerate(FORMAT) if form == "3rc")

# Widths.

#: Code units of the formats that take more than one; all other instructions take one unit, and so do the unused
#: opcodes, which dexdump steps over in the same way.
_UNITS_OF_FORMAT = {
    **dict.fromkeys(("20t", "21c", "21h", "21s", "21t", "22b", "22c", "22s", "22t", "22x", "23x"), 2),
    **dict.fromkeys(("30t", "31c", "31i", "31t", "32x", "35c", "3rc"), 3),
    "51l": 5,
}
#: First units of the tables that stand between instructions: a nop whose high byte says which.
PACKED_SWITCH_PAYLOAD = 0x0100
SPARSE_SWITCH_PAYLOAD = 0x0200
FILL_ARRAY_DATA_PAYLOAD = 0x0300


def _widths() -> NDArray[np.uint8]:
    by_opcode = np.array([_UNITS_OF_FORMAT.get(form, 1) for form in FORMAT], dtype=np.uint8)
    by_opcode[list(POLYMORPHIC_INVOKES)] = 4
    by_unit = np.tile(by_opcode, 256)
    by_unit[[PACKED_SWITCH_PAYLOAD, SPARSE_SWITCH_PAYLOAD, FILL_ARRAY_DATA_PAYLOAD]] = 0
    return by_unit


#: Code units that an instruction takes, by its whole first unit; 0 for payloads, whose size is in the code.
WIDTH_OF_UNIT = _widths()


def opcode_table(members: Iterable[int]) -> NDArray[np.bool_]:
    """A table of 256 that says of each opcode whether it is among `members`."""
    table = np.zeros(256, dtype=np.bool_)
    table[list(members)] = True
    return table


# Names.

_TYPES = ("", "-wide", "-object", "-boolean", "-byte", "-char", "-short")
_KINDS = ("virtual", "super", "direct", "static", "interface")
_INT_OPERATIONS = ("add", "sub", "mul", "div", "rem", "and", "or", "xor", "shl", "shr", "ushr")
_OPERATIONS = (
    *(f"{name}-{kind}" for kind in ("int", "long") for name in _INT_OPERATIONS),
    *(f"{name}-{kind}" for kind in ("float", "double") for name in _INT_OPERATIONS[:5]),
)
_LITERAL_OPERATIONS = ("add", "rsub", "mul", "div", "rem", "and", "or", "xor", "shl", "shr", "ushr")
_TEST_NAMES = ("eq", "ne", "lt", "ge", "gt", "le")
#: Names as the specification writes them, by the first opcode of each run.
_NAME_RUNS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (0x00, ("nop", *(f"move{kind}{form}" for kind in _TYPES[:3] for form in ("", "/from16", "/16")))),
    (0x0A, ("move-result", "move-result-wide", "move-result-object", "move-exception")),
    (0x0E, ("return-void", "return", "return-wide", "return-object", "const/4", "const/16", "const", "const/high16")),
    (0x16, ("const-wide/16", "const-wide/32", "const-wide", "const-wide/high16", "const-string")),
    (0x1B, ("const-string/jumbo", "const-class", "monitor-enter", "monitor-exit", "check-cast", "instance-of")),
    (0x21, ("array-length", "new-instance", "new-array", "filled-new-array", "filled-new-array/range")),
    (0x26, ("fill-array-data", "throw", "goto", "goto/16", "goto/32", "packed-switch", "sparse-switch")),
    (0x2D, ("cmpl-float", "cmpg-float", "cmpl-double", "cmpg-double", "cmp-long")),
    (0x32, (*(f"if-{name}" for name in _TEST_NAMES), *(f"if-{name}z" for name in _TEST_NAMES))),
    (0x44, tuple(f"{verb}{kind}" for verb in ("aget", "aput", "iget", "iput", "sget", "sput") for kind in _TYPES)),
    (0x6E, tuple(f"invoke-{kind}" for kind in _KINDS)),
    (0x74, tuple(f"invoke-{kind}/range" for kind in _KINDS)),
    (0x7B, ("neg-int", "not-int", "neg-long", "not-long", "neg-float", "neg-double", "int-to-long", "int-to-float")),
    (0x83, ("int-to-double", "long-to-int", "long-to-float", "long-to-double", "float-to-int", "float-to-long")),
    (0x89, ("float-to-double", "double-to-int", "double-to-long", "double-to-float")),
    (0x8D, ("int-to-byte", "int-to-char", "int-to-short", *_OPERATIONS, *(f"{name}/2addr" for name in _OPERATIONS))),
    (0xD0, ("add-int/lit16", "rsub-int", *(f"{name}-int/lit16" for name in _LITERAL_OPERATIONS[2:8]))),
    (0xD8, tuple(f"{name}-int/lit8" for name in _LITERAL_OPERATIONS)),
    (0xFA, ("invoke-polymorphic", "invoke-polymorphic/range", "invoke-custom", "invoke-custom/range")),
    (0xFE, ("const-method-handle", "const-method-type")),
)


def _mnemonics() -> tuple[str, ...]:
    names = [f"unused-{opcode:02x}" for opcode in range(256)]
    for first, run in _NAME_RUNS:
        names[first : first + len(run)] = run
    return tuple(names)


#: The name of each opcode.
MNEMONICS = _mnemonics()
