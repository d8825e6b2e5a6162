"""AndroidManifest.xml to facts: the application, permissions, components and meta-data.

Only elements where Android looks for them count: children of `<manifest>` and of the first `<application>`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from appaudit.artifacts.apk.attributes import AttributeReader
from appaudit.artifacts.apk.axml import AxmlError, Element, read_axml
from appaudit.artifacts.apk.entry_names import MANIFEST_NAME
from appaudit.artifacts.apk.network_config import cleartext
from appaudit.artifacts.apk.resources import Resources
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import AppFact, ComponentFact, MetaDataFact, PermissionFact
from appaudit.model.location import Location
from appaudit.model.record import record
from appaudit.model.words import ComponentType

EXTRACTOR: Final = "apk.manifest"
#: The label is shown to the regulator's readers: Chinese where the app has it.
_LABEL_LANGUAGE: Final = "zh"

_PERMISSION_TAGS = ("uses-permission", "uses-permission-sdk-23", "uses-permission-sdk-m")
_COMPONENTS: Final[dict[str, ComponentType]] = {
    "activity": "activity",
    "activity-alias": "activity-alias",
    "service": "service",
    "receiver": "receiver",
    "provider": "provider",
}
_COMPONENT_TAGS = tuple(_COMPONENTS)
#: From this level on a provider is closed unless it says otherwise; other components are open where they have a filter.
#: https://developer.android.com/guide/topics/manifest/provider-element#exported, checked 2026-11-28, not opened.
_CLOSES_PROVIDERS: Final = 17
#: Libraries that anybody may publish as a package of its own; others come with the system.
#: https://developer.android.com/guide/topics/manifest/uses-sdk-library-element, checked 2026-11-28, not opened.
_FOREIGN_TAGS: Final = ("uses-static-library", "uses-sdk-library")
_SPLITS_MARK = "com.android.vending.splits.required"
_MAIN = "android.intent.action.MAIN"
#: Where an app is begun from: a phone's icons, a television's; and what a home screen has that no icon begins.
#: https://developer.android.com/reference/android/content/Intent, checked 2026-11-29, not opened.
_LAUNCHERS = ("android.intent.category.LAUNCHER", "android.intent.category.LEANBACK_LAUNCHER")
_HOME = ("android.intent.category.HOME",)


@record
class Manifest:
    """What a manifest says: the application and everything else as facts.

    `has_code` is False for data packages; `split` is the name of the part where the package is one of several, and
    `needs_splits` says that it cannot be installed without others, and `foreign_code` names packages of others whose
    code the system loads into the app. `network_config` is the entry that says to which
    hosts the app may speak in clear, empty where there is none, and `cleartext_declared` what the manifest says of it.
    """

    app: AppFact
    facts: tuple[Fact, ...]
    has_code: bool = True
    split: str = ""
    needs_splits: bool = False
    foreign_code: tuple[str, ...] = ()
    network_config: str = ""
    cleartext_declared: bool | None = None


def read_manifest(data: bytes, resources: Resources | None, place: str = MANIFEST_NAME) -> Manifest:
    """The facts of a binary manifest.

    Raises:
        AxmlError: The bytes are no manifest, or it names no package.
    """
    return manifest_of(read_axml(data, place), resources, place)


def manifest_of(root: Element, resources: Resources | None, place: str = MANIFEST_NAME) -> Manifest:
    """The facts of a manifest that is already a tree.

    Raises:
        AxmlError: The root is not `<manifest>`, or it names no package.
    """
    if root.name != "manifest":
        raise AxmlError(f"{place}: root element is <{root.name[:80]}>, not <manifest>")
    package = root.attributes["package"].text if "package" in root.attributes else ""
    if not package:
        raise AxmlError(f"{place}: <manifest> names no package")
    return _ManifestReader(root, resources, package, place).manifest()


class _ManifestReader:
    def __init__(self, root: Element, resources: Resources | None, package: str, place: str) -> None:
        self._root = root
        self._package = package
        self._place = place
        self._attributes = AttributeReader(root, resources)
        self._application = next(_children(root, ("application",)), Element("application"))

    def manifest(self) -> Manifest:
        facts: list[Fact] = [*self._permissions(), *self._meta_data(self._application, "")]
        for element in _children(self._application, _COMPONENT_TAGS):
            component = self._component(element)
            if component is not None:
                facts.append(component)
                facts.extend(self._meta_data(element, component.name))
        app = self._app()
        has_code = self._attributes.truth(self._application, "hasCode") is not False
        split = self._root.attributes["split"].text if "split" in self._root.attributes else ""
        return Manifest(
            app=app,
            facts=(app, *facts),
            has_code=has_code,
            split=split,
            needs_splits=self._needs_splits(facts),
            foreign_code=tuple(
                self._attributes.text(element, "name") for element in _children(self._application, _FOREIGN_TAGS)
            ),
            network_config=self._attributes.text(self._application, "networkSecurityConfig"),
            cleartext_declared=self._attributes.truth(self._application, "usesCleartextTraffic"),
        )

    def _needs_splits(self, facts: list[Fact]) -> bool:
        """By the platform's attributes, or by the mark that app stores look for on older versions of Android."""
        if self._attributes.text(self._root, "requiredSplitTypes").strip(" ,"):
            return True
        if any(self._attributes.truth(element, "isSplitRequired") for element in (self._root, self._application)):
            return True
        return any(
            isinstance(fact, MetaDataFact) and (fact.name, fact.value) == (_SPLITS_MARK, "true") for fact in facts
        )

    def _app(self) -> AppFact:
        attributes, application = self._attributes, self._application
        min_sdk, target_sdk = self._sdk_levels()
        launchers = list(dict.fromkeys(filter(None, self._launchers())))
        sends = cleartext(attributes.truth(application, "usesCleartextTraffic"), min_sdk, target_sdk)
        return AppFact(
            package=self._package,
            version_name=attributes.text(self._root, "versionName"),
            version_code=self._version_code(),
            min_sdk=min_sdk,
            target_sdk=target_sdk,
            label=self._label(),
            application_class=self._class_name(attributes.text(application, "name")),
            debuggable=attributes.truth(application, "debuggable") is True,
            allow_backup=attributes.truth(application, "allowBackup") is not False,
            uses_cleartext=sends.permitted,
            cleartext_below=sends.below,
            launcher=next(iter(launchers), ""),
            more_launchers=tuple(launchers[1:]),
            made_first=self._named_on(application, ("appComponentFactory", "zygotePreloadName")),
            made_later=(
                *self._named_on(application, ("backupAgent",)),
                *(
                    name
                    for each in _children(self._root, ("instrumentation",))
                    for name in self._named_on(each, ("name",))
                ),
            ),
            shared_user=attributes.text(self._root, "sharedUserId"),
            location=Location(path=self._place),
            extractor=EXTRACTOR,
        )

    def _version_code(self) -> str:
        low = self._attributes.number(self._root, "versionCode")
        high = self._attributes.number(self._root, "versionCodeMajor", 0)
        if high > 0:
            return str(high << 32 | max(low, 0) & 0xFFFFFFFF)
        return str(low) if self._attributes.value(self._root, "versionCode") is not None else ""

    def _sdk_levels(self) -> tuple[int, int]:
        min_sdk = target_sdk = -1
        for element in _children(self._root, ("uses-sdk",)):
            min_sdk = self._attributes.number(element, "minSdkVersion", min_sdk)
            # Without a target of its own an app is run as one for its lowest level.
            target_sdk = self._attributes.number(element, "targetSdkVersion", min_sdk if target_sdk < 0 else target_sdk)
        return min_sdk, target_sdk

    def _label(self) -> str:
        """The name that people read; none where all that is there is the number of a resource nobody can look up."""
        launcher = next(self._begun_from(_LAUNCHERS), None)
        elements = (self._application, *([] if launcher is None else [launcher]))
        labels = [self._attributes.text(element, "label", _LABEL_LANGUAGE) for element in elements]
        return next((label for label in labels if label and not label.startswith("@0x")), "")

    def _named_on(self, element: Element, names: tuple[str, ...]) -> tuple[str, ...]:
        """The classes that attributes of an element name."""
        found = (self._class_name(self._attributes.text(element, name)) for name in names)
        return tuple(filter(None, found))

    def _launchers(self) -> Iterator[str]:
        """The classes that the launcher starts: behind an alias, its target; of a home screen without icon its page."""
        for element in [*self._begun_from(_LAUNCHERS)] or self._begun_from(_HOME):
            name = "targetActivity" if element.name == "activity-alias" else "name"
            yield self._class_name(self._attributes.text(element, name))

    def _begun_from(self, categories: Collection[str]) -> Iterator[Element]:
        """The enabled pages that are begun from places of some categories."""
        for element in _children(self._application, _COMPONENT_TAGS[:2]):
            if self._attributes.truth(element, "enabled") is False:
                continue
            for intent_filter in _children(element, ("intent-filter",)):
                is_main = _MAIN in self._names(intent_filter, "action")
                if is_main and not self._names(intent_filter, "category").isdisjoint(categories):
                    yield element
                    break

    def _permissions(self) -> Iterator[PermissionFact]:
        levels: dict[str, int] = {}
        for element in _children(self._root, _PERMISSION_TAGS):
            name = self._attributes.text(element, "name").strip()
            level = self._attributes.number(element, "maxSdkVersion")
            if name:
                known = levels.get(name, level)
                # Asked for twice, a permission is asked for wherever one of the two asks.
                levels[name] = -1 if -1 in (known, level) else max(known, level)
        for name, level in levels.items():
            location = Location(path=self._place, symbol=name)
            yield PermissionFact(name=name, max_sdk=level, location=location, extractor=EXTRACTOR)

    def _component(self, element: Element) -> ComponentFact | None:
        attributes = self._attributes
        name = self._class_name(attributes.text(element, "name"))
        if not name:
            return None
        actions = {
            action
            for intent_filter in _children(element, ("intent-filter",))
            for action in self._names(intent_filter, "action")
        }
        authorities = attributes.text(element, "authorities") if element.name == "provider" else ""
        return ComponentFact(
            type=_COMPONENTS[element.name],
            name=name,
            exported=self._is_open(element),
            enabled=attributes.truth(element, "enabled") is not False,
            permission=attributes.text(element, "permission"),
            authorities=tuple(part for part in authorities.split(";") if part),
            actions=tuple(sorted(actions)),
            process=attributes.text(element, "process"),
            location=Location(path=self._place, symbol=name),
            extractor=EXTRACTOR,
        )

    def _is_open(self, element: Element) -> bool:
        """Whether other apps may enter a component: as declared, or by what the system takes it for."""
        declared = self._attributes.truth(element, "exported")
        if declared is not None:
            return declared
        if element.name == "provider":
            levels = self._sdk_levels()
            return any(0 < level < _CLOSES_PROVIDERS for level in levels)
        return any(True for _ in _children(element, ("intent-filter",)))

    def _meta_data(self, element: Element, owner: str) -> Iterator[MetaDataFact]:
        for child in _children(element, ("meta-data",)):
            name = self._attributes.text(child, "name")
            if name:
                value = self._attributes.text(child, "value") or self._attributes.reference(child, "resource")
                location = Location(path=self._place, symbol=owner or self._package)
                yield MetaDataFact(name=name, value=value, owner=owner, location=location, extractor=EXTRACTOR)

    def _names(self, intent_filter: Element, tag: str) -> set[str]:
        return {name for child in _children(intent_filter, (tag,)) if (name := self._attributes.text(child, "name"))}

    def _class_name(self, name: str) -> str:
        """A class name in full: one that starts with a dot or has none stands in the package of the manifest."""
        if not name or ("." in name[1:] and not name.startswith(".")):
            return name
        return self._package + (name if name.startswith(".") else f".{name}")


def _children(element: Element, names: tuple[str, ...]) -> Iterator[Element]:
    return (child for child in element.children if child.name in names)
