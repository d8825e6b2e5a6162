"""The report as an Excel workbook for auditors: summary, findings, evidence, facts, clauses, regulation matrix.

XlsxWriter and not openpyxl writes it: it can be told that every cell is text, its files have fixed time stamps, and it
needs nothing else.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO

from xlsxwriter.workbook import Workbook

from appaudit.model.bilingual import Language
from appaudit.model.report import Report
from appaudit.report.renderers.workbook import charges, facts, findings, overview, plan, regulations
from appaudit.report.renderers.workbook.cells import Sheets, inert
from appaudit.report.renderers.workbook.speaker import SheetSpeaker

EXTENSION = "xlsx"
BINARY = True

_EPOCH = "1980-01-01"


def render(report: Report, language: Language) -> bytes:
    """The workbook in one language; the same report gives the same bytes, dated by the day the audit is as of."""
    target = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    workbook = Workbook(target, options)
    workbook.set_properties(
        {
            "title": inert(report.artifact.package or report.artifact.path),
            "author": f"{report.tool.name} {report.tool.version}",
            "created": _date(report.tool.as_of),
        }
    )
    sheets, speaker = Sheets(workbook), SheetSpeaker(report, language)
    for part in (overview, plan, charges, findings, facts, regulations):
        part.write(sheets, speaker)
    workbook.close()
    return target.getvalue()


def _date(text: str) -> datetime:
    """The day of the report; a saved report may hold anything there."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return datetime.fromisoformat(_EPOCH)
