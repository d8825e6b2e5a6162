"""A block of code that is kept runs when somebody who reads it asks for what it gives, not when it is made."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import field_
from tests.support.first_launch import MAIN
from tests.support.program_assembly import (
    APPLICATION,
    READ_IMEI,
    Instruction,
    branch,
    call,
    code,
    defined,
    dex,
    label,
    manifest,
    move_result,
    new,
    reach,
    reachability,
    static_field,
)

BLOCK = "Lkotlin/jvm/functions/Function0;"
INVOKE = call("interface", f"{BLOCK}->invoke()Ljava/lang/Object;", 1)
READS = defined("Lm/Reads;", {"<init>()V": code(), "invoke()Ljava/lang/Object;": code(READ_IMEI)}, interfaces=[BLOCK])
MADE = new(1, "Lm/Reads;")
OWN = 9
"""The register of `this` in the methods of the app."""
FIELD = f"Lm/App;->block:{BLOCK}"
KEEP: Instruction = (OWN << 12 | 1 << 8 | 0x5B, field_(FIELD))
TAKE: Instruction = (OWN << 12 | 1 << 8 | 0x54, field_(FIELD))
#: What makes a value when it is first asked for, with a check of what it is passed before.
CHECK = defined("Lm/Check;", {"notNull(Ljava/lang/Object;)V": code(branch("eqz", 8, "end"), label("end"), registers=9,
                incoming=1)}, static=["notNull(Ljava/lang/Object;)V"])  # fmt: skip
KEPT_BLOCK = (8 << 12 | 9 << 8 | 0x5B, field_(f"Lm/Lazy;->block:{BLOCK}"))
TAKEN_BLOCK = (9 << 12 | 1 << 8 | 0x54, field_(f"Lm/Lazy;->block:{BLOCK}"))
LAZY = defined("Lm/Lazy;", {
    f"<init>({BLOCK})V": code(call("static", "Lm/Check;->notNull(Ljava/lang/Object;)V", 9), KEPT_BLOCK, incoming=2),
    "get()Ljava/lang/Object;": code(TAKEN_BLOCK, INVOKE, incoming=1),
})  # fmt: skip
GET = call("virtual", "Lm/Lazy;->get()Ljava/lang/Object;", 2)
GIVES: Instruction = (2 << 8 | 0x11,)
OF = f"Lm/Values;->of({BLOCK})Lm/Lazy;"
CONSTRUCT = call("direct", f"Lm/Lazy;-><init>({BLOCK})V", 2, 9)
VALUES = defined("Lm/Values;", {f"of({BLOCK})Lm/Lazy;": code(new(2, "Lm/Lazy;")[0], CONSTRUCT, GIVES, incoming=1)},
                 static=[f"of({BLOCK})Lm/Lazy;"])  # fmt: skip
KEEP_LAZY: Instruction = (OWN << 12 | 2 << 8 | 0x5B, field_("Lm/App;->lazy:Lm/Lazy;"))
TAKE_LAZY: Instruction = (OWN << 12 | 2 << 8 | 0x54, field_("Lm/App;->lazy:Lm/Lazy;"))
BY_CALL = [*MADE, call("static", OF, 1), move_result(2, reference=True), KEEP_LAZY]
BY_CONSTRUCTOR = [new(2, "Lm/Lazy;")[0], *MADE, call("direct", f"Lm/Lazy;-><init>({BLOCK})V", 2, 1), KEEP_LAZY]


def phase(*body: Instruction | list[Instruction], others=(), reads=READS) -> str:
    """When the block runs, where `body` runs at launch."""
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body, incoming=1)}, superclass=APPLICATION)
    package = dex(app, MAIN, reads, CHECK, LAZY, VALUES, *others)
    return reach(reachability(manifest(application="m.App", launcher="m.Main"), package), "m.Reads.invoke").phase


def test_a_block_that_is_handed_on_runs():
    assert phase(MADE, call("static", f"Llib/Run;->now({BLOCK})V", 1)) == "pre_consent"


def test_a_block_that_is_but_kept_does_not():
    assert phase(MADE, KEEP) != "pre_consent"


def test_a_block_that_is_kept_runs_where_it_is_called():
    assert phase(MADE, KEEP, TAKE, INVOKE) == "pre_consent"


def test_a_block_that_goes_from_one_field_to_another():
    other = f"Lm/App;->other:{BLOCK}"
    moved = [*MADE, KEEP, TAKE, static_field("put-object", 1, other)]
    assert phase(moved) != "pre_consent"
    assert phase(moved, static_field("get-object", 1, other), INVOKE) == "pre_consent"


def test_a_block_that_goes_to_a_field_of_a_library_is_handed_on():
    assert phase(MADE, KEEP, TAKE, static_field("put-object", 1, f"Llib/Hooks;->hook:{BLOCK}")) == "pre_consent"


def test_the_one_object_of_a_block_that_captures_nothing():
    """static final Reads INSTANCE = new Reads(); a field gets it, and nobody calls it."""
    instance = static_field("put-object", 1, "Lm/Reads;->INSTANCE:Lm/Reads;")
    methods = {"<clinit>()V": code(MADE, instance), "<init>()V": code(), "invoke()Ljava/lang/Object;": code(READ_IMEI)}
    shared = defined("Lm/Reads;", methods, interfaces=[BLOCK], static=["<clinit>()V"])
    get = static_field("get-object", 1, "Lm/Reads;->INSTANCE:Lm/Reads;")
    assert phase(get, KEEP, reads=shared) != "pre_consent"
    assert phase(get, KEEP, TAKE, INVOKE, reads=shared) == "pre_consent"
    assert phase(get, call("static", OF, 1), move_result(2, reference=True), KEEP_LAZY, reads=shared) != "pre_consent"


@pytest.mark.parametrize("made", [BY_CALL, BY_CONSTRUCTOR], ids=["by a call", "by its constructor"])
def test_a_value_that_is_made_when_it_is_first_asked_for(made: list[Instruction]):
    assert phase(made) != "pre_consent"
    assert phase(made, TAKE_LAZY, GET) == "pre_consent"


def test_a_value_that_is_asked_for_at_once():
    assert phase(MADE, call("static", OF, 1), move_result(2, reference=True), GET) == "pre_consent"
    assert phase(BY_CALL, GET) == "pre_consent"


def test_what_runs_the_block_that_it_is_passed():
    """static Lazy of(block) { block.invoke(); return new Lazy(block); }"""
    runs = code(call("interface", f"{BLOCK}->invoke()Ljava/lang/Object;", 9), new(2, "Lm/Lazy;")[0], CONSTRUCT, GIVES,
                incoming=1)  # fmt: skip
    eager = defined("Lm/Eager;", {f"of({BLOCK})Lm/Lazy;": runs}, static=[f"of({BLOCK})Lm/Lazy;"])
    made = [*MADE, call("static", f"Lm/Eager;->of({BLOCK})Lm/Lazy;", 1), move_result(2, reference=True), KEEP_LAZY]
    assert phase(made, others=[eager]) == "pre_consent"


def test_what_hands_on_the_object_in_which_it_keeps_the_block():
    """static Lazy of(block) { Lazy made = new Lazy(block); Pool.add(made); return made; }"""
    adds = code(new(2, "Lm/Lazy;")[0], CONSTRUCT, call("static", "Llib/Pool;->add(Lm/Lazy;)V", 2), GIVES, incoming=1)
    pooled = defined("Lm/Pooled;", {f"of({BLOCK})Lm/Lazy;": adds}, static=[f"of({BLOCK})Lm/Lazy;"])
    made = [*MADE, call("static", f"Lm/Pooled;->of({BLOCK})Lm/Lazy;", 1), move_result(2, reference=True), KEEP_LAZY]
    assert phase(made, others=[pooled]) == "pre_consent"


def test_a_constructor_that_hands_itself_on():
    """Task(block) { this.block = block; start(); }: whoever gets it may run what it keeps."""
    starts = code((8 << 12 | 9 << 8 | 0x5B, field_(f"Lm/Task;->block:{BLOCK}")),
                  call("static", "Llib/Pool;->add(Lm/Task;)V", 8), incoming=2)  # fmt: skip
    task = defined("Lm/Task;", {f"<init>({BLOCK})V": starts})
    keep = (OWN << 12 | 2 << 8 | 0x5B, field_("Lm/App;->task:Lm/Task;"))
    made = [new(2, "Lm/Task;")[0], *MADE, call("direct", f"Lm/Task;-><init>({BLOCK})V", 2, 1), keep]
    assert phase(made, others=[task]) == "pre_consent"
