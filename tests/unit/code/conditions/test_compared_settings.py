"""A stored text that is compared, however that is done, says at a first launch what its default says."""

from __future__ import annotations

import pytest
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import branch, call, code, const, const_string, defined, give, label, move_result

from appaudit.code.first_launch.consent_flags import computed

TEXT = "Ljava/lang/String;"
GET = f"Landroid/content/SharedPreferences;->getString({TEXT}{TEXT}){TEXT}"


def gate(question: str, default: str, refuses: str) -> list[tuple[str, str]]:
    """What decides whether a launch reads that goes on only where a stored text compares as asked with "1"."""
    says = code(
        const_string(1, "skip"), const_string(2, default), call("interface", GET, 0, 1, 2),
        move_result(3, reference=True), const_string(4, "1"), call("virtual", f"{TEXT}->{question}", 4, 3),
        move_result(5), branch(refuses, 5, "no"), const(0, 1), give(0), label("no"), const(0, 0), give(0),
    )  # fmt: skip
    util = defined("Lm/Util;", {"isAllowed()Z": says}, static=["isAllowed()Z"])
    body = [call("static", "Lm/Util;->isAllowed()Z"), move_result(1), branch("eqz", 1, "end"), READ, END]
    return asked(*body, others=[util])


@pytest.mark.parametrize(
    ("question", "refuses"),
    [
        (f"compareTo({TEXT})I", "nez"),
        (f"compareToIgnoreCase({TEXT})I", "nez"),
        ("equals(Ljava/lang/Object;)Z", "eqz"),
    ],
)
def test_a_gate_is_shut_until_the_text_is_stored(question: str, refuses: str) -> None:
    assert gate(question, "", refuses) == [("unstored", "skip")]
    assert gate(question, "1", refuses) == []


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("compareTo", ["a", "b"], -1),
        ("compareTo", ["b", "b"], 0),
        ("compareTo", ["b", "B"], 1),
        ("compareToIgnoreCase", ["b", "B"], 0),
        ("parseBoolean", ["TRUE"], 1),
        ("parseBoolean", [""], 0),
        ("parseBoolean", [0], 0),
        ("parseBoolean", [None], None),
    ],
)
def test_what_two_texts_say_of_each_other(name: str, arguments: list[int | str | None], expected: int | None) -> None:
    assert computed(name, arguments) == expected
