"""Reads the files of a mini-program into facts, texts and scripts; what cannot be read becomes a gap."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from appaudit.artifacts.base import (
    ArtifactReading,
    Failure,
    LimitReachedError,
    Limits,
    Stages,
    anomaly_facts,
    failure_of,
    gaps_for,
    grouped,
)
from appaudit.artifacts.mini_program.compiled_markup import compiled_texts, is_compiled_markup
from appaudit.artifacts.mini_program.configuration import (
    TAB_BAR,
    Configuration,
    named_components,
    read_manifest,
    read_settings,
    used_components,
)
from appaudit.artifacts.mini_program.dependencies import dependencies
from appaudit.artifacts.mini_program.json_files import exported_object, parse_json
from appaudit.artifacts.mini_program.layout import Layout, mini_program
from appaudit.artifacts.mini_program.markup import page_texts, web_page
from appaudit.artifacts.mini_program.never_seen import style_blocks
from appaudit.artifacts.mini_program.page_data import PageData
from appaudit.artifacts.mini_program.shown_markup import shown_markup
from appaudit.artifacts.mini_program.sources import Sources
from appaudit.artifacts.mini_program.texts import is_for_people, json_texts, script_texts
from appaudit.errors import ExtractionError
from appaudit.model.artifact import Artifact, Scripts, Text
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel
from appaudit.model.facts.package import AppFact, DependencyFact
from appaudit.model.location import Location

#: What style sheets end in, by the ending of the page.
_STYLES: Final = {"wxml": "wxss", "axml": "acss", "ttml": "ttss", "swan": "css", "qml": "qss", "ksml": "css"}
_SCRIPTS: Final = (".js", ".mjs", ".cjs", ".ts", ".jsx", ".tsx", ".vue")
_MARKUP: Final = (".wxml", ".axml", ".ttml", ".swan", ".qml", ".ksml", ".html")
#: Settings that say nothing to people.
_NO_TEXTS: Final = re.compile(
    r"(?:^|/)(?:package(?:-lock)?|project\.[\w.]*|mini\.project|tsconfig[\w.]*|jsconfig|sitemap|app-config|ext)\.json$"
)
#: Declarations of types, and what tests and mocks are called: no part of the product.
_NO_PART: Final = re.compile(r"\.d\.ts$|(?:^|/)(?:__tests__|__mocks__|cypress)/|\.(?:test|spec)\.[jt]sx?$")
_MODULE: Final = re.compile(r"""(?:^|[;\s}])define\(\s*["']([^"'\n]{1,400})["']\s*,\s*function""")
#: The kinds that this reader looks for, with those that mini-programs cannot have.
KINDS_READ: Final = frozenset(
    {
        "app",
        "api_call",
        "sensor_use",
        "permission",
        "ui_text",
        "dependency",
        "component",
        "meta_data",
        "native_library",
        "native_code",
        "certificate",
        "namespace",
    }
)
_DECLARED_KINDS: Final = ("app", "permission", "declared_interface", "background_mode", "dependency")
_MOST_SHOWN: Final = 5
_ALL_KINDS: Final = ("api_call", "sensor_use", "ui_text", "dependency")


class MiniProgramReading:
    """Reads one mini-program into `result`; the identity of its artifact is left to the caller."""

    def __init__(self, sources: Sources, layout: Layout | None, limits: Limits) -> None:
        artifact = Artifact(kind="mini_program", platform="miniprogram", path="", sha256="", size=0)
        self.result = ArtifactReading(artifact=artifact, kinds_read=KINDS_READ)
        self._whole = sources
        self._layout = layout
        self._sources = mini_program(sources, layout) if layout is not None else sources
        self._names = [name for name in self._sources.names() if not _NO_PART.search(name)]
        self._limits = limits
        self._left = limits.texts_bytes
        self._settings = Configuration()
        self._scripts: list[Text] = []
        self._markup: list[Text] = []
        self._pages: dict[str, str] = {}
        self._compiled: list[Text] = []
        self._named: dict[str, dict[str, str]] = {}

    def read(self, stages: Stages) -> None:
        """Read everything."""
        with stages("manifest"):
            self._read_settings()
        with stages("texts"):
            self._read_json()
            self._read_scripts()
        self._find_dependencies()
        settings = self._settings
        for page in filter(None, settings.with_own_bar):
            settings.components[page] = (*settings.components.get(page, ()), TAB_BAR)
        self.result.contents.scripts = Scripts(
            files=tuple(self._scripts),
            markup=tuple(self._markup),
            pages=tuple(settings.pages),
            components=tuple(settings.components.items()),
            everywhere=settings.everywhere,
        )
        self.result.facts += anomaly_facts(self._sources.anomalies)
        self._say_what_is_elsewhere()
        self._name()

    def _say_what_is_elsewhere(self) -> None:
        """Files of which a package has two, plugins without their code, and a first page that is one of the web."""
        for anomaly in self._sources.anomalies:
            if anomaly.code == "duplicate_name":
                name = anomaly.entry
                detail = Bilingual(
                    f"{name} 出现多次，只读取了第一个", f"{name} stands more than once: the first was read"
                )
                self._gap((*_DECLARED_KINDS, *_ALL_KINDS), "two_readings", name, detail)
        declared = {
            fact.name for fact in self.result.facts if isinstance(fact, DependencyFact) and fact.source == "plugin"
        }
        names = self.result.contents.entry_names
        missing = sorted(plugin for plugin in declared if not any(f"__plugin__/{plugin}/" in name for name in names))
        if missing:
            shown = ", ".join(missing[:_MOST_SHOWN])
            detail = Bilingual(f"插件的代码不在其中：{shown}", f"the code of plugins is not in it: {shown}")
            self._gap(("api_call", "sensor_use"), "missing_part", "plugins", detail)
        first = self._settings.pages[0] if self._settings.pages else ""
        address = next((web_page(page.text) for page in self._markup if page.place.rpartition(".")[0] == first), "")
        if first and address:
            detail = Bilingual(
                f"首页是网页（{address}），其中的行为不在小程序包内",
                f"the first page is a page of the web ({address}): what it does is not in the package",
            )
            self._gap(("api_call", "sensor_use", "ui_text"), "dynamic_code", first, detail)

    def _read_settings(self) -> None:
        layout = self._layout
        if layout is None:
            detail = Bilingual(
                "这是小程序的分包，应用配置在主包中；请把主包与分包放在同一目录，并扫描该目录",
                "this is a sub-package: the settings stand in the main package. Lay both in one folder and scan that",
            )
            self._gap(_DECLARED_KINDS, "missing_part", "app-config.json", detail, CoverageLevel.NONE)
            self._gap(("api_call", "ui_text"), "missing_part", "app-config.json", detail)
            return
        self._fail(_DECLARED_KINDS, layout.failures, CoverageLevel.PARTIAL)
        try:
            settings = self._parsed(layout.configuration)
            if layout.flavour == "uni_app":
                self._settings = read_manifest(settings, self._parsed("pages.json"), layout)
            else:
                self._settings = read_settings(settings, layout, layout.configuration)
        except ExtractionError as error:
            self._fail(_DECLARED_KINDS, [(layout.configuration, error)], CoverageLevel.NONE)
            return
        if not isinstance(settings, dict):
            detail = Bilingual("不是JSON对象", "no JSON object")
            self._gap(_DECLARED_KINDS, "unreadable", layout.configuration, detail, CoverageLevel.NONE)
        self._read_extension()
        self._check_parts(settings)
        self.result.facts += self._settings.facts

    def _read_extension(self) -> None:
        """ext.json, by which a platform that builds for others overrides settings."""
        for name in ("ext.json",):
            if name in self._names:
                try:
                    own = read_settings(self._parsed(name), self._layout, name) if self._layout else Configuration()
                    self._settings.facts += own.facts
                except ExtractionError as error:
                    self._fail(_DECLARED_KINDS, [(name, error)], CoverageLevel.PARTIAL)

    def _check_parts(self, settings: Any) -> None:  # noqa: ANN401  # any JSON value
        """Sub-packages that the settings list and that are not among the files."""
        content = settings if isinstance(settings, dict) else {}
        listed = [*_list(content.get("subPackages")), *_list(content.get("subpackages"))]
        roots = {str(each.get("root") or "").strip("/") for each in listed if isinstance(each, dict)}
        missing = [
            root for root in sorted(roots - {""}) if not any(name.startswith(f"{root}/") for name in self._names)
        ]
        if missing:
            shown = ", ".join(missing[:5]) + (f", … ({len(missing)})" if len(missing) > 5 else "")
            detail = Bilingual(
                f"配置列出的分包不在所提供的文件中：{shown}",
                f"sub-packages that the settings list are not among the files: {shown}",
            )
            self._gap(_ALL_KINDS, "missing_part", "subPackages", detail)

    def _read_json(self) -> None:
        failures = []
        for name in self._names:
            if not name.endswith(".json") or name == "package-lock.json":
                continue
            try:
                content = self._parsed(name)
            except ExtractionError as error:
                if not _NO_TEXTS.search(name):
                    failures.append((name, error))
                continue
            page = name.removesuffix(".json")
            components = used_components(content, page)
            if components and page != "app":
                self._settings.components[page] = components
            self._named[page] = named_components(content, page if page != "app" else "")
            if not _NO_TEXTS.search(name) or name == "app-config.json":
                self.result.contents.texts += json_texts(content, name)
        self._fail(("ui_text",), failures, CoverageLevel.PARTIAL)

    def _read_scripts(self) -> None:
        failures = []
        for name in self._names:
            try:
                if name.endswith(_SCRIPTS):
                    self._add_script(name, self._text(name))
                elif name.endswith(_MARKUP):
                    self._add_markup(name, self._text(name))
            except ExtractionError as error:
                failures.append((name, error))
        self._add_pages()
        self._fail(("api_call", "sensor_use", "ui_text"), failures, CoverageLevel.PARTIAL)
        if not self._scripts:
            detail = Bilingual("没有可读的脚本", "no script that could be read")
            self._gap(("api_call", "sensor_use"), "unreadable", "*.js", detail, CoverageLevel.NONE)

    def _add_script(self, name: str, script: str) -> None:
        self._scripts.append(Text(place=name, text=script))
        texts = self.result.contents.texts
        if is_compiled_markup(script):
            self._markup.append(Text(place=name, text=script))
            self._compiled.append(Text(place=name, text=script))
        if name.endswith(".vue"):
            self._add_page(name, script)
        texts += script_texts(script, name)

    def _add_markup(self, name: str, markup: str) -> None:
        self._markup.append(Text(place=name, text=markup))
        if is_compiled_markup(markup):
            self._compiled.append(Text(place=name, text=markup))
        elif not name.endswith(".html") or self._layout is None or self._layout.flavour != "package":
            self._pages[name] = markup

    def _add_pages(self) -> None:
        """The texts of the pages; of what nobody is ever shown, none."""
        default = self._named.get("app", {})
        shown = shown_markup(self._pages, self._settings.pages, self._named, default)
        scripts = [script.text for script in self._scripts]
        own = {script.place: script.text for script in self._scripts}
        is_known = self._layout is not None and self._layout.flavour == "native" and "plugin.json" not in self._names
        for name, markup in self._pages.items() if is_known else ():
            stem = name.rpartition(".")[0]
            script = next((own[place] for end in (".js", ".ts") if (place := stem + end) in own), "")
            data = PageData("" if name in shown.shared else script, scripts)
            page = page_texts(markup, name, self._styles_of(name, markup), data.value, shown.called[name])
            is_shown = shown.files is None or name in shown.files
            self.result.contents.texts += page.texts if is_shown else ()
            self.result.facts += page.check_boxes()
        for name, markup in () if is_known else self._pages.items():
            self._add_page(name, markup)
        modules = _modules(self._scripts) if self._compiled else {}
        for compiled in self._compiled:
            found = compiled_texts(compiled.text, compiled.place, lambda page: _data_of(page, modules).value)
            self.result.contents.texts += [text for text in found if is_for_people(text.text)]

    def _add_page(self, name: str, markup: str) -> None:
        page = page_texts(markup, name, self._styles_of(name, markup))
        self.result.contents.texts += page.texts
        self.result.facts += page.check_boxes()

    def _styles_of(self, name: str, markup: str) -> list[str]:
        """The style sheets of a page: those of the app and its own, or what stands in a file of Vue."""
        if name.endswith(".vue"):
            return style_blocks(markup)
        stem, ending = name.rpartition(".")[0], _STYLES.get(name.rpartition(".")[2], "")
        found = []
        for sheet in (f"app.{ending}", f"{stem}.{ending}"):
            if ending and sheet in self._names:
                with contextlib.suppress(ExtractionError):  # texts are then taken as seen
                    found.append(self._text(sheet, counts=False))
        return found

    def _find_dependencies(self) -> None:
        modules = list(dict.fromkeys(found for script in self._scripts for found in _MODULE.findall(script.text)))
        found, failures = dependencies(self._whole, list(self._whole.names()), modules)
        self.result.facts += found
        self._fail(("dependency",), failures, CoverageLevel.PARTIAL)
        self.result.contents.entry_names = [*self._names, *modules]

    def _name(self) -> None:
        """What the artifact is called, as far as its own files say."""
        layout, settings = self._layout, self._settings
        app_id = settings.app_id or (layout.app_id if layout is not None else "")
        label = settings.label or (layout.name if layout is not None else "")
        host = layout.host if layout is not None else "wechat"
        self.result.artifact = replace(
            self.result.artifact,
            host=host,
            package=app_id,
            label=label,
            version_name=settings.version_name,
            version_code=settings.version_code,
        )
        if layout is not None:
            self.result.facts.append(
                AppFact(
                    package=app_id,
                    label=label,
                    version_name=settings.version_name,
                    version_code=settings.version_code,
                    launcher=settings.pages[0] if settings.pages else "",
                    location=Location(path=layout.configuration),
                    extractor="mini_program",
                )
            )

    def _parsed(self, name: str) -> Any:  # noqa: ANN401  # any JSON value
        text = self._text(name, counts=False)
        return parse_json(text, name) if name.endswith(".json") else exported_object(text, name)

    def _text(self, name: str, *, counts: bool = True) -> str:
        content = self._sources.read(name)
        most = min(self._limits.text_bytes, self._left)
        if len(content) > most:
            raise LimitReachedError(
                f"{name}: {len(content)} bytes of text are more than the limits leave",
                zh=f"{name}：文本 {len(content)} 字节，超出限制的余量",
            )
        if counts:
            self._left -= len(content)
        return content.decode("utf-8-sig", "replace")

    def _fail(
        self, kinds: tuple[str, ...], failures: Sequence[tuple[str, ExtractionError]], level: CoverageLevel
    ) -> None:
        for reason, part, detail in grouped(failure_of(error, name) for name, error in failures):
            self.result.gaps += gaps_for(kinds, level, reason, part, detail)

    def _gap(
        self,
        kinds: tuple[str, ...],
        reason: Any,  # noqa: ANN401  # a reason for a gap
        part: str,
        detail: Bilingual,
        level: CoverageLevel = CoverageLevel.PARTIAL,
    ) -> None:
        for failure in grouped([Failure(reason, part, detail)]):
            self.result.gaps += gaps_for(kinds, level, failure.reason, failure.part, failure.detail)


def _modules(scripts: Sequence[Text]) -> dict[str, str]:
    """The modules that the scripts of a package define, by their paths."""
    found = {}
    for script in scripts:
        starts = list(_MODULE.finditer(script.text))
        for index, start in enumerate(starts):
            end = starts[index + 1].start() if index + 1 < len(starts) else len(script.text)
            found[start.group(1)] = script.text[start.end() : end]
    return found


def _data_of(page: str, modules: Mapping[str, str]) -> PageData:
    """What is known of the variables of a compiled page."""
    return PageData(modules.get(f"{page.rpartition('.')[0]}.js", ""), list(modules.values()))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
