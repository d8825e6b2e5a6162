"""Cells that are text and nothing else, and tables of them with a frozen, filtered header.

A spreadsheet takes text that starts with one of a few signs for a formula when it is typed, pasted or read from a CSV
export of the workbook (https://owasp.org/www-community/attacks/CSV_Injection, checked 2026-11-24). Cells are written
as text, and such text also gets an apostrophe in front, so that no later step makes a formula of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from appaudit.model.record import record
from appaudit.report.renderers.plain import shortened
from appaudit.report.renderers.xml_text import xml_text

# ASCII signs and the full-width ones that Chinese and Japanese spreadsheets take for them.
_FORMULA = "=+-@＝＋－＠|%"
# A cell holds 32,767 UTF-16 units (https://support.microsoft.com/en-us/office/1672b34d-7043-467e-8e27-269d656771c3,
# checked 2026-11-24); no text of ours needs half of that, and a row is at most 409 points high.
_WIDTH = 8_000
# Spreadsheets hold 1,048,576 rows; what a person filters ends long before.
_ROWS_SHOWN = 20_000
#: What colours a cell: a word of a grade or status to a fill that stays readable in grey print.
_FILLS = {
    "bad": "#F8D7D3",
    "warn": "#FBE8C8",
    "note": "#E4ECF7",
    "good": "#DDEFE0",
    "open": "#ECECEC",
}


@record(kw_only=False)
class Cell:
    """A text with the tone of its fill: `bad`, `warn`, `note`, `good`, `open`, or empty for none."""

    text: str
    tone: str = ""


#: What a cell may hold: text, text with a fill, or a number of ours.
Value = str | int | Cell


@record(kw_only=False)
class Column:
    """A heading and the width of its column in characters."""

    heading: str
    width: int


@record
class InputColumn:
    """A column that people fill in; `choices` are offered where there are any."""

    choices: tuple[str, ...] = ()


class Sheets:
    """Writes tables into one workbook, all in the same style."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        base = {"valign": "top", "text_wrap": True, "font_size": 10}
        self._plain = workbook.add_format(base)
        self._number = workbook.add_format({**base, "align": "left"})
        self._bold = workbook.add_format({**base, "bold": True})
        self._title = workbook.add_format({"bold": True, "font_size": 14, "valign": "top"})
        self._head = workbook.add_format(
            {**base, "bold": True, "bg_color": "#2F3B4C", "font_color": "#FFFFFF", "border": 1}
        )
        self._input_head = workbook.add_format(
            {**base, "bold": True, "bg_color": "#7A4B00", "font_color": "#FFFFFF", "border": 1}
        )
        self._tones = {name: workbook.add_format({**base, "bg_color": fill}) for name, fill in _FILLS.items()}

    def table(
        self,
        name: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        more: str,
        inputs: Sequence[InputColumn] = (),
    ) -> None:
        """A sheet with one table.

        Args:
            name: Of the sheet.
            columns: Headings and widths.
            rows: The cells.
            more: The note, with `{count}`, for rows that were left out.
            inputs: The last columns, which people fill in.
        """
        sheet = self._sheet(name)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            is_input = index >= len(columns) - len(inputs)
            self._write(sheet, 0, index, column.heading, self._input_head if is_input else self._head)
        count = 0
        for values in rows:
            count += 1
            if count <= _ROWS_SHOWN:
                self._row(sheet, count, values)
        shown = min(count, _ROWS_SHOWN)
        for index, given in enumerate(inputs, len(columns) - len(inputs)):
            if shown and given.choices:
                sheet.data_validation(1, index, shown, index, {"validate": "list", "source": list(given.choices)})
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(shown, 1), len(columns) - 1)
        sheet.repeat_rows(0)
        if count > shown:
            self._write(sheet, shown + 1, 0, more.replace("{count}", str(count - shown)), self._bold)

    def pairs(self, name: str, title: str, rows: Iterable[Sequence[Value]]) -> None:
        """A sheet that is read, not filtered: a title, then names with values; a name alone is a heading."""
        sheet = self._sheet(name)
        sheet.set_column(0, 0, 26)
        sheet.set_column(1, 1, 90)
        sheet.set_column(2, 4, 30)
        self._write(sheet, 0, 0, title, self._title)
        for index, values in enumerate(rows, 2):
            first, *others = values or ("",)
            self._write(sheet, index, 0, _text(first), self._bold)
            for column, value in enumerate(others, 1):
                self._cell(sheet, index, column, value)
        sheet.freeze_panes(1, 0)

    def _sheet(self, name: str) -> Worksheet:
        sheet = self._workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(0)
        # Item "6.1" is a name; a mark at every such cell would say that it is a number stored as text.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_ROWS_SHOWN + 2}"})
        return sheet

    def _row(self, sheet: Worksheet, index: int, values: Sequence[Value]) -> None:
        for column, value in enumerate(values):
            self._cell(sheet, index, column, value)

    def _cell(self, sheet: Worksheet, index: int, column: int, value: Value) -> None:
        if isinstance(value, int):
            sheet.write_number(index, column, value, self._number)
            return
        tone = value.tone if isinstance(value, Cell) else ""
        self._write(sheet, index, column, _text(value), self._tones.get(tone, self._plain))

    def _write(self, sheet: Worksheet, index: int, column: int, text: str, style: Format) -> None:
        shown = inert(text)
        if shown:
            sheet.write_string(index, column, shown, style)
        else:
            sheet.write_blank(index, column, None, style)


def inert(text: str) -> str:
    """`text` as a cell may hold it: no control characters, no formula, at most 8,000 characters."""
    shown = shortened(xml_text(text).replace("\t", " ").strip(), _WIDTH)
    return f"'{shown}" if shown[:1] and shown[0] in _FORMULA else shown


def _text(value: Value) -> str:
    return value.text if isinstance(value, Cell) else str(value)
