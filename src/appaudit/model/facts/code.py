"""Facts about the code and the texts of an app, as they were extracted."""

from __future__ import annotations

from dataclasses import field
from typing import ClassVar

from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.condition import Condition
from appaudit.model.destination import Destination
from appaudit.model.facts.base import Fact
from appaudit.model.record import record
from appaudit.model.words import ApiRole, DataTypeId, PartyId, PermissionGroup, PermissionName, Phase, UiTopicId


@record
class NamespaceFact(Fact):
    """A Java package in which classes are defined (not merely referenced), and how many.

    `generated` counts those of them that the build of the app writes into the package of every library that it names.
    """

    kind: ClassVar[str] = "namespace"
    kind_name: ClassVar[Bilingual] = Bilingual("代码中的包", "Packages in the code")
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    classes: int = 0
    generated: int = field(default=0, metadata=OMIT_EMPTY)

    @property
    def is_written(self) -> bool:
        """Whether anything in it proves that code of the package is in the app."""
        return not self.generated or self.generated < self.classes


@record
class RenamedMethod:
    """A method whose name was changed and that was recognised; both as facts name methods, `original` without types."""

    name: str
    original: str


@record
class RenamedCodeFact(Fact):
    """Classes whose names were changed and of which it could be told whose they are.

    `classes` are named as the package names them. `recognised` counts those that their own content decides; the others
    are referred to by them and by no class that speaks against it. `identified` are the classes by which an app starts
    the SDK, by their names before, and `methods` what was found of their methods. `party` is `app` for classes
    that refer to the app's own, as no library can.
    """

    kind: ClassVar[str] = "renamed_code"
    kind_name: ClassVar[Bilingual] = Bilingual("改名后仍可辨认的代码", "Renamed code that was recognised")
    derived_from: ClassVar[tuple[str, ...]] = ("namespace",)
    identity: ClassVar[tuple[str, ...]] = ("party",)

    party: PartyId
    classes: tuple[str, ...] = ()
    recognised: int = 0
    identified: tuple[str, ...] = ()
    methods: tuple[RenamedMethod, ...] = ()


@record
class NativeUse:
    """An API of the platform that a native library may use, and the permissions that it needs."""

    api: str
    permissions: tuple[PermissionName, ...]


@record
class NativeCodeFact(Fact):
    """A native library whose imports and constants were read, and what they say that it may use of the platform.

    `uses` are functions that it takes from the platform's libraries and APIs that its constants name, where they need a
    permission. `leads_on` is True where it can look up more by name, or has constants that may lead to an interface in
    Java: then it may use what is not among them. Without, only enciphered constants would.
    """

    kind: ClassVar[str] = "native_code"
    kind_name: ClassVar[Bilingual] = Bilingual("原生库对平台的使用", "What native libraries use of the platform")
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    uses: tuple[NativeUse, ...] = ()
    leads_on: bool = True


@record
class Teller:
    """A method that chooses what another one reads, by a text that it hands on.

    `sites` are where it does, in code units from its start; `through` are the methods that pass the text on, the last
    of which makes the call, and `places` where each of these does, in code units from its start.
    """

    caller: str
    caller_class: str
    sites: tuple[int, ...]
    through: tuple[str, ...]
    places: tuple[int, ...]


@record
class ApiCallFact(Fact):
    """A place in the code that touches a catalogued API, field, URI or setting.

    `api` is the catalogue's name for it; `caller` is `class.method`; both in Java notation. `certain` is False where
    a constant was loaded near the call and nobody could follow whether it reaches it. `weak` is the catalogue's:
    the call serves many other purposes as well. `sites` are where in the method it is used, in code units from its
    start, as dexdump counts them, and `snippet` the instructions around the first. `also_one_of` is the catalogue's,
    too. `tellers` are those who choose what a helper reads, where the helper is told: it runs for the catalogue when
    one of them does. `phase`, `guarded`, `chain` and `conditions` are those of `DataAccessFact`. `destinations` are
    where the value goes, as far as it was followed.
    """

    kind: ClassVar[str] = "api_call"
    kind_name: ClassVar[Bilingual] = Bilingual("代码中的接口调用", "API calls in the code")
    identity: ClassVar[tuple[str, ...]] = ("api", "caller")

    api: str
    caller: str
    caller_class: str
    data_types: tuple[DataTypeId, ...] = ()
    permissions: tuple[PermissionName, ...] = ()
    also_one_of: tuple[PermissionName, ...] = ()
    role: ApiRole = "data"
    certain: bool = True
    weak: bool = False
    sites: tuple[int, ...] = ()
    snippet: tuple[str, ...] = ()
    tellers: tuple[Teller, ...] = ()
    phase: Phase = "unknown"
    guarded: bool = False
    chain: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    destinations: tuple[Destination, ...] = ()


@record
class PermissionRequestFact(Fact):
    """A place in the code that asks the user for permissions, as far as they are constants there.

    `permissions` is empty where none of them is a constant. `caller` is the method that names the permissions; `groups`
    are the groups of the dangerous ones, and `group_count` how many those are, camera and microphone counted as one
    since video needs both. `complete` is False where further permissions may be asked for or some of these only under a
    condition. `rationale` says that the class asks the system whether an explanation should be shown. `sites` are where
    in the caller that is asked, in code units from its start, none where it only hands the permissions on. `phase`,
    `guarded`, `chain`, `conditions` and `doubt` are as in `DataAccessFact`, `waits` as in `SdkCallFact`.
    """

    kind: ClassVar[str] = "permission_request"
    kind_name: ClassVar[Bilingual] = Bilingual("权限申请", "Requests for permissions")
    derived_from: ClassVar[tuple[str, ...]] = ("api_call",)
    identity: ClassVar[tuple[str, ...]] = ("caller", "permissions")

    caller: str
    caller_class: str
    permissions: tuple[PermissionName, ...]
    groups: tuple[PermissionGroup, ...] = ()
    group_count: int = 0
    complete: bool = True
    rationale: bool = False
    sites: tuple[int, ...] = ()
    phase: Phase = "unknown"
    guarded: bool = False
    chain: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    doubt: int = 0
    waits: bool = False


@record
class SensorUseFact(Fact):
    """A class that registers for sensors or listens to them, as the code alone shows it.

    `sensor_types` are the `Sensor.TYPE_*` constants requested there (-1 for all sensors); `jumps` says that what the
    listener sets in motion starts an activity; `shake_words` where its names and constants speak of shaking.
    `compares` says that readings are compared with a threshold, known or not; the known ones are `accelerations`
    (m/s²), `angles` (degrees) and `times` (milliseconds), ascending. `remote_config` says that a threshold may come
    from JSON or a remote configuration, `two_way` that accelerations are compared with numbers above and below zero, so
    that a movement to one side and back can be told from one to one side. `registered_by` are the methods that
    register, and `phase` is the earliest in which one of them runs.
    """

    kind: ClassVar[str] = "sensor_use"
    kind_name: ClassVar[Bilingual] = Bilingual("代码中的传感器使用", "Use of sensors in the code")
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
    two_way: bool = False
    nested: bool = False
    registered_by: tuple[str, ...] = ()
    phase: Phase = "unknown"


@record
class UiTextFact(Fact):
    """A text in the app that names a thing users look for; `topic` is an id of the UI lexicon."""

    kind: ClassVar[str] = "ui_text"
    kind_name: ClassVar[Bilingual] = Bilingual("界面文字", "Texts of the user interface")
    identity: ClassVar[tuple[str, ...]] = ("topic", "text")

    topic: UiTopicId
    text: str


@record
class PolicyReferenceFact(Fact):
    """A privacy policy that the app itself names (a title or an address), whether or not it was supplied."""

    kind: ClassVar[str] = "policy_reference"
    kind_name: ClassVar[Bilingual] = Bilingual("应用内的政策链接", "Policy named in the app")
    derived_from: ClassVar[tuple[str, ...]] = ("ui_text",)
    identity: ClassVar[tuple[str, ...]] = ("text",)

    text: str
