"""Keys with which an SDK does not start, as the app hands them over."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    Jump,
    Units,
    call,
    call_range,
    code,
    give,
    if_zero,
    new,
    number,
    opened,
    read,
    result,
    small,
    text,
    write,
)
from tests.support.dex_builder import DefinedField, DefinedMethod, DexBuilder

from appaudit.code.facts.starts.sdk_calls import SdkCalls
from appaudit.code.facts.starts.wrong_keys import WrongKeys
from appaudit.code.values.constants import Constants
from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.conduct import SdkCallFact
from appaudit.model.sdks import SdkKey, SdkSignature, SdkStartup, Signals

CONFIGURED = "Lcn/lark/Config;-><init>(Landroid/content/Context;JLjava/lang/String;)V"
GET_STRING = "Landroid/content/Context;->getString(I)Ljava/lang/String;"
KEY, NO_KEY, NUMBER = "abcdef012345", "123456789", 0x7F0B0001
TABLE = SdkCalls(
    [
        SdkSignature(
            id="lark",
            name=Bilingual("云雀", "Lark"),
            category="ads",
            signals=Signals(classes=("cn.lark",)),
            sources=(),
            startup=SdkStartup(
                start=("cn.lark.Lark.init",), keys=(SdkKey(call="cn.lark.Config.<init>", argument=2, form=".{12}"),)
            ),
        )
    ]
)
START = SdkCallFact(sdk="lark", api="cn.lark.Lark.init", action="start", caller="m.App.onCreate()V")


def handed(*parts: Units | str | Jump) -> list[Units | str | Jump]:
    """A configuration that is made with what register 4 holds then."""
    return [new(0, "Lcn/lark/Config;"), *parts, call_range(DIRECT, CONFIGURED, 0, 5)]


def wrong(*bodies: list[Units | str | Jump], owner: str = "Lm/App;", fact: SdkCallFact = START) -> tuple[str, ...]:
    """The wrong keys of a start, in a program whose methods do this."""
    methods = [DefinedMethod(f"run{index}()V", code(*body, RETURN_VOID)) for index, body in enumerate(bodies)]
    files = [Constants(opened(DexBuilder().add_class(owner, methods=methods)))]
    return WrongKeys(files, TABLE, {NUMBER: NO_KEY, NUMBER + 1: KEY}).noted(fact).wrong_keys


@pytest.mark.parametrize(("key", "expected"), [(NO_KEY, (NO_KEY,)), ("", ("",)), (KEY, ())])
def test_a_key_is_of_the_form_or_not(key: str, expected: tuple[str, ...]) -> None:
    assert wrong(handed(text(4, key))) == expected


@pytest.mark.parametrize(("resource", "expected"), [(NUMBER, (NO_KEY,)), (NUMBER + 1, ()), (NUMBER + 2, ())])
def test_a_key_among_the_resources(resource: int, expected: tuple[str, ...]) -> None:
    """The last is no text that anybody knows."""
    assert wrong(handed(number(6, resource), call(VIRTUAL, GET_STRING, 1, 6), result(4))) == expected


def test_a_key_that_somebody_else_gives_may_be_one() -> None:
    assert wrong(handed(call(STATIC, "Lm/Server;->key()Ljava/lang/String;"), result(4))) == ()


def test_one_key_of_two_that_may_be_one_is_enough() -> None:
    either = [text(4, NO_KEY), if_zero(8, 4, "end"), text(4, KEY), "end"]
    assert wrong(handed(*either)) == ()
    assert wrong(handed(text(4, NO_KEY)), handed(text(4, KEY))) == ()
    assert wrong(handed(text(4, NO_KEY)), handed(text(4, "x"))) == (NO_KEY, "x")


def test_what_the_sdk_itself_makes_and_what_is_no_start_of_the_app_says_nothing() -> None:
    assert wrong(handed(text(4, NO_KEY)), owner="Lcn/lark/Lark;") == ()
    unasked = SdkCallFact(sdk="lark", api="cn.lark.Provider.onCreate", action="start", unasked=True)
    other = SdkCallFact(sdk="other", api="cn.other.Other.init", action="start")
    switch = SdkCallFact(sdk="lark", api="cn.lark.Lark.setPersonal", action="switch")
    assert [wrong(handed(text(4, NO_KEY)), fact=each) for each in (unasked, other, switch)] == [(), (), ()]


def test_without_a_call_nothing_is_known() -> None:
    assert wrong([small(1, 0)]) == ()


HOLDER, HELD = "Lm/Holder;", "Lm/Holder;->key:Ljava/lang/String;"


def through(*writers: DefinedMethod, calls: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The wrong keys where a getter of an object of the app gives them; each file calls a writer with a text."""
    made = handed(call(VIRTUAL, f"{HOLDER}->get()Ljava/lang/String;", 6), result(4))
    getter = DefinedMethod("get()Ljava/lang/String;", code(read(0, 15, HELD), give(0)))
    home = DexBuilder().add_class("Lm/Main;", methods=[DefinedMethod("run()V", code(*made, RETURN_VOID))])
    home.add_class(HOLDER, fields=[DefinedField("key:Ljava/lang/String;")], methods=[*writers, getter])
    bodies = [code(text(1, key), call(VIRTUAL, f"{HOLDER}->{name}", 0, 1), RETURN_VOID) for name, key in calls]
    others = [DexBuilder().add_class("Lm/App;", methods=[DefinedMethod("run()V", body)]) for body in bodies]
    files = [Constants(opened(builder)) for builder in (home, *others)]
    return WrongKeys(files, TABLE, {}).noted(START).wrong_keys


SET, PUT = "set(Ljava/lang/String;)V", "put(Ljava/lang/String;)V"


def writer(name: str) -> DefinedMethod:
    return DefinedMethod(name, code(write(15, 14, HELD), RETURN_VOID, incoming=2))


def test_a_key_goes_through_an_object_of_the_app_from_file_to_file() -> None:
    assert through(writer(SET), calls=[(SET, NO_KEY)]) == (NO_KEY,)
    assert through(writer(SET), calls=[(SET, NO_KEY), (SET, KEY)]) == ()
    assert through(writer(SET), calls=[(SET, "")]) == ()  # nothing yet: it may be filled by what reads a file


def test_what_nobody_calls_puts_nothing_there() -> None:
    assert through(writer(SET), writer(PUT), calls=[(SET, NO_KEY)]) == (NO_KEY,)
    assert through(writer(SET), writer(PUT), calls=[(SET, NO_KEY), (PUT, KEY)]) == ()
    assert through(writer(SET), calls=[]) == ()
