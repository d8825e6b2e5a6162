"""Rows of documents that say that nobody is there, packages in one cell, and what stands behind a name."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import SdkListReading, read_sdk_list


def reading_of(tmp_path, name: str, text: str) -> SdkListReading:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons())


def read(tmp_path, name: str, text: str) -> list[tuple[str, str, str, str]]:
    facts = reading_of(tmp_path, name, text).facts
    return [(fact.name, fact.company, fact.purpose, fact.link) for fact in facts]


def said(reading: SdkListReading) -> str:
    return " ".join(gap.detail.zh for gap in reading.gaps if gap.detail)


TABLE = (
    "<html><body><h1>第三方SDK清单</h1><table><tr><th>SDK名称</th><th>公司</th><th>使用目的</th><th>是否使用</th></tr>"
    "<tr><td>白鹭SDK</td><td>北京白鹭科技有限公司</td><td>推送</td><td>{first}</td></tr>"
    "<tr><td>蓝鸟SDK</td><td>上海蓝鸟科技有限公司</td><td>统计</td><td>否</td></tr></table></body></html>"
)


def test_a_row_of_a_page_that_says_it_is_not_in_use_is_told(tmp_path):
    reading = reading_of(tmp_path, "list.html", TABLE.format(first="是"))
    assert [fact.name for fact in reading.facts] == ["白鹭SDK"]
    assert "蓝鸟SDK：否" in said(reading)
    assert "白鹭SDK" not in said(reading)


def test_a_page_in_which_every_row_says_so_lists_nobody_and_tells_why(tmp_path):
    reading = reading_of(tmp_path, "list.html", TABLE.format(first="未使用"))
    assert not reading.facts
    assert not reading.lists_nothing
    assert "白鹭SDK：未使用" in said(reading)
    assert "蓝鸟SDK：否" in said(reading)


MARKDOWN = (
    "# 第三方SDK\n\n| SDK名称 | 公司 | 用途 |\n|---|---|---|\n| 白鹭SDK | 北京白鹭科技有限公司 | 推送 |\n\n"
    "## {heading}\n\n| SDK名称 | 公司 | 用途 |\n|---|---|---|\n| {name} | 上海蓝鸟科技有限公司 | 统计 |\n"
)


def test_a_table_below_a_heading_of_those_who_are_gone_is_told(tmp_path):
    reading = reading_of(tmp_path, "list.md", MARKDOWN.format(heading="未使用的SDK", name="蓝鸟SDK"))
    assert [fact.name for fact in reading.facts] == ["白鹭SDK"]
    assert "蓝鸟SDK：未使用的SDK" in said(reading)


def test_the_same_table_below_another_heading_is_read(tmp_path):
    reading = reading_of(tmp_path, "list.md", MARKDOWN.format(heading="在用SDK", name="蓝鸟SDK"))
    assert [fact.name for fact in reading.facts] == ["白鹭SDK", "蓝鸟SDK"]
    assert not reading.gaps


def test_who_is_there_in_another_row_is_not_told_to_be_gone(tmp_path):
    reading = reading_of(tmp_path, "list.md", MARKDOWN.format(heading="未使用的SDK", name="白鹭SDK"))
    assert [fact.name for fact in reading.facts] == ["白鹭SDK"]
    assert not reading.gaps


@pytest.mark.parametrize("between", ["、", ",", ";", "\n", " "])
def test_several_packages_in_one_cell_are_an_sdk_each(tmp_path, between):
    text = f'SDK名称,公司,目的\n"com.egret.maps{between}com.egret.ads",北京白鹭科技有限公司,地图\n'
    facts = reading_of(tmp_path, "list.csv", text).facts
    assert [(fact.name, fact.reason) for fact in facts] == [
        ("com.egret.maps", "package com.egret.maps"), ("com.egret.ads", "package com.egret.ads"),
    ]  # fmt: skip


def test_a_package_beside_a_name_is_of_one_sdk(tmp_path):
    text = 'SDK名称,公司,目的\n"白鹭地图、com.egret.maps",北京白鹭科技有限公司,地图\n'
    assert len(read(tmp_path, "list.csv", text)) == 1


@pytest.mark.parametrize(
    "behind", ["（北京白鹭科技有限公司运营）", "，北京白鹭科技有限公司提供，", "（由北京白鹭科技有限公司负责运营）"]
)
def test_who_runs_an_sdk_may_stand_behind_its_name(tmp_path, behind):
    text = f"第三方SDK说明\n\n我们使用的白鹭推送SDK{behind}用于消息推送，收集设备标识符。\n"
    assert read(tmp_path, "list.txt", text) == [("白鹭推送SDK", "北京白鹭科技有限公司", "消息推送", "")]


def test_a_company_further_on_runs_no_sdk(tmp_path):
    text = (
        "第三方SDK说明\n\n我们使用的白鹭推送SDK用于消息推送，收集设备标识符；蓝鸟统计SDK（上海蓝鸟科技有限公司运营）用于统计，"
        "收集网络信息。\n"
    )
    assert [row[:2] for row in read(tmp_path, "list.txt", text)] == [
        ("白鹭推送SDK", ""), ("蓝鸟统计SDK", "上海蓝鸟科技有限公司"),
    ]  # fmt: skip


ENTRIES = "# 已接入的第三方SDK：\n\n- `egret_sign_in`：白鹭登录{link}\n- `blue_bird_push`：{push}\n"


def test_packages_are_entries_with_their_addresses_in_brackets(tmp_path):
    link = "(https://pub.example/egret_sign_in)"
    assert read(tmp_path, "list.md", ENTRIES.format(link=link, push="消息推送")) == [
        ("egret_sign_in", "", "白鹭登录", link[1:-1]), ("blue_bird_push", "", "消息推送", ""),
    ]  # fmt: skip


def test_a_version_says_nothing_of_a_package_and_data_are_none(tmp_path):
    names = [row[0] for row in read(tmp_path, "list.md", ENTRIES.format(link="", push="^1.2.3"))]
    assert names == ["egret_sign_in"]
    text = ENTRIES.format(link="", push="消息推送").replace("blue_bird_push", "device_id")
    assert [row[0] for row in read(tmp_path, "list.md", text)] == ["egret_sign_in"]


def test_a_dash_behind_brackets_parts_a_name_from_its_use(tmp_path):
    text = (
        "<html><body><h2>四、第三方服務提供商</h2><p>本中心與下列第三方服務商合作：</p><ul>"
        "<li><strong>Vercel Inc.</strong>（美國）— 網站託管。</li>"
        "<li><strong>Google LLC</strong>（美國）— 流量分析。</li>"
        "<li><strong>Resend Inc.</strong>（美國）— 郵件發送。</li></ul></body></html>"
    )
    assert [(row[0].partition("（")[0], row[2]) for row in read(tmp_path, "list.html", text)] == [
        ("Vercel Inc.", "網站託管"), ("Google LLC", "流量分析"), ("Resend Inc.", "郵件發送"),
    ]  # fmt: skip


def test_a_chinese_name_in_traditional_characters_says_what_it_does(tmp_path):
    text = "## 第三方服務商\n\n我們使用以下第三方服務商：\n\n- 綠界 ECPay：處理刷卡、發票開立\n- PiAPI：處理圖片\n"
    assert [row[0] for row in read(tmp_path, "list.md", text)] == ["綠界 ECPay", "PiAPI"]
    assert [row[0] for row in read(tmp_path, "list.md", text.replace("綠界 ECPay：處理", "客服電話：撥打"))] == [
        "PiAPI"
    ]


def test_a_later_sentence_without_a_subject_says_what_is_taken(tmp_path):
    text = (
        "# Third-party SDKs\n\n- **Google AdMob** — Serving ads. May collect Advertising ID, IP address.\n"
        "- **Firebase Crashlytics** — Crash reports. Read more on its page.\n"
    )
    facts = reading_of(tmp_path, "list.md", text).facts
    assert [(fact.name, fact.data) for fact in facts] == [
        ("Google AdMob", ("Advertising ID", "IP address")), ("Firebase Crashlytics", ()),
    ]  # fmt: skip


ROW_HEADS = (("白鹭SDK", "显示地图", "egret"), ("青鸟SDK", "统计", "jay"), ("蓝鸟SDK", "推送消息", "blue"))


def row_heads(cell: str) -> str:
    rows = "".join(
        f"<tr><{cell}>{name}</{cell}><td>{use}</td><td>https://{host}.example/p</td></tr>"
        for name, use, host in ROW_HEADS
    )
    return f"<html><body><h3>第三方SDK目录</h3><table><tbody>{rows}</tbody></table></body></html>"


@pytest.mark.parametrize("cell", ["th", "td"])
def test_a_table_without_headings_is_read_by_the_names_that_head_its_rows(tmp_path, cell):
    assert read(tmp_path, "list.html", row_heads(cell)) == [
        (name, "", use, f"https://{host}.example/p") for name, use, host in ROW_HEADS
    ]


def test_labels_that_begin_with_the_word_sdk_head_no_rows(tmp_path):
    text = row_heads("td").replace("白鹭SDK", "SDK接入").replace("青鸟SDK", "SDK升级").replace("蓝鸟SDK", "SDK下线")
    assert read(tmp_path, "list.html", text) == []
