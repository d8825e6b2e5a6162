"""Formats that a workbook gives to cells on a condition, as far as they conceal what a cell says.

Parts and attributes are those of ECMA-376 part 1, 18.3.1.18 (conditional formatting) and 18.8.14 (differential
formats). Formulas are not computed: one that may hold is taken to hold, and what it conceals is said to be hidden.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from lxml import etree

from appaudit.model.record import record

#: Kinds of condition that no cell with a text meets, and those that every one does.
_ON_EMPTY: Final = frozenset(("containsBlanks",))
_FALSE: Final = re.compile(r"\s*=?\s*(?:FALSE(?:\(\))?|0)\s*", re.I)
_QUOTED: Final = re.compile(r'\s*=?\s*"((?:[^"]|"")*)"\s*')
_TEXT_KINDS: Final = ("containsText", "notContainsText", "beginsWith", "endsWith")

Area = tuple[int, int, int, int]


@record(kw_only=False)
class ConditionalFormat:
    """A format for the cells of some areas (top, left, bottom, right), by its number among those of the workbook.

    `look` is its differential style where it stands with the format itself, as in extensions of a sheet.
    """

    areas: tuple[Area, ...]
    style: int
    kind: str
    operator: str
    text: str
    formula: str
    look: Any = None

    def may_hold(self, row: int, column: int, text: str) -> bool:
        """Whether the format may be that of a cell, counted from one, that says a text."""
        if not any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self.areas):
            return False
        if self.kind in _ON_EMPTY or (self.kind == "expression" and _FALSE.fullmatch(self.formula)):
            return False
        if self.kind in _TEXT_KINDS and self.text:
            said, wanted = text.casefold(), self.text.casefold()
            return {
                "containsText": wanted in said,
                "notContainsText": wanted not in said,
                "beginsWith": said.startswith(wanted),
                "endsWith": said.endswith(wanted),
            }[self.kind]
        quoted = _QUOTED.fullmatch(self.formula) if self.kind == "cellIs" else None
        if quoted and self.operator in ("equal", "notEqual"):
            is_equal = text.casefold() == quoted.group(1).replace('""', '"').casefold()
            return is_equal == (self.operator == "equal")
        return True


def conditional_formats(root: etree._Element, areas_of: Callable[[str], Area]) -> list[ConditionalFormat]:
    """The conditional formats of a sheet; `areas_of` gives the area of a reference, zeros for what is none."""
    found = []
    for group in root.iterfind("{*}conditionalFormatting"):
        areas = tuple(area for part in group.get("sqref", "").split() if (area := areas_of(part))[0])
        for rule in group.iterfind("{*}cfRule"):
            style = rule.get("dxfId", "")
            if areas and style.isdecimal():
                found.append(
                    ConditionalFormat(
                        areas,
                        int(style),
                        rule.get("type", ""),
                        rule.get("operator", ""),
                        rule.get("text", ""),
                        rule.findtext("{*}formula") or "",
                    )
                )
    return [*found, *_in_extensions(root, areas_of)]


def _in_extensions(root: etree._Element, areas_of: Callable[[str], Area]) -> Iterator[ConditionalFormat]:
    """The formats that newer programs write into extensions of a sheet ([MS-XLSX], CT_ConditionalFormatting)."""
    for group in root.iterfind("{*}extLst/{*}ext/{*}conditionalFormattings/{*}conditionalFormatting"):
        cells = (group.findtext("{*}sqref") or "").split()
        areas = tuple(area for part in cells if (area := areas_of(part))[0])
        for rule in group.iterfind("{*}cfRule") if areas else ():
            look = _look_of(rule.find("{*}dxf"))
            if look is not None:
                formula = rule.findtext("{*}f") or ""
                yield ConditionalFormat(
                    areas, -1, rule.get("type", ""), rule.get("operator", ""), rule.get("text", ""), formula, look
                )


def _look_of(element: Any) -> Any:  # noqa: ANN401  # an element that the stubs of openpyxl do not know; its style
    """A differential style as it is written; None where there is none that can be read."""
    if element is None:
        return None
    from openpyxl.styles.differential import DifferentialStyle  # few workbooks have such formats

    try:
        return DifferentialStyle.from_tree(element)
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
