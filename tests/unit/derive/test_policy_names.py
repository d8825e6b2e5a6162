"""The name in a policy's title held against the label of the package."""

from __future__ import annotations

import pytest

from appaudit.derive.policy_names import policy_name_facts
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.package import AppFact
from appaudit.model.facts.policy_text import PolicyTitleFact


def other_names(label: str, *titles: str, heading: bool = True) -> list[str]:
    facts = FactSet([AppFact(package="com.example.app", label=label)])
    facts.add([PolicyTitleFact(name=title, is_heading=heading) for title in titles])
    return [fact.subject for fact in policy_name_facts(facts)]


@pytest.mark.parametrize(
    ("label", "title"),
    [("青禾记账", "小鹿浏览器"), ("Green Ledger", "Sunny Weather")],
)
def test_a_title_that_names_another_app_is_told(label: str, title: str) -> None:
    assert other_names(label, title) == [title]


@pytest.mark.parametrize(
    ("label", "titles"),
    [
        ("青禾记账", ["青禾记账"]),
        ("青禾记账", ["青禾科技"]),
        ("青禾记账", ["小鹿浏览器", "青禾"]),
        ("Green Ledger", ["greenledger App"]),
        ("青禾记账", ["临江某某科技有限公司"]),
        ("Green Ledger", ["Sunny Weather Inc."]),
        ("QingHe", ["青禾记账"]),
        ("青禾记账", ["Sunny Weather"]),
        ("@string/app_name", ["小鹿浏览器"]),
        ("", ["小鹿浏览器"]),
        ("青禾记账", []),
    ],
)
def test_names_that_fit_or_cannot_be_compared_are_no_other_app(label: str, titles: list[str]) -> None:
    assert other_names(label, *titles) == []


def test_a_policy_that_the_text_only_refers_to_is_no_title() -> None:
    assert other_names("青禾记账", "小鹿浏览器", heading=False) == []


def test_a_word_that_all_names_share_makes_no_two_apps_the_same() -> None:
    assert other_names("青禾平台", "小鹿平台") == ["小鹿平台"]
