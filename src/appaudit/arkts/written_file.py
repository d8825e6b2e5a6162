"""Source files of ArkTS, and of JavaScript that a build made of it, read into what files of bytecode are read into."""

from __future__ import annotations

import posixpath
import re
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Final

from appaudit.abc import AbcError, Method, Module, Record
from appaudit.arkts.expressions import Expression
from appaudit.arkts.function_parts import Function
from appaudit.arkts.written import as_typescript
from appaudit.arkts.written_functions import FunctionWalk
from appaudit.arkts.written_names import Kits, ModuleNames, Names, class_name, holder_name
from appaudit.model.record import record
from appaudit.model.words import WrittenLanguage
from appaudit.scripts import syntax as s
from appaudit.scripts.scopes import Binding, key_of, parameters
from appaudit.scripts.syntax import parse

MAIN: Final = "func_main_0"
_FIRST_PARAMETER: Final = 3
_ENDING = re.compile(r"\.(?:d\.)?(?:ets|ts|js)$")
_SYSTEM = re.compile(r"@(ohos|hms|system)\.")
_INDEX: Final = ("", "/Index", "/index")
_WATCH = re.compile(rb"@Watch\s*\(\s*['\"]([\w$]+)['\"]")
_ENTRY = re.compile(rb"@Entry\b")
_SIGN = re.compile(rb"(?:\b(?:static|get|set|async|readonly|private|public|protected|override|declare|abstract)\s+)+")


@record(kw_only=False, frozen=False)
class WrittenFile:
    """A source file: its place in the artifact, its path as facts name it (without ending), its text and language.

    `failures` say what of it could not be read, `line_ends` where its lines end, in bytes, once it was read.
    """

    place: str
    path: str
    text: str
    language: WrittenLanguage
    failures: list[AbcError] = field(default_factory=list)
    line_ends: Sequence[int] = ()

    def line_at(self, place: int) -> int:
        """The line of a place in it, from 1."""
        return bisect_left(self.line_ends, place) + 1


@record(kw_only=False)
class Surroundings:
    """What requests in source files mean.

    `paths` are those of all files; `packages` the folder and the first file of each package by its name; `kits` what
    is taken from a kit under a name, as `Knowledge.kits` has it.
    """

    paths: frozenset[str] = frozenset()
    packages: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    kits: Mapping[str, str] = field(default_factory=dict)

    def taken(self, kit: str, name: str) -> tuple[str, str]:
        """The module of the system, and the name there, that a kit gives under a name."""
        module, _, inner = self.kits.get(f"{kit}.{name}", "").partition("#")
        return (module, inner or "default") if module else (kit, name)

    def request(self, written: str, path: str) -> str:
        """The record, or the module of the system, that a file means by a request."""
        if written.startswith("."):
            return self._at(posixpath.normpath(posixpath.join(posixpath.dirname(path), _ENDING.sub("", written))))
        system = _SYSTEM.match(written)
        if system is not None:
            return f"@{system[1]}:{written[system.end() :]}"
        name = written
        while name:
            if name in self.packages:
                folder, first = self.packages[name]
                inside = written[len(name) :].lstrip("/")
                return self._at(posixpath.normpath(posixpath.join(folder, _ENDING.sub("", inside or first))))
            name = name.rpartition("/")[0]
        return written

    def _at(self, path: str) -> str:
        return next((path + end for end in _INDEX if path + end in self.paths), path)


class WrittenReader:
    """Reads the functions of a source file.

    `errors` counts places that are no source text, `cut` says that something was nested too deep to be followed.
    """

    def __init__(
        self, file: WrittenFile, record: int, first_function: int, first_site: int, around: Surroundings
    ) -> None:
        """Read the whole file; numbers of its functions and calls begin where those of others end."""
        self._file, self._record, self._around = file, record, around
        self._first, self._next_site = first_function, first_site
        is_written = file.language == "arkts"
        text = as_typescript(file.text) if is_written else file.text
        self.tree = parse(text, "javascript" if file.language == "javascript" else "typescript")
        file.line_ends = array("l", (found.start() for found in re.finditer(b"\n", self.tree.source)))
        self.has_components = is_written
        self.errors, self.cut = self.tree.errors, self.tree.cut
        self.names = Names(self.tree)
        kits: Kits = around.taken
        self.modules = ModuleNames(self.tree, self.names, self._request, kits)
        self.functions: list[Function] = []
        self.numbers: dict[int, int] = {}
        self.fields: dict[int, list[int]] = {}
        self.defaults: dict[int, Expression] = {}
        self._routes: dict[int, int] = {}
        self._slots: dict[int, int] = {}
        self._waiting: list[tuple[Function, int, int]] = []
        self._components: set[int] = set()
        self._read()

    @property
    def module(self) -> Module:
        """What the file takes and gives."""
        return self.modules.module

    def record(self) -> Record:
        """The file as records of bytecode are known."""
        return Record(self._file.path, {}, tuple(function.method for function in self.functions))

    def _read(self) -> None:
        main = self._add(MAIN, 0)
        self.numbers[0] = main.number
        walk = FunctionWalk(self, main, main.number)
        walk.statements(self.tree.children(0), self.tree.end[0])
        for slot, (name, own, node) in enumerate(self.modules.given):
            main.locals.append((slot, self._given(walk, name, own, node)))
        for function, node, around in self._waiting:  # it grows as they are read
            walk = FunctionWalk(self, function, around)
            if function.number in self.fields:
                walk.keep_fields(self.fields[function.number], handed=function.number in self._components)
            if function.number in self._routes:
                walk._site(0, ("class", self._routes[function.number]), None, [], "new")
            if node >= 0:
                walk.run(node)

    def _given(self, walk: FunctionWalk, name: str, own: str, node: int) -> Expression:
        if own:
            return walk._read(0, own)
        if node >= 0 and self.tree.kind[node] == s.NAMESPACE:
            source = self.tree.last(self.tree.parent[node])
            requests = self.module.requests
            asked = self._request(self.tree.string(source))
            return ("namespace", self._record, requests.index(asked)) if asked in requests else None
        return self.defaults.get(node)

    def _request(self, written: str) -> str:
        return self._around.request(written, self._file.path)

    def _add(self, name: str, count: int) -> Function:
        number = self._first + len(self.functions)
        function = Function(number, self._record, Method(0, self._record, name, 0, arguments=_FIRST_PARAMETER + count))
        self.functions.append(function)
        return function

    # For those who walk

    def next_site(self) -> int:
        """The number of the next call."""
        self._next_site += 1
        return self._next_site - 1

    def make(self, owner: Function, node: int, name: str, around: int, position: int = -1) -> int:
        """A function that another makes, to be walked later; `position` is the class that it makes instances of.

        Its `this` is that of the function `around`, or its own where that is -1.
        """
        known = self.numbers.get(node) if node >= 0 else None
        if known is not None:
            return known
        function = self._add(name, len(parameters(self.tree, node)) if node >= 0 else 0)
        owner.made.append((function.number, ()))
        if node >= 0:
            self.numbers[node] = function.number
        self._waiting.append((function, node, function.number if around < 0 else around))
        if position >= 0 and self._extends_component(position):
            self._components.add(function.number)
            if self._is_entry(position):
                self._register(owner, function.number, position)
        return function.number

    def _extends_component(self, node: int) -> bool:
        above = self.class_parts(node)[2]
        return above >= 0 and self.tree.text(above) == "ViewPU"

    def _is_entry(self, node: int) -> bool:
        tree = self.tree
        outer = tree.parent[node] if tree.parent[node] >= 0 and tree.kind[tree.parent[node]] == s.EXPORT else node
        for holder in {node, outer}:
            for child in tree.children(holder):
                if tree.kind[child] == s.OTHER and _ENTRY.match(tree.source, tree.start[child]):
                    return True
        return False

    def _register(self, owner: Function, component: int, node: int) -> None:
        """A page registers how it is made, as compilers write it."""
        route = self._add("", 0)
        owner.made.append((route.number, ()))
        self._waiting.append((route, -1, route.number))
        self._routes[route.number] = component
        walk = FunctionWalk(self, owner, owner.number)
        walk._site(self.tree.end[node], ("global", "registerNamedRoute"), None, [("function", route.number)])

    def variable(self, binding: Binding) -> tuple[str, tuple[str, int, int], int]:
        """A variable as functions that share it name it."""
        slot = self._slots.setdefault(id(binding), len(self._slots))
        return ("variable", ("made", self.numbers[0], 0), slot)

    def requested(self, value: Expression) -> Expression:
        """What is loaded by a name, as requests name it."""
        return ("text", self._request(value[1])) if value is not None and value[0] == "text" else value

    def holder(self, node: int) -> tuple[str, str] | None:
        """Whether a node is an enumeration or a namespace, and its name; None for others."""
        kind, name = holder_name(self.tree, node)
        return (kind, name) if name else None

    def class_parts(self, node: int) -> tuple[str, int, int]:
        """The name of a class, the node of its body, and that of what it extends (-1 for none)."""
        body = above = -1
        for child in self.tree.children(node):
            if self.tree.kind[child] == s.CLASS_BODY:
                body = child
            elif self.tree.kind[child] == s.HERITAGE:
                above = self.tree.child(child, 0)
                while above >= 0 and self.tree.kind[above] == s.OTHER:
                    above = self.tree.child(above, 0)
        return class_name(self.tree, node), body, above

    def is_constructor(self, node: int) -> bool:
        """Whether a member of a class makes its instances."""
        if self.tree.kind[node] != s.METHOD:
            return False
        first = self.tree.child(node, 0)
        return first >= 0 and key_of(self.tree, first) == "constructor"

    def sign_of(self, node: int, name: int) -> str:
        """`static`, `get` or `set` where a member is one; `name` is the node of its name, or the member itself."""
        tree = self.tree
        start = tree.start[node]
        for child in tree.children(node):
            if tree.kind[child] == s.OTHER and tree.source[tree.start[child] : tree.start[child] + 1] == b"@":
                start = tree.end[child]
        found = _SIGN.match(tree.source, _blank(tree.source, start))
        words = found[0].decode().split() if found else []
        wanted = ("static",) if name == node else ("get", "set")
        return next((word for word in words if word in wanted), "")

    def field_parts(self, node: int) -> tuple[str, int]:
        """The name of a field, and the node of what it holds at first (-1 for nothing)."""
        tree = self.tree
        inside = [child for child in tree.children(node) if not self._is_decorator(child)]
        if not inside:
            return "", -1
        return key_of(tree, inside[0]), inside[-1] if len(inside) > 1 else -1

    def watched_by(self, node: int) -> str:
        """The function that runs whenever a field changes; empty where none does."""
        for child in self.tree.children(node):
            found = _WATCH.match(self.tree.source, self.tree.start[child]) if self._is_decorator(child) else None
            if found is not None:
                return found[1].decode()
        return ""

    def _is_decorator(self, node: int) -> bool:
        tree = self.tree
        return tree.kind[node] == s.OTHER and tree.source[tree.start[node] : tree.start[node] + 1] == b"@"


def _blank(source: bytes, start: int) -> int:
    while source[start : start + 1].isspace():
        start += 1
    return start
