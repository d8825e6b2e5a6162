"""Which components a page is made of: those that its settings name, and those that its markup has by their elements.

uni-app takes `components/name/name.vue` for the element `name` (easycom), and a page of Vue imports what it shows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from appaudit.scripts import syntax as s
from appaudit.scripts.modules import Modules, page_of
from appaudit.scripts.sources import ScriptProgram, suffix_of, without_suffix

_ELEMENT: Final = re.compile(r"<([A-Za-z][\w-]*)")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_LONGEST: Final = 1 << 20
_VUE: Final = (".vue", ".nvue", ".uvue")


class ShownComponents:
    """Answers for the pages and components of a program."""

    def __init__(self, program: ScriptProgram, modules: Modules) -> None:
        self._program = program
        self._modules = modules
        self._named = dict(program.components)
        self._direct: dict[str, frozenset[str]] = {}

    def of(self, page: str) -> set[str]:
        """The components that a page is made of, those of components included."""
        found: set[str] = set()
        pending = [page]
        while pending:
            for path in self.directly_in(pending.pop()):
                if path not in found:
                    found.add(path)
                    pending.append(path)
        return found

    def directly_in(self, page: str) -> frozenset[str]:
        """The components that a page or component itself is made of."""
        found = self._direct.get(page)
        if found is None:
            found = self._direct[page] = frozenset(self._in(page))
        return found

    def _in(self, page: str) -> Iterator[str]:
        yield from (used.lstrip("/") for used in self._named.get(page, ()))
        elements = self._elements.get(page, frozenset())
        if not elements:
            return
        yield from (path.lstrip("/") for name, path in self._program.globals if _plain(name) in elements)
        yield from (path for name in elements for path in self._by_place.get(name, ()))
        yield from self._imported(page, elements)

    @cached_property
    def _elements(self) -> dict[str, frozenset[str]]:
        """The names of the elements in the markup of each page and component."""
        texts = [(file.path, file.text) for file in self._program.markup]
        texts += [(file.path, file.text) for file in self._program.files if suffix_of(file.path) in _VUE]
        return {
            without_suffix(path): frozenset(map(_plain, _ELEMENT.findall(_COMMENT.sub("", text))))
            for path, text in texts
            if len(text) <= _LONGEST and suffix_of(path) not in (".js", ".html")
        }

    @cached_property
    def _by_place(self) -> dict[str, list[str]]:
        """The components that are found by the names of their folder and file."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for file in self._program.files:
            parts = without_suffix(file.path).split("/")
            if suffix_of(file.path) in _VUE and parts[-3:-2] == ["components"] and parts[-2] == parts[-1]:
                found[_plain(parts[-1])].append("/".join(parts))
        return found

    def _imported(self, page: str, elements: frozenset[str]) -> Iterator[str]:
        """The components that a page of Vue imports under the name of an element."""
        for module in self._modules.modules:
            if module.function or suffix_of(module.file) not in _VUE or page_of(module.path) != page:
                continue
            tree = self._modules.trees[module.tree]
            for statement in tree.of_kind(s.IMPORT_STATEMENT):
                source = tree.last(statement)
                if source < 0 or tree.kind[source] != s.STRING or not _names(tree, statement) & elements:
                    continue
                target = self._modules.resolve(module, tree.string(source))
                if target is not None and suffix_of(self._modules.modules[target].file) in _VUE:
                    yield page_of(self._modules.modules[target].path)


def _names(tree: s.Tree, statement: int) -> set[str]:
    """The names that an import gives what it imports as a whole."""
    clauses = (clause for clause in tree.children(statement) if tree.kind[clause] == s.IMPORT_CLAUSE)
    return {
        _plain(tree.text(item))
        for clause in clauses
        for item in tree.children(clause)
        if tree.kind[item] == s.IDENTIFIER
    }


def _plain(name: str) -> str:
    """The name of an element as markup and scripts may write it: `my-card` and `MyCard` are one."""
    return name.replace("-", "").lower()
