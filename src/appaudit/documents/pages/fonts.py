"""Fonts that a page brings along in its own styles, and what they do to the letters that they draw.

https://www.w3.org/TR/css-fonts-4/#font-face-rule and https://www.w3.org/TR/css-fonts-5/#size-adjust-desc, checked
2026-11-30, not opened. Fonts in other files are not there: what they draw counts as written. Of a font that is there in
several packings the browser takes the first that it can read, and nobody knows which: the worst of them counts.
"""

from __future__ import annotations

import base64
import re
from typing import Final
from urllib.parse import unquote_to_bytes

from lxml import html as lxml_html

from appaudit.documents.drawn_letters import Drawing, DrawnLetters
from appaudit.documents.styles.text import COMMENT
from appaudit.model.record import record
from appaudit.model.words import HidingWay

_FACE: Final = re.compile(r"@font-face\s*\{([^{}]*)\}", re.I)
_FAMILY: Final = re.compile(r"font-family\s*:\s*[\"']?([^\"';{}]+)", re.I)
_DATA: Final = re.compile(r"url\(\s*[\"']?data:([^,\"')]*),([^\"')]*)", re.I)
_RANGES: Final = re.compile(r"unicode-range\s*:\s*([^;}]+)", re.I)
_RANGE: Final = re.compile(r"u\+([0-9a-f?]{1,6})(?:-([0-9a-f]{1,6}))?", re.I)
_ADJUSTED: Final = re.compile(r"size-adjust\s*:\s*([\d.]+)%", re.I)
#: Features by their own names, and those of the properties that ask for them by words (css-fonts-4, 6.4 to 6.12); a
#: font may do with any of them what it likes.
_FEATURES: Final = re.compile(r"font-feature-settings\s*:([^;{}]*)", re.I)
_FEATURE: Final = re.compile(r"[\"']([\x20-\x7e]{4})[\"']")
_VARIANT: Final = re.compile(r"font-variant[a-z-]*\s*:\s*(?!normal|none|inherit|initial)[^;{}\s]", re.I)
#: What asks a font for one of its features.
_ASKS: Final = re.compile(r"font-(?:feature|variant)", re.I)
_OF_VARIANTS: Final = frozenset(
    name.encode()
    for name in (
        *(
            "smcp",
            "c2sc",
            "pcap",
            "c2pc",
            "unic",
            "titl",
            "subs",
            "sups",
            "lnum",
            "onum",
            "pnum",
            "tnum",
            "frac",
            "afrc",
        ),
        *(
            "ordn",
            "zero",
            "dlig",
            "hlig",
            "jp78",
            "jp83",
            "jp90",
            "jp04",
            "smpl",
            "trad",
            "fwid",
            "pwid",
            "ruby",
            "salt",
        ),
        *("swsh", "cswh", "ornm", "nalt", "hist", *(f"ss{number:02}" for number in range(1, 21))),
        *(f"cv{number:02}" for number in range(1, 100)),
    )
)
#: Per cent of the size of text below which nothing of it can be read.
_LEAST_SIZE: Final = 15.0
#: The name of a picture, which fonts of pictures draw in its place.
_NAME_OF_PICTURE: Final = re.compile(r"\s*[a-z0-9_]*\s*")
#: Fonts of a page that are read, and packings of one; of what others draw nobody can tell.
_MOST_FACES: Final = 500
_MOST_PACKINGS: Final = 6


@record(kw_only=False)
class _Face:
    """A font: what is in its addresses, none for one elsewhere; the letters that it is for, all where it says none."""

    packings: tuple[bytes, ...]
    ranges: tuple[tuple[int, int], ...]
    size: float

    def is_for(self, letter: str) -> bool:
        return not self.ranges or any(first <= ord(letter) <= last for first, last in self.ranges)


def asked_features(text: str) -> frozenset[bytes]:
    """The features of fonts that the styles in a text ask for."""
    named = {name.encode() for settings in _FEATURES.findall(text) for name in _FEATURE.findall(settings)}
    return frozenset(named | _OF_VARIANTS if _VARIANT.search(text) else named)


def asked_by(root: lxml_html.HtmlElement, own: list[str]) -> frozenset[bytes]:
    """The features of fonts that the styles of a page, and those of its elements, ask for."""
    texts = [style.text or "" for style in root.iter("style")] + own
    return asked_features(";".join(text for text in texts if _ASKS.search(text)))


class PageFonts:
    """The fonts of a page; false while it has none that does anything to letters.

    Args:
        drawn: What each of them draws.
    """

    def __init__(self, drawn: DrawnLetters) -> None:
        self._faces: dict[str, list[_Face]] = {}
        self._count = 0
        self._drawn = drawn
        self.letters: frozenset[str] = frozenset()
        """The letters of the page, whichever font draws them."""
        self.untold: list[str] = []
        """The fonts that draw texts nobody can tell how, one for each text that was asked about."""

    def __bool__(self) -> bool:
        return bool(self._faces)

    def taken_from(self, sheet: str) -> str:
        """Take the fonts of a style sheet, and give what is left of it."""
        if "@font-face" not in sheet.lower():
            return sheet
        self.add(COMMENT.sub(" ", sheet))
        return _FACE.sub(" ", sheet)

    def add(self, sheet: str) -> None:
        """Take the fonts of a style sheet."""
        for body in _FACE.findall(sheet) if "@font-face" in sheet.lower() else ():
            family, data, adjusted = _FAMILY.search(body), _DATA.findall(body), _ADJUSTED.search(body)
            size = float(adjusted[1]) if adjusted is not None else 100.0
            if family is None or (not data and size >= _LEAST_SIZE):
                continue
            self._count += 1
            ranges = _RANGES.search(body)
            is_read = self._count <= _MOST_FACES and len(data) <= _MOST_PACKINGS
            face = _Face(
                tuple(_decoded(*each) for each in data) if is_read else (b"",),
                () if ranges is None else tuple(_range(*found) for found in _RANGE.findall(ranges[1])),
                size,
            )
            self._faces.setdefault(family[1].strip().lower(), []).append(face)

    def way_of(self, families: str, text: str) -> HidingWay | None:
        """How the first of some fonts that has the letters of a text hides it; what nobody can tell is noted."""
        letters = {letter for letter in text if letter.isalpha()}
        for name in (each.strip().strip("\"'").strip() for each in families.split(",")):
            for face in self._faces.get(name, ()):
                drawn = {letter for letter in letters if face.is_for(letter)}
                if len(drawn) * 2 > len(letters) and face.size < _LEAST_SIZE:
                    return "size"
                drawing = self._drawing(face, drawn)
                if drawing in ("otherwise", "nothing"):
                    return "glyphs" if drawing == "otherwise" else "invisible_ink"
                if drawing == "unknown" and not _NAME_OF_PICTURE.fullmatch(text):
                    self.untold.append(name)
        return None

    def _drawing(self, face: _Face, letters: set[str]) -> Drawing:
        if not letters:
            return "as_written"
        around = {letter for letter in self.letters if face.is_for(letter)}
        return self._drawn.worst_of(face.packings, letters, around)


def _decoded(kind: str, content: str) -> bytes:
    data = unquote_to_bytes(content)
    try:
        return base64.b64decode(data, validate=False) if "base64" in kind.lower() else data
    except ValueError:
        return b""


def _range(first: str, last: str) -> tuple[int, int]:
    if "?" in first:
        return int(first.replace("?", "0"), 16), int(first.replace("?", "f"), 16)
    return int(first, 16), int(last or first, 16)
