"""When permissions are asked for, and on what that depends at a first launch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from tests.support.first_launch import MAIN
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    IMEI,
    IMEI_API,
    RETURN_VOID,
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
    new,
)
from tests.support.shipped import knowledge, shipped_lexicons

from appaudit.code.facts.permissions.permission_requests import permission_request_facts, unnamed_requests
from appaudit.code.reach.placing import await_grants, requests_with_reach, with_reach
from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code
from appaudit.model.facts.code import ApiCallFact, PermissionRequestFact
from appaudit.model.facts.package import AppFact, PermissionFact

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


PHONE = "android.permission.READ_PHONE_STATE"
REQUEST = "Landroidx/core/app/ActivityCompat;->requestPermissions(Landroid/app/Activity;[Ljava/lang/String;I)V"
EXTRA = "Landroid/content/Intent;->getStringArrayExtra(Ljava/lang/String;)[Ljava/lang/String;"
UNKNOWN = [const_string(2, "wanted"), call("virtual", EXTRA, 1, 2), move_result(2, reference=True)]
CHECK = "Landroid/content/Context;->checkSelfPermission(Ljava/lang/String;)I"
READ = [call("virtual", IMEI, 1), move_result(2, reference=True)]
CHECKED = [
    const_string(2, PHONE), call("virtual", CHECK, 1, 2), move_result(2), branch("nez", 2, "end"), *READ, label("end"),
]  # fmt: skip


def answered(
    *at_launch: Instruction | list[Instruction],
    asks: Iterable[Instruction | list[Instruction]],
    reads: Sequence[Instruction | list[Instruction]] = READ,
    asker: str = "ask()V",
    on_page: Sequence[Instruction | list[Instruction]] = (),
) -> list[tuple[str, str]]:
    """What a read of the IMEI depends on in an app that does this first, with a method that asks and one that reads.

    `on_page` is what its first page does.
    """
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*at_launch)}, superclass=APPLICATION)
    asking = defined("Lm/Asker;", {asker: code(*asks)}, static=[asker])
    reader = defined("Lm/Reader;", {"read()V": code(*reads)}, static=["read()V"])
    page = defined("Lm/Main;", {"<init>()V": code(), "onCreate()V": code(*on_page)}, superclass=ACTIVITY)
    codes, errors = read_code([("classes.dex", dex(app, page, asking, reader, POSTED))])
    assert not errors
    files = [Constants(each) for each in codes]
    stated = [*manifest(application="m.App", launcher="m.Main"), PermissionFact(name=PHONE)]
    stated = [replace(fact, target_sdk=30, min_sdk=24) if isinstance(fact, AppFact) else fact for fact in stated]
    permissions = knowledge().permissions
    reachability = Reachability(codes, stated, shipped_lexicons().consent, permissions)
    requests = permission_request_facts(files[0], permissions)
    await_grants(requests, unnamed_requests(requests), reachability, files)
    names = [codes[0].dex.method_name(int(target)) for target in files[0].calls.target]
    site = files[0].offset_in_method(int(files[0].calls.instruction[names.index("getImei")]))
    read = ApiCallFact(
        api=IMEI_API, caller="m.Reader.read()V", caller_class="m.Reader", sites=(site,), permissions=(PHONE,)
    )
    (found,) = with_reach([read], reachability, files)
    return [(each.kind, each.subject) for each in found.conditions]


#: A task of its own that reads.
POSTED = defined(
    "Lm/Task;",
    {"<init>()V": code(), "run()V": code(call("static", "Lm/Reader;->read()V"))},
    interfaces=["Ljava/lang/Runnable;"],
)
ASK_UNKNOWN = [*UNKNOWN, call("static", REQUEST, 0, 2, 3)]
ASKS, READS = call("static", ASKER), call("static", "Lm/Reader;->read()V")


@pytest.mark.parametrize(
    ("reads", "found"), [(READ, ("may_be_requested", PHONE)), (CHECKED, ("permission", PHONE))], ids=["made", "checked"]
)
def test_a_request_for_nobody_knows_what_may_be_for_what_a_call_needs(reads, found: tuple[str, str]) -> None:
    assert answered(ASKS, READS, asks=ASK_UNKNOWN, reads=reads) == [found]


@pytest.mark.parametrize(
    ("reads", "found"), [(READ, ("refused", PHONE)), (CHECKED, ("ungranted", PHONE))], ids=["made", "checked"]
)
def test_one_that_nothing_makes_at_launch_is_for_nothing(reads, found: tuple[str, str]) -> None:
    assert found in answered(READS, asks=ASK_UNKNOWN, reads=reads)


def test_one_that_waits_for_what_does_not_come_is_for_nothing() -> None:
    waits = [*flag(2, "user_type_known", 0), branch("eqz", 2, "end"), ASKS, label("end")]
    assert answered(*waits, READS, asks=ASK_UNKNOWN) == [("refused", PHONE)]


NAMED_ASK = [const_string(1, PHONE), *ASK[1:]]
POSTS = [
    *new(3, "Lm/Task;"),
    call("virtual", "Landroid/os/Handler;->post(Ljava/lang/Runnable;)Z", 4, 3),
    RETURN_VOID,
]


@pytest.mark.parametrize("asks", [ASK_UNKNOWN, NAMED_ASK], ids=["for nobody knows what", "for this permission"])
@pytest.mark.parametrize(
    ("at_launch", "on_page", "found"),
    [
        ([READS], [ASKS], "ungranted"),
        ([READS], [ASKS, READS], "permission"),
        ([READS], [ASKS, *POSTS], "permission"),
        ([*POSTS[:-1]], [ASKS], "permission"),
        ([ASKS, READS], [], "permission"),
        ([], [ASKS, READS], "permission"),
    ],
    ids=["application", "page as well", "task of the page", "task of the application", "asked before", "page alone"],
)
def test_before_any_page_nobody_has_granted_what_a_page_asks_for(asks, at_launch, on_page, found: str) -> None:
    """Application.onCreate: if (checkSelfPermission(PHONE) == GRANTED) read(); only pages ask for permissions."""
    assert answered(*at_launch, asks=asks, reads=CHECKED, on_page=on_page) == [(found, PHONE)]


@pytest.mark.parametrize(
    ("at_launch", "on_page", "found"),
    [
        ([READS], [ASKS], "refused"),
        ([READS], [ASKS, READS], "may_be_requested"),
        ([READS], [ASKS, *POSTS], "may_be_requested"),
        ([*POSTS[:-1]], [ASKS], "may_be_requested"),
        ([ASKS, READS], [], "may_be_requested"),
        ([], [ASKS, READS], "may_be_requested"),
    ],
    ids=["application", "page as well", "task of the page", "task of the application", "asked before", "page alone"],
)
def test_what_the_application_calls_is_refused_before_a_page_asks_for_nobody_knows_what(
    at_launch, on_page, found: str
) -> None:
    """Application.onCreate: read(), whatever method decides before it; the page asks for what its intent says."""
    assert answered(*at_launch, asks=ASK_UNKNOWN, on_page=on_page) == [(found, PHONE)]


def test_what_is_asked_for_by_name_stays_so_before_a_page() -> None:
    assert answered(READS, asks=NAMED_ASK, on_page=[ASKS]) == [("requested", PHONE)]
