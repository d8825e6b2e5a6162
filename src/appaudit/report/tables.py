"""Facts as the tables of the report document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, CoverageLevel
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.conduct import ConsentKeyFact
from appaudit.model.facts.context import AppCategoryFact, CategoryPermissionFact, DutyFact
from appaudit.model.facts.derived import DataAccessFact, PermissionUseFact, SdkFact, SensorFact
from appaudit.model.facts.documents import ClauseDoubtFact, ClauseFact, DeclaredSdkFact, MentionFact, PolicyDocumentFact
from appaudit.model.facts.statement import StatementFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.record import recast
from appaudit.model.report import (
    AppCategoryRow,
    ClauseRow,
    ConsentKeyRow,
    DataAccessRow,
    DeclaredSdkRow,
    DocumentRow,
    DutyRow,
    FactsSection,
    MentionRow,
    PermissionRow,
    PolicyDataType,
    PolicySection,
    SdkRow,
    SensorRow,
    StatementRow,
    ThirdPartyRow,
    Thresholds,
)
from appaudit.model.words import ClauseStatus, ShownStart, told_party

_KEY = re.compile(r"[A-Za-z][\w.-]*")
#: Protections that are shown with a clear need first.
_PROTECTION_ORDER = {"dangerous": 0, "special": 1, "privacy": 2, "signature": 3, "unknown": 4, "normal": 5}
#: Why nobody can say whether a permission is used.
_USE_REASONS = {
    "dead_code": Bilingual("只在没有任何调用的代码中用到", "only code that nothing calls would use it"),
    "library_only": Bilingual("仅有通用库的代码会用到", "only code of common libraries would use it"),
    "no_api": Bilingual("没有可对照的接口", "no API is catalogued for it"),
    "follows": Bilingual("没有独立的接口，代码使用了{names}", "it has no API of its own, and {names} is used"),
    "native": Bilingual("原生库可能使用：{names}", "native libraries may use it: {names}"),
    "unread": Bilingual("有代码未能读取：{names}", "code was not read: {names}"),
}
_USED_ORDER = {"no": 0, "unknown": 1, "yes": 2}


def facts_section(
    facts: FactSet, coverage: Coverage, knowledge: Knowledge, documents: Sequence[DocumentRow]
) -> FactsSection:
    """All tables of the report, each in a total order with problems on top."""
    return FactsSection(
        permissions=_permissions(facts, knowledge),
        sdks=_sdks(facts, knowledge),
        declared_sdks=_declared(facts),
        data_access=_data_access(facts),
        sensors=_sensors(facts),
        policy=policy_section(facts, coverage, knowledge, documents),
        consent_keys=_consent_keys(facts),
        app_categories=tuple(
            recast(AppCategoryRow, fact, name=Bilingual(fact.name, fact.name_en)) for fact in facts.of(AppCategoryFact)
        ),
        duties=_duties(facts, knowledge),
    )


def _consent_keys(facts: FactSet) -> tuple[ConsentKeyRow, ...]:
    """What is a name as settings have it, and no piece of a sentence or a query."""
    return tuple(
        recast(ConsentKeyRow, fact)
        for fact in facts.of(ConsentKeyFact)
        if fact.party_kind in ("app", "unknown") and _KEY.fullmatch(fact.name)
    )


def _duties(facts: FactSet, knowledge: Knowledge) -> tuple[DutyRow, ...]:
    return tuple(
        recast(DutyRow, fact, name=knowledge.duties[fact.id].name, detail=Bilingual(fact.detail, fact.detail_en))
        for fact in facts.of(DutyFact)
        if fact.id in knowledge.duties
    )


def _permissions(facts: FactSet, knowledge: Knowledge) -> tuple[PermissionRow, ...]:
    rows = []
    fits = {fact.permission: fact.fit for fact in facts.of(CategoryPermissionFact)}
    for fact in facts.of(PermissionUseFact):
        info = knowledge.permissions.get(fact.name)
        rows.append(
            recast(
                PermissionRow,
                fact,
                label=info.label if info else Bilingual("", ""),
                reason=_use_reason(fact),
                fit=fits.get(fact.name, ""),
            )
        )
    rows.sort(key=lambda row: (_PROTECTION_ORDER.get(row.protection, 4), _USED_ORDER[row.used], row.name))
    return tuple(rows)


def _use_reason(fact: PermissionUseFact) -> Bilingual | None:
    template = _USE_REASONS.get(fact.reason)
    if template is None:
        return None
    zh, en = "、".join(fact.reason_names), ", ".join(fact.reason_names)
    return Bilingual(template.format(names=zh).zh, template.format(names=en).en)


def _sdks(facts: FactSet, knowledge: Knowledge) -> tuple[SdkRow, ...]:
    rows = []
    for fact in (each for each in facts.of(SdkFact) if not each.left_over):
        signature = knowledge.sdks[fact.id]
        rows.append(
            recast(
                SdkRow,
                fact,
                evidence=tuple(signal.text for signal in fact.signals),
                safe_start=signature.safe_start,
                personalization_switch=signature.personalization_switch,
                privacy_url=signature.privacy_url,
                start=_shown_start(fact),
                personalization="" if fact.personalization == "unknown" else fact.personalization,
            )
        )
    rows.sort(key=lambda row: (not row.collects_data, row.disclosed != "no", row.category, row.id))
    return tuple(rows)


def _shown_start(fact: SdkFact) -> ShownStart:
    """Empty where no start was seen though it would have been."""
    return "" if fact.start == "unknown" and not fact.start_hidden else fact.start


def _declared(facts: FactSet) -> tuple[DeclaredSdkRow, ...]:
    return tuple(recast(DeclaredSdkRow, fact) for fact in facts.of(DeclaredSdkFact))


def _data_access(facts: FactSet) -> tuple[DataAccessRow, ...]:
    return tuple(
        recast(DataAccessRow, fact, party=told_party(fact.party, fact.party_kind)) for fact in facts.of(DataAccessFact)
    )


def _sensors(facts: FactSet) -> tuple[SensorRow, ...]:
    return tuple(recast(SensorRow, fact, thresholds=recast(Thresholds, fact)) for fact in facts.of(SensorFact))


def policy_section(
    facts: FactSet, coverage: Coverage, knowledge: Knowledge, documents: Sequence[DocumentRow]
) -> PolicySection:
    """What the policy documents say; every clause that all policies need has a status when one was read."""
    clauses: dict[str, ClauseRow] = {}
    if facts.of(PolicyDocumentFact):
        found = {fact.id: fact for fact in facts.of(ClauseFact)}
        doubts = {fact.id: fact for fact in facts.of(ClauseDoubtFact)}
        for clause_id, term in knowledge.clauses.items():
            fact = found.get(clause_id)
            doubt = doubts.get(clause_id)
            if fact and doubt:  # the rules found it too weak, and a sentence reads as if it told it
                clauses[clause_id] = ClauseRow(status="present", quotes=fact.quotes, doubts=doubt.quotes)
            elif fact:
                clauses[clause_id] = ClauseRow(status=fact.status, quotes=fact.quotes)
            elif not term.is_for_some:
                seen = coverage.level("clause", frozenset((clause_id,))) is CoverageLevel.COMPLETE
                clauses[clause_id] = _not_found(doubt, "absent" if seen else "unknown")
    mentions = facts.of(MentionFact)
    statements = facts.of(StatementFact)
    return PolicySection(
        documents=tuple(documents),
        clauses=clauses,
        data_types=tuple(recast(PolicyDataType, fact, id=fact.data_type) for fact in mentions),
        third_parties=tuple(
            recast(ThirdPartyRow, fact) for fact in facts.of(DeclaredSdkFact) if fact.source == "policy"
        ),
        mentions=_mentions(statements),
        statements=_statements(statements),
    )


def _not_found(doubt: ClauseDoubtFact | None, status: ClauseStatus) -> ClauseRow:
    """A clause that no rule found: what reads like it makes it too weak at most, and is shown as read so."""
    if doubt is None:
        return ClauseRow(status=status)
    return ClauseRow(status="weak" if doubt.is_sure else status, doubts=doubt.quotes)


def _mentions(statements: Sequence[StatementFact]) -> tuple[MentionRow, ...]:
    """Every span once: a purpose or a condition stands with each act of its sentence."""
    rows = {
        MentionRow(
            document=fact.location.path,
            kind=span.kind,
            text=span.text,
            start=span.start,
            end=span.end,
            data_type=span.data_type,
        )
        for fact in statements
        for span in fact.spans
    }
    return tuple(sorted(rows, key=lambda row: (row.document, row.start, row.end, row.kind, row.data_type)))


def _statements(statements: Sequence[StatementFact]) -> tuple[StatementRow, ...]:
    return tuple(
        StatementRow(
            document=fact.location.path,
            start=fact.location.start,
            end=fact.location.end,
            action=fact.action,
            polarity=fact.polarity,
            handler=next(iter(_texts(fact, "handler")), ""),
            data=_texts(fact, "data"),
            data_types=fact.data_types,
            recipients=_texts(fact, "recipient"),
            purposes=_texts(fact, "purpose"),
            conditions=_texts(fact, "condition"),
        )
        for fact in statements
        if fact.action != "name"
    )


def _texts(fact: StatementFact, kind: str) -> tuple[str, ...]:
    return tuple(span.text for span in fact.spans if span.kind == kind)
