"""Tables of scripts whose columns name the keys of the rows: Ant Design, Element and others."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

CALLED = {
    "title": "SDK名称",
    "changShang": "SDK厂商",
    "muDi": "合作目的",
    "info": "收集个人信息",
    "tiaoKuan": "隐私政策链接",
}
EGRET = ("白鹭 RTM", "北京白鹭科技有限公司", "提供聊天", "OAID、设备型号", "https://egret.example.cn/privacy")
BLUEBIRD = ("realm", "Bluebird, Inc.", "本地存储", "无", "https://bluebird.example.com/privacy")


def columns(called: str, shows: str) -> str:
    entries = (
        f"{{ {called}: '{name}', {shows}: '{key}', render: (t) => <b>{{t}}</b> }}" for key, name in CALLED.items()
    )
    return f"const columns = [{', '.join(entries)}];"


def entry(values: tuple[str, ...]) -> str:
    return "{ " + ", ".join(f"{key}: '{value}'" for key, value in zip(CALLED, values, strict=True)) + " }"


ROWS = f"const data = [\n{entry(EGRET)},\n{entry(BLUEBIRD)},\n];"


def read(tmp_path, name: str, text: str) -> list[tuple[str, str, str, tuple[str, ...], str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    facts = read_sdk_list(path, shipped_lexicons()).facts
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts]


BOTH = [(*EGRET[:3], ("OAID", "设备型号"), EGRET[4]), (*BLUEBIRD[:3], (), BLUEBIRD[4])]


@pytest.mark.parametrize(
    ("called", "shows"),
    [("title", "dataIndex"), ("label", "prop"), ("header", "accessorKey"), ("Header", "accessor"), ("label", "name")],
)
@pytest.mark.parametrize("name", ["list.js", "list.vue", "list.tsx"])
def test_columns_name_the_keys_of_the_rows(tmp_path, called, shows, name):
    assert read(tmp_path, name, f"{columns(called, shows)}\n{ROWS}") == BOTH


def test_the_rows_may_stand_above_their_columns(tmp_path):
    assert read(tmp_path, "list.js", f"{ROWS}\n{columns('title', 'dataIndex')}") == BOTH


@pytest.mark.parametrize("tag", ["el-table-column", "vxe-column"])
def test_columns_that_markup_makes(tmp_path, tag):
    shows = "field" if tag.startswith("vxe") else "prop"
    called = "title" if tag.startswith("vxe") else "label"
    markup = "".join(f'<{tag} {shows}="{key}" {called}="{name}" width="90" />' for key, name in CALLED.items())
    assert read(tmp_path, "list.vue", f"<template>{markup}</template><script>{ROWS}</script>") == BOTH


def test_objects_in_comments_are_no_rows(tmp_path):
    old = "".join(f"// {line}\n" for line in ("{", entry(BLUEBIRD).strip("{} ") + ",", "},"))
    rows = ROWS.replace("[\n", f"[\n// 以前的\n{old}", 1).replace(f"{entry(BLUEBIRD)},", f"/* {entry(BLUEBIRD)}, */")
    assert read(tmp_path, "list.js", f"{columns('title', 'dataIndex')}\n{rows}") == BOTH[:1]


@pytest.mark.parametrize("known", ["SDK名称", "名次"])
def test_columns_of_another_table_name_nothing(tmp_path, known):
    # The near twin: one column more that lists of third parties have.
    own = f"const columns = [{{ title: '{known}', dataIndex: 'a' }}, {{ title: '公司', dataIndex: 'b' }}];"
    rows = "const data = [{ a: '白鹭SDK', b: '北京白鹭科技有限公司' }, { a: '青鸟SDK', b: '上海青鸟有限公司' }];"
    names = [name for name, *_ in read(tmp_path, "list.js", f"{own}\n{rows}")]
    assert names == (["白鹭SDK", "青鸟SDK"] if known == "SDK名称" else ["北京白鹭科技有限公司", "上海青鸟有限公司"])


def test_labels_with_values_are_no_columns(tmp_path):
    text = (
        "const sdks = [{ title: '白鹭SDK', list: [{ name: '公司', value: 'Egret' }, { name: '目的', value: 'push' }] }]"
    )
    assert [fact[:3] for fact in read(tmp_path, "list.js", text)] == [("白鹭SDK", "Egret", "push")]
