"""Pages of one pixel that keep an app alive when the screen goes off, and those that only pass something on."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import (
    INTERFACE,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    call,
    code,
    opened,
    small,
    text,
    write,
)
from tests.support.dex_builder import DefinedMethod, DexBuilder

from appaudit.code.facts.conduct.one_pixel_windows import with_openers
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.model.facts.conduct import UNHEARD, SelfStartFact

WIDTH, HEIGHT = (f"Landroid/view/WindowManager$LayoutParams;->{side}:I" for side in ("width", "height"))
ACTIVITY, RECEIVER = "Landroid/app/Activity;", "Landroid/content/BroadcastReceiver;"
ON_RECEIVE = "onReceive(Landroid/content/Context;Landroid/content/Intent;)V"
SET_CLASS = "Landroid/content/Intent;->setClassName(Ljava/lang/String;Ljava/lang/String;)Landroid/content/Intent;"
EQUALS = "Ljava/lang/String;->equals(Ljava/lang/Object;)Z"
OFF = "android.intent.action.SCREEN_OFF"
PAGE = SelfStartFact(mechanism="one_pixel_window", subject="app.Pixel", detail=("1 x 1",), caller_class="app.Pixel")
OPENS = (text(1, "app.Pixel"), call(VIRTUAL, SET_CLASS, 0, 1, 1))


def pages(superclass=ACTIVITY):
    sides = code(small(0, 1), write(0, 1, WIDTH, 0x59), write(0, 1, HEIGHT, 0x59), RETURN_VOID)
    return DexBuilder().add_class("Lapp/Pixel;", superclass=superclass, methods=[DefinedMethod("onCreate()V", sides)])


def contrary(*builders):
    files = [Constants(opened(builder)) for builder in builders]
    (fact,) = with_openers([PAGE], files, Hierarchy([constants.code for constants in files]))
    return fact.contrary


def receiver(action, *opening):
    heard = code(text(1, action), call(VIRTUAL, EQUALS, 2, 1), *opening, RETURN_VOID)
    return DexBuilder().add_class("Lapp/Screen;", superclass=RECEIVER, methods=[DefinedMethod(ON_RECEIVE, heard)])


@pytest.mark.parametrize(("action", "expected"), [(OFF, ()), ("app.action.TOUCHED", (UNHEARD,))])
def test_a_page_that_a_receiver_opens(action, expected):
    assert contrary(pages(), receiver(action, *OPENS)) == expected


@pytest.mark.parametrize(("owner", "expected"), [("Lapp/Keeper;", ()), ("Lapp/Other;", (UNHEARD,))])
def test_a_page_that_is_opened_some_calls_after_the_screen_went_off(owner, expected):
    static = {"access_flags": 9, "is_virtual": False}
    opening = DefinedMethod("open()V", code(*OPENS, RETURN_VOID), **static)
    between = DefinedMethod("keep()V", code(call(STATIC, "Lapp/Keeper;->open()V"), RETURN_VOID), **static)
    keeper = DexBuilder().add_class("Lapp/Keeper;", methods=[opening]).add_class("Lapp/Between;", methods=[between])
    name = "keep" if owner == "Lapp/Keeper;" else "log"
    assert contrary(pages(), keeper, receiver(OFF, call(STATIC, f"Lapp/Between;->{name}()V"))) == expected


def test_a_page_that_nothing_opens():
    assert contrary(pages(), receiver(OFF)) == (UNHEARD,)


def test_a_window_that_is_no_page_needs_no_opener():
    assert contrary(pages(superclass="Landroid/app/Service;")) == ()


@pytest.mark.parametrize(("asked", "expected"), [("Lapp/Task;", ()), ("Ljava/lang/Runnable;", (UNHEARD,))])
def test_a_page_that_is_opened_through_an_interface(asked, expected):
    run = DefinedMethod("run()V", code(*OPENS, RETURN_VOID))
    task = DexBuilder().add_class("Lapp/Task;").add_class("Lapp/Opening;", interfaces=(asked,), methods=[run])
    assert contrary(pages(), task, receiver(OFF, call(INTERFACE, f"{asked}->run()V", 0))) == expected
