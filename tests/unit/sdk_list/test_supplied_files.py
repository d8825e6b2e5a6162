"""Lists as they are supplied: frames and tables in cells, notes across columns, headings on each page; near twins."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest
from tests.support.pdf_builder import pdf_of_drawings
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

HEADINGS = ("SDK名称", "公司名称", "使用目的")
EGRET = ("白鹭推送SDK", "白鹭公司", "消息推送")
BIRD = ("青鸟地图SDK", "青鸟公司", "展示地图")


def rows(tmp_path, data: bytes, name: str):
    path = tmp_path / name
    path.write_bytes(data)
    facts = read_sdk_list(path, shipped_lexicons()).facts
    return [(fact.name, fact.company, fact.purpose) for fact in facts]


def saved(file) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def fill(table, *lines) -> None:
    for row, cells in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def test_a_word_table_that_only_frames_another_is_no_table(tmp_path):
    document = docx.Document()
    frame = document.add_table(rows=2, cols=1)
    frame.cell(0, 0).text = "第三方SDK清单"
    fill(frame.cell(1, 0).add_table(3, 3), HEADINGS, EGRET, BIRD)
    assert rows(tmp_path, saved(document), "list.docx") == [EGRET, BIRD]


@pytest.mark.parametrize("lines", [("SDK名称", "白鹭推送SDK"), ("SDK名称", "白鹭推送SDK", "青鸟地图SDK")])
def test_a_word_table_of_one_column_without_another_in_it_stays_one(tmp_path, lines):
    document = docx.Document()
    document.add_paragraph("我们使用以下第三方SDK：")
    fill(document.add_table(rows=len(lines), cols=1), *((line,) for line in lines))
    named = [name for name, _, _ in rows(tmp_path, saved(document), "list.docx")]
    assert named == list(lines[1:])


def test_a_table_in_a_cell_of_a_word_table_is_the_text_of_the_cell(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    fill(table, HEADINGS, EGRET, (*BIRD[:2], ""))
    fill(table.cell(2, 2).add_table(2, 2), ("基础功能", "展示地图"), ("扩展功能", "规划路线"))
    assert rows(tmp_path, saved(document), "list.docx") == [
        EGRET,
        (*BIRD[:2], "基础功能：展示地图；扩展功能：规划路线"),
    ]


@pytest.mark.parametrize(("covered", "listed"), [(3, [EGRET, BIRD]), (1, [EGRET, BIRD])])
def test_a_note_below_a_sheet_is_no_row_however_many_columns_it_covers(tmp_path, covered, listed):
    workbook = openpyxl.Workbook()
    for line in (HEADINGS, EGRET, BIRD, ("说明：以上SDK由对应公司提供，请查阅其隐私政策。",)):
        workbook.active.append(line)
    workbook.active.merge_cells(start_row=4, start_column=1, end_row=4, end_column=covered)
    assert rows(tmp_path, saved(workbook), "list.xlsx") == listed


def test_a_company_that_covers_the_columns_beside_it_is_still_read(tmp_path):
    workbook = openpyxl.Workbook()
    for line in (HEADINGS, EGRET, ("青鸟地图SDK", "青鸟公司", None)):
        workbook.active.append(line)
    workbook.active.merge_cells("B3:B3")
    assert rows(tmp_path, saved(workbook), "list.xlsx") == [EGRET, ("青鸟地图SDK", "青鸟公司", "")]


@pytest.mark.parametrize("comma", ["，", "｜", ","])
def test_a_list_with_commas_of_any_width(tmp_path, comma):
    text = "\n".join(comma.join(line) for line in (HEADINGS, EGRET, BIRD))
    assert rows(tmp_path, text.encode("gb18030"), "list.csv") == [EGRET, BIRD]


def test_prose_with_fullwidth_commas_is_no_table(tmp_path):
    text = "本应用使用第三方服务，用于推送，用于展示地图。\n白鹭推送SDK，由白鹭公司提供，用于消息推送。\n"
    assert all(name != "本应用使用第三方服务" for name, _, _ in rows(tmp_path, text.encode(), "list.txt"))


def drawn(*lines) -> str:
    return "\n".join(
        f"BT /F1 12 Tf {64 + 110 * column} {766 - 24 * row} Td <{cell.encode('utf-16-be').hex()}> Tj ET "
        f"{60 + 110 * column} {756 - 24 * row} 110 24 re S"
        for row, cells in enumerate(lines)
        for column, cell in enumerate(cells)
    )


def named(page: int, row: int) -> tuple[str, str, str]:
    return (f"白鹭{'甲乙丙丁'[page]}{'子丑寅卯'[row]}SDK", "白鹭公司", f"用途{'甲乙丙丁'[page]}{'子丑寅卯'[row]}")


@pytest.mark.parametrize("has_headings", [True, False])
def test_headings_of_a_table_may_stand_on_each_page_of_a_pdf(tmp_path, has_headings):
    pages = [[named(page, row) for row in range(4)] for page in range(3)]
    drawings = [drawn(*([HEADINGS] if has_headings or not page else []), *lines) for page, lines in enumerate(pages)]
    listed = [line for lines in pages for line in lines]
    assert rows(tmp_path, pdf_of_drawings(drawings), "list.pdf") == listed


def test_running_heads_of_a_pdf_are_read_on_no_page(tmp_path):
    pages = [[named(page, row) for row in range(4)] for page in range(3)]
    heads = [
        drawn(("白鹭应用第三方清单",), *([HEADINGS] if not page else []), *lines) for page, lines in enumerate(pages)
    ]
    assert rows(tmp_path, pdf_of_drawings(heads), "list.pdf") == [line for lines in pages for line in lines]


def rules(top: int, bottom: int, *levels: int) -> str:
    upright = "".join(f"{60 + 110 * column} {top} m {60 + 110 * column} {bottom} l S " for column in range(4))
    return upright + "".join(f"60 {level} m 390 {level} l S " for level in levels)


def placed(row: int, *cells: str) -> str:
    texts = (
        f"BT /F1 12 Tf {64 + 110 * column} {766 - 24 * row} Td <{cell.encode('utf-16-be').hex()}> Tj ET"
        for column, cell in enumerate(cells)
        if cell
    )
    return " ".join(texts)


@pytest.mark.parametrize("has_headings", [True, False])
def test_a_row_that_a_page_breaks_is_one(tmp_path, has_headings):
    above = [placed(0, *HEADINGS), placed(1, *EGRET), placed(2, "青鸟地图SDK", "青鸟", "展示")]
    above.append(rules(784, 700, 784, 758, 734))
    first = int(has_headings)
    below = [placed(0, *HEADINGS)] if has_headings else []
    below += [placed(first, "", "公司", "地图"), placed(first + 1, "云雀SDK", "云雀公司", "支付")]
    levels = [784 - 26 * number for number in range(first + 3)]
    below.append(rules(784, levels[-1], *(levels if has_headings else levels[1:])))
    data = pdf_of_drawings(["\n".join(above), "\n".join(below)])
    assert rows(tmp_path, data, "list.pdf") == [EGRET, BIRD, ("云雀SDK", "云雀公司", "支付")]


def test_a_row_that_begins_with_an_empty_cell_goes_on_with_none_that_is_closed(tmp_path):
    above = [placed(0, *HEADINGS), placed(1, *EGRET), rules(784, 734, 784, 758, 734)]
    below = [placed(0, "", "青鸟公司", "展示地图"), placed(1, *BIRD), rules(784, 734, 784, 758, 734)]
    read = rows(tmp_path, pdf_of_drawings(["\n".join(above), "\n".join(below)]), "list.pdf")
    assert read[0] == EGRET
    assert read[-1] == BIRD
