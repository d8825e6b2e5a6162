"""What waits for a permission that the app cannot have, or that nobody can have granted when it starts first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import type_
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    IMEI,
    IMEI_API,
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    dex,
    give,
    goto,
    label,
    manifest,
    move_result,
    static_field,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.placing import with_reach
from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code
from appaudit.dex.opcodes import IF_EQ
from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.code import ApiCallFact, PermissionRequestFact
from appaudit.model.facts.package import AppFact, PermissionFact
from appaudit.model.knowledge import PermissionInfo

PHONE, BLUETOOTH = "android.permission.READ_PHONE_STATE", "android.permission.BLUETOOTH"
NUMBERS = "android.permission.READ_PHONE_NUMBERS"
PERMISSIONS = {
    name: PermissionInfo(name=name, protection=protection, label=Bilingual("", ""), group=group, data=("imei",))
    for name, protection, group in (
        (PHONE, "dangerous", "phone"),
        (NUMBERS, "dangerous", "phone"),
        (BLUETOOTH, "privacy", "nearby_devices"),
    )
}
CHECK = "Landroid/content/Context;->checkSelfPermission(Ljava/lang/String;)I"
COMPAT = "Landroidx/core/content/ContextCompat;->checkSelfPermission(Landroid/content/Context;Ljava/lang/String;)I"
MAIN = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)
READ = [call("virtual", IMEI, 0), move_result(0, reference=True)]
END = label("end")
#: boolean a.a(Context, String): the app's own wrapper, renamed. Its two parameters come in registers 8 and 9.
WRAPPER = defined(
    "La/a;",
    {
        "a(Landroid/content/Context;Ljava/lang/String;)Z": code(
            call("virtual", CHECK, 8, 9), move_result(1), branch("nez", 1, "no"), const(0, 1), give(0),
            label("no"), const(0, 0), give(0),
            incoming=2,
        )
    },
    static=["a(Landroid/content/Context;Ljava/lang/String;)Z"],
)  # fmt: skip
WRAPPED = call("static", "La/a;->a(Landroid/content/Context;Ljava/lang/String;)Z", 0, 2)


def imei(
    *body: Instruction | list[Instruction],
    declares: tuple[str, ...] = (),
    requests: tuple[str, ...] = (),
    target_sdk: int = 30,
    min_sdk: int = 24,
    others=(),
    needs: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
):
    """Phase of reading the IMEI in the application class, whether every way waits for a grant, and what is asked."""
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    codes, errors = read_code([("classes.dex", dex(app, MAIN, WRAPPER, *others))])
    assert not errors
    facts = [
        replace(fact, min_sdk=min_sdk, target_sdk=target_sdk) if isinstance(fact, AppFact) else fact
        for fact in manifest(application="m.App", launcher="m.Main")
    ]
    facts += [PermissionFact(name=name) for name in declares]
    found = Reachability(codes, facts, shipped_lexicons().consent, PERMISSIONS)
    request = PermissionRequestFact(caller="m.App.onCreate()V", caller_class="m.App", permissions=requests)
    found.await_grants([request] if requests else [])
    use = ApiCallFact(
        api=IMEI_API,
        caller="m.App.onCreate()V",
        caller_class="m.App",
        sites=_sites(codes[0]),
        permissions=needs,
        also_one_of=also,
    )
    (placed,) = with_reach([use], found, [Constants(each) for each in codes])
    return placed.phase, {(condition.kind, condition.subject) for condition in placed.conditions}


def _sites(file) -> tuple[int, ...]:
    """Where the application class reads the IMEI."""
    constants = Constants(file)
    names = [file.dex.method_name(int(target)) for target in constants.calls.target]
    at = int(constants.calls.instruction[names.index("getImei")])
    return (constants.offset_in_method(at),)


def checked(permission: str, *, test: str = "nez", how: str = CHECK) -> list[Instruction | list[Instruction]]:
    kind = "virtual" if how == CHECK else "static"
    return [const_string(2, permission), call(kind, how, 0, 2), move_result(1), branch(test, 1, "end"), READ, END]


def wrapped(permission: str, *, test: str = "eqz") -> list[Instruction | list[Instruction]]:
    return [const_string(2, permission), WRAPPED, move_result(1), branch(test, 1, "end"), READ, END]


@pytest.mark.parametrize("body", [checked(BLUETOOTH), checked(BLUETOOTH, how=COMPAT), wrapped(BLUETOOTH)])
def test_nothing_runs_that_waits_for_a_permission_which_the_manifest_lacks(body):
    assert imei(*body) == ("dead", set())
    phase, asked = imei(*body, declares=(BLUETOOTH,))
    assert phase == "pre_consent"
    assert "ungranted" not in {kind for kind, _ in asked}


def test_a_permission_that_comes_with_the_installation_is_no_condition():
    assert imei(*checked(BLUETOOTH), declares=(BLUETOOTH,)) == ("pre_consent", set())


@pytest.mark.parametrize(
    ("body", "given", "asked"),
    [
        (wrapped(BLUETOOTH), {"declares": (BLUETOOTH,)}, set()),
        (wrapped(BLUETOOTH, test="nez"), {"declares": (BLUETOOTH,)}, {("permission", BLUETOOTH)}),
        (wrapped(PHONE), {"declares": (PHONE,), "requests": (PHONE,)}, {("permission", PHONE)}),
        (wrapped(PHONE), {"declares": (PHONE,), "target_sdk": 22}, set()),
    ],
    ids=["comes with the installation", "is there", "asked for", "granted on installation"],
)
def test_a_check_of_the_apps_own_whatever_it_is_called(body, given, asked):
    assert imei(*body, **given) == ("pre_consent", asked)


@pytest.mark.parametrize(("given", "asked"), [((BLUETOOTH,), set()), ((PHONE,), {("permission", PHONE)})])
def test_a_check_of_the_apps_own_that_says_no_where_it_fails(given: tuple[str, ...], asked):
    """try { return check(permission) == 0; } catch (Exception e) { return false; }"""
    name = "f(Landroid/content/Context;Ljava/lang/String;)Z"
    says = [call("virtual", CHECK, 8, 9), move_result(1), branch("nez", 1, "no"), const(0, 1), goto("on"),
            label("no"), const(0, 0), label("on"), give(0)]  # fmt: skip
    begins = len(code(*says, incoming=2).units)
    tried = replace(code(*says, const(0, 0), goto("on"), incoming=2), tries=[(0, 3, begins)])
    check = defined("La/f;", {name: tried}, static=[name])
    body = [const_string(2, given[0]), call("static", f"La/f;->{name}", 0, 2), move_result(1), branch("eqz", 1, "end")]
    found = imei(*body, READ, END, declares=given, requests=given, others=[check])
    assert found == ("pre_consent", asked)


NOBODY = "android.content.Context.checkCallingPermission"
OF_CALLER = "Landroid/content/Context;->checkCallingPermission(Ljava/lang/String;)I"


@pytest.mark.parametrize("is_wrapped", [False, True])
@pytest.mark.parametrize(
    ("test", "asked"), [("nez", {("unset", "android.content.Context.checkCallingPermission")}), ("eqz", set())]
)
def test_a_check_of_whoever_calls_says_no_where_nobody_does(is_wrapped: bool, test: str, asked):
    """if (checkCallingPermission(BLUETOOTH) != 0) return; it is no check of the app's own permissions."""
    name = "d(Landroid/content/Context;Ljava/lang/String;)I"
    check = defined("La/d;", {name: code(call("virtual", OF_CALLER, 8, 9), move_result(1), give(1), incoming=2)},
                    static=[name])  # fmt: skip
    asks = call("static", f"La/d;->{name}", 0, 2) if is_wrapped else call("virtual", OF_CALLER, 0, 2)
    body = [const_string(2, BLUETOOTH), asks, move_result(1), branch(test, 1, "end"), READ, END]
    assert imei(*body, declares=(BLUETOOTH,), others=[check]) == ("pre_consent", asked)


def test_a_method_that_asks_for_more_than_a_permission():
    """static boolean c(context, permission) { return isThere(permission) && open; }"""
    name = "c(Landroid/content/Context;Ljava/lang/String;)Z"
    more = code(
        call("virtual", CHECK, 8, 9), move_result(1), branch("nez", 1, "no"),
        call("static", "Lother/Net;->open()Z"), move_result(0), give(0), label("no"), const(0, 0), give(0), incoming=2,
    )  # fmt: skip
    body = [const_string(2, BLUETOOTH), call("static", f"La/c;->{name}", 0, 2), move_result(1), branch("eqz", 1, "end")]
    found = imei(*body, READ, END, declares=(BLUETOOTH,), others=[defined("La/c;", {name: more}, static=[name])])
    assert found == ("pre_consent", {("other", "a.c.c")})


@pytest.mark.parametrize("body", [checked(BLUETOOTH, test="eqz"), wrapped(BLUETOOTH, test="nez")])
def test_what_runs_because_the_permission_is_not_there_runs(body):
    assert imei(*body)[0] == "pre_consent"


@pytest.mark.parametrize("body", [checked(PHONE), checked(PHONE, how=COMPAT), wrapped(PHONE)])
def test_a_permission_that_nobody_was_asked_for(body):
    phase, asked = imei(*body, declares=(PHONE,))
    assert phase == "pre_consent"
    assert ("ungranted", PHONE) in asked


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ({"declares": (PHONE,), "requests": (PHONE,)}, {("permission", PHONE)}),  # asked for when the app starts
        ({"declares": (PHONE,), "target_sdk": 22}, set()),  # given with the installation
    ],
)
def test_a_permission_that_may_be_there_at_a_first_launch(given, asked):
    assert imei(*checked(PHONE), **given) == ("pre_consent", asked)


def test_a_permission_of_a_group_of_which_another_is_declared_may_come_with_it():
    phase, asked = imei(*checked(NUMBERS), declares=(PHONE,))
    assert phase == "pre_consent"
    assert asked == {("ungranted", NUMBERS)}


def test_systems_below_android_6_do_not_ask():
    # if (SDK_INT >= 23 && check(PHONE) != 0) return; read();
    body = [
        static_field("get", 1, "Landroid/os/Build$VERSION;->SDK_INT:I"),
        (2 << 8 | 0x13, 23),
        (2 << 12 | 1 << 8 | IF_EQ + 2, "+read"),  # if-lt v1, v2, read
        const_string(2, PHONE), call("virtual", CHECK, 0, 2), move_result(1), branch("nez", 1, "end"),
        label("read"), READ, END,
    ]  # fmt: skip
    for lowest in (24, 21):
        assert ("ungranted", PHONE) in imei(*body, declares=(PHONE,), min_sdk=lowest)[1]
    # Without the permission the read runs on those systems alone, where it is refused when it is asked.
    assert imei(*body, min_sdk=24)[0] == "dead"
    assert imei(*body, min_sdk=21)[0] == "pre_consent"


def test_another_way_that_asks_for_nothing_is_the_one_that_counts():
    body = [*checked(BLUETOOTH)[:-2], END, READ]
    assert imei(*body) == ("pre_consent", set())


def test_a_check_by_reflection():
    name = "a(Landroid/content/Context;Ljava/lang/String;)Z"
    invoke = "Ljava/lang/reflect/Method;->invoke(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;"
    wrapper = defined(
        "Lb/b;",
        {
            name: code(
                const_string(1, "checkSelfPermission"), call("virtual", invoke, 2, 8, 3),
                move_result(1, reference=True), call("virtual", "Ljava/lang/Integer;->intValue()I", 1),
                move_result(1), branch("nez", 1, "no"), const(0, 1), give(0), label("no"), const(0, 0), give(0),
                incoming=2,
            )
        },
        static=[name],
    )  # fmt: skip
    body = [
        const_string(2, BLUETOOTH), call("static", f"Lb/b;->{name}", 0, 2), move_result(1), branch("eqz", 1, "end"),
        READ, END,
    ]  # fmt: skip
    assert imei(*body, others=[wrapper])[0] == "dead"
    assert imei(*body, others=[wrapper], declares=(BLUETOOTH,))[0] == "pre_consent"


def test_without_a_manifest_nobody_knows_what_an_app_may_do():
    app = defined("Lm/App;", {"onCreate()V": code(*checked(BLUETOOTH))}, superclass=APPLICATION)
    codes, _ = read_code([("classes.dex", dex(app))])
    found = Reachability(codes, [], shipped_lexicons().consent, PERMISSIONS)
    assert found.of("m.App", "m.App.onCreate()V", IMEI_API).phase == "unknown"


@pytest.mark.parametrize(("declares", "phase"), [((), "dead"), ((BLUETOOTH,), "pre_consent")])
def test_what_uses_an_object_that_nobody_gives_without_the_permission(declares: tuple[str, ...], phase: str):
    # List list = Near.list(); if (list != null) read();
    near = defined(
        "Lm/Near;",
        {
            "list()Ljava/util/List;": code(
                const_string(2, BLUETOOTH), call("virtual", CHECK, 0, 2), move_result(1), branch("nez", 1, "no"),
                call("static", "Lm/Scan;->all()Ljava/util/List;"), move_result(1, reference=True), (1 << 8 | 0x11,),
                label("no"), const(1, 0), (1 << 8 | 0x11,),
            )
        },
        static=["list()Ljava/util/List;"],
    )  # fmt: skip
    body = [
        call("static", "Lm/Near;->list()Ljava/util/List;"), move_result(1, reference=True), branch("eqz", 1, "end"),
        READ, END,
    ]  # fmt: skip
    assert imei(*body, others=[near], declares=declares)[0] == phase


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"needs": (PHONE,)}, {("refused", PHONE)}),
        ({"needs": (PHONE,), "requests": (PHONE,)}, {("requested", PHONE)}),
        ({"needs": (PHONE,), "target_sdk": 22}, set()),
        ({"needs": (PHONE, BLUETOOTH)}, set()),  # one of them is given
        ({}, set()),
    ],
)
def test_a_call_that_nobody_checks_is_made_and_refused(given, found):
    assert imei(READ, declares=(PHONE, BLUETOOTH), **given) == ("pre_consent", found)


def test_a_refusal_is_not_told_twice():
    assert imei(*checked(PHONE), declares=(PHONE,), needs=(PHONE,))[1] == {("ungranted", PHONE)}
    asked = imei(*checked(PHONE), declares=(PHONE,), needs=(PHONE,), requests=(PHONE,))[1]
    assert asked == {("permission", PHONE)}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"declares": (BLUETOOTH,)}, {("refused", PHONE)}),  # never declared
        ({"declares": (BLUETOOTH,), "target_sdk": 22}, {("refused", PHONE)}),
        ({"declares": (BLUETOOTH, PHONE)}, {("refused", PHONE)}),  # nobody was asked
        ({"declares": (BLUETOOTH, PHONE), "requests": (PHONE,)}, {("requested", PHONE)}),
        ({"declares": (BLUETOOTH, PHONE), "target_sdk": 22}, set()),  # granted on installation
    ],
)
def test_a_call_that_is_allowed_and_gives_nothing_without_another_permission(given, found):
    assert imei(READ, needs=(BLUETOOTH, PHONE), also=(PHONE,), **given) == ("pre_consent", found)


#: boolean a.b(Context, String[]): whether all of some permissions are there.
ALL = "La/b;->b(Landroid/content/Context;[Ljava/lang/String;)Z"
ALL_THERE = defined(
    "La/b;",
    {
        ALL.partition("->")[2]: code(
            const(0, 0), (0x21 | 2 << 8 | 9 << 12,), label("next"), (0x35 | 0 << 8 | 2 << 12, "+all"),
            (0x46 | 3 << 8, 9 | 0 << 8), call("virtual", CHECK, 8, 3), move_result(1), branch("nez", 1, "no"),
            (0xD8 | 0 << 8, 0 | 1 << 8), goto("next"), label("no"), const(1, 0), give(1), label("all"), const(1, 1),
            give(1), incoming=2,
        )
    },
    static=[ALL.partition("->")[2]],
)  # fmt: skip


def all_of(*permissions: str) -> list[Instruction | list[Instruction]]:
    made = [const(3, len(permissions)), (0x23 | 4 << 8 | 3 << 12, type_("[Ljava/lang/String;"))]
    put = [[const(5, at), const_string(2, each), (0x4D | 2 << 8, 4 | 5 << 8)] for at, each in enumerate(permissions)]
    return [*made, *put, call("static", ALL, 0, 4), move_result(1), branch("eqz", 1, "end"), READ, END]


def test_permissions_that_a_method_is_asked_for_together():
    assert imei(*all_of(BLUETOOTH), others=(ALL_THERE,))[0] == "dead"
    phase, asked = imei(*all_of(PHONE, NUMBERS), declares=(PHONE, NUMBERS), others=(ALL_THERE,))
    assert phase == "pre_consent"
    assert ("ungranted", f"{NUMBERS}, {PHONE}") in asked


def test_one_of_them_that_is_there_leaves_the_answer_open():
    phase, asked = imei(*all_of(PHONE, BLUETOOTH), declares=(PHONE, BLUETOOTH), others=(ALL_THERE,))
    assert phase == "pre_consent"
    assert "ungranted" not in {kind for kind, _ in asked}
