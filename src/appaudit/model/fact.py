"""Facts: one observation each, with the place it was seen and the extractor that made it.

The rule vocabulary is read from these classes and those of other modules (see `fact_kinds`): a rule may ask for any
`kind` and any of its fields.
"""

from __future__ import annotations

from typing import ClassVar

from appaudit.model.fact_base import Fact as Fact
from appaudit.model.fact_base import FactSet as FactSet
from appaudit.model.location import Quote
from appaudit.model.record import record

# --- extracted from the artifact ---------------------------------------------------------------------------


@record
class AppFact(Fact):
    """What the manifest says of the application as a whole."""

    kind: ClassVar[str] = "app"
    identity: ClassVar[tuple[str, ...]] = ("package",)

    package: str
    version_name: str = ""
    version_code: str = ""
    min_sdk: int = -1
    target_sdk: int = -1
    label: str = ""
    application_class: str = ""
    debuggable: bool = False
    allow_backup: bool = True
    uses_cleartext: bool | None = None
    launcher: str = ""


@record
class CertificateFact(Fact):
    """A signing certificate: subject, SHA-256 of its DER form, schemes that carry it."""

    kind: ClassVar[str] = "certificate"
    identity: ClassVar[tuple[str, ...]] = ("sha256",)

    subject: str
    sha256: str
    schemes: tuple[str, ...] = ()
    is_debug: bool = False


@record
class PermissionFact(Fact):
    """A permission that the manifest declares; `max_sdk` is -1 where it has no upper level."""

    kind: ClassVar[str] = "permission"
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    max_sdk: int = -1


@record
class ComponentFact(Fact):
    """An activity, service, receiver or provider; `actions` are the intent actions its filters name."""

    kind: ClassVar[str] = "component"
    identity: ClassVar[tuple[str, ...]] = ("type", "name")

    type: str
    name: str
    exported: bool | None = None
    enabled: bool = True
    permission: str = ""
    authorities: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    process: str = ""


@record
class MetaDataFact(Fact):
    """A `<meta-data>` element; `owner` is the component it stands in, empty for the application."""

    kind: ClassVar[str] = "meta_data"
    identity: ClassVar[tuple[str, ...]] = ("name", "owner")

    name: str
    value: str = ""
    owner: str = ""


@record
class NativeLibraryFact(Fact):
    """A native library by file name (`libBugly.so`), with the ABIs it is built for."""

    kind: ClassVar[str] = "native_library"
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    abis: tuple[str, ...] = ()


@record
class NamespaceFact(Fact):
    """A Java package in which classes are defined (not merely referenced), and how many."""

    kind: ClassVar[str] = "namespace"
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    classes: int = 0


@record
class ApiCallFact(Fact):
    """A place in the code that touches a catalogued API, field, URI or setting.

    `api` is the catalogue's name for it; `caller` is `class.method`; both in Java notation. `certain` is False where
    a constant was loaded near the call and nobody could follow whether it reaches it. `weak` is the catalogue's:
    the call serves many other purposes as well. `phase`, `guarded` and `chain`
    are those of `DataAccessFact`.
    """

    kind: ClassVar[str] = "api_call"
    identity: ClassVar[tuple[str, ...]] = ("api", "caller")

    api: str
    caller: str
    caller_class: str
    data_types: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()
    role: str = "data"
    certain: bool = True
    weak: bool = False
    phase: str = "unknown"
    guarded: bool = False
    chain: tuple[str, ...] = ()


@record
class PermissionRequestFact(Fact):
    """A place in the code that asks the user for permissions, as far as they are constants there.

    `caller` is the method that names the permissions; `groups` are the groups of the dangerous ones, and `group_count`
    how many those are, camera and microphone counted as one since video needs both. `complete` is False where further
    permissions may be asked for or some of these only under a condition. `phase` is as in `DataAccessFact`.
    """

    kind: ClassVar[str] = "permission_request"
    identity: ClassVar[tuple[str, ...]] = ("caller", "permissions")

    caller: str
    caller_class: str
    permissions: tuple[str, ...]
    groups: tuple[str, ...] = ()
    group_count: int = 0
    complete: bool = True
    phase: str = "unknown"


@record
class SensorUseFact(Fact):
    """A class that registers for sensors or listens to them, as the code alone shows it.

    `sensor_types` are the `Sensor.TYPE_*` constants requested there (-1 for all sensors); `jumps` says that what the
    listener sets in motion starts an activity; `shake_words` where its names and constants speak of shaking.
    `compares` says that readings are compared with a threshold, known or not; the known ones are `accelerations`
    (m/s²), `angles` (degrees) and `times` (milliseconds), ascending. `remote_config` says that a threshold may come
    from JSON or a remote configuration. `registered_by` are the methods that register, and `phase` is the earliest in
    which one of them runs.
    """

    kind: ClassVar[str] = "sensor_use"
    identity: ClassVar[tuple[str, ...]] = ("class_name",)

    class_name: str
    registers: bool = False
    listens: bool = False
    sensor_types: tuple[int, ...] = ()
    jumps: bool = False
    shake_words: tuple[str, ...] = ()
    compares: bool = False
    accelerations: tuple[float, ...] = ()
    angles: tuple[float, ...] = ()
    times: tuple[float, ...] = ()
    remote_config: bool = False
    nested: bool = False
    registered_by: tuple[str, ...] = ()
    phase: str = "unknown"


@record
class UiTextFact(Fact):
    """A text in the app that names a thing users look for; `topic` is an id of the UI lexicon."""

    kind: ClassVar[str] = "ui_text"
    identity: ClassVar[tuple[str, ...]] = ("topic", "text")

    topic: str
    text: str


@record
class PolicyReferenceFact(Fact):
    """A privacy policy that the app itself names (a title or an address), whether or not it was supplied."""

    kind: ClassVar[str] = "policy_reference"
    identity: ClassVar[tuple[str, ...]] = ("text",)

    text: str


@record
class PackerFact(Fact):
    """A packer whose stub was recognised: the code that runs is not the code that can be read."""

    kind: ClassVar[str] = "packer"
    identity: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    name: str
    signals: tuple[str, ...] = ()


@record
class AnomalyFact(Fact):
    """Something in a container that honest tools do not write; `entry` is empty where it concerns the whole.

    `code` is one word for the oddity (`duplicate_name`, `encryption_flag`), `detail` what was seen.
    """

    kind: ClassVar[str] = "anomaly"
    identity: ClassVar[tuple[str, ...]] = ("code", "entry")

    code: str
    entry: str = ""
    detail: str = ""


# --- extracted from the documents --------------------------------------------------------------------------


@record
class PolicyDocumentFact(Fact):
    """A policy document that was supplied and could be read."""

    kind: ClassVar[str] = "policy_document"
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
    identity: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    status: str
    quotes: tuple[Quote, ...] = ()


@record
class MentionFact(Fact):
    """A data type that the policy names; `polarity` is `affirm` or `deny`, `specific` False for umbrella terms."""

    kind: ClassVar[str] = "mention"
    identity: ClassVar[tuple[str, ...]] = ("data_type", "polarity", "action")

    data_type: str
    polarity: str = "affirm"
    action: str = "collect"
    quotes: tuple[Quote, ...] = ()


@record
class DeclaredSdkFact(Fact):
    """An SDK that a document names; `sdk_id` is empty where no known SDK goes by that name.

    `source` is `policy` or `sdk_list`; `reason` says how the name was matched; `data_types` are the ids of the data
    types that `data` names. `is_listed` says that it stands in a table or a list, where each is described, and not in
    running text. `vendor_of` are the SDKs of the company that it names, where which of them is meant cannot be told.
    """

    kind: ClassVar[str] = "declared_sdk"
    identity: ClassVar[tuple[str, ...]] = ("name", "source")

    name: str
    sdk_id: str = ""
    company: str = ""
    purpose: str = ""
    data: tuple[str, ...] = ()
    link: str = ""
    source: str = "sdk_list"
    reason: str = ""
    data_types: tuple[str, ...] = ()
    is_listed: bool = False
    vendor_of: tuple[str, ...] = ()


# --- derived -----------------------------------------------------------------------------------------------


@record
class SdkFact(Fact):
    """An SDK that is in the app: what proves it, and whether a document names it.

    `disclosed` is `policy`, `sdk_list`, `both`, `no`, or `unknown` where no document could be read; `vendor_named` says
    that a document names the company behind an SDK that it does not name; `carried_by` is the SDK in the app whose
    package brings along this one, which no document names.
    `collects_data` is False for libraries that the knowledge base knows to collect nothing. `start` says when the app's
    code starts it (`pre_consent`, `guarded`, `other`, `unknown`), `personalization` whether the app switches it `off`,
    leaves it `on`, or neither was seen (`unknown`), `shake_off` that it switches shake ads off.
    """

    kind: ClassVar[str] = "sdk"
    identity: ClassVar[tuple[str, ...]] = ("id",)

    id: str
    name: str
    name_en: str = ""
    vendor: str = ""
    category: str = ""
    version: str = ""
    confidence: str = "high"
    signals: tuple[str, ...] = ()
    collects_data: bool = True
    collects: tuple[str, ...] = ()
    disclosed: str = "unknown"
    vendor_named: bool = False
    carried_by: str = ""
    start: str = "unknown"
    personalization: str = "unknown"
    shake_off: bool = False


@record
class DataAccessFact(Fact):
    """An access to one data type: the API, the caller and the party whose code the caller is.

    `party` is `app` or an SDK id; `party_kind` is `app`, `sdk`, `library` or `unknown` (code in the app of which
    nobody knows whose it is). `certain` is False where the code only holds what the access would need, and `weak`
    True where the call serves many other purposes as well, so that it is a trace and no practice. `permitted` is
    `no` when the call needs a dangerous permission that the app does not declare. `phase` is `pre_consent` (reached at
    launch, before a person can act), `other`, `dead` or `unknown`;
    `guarded` says that every way at launch waits for a stored consent. `chain` leads from an entry point to the
    caller, as `class.method`; `depth` counts the calls in it. `documented` says whether the SDK's vendor documents the
    data type (`yes`, `no`, `unknown`). `safe_start` says that the way leads through what the SDK's vendor allows before
    consent, `switched_off` that the app switches this collection off; `contrary` are the
    lines of evidence for either.
    """

    kind: ClassVar[str] = "data_access"
    identity: ClassVar[tuple[str, ...]] = ("data_type", "api", "caller")

    data_type: str
    api: str
    caller: str
    party: str
    party_kind: str
    permitted: str = "yes"
    certain: bool = True
    weak: bool = False
    phase: str = "unknown"
    guarded: bool = False
    chain: tuple[str, ...] = ()
    depth: int = 0
    disclosed: str = "unknown"
    documented: str = "unknown"
    safe_start: bool = False
    switched_off: bool = False
    contrary: tuple[str, ...] = ()


@record
class SensorFact(Fact):
    """A class that listens to motion sensors, the party it belongs to, and what that amounts to.

    `verdict` is `shake`, `sensor_only`, `refers` or `none`. `acceleration` (m/s²), `angle_deg` (degrees) and `time_ms`
    (milliseconds) are the largest thresholds found, None where none was: with several, the largest is the one that
    must be passed or the more careful reading. `phase` is that of registering or of the listener. `switched_off` says
    that the app switches the SDK's shake ads off, and `contrary` how.
    """

    kind: ClassVar[str] = "sensor"
    identity: ClassVar[tuple[str, ...]] = ("class_name",)

    class_name: str
    party: str
    party_category: str = ""
    sensor_types: tuple[int, ...] = ()
    acceleration: float | None = None
    angle_deg: float | None = None
    time_ms: float | None = None
    remote_config: bool = False
    jumps: bool = False
    nested: bool = False
    verdict: str = "sensor_only"
    reasons: tuple[str, ...] = ()
    disclosed: str = "unknown"
    phase: str = "unknown"
    switched_off: bool = False
    contrary: tuple[str, ...] = ()


@record
class PermissionUseFact(Fact):
    """A declared permission held against the code: who needs it, and whether a document says so.

    `protection` is `dangerous`, `special`, `privacy`, `normal`, `signature` or `unknown`; `used` is `yes`, `no`
    or `unknown`. Why it is unknown is said by `reason`: `library_only`, `no_api`, `follows`, `native` or `unread`,
    with the names it concerns in `reason_names`.
    """

    kind: ClassVar[str] = "permission_use"
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    protection: str
    group: str = ""
    used: str = "unknown"
    used_by: tuple[str, ...] = ()
    reason: str = ""
    reason_names: tuple[str, ...] = ()
    disclosed: str = "unknown"


@record
class ConsistencyFact(Fact):
    """A practice of the app held against the documents.

    `verdict` is `clear`, `vague`, `ambiguous`, `incorrect` or `omitted` (PoliCheck, Andow et al. 2020).
    """

    kind: ClassVar[str] = "consistency"
    identity: ClassVar[tuple[str, ...]] = ("data_type", "party", "party_kind")

    data_type: str
    party: str
    party_kind: str
    verdict: str
    apis: tuple[str, ...] = ()
    callers: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


@record
class LimitationFact(Fact):
    """A part that could not be read, as something rules can ask for.

    `area` is `code`, `manifest`, `resources`, `policy` or `sdk_list`; `level` is `none` or `partial`.
    """

    kind: ClassVar[str] = "limitation"
    identity: ClassVar[tuple[str, ...]] = ("part", "reason")

    area: str
    part: str
    level: str
    reason: str
    detail: str
    detail_zh: str = ""
