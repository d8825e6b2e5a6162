"""Reads one HarmonyOS module: its configuration, texts, dependencies, native libraries, and what is in it unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from appaudit.abc import record_names
from appaudit.artifacts.apk.native import native_libraries
from appaudit.artifacts.apk.texts import page_of, shown_text
from appaudit.artifacts.base import Failure, LimitReachedError, Limits, failure_of, gaps_for, grouped
from appaudit.artifacts.harmony.dependencies import (
    LIBRARY_NAME,
    LISTS,
    MAPS_NAME,
    listed_packages,
    own_package,
    packages_in_code,
    packages_of_project,
    required_packages,
)
from appaudit.artifacts.harmony.element_texts import ElementTexts, is_element_file
from appaudit.artifacts.harmony.json_values import json_object, repeated_keys, texts_at
from appaudit.artifacts.harmony.missing_parts import PACK_NAME, framework_code, listed_modules
from appaudit.artifacts.harmony.module_file import (
    HarmonyModule,
    ModuleTexts,
    read_module,
)
from appaudit.artifacts.harmony.module_names import MODULE_NAME, OLD_MODULE_NAME
from appaudit.artifacts.harmony.resource_index import LocalText, ResourceIndex
from appaudit.artifacts.harmony.sources import ModuleFiles
from appaudit.artifacts.harmony.written_sources import packages_of, read_sources, source_names
from appaudit.errors import ExtractionError
from appaudit.model.artifact import ArkBytecode, ArkSources, Text
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CODE_KINDS, MANIFEST_KINDS, CoverageLevel, Gap
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import UiTextFact
from appaudit.model.facts.mini_program import BackgroundModeFact
from appaudit.model.facts.package import DependencyFact, NativeLibraryFact, PermissionFact

#: Kinds of fact that a reader of HarmonyOS packages looks for.
KINDS_READ: Final = frozenset(
    (
        *MANIFEST_KINDS,
        BackgroundModeFact.kind,
        *CODE_KINDS,
        DependencyFact.kind,
        NativeLibraryFact.kind,
        UiTextFact.kind,
    )
)
#: The kinds that the configuration of a module fills.
_DECLARED: Final = (*MANIFEST_KINDS, BackgroundModeFact.kind)
_INDEX: Final = "resources.index"
_BYTECODE: Final = ".abc"
_BYTECODE_BEGINS: Final = b"PANDA\0\0\0"
_PROFILE: Final = "resources/base/profile/{}.json"
#: Code that the device runs as machine code: compiled ahead of time from bytecode, or native to begin with.
_AHEAD_OF_TIME: Final = (".an", ".ai")
_SOURCES: Final = (".ets", ".ts", ".js")
#: Files that pages in a web view show, and other texts that a package brings along.
_TEXT_FOLDERS: Final = ("resources/rawfile/", "resources/resfile/", "src/main/resources/rawfile/", "assets/")
#: Code of the FA model: scripts that a build bundled, and what Java was compiled to.
_OLDER_CODE: Final = re.compile(r"^(?:assets/js/.*\.(?:js|bin)|classes\d*\.dex)$")
_TEXT_SUFFIXES: Final = (".html", ".htm", ".js", ".txt", ".json", ".md", ".vue")
_BINARY_PROBE: Final = 4096
#: Where a library has what a module has at its root.
_LIBRARY_ROOT: Final = "src/main/"
_CONFIGURATIONS: Final = (
    MODULE_NAME,
    OLD_MODULE_NAME,
    f"{_LIBRARY_ROOT}{MODULE_NAME}",
    f"{_LIBRARY_ROOT}{OLD_MODULE_NAME}",
    f"{_LIBRARY_ROOT}{MODULE_NAME}5",
)
#: Keys that a gap names.
_MOST_KEYS: Final = 5
_LONGEST_KEYS: Final = 120
_LIBRARIES = re.compile(r"^libs/")
#: What the compiler of C++ brings along for the libraries of others.
_OF_THE_COMPILER: Final = frozenset(("libc++_shared.so",))


class ModuleReading:
    """What was read of one module; `module` is None where its configuration could not be read.

    `library` is what the module is called as a package of ohpm, where it is one.
    """

    def __init__(self, files: ModuleFiles, limits: Limits) -> None:
        """Nothing is read yet."""
        self.module: HarmonyModule | None = None
        self.library: DependencyFact | None = None
        self.facts: list[Fact] = []
        self.gaps: list[Gap] = []
        self.texts: list[Text] = []
        self.names: list[str] = []
        self.bytecode: list[ArkBytecode] = []
        self.sources: ArkSources | None = None
        self._files = files
        self._limits = limits
        self._index: ModuleTexts | None = None
        self._package: Mapping[str, Any] = {}

    def read(self, own: frozenset[str] = frozenset()) -> None:
        """Read everything; `own` are names of modules of the app that is read."""
        self.names = self._files.names()
        self._read_index()
        self._read_configuration()
        self._read_dependencies(own)
        self._read_sources()
        self._read_files()
        self._say_what_is_unread()

    @property
    def wanted_modules(self) -> tuple[str, ...]:
        """The modules of the app that this one names, by the list of the app and by what it needs."""
        needed = self.module.needed if self.module is not None else ()
        if self._files.holds_sources or not self._files.has(PACK_NAME):
            return needed
        try:
            return (*needed, *listed_modules(self._files.read(PACK_NAME)))
        except ExtractionError:
            return needed  # nobody says that it would name another module

    def place(self, name: str) -> str:
        """Where a file of the module is in the artifact."""
        return self._files.prefix + name

    def _read_index(self) -> None:
        place = self.place(_INDEX)
        if not self._files.has(_INDEX):
            self._read_elements()
            return
        try:
            self._index = index = ResourceIndex(self._files.read(_INDEX), place, self._limits)
        except ExtractionError as error:
            self._add_gaps((UiTextFact.kind,), [failure_of(error, place)])
            return
        self.texts += [_text(place, name, text) for name, text in index.all_texts()]
        if index.lists:
            count = index.lists
            detail = Bilingual(
                f"{count} 项字符串数组和复数资源未读取", f"{count} lists of texts and plurals were not read"
            )
            self._add_gaps((UiTextFact.kind,), [Failure("not_read", place, detail)])

    def _read_elements(self) -> None:
        """Texts of a library, which are compiled with the app that it becomes a part of."""
        failures, elements = [], ElementTexts()
        for name in filter(is_element_file, self.names):
            try:
                elements.add(name, self._files.read(name), self.place(name))
            except ExtractionError as error:
                failures.append(failure_of(error, self.place(name)))
        self._index = elements
        self.texts += [_text(self.place("resources"), name, text) for name, text in elements.all_texts()]
        self._add_gaps((UiTextFact.kind,), grouped(failures))

    def _read_configuration(self) -> None:
        name = next(filter(self._files.has, _CONFIGURATIONS), "")
        if not name:
            detail = Bilingual(f"没有 {MODULE_NAME}", f"there is no {MODULE_NAME}")
            self._add_gaps(_DECLARED, [Failure("unreadable", self.place(MODULE_NAME), detail)], CoverageLevel.NONE)
            return
        place = self.place(name)
        try:
            content = self._files.read(name)
            self.module = read_module(json_object(content, place), self._index, place)
        except ExtractionError as error:
            self._add_gaps(_DECLARED, [failure_of(error, place)], CoverageLevel.NONE)
            return
        self.facts += self.module.facts
        if repeated := repeated_keys(content):
            keys = ", ".join(repeated[:_MOST_KEYS])[:_LONGEST_KEYS]
            detail = Bilingual(f"同一对象中有重复的键：{keys}", f"keys stand more than once in one object: {keys}")
            self._add_gaps(_DECLARED, [Failure("two_readings", place, detail)])
        if self.module.unresolved:
            names = "、".join(self.module.unresolved), ", ".join(self.module.unresolved)
            detail = Bilingual(f"权限说明的文字未能读取：{names[0]}", f"reasons whose text was not read: {names[1]}")
            self._add_gaps((PermissionFact.kind,), [Failure("unreadable", self.place(_INDEX), detail)])

    def _packages_of_project(self) -> frozenset[str]:
        """What the source map says to be of the project; one that cannot be read says nothing, as most have none."""
        if not self._files.has(MAPS_NAME):
            return frozenset()
        try:
            return packages_of_project(json_object(self._files.read(MAPS_NAME), self.place(MAPS_NAME)))
        except ExtractionError:
            return frozenset()

    def _read_dependencies(self, own: frozenset[str]) -> None:
        failures = []
        for name in (*LISTS, LIBRARY_NAME):
            if not self._files.has(name):
                continue
            place = self.place(name)
            try:
                values = json_object(self._files.read(name), place)
            except ExtractionError as error:
                failures.append(failure_of(error, place))
                continue
            if name == LIBRARY_NAME:
                self._package = values
                self.library = own_package(values, place, here=bool(self._files.folder))
                self.facts += [self.library] if self.library else []
                self.facts += required_packages(values, place)
            else:
                self.facts += listed_packages(values, place, own | {self.module.name if self.module else ""})
        own |= {self.module.name if self.module else "", self.library.name if self.library else ""}
        for name in filter(self._is_bytecode, self.names):
            place = self.place(name)
            try:
                data = self._files.read(name)
                started, pages = self._entries()
                whole = not self._files.holds_sources
                self.bytecode.append(ArkBytecode(place=place, data=data, started=started, pages=pages, in_app=whole))
                self.facts += packages_in_code(record_names(data, place), place, own)
            except ExtractionError as error:
                failures.append(failure_of(error, place))
                if not self.bytecode or self.bytecode[-1].place != place:
                    self._add_gaps(CODE_KINDS, [failure_of(error, place)], CoverageLevel.NONE)
        self._add_gaps((DependencyFact.kind,), grouped(failures))
        if any(isinstance(fact, DependencyFact) for fact in self.facts):
            here = self._packages_of_project()
            self.facts = [
                replace(fact, here=True) if isinstance(fact, DependencyFact) and fact.name in here else fact
                for fact in self.facts
            ]

    def _is_bytecode(self, name: str) -> bool:
        """Whether a file is bytecode by its name, or by how it begins where any file may lie."""
        return name.endswith(_BYTECODE) or (
            name.startswith(_TEXT_FOLDERS) and self._files.beginning(name).startswith(_BYTECODE_BEGINS)
        )

    def _read_sources(self) -> None:
        """Sources of a library or of a folder; those beside bytecode were compiled into it."""
        if not self._files.holds_sources or self.bytecode:
            return
        folder = self._files.folder or (self.library.name if self.library else "")
        started, pages = self._entries() if self._files.folder else ((), ())
        files, failures = read_sources(self._files, source_names(self.names), folder, self._limits)
        self._add_gaps((*CODE_KINDS, UiTextFact.kind), failures)
        if files:
            packages = packages_of(self._package, folder)
            self.sources = ArkSources(files=files, packages=packages, started=started, pages=pages)

    def _entries(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Where the system enters the code of the module: files that it starts, and pages in their order."""
        if self.module is None:
            return (), ()
        profile = _PROFILE.format(self.module.pages)
        name = next(filter(self._files.has, (profile, _LIBRARY_ROOT + profile)), "")
        pages: tuple[str, ...] = ()
        if self.module.pages and name:
            try:
                pages = tuple(texts_at(json_object(self._files.read(name), self.place(name)), "src"))
            except ExtractionError as error:
                self._add_gaps(CODE_KINDS, [failure_of(error, self.place(name))])
        return self.module.started, pages

    def _read_files(self) -> None:
        in_app = {_LIBRARIES.sub("lib/", name.removeprefix(_LIBRARY_ROOT)): name for name in reversed(self.names)}
        for fact in native_libraries(list(in_app)):
            place = self.place(in_app[fact.location.path])
            self.facts.append(replace(fact, location=replace(fact.location, path=place), extractor="harmony.native"))
        failures, left = [], self._limits.texts_bytes
        for name in self.names:
            if not name.startswith(_TEXT_FOLDERS) or not name.lower().endswith(_TEXT_SUFFIXES):
                continue
            try:
                size = self._files.size(name)
                if size > min(self._limits.text_bytes, left):
                    raise LimitReachedError(
                        f"{self.place(name)}: {size} bytes of text are more than the limits leave",
                        zh=f"{self.place(name)}：文本 {size} 字节，超出限制的余量",
                    )
                left -= size
                data = self._files.read(name)
            except ExtractionError as error:
                failures.append(failure_of(error, self.place(name)))
                continue
            if b"\0" not in data[:_BINARY_PROBE] and (text := shown_text(data, name)):
                self.texts.append(Text(place=self.place(name), text=text, markup=page_of(data, text, name)))
        self._add_gaps((UiTextFact.kind,), grouped(failures))

    def _say_what_is_unread(self) -> None:
        """Code other than bytecode is not read; texts in it are not, either."""
        if self._files.damage:
            kinds = (*_DECLARED, *CODE_KINDS, DependencyFact.kind, NativeLibraryFact.kind, UiTextFact.kind)
            self._add_gaps(kinds, [Failure("unreadable", self._files.prefix.rstrip("!") or "zip", self._files.damage)])
        bytecode = [name for name in self.names if name.endswith(_BYTECODE)]
        ahead = [name for name in self.names if name.endswith(_AHEAD_OF_TIME)]
        sources = [name for name in self.names if name.endswith(_SOURCES) and not name.startswith(_TEXT_FOLDERS)]
        sources = [name for name in sources if not name.endswith((".d.ets", ".d.ts"))]
        sources = [] if self._files.holds_sources else sources
        older = [name for name in self.names if _OLDER_CODE.search(name)]
        unread = (
            (older, Bilingual("FA模型的脚本与DEX代码未读取", "scripts and DEX code of the FA model are not read")),
            (ahead, Bilingual("预先编译的机器码未读取", "machine code that was compiled ahead of time is not read")),
            (sources, Bilingual("ArkTS与JavaScript源代码未读取", "sources in ArkTS and JavaScript are not read")),
        )
        for names, detail in unread:
            if names:
                self._add_gaps(CODE_KINDS, [Failure("not_read", self.place(names[0]), detail)], CoverageLevel.NONE)
                self._add_gaps((UiTextFact.kind,), [Failure("not_read", self.place(names[0]), detail)])
        if not bytecode and not ahead and not sources and not older and not self.sources:
            detail = Bilingual("模块中没有代码", "the module holds no code")
            self._add_gaps(CODE_KINDS, [Failure("unreadable", self.place("ets/"), detail)], CoverageLevel.NONE)
        self._add_gaps(CODE_KINDS, grouped(framework_code(self.names, self._files.prefix)))
        if any(isinstance(fact, NativeLibraryFact) and fact.name not in _OF_THE_COMPILER for fact in self.facts):
            detail = Bilingual("原生库中的代码未读取", "code of native libraries is not read")
            self._add_gaps(CODE_KINDS, [Failure("native_code", self.place("libs/"), detail)])

    def _add_gaps(
        self, kinds: tuple[str, ...], failures: Iterable[Failure], level: CoverageLevel = CoverageLevel.PARTIAL
    ) -> None:
        for reason, part, detail in failures:
            self.gaps += gaps_for(kinds, level, reason, part, detail)


def _text(place: str, name: str, text: LocalText) -> Text:
    return Text(place=f"{place}#{name} ({text.locale})" if text.locale else f"{place}#{name}", text=text.text)
