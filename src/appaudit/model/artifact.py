"""The input under audit, and the parts of it that later stages read."""

from __future__ import annotations

from dataclasses import field

from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.record import record
from appaudit.model.shown_classes import NO_CLASSES, ShownClasses
from appaudit.model.words import Host, ModuleDelivery, ShownPlatform, WrittenLanguage


@record
class Module:
    """A module of an app bundle: its name, whether it is an asset pack without code, and when devices get it."""

    name: str
    has_assets_only: bool = False
    delivery: ModuleDelivery = "unknown"


@record
class Artifact:
    """What was audited: the identity of the file and what its manifest says of itself.

    `kind` is that of the reader: `apk`, `app_bundle` for an Android App Bundle, `bundle` for a file of packages, or
    `sdk` for an SDK, which is no app by itself. `platform` decides which rules speak; it has no default, so that no
    reader is taken for Android's by what it leaves out. `sha256` is hexadecimal, `size` in bytes. Texts are empty and
    numbers -1 where the artifact does not say or could not be read. `modules` are those of an app bundle.
    """

    kind: str
    platform: ShownPlatform
    path: str
    sha256: str
    size: int
    package: str = ""
    version_name: str = ""
    version_code: str = ""
    min_sdk: int = -1
    target_sdk: int = -1
    label: str = ""
    packer: str = ""
    host: Host = field(default="", metadata=OMIT_EMPTY)
    modules: tuple[Module, ...] = field(default=(), metadata=OMIT_EMPTY)


@record
class DexImage:
    """One DEX file found in an artifact: its place (`classes.dex`, `assets/a.jar!classes.dex`) and its bytes."""

    place: str
    data: memoryview


@record
class ClassArchive:
    """The Java classes of one jar: its place (`classes.jar`, empty for the artifact itself), entry names and bytes.

    `version` is what the manifest of the jar says that it is, empty where it says nothing.
    """

    place: str
    classes: tuple[tuple[str, memoryview], ...]
    version: str = ""


@record
class NativeLibrary:
    """A native library that was read: its file name and place, what it needs of other libraries, and its texts.

    `needed` are file names, `imports` the functions and data that others define, `texts` what may be names among its
    constants, each ended by a zero.
    """

    name: str
    place: str
    needed: tuple[str, ...] = ()
    imports: frozenset[str] = frozenset()
    texts: bytes = b""


@record
class Text:
    """A text a user may see: its place (`res/values/strings#logout (zh)`), and the text itself.

    `markup` is the page of which `text` is what it says, in its tags; empty where the text comes from no page.
    """

    place: str
    text: str
    markup: str = ""


@record
class MappingFile:
    """The mapping of ProGuard or R8 that an artifact brings along: its place and its bytes."""

    place: str
    data: bytes


@record
class ArkBytecode:
    """A file of bytecode of ArkTS: its place and bytes, and where the system enters it.

    `started` are files that the system starts at launch, `pages` those of pages in their order, as the ends of paths
    without ending (`/ets/entryability/EntryAbility`, `pages/Index`). `in_app` where it is that of an app, which has all
    the code that it asks for, and not that of a library.
    """

    place: str
    data: bytes
    started: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    in_app: bool = False


@record
class ArkSource:
    """A source file of HarmonyOS: its place, its path as facts name it (without ending), its text and language."""

    place: str
    path: str
    text: str
    language: WrittenLanguage


@record
class ArkSources:
    """Source files of a module of HarmonyOS as they were written, or as a build left them in a library.

    `packages` are the name, folder and first file of packages that the files may take from; `started` and `pages` as
    those of `ArkBytecode`.
    """

    files: tuple[ArkSource, ...]
    packages: tuple[tuple[str, str, str], ...] = ()
    started: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()


@record
class Scripts:
    """The scripts of a mini-program with the markup that binds them, whole files by their places.

    `pages` are paths without ending, the first page first; `components` the paths of components that a page or a
    component uses, `everywhere` those that all pages may use, by the names of their elements.
    """

    files: tuple[Text, ...] = ()
    markup: tuple[Text, ...] = ()
    pages: tuple[str, ...] = ()
    components: tuple[tuple[str, tuple[str, ...]], ...] = ()
    everywhere: tuple[tuple[str, str], ...] = ()


@record(frozen=False)
class ArtifactContents:
    """Raw material that later extractors turn into facts; never part of a report."""

    dex_images: list[DexImage] = field(default_factory=list)
    class_archives: list[ClassArchive] = field(default_factory=list)
    libraries: list[NativeLibrary] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    textless_names: set[str] = field(default_factory=set)
    """Names of text resources that hold no text themselves: references to others."""
    bool_names: set[str] = field(default_factory=set)
    """Names of resources that are truth values."""
    entry_names: list[str] = field(default_factory=list)
    mapping: MappingFile | None = None
    scripts: Scripts | None = None
    bytecode: list[ArkBytecode] = field(default_factory=list)
    ark_sources: list[ArkSources] = field(default_factory=list)
    shipped_settings: dict[str, str] = field(default_factory=dict)
    """Values by key of the settings that a package ships in files, of keys that all files give one value."""
    document_classes: ShownClasses = NO_CLASSES
    """Names of classes by the number of the layout, menu or other document that names them."""
    keys: dict[int, str] = field(default_factory=dict)
    """Texts without blanks, which may be keys, by number of the resource."""
    box_texts: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Texts on and beside the boxes of layouts, by the number of the box."""
