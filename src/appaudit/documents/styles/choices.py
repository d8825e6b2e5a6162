"""Values that conditions choose, `if(media(…): …; style(…): …; else: …)`, as a browser chooses them.

https://www.w3.org/TR/css-values-5/#if-notation, checked 2026-12-01, not opened; what browsers do was tried in Chromium
156. A browser that does not know them takes no notice of the declaration.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from appaudit.documents.styles.conditions import Holds, condition, is_supported, of_screens
from appaudit.documents.styles.text import closing, split

_IF: Final = re.compile(r"(?<![\w-])if\(")
_ASKED: Final = re.compile(r"(media|supports|style)\((.*)\)", re.S)
#: Kinds of media are no features: a browser knows none of them here, and what asks for one chooses nothing.
_OF_KINDS: Final = re.compile(r"media\(\s*(?:all|print|screen)\s*\)")
#: A value that hides, which is taken where nobody can tell the condition: that it is in doubt is said elsewhere.
_HIDING: Final = re.compile(r"0(?:\.0+)?(?:px|%)?|none|hidden|transparent|white|#fff(?:fff)?")
_MOST_CHOICES: Final = 8
_LONGEST: Final = 1_000


def chosen(value: str, variables: Mapping[str, str]) -> str:
    """A value with what the conditions in it choose; what is not chosen at all is nothing."""
    for _ in range(_MOST_CHOICES if len(value) < _LONGEST else 0):
        found = list(_IF.finditer(value))
        if not found:
            break
        start = found[-1].end()  # no other stands in it
        end = closing(value, start)
        value = value[: found[-1].start()] + _choice(value[start:end], variables) + value[end + 1 :]
    return value.strip()


def _choice(inside: str, variables: Mapping[str, str]) -> str:
    branches = [split(branch, ":") for branch in split(inside, ";") if branch.strip()]
    listed = [(parts[0].strip(), ":".join(parts[1:]).strip()) for parts in branches]
    for number, (asked, value) in enumerate(listed):
        holds = True if asked == "else" else condition(asked, lambda text: _holds(text, variables))
        if holds is None and not _OF_KINDS.search(asked):
            return next((other for _, other in listed[number:] if _HIDING.fullmatch(other)), value)
        if holds:
            return value
    return ""


def _holds(text: str, variables: Mapping[str, str]) -> Holds:
    found = _ASKED.fullmatch(text.strip())
    if found is None:
        return None
    kind, inside = found[1], found[2].strip()
    if kind == "media":
        return None if _OF_KINDS.fullmatch(found[0]) else of_screens(f"({inside})")
    if kind == "supports":
        return is_supported(f"({inside})" if ":" in inside and not inside.startswith("(") else inside)
    name, colon, wanted = (part.strip() for part in inside.partition(":"))
    if not name.startswith("--"):
        return None
    held = variables.get(name)
    return held is not None and (not colon or held.strip() == wanted)
