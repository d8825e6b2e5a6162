"""The protection officer's contact, and contacts that are somebody else's."""

from __future__ import annotations

import pytest
from tests.support.shipped_words import shipped_lexicon

from appaudit.documents.document import document_from_text
from appaudit.model.facts.policy_text import OfficerContactFact
from appaudit.policy import read_documents


def contacts(text: str) -> list[str]:
    document = document_from_text(text, "p.txt")
    facts = [
        fact for fact in read_documents([document], shipped_lexicon()).facts if isinstance(fact, OfficerContactFact)
    ]
    assert all(text[quote.start : quote.end] == quote.text for fact in facts for quote in fact.quotes)
    return [fact.contact for fact in facts]


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("个人信息保护负责人邮箱：privacy@notes.example", "privacy@notes.example"),
        ("我们设有个人信息保护专员，您可以通过以下方式联系：\n\n电话：0571-88880000", "0571-88880000"),
        ("## 个人信息保护负责人\n\n李示例，13800000000", "13800000000"),
        ("请写信至dpo@notes.example，由数据保护官答复。", "dpo@notes.example"),
        ("Our Data Protection Officer can be reached at dpo@notes.example.", "dpo@notes.example"),
    ],
)
def test_the_contact_that_stands_with_the_officer(text: str, contact: str) -> None:
    assert contacts(text) == [contact]


@pytest.mark.parametrize(
    "text",
    [
        "我们的邮箱：service@notes.example",
        "我们已指定个人信息保护负责人。",
        "儿童个人信息保护负责人邮箱：child@notes.example",
        "个人信息保护负责人负责监督。" + "我们会认真对待您的每一条意见。" * 20 + "邮箱：service@notes.example",
        "数据保护官方网站：help@notes.example",
    ],
    ids=["nobody named", "no contact", "children's", "far away", "another word"],
)
def test_no_contact_of_the_officer(text: str) -> None:
    assert contacts(text) == []
