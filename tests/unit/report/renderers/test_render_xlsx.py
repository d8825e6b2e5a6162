"""The workbook has every table with filters, holds text only, and is the same bytes every time."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from tests.support.report_builder import FINDINGS, HOSTILE, clean_report, hostile_report, shop_report
from tests.support.sample_reports import sample_report

from appaudit.report import renderers
from appaudit.report.renderers.workbook.cells import inert

SHEETS = {
    "zh": [
        "摘要", "通报问题", "发现", "证据", "未能判断", "权限", "检出的SDK", "公开的SDK", "数据地图", "个人信息读取",
        "政策条款", "法规对照",
    ],
    "en": [
        "Summary", "Listed for", "Findings", "Evidence", "Undecided", "Permissions", "SDKs found", "SDKs declared",
        "Data map", "Data access", "Policy clauses", "Regulation matrix",
    ],
}  # fmt: skip
FORMULA_SIGNS = "=+-@＝＋－＠\t\r\n|%"


def workbook_bytes(report, language="zh") -> bytes:
    content = renderers.render("xlsx", report, language)
    assert isinstance(content, bytes)
    return content


def opened(report, language="zh"):
    return load_workbook(BytesIO(workbook_bytes(report, language)))


def rows(sheet):
    return [["" if cell.value is None else cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("make", [shop_report, clean_report, hostile_report])
def test_the_sheets_are_there_in_every_report(make, language) -> None:
    assert opened(make(), language).sheetnames == SHEETS[language]


def test_tables_have_a_frozen_filtered_header_and_wrapped_text() -> None:
    for sheet in opened(shop_report()).worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet["A1"].font.bold
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row if cell.value)
        assert all(sheet.column_dimensions[letter].width >= 6 for letter in sheet.column_dimensions)


def test_every_finding_is_a_row_with_its_evidence_and_basis() -> None:
    heading, *found = rows(opened(shop_report(), "en")["Findings"])
    assert heading[:4] == ["No.", "Severity", "Status", "Confidence"]
    assert [row[0] for row in found] == [f"F-{number:02d}" for number in range(1, len(FINDINGS) + 1)]
    first = dict(zip(heading, found[0], strict=True))
    assert (first["Severity"], first["Status"]) == ("Critical", "Evidence meets the cited text")
    assert "CAC 191 3.1" in first["Basis"]
    assert "存在同意弹窗" in first["Contrary evidence"]
    assert first["Fingerprint"] == FINDINGS[0].fingerprint


def test_tables_hold_what_the_report_holds() -> None:
    report = sample_report("planted-shop")
    book = opened(report, "zh")
    assert [row[0] for row in rows(book["权限"])[1:]] == [row.name for row in report.facts.permissions]
    assert [row[1] for row in rows(book["检出的SDK"])[1:]] == [row.id for row in report.facts.sdks]
    items = [(row[0], row[4]) for row in rows(book["法规对照"])[1:]]
    assert sorted(items) == sorted((law.title.zh, item.item) for law in report.regulations for item in law.items)
    assert {row[1] for row in rows(book["政策条款"])[1:]} == set(report.facts.policy.clauses)
    accesses = [(row[1], row[6]) for row in rows(book["个人信息读取"])[1:]]
    assert accesses == [(row.data_type, row.api) for row in report.facts.data_access]


def test_what_the_app_would_be_listed_for_names_items_and_findings() -> None:
    heading, *found = rows(opened(shop_report(), "en")["Listed for"])
    assert heading == ["Problem", "Severity", "NCVERC", "MIIT 337", "CAC 191", "Other provisions", "Findings"]
    categories = {item.category for item in FINDINGS}
    assert len(found) == len(categories)
    assert {number for row in found for number in row[-1].split(", ")} == {
        f"F-{n:02d}" for n in range(1, len(FINDINGS) + 1)
    }


def test_the_data_map_marks_where_code_and_documents_disagree() -> None:
    sheet = opened(sample_report("planted-shop"), "en")["Data map"]
    header, *found = rows(sheet)
    cells = {(row[0], party): text for row in found for party, text in zip(header[1:], row[1:], strict=True)}
    (own,) = [text for (name, party), text in cells.items() if name.startswith("Installed") and party == header[1]]
    assert own == "read by code; not disclosed"


def test_the_summary_says_verdict_inputs_and_what_was_not_seen() -> None:
    text = "\n".join(" ".join(map(str, row)) for row in rows(opened(shop_report(), "zh")["摘要"]))
    for part in ("证据符合国家计算机", "com.yunli.mall", "assets/plugin_live.jar", "不是法律意见", "sdks.csv"):
        assert part in text
    counts = {row[0]: row[1] for row in rows(opened(shop_report(), "en")["Summary"])}
    assert (counts["Total"], counts["Could not be decided"]) == (len(FINDINGS), 4)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("make", [hostile_report, shop_report, lambda: sample_report("hostile-strings")])
def test_no_cell_is_or_can_become_a_formula(make, language) -> None:
    book = opened(make(), language)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert all(isinstance(cell.value, int) for cell in cells if cell.data_type == "n")
    cells = [cell for cell in cells if cell.data_type == "s"]
    assert [cell.value for cell in cells if cell.value[0] in FORMULA_SIGNS] == []
    assert {cell.hyperlink for cell in cells} == {None}
    odd = {
        character
        for cell in cells
        for character in cell.value
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character != "\n"
    }
    assert odd == set()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "\\r=1"),
        (" =1", "'=1"),
        ("\n=1", "'=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("\x0b\ud800\uffff", "\\x0b\\ud800\\uffff"),
        ("", ""),
    ],
)
def test_text_is_made_inert(text, shown) -> None:
    assert inert(text) == shown


def test_long_text_is_cut_where_a_cell_ends() -> None:
    assert len(inert("长" * 40_000)) == 8_000


def test_the_parts_are_xml_without_formulas_or_links() -> None:
    with zipfile.ZipFile(BytesIO(workbook_bytes(hostile_report()))) as archive:
        names = archive.namelist()
        for name in names:
            if name.endswith((".xml", ".rels")):
                root = etree.fromstring(archive.read(name))
                tags = {etree.QName(element).localname for element in root.iter()}
                assert not tags & {"f", "hyperlink"}
        assert not [name for name in names if "vba" in name or "external" in name.lower()]
    assert "<script>" in HOSTILE


def test_bytes_do_not_depend_on_the_time_or_the_process() -> None:
    """Every entry has the same date, and another process with another hash seed writes the same file."""
    content = workbook_bytes(shop_report(), "en")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-11-24T00:00:00Z" in archive.read("docProps/core.xml")
    code = (
        "import sys; from tests.support.report_builder import shop_report; from appaudit.report import renderers;"
        "sys.stdout.buffer.write(renderers.render('xlsx', shop_report(), 'en'))"
    )
    root = Path(__file__).resolve().parents[4]
    paths = [str(root), str(Path(renderers.__file__).parents[3])]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}; {code}"],
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"},
    )
    assert done.stdout == content
