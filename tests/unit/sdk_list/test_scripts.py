"""Lists that stand as data in scripts, in pages that scripts fill, and in what interfaces answer."""

from __future__ import annotations

import json

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import SdkListReading, read_sdk_list

EGRET = {
    "name": "白鹭统计SDK",
    "company": "北京白鹭科技有限公司",
    "purpose": "统计使用情况",
    "data": "OAID、设备型号",
    "link": "https://egret.example.cn/privacy",
}
BLUEBIRD = {**EGRET, "name": "青鸟推送SDK", "company": "上海青鸟有限公司", "purpose": "推送消息"}
BOTH = [EGRET, BLUEBIRD]
SHELL = '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><div id="app"></div>{}</body></html>'


def read(tmp_path, name: str, text: str) -> SdkListReading:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons())


def assert_both(reading: SdkListReading) -> None:
    found = [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in reading.facts]
    assert found == [
        (entry["name"], entry["company"], entry["purpose"], ("OAID", "设备型号"), entry["link"]) for entry in BOTH
    ]


def literal(quote: str = "'") -> str:
    entries = (", ".join(f"{key}: {quote}{value}{quote}" for key, value in entry.items()) for entry in BOTH)
    return "[" + ", ".join(f"{{ {entry} }}" for entry in entries) + ", ]"


@pytest.mark.parametrize(
    "script",
    [
        f"<script>window.__STATE__ = {json.dumps({'page': {'sdkList': BOTH}})}</script>",
        f'<script type="application/json">{json.dumps({"props": [{"list": BOTH}]}, ensure_ascii=False)}</script>',
        f"<script>var list = {literal()}; show(list)</script>",
        f"<script>/* ] */ show({literal(chr(34))}.map(sdk => `<li>${{sdk.name}}</li>`))</script>",
    ],
)
def test_a_page_that_a_script_fills(tmp_path, script):
    assert_both(read(tmp_path, "list.html", SHELL.format(script)))


@pytest.mark.parametrize("name", ["list.js", "List.tsx", "list.vue", "list.ts"])
def test_a_file_of_source(tmp_path, name):
    text = f"import a from 'b'\nexport const sdks: Sdk[] = {literal('`')}\n"
    assert_both(read(tmp_path, name, text))


def test_groups_of_entries(tmp_path):
    groups = [{"title": "统计", "items": [EGRET]}, {"title": "推送", "items": [BLUEBIRD]}]
    assert_both(read(tmp_path, "list.js", f"export default {json.dumps(groups, ensure_ascii=False)}"))


@pytest.mark.parametrize(
    "script",
    [
        "[{ name: '首页', url: 'https://egret.example.cn/' }, { name: '关于', url: 'https://egret.example.cn/about' }]",
        "[{ name: '张三', purpose: '测试' }, { name: '李四', purpose: '测试' }]",
        "[{ name: show(), company: other[1] }, { name: '青鸟'",
    ],
)
def test_other_data_of_a_page_lists_nobody(tmp_path, script):
    assert not read(tmp_path, "list.html", SHELL.format(f"<script>var x = {script}</script>")).facts


def test_what_an_interface_answers(tmp_path):
    assert_both(read(tmp_path, "list.json", json.dumps({"code": 0, "result": {"rows": BOTH}})))


def test_an_entry_that_is_off_is_none(tmp_path):
    reading = read(tmp_path, "list.json", json.dumps({"data": {"rows": [EGRET, {**BLUEBIRD, "enabled": False}]}}))
    assert [fact.name for fact in reading.facts] == ["白鹭统计SDK"]
    assert len(reading.gaps) == 1


def test_a_page_in_what_an_interface_answers(tmp_path):
    table = "".join(f"<tr><td>{'</td><td>'.join(entry.values())}</td></tr>" for entry in BOTH)
    head = "<tr><td>SDK名称</td><td>公司</td><td>使用目的</td><td>收集信息</td><td>隐私政策</td></tr>"
    answer = {"code": 0, "data": {"title": "第三方SDK清单", "content": f"<table>{head}{table}</table>"}}
    assert_both(read(tmp_path, "list.json", json.dumps(answer, ensure_ascii=False)))


def test_an_object_a_line(tmp_path):
    assert_both(read(tmp_path, "list.json", "\n".join(json.dumps(entry) for entry in BOTH)))


def test_an_rtf_document_is_called_one(tmp_path):
    reading = read(tmp_path, "list.rtf", "{\\rtf1\\ansi SDK}")
    assert reading.gaps[0].detail is not None
    assert "RTF" in reading.gaps[0].detail.en


def test_rows_in_arrays_below_the_one_of_their_headings(tmp_path):
    rows = [
        ["SDK名称", "公司名称", "使用目的", "收集个人信息", "隐私政策链接"],
        *(list(entry.values()) for entry in BOTH),
    ]
    assert_both(read(tmp_path, "rows.js", f"const rows = {json.dumps(rows, ensure_ascii=False)}"))


def test_headings_alone_list_nobody(tmp_path):
    assert read(tmp_path, "list.csv", "SDK名称,公司名称,使用目的,收集个人信息,隐私政策链接\n").lists_nothing


@pytest.mark.parametrize("begin", ["{", "const page = {", "export default {"])
def test_source_that_begins_like_json_is_source(tmp_path, begin: str) -> None:
    entry = "1. 白鹭推送SDK（白鹭科技有限公司）：消息推送；收集OAID；隐私政策：https://egret.example/privacy"
    text = f"{begin}\n  heading: '第三方SDK',\n  body: `我们接入的第三方SDK清单：\n\n{entry}\n`,\n}}\n"
    path = tmp_path / "privacy.ts"
    path.write_text(text, encoding="utf-8")
    (fact,) = read_sdk_list(path, shipped_lexicons()).facts
    assert (fact.name, fact.company, fact.data) == ("白鹭推送SDK", "白鹭科技有限公司", ("OAID",))


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        (("sdkName", "useScene", "infoTypes", "protocolUrl"), ("推送消息", ("OAID",), "https://egret.example/p")),
        (
            ("sdk_name", "data_purpose", "data_fields", "policy_link"),
            ("推送消息", ("OAID",), "https://egret.example/p"),
        ),
        (("sdkName", "useTime", "infoDate", "privacyVersion"), ("", (), "")),
    ],
)
def test_keys_of_several_words(tmp_path, keys, found):
    values = ("青鸟SDK", "推送消息", "OAID", "https://egret.example/p" if "ersion" not in keys[3] else "2")
    entries = [{**dict(zip(keys, values, strict=True)), "company": "上海青鸟有限公司"}]
    (fact,) = read(tmp_path, "list.json", json.dumps(entries)).facts
    assert (fact.purpose, fact.data, fact.link) == found
