"""Instructions, payloads, and code that does not end where it should."""

from __future__ import annotations

import struct

import numpy as np
import pytest
from tests.support.dex_builder import Code, DefinedMethod, DexBuilder, method, with_checksum

from appaudit.dex import DexCode, Fault, list_code_items, read_class_data, read_code, read_dex, sweep
from appaudit.dex.sweep import MIN_LOCKSTEP, HoldingItems, _walk_long, _walk_one

RETURN_VOID = 0x0E


def build_methods(*codes: Code, version: int = 35) -> bytes:
    methods = [DefinedMethod(f"m{number:04}()V", code) for number, code in enumerate(codes)]
    return DexBuilder(version).add_class("La/A;", methods=methods).build()


def read_one(content: bytes, **options) -> DexCode:
    (code,), errors = read_code([("classes.dex", content)], **options)
    assert errors == []
    return code


def swept(content: bytes) -> DexCode:
    """The code, without looking at what its instructions refer to."""
    dex = read_dex(content, "classes.dex")
    (found,) = sweep([list_code_items(dex, read_class_data(dex), max_units=1 << 20)])
    return DexCode(dex, found.items.class_data, found.items, found)


def listing(code: DexCode) -> list[list[tuple[int, int]]]:
    """For each code item its instructions as (unit in the code, opcode)."""
    found = code.instructions
    result = []
    for item in range(len(code.items)):
        first, last = found.bounds_of(item)
        relative = found.offset[first:last].astype(int) - int(code.items.first_unit[item])
        result.append(list(zip(relative.tolist(), found.opcode[first:last].tolist(), strict=True)))
    return result


# The number of units by format, as the specification names it, for one opcode of each format.
FORMATS = {
    0x00: 1, 0x01: 1, 0x02: 2, 0x03: 3, 0x0A: 1, 0x0E: 1, 0x12: 1, 0x13: 2, 0x14: 3, 0x15: 2, 0x18: 5, 0x1A: 2,
    0x1B: 3, 0x1C: 2, 0x1D: 1, 0x1F: 2, 0x20: 2, 0x21: 1, 0x22: 2, 0x23: 2, 0x24: 3, 0x25: 3, 0x26: 3, 0x27: 1,
    0x28: 1, 0x29: 2, 0x2A: 3, 0x2B: 3, 0x2D: 2, 0x32: 2, 0x38: 2, 0x3E: 1, 0x44: 2, 0x52: 2, 0x60: 2, 0x6E: 3,
    0x73: 1, 0x74: 3, 0x79: 1, 0x7B: 1, 0x90: 2, 0xB0: 1, 0xD0: 2, 0xD8: 2, 0xE3: 1, 0xF9: 1, 0xFA: 4, 0xFB: 4,
    0xFC: 3, 0xFD: 3, 0xFE: 2, 0xFF: 2,
}  # fmt: skip


@pytest.mark.parametrize(("opcode", "width"), FORMATS.items(), ids=lambda value: f"{value:02x}")
def test_width_of_each_format(opcode, width):
    code = Code([opcode | 0x1000, *[0] * (width - 1), RETURN_VOID])
    assert listing(swept(build_methods(code, version=39))) == [[(0, opcode), (width, RETURN_VOID)]]


def test_high_byte_makes_a_nop_a_payload_only_for_the_three_identifiers():
    code = Code([0x0000, 0x0400, 0xFF00, RETURN_VOID])
    assert listing(read_one(build_methods(code))) == [[(0, 0), (1, 0), (2, 0), (3, RETURN_VOID)]]


PAYLOADS = {
    "packed": [0x0100, 2, 5, 0, 1, 0, 2, 0],
    "packed, empty": [0x0100, 0, 0, 0],
    "sparse": [0x0200, 2, 1, 0, 2, 0, 3, 0, 4, 0],
    "sparse, empty": [0x0200, 0],
    "array of bytes": [0x0300, 1, 3, 0, 0x0201, 0x0003],
    "array of longs": [0x0300, 8, 1, 0, 1, 2, 3, 4],
    "array, empty": [0x0300, 4, 0, 0],
}


@pytest.mark.parametrize("walk", ["alone", "lockstep"])
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_payload_is_stepped_over_exactly(payload, walk):
    copies = 1 if walk == "alone" else 2 * MIN_LOCKSTEP
    codes = [Code([0x0012, *payload, 0x0012, RETURN_VOID]) for _ in range(copies)]
    end = 1 + len(payload)
    expected = [(0, 0x12), (1, 0x00), (end, 0x12), (end + 1, RETURN_VOID)]
    assert listing(read_one(build_methods(*codes))) == [expected] * copies


@pytest.mark.parametrize("walk", ["alone", "lockstep"])
@pytest.mark.parametrize(
    "tail",
    [[0x0100], [0x0100, 2, 0, 0], [0x0100, 0xFFFF, 0, 0], [0x0200], [0x0200, 1, 0], [0x0300, 1, 0],
     [0x0300, 1, 3, 0, 0], [0x0300, 0xFFFF, 0xFFFF, 0xFFFF], [0x6E], [0x6E, 1], [0x18, 0, 0, 0]],
    ids=str,
)  # fmt: skip
def test_instruction_over_the_end_is_left_out_and_reported(tail, walk):
    copies = 1 if walk == "alone" else 2 * MIN_LOCKSTEP
    good = Code([0x0012, RETURN_VOID])
    bad = [Code([0x0012, *tail]) for _ in range(copies)]
    code = read_one(build_methods(good, *bad, Code([0x0012, RETURN_VOID])))
    assert listing(code) == [[(0, 0x12), (1, RETURN_VOID)], *[[(0, 0x12)]] * copies, [(0, 0x12), (1, RETURN_VOID)]]
    assert code.items.faults() == [(item, Fault.CUT_INSTRUCTION) for item in range(1, copies + 1)]


def test_payload_at_the_very_end_of_the_file_is_reported():
    content = bytearray(build_methods(Code([0x0012, 0x0100])))
    content += bytes(-len(content) % 4)
    (table,) = struct.unpack_from("<I", content, 0x64)
    (data_offset,) = struct.unpack_from("<I", content, table + 24)
    code_offset = len(content)
    # The code item is moved behind everything else, its offset in class data has two bytes before and after.
    item = struct.pack("<HHHHII2H", 1, 1, 0, 0, 0, 2, 0x0012, 0x0100)
    position = data_offset + 4 + 2
    content[position : position + 2] = bytes((code_offset & 0x7F | 0x80, code_offset >> 7))
    content += item
    struct.pack_into("<I", content, 0x20, len(content))
    code = read_one(with_checksum(bytes(content)))
    assert listing(code) == [[(0, 0x12)]]
    assert code.items.faults() == [(0, Fault.CUT_INSTRUCTION)]


def test_lengths_of_all_kinds_walk_together_as_they_walk_alone():
    random = np.random.default_rng(7)
    codes = []
    expected = []
    for number in range(500):
        units: list[int] = []
        rows = []
        for opcode in random.choice(list(FORMATS), size=int(random.integers(1, 60))).tolist():
            rows.append((len(units), opcode))
            units += [opcode, *random.integers(0, 65536, FORMATS[opcode] - 1).tolist()]
        if number % 7 == 0:
            rows.append((len(units), 0))
            units += list(PAYLOADS.values())[number % len(PAYLOADS)]
        codes.append(Code(units))
        expected.append(rows)
    assert listing(swept(build_methods(*codes, version=39))) == expected


def test_shared_code_is_listed_once_and_names_all_owners():
    shared = Code([0x0012, RETURN_VOID])
    methods = [
        DefinedMethod("a()V", shared),
        DefinedMethod("b()V", Code([RETURN_VOID])),
        DefinedMethod("c()V", shared),
        DefinedMethod("d()V"),
    ]
    code = read_one(DexBuilder().add_class("La/A;", methods=methods).build())
    assert listing(code) == [[(0, 0x12), (1, RETURN_VOID)], [(0, RETURN_VOID)]]
    names = [[code.dex.method_name(int(index)) for index in code.items.caller_of(item)] for item in range(2)]
    assert names == [["a", "c"], ["b"]]
    assert [code.dex.method_name(int(index)) for index in code.items.first_callers()] == ["a", "b"]


def test_code_item_header_is_kept():
    code = read_one(build_methods(Code([RETURN_VOID], registers=7, incoming=3)))
    items = code.items
    assert (items.registers.tolist(), items.incoming.tolist(), items.tries.tolist()) == ([7], [3], [0])
    assert items.unit_count.tolist() == [1]
    assert int(items.first_unit[0]) * 2 == int(items.code_offset[0]) + 16


def test_code_that_claims_to_run_on_is_cut_at_the_next_item_and_at_the_end():
    codes = [Code([0x0012, 0x0000]), Code([RETURN_VOID], claimed_units=0xFFFFFFFF)]
    codes[0].claimed_units = 1000
    code = read_one(build_methods(*codes))
    assert listing(code)[0] == [(0, 0x12), (1, 0)]
    assert [fault for _, fault in code.items.faults()] == [Fault.OVERLONG, Fault.OVERLONG]


@pytest.mark.parametrize("offset", [0xFFFFFFFC, 0x7FFFFFFF, 2, 41])
def test_code_offset_outside_of_the_file_or_not_aligned_costs_only_that_method(offset):
    builder = DexBuilder().add_class(
        "La/A;", methods=[DefinedMethod("a()V", Code([0x0012, RETURN_VOID])), DefinedMethod("b()V")]
    )
    dex = read_dex(builder.build(), "classes.dex")
    data = read_class_data(dex)
    data.method_code_offset[1] = offset
    items = list_code_items(dex, data, max_units=1000)
    (found,) = sweep([items])
    misplaced = int(items.code_offset.tolist().index(offset))
    assert items.faults() == [(misplaced, Fault.MISPLACED)]
    assert found.opcode.tolist() == [0x12, RETURN_VOID]
    assert [found.code_item[at] for at in range(len(found))] == [1 - misplaced] * 2


def test_made_up_offset_inside_code_does_not_cut_it_short():
    builder = DexBuilder().add_class(
        "La/A;", methods=[DefinedMethod("a()V", Code([0x0012, 0x0012, RETURN_VOID])), DefinedMethod("b()V")]
    )
    dex = read_dex(builder.build(), "classes.dex")
    data = read_class_data(dex)
    data.method_code_offset[1] = data.method_code_offset[0] + 18
    (found,) = sweep([list_code_items(dex, data, max_units=1000)])
    assert found.opcode.tolist() == [0x12, 0x12, RETURN_VOID]
    assert [found.code_item[at] for at in range(len(found))] == [0, 0, 0]


def test_half_a_million_nops_are_walked():
    count = 500_000
    code = read_one(build_methods(Code([RETURN_VOID]), Code([0] * count)))
    assert code.items.faults() == []
    first, last = code.instructions.bounds_of(1)
    assert last - first == count
    start = int(code.items.first_unit[1])
    np.testing.assert_array_equal(code.instructions.offset[first:last], np.arange(start, start + count))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("end_is_cut", [False, True])
def test_very_long_code_is_walked_in_blocks_with_the_same_result(seed, end_is_cut):
    random = np.random.default_rng(seed)
    count = int(random.integers(1000, 3000))
    # Few different units, so that payloads of all kinds and lengths come up, also where none is meant.
    choices = [0, 0x12, 0x13, 0x14, 0x18, 0x6E, 0x0100, 0x0200, 0x0300, 3, 40, *[0x22] * 40]
    code = random.choice(choices, size=count).astype("<u2")
    end = count - 1 if end_is_cut else count
    for begin in (0, 5, 700):
        one, blocks = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
        assert _walk_long(code, begin, end, blocks) == _walk_one(code, begin, end, one)
        np.testing.assert_array_equal(blocks, one)


def test_code_beyond_the_limit_is_not_read_and_reported():
    code = read_one(build_methods(Code([0] * 101), Code([RETURN_VOID])), max_units=100)
    assert listing(code) == [[], [(0, RETURN_VOID)]]
    assert code.items.faults() == [(0, Fault.LIMIT)]


@pytest.mark.parametrize("batch_bytes", [1, 64, 1 << 20])
def test_batches_do_not_change_the_result(batch_bytes):
    contents = [build_methods(*[Code([0x0012] * length + [RETURN_VOID]) for length in range(n)]) for n in (3, 0, 90, 5)]
    alone = [listing(read_one(content)) for content in contents]
    dexes = [read_dex(content, f"classes{number}.dex") for number, content in enumerate(contents)]
    items = [list_code_items(dex, read_class_data(dex), max_units=1000) for dex in dexes]
    swept = sweep(items, batch_bytes=batch_bytes)
    together = [listing(DexCode(each.items.dex, each.items.class_data, each.items, each)) for each in swept]
    assert together == alone
    assert [each.items.dex.place for each in swept] == [dex.place for dex in dexes]


def test_one_bad_file_harms_no_other():
    good = build_methods(Code([RETURN_VOID]))
    codes, errors = read_code([("a.dex", good), ("b.dex", good[:-40]), ("c.dex", good)])
    assert [code.dex.place for code in codes] == ["a.dex", "c.dex"]
    assert [error.place for error in errors] == ["b.dex"]


def test_no_files_give_no_instructions():
    assert read_code([]) == ([], [])
    assert len(read_one(DexBuilder().mention(method("La/A;->f()V")).build()).instructions) == 0


def test_the_items_that_hold_instructions_are_told_alike_for_one_and_for_many():
    holding = HoldingItems(np.array([0, 0, 3, 3, 5], dtype=np.int32))  # the first and the third hold nothing
    assert [holding[at] for at in range(5)] == [1, 1, 1, 3, 3]
    assert holding[np.array([4, 0, 3, 2])].tolist() == [3, 1, 3, 1]
    assert holding.of_ascending(np.array([0, 2, 3], dtype=np.int32)).tolist() == [1, 1, 3]
    assert holding.of_ascending(np.array([], dtype=np.int32)).tolist() == []
    assert [holding.bounds_of(item) for item in range(4)] == [(0, 0), (0, 3), (3, 3), (3, 5)]
