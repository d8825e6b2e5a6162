"""Lists of permissions that a method of the app, or of a library, goes through: it asks for a permission, too."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import type_
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    IMEI,
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
    new,
)
from tests.support.shipped import knowledge, shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code
from appaudit.model.facts.code import PermissionRequestFact
from appaudit.model.facts.package import AppFact, PermissionFact

PHONE, STORAGE = "android.permission.READ_PHONE_STATE", "android.permission.WRITE_EXTERNAL_STORAGE"
WIFI = "android.permission.ACCESS_WIFI_STATE"
CHECK = "Landroid/content/Context;->checkSelfPermission(Ljava/lang/String;)I"
LIST = "Ljava/util/ArrayList;"
MAIN = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)
READ = [call("virtual", IMEI, 0), move_result(0, reference=True)]
NO = [label("no"), const(1, 0), give(1)]
Parts = list[Instruction | list[Instruction]]
#: private static boolean isGranted(String permission), as libraries have it.
ONE = "one(Ljava/lang/String;)Z"
ASKS_ONE = code(call("virtual", CHECK, 8, 9), move_result(1), branch("nez", 1, "no"), const(1, 1), give(1), *NO,
                incoming=1)  # fmt: skip


def checks(signature: str, *loop: Instruction | list[Instruction]):
    """A class whose method goes through what it is passed in its last register, 9."""
    return defined("La/a;", {ONE: ASKS_ONE, signature: code(*loop, incoming=1)}, static=[ONE, signature])


#: for (String p : permissions) if (!isGranted(p)) return false; return true;
ASKS_EACH: Parts = [
    call("static", f"La/a;->{ONE}", 3), move_result(1), branch("eqz", 1, "no"), goto("next"), *NO,
    label("all"), const(1, 1), give(1),
]  # fmt: skip
OF_ARRAY = "of([Ljava/lang/String;)Z"
OVER_ARRAY = checks(
    OF_ARRAY, const(0, 0), (0x21 | 2 << 8 | 9 << 12,), label("next"), (0x35 | 0 << 8 | 2 << 12, "+all"),
    (0x46 | 3 << 8, 9 | 0 << 8), (0xD8 | 0 << 8, 0 | 1 << 8), *ASKS_EACH,
)  # fmt: skip
ITERATES: Parts = [
    call("interface", "Ljava/util/Collection;->iterator()Ljava/util/Iterator;", 9), move_result(2, reference=True),
    label("next"), call("interface", "Ljava/util/Iterator;->hasNext()Z", 2), move_result(1), branch("eqz", 1, "all"),
    call("interface", "Ljava/util/Iterator;->next()Ljava/lang/Object;", 2), move_result(3, reference=True),
]  # fmt: skip
OF_LIST = "of(Ljava/util/Collection;)Z"
OVER_LIST = checks(OF_LIST, *ITERATES, *ASKS_EACH)
#: The same where only the first of them is looked for, and something else decides the rest.
OVER_OTHERS = checks(
    OF_LIST, *ITERATES, call("static", f"La/a;->{ONE}", 3), move_result(1), branch("eqz", 1, "no"),
    call("static", "Lother/Net;->open()Z"), move_result(1), give(1), *NO, label("all"), goto("no"),
)  # fmt: skip


def array(*names: str) -> Parts:
    """An array in register 4."""
    made: Parts = [const(3, len(names)), (0x23 | 4 << 8 | 3 << 12, type_("[Ljava/lang/String;"))]
    return made + [[const(5, at), const_string(2, each), (0x4D | 2 << 8, 4 | 5 << 8)] for at, each in enumerate(names)]


def filled(*names: str) -> Parts:
    """The same as a compiler writes it for short ones."""
    loads: Parts = [const_string(2 + at, each) for at, each in enumerate(names)]
    listed = sum((2 + at) << 4 * at for at in range(len(names)))
    return [*loads, (len(names) << 12 | 0x24, type_("[Ljava/lang/String;"), listed), move_result(4, reference=True)]


def as_list(*names: str) -> Parts:
    call_ = call("static", "Ljava/util/Arrays;->asList([Ljava/lang/Object;)Ljava/util/List;", 4)
    return [*array(*names), call_, move_result(4, reference=True)]


def added(*names: str, kind: str = LIST) -> Parts:
    add = "Ljava/util/Collection;->add(Ljava/lang/Object;)Z"
    return [*new(4, kind), *([const_string(2, each), call("interface", add, 4, 2)] for each in names)]


UNKNOWN: Parts = [call("static", "Lother/Net;->names()[Ljava/lang/String;"), move_result(4, reference=True)]


def asked(made: Parts, *others, check: str = f"La/a;->{OF_ARRAY}", test: str = "eqz", requests: tuple[str, ...] = ()):
    """What reading the IMEI depends on in an app that asks for all of some permissions first."""
    asks = call("static", check, *((0, 4) if "Context;" in check else (4,)))
    body = [*made, asks, move_result(1), branch(test, 1, "end"), *READ, label("end")]
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    codes, errors = read_code([("classes.dex", dex(app, MAIN, *others))])
    assert not errors
    facts = [
        replace(fact, min_sdk=24, target_sdk=30) if isinstance(fact, AppFact) else fact
        for fact in manifest(application="m.App", launcher="m.Main")
    ]
    facts += [PermissionFact(name=name) for name in (PHONE, STORAGE, WIFI)]
    found = Reachability(codes, facts, shipped_lexicons().consent, knowledge().permissions)
    caller = ("m.App", "m.App.onCreate()V")
    found.await_grants([PermissionRequestFact(caller=caller[1], caller_class=caller[0], permissions=requests)])
    files = [Constants(each) for each in codes]
    names = [codes[0].dex.method_name(int(target)) for target in files[0].calls.target]
    site = files[0].offset_in_method(int(files[0].calls.instruction[names.index("getImei")]))
    (way,) = found.under_conditions([(*caller, (site,))], files)
    assert way is not None
    return [(each.kind, each.subject) for each in way.conditions]


LISTS = [
    (array, OF_ARRAY, OVER_ARRAY), (filled, OF_ARRAY, OVER_ARRAY), (as_list, OF_LIST, OVER_LIST),
    (added, OF_LIST, OVER_LIST),
]  # fmt: skip
NAMED = ["array", "filled array", "list of an array", "list"]


@pytest.mark.parametrize(("made", "signature", "checks_all"), LISTS, ids=NAMED)
def test_a_loop_over_permissions_asks_for_all_of_them(made, signature: str, checks_all) -> None:
    names, check = (PHONE, STORAGE), f"La/a;->{signature}"
    assert ("ungranted", ", ".join(names)) in asked(made(*names), checks_all, check=check)
    assert asked(made(*names), checks_all, check=check, requests=names) == [("permission", ", ".join(names))]


@pytest.mark.parametrize(("made", "signature", "checks_all"), LISTS[:2], ids=NAMED[:2])
def test_what_comes_with_the_installation_decides_nothing(made, signature: str, checks_all) -> None:
    assert asked(made(WIFI), checks_all, check=f"La/a;->{signature}") == []


def test_a_set_is_one_as_well() -> None:
    found = asked(added(PHONE, kind="Ljava/util/HashSet;"), OVER_LIST, check=f"La/a;->{OF_LIST}")
    assert ("ungranted", PHONE) in found


def test_names_that_nobody_knows_are_permissions_all_the_same() -> None:
    assert asked(UNKNOWN, OVER_ARRAY) == [("permission", "a.a.of")]


def test_what_something_else_decides_as_well_is_left_as_it_is() -> None:
    assert asked(UNKNOWN, OVER_OTHERS, check=f"La/a;->{OF_LIST}") == [("other", "a.a.of")]


@pytest.mark.parametrize(
    "check",
    [
        "Lcom/blankj/utilcode/util/PermissionUtils;->isGranted([Ljava/lang/String;)Z",
        "Lcom/hjq/permissions/XXPermissions;->isGranted(Landroid/content/Context;[Ljava/lang/String;)Z",
        "Lcom/yanzhenjie/permission/AndPermission;->hasPermissions(Landroid/content/Context;[Ljava/lang/String;)Z",
        "Lpub/devrel/easypermissions/EasyPermissions;->hasPermissions(Landroid/content/Context;[Ljava/lang/String;)Z",
    ],
)
def test_libraries_that_ask_objects_of_their_own(check: str) -> None:
    assert ("ungranted", PHONE) in asked(array(PHONE), check=check)
    assert asked(array(PHONE), check=check, requests=(PHONE,)) == [("permission", PHONE)]
    assert "ungranted" not in {kind for kind, _ in asked(array(PHONE), check=check, test="nez")}


@pytest.mark.parametrize(
    ("check", "found"),
    [
        ("Lother/PermissionKit;->allGranted([Ljava/lang/String;)Z", ("permission", "other.PermissionKit.allGranted")),
        ("Lother/PermissionKit;->isShown([Ljava/lang/String;)Z", ("other", "other.PermissionKit.isShown")),
    ],
)
def test_a_class_that_is_named_after_permissions(check: str, found: tuple[str, str]) -> None:
    assert asked(UNKNOWN, check=check) == [found]
