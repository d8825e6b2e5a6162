"""The report document, schema version 2: the only thing renderers read.

Field names are the JSON names of the contract unless a field's metadata says otherwise (`json`). Texts for
people are `Bilingual`. Offsets count Unicode code points.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from appaudit.model.artifact import Artifact
from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.destination import Destination
from appaudit.model.engagement import Engagement
from appaudit.model.facts.derived import SdkSignal
from appaudit.model.finding import Finding, Ignore, IgnoredFinding
from appaudit.model.gate import Gate
from appaudit.model.location import Location
from appaudit.model.plan import PlanStep
from appaudit.model.policy_section import ClauseRow as ClauseRow
from appaudit.model.policy_section import DocumentRow as DocumentRow
from appaudit.model.policy_section import MentionRow as MentionRow
from appaudit.model.policy_section import PolicyDataType as PolicyDataType
from appaudit.model.policy_section import PolicySection as PolicySection
from appaudit.model.policy_section import StatementRow as StatementRow
from appaudit.model.policy_section import ThirdPartyRow as ThirdPartyRow
from appaudit.model.record import record
from appaudit.model.verdict import PreviousAudit, VerdictsRow
from appaudit.model.words import (
    Answer,
    AppCategoryId,
    CategorySource,
    ConfidenceWord,
    CoverageWord,
    DataTypeId,
    DisclosedBy,
    DocumentKind,
    DutyId,
    DutyState,
    FindingCategoryId,
    GapReason,
    InputName,
    InputRole,
    InputStatus,
    ItemStatus,
    Numbering,
    OptionalSdkId,
    OutcomeWord,
    PartyId,
    PartyKind,
    Phase,
    Platform,
    SdkCategoryId,
    SdkId,
    SensorVerdict,
    SeverityWord,
    ShownFit,
    ShownProtection,
    ShownSetting,
    ShownStart,
    StatusWord,
    ToldPartyId,
    VersionSource,
)

SCHEMA_VERSION = 2


@record
class Tool:
    """What made the report: versions, a digest of the rule set, the newest check date in it, the date basis.

    `knowledge_days` is the age of the newest check date on the day that the audit is as of; -1 where a report does not
    say it.
    """

    name: str
    version: str
    rules_digest: str
    knowledge_date: str
    as_of: str
    knowledge_days: int = -1


@record
class Input:
    """An input by role (`artifact`, `policy`, `sdk_list`): `status` is `read`, `unreadable` or `not_supplied`.

    `path` is relative to the repository that the audit is run in, and is left out for a file outside of one.
    """

    role: InputRole
    name: str = ""
    sha256: str = ""
    size: int = 0
    status: InputStatus = "read"
    detail: Bilingual | None = None
    path: str = field(default="", metadata=OMIT_EMPTY)


@record
class PermissionRow:
    """A declared permission: `used` and `disclosed` are `yes`, `no` or `unknown`; `reason` says why it is unknown.

    `fit` holds it against the kind of app: `core` (the basic function plausibly needs it), `feature` (a function may),
    `outside`, or empty where no kind is known or the permission is not one that is judged.
    """

    name: str
    label: Bilingual
    protection: ShownProtection
    group: str
    used: Answer
    used_by: tuple[ToldPartyId, ...]
    reason: Bilingual | None
    disclosed: Answer
    fit: ShownFit = field(default="", metadata=OMIT_EMPTY)


@record
class AppCategoryRow:
    """A kind of app that this one is, by the 39 kinds of 14号: `source` is `declared` or `guessed`.

    `reasons` are the words that a guess rests on.
    """

    id: AppCategoryId
    number: int
    name: Bilingual
    source: CategorySource
    reasons: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)


@record
class SdkRow:
    """A detected SDK with what proves it: `evidence` in words, `signals` the same as data.

    `version_source` is who says `version`: where not its `build`, it may have been published under another number.
    `start` says when the app's code starts it: `pre_consent`, `guarded` (behind a consent check), `other`, `unknown`
    where its classes were renamed and the one that starts it could not be told, or empty where no call was seen.
    `personalization` is `off` or `on` where the app sets it, else empty. `part_of` are the products in the app of
    which it is a part: what it reads counts for the first of them. `absent_calls` are those of its start that the
    package has no method for.
    """

    id: SdkId
    name: str
    name_en: str
    vendor: str
    category: SdkCategoryId
    version: str
    confidence: ConfidenceWord
    evidence: tuple[str, ...]
    collects_data: bool
    collects: tuple[DataTypeId, ...]
    disclosed: DisclosedBy
    safe_start: Bilingual | None = None
    personalization_switch: str = ""
    privacy_url: str = ""
    part_of: tuple[SdkId, ...] = field(default=(), metadata=OMIT_EMPTY)
    start: ShownStart = field(default="", metadata=OMIT_EMPTY)
    personalization: ShownSetting = field(default="", metadata=OMIT_EMPTY)
    version_source: VersionSource = field(default="", metadata=OMIT_EMPTY)
    signals: tuple[SdkSignal, ...] = field(default=(), metadata=OMIT_EMPTY)
    absent_calls: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)


@record
class DeclaredSdkRow:
    """An SDK that a document names; `source` is `policy` or `sdk_list`.

    `data` is what the document says it collects, `data_types` the ids that this names.
    """

    name: str
    sdk_id: OptionalSdkId
    company: str
    purpose: str
    data: tuple[str, ...]
    link: str
    source: DocumentKind
    reason: str = ""
    data_types: tuple[DataTypeId, ...] = ()


@record
class DataAccessRow:
    """One access to personal data in the code; `part` is the part of the SDK that reads, where it is one of several.

    `destinations` are where the value goes, followed within the method and one call, and where following it stops; none
    where nobody followed it.
    """

    data_type: DataTypeId
    api: str
    caller: str
    party: ToldPartyId
    phase: Phase
    guarded: bool
    chain: tuple[str, ...]
    disclosed: Answer
    location: Location
    part: OptionalSdkId = field(default="", metadata=OMIT_EMPTY)
    destinations: tuple[Destination, ...] = field(default=(), metadata=OMIT_EMPTY)


@record
class Thresholds:
    """Constants that sensor values are compared with: m/s², degrees, milliseconds; None where none was found."""

    acceleration: float | None = None
    angle_deg: float | None = None
    time_ms: float | None = None


@record
class SensorRow:
    """A class that listens to motion sensors."""

    class_name: str = field(metadata={"json": "class"})
    party: PartyId
    sensor_types: tuple[int, ...]
    thresholds: Thresholds
    remote_config: bool
    jumps: bool
    nested: bool
    verdict: SensorVerdict
    location: Location


@record
class ConsentKeyRow:
    """A name under which code of the app, or of an unknown owner, stores or reads whether the user has agreed.

    `written` says that `caller` stores it, and not as a written "no".
    """

    name: str
    caller: str
    party: PartyId
    party_kind: PartyKind
    written: bool
    location: Location


@record
class DutyRow:
    """A duty of the operator with what is declared about it; `state` is that of the fact, and nothing was verified."""

    id: DutyId
    name: Bilingual
    subject: str
    state: DutyState
    deadline: str
    detail: Bilingual
    declared: tuple[str, ...] = ()


@record
class FactsSection:
    """The facts a reader of the report needs, as tables."""

    permissions: tuple[PermissionRow, ...] = ()
    sdks: tuple[SdkRow, ...] = ()
    declared_sdks: tuple[DeclaredSdkRow, ...] = ()
    data_access: tuple[DataAccessRow, ...] = ()
    sensors: tuple[SensorRow, ...] = ()
    policy: PolicySection = field(default_factory=PolicySection)
    consent_keys: tuple[ConsentKeyRow, ...] = field(default=(), metadata=OMIT_EMPTY)
    app_categories: tuple[AppCategoryRow, ...] = field(default=(), metadata=OMIT_EMPTY)
    duties: tuple[DutyRow, ...] = field(default=(), metadata=OMIT_EMPTY)


@record
class BaselineEntry:
    """A finding as a baseline remembers it; `status` is what it had then, empty where the baseline does not say."""

    fingerprint: str
    rule_id: str
    subject: str
    title: Bilingual
    package: str = ""
    status: StatusWord | Literal[""] = field(default="", metadata=OMIT_EMPTY)


@record
class Baseline:
    """How the findings compare with those of an earlier audit.

    `known` are the fingerprints of findings that were there before: they are in `findings` and do not fail the gate.
    `gone` are entries that no longer match, `undecided` entries whose rule is inconclusive this time.
    """

    name: str
    sha256: str
    known: tuple[str, ...] = ()
    gone: tuple[BaselineEntry, ...] = ()
    undecided: tuple[BaselineEntry, ...] = ()


@record
class InconclusiveReason:
    """A gap that kept a rule from deciding."""

    kind: str
    level: CoverageWord
    part: str
    reason: GapReason
    detail: Bilingual


@record
class Inconclusive:
    """A rule that could not decide, and why."""

    rule_id: str
    title: Bilingual
    reasons: tuple[InconclusiveReason, ...]


@record
class CoverageRow:
    """What of one fact kind was read: `complete`, `partial` or `none`."""

    kind: str
    level: CoverageWord
    gaps: tuple[InconclusiveReason, ...] = ()


@record
class RegulationItemRow:
    """An item's status: fail, suspected, review, pass, not_assessable or input_missing; why; and its rules."""

    item: str
    title: Bilingual
    status: ItemStatus
    reason: Bilingual
    rules: tuple[str, ...]


@record
class RegulationRow:
    """A regulation with the status of every item.

    `short` is its name where space is short, `numbering` what item ids count (see `Regulation`), `note` what to
    know before quoting it. `regulator` is an id of the glossary, `rank` its place among those of it by which
    apps are named in public, 0 where it is none. `source` is the address where its text was read. Rows come with these
    lists first, in the order of the regulators.
    """

    id: str
    title: Bilingual
    number: str
    in_force: str
    items: tuple[RegulationItemRow, ...]
    issued: str = ""
    repealed: str = field(default="", metadata=OMIT_EMPTY)
    short: Bilingual | None = field(default=None, metadata=OMIT_EMPTY)
    numbering: Numbering = field(default="", metadata=OMIT_EMPTY)
    note: Bilingual | None = field(default=None, metadata=OMIT_EMPTY)
    regulator: str = ""
    rank: int = 0
    source: str = field(default="", metadata=OMIT_EMPTY)


@record
class Summary:
    """Counts, and one sentence of verdict in plain words.

    `ignored` counts findings that the configuration accepts, `known` those of `findings` that the baseline has.
    """

    verdict: Bilingual
    findings: int
    by_severity: dict[str, int]
    by_status: dict[str, int]
    by_category: dict[str, int]
    inconclusive: int
    not_applicable: int
    no_match: int
    ignored: int = 0
    known: int = 0


@record
class RuleRow:
    """The documentation of a rule that fired or could not decide."""

    title: Bilingual
    what: Bilingual
    why: Bilingual
    fix: Bilingual
    false_positives: Bilingual
    references: tuple[str, ...]


@record
class Glossary:
    """Names for people of the ids in this report, so that a renderer needs nothing but the document."""

    categories: dict[str, Bilingual] = field(default_factory=dict)
    data_types: dict[str, Bilingual] = field(default_factory=dict)
    clauses: dict[str, Bilingual] = field(default_factory=dict)
    parties: dict[str, Bilingual] = field(default_factory=dict)
    regulators: dict[str, Bilingual] = field(default_factory=dict)
    sdk_categories: dict[str, Bilingual] = field(default_factory=dict)
    subjects: dict[str, Bilingual] = field(default_factory=dict)
    rules: dict[str, RuleRow] = field(default_factory=dict)


@record
class RuleOutcome:
    """What a rule came to: `match`, `no-match`, `inconclusive` or `not-applicable`.

    `missing` names the inputs (`app`, `policy`, `sdk_list`, `documents`) for want of which it did not apply.
    `platforms` are those on which it speaks, where that of the artifact is none of them.
    """

    rule_id: str
    category: FindingCategoryId
    severity: SeverityWord
    title: Bilingual
    outcome: OutcomeWord
    missing: tuple[InputName, ...] = ()
    platforms: tuple[Platform, ...] = field(default=(), metadata=OMIT_EMPTY)


@record
class Timing:
    """How long a stage took, in milliseconds."""

    stage: str
    milliseconds: float


@record
class Report:
    """The whole document; what has nothing to say of `ignored`, `unused_ignores`, `baseline`, `timings` is left out."""

    schema_version: int
    tool: Tool
    artifact: Artifact
    inputs: tuple[Input, ...]
    facts: FactsSection
    findings: tuple[Finding, ...]
    inconclusive: tuple[Inconclusive, ...]
    coverage: tuple[CoverageRow, ...]
    regulations: tuple[RegulationRow, ...]
    summary: Summary
    glossary: Glossary
    rules: tuple[RuleOutcome, ...] = ()
    ignored: tuple[IgnoredFinding, ...] = field(default=(), metadata=OMIT_EMPTY)
    unused_ignores: tuple[Ignore, ...] = field(default=(), metadata=OMIT_EMPTY)
    baseline: Baseline | None = field(default=None, metadata=OMIT_EMPTY)
    plan: tuple[PlanStep, ...] = ()
    gate: Gate | None = field(default=None, metadata=OMIT_EMPTY)
    verdicts: VerdictsRow | None = field(default=None, metadata=OMIT_EMPTY)
    previous: PreviousAudit | None = field(default=None, metadata=OMIT_EMPTY)
    engagement: Engagement | None = field(default=None, metadata=OMIT_EMPTY)
    timings: tuple[Timing, ...] = field(default=(), metadata=OMIT_EMPTY)
