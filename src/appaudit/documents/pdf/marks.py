"""What of a PDF page is not in its instructions and decides whether text is seen: marks on it, states, and fonts.

ISO 32000-1: annotations (12.5) that strike words out or take them away, graphics states (8.4.5) in which nothing is
drawn, and fonts (9.6, 9.10.3) that are not in the file and whose letters are said to be others than they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pypdf import PageObject

Box = tuple[float, float, float, float]

#: Opacity from which anything is seen.
SEEN_AT: Final = 0.05
#: Opacity from which a box covers what is behind it.
_COVERS_AT: Final = 0.9
_STRIKING: Final = ("/StrikeOut", "/Redact")
#: Bits of an annotation that nobody sees: hidden, or not to be viewed.
_UNSEEN: Final = 0b100010
_MOST_MARKS: Final = 500
#: Encodings of fonts that are not in the file, whose codes are the letters themselves.
_OF_LETTERS: Final = re.compile(r"/Uni\w+-(?:UTF16|UCS2)-[HV]")
_MAPPED: Final = re.compile(rb"<([0-9A-Fa-f]{2,4})>\s*<([0-9A-Fa-f]{4,})>")
#: Instructions that leave ink, and letters of a font that are looked at for one.
PAINTS: Final = re.compile(rb"(?:^|\s)(?:f\*?|F|S|s|B\*?|b\*?|Do|sh|EI|TJ|Tj)(?=\s|$)")
_MOST_LETTERS: Final = 200
#: What stands for no letter by its name.
_SPACES: Final = ("space", "nbspace", ".notdef")
_MOST_MAP: Final = 200_000


def struck_boxes(page: PageObject) -> list[Box]:
    """Where annotations strike words out, mark them to be taken away, or are filled boxes over them."""
    found: list[Box] = []
    with suppress(TypeError, ValueError, KeyError, AttributeError):
        for each in list(page.get("/Annots", ()))[:_MOST_MARKS]:
            mark = each.get_object()
            is_covering = (
                mark.get("/Subtype") == "/Square" and mark.get("/IC") and float(mark.get("/CA", 1)) > _COVERS_AT
            )
            if (is_covering or mark.get("/Subtype") in _STRIKING) and not int(mark.get("/F", 0)) & _UNSEEN:
                found += _boxes(mark)
    return found


def _boxes(mark: Any) -> Iterator[Box]:  # noqa: ANN401  # of pypdf
    points = [float(each) for each in mark.get("/QuadPoints", ())]
    if not points:
        left, bottom, right, top = (float(each) for each in mark["/Rect"])
        yield min(left, right), min(bottom, top), max(left, right), max(bottom, top)
    for start in range(0, len(points) - 7, 8):
        xs, ys = points[start : start + 8 : 2], points[start + 1 : start + 8 : 2]
        yield min(xs), min(ys), max(xs), max(ys)


def lying_fonts(page: PageObject) -> frozenset[str]:
    """The names of fonts whose letters are drawn as others than the file says that they are."""
    found = set()
    with suppress(TypeError, ValueError, KeyError, AttributeError):
        for name, font in page["/Resources"]["/Font"].get_object().items():  # type: ignore[index]
            if _draws_nothing(font.get_object()) or ("/ToUnicode" in font.get_object() and _lies(font.get_object())):
                found.add(str(name))
    return frozenset(found)


def _draws_nothing(font: Any) -> bool:  # noqa: ANN401
    """Whether the letters of a font that the file draws itself are drawn by nothing."""
    if font.get("/Subtype") != "/Type3":
        return False
    drawn = [PAINTS.search(each.get_object().get_data()) for each in list(font["/CharProcs"].values())[:_MOST_LETTERS]]
    return bool(drawn) and sum(each is None for each in drawn) * 2 > len(drawn)


def _lies(font: Any) -> bool:  # noqa: ANN401
    """Whether most letters of a font that is not in the file, and whose codes are letters, are said to be others."""
    is_simple = font.get("/Subtype") in ("/Type1", "/TrueType")
    if is_simple:
        descriptor = font.get("/FontDescriptor", {}).get_object() if "/FontDescriptor" in font else {}
        encoding = font.get("/Encoding").get_object()
        named = _named(encoding) if hasattr(encoding, "get") else {}
        if not named and encoding not in ("/WinAnsiEncoding", "/MacRomanEncoding", "/StandardEncoding"):
            return False
    else:
        named = {}
        if not _OF_LETTERS.fullmatch(str(font.get("/Encoding", ""))):
            return False
        below = font["/DescendantFonts"][0].get_object()
        descriptor = below.get("/FontDescriptor", {}).get_object() if "/FontDescriptor" in below else {}
    if any(name in descriptor for name in ("/FontFile", "/FontFile2", "/FontFile3")):
        return False
    pairs = [
        (named.get(int(code, 16), chr(int(code, 16))), bytes.fromhex(letters.decode()).decode("utf-16-be", "replace"))
        for code, letters in _MAPPED.findall(font["/ToUnicode"].get_data()[:_MOST_MAP])
        if len(letters) % 4 == 0
    ]
    if named:
        pairs = [(drawn, said) for drawn, said in pairs if drawn == " " or len(drawn) == 1]
    told = [
        (drawn, said)
        for drawn, said in pairs
        if (drawn == " " or drawn.isalnum()) and (drawn.isascii() or not is_simple)
    ]
    return len(told) > 0 and sum(drawn != said for drawn, said in told) * 2 > len(told)


def _named(encoding: Any) -> dict[int, str]:  # noqa: ANN401
    """The letters of codes whose names an encoding tells, where the name is that of a letter or of a space."""
    found: dict[int, str] = {}
    code = 0
    for entry in encoding.get("/Differences", ()):
        if isinstance(entry, str):
            name = entry.removeprefix("/")
            if name in _SPACES or len(name) == 1:
                found[code] = " " if name in _SPACES else name
            code += 1
        else:
            code = int(entry)
    return found
