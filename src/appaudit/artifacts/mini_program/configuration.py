"""What the settings of a mini-program declare: pages, permissions and why, interfaces, background modes, plugins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, Final

from appaudit.artifacts.mini_program.layout import UNI_APP_SECTIONS, Layout, text_of
from appaudit.model.facts.base import Fact
from appaudit.model.facts.mini_program import BackgroundModeFact, DeclaredInterfaceFact
from appaudit.model.facts.package import DependencyFact, PermissionFact
from appaudit.model.location import Location
from appaudit.model.record import record

_EXTRACTOR: Final = "mini_program.configuration"
#: The component that an app shows on the pages of its tabs in place of the host's bar of tabs, by its place alone.
TAB_BAR: Final = "custom-tab-bar/index"
#: Entries of one list that are taken; more are no settings of people.
_MOST: Final = 5_000
#: Titles that templates of developer tools bring, or that name a screen: not the product.
_NO_NAMES: Final = frozenset({"wechat", "weixin", "微信", "uni-app", "demo", "首页", "主页", "home", "index"})


@record(frozen=False)
class Configuration:
    """The settings as far as they concern an audit.

    `pages` are paths without ending, those of sub-packages included, the first page first. `components` are the paths
    of the components that a page or component names, `everywhere` those of all pages by their elements. `with_own_bar`
    are the pages below which the app shows a bar of tabs of its own.
    """

    facts: list[Fact] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    components: dict[str, tuple[str, ...]] = field(default_factory=dict)
    everywhere: tuple[tuple[str, str], ...] = ()
    with_own_bar: tuple[str, ...] = ()
    label: str = ""
    app_id: str = ""
    version_name: str = ""
    version_code: str = ""


def read_settings(settings: Any, layout: Layout, place: str) -> Configuration:  # noqa: ANN401  # any JSON value
    """What app.json, app-config.json or game.json declares."""
    found = Configuration()
    content = settings if isinstance(settings, dict) else {}
    found.pages = _pages(content)
    found.everywhere = tuple(_named(content.get("usingComponents"), "").items())
    bar = _mapping(content.get("tabBar"))
    if bar.get("custom") is True:
        found.with_own_bar = tuple(
            _page({"path": each.get("pagePath")}) for each in map(_mapping, _list(bar.get("list")))
        )
    _of_app_config(content, found)
    window = _mapping(content.get("window"))
    found.label = found.label or _title(window.get("navigationBarTitleText") or window.get("defaultTitle"))
    found.facts += [*_permissions(content, place), *_interfaces(content, place), *_background(content, place)]
    found.facts += _plugins(content, place)
    return found


def read_manifest(manifest: Any, pages: Any, layout: Layout) -> Configuration:  # noqa: ANN401  # any JSON values
    """What manifest.json and pages.json of uni-app declare for the host of the layout."""
    content = manifest if isinstance(manifest, dict) else {}
    listed = pages if isinstance(pages, dict) else {}
    found = Configuration()
    found.label = text_of(content.get("name"))
    found.version_name = text_of(content.get("versionName"))
    found.version_code = str(content.get("versionCode") or "")
    found.pages = _pages(listed)
    style = _mapping(listed.get("globalStyle"))
    found.everywhere = tuple(_named(style.get("usingComponents"), "").items())
    for section, host in UNI_APP_SECTIONS.items():
        own = content.get(section)
        if not isinstance(own, dict) or host != layout.host:
            continue
        place = f"manifest.json#{section}"
        found.app_id = text_of(own.get("appid"))
        found.facts += [*_permissions(own, place), *_interfaces(own, place), *_background(own, place)]
        found.facts += _plugins(own, place)
    for package in (listed.get("subPackages"), listed.get("subpackages")):
        for each in package if isinstance(package, list) else ():
            if isinstance(each, dict):
                found.facts += _plugins(each, "pages.json")
    return found


def used_components(settings: Any, page: str) -> tuple[str, ...]:  # noqa: ANN401  # any JSON value
    """The paths of the components that the settings of a page or component name."""
    content = settings if isinstance(settings, dict) else {}
    return _paths(content.get("usingComponents"), page)


def _of_app_config(content: Mapping[str, Any], found: Configuration) -> None:
    """Where a package of WeChat keeps what app.json says otherwise."""
    shared = _mapping(content.get("global"))
    window = _mapping(shared.get("window"))
    found.label = _title(window.get("navigationBarTitleText"))
    found.app_id = text_of(content.get("extAppid"))
    pages = content.get("page")
    for path, own in list(pages.items())[:_MOST] if isinstance(pages, dict) else ():
        page = path.removesuffix(".html")
        components = used_components(own.get("window") if isinstance(own, dict) else {}, page)
        if components:
            found.components[page] = components


def _title(title: Any) -> str:  # noqa: ANN401  # any JSON value
    """The title of all screens, where it can be the product's name."""
    text = text_of(title)
    return "" if text.strip().casefold() in _NO_NAMES else text


def _pages(content: Mapping[str, Any]) -> list[str]:
    found = [_page(each) for each in _list(content.get("pages"))]
    for key in ("subPackages", "subpackages"):
        for package in _list(content.get(key)):
            if isinstance(package, dict):
                root = text_of(package.get("root")).strip("/")
                for each in _list(package.get("pages")):
                    page = _page(each)
                    found.append(page if not root or page.startswith(f"{root}/") else f"{root}/{page}")
    first = text_of(content.get("entryPagePath")).removesuffix(".html").strip("/")
    ordered = [first, *found] if first else found
    return [page for page in dict.fromkeys(ordered) if page]


def _page(entry: object) -> str:
    """The path of a page as a list of pages writes it: a text, or `path` of an object in uni-app."""
    path = text_of(entry.get("path")) if isinstance(entry, dict) else text_of(entry)
    return path.strip("/").removesuffix(".html")


def _permissions(content: Mapping[str, Any], place: str) -> Iterator[PermissionFact]:
    declared = content.get("permission")
    for name, value in list(declared.items())[:_MOST] if isinstance(declared, dict) else ():
        if not isinstance(name, str):
            continue
        reason = value.get("desc") if isinstance(value, dict) else None
        yield PermissionFact(
            name=name,
            reason=text_of(reason),
            has_reason=isinstance(reason, str),
            location=Location(path=_file(place), symbol=f"{_symbol(place)}permission.{name}"),
            extractor=_EXTRACTOR,
        )


def _interfaces(content: Mapping[str, Any], place: str) -> Iterator[DeclaredInterfaceFact]:
    for name in _texts(content.get("requiredPrivateInfos")):
        yield DeclaredInterfaceFact(
            name=name,
            location=Location(path=_file(place), symbol=f"{_symbol(place)}requiredPrivateInfos"),
            extractor=_EXTRACTOR,
        )


def _background(content: Mapping[str, Any], place: str) -> Iterator[BackgroundModeFact]:
    for mode in _texts(content.get("requiredBackgroundModes")):
        yield BackgroundModeFact(
            mode=mode,
            location=Location(path=_file(place), symbol=f"{_symbol(place)}requiredBackgroundModes"),
            extractor=_EXTRACTOR,
        )


def _plugins(content: Mapping[str, Any], place: str) -> Iterator[DependencyFact]:
    for package in (content, *_list(content.get("subPackages")), *_list(content.get("subpackages"))):
        for key in ("plugins", "dynamicLib"):
            plugins = package.get(key) if isinstance(package, dict) else None
            for alias, value in list(plugins.items())[:_MOST] if isinstance(plugins, dict) else ():
                provider = text_of(value.get("provider")) if isinstance(value, dict) else ""
                if provider:
                    yield DependencyFact(
                        source="plugin",
                        name=provider,
                        version=text_of(value.get("version")),
                        location=Location(path=_file(place), symbol=f"{_symbol(place)}{key}.{alias}"),
                        extractor=_EXTRACTOR,
                    )


def named_components(settings: Any, page: str) -> dict[str, str]:  # noqa: ANN401  # any JSON value
    """The path of each component that the settings of a page, component or app name, by the name of its element."""
    content = settings if isinstance(settings, dict) else {}
    chosen = _mapping(content.get("componentGenerics"))
    defaults = {name: _mapping(each).get("default") for name, each in list(chosen.items())[:_MOST]}
    return {**_named(content.get("usingComponents"), page), **_named(defaults, page)}


def _paths(components: object, page: str) -> tuple[str, ...]:
    """Component paths from the root, each once."""
    return tuple(dict.fromkeys(_named(components, page).values()))


def _named(components: object, page: str) -> dict[str, str]:
    """Component paths from the root: `./x` is beside the page, `/x` and `x` from the root; plugins are left out."""
    items = list(components.items())[:_MOST] if isinstance(components, dict) else []
    folder = page.split("/")[:-1]
    found = {}
    for name, value in items:
        path = text_of(value)
        if not path or "://" in path:
            continue
        parts = path.split("/")
        if parts[0] in (".", ".."):
            parts = [*folder, *parts]
        resolved: list[str] = []
        for part in parts:
            if part == "..":
                resolved = resolved[:-1]
            elif part not in ("", "."):
                resolved.append(part)
        found[name] = "/".join(resolved)
    return found


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: object) -> list[str]:
    return list(dict.fromkeys(filter(None, map(text_of, _list(value)))))


def _list(value: object) -> list[Any]:
    return value[:_MOST] if isinstance(value, list) else []


def _file(place: str) -> str:
    return place.partition("#")[0]


def _symbol(place: str) -> str:
    section = place.partition("#")[2]
    return f"{section}." if section else ""
