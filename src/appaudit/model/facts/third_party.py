"""Facts about third parties: what documents say of each, what they leave out, and whose code nobody knows."""

from __future__ import annotations

from dataclasses import field
from typing import ClassVar

from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.facts.base import Fact
from appaudit.model.location import Quote
from appaudit.model.record import record
from appaudit.model.words import Answer, DataTypeId, DocumentKind, OptionalSdkId, SdkId, SdkTerm


@record
class SdkTermsFact(Fact):
    """What the documents say of a third party that they list, all its rows taken together.

    `subject` is the SDK id, or the listed name where no known SDK goes by it; `sdk` is empty then. `has_recipient`
    says that a company is named, `has_contact` that a link, mail address or telephone number is. `vendor` is the
    operator we know of. `missing` names what is left out (`purpose`, `data`, `recipient`, `contact`). `collects_data`
    is False where the SDK is known to collect nothing or nothing is known of it.
    """

    kind: ClassVar[str] = "sdk_terms"
    kind_name: ClassVar[Bilingual] = Bilingual("清单的各行", "Rows of the list")
    derived_from: ClassVar[tuple[str, ...]] = ("declared_sdk",)
    identity: ClassVar[tuple[str, ...]] = ("subject",)

    subject: str
    name: str
    sdk: OptionalSdkId = ""
    company: str = ""
    vendor: str = ""
    link: str = ""
    sources: tuple[DocumentKind, ...] = ()
    has_purpose: bool = True
    has_data: bool = True
    has_recipient: bool = True
    has_contact: bool = True
    missing: tuple[SdkTerm, ...] = ()
    collects_data: bool = True


@record
class SdkScopeFact(Fact):
    """A listed SDK held against the app: whether it is there, and what it reads beyond what its rows name.

    `in_app` is `yes`, `no`, or `unknown` where not all of the app was read. `undeclared` are data types that the SDK's
    own code reads in this app, `documented` those that its vendor documents and the app makes possible, and that no
    row of it names; both are empty where its rows name no data at all. `callers` are call sites behind `undeclared`;
    `contrary` are switches by which the app keeps the SDK from what its rows leave out.
    """

    kind: ClassVar[str] = "sdk_scope"
    kind_name: ClassVar[Bilingual] = Bilingual("清单与应用的对照", "The list against the app")
    derived_from: ClassVar[tuple[str, ...]] = ("declared_sdk", "sdk", "data_access")
    identity: ClassVar[tuple[str, ...]] = ("sdk",)

    sdk: SdkId
    name: str
    in_app: Answer = "unknown"
    undeclared: tuple[DataTypeId, ...] = ()
    documented: tuple[DataTypeId, ...] = ()
    callers: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()


@record
class UndocumentedAccessFact(Fact):
    """A data type that an SDK's own code reads and that its vendor's statement does not name.

    Only SDKs whose statement was read whole have such facts; the others leave a gap. `certain` says that one of the
    calls leaves no doubt about the data type.
    """

    kind: ClassVar[str] = "undocumented_access"
    kind_name: ClassVar[Bilingual] = Bilingual("厂商未说明的读取", "Data that a vendor does not document")
    derived_from: ClassVar[tuple[str, ...]] = ("data_access",)
    identity: ClassVar[tuple[str, ...]] = ("sdk", "data_type")

    sdk: SdkId
    data_type: DataTypeId
    certain: bool = True
    statement: str = ""
    callers: tuple[str, ...] = ()


@record
class UnknownPartyFact(Fact):
    """Code under a name that is neither the app's nor known, and that reads personal data or opens connections.

    `name` is the part of the Java package that names an owner; `classes` counts what is defined under it; `callers`
    are the methods that read or connect; `starts` the ways on which the app hands it a context at launch, before a
    person can act.
    """

    kind: ClassVar[str] = "unknown_party"
    kind_name: ClassVar[Bilingual] = Bilingual("来源不明的代码", "Code of unknown origin")
    derived_from: ClassVar[tuple[str, ...]] = ("app", "namespace", "api_call")
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    classes: int = 0
    data_types: tuple[DataTypeId, ...] = ()
    uses_network: bool = False
    callers: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


@record
class SharingDenialFact(Fact):
    """A sentence by which a policy denies sharing with anybody at all, with no exception beside it."""

    kind: ClassVar[str] = "sharing_denial"
    kind_name: ClassVar[Bilingual] = Bilingual("政策中否认共享的表述", "Where the policy denies sharing")
    derived_from: ClassVar[tuple[str, ...]] = ("clause",)
    identity: ClassVar[tuple[str, ...]] = ("text",)

    text: str
    quotes: tuple[Quote, ...] = ()


@record
class SdkStringFact(Fact):
    """A text or the host of an address in the code that only one SDK's code holds."""

    kind: ClassVar[str] = "sdk_string"
    kind_name: ClassVar[Bilingual] = Bilingual("SDK特有的文本", "Texts of SDKs in the code")
    derived_from: ClassVar[tuple[str, ...]] = ("namespace",)
    identity: ClassVar[tuple[str, ...]] = ("sdk", "text")

    sdk: SdkId
    text: str


@record
class SdkVersionFact(Fact):
    """The version that an SDK's code states of itself, with the constant that holds it as place.

    `part` is the package of whose build it is, where that is not the SDK's own package; `holder` the class that holds a
    text with it, where texts differ and no class by the SDK's name holds this one.
    """

    kind: ClassVar[str] = "sdk_version"
    kind_name: ClassVar[Bilingual] = Bilingual("SDK版本", "SDK versions")
    derived_from: ClassVar[tuple[str, ...]] = ("namespace",)
    identity: ClassVar[tuple[str, ...]] = ("sdk", "version")

    sdk: SdkId
    version: str
    part: str = field(default="", metadata=OMIT_EMPTY)
    holder: str = field(default="", metadata=OMIT_EMPTY)


@record
class AbsentCallsFact(Fact):
    """The calls by which apps start an SDK or tell it of consent, of which the package has no method by that name.

    An older or newer version has others; a shrinker takes away what nobody calls, and renames.
    """

    kind: ClassVar[str] = "absent_calls"
    kind_name: ClassVar[Bilingual] = Bilingual("包中没有的SDK接口", "Calls of SDKs that the package lacks")
    derived_from: ClassVar[tuple[str, ...]] = ("namespace",)
    identity: ClassVar[tuple[str, ...]] = ("sdk",)

    sdk: SdkId
    calls: tuple[str, ...]


@record
class BorrowedComponentFact(Fact):
    """A component of the app whose class extends one of `sdk`, or nothing at all where that is empty.

    Several SDKs ask an app for a component of the same name; an empty class serves none of them.
    """

    kind: ClassVar[str] = "borrowed_component"
    kind_name: ClassVar[Bilingual] = Bilingual("另有所属的组件", "Components that serve another SDK or none")
    derived_from: ClassVar[tuple[str, ...]] = ("namespace", "component")
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    sdk: str


@record
class UnloadedLibraryFact(Fact):
    """A native library that nothing in the package names: no text of the code, no other library, no meta-data.

    A name that is put together at run time, or that other code asks for, would not be seen.
    """

    kind: ClassVar[str] = "unloaded_library"
    kind_name: ClassVar[Bilingual] = Bilingual("未见加载的原生库", "Native libraries that nothing loads")
    derived_from: ClassVar[tuple[str, ...]] = ("namespace", "native_library")
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: str
