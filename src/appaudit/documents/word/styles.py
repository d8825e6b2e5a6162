"""Properties of runs and paragraphs of Word documents as they come to hold: their own, those of styles, the defaults.

ECMA-376, part 1, 17.7.2 (from the run to its style, that of the paragraph, that of the table, the defaults of the
document) and 17.7.3 (what two styles turn on is off), checked 2026-11-30, not opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from docx.document import Document

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE: Final = f"{W}val"
_OFF: Final = ("0", "false", "off")
_MOST_STYLES: Final = 12
#: Elements of properties by their names.
_Given: TypeAlias = Mapping[str, Any]
_NONE: Final[_Given] = {}


class RunProperties:
    """The properties that hold for one run.

    Args:
        own: What it says itself.
        levels: What the styles of the run, of its paragraph and of its table say.
        defaults: What holds where none of them says anything.
    """

    def __init__(self, own: _Given, levels: tuple[_Given, ...], defaults: _Given) -> None:
        self._own, self._levels, self._defaults = own, levels, defaults

    def get(self, name: str) -> Any:  # noqa: ANN401  lxml elements of python-docx have no public type
        """The element of a property; None where nothing gives it."""
        for given in (self._own, *self._levels, self._defaults):
            if name in given:
                return given[name]
        return None

    def number(self, name: str) -> int | None:
        """The number that a property has."""
        return number(self.get(f"{W}{name}"))

    def attribute(self, name: str, attribute: str) -> str:
        """An attribute of a property, which styles give one by one; empty where nothing gives it."""
        for given in (self._own, *self._levels, self._defaults):
            value = given[f"{W}{name}"].get(f"{W}{attribute}") if f"{W}{name}" in given else None
            if value is not None:
                return str(value)
        return ""

    def is_on(self, name: str) -> bool:
        """Whether a property that styles toggle is on: of two styles that turn it on the second turns it off."""
        name = f"{W}{name}"
        if name in self._own:
            return is_on(self._own[name])
        given = [level[name] for level in self._levels if name in level]
        return sum(map(is_on, given)) % 2 == 1 if given else is_on(self._defaults.get(name))


class WordStyles:
    """Answers which properties hold for a run or a paragraph.

    Args:
        document: Where the styles are.
    """

    def __init__(self, document: Document) -> None:
        self._by_id: dict[str, Any] = {
            style.style_id: style.element for style in document.styles if style.style_id is not None
        }
        self._default = ""
        for name, style in self._by_id.items():
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default", "0").lower() not in _OFF:
                self._default = name
        defaults = document.styles.element.find(f"{W}docDefaults")
        self._run_defaults = _children(defaults, f"{W}rPrDefault/{W}rPr")
        self._paragraph_defaults = _children(defaults, f"{W}pPrDefault/{W}pPr")
        self._of_runs: dict[str, _Given] = {}

    def of_run(self, run: Any, paragraph: Any) -> RunProperties:  # noqa: ANN401
        """The properties of a run in a paragraph, or in none."""
        own = _children(run, f"{W}rPr")
        levels = [self._in_style(_named(own.get(f"{W}rStyle")))]
        if paragraph is not None:
            levels.append(self._in_style(self._style_of(paragraph)))
            table = next(paragraph.iterancestors(f"{W}tbl"), None)
            if table is not None:
                name = _named(table.find(f"{W}tblPr/{W}tblStyle"))
                levels += [self._in_part(name, part) for part in _parts_of_table(run, table)]
                levels.append(self._in_style(name))
        return RunProperties(own, tuple(levels), self._run_defaults)

    def of_paragraph(self, paragraph: Any) -> list[_Given]:  # noqa: ANN401
        """The properties of a paragraph, of its styles and of the document, the nearest first."""
        styles = (_children(style, f"{W}pPr") for style in self.chain(self._style_of(paragraph)))
        return [_children(paragraph, f"{W}pPr"), *styles, self._paragraph_defaults]

    def of_table(self, table: Any) -> Iterator[Any]:  # noqa: ANN401
        """The style of a table and those that it is based on."""
        return self.chain(_named(table.find(f"{W}tblPr/{W}tblStyle")))

    def chain(self, name: str) -> Iterator[Any]:
        """A style by its id, and those that it is based on."""
        for _ in range(_MOST_STYLES):
            style = self._by_id.get(name)
            if style is None:
                return
            yield style
            name = _named(style.find(f"{W}basedOn"))

    def _in_part(self, name: str, part: str) -> _Given:
        """What the style of a table says of the runs of one of its parts."""
        for style in self.chain(name):
            for each in style.iterfind(f"{W}tblStylePr"):
                if each.get(f"{W}type") == part:
                    return _children(each, f"{W}rPr")
        return _NONE

    def _style_of(self, paragraph: Any) -> str:  # noqa: ANN401
        name = _named(paragraph.find(f"{W}pPr/{W}pStyle"))
        return name if name in self._by_id else self._default

    def _in_style(self, name: str) -> _Given:
        """What a style, and those that it is based on, say of runs; that of a whole table too."""
        found = self._of_runs.get(name)
        if found is None:
            merged: dict[str, Any] = {}
            for style in self.chain(name):
                whole = (part for part in style.iter(f"{W}tblStylePr") if part.get(f"{W}type") == "wholeTable")
                for part in (*whole, style):
                    merged = {**_children(part, f"{W}rPr"), **merged}
            found = self._of_runs[name] = merged
        return found


def _parts_of_table(run: Any, table: Any) -> Iterator[str]:  # noqa: ANN401
    """The parts of a table with a style of their own that a run is in, where the table takes them up (17.4.55)."""
    look, row = table.find(f"{W}tblPr/{W}tblLook"), next(run.iterancestors(f"{W}tr"), None)
    if look is None or row is None or row.getparent() is not table:
        return
    flags = look.get(VALUE) or "0"
    bits = int(flags, 16) if re.fullmatch(r"[0-9a-fA-F]{1,8}", flags) else 0
    rows = table.findall(f"{W}tr")
    for part, bit, is_there in (("firstRow", 0x20, row is rows[0]), ("lastRow", 0x40, row is rows[-1])):
        own = look.get(f"{W}{part}")
        if is_there and (own not in (None, *_OFF) or (own is None and bits & bit)):
            yield part


def _children(holder: Any, path: str) -> _Given:  # noqa: ANN401
    properties = None if holder is None else holder.find(path)
    return _NONE if properties is None else {child.tag: child for child in properties}


def _named(reference: Any) -> str:  # noqa: ANN401
    return "" if reference is None else reference.get(VALUE) or ""


def is_on(found: Any) -> bool:  # noqa: ANN401
    """Whether a property that is on or off is there, and on."""
    return found is not None and (found.get(VALUE) or "1").lower() not in _OFF


def number(found: Any, name: str = "val") -> int | None:  # noqa: ANN401
    """The whole number in an attribute; None for none."""
    text = (found.get(f"{W}{name}") or "") if found is not None else ""
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else None
