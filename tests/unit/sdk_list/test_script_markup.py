"""Markup of scripts that says what the keys of rows are called, and elements that are rows themselves."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list
from appaudit.sdk_list.script.markup import columns_shown, entries_of_elements

KEYS = {
    "tit": "SDK 名称",
    "dev": "SDK 开发者",
    "scope": "收集个人信息范围",
    "aim": "使用目的",
    "to": "SDK 隐私政策链接",
}
EGRET = ("白鹭统计", "北京白鹭科技有限公司", "OAID、设备型号", "统计启动次数", "https://egret.example.cn/privacy")
BLUEBIRD = ("蓝鸟推送", "上海蓝鸟科技有限公司", "Android ID", "推送消息", "https://bluebird.example.com/privacy")
READ = [(row[0], row[1], row[3], tuple(row[2].split("、")), row[4]) for row in (EGRET, BLUEBIRD)]


def rows(name: str = "rows") -> str:
    entries = (
        "{ " + ", ".join(f'{key}: "{value}"' for key, value in zip(KEYS, row, strict=True)) + " }"
        for row in (EGRET, BLUEBIRD)
    )
    return f"const {name} = [{', '.join(entries)}];\n"


def page(body: str, head: str = "") -> str:
    titles = "".join(f"<th className='h'>{title}</th>" for title in KEYS.values())
    return f"{head}export default () => (<table><tr>{titles}</tr>{body}</table>);\n"


def read(tmp_path, name: str, text: str) -> list[tuple[str, str, str, tuple[str, ...], str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    facts = read_sdk_list(path, shipped_lexicons()).facts
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts]


LOOPS = [
    (
        "{rows.map((sdk) => (<tr key={sdk.tit}><td>{sdk.tit}</td><td>{sdk.dev}</td><td>{sdk.scope}</td>"
        "<td>{sdk.aim}</td><td><a className={styles.to} href={sdk.to}>查看</a></td></tr>))}"
    ),
    (
        "{rows.map(({ tit, dev, scope, aim, to }) => (<tr><td>{tit}</td><td>{dev}</td><td>{scope || '—'}</td>"
        "<td>{aim}</td><td><a href={to}>查看</a></td></tr>))}"
    ),
]


@pytest.mark.parametrize("body", LOOPS)
def test_headings_of_a_table_name_the_keys_that_stand_below_them(tmp_path, body):
    assert read(tmp_path, "list.tsx", page(body, rows())) == READ


def test_headings_name_no_keys_of_a_table_with_other_columns(tmp_path):
    body = LOOPS[0].replace("<td>{sdk.dev}</td>", "")
    assert [row[2:4] for row in read(tmp_path, "list.tsx", page(body, rows()))] != [row[2:4] for row in READ]
    assert columns_shown(page(body), shipped_lexicons().sdk_list.headings) == []


def test_a_page_of_vue_names_the_keys_of_its_rows(tmp_path):
    titles = "".join(f"<th>{title}</th>" for title in KEYS.values())
    cells = "".join(f"<td>{{{{ sdk.{key} }}}}</td>" for key in KEYS)
    text = f'<template><table><tr>{titles}</tr><tr v-for="sdk in rows">{cells}</tr></table></template>\n<script>\n'
    assert read(tmp_path, "list.vue", text + rows() + "</script>\n") == READ


CARDS = (
    "export default () => rows.map((sdk) => (<div><h3>{sdk.tit}</h3><p>提供方：{sdk.dev}</p>"
    "<p>收集的信息</p><p>{sdk.scope}</p>"
    "<dt>使用目的</dt><dd>{sdk.aim}</dd><p>隐私政策：<a>{sdk.to}</a></p></div>));\n"
)


def test_labels_on_a_card_name_the_keys_of_its_values(tmp_path):
    columns = columns_shown(CARDS, shipped_lexicons().sdk_list.headings)
    assert [(entry["title"], entry["dataIndex"]) for entry in columns[0]] == [
        ("提供方", "dev"), ("收集的信息", "scope"), ("使用目的", "aim"), ("隐私政策", "to"),
    ]  # fmt: skip


def test_a_text_on_a_card_that_is_no_label_names_no_key():
    told = CARDS.replace("提供方：", "你好：").replace("使用目的", "欢迎")
    columns = columns_shown(told, shipped_lexicons().sdk_list.headings)
    assert [entry["dataIndex"] for entry in columns[0]] == ["scope", "to"]


def elements(tag: str = "Row", count: int = 2) -> str:
    return "".join(
        f"<{tag}\n  " + "\n  ".join(f'{key}="{value}"' for key, value in zip(KEYS, row, strict=True)) + "\n/>"
        for row in (EGRET, BLUEBIRD)[:count]
    )


COMPONENT = (
    "function Row({ tit, dev, scope, aim, to }: { tit: string }) {\n  return (<tr><td>{tit}</td><td>{dev}</td>"
    "<td>{scope}</td><td>{aim}</td><td><a href={to}>{to}</a></td></tr>);\n}\n"
)


@pytest.mark.parametrize("text", [page(elements()) + COMPONENT, COMPONENT + page(elements())])
def test_elements_that_are_rows_are_read_by_the_headings_above_them(tmp_path, text):
    assert read(tmp_path, "list.tsx", text) == READ


def test_one_element_alone_is_no_list():
    assert entries_of_elements(page(elements(count=1))) == []
    assert len(entries_of_elements(page(elements()))) == 1


def test_elements_of_a_menu_are_no_list(tmp_path):
    menu = (
        '<Item title="Google Chrome" to="https://a.example/1" /><Item title="Apple Safari" to="https://a.example/2" />'
    )
    listed = read(tmp_path, "list.tsx", page(LOOPS[0], rows()).replace("<table>", f"<nav>{menu}</nav><table>"))
    assert listed == READ


def test_a_value_that_is_a_constant_is_what_it_stands_for(tmp_path):
    text = page(LOOPS[0], rows().replace(f'"{EGRET[4]}"', "POLICY"))
    assert read(tmp_path, "list.tsx", f'const POLICY = "{EGRET[4]}";\n{text}')[0][4] == EGRET[4]
    assert read(tmp_path, "list.tsx", f'const OTHER = "{EGRET[4]}";\n{text}')[0][4] != EGRET[4]
