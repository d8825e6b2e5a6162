"""SDK lists in XLSX, as people and spreadsheet programs make them, and as nobody should."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font, GradientFill, PatternFill
from tests.support.shipped import shipped_lexicons

from appaudit.model.coverage import CoverageLevel
from appaudit.sdk_list import read_sdk_list

HEADINGS = ["序号", "SDK名称", "所属公司", "使用目的", "收集的个人信息", "隐私政策链接"]


def saved(workbook: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def read(tmp_path, data: bytes, name: str = "sdks.xlsx"):
    path = tmp_path / name
    path.write_bytes(data)
    return read_sdk_list(path, shipped_lexicons())


def workbook_of(*rows: list[object]) -> openpyxl.Workbook:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    return workbook


def test_title_rows_and_merged_cells(tmp_path):
    workbook = workbook_of(
        ["第三方SDK清单"],
        ["更新日期：2026年1月1日"],
        HEADINGS,
        [1, "甲推送SDK", "甲科技有限公司", "消息推送", "设备型号、OAID", "https://a.example.org/p"],
        [2, "甲统计SDK", None, "数据统计", "Android ID", None],
        [3, "乙地图", "乙图有限公司", "定位", "位置信息", "https://b.example.org/p"],
    )
    sheet = workbook.active
    sheet.merge_cells("A1:F1")
    sheet.merge_cells("C4:C5")
    sheet.merge_cells("F4:F5")
    reading = read(tmp_path, saved(workbook))
    assert [(fact.name, fact.company, fact.link) for fact in reading.facts] == [
        ("甲推送SDK", "甲科技有限公司", "https://a.example.org/p"),
        ("甲统计SDK", "甲科技有限公司", "https://a.example.org/p"),
        ("乙地图", "乙图有限公司", "https://b.example.org/p"),
    ]
    assert reading.facts[0].data == ("设备型号", "OAID")
    assert reading.facts[1].location.symbol == "row 5"
    assert reading.gaps == []


def test_columns_in_another_order_with_english_headings_on_the_second_sheet(tmp_path):
    workbook = workbook_of(["About this file"])
    sheet = workbook.create_sheet("SDKs")
    sheet.append(["Privacy Policy", "Company", "SDK Name", "Data Types", "Purpose"])
    sheet.append(["https://a.example.org", "Alpha Ltd", "Alpha Push", "OAID, IP address", "push messages"])
    [fact] = read(tmp_path, saved(workbook)).facts
    assert (fact.name, fact.company, fact.purpose) == ("Alpha Push", "Alpha Ltd", "push messages")
    assert (fact.link, fact.location.symbol) == ("https://a.example.org", "SDKs row 2")


def test_headings_that_stand_again_above_each_category_are_no_sdk(tmp_path):
    workbook = workbook_of(
        HEADINGS, [1, "甲推送", "甲公司", "推送", "OAID", ""], HEADINGS, [2, "乙支付", "乙公司", "支付", "IP地址", ""]
    )
    assert [fact.name for fact in read(tmp_path, saved(workbook)).facts] == ["甲推送", "乙支付"]


def test_a_link_behind_a_word_is_found(tmp_path):
    workbook = workbook_of(
        ["SDK名称", "隐私政策"], ["甲推送", "查看"], ["乙支付", '=HYPERLINK("https://b.example.org/p","查看")']
    )
    workbook.active["B2"].hyperlink = "https://a.example.org/p"
    facts = read(tmp_path, saved(workbook)).facts
    assert facts[0].link == "https://a.example.org/p"
    assert facts[1].link == "https://b.example.org/p"


def test_a_formula_is_never_a_name(tmp_path):
    workbook = workbook_of(["SDK名称", "目的"], ['=cmd|"/c calc"!A1', "推送"], ["乙支付", "支付"])
    reading = read(tmp_path, saved(workbook))
    assert [fact.name for fact in reading.facts] == ["乙支付"]
    assert "row 2 has no name" in reading.gaps[0].detail.en


def test_a_cell_at_the_far_corner_costs_nothing(tmp_path):
    workbook = workbook_of(["SDK名称", "目的"], ["甲推送", "推送"])
    workbook.active.cell(1_048_576, 16_384).value = "x"
    reading = read(tmp_path, saved(workbook))
    assert [fact.name for fact in reading.facts] == ["甲推送"]
    assert "only the first 5000 rows" in reading.gaps[0].detail.en


def _styled(**style):
    def change(workbook):
        for cell in workbook.active[3]:
            for name, value in style.items():
                setattr(cell, name, value)

    return change


def _row(**values):
    return lambda workbook: [setattr(workbook.active.row_dimensions[3], name, value) for name, value in values.items()]


def _second_sheet(state, title="其他"):
    def change(workbook):
        workbook.active.delete_rows(3)
        sheet = workbook.create_sheet(title)
        sheet.append(HEADINGS)
        sheet.append([1, "乙地图", "乙图有限公司", "定位", "位置信息"])
        sheet.sheet_state = state

    return change


def _of_two(change):
    workbook = workbook_of(HEADINGS, [1, "甲推送SDK"], [2, "乙地图"])
    change(workbook)
    return saved(workbook)


def _parts(font):
    """Texts of the third row, all of one part with a font of its own."""

    def change(workbook):
        for cell in workbook.active[3]:
            cell.value = CellRichText(TextBlock(font, str(cell.value)))

    return change


DARK = PatternFill("solid", fgColor="FF203864")


@pytest.mark.parametrize(
    "change",
    [
        _row(hidden=True),
        _row(height=0.5),
        _second_sheet("hidden"),
        _second_sheet("veryHidden"),
        _styled(number_format=";;;"),
        _styled(font=Font(color="FFFFFFFF")),
        _styled(font=Font(color=Color(theme=0))),
        _styled(font=Font(color="FFFEFEFE")),
        _styled(font=Font(color=Color(indexed=9))),
        _styled(font=Font(color="FFFFFFFF"), fill=PatternFill("solid", fgColor="FFFFFFFF")),
        _styled(font=Font(color="FF203864"), fill=DARK),
        _styled(number_format='0;-0;0;"—"'),
        _styled(font=Font(size=1)),
        _styled(font=Font(strike=True)),
        _styled(font=Font(color=Color(theme=1, tint=1.0))),
        _styled(font=Font(color="FF233868"), fill=DARK),
        _styled(number_format="[White]@"),
        _styled(number_format="0;-0;0;[Color 2]@"),
        _styled(fill=GradientFill(stop=["FF000000", "FF000000"])),
        _styled(fill=PatternFill("darkGray", fgColor="FF000000", bgColor="FF000000")),
        _parts(InlineFont(color="FFFFFFFF")),
        _parts(InlineFont(sz=1)),
        _parts(InlineFont(strike=True)),
    ],
)
def test_what_a_workbook_hides_declares_nothing_and_is_said(tmp_path, change):
    reading = read(tmp_path, _of_two(change))
    assert [fact.name for fact in reading.facts] == ["甲推送SDK"]
    assert {gap.level for gap in reading.gaps} == {CoverageLevel.PARTIAL}
    assert "hold what is hidden" in reading.gaps[0].detail.en


@pytest.mark.parametrize(
    "change",
    [
        _row(height=9),
        _second_sheet("visible"),
        _styled(number_format="0;-0;;@"),
        _styled(font=Font(color="FFFFFFFF"), fill=DARK),
        _styled(font=Font(color=Color(theme=1))),
        _styled(font=Font(color="FF808080")),
        _styled(font=Font(color="FFFFFFFF"), fill=PatternFill("darkGrid", fgColor="FFFFFFFF")),
        _styled(font=Font(color="FF000000"), fill=PatternFill("solid", fgColor="FFFFFF00")),
        _styled(number_format='0;-0;0;"名称："@'),
        _styled(font=Font(size=8, bold=True, underline="single")),
        _styled(font=Font(color=Color(theme=1, tint=0.5))),
        _styled(font=Font(color="FF335CA8"), fill=DARK),
        _styled(number_format="[White]0;-0"),
        _styled(number_format="0;-0;0;[Color 2]@", fill=DARK),
        _styled(fill=GradientFill(stop=["FF000000", "FFFFFFFF"])),
        _styled(fill=PatternFill("darkGray")),
        _parts(InlineFont(color="FFFF0000")),
    ],
)
def test_what_a_workbook_shows_in_other_ways_declares(tmp_path, change):
    reading = read(tmp_path, _of_two(change))
    assert [fact.name for fact in reading.facts] == ["甲推送SDK", "乙地图"]
    assert reading.gaps == []


def test_a_text_that_all_sheets_share_is_read_without_the_parts_that_nobody_sees(tmp_path):
    data = saved(workbook_of(HEADINGS, [1, "甲推送SDK"], [2, "乙地图"]))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read(SHEET)
    text = "".join(f"&#{ord(letter)};" for letter in "乙地图").encode()
    cell = b't="inlineStr"><is><t>' + text + b"</t></is>"
    assert cell in sheet
    data = rewritten(data, SHEET, sheet.replace(cell, b't="s"><v>0</v>'))
    parts = b'<r><t>x</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>' + text + b"</t></r>"
    shared = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>' + parts + b"</si></sst>"
    types = zipfile.ZipFile(io.BytesIO(data)).read("[Content_Types].xml")
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    told = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    data = rewritten(data, "[Content_Types].xml", types.replace(b"</Types>", told))
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/sharedStrings.xml", shared)
    reading = read(tmp_path, stream.getvalue())
    assert [fact.name for fact in reading.facts] == ["甲推送SDK", "x"]
    assert "hold what is hidden" in reading.gaps[0].detail.en


@pytest.mark.parametrize("title", ["历史SDK（已停用）", "已下线", "填写示例"])
def test_a_sheet_called_by_what_is_not_there_declares_nothing_and_is_said(tmp_path, title):
    reading = read(tmp_path, _of_two(_second_sheet("visible", title)))
    assert [fact.name for fact in reading.facts] == ["甲推送SDK"]
    assert f"says that it is not in use (乙地图：{title})" in reading.gaps[0].detail.en
    for other in ("安卓", "iOS", "历史最全SDK", "示例商城"):
        reading = read(tmp_path, _of_two(_second_sheet("visible", other)))
        assert [fact.name for fact in reading.facts] == ["甲推送SDK", "乙地图"], other


def test_a_hidden_sheet_that_is_no_list_is_nobodys_concern(tmp_path):
    workbook = workbook_of(HEADINGS, [1, "甲推送SDK"])
    choices = workbook.create_sheet("选项")
    choices.append(["是"])
    choices.append(["否"])
    choices.sheet_state = "hidden"
    assert read(tmp_path, saved(workbook)).gaps == []


def test_a_hidden_column_that_is_empty_hides_nothing(tmp_path):
    workbook = workbook_of(HEADINGS, [1, "甲推送SDK"])
    workbook.active.column_dimensions["J"].hidden = True
    assert read(tmp_path, saved(workbook)).gaps == []
    workbook.active.column_dimensions["A"].hidden = True
    assert [gap.level for gap in read(tmp_path, saved(workbook)).gaps][:1] == [CoverageLevel.PARTIAL]


def test_numbers_and_dates_are_texts(tmp_path):
    import datetime

    workbook = workbook_of(["SDK名称", "目的", "版本"], [360, datetime.date(2026, 1, 2), 3.5])
    [fact] = read(tmp_path, saved(workbook)).facts
    assert (fact.name, fact.purpose) == ("360", "2026-01-02 00:00:00")


def rewritten(data: bytes, part: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == part else old.read(entry))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def doubled(data: bytes, part: str) -> bytes:
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(part, archive.read(part))
    return stream.getvalue()


@cache
def good() -> bytes:
    return saved(workbook_of(["SDK名称"], ["甲推送"]))


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&b;</worksheet>'
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (lambda: rewritten(good(), SHEET, BOMB), "declares entities"),
        (lambda: rewritten(good(), SHEET, b" " * 21_000_000), "unpacks to more than"),
        (lambda: rewritten(good(), SHEET, b"<worksheet"), "cannot be opened"),
        (lambda: rewritten(good(), "xl/workbook.xml", b"<workbook/>"), "cannot be opened|no sheet"),
        (lambda: good()[: len(good()) // 2], "cannot be opened"),
        (lambda: doubled(good(), SHEET), "names that stand twice"),
        (lambda: saved(workbook_of(["颜色", "大小"], ["红", 1])), "no sheet has a column of SDK names.*颜色, 大小"),
        (lambda: saved(openpyxl.Workbook()), "no sheet has a column"),
    ],
    ids=["entities", "bomb", "cut-xml", "no-sheets", "cut-zip", "doubled", "another-table", "empty"],
)
def test_a_workbook_that_is_no_list_is_a_gap_with_a_reason(tmp_path, data, words):
    reading = read(tmp_path, data())
    assert reading.facts == []
    assert [gap.level for gap in reading.gaps] == [CoverageLevel.NONE]
    assert re.search(words, reading.gaps[0].detail.en)


def test_a_merge_over_everything_costs_nothing(tmp_path):
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        sheet = archive.read(SHEET)
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="B1:XFD1048576"/></mergeCells>'
    reading = read(tmp_path, rewritten(good(), SHEET, sheet.replace(b"</sheetData>", merged)))
    assert [fact.name for fact in reading.facts] == ["甲推送"]


def test_a_dimension_that_is_wrong_does_not_hide_rows(tmp_path):
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        sheet = archive.read(SHEET)
    assert b'<dimension ref="A1:A2"' in sheet
    reading = read(tmp_path, rewritten(good(), SHEET, sheet.replace(b'ref="A1:A2"', b'ref="A1"')))
    assert [fact.name for fact in reading.facts] == ["甲推送"]


def test_a_row_that_a_second_sheet_repeats_counts_once_and_the_address_of_a_cell_is_its_link(tmp_path):
    workbook = openpyxl.Workbook()
    for number, title in enumerate(("Android", "iOS")):
        sheet = workbook.create_sheet(title, number)
        sheet.append(["SDK名称", "公司名称", "隐私政策链接"])
        sheet.append(["白鹭SDK", "北京白鹭科技有限公司", "查看：https://egret.example.cn/privacy"])
        sheet.append([f"青鸟{title}SDK", "上海青鸟有限公司", "暂无"])
    path = tmp_path / "list.xlsx"
    workbook.save(path)
    facts = read_sdk_list(path, shipped_lexicons()).facts
    assert [fact.name for fact in facts] == ["白鹭SDK", "青鸟AndroidSDK", "青鸟iOSSDK"]
    assert facts[0].link == "https://egret.example.cn/privacy"
