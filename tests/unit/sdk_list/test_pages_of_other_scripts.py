"""Lists in traditional characters, in parts of mini-programs and scripts, and in blocks of JSON, with near twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of
from tests.support.shipped import shipped_lexicons

from appaudit.lexicon.entries import LexiconError
from appaudit.lexicon.parties import parse
from appaudit.sdk_list import read_sdk_list

facts = reader_of("list.txt")

_TAKES = "收集目的：用于{use}；收集方式：自动收集{data}；隐私政策：https://{host}.example/privacy"


def _told(tmp_path, text, name="list.txt"):
    return [(fact.name, fact.purpose, fact.data) for fact in facts(tmp_path, text, name)]


def test_elements_of_a_mini_program_are_a_line_each(tmp_path):
    first = _TAKES.format(use="推送消息", data="IMEI、Android ID", host="egret")
    second = _TAKES.format(use="网络请求", data="IP地址", host="heron")
    page = (
        "<text>六、第三方SDK</text>\n<text>我们集成了以下第三方SDK：</text>\n"
        f"<text>1. 白鹭公共库SDK：{first}</text>\n<text>2. 苍鹭网络框架：{second}</text>\n"
    )
    assert _told(tmp_path, page, "list.html") == [
        ("白鹭公共库SDK", "用于推送消息", ("IMEI", "Android ID")),
        ("苍鹭网络框架", "用于网络请求", ("IP地址",)),
    ]


def test_elements_of_html_that_run_on_stay_one_line(tmp_path):
    page = "<p>我们使用 <span>Bugly</span> <span>来定位崩溃</span>。</p>"
    assert _told(tmp_path, page, "list.html") == [("Bugly", "定位崩溃", ())]


_TAIWAN = """<p>本網站可能使用下列第三方分析服務：</p>
<article><h3>Google Analytics</h3>
<p>本網站使用 Google Analytics 分析流量與使用行為。該服務可能蒐集工作階段、瀏覽器、裝置資訊。</p></article>
<article><h3>Umami Analytics</h3>
<p>本網站可能使用 Umami 統計網站瀏覽量。 Umami 為隱私導向的工具，標準設定通常不使用 Cookie。</p></article>
"""


def test_words_of_taiwan_are_read_and_given_back_as_written(tmp_path):
    assert _told(tmp_path, _TAIWAN, "list.html") == [
        ("Google Analytics", "分析流量與使用行為", ("工作階段", "瀏覽器", "裝置資訊")),
        ("Umami Analytics", "統計網站瀏覽量", ()),
    ]


def test_the_same_in_simplified_characters(tmp_path):
    page = (
        "<p>本网站可能使用下列第三方分析服务：</p>\n<article><h3>Google Analytics</h3>\n"
        "<p>本网站使用 Google Analytics 分析流量与使用行为。该服务可能收集会话、浏览器、设备信息。</p></article>\n"
        "<article><h3>Umami Analytics</h3>\n<p>本网站使用 Umami 统计网站浏览量。 Umami 不用 Cookie。</p></article>\n"
    )
    assert _told(tmp_path, page, "list.html") == [
        ("Google Analytics", "分析流量与使用行为", ("会话", "浏览器", "设备信息")),
        ("Umami Analytics", "统计网站浏览量", ()),
    ]


def test_a_regional_word_must_have_a_word_of_its_length():
    words = {"app_name_sounds": {"a": "啊"}, "known_names": ["egret"], "regional_words": {"资讯": "数据信息"}}
    with pytest.raises(LexiconError) as caught:
        parse(words)
    assert caught.value.where == "regional_words.资讯"


_BLOCKS = """### 登录认证类SDK

#### 白鹭一键登录
```json
{"sdk_name": "白鹭一键登录", "provider": "白鹭计算有限公司", "purpose": "登录功能", "shared_info": ["设备识别信息"]}
```

### 推送类SDK

| 厂商 | SDK名称 | 隐私政策 |
| --- | --- | --- |
| 苍鹭 | 苍鹭推送SDK | https://heron.example/push |
| 白鹭 | 白鹭推送SDK | https://egret.example/push |
"""


def test_blocks_of_json_beside_a_table(tmp_path):
    first, *others = facts(tmp_path, _BLOCKS, "list.md")
    assert (first.name, first.company, first.purpose, first.data) == (
        "白鹭一键登录",
        "白鹭计算有限公司",
        "登录功能",
        ("设备识别信息",),
    )
    assert [fact.name for fact in others] == ["苍鹭推送SDK", "白鹭推送SDK"]


@pytest.mark.parametrize("block", ['{"sdk_name": "白鹭一键登录", ', '{"appId": "5001", "useMediation": true}'])
def test_what_is_no_json_or_no_party_adds_nobody(tmp_path, block):
    table = _BLOCKS.partition("### 推送类SDK")[2]
    text = f"## 初始化\n```json\n{block}\n```\n\n### 推送类SDK{table}"
    assert [fact.name for fact in facts(tmp_path, text, "list.md")] == ["苍鹭推送SDK", "白鹭推送SDK"]


_SOURCE = """export const sdkList = [
  { name: "白鹭推送SDK", company: "白鹭有限公司", purpose: "消息推送", data: "设备标识" },
  { name: "苍鹭地图SDK", company: "苍鹭有限公司", purpose: "定位", data: "位置信息" },
];
"""


def test_a_script_that_is_called_a_text(tmp_path):
    assert _told(tmp_path, _SOURCE) == [
        ("白鹭推送SDK", "消息推送", ("设备标识",)),
        ("苍鹭地图SDK", "定位", ("位置信息",)),
    ]


def test_a_text_that_speaks_of_a_script(tmp_path):
    text = "我们使用以下第三方SDK：\n1. 白鹭推送SDK：用于消息推送，在 init() 之后启动。\n2. 苍鹭地图SDK：用于定位。\n"
    assert [name for name, _, _ in _told(tmp_path, text)] == ["白鹭推送SDK", "苍鹭地图SDK"]


def test_line_ends_that_are_written_out(tmp_path):
    text = r"我们使用以下第三方SDK：\n1. 白鹭推送SDK：用于消息推送。\n2. 苍鹭地图SDK：用于定位。\n"
    assert _told(tmp_path, text) == [("白鹭推送SDK", "用于消息推送", ()), ("苍鹭地图SDK", "用于定位", ())]


def test_a_page_that_has_nothing_of_it_is_a_gap(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("function init() { return start({ name: 'x' }); }\n", encoding="utf-8")
    reading = read_sdk_list(path, shipped_lexicons())
    assert reading.facts == []
    assert reading.gaps
