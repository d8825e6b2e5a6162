"""Which modules the files hold, and which module another one means by a name or number.

Bundlers put many modules into one file: `define("name", function…)` of WeChat, tables of webpack, `__d` of Metro. Their
formats are those of the tools' own output, checked on real packages 2026-11-27.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from appaudit.model.record import record
from appaudit.scripts import syntax as s
from appaudit.scripts.scopes import Scopes, key_of, parameters
from appaudit.scripts.sources import MAX_FILE, MAX_PROGRAM, ScriptFile, pieces, without_suffix
from appaudit.scripts.syntax import Tree, parse

#: What the parameters of a module's function are, by bundler.
DEFINE: Final = ("require", "module", "exports")
WEBPACK: Final = ("module", "exports", "require")
METRO: Final = ("", "require", "import_default", "require", "module", "exports", "dependencies")
_ENDINGS: Final = ("", ".js", ".ts", ".vue", ".tsx", ".jsx", ".mjs", "/index.js", "/index.ts", "/index.vue")
_TABLE_KEY = re.compile(r"\d+|[0-9a-zA-Z+/]{4,8}|[^\s]*[./][^\s]*")


@record(frozen=False)
class Module:
    """One module: its name, the tree it stands in and the function around it, 0 where it is the whole text.

    `roles` says what the parameters of the function are; `key` is its name in a table of modules, `dependencies` the
    node that lists what its numbers mean.
    """

    index: int
    path: str
    file: str
    tree: int
    function: int
    roles: tuple[str, ...] = ()
    key: str = ""
    dependencies: int = -1
    setup: bool = False


class Modules:
    """All modules of a program. `parse_errors` are files with what is no script, `left_out` files over the limits."""

    def __init__(self, files: Sequence[ScriptFile], names: Collection[str] = ()) -> None:
        self._names = names
        self.trees: list[Tree] = []
        self.scopes: list[Scopes] = []
        self.files: list[str] = []
        self.modules: list[Module] = []
        self.at: dict[tuple[int, int], int] = {}
        self.parse_errors: list[str] = []
        self.left_out: list[str] = []
        self.size = 0
        self._by_path: dict[str, int] = {}
        self._by_key: defaultdict[str, list[int]] = defaultdict(list)
        self.missing: set[str] = set()
        for file in files:
            self._read(file)

    def module_of(self, tree: int, node: int) -> Module:
        """The module that a node stands in."""
        source = self.trees[tree]
        function = node if source.kind[node] in s.FUNCTIONS else source.owner[node]
        while function:
            found = self.at.get((tree, function))
            if found is not None:
                return self.modules[found]
            function = source.owner[function]
        return self.modules[self.at[tree, 0]]

    def resolve(self, module: Module, name: str) -> int | None:
        """The module that one means by a name or a number; None for packages that are not there."""
        if module.key:
            known = self._by_key.get(name)
            if known:
                return next((found for found in known if self.modules[found].tree == module.tree), known[0])
        for path in self._paths(module, name):
            for ending in _ENDINGS:
                found = self._by_path.get(path + ending)
                if found is not None:
                    return found
        self.missing.add(name)
        return None

    def below(self, module: Module, folder: str) -> Iterator[Module]:
        """The modules whose paths begin as a module writes the beginning of one."""
        begins = tuple(f"{path}/" if folder.endswith("/") else path for path in self._paths(module, folder))
        return (self.modules[number] for path, number in self._by_path.items() if path.startswith(begins))

    def keyed(self, tree: int, key: str) -> int | None:
        """The module of a table by its key, the table of the same file first."""
        known = self._by_key.get(key)
        return next((found for found in known if self.modules[found].tree == tree), known[0]) if known else None

    def by_path(self, path: str) -> int | None:
        """The module of a page or component by its path without suffix."""
        path = path.lstrip("/")
        return next((self._by_path[path + end] for end in _ENDINGS if path + end in self._by_path), None)

    def _paths(self, module: Module, name: str) -> Iterator[str]:
        folder = posixpath.dirname(module.path.partition("#")[0])
        if name.startswith("/"):
            yield name.lstrip("/")
        elif name.startswith("@/"):
            yield name[2:]
            yield "src/" + name[2:]
        else:
            yield posixpath.normpath(posixpath.join(folder, name))
            if not name.startswith("."):
                yield name
                while True:  # npm packages beside the module or in a folder above it
                    yield posixpath.join(folder, "miniprogram_npm", name)
                    if not folder:
                        break
                    folder = posixpath.dirname(folder)

    def _read(self, file: ScriptFile) -> None:
        if len(file.text) > MAX_FILE or self.size + len(file.text) > MAX_PROGRAM:
            self.left_out.append(file.path)
            return
        self.size += len(file.text)
        for piece in pieces(file, self._names):
            tree = parse(piece.text, piece.language, piece.line)
            if tree.errors and file.path not in self.parse_errors:
                self.parse_errors.append(file.path)
            if tree.cut and file.path not in self.left_out:
                self.left_out.append(file.path)
            self.trees.append(tree)
            self.scopes.append(Scopes(tree))
            self.files.append(file.path)
            number = len(self.trees) - 1
            self._add(file.path, file.path, number, 0, setup=piece.setup)
            self._defines(file, number)
            self._tables(file, number)

    def _add(self, path: str, file: str, tree: int, function: int, **more: object) -> None:
        if (tree, function) in self.at:
            return
        found = Module(index=len(self.modules), path=path, file=file, tree=tree, function=function, **more)  # type: ignore[arg-type]
        self.modules.append(found)
        self.at[tree, function] = found.index
        if found.key:
            self._by_key[found.key].append(found.index)
        elif function or path not in self._by_path:
            self._by_path[path] = found.index

    def _defines(self, file: ScriptFile, number: int) -> None:
        """`define("name", function…)` of WeChat and `__d(function…, 1, […])` of Metro."""
        tree = self.trees[number]
        for call in tree.of_kind(s.CALL):
            callee = call + 1
            if tree.kind[callee] != s.IDENTIFIER:
                continue
            name = tree.source[tree.start[callee] : tree.end[callee]]
            if name not in (b"define", b"__d", b"definePlugin"):
                continue
            given = arguments(tree, call)
            if len(given) < 2:
                continue
            if tree.kind[given[0]] == s.STRING and tree.kind[given[1]] in s.FUNCTIONS:
                path = posixpath.normpath(posixpath.join(file.base, tree.string(given[0]).lstrip("/")))
                self._add(path, file.path, number, given[1], roles=DEFINE)
            elif name == b"__d" and tree.kind[given[0]] in s.FUNCTIONS:
                key = tree.text(given[1])
                listed = given[2] if len(given) > 2 else -1
                path = f"{file.path}#{key}"
                self._add(path, file.path, number, given[0], roles=METRO, key=key, dependencies=listed)

    def _tables(self, file: ScriptFile, number: int) -> None:
        tree = self.trees[number]
        for table in tree.of_kind(s.OBJECT, s.ARRAY):
            items = _table(tree, table)
            if not items:
                continue
            holder = self.module_of(number, table)
            for key, function, listed in items:
                roles = DEFINE if listed >= 0 else WEBPACK
                path = key if "/" in key and key.startswith("./") else f"{holder.path}#{key}"
                self._add(path, file.path, number, function, roles=roles, key=key, dependencies=listed)


def arguments(tree: Tree, call: int) -> list[int]:
    """The nodes that a call hands over."""
    last = tree.last(call)
    return list(tree.children(last)) if last >= 0 and tree.kind[last] == s.ARGUMENTS else []


def defines_property(tree: Tree, call: int, given: Sequence[int]) -> bool:
    """Whether a call is `_defineProperty(object, "name", value)`, as compilers write computed properties."""
    return (
        len(given) == 3
        and tree.kind[call + 1] in (s.IDENTIFIER, s.SEQUENCE)
        and tree.kind[given[0]] in (s.IDENTIFIER, s.ASSIGN, s.OBJECT)
        and tree.kind[given[1]] == s.STRING
        and tree.kind[tree.parent[call]] in (s.SEQUENCE, s.STATEMENT, s.RETURN)
    )


def _table(tree: Tree, table: int) -> list[tuple[str, int, int]]:
    """Key, function and list of dependencies of each module in a table, nothing where it is none."""
    if not _handed_to_bundler(tree, table):
        return []
    found: list[tuple[str, int, int]] = []
    for position, item in enumerate(tree.children(table)):
        kind = tree.kind[item]
        if kind == s.PAIR:
            name, value = tree.child(item, 0), tree.last(item)
            key = key_of(tree, name)
        elif kind == s.METHOD:
            name, value = tree.child(item, 0), item
            key = key_of(tree, name)
        elif tree.kind[table] == s.ARRAY:
            key, value = str(position), item
            if kind not in s.FUNCTIONS:
                if kind in (s.NULL, s.NUMBER, s.OTHER):
                    continue
                return []
        else:
            return []
        listed = -1
        if tree.kind[value] == s.ARRAY:
            inner = list(tree.children(value))
            if len(inner) != 2 or tree.kind[inner[1]] != s.OBJECT:
                return []
            value, listed = inner
        if tree.kind[value] not in s.FUNCTIONS or not _TABLE_KEY.fullmatch(key) or len(parameters(tree, value)) > 3:
            return []
        found.append((key, value, listed))
    return found


def _handed_to_bundler(tree: Tree, table: int) -> bool:
    """Whether a table stands where bundlers put theirs: handed to a function on the spot, pushed, or kept."""
    around = tree.parent[table]
    kind = tree.kind[around]
    if kind == s.DECLARATOR:
        return b"webpack" in tree.source[tree.start[around] : tree.start[table]]
    if kind == s.ARRAY:
        around = tree.parent[around]
        kind = tree.kind[around]
        call = tree.parent[around]
        return (
            kind == s.ARGUMENTS
            and tree.kind[call] == s.CALL
            and tree.kind[call + 1] == s.MEMBER
            and tree.text(tree.last(call + 1)) == "push"
        )
    call = tree.parent[around]
    return kind == s.ARGUMENTS and tree.kind[call] == s.CALL and tree.kind[call + 1] in s.FUNCTIONS


def page_of(path: str) -> str:
    """The path of a module as configurations name pages."""
    return without_suffix(path.partition("#")[0])
