"""Hidden sentences of a policy never disclose, and are said; what everybody can read does."""

from __future__ import annotations

import pytest
from tests.metamorphic import (
    awaited_documents,
    covered_documents,
    cut_documents,
    document_evasions,
    drawn_documents,
    marked_documents,
    moving_documents,
    parsed_documents,
    placed_documents,
    roomless_documents,
    sized_documents,
    styled_documents,
)
from tests.metamorphic.document_evasions import HIDDEN, Documents
from tests.support.shipped import shipped_lexicons

from appaudit.documents.document import document_from_bytes
from appaudit.model.facts.documents import MentionFact
from appaudit.model.facts.policy_text import HiddenPolicyTextFact
from appaudit.policy import PolicyReading, read_documents

_TABLES = (
    awaited_documents,
    document_evasions,
    placed_documents,
    covered_documents,
    drawn_documents,
    marked_documents,
    moving_documents,
    roomless_documents,
    parsed_documents,
    cut_documents,
    styled_documents,
    sized_documents,
)
CONCEALED: Documents = {name: each for table in _TABLES for name, each in table.CONCEALED.items()}
COLLAPSED: Documents = {
    name: each for table in _TABLES for name, each in getattr(table, "COLLAPSED", Documents()).items()
}
OPEN: Documents = {name: each for table in _TABLES for name, each in table.OPEN.items()}


def reading(documents: Documents, name: str) -> PolicyReading:
    file_name, content = documents[name]
    return read_documents([document_from_bytes(file_name, content())], shipped_lexicons().policy)


def hidden(found: PolicyReading) -> list[HiddenPolicyTextFact]:
    return [fact for fact in found.facts if isinstance(fact, HiddenPolicyTextFact)]


def types(found: PolicyReading) -> set[str]:
    return {fact.data_type for fact in found.facts if isinstance(fact, MentionFact)}


@pytest.mark.parametrize("name", CONCEALED)
def test_what_is_concealed_never_discloses_and_is_certain(name: str) -> None:
    found = reading(CONCEALED, name)
    assert types(found) == {"phone_number"}
    [fact] = hidden(found)
    assert fact.is_certain
    assert fact.way != "struck"
    assert "contacts" in fact.data_types
    assert HIDDEN[:10] in "".join(fact.quote.split())
    assert not found.gaps


@pytest.mark.parametrize("name", COLLAPSED)
def test_what_is_collapsed_never_discloses_and_is_for_people_to_look_at(name: str) -> None:
    found = reading(COLLAPSED, name)
    assert types(found) == {"phone_number"}
    [fact] = hidden(found)
    assert not fact.is_certain or fact.way == "struck"
    # What a script may open is neither said nor missing.
    assert {gap.reason for gap in found.gaps} == (set() if fact.is_certain else {"hidden_text"})


@pytest.mark.parametrize("name", OPEN)
def test_what_everybody_can_read_discloses_and_accuses_nobody(name: str) -> None:
    found = reading(OPEN, name)
    assert "contacts" in types(found)
    assert hidden(found) == []
    assert not [gap for gap in found.gaps if gap.reason == "hidden_text"]


def test_what_a_style_puts_where_nobody_sees_it_is_not_there() -> None:
    for name in styled_documents.NOT_THERE:
        found = reading(styled_documents.NOT_THERE, name)
        assert (types(found), hidden(found)) == ({"phone_number"}, [])


def test_a_hidden_copy_of_what_is_shown_says_nothing_new() -> None:
    page = (
        f"<!doctype html><html><body><h1>隐私政策</h1><p>{HIDDEN}</p><p style='color:#fff'>{HIDDEN}</p></body></html>"
    )
    found = read_documents([document_from_bytes("a.html", page.encode())], shipped_lexicons().policy)
    assert hidden(found) == []


def test_the_language_of_a_block_of_code_is_no_hidden_text() -> None:
    for fence in ("```yaml", "``` c++", "~~~", "```text "):
        document = document_from_bytes("a.md", f"# 隐私政策\n\n{fence}\n{HIDDEN}\n{fence[:3]}\n".encode())
        assert document.hidden == ()


def test_a_banner_about_cookies_that_waits_for_its_script_is_no_policy() -> None:
    banner = f"<div id='cookie-banner' style='display:none'><p>{HIDDEN}</p></div>"
    page = f"<!doctype html><html><body><h1>隐私政策</h1><p>我们收集您的手机号码。</p>{banner}</body></html>"
    found = read_documents([document_from_bytes("a.html", page.encode())], shipped_lexicons().policy)
    assert (hidden(found), found.gaps) == ([], [])
