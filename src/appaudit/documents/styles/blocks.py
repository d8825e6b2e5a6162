"""Style sheets to their rules: blocks and rules inside one another, layers, and the conditions that rules stand under.

https://www.w3.org/TR/css-syntax-3/, https://www.w3.org/TR/css-nesting-1/, https://www.w3.org/TR/css-conditional-5/,
https://www.w3.org/TR/css-cascade-6/ and https://www.w3.org/TR/css-properties-values-api-1/, checked 2026-11-30, not
opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from appaudit.documents.styles.conditions import is_supported, of_container, of_screens
from appaudit.documents.styles.screen_sizes import Queries, of_some_screens
from appaudit.documents.styles.text import split

_TOKEN: Final = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|url\(\s*[^\"'\s)][^)]{0,500}\)|\\.|(?P<mark>[{};()])", re.S | re.I
)
_AT: Final = re.compile(r"@(?:-\w+-)?([\w-]+)\s*(.*)", re.S)
_OLD_COMMENT: Final = re.compile(r"<!--|-->")
_PROPERTY: Final = re.compile(r"@property\s+(--[\w-]+)\s*\{([^{}]*)\}", re.I)
_INITIAL: Final = re.compile(r"initial-value\s*:\s*([^;{}]+)", re.I)
_KEPT: Final = re.compile(r"inherits\s*:\s*false", re.I)
_SCOPE: Final = re.compile(r"\(([^()]{1,200})\)(?:\s*to\s*\(([^()]{1,200})\))?\s*")
_IMPORT: Final = re.compile(
    r"(?:url\(\s*)?(\"[^\"]*\"|'[^']*'|[^\s;)]+)\s*\)?\s*(layer(?:\(\s*([\w.-]+)\s*\))?)?\s*(.*)", re.S
)
#: Blocks inside one another that are read, style sheets in others, and selectors that rules inside others come to.
_MOST_DEPTH: Final = 12
_MOST_IMPORTS: Final = 20
_MOST_SELECTORS: Final = 200
_LONGEST: Final = 2_000

#: The layer of a rule, from the outermost; of none it is in none.
Layer = tuple[str, ...]


class StyleRule(NamedTuple):
    """A rule as it would stand alone."""

    selectors: str
    body: str
    layer: Layer = ()
    is_doubtful: bool = False
    """Whether nobody can tell if a browser applies it."""
    sizes: Queries = ()
    """The media queries by which it is for screens of some sizes alone."""


class Registered(NamedTuple):
    """What a registered variable stands for where nothing sets it, and whether elements hand it on."""

    initial: str
    is_handed_on: bool


class _Around(NamedTuple):
    """What a block stands in."""

    selectors: tuple[str, ...] = ()
    layer: Layer = ()
    is_doubtful: bool = False
    depth: int = 0
    scope: tuple[str, str] | None = None
    """The selectors of the root of what the rules are for, and of where that ends."""
    sizes: Queries = ()


def registered(text: str) -> dict[str, Registered]:
    """The variables that a style sheet registers."""
    found = ((name, _INITIAL.search(body), body) for name, body in _PROPERTY.findall(text))
    return {
        name: Registered(value[1].strip().lower(), _KEPT.search(body) is None)
        for name, value, body in found
        if value is not None
    }


class StyleSheets:
    """Reads the style sheets of a page one after the other.

    Args:
        sheet_at: The style sheet that stands in an address; None for one that is elsewhere.
    """

    def __init__(self, sheet_at: Callable[[str], str | None]) -> None:
        self._sheet_at = sheet_at
        self._layers: dict[Layer, int] = {}
        self._imports = 0
        self._text = ""

    def rules_of(self, text: str) -> list[StyleRule]:
        """The rules of a style sheet that may be for screens, in their order."""
        self._text = text
        rules: list[StyleRule] = []
        self._read(text, _Around(), rules)
        return rules

    def weight_of(self, layer: Layer) -> tuple[float, ...]:
        """What a layer counts for: more than those before it, less than what is in none."""
        return (*(self._layers.get(layer[: end + 1], 0) for end in range(len(layer))), float("inf"))

    def _read(self, text: str, around: _Around, rules: list[StyleRule]) -> None:
        """Take the rules of a text that stands in a block, or of a whole sheet."""
        start = position = brackets = 0
        own: list[str] = []
        first = len(rules)
        while (found := _TOKEN.search(text, position)) is not None:
            position, mark = found.end(), found["mark"]
            if mark in ("(", ")"):
                brackets = max(0, brackets + (1 if mark == "(" else -1))
            elif mark == ";" and not brackets:
                statement = text[start : found.start()].strip()
                if statement.startswith("@"):
                    self._take_statement(statement, around, rules)
                    start = position
                elif around.selectors or around.depth:
                    own.append(statement)
                    start = position
            elif mark == "{":
                brackets = 0
                end = end_of_block(text, position)
                self._take_block(text[start : found.start()], text[position:end], around, rules)
                start = position = end + 1
        own.append(text[start:].strip())
        body = ";".join(filter(None, own))
        if around.selectors and body:
            rules.insert(
                first, StyleRule(",".join(around.selectors), body, around.layer, around.is_doubtful, around.sizes)
            )

    def _take_statement(self, statement: str, around: _Around, rules: list[StyleRule]) -> None:
        found = _AT.match(statement)
        kind, rest = (found[1].lower(), found[2].strip()) if found is not None else ("", "")
        if kind == "layer":
            for name in split(rest, ","):
                self._layer(around.layer, name.strip())
        elif kind == "import" and self._imports < _MOST_IMPORTS:
            self._imports += 1
            parts = _IMPORT.fullmatch(rest)
            sheet = self._sheet_at(parts[1].strip("\"'")) if parts is not None else None
            holds = of_screens(parts[4]) if parts is not None and parts[4].strip() else True
            if parts is None or sheet is None or (holds is False and not of_some_screens(parts[4])):
                return
            layer = self._layer(around.layer, parts[3] or "") if parts[2] else around.layer
            is_doubtful = around.is_doubtful or holds is None
            sizes = (*around.sizes, parts[4]) if holds is False else around.sizes
            self._read(sheet, around._replace(layer=layer, is_doubtful=is_doubtful, sizes=sizes), rules)

    def _take_block(self, prelude: str, inside: str, around: _Around, rules: list[StyleRule]) -> None:
        prelude = _OLD_COMMENT.sub(" ", prelude).strip() if "--" in prelude else prelude.strip()
        if around.depth > _MOST_DEPTH:
            return
        found = _AT.match(prelude)
        deeper = around._replace(depth=around.depth + 1)
        if found is None or found[1].lower() == "nest":
            selectors = self._selectors(found[2] if found is not None else prelude, around)
            if selectors:
                self._read(inside, deeper._replace(selectors=selectors), rules)
            return
        kind, condition = found[1].lower(), found[2].strip()
        if kind == "layer":
            self._read(inside, deeper._replace(layer=self._layer(around.layer, condition)), rules)
        elif kind == "scope":
            scope = _SCOPE.fullmatch(condition)
            if scope is not None:
                self._read(inside, deeper._replace(scope=(scope[1].strip(), (scope[2] or "").strip())), rules)
        elif (holds := self._holds(kind, condition)) is not False:
            self._read(inside, deeper._replace(is_doubtful=around.is_doubtful or holds is None), rules)
        elif kind == "media" and of_some_screens(condition):
            self._read(inside, deeper._replace(sizes=(*around.sizes, condition)), rules)

    def _holds(self, kind: str, condition: str) -> bool | None:
        if kind == "media":
            return of_screens(condition)
        if kind == "supports":
            return is_supported(condition)
        return of_container(condition, self._text) if kind == "container" else False

    def _layer(self, outer: Layer, name: str) -> Layer:
        """A layer by its name in another, which has its place where it is first named; without a name a new one."""
        layer = outer
        for part in name.split(".") if name else (f"({len(self._layers)})",):
            layer = (*layer, part.strip())
            self._layers.setdefault(layer, len(self._layers))
        return layer

    @staticmethod
    def _selectors(prelude: str, around: _Around) -> tuple[str, ...]:
        """The selectors of a rule as they would stand outside of the one around it; none for what is no list of any."""
        if not prelude or prelude[0] in ";}" or "}" in prelude:
            return ()
        own = [each.strip() for each in split(prelude, ",")]
        if around.selectors:
            own = [
                each.replace("&", outer) if "&" in each else f"{outer} {each}"
                for each in own
                for outer in around.selectors
            ]
        elif around.scope is not None:
            root, limit = around.scope
            outside = "".join(f":not({each}):not({each} *)" for each in filter(None, (limit,)))
            own = [
                each.replace(":scope", root).replace("&", root)
                if ":scope" in each or "&" in each
                else f"{root} {each}{outside}"
                for each in own
            ]
        else:
            own = [each.replace("&", ":root") for each in own]
        return tuple(each for each in own[:_MOST_SELECTORS] if len(each) < _LONGEST)


def end_of_block(text: str, start: int) -> int:
    """Where the brace stands that ends a block which begins before `start`."""
    depth = 1
    for found in _TOKEN.finditer(text, start):
        if found["mark"] in ("{", "}"):
            depth += 1 if found["mark"] == "{" else -1
            if depth == 0:
                return found.start()
    return len(text)
