"""Facts about how appaudit itself is used on an app: what is accepted, and what changed between versions."""

from __future__ import annotations

from typing import ClassVar

from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.base import Fact
from appaudit.model.record import record
from appaudit.model.words import ConfidenceWord, DisclosedBy, DocumentsChange, IgnoreState, SdkId


@record
class IgnoreFact(Fact):
    """An entry of the configuration that accepts a finding; `state` is `expired` after its last day."""

    kind: ClassVar[str] = "ignore"
    kind_name: ClassVar[Bilingual] = Bilingual("忽略条目", "Entries that ignore findings")
    identity: ClassVar[tuple[str, ...]] = ("rule", "subject")

    rule: str
    subject: str
    reason: str
    state: IgnoreState
    expires: str = ""
    place: str = ""


@record
class AddedSdkFact(Fact):
    """An SDK that a version has and the one before had not.

    `documents` says what happened to the policy and the SDK list meanwhile: `unchanged`, `changed`, or `none` where
    neither version came with any. `disclosed` is as in `sdk`.
    """

    kind: ClassVar[str] = "added_sdk"
    kind_name: ClassVar[Bilingual] = Bilingual("新增的SDK", "SDKs added")
    identity: ClassVar[tuple[str, ...]] = ("id",)

    id: SdkId
    name: str
    name_en: str
    documents: DocumentsChange
    disclosed: DisclosedBy
    collects_data: bool
    confidence: ConfidenceWord = "high"
