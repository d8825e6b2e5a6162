"""Values of styles: lengths in pixels, and colours, as far as they can be told without laying out a page.

https://www.w3.org/TR/css-values-4/ and https://www.w3.org/TR/css-color-4/, checked 2026-11-28, not opened.
"""

from __future__ import annotations

import colorsys
import re
from functools import partial
from typing import Final, TypeAlias

from appaudit.documents.styles.math import computed

#: Red, green, blue to 255 and opacity to 1.
Color: TypeAlias = tuple[float, float, float, float]

_PIXELS: Final = {
    "px": 1.0, "pt": 4 / 3, "rem": 16.0, "em": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pc": 16.0,
    "q": 96 / 101.6, "rlh": 20.0, "lh": 20.0, "ch": 8.0, "ex": 8.0, "ic": 16.0, "cap": 11.0,
    **{f"{kind}{side}": 10.0 for kind in ("sv", "lv", "dv", "v", "cq") for side in ("min", "max", "w", "h", "i", "b")},
    "": 1.0,
}  # fmt: skip
#: An amount with its unit; one of a unit that is not known is none.
NUMBER: Final = re.compile(rf"(-?\d*\.?\d+(?:e-?\d+)?)\s*(%|{'|'.join(filter(None, _PIXELS))})?(?![a-z%\d.])")
#: What is a share of something that nobody knows before the page is laid out.
_OF_AROUND: Final = re.compile(r"%|\d(?:[sld]?v|cq)(?:w|h|i|b|min|max)\b|var\(")
#: The sides of a box, in the order in which shorthands name them.
SIDES: Final = ("top", "right", "bottom", "left")
#: The size of text where no style says another.
USUAL_SIZE: Final = 16.0
#: What a size is by that of the text around it, by words.
_STEPS: Final = {"smaller": 5 / 6, "larger": 1.2}
#: Something is taken from a share of the screen, which nobody knows.
_OF_SCREEN: Final = re.compile(r"(?:v[wh]|vmin|vmax|cqw)\b[^,]*\s-\s|\s-\s[^,]*(?:v[wh]|vmin|vmax|cqw)\b")
#: A size computed from the box's own, and one that a box might have.
_CALC_SIZE: Final = re.compile(r"calc-size\([^(),]+(?:\([^()]*\))?,(.*)\)")
_SOME_SIZE: Final = 100.0
_RGB: Final = re.compile(r"rgba?\(\s*([\d.]+%?)[\s,]+([\d.]+%?)[\s,]+([\d.]+%?)(?:[\s,/]+([\d.]+%?))?\s*\)")
_OTHER: Final = re.compile(r"(hsla?|hwb|lab|lch|oklab|oklch|color)\(([^()]*)\)")
#: Two colours in one, each with its share, and a colour that is taken as it is from another.
_MIXED: Final = re.compile(
    r"color-mix\(\s*in [^,()]+,\s*([\w#]+(?:\([^()]*\))?)\s*([\d.]+%)?\s*,\s*([\w#]+(?:\([^()]*\))?)\s*([\d.]+%)?\s*\)"
)
_SAME: Final = re.compile(
    r"\w+\(\s*from\s+([\w#]+(?:\([^()]*\))?)\s+(?:r g b|h s l|l a b|l c h|h w b)\s*(?:/\s*([\d.]+%?)\s*)?\)"
)
#: One whose parts are computed from those of another, and black or white, whichever is told from another.
_TAKEN: Final = re.compile(r"rgba?\(\s*from\s+([\w#]+(?:\([^()]*\))?)\s+(.*)\)")
_TOLD_APART: Final = re.compile(r"contrast-color\(\s*([\w#]+(?:\([^()]*\))?)")
_COMPUTED: Final = re.compile(r"[a-z-]*\((?:[^()]|\([^()]*\))*\)|[^\s/]+")
#: One of which nothing is taken but where it comes from, and components that are left out, which are 0.
_NOTHING_TAKEN: Final = re.compile(r"\(\s*from\s+[\w#]+(?:\([^()]*\))?\s+(?=[\d.]+%?\s+[\d.]+%?\s+[\d.]+%?\s*[/)])")
_LEFT_OUT: Final = re.compile(r"\bnone\b")
_PART: Final = re.compile(r"-?[\d.]+%?")
#: What old HTML takes for digits of a colour, and no name: something with a digit, a mark, or letters of digits alone.
_OLD: Final = re.compile(r"#[^()]+|[^()\s]*\d[^()\s]*|[a-f]{6,}")
#: Luminance from which black is told better than white.
_MIDDLE: Final = 0.18
#: Colours by name: black, white, and those that cannot be told from white.
_NAMED: Final = {
    "black": (0, 0, 0), "white": (255, 255, 255), "snow": (255, 250, 250), "ivory": (255, 255, 240),
    "ghostwhite": (248, 248, 255), "floralwhite": (255, 250, 240), "mintcream": (245, 255, 250),
    "azure": (240, 255, 255), "aliceblue": (240, 248, 255), "honeydew": (240, 255, 240), "seashell": (255, 245, 238),
    "canvas": (255, 255, 255), "field": (255, 255, 255), "window": (255, 255, 255), "canvastext": (0, 0, 0),
    "whitesmoke": (245, 245, 245), "lavenderblush": (255, 240, 245), "lightyellow": (255, 255, 224),
}  # fmt: skip


def pixels(value: str) -> float | None:
    """A length in pixels, also one that is computed; None for none, and for a share of something."""
    if value.startswith("calc-size("):
        return _of_own_size(value)
    if "(" in value:
        return None if _OF_AROUND.search(value) else computed(value, pixels)
    number = NUMBER.match(value.strip())
    if number is None or number.group(2) == "%":
        return None
    return float(number.group(1)) * _PIXELS.get(number.group(2) or "", 1.0)


def _of_own_size(value: str) -> float | None:
    """A length that is computed from the size which a box would have; None where it depends on that (css-values-5)."""
    asked = _CALC_SIZE.fullmatch(value.strip())
    if asked is None:
        return None
    small, large = (computed(f"calc({asked[1]})", partial(_with_size, size)) for size in (_SOME_SIZE, 3 * _SOME_SIZE))
    return small if small == large else None


def _with_size(size: float, part: str) -> float | None:
    return size if part == "size" else pixels(part)


def plain_number(value: str) -> float | None:
    """A number or a share as a number to 1, also one that is computed; None for what is neither."""
    if "(" in value:
        return computed(value, lambda part: pixels(part) if part[-1:].isalpha() else plain_number(part))
    number = NUMBER.match(value.strip())
    return None if number is None else float(number.group(1)) / (100 if number.group(2) == "%" else 1)


def share(value: str) -> float | None:
    """A length that is a share of what is around, as a number to 1; None for another."""
    number = NUMBER.match(value.strip())
    return float(number.group(1)) / 100 if number is not None and number.group(2) == "%" else None


def size_in(above: float | None, value: str, root: float = USUAL_SIZE) -> float | None:
    """The size of text in pixels, by that of the text around and a value; that of the text around for no value.

    `root` is the size of the page itself, of which "rem" is a multiple.
    """
    if value in _STEPS:
        return (USUAL_SIZE if above is None else above) * _STEPS[value]
    if "(" in value:
        size = None if _OF_SCREEN.search(value) else computed(value, lambda part: _length(above, part, root))
        return above if size is None else max(0.0, size)
    return _length(above, value, root) if NUMBER.match(value) else above


def _length(above: float | None, value: str, root: float) -> float | None:
    number = NUMBER.match(value)
    if number is None:
        return None
    unit, amount = number.group(2) or "", float(number.group(1))
    if unit in ("em", "%"):
        return (USUAL_SIZE if above is None else above) * amount / (100 if unit == "%" else 1)
    return amount * (root if unit == "rem" else _PIXELS.get(unit, 1.0))


def color_of(text: str) -> Color | None:
    """A colour; None for what is none, or none that is known."""
    text = _NOTHING_TAKEN.sub("(", text.strip().lower())
    text = _LEFT_OUT.sub("0", text) if "(" in text else text
    if text == "transparent":
        return (0.0, 0.0, 0.0, 0.0)
    if text.startswith("light-dark("):
        text = text.removeprefix("light-dark(").partition(",")[0]
    mixed = _MIXED.match(text)
    if mixed is not None:
        return _mixed(
            color_of(mixed.group(1)), color_of(mixed.group(3)), _share_of_first(mixed.group(2), mixed.group(4))
        )
    same = _SAME.match(text)
    if same is not None:
        taken = color_of(same.group(1))
        return (*taken[:3], _to(same.group(2), 1)) if taken is not None and same.group(2) else taken
    of_parts = _TAKEN.match(text)
    if of_parts is not None:
        return _computed_from(color_of(of_parts[1]), _COMPUTED.findall(of_parts[2]))
    against = _TOLD_APART.match(text)
    if against is not None:
        return _told_from(color_of(against[1]))
    digits = re.search(r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b", text)
    if digits is not None:
        code = digits.group(1)
        code = code if len(code) > 4 else "".join(letter * 2 for letter in code)
        values = [int(code[index : index + 2], 16) for index in range(0, len(code), 2)]
        return (values[0], values[1], values[2], values[3] / 255 if len(values) > 3 else 1.0)
    found = _RGB.search(text)
    if found is not None:
        red, green, blue = (_to(part, 255) for part in found.groups()[:3])
        return (red, green, blue, _to(found.group(4), 1) if found.group(4) else 1.0)
    other = _OTHER.search(text)
    if other is not None:
        return _in_other_space(other.group(1), other.group(2))
    for name in re.findall(r"[a-z]+", text.partition("(")[0]):
        if name in _NAMED:
            return (*_NAMED[name], 1.0)
    return None


def _told_from(color: Color | None) -> Color | None:
    """Black or white, whichever is told better from a colour."""
    if color is None:
        return None
    return (0.0, 0.0, 0.0, 1.0) if _luminance(color) > _MIDDLE else (255.0, 255.0, 255.0, 1.0)


def _computed_from(color: Color | None, parts: list[str]) -> Color | None:
    """A colour whose parts are computed from those of another."""
    if color is None or len(parts) not in (3, 4):
        return None
    names = dict(zip("rgb", color, strict=False)) | {"alpha": color[3]}
    found = [computed(part, lambda name: names.get(name, plain_number(name))) for part in parts]
    if any(part is None for part in found):
        return None
    red, green, blue, opacity = ([part or 0.0 for part in found] + [color[3]])[:4]
    return red, green, blue, opacity


def old_color(named: str) -> str:
    """A colour as old HTML writes it: without its mark, too long, or with letters that are no digits.

    https://html.spec.whatwg.org/multipage/common-microsyntaxes.html#legacy-colours, checked 2026-12-01, not opened.
    """
    text = named.strip().lower()
    if not _OLD.fullmatch(text) or (text.startswith("#") and len(text) == 4):
        return text
    digits = re.sub(r"[^0-9a-f]", "0", text[:128].removeprefix("#"))
    digits += "0" * (-len(digits) % 3)
    size = len(digits) // 3
    parts = [digits[start : start + size][-8:] for start in range(0, len(digits), max(size, 1))]
    while len(parts[0]) > 2 and all(part.startswith("0") for part in parts):
        parts = [part[1:] for part in parts]
    return "#" + "".join(part[:2].rjust(2, "0") for part in parts)


def _share_of_first(first: str | None, second: str | None) -> float:
    if first:
        return min(float(first[:-1]) / 100, 1.0)
    return 1 - min(float(second[:-1]) / 100, 1.0) if second else 0.5


def _mixed(first: Color | None, second: Color | None, share_of_first: float) -> Color | None:
    if first is None or second is None:
        return None
    red, green, blue, opacity = (
        one * share_of_first + other * (1 - share_of_first) for one, other in zip(first, second, strict=True)
    )
    return (red, green, blue, opacity)


def _in_other_space(space: str, given: str) -> Color | None:
    """A colour of a space other than sRGB; of those by lightness a grey that is as light."""
    parts = _PART.findall(given.replace("deg", " "))
    if len(parts) < 3:
        return None
    opacity = _to(parts[3], 1) if len(parts) > 3 else 1.0
    if space == "color":
        red, green, blue = (255 * _to(part, 1) for part in parts[:3])
        return (red, green, blue, opacity)
    hue, second, third = float(parts[0].rstrip("%")), _to(parts[1], 1), _to(parts[2], 1)
    if space.startswith("hsl"):
        red, green, blue = colorsys.hls_to_rgb(hue % 360 / 360, min(third, 1.0), min(second, 1.0))
    elif space == "hwb":
        white, black = second, third
        if white + black >= 1:
            red = green = blue = white / (white + black)
        else:
            red, green, blue = (
                part * (1 - white - black) + white for part in colorsys.hls_to_rgb(hue % 360 / 360, 0.5, 1.0)
            )
    else:
        lightness = _to(parts[0], 1) if parts[0].endswith("%") or space.startswith("ok") else float(parts[0]) / 100
        red = green = blue = min(max(lightness, 0.0), 1.0)
    return (255 * red, 255 * green, 255 * blue, opacity)


def _to(text: str, whole: float) -> float:
    return float(text[:-1]) / 100 * whole if text.endswith("%") else float(text)


def contrast(first: Color, second: Color) -> float:
    """The contrast ratio of two colours (WCAG 2.2, relative luminance), 1 for equal ones."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (min(max(value / 255, 0.0), 1.0) for value in color[:3])
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
