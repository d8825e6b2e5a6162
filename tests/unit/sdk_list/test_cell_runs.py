"""Tables that a copy left as a cell a line, without headings and labels; and lines that are no such table."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

TITLE = "第三方SDK清单\n我们接入的第三方SDK如下：\n\n"
ROWS = (
    ("白鹭推送SDK", "白鹭科技有限公司", "消息推送", "设备型号、网络状态", "https://egret.example/p"),
    ("青鸟地图SDK", "青鸟软件有限公司", "展示地图", "位置信息、IP地址", "https://bird.example/p"),
    ("苍鹭统计SDK", "苍鹭数据有限公司", "统计分析", "设备标识、日志信息", "https://heron.example/p"),
)

read = reader_of("list.txt")


def said(facts):
    return [(fact.name, fact.company, fact.purpose, "、".join(fact.data), fact.link) for fact in facts]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_cell_a_line(tmp_path, between):
    text = TITLE + between.join(cell for row in ROWS for cell in row) + "\n"
    assert said(read(tmp_path, text)) == list(ROWS)


def test_rows_that_lack_a_cell(tmp_path):
    rows = [ROWS[0], ROWS[1][:4], ROWS[2]]
    text = TITLE + "\n".join(cell for row in rows for cell in row) + "\n"
    assert said(read(tmp_path, text)) == [ROWS[0], (*ROWS[1][:4], ""), ROWS[2]]


def test_companies_before_names(tmp_path):
    text = TITLE + "\n".join(cell for name, company, *rest in ROWS for cell in (company, name, *rest)) + "\n"
    assert said(read(tmp_path, text)) == list(ROWS)


def test_a_use_that_names_data_is_a_use(tmp_path):
    rows = [(name, company, "用于获取位置信息并展示") for name, company, *_ in ROWS]
    text = TITLE + "\n".join(cell for row in rows for cell in row) + "\n"
    assert [(fact.purpose, fact.data) for fact in read(tmp_path, text)] == [("用于获取位置信息并展示", ())] * 3


def test_one_row_makes_no_table(tmp_path):
    assert said(read(tmp_path, TITLE + "\n".join(ROWS[0]) + "\n")) == []


def test_names_of_nobody_make_no_table(tmp_path):
    cells = [cell for _, company, *_ in ROWS for cell in ("客服中心", company, "周一至周五受理您的来信")]
    text = f"<html><body><h1>联系我们</h1>{''.join(f'<p>{cell}</p>' for cell in cells)}</body></html>"
    assert said(read(tmp_path, text, "list.html")) == []


def test_companies_of_which_nothing_is_said_make_no_table(tmp_path):
    text = TITLE + "\n".join(cell for name, company, *_ in ROWS for cell in (name, company)) + "\n"
    assert {fact.company for fact in read(tmp_path, text)} <= {""}
