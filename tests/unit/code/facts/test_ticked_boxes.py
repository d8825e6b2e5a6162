"""Boxes that code ticks before anyone has touched them."""

from __future__ import annotations

import pytest
from tests.support.program_assembly import (
    ACTIVITY,
    OBJECT,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    dex,
    flag,
    label,
    move_result,
    new,
)

from appaudit.code.facts.conduct.ticked_boxes import ticked_box_facts
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code

NUMBER, TEXTS = 0x7F0A0001, ("我已阅读并同意《隐私政策》",)
BOX, VIEW = "Landroid/widget/CheckBox;", "Landroid/view/View;"
FIND = [
    (0x14 | 1 << 8, NUMBER & 0xFFFF, NUMBER >> 16),
    call("virtual", f"Lm/Page;->findViewById(I){VIEW}", 14, 1),
    move_result(2, reference=True),
]
TICK = [const(3, 1), call("virtual", f"{BOX}->setChecked(Z)V", 2, 3)]
UNTICK = [const(3, 0), call("virtual", f"{BOX}->setChecked(Z)V", 2, 3)]
TOGGLE = [call("virtual", f"{BOX}->toggle()V", 2)]
PRESS = [call("virtual", f"{VIEW}->performClick()Z", 2)]
KEPT = [*flag(4, "agreed"), branch("eqz", 4, "out"), *TICK, label("out")]
MADE = [
    *(new(2, BOX), const_string(5, TEXTS[0])),
    call("virtual", f"{BOX}->setText(Ljava/lang/CharSequence;)V", 2, 5),
    *TICK,
]
HELPED = [call("direct", "Lm/Page;->fill()V", 14)]


def ticked(body, *, name="onCreate(Landroid/os/Bundle;)V", texts=None, helped=()):
    methods = {
        name: code(*body, registers=16, incoming=2),
        "fill()V": code(*helped, registers=16, incoming=1),
        "<init>()V": code(call("direct", f"{OBJECT}-><init>()V", 9), incoming=1),
    }
    (read,), _ = read_code([("classes.dex", dex(defined("Lm/Page;", methods, superclass=ACTIVITY)))])
    facts = ticked_box_facts(Constants(read), {NUMBER: TEXTS} if texts is None else texts)
    return [(fact.checked, fact.texts) for fact in facts]


@pytest.mark.parametrize(
    "body",
    [[*FIND, *TICK], [*FIND, *TOGGLE], [*FIND, *PRESS], MADE],
    ids=["set", "turned", "pressed", "made in code"],
)
def test_a_box_that_is_ticked_while_the_page_is_set_up(body):
    assert ticked(body) == [(True, TEXTS)]


def test_a_box_that_is_ticked_by_a_method_of_the_set_up():
    assert ticked(HELPED, helped=[*FIND, *TICK]) == [(True, TEXTS)]
    assert ticked(HELPED, helped=[*FIND, *TICK], name="onClick(Landroid/view/View;)V") == []


@pytest.mark.parametrize("body", [[*FIND, *UNTICK], [*FIND, *KEPT]], ids=["taken away", "what was stored"])
def test_another_tick_is_none(body):
    assert ticked(body) == []


def test_a_box_that_a_person_has_ticked_is_none():
    assert ticked([*FIND, *TICK], name="onClick(Landroid/view/View;)V") == []


def test_another_box_says_nothing():
    assert ticked([*FIND, *TICK], texts={NUMBER + 1: TEXTS}) == []
