"""Chapters on privacy in other agreements, among labels and in whole documents."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.artifact import Text
from appaudit.model.facts.code import UiTextFact
from appaudit.texts.ui_texts import classify


def chapters(text: str, place: str = "res/layout/rules.xml") -> list[str]:
    facts = classify([Text(place=place, text=text)], shipped_lexicons().ui)
    return [fact.text for fact in facts if isinstance(fact, UiTextFact) and fact.topic == "privacy_chapter"]


@pytest.mark.parametrize(
    "title",
    [
        "五、隐私保护",
        "第五条 用户隐私",
        "第六章　个人信息保护",
        "5. 隐私权保护",
        "（三）个人信息的收集和使用",
        "7.1 关于您的隐私",
        "5. Privacy",
        "Article 9. Protection of personal data",
        "IV. User privacy",
    ],
)
def test_a_numbered_title(title: str) -> None:
    assert chapters(title) == [title]


@pytest.mark.parametrize(
    "text",
    [
        "隐私",
        "隐私设置",
        "五、版权声明",
        "5.1 本应用不会公开您的隐私",
        "1 条隐私提醒",
        "privacy",
        "5 privacy tips",
        "5. Privacy settings of the phone",
    ],
)
def test_what_is_no_title_of_a_chapter(text: str) -> None:
    assert chapters(text) == []


def test_a_line_of_a_long_document() -> None:
    """An agreement of its own, too long to be a label."""
    rules = "第四条 您应当遵守社区规范，文明发言，不得发布违法信息。\n" * 120
    assert chapters(f"{rules}第五条 隐私保护\n{rules}", "assets/agreement.html") == ["第五条 隐私保护"]
    assert chapters(rules, "assets/agreement.html") == []
