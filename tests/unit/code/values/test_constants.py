"""Values of registers: what is known is exact, and what is not known is unknown."""

from __future__ import annotations

import struct

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    Jump,
    Units,
    call,
    calls_of,
    code,
    give,
    if_zero,
    jump,
    long,
    move,
    new,
    number,
    one_method,
    opened,
    read,
    read_static,
    result,
    single,
    small,
    text,
    three,
    two,
    write,
    write_static,
)
from tests.support.dex_builder import Code, DefinedField, DefinedMethod, DexBuilder, string, with_checksum

from appaudit.code.values.constants import Beginning, Constants
from appaudit.dex.static_values import static_values

SINK = "Lapp/Sink;->take(Ljava/lang/String;)V"
APPEND = "Ljava/lang/StringBuilder;->append(Ljava/lang/String;)Ljava/lang/StringBuilder;"
TO_STRING = "Ljava/lang/StringBuilder;->toString()Ljava/lang/String;"


def taken(builder: DexBuilder) -> list[set[object]]:
    """What each call of `Sink.take` is given, in the order of the code."""
    constants = Constants(opened(builder))
    return [set(constants.argument_values(site, 0)) for site in calls_of(constants, "take")]


def taken_in(*parts: Units | str | Jump) -> set[object]:
    (found,) = taken(one_method(code(*parts, call(STATIC, SINK, 0), RETURN_VOID)))
    return found


def test_constants_come_through_moves() -> None:
    assert taken_in(text(3, "imei"), move(1, 3), move(0, 1)) == {"imei"}
    assert taken_in(small(0, -3)) == {-3}
    assert taken_in(number(0, 70_000)) == {70_000}


def test_of_two_ways_both_values_are_possible() -> None:
    parts = (text(0, "a"), if_zero(0, 5, "join"), text(0, "b"), "join")
    assert taken_in(*parts) == {"a", "b"}
    unknown = (text(0, "a"), if_zero(0, 5, "join"), call(STATIC, "Lx/Y;->z()Ljava/lang/String;"), result(0), "join")
    assert taken_in(*unknown) == set()


def test_a_loop_adds_nothing_to_what_enters_it() -> None:
    parts = (text(0, "a"), "again", move(1, 0), move(0, 1), if_zero(0, 5, "again"))
    assert taken_in(*parts) == {"a"}


def test_the_value_of_another_way_is_not_taken() -> None:
    parts = (text(0, "a"), if_zero(0, 5, "other"), jump("end"), "other", text(0, "b"), jump("out"), "end")
    (found, *_) = taken(one_method(code(*parts, call(STATIC, SINK, 0), "out", RETURN_VOID)))
    assert found == {"a"}


def test_what_a_loop_changes_is_unknown() -> None:
    joined = call(VIRTUAL, "Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;", 0, 1)
    assert taken_in(text(0, "a"), text(1, "b"), "again", joined, result(0), if_zero(0, 5, "again")) == set()


def test_a_wide_value_overwrites_the_register_above() -> None:
    assert taken_in(text(0, "a"), long(15, 7)) == {"a"}
    (found,) = taken(one_method(code(text(1, "a"), long(0, 7), call(STATIC, SINK, 1), RETURN_VOID)))
    assert found == set()


def test_texts_are_put_together() -> None:
    parts = (
        new(1, "Ljava/lang/StringBuilder;"),
        call(DIRECT, "Ljava/lang/StringBuilder;-><init>()V", 1),
        text(2, "content://"),
        call(VIRTUAL, APPEND, 1, 2),
        result(3),
        text(2, "sms"),
        call(VIRTUAL, APPEND, 3, 2),
        small(4, 7),
        call(VIRTUAL, "Ljava/lang/StringBuilder;->append(I)Ljava/lang/StringBuilder;", 3, 4),
        call(VIRTUAL, TO_STRING, 1),
        result(0),
    )
    assert taken_in(*parts) == {"content://sms7"}


def test_a_text_that_is_turned_round() -> None:
    turns = call(VIRTUAL, "Ljava/lang/StringBuilder;->reverse()Ljava/lang/StringBuilder;", 1)
    parts = (
        new(1, "Ljava/lang/StringBuilder;"),
        text(2, "dIeciveDteg"),
        call(DIRECT, "Ljava/lang/StringBuilder;-><init>(Ljava/lang/String;)V", 1, 2),
    )
    ends = (call(VIRTUAL, TO_STRING, 1), result(0))
    assert taken_in(*parts, *ends) == {"dIeciveDteg"}
    assert taken_in(*parts, turns, *ends) == {"getDeviceId"}


def test_of_a_text_that_ends_unknown_the_beginning_is_known() -> None:
    parts = (
        new(1, "Ljava/lang/StringBuilder;"),
        text(2, "content://sms/"),
        call(DIRECT, "Ljava/lang/StringBuilder;-><init>(Ljava/lang/String;)V", 1, 2),
        call(STATIC, "Lx/Y;->z()Ljava/lang/String;"),
        result(2),
        call(VIRTUAL, APPEND, 1, 2),
        call(VIRTUAL, TO_STRING, 1),
        result(0),
    )
    (value,) = taken_in(*parts)
    assert value == "content://sms/"
    assert isinstance(value, Beginning)


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;", ["content://sms"], "content://sms"),
        ("Ljava/lang/String;->valueOf(Ljava/lang/Object;)Ljava/lang/String;", ["a"], "a"),
        ("Ljava/lang/String;->toLowerCase()Ljava/lang/String;", ["Android_ID"], "android_id"),
        ("Ljava/lang/String;->concat(Ljava/lang/String;)Ljava/lang/String;", ["android", "_id"], "android_id"),
        (
            "Landroid/net/Uri;->withAppendedPath(Landroid/net/Uri;Ljava/lang/String;)Landroid/net/Uri;",
            ["content://sms", "inbox"],
            "content://sms/inbox",
        ),
        (
            "Ljava/lang/String;->replace(Ljava/lang/CharSequence;Ljava/lang/CharSequence;)Ljava/lang/String;",
            ["an-dro-id", "-", ""],
            "android",
        ),
    ],
)
def test_methods_that_pass_a_text_on(name: str, given: list[str], expected: str) -> None:
    loads = [text(register, value) for register, value in enumerate(given, start=1)]
    kind = STATIC if name.startswith("Landroid") or "valueOf" in name else VIRTUAL
    assert taken_in(*loads, call(kind, name, *range(1, len(given) + 1)), result(0)) == {expected}


def test_a_text_made_from_a_text() -> None:
    init = "Ljava/lang/String;-><init>(Ljava/lang/String;)V"
    assert taken_in(new(0, "Ljava/lang/String;"), text(1, "imei"), call(DIRECT, init, 0, 1)) == {"imei"}


def test_numbers_are_calculated() -> None:
    assert taken_in(number(1, 15), two(0x82, 0, 1)) == {15.0}
    assert taken_in(single(1, 9.5), single(2, 2.0), three(0xA8, 0, 1, 2)) == {19.0}
    assert taken_in(number(1, 7), number(2, 0), three(0x93, 0, 1, 2)) == set()


def with_helpers() -> DexBuilder:
    """A class whose key is in a field, behind a method, or passed as an argument."""
    field = "Lapp/Keys;->key:Ljava/lang/String;"
    taking = code(call(STATIC, SINK, 15), RETURN_VOID)
    passing = code(text(0, "passed"), call(STATIC, "Lapp/Keys;->wrap(Ljava/lang/String;)V", 0), RETURN_VOID)
    echoing = code(give(15))
    main = code(
        read_static(0, field),
        call(STATIC, SINK, 0),
        call(STATIC, "Lapp/Keys;->get()Ljava/lang/String;"),
        result(0),
        call(STATIC, SINK, 0),
        text(1, "echo"),
        call(STATIC, "Lapp/Keys;->echo(Ljava/lang/String;)Ljava/lang/String;", 1),
        result(0),
        call(STATIC, SINK, 0),
        RETURN_VOID,
    )
    return DexBuilder().add_class(
        "Lapp/Keys;",
        fields=[DefinedField("key:Ljava/lang/String;", is_static=True)],
        methods=[
            DefinedMethod("<clinit>()V", code(text(0, "field"), write_static(0, field), RETURN_VOID), 8, False),
            DefinedMethod("get()Ljava/lang/String;", code(text(0, "got"), give(0)), 8, False),
            DefinedMethod("echo(Ljava/lang/String;)Ljava/lang/String;", echoing, 8, False),
            DefinedMethod("main()V", main, 8, False),
            DefinedMethod("pass()V", passing, 8, False),
            DefinedMethod("wrap(Ljava/lang/String;)V", taking, 8, False),
        ],
    )


def test_fields_methods_and_callers_are_followed() -> None:
    found = sorted(sorted(map(str, values)) for values in taken(with_helpers()))
    assert found == [["echo"], ["field"], ["got"], ["passed"]]


def test_a_field_written_with_something_unknown_is_unknown() -> None:
    field = "Lapp/Keys;->key:Ljava/lang/String;"
    setter = code(write(15, 14, field), RETURN_VOID, incoming=2)
    reader = code(read(0, 15, field), call(STATIC, SINK, 0), RETURN_VOID)
    builder = DexBuilder().add_class(
        "Lapp/Keys;",
        fields=[DefinedField("key:Ljava/lang/String;")],
        methods=[
            DefinedMethod("<init>()V", code(text(0, "first"), write(0, 15, field), RETURN_VOID), 1, False),
            DefinedMethod("read()V", reader),
            DefinedMethod("set(Ljava/lang/String;)V", setter),
        ],
    )
    assert taken(builder) == [set()]


def test_one_question_needs_no_preparation() -> None:
    file = opened(one_method(code(text(0, "a"), call(STATIC, SINK, 0), RETURN_VOID)))
    assert Constants(file).values_of(1, 0) == {"a"}


def test_values_that_static_fields_begin_with() -> None:
    fields = [DefinedField(f"f{index}:I", is_static=True) for index in range(8)]
    builder = DexBuilder().add_class("Lapp/Keys;", fields=fields).mention(string("imei"))
    content = bytearray(builder.build())
    index = opened(builder).dex.find_string("imei")
    values = [
        bytes((0x00, 0xFF)),  # byte -1
        bytes((0x24, 0x34, 0x12)),  # int in two octets
        bytes((0x30, 0x70, 0x41)),  # float 15.0, upper octets
        bytes((0x31, 0x24, 0x40)),  # double 10.0
        bytes((0x17, index)),
        bytes((0x1E,)),
        bytes((0x3F,)),  # true
        bytes((0x03, 0x41)),  # char
    ]
    array = bytes((len(values),)) + b"".join(values)
    assert read_values(content, array) == [-1, 0x1234, 15.0, 10.0, "imei", None, 1, 65]
    assert read_values(content, array[:-1]) == [-1, 0x1234, 15.0, 10.0, "imei", None, 1]
    assert read_values(content, bytes((1, 0x17, 99))) == []
    assert read_values(content, bytes((0xFF,) * 6)) == []


def read_values(content: bytearray, array: bytes) -> list[str | int | float | None]:
    """The values of the only class when `array` stands at the end of the file."""
    from appaudit.dex import read_dex

    grown = bytearray(content) + array
    (class_defs,) = struct.unpack_from("<I", content, 0x64)
    struct.pack_into("<I", grown, class_defs + 28, len(content))
    struct.pack_into("<I", grown, 0x20, len(grown))
    return static_values(read_dex(with_checksum(bytes(grown)), "classes.dex"), 0)


def test_a_method_that_is_too_long_is_unknown() -> None:
    body = Code([*[0x0000] * 25_000, *text(0, "a"), *call(STATIC, SINK, 0), 0x0E], registers=16)
    assert taken(one_method(body)) == [set()]
