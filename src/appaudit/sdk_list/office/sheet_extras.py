"""Merged cells, hyperlinks and conditional formats of XLSX sheets, which openpyxl's streaming mode leaves out.

Parts and attributes are those of ECMA-376 part 1, 18.3.1 (worksheets) and part 2, 9.3 (relationships).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import field
from typing import Any

from lxml import etree

from appaudit.model.record import record
from appaudit.sdk_list.office.conditional_formats import ConditionalFormat, conditional_formats
from appaudit.sdk_list.office.package import DAMAGED_ARCHIVE

#: Merges and links kept of a sheet; more is decoration, not a list.
MAX_EXTRAS = 20_000
#: Points of height, or letters of width, below which nothing is seen.
_LEAST_EXTENT = 1.0
#: Letters of width of the narrowest column that shows a Chinese letter whole.
_NARROW = 2.0
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")


@record(kw_only=False, frozen=False)
class SheetExtras:
    """`merged` are ranges (top, left, bottom, right), `links` targets by (row, column); both count from one.

    `last_row` is the number of the last row that holds anything. Of hidden rows and columns the numbers are kept, those
    included that are too thin to show anything, or lie above or left of panes that stand still; `narrow_columns` show a
    text where the cell beside it is empty alone. `is_hidden` says it of the whole sheet.
    """

    title: str
    last_row: int = 0
    is_hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    narrow_columns: set[int] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    links: dict[tuple[int, int], str] = field(default_factory=dict)
    formats: list[ConditionalFormat] = field(default_factory=list)
    parts: dict[tuple[int, int], list[Any]] = field(default_factory=dict)
    """Texts that stand in the sheet itself and whose parts have fonts of their own, by row and column."""


def sheet_extras(data: bytes, rows: int, columns: int) -> Iterator[SheetExtras]:
    """For each sheet of a workbook, in its order, what lies within so many rows and columns.

    A part that is missing or damaged gives a sheet without extras: the cells are read by somebody else, who complains.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        targets = _relations(archive, "xl/workbook.xml")
        for sheet in _parse(archive, "xl/workbook.xml").iter("{*}sheet"):
            extras = SheetExtras(sheet.get("name", ""), is_hidden=sheet.get("state", "visible") != "visible")
            part = targets.get(sheet.get(_RELATION, ""), "")
            if part:
                _read_sheet(archive, posixpath.normpath(posixpath.join("xl", part)).lstrip("/"), extras, rows, columns)
            yield extras


def _read_sheet(archive: zipfile.ZipFile, part: str, extras: SheetExtras, rows: int, columns: int) -> None:
    root = _parse(archive, part)
    filled = (row for row in reversed(root.findall("{*}sheetData/{*}row")) if any(len(cell) for cell in row))
    last = next(filled, None)
    number = "" if last is None else last.get("r", "")
    extras.last_row = int(number) if number.isdecimal() else 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        if _is_hidden(row, "ht") and row.get("r", "").isdecimal():
            extras.hidden_rows.add(int(row.get("r", "")))
    for column in _some(root, "{*}col"):
        first, last_one = column.get("min", ""), column.get("max", "")
        if not (first.isdecimal() and last_one.isdecimal()):
            continue
        meant = range(int(first), min(int(last_one), columns) + 1)
        if _is_hidden(column, "width"):
            extras.hidden_columns.update(meant)
        elif _is_hidden(column, "width", _NARROW):
            extras.narrow_columns.update(meant)
    top, left = _first_reached(root)
    extras.hidden_rows.update(range(1, min(top, rows + 1)))
    extras.hidden_columns.update(range(1, min(left, columns + 1)))
    for element in _some(root, "{*}mergeCell"):
        top, left, bottom, right = _range(element.get("ref", ""))
        if 0 < top <= rows and 0 < left <= columns:
            extras.merged.append((top, left, min(bottom, rows), min(right, columns)))
    extras.formats = conditional_formats(root, _range)[:MAX_EXTRAS]
    for element in _some(root, "{*}is"):
        place = _range(getattr(element.getparent(), "attrib", {}).get("r", ""))[:2]
        if element.find("{*}r") is not None:
            extras.parts[place] = _parts_of(element)
    targets: dict[str, str] = {}
    for element in _some(root, "{*}hyperlink"):
        targets = targets or _relations(archive, part)
        top, left, *_ = _range(element.get("ref", ""))
        address = targets.get(element.get(_RELATION, ""), "")
        if address.startswith(("http://", "https://")):
            extras.links[top, left] = address


def _parts_of(element: etree._Element) -> list[Any]:
    """The parts of a text as openpyxl gives those of shared texts; none where their fonts are damaged."""
    from openpyxl.cell.rich_text import CellRichText  # few workbooks have such texts

    try:
        return list(CellRichText.from_tree(element))  # type: ignore[arg-type]  # lxml's elements are such trees
    except (AttributeError, KeyError, TypeError, ValueError):
        return []


def _first_reached(root: etree._Element) -> tuple[int, int]:
    """The first row and column that a reader comes to: panes that stand still begin where they were left."""
    view = root.find("{*}sheetViews/{*}sheetView")
    pane = None if view is None else view.find("{*}pane")
    if view is None or pane is None or pane.get("state", "") not in ("frozen", "frozenSplit"):
        return 1, 1
    top, left, *_ = _range(view.get("topLeftCell", ""))
    return top if pane.get("ySplit", "0") != "0" else 1, left if pane.get("xSplit", "0") != "0" else 1


def _is_hidden(element: etree._Element, extent: str, least: float = _LEAST_EXTENT) -> bool:
    """Whether a row or a column is hidden, or made so thin that nothing of it is seen."""
    if element.get("hidden") in ("1", "true"):
        return True
    try:
        return 0 <= float(element.get(extent, "-1")) < least
    except ValueError:
        return False


def _some(root: etree._Element, tag: str) -> Iterator[etree._Element]:
    for count, element in enumerate(root.iter(tag)):
        if count >= MAX_EXTRAS:
            return
        yield element


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, _, file = part.rpartition("/")
    root = _parse(archive, f"{folder}/_rels/{file}.rels")
    return {element.get("Id", ""): element.get("Target", "") for element in root.iter("{*}Relationship")}


def _parse(archive: zipfile.ZipFile, part: str) -> etree._Element:
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(archive.read(part), parser)
    except (KeyError, etree.XMLSyntaxError, *DAMAGED_ARCHIVE):
        return etree.Element("nothing")


def _range(reference: str) -> tuple[int, int, int, int]:
    """`B2:C4` as (2, 2, 4, 3); zeros for what is no reference."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return 0, 0, 0, 0
    left, top, right, bottom = found.groups()
    return int(top), _column(left), int(bottom or top), _column(right or left)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
