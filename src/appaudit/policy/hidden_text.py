"""What of a policy nobody sees although it is there: hidden text that says more than what is shown.

Hidden text is no part of a document, so that it never discloses. It matters where it says of personal data what the
text that is shown does not: which are collected or shared, with whom, what users can do. A second copy for small
screens and the words of a menu say nothing new.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from appaudit.documents.blocks import PolicyDocument
from appaudit.documents.document import document_from_text
from appaudit.documents.hidden import HiddenText
from appaudit.lexicon.policy import Lexicon
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.policy_text import HiddenPolicyTextFact
from appaudit.model.location import Location
from appaudit.policy.clauses import read_clauses
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.languages import languages_of
from appaudit.policy.mentions import find_data_types, read_mentions
from appaudit.policy.statements import read_statements
from appaudit.policy.third_parties import read_third_parties

_EXTRACTOR: Final = "policy.hidden_text"
#: Letters below which a run of text is a label or a mark, and says nothing of data.
_LEAST: Final = 12
_QUOTED: Final = 200
#: Runs of hidden text of one document that are read, and characters of all of them.
_MOST_RUNS: Final = 200
_MOST_CHARACTERS: Final = 200_000
_SENTENCE: Final = re.compile(r"[^。！？；;!?\n]+[。！？；;!?\n]*")
_SPACE: Final = re.compile(r"\s+")


def hidden_text_facts(
    documents: Sequence[PolicyDocument], lexicon: Lexicon, clauses: Collection[str], data_types: Collection[str]
) -> Iterator[HiddenPolicyTextFact]:
    """One fact for each way of a document in which text is hidden that says more than what is shown.

    Args:
        documents: The documents, with what they hide.
        lexicon: The words of policies.
        clauses: Clauses that the text shown has.
        data_types: Data types of which the text shown says that they are collected, used or shared.
    """
    for document in documents:
        shown = _SPACE.sub("", document.text)
        by_way: dict[tuple[str, bool], list[HiddenText]] = {}
        left = _MOST_CHARACTERS
        for item in document.hidden[:_MOST_RUNS]:
            text = _not_shown(item.text[:left], shown)
            left -= len(text)
            if sum(map(str.isalpha, text)) >= _LEAST:
                kept = HiddenText(text, item.way, item.line, item.is_certain)
                by_way.setdefault((item.way, item.is_certain), []).append(kept)
        for items in by_way.values():
            fact = _fact(document, items, lexicon, clauses, data_types)
            if fact is not None:
                yield fact


def hidden_text_gaps(facts: Sequence[HiddenPolicyTextFact]) -> list[Gap]:
    """What is hidden at first and may be opened is neither said nor missing: nothing is concluded from its absence.

    What else the document lacks is lacking whatever is opened; data and third parties are told wherever they stand.
    """
    gaps = []
    for fact in facts:
        if fact.is_certain:
            continue
        name = fact.location.path
        detail = Bilingual(
            f"{name}：页面默认不显示的文字（“{fact.quote[:60]}…”）可能由脚本展开，未计入已告知的内容",
            f"{name}: text that the page does not show at first (“{fact.quote[:60]}…”) may be opened by a script;"
            " it does not count as said",
        )
        touched = [("clause", clause) for clause in fact.clauses]
        touched += [(kind, "") for kind in ("mention", "declared_sdk") if fact.data_types or fact.parties]
        gaps += [
            Gap(kind=kind, level=CoverageLevel.PARTIAL, reason="hidden_text", part=name, detail=detail, subject=subject)
            for kind, subject in touched
        ]
    return gaps


def _not_shown(text: str, shown: str) -> str:
    """The sentences of a hidden text that do not stand in the text that is shown as well."""
    kept = [sentence for sentence in _SENTENCE.findall(text) if _SPACE.sub("", sentence) not in shown]
    return "".join(kept).strip()


def _fact(
    document: PolicyDocument,
    items: Sequence[HiddenText],
    lexicon: Lexicon,
    clauses: Collection[str],
    data_types: Collection[str],
) -> HiddenPolicyTextFact | None:
    together = document_from_text("\n".join(item.text for item in items), f"{document.name}.txt")
    new_clauses: set[str] = set()
    new_types: set[str] = set()
    parties: list[str] = []
    for language in languages_of(together.text, lexicon).lexicons:
        index = DocumentIndex(together, language)
        new_clauses |= {clause.id for clause in read_clauses(index) if clause.status != "negated"} - set(clauses)
        mentions = read_mentions(index, read_statements(index), find_data_types(index))
        new_types |= {mention.data_type for mention in mentions if mention.polarity != "deny"} - set(data_types)
        parties += [party.name for party in read_third_parties(index) if party.name not in document.text]
    if not (new_types or parties or new_clauses):
        return None
    first = items[0]
    quote = " ".join(together.text.split())
    return HiddenPolicyTextFact(
        document=document.name,
        way=first.way,
        is_certain=first.is_certain,
        quote=quote if len(quote) <= _QUOTED else f"{quote[: _QUOTED - 1]}…",
        characters=sum(len(item.text) for item in items),
        data_types=tuple(sorted(new_types)),
        clauses=tuple(sorted(new_clauses)),
        parties=tuple(dict.fromkeys(parties)),
        location=Location(path=document.name, line=first.line),
        extractor=_EXTRACTOR,
    )
