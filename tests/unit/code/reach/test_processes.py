"""In which process code runs: an app starts in its main one, which is called like its package."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import field_
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const,
    const_string,
    defined,
    give,
    goto,
    label,
    move_result,
)

EQUALS = "Ljava/lang/String;->equals(Ljava/lang/Object;)Z"


@pytest.mark.parametrize(
    ("text", "test", "expected"),
    [
        ("m", "eqz", []),
        ("m", "nez", [("comparison", '"m"')]),
        ("m:remote", "eqz", [("comparison", '"m:remote"')]),
    ],
    ids=["its own", "not its own", "another process"],
)
def test_a_comparison_with_the_name_of_the_app(text: str, test: str, expected: list[tuple[str, str]]):
    """Its main process is called so: if (!"m".equals(name())) return;"""
    body = [
        call("static", "Lm/Ids;->name()Ljava/lang/String;"), move_result(1, reference=True),
        const_string(2, text), call("virtual", EQUALS, 2, 1), move_result(3), branch(test, 3, "end"), READ, END,
    ]  # fmt: skip
    assert asked(*body) == expected


@pytest.mark.parametrize(
    ("name", "found"), [("isMainProgress", []), ("isInProgress", [("other", "m.Proc.isInProgress")])]
)
def test_a_main_process_that_is_misspelt(name: str, found: list[tuple[str, str]]):
    body = [call("static", f"Lm/Proc;->{name}()Z"), move_result(1), branch("eqz", 1, "end"), READ, END]
    assert asked(*body) == found


def test_the_process_is_the_main_one_at_launch():
    body = [
        call("static", "Lm/Proc;->getProcessName()Ljava/lang/String;"), move_result(1, reference=True),
        call("virtual", "Landroid/content/Context;->getPackageName()Ljava/lang/String;", 0),
        move_result(2, reference=True), call("virtual", EQUALS, 1, 2), move_result(3),
        branch("eqz", 3, "end"), READ, END,
    ]  # fmt: skip
    assert asked(*body) == []


@pytest.mark.parametrize(("test", "expected"), [("eqz", []), ("nez", [("other_process", "m.Ids.isMainProcess")])])
def test_what_another_process_alone_runs(test: str, expected: list[tuple[str, str]]):
    """The app starts in its main process."""
    body = [call("static", "Lm/Ids;->isMainProcess()Z"), move_result(3), branch(test, 3, "end"), READ, END]
    assert asked(*body) == expected


@pytest.mark.parametrize(("name", "expected"), [("x:push", [("comparison", '"x:push"')]), ("x", [])])
def test_a_process_that_is_asked_for_by_name(name: str, expected: list[tuple[str, str]]):
    body = [
        call("static", "Lm/Ids;->processName()Ljava/lang/String;"), move_result(1, reference=True),
        const_string(2, name), call("virtual", EQUALS, 1, 2), move_result(3), branch("eqz", 3, "end"), READ, END,
    ]  # fmt: skip
    assert asked(*body) == expected


@pytest.mark.parametrize(
    ("ending", "test", "expected"),
    [
        (":push", "nez", []),
        (":push", "eqz", [("comparison", '":push"')]),
        ("com.m.app:push", "nez", []),
        (":443", "nez", [("comparison", '":443"')]),
        ("content://push", "nez", [("comparison", '"content://push"')]),
    ],
    ids=["not another process", "another process", "not another one by its whole name", "a port", "an address"],
)
def test_a_name_that_ends_like_that_of_another_process(ending: str, test: str, expected: list[tuple[str, str]]):
    """Whatever a shrinker calls what gives the name: if (a().endsWith(":push")) return;"""
    body = [
        call("static", "Lm/Ids;->a()Ljava/lang/String;"), move_result(1, reference=True), const_string(2, ending),
        call("virtual", "Ljava/lang/String;->endsWith(Ljava/lang/String;)Z", 1, 2), move_result(3),
        branch(test, 3, "end"), READ, END,
    ]  # fmt: skip
    assert asked(*body) == expected


@pytest.mark.parametrize(
    ("owner", "expected"), [("Application", []), ("Package", [("other", "java.lang.String.equals")])]
)
def test_the_name_of_the_app_out_of_a_field(owner: str, expected: list[tuple[str, str]]):
    """Whatever a shrinker calls what gives the name of the process: if (!info.packageName.equals(a())) return;"""
    field = f"Landroid/content/pm/{owner}Info;->packageName:Ljava/lang/String;"
    body = [
        call("virtual", f"Landroid/content/Context;->getInfo()Landroid/content/pm/{owner}Info;", 0),
        move_result(1, reference=True), (1 << 12 | 1 << 8 | 0x54, field_(field)),
        call("static", "Lm/Ids;->a()Ljava/lang/String;"), move_result(2, reference=True),
        call("virtual", EQUALS, 1, 2), move_result(3), branch("eqz", 3, "end"), READ, END,
    ]  # fmt: skip
    assert asked(*body) == expected


def test_the_name_of_another_app_in_a_field_of_one():
    body = [
        call("virtual", "Landroid/content/Context;->getInfo()Landroid/content/pm/ApplicationInfo;", 0),
        move_result(1, reference=True),
        (1 << 12 | 1 << 8 | 0x54, field_("Landroid/content/pm/ApplicationInfo;->packageName:Ljava/lang/String;")),
        const_string(2, "com.other"), call("virtual", EQUALS, 1, 2), move_result(3), branch("eqz", 3, "end"), READ, END,
    ]  # fmt: skip
    assert asked(*body) == [("comparison", '"com.other"')]


NAME = "Ljava/lang/String;"
CMDLINE = defined(
    "Lm/File;", {f"a(){NAME}": code(const_string(0, "/proc/self/cmdline"), ((0 << 8) | 0x11,))}, static=[f"a(){NAME}"]
)
OTHERS = defined("Lm/File;", {f"a(){NAME}": code(const_string(0, "m"), ((0 << 8) | 0x11,))}, static=[f"a(){NAME}"])


@pytest.mark.parametrize(
    ("file", "says", "test", "expected"),
    [
        (CMDLINE, (1, 0), "eqz", []),
        (CMDLINE, (1, 0), "nez", [("other_process", "m.Ids.s")]),
        (CMDLINE, (0, 1), "eqz", [("other_process", "m.Ids.s")]),
        (CMDLINE, (0, 1), "nez", []),
        (OTHERS, (1, 0), "eqz", [("other", "m.Ids.s")]),
    ],
    ids=["main", "not main", "another", "not another", "another name"],
)
@pytest.mark.parametrize("ends", [[give(4)], [goto("end")]], ids=["two ends", "one end"])
def test_a_method_of_the_app_that_says_which_process_it_is(
    file, says, test: str, expected: list[tuple[str, str]], ends: list[Instruction]
):
    """It compares what it reads of the process with the name of the package, under a name that says nothing."""
    body = [
        call("static", f"Lm/File;->a(){NAME}"), move_result(1, reference=True), branch("eqz", 1, "no"),
        call("virtual", f"Landroid/content/Context;->getPackageName(){NAME}", 0), move_result(2, reference=True),
        call("virtual", EQUALS, 1, 2), move_result(3), branch("eqz", 3, "no"), const(4, says[0]), *ends,
        label("no"), const(4, says[1]), label("end"), give(4),
    ]  # fmt: skip
    own = defined("Lm/Ids;", {"s()Z": code(*body)}, static=["s()Z"])
    asks = [call("static", "Lm/Ids;->s()Z"), move_result(3), branch(test, 3, "end"), READ, END]
    assert asked(*asks, others=[own, file]) == expected


def compared(name: str, argument: list[Instruction], method: str) -> list[Instruction]:
    """if (!name.method(argument)) goto no; register 1 holds the name."""
    part = "Ljava/lang/CharSequence;" if name == "contains" else "Ljava/lang/String;"
    kind = "Ljava/lang/Object;" if name == "equals" else part
    asking = call("virtual", f"Ljava/lang/String;->{name}({kind})Z", 1, 2)
    return [*argument, asking, move_result(3), branch(method, 3, "no")]


OWN_NAME = [call("virtual", f"Landroid/content/Context;->getPackageName(){NAME}", 0), move_result(2, reference=True)]


@pytest.mark.parametrize(
    ("tests", "test", "expected"),
    [
        (compared("endsWith", [const_string(2, ":push")], "eqz"), "nez", []),
        (compared("endsWith", [const_string(2, ":push")], "eqz"), "eqz", [("other_process", "m.Ids.s")]),
        ([*compared("contains", [const_string(2, ":")], "nez"), *compared("equals", OWN_NAME, "eqz")], "eqz", []),
        (compared("endsWith", [const_string(2, "push")], "eqz"), "nez", [("other", "m.Ids.s")]),
        (compared("endsWith", [const_string(2, ":443")], "eqz"), "nez", [("other", "m.Ids.s")]),
    ],
    ids=["no other", "another", "no other, and its own", "an ending", "a port"],
)
def test_a_method_of_the_app_that_asks_for_parts_of_the_name(tests, test: str, expected: list[tuple[str, str]]):
    """The name is asked for and is not null; then it is compared with a part of another one's, or with its own."""
    body = [
        call("static", f"Lm/File;->a(){NAME}"), move_result(1, reference=True), branch("eqz", 1, "no"),
        *tests, const(4, 1), give(4), label("no"), const(4, 0), give(4),
    ]  # fmt: skip
    own = defined("Lm/Ids;", {"s()Z": code(*body)}, static=["s()Z"])
    asks = [call("static", "Lm/Ids;->s()Z"), move_result(3), branch(test, 3, "end"), READ, END]
    assert asked(*asks, others=[own, CMDLINE]) == expected
