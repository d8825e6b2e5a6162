"""What the documents disclose: SDKs, data types and permissions, judged over the documents that were read."""

from __future__ import annotations

from dataclasses import field

from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.documents import DeclaredSdkFact, MentionFact, PolicyDocumentFact, SdkTraceFact
from appaudit.model.facts.policy_text import PermissionMentionFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.record import record
from appaudit.model.words import Answer, DisclosedBy, DocumentKind


@record(frozen=False)
class Disclosures:
    """Answers "is it disclosed" with `yes`, `no` or `unknown` (SDKs: where, too).

    `no` needs a document that was read; a policy that keeps its SDK list behind a link nobody supplied cannot give `no`
    for an SDK, nor can one document while another that was supplied could not be read.
    """

    has_policy: bool
    has_sdk_list: bool
    sdk_sources: dict[str, set[DocumentKind]]
    vendors_named: dict[str, DeclaredSdkFact]
    affirmed: set[str]
    denied: set[str]
    traces: dict[str, SdkTraceFact] = field(default_factory=dict)
    named_permissions: set[str] = field(default_factory=set)
    knowledge: Knowledge
    linked_sdk_list: bool = False
    has_unread_document: bool = False
    policy_is_complete: bool = True
    is_policy_in_app: bool = False
    gaps: list[Gap] = field(default_factory=list)

    @classmethod
    def of(cls, facts: FactSet, coverage: Coverage, knowledge: Knowledge) -> Disclosures:
        """Collect what the document facts disclose."""
        sources: dict[str, set[DocumentKind]] = {}
        for declared in facts.of(DeclaredSdkFact):
            if declared.sdk_id:
                sources.setdefault(declared.sdk_id, set()).add(declared.source)
        mentions = facts.of(MentionFact)
        has_sdk_list = any(declared.source == "sdk_list" for declared in facts.of(DeclaredSdkFact))
        linked = [
            gap
            for gap in coverage.gaps
            if gap.reason == "linked"
            and (gap.kind == "declared_sdk" or (gap.kind, gap.subject) == ("clause", "sdk_list"))
        ]
        unread = [gap for gap in coverage.gaps if _is_unread_document(gap)]
        made = cls(
            has_policy=bool(facts.of(PolicyDocumentFact)),
            has_sdk_list=has_sdk_list,
            sdk_sources=sources,
            vendors_named={sdk: declared for declared in facts.of(DeclaredSdkFact) for sdk in declared.vendor_of},
            is_policy_in_app=_is_policy_in_app(coverage) and not has_sdk_list,
            traces={fact.sdk_id: fact for fact in facts.of(SdkTraceFact)},
            affirmed={mention.data_type for mention in mentions if mention.polarity == "affirm"},
            named_permissions={fact.name for fact in facts.of(PermissionMentionFact)},
            denied={mention.data_type for mention in mentions if mention.polarity == "deny"},
            knowledge=knowledge,
            linked_sdk_list=bool(linked) and not has_sdk_list,
            has_unread_document=bool(unread),
            policy_is_complete=coverage.level("mention", frozenset()) is CoverageLevel.COMPLETE,
        )
        elsewhere = [*(linked if made.linked_sdk_list else ()), *unread]
        made.gaps = [
            Gap(kind="sdk", level=CoverageLevel.PARTIAL, reason=gap.reason, part=gap.part, detail=gap.detail)
            for gap in elsewhere
        ]
        return made

    def of_sdk(self, sdk_id: str) -> DisclosedBy:
        """`policy`, `sdk_list`, `both`, `no` or `unknown`."""
        sources = self.sdk_sources.get(sdk_id, set())
        if len(sources) > 1:
            return "both"
        if sources:
            return next(iter(sources))
        read = self.has_policy or self.has_sdk_list
        return "no" if read and not self.linked_sdk_list and not self.has_unread_document else "unknown"

    def of_data(self, data_type: str) -> Answer:
        """`yes` when the data type is affirmed by a term that discloses it; an umbrella term alone is not enough."""
        if not self.has_policy:
            return "unknown"
        if any(self.knowledge.discloses(named, data_type) for named in self.affirmed):
            return "yes"
        return "no" if self.policy_is_complete else "unknown"

    def of_permission(self, name: str) -> Answer:
        """`yes` when the permission itself is named, or the data behind it is disclosed."""
        if name in self.named_permissions:
            return "yes"
        info = self.knowledge.permissions.get(name)
        if info is None or not info.data:
            return "unknown"
        answers = {self.of_data(data_type) for data_type in info.data}
        return "yes" if "yes" in answers else "unknown" if "unknown" in answers else "no"


def _is_policy_in_app(coverage: Coverage) -> bool:
    """Whether the policy was found in the app: its list of SDKs may be another than the one that applies."""
    return any((gap.kind, gap.reason) == (DeclaredSdkFact.kind, "not_supplied") for gap in coverage.gaps)


def _is_unread_document(gap: Gap) -> bool:
    """Whether a gap is a policy or a list of which nothing was read; a row without a name leaves its list readable."""
    if gap.reason != "unreadable":
        return False
    return gap.kind == "policy_document" or (gap.kind == "declared_sdk" and gap.level is CoverageLevel.NONE)
