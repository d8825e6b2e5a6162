"""Labels with wide spaces between them, sections of a policy in JSON, and what is no entry of a list."""

from __future__ import annotations

import json

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, name: str, text: str) -> list[tuple[str, str, str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    facts = read_sdk_list(path, shipped_lexicons()).facts
    return [(fact.name, fact.company, fact.purpose) for fact in facts]


ENGLISH = """Third-party SDKs

The app includes the following third-party components:
· Egret Charts / egret.charts.core.drawing.library
{gap}Provider: Egretworks{between}License: Apache-2.0{between}Purpose: charts on screens
· bluebird4kt
{gap}Provider: Bluebird{between}License: MIT{between}Purpose: local hashing
"""
EGRET = ("Egret Charts / egret.charts.core.drawing.library", "Egretworks", "charts on screens")


@pytest.mark.parametrize("between", ["    ", "\t", "  "])
def test_labels_that_wide_spaces_part_have_a_value_each(tmp_path, between):
    found = read(tmp_path, "list.txt", ENGLISH.format(gap="  ", between=between))
    assert found == [EGRET, ("bluebird4kt", "Bluebird", "local hashing")]


def test_wide_spaces_in_a_value_part_nothing(tmp_path):
    text = "第三方SDK\n\n名称：白鹭SDK\n提供方：北京白鹭科技有限公司\n用途：显示地图  以及  导航\n"
    assert read(tmp_path, "list.txt", text)[0][2].split() == ["显示地图", "以及", "导航"]


def test_labels_in_traditional_characters_are_parted(tmp_path):
    text = (
        "第三方資訊共享清單\n\n· 白鹭圖表\n  提供方：白鹭工作室    授權：Apache-2.0    用途：顯示圖表\n"
        "· 藍鳥雜湊\n  提供方：藍鳥工作室    授權：MIT    用途：本機雜湊\n"
    )
    assert read(tmp_path, "list.txt", text) == [
        ("白鹭圖表", "白鹭工作室", "顯示圖表"),
        ("藍鳥雜湊", "藍鳥工作室", "本機雜湊"),
    ]


SECTION = (
    "我们集成了以下第三方SDK：\n\n• 白鹭地图SDK（北京白鹭科技有限公司）\n  用途：显示地图\n  收集信息：位置信息\n\n"
    "• 蓝鸟推送SDK（上海蓝鸟科技有限公司）\n  用途：推送消息\n  收集信息：设备标识\n"
)


def test_sections_of_a_policy_in_json_are_read_as_its_text(tmp_path):
    sections = [
        {"title": "一、我们收集的信息", "content": "手机号、昵称"},
        {"title": "二、第三方SDK", "content": SECTION},
    ]
    found = read(tmp_path, "policy.json", json.dumps(sections, ensure_ascii=False))
    assert [row[1:] for row in found] == [
        ("北京白鹭科技有限公司", "显示地图"), ("上海蓝鸟科技有限公司", "推送消息"),
    ]  # fmt: skip


def test_sections_without_a_list_are_no_list(tmp_path):
    path = tmp_path / "policy.json"
    path.write_text(
        json.dumps([{"title": "一、您的权利", "content": "您可以删除账号。\n您可以更正信息。"}]), encoding="utf-8"
    )
    reading = read_sdk_list(path, shipped_lexicons())
    assert not reading.facts
    assert reading.gaps
    assert not reading.lists_nothing


MARKDOWN = """# SDK Verification Report

**Verification Date:** {date}
**Status:** ✓ COMPLIANT

- **Total Dependencies:** 17 (12 production, 5 dev)

## Production Dependencies

### 1. egret_icons (^1.0.8)
- **Purpose:** Icons for screens
- **Data Collection:** None

### 2. provider (^6.1.5+1)
- **Purpose:** State management for screens
- **Data Collection:** None
"""


def test_dates_numbers_and_results_are_no_sdks_and_a_package_called_as_a_label_is_one(tmp_path):
    found = read(tmp_path, "report.md", MARKDOWN.format(date="2026-01-13"))
    assert found == [
        ("egret_icons (^1.0.8)", "", "Icons for screens"), ("provider (^6.1.5+1)", "", "State management for screens"),
    ]  # fmt: skip


def test_an_entry_that_says_what_it_is_for_is_one_whatever_numbers_it_has(tmp_path):
    text = "# Third-party SDKs\n\n- **Firebase Analytics:** 2 reports of crashes a day\n- **Egret Maps:** maps\n"
    assert [row[0] for row in read(tmp_path, "list.md", text)] == ["Firebase Analytics", "Egret Maps"]


def test_a_heading_that_says_what_is_collected_is_no_sdk(tmp_path):
    text = (
        "第三方SDK\n\n我们集成了以下第三方SDK：\n\n1. 白鹭SDK\n用途：显示地图\n收集信息：位置信息\n\n"
        "2. MAC地址收集\n用途：保障网络连接\n收集信息：MAC地址\n"
    )
    assert [row[0] for row in read(tmp_path, "list.txt", text)] == ["白鹭SDK"]
    assert [row[0] for row in read(tmp_path, "list.txt", text.replace("MAC地址收集", "蓝鸟采集SDK"))] == [
        "白鹭SDK",
        "蓝鸟采集SDK",
    ]


NUMBERED = """const sections = [
  {{ title: tt('s9', '9.我们使用的SDK'), text: tt('p1', '我们的应用中集成了以下第三方SDK和服务:') }},
  {{ title: tt('s9.1', '9.1 {name}'), text: tt('p2', '目的:提供浏览功能。 方式:收集设备信息。 范围:仅用于浏览。') }},
  {{ title: tt('s9.2', '9.2 白鹭SDK'), text: tt('p3', '目的:显示地图。 方式:收集位置信息。 范围:仅用于地图。') }},
];
export default () => <View>{{sections.map((s) => <Text>{{s.title}}</Text>)}}</View>;
"""


@pytest.mark.parametrize("name", ["Chromium", "egret", "Egret Maps (Egretworks)"])
def test_a_numbered_title_in_latin_letters_is_shown(tmp_path, name):
    found = [(row[0], row[2]) for row in read(tmp_path, "page.tsx", NUMBERED.format(name=name))]
    assert found == [(name, "提供浏览功能"), ("白鹭SDK", "显示地图")]
