"""Where the host enters a program: the app, its pages and components, and what a person touches on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Final, Literal

from appaudit.lexicon.scripts import ScriptWords
from appaudit.model.record import record
from appaudit.scripts import syntax as s
from appaudit.scripts.graph import Node
from appaudit.scripts.modules import Module, arguments, page_of
from appaudit.scripts.scopes import ANY, key_of
from appaudit.scripts.shown_components import ShownComponents
from appaudit.scripts.sources import ScriptProgram, suffix_of, without_suffix
from appaudit.scripts.values import Evaluator, Value, callee_name

Part = Literal["app", "page", "component"]
#: How compiled uni-app names a page: with a function that gives its options, or the options.
_DEFINES: Final = "__definePage"
#: What adds to the options of every page and component: `Vue.mixin({ … })`.
_MIXES: Final = "mixin"
#: What runs when a value changes, and where that runs at once too: `watch: {a: {handler () { … }, immediate: true}}`.
_WATCHED: Final = "watch"
_AT_ONCE: Final = "immediate"
_HANDLER: Final = "handler"
_TELLING: Final = frozenset(
    ("onLaunch", "onLoad", "onShow", "onReady", "onPullDownRefresh", "mounted", "methods", "onHide")
)


@record
class Registered:
    """An app, page or component: the value of its options, and its path as configurations write it."""

    part: Part
    path: str
    options: Value


@record(frozen=False)
class Entries:
    """Functions that are entered: at launch in order, and otherwise.

    `starts` are those that begin a page, by its path, those of the app under the empty one; `shows` those that run when
    a page comes back into sight. `handlers` are the functions that markup binds, by page and name.
    """

    launch: list[Node] = field(default_factory=list)
    other: list[Node] = field(default_factory=list)
    registered: list[Registered] = field(default_factory=list)
    starts: dict[str, list[Node]] = field(default_factory=dict)
    shows: dict[str, list[Node]] = field(default_factory=dict)
    first_page: str = ""
    handlers: dict[tuple[str, str], list[Node]] = field(default_factory=dict)


class EntryFinder:
    """Finds entries of a program."""

    def __init__(self, evaluator: Evaluator, words: ScriptWords, program: ScriptProgram) -> None:
        self._evaluator = evaluator
        self._modules = evaluator.modules
        self._words = words
        self._program = program
        self.shown = ShownComponents(program, self._modules)
        self._pages = {page.lstrip("/") for page in program.pages}

    def register(self) -> list[Registered]:
        """Apps, pages and components that the program makes; must run before calls are resolved, for `getApp()`."""
        found: dict[tuple[Part, Value, str], Registered] = {}
        for number, tree in enumerate(self._modules.trees):
            for call in tree.of_kind(s.CALL):
                for item in self._made(number, call):
                    found.setdefault((item.part, item.options, item.path), item)
            for item in self._replaced(number):
                found.setdefault((item.part, item.options, item.path), item)
        for module in self._modules.modules:
            for item in self._exported(module):
                found.setdefault((item.part, item.options, item.path), item)
        known = {item.options for item in found.values()}
        for item in self._by_names(known):
            found.setdefault((item.part, item.options, item.path), item)
        apps = (item.options for item in found.values() if item.part == "app")
        self._evaluator.apps += [options for options in apps if options[0] != "parameter"]
        return list(found.values())

    def _made(self, number: int, call: int) -> Iterator[Registered]:
        """Options handed to `App(…)`, `Page(…)`, `createPage(…)` and the like."""
        tree = self._modules.trees[number]
        name = callee_name(tree, call)
        words = self._words
        part: Part
        if name in words.makes_app:
            part = "app"
        elif name in words.makes_page or name in (_DEFINES, _MIXES):
            part = "page"
        elif name in words.makes_component:
            part = "component"
        else:
            return
        module = self._modules.module_of(number, call)
        path = self._first() if name == _MIXES else page_of(module.path)
        for argument in arguments(tree, call)[:2]:
            if tree.kind[argument] == s.STRING:
                path = without_suffix(tree.string(argument))
                continue
            if part == "component" and path in self._pages:
                part = "page"
            given = self._evaluator.of(number, argument)
            paths = [path, *self._handed_by(given)]
            for value in self._options(given, defined=name == _DEFINES):
                for each in paths:
                    yield Registered(part=part, path=each, options=value)

    def _first(self) -> str:
        return next((page.lstrip("/") for page in self._program.pages), "")

    def _handed_by(self, given: Iterable[Value]) -> list[str]:
        """The pages that hand their options to the function around, where that makes pages of what it is handed."""
        wrappers = {value[1:3] for value in given if value[0] == "parameter" and not value[4]}
        found: dict[str, None] = {}
        for module in self._modules.modules if wrappers else ():
            path, tree = page_of(module.path), self._modules.trees[module.tree]
            if path not in self._pages:
                continue
            for call in tree.of_kind(s.CALL):
                if tree.owner[call] == module.function and tree.kind[tree.parent[call]] in (s.STATEMENT, s.EXPORT):
                    callees = self._evaluator.properties.callable_of(self._evaluator.of(module.tree, call + 1))
                    if any(callee[0] == "function" and callee[1:3] in wrappers for callee in callees):
                        found[path] = None
        return list(found)

    def _replaced(self, number: int) -> Iterator[Registered]:
        """What a program puts in the place of `Page` and the like: it gets the options of every page."""
        tree = self._modules.trees[number]
        for assigned in tree.of_kind(s.ASSIGN):
            name = tree.text(tree.last(assigned + 1) if tree.kind[assigned + 1] == s.MEMBER else assigned + 1)
            if name in self._words.makes_page and tree.kind[assigned + 1] in (s.IDENTIFIER, s.MEMBER):
                for value in self._evaluator.of(number, tree.last(assigned)):
                    if value[0] == "function":
                        options = ("parameter", value[1], value[2], 0, ())
                        yield Registered(part="page", path=self._first(), options=options)

    def _exported(self, module: Module) -> Iterator[Registered]:
        """Options that files of frameworks export: `.vue`, and pages of Taro."""
        path = page_of(module.path)
        vue = suffix_of(module.file) == ".vue"
        if not vue and path not in self._pages and not path.endswith(("/app", "app")):
            return
        if module.function and module.roles:
            return
        part: Part = (
            "page" if path in self._pages else "app" if path.rpartition("/")[2].lower() == "app" else "component"
        )
        for value in self._options(self._evaluator.properties.of(("exports", module.index), "default", 0)):
            yield Registered(part=part, path=path, options=value)

    def _by_names(self, known: set[Value]) -> Iterator[Registered]:
        """Objects with the life cycle of an app or page that build tools hand over by ways nobody could follow."""
        for number, tree in enumerate(self._modules.trees):
            seen: set[int] = set()
            for item in tree.of_kind(s.PAIR, s.METHOD):
                holder = tree.parent[item]
                if holder in seen or tree.kind[holder] != s.OBJECT or key_of(tree, tree.child(item, 0)) not in _TELLING:
                    continue
                seen.add(holder)
                value: Value = ("object", number, holder)
                if value in known:
                    continue
                keys = {
                    key_of(tree, tree.child(inner, 0))
                    for inner in tree.children(holder)
                    if tree.kind[inner] in (s.PAIR, s.METHOD)
                }
                module = self._modules.module_of(number, holder)
                path = page_of(module.path)
                if "onLaunch" in keys:
                    yield Registered(part="app", path=path, options=value)
                elif path in self._pages and keys & {"onLoad", "onShow", "onReady", "methods", "mounted"}:
                    yield Registered(part="page", path=path, options=value)

    def _options(self, values: Iterable[Value], *, defined: bool = False) -> Iterator[Value]:
        """The options among values; with `defined` a function is asked for them rather than being one itself."""
        for value in values:
            if value[0] == "parameter" and not value[4] and not defined:
                yield value
            elif value[0] == "function" and defined:
                yield from self._options(self._evaluator.returned(value[1], value[2]))
            elif value[0] in ("object", "instance", "function", "made"):
                yield value
            elif value[0] == "class":
                yield ("instance", value[1], value[2])
            elif value[0] == "exports":
                inner = self._evaluator.properties.of(value, "default", 0)
                yield from self._options(item for item in inner if item[0] != "exports")

    def find(self, registered: list[Registered], handlers: Iterable[tuple[str, str]]) -> Entries:
        """The entries; `handlers` are pairs of a page or component and a name that its markup binds."""
        found = Entries(registered=registered)
        pages = [page.lstrip("/") for page in self._program.pages] or [
            item.path for item in registered if item.part == "page"
        ]
        found.first_page = pages[0] if pages else ""
        shown = self.shown.of(found.first_page)
        self._add_app(found, registered)
        for item in registered:
            starting = list(self._starting(item))
            found.starts.setdefault("" if item.part == "app" else item.path, []).extend(starting)
            found.shows.setdefault(item.path, []).extend(self._functions(item.options, "onShow"))
            if item.part == "app":
                continue
            launch = item.path == found.first_page or (item.part == "component" and item.path in shown)
            (found.launch if launch else found.other).extend(starting)
        bound: dict[str, list[str]] = {}
        for page, name in handlers:
            bound.setdefault(page, []).append(name)
        for item in registered:
            for name in dict.fromkeys(bound.get(item.path, ())):
                functions = list(self._bound_functions(item.options, name))
                found.other += functions
                found.handlers.setdefault((item.path, name), []).extend(functions)
            found.other += self._methods(item)
        return found

    def _add_app(self, found: Entries, registered: list[Registered]) -> None:
        apps = [item for item in registered if item.part == "app"]
        modules = [self._modules.by_path(path) for path in ("app", "main", "src/app", "src/main")]
        modules += [self._modules.by_path(found.first_page) if found.first_page else None]
        for index in modules:
            if index is not None:
                module = self._modules.modules[index]
                found.launch.append((module.tree, module.function))
        for app in apps:
            home = self._modules.module_of(app.options[1], app.options[2])
            found.launch.append((home.tree, home.function))
            found.launch += self._starting(app)
        launched = frozenset(self._program.launched)
        for module in self._modules.modules:
            if not module.function and module.file in launched:
                found.launch.append((module.tree, 0))
            elif not module.key:
                found.other.append((module.tree, module.function))

    def _starting(self, item: Registered) -> Iterator[Node]:
        words = self._words
        made = words.component_start
        names = {"app": words.app_start, "page": (*words.page_start, *made), "component": made}[item.part]
        if item.options[0] == "function":
            yield item.options[1], item.options[2]
        for name in names:
            yield from self._functions(item.options, name)
        for part in sorted(words.component_parts):
            for inner in self._evaluator.properties.of(item.options, part, 0):
                for name in names:
                    yield from self._functions(inner, name)
        yield from self._watching(item.options)

    def _watching(self, options: Value) -> Iterator[Node]:
        """Functions that run on changes of a value and once at the start."""
        properties = self._evaluator.properties
        for held in properties.of(options, _WATCHED, 0):
            for value in properties.of(held, ANY, 0) if held[0] == "object" else ():
                if value[0] == "object" and ("const", True) in properties.of(value, _AT_ONCE, 0):
                    yield from self._functions(value, _HANDLER)

    def _functions(self, options: Value, name: str) -> Iterator[Node]:
        properties = self._evaluator.properties
        held = properties.written(options, name, 0) if options[0] == "parameter" else properties.of(options, name, 0)
        for value in held:
            if value[0] == "function":
                yield value[1], value[2]

    def _bound_functions(self, options: Value, name: str) -> Iterator[Node]:
        """Functions of a page or component that markup binds by name; components keep theirs under `methods`."""
        yield from self._functions(options, name)
        for inner in self._evaluator.properties.of(options, "methods", 0):
            yield from self._functions(inner, name)

    def _methods(self, item: Registered) -> Iterator[Node]:
        """Every function of the options: markup that nobody could read may bind it."""
        if item.options[0] != "object":
            return
        _, number, node = item.options
        tree = self._modules.trees[number]
        for inner in range(node, tree.after[node]):
            if tree.kind[inner] in (s.PAIR, s.METHOD) and tree.owner[inner] == tree.owner[node]:
                for value in self._evaluator.of(number, tree.last(inner) if tree.kind[inner] == s.PAIR else inner):
                    if value[0] == "function":
                        yield value[1], value[2]
