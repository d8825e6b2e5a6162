"""Denials of all sharing, and what only looks like one."""

from __future__ import annotations

import pytest
from tests.support.shipped_words import shipped_lexicon

from appaudit.documents.document import document_from_text
from appaudit.model.facts.third_party import SharingDenialFact
from appaudit.policy import read_documents


def denials(sentence: str, after: str = "") -> list[str]:
    is_english = sentence.isascii()
    heading, after = ("4. Security", after or "Contact us.") if is_english else ("四、信息安全", after or "联系我们。")
    document = document_from_text(f"{heading}\n\n{sentence}\n\n{after}\n")
    found = [
        fact for fact in read_documents([document], shipped_lexicon()).facts if isinstance(fact, SharingDenialFact)
    ]
    for fact in found:
        (quote,) = fact.quotes
        assert document.text[quote.start : quote.end] == quote.text
    return [fact.text for fact in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "我们不会与任何第三方共享您的个人信息",
        "我们郑重承诺，绝不会向任何公司、组织和个人提供您的个人信息",
        "您的个人信息与任何第三方均不共享",
        "本应用从不将您的隐私数据向其他任何单位披露",
        "We do not share your personal information with any third party",
        "We will never disclose your personal data to any other companies",
    ],
)
def test_a_denial_without_an_exception(sentence: str) -> None:
    assert denials(f"{sentence}{'.' if sentence.isascii() else '。'}") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "我们不会与任何公司、组织和个人共享您的个人信息，但以下情况除外：",
        "除法律法规另有规定外，我们不会向任何第三方提供您的个人信息。",
        "未经您同意，我们不会向任何第三方提供您的个人信息。",
        "我们不会向任何第三方出售您的个人信息。",
        "我们不会将您的个人信息出租给任何第三方。",
        "上述信息不会与任何第三方共享，您的隐私受到保护。",
        "我们会与第三方共享您的个人信息。",
        "我们不会向无关第三方提供您的个人信息。",
        "我们是否不会与任何第三方共享您的个人信息？",
        "We do not share your personal information with any third party except as described below.",
        "We will not share your personal data with other companies without your consent.",
    ],
)
def test_what_only_looks_like_one(sentence: str) -> None:
    assert denials(sentence) == []


def test_an_exception_in_the_next_sentence_belongs_to_it() -> None:
    assert (
        denials("我们不会与任何第三方共享您的个人信息。", after="但为完成订单所必需的情形，我们会向商家提供收货信息。")
        == []
    )
