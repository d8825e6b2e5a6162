"""When permissions are asked for, and on what that depends at a first launch."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from tests.support.first_launch import MAIN
from tests.support.program_assembly import (
    APPLICATION,
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    dex,
    flag,
    label,
    manifest,
    move_result,
)
from tests.support.shipped import knowledge, shipped_lexicons

from appaudit.code.facts.permission_requests import permission_request_facts
from appaudit.code.reach.placing import requests_with_reach
from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code
from appaudit.model.facts.code import PermissionRequestFact

CAMERA = "android.permission.CAMERA"
ASK = [
    const_string(1, CAMERA),
    call("virtual", "Landroidx/activity/result/ActivityResultLauncher;->launch(Ljava/lang/Object;)V", 0, 1),
]
ASKER = "Lm/Asker;->ask()V"


def placed(at_launch: Iterable[Instruction | list[Instruction]], *asking: Instruction | list[Instruction]):
    """The request of a class of its own, in an app that does this first."""
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*at_launch)}, superclass=APPLICATION)
    asker = defined("Lm/Asker;", {"ask()V": code(*asking)}, static=["ask()V"])
    codes, errors = read_code([("classes.dex", dex(app, MAIN, asker))])
    assert not errors
    files = [Constants(each) for each in codes]
    reachability = Reachability(codes, manifest(application="m.App", launcher="m.Main"), shipped_lexicons().consent)
    requests = permission_request_facts(files[0], knowledge().permissions)
    (found,) = requests_with_reach(requests, reachability, files)
    return found


def told(fact: PermissionRequestFact) -> tuple[str, list[tuple[str, str]], int, bool]:
    return fact.phase, [(each.kind, each.subject) for each in fact.conditions], fact.doubt, fact.waits


def test_a_request_at_launch_shows_its_way() -> None:
    fact = placed([call("static", ASKER)], *ASK)
    assert told(fact) == ("pre_consent", [], 0, False)
    assert fact.chain == ("m.App.onCreate()V", "m.Asker.ask()V")


def test_what_nothing_calls_is_not_at_launch() -> None:
    assert placed([], *ASK).phase == "dead"


@pytest.mark.parametrize(("default", "kinds"), [(0, ["unstored"]), (1, [])], ids=["stored by nobody", "by default"])
def test_a_setting_decides_whether_it_comes_to_it(default: int, kinds: list[str]) -> None:
    """Where nobody has stored it nobody is asked; where that is the default everybody is."""
    start = [*flag(2, "user_type_known", default), branch("eqz", 2, "end"), call("static", ASKER), label("end")]
    fact = placed(start, *ASK)
    assert [each.kind for each in fact.conditions] == kinds
    assert fact.waits is bool(kinds)


@pytest.mark.parametrize("is_inside", [True, False])
def test_what_decides_within_the_method_counts_where_it_asks(is_inside: bool) -> None:
    """A branch around the request itself decides, one beside it does not."""
    ready = [call("static", "Lm/Net;->isReady()Z"), move_result(3), branch("eqz", 3, "end")]
    beside = [*ready, const(4, 1), label("end")]
    inside = [*ready, *ASK, label("end")]
    fact = placed([call("static", ASKER)], *(inside if is_inside else [*beside, *ASK]))
    assert [each.kind for each in fact.conditions] == (["other"] if is_inside else [])
