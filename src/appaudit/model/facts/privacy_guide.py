"""Facts about the privacy guide that WeChat keeps for a mini-program, and how it stands beside code and policy."""

from __future__ import annotations

from typing import ClassVar

from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.base import Fact
from appaudit.model.record import record
from appaudit.model.words import Answer, DataTypeId, ReasonState


@record
class PrivacyGuideFact(Fact):
    """The guide as a whole: `contacts` are the ways that it names to reach the developer."""

    kind: ClassVar[str] = "privacy_guide"
    kind_name: ClassVar[Bilingual] = Bilingual("用户隐私保护指引", "Privacy guide")
    identity: ClassVar[tuple[str, ...]] = ("document",)

    document: str
    contacts: tuple[str, ...] = ()
    notice: str = ""
    retention: str = ""


@record
class GuideEntryFact(Fact):
    """A kind of information that the guide declares, and the purpose it gives.

    `id` is WeChat's name for it, or one of the developer's own; `data_types` is what it stands for. `text` is empty
    where the entry is not set up. `found_by_host` says that WeChat itself found it in the code.
    """

    kind: ClassVar[str] = "guide_entry"
    kind_name: ClassVar[Bilingual] = Bilingual("隐私保护指引中的信息", "Information that the guide declares")
    identity: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    name: str
    text: str = ""
    data_types: tuple[DataTypeId, ...] = ()
    found_by_host: bool = False


@record
class GuideUseFact(Fact):
    """A kind of information of the guide, held against code and policy.

    `declared` says that the guide has it with a purpose; `used` is `unknown` where code cannot show it or could not be
    read. `state` is that of the purpose (`empty`, `template`, `vague`, `told`), `in_policy` whether the policy names
    what it stands for. `found_by_host` says that WeChat itself found it in the code.
    """

    kind: ClassVar[str] = "guide_use"
    kind_name: ClassVar[Bilingual] = Bilingual("隐私保护指引与代码、政策的对照", "The guide against code and policy")
    derived_from: ClassVar[tuple[str, ...]] = ("guide_entry", "api_call")
    identity: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    name: str
    name_en: str = ""
    declared: Answer = "unknown"
    used: Answer = "unknown"
    state: ReasonState = "told"
    text: str = ""
    in_policy: Answer = "unknown"
    found_by_host: bool = False
    data_types: tuple[DataTypeId, ...] = ()
    callers: tuple[str, ...] = ()
