"""Facts about the package: what its manifest, its signatures and its files say."""

from __future__ import annotations

from dataclasses import field
from typing import ClassVar

from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.facts.base import Fact
from appaudit.model.record import record
from appaudit.model.words import (
    AnomalyCode,
    ComponentType,
    DependencySource,
    PermissionName,
    PermissionTime,
    SdkId,
    SignatureScheme,
)


@record
class AppFact(Fact):
    """What the manifest says of the application as a whole.

    `uses_cleartext` says whether a system of today lets the app send without encryption: as the network security
    configuration or the manifest has it, or by the default for its target level where they say nothing; None where
    that is not known. `cleartext_below` is the API level below which the systems on which the app installs let it do so
    all the same, 0 where none does. `launcher` is the activity that the launcher starts, `more_launchers` are others
    that it starts by icons of their own. `made_first` are classes that the system makes before any component: the
    factory of components, and what runs in the process from which others are made; `made_later` makes and restores
    backups, or is instrumentation, which the app can start by itself.
    `shared_user` names the user that the app shares, and all permissions with it, with other apps of its maker.
    """

    kind: ClassVar[str] = "app"
    kind_name: ClassVar[Bilingual] = Bilingual("清单：应用信息", "Manifest: the application")
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
    cleartext_below: int = field(default=0, metadata=OMIT_EMPTY)
    launcher: str = ""
    more_launchers: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)
    made_first: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)
    made_later: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)
    shared_user: str = field(default="", metadata=OMIT_EMPTY)


@record
class CertificateFact(Fact):
    """A signing certificate: subject, SHA-256 of its DER form, schemes that carry it."""

    kind: ClassVar[str] = "certificate"
    kind_name: ClassVar[Bilingual] = Bilingual("签名证书", "Signing certificate")
    identity: ClassVar[tuple[str, ...]] = ("sha256",)

    subject: str
    sha256: str
    schemes: tuple[SignatureScheme, ...] = ()
    is_debug: bool = False


@record
class ReasonText:
    """A text in one language: `zh_CN`, empty for the one that stands where no other fits."""

    language: str
    text: str


@record
class PermissionFact(Fact):
    """A permission that the manifest or the settings declare; `max_sdk` is -1 where it has no upper level.

    `reason` is the text beside it that says what it is for; `has_reason` that there is one, be it empty. On HarmonyOS
    `reasons` are that text in all its languages, empty where it could not be read; `when` and `used_by` say when the
    permission is used, and by which components.
    """

    kind: ClassVar[str] = "permission"
    kind_name: ClassVar[Bilingual] = Bilingual("权限声明", "Declared permissions")
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: PermissionName
    max_sdk: int = -1
    reason: str = field(default="", metadata=OMIT_EMPTY)
    has_reason: bool = field(default=False, metadata=OMIT_EMPTY)
    reasons: tuple[ReasonText, ...] = field(default=(), metadata=OMIT_EMPTY)
    when: PermissionTime = field(default="", metadata=OMIT_EMPTY)
    used_by: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)


@record
class ComponentFact(Fact):
    """An activity, service, receiver, provider or ability; `actions` are the intent actions its filters name."""

    kind: ClassVar[str] = "component"
    kind_name: ClassVar[Bilingual] = Bilingual("组件", "Components")
    identity: ClassVar[tuple[str, ...]] = ("type", "name")

    type: ComponentType
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
    kind_name: ClassVar[Bilingual] = Bilingual("元数据", "Meta-data")
    identity: ClassVar[tuple[str, ...]] = ("name", "owner")

    name: str
    value: str = ""
    owner: str = ""


@record
class NativeLibraryFact(Fact):
    """A native library by file name (`libBugly.so`), with the ABIs it is built for."""

    kind: ClassVar[str] = "native_library"
    kind_name: ClassVar[Bilingual] = Bilingual("原生库", "Native libraries")
    identity: ClassVar[tuple[str, ...]] = ("name",)

    name: str
    abis: tuple[str, ...] = ()


@record
class DependencyFact(Fact):
    """A part by somebody else that the package itself names, as its build wrote it down.

    `name` is the coordinate without version (`com.example:push`), the package (`@example/push`), the file name without
    ending (`ExamplePush`) or the AppID of a provider; `version` is empty where none is said. `here` is for a module of
    the project that was read: its code is the app's own unless an SDK goes by its name.
    """

    kind: ClassVar[str] = "dependency"
    kind_name: ClassVar[Bilingual] = Bilingual("包内写明的依赖", "Dependencies that the package names")
    identity: ClassVar[tuple[str, ...]] = ("source", "name")

    source: DependencySource
    name: str
    version: str = ""
    here: bool = False


@record
class PackerFact(Fact):
    """A packer whose stub was recognised: the code that runs is not the code that can be read."""

    kind: ClassVar[str] = "packer"
    kind_name: ClassVar[Bilingual] = Bilingual("加固特征", "Packer signatures")
    identity: ClassVar[tuple[str, ...]] = ("id",)

    id: SdkId
    name: str
    signals: tuple[str, ...] = ()


@record
class AnomalyFact(Fact):
    """Something in a container that honest tools do not write; `entry` is empty where it concerns the whole.

    `code` is one word for the oddity (`duplicate_name`, `encryption_flag`), `detail` what was seen.
    """

    kind: ClassVar[str] = "anomaly"
    kind_name: ClassVar[Bilingual] = Bilingual("安装包异常", "Oddities of the package")
    identity: ClassVar[tuple[str, ...]] = ("code", "entry")

    code: AnomalyCode
    entry: str = ""
    detail: str = ""
