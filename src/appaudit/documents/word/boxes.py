"""Parts of Word documents that show nothing of the text in them: boxes, drawings, fields, alternatives, turned orders.

ECMA-376, part 1, 17.16.18 (fields), 17.3.2.3 (orders that are forced), 20.4.2 (drawings in a text), part 3, 7 (of
several alternatives the first that a program understands); part 4, 19.1 for boxes of VML. Checked 2026-11-30, not
opened.
"""

from __future__ import annotations

import re
from typing import Any, Final

from appaudit.documents.letter_orders import RIGHT_TO_LEFT
from appaudit.documents.pages.hidden_boxes import way_of_box
from appaudit.documents.styles.declarations import declarations_of
from appaudit.documents.styles.values import pixels
from appaudit.documents.word.styles import VALUE, W
from appaudit.model.words import HidingWay

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_DELETED: Final = (f"{W}del", f"{W}moveFrom")
_CONTENT: Final = f"{W}txbxContent"
#: Whose extensions programs of today understand.
_KNOWN: Final = re.compile(r"http://(?:schemas\.microsoft\.com|schemas\.openxmlformats\.org|purl\.oclc\.org)/|urn:")
_SHAPES: Final = ("shape", "rect", "roundrect", "oval", "group")
#: EMU of three points, and of what is farther off than any page is wide; pixels of three points.
_LEAST_EXTENT: Final = 38_100
_BESIDE: Final = 9_525_000
_LEAST_PIXELS: Final = 4.0
#: Fields that show no result: what they set, ask for, skip or mark for an index (17.16.5).
_WITHOUT_RESULT: Final = re.compile(r"\s*(?:SET|ASK|XE|TC|TA|RD|PRIVATE|NEXT|NEXTIF|SKIPIF)(?=[\s\"]|$)", re.I)
_LONGEST_NAME: Final = 40
_GROWS: Final = "mso-fit-shape-to-text:t"


def is_left_out(node: Any) -> bool:  # noqa: ANN401  lxml elements of python-docx have no public type
    """Whether text is deleted, or stands in an alternative that is not taken: mostly the copy for older versions."""
    for ancestor in node.iterancestors():
        if ancestor.tag in _DELETED:
            return True
        around = ancestor.getparent()
        if around is not None and around.tag == f"{_MC}AlternateContent" and _taken(around) is not ancestor:
            return True
    return False


def _taken(alternatives: Any) -> Any:  # noqa: ANN401
    for each in alternatives:
        if each.tag == f"{_MC}Fallback":
            return each
        spaces = [each.nsmap.get(prefix) for prefix in (each.get("Requires") or "").split()]
        if each.tag == f"{_MC}Choice" and all(space is not None and _KNOWN.match(space) for space in spaces):
            return each
    return None


def way_of_place(run: Any) -> HidingWay | None:  # noqa: ANN401
    """How what a run stands in hides it: a box, or an order that is forced on it."""
    for around in run.iterancestors(_CONTENT, f"{W}bdo"):
        if around.tag == f"{W}bdo":
            if around.get(VALUE) == "rtl" and not RIGHT_TO_LEFT.search("".join(around.itertext())):
                return "reversed"
            continue
        for holder in around.iterancestors(f"{_WP}inline", f"{_WP}anchor", *(f"{_V}{name}" for name in _SHAPES)):
            way = _of_drawing(holder) if holder.tag.startswith(_WP) else _of_vml(holder)
            if way is not None:
                return way
    return None


def _of_drawing(drawing: Any) -> HidingWay | None:  # noqa: ANN401
    named = drawing.find(f"{_WP}docPr")
    if named is not None and (named.get("hidden") or "0") in ("1", "true"):
        return "hidden_run"
    extent = drawing.find(f"{_WP}extent")
    sides = [_whole(extent.get(name)) for name in ("cx", "cy")] if extent is not None else [None, None]
    grows = next(drawing.iter(f"{_A}spAutoFit"), None) is not None
    if not grows and any(side is not None and side <= _LEAST_EXTENT for side in sides):
        return "clip"
    for name, side in zip(("positionH", "positionV"), sides, strict=True):
        place = drawing.find(f"{_WP}{name}")
        offset = None if place is None else _whole(place.findtext(f"{_WP}posOffset"))
        if offset is None or place is None:
            continue
        is_before = place.get("relativeFrom") == "page" and side is not None and offset + side <= 0
        if is_before or abs(offset) >= _BESIDE * (1 if name == "positionH" else 2):
            return "position"
    return None


def _of_vml(shape: Any) -> HidingWay | None:  # noqa: ANN401
    values = {name: value for name, (value, _) in declarations_of(shape.get("style") or "").items()}
    if values.get("visibility") == "hidden":
        return "hidden_run"
    grows = any(_GROWS in (box.get("style") or "").replace(" ", "") for box in shape.iter(f"{_V}textbox"))
    sides = (pixels(values.get(name, "")) for name in ("width", "height"))
    if not grows and any(side is not None and side <= _LEAST_PIXELS for side in sides):
        return "clip"
    beside = (pixels(values.get(name, "")) for name in ("left", "top", "margin-left", "margin-top"))
    if any(offset is not None and abs(offset) * 9_525 >= _BESIDE * 2 for offset in beside):
        return "position"
    way = way_of_box(values)
    return "hidden_run" if way == "display" else way


def _whole(text: str | None) -> int | None:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,12}\s*", text) else None


def instructions(part: Any) -> frozenset[Any]:  # noqa: ANN401
    """The texts of a part that fields do not show, which end: their instructions, and the results of some."""
    open_fields: list[list[Any]] = []
    in_result: list[bool] = []
    named: list[str] = []
    found: set[Any] = set()
    for simple in part.iter(f"{W}fldSimple"):
        if _WITHOUT_RESULT.match(simple.get(f"{W}instr") or ""):
            found.update(simple.iter(f"{W}t"))
    for node in part.iter(f"{W}fldChar", f"{W}t", f"{W}instrText"):
        if node.tag == f"{W}instrText":
            if named and not in_result[-1]:
                named[-1] += (node.text or "")[:_LONGEST_NAME]
            continue
        if node.tag == f"{W}t":
            outer = [texts for texts, shows in zip(open_fields, in_result, strict=True) if not shows]
            if outer:
                outer[-1].append(node)
            continue
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            open_fields.append([])
            in_result.append(False)
            named.append("")
        elif open_fields and kind == "separate":
            in_result[-1] = not _WITHOUT_RESULT.match(named[-1])
        elif open_fields and kind == "end":
            found.update(open_fields.pop())
            in_result.pop()
            named.pop()
    return frozenset(found)
