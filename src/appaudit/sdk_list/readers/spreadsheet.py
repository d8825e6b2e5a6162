"""SDK lists in XLSX: every sheet with a column of names; merged cells count for all the cells they cover.

openpyxl reads the cells (pure Python, the library everybody uses for the format), in its streaming mode: the other one
makes an object for every cell under a merge, and one merge can cover 17 billion. Merges and links, which the streaming
mode leaves out, are read by `sheet_extras`.
"""

from __future__ import annotations

import io
import re
from typing import Any

from appaudit.errors import ExtractionError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.bilingual import Bilingual
from appaudit.sdk_list.office.hidden_cells import without_hidden
from appaudit.sdk_list.office.package import check_package, damaged
from appaudit.sdk_list.office.sheet_extras import SheetExtras, sheet_extras
from appaudit.sdk_list.rows import DeclaredRow, NothingListedError
from appaudit.sdk_list.tables import rows_of, table_of_names

ORDER = 20
MAX_SHEETS = 50
MAX_ROWS = 5_000
MAX_COLUMNS = 60
_MAIN = b"xl/workbook.xml"
_ADDRESS = re.compile(r'https?://[^"\s]+')


def accepts(name: str, data: bytes, lexicons: Lexicons) -> bool:
    """A zip archive that holds the main part of a workbook."""
    return data.startswith(b"PK\x03\x04") and (_MAIN in data or name.lower().endswith((".xlsx", ".xlsm")))


def read_rows(name: str, data: bytes, lexicons: Lexicons) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """Give the rows of all sheets that have a column of names.

    Raises:
        ExtractionError: The file cannot be opened, or no sheet is a list of SDKs.
        NothingListedError: Nothing stands below the headings.
    """
    check_package(name, data)
    sheets, looks = _load(name, data, values=False)
    is_formula = any(getattr(cell, "data_type", "") == "f" for rows in sheets for row in rows for cell in row)
    results = _load(name, data, values=True)[0] if is_formula else sheets
    rows: list[DeclaredRow] = []
    problems: list[Bilingual] = []
    first_cells: list[str] = []
    has_headings = False
    for cells, computed, extras in zip(sheets, results, sheet_extras(data, MAX_ROWS, MAX_COLUMNS), strict=False):
        texts = _texts(cells, computed, extras)
        table, unseen = without_hidden(texts, cells, extras, looks)
        reading = table_of_names(table, lexicons)
        # Sheets of choices and the like are hidden in many workbooks.
        if unseen and not (extras.is_hidden and table_of_names(texts, lexicons) is None):
            problems.append(
                Bilingual(
                    f"{name}：工作表“{extras.title}”中有 {unseen} 行含有隐藏的内容，未作为声明读取。",
                    f"{name}: {unseen} rows of sheet {extras.title} hold what is hidden, which was not read.",
                )
            )
        if reading is None:
            first_cells += [cell for row in table[:1] for cell in row if cell]
            continue
        has_headings = True
        found, missed = rows_of(reading, name, lexicons.parties, "" if len(sheets) == 1 else extras.title)
        rows += [row for row in found if not any(row.values == other.values for other in rows)]
        problems += missed
        if extras.last_row > MAX_ROWS:
            problems.append(
                Bilingual(
                    f"{name}：工作表“{extras.title}”仅读取了前 {MAX_ROWS} 行。",
                    f"{name}: only the first {MAX_ROWS} rows of sheet {extras.title} were read.",
                )
            )
    if has_headings and not rows and not problems:
        raise NothingListedError(name)
    if not rows and not problems:
        first = ", ".join(first_cells)[:100]
        raise ExtractionError(
            f"{name}: no sheet has a column of SDK names; the first row is: {first}",
            hint="Name the columns in the first row, for example: SDK名称 | 公司 | 目的 | 收集信息 | 隐私政策链接",
            zh=f"{name}：没有一个工作表有SDK名称列；第一行是：{first}",
            hint_zh="请在第一行写明列名，例如：SDK名称 | 公司 | 目的 | 收集信息 | 隐私政策链接",
        )
    return rows, problems


def _load(name: str, data: bytes, *, values: bool) -> tuple[list[list[list[Any]]], list[Any]]:
    """The cells of all sheets, with formulas as they are written or with the values last computed for them.

    With them come the styles that conditional formats have.
    """
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=values, keep_links=False, rich_text=True
        )
        looks = list(getattr(workbook, "_differential_styles").styles)  # noqa: B009  # openpyxl gives them to writers alone
        return [_cells(sheet) for sheet in workbook.worksheets[:MAX_SHEETS]], looks
    except Exception as error:  # openpyxl raises whatever a damaged part makes its parsers and descriptors raise
        raise damaged(name, type(error).__name__) from error


def _cells(sheet: Any) -> list[list[Any]]:  # noqa: ANN401  # the stubs lack the streaming worksheet's own methods
    """The rows of a sheet, without empty rows and columns at its end."""
    # Exporters write dimensions that are wrong ("A1"), and only what is there counts.
    sheet.reset_dimensions()
    table = [list(cells) for cells in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS)]
    while table and all(cell.value is None for cell in table[-1]):
        table.pop()
    # A title that covers all columns covers no empty ones behind them.
    width = max((x + 1 for cells in table for x, cell in enumerate(cells) if cell.value is not None), default=0)
    return [cells[:width] for cells in table]


def _texts(cells: list[list[Any]], results: list[list[Any]], extras: SheetExtras) -> list[list[str]]:
    """All cells as texts; a formula is never a text, what it gave and what it links to is."""
    width = max(map(len, cells), default=0)
    table = []
    for y, row in enumerate(cells):
        texts = [""] * width
        for x, cell in enumerate(row):
            value, address = cell.value, extras.links.get((y + 1, x + 1), "")
            if getattr(cell, "data_type", "") == "f":
                found = _ADDRESS.search(str(value))
                address = address or (found.group() if found else "")
                value = results[y][x].value if y < len(results) and x < len(results[y]) else None
            text = "" if value is None else str(value).strip()
            texts[x] = f"{text} {address}".strip() if address and "://" not in text else text
        table.append(texts)
    for top, left, bottom, right in extras.merged:
        if top <= len(table) and left <= width:
            text = table[top - 1][left - 1]
            for texts in table[top - 1 : bottom]:
                texts[left - 1 : right] = [text] * (min(right, width) - left + 1)
    return table
