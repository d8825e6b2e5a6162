"""Drafted lists as files for spreadsheet programs: CSV for one list, XLSX for both."""

from __future__ import annotations

import csv
import io

from appaudit.report.draft_lists import COLLECTED_TITLE, DraftList, Drafts

#: What a spreadsheet program takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDTHS = (6, 22, 28, 28, 20, 40, 14, 40, 60)


def as_csv(table: DraftList) -> str:
    """One list with its headings; the mark at the beginning tells Excel that it is UTF-8."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(table.headings)
    writer.writerows([[_inert(cell) for cell in row] for row in table.rows])
    return "\ufeff" + target.getvalue()


def as_xlsx(drafts: Drafts) -> bytes:
    """Both lists, a sheet each, and a sheet of notes; every cell is a text."""
    from xlsxwriter.workbook import Workbook

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(target, options) as workbook:
        head = workbook.add_format({"bold": True, "bg_color": "#E8EEF5", "border": 1, "text_wrap": True})
        body = workbook.add_format({"text_wrap": True, "valign": "top", "border": 1})
        for table in (drafts.shared, drafts.collected):
            sheet = workbook.add_worksheet(table.title)
            for column, heading in enumerate(table.headings):
                sheet.write_string(0, column, heading, head)
                wide = 60 if column == len(table.headings) - 1 else _WIDTHS[column]
                sheet.set_column(column, column, wide)
            for number, row in enumerate(table.rows, 1):
                for column, cell in enumerate(row):
                    sheet.write_string(number, column, cell[:32_000], body)
            sheet.freeze_panes(1, 2)
        notes = workbook.add_worksheet(drafts.notes_title)
        notes.set_column(0, 0, 110)
        for number, text in enumerate((drafts.app, *drafts.notes)):
            notes.write_string(number, 0, text, body)
    return target.getvalue()


def is_collected(name: str) -> bool:
    """Whether a file name asks for the list of collected information rather than that of third parties."""
    return COLLECTED_TITLE[1:3] in name or "collect" in name.lower()


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
