"""Tables that a copy has taken apart: a cell a line or several, gaps for tabs, rows cut by a break; and near twins."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

ABOVE = "第三方SDK清单\n为实现相关功能，我们接入了以下第三方SDK：\n"
BELOW = "三、您的权利\n您可以查询、更正您的信息。\n"


def read(tmp_path, text: str, name: str = "list.txt"):
    path = tmp_path / name
    path.write_text(f"{ABOVE}{text}{BELOW}", encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


def told(facts):
    return [(fact.name, fact.company, fact.purpose, "、".join(fact.data)) for fact in facts]


ROWS = [
    ("白鹭SDK", "白鹭科技有限公司", "统计分析", "OAID、设备型号"),
    ("苍鹭引擎", "苍鹭网络有限公司", "渲染画面", "系统版本"),
    ("Heron Kit", "Heron Inc.", "推送消息", "IP地址"),
]


def a_cell_a_line(rows, headings=("SDK名称", "运营方", "使用目的", "收集信息")):
    return "".join(f"{cell}\n" for row in (headings, *rows) for cell in row)


def test_names_that_do_not_say_sdk_begin_rows_too(tmp_path):
    """A table ended at the first name without the word, where the first one had it."""
    assert told(read(tmp_path, a_cell_a_line(ROWS))) == ROWS


def test_what_follows_such_a_table_is_no_row_of_it(tmp_path):
    text = f"{a_cell_a_line(ROWS)}上述第三方SDK可能更新，请以其公示的说明为准。\n如有疑问，请联系我们。\n"
    assert told(read(tmp_path, text)) == ROWS


def test_a_cell_on_several_lines_takes_nothing_of_the_next_one(tmp_path):
    rows = [(name, company, purpose, data.replace("、", "、\n")) for name, company, purpose, data in ROWS]
    assert told(read(tmp_path, a_cell_a_line(rows))) == ROWS


def test_an_empty_cell_that_the_copy_lost_moves_no_other(tmp_path):
    rows = [
        (*row, link) for row, link in zip(ROWS, ("https://egret.example/p", "", "https://heron.example"), strict=True)
    ]
    lines = a_cell_a_line(rows, ("SDK名称", "运营方", "使用目的", "收集信息", "隐私政策")).replace("\n\n", "\n")
    facts = read(tmp_path, lines)
    assert told(facts) == ROWS
    assert [fact.link for fact in facts] == ["https://egret.example/p", "", "https://heron.example"]


def test_headings_below_one_another_in_prose_are_no_table(tmp_path):
    assert read(tmp_path, "SDK名称\n使用目的\n收集信息\n我们会在更新时公布以上内容，请您留意。\n", "list.md") == []


@pytest.mark.parametrize("gap", ["\t", "   ", "\u3000\u3000"])
def test_two_columns_with_gaps_between_them_are_a_table(tmp_path, gap):
    facts = read(tmp_path, f"SDK名称{gap}用途\n白鹭SDK{gap}统计分析\n苍鹭引擎{gap}渲染画面\n")
    assert [(fact.name, fact.purpose) for fact in facts] == [("白鹭SDK", "统计分析"), ("苍鹭引擎", "渲染画面")]


def test_a_line_without_the_gap_ends_it(tmp_path):
    facts = read(tmp_path, "SDK名称   用途\n白鹭SDK   统计分析\n苍鹭引擎 渲染画面\n")
    assert [fact.name for fact in facts] == ["白鹭SDK"]


TABS = "SDK名称\t使用目的\t隐私政策\n白鹭SDK\t统计分析\thttps://egret.example/p\n"


def test_a_row_whose_last_cell_is_empty_is_one(tmp_path):
    facts = read(tmp_path, f"{TABS}苍鹭引擎\t渲染画面\t\nHeron Kit\t推送消息\thttps://heron.example\n")
    assert [(fact.name, fact.link) for fact in facts] == [
        ("白鹭SDK", "https://egret.example/p"),
        ("苍鹭引擎", ""),
        ("Heron Kit", "https://heron.example"),
    ]


def test_a_row_whose_first_cell_is_empty_keeps_its_columns(tmp_path):
    facts = read(tmp_path, "类别\tSDK名称\t使用目的\n基础\t白鹭SDK\t统计分析\n\t苍鹭SDK\t渲染画面\n")
    assert [(fact.name, fact.purpose) for fact in facts] == [("白鹭SDK", "统计分析"), ("苍鹭SDK", "渲染画面")]


def test_a_first_and_a_last_cell_may_have_several_lines(tmp_path):
    facts = read(
        tmp_path,
        "运营方\tSDK名称\t收集信息\n白鹭科技有限公司、\n白鹭数据有限公司\t白鹭SDK\tOAID、\n设备型号\n苍鹭有限公司\t苍鹭SDK\tIP地址\n",
    )
    assert [(fact.name, fact.data) for fact in facts] == [("白鹭SDK", ("OAID", "设备型号")), ("苍鹭SDK", ("IP地址",))]


def test_a_line_between_two_tables_of_tabs_belongs_to_none(tmp_path):
    facts = read(tmp_path, f"{TABS}iOS系统\n{TABS.replace('白鹭', '苍鹭')}")
    assert [(fact.name, fact.link) for fact in facts] == [
        ("白鹭SDK", "https://egret.example/p"),
        ("苍鹭SDK", "https://egret.example/p"),
    ]


MARKDOWN = "\n| SDK名称 | 使用目的 | 收集信息 |\n|---|---|---|\n{}| 苍鹭SDK | 渲染 | IP地址 |\n\n"


@pytest.mark.parametrize("row", ["| 白鹭推\n送SDK | 推送消息 | OAID |\n", "| 白鹭推送SDK | 推送\n消\n息 | OAID |\n"])
def test_a_break_inside_a_cell_of_markdown_cuts_no_row(tmp_path, row):
    facts = read(tmp_path, MARKDOWN.format(row), "list.md")
    assert ["".join(fact.name.split()) for fact in facts] == ["白鹭推送SDK", "苍鹭SDK"]
    assert [("".join(fact.purpose.split()), fact.data) for fact in facts] == [
        ("推送消息", ("OAID",)),
        ("渲染", ("IP地址",)),
    ]


def test_a_row_of_markdown_with_fewer_cells_takes_nothing_of_the_next(tmp_path):
    facts = read(tmp_path, MARKDOWN.format("| 白鹭SDK | 推送消息 |\n"), "list.md")
    assert [(fact.name, fact.data) for fact in facts] == [("白鹭SDK", ()), ("苍鹭SDK", ("IP地址",))]
