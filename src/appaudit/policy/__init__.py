"""The policy room: documents to clauses, mentions and third parties, as facts with places, and gaps.

Flow: `document` (text and blocks) -> `sections`, `sentences` -> `clauses`, `statements`, `mentions`, `third_parties`.
All words are in `rules/lexicon/`; nothing here knows a regulation or judges compliance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from pathlib import Path

from appaudit.documents.blocks import PolicyDocument
from appaudit.documents.document import document_suffixes, legacy_suffixes, read_document
from appaudit.errors import ConfigError, ExtractionError
from appaudit.lexicon.policy import STATUSES, Lexicon
from appaudit.model.bilingual import Bilingual, said_by
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.base import Fact
from appaudit.model.facts.documents import (
    ClauseDoubtFact,
    ClauseFact,
    DeclaredSdkFact,
    MentionFact,
    PolicyDocumentFact,
)
from appaudit.model.facts.policy_text import OfficerContactFact, PolicyTitleFact
from appaudit.model.facts.statement import StatementFact
from appaudit.model.location import NOWHERE, Location, Quote
from appaudit.model.record import record
from appaudit.model.words import FoundClauseStatus, GapReason, Polarity, StatedAction
from appaudit.policy.clauses import ClauseReading, read_clauses
from appaudit.policy.declared import with_data_types
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.effect import announced_gaps, effect_fact
from appaudit.policy.hidden_text import hidden_text_facts, hidden_text_gaps
from appaudit.policy.languages import LanguagesFound, languages_of
from appaudit.policy.linked import linked_gaps, linked_sdk_lists
from appaudit.policy.mentions import MentionReading, find_data_types, read_mentions
from appaudit.policy.named_clauses import clauses_of_parties
from appaudit.policy.officer_contact import read_officer_contacts
from appaudit.policy.quality import read_form, read_quality, terms_fact, title_facts, title_of_terms
from appaudit.policy.redrawn_text import redrawn_gaps
from appaudit.policy.second_opinion import doubts_of
from appaudit.policy.sharing_denial import read_sharing_denials
from appaudit.policy.statement_facts import statement_facts
from appaudit.policy.statements import read_statements
from appaudit.policy.third_parties import read_third_parties
from appaudit.policy.third_party import ThirdParty, name_key
from appaudit.policy.validity import TOLD_IN, children_reason, is_policy, left_out, void_gaps, void_reason
from appaudit.policy.versions import current_version
from appaudit.policy.whose import NO_APP, AuditedApp, other_name, whose_facts
from appaudit.second_core import Beside

__all__ = ["PolicyReading", "read_documents", "read_policy", "with_data_types"]

_EXTRACTOR = "policy"
_QUOTES = 3
#: A policy that refers to an SDK list and itself lists fewer third parties than this keeps its list elsewhere.
_SHORT_LIST = 3
#: Characters from which on a document takes longer to read than a copy of this process (some 15 ms).
_LONG = 15_000


@record(kw_only=False, frozen=False)
class PolicyReading:
    """What the policy documents say: the texts themselves, facts, and what could not be read."""

    documents: list[PolicyDocument] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    left_out: dict[str, Bilingual] = field(default_factory=dict)
    current: list[PolicyDocument] = field(default_factory=list)
    """The documents with the version in force alone, where one holds several."""
    operators: list[str] = field(default_factory=list)
    """The companies that the documents introduce as the operator, in small letters."""

    @property
    def counted(self) -> list[PolicyDocument]:
        """The texts whose words count: not those that are left out beside others, each of which says why."""
        return [document for document in self.current if document.name not in self.left_out]


def read_policy(paths: Sequence[Path], lexicon: Lexicon, app: AuditedApp = NO_APP) -> PolicyReading:
    """Read policy files, or every policy file of folders, as the policy of an app.

    Raises:
        ConfigError: A path does not exist, or a folder has no document.
    """
    documents: list[PolicyDocument] = []
    unread: list[tuple[str, Bilingual]] = []
    for path, name in _named(policy_files(paths)):
        try:
            documents.append(read_document(path, name))
        except ExtractionError as error:
            unread.append((name, said_by(error, has_hint=True)))
    reading = read_documents(documents, lexicon, app)
    level = CoverageLevel.PARTIAL if documents else CoverageLevel.NONE
    for name, detail in unread:
        reading.gaps.extend(
            Gap(kind=kind, level=level, reason="unreadable", part=name, detail=detail)
            for kind in ("policy_document", "clause", "mention", "declared_sdk")
        )
    return reading


def read_documents(documents: Sequence[PolicyDocument], lexicon: Lexicon, app: AuditedApp = NO_APP) -> PolicyReading:
    """Read documents that are already texts, as the policy of an app."""
    languages = [languages_of(document.text, lexicon) for document in documents]
    documents = [replace(document, language=found.main) for document, found in zip(documents, languages, strict=True)]
    reading = PolicyReading(documents=list(documents))
    clauses: dict[str, list[ClauseReading]] = {}
    indexes: list[DocumentIndex] = []
    mentions: list[MentionReading] = []
    acts: list[StatementFact] = []
    parties: list[ThirdParty] = []
    read = [_current(_indexes(each, found), found, app.day) for each, found in zip(documents, languages, strict=True)]
    documents = [own[0].document if own else each for each, own in zip(documents, read, strict=True)]
    reading.current = list(documents)
    terms = [next(filter(None, map(title_of_terms, own)), None) for own in read]
    names = [[fact for index in own for fact in title_facts(index)] for own in read]
    reading.left_out, gaps = _standing(read, terms, names, app)
    reading.gaps.extend(gaps)
    has_policy = any(map(is_policy, (own[0] for own in read if own and own[0].document.name not in reading.left_out)))
    quality: list[Fact] = read_form(documents)
    quality.extend(_whose(documents, read, names, app, reading.left_out))
    dated = [next(filter(None, (effect_fact(index, app.day) for index in own)), None) for own in read]
    quality.extend(fact for fact in dated if fact is not None)
    reading.gaps.extend(announced_gaps(f for f in dated if f is not None and f.document not in reading.left_out))
    for document, found, own, title, named_in in zip(documents, languages, read, terms, names, strict=True):
        reading.facts.append(
            PolicyDocumentFact(
                name=document.name,
                sha256=document.sha256,
                characters=len(document.text),
                language=document.language,
                location=Location(path=document.name),
                extractor=_EXTRACTOR,
            )
        )
        officers: list[OfficerContactFact] = []
        if document.name in reading.left_out:
            continue
        for index in own:
            indexes.append(index)
            reading.operators.extend(filter(None, [index.operator]))
            # Neither asks for the other, and both take long in a long document.
            is_long = len(document.text) >= _LONG
            with Beside(partial(read_third_parties, index), is_worth_it=is_long) as beside:
                said = list(read_clauses(index))
                if title is None or not has_policy:  # what is collected the policy tells, not the terms beside it
                    hits = find_data_types(index)
                    statements = read_statements(index)
                    mentions.extend(read_mentions(index, statements, hits))
                    acts.extend(statement_facts(index, statements, hits))
                named = beside.result()
            for clause in (*said, *clauses_of_parties(index, named, said)):
                clauses.setdefault(clause.id, []).append(clause)
            parties.extend(named)
            quality.extend(read_quality(index))
            officers.extend(read_officer_contacts(index))
            reading.facts.extend(read_sharing_denials(index))
        quality.extend(named_in)
        reading.facts.extend(sorted(officers, key=lambda fact: fact.location.start)[:1])
        reading.gaps.extend(_document_gaps(document, is_unknown=found.is_unknown))
    reading.facts.extend(_clause_facts(clauses))
    reading.facts.extend(_doubts(indexes, clauses))
    reading.facts.extend(_mention_facts(mentions))
    reading.facts.extend(acts)
    reading.facts.extend(with_data_types(_party_facts(parties), lexicon))
    reading.facts.extend([*quality, *terms_fact(terms)])
    told = {mention.data_type for mention in mentions if mention.polarity != "deny"}
    hidden = list(hidden_text_facts(reading.counted, lexicon, clauses.keys(), told))
    reading.facts.extend(hidden)
    reading.gaps.extend(hidden_text_gaps(hidden))
    for given, document in zip(reading.documents, documents, strict=True):
        if document.name not in reading.left_out:
            reading.gaps.extend(redrawn_gaps(given, document, reading.facts))
    present = {identifier for identifier, readings in clauses.items() if any(r.status == "present" for r in readings)}
    reading.gaps.extend(linked_gaps(reading.counted, present, lexicon))
    if sum(party.is_listed for party in parties) < _SHORT_LIST:
        reading.gaps.extend(linked_sdk_lists(reading.counted, lexicon))
    return reading


def _indexes(document: PolicyDocument, found: LanguagesFound) -> list[DocumentIndex]:
    """A document in each of its languages; in Chinese alone where that part of it is a policy by itself."""
    indexes = [DocumentIndex(document, language) for language in found.lexicons]
    chinese = [index for index in indexes if index.lexicon.language == TOLD_IN]
    return chinese if chinese and is_policy(chinese[0]) else indexes


def _current(indexes: list[DocumentIndex], found: LanguagesFound, day: str) -> list[DocumentIndex]:
    """The version in force of a document, in its languages."""
    for index in indexes:
        current = current_version(index, day)
        if current is not index.document:
            return _indexes(current, found)
    return indexes


def _standing(
    read: Sequence[Sequence[DocumentIndex]],
    terms: Sequence[Quote | None],
    names: Sequence[Sequence[PolicyTitleFact]],
    app: AuditedApp,
) -> tuple[dict[str, Bilingual], list[Gap]]:
    """The documents that do not count beside a policy that holds, with why, and the gaps where none holds."""
    reasons = [next(filter(None, (void_reason(index, app) for index in own)), None) for own in read]
    children = [next(filter(None, (children_reason(index, app) for index in own)), None) for own in read]
    may_hold = [
        own if title is None and child is None and not other_name(own, named, app) else ()
        for own, title, child, named in zip(read, terms, children, names, strict=True)
    ]
    without = left_out(read, may_hold, reasons)
    named = [own[0].document.name if own else "" for own in read]
    gaps = [
        gap
        for name, reason, left in zip(named, reasons, without, strict=True)
        if reason is not None and left is None
        for gap in void_gaps(name, reason)
    ]
    if children and all(children) and not gaps:
        gaps = [gap for name, reason in zip(named, children, strict=True) if reason for gap in void_gaps(name, reason)]
    return {name: left for name, left in zip(named, without, strict=True) if left is not None}, gaps


def _whose(
    documents: Sequence[PolicyDocument],
    read: Sequence[Sequence[DocumentIndex]],
    names: Sequence[Sequence[PolicyTitleFact]],
    app: AuditedApp,
    without: Mapping[str, Bilingual],
) -> Iterable[Fact]:
    """Of which other apps the documents that count are the policies."""
    counted = [
        (own, named)
        for document, own, named in zip(documents, read, names, strict=True)
        if document.name not in without
    ]
    others = [(other_name(own, named, app), named) for own, named in counted]
    has_own = any(not name and own and is_policy(own[0]) for (name, _), (own, _) in zip(others, counted, strict=True))
    return whose_facts(((name, named) for name, named in others if name), has_own=has_own)


def policy_files(paths: Sequence[Path]) -> list[Path]:
    """Files as they are, folders as the documents in them.

    Raises:
        ConfigError: A path does not exist, or a folder has no document.
    """
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            known = (*document_suffixes(), *legacy_suffixes())
            inside = sorted(child for child in path.iterdir() if child.suffix.lower() in known)
            if not inside:
                endings = " ".join(document_suffixes())
                raise ConfigError(
                    f"{path}: no policy document in this folder.",
                    hint=f"Expected files ending in {endings}",
                    zh=f"{path}：目录中没有政策文件。",
                    hint_zh=f"可用的文件后缀：{endings}",
                )
            files.extend(inside)
        elif path.exists():
            files.append(path)
        else:
            raise ConfigError(f"{path}: no such policy file.", zh=f"{path}：没有这个政策文件。")
    return files


def _named(files: Sequence[Path]) -> list[tuple[Path, str]]:
    """Each file with a name that no other of them has: the file name, with its folder where that is not enough."""
    names = [path.name for path in files]
    result: list[tuple[Path, str]] = []
    used: set[str] = set()
    for path in files:
        name = path.name if names.count(path.name) == 1 else f"{path.parent.name}/{path.name}"
        number = 2
        unique = name
        while unique in used:
            unique = f"{name} ({number})"
            number += 1
        used.add(unique)
        result.append((path, unique))
    return result


def _document_gaps(document: PolicyDocument, *, is_unknown: bool) -> list[Gap]:
    details: list[tuple[GapReason, Bilingual]] = [("unreadable", part) for part in document.unread]
    if is_unknown:
        unknown = Bilingual(
            f"{document.name}：所用的语言没有词典，未作判断。",
            f"{document.name}: it is in a language that appaudit has no words for, and was not judged.",
        )
        details.append(("unreadable", unknown))
    if document.truncated:
        count = len(document.text)
        cut = Bilingual(
            f"{document.name}：只读取了前 {count} 个字符。",
            f"{document.name}: only the first {count} characters were read.",
        )
        details.append(("limit_reached", cut))
    return [
        Gap(kind=kind, level=CoverageLevel.PARTIAL, reason=reason, part=document.name, detail=detail)
        for reason, detail in details
        for kind in ("clause", "mention", "declared_sdk")
    ]


def _clause_facts(clauses: dict[str, list[ClauseReading]]) -> Iterable[ClauseFact]:
    """One fact a clause: what one document denies is not made good by another."""
    for identifier, readings in clauses.items():
        status = _status(readings)
        quotes = [quote for reading in readings if reading.status == status for quote in reading.quotes][:_QUOTES]
        yield ClauseFact(
            id=identifier, status=status, quotes=tuple(quotes), location=_place(quotes), extractor=_EXTRACTOR
        )


def _status(readings: Sequence[ClauseReading]) -> FoundClauseStatus:
    return min((reading.status for reading in readings), key=STATUSES.index)


def _doubts(
    indexes: Sequence[DocumentIndex], clauses: Mapping[str, Sequence[ClauseReading]]
) -> Iterable[ClauseDoubtFact]:
    """One doubt a clause: that of the first document that has a sentence like it, a sure one before others."""
    found = {identifier: _status(readings) for identifier, readings in clauses.items()}
    doubts = [doubt for index in indexes for doubt in doubts_of(index, found)]
    doubts.sort(key=lambda doubt: not doubt.is_sure)
    return {doubt.id: doubt for doubt in reversed(doubts)}.values()


def _mention_facts(mentions: Sequence[MentionReading]) -> Iterable[MentionFact]:
    grouped: dict[tuple[str, Polarity, StatedAction], list[Quote]] = {}
    flat = {(mention.data_type, mention.polarity, mention.action) for mention in mentions if mention.is_flat}
    for mention in mentions:
        grouped.setdefault((mention.data_type, mention.polarity, mention.action), []).extend(mention.quotes)
    for (data_type, polarity, action), quotes in grouped.items():
        yield MentionFact(
            data_type=data_type,
            polarity=polarity,
            action=action,
            is_flat=(data_type, polarity, action) in flat,
            quotes=tuple(quotes[:_QUOTES]),
            location=_place(quotes),
            extractor=_EXTRACTOR,
        )


def _party_facts(parties: Sequence[ThirdParty]) -> Iterable[DeclaredSdkFact]:
    seen: set[str] = set()
    for party in parties:
        if name_key(party.name) in seen:
            continue
        seen.add(name_key(party.name))
        yield DeclaredSdkFact(
            name=party.name,
            company=party.company,
            purpose=party.purpose,
            data=party.data,
            link=party.link,
            source="policy",
            is_listed=party.is_listed,
            location=party.location,
            extractor=_EXTRACTOR,
        )


def _place(quotes: Sequence[Quote]) -> Location:
    if not quotes:
        return NOWHERE
    return Location(path=quotes[0].document, start=quotes[0].start, end=quotes[0].end)
