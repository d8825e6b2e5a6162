"""Sensor listeners: thresholds in the units of the reading, and jumps that the callback sets in motion."""

from __future__ import annotations

import math

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    INTERFACE,
    LE,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    Jump,
    Units,
    call,
    code,
    double,
    if_,
    if_zero,
    long,
    new,
    new_array,
    number,
    opened,
    read,
    result,
    result_wide,
    single,
    small,
    text,
    three,
    two,
    write,
)
from tests.support.dex_builder import Code, DefinedField, DefinedMethod, DexBuilder
from tests.support.shipped import shipped_lexicons

from appaudit.code.sensors.use import sensor_use_facts
from appaudit.code.values.constants import Constants
from appaudit.model.facts.code import SensorUseFact

CHANGED = "onSensorChanged(Landroid/hardware/SensorEvent;)V"
LISTENER = ("Landroid/hardware/SensorEventListener;",)
VALUES = "Landroid/hardware/SensorEvent;->values:[F"
OWNER = "Lcom/own/shop/Detector;"
START = call(VIRTUAL, "Landroid/content/Context;->startActivity(Landroid/content/Intent;)V", 6, 7)
CMP_FLOAT, CMP_DOUBLE, CMP_LONG = 0x2D, 0x2F, 0x31
MUL_FLOAT, DIV_FLOAT, ADD_FLOAT, SUB_FLOAT, SUB_LONG, ADD_LONG = 0xA8, 0xA9, 0xA6, 0xA7, 0x9C, 0x9B
FLOAT_TO_DOUBLE, FLOAT_TO_INT = 0x89, 0x87
NOW = (call(STATIC, "Ljava/lang/System;->currentTimeMillis()J"), result_wide(2))

#: The first reading in register 1; the event is in register 15 and the listener in 14.
READING: tuple[Units, ...] = (read(0, 15, VALUES), small(1, 0), three(0x44, 1, 0, 1))
#: Whatever register 1 holds and its square root in register pair 2.
ROOT = (two(FLOAT_TO_DOUBLE, 2, 1), call(STATIC, "Ljava/lang/Math;->sqrt(D)D", 2, 3), result_wide(2))


def above(*threshold: Units) -> tuple[Units | Jump | str, ...]:
    """Goes on if the float in register 1 is above the one that `threshold` puts into register 4."""
    return (*threshold, three(CMP_FLOAT, 5, 1, 4), if_zero(LE, 5, "end"))


def callback(*parts: Units | Jump | str) -> Code:
    return code(*parts, "end", RETURN_VOID, incoming=2)


def registering(sensor_type: int) -> DefinedMethod:
    get = "Landroid/hardware/SensorManager;->getDefaultSensor(I)Landroid/hardware/Sensor;"
    register = (
        "Landroid/hardware/SensorManager;->registerListener"
        "(Landroid/hardware/SensorEventListener;Landroid/hardware/Sensor;I)Z"
    )
    body = code(
        number(1, sensor_type), call(VIRTUAL, get, 0, 1), result(2), call(VIRTUAL, register, 0, 15, 2, 1), RETURN_VOID
    )
    return DefinedMethod("start()V", body)


def detector(body: Code, *methods: DefinedMethod, sensor_type: int = 10, fields: tuple[str, ...] = ()) -> DexBuilder:
    return DexBuilder().add_class(
        OWNER,
        interfaces=LISTENER,
        fields=[DefinedField(signature) for signature in fields],
        methods=[DefinedMethod(CHANGED, body), registering(sensor_type), *methods],
    )


def used(builder: DexBuilder, name: str = "com.own.shop.Detector") -> SensorUseFact:
    (fact,) = [
        fact
        for fact in sensor_use_facts(Constants(opened(builder)), shipped_lexicons().shake)
        if fact.class_name == name
    ]
    return fact


def test_a_reading_above_a_threshold_opens_a_page() -> None:
    fact = used(detector(callback(*READING, *above(single(4, 14.0)), START)))
    assert (fact.listens, fact.registers, fact.sensor_types) == (True, True, (10,))
    assert (fact.compares, fact.accelerations, fact.jumps) == (True, (14.0,), True)
    assert not fact.remote_config


def test_mere_sampling_compares_nothing() -> None:
    fact = used(detector(callback(*READING, write(1, 14, f"{OWNER}->last:F", 0x59)), fields=("last:F",)))
    assert (fact.listens, fact.compares, fact.jumps, fact.accelerations) == (True, False, False, ())


def test_a_comparison_with_the_last_reading_is_no_threshold() -> None:
    last = f"{OWNER}->last:F"
    body = callback(*READING, *above(read(4, 14, last, 0x52)), write(1, 14, last, 0x59))
    assert not used(detector(body, fields=("last:F",))).compares


SQUARED = (*READING, three(MUL_FLOAT, 1, 1, 1))


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ((*READING, *ROOT, double(4, 18.0), three(CMP_DOUBLE, 8, 2, 4), if_zero(LE, 8, "end")), (18.0,)),
        ((*SQUARED, *above(single(4, 169.0))), (13.0,)),  # a sum of squares with a square
        ((*SQUARED, *above(single(4, 20.0))), (20.0,)),
        (
            (*READING, single(4, 9.80665), three(DIV_FLOAT, 1, 1, 4), *above(single(4, 2.7))),
            (26.48,),
        ),  # units of gravity
        ((*READING, single(4, 2.0), three(MUL_FLOAT, 1, 1, 4), *above(single(4, 30.0))), (15.0,)),
        ((*READING, *above(number(4, 12), two(0x82, 4, 4))), (12.0,)),  # int-to-float
        ((*READING, two(FLOAT_TO_INT, 1, 1), number(4, 17), if_(LE, 1, 4, "end")), (17.0,)),
        ((*READING, *above(single(4, 0.5))), ()),  # a filter of noise
        ((*READING, *above(single(4, -16.0))), (16.0,)),
    ],
)
def test_thresholds_are_in_metres_per_second_squared(
    parts: tuple[Units | Jump | str, ...], expected: tuple[float, ...]
) -> None:
    fact = used(detector(callback(*parts)))
    assert fact.compares
    assert fact.accelerations == pytest.approx(expected, abs=0.01)


def test_a_threshold_in_a_field_that_a_server_sets() -> None:
    field = f"{OWNER}->limit:F"
    body = callback(*READING, *above(read(4, 14, field, 0x52)))
    setter = "set(F)V"
    json = "Lorg/json/JSONObject;->optDouble(Ljava/lang/String;)D"
    parsing = code(
        text(1, "k"),
        call(VIRTUAL, json, 0, 1),
        result_wide(2),
        two(0x8C, 1, 2),
        call(VIRTUAL, f"{OWNER}->{setter}", 15, 1),
        RETURN_VOID,
    )
    methods = [
        DefinedMethod("<init>()V", code(single(0, 7.5), write(0, 15, field, 0x59), RETURN_VOID), 1, False),
        DefinedMethod(setter, code(write(15, 14, field, 0x59), RETURN_VOID, incoming=2)),
        DefinedMethod("parse()V", parsing),
    ]
    fact = used(detector(body, *methods, fields=("limit:F",)))
    assert (fact.accelerations, fact.remote_config) == ((7.5,), True)
    plain = used(detector(body, methods[0], fields=("limit:F",)))
    assert (plain.accelerations, plain.remote_config) == ((7.5,), False)


def test_an_angle_made_of_rotation() -> None:
    orient = "Landroid/hardware/SensorManager;->getOrientation([F[F)[F"
    degrees = "Ljava/lang/Math;->toDegrees(D)D"
    parts = (
        small(0, 3),
        new_array(1, 0, "[F"),
        call(STATIC, orient, 2, 1),
        small(0, 1),
        three(0x44, 3, 1, 0),
        two(FLOAT_TO_DOUBLE, 4, 3),
    )
    in_degrees = (call(STATIC, degrees, 4, 5), result_wide(4))
    compared = (three(CMP_DOUBLE, 8, 4, 6), if_zero(LE, 8, "end"))
    fact = used(detector(callback(*parts, *in_degrees, double(6, 20.0), *compared), sensor_type=11))
    assert (fact.angles, fact.accelerations) == ((20.0,), ())
    fact = used(detector(callback(*parts, double(6, math.radians(40)), *compared), sensor_type=11))
    assert fact.angles == pytest.approx((40.0,))


def test_spans_of_time() -> None:
    last = f"{OWNER}->last:J"
    since = (*NOW, read(4, 14, last, 0x53), three(SUB_LONG, 4, 2, 4), long(6, 1500))
    fact = used(detector(callback(*since, three(CMP_LONG, 8, 4, 6), if_zero(LE, 8, "end")), fields=("last:J",)))
    assert (fact.times, fact.compares) == ((1500.0,), False)
    until = (*NOW, read(4, 14, last, 0x53), long(6, 2000), three(ADD_LONG, 4, 4, 6))
    stored = (three(CMP_LONG, 8, 2, 4), if_zero(LE, 8, "end"), write(2, 14, last, 0x5A))
    assert used(detector(callback(*until, *stored), fields=("last:J",))).times == (2000.0,)


def test_a_rate_is_no_acceleration() -> None:
    last = f"{OWNER}->last:J"
    elapsed = (*NOW, read(4, 14, last, 0x53), three(SUB_LONG, 4, 2, 4), two(0x85, 4, 4))
    body = callback(*elapsed, *READING, three(DIV_FLOAT, 1, 1, 4), *above(single(4, 30.0)))
    fact = used(detector(body, fields=("last:J",)))
    assert (fact.compares, fact.accelerations) == (True, ())


def with_listener(implementation: str) -> DexBuilder:
    """The callback tells an interface of its own, and another class of the same owner opens the page."""
    shaken = "Lcom/own/shop/a;->b(F)V"
    field = f"{OWNER}->c:Lcom/own/shop/a;"
    told = (read(6, 14, field), call(INTERFACE, shaken, 6, 1))
    builder = detector(callback(*READING, *above(single(4, 16.0)), *told), fields=("c:Lcom/own/shop/a;",))
    builder.add_class("Lcom/own/shop/a;", access_flags=0x601, methods=[DefinedMethod("b(F)V", None, 0x401)])
    return builder.add_class(
        implementation,
        interfaces=("Lcom/own/shop/a;",),
        methods=[DefinedMethod("b(F)V", code(START, RETURN_VOID, incoming=2))],
    )


def test_a_jump_behind_an_interface_of_the_same_owner() -> None:
    assert used(with_listener("Lcom/own/shop/ui/d;")).jumps
    assert not used(with_listener("Lorg/other/d;")).jumps


def test_a_jump_in_an_object_that_runs_later() -> None:
    post = "Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z"
    created = (new(6, "Lcom/own/shop/e;"), call(DIRECT, "Lcom/own/shop/e;-><init>()V", 6), call(VIRTUAL, post, 7, 6))
    builder = detector(callback(*READING, *above(single(4, 16.0)), *created))
    builder.add_class(
        "Lcom/own/shop/e;",
        interfaces=("Ljava/lang/Runnable;",),
        methods=[DefinedMethod("run()V", code(START, RETURN_VOID))],
    )
    assert used(builder).jumps


def test_a_jump_by_message() -> None:
    send = "Landroid/os/Handler;->sendEmptyMessage(I)Z"
    builder = detector(callback(*READING, *above(single(4, 16.0)), call(VIRTUAL, send, 6, 7)))
    handler = DefinedMethod("handleMessage(Landroid/os/Message;)V", code(START, RETURN_VOID, incoming=2))
    builder.add_class("Lcom/own/shop/Detector$1;", superclass="Landroid/os/Handler;", methods=[handler])
    assert used(builder).jumps


def test_a_page_that_another_method_opens_is_no_jump() -> None:
    click = DefinedMethod("onClick()V", code(START, RETURN_VOID))
    assert not used(detector(callback(*READING, *above(single(4, 16.0))), click)).jumps


@pytest.mark.parametrize(
    ("name", "found"),
    [("onShake", True), ("twistDone", True), ("onHandshakeDone", False), ("hand_shake", False), ("onSample", False)],
)
def test_words_of_shaking(name: str, found: bool) -> None:
    body = callback(*READING, call(VIRTUAL, f"Lcom/own/shop/x;->{name}()V", 6))
    assert bool(used(detector(body)).shake_words) is found


def test_words_where_the_listener_is_used() -> None:
    body = callback(*READING, *above(single(4, 16.0)))
    screen = code(text(0, "摇一摇 或 点击图标"), call(VIRTUAL, f"{OWNER}->start()V", 1), RETURN_VOID)
    builder = detector(body).add_class("Lcom/own/shop/Screen;", methods=[DefinedMethod("show()V", screen)])
    assert used(builder).shake_words == ('used with constant "摇一摇 或 点击图标"',)


def test_equal_signatures_are_not_equal_sensors() -> None:
    other = DefinedMethod("onSensorChanged(I)V", code(START, RETURN_VOID, incoming=2))
    builder = DexBuilder().add_class(OWNER, methods=[other, registering(19)])
    fact = used(builder)
    assert (fact.listens, fact.sensor_types) == (False, (19,))


VIBRATE = call(VIRTUAL, "Landroid/os/Vibrator;->vibrate(J)V", 6, 7, 8)


def test_a_listener_that_answers_a_threshold_by_vibrating() -> None:
    words = ("vibrates when a reading passes the threshold",)
    assert used(detector(callback(*READING, *above(single(4, 14.0)), VIBRATE))).shake_words == words
    assert used(detector(callback(*READING, VIBRATE))).shake_words == ()


def test_who_registers() -> None:
    assert used(detector(callback(*READING))).registered_by == ("com.own.shop.Detector.start()V",)
