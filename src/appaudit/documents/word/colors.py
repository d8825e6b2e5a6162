"""Colours of text in Word documents and of what is behind it, as the theme, fills and markers make them.

ECMA-376, part 1, 17.3.2.6 (colours of text: those of the theme before the number beside them), 17.3.5 (fills and their
patterns), 17.15.1.20 (which colours of a theme text and paper have), 17.18.40 (markers); [MS-DOCX] 2.6.1 for fills of
letters. Checked 2026-11-30, not opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from appaudit.documents.styles.values import Color
from appaudit.documents.word.styles import VALUE, RunProperties, W, WordStyles

if TYPE_CHECKING:
    from docx.document import Document

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_HEX: Final = re.compile(r"[0-9a-fA-F]{6}")
_CLEAR: Final[Color] = (0.0, 0.0, 0.0, 0.0)
_WHITE: Final[Color] = (255.0, 255.0, 255.0, 1.0)
_BLACK: Final[Color] = (0.0, 0.0, 0.0, 1.0)
#: Colours of a marker by their names.
_MARKERS: Final = {
    "black": "000000", "blue": "0000ff", "cyan": "00ffff", "green": "00ff00", "magenta": "ff00ff", "red": "ff0000",
    "yellow": "ffff00", "white": "ffffff", "darkblue": "000080", "darkcyan": "008080", "darkgreen": "008000",
    "darkmagenta": "800080", "darkred": "800000", "darkyellow": "808000", "darkgray": "808080", "lightgray": "c0c0c0",
}  # fmt: skip
#: What a theme calls its colours, and which of them text and paper have where the settings do not say.
_SHORT: Final = {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink",
                 "followedHyperlink": "folHlink"}  # fmt: skip
_MAPPED: Final = {"text1": "t1", "text2": "t2", "background1": "bg1", "background2": "bg2", "tx1": "t1", "tx2": "t2",
                  "bg1": "bg1", "bg2": "bg2"}  # fmt: skip
_USUAL_MAP: Final = {"t1": "dark1", "t2": "dark2", "bg1": "light1", "bg2": "light2"}
#: Colours of a document without a theme.
_USUAL_THEME: Final = {"dk1": _BLACK, "lt1": _WHITE}
#: Transparency of letters in thousandths of a per cent.
_WHOLE: Final = 100_000
_PERCENT: Final = 100
#: Opacity from which a ground covers what is behind it.
_COVERS_AT: Final = 0.9


class WordColors:
    """Answers which colours text and its ground have.

    Args:
        document: Where theme and settings are.
        styles: Its styles.
    """

    def __init__(self, document: Document, styles: WordStyles) -> None:
        from docx.oxml import parse_xml

        self._styles = styles
        self._theme = dict(_USUAL_THEME)
        self._map = dict(_USUAL_MAP)
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/theme") and not relation.is_external:
                self._read_theme(parse_xml(relation.target_part.blob))
        settings = document.settings.element
        mapping = settings.find(f"{W}clrSchemeMapping")
        if mapping is not None:
            self._map |= {name: given for name in _USUAL_MAP if (given := mapping.get(f"{W}{name}"))}
        ground = document.element.find(f"{W}background")
        is_shown = ground is not None and settings.find(f"{W}displayBackgroundShape") is not None
        self._page = (self._of(ground, "color", "theme") or _WHITE) if is_shown else _WHITE

    def of_text(self, properties: RunProperties) -> Color | None:
        """The colour of the letters of a run; None where it goes by the ground, or where nobody can tell."""
        fill = properties.get(f"{_W14}textFill")
        if fill is not None:
            return self._of_fill(fill, properties.get(f"{_W14}textOutline"))
        found = properties.get(f"{W}color")
        return None if found is None else self._of(found, "val", "theme")

    def behind(self, properties: RunProperties, paragraph: Any) -> Color | None:  # noqa: ANN401  of lxml
        """The colour of what a run stands on; None where a picture or the style of a table may decide it."""
        for found in self._grounds(properties, paragraph):
            if found is None or found[3] > _COVERS_AT:
                return found
        return self._page

    def _grounds(self, properties: RunProperties, paragraph: Any) -> Iterator[Color | None]:  # noqa: ANN401
        """What is behind a run, the nearest first: clear for nothing, None where it may be anything."""
        marker = properties.get(f"{W}highlight")
        if marker is not None and (name := (marker.get(VALUE) or "").lower()) != "none":
            yield _rgb(_MARKERS[name]) if name in _MARKERS else None
        yield self._shade(properties.get(f"{W}shd"))
        if paragraph is None:
            return
        shades = (given[f"{W}shd"] for given in self._styles.of_paragraph(paragraph) if f"{W}shd" in given)
        yield self._shade(next(shades, None))
        for around in paragraph.iterancestors(f"{W}tc", f"{W}tbl", f"{W}txbxContent"):
            if around.tag == f"{W}tc":
                yield self._shade(around.find(f"{W}tcPr/{W}shd"))
            elif around.tag == f"{W}tbl":
                fills = (each.find(f".//{W}shd") for each in self._styles.of_table(around))
                yield None if any(fill is not None for fill in fills) else _CLEAR
                yield self._shade(around.find(f"{W}tblPr/{W}shd"))
            else:
                yield self._of_box(around)

    def _shade(self, shade: Any) -> Color | None:  # noqa: ANN401
        """The colour of a fill with its pattern; clear for none, None for stripes."""
        if shade is None:
            return _CLEAR
        pattern = (shade.get(VALUE) or "clear").lower()
        fill, ink = self._of(shade, "fill", "themeFill"), self._of(shade, "color", "theme")
        if pattern in ("clear", "nil"):
            return fill or _CLEAR
        if pattern == "solid":
            return ink or _BLACK
        if not pattern.startswith("pct"):
            return None
        share = float(pattern[3:] or 0) / 100 if pattern[3:].isdecimal() else 0.0
        return _mixed(ink or _BLACK, fill or _WHITE, share)

    def _of_fill(self, fill: Any, outline: Any) -> Color | None:  # noqa: ANN401
        """The colour that a fill of letters gives them; an outline shows letters without one."""
        if outline is not None and outline.find(f"{_W14}noFill") is None and len(outline):
            return None
        if fill.find(f"{_W14}noFill") is not None:
            return _CLEAR
        stops = [self._in_drawing(stop, _W14) for stop in fill.iterfind(f"{_W14}gradFill/{_W14}gsLst/{_W14}gs")]
        if stops:
            return stops[0] if all(stop == stops[0] for stop in stops) else None
        solid = fill.find(f"{_W14}solidFill")
        return None if solid is None else self._in_drawing(solid, _W14)

    def _of_box(self, content: Any) -> Color | None:  # noqa: ANN401
        """The plain fill of a text box; None for any other, and for none."""
        shape = next(content.iterancestors(f"{_WPS}wsp"), None)
        solid = None if shape is None else shape.find(f"{_WPS}spPr/{_A}solidFill")
        return None if solid is None else self._in_drawing(solid, _A)

    def _in_drawing(self, solid: Any, space: str) -> Color | None:  # noqa: ANN401
        """A colour as drawings write it; None where something else than its transparency changes it."""
        prefix = space if space == _W14 else ""
        for name, of in ((f"{space}srgbClr", _rgb), (f"{space}schemeClr", self._of_theme)):
            found = solid.find(name)
            if found is None:
                continue
            if any(change.tag != f"{space}alpha" for change in found):
                return None
            color, change = of(found.get(f"{prefix}val") or ""), found.find(f"{space}alpha")
            if color is None or change is None:
                return color
            amount = _share(change.get(f"{prefix}val") or "0")
            if amount is None:
                return None
            # Letters have their transparency there, drawings their opacity.
            return (*color[:3], 1 - amount if space == _W14 else amount)
        return None

    def _of(self, found: Any, attribute: str, theme: str) -> Color | None:  # noqa: ANN401
        """A colour by an attribute, or by that of the theme beside it; None for an automatic one."""
        prefix = theme if theme != "theme" else "themeColor"
        named = self._of_theme(found.get(f"{W}{prefix}") or "")
        if named is None:
            return _rgb(found.get(f"{W}{attribute}") or "")
        tint, shade = (_part(found.get(f"{W}{theme}{change}")) for change in ("Tint", "Shade"))
        return _mixed(_mixed(named, _WHITE, tint), _BLACK, shade)

    def _of_theme(self, name: str) -> Color | None:
        name = self._map.get(_MAPPED.get(name, ""), name)
        return self._theme.get(_SHORT.get(name, name))

    def _read_theme(self, theme: Any) -> None:  # noqa: ANN401
        for scheme in theme.iter(f"{_A}clrScheme"):
            for entry in scheme:
                given = next(iter(entry), None)
                color = None if given is None else _rgb(given.get("lastClr") or given.get("val") or "")
                if color is not None:
                    self._theme[entry.tag.removeprefix(_A)] = color


def _part(text: str | None) -> float:
    """How much of a colour is left, as two hexadecimal digits say it; all of it without them."""
    return int(text, 16) / 255 if text and re.fullmatch(r"[0-9a-fA-F]{2}", text) else 1.0


def _share(value: str) -> float | None:
    """A share from 0 to 1 in thousandths of a percent, or in percent as strict files write it; None for another text.

    ST_PositiveFixedPercentage of ECMA-376, whose schema (seen 2026-12-03) allows both: 0 to 100000, or "50%".
    """
    number = value.strip().removesuffix("%")
    try:
        share = float(number) / (_PERCENT if number != value.strip() else _WHOLE)
    except ValueError:
        return None
    return share if 0 <= share <= 1 else None


def _rgb(text: str) -> Color | None:
    if not _HEX.fullmatch(text):
        return None
    red, green, blue = (float(int(text[index : index + 2], 16)) for index in (0, 2, 4))
    return (red, green, blue, 1.0)


def _mixed(first: Color, second: Color, share: float) -> Color:
    red, green, blue = (one * share + other * (1 - share) for one, other in zip(first[:3], second[:3], strict=True))
    return (red, green, blue, 1.0)
