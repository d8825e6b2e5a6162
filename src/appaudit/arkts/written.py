"""ArkTS as it is written, to TypeScript that says the same, line by line: what a grammar of TypeScript can read.

ArkTS adds to TypeScript: `struct` for components, a block behind a call that makes a component (`Column() { … }`),
decorators before functions, and blocks that begin with a property of the component that they are for (`{ .width(1) }`).
Lines stay where they are; columns may not.
"""

from __future__ import annotations

import re
from typing import Final

from appaudit.model.record import record

#: The parameter of the functions that blocks behind components become: nobody writes it by hand.
BLOCK: Final = "$block$"
#: What a struct extends, as compilers have it.
_COMPONENT: Final = "ViewPU"
_TOKEN = re.compile(
    r"(?P<skip>\s+|//[^\n]*|/\*.*?(?:\*/|\Z))"
    r"|(?P<text>'(?:\\.|[^'\\\n])*'?|\"(?:\\.|[^\"\\\n])*\"?)"
    r"|(?P<word>[A-Za-z_$\u0080-\uffff][\w$]*)"
    r"|(?P<number>\d[\w.]*)"
    r"|(?P<mark>=>|\.\.\.|.)",
    re.DOTALL,
)
_REGULAR = re.compile(r"/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")
#: What a regular expression may stand behind; a slash behind anything else divides.
_BEFORE_REGULAR: Final = frozenset("(,=:[!&|?{};+-*%<>~^") | {"=>", "return", "typeof", "case", ""}
_STRUCT = re.compile(r"struct(?=\s+[A-Za-z_$][\w$]*\s*\{)")
_DECORATED = re.compile(
    r"(?:@[A-Za-z_$][\w$.]*\s*(?:\((?:[^()]|\([^()]*\))*\)\s*)?)+(?=(?:(?:export|default|async)\s+)*function\b)"
)
_LAZY = re.compile(r"lazy(?=\s*\{)")
_STARTS_WITH_PROPERTY = re.compile(r"\{(?:\s|//[^\n]*\n|/\*.*?\*/)*+\.(?=[A-Za-z_$])", re.DOTALL)
#: What a brace of an object stands behind; those of blocks stand behind others.
_BEFORE_OBJECT: Final = frozenset(("(", ",", "=", "[", "?", "return", ":"))
_HOLDERS: Final = frozenset(("class", "interface", "enum"))
_NO_CALLS: Final = frozenset(("function", "new", "."))
_MOST_NESTED: Final = 5_000


@record(kw_only=False, frozen=False)
class _Bracket:
    mark: str
    called: str = ""
    holds_members: bool = False
    closes_with: str = ""


def as_typescript(text: str) -> str:
    """The text as TypeScript; where it is nested beyond all reason the rest stays as it is."""
    return _Rewriting(text).run()


class _Rewriting:
    def __init__(self, text: str) -> None:
        self._text = text
        self._made: list[str] = []
        self._kept = 0
        self._open: list[_Bracket] = []
        self._before = ""  # the last mark or word
        self._second = ""  # the one before it
        self._called = ""  # what was called, where the last mark closed the arguments of a call
        self._is_holder = False  # whether the next brace opens the body of a class

    def run(self) -> str:
        text, place, end = self._text, 0, len(self._text)
        while place < end:
            found = _TOKEN.match(text, place)
            if found is None or len(self._open) > _MOST_NESTED:
                break
            kind, mark = found.lastgroup, found[0]
            stop = found.end()
            if kind == "word":
                stop = self._word(place, mark) or stop
            elif kind == "mark":
                stop = self._mark(place, mark) or stop
            elif kind != "skip":
                self._note(mark)
            place = stop
        self._made.append(text[self._kept :])
        return "".join(self._made)

    def _note(self, mark: str) -> None:
        self._second, self._before = self._before, mark
        self._called = ""

    def _replace(self, place: int, size: int, by: str) -> None:
        self._made += (self._text[self._kept : place], by)
        self._kept = place + size

    def _word(self, place: int, word: str) -> int:
        if word == "struct" and _STRUCT.match(self._text, place):
            self._replace(place, len(word), "class")
            named = re.compile(r"\s+[\w$]+").match(self._text, place + len(word))
            if named is not None:
                self._replace(named.end(), 0, f" extends {_COMPONENT}")
                self._is_holder = True
                self._note("class")
                return named.end()
        if word == "lazy" and self._before == "import" and _LAZY.match(self._text, place):
            self._replace(place, len(word), "")
            return place + len(word)
        if word in _HOLDERS and self._before != ".":
            self._is_holder = True
        self._note(word)
        return 0

    def _mark(self, place: int, mark: str) -> int:
        text = self._text
        if mark == "`":
            self._note(mark)
            return _after_template(text, place)
        if mark == "/" and self._before in _BEFORE_REGULAR:
            regular = _REGULAR.match(text, place)
            if regular is not None:
                self._note("''")
                return regular.end()
        if mark == "@":
            decorated = None if self._in_members() else _DECORATED.match(text, place)
            if decorated is not None:
                self._replace(place, decorated.end() - place, re.sub(r"[^\n]", " ", decorated[0]))
                return decorated.end()
        if mark in "([":
            called = self._before if self._second not in _NO_CALLS else ""
            self._open.append(_Bracket(mark, called if mark == "(" else ""))
        elif mark == "{":
            return self._brace(place)
        elif mark in ")]}":
            return self._close(place, mark)
        elif mark == ";":
            self._is_holder = False
        self._note(mark)
        return 0

    def _brace(self, place: int) -> int:
        bracket = _Bracket("{", holds_members=self._is_holder or self._before in _BEFORE_OBJECT)
        self._is_holder = False
        starts = _STARTS_WITH_PROPERTY.match(self._text, place)
        called = self._called
        if called[:1].isupper() and not self._in_members():
            self._replace(place, 0, f"(({BLOCK}) => ")
            bracket.closes_with = ")"
        elif starts is not None and self._before in (":", "(", ",", "="):
            self._replace(place, 0, f"({BLOCK}) => ")
        self._open.append(bracket)
        if starts is not None:
            self._replace(starts.end() - 1, 0, "this")
        self._note("{")
        return 0

    def _close(self, place: int, mark: str) -> int:
        bracket = self._open.pop() if self._open else _Bracket("")
        self._note(mark)
        if bracket.closes_with:
            self._replace(place + 1, 0, bracket.closes_with)
        if mark == ")" and bracket.mark == "(":
            self._called = bracket.called
        return 0

    def _in_members(self) -> bool:
        return bool(self._open) and self._open[-1].holds_members


def _after_template(text: str, place: int) -> int:
    """Where a text with values in it ends, which may hold others."""
    depth, place = 0, place + 1
    while place < len(text):
        mark = text[place]
        if mark == "\\":
            place += 1
        elif mark == "`" and not depth:
            return place + 1
        elif mark == "`":
            place = _after_plain(text, place)
            continue
        elif mark == "$" and text[place + 1 : place + 2] == "{":
            depth += 1
            place += 1
        elif mark == "}" and depth:
            depth -= 1
        place += 1
    return place


def _after_plain(text: str, place: int) -> int:
    end = text.find("`", place + 1)
    return len(text) if end < 0 else end + 1
