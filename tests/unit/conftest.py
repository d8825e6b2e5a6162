from __future__ import annotations

import pytest
from tests.support.shipped_words import shipped_lexicon

from appaudit.documents.document import document_from_text
from appaudit.policy.clauses import read_clauses
from appaudit.policy.document_index import DocumentIndex


@pytest.fixture(scope="session")
def lexicon():
    return shipped_lexicon()


@pytest.fixture(scope="session")
def statuses(lexicon):
    """Give the status of every clause that a text has, by clause id."""

    def read(text: str, language: str = "zh") -> dict[str, str]:
        index = DocumentIndex(document_from_text(text), lexicon.languages[language])
        return {clause.id: clause.status for clause in read_clauses(index)}

    return read


#: How a policy begins that says nothing of any clause.
_TOP_OF_POLICY = {
    "zh": "# 青禾隐私政策\n\n我们重视您的隐私，会认真保护您的安全。\n\n",
    "en": "# Privacy Policy\n\nThis page is about the boat and what the app does with what is yours.\n\n",
}


@pytest.fixture
def status_in_policy(statuses):
    """Give the status of a clause that a text has in a policy which says nothing else of any clause."""

    def status(clause: str, text: str, language: str = "zh") -> str:
        return statuses(f"{_TOP_OF_POLICY[language]}{text}\n", language).get(clause, "absent")

    return status


@pytest.fixture(scope="session")
def quotes(lexicon):
    """Give the quotes of one clause of a text."""

    def read(text: str, clause_id: str, language: str = "zh") -> list[str]:
        document = document_from_text(text)
        index = DocumentIndex(document, lexicon.languages[language])
        found = [clause for clause in read_clauses(index) if clause.id == clause_id]
        for clause in found:
            for quote in clause.quotes:
                assert document.text[quote.start : quote.end] == quote.text
        return [quote.text for clause in found for quote in clause.quotes]

    return read
