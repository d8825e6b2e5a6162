"""Facts about how appaudit itself is used on an app: what is accepted, and what changed between versions."""

from __future__ import annotations

from typing import ClassVar

from appaudit.model.facts.base import Fact
from appaudit.model.record import record


@record
class IgnoreFact(Fact):
    """An entry of the configuration that accepts a finding; `state` is `expired` after its last day."""

    kind: ClassVar[str] = "ignore"
    identity: ClassVar[tuple[str, ...]] = ("rule", "subject")

    rule: str
    subject: str
    reason: str
    state: str
    expires: str = ""
    place: str = ""


@record
class AddedSdkFact(Fact):
    """An SDK that a version has and the one before had not.

    `documents` says what happened to the policy and the SDK list meanwhile: `unchanged`, `changed`, or `none` where
    neither version came with any. `disclosed` is as in `sdk`.
    """

    kind: ClassVar[str] = "added_sdk"
    identity: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    name: str
    name_en: str
    documents: str
    disclosed: str
    collects_data: bool
    confidence: str = "high"
