"""A page that is finished while it is created is neither started nor shown."""

from __future__ import annotations

import pytest
from tests.support.first_launch import READ, READER, way_from
from tests.support.program_assembly import (
    ACTIVITY,
    Instruction,
    branch,
    call,
    code,
    const,
    defined,
    dex,
    flag,
    label,
    manifest,
    move_result,
    reachability,
)

from appaudit.model.method_names import plain

#: With ten registers the page itself is in the last one.
FINISH = call("virtual", "Lm/Main;->finish()V", 9)
OTHER = call("virtual", "Lm/Page;->finish()V", 8)
FAR = defined("Lm/Far;", {"go()V": code(READ)}, static=["go()V"])
MAYBE = [const(1, 0), branch("eqz", 1, "on"), FINISH, label("on")]
EITHER = [const(1, 0), branch("eqz", 1, "on"), FINISH, (0x0E,), label("on"), FINISH]


def phase_of(*created: Instruction | list[Instruction], reads_in: str = "onResume") -> str:
    """When the IMEI is read by a method of the page that the launcher starts."""
    methods = {"<init>()V": code(), "onCreate()V": code(*created, registers=10, incoming=1)}
    methods[f"{reads_in}()V"] = code(READ, registers=10, incoming=1)
    main = defined("Lm/Main;", methods, superclass=ACTIVITY)
    found = reachability(manifest(launcher="m.Main"), dex(main, READER))
    return found.of("m.Reader", "m.Reader.read()V", "").phase


@pytest.mark.parametrize("created", [[FINISH], EITHER], ids=["at once", "on either way"])
def test_a_page_that_is_finished_is_not_shown(created: list[Instruction]):
    assert phase_of(*created) != "pre_consent"


@pytest.mark.parametrize("created", [[], MAYBE, [OTHER]], ids=["never", "on one way", "another page"])
def test_a_page_that_may_stay_is_shown(created: list[Instruction]):
    assert phase_of(*created) == "pre_consent"


def test_a_page_that_finishes_in_a_way_of_its_own_may_stay():
    stays = {"<init>()V": code(), "onCreate()V": code(FINISH, registers=10, incoming=1), "finish()V": code(incoming=1)}
    stays["onResume()V"] = code(READ, registers=10, incoming=1)
    found = reachability(manifest(launcher="m.Main"), dex(defined("Lm/Main;", stays, superclass=ACTIVITY), READER))
    assert found.of("m.Reader", "m.Reader.read()V", "").phase == "pre_consent"


def test_another_method_of_the_name_creates_no_page():
    other = {"<init>()V": code(), "onCreate()V": code(registers=10, incoming=1)}
    other["onCreate(I)V"] = code(call("virtual", "Lm/Main;->finish()V", 8), registers=10, incoming=2)
    other["onResume()V"] = code(READ, registers=10, incoming=1)
    found = reachability(manifest(launcher="m.Main"), dex(defined("Lm/Main;", other, superclass=ACTIVITY), READER))
    assert found.of("m.Reader", "m.Reader.read()V", "").phase == "pre_consent"


def test_what_runs_while_it_is_created_runs():
    assert phase_of(FINISH, reads_in="onContentChanged") == "pre_consent"


def asked_of(*created: Instruction | list[Instruction], others=()) -> list[tuple[str, str]]:
    """What it depends on that the page reads the IMEI once it is shown."""
    main = {
        "onCreate()V": code(*created, registers=10, incoming=1),
        "onResume()V": code(READ, registers=10, incoming=1),
    }
    return [(each.kind, each.subject) for each in way_from(main, *others).conditions]


def test_a_page_that_a_first_launch_finishes_is_not_shown_then():
    assert asked_of(*flag(1, "seen"), branch("nez", 1, "on"), FINISH, label("on")) == [
        ("unshown", "android.app.Activity.finish")]  # fmt: skip


def test_a_page_that_a_later_launch_finishes_is_shown_at_first():
    assert asked_of(*flag(1, "seen"), branch("eqz", 1, "on"), FINISH, label("on")) == []


def test_a_page_that_is_finished_on_what_nobody_knows_may_be_shown():
    unknown = [call("static", "Lm/Ids;->last()I"), move_result(1), branch("nez", 1, "on"), FINISH, label("on")]
    assert asked_of(*unknown) == []


def test_the_way_that_is_shown_does_not_lead_through_a_page_that_is_not():
    way = way_from({
        "onCreate()V": code(*flag(1, "seen"), branch("nez", 1, "on"), FINISH, label("on"),
                            call("static", "Lm/Far;->go()V"), registers=10, incoming=1),
        "onResume()V": code(READ, registers=10, incoming=1),
    }, FAR)  # fmt: skip
    assert [plain(each) for each in way.chain] == ["m.Main.onCreate", "m.Far.go", "m.Reader.read"]
    assert way.conditions == ()
