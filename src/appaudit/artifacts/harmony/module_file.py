"""The configuration of a HarmonyOS module: `module.json` of the stage model, `config.json` of the older FA model.

Fields: OpenHarmony, application-dev/quick-start/module-configuration-file.md and app-configuration-file.md, and
module-structure.md for the FA model; compiled files of API 9 to 24, read 2026-11-27.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, Protocol

from appaudit.artifacts.harmony.json_values import number_at, object_at, objects_at, text_at, texts_at
from appaudit.artifacts.harmony.missing_parts import needed_modules
from appaudit.artifacts.harmony.resource_index import LocalText
from appaudit.model.facts.base import Fact
from appaudit.model.facts.mini_program import BackgroundModeFact
from appaudit.model.facts.package import (
    AppFact,
    ComponentFact,
    MetaDataFact,
    PermissionFact,
    ReasonText,
)
from appaudit.model.location import Location
from appaudit.model.words import PermissionTime

EXTRACTOR: Final = "harmony.module"
#: From 5.0 on a level is written with its version: 50000012 is 5.0.0(12), 40100011 is 4.1.0(11).
_WITH_VERSION: Final = 1_000_000
_LEVELS: Final = 1_000
_REFERENCE = re.compile(r"\$(?:string:)?(?P<name>[\w.\-]+)")
_PREFERRED: Final = ("zh_CN", "zh_Hans_CN", "zh", "")
_TIMES: Final[dict[str, PermissionTime]] = {"inuse": "inuse", "always": "always"}


class ModuleTexts(Protocol):
    """Texts that a configuration refers to, by their ids and names."""

    def texts_of(self, resource: int) -> tuple[LocalText, ...]:
        """A text in all its languages; empty where there is none of that id."""
        ...

    def texts_named(self, name: str) -> tuple[LocalText, ...]:
        """A text in all its languages; empty where there is none of that name."""
        ...


class HarmonyModule(NamedTuple):
    """What the configuration of a module says; `kind` is `entry`, `feature`, `shared` or `har`.

    `started` are the files of its ability stage and its main ability, as ends of paths without ending; `pages` names
    the file that lists its pages, `needed` the shared modules that it needs at run time.
    """

    name: str
    kind: str
    app: AppFact
    facts: tuple[Fact, ...]
    unresolved: tuple[str, ...]
    started: tuple[str, ...] = ()
    pages: str = ""
    needed: tuple[str, ...] = ()


def read_module(values: Mapping[str, Any], index: ModuleTexts | None, place: str) -> HarmonyModule:
    """The facts of a module; `unresolved` names permissions whose reason stands in no table that could be read.

    Args:
        values: The configuration.
        index: The texts that it refers to, where they could be read.
        place: The path of the configuration in the package.
    """
    module = object_at(values, "module")
    distribution = object_at(module, "distro")
    name = text_at(module, "name") or text_at(distribution, "moduleName")
    if name.startswith(".") or not name:  # the FA model has a package there
        name = text_at(distribution, "moduleName") or name
    permissions = list(_permissions(module, index, place))
    app = _app(values, module, index, place)
    return HarmonyModule(
        name=name,
        kind=text_at(module, "type") or text_at(distribution, "moduleType"),
        app=app,
        facts=(
            app,
            *permissions,
            *_components(module, place),
            *_background_modes(module, place),
            *_meta_data(module, place),
        ),
        unresolved=tuple(fact.name for fact in permissions if fact.has_reason and not fact.reasons),
        started=tuple(_started(module)),
        pages=text_at(module, "pages").removeprefix("$profile:"),
        needed=needed_modules(module),
    )


def _started(module: Mapping[str, Any]) -> Iterator[str]:
    """The files that the system starts as the app is opened: the ability stage, and the main ability."""
    main = text_at(module, "mainElement") or text_at(module, "mainAbility")
    abilities = objects_at(module, "abilities")
    abilities.sort(key=lambda ability: text_at(ability, "name") != main)
    for holder in (module, *abilities[:1]):
        written = text_at(holder, "srcEntry") or text_at(holder, "srcEntrance")
        if written:
            yield "/" + written.removeprefix(".").lstrip("/").rpartition(".")[0]


def api_level(value: int) -> int:
    """The API level that a configuration writes alone or with its version; -1 where there is none."""
    return value % _LEVELS if value >= _WITH_VERSION else value


def _app(values: Mapping[str, Any], module: Mapping[str, Any], index: ModuleTexts | None, place: str) -> AppFact:
    app = object_at(values, "app")
    old_version, old_levels = object_at(app, "version"), object_at(app, "apiVersion")
    labels = _texts(app, "label", index) or _first_label(module, index)
    least = number_at(app, "minAPIVersion") if "minAPIVersion" in app else number_at(old_levels, "compatible")
    target = number_at(app, "targetAPIVersion") if "targetAPIVersion" in app else number_at(old_levels, "target")
    debug = app.get("debug", object_at(object_at(values, "deviceConfig"), "default").get("debug"))
    return AppFact(
        package=text_at(app, "bundleName"),
        version_name=text_at(app, "versionName") or text_at(old_version, "name"),
        version_code=text_at(app, "versionCode") or text_at(old_version, "code"),
        min_sdk=api_level(least),
        target_sdk=api_level(target),
        label=_preferred(labels),
        application_class=text_at(module, "srcEntry") or text_at(module, "srcEntrance"),
        debuggable=debug is True,
        launcher=text_at(module, "mainElement") or text_at(module, "mainAbility"),
        location=Location(path=place),
        extractor=EXTRACTOR,
    )


def _first_label(module: Mapping[str, Any], index: ModuleTexts | None) -> tuple[ReasonText, ...]:
    """The name under which the main ability stands among the apps of a device."""
    main = text_at(module, "mainElement") or text_at(module, "mainAbility")
    abilities = objects_at(module, "abilities")
    abilities.sort(key=lambda ability: text_at(ability, "name") != main)
    return _texts(abilities[0], "label", index) if abilities else ()


def _permissions(module: Mapping[str, Any], index: ModuleTexts | None, place: str) -> Iterator[PermissionFact]:
    """Declared permissions, each once; of several declarations the first that gives a reason."""
    found: dict[str, PermissionFact] = {}
    for key in ("requestPermissions", "reqPermissions"):
        for permission in objects_at(module, key):
            name = text_at(permission, "name")
            scene = object_at(permission, "usedScene")
            abilities = texts_at(scene, "abilities") or texts_at(scene, "ability")
            reasons = _texts(permission, "reason", index)
            fact = PermissionFact(
                name=name,
                reason=_preferred(reasons),
                has_reason=bool(text_at(permission, "reason") or number_at(permission, "reasonId") > 0),
                reasons=reasons,
                when=_TIMES.get(text_at(scene, "when"), ""),
                used_by=abilities,
                location=Location(path=place, symbol=name),
                extractor=EXTRACTOR,
            )
            if name and (name not in found or (fact.has_reason and not found[name].has_reason)):
                found[name] = fact
    yield from found.values()


def _components(module: Mapping[str, Any], place: str) -> Iterator[ComponentFact]:
    """Abilities, which show screens, and extension abilities, which do not; those of the FA model by their type."""
    for key in ("abilities", "extensionAbilities"):
        for ability in objects_at(module, key):
            name = text_at(ability, "name")
            if not name:
                continue
            has_screen = key == "abilities" and text_at(ability, "type") in ("", "page")
            visible = ability.get("exported", ability.get("visible", False))
            permissions = texts_at(ability, "permissions")
            skills = objects_at(ability, "skills")
            yield ComponentFact(
                type="ability" if has_screen else "extension_ability",
                name=name,
                exported=visible is True,
                permission=permissions[0] if permissions else "",
                actions=tuple(dict.fromkeys(action for skill in skills for action in texts_at(skill, "actions"))),
                location=Location(path=place, symbol=name),
                extractor=EXTRACTOR,
            )


def _background_modes(module: Mapping[str, Any], place: str) -> Iterator[BackgroundModeFact]:
    """What abilities may go on with in the background, each once (`location`, `audioRecording`)."""
    modes: dict[str, str] = {}
    for key in ("abilities", "extensionAbilities"):
        for ability in objects_at(module, key):
            for mode in texts_at(ability, "backgroundModes"):
                modes.setdefault(mode, text_at(ability, "name"))
    for mode, owner in modes.items():
        yield BackgroundModeFact(mode=mode, location=Location(path=place, symbol=owner), extractor=EXTRACTOR)


def _meta_data(module: Mapping[str, Any], place: str) -> Iterator[MetaDataFact]:
    owners = (("", module), *((text_at(each, "name"), each) for each in objects_at(module, "abilities")))
    for owner, holder in owners:
        for pair in objects_at(holder, "metadata"):
            name = text_at(pair, "name")
            if name:
                location = Location(path=place, symbol=name)
                value = text_at(pair, "value")
                yield MetaDataFact(name=name, value=value, owner=owner, location=location, extractor=EXTRACTOR)


def _texts(values: Mapping[str, Any], field: str, index: ModuleTexts | None) -> tuple[ReasonText, ...]:
    """A text in all its languages: that of the id beside it or of the name in it, or the text as it stands there."""
    written, number = text_at(values, field), number_at(values, f"{field}Id")
    reference = _REFERENCE.fullmatch(written)
    if reference is None and written and not written.startswith("$"):
        return (ReasonText(language="", text=written),)
    if index is None:
        return ()
    texts = index.texts_of(number) or (index.texts_named(reference["name"]) if reference else ())
    return tuple(ReasonText(language=text.locale, text=text.text) for text in texts)


def _preferred(texts: tuple[ReasonText, ...]) -> str:
    by_language = {text.language: text.text for text in texts}
    known = next((by_language[language] for language in _PREFERRED if language in by_language), "")
    return known or next(iter(by_language.values()), "")
