"""What the policy documents of an audit say: a section of the report."""

from __future__ import annotations

from dataclasses import field

from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.location import Quote
from appaudit.model.record import record
from appaudit.model.words import (
    ClauseStatus,
    DataTypeId,
    OptionalSdkId,
    Polarity,
    PolicyAction,
    SpanKind,
    StatedAction,
)


@record
class DocumentRow:
    """A policy document: the text as appaudit shows it, which all offsets refer to, and where its headings start."""

    name: str
    sha256: str
    text: str
    language: str = ""
    headings: tuple[int, ...] = field(default=(), metadata=OMIT_EMPTY)


@record
class ClauseRow:
    """A clause's status: `present`, `weak`, `negated`, `absent`, or `unknown` where it could not be seen.

    `doubts` are sentences that read like a clause which no rule finds: a person has to read them. It is `absent`, and
    `weak` where one is very like it. It is `present` with `doubts` where the rules found it too weak and a sentence
    reads as if it told it.
    """

    status: ClauseStatus
    quotes: tuple[Quote, ...] = ()
    doubts: tuple[Quote, ...] = field(default=(), metadata=OMIT_EMPTY)


@record
class PolicyDataType:
    """A data type that the policy names."""

    id: DataTypeId
    polarity: Polarity
    action: StatedAction
    quotes: tuple[Quote, ...] = ()


@record
class ThirdPartyRow:
    """A third party that the policy names."""

    name: str
    sdk_id: OptionalSdkId
    company: str
    purpose: str
    data: tuple[str, ...]
    link: str


@record
class MentionRow:
    """A span of a policy: data, collect, share, recipient, purpose, condition or handler."""

    document: str
    kind: SpanKind
    text: str
    start: int
    end: int
    data_type: str = ""


@record
class StatementRow:
    """One act of a policy: the words for who does what with which data, towards whom, why and on what condition.

    `action` is `collect` or `share`; `polarity` is `affirm`, `deny`, or `except` for a denial with exceptions.
    `start` and `end` bound the words; each single one is among the mentions.
    """

    document: str
    start: int
    end: int
    action: PolicyAction
    polarity: Polarity
    handler: str = ""
    data: tuple[str, ...] = ()
    data_types: tuple[DataTypeId, ...] = ()
    recipients: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()


@record
class PolicySection:
    """What the policy documents say."""

    documents: tuple[DocumentRow, ...] = ()
    clauses: dict[str, ClauseRow] = field(default_factory=dict)
    data_types: tuple[PolicyDataType, ...] = ()
    third_parties: tuple[ThirdPartyRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    statements: tuple[StatementRow, ...] = ()
