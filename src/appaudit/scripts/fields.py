"""What pages, apps and objects keep by name: where a field is written, and all places that read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from appaudit.lexicon.scripts import ScriptWords
from appaudit.scripts import syntax as s
from appaudit.scripts.modules import Modules
from appaudit.scripts.scopes import key_of
from appaudit.scripts.values import Evaluator, Value, callee_name

#: A field: what keeps it (the data of the page in a module, that of the app, an object of the program) and its name.
Field = tuple[str, int | Value, str]

_MAX_READS: Final = 60
_MAX_LEVELS: Final = 24


class Fields:
    """The fields of a program."""

    def __init__(self, evaluator: Evaluator, words: ScriptWords) -> None:
        self._evaluator = evaluator
        self._modules: Modules = evaluator.modules
        self._words = words
        self._named: dict[str, list[tuple[int, int]]] | None = None

    def into(self, number: int, use: int) -> Iterator[Field]:
        """The fields that keep the value of an expression: `this.data.x = …`, `setData({x: …})`."""
        tree = self._modules.trees[number]
        node, key = use, ""
        for _ in range(_MAX_LEVELS):
            around = tree.parent[node]
            if around < 0:
                return
            kind = tree.kind[around]
            if kind == s.PAIR:
                key = key_of(tree, tree.child(around, 0)) or self._computed(number, tree.child(around, 0))
            elif kind == s.OBJECT and tree.kind[node] == s.SHORTHAND:
                key = tree.text(node)
            elif kind == s.ARGUMENTS:
                call = tree.parent[around]
                if key and callee_name(tree, call) in self._words.sets_state:
                    yield "page", self._modules.module_of(number, call).index, _first(key)
                return
            elif kind == s.ASSIGN and node != around + 1:
                found = self.of(number, around + 1)
                if found is not None:
                    yield found
                return
            elif kind in (s.CALL, s.NEW, s.RETURN, s.BLOCK, s.IF, s.PROGRAM, *s.FUNCTIONS):
                return
            node = around

    def _computed(self, number: int, key: int) -> str:
        """What a computed key is, as far as it is known: `form.` of ``[`form.${name}`]``."""
        tree = self._modules.trees[number]
        inner = tree.child(key, 0) if tree.kind[key] == s.COMPUTED else -1
        texts = self._evaluator.constants(number, inner) if inner >= 0 else []
        return next((text.partition("{}")[0] for text in texts), "")

    def named(self, module: int, name: str) -> list[Field]:
        """The fields by a name that a page or component may keep: in its data, and on itself as Vue does."""
        value = self._evaluator.walk((("exports", module),), ("default",))
        return [("page", module, name), *(("object", each, name) for each in value if each[0] == "object")]

    def of(self, number: int, member: int) -> Field | None:
        """The field that a member expression names, the outermost one that something keeps."""
        found: Field | None = None
        for inner in reversed(self._members(number, member)):
            # What a page or the app keeps is a field with all that is in it; an object may be in another one.
            if found is None or found[0] == "object":
                found = self._kept(number, inner, self._modules.trees[number].child(inner, 0)) or found
        return found

    def _members(self, number: int, member: int) -> list[int]:
        """A member expression and those that it is of, the outermost first: `a.b.c`, `a.b`."""
        tree = self._modules.trees[number]
        chain = []
        while tree.kind[member] in (s.MEMBER, s.SUBSCRIPT):
            if tree.kind[member] == s.MEMBER:  # `this.data.form[name]` is a part of `form`
                chain.append(member)
            member = tree.child(member, 0)
        return chain

    def reads(self, field: Field) -> list[tuple[int, int]]:
        """The places that read a field, at most some dozens."""
        if self._named is None:
            self._named = self._index()
        found = []
        for number, member in self._named.get(field[2], ()):
            tree = self._modules.trees[number]
            is_name = tree.kind[member] == s.SHORTHAND_PATTERN
            holder = tree.last(tree.parent[tree.parent[member]]) if is_name else tree.child(member, 0)
            if self._kept(number, member, holder) == field:
                found.append((number, member))
                if len(found) >= _MAX_READS:
                    break
        return found

    def _kept(self, number: int, member: int, holder: int) -> Field | None:
        """The field of one member expression by what holds it."""
        tree, words = self._modules.trees[number], self._words
        name = tree.text(member if tree.kind[member] == s.SHORTHAND_PATTERN else tree.last(member))
        kind = tree.kind[holder]
        held = tree.text(tree.last(holder)) if kind == s.MEMBER else tree.text(holder) if kind == s.IDENTIFIER else ""
        if held in words.app_state:
            return "app", -1, name
        if kind == s.MEMBER and held in words.page_state:
            return "page", self._modules.module_of(number, member).index, name
        if kind in (s.THIS, s.IDENTIFIER) and name not in words.page_state | words.app_state:
            for value in self._evaluator.of(number, holder):
                if value[0] in ("object", "instance"):
                    return "object", value, name
        return None

    def _index(self) -> dict[str, list[tuple[int, int]]]:
        """The member expressions that are read, by their last name."""
        found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, tree in enumerate(self._modules.trees):
            for member in tree.of_kind(s.MEMBER):
                around = tree.parent[member]
                written = tree.kind[around] == s.ASSIGN and member == around + 1
                called = tree.kind[around] == s.CALL and member == around + 1
                if not written and not called:
                    found[tree.text(tree.last(member))].append((number, member))
            for name in tree.of_kind(s.SHORTHAND_PATTERN):  # `const {phone} = this.data`
                if tree.kind[tree.parent[tree.parent[name]]] == s.DECLARATOR:
                    found[tree.text(name)].append((number, name))
        return found


def _first(key: str) -> str:
    """The field that a key of `setData` begins with: `form` of `form.phone` and `list` of `list[0].name`."""
    return key.partition(".")[0].partition("[")[0]
