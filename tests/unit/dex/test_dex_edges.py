"""What instructions refer to."""

from __future__ import annotations

import numpy as np
import pytest
from tests.support.dex_builder import Code, DefinedMethod, DexBuilder, field_, method, string, type_

from appaudit.dex import (
    DexCode,
    const_classes,
    field_accesses,
    invoke_edges,
    new_instances,
    read_code,
    string_constants,
)
from appaudit.dex.opcodes import NOP

LOG = "Landroid/util/Log;->d(Ljava/lang/String;)I"
IMEI = "Landroid/telephony/TelephonyManager;->getImei()Ljava/lang/String;"


def read_units(*units, version: int = 39) -> DexCode:
    # Names before and after, so that the index of what is tested is not 0.
    builder = DexBuilder(version).add_class("Lm/Main;", methods=[DefinedMethod("run()V", Code(list(units)))])
    builder.mention(method("La/A;->first()V"), field_("La/A;->first:I"), string("!"), type_("Lzz/Last;"))
    (code,), _ = read_code([("classes.dex", builder.build())])
    return code


@pytest.mark.parametrize("opcode", [0x6E, 0x6F, 0x70, 0x71, 0x72, 0x74, 0x75, 0x76, 0x77, 0x78, 0xFA, 0xFB])
def test_every_kind_of_invoke_is_an_edge_to_its_method(opcode):
    tail = [0, 0] if opcode >= 0xFA else [0]
    code = read_units(0x0012, opcode | 0x1000, method(IMEI), *tail, 0x0E)
    edges = invoke_edges(code.instructions)
    assert [code.dex.method_descriptor(int(target)) for target in edges.target] == [IMEI]
    assert edges.opcode.tolist() == [opcode]
    assert edges.instruction.tolist() == [1]
    assert edges.offset.tolist() == [int(code.items.first_unit[0]) + 1]
    callers = [code.dex.method_descriptor(int(index)) for index in code.items.caller_of(int(edges.code_item[0]))]
    assert callers == ["Lm/Main;->run()V"]


@pytest.mark.parametrize("opcode", [0x6D, 0x73, 0x79, 0xFC, 0xFD])
def test_neighbouring_opcodes_are_not_invokes(opcode):
    code = read_units(opcode, 0x0000, 0x0000, 0x0E)
    assert len(invoke_edges(code.instructions)) == 0


def test_edges_to_chosen_methods_are_found_by_a_lookup_table():
    call = [0x106E, method(LOG), 0]
    code = read_units(*call, 0x106E, method(IMEI), 0, *call, 0x0E)
    edges = invoke_edges(code.instructions)
    wanted = np.zeros(len(code.dex.method_ids), dtype=bool)
    wanted[list(code.dex.methods_of_type(code.dex.find_type("Landroid/util/Log;")))] = True
    assert edges.to_any(wanted).tolist() == [0, 2]


def test_strings_of_both_widths():
    code = read_units(0x001A, string("content://sms"), 0x001B, string("android_id", jumbo=True), 0x0E)
    found = string_constants(code.instructions)
    assert [code.dex.string(int(target)) for target in found.target] == ["content://sms", "android_id"]
    assert found.opcode.tolist() == [0x1A, 0x1B]


def test_jumbo_string_index_uses_both_units():
    builder = DexBuilder().mention(*(string(f"{number:06}") for number in range(70_000)))
    units = [0x1B, string("066000", jumbo=True), 0x1A, string("000001"), 0x0E]
    builder.add_class("Lm/Main;", methods=[DefinedMethod("run()V", Code(units))])
    (code,), _ = read_code([("classes.dex", builder.build())])
    found = string_constants(code.instructions)
    assert [code.dex.string(int(target)) for target in found.target] == ["066000", "000001"]


def test_a_jumbo_index_with_its_highest_bit_set_is_outside_of_every_table():
    code = read_units(0x001B, 0x0000, 0x8000, 0x001B, string("android_id", jumbo=True), 0x0E)
    found = string_constants(code.instructions)
    assert [code.dex.string(int(target)) for target in found.target] == ["android_id"]
    assert found.invalid == 1


def test_types_created_and_named():
    code = read_units(0x0022, type_("Lx/Created;"), 0x001C, type_("[Lx/Named;"), 0x001F, type_("Lx/Cast;"), 0x0E)
    created, named = new_instances(code.instructions), const_classes(code.instructions)
    assert [code.dex.type_descriptor(int(target)) for target in created.target] == ["Lx/Created;"]
    assert [code.dex.type_descriptor(int(target)) for target in named.target] == ["[Lx/Named;"]


def test_field_accesses_tell_static_from_instance_and_read_from_write():
    serial = field_("Landroid/os/Build;->SERIAL:Ljava/lang/String;")
    opcodes = list(range(0x51, 0x6F - 1))
    units: list[object] = []
    for opcode in opcodes:
        units += [opcode, serial]
    code = read_units(*units, 0x0E)
    found = field_accesses(code.instructions)
    assert found.opcode.tolist() == list(range(0x52, 0x6E))
    assert {code.dex.field_descriptor(int(target)) for target in found.target} == {serial.name}
    assert found.is_static.tolist() == [False] * 14 + [True] * 14
    assert found.is_write.tolist() == ([False] * 7 + [True] * 7) * 2


def test_index_outside_of_the_table_is_left_out_and_counted():
    code = read_units(0x106E, 0xFFFF, 0, 0x106E, method(LOG), 0, 0x1A, 0xFFFF, 0x52, 0xFFFF, 0x22, 0xFFFF, 0x0E)
    edges = invoke_edges(code.instructions)
    assert [code.dex.method_descriptor(int(target)) for target in edges.target] == [LOG]
    assert edges.invalid == 1
    for found in (string_constants, field_accesses, new_instances):
        assert (len(found(code.instructions)), found(code.instructions).invalid) == (0, 1)


def test_an_instruction_that_refers_to_nothing_does_nothing():
    code = read_units(0x106E, 0xFFFF, 0, 0x106E, method(LOG), 0, 0x001F, 0xFFFF, 0x0020, 0xFFFF, 0x0023, 0xFFFF, 0x0E)
    assert code.instructions.opcode.tolist() == [NOP, 0x6E, NOP, NOP, NOP, 0x0E]


def test_operand_cut_off_by_the_end_is_no_reference():
    code = read_units(0x0012, 0x106E, method(LOG))
    assert len(invoke_edges(code.instructions)) == 0
