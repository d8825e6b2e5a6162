"""Facts that follow from other facts: whose code it is, what it amounts to, whether a document says so."""

from __future__ import annotations

from dataclasses import field
from typing import ClassVar

from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.condition import Condition
from appaudit.model.destination import Destination
from appaudit.model.facts.base import Fact
from appaudit.model.location import Quote
from appaudit.model.record import record
from appaudit.model.words import (
    Answer,
    ClauseId,
    ComponentType,
    ConfidenceWord,
    ConsistencyVerdict,
    CoverageWord,
    DataTypeId,
    DestinationWord,
    DisclosedBy,
    GapReason,
    LimitedArea,
    OptionalSdkId,
    OptionalTrace,
    PartyId,
    PartyKind,
    PermissionGroup,
    PermissionName,
    Phase,
    SdkCategoryId,
    SdkId,
    SdkStart,
    SensorVerdict,
    Setting,
    ShownProtection,
    SignalKind,
    ToldPartyId,
    UseReason,
    VersionSource,
)


@record
class SdkSignal:
    """What an SDK was recognised by.

    `kind` is `classes`, `renamed classes`, `component`, `meta-data`, `native library`, `entry` or `string`; `value` the
    package, name or text, for renamed classes the first of them; and `classes` how many there are (0 for other kinds).
    """

    kind: SignalKind
    value: str
    classes: int = field(default=0, metadata=OMIT_EMPTY)

    @property
    def shown(self) -> str:
        """The value as people read it: `com.example.push.* (12)` for a package."""
        if self.kind == "renamed classes":
            return f"{self.value}, … ({self.classes})"
        return f"{self.value}.* ({self.classes})" if self.kind == "classes" else self.value

    @property
    def text(self) -> str:
        """Kind and value in one line."""
        return f"{self.kind} {self.shown}"


@record
class SdkFact(Fact):
    """An SDK that is in the app: what proves it, and whether a document names it.

    `disclosed` is `policy`, `sdk_list`, `both`, `no`, or `unknown` where no document could be read; `vendor_named` says
    that a document names the company behind an SDK that it does not name, `trace` what else of such an SDK stands in
    one (`contrary` says where, and quotes it); `in_app` that no document was supplied and what was read lies in the
    app; `carried_by` is the SDK in the app whose package brings along this one, which no
    document names.
    `version` may differ from the number it was published under where its `version_source` is not `build`.
    `part_of` are the products in the app of which this is a part: what it reads counts for the first of them.
    `code_absent` says that nothing but the manifest, or a native library that nothing loads, speaks of it and that the
    packaged code has nothing of it; `left_over` the same of an app all of whose code is packaged.
    `collects_data` is False for such parts and for libraries that the knowledge base knows to collect nothing.
    `start` says when the app's code starts it (`pre_consent`, `guarded`, `other`, `unknown`), `personalization` whether
    the app switches it `off`, leaves it `on`, or neither was seen (`unknown`), `shake_off` that it switches shake ads
    off. `start_hidden` says that its classes were renamed and the one that starts it was not found among them: that no
    start was seen says nothing then. `absent_calls` are those of its start that the package has no method for, where
    its classes have their names.
    """

    kind: ClassVar[str] = "sdk"
    kind_name: ClassVar[Bilingual] = Bilingual("嵌入的SDK", "SDKs in the app")
    derived_from: ClassVar[tuple[str, ...]] = ("namespace", "component", "meta_data", "native_library", "dependency")
    identity: ClassVar[tuple[str, ...]] = ("id",)

    id: SdkId
    name: str
    name_en: str = ""
    vendor: str = ""
    category: SdkCategoryId = ""
    version: str = ""
    version_source: VersionSource = field(default="", metadata=OMIT_EMPTY)
    confidence: ConfidenceWord = "high"
    signals: tuple[SdkSignal, ...] = ()
    collects_data: bool = True
    collects: tuple[DataTypeId, ...] = ()
    disclosed: DisclosedBy = "unknown"
    vendor_named: bool = False
    trace: OptionalTrace = ""
    contrary: tuple[str, ...] = ()
    in_app: bool = field(default=False, metadata=OMIT_EMPTY)
    carried_by: OptionalSdkId = ""
    part_of: tuple[SdkId, ...] = ()
    code_absent: bool = field(default=False, metadata=OMIT_EMPTY)
    left_over: bool = field(default=False, metadata=OMIT_EMPTY)
    start: SdkStart = "unknown"
    start_hidden: bool = False
    absent_calls: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)
    personalization: Setting = "unknown"
    shake_off: bool = False


@record
class DataAccessFact(Fact):
    """An access to one data type: the API, the caller and the party whose code the caller is.

    `party` is `app` or an SDK id; `party_kind` is `app`, `sdk`, `library` or `unknown` (code in the app of which
    nobody knows whose it is). `part` is the part of the SDK that reads, where that is common code of several
    products, or the library that reads for the party that called it. `certain` is False where the code only holds what
    the access would need, and `weak` True where the call serves many other purposes as well, so that it is a trace and
    no practice. `permitted` is
    `no` when the call needs a dangerous permission that the app does not declare. `phase` is `pre_consent` (reached at
    launch, before a person can act), `other`, `dead` or `unknown`;
    `guarded` says that every way at launch waits for a stored consent. `chain` leads from an entry point to the
    caller, as `class.method`; `depth` counts the calls in it. `documented` says whether the SDK's vendor documents the
    data type (`yes`, `no`, `unknown`). `safe_start` says that the way leads through what the SDK's vendor allows before
    consent, `switched_off` that the app switches this collection off; `contrary` are the lines of evidence for either.
    `conditions` are what else decides at a first launch whether it runs, on the way and in the caller; `conditional`
    says that there are any: then the way alone does not show that it does, and `doubt` how much they weigh together
    (`doubt_of`); `ungranted` says that every way waits for a
    permission that nobody can have granted at a first launch, `refused` that the call is made and the system refuses it
    for want of one, `unsent` that every way waits for what does not come then (a message, a page, an element of a
    list), `ordered` that every way waits for a command in a message that others send. `newest_system` is the API
    level of the newest system on which it runs or gives anything, -1 where that is open. `destinations` are where the
    value goes, followed within the method and one call, and where that stops; `goes_to` are their words, none where
    nobody followed it; `is_sent` says that it goes into a request. `snippet` are the instructions around it.
    """

    kind: ClassVar[str] = "data_access"
    kind_name: ClassVar[Bilingual] = Bilingual("个人信息读取", "Access to personal data")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("data_type", "api", "caller")

    data_type: DataTypeId
    api: str
    caller: str
    party: PartyId
    party_kind: PartyKind
    part: OptionalSdkId = ""
    permitted: Answer = "yes"
    certain: bool = True
    weak: bool = False
    phase: Phase = "unknown"
    guarded: bool = False
    chain: tuple[str, ...] = ()
    depth: int = 0
    disclosed: Answer = "unknown"
    documented: Answer = "unknown"
    safe_start: bool = False
    switched_off: bool = False
    conditional: bool = False
    conditions: tuple[Condition, ...] = ()
    doubt: int = 0
    ungranted: bool = False
    refused: bool = False
    unsent: bool = False
    ordered: bool = False
    newest_system: int = -1
    snippet: tuple[str, ...] = ()
    goes_to: tuple[DestinationWord, ...] = ()
    is_sent: bool = False
    destinations: tuple[Destination, ...] = ()
    contrary: tuple[str, ...] = ()


@record
class SensorFact(Fact):
    """A class that listens to motion sensors, the party it belongs to, and what that amounts to.

    `verdict` is `shake`, `sensor_only`, `refers` or `none`. `acceleration` (m/s²), `angle_deg` (degrees) and `time_ms`
    (milliseconds) are the largest thresholds found, None where none was: with several, the largest is the one that
    must be passed or the more careful reading. `two_way` is as in `SensorUseFact`. `phase` is that of registering or of
    the listener. `switched_off` says that the app switches the SDK's shake ads off, and `contrary` how.
    """

    kind: ClassVar[str] = "sensor"
    kind_name: ClassVar[Bilingual] = Bilingual("传感器监听", "Sensor listeners")
    derived_from: ClassVar[tuple[str, ...]] = ("sensor_use",)
    identity: ClassVar[tuple[str, ...]] = ("class_name",)

    class_name: str
    party: PartyId
    party_category: SdkCategoryId = ""
    sensor_types: tuple[int, ...] = ()
    acceleration: float | None = None
    angle_deg: float | None = None
    time_ms: float | None = None
    remote_config: bool = False
    two_way: bool = False
    jumps: bool = False
    nested: bool = False
    verdict: SensorVerdict = "sensor_only"
    reasons: tuple[str, ...] = ()
    disclosed: Answer = "unknown"
    phase: Phase = "unknown"
    switched_off: bool = False
    contrary: tuple[str, ...] = ()


@record
class ChildrenRulesFact(Fact):
    """Rules on children's information among the documents, and what such rules must say.

    `missing` are the clauses that no document has, empty where a document could not be read whole; `told` the others.
    """

    kind: ClassVar[str] = "children_rules"
    kind_name: ClassVar[Bilingual] = Bilingual("儿童个人信息保护规则", "Rules on children's information")
    derived_from: ClassVar[tuple[str, ...]] = ("clause",)
    identity: ClassVar[tuple[str, ...]] = ()

    missing: tuple[ClauseId, ...] = ()
    missing_count: int = 0
    told: tuple[ClauseId, ...] = ()
    quotes: tuple[Quote, ...] = ()


@record
class PermissionPurposeFact(Fact):
    """A group of permissions that the app's own code asks for, and whether a text of the app says what for.

    `told` is `yes` where a text names what the permission gives and a purpose (`texts`), `no` where all texts were read
    and none does, else `unknown`. `callers` are the methods that ask; `rationale` says that one of their classes asks
    the system whether an explanation should be shown, whose text then may come from elsewhere.
    """

    kind: ClassVar[str] = "permission_purpose"
    kind_name: ClassVar[Bilingual] = Bilingual("申请权限时的目的说明", "Purposes told where permissions are asked for")
    derived_from: ClassVar[tuple[str, ...]] = ("permission_request", "ui_text")
    identity: ClassVar[tuple[str, ...]] = ("group",)

    group: PermissionGroup
    permissions: tuple[PermissionName, ...] = ()
    callers: tuple[str, ...] = ()
    told: Answer = "unknown"
    texts: tuple[str, ...] = ()
    rationale: bool = False


@record
class PermissionUseFact(Fact):
    """A declared permission held against the code: who needs it, and whether a document says so.

    `protection` is `dangerous`, `special`, `privacy`, `normal`, `signature` or `unknown`; `used` is `yes`, `no`
    or `unknown`. Why it is unknown is said by `reason`: `library_only`, `no_api`, `follows`, `native` or `unread`,
    with the names it concerns in `reason_names`; `dead_code` with whose code that is where only code that nothing calls
    would use it.
    """

    kind: ClassVar[str] = "permission_use"
    kind_name: ClassVar[Bilingual] = Bilingual("权限使用", "Use of permissions")
    derived_from: ClassVar[tuple[str, ...]] = ("permission", "api_call")
    identity: ClassVar[tuple[str, ...]] = ("name",)
    one_for_each: ClassVar[str] = "permission"
    settled: ClassVar[tuple[str, ...]] = ("name", "protection", "group")

    name: PermissionName
    protection: ShownProtection
    group: PermissionGroup = ""
    used: Answer = "unknown"
    used_by: tuple[ToldPartyId, ...] = ()
    reason: UseReason = ""
    reason_names: tuple[str, ...] = ()
    disclosed: Answer = "unknown"


@record
class ConsistencyFact(Fact):
    """A practice of the app held against the documents.

    `verdict` is `clear`, `vague`, `ambiguous`, `incorrect` or `omitted` (PoliCheck, Andow et al. 2020). `certain` is
    False where the code only holds what each of the accesses would need, or a field of a page asks for it.
    `party_disclosed` is where the documents name the SDK that reads, as in `SdkFact`; `unknown` for other parties.
    """

    kind: ClassVar[str] = "consistency"
    kind_name: ClassVar[Bilingual] = Bilingual("代码与政策的一致性", "Code against policy")
    derived_from: ClassVar[tuple[str, ...]] = ("data_access", "mention")
    identity: ClassVar[tuple[str, ...]] = ("data_type", "party", "party_kind")

    data_type: DataTypeId
    party: PartyId
    party_kind: PartyKind
    verdict: ConsistencyVerdict
    certain: bool = True
    party_disclosed: DisclosedBy = "unknown"
    apis: tuple[str, ...] = ()
    callers: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


@record
class OpenComponentFact(Fact):
    """A component of the app's own that every other app may enter without a permission.

    `type` and `actions` are as in `ComponentFact`. `data_types` are those of personal data that code reads which the
    system enters by this component, and `callers` the methods that read.
    """

    kind: ClassVar[str] = "open_component"
    kind_name: ClassVar[Bilingual] = Bilingual("对外开放的组件", "Components open to other apps")
    derived_from: ClassVar[tuple[str, ...]] = ("component",)
    identity: ClassVar[tuple[str, ...]] = ("type", "name")

    type: ComponentType
    name: str
    actions: tuple[str, ...] = ()
    data_types: tuple[DataTypeId, ...] = ()
    callers: tuple[str, ...] = ()


@record
class LimitationFact(Fact):
    """A part that could not be read, as something rules can ask for.

    `area` is `code`, `manifest`, `resources`, `policy` or `sdk_list`; `level` is `none` or `partial`.
    """

    kind: ClassVar[str] = "limitation"
    kind_name: ClassVar[Bilingual] = Bilingual("分析受限", "Limits of the analysis")
    identity: ClassVar[tuple[str, ...]] = ("part", "reason")

    area: LimitedArea
    part: str
    level: CoverageWord
    reason: GapReason
    detail: str
    detail_zh: str = ""
