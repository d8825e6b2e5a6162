"""What kind of project the files are, for which host, and in which folder of them the mini-program lies.

Names of files and keys are those of the hosts' documentation of their projects (project.config.json of WeChat, QQ and
Douyin, mini.project.json of Alipay, project.swan.json of Baidu), of uni-app (manifest.json, pages.json) and of Taro
(app.config), checked 2026-11-27 on source trees of six of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final, Literal

from appaudit.artifacts.mini_program.json_files import exported_object, parse_json
from appaudit.artifacts.mini_program.sources import PartOfSources, Sources
from appaudit.errors import ExtractionError
from appaudit.model.record import record
from appaudit.model.words import Host

#: `package` is what a build tool of WeChat wrote, `native` a source or build folder of any host.
Flavour = Literal["package", "native", "uni_app", "taro", "game"]

_MARKUP: Final[dict[str, Host]] = {
    ".wxml": "wechat",
    ".axml": "alipay",
    ".ttml": "douyin",
    ".swan": "baidu",
    ".qml": "qq",
}
#: Files that describe a project and where in it the mini-program lies: the keys that name its folder, and the host
#: where only one uses the file.
_PROJECT_FILES: Final[tuple[tuple[str, tuple[str, ...], Host], ...]] = (
    ("project.config.json", ("miniprogramRoot", "srcMiniprogramRoot"), ""),
    ("mini.project.json", ("miniprogramRoot",), "alipay"),
    ("project.swan.json", ("smartProgramRoot",), "baidu"),
    ("project.tt.json", ("miniprogramRoot",), "douyin"),
    ("project.qq.json", ("miniprogramRoot",), "qq"),
)
#: Sections of the manifest of uni-app, the host of each.
UNI_APP_SECTIONS: Final[dict[str, Host]] = {
    "mp-weixin": "wechat",
    "mp-alipay": "alipay",
    "mp-baidu": "baidu",
    "mp-toutiao": "douyin",
    "mp-qq": "qq",
}
_APP_ID: Final = re.compile(r"(?:wx|tt)[0-9a-f]{16}")
_TARO_CONFIGURATIONS: Final = ("app.config.ts", "app.config.js", "app.config.tsx", "app.config.jsx")
#: What else lies in a project of uni-app or Taro and is a build of it, or of no mini-program at all.
_BUILDS: Final = ("unpackage/", "dist/", "build/", "platforms/", "App-Plus/", "static/app-plus/")
#: What the settings of an app cannot do without, one of them.
_APP_KEYS: Final = frozenset({"pages", "subPackages", "subpackages", "entryPagePath"})


@record
class Layout:
    """A mini-program among files: how it was made, for whom, and the file that holds its settings.

    `root` is the folder it lies in, empty where that is all of them. `app_id` is what the project file says, `failures`
    are the files in question that could not be read.
    """

    flavour: Flavour
    configuration: str
    root: str = ""
    host: Host = ""
    app_id: str = ""
    name: str = ""
    failures: tuple[tuple[str, ExtractionError], ...] = ()


def layout_of(sources: Sources) -> Layout | None:
    """The layout of a mini-program, None where the files are none."""
    names = set(sources.names())
    project = _Project(sources, names)
    found = _native(project, names, "") or _in_named_folder(project, names) or _framework(project, names)
    if found is None:
        return None
    return found


def mini_program(sources: Sources, layout: Layout) -> Sources:
    """The files that belong to the mini-program itself."""
    part = PartOfSources(sources, layout.root) if layout.root else sources
    return _WithoutBuilds(part) if layout.flavour in ("uni_app", "taro") else part


class _WithoutBuilds:
    """Sources of a framework without what it built from them."""

    def __init__(self, whole: Sources) -> None:
        self._whole = whole
        self.anomalies = whole.anomalies

    def names(self) -> Sequence[str]:
        return [name for name in self._whole.names() if not name.startswith(_BUILDS)]

    def read(self, name: str) -> bytes:
        return self._whole.read(name)


class _Project:
    """What the project files say; those that cannot be read are kept."""

    def __init__(self, sources: Sources, names: set[str]) -> None:
        self._sources = sources
        self.failures: list[tuple[str, ExtractionError]] = []
        self.folders: list[str] = []
        self.host: Host = ""
        self.app_id = ""
        self.name = ""
        for file, keys, host in _PROJECT_FILES:
            content = self.json(file) if file in names else None
            if not isinstance(content, dict):
                continue
            self.host = self.host or host or _host_of_project(content)
            self.app_id = self.app_id or text_of(content.get("appid"))
            self.name = self.name or text_of(content.get("projectname"))
            self.folders += [_folder(content[key]) for key in keys if isinstance(content.get(key), str)]

    def json(self, name: str) -> Any:  # noqa: ANN401  # any JSON value
        """What a file holds; None where it cannot be read."""
        try:
            text = self._sources.read(name).decode("utf-8", "replace")
            return (
                exported_object(text, name) if name.endswith((".ts", ".js", ".tsx", ".jsx")) else parse_json(text, name)
            )
        except ExtractionError as error:
            self.failures.append((name, error))
            return None

    def made(self, flavour: Flavour, configuration: str, root: str, host: Host, app_id: str = "") -> Layout:
        return Layout(
            flavour=flavour,
            configuration=configuration,
            root=root,
            host=host,
            app_id=app_id or self.app_id,
            name=self.name,
            failures=tuple(self.failures),
        )


def _native(project: _Project, names: set[str], root: str) -> Layout | None:
    """Settings in app-config.json (a package that was taken apart), app.json, or game.json."""
    prefix = f"{root}/" if root else ""
    if f"{prefix}app-config.json" in names:
        return project.made("package", "app-config.json", root, "wechat")
    inside = [name for name in names if name.startswith(prefix)] if root else list(names)
    if f"{prefix}app.json" in names:
        content = project.json(f"{prefix}app.json")
        is_app = isinstance(content, dict) and not _APP_KEYS.isdisjoint(content)
        has_markup = any(name.endswith(tuple(_MARKUP)) for name in inside)
        if is_app or (content is None and has_markup):
            return project.made("native", "app.json", root, _host(project, inside))
    if f"{prefix}game.json" in names and f"{prefix}game.js" in names:
        return project.made("game", "game.json", root, project.host or _host_of_markup(inside) or "wechat")
    return None


def _in_named_folder(project: _Project, names: set[str]) -> Layout | None:
    for folder in project.folders:
        found = _native(project, names, folder) if folder else None
        if found is not None:
            return found
    return None


def _framework(project: _Project, names: set[str]) -> Layout | None:
    for root in ("", "src"):
        prefix = f"{root}/" if root else ""
        if f"{prefix}manifest.json" in names and f"{prefix}pages.json" in names:
            manifest = project.json(f"{prefix}manifest.json")
            host, app_id = _host_of_manifest(manifest)
            return project.made("uni_app", "manifest.json", root, host, app_id)
    for root in ("src", ""):
        prefix = f"{root}/" if root else ""
        for name in _TARO_CONFIGURATIONS:
            if prefix + name in names:
                return project.made("taro", name, root, project.host or "wechat")
    return None


def _host_of_manifest(manifest: Any) -> tuple[Host, str]:  # noqa: ANN401  # any JSON value
    """The host for which a project of uni-app is made: the first that has an id, else the first that has settings."""
    sections = manifest if isinstance(manifest, dict) else {}
    named = [
        (host, text_of(sections[section].get("appid")))
        for section, host in UNI_APP_SECTIONS.items()
        if isinstance(sections.get(section), dict)
    ]
    with_id = [pair for pair in named if pair[1]]
    return (with_id or named or [("", "")])[0]


def _host_of_project(content: dict[str, Any]) -> Host:
    app_id = text_of(content.get("appid"))
    if "qqappid" in content and not app_id:
        return "qq"
    return "douyin" if app_id.startswith("tt") else "wechat" if _APP_ID.fullmatch(app_id) else ""


def _host(project: _Project, names: Sequence[str]) -> Host:
    """The host whose markup the pages are in; project files of other hosts are left over where a project moved."""
    by_markup = _host_of_markup(names)
    # QQ and Douyin read the markup of WeChat as well.
    return project.host if by_markup in ("", "wechat") and project.host else by_markup


def _host_of_markup(names: Sequence[str]) -> Host:
    counts = Counter(_MARKUP[ending] for name in names if (ending := _ending(name)) in _MARKUP)
    return counts.most_common(1)[0][0] if counts else ""


def _ending(name: str) -> str:
    file = name.rpartition("/")[2]
    return f".{file.rpartition('.')[2].lower()}" if "." in file else ""


def _folder(value: str) -> str:
    """A folder as names have it: `./miniprogram/` is `miniprogram`; what leads out of the project is none."""
    parts = [part for part in value.replace("\\", "/").split("/") if part not in ("", ".")]
    return "" if ".." in parts else "/".join(parts)


def text_of(value: object) -> str:
    """A text of JSON; empty for any other value."""
    return value.strip() if isinstance(value, str) else ""
