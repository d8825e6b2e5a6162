"""The name in a policy's title held against the label of the package."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.derive.policy_names import policy_name_facts
from appaudit.documents.document import document_from_text
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.package import AppFact
from appaudit.model.facts.policy_text import PolicyTitleFact
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.quality import read_quality


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


@pytest.mark.parametrize(
    ("label", "title", "named"),
    [
        ("青禾记账", "青禾记账商家版", ["青禾记账商家版"]),
        ("青禾记账商家版", "青禾记账商家版", []),
        ("青禾记账商家", "青禾记账商家版", []),
        ("青禾记账", "青禾记账极速版", []),
        ("青禾记账", "青禾记账供应商", ["青禾记账供应商"]),
        ("青禾供应商之家", "青禾供应商", []),
    ],
)
def test_a_policy_for_other_people_is_that_of_another_product(label: str, title: str, named: list[str]) -> None:
    index = DocumentIndex(
        document_from_text(f"{title}隐私政策\n\n我们收集手机号。\n"), shipped_lexicons().policy.languages["zh"]
    )
    facts = FactSet([AppFact(package="com.example.app", label=label)])
    facts.add([fact for fact in read_quality(index) if isinstance(fact, PolicyTitleFact)])
    assert [fact.subject for fact in policy_name_facts(facts)] == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("隐私政策\n\n本政策适用于我们运营的“小鹿浏览器”App。我们收集手机号。\n", ["小鹿浏览器"]),
        ("隐私政策\n\n本政策适用于我们运营的“青禾记账”App。我们收集手机号。\n", []),
        ("隐私政策\n\n本政策不适用于第三方，如“小鹿浏览器”App。我们收集手机号。\n", []),
        ("青禾记账隐私政策\n\n本政策由北京小鹿科技有限公司制定，适用于“小鹿浏览器”应用。\n", ["小鹿浏览器"]),
        ("青禾记账隐私政策\n\n本政策由北京小鹿科技有限公司制定，适用于“青禾记账”应用。\n", []),
        ("隐私政策\n\n本政策适用于“小鹿浏览器”“青禾记账”应用。\n", []),
        ("隐私政策\n\n登录需要“小鹿浏览器”App。我们收集手机号。\n", []),
    ],
    ids=[
        *("another app", "this app", "not to another", "another below its own title", "this below its own title"),
        *("several apps", "another app in passing"),
    ],
)
def test_a_policy_that_applies_to_another_app_is_told(text: str, named: list[str]) -> None:
    index = DocumentIndex(document_from_text(text), shipped_lexicons().policy.languages["zh"])
    facts = FactSet([AppFact(package="com.example.app", label="青禾记账")])
    facts.add([fact for fact in read_quality(index) if isinstance(fact, PolicyTitleFact)])
    assert [fact.subject for fact in policy_name_facts(facts)] == named


def test_a_policy_in_english_that_applies_to_another_app_is_told() -> None:
    text = 'Privacy Policy\n\nThis Privacy Policy applies to the mobile application "Sunny Weather" of ours.\n'
    index = DocumentIndex(document_from_text(text), shipped_lexicons().policy.languages["en"])
    facts = FactSet([AppFact(package="com.example.app", label="Green Ledger")])
    facts.add([fact for fact in read_quality(index) if isinstance(fact, PolicyTitleFact)])
    assert [fact.subject for fact in policy_name_facts(facts)] == ["sunny weather"]
