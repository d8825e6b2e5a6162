"""The declarations of a block of styles, as far as they may hide text; shorthands by the names of their parts.

https://www.w3.org/TR/CSS22/, section 4.1.8, and https://www.w3.org/TR/css-syntax-3/ for escapes.
"""

from __future__ import annotations

import re
from typing import Final

from appaudit.documents.hidden_boxes import SIDES

COMMENT: Final = re.compile(r"/\*.*?\*/", re.S)
_ESCAPE: Final = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)", re.I)
#: The size in the shorthand of fonts: a number with a unit, or nothing; weights have neither.
_SIZE_OF_FONT: Final = re.compile(r"(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%|vw|vh)|0)(?=\s*/|\s)")
_LINE_OF_FONT: Final = re.compile(r"^\s*(?:/\s*\S+)?\s*")
#: Properties that may hide text; rules without any are not kept.
_HIDING: Final = frozenset(
    ("display", "visibility", "opacity", "color", "background", "background-color", "background-image", "font-size",
     "font", "position", "left", "right", "top", "bottom", "text-indent", "clip", "clip-path", "height", "max-height",
     "width", "max-width", "overflow", "overflow-x", "overflow-y", "transform", "text-decoration",
     "text-decoration-line", "margin-left", "margin-top", "content-visibility", "-webkit-text-fill-color", "filter",
     "mask", "mask-image", "-webkit-mask", "-webkit-mask-image", "scale", "translate", "rotate", "zoom", "inset",
     "margin", "block-size", "inline-size", "max-block-size", "max-inline-size", "letter-spacing", "line-height",
     "contain", "background-clip", "font-family", "-webkit-background-clip",
     "animation", "animation-name", "animation-fill-mode", "animation-play-state", "animation-delay",
     "offset-path", "flex", "flex-basis",
     "unicode-bidi", "direction", "white-space", "overflow-block", "overflow-inline",
     "z-index", "isolation", "will-change", "perspective", "order", "grid-template-rows", "grid-template-columns",
     "grid-template-areas", "grid-auto-rows", "grid-auto-flow", "grid-row", "grid-column", "grid-area",
     "grid-row-start", "grid-column-start",
     "backface-visibility", "-webkit-line-clamp", "-webkit-text-security", "content", "text-shadow", "mix-blend-mode",
     "-webkit-text-stroke", "flex-direction", "flex-flow", "float"),
)  # fmt: skip


def declarations_of(body: str) -> dict[str, tuple[str, bool]]:
    """The properties of a block that may hide text, by name: the value, and whether it is marked as important."""
    found: dict[str, tuple[str, bool]] = {}
    body = _ESCAPE.sub(_unescaped, COMMENT.sub("", body)) if "\\" in body or "/*" in body else body
    for part in body.split(";"):
        name, colon, value = part.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        if not colon or (name not in _HIDING and not name.startswith("--")):
            continue
        important = value.endswith("!important") or "! important" in value
        value = value.partition("!")[0].strip()
        if name == "font":
            size = _SIZE_OF_FONT.search(value)
            name, value = "font-size", size.group(1) if size else ""
            found["font-family"] = (_LINE_OF_FONT.sub("", size.string[size.end() :]) if size else "", important)
        for each, part in _sides_of(name, value):
            found[each] = (part, important)
    return found


def _unescaped(found: re.Match[str]) -> str:
    code = int(found.group(1), 16) if found.group(1) else 0
    return found.group(2) or (chr(code) if 0 < code < 0x110000 else "")


def _sides_of(name: str, value: str) -> list[tuple[str, str]]:
    """A property by its own name; a shorthand for four sides by the names of each."""
    if name not in ("inset", "margin"):
        return [(name, value)]
    parts = value.split()[:4]
    if not parts:
        return []
    four = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}[len(parts)]
    prefix = "margin-" if name == "margin" else ""
    return [(f"{prefix}{side}", parts[index]) for side, index in zip(SIDES, four, strict=True)]
