"""The declarations of a block of styles, as far as they may hide text; shorthands by the names of their parts.

https://www.w3.org/TR/CSS22/, section 4.1.8, and https://www.w3.org/TR/css-syntax-3/ for escapes.
"""

from __future__ import annotations

import re
from typing import Final

from appaudit.documents.styles.text import COMMENT, split, unescaped
from appaudit.documents.styles.values import SIDES

#: The size in the shorthand of fonts: a number with a unit, or nothing; weights have neither.
_SIZE_OF_FONT: Final = re.compile(
    r"(?:^|\s)(\d*\.?\d+(?:px|pt|em|rem|%|vw|vh)|0|(?:calc|min|max|clamp)\((?:[^()]|\([^()]*\))*\))(?=\s*/|\s)"
)
_LINE_OF_FONT: Final = re.compile(r"^\s*(?:/\s*\S+)?\s*")
#: Properties that may hide text; rules without any are not kept.
_HIDING: Final = frozenset(
    ("display", "visibility", "opacity", "color", "background", "background-color", "background-image", "font-size",
     "font", "position", "left", "right", "top", "bottom", "text-indent", "clip", "clip-path", "height", "max-height",
     "width", "max-width", "overflow", "overflow-x", "overflow-y", "transform", "text-decoration",
     "text-decoration-line", "margin-left", "margin-top", "content-visibility", "-webkit-text-fill-color", "filter",
     "mask", "mask-image", "-webkit-mask", "-webkit-mask-image", "scale", "translate", "rotate", "zoom", "inset",
     "margin", "block-size", "inline-size", "max-block-size", "max-inline-size", "letter-spacing", "line-height",
     "contain", "background-clip", "font-family", "-webkit-background-clip", "animation", "animation-name",
     "animation-fill-mode", "animation-play-state", "animation-delay", "animation-timeline", "animation-direction",
     "animation-iteration-count", "color-scheme", "offset-path", "flex", "flex-basis", "flex-wrap", "justify-content",
     "unicode-bidi", "direction", "white-space", "overflow-block", "overflow-inline", "z-index", "isolation",
     "will-change", "perspective", "order", "grid-template-rows", "grid-template-columns", "grid-template", "grid",
     "grid-template-areas", "grid-auto-rows", "grid-auto-flow", "grid-row", "grid-column", "grid-area",
     "grid-row-start", "grid-row-end", "grid-column-start", "backface-visibility", "-webkit-line-clamp",
     "-webkit-text-security", "content", "text-shadow", "mix-blend-mode", "-webkit-text-stroke", "flex-direction",
     "flex-flow", "float", "all", "paint-order", "box-shadow", "backdrop-filter", "padding", "padding-left",
     "padding-top", "padding-bottom", "padding-right", "box-sizing", "container-type", "container", "min-height",
     "min-width", "min-block-size", "offset", "inset-inline", "inset-block", "columns", "column-count",
     "column-width", "margin-bottom", "margin-block-start", "tab-size", "font-size-adjust", "mask-size",
     "-webkit-mask-size", "mask-position", "mask-repeat", "border", "border-top", "border-bottom", "outline",
     "outline-offset"),
)  # fmt: skip


#: Words that a property has as its value; of others a browser takes no notice.
_DISPLAYS: Final = frozenset(
    ("none", "block", "inline", "inline-block", "flex", "inline-flex", "grid", "inline-grid", "contents", "flow",
     "flow-root", "table", "inline-table", "table-row", "table-cell", "table-column", "table-column-group",
     "table-row-group", "table-header-group", "table-footer-group", "table-caption", "list-item", "run-in", "ruby",
     "ruby-base", "ruby-text", "math", "box", "inline-box", "-webkit-box", "-webkit-inline-box", "-webkit-flex",
     "-webkit-inline-flex", "-moz-box", "-ms-flexbox", "-ms-inline-flexbox", "-ms-grid", "subgrid", "masonry"),
)  # fmt: skip
_VISIBILITIES: Final = frozenset(("visible", "hidden", "collapse"))
#: Words that every property takes: by them it has the value of what is around, of the browser, of another layer.
BY_OTHERS: Final = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))
_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?%?|[\w-]+\(.*\)", re.S)
#: A width of a line that may cover words, in pixels or in other units.
_THICK: Final = re.compile(r"\d{2,}(?:\.\d+)?px|(?<![\d.])\d+(?:\.\d+)?(?:r?em|v[wh]|ch|pt)|calc|var\(")
_IMPORTANT: Final = re.compile(r"!\s*important")
#: A row of named areas of a grid, with its size.
_AREA: Final = re.compile(r"(\"[^\"]*\"|'[^']*')\s*(?:\[[^\]]*\]\s*)?([^\"'\[\]]*)(?:\[[^\]]*\]\s*)?")
#: Properties by the direction of writing, as they are where it goes from left to right.
_BY_DIRECTION: Final = {
    "inset-inline-start": "left", "inset-inline-end": "right", "inset-block-start": "top", "inset-block-end": "bottom",
    "margin-inline-start": "margin-left", "margin-block-start": "margin-top", "padding-inline-start": "padding-left",
}  # fmt: skip
#: Properties under their old names.
_ALIASES: Final = {
    f"-webkit-{name}": name
    for name in (
        *("animation", "animation-name", "animation-fill-mode", "animation-play-state", "animation-delay"),
        *("animation-direction", "animation-iteration-count", "transform", "filter", "clip-path", "opacity"),
    )
}


def declarations_of(body: str) -> dict[str, tuple[str, bool]]:
    """The properties of a block that may hide text, by name: the value, and whether it is marked as important."""
    found: dict[str, tuple[str, bool]] = {}
    body = unescaped(COMMENT.sub("", body) if "/*" in body else body)
    for part in split(body, ";"):
        name, colon, value = part.partition(":")
        name, value = name.strip().lower(), value.strip().lower()
        name = _BY_DIRECTION.get(name, _ALIASES.get(name, name))
        if not colon or (name not in _HIDING and not name.startswith("--")):
            continue
        value, mark, after = value.partition("!")
        important, value = bool(mark), value.strip()
        if (mark and _IMPORTANT.fullmatch(mark + after) is None) or not _is_value(name, value):
            continue
        if name == "all":
            found = {each: given for each, given in found.items() if each.startswith("--") or given[1] > important}
        if name == "font":
            size = _SIZE_OF_FONT.search(value)
            name, value = "font-size", size.group(1) if size else ""
            found["font-family"] = (_LINE_OF_FONT.sub("", size.string[size.end() :]) if size else "", important)
        for each, part in _sides_of(name, value):
            if not found.get(each, ("", False))[1] or important:
                found[each] = (part, important)
    return found


def _is_value(name: str, value: str) -> bool:
    """Whether a browser knows a value, where a wrong one would show or hide text."""
    if value in BY_OTHERS or "(" in value:
        return True
    match name:
        case "display":
            return bool(value) and all(word in _DISPLAYS for word in value.split())
        case "visibility":
            return value in _VISIBILITIES
        case "opacity":
            return _NUMBER.fullmatch(value) is not None
        case "border" | "border-top" | "border-bottom" | "outline":  # of those that nothing is hidden by there are many
            return _THICK.search(value) is not None
    return True


def _sides_of(name: str, value: str) -> list[tuple[str, str]]:
    """A property by its own name; a shorthand for four sides by the names of each."""
    if name in ("inset-inline", "inset-block"):
        parts = value.split()[:2] or [""]
        return list(
            zip(("left", "right") if name == "inset-inline" else ("top", "bottom"), (parts * 2)[:2], strict=True)
        )
    if name in ("grid", "grid-template"):
        return _tracks_of(value)
    if name not in ("inset", "margin", "padding"):
        return [(name, value)]
    parts = value.split()[:4]
    if not parts:
        return []
    four = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}[len(parts)]
    prefix = "" if name == "inset" else f"{name}-"
    return [(f"{prefix}{side}", parts[index]) for side, index in zip(SIDES, four, strict=True)]


def _tracks_of(value: str) -> list[tuple[str, str]]:
    """The rows and columns of a grid, and the names of its areas, of a shorthand for all of them."""
    rows, _, columns = value.partition("/")
    areas = _AREA.findall(rows)
    if areas:
        rows = " ".join(size.strip() or "auto" for _, size in areas)
    found = [("grid-template-rows", rows.strip()), ("grid-template-columns", columns.strip())]
    return [*found, ("grid-template-areas", " ".join(names for names, _ in areas))]
