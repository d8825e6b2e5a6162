"""Names in one tree: which scope declares a name, and what is ever written to it."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from typing import Final

from appaudit.scripts import syntax as s
from appaudit.scripts.syntax import Tree

#: Of a name that is written more often only the first writes are asked for its value.
MAX_WRITES: Final = 12
_SCOPED: Final = frozenset((*s.FUNCTIONS, s.PROGRAM, s.BLOCK, s.FOR, s.FOR_IN, s.CATCH, s.SWITCH_BODY, s.CLASS))
_ASSIGNS: Final = frozenset((s.ASSIGN, s.AUGMENTED, s.UPDATE))
#: One node in five says something of names; the others are passed by without a look.
_SAYS: Final = s.any_of(_SCOPED | _ASSIGNS | {s.DECLARATOR, s.IMPORT_STATEMENT})
_DECLARES = re.compile(rb"\b(?:var|let|const)\b")
#: The step of a path for any element, and for the rest of an object.
ANY: Final = "*"
REST: Final = "..."
#: The step of a path for any name under which an object holds something.
KEYS: Final = "\0keys"
Path = tuple[str, ...]


class Binding:
    """A name: what is written to it, as nodes and the way into their value; `parameter` is function, position and way.

    `imported` is the name of a module and what of it; `*` for all of it. `varied` says that something else is written
    to it too.
    """

    __slots__ = ("function", "imported", "name", "parameter", "varied", "writes")

    def __init__(self, name: str, function: int) -> None:
        self.name = name
        self.function = function
        self.writes: list[tuple[int, Path]] = []
        self.parameter: tuple[int, int, Path] | None = None
        self.imported: tuple[str, str] | None = None
        self.varied = False


class Scopes:
    """The scopes of a tree; `members` are writes to properties by their name: object and value."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.scope = array("l")
        self.above: list[int] = [-1]
        self.functions: list[int] = [0]
        self.names: list[dict[str, Binding]] = [{}]
        self.members: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self.computed: list[tuple[int, int]] = []
        self._assigned: list[int] = []
        self._walk()
        for node in self._assigned:
            self._assign(node)

    def find(self, node: int, name: str) -> Binding | None:
        """What a name means at a node, None where no scope of the tree declares it."""
        at = self.scope[node]
        while at >= 0:
            found = self.names[at].get(name)
            if found is not None:
                return found
            at = self.above[at]
        return None

    def _walk(self) -> None:
        tree = self.tree
        kinds, afters = tree.kind, tree.after
        open_until: list[int] = []
        current = 0
        for found in _SAYS.finditer(kinds):
            node = found.start()
            while open_until and node >= open_until[-1]:
                self._fill(open_until.pop(), current)
                current = self.above[current]
            self._fill(node + 1, current)
            kind = kinds[node]
            if kind == s.FUNCTION_DECLARATION or kind == s.CLASS:
                self._named(node, current)
            if kind in _SCOPED and node:
                self.above.append(current)
                self.names.append({})
                current = len(self.above) - 1
                self.functions.append(node if kind in s.FUNCTIONS else self.functions[self.above[current]])
                open_until.append(afters[node])
                if kind in s.FUNCTIONS:
                    self._parameters(node, current)
                elif kind in (s.CATCH, s.FOR_IN):
                    self._loop(node, current)
            elif kind == s.DECLARATOR:
                self._declare(node, current)
            elif kind in _ASSIGNS:
                self._assigned.append(node)
            elif kind == s.IMPORT_STATEMENT:
                self._import(node, current)
        while open_until:
            self._fill(open_until.pop(), current)
            current = self.above[current]
        self._fill(len(kinds), current)

    def _fill(self, end: int, scope: int) -> None:
        """Put the nodes up to one into a scope."""
        self.scope.extend(array("l", (scope,)) * (end - len(self.scope)))

    def _binding(self, scope: int, name: str) -> Binding:
        names = self.names[scope]
        found = names.get(name)
        if found is None:
            found = names[name] = Binding(name, self.functions[scope])
        return found

    def _function_scope(self, scope: int) -> int:
        """The scope of the function around a scope: where `var` declares."""
        function = self.functions[scope]
        while self.above[scope] >= 0 and self.functions[self.above[scope]] == function:
            scope = self.above[scope]
        return scope

    def _named(self, node: int, scope: int) -> None:
        name = self.tree.child(node, 0)
        if name >= 0 and self.tree.kind[name] == s.IDENTIFIER:
            self._binding(scope, self.tree.text(name)).writes.append((node, ()))

    def _parameters(self, node: int, scope: int) -> None:
        tree = self.tree
        children = list(tree.children(node))
        if tree.kind[node] == s.FUNCTION and children and tree.kind[children[0]] == s.IDENTIFIER:
            self._binding(scope, tree.text(children[0])).writes.append((node, ()))
        for position, parameter in enumerate(parameters(tree, node)):
            for name, way, default in self._pattern(parameter):
                binding = self._binding(scope, name)
                binding.parameter = (node, position, way)
                if default >= 0:
                    binding.writes.append((default, ()))

    def _pattern(self, node: int, way: Path = ()) -> list[tuple[str, Path, int]]:
        """The names in a pattern, the way to the value of each, and the node of its default or -1."""
        tree = self.tree
        found: list[tuple[str, Path, int]] = []
        pending: list[tuple[int, Path, int]] = [(node, way, -1)]
        while pending:
            at, path, default = pending.pop()
            kind = tree.kind[at]
            if kind in (s.IDENTIFIER, s.SHORTHAND_PATTERN):
                name = tree.text(at)
                found.append((name, (*path, name) if kind == s.SHORTHAND_PATTERN else path, default))
            elif kind == s.PARAMETER:
                inner = list(tree.children(at))
                pending += [(inner[0], path, inner[1] if len(inner) > 1 else -1)] if inner else []
            elif kind == s.DEFAULT_PATTERN:
                inner = list(tree.children(at))
                pending += [(inner[0], path, inner[-1])] if inner else []
            elif kind == s.REST:
                pending += [(child, (*path, REST), -1) for child in tree.children(at)]
            elif kind == s.PAIR_PATTERN:
                inner = list(tree.children(at))
                if len(inner) > 1:
                    pending.append((inner[1], (*path, key_of(tree, inner[0]) or ANY), -1))
            elif kind in (s.OBJECT_PATTERN, s.ARRAY_PATTERN) and len(path) < 8:
                numbered = kind == s.ARRAY_PATTERN
                pending += [
                    (child, (*path, str(position)) if numbered else path, -1)
                    for position, child in enumerate(tree.children(at))
                ]
        return found

    def _declare(self, node: int, scope: int) -> None:
        tree = self.tree
        inner = list(tree.children(node))
        if not inner:
            return
        target = scope if tree.kind[tree.parent[node]] == s.LEXICAL else self._function_scope(scope)
        for name, way, default in self._pattern(inner[0]):
            binding = self._binding(target, name)
            if len(inner) > 1:
                binding.writes.append((inner[-1], way))
            if default >= 0:
                binding.writes.append((default, ()))

    def _loop(self, node: int, scope: int) -> None:
        tree = self.tree
        inner = list(tree.children(node))
        if not inner:
            return
        if tree.kind[node] == s.CATCH:
            if len(inner) > 1:
                for name, _, _ in self._pattern(inner[0]):
                    self._binding(scope, name).varied = True
            return
        if len(inner) > 1 and _DECLARES.search(tree.source, tree.start[node], tree.start[inner[0]]):
            for name, way, _ in self._pattern(inner[0]):
                self._binding(scope, name).writes.append((inner[1], (KEYS if self._is_of_keys(inner) else ANY, *way)))

    def _is_of_keys(self, inner: list[int]) -> bool:
        """Whether a loop over an object takes the names of what it holds: `in`, not `of`."""
        tree = self.tree
        return tree.source[tree.end[inner[0]] : tree.start[inner[1]]].strip() == b"in"

    def _import(self, node: int, scope: int) -> None:
        tree = self.tree
        source = tree.last(node)
        if source < 0 or tree.kind[source] != s.STRING:
            return
        module = tree.string(source)
        for clause in tree.children(node):
            if tree.kind[clause] != s.IMPORT_CLAUSE:
                continue
            for item in tree.children(clause):
                kind = tree.kind[item]
                if kind == s.IDENTIFIER:
                    self._binding(scope, tree.text(item)).imported = (module, "default")
                elif kind == s.NAMESPACE:
                    self._binding(scope, tree.text(tree.child(item, 0))).imported = (module, ANY)
                elif kind == s.NAMED_IMPORTS:
                    for specifier in tree.children(item):
                        names = [tree.text(name) for name in tree.children(specifier)]
                        if names:
                            self._binding(scope, names[-1]).imported = (module, names[0])

    def _assign(self, node: int) -> None:
        tree = self.tree
        inner = list(tree.children(node))
        if not inner:
            return
        left, kind = inner[0], tree.kind[inner[0]]
        replaced = tree.kind[node] == s.ASSIGN or tree.operator.get(node) in ("||=", "??=", "&&=")
        if kind == s.IDENTIFIER:
            binding = self.find(node, tree.text(left))
            if binding is None:
                binding = self._binding(0, tree.text(left))
            if replaced and len(inner) > 1:
                binding.writes.append((inner[-1], ()))
            else:
                binding.varied = True
        elif not replaced or len(inner) < 2:
            return
        elif kind == s.MEMBER:
            self.members[tree.text(tree.last(left))].append((tree.child(left, 0), inner[-1]))
        elif kind == s.SUBSCRIPT:
            key = tree.last(left)
            if tree.kind[key] == s.STRING:
                self.members[tree.string(key)].append((tree.child(left, 0), inner[-1]))
            else:
                self.computed.append((left, inner[-1]))
        elif kind in (s.OBJECT_PATTERN, s.ARRAY_PATTERN):
            for name, way, _ in self._pattern(left):
                found = self.find(node, name)
                if found is not None:
                    found.writes.append((inner[-1], way))


def parameters(tree: Tree, function: int) -> list[int]:
    """The nodes of the parameters of a function."""
    body = tree.last(function)
    for child in tree.children(function):
        if tree.kind[child] == s.PARAMETERS:
            return list(tree.children(child))
        if child != body and tree.kind[function] == s.ARROW:
            return [child]
    return []


def key_of(tree: Tree, node: int) -> str:
    """The name that a key of an object stands for, empty where it is computed from something else than a constant."""
    kind = tree.kind[node]
    if kind in (s.PROPERTY, s.PRIVATE, s.SHORTHAND, s.NUMBER, s.IDENTIFIER, s.SHORTHAND_PATTERN):
        return tree.text(node)
    if kind == s.STRING:
        return tree.string(node)
    if kind == s.COMPUTED:
        inner = tree.child(node, 0)
        return tree.string(inner) if inner >= 0 and tree.kind[inner] == s.STRING else ""
    return ""
