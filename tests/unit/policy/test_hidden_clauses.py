"""Text of a page that is hidden at first: what it may say is unknown, and what else the policy lacks is lacking."""

from __future__ import annotations

from tests.support.shipped_words import shipped_lexicon

from appaudit.documents.document import document_from_bytes
from appaudit.model.coverage import Coverage, CoverageLevel
from appaudit.policy import read_documents

PAGE = (
    "<html><body><h1>Privacy Policy</h1><p>We collect your phone number to sign you in.</p>"
    f"<p>{'This page tells what the garden does with what visitors give it. ' * 12}</p>"
    '<div style="display:none" id="more"><p>{hidden}</p></div><script src="open.js"></script></body></html>'
)


def level(hidden: str, clause: str) -> CoverageLevel:
    coverage = Coverage()
    document = document_from_bytes("policy.html", PAGE.format(hidden=hidden).encode())
    coverage.add(read_documents([document], shipped_lexicon()).gaps)
    return coverage.level("clause", frozenset({clause}))


def test_a_clause_that_hidden_text_may_have_is_unknown():
    assert level("We keep your data for two years and then delete them.", "retention_period") is CoverageLevel.PARTIAL


def test_a_clause_that_no_hidden_text_has_is_known_to_be_lacking():
    assert level("We keep your data for two years and then delete them.", "breach_notice") is CoverageLevel.COMPLETE


def test_hidden_text_that_says_nothing_leaves_nothing_unknown():
    assert level("Welcome to our garden of many flowers.", "retention_period") is CoverageLevel.COMPLETE
