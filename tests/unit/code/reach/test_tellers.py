"""When a helper reads that is told what to read: when somebody runs who tells it to, and where it then does."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.support.dex_builder import DefinedClass
from tests.support.placed_reads import placed_reads
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const_string,
    defined,
    label,
    move_result,
    new,
)

from appaudit.model.facts.code import ApiCallFact

GET_METHOD = call(
    "virtual", "Ljava/lang/Class;->getMethod(Ljava/lang/String;[Ljava/lang/Class;)Ljava/lang/reflect/Method;", 1, 9, 2
)
TELL = call("static", "Lm/Ask;->tell(Ljava/lang/String;)V", 0)
READS: list[Instruction] = [const_string(0, "getDeviceId"), TELL]
CLOSES: list[Instruction] = [const_string(0, "close"), TELL]
CHECK = "Landroid/content/Context;->checkSelfPermission(Ljava/lang/String;)I"
PHONE = "android.permission.READ_PHONE_STATE"
LISTEN = "Landroid/view/View;->setOnClickListener(Landroid/view/View$OnClickListener;)V"
SHOWS: list[Instruction] = [new(2, "Lm/Tap;"), call("direct", "Lm/Tap;-><init>()V", 2), call("virtual", LISTEN, 3, 2)]


def tap(*body: Instruction) -> DefinedClass:
    methods = {"<init>()V": code(), "onClick(Landroid/view/View;)V": code(*body, incoming=2)}
    return defined("Lm/Tap;", methods, interfaces=["Landroid/view/View$OnClickListener;"])


def helper(*body: Instruction | list[Instruction]) -> DefinedClass:
    asking = code(*body, registers=10, incoming=1)
    return defined("Lm/Ask;", {"tell(Ljava/lang/String;)V": asking}, static=["tell(Ljava/lang/String;)V"])


def reading(at_launch: list[Instruction], *others: DefinedClass, apart: Sequence[DefinedClass] = ()) -> ApiCallFact:
    """The read of an IMEI by reflection in an app that does this at launch."""
    found = placed_reads(at_launch, *others, apart=apart)
    (placed,) = [each for each in found if each.data_types == ("imei",) and each.api.startswith("java.lang.Class")]
    return placed


def test_what_launch_tells_it_to_read() -> None:
    found = reading([*READS], helper(GET_METHOD))
    assert (found.phase, found.conditions) == ("pre_consent", ())
    assert found.chain == ("m.App.onCreate()V", "m.Ask.tell(Ljava/lang/String;)V")


def test_launch_tells_it_something_else() -> None:
    assert reading([*CLOSES, *SHOWS], helper(GET_METHOD), tap(*READS)).phase == "other"


def test_launch_tells_it_and_a_tap_does() -> None:
    assert reading([*READS, *SHOWS], helper(GET_METHOD), tap(*READS)).phase == "pre_consent"


@pytest.mark.parametrize("test", ["nez", "eqz"])
def test_what_the_helper_waits_for_stands_beside(test: str) -> None:
    asks = [const_string(3, PHONE), call("virtual", CHECK, 0, 3), move_result(4), branch(test, 4, "end")]
    found = reading([*READS], helper(*asks, GET_METHOD, label("end")))
    assert [(each.kind, each.subject) for each in found.conditions] == [("permission", PHONE)]


def test_what_the_helper_checks_beside_it_does_not() -> None:
    asks = [const_string(3, PHONE), call("virtual", CHECK, 0, 3), move_result(4), branch("eqz", 4, "end")]
    assert reading([*READS], helper(*asks, label("end"), GET_METHOD)).conditions == ()


def test_another_file_may_tell_it_at_launch() -> None:
    """What a file passes is known of the file alone: who calls from another one may pass the same."""
    other = defined("Lm/Other;", {"go()V": code(*READS)}, static=["go()V"])
    calls = call("static", "Lm/Other;->go()V")
    assert reading([calls, *SHOWS], helper(GET_METHOD), tap(*READS), apart=[other]).phase == "pre_consent"
    assert reading([*SHOWS], helper(GET_METHOD), tap(*READS), apart=[other]).phase == "other"
