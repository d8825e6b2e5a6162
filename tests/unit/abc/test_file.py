"""Tables, instructions, literal arrays and modules of bytecode of ArkTS, in every layout that is known."""

from __future__ import annotations

import random
import struct

import pytest
from tests.hostile.mutations import mutate
from tests.support.abc_assembly import Assembly, Module

from appaudit.abc import AbcError, AbcFile, CutCodeError, Encoding, decode, encodings, literal_array, module_of

LAYOUTS = {
    "13": Assembly(),
    "12, literal table": Assembly(version=(12, 0, 2, 0), literal_table=True),
    "two regions": Assembly(regions=2),
    "two regions, public layout": Assembly(regions=2, region_size=28),
}
CODE = (
    "newlexenvwithname 1 ['x' 0]",
    "ldexternalmodulevar 0",
    "throw.undefinedifholewithname 'sensor'",
    "sta v4",
    "ldobjbyname 0 'on'",
    "jeqz :end",
    "callthis1 0 v4 v5",
    "end:",
    "stlexvar 0 0",
    "definefunc 0 @#cb 0",
    "fldai 1.5",
    "ldai -7",
    "mov v200 v13",
    "returnundefined",
)


def filled(assembly: Assembly) -> bytes:
    assembly.records.clear()
    for page in ("Index", "关于"):
        module = Module(
            requests=["@ohos:sensor", "@normalized:N&&&entry/src/main/ets/a&"],
            imports=[("default", "sensor", 0), ("Part", "Other", 1)],
            namespaces=[("all", 1)],
            exports=[("Index", "Page")],
            indirect=[("given", "name", 1)],
            stars=[1],
        )
        assembly.record(f"L&entry/src/main/ets/pages/{page}&;", module, isCommonjs=0)
        assembly.function("func_main_0", *CODE, registers=201, arguments=3)
        assembly.function("#cb", "lda.str '你好'", "return")
    return assembly.data()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_functions_and_what_their_code_names_are_read_in_every_layout(layout) -> None:
    file = AbcFile(filled(LAYOUTS[layout]), "modules.abc")
    assert not file.failures
    assert [record.name for record in file.records] == [f"L&entry/src/main/ets/pages/{x}&;" for x in ("Index", "关于")]
    for record in file.records:
        main, callback = record.methods
        assert (main.name, main.registers, main.arguments, callback.name) == ("func_main_0", 201, 3, "#cb")
        found = {step.encoding.name: step for step in decode(file.code(main))}
        assert list(found) == [line.split()[0] for line in CODE if not line.endswith(":")]
        assert found["fldai"].operands == (1.5,)
        assert found["ldai"].operands == (-7,)
        assert found["mov"].operands == (200, 13)
        assert file.item(main.region, int(found["definefunc"].operands[1])) == callback.offset
        named = file.item(main.region, int(found["ldobjbyname"].operands[1]))
        assert file.bytes.text(named) == "on"
        literals = literal_array(file, file.item(main.region, int(found["newlexenvwithname"].operands[1])))
        assert [(each.kind, each.value) for each in literals] == [("text", "x"), ("number", 0)]
        (said,) = [step for step in decode(file.code(callback)) if step.encoding.name == "lda.str"]
        assert file.bytes.text(file.item(callback.region, int(said.operands[0]))) == "你好"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_a_module_takes_and_gives(layout) -> None:
    file = AbcFile(filled(LAYOUTS[layout]), "modules.abc")
    module = module_of(file, file.records[1].fields["moduleRecordIdx"])
    other = "@normalized:N&&&entry/src/main/ets/a&"
    assert [(each.name, each.own_name, each.module) for each in module.imports] == [
        ("default", "sensor", "@ohos:sensor"),
        ("Part", "Other", other),
    ]
    assert [(each.own_name, each.module) for each in module.namespaces] == [("all", other)]
    assert [(each.name, each.own_name) for each in module.local_exports] == [("Index", "Page")]
    assert [(each.name, each.own_name, each.module) for each in module.indirect_exports] == [("given", "name", other)]
    assert module.stars == (other,)


def test_a_module_named_by_its_place_is_read_beside_a_table_of_literal_arrays() -> None:
    """Files of version 9.0.0.0 that tools of DevEco 3 wrote have both."""
    data = bytearray(filled(Assembly(version=(9, 0, 0, 0), literal_table=True)))
    file = AbcFile(bytes(data), "modules.abc")
    index = file.records[0].fields["moduleRecordIdx"]
    assert module_of(file, file.literal_offsets[index]) == module_of(file, index)


def test_every_encoding_is_known_by_its_bytes_and_no_two_share_them() -> None:
    table = encodings()
    single = [entry for entry in table if isinstance(entry, Encoding)]
    behind = [inner for entry in table if isinstance(entry, dict) for inner in entry.values()]
    assert (len(single), len(behind)) == (226, 106)
    assert all(entry.size == entry.code_size + entry.operands.size for entry in (*single, *behind))


@pytest.mark.parametrize(
    ("code", "said"), [(b"\x42\x00", "ldobjbyname at 0 breaks off after 2 of 4"), (b"\x65\xff\x01", "0xff at 1")]
)
def test_code_that_is_none_is_said_where(code, said) -> None:
    with pytest.raises(CutCodeError, match=said):
        list(decode(code))


def test_static_code_is_refused_by_its_version() -> None:
    data = bytearray(filled(Assembly()))
    data[12:16] = bytes((0, 1, 0, 7))
    with pytest.raises(AbcError, match="static ArkTS"):
        AbcFile(bytes(data), "modules.abc")


def test_a_record_that_is_damaged_leaves_the_others() -> None:
    data = bytearray(filled(Assembly()))
    first = struct.unpack_from("<I", data, 60)[0]
    struct.pack_into("<I", data, 60, len(data) - 1)
    file = AbcFile(bytes(data), "modules.abc")
    assert first
    assert [record.name for record in file.records] == ["L&entry/src/main/ets/pages/关于&;"]
    assert len(file.failures) == 1


def test_functions_that_share_more_code_than_the_file_has_are_refused() -> None:
    """Hundreds of functions that point to one piece of code would be as much work as a far larger file."""
    assembly = Assembly().record("La;").function("big", *["nop"] * 4000)
    for number in range(300):
        assembly.function(f"f{number}", "returnundefined")
    data = bytearray(assembly.data())
    file = AbcFile(bytes(data), "modules.abc")
    big, *others = file.records[0].methods
    place = struct.pack("<I", big.code_start - 5)  # its size takes two bytes
    for method in others:
        tag = data.index(b"\x01" + struct.pack("<I", method.code_start - 4), method.offset)
        data[tag + 1 : tag + 5] = place
    damaged = AbcFile(bytes(data), "modules.abc")
    assert "the code of" in damaged.failures[0].message


def test_damage_is_our_own_error_or_read() -> None:
    chance = random.Random(19)
    seeds = [filled(assembly) for assembly in LAYOUTS.values()]
    outcomes = {"read": 0, "refused": 0}
    for number in range(1500):
        data = mutate(seeds[number % len(seeds)], chance)
        try:
            file = AbcFile(data, "modules.abc")
        except AbcError:
            outcomes["refused"] += 1
            continue
        outcomes["read"] += 1
        assert all(isinstance(failure, AbcError) for failure in file.failures)
    assert min(outcomes.values()) > 50
