"""The rules on an app without a policy: one of them speaks, whatever the app collects, and never two."""

from __future__ import annotations

from typing import Any

import yaml
from tests.support.shipped import rule_of

from appaudit.catalog.folders import rule_folders

VIOLATION, SUSPECTED, REVIEW = "no-policy", "no-policy-of-its-own", "no-policy-nothing-collected"


def parts(rule: str) -> list[dict[str, Any]]:
    """What all has to hold for a rule."""
    (path,) = (found for folder in rule_folders([]) for found in folder.glob(f"checks/*/{rule}.yaml"))
    held: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["match"]["all"]
    return held


def test_what_is_collecting_for_the_one_is_collecting_for_the_other() -> None:
    collecting = next(part["any"] for part in parts(VIOLATION) if "any" in part)
    denied = [part["not"] for part in parts(REVIEW)]
    missing = [part["not"] for part in parts(VIOLATION) if "not" in part]
    assert [*denied, missing[-1]] == [*missing[:-1], *collecting, missing[-1]]
    assert (rule_of(VIOLATION).status, rule_of(REVIEW).status) == ("violation", "review")


def test_what_the_violation_leaves_to_be_confirmed_is_suspected() -> None:
    excused = [part["not"] for part in parts(VIOLATION) if "not" in part][-1]
    rest = [part for part in parts(VIOLATION) if part != {"not": excused}]
    assert [part for part in parts(SUSPECTED) if part != excused] == rest
    assert excused in parts(SUSPECTED)
    assert rule_of(SUSPECTED).status == "suspected"
