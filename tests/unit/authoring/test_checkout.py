"""In a checkout, lint says what a test would: the case and the pages that a new file still needs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.shipped import knowledge, rule_of

from appaudit.authoring.checkout import lint_checkout
from appaudit.model.knowledge import Knowledge
from appaudit.model.rule import Rule


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A tree with one rule, one SDK and one regulation, and with all that they need."""
    for path, text in {
        "rules/checks/security/debuggable.yaml": "",
        "rules/sdks/push/jpush.yaml": "",
        "rules/regulations/ncverc.yaml": "",
        "tests/rules/end_to_end/manifest.py": '_case("debuggable", one, other)\n',
        "docs/rules/security.md": "# Security\n\n## debuggable\n",
        "docs/rules/matrix.md": "# Matrix\n\n## ncverc\n",
        "docs/sdks/push.md": "- id: `jpush`\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def problems(root: Path) -> list[str]:
    return list(lint_checkout(root / "rules", [rule_in(root)], known()))


def rule_in(root: Path) -> Rule:
    return replace(rule_of("debuggable"), source=str(root / "rules" / "checks" / "security" / "debuggable.yaml"))


def known() -> Knowledge:
    return knowledge()


def test_a_tree_that_has_everything_has_no_problem(checkout: Path) -> None:
    assert problems(checkout) == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("tests/rules/end_to_end/manifest.py", "debuggable: has no case from an input to the finding"),
        ("docs/rules/security.md", "debuggable: is not in docs/rules/security.md; run `make generated`"),
        ("docs/rules/matrix.md", "ncverc: is not in docs/rules/matrix.md; run `make generated`"),
        ("docs/sdks/push.md", "SDK jpush: is in no page of docs/sdks/; run `make generated`"),
    ],
)
def test_what_is_missing_is_named_with_what_to_do(checkout: Path, path: str, said: str) -> None:
    (checkout / path).write_text("", encoding="utf-8")
    (problem,) = problems(checkout)
    assert problem.startswith(said)


def test_outside_a_checkout_and_for_rules_of_a_user_nothing_is_asked(checkout: Path, tmp_path: Path) -> None:
    own = replace(rule_of("debuggable"), source=str(tmp_path / "my-rules" / "checks" / "own" / "debuggable.yaml"))
    (checkout / "tests" / "rules" / "end_to_end" / "manifest.py").write_text("", encoding="utf-8")
    assert list(lint_checkout(checkout / "rules", [own], known())) == []
    (checkout / "tests" / "rules" / "end_to_end" / "manifest.py").unlink()
    (checkout / "tests" / "rules" / "end_to_end").rmdir()
    assert problems(checkout) == []
