"""Starts that look for a key in the package and give up where it is not there."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedClass
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    dex,
    label,
    manifest,
    move_result,
    new,
    static_field,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code

BUNDLE, TEXT = "Landroid/os/Bundle;", "Ljava/lang/String;"
STATED = static_field("get-object", 1, f"Landroid/content/pm/ApplicationInfo;->metaData:{BUNDLE}")
GIVES = [const_string(2, "lark.KEY"), call("virtual", f"{BUNDLE}->getString({TEXT}){TEXT}", 1, 2),
         move_result(1, reference=True)]  # fmt: skip
IS_EMPTY = [call("static", "Landroid/text/TextUtils;->isEmpty(Ljava/lang/CharSequence;)Z", 1), move_result(1)]
LOGS = call("static", f"Landroid/util/Log;->e({TEXT}{TEXT})I", 2, 2)
WORKS = [*new(3, "Ljava/lang/Thread;"), call("virtual", "Ljava/lang/Thread;->start()V", 3)]
WORKS_WITH_A_KEY = [branch("nez", 1, "none"), *WORKS, label("none"), LOGS]
FINDS = f"Landroid/content/res/Resources;->getIdentifier({TEXT}{TEXT}{TEXT})I"
NAMED = [const_string(2, "lark_id"), const_string(3, "string"), call("virtual", FINDS, 0, 2, 3, 4), move_result(1)]
STARTED = call("static", "Lk/Lark;->start()V")
KEYLESS, KEYED = frozenset({"lark.CHANNEL"}), frozenset({"lark.KEY"})
LOOKED_UP = [STATED, *GIVES, *IS_EMPTY, *WORKS_WITH_A_KEY]
MAIN = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)


def missing(
    *start: Instruction | list[Instruction],
    meta_data: frozenset[str] | None = KEYLESS,
    texts: frozenset[str] | None = None,
    app: list[Instruction] | None = None,
    others: tuple[DefinedClass, ...] = (),
) -> list[tuple[str, str, str]]:
    """What a start with this code looks for in vain, so that it gives up; the application calls it."""
    sdk = defined("Lk/Lark;", {"start()V": code(*start)}, static=["start()V"])
    body = code(STARTED, *(app or []))
    application = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": body}, superclass=APPLICATION)
    codes, errors = read_code([("classes.dex", dex(application, MAIN, sdk, *others))])
    assert not errors
    facts, words = manifest(application="m.App", launcher="m.Main"), shipped_lexicons().consent
    found = Reachability(codes, facts, words, meta_data=meta_data, texts=texts)
    use = ("m.App", "m.App.onCreate()V", (0,))
    assert found.under_conditions([use], [Constants(each) for each in codes])[0] is not None
    return [(each.kind, each.subject, each.method) for each in found.gives_up(*use)]


def test_a_start_that_finds_no_key_in_the_manifest_gives_up():
    assert missing(*LOOKED_UP) == [("unstated", "lark.KEY", "k.Lark.start()V")]


@pytest.mark.parametrize("names", [KEYED, None], ids=["stated", "manifest not read whole"])
def test_one_that_finds_its_key_or_may_find_it_does_not(names: frozenset[str] | None):
    assert missing(*LOOKED_UP, meta_data=names) == []


@pytest.mark.parametrize(
    "start",
    [
        [*WORKS, *LOOKED_UP],
        [*LOOKED_UP, *WORKS],
        [STATED, *GIVES, *IS_EMPTY, LOGS],
        [STATED, *GIVES, *IS_EMPTY, branch("nez", 1, "none"), LOGS, label("none"), LOGS],
        [STATED, *GIVES, *IS_EMPTY, branch("eqz", 1, "none"), *WORKS, label("none"), LOGS],
        [call("static", "Lfar/Away;->goes()V"), *LOOKED_UP],
        [const(1, 0), *WORKS_WITH_A_KEY],
    ],
    ids=["before", "after", "leaves nothing out", "leaves a line out", "without a key", "unread", "looks for none"],
)
def test_one_that_does_something_all_the_same_does_not(start: list[Instruction]):
    assert missing(*start) == []


@pytest.mark.parametrize(("key", "gives_up"), [("lark.KEY", False), ("lark.OTHER", True)])
def test_a_key_that_the_app_puts_there_itself(key: str, gives_up: bool):
    puts = [
        STATED,
        const_string(2, key),
        call("virtual", f"{BUNDLE}->putString({TEXT}{TEXT})V", 1, 2, 2),
    ]
    assert bool(missing(*LOOKED_UP, app=puts)) is gives_up


def test_a_key_that_is_looked_up_by_a_method_of_the_sdk_and_used_in_another():
    lookup = defined("Lk/Keys;", {f"key(){TEXT}": code(STATED, *GIVES, (1 << 8 | 0x11,))}, static=[f"key(){TEXT}"])
    works = defined("Lk/Worker;", {"work()V": code(*WORKS)}, static=["work()V"])
    asks = [call("static", f"Lk/Keys;->key(){TEXT}"), move_result(1, reference=True), *IS_EMPTY]
    start = [*asks, branch("nez", 1, "none"), call("static", "Lk/Worker;->work()V"), label("none"), LOGS]
    assert missing(*start, others=(lookup, works)) == [("unstated", "lark.KEY", "k.Lark.start()V")]
    assert missing(*start, others=(lookup, works), meta_data=KEYED) == []
    assert missing(*start, call("static", "Lk/Worker;->work()V"), others=(lookup, works)) == []


def test_what_runs_when_a_class_of_the_sdk_is_loaded_counts():
    loads = defined("Lk/Keys;", {"<clinit>()V": code(*WORKS), "key()V": code()}, static=["key()V"])
    quiet = defined("Lk/Keys;", {"<clinit>()V": code(LOGS), "key()V": code()}, static=["key()V"])
    asks = call("static", "Lk/Keys;->key()V")
    assert missing(asks, *LOOKED_UP, others=(loads,)) == []
    assert missing(asks, *LOOKED_UP, others=(quiet,)) == [("unstated", "lark.KEY", "k.Lark.start()V")]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (frozenset({"app_name"}), [("unstated", "lark_id", "k.Lark.start()V")]),
        (frozenset({"app_name", "lark_id"}), []),
        (None, []),
    ],
    ids=["not among them", "among them", "resources not read whole"],
)
def test_a_text_that_is_looked_up_by_its_name(texts: frozenset[str] | None, found: list[tuple[str, str, str]]):
    start = [*NAMED, branch("eqz", 1, "none"), *WORKS, label("none"), LOGS]
    assert missing(*start, texts=texts) == found


def test_overriding_methods_are_not_taken_for_the_one_that_gives_up():
    base = defined("Lk/Base;", {"<init>()V": code(), "go()V": code(*LOOKED_UP)})
    below = defined("Lk/Below;", {"<init>()V": code(), "go()V": code(*WORKS)}, superclass="Lk/Base;")
    start = [*new(5, "Lk/Base;"), call("virtual", "Lk/Base;->go()V", 5)]
    assert missing(*start, others=(base,)) == [("unstated", "lark.KEY", "k.Lark.start()V")]
    assert missing(*start, others=(base, below)) == []


KEEPS = static_field("put-object", 2, "Lk/Lark;->context:Ljava/lang/Object;")
LATER = defined("Lk/Later;", {"<init>()V": code(), "run()V": code(*WORKS)}, interfaces=["Ljava/lang/Runnable;"])


def test_a_start_that_only_keeps_what_it_is_given_starts_nothing():
    assert missing(KEEPS, LOGS) == [("kept", "k.Lark.start()V", "k.Lark.start()V")]


@pytest.mark.parametrize(
    "start",
    [[], [LOGS], [KEEPS, *WORKS], [KEEPS, branch("eqz", 2, "end"), *WORKS, label("end")], [KEEPS, *new(2, "Lk/Later;")],
     [KEEPS, call("static", "Lfar/Away;->goes()V")]],
    ids=["empty, as packers leave it", "keeps nothing", "works", "may work", "hands out what runs", "unread"],
)  # fmt: skip
def test_one_that_does_more_or_of_which_nothing_is_left_may_start(start: list[Instruction]):
    assert missing(*start, others=(LATER,)) == []


def test_what_it_calls_counts_as_well():
    keeper = defined("Lk/Keeper;", {"keep()V": code(KEEPS), "work()V": code(*WORKS)}, static=["keep()V", "work()V"])
    keep, work = (call("static", f"Lk/Keeper;->{name}()V") for name in ("keep", "work"))
    assert [kind for kind, _, _ in missing(keep, others=(keeper,))] == ["kept"]
    assert missing(keep, work, others=(keeper,)) == []
