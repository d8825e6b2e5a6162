"""Formats that a workbook gives on a condition, by which a row is not seen; and near twins of them."""

from __future__ import annotations

import io

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
