"""Conditions of style sheets: which of them hold on every screen, and which nobody can tell without the browser.

https://www.w3.org/TR/mediaqueries-5/ and https://www.w3.org/TR/css-conditional-5/, checked 2026-11-30, not opened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from appaudit.documents.styles.text import split
from appaudit.documents.styles.values import color_of, pixels

#: Whether something holds; None for what nobody can tell.
Holds: TypeAlias = bool | None
Reading: TypeAlias = Callable[[str], Holds]

#: The narrowest screen and the widest that text is read on, a telephone's and a monitor's, in pixels.
LEAST_WIDTH: Final = 320.0
MOST_WIDTH: Final = 3000.0
_SCREENS: Final[tuple[Mapping[str, float | str], ...]] = (
    {
        "width": LEAST_WIDTH,
        "height": 500,
        "resolution": 3,
        "orientation": "portrait",
        "hover": "none",
        "pointer": "coarse",
    },
    {
        "width": MOST_WIDTH,
        "height": 2000,
        "resolution": 1,
        "orientation": "landscape",
        "hover": "hover",
        "pointer": "fine",
    },
)
#: What holds of every reader as long as nobody has chosen another.
_USUAL: Final[Mapping[str, float | str]] = {
    "color": 8, "color-index": 0, "monochrome": 0, "grid": 0, "scripting": "enabled", "update": "fast",
    "prefers-color-scheme": "light", "prefers-reduced-motion": "no-preference", "prefers-contrast": "no-preference",
    "forced-colors": "none", "inverted-colors": "none", "color-gamut": "srgb",
    "dynamic-range": "standard", "prefers-reduced-data": "no-preference", "prefers-reduced-transparency":
    "no-preference", "overflow-block": "scroll", "overflow-inline": "scroll",
}  # fmt: skip
_LIKE: Final = {
    "device-width": "width", "device-height": "height", "any-hover": "hover", "any-pointer": "pointer",
    "-webkit-device-pixel-ratio": "resolution", "inline-size": "width", "block-size": "height",
}  # fmt: skip
_COMPARED: Final = re.compile(r"\s*(<=|>=|<|>|=)\s*")
_TURNED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}
_PER_DOT: Final = {"dppx": 1.0, "x": 1.0, "dpi": 1 / 96, "dpcm": 2.54 / 96, "": 1.0}
_RESOLUTION: Final = re.compile(r"(\d*\.?\d+)(dppx|x|dpi|dpcm)?")
_RATIO: Final = re.compile(r"(\d*\.?\d+)\s*/\s*(\d*\.?\d+)")
_MEDIA: Final = frozenset(("all", "screen"))
_MOST_DEPTH: Final = 8
_LONGEST: Final = 1_000
#: Properties that every browser of today has; of others nobody can tell.
_PROPERTIES: Final = frozenset(
    ("display", "position", "color", "background", "background-color", "background-image", "opacity", "visibility",
     "width", "height", "max-width", "max-height", "min-width", "min-height", "margin", "padding", "padding-left",
     "padding-right", "padding-top", "padding-bottom", "top", "bottom", "left", "right", "inset", "transform",
     "filter", "object-fit", "gap", "grid-gap", "grid-area", "grid-template-columns", "flex-wrap", "flex",
     "align-items", "justify-content", "aspect-ratio", "font-size", "font-variation-settings", "transition",
     "animation", "clip-path", "mix-blend-mode", "pointer-events", "text-decoration-color", "scroll-behavior",
     "overflow", "z-index", "float", "will-change", "contain", "backdrop-filter", "-webkit-backdrop-filter"),
)  # fmt: skip
#: Values of some of them; where none is listed here, whatever is no word that nobody knows.
_WORDS: Final = {
    "display": frozenset(
        ("none", "block", "inline", "inline-block", "flex", "inline-flex", "grid", "inline-grid", "contents",
         "flow-root", "table", "table-cell", "list-item", "-webkit-box")
    ),
    "position": frozenset(("static", "relative", "absolute", "fixed", "sticky", "-webkit-sticky")),
    "visibility": frozenset(("visible", "hidden", "collapse")),
}  # fmt: skip
_MEASURE: Final = re.compile(
    r"-?[\d.]+[a-z%]*|(?:env|calc|min|max|clamp|var|blur|inset|rgba?)\(.*\)|auto|none|normal|cover|contain"
)


def of_screens(queries: str) -> Holds:
    """Whether a list of media queries holds on all screens; None where it is held differently, not by its size.

    A rule for screens of some sizes counts as one that is not there: on the others the text is seen.
    """
    found = on_extremes(queries)
    is_by_size = "width" in queries.lower() or "height" in queries.lower()
    return all(found) if len(set(found)) == 1 or is_by_size else None


def on_extremes(queries: str) -> list[bool]:
    """Whether a list of media queries holds on the narrowest screen, and whether on the widest."""
    listed = split(queries.lower(), ",")
    return [any(_condition(each, _of(screen), _is_medium) is True for each in listed) for screen in _SCREENS]


def hold_on(queries: str, width: float, height: float) -> bool:
    """Whether a list of media queries, of sizes and nothing else, holds on a screen of a size."""
    screen = {"width": width, "height": height, "orientation": "landscape" if width > height else "portrait"}
    return any(_condition(each, _of(screen), _is_medium) is True for each in split(queries.lower(), ","))


def is_supported(condition: str) -> Holds:
    """Whether a browser of today has what a condition asks for."""
    return _condition(condition.lower(), _supports, lambda _: None)


def of_container(condition: str, sheet: str) -> Holds:
    """Whether a condition of containers holds in every width, by what the style sheet says of containers."""
    name, _, _ = condition.partition("(")
    named = name.replace(" not", "").strip()
    if "style(" not in condition and not re.search(r"\bcontainer(?:-type)?\s*:", sheet):
        return False
    if named not in ("", "not", "style") and not re.search(
        rf"\bcontainer(?:-name)?\s*:[^;}}]*\b{re.escape(named)}\b", sheet
    ):
        return False
    condition = condition.lower().removeprefix(named.lower()) if named not in ("not", "style") else condition.lower()
    found = [_condition(condition, _of(screen), lambda _: None) for screen in _SCREENS]
    return None if None in found else all(found)


def condition(text: str, feature: Reading) -> Holds:
    """Whether a condition of parts that are told by themselves holds."""
    return _condition(text, feature, lambda _: None)


def _condition(text: str, feature: Reading, word: Reading, depth: int = 0) -> Holds:
    """Whether a condition of parts that are joined by `and`, `or` and `not` holds."""
    text = text.strip().removeprefix("only ").strip()
    if not text or depth > _MOST_DEPTH or len(text) > _LONGEST:
        return None
    if text.startswith(("not ", "not(")):
        held = _condition(text[3:], feature, word, depth + 1)
        return None if held is None else not held
    for joint, decides in ((" or ", True), (" and ", False)):
        parts = _joined(text, joint)
        if len(parts) > 1:
            held_by = [_condition(part, feature, word, depth + 1) for part in parts]
            return decides if decides in held_by else None if None in held_by else not decides
    if text.startswith("(") and text.endswith(")"):
        inside = text[1:-1].strip()
        is_nested = inside.startswith(("(", "not ", "not(")) or re.match(r"(?:selector|style)\(", inside) is not None
        return _condition(inside, feature, word, depth + 1) if is_nested else feature(inside)
    return feature(text) if "(" in text else word(text)


def _joined(text: str, joint: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for index, letter in enumerate(text):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if depth == 0 and index >= start and text.startswith(joint, index):
            parts.append(text[start:index])
            start = index + len(joint)
    return [*parts, text[start:]]


def _is_medium(word: str) -> Holds:
    return word in _MEDIA


def _of(screen: Mapping[str, float | str]) -> Reading:
    """What tells whether a feature has a value on a screen."""
    known = {**_USUAL, **screen, "aspect-ratio": float(screen["width"]) / float(screen["height"])}

    def feature(text: str) -> Holds:
        name, colon, value = (part.strip() for part in text.partition(":"))
        if not colon and _COMPARED.search(text):
            return _ranged(_COMPARED.split(text.strip()), known)
        bound = re.match(r"(-webkit-)?(min|max)-", name)
        name = name if bound is None else name.replace(bound[0], bound[1] or "", 1)
        held = known.get(_LIKE.get(name, name))
        if held is None:
            return None
        if not colon:
            return held not in (0, "none", "no-preference")
        return _compared(held, "=" if bound is None else ">=" if bound[2] == "min" else "<=", value)

    return feature


def _ranged(parts: list[str], known: Mapping[str, float | str]) -> Holds:
    """Whether `a < name`, `name < a` or `a < name < b` holds."""
    at = next(
        (index for index in (0, 2) if len(parts) > index and _LIKE.get(parts[index], parts[index]) in known), None
    )
    if at is None or len(parts) not in (3, 5):
        return None
    held = known[_LIKE.get(parts[at], parts[at])]
    bounds = [(parts[1], parts[2])] if at == 0 else [(_TURNED[parts[1]], parts[0])]
    bounds += [(parts[3], parts[4])] if len(parts) == 5 else []
    found = [_compared(held, sign, value) for sign, value in bounds]
    return None if None in found else all(found)


def _compared(held: float | str, sign: str, value: str) -> Holds:
    if isinstance(held, str):
        return held == value
    resolution, ratio = _RESOLUTION.fullmatch(value), _RATIO.fullmatch(value)
    amount = (
        float(resolution[1]) * _PER_DOT[resolution[2] or ""]
        if resolution is not None
        else float(ratio[1]) / max(float(ratio[2]), 1e-9)
        if ratio is not None
        else pixels(value)
    )
    if amount is None:
        return None
    return {"<": held < amount, ">": held > amount, "<=": held <= amount, ">=": held >= amount, "=": held == amount}[
        sign
    ]


def _supports(text: str) -> Holds:
    name, colon, value = (part.strip() for part in text.partition(":"))
    if text.startswith("selector("):
        return (
            True
            if re.search(r":(?!(?:has|is|where|not|focus-visible|focus-within|hover|any-link)\b)", text) is None
            else None
        )
    if not colon:
        return None
    if name.startswith(("-ms-", "-moz-", "-o-")):
        return False
    if name.startswith("--"):
        return True
    words = _WORDS.get(name)
    if words is not None:
        return value in words
    if name not in _PROPERTIES:
        return None
    if name in ("color", "background-color", "text-decoration-color"):
        return True if color_of(value) is not None or value in ("red", "green", "blue", "currentcolor") else None
    return True if _MEASURE.fullmatch(value) else None
