"""What waits for meta-data that the manifest does not state does not run at a first launch."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedClass, DefinedField
from tests.support.first_launch import END, READ, asked
from tests.support.program_assembly import (
    Instruction,
    branch,
    call,
    code,
    const_string,
    defined,
    move_result,
    static_field,
)

BUNDLE, TEXT = "Landroid/os/Bundle;", "Ljava/lang/String;"
STATED = static_field("get-object", 1, f"Landroid/content/pm/ApplicationInfo;->metaData:{BUNDLE}")
HAS_KEY = [const_string(2, "com.example.KEY"), call("virtual", f"{BUNDLE}->containsKey({TEXT})Z", 1, 2), move_result(1)]
GIVES = [const_string(2, "com.example.KEY"), call("virtual", f"{BUNDLE}->getString({TEXT}){TEXT}", 1, 2),
         move_result(1, reference=True)]  # fmt: skip
WAITS = [branch("eqz", 1, "end"), READ, END]
NOT_STATED, STATED_TOO = frozenset({"com.example.CHANNEL"}), frozenset({"com.example.KEY"})


@pytest.mark.parametrize("asks", [HAS_KEY, GIVES], ids=["contains", "gives"])
def test_a_key_that_the_manifest_does_not_state(asks: list[Instruction]):
    assert [kind for kind, _ in asked(STATED, *asks, *WAITS, meta_data=NOT_STATED)] == ["unset"]
    assert asked(STATED, *asks, branch("nez", 1, "end"), READ, END, meta_data=NOT_STATED) == []


@pytest.mark.parametrize("names", [STATED_TOO, None], ids=["stated", "manifest not read whole"])
def test_a_key_that_it_states_or_may_state(names: frozenset[str] | None):
    assert "unset" not in [kind for kind, _ in asked(STATED, *HAS_KEY, *WAITS, meta_data=names)]


def test_what_somebody_hands_on_is_no_meta_data():
    other = static_field("get-object", 1, f"Lm/State;->extras:{BUNDLE}")
    state = DefinedClass(
        "Lm/State;", "Ljava/lang/Object;", (), fields=[DefinedField(f"extras:{BUNDLE}", is_static=True)]
    )
    keeps = defined("Lm/Keeps;", {"go()V": code(static_field("put-object", 0, f"Lm/State;->extras:{BUNDLE}"))})
    found = asked(other, *HAS_KEY, *WAITS, meta_data=NOT_STATED, others=[state, keeps])
    assert "unset" not in [kind for kind, _ in found]


def test_a_method_of_the_app_that_is_handed_the_meta_data_may_look_elsewhere():
    """It is named like the platform's; what it does with the key decides."""
    asks = f"getText({BUNDLE}{TEXT}){TEXT}"
    own = defined("Lm/Keys;", {asks: code(const_string(3, "given"), (3 << 8 | 0x11,), incoming=2)}, static=[asks])
    body = [STATED, const_string(2, "com.example.KEY"), call("static", f"Lm/Keys;->{asks}", 1, 2),
            move_result(1, reference=True)]  # fmt: skip
    assert "unset" not in [kind for kind, _ in asked(*body, *WAITS, meta_data=NOT_STATED, others=[own])]
