"""Names in a source file of ArkTS: what declares them, what the file takes from others and what it gives."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from appaudit.abc import Export, Import, Module
from appaudit.scripts import syntax as s
from appaudit.scripts.scopes import ANY, Binding, Scopes
from appaudit.scripts.syntax import Tree

_CLASS_NAME = re.compile(rb"\s*(?:(?:export|default|abstract|declare)\s+)*class\s+([A-Za-z_$\x80-\xff][\w$\x80-\xff]*)")
_HOLDER_NAME = re.compile(
    rb"\s*(?:declare\s+)?(?:const\s+)?(enum|namespace|module)\s+([A-Za-z_$\x80-\xff][\w$\x80-\xff]*)"
)
_FOR_TYPES = re.compile(rb"(?:import|export)\s+type\b")
_DEFAULT = re.compile(rb"\s*export\s+default\b")
#: What a module of the system is by the name that is taken from a kit: (kit, name) to a module and its name there.
Kits = Callable[[str, str], tuple[str, str]]
#: The record that a file means by a request.
Requests = Callable[[str], str]


class Names(Scopes):
    """Scopes with the names that classes, enumerations and namespaces have in TypeScript."""

    def __init__(self, tree: Tree) -> None:
        """Read all names."""
        super().__init__(tree)
        for node in tree.of_kind(s.OTHER):
            found = holder_name(tree, node)
            if found[1]:
                self._binding(self.scope[node], found[1])

    def _named(self, node: int, scope: int) -> None:
        if self.tree.kind[node] == s.CLASS:
            name = class_name(self.tree, node)
            if name:
                self._binding(scope, name).writes.append((node, ()))
        else:
            super()._named(node, scope)


def class_name(tree: Tree, node: int) -> str:
    """The name of a class; empty where it has none."""
    start = tree.start[node]
    for child in tree.children(node):
        if tree.kind[child] == s.IDENTIFIER:
            return tree.text(child)
        if tree.kind[child] == s.OTHER and tree.source[tree.start[child] : tree.start[child] + 1] == b"@":
            start = tree.end[child]
    found = _CLASS_NAME.match(tree.source, start, tree.end[node])
    return found[1].decode("utf-8", "replace") if found else ""


def holder_name(tree: Tree, node: int) -> tuple[str, str]:
    """Whether a node is an enumeration or a namespace, and its name; empty for others."""
    found = _HOLDER_NAME.match(tree.source, tree.start[node], min(tree.end[node], tree.start[node] + 300))
    return (found[1].decode(), found[2].decode("utf-8", "replace")) if found else ("", "")


class ModuleNames:
    """What a file takes and gives; `module` as records of bytecode have it.

    `taken` says by which number code names what is taken under a name, `spaces` by which request all of a module.
    `given` are the names that are given, in the order of their numbers, with the node of what has no name of its own.
    """

    def __init__(self, tree: Tree, names: Names, request: Requests, kits: Kits) -> None:
        """Read all imports and exports of a file."""
        self._tree, self._names, self._request = tree, names, request
        self._requests: dict[str, int] = {}
        self._kits = kits
        self.taken: dict[str, int] = {}
        self.spaces: dict[str, int] = {}
        self.given: list[tuple[str, str, int]] = []
        imports: list[Import] = []
        indirect: list[Export] = []
        stars: list[str] = []
        for node in tree.of_kind(s.IMPORT_STATEMENT):
            last = tree.last(node)
            if last >= 0 and tree.kind[last] == s.STRING and not self._is_for_types(node):
                self._asked(request(tree.string(last)))
        for own, binding in names.names[0].items():
            self._take(own, binding, imports)
        for node in tree.of_kind(s.EXPORT):
            if not self._is_for_types(node):
                self._give(node, indirect, stars)
        self.module = Module(
            requests=tuple(self._requests),
            imports=tuple(imports),
            local_exports=tuple(Export(name, own_name=own) for name, own, _ in self.given),
            indirect_exports=tuple(indirect),
            stars=tuple(stars),
        )

    def _is_for_types(self, node: int) -> bool:
        return _FOR_TYPES.match(self._tree.source, self._tree.start[node]) is not None

    def _asked(self, request: str) -> int:
        return self._requests.setdefault(request, len(self._requests))

    def _take(self, own: str, binding: Binding, imports: list[Import]) -> None:
        if binding.imported is None:
            return
        written, name = binding.imported
        if name == ANY:
            self.spaces[own] = self._asked(self._request(written))
            return
        module, name = self._kits(written, name)
        self.taken[own] = len(imports)
        imports.append(Import(name, own, self._request(module)))

    def _give(self, node: int, indirect: list[Export], stars: list[str]) -> None:
        tree = self._tree
        last = tree.last(node)
        source = self._request(tree.string(last)) if last >= 0 and tree.kind[last] == s.STRING else ""
        if source:
            self._asked(source)
        clause = next((child for child in tree.children(node) if tree.kind[child] == s.EXPORT_CLAUSE), -1)
        space = next((child for child in tree.children(node) if tree.kind[child] == s.NAMESPACE), -1)
        if clause >= 0:
            for specifier in tree.children(clause):
                names = [tree.text(name) for name in tree.children(specifier)]
                if names and source:
                    module, name = self._kits(tree.string(last), names[0])
                    self._asked(self._request(module))
                    indirect.append(Export(names[-1], own_name=name, module=self._request(module)))
                elif names:
                    self._give_own(names[-1], names[0])
        elif space >= 0 and source:
            self.given.append((tree.text(tree.child(space, 0)), "", space))
        elif source:
            stars.append(source)
        elif _is_default(tree, node):
            self.given.append(("default", self._declared(node), last))
        else:
            for name in self.all_declared(node):
                self._give_own(name, name)

    def _give_own(self, name: str, own: str) -> None:
        """What is taken only to be given is given as it is."""
        self.given.append((name, own, -1))

    def _declared(self, node: int) -> str:
        return next(iter(self.all_declared(node)), "")

    def all_declared(self, node: int) -> Iterator[str]:
        """The names that what is exported declares."""
        tree = self._tree
        for child in tree.children(node):
            kind = tree.kind[child]
            if kind == s.CLASS:
                yield from filter(None, (class_name(tree, child),))
            elif kind == s.FUNCTION_DECLARATION:
                first = tree.child(child, 0)
                if first >= 0 and tree.kind[first] == s.IDENTIFIER:
                    yield tree.text(first)
            elif kind in (s.LEXICAL, s.DECLARATION):
                for declarator in tree.children(child):
                    for name, _, _ in self._names._pattern(tree.child(declarator, 0)):
                        yield name
            elif kind == s.IDENTIFIER and _is_default(tree, node):
                yield tree.text(child)
            elif kind == s.OTHER:
                yield from filter(None, (holder_name(tree, child)[1],))


def _is_default(tree: Tree, node: int) -> bool:
    start = tree.start[node]
    for child in tree.children(node):
        if tree.kind[child] == s.OTHER and tree.source[tree.start[child] : tree.start[child] + 1] == b"@":
            start = tree.end[child]
    return _DEFAULT.match(tree.source, start) is not None


#: Words that call something of the language, where they stand for nothing else.
LANGUAGE: Final = frozenset((
    "Array", "ArrayBuffer", "BigInt", "Boolean", "Date", "Error", "Function", "JSON", "Map", "Math", "Number", "Object",
    "Promise", "Proxy", "RangeError", "Reflect", "RegExp", "Set", "String", "Symbol", "SyntaxError", "TypeError",
    "Uint8Array", "WeakMap", "WeakSet", "Int8Array", "Int32Array", "Float32Array", "Float64Array", "DataView",
))  # fmt: skip
