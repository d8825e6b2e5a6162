"""Real policies, where they are at hand: every quote is verbatim, and reading stays fast."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from appaudit.documents.document import document_from_text
from appaudit.policy import read_policy
from appaudit.policy.clauses import DocumentIndex
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


def test_twenty_thousand_characters_take_less_than_half_a_second(tmp_path, lexicon):
    # The target is 0.2 s; the bound leaves room for a busy machine.
    paragraph = (
        "当您注册账号时，我们会收集您的手机号码、昵称和设备标识符，用于创建账号、验证身份和保障安全。"
        "未经您的单独同意，我们不会向任何第三方共享您的个人信息。您可以在“设置”-“隐私”中撤回同意。"
    )
    text = "".join(f"{number}. 第{number}项说明\n{paragraph}\n" for number in range(1, 180))
    path = tmp_path / "long.txt"
    path.write_text(text, encoding="utf-8")
    assert len(text) > 18_000
    read_policy([path], lexicon)
    start = time.process_time()
    read_policy([path], lexicon)
    assert time.process_time() - start < 0.5


def test_pathological_texts_do_not_hang(lexicon):
    from appaudit.policy import read_documents

    for text in (
        "注销" * 20_000,
        "您可以" * 10_000 + "，",
        "（" * 5_000 + "）" * 5_000,
        "a | b | c\n" * 4_000,
        "一、\n" * 5_000,
    ):
        start = time.process_time()
        read_documents([document_from_text(text)], lexicon)
        assert time.process_time() - start < 10
