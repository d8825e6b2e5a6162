"""Facts about the documents: what a policy says, and the SDKs that it or a list names."""

from __future__ import annotations

from typing import ClassVar

from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.base import Fact
from appaudit.model.location import Quote
from appaudit.model.record import record
from appaudit.model.words import (
    ClauseId,
    DataTypeId,
    DocumentKind,
    FoundClauseStatus,
    OptionalSdkId,
    Polarity,
    SdkId,
    StatedAction,
    TracedBy,
)


@record
class PolicyDocumentFact(Fact):
    """A policy document that was supplied and could be read."""

    kind: ClassVar[str] = "policy_document"
    kind_name: ClassVar[Bilingual] = Bilingual("隐私政策文本", "Policy documents")
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    sha256: str
    characters: int
    language: str = ""


@record
class ClauseFact(Fact):
    """A clause that the policy has: status `present`, `weak` or `negated`, with the quotes that decide it.

    A clause that is absent has no fact; whether the absence was seen is a question of coverage.
    """

    kind: ClassVar[str] = "clause"
    kind_name: ClassVar[Bilingual] = Bilingual("政策条款", "Policy clauses")
    identity: ClassVar[tuple[str, ...]] = ("id",)

    id: ClauseId
    status: FoundClauseStatus
    quotes: tuple[Quote, ...] = ()


@record
class ClauseDoubtFact(Fact):
    """A sentence that reads like a clause which no rule finds: whoever argues from its absence reads it first.

    It `is_sure` where it reads so much like it that the clause is touched on; a rule still has no more than a doubt.
    Of a clause that the rules found too weak it is the sentence that reads as if it told it.
    """

    kind: ClassVar[str] = "clause_doubt"
    kind_name: ClassVar[Bilingual] = Bilingual("读法存疑的条款", "Clauses in doubt")
    derived_from: ClassVar[tuple[str, ...]] = ("clause",)
    identity: ClassVar[tuple[str, ...]] = ("id",)

    id: ClauseId
    is_sure: bool = False
    quotes: tuple[Quote, ...] = ()


@record
class MentionFact(Fact):
    """A data type that the policy names; `polarity` is `affirm` or `deny`.

    `is_flat` says of a denial that it is made without any condition: it does not stand beside an affirmation.
    """

    kind: ClassVar[str] = "mention"
    kind_name: ClassVar[Bilingual] = Bilingual("政策提到的信息", "Data that the policy names")
    derived_from: ClassVar[tuple[str, ...]] = ("clause",)
    identity: ClassVar[tuple[str, ...]] = ("data_type", "polarity", "action")

    data_type: DataTypeId
    polarity: Polarity = "affirm"
    action: StatedAction = "collect"
    is_flat: bool = False
    quotes: tuple[Quote, ...] = ()


@record
class DeclaredSdkFact(Fact):
    """An SDK that a document names; `sdk_id` is empty where no known SDK goes by that name.

    `source` is `policy` or `sdk_list`; `reason` says how the name was matched; `data_types` are the ids of the data
    types that `data` names. `is_listed` says that it stands in a table or a list, where each is described, and not in
    running text. `vendor_of` are the SDKs of the company that it names, where which of them is meant cannot be told.
    """

    kind: ClassVar[str] = "declared_sdk"
    kind_name: ClassVar[Bilingual] = Bilingual("文件列明的SDK", "Declared SDKs")
    identity: ClassVar[tuple[str, ...]] = ("name", "source")

    name: str
    sdk_id: OptionalSdkId = ""
    company: str = ""
    purpose: str = ""
    data: tuple[str, ...] = ()
    link: str = ""
    source: DocumentKind = "sdk_list"
    reason: str = ""
    data_types: tuple[DataTypeId, ...] = ()
    is_listed: bool = False
    vendor_of: tuple[SdkId, ...] = ()


@record
class OtherListFact(Fact):
    """An SDK list whose title names another app or company: `name`. What it lists is not taken for this app's."""

    kind: ClassVar[str] = "other_sdk_list"
    kind_name: ClassVar[Bilingual] = Bilingual("其他应用的SDK清单", "SDK lists of other apps")
    identity: ClassVar[tuple[str, ...]] = ("document",)

    document: str
    name: str


@record
class SdkTraceFact(Fact):
    """Something of a known SDK in a document that lists it nowhere: its name, its package, its company, its address.

    It names the SDK to whoever looks for it, and to nobody else: a mention to confirm, and no silence.
    """

    kind: ClassVar[str] = "sdk_trace"
    kind_name: ClassVar[Bilingual] = Bilingual("文档中的SDK线索", "Traces of SDKs in documents")
    identity: ClassVar[tuple[str, ...]] = ("sdk_id", "traced_by")

    sdk_id: SdkId
    traced_by: TracedBy
    quote: Quote
