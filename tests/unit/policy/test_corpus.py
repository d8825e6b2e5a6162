"""Real policies, where they are at hand: every quote is verbatim, and no text makes reading slow."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.support.work import calls_of

from appaudit.documents.document import document_from_text
from appaudit.policy import read_documents, read_policy
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.mentions import find_data_types
from appaudit.policy.statement_facts import statement_facts
from appaudit.policy.statements import read_statements

_SIBLING = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "policies"
CORPUS = Path(os.environ.get("APPAUDIT_CORPUS_POLICIES", str(_SIBLING)))
FILES = sorted(CORPUS.glob("gold/*.txt")) if CORPUS.is_dir() else []


@pytest.mark.corpus
@pytest.mark.skipif(not FILES, reason="the collected policies are not here (APPAUDIT_CORPUS_POLICIES)")
def test_every_quote_is_verbatim(lexicon):
    for path in FILES:
        reading = read_policy([path], lexicon)
        [document] = reading.documents
        assert document.text == path.read_text(encoding="utf-8")
        for fact in reading.facts:
            for quote in getattr(fact, "quotes", ()):
                assert document.text[quote.start : quote.end] == quote.text, (path.name, fact)
                assert 0 < len(quote.text) <= 80
                assert "\n" not in quote.text
            if fact.location.start >= 0:
                assert fact.location.end <= len(document.text)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collected policies are not here (APPAUDIT_CORPUS_POLICIES)")
def test_every_span_of_a_statement_is_verbatim(lexicon):
    for path in sorted(CORPUS.glob("*/*.txt")):
        [document] = [document_from_text(path.read_text(encoding="utf-8"))]
        index = DocumentIndex(document, lexicon.languages["zh"])
        for fact in statement_facts(index, read_statements(index), find_data_types(index)):
            assert fact.spans
            for span in fact.spans:
                assert document.text[span.start : span.end] == span.text, (path.name, span)
                assert 0 <= span.start < span.end <= len(document.text)
                assert span.text.strip() == span.text, (path.name, span)


def test_a_text_twice_as_long_is_twice_the_work(lexicon):
    paragraph = (
        "当您注册账号时，我们会收集您的手机号码、昵称和设备标识符，用于创建账号、验证身份和保障安全。"
        "未经您的单独同意，我们不会向任何第三方共享您的个人信息。您可以在“设置”-“隐私”中撤回同意。"
    )
    text = [f"{number}. 第{number}项说明\n{paragraph}\n" for number in range(1, 161)]
    once, twice = (document_from_text("".join(text[:count])) for count in (80, 160))
    read_documents([once], lexicon)
    assert calls_of(lambda: read_documents([twice], lexicon)) < 2.2 * calls_of(lambda: read_documents([once], lexicon))


SDK_ROW = "| 示例SDK{n} | 示例{n}科技有限公司 | 用于推送消息 | 设备信息、IMEI、位置信息 |\n"


@pytest.mark.parametrize(
    "part",
    [
        "设置->",
        "第三方SDK合作方",
        "收集",
        "我们会收集您的手机号、设备信息，并与第三方SDK合作方共享您的位置信息，",
        SDK_ROW,
        SDK_ROW.strip(),
        "SDK名称：示例{n}SDK\n公司：示例{n}公司\n目的：推送\n\n",
        "- **查阅**：您可以在[设置{n}](https://a.example/{n})中查阅。\n",
    ],
    ids=["menu", "parties", "verb", "clauses", "rows", "rows-on-one-line", "labels", "links"],
)
def test_twice_as_much_of_what_goes_on_without_end_is_twice_the_work(lexicon, part):
    count = 6_000 // len(part)
    once, twice = (
        document_from_text("".join(part.replace("{n}", str(number)) for number in range(count * times)))
        for times in (1, 2)
    )
    read_documents([twice], lexicon)  # what names stand for is remembered, those of either text now
    assert calls_of(lambda: read_documents([twice], lexicon)) < 2.2 * calls_of(lambda: read_documents([once], lexicon))


@pytest.mark.parametrize(
    "text",
    [
        "注销" * 20_000,
        "您可以" * 10_000 + "，",
        "（" * 5_000 + "）" * 5_000,
        "a | b | c\n" * 4_000,
        "一、\n" * 5_000,
        "a" * 50_000,
    ],
    ids=["one-word", "one-clause", "brackets", "table", "headings", "one-letter"],
)
def test_texts_made_to_be_slow_are_read_to_their_end(lexicon, text):
    """They took minutes once; `bench/growth.py` times them."""
    reading = read_documents([document_from_text(text)], lexicon)
    assert reading.documents[0].text == text
