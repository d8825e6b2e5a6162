"""Formats that a workbook gives on a condition, by which a row is not seen; and near twins of them."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule, FormulaRule, Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

WHITE, BLACK = Font(color="FFFFFF"), PatternFill(bgColor="000000", fill_type="solid")


def read(tmp_path, rule, reference="A2:D3"):
    workbook = openpyxl.Workbook()
    for row in (
        ["SDK名称", "所属公司", "使用目的", "收集的个人信息"],
        ["甲推送SDK", "甲科技有限公司", "消息推送", "OAID"],
        ["乙统计SDK", "乙科技有限公司", "统计", "IMEI"],
    ):
        workbook.active.append(row)
    workbook.active.conditional_formatting.add(reference, rule)
    stream = io.BytesIO()
    workbook.save(stream)
    path = tmp_path / "sdks.xlsx"
    path.write_bytes(stream.getvalue())
    reading = read_sdk_list(path, shipped_lexicons())
    return [fact.name for fact in reading.facts], [gap.detail.en for gap in reading.gaps]


def _of_text(kind: str, text: str) -> Rule:
    return Rule(type=kind, operator=kind, text=text, formula=["TRUE"], dxf=DifferentialStyle(font=WHITE))


@pytest.mark.parametrize(
    ("rule", "reference"),
    [
        (FormulaRule(formula=["TRUE"], font=WHITE), "A3:D3"),
        (FormulaRule(formula=["ROW()=3"], font=WHITE), "A3:D3"),
        (FormulaRule(formula=["TRUE"], font=WHITE), "F9 A3:D3"),
        (FormulaRule(formula=["TRUE"], font=Font(strike=True)), "A3:D3"),
        (FormulaRule(formula=["TRUE"], fill=BLACK), "A3:D3"),
        (CellIsRule(operator="notEqual", formula=['"丙"'], font=WHITE), "A3:D3"),
        (_of_text("containsText", "乙"), "A2:D3"),
        (_of_text("beginsWith", "乙"), "A2:D3"),
        (
            Rule(type="notContainsBlanks", formula=["LEN(TRIM(A3))>0"], dxf=DifferentialStyle(font=WHITE)),
            "A3:D3",
        ),
    ],
)
def test_a_row_that_a_condition_conceals_declares_nothing_and_is_said(tmp_path, rule, reference):
    names, problems = read(tmp_path, rule, reference)
    assert names == ["甲推送SDK"]
    assert any("hold what is hidden" in problem for problem in problems)


@pytest.mark.parametrize(
    ("rule", "reference"),
    [
        (FormulaRule(formula=["FALSE"], font=WHITE), "A3:D3"),
        (FormulaRule(formula=["TRUE"], font=WHITE), "A9:D9"),
        (FormulaRule(formula=["TRUE"], font=Font(bold=True, color="C00000")), "A3:D3"),
        (FormulaRule(formula=["TRUE"], fill=PatternFill(bgColor="FFFF00", fill_type="solid")), "A3:D3"),
        (FormulaRule(formula=["TRUE"], font=WHITE, fill=BLACK), "A3:D3"),
        (CellIsRule(operator="equal", formula=['"丙"'], font=WHITE), "A2:D3"),
        (_of_text("containsText", "丙"), "A2:D3"),
        (Rule(type="containsBlanks", formula=["LEN(TRIM(A3))=0"], dxf=DifferentialStyle(font=WHITE)), "A2:D3"),
        (Rule(type="duplicateValues", dxf=DifferentialStyle(fill=PatternFill(bgColor="FFC7CE"))), "A2:D3"),
    ],
)
def test_a_row_that_stays_to_be_seen_declares(tmp_path, rule, reference):
    assert read(tmp_path, rule, reference) == (["甲推送SDK", "乙统计SDK"], [])


_EXTENSION = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
    ' uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}"><x14:conditionalFormattings><x14:conditionalFormatting'
    ' xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="expression" id="{{1}}">'
    "<xm:f>{formula}</xm:f>{look}</x14:cfRule><xm:sqref>{cells}</xm:sqref></x14:conditionalFormatting>"
    "</x14:conditionalFormattings></ext></extLst></worksheet>"
)
_WHITE_LOOK = '<x14:dxf><font><color rgb="FFFFFFFF"/></font></x14:dxf>'


def read_extended(tmp_path, formula, look, cells):
    """The list with a format in an extension of its sheet, as newer programs write it."""
    read(tmp_path, FormulaRule(formula=["FALSE"], font=WHITE))
    path = tmp_path / "sdks.xlsx"
    changed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                extension = _EXTENSION.format(formula=formula, look=look, cells=cells)
                content = content.replace(b"</worksheet>", extension.encode())
            new.writestr(name, content)
    path.write_bytes(changed.getvalue())
    return [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts]


@pytest.mark.parametrize(
    ("formula", "look", "cells", "names"),
    [
        ("TRUE", _WHITE_LOOK, "A3:D3", ["甲推送SDK"]),
        ("TRUE", "<x14:dxf><font><strike/></font></x14:dxf>", "F9 A3:D3", ["甲推送SDK"]),
        ("FALSE", _WHITE_LOOK, "A3:D3", ["甲推送SDK", "乙统计SDK"]),
        ("TRUE", _WHITE_LOOK, "A9:D9", ["甲推送SDK", "乙统计SDK"]),
        ("TRUE", "<x14:dxf><font><b/></font></x14:dxf>", "A3:D3", ["甲推送SDK", "乙统计SDK"]),
        ("TRUE", '<x14:dxf><font><sz val="no"/></font></x14:dxf>', "A3:D3", ["甲推送SDK", "乙统计SDK"]),
        ("TRUE", "", "A3:D3", ["甲推送SDK", "乙统计SDK"]),
    ],
    ids=("white", "struck out", "never", "elsewhere", "bold", "damaged", "a bar"),
)
def test_a_format_in_an_extension_of_the_sheet_conceals_too(tmp_path, formula, look, cells, names):
    assert read_extended(tmp_path, formula, look, cells) == names
