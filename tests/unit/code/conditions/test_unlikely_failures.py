"""What only handlers of exceptions do that are ordinarily not thrown, and near twins of what may well fail."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.dex_builder import Code
from tests.support.first_launch import READ, asked
from tests.support.program_assembly import Instruction, call, code, const, const_string, defined, move_result, new

TEXT, NAME = "Ljava/lang/String;", "try()V"
PACKAGES = f"Landroid/content/pm/PackageManager;->getPackageInfo({TEXT}I)Landroid/content/pm/PackageInfo;"
MY_PID = [call("static", "Landroid/os/Process;->myPid()I"), move_result(0)]
FOR_NAME = [
    const_string(1, "com.absent.Sdk"),
    call("static", f"Ljava/lang/Class;->forName({TEXT})Ljava/lang/Class;", 1),
]
OWN = [call("static", f"Lm/Own;->name(){TEXT}"), move_result(1, reference=True)]
ERROR = "Ljava/lang/IllegalStateException;"
THROW: Instruction = (1 << 8 | 0x27,)
UNLIKELY, LIKELY = [("unlikely_exception", "catch")], [("exception", "catch")]


def reads(path: str) -> list[Instruction]:
    opens = call("direct", f"Ljava/io/FileReader;-><init>({TEXT})V", 1, 2)
    return [const_string(2, path), new(1, "Ljava/io/FileReader;")[0], opens]


def information(*name: Instruction) -> list[Instruction]:
    return [*name, const(2, 0), call("virtual", PACKAGES, 0, 1, 2)]


TRIED: dict[str, tuple[list[Instruction], bool]] = {
    "the number of the process": (MY_PID, True),
    "what the system says of it": (reads("/proc/self/cmdline"), True),
    "any other file": (reads("/sdcard/.id"), False),
    "a class by its name": (FOR_NAME, False),
    "a class that is not there": (new(1, "Lcom/absent/Sdk;"), False),
    "the package itself": (
        information(
            call("virtual", f"Landroid/content/Context;->getPackageName(){TEXT}", 0), move_result(1, reference=True)
        ),
        True,
    ),
    "another package": (information(const_string(1, "com.other")), False),
    "a number in a text": (
        [const_string(1, ""), call("static", f"Ljava/lang/Integer;->parseInt({TEXT})I", 1)],
        False,
    ),
    "what needs a permission": (
        [call("virtual", f"Landroid/telephony/TelephonyManager;->getDeviceId(){TEXT}", 0)],
        False,
    ),
    "an exception of its own": ([*new(1, ERROR), THROW], False),
}


def caught(tried: list[Instruction], *after: Instruction) -> Code:
    """try { … } catch (Throwable e) { read(); }, with what follows where nothing is thrown."""
    before = code(*tried, *after)
    length = len(code(*tried, (0x0E,)).units) - 1
    whole = code(*tried, *after, (0x0E,), (0 << 8 | 0x0D,), READ)
    return replace(whole, tries=[(0, length, len(code(*tried, *after, (0x0E,)).units))]) if before else whole


REPORT = "report(Ljava/lang/Throwable;)V"


def reported(tried: list[Instruction], exception: int) -> Code:
    """try { … } catch (Throwable e) { report(e); }, or `report` is passed what another register holds."""
    length = len(code(*tried, (0x0E,)).units) - 1
    tells = call("static", f"Lm/Crash;->{REPORT}", exception)
    whole = code(*tried, (0x0E,), (0 << 8 | 0x0D,), tells)
    return replace(whole, tries=[(0, length, length + 1)])


def conditions(body: Code, *others) -> list[tuple[str, str]]:
    own = defined("Lm/Tried;", {NAME: body}, static=[NAME])
    return asked(call("static", f"Lm/Tried;->{NAME}"), others=[own, *others])


@pytest.mark.parametrize("tried", TRIED)
def test_a_handler_of_what_is_tried(tried: str):
    body, is_unlikely = TRIED[tried]
    assert conditions(caught(body)) == (UNLIKELY if is_unlikely else LIKELY)


@pytest.mark.parametrize("tried", TRIED)
def test_a_handler_of_what_a_method_of_the_app_tries(tried: str):
    body, is_unlikely = TRIED[tried]
    own = defined(
        "Lm/Own;", {f"name(){TEXT}": code(*body, const_string(1, "x"), (1 << 8 | 0x11,))}, static=[f"name(){TEXT}"]
    )
    assert conditions(caught(OWN), own) == (UNLIKELY if is_unlikely else LIKELY)


def test_what_is_done_after_all_as_well_waits_for_nothing():
    assert conditions(caught(MY_PID, READ)) == []


def test_a_handler_in_which_only_another_one_ends():
    """try { try { forName(x); } catch (Exception e) { throw e; } } catch (Throwable e) { read(); }"""
    inner = [*FOR_NAME, (0x0E,), (1 << 8 | 0x0D,), THROW]
    at = [len(code(*inner[:count], (0x0E,)).units) - 1 for count in (len(FOR_NAME), len(FOR_NAME) + 1, len(inner))]
    whole = code(*inner, (0 << 8 | 0x0D,), READ)
    assert conditions(replace(whole, tries=[(0, at[0], at[1]), (at[1], at[2] - at[1], at[2])])) == LIKELY


@pytest.mark.parametrize(
    ("tried", "exception", "expected"),
    [
        ("any other file", 0, UNLIKELY),
        ("what needs a permission", 0, UNLIKELY),
        ("any other file", 5, LIKELY),
        ("an exception of its own", 0, LIKELY),
        ("a class that is not there", 0, LIKELY),
    ],
)
def test_who_is_told_of_an_exception_reports_it(tried: str, exception: int, expected: list[tuple[str, str]]):
    """What is done instead is told nothing of it."""
    crash = defined("Lm/Crash;", {REPORT: code(READ, incoming=1)}, static=[REPORT])
    assert conditions(reported(TRIED[tried][0], exception), crash) == expected
