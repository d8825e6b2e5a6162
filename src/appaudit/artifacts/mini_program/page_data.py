"""What the variables of a page are where they are the same whatever happens: its script gives them one value alone.

Scripts are not run. A variable is known where all that is said of it, in its page and wherever else the page may be
changed, is one constant; where data may come from elsewhere, it is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

#: What an expression is of which nothing is known.
UNKNOWN: Final = object()
#: Code of a script without its comments: an address in a text is no comment.
_COMMENT: Final = re.compile(
    r"('(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\]|\\.)*`)|//[^\n]*|/\*.*?\*/", re.DOTALL
)
_CONSTANT: Final = (
    r"(?P<constant>false|true|![01]|null|undefined|void 0|-?\d+(?:\.\d+)?|'[^'\\\n]*'|\"[^\"\\\n]*\"|\[\s*\]|\{\s*\})"
)
_ENDS: Final = r"(?=\s*(?:[,}\n;]|$))"
_MAKES: Final = re.compile(r"(?<![\w$.])(?:Page|Component)\s*\(\s*\{")
#: A page that is handed to other code, takes in parts that are written elsewhere, or has them spread into it.
_HANDED: Final = re.compile(
    r"(?<!bind)\(\s*this\s*[,)]|,\s*this\s*[,)]|[:=]\s*this\s*[,}]|return\s+this\s*[;\n}]|\.\.\.|Object\.assign"
    r"|\b(?:behaviors|mixins|extends)\b"
)
_ALIAS: Final = re.compile(r"(?<![\w$])([A-Za-z_$][\w$]*)\s*=\s*this(?![\w$.])")
_OTHERS_PAGES: Final = re.compile(r"getCurrentPages|selectComponent|selectOwnerComponent|getPageInstance")
_SETS: Final = re.compile(r"\bsetData\s*\(\s*")
_MADE_KEY: Final = re.compile(r"[{,]\s*(?:\[|\.\.\.)")
_LONGEST_CALL: Final = 20_000
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<text>'[^'\\]*'|\"[^\"\\]*\")|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<name>[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)|(?P<mark>===|!==|==|!=|&&|\|\||[!()?:]))"
)
_WORDS: Final = {"true": True, "false": False, "null": None, "undefined": None, "NaN": None}
_MOST_TOKENS: Final = 60

Values = Callable[[str], object]


class PageData:
    """The variables of one page by their name.

    Args:
        own: The script of the page, empty where there is none.
        scripts: All scripts of the program.
    """

    def __init__(self, own: str, scripts: Sequence[str]) -> None:
        own = _code(own)
        aliases = "|".join(map(re.escape, set(_ALIAS.findall(own)))) if own else ""
        is_handed = not _MAKES.search(own) or bool(_HANDED.search(own))
        is_handed = is_handed or bool(aliases and re.search(rf"[(,]\s*(?:{aliases})\s*[,)]", own))
        others = [text for text in scripts if is_handed or (_OTHERS_PAGES.search(text) and "setData" in text)]
        self._scripts = [own, *map(_code, others)] if own else []
        self._is_open = not own or any(map(_sets_made_keys, self._scripts if is_handed else [own]))
        self._known: dict[str, object] = {}

    def value(self, name: str) -> object:
        """The value of a variable, `UNKNOWN` where it may have several."""
        if self._is_open:
            return UNKNOWN
        if name not in self._known:
            self._known[name] = self._find(name)
        return self._known[name]

    def _find(self, name: str) -> object:
        word = re.compile(rf"(?<![\w$]){re.escape(name)}(?![\w$])")
        given = re.compile(rf"(?<![\w$.])(['\"]?){re.escape(name)}\1\s*:\s*{_CONSTANT}{_ENDS}")
        found: list[object] = []
        for text in self._scripts:
            if name not in text:
                continue
            constants = [each.group("constant") for each in given.finditer(text)]
            if len(constants) < len(word.findall(text)):
                return UNKNOWN
            found += map(_constant, constants)
        if not found:
            return None
        return found[0] if all(each == found[0] and type(each) is type(found[0]) for each in found) else UNKNOWN


def expression(text: str, values: Values) -> object:
    """What an expression of a page is, `UNKNOWN` where data decide."""
    tokens: list[tuple[str, str]] = []
    position = 0
    text = text.strip()
    while position < len(text):
        found = _TOKEN.match(text, position)
        if found is None or len(tokens) > _MOST_TOKENS or found.lastgroup is None:
            return UNKNOWN
        tokens.append((found.lastgroup, found.group(found.lastgroup)))
        position = found.end()
    reading = _Reading(tokens, values)
    value = reading.choice() if tokens else UNKNOWN
    return value if reading.is_at_end() else UNKNOWN


class _Reading:
    """Reads the tokens of one expression from left to right."""

    def __init__(self, tokens: Sequence[tuple[str, str]], values: Values) -> None:
        self._tokens = tokens
        self._values = values
        self._at = 0

    def is_at_end(self) -> bool:
        """Whether all tokens were read."""
        return self._at == len(self._tokens)

    def choice(self) -> object:
        """`a ? b : c`, or what stands in its place."""
        asked = self._either()
        if not self._takes("?"):
            return asked
        first = self.choice()
        if not self._takes(":"):
            self._at = -1
            return UNKNOWN
        second = self.choice()
        if asked is UNKNOWN:
            return UNKNOWN
        return first if _is_true(asked) else second

    def _either(self) -> object:
        value = self._both()
        while self._takes("||"):
            other = self._both()
            if value is UNKNOWN:
                value = True if is_certainly(other, truth=True) else UNKNOWN
            elif not _is_true(value):
                value = other
        return value

    def _both(self) -> object:
        value = self._equal()
        while self._takes("&&"):
            other = self._equal()
            if value is UNKNOWN:
                value = False if is_certainly(other, truth=False) else UNKNOWN
            elif _is_true(value):
                value = other
        return value

    def _equal(self) -> object:
        value = self._single()
        for mark in ("===", "!==", "==", "!="):
            if self._takes(mark):
                other = self._single()
                if UNKNOWN in (value, other) or isinstance(value, list | dict) or isinstance(other, list | dict):
                    return UNKNOWN
                return (value == other and type(value) is type(other)) is mark.startswith("=")
        return value

    def _single(self) -> object:
        if self._takes("!"):
            value = self._single()
            return UNKNOWN if value is UNKNOWN else not _is_true(value)
        if self._takes("("):
            value = self.choice()
            if not self._takes(")"):
                self._at = -1
            return value
        if not 0 <= self._at < len(self._tokens):
            self._at = -1
            return UNKNOWN
        kind, text = self._tokens[self._at]
        self._at += 1
        if kind == "text":
            return text[1:-1]
        if kind == "number":
            return float(text)
        return self._named(text) if kind == "name" else UNKNOWN

    def _named(self, name: str) -> object:
        if name in _WORDS:
            return _WORDS[name]
        root, _, rest = name.partition(".")
        value = self._values(root)
        if not rest or value is UNKNOWN:
            return value
        return None if value is None else float(len(value)) if rest == "length" and isinstance(value, list) else UNKNOWN

    def _takes(self, mark: str) -> bool:
        is_next = 0 <= self._at < len(self._tokens) and self._tokens[self._at] == ("mark", mark)
        self._at += is_next
        return is_next


def is_certainly(value: object, *, truth: bool) -> bool:
    """Whether a value is known, and true or not true as asked."""
    return value is not UNKNOWN and _is_true(value) is truth


def _is_true(value: object) -> bool:
    return True if isinstance(value, list | dict) else bool(value)


def _constant(text: str) -> object:
    if text[0] in "'\"":
        return text[1:-1]
    if text[0] in "[{":
        return [] if text[0] == "[" else {}
    if text in ("false", "!1", "true", "!0"):
        return text in ("true", "!0")
    return float(text) if text[0] == "-" or text[0].isdigit() else None


@lru_cache(maxsize=4096)
def _code(script: str) -> str:
    """A script without its comments."""
    return _COMMENT.sub(lambda found: found.group(1) or " ", script)


@lru_cache(maxsize=4096)
def _sets_made_keys(script: str) -> bool:
    """Whether a script sets data whose names nobody can read in it."""
    return any(_MADE_KEY.search(given) or not given.startswith("{") for given in _set(script))


def _set(script: str) -> Iterator[str]:
    """What a script sets, each as it is written."""
    for found in _SETS.finditer(script):
        depth = 0
        for place in range(found.end(), min(len(script), found.end() + _LONGEST_CALL)):
            depth += (script[place] in "{[(") - (script[place] in "}])")
            if depth <= 0:
                break
        yield script[found.end() : place + 1]
