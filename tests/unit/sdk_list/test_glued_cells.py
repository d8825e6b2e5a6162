"""Tables whose cells ran together in a copy; and texts that look like them and are none."""

from __future__ import annotations

from pathlib import Path

from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

TITLE = "第三方SDK清单\n\n"
HEADINGS = "SDK名称公司名称使用目的收集信息隐私政策链接\n"
EGRET = "白鹭推送SDK白鹭科技（深圳）有限公司用于推送消息设备型号、网络状态https://egret.example/p\n"
BIRD = "青鸟地图SDK（安卓版）青鸟软件集团股份有限公司用于展示地图位置信息（经纬度）、WiFi信息https://bird.example/p\n"


def read(folder: Path, text: str):
    path = folder / "list.txt"
    path.write_text(TITLE + text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


def said(fact) -> tuple[str, str, str, str, str]:
    return fact.name, fact.company, fact.purpose, "、".join(fact.data), fact.link


def test_rows_come_apart_by_what_their_cells_are(tmp_path):
    egret, bird = read(tmp_path, HEADINGS + EGRET + BIRD)
    assert said(egret) == (
        "白鹭推送SDK",
        "白鹭科技（深圳）有限公司",
        "用于推送消息",
        "设备型号、网络状态",
        "https://egret.example/p",
    )
    assert said(bird)[:3] == ("青鸟地图SDK（安卓版）", "青鸟软件集团股份有限公司", "用于展示地图")


def test_rows_that_are_counted_lie_on_several_lines(tmp_path):
    headings = "序号SDK名称第三方主体涉及的个人信息种类使用目的隐私政策链接\n"
    rows = (
        "1白鹭推送SDK白鹭科技有限公司设备信息：型号、系统版本\n网络信息：IP地址\n用于推送消息https://egret.example/p\n"
        "2青鸟地图SDK青鸟软件有限公司位置信息\n用于展示地图https://bird.example/p\n"
    )
    egret, bird = read(tmp_path, headings + rows)
    assert (egret.name, egret.company, egret.purpose) == ("白鹭推送SDK", "白鹭科技有限公司", "用于推送消息")
    assert egret.data[-1].endswith("IP地址")
    assert (bird.name, bird.purpose, bird.link) == ("青鸟地图SDK", "用于展示地图", "https://bird.example/p")


def test_a_company_before_its_product_and_columns_that_nobody_reads(tmp_path):
    headings = "第三方公司名称产品/类型共享信息名称使用目的共享方式第三方隐私链接\n"
    row = "白鹭终端有限公司白鹭推送SDK设备型号、网络状态用于推送消息SDK本机采集https://egret.example/p\n"
    (fact,) = read(tmp_path, headings + row)
    assert (fact.name, fact.company, fact.data) == ("白鹭推送SDK", "白鹭终端有限公司", ("设备型号", "网络状态"))


def test_a_row_that_does_not_come_apart_is_not_guessed_at(tmp_path):
    """Where a name ends that nobody knows is not told by anything: half of it would be an SDK that nobody declared."""
    row = "白鹭地图白鹭科技有限公司用于展示地图位置信息https://egret.example/p\n"
    assert read(tmp_path, HEADINGS + row) == []


def test_data_behind_an_item_that_is_not_known_are_not_cut_in_two(tmp_path):
    row = "白鹭推送SDK白鹭科技有限公司用于推送消息鹭鸟编号、设备型号https://egret.example/p\n"
    assert read(tmp_path, HEADINGS + row) == []


def test_a_sentence_of_names_of_columns_is_no_line_of_headings(tmp_path):
    sentence = "我们列出SDK名称公司名称使用目的收集信息隐私政策链接\n"
    assert read(tmp_path, sentence + EGRET) == []


def test_a_form_of_companies_alone_is_no_company(tmp_path):
    entries = (
        "1. Foundation\n   • 提供方：Egret Inc.\n   • 功能：基础框架\n",
        "2. BirdUI\n   • 提供方：Egret Inc.\n   • 功能：界面\n",
    )
    text = "一、系统SDK\n\n" + "\n".join(entries)
    assert [(fact.name, fact.company) for fact in read(tmp_path, text)] == [
        ("Foundation", "Egret Inc."),
        ("BirdUI", "Egret Inc."),
    ]


def test_a_company_below_the_name_of_its_sdk_still_is_one(tmp_path):
    text = "白鹭推送SDK\n白鹭科技有限公司\n使用目的：推送消息\n收集信息：设备型号\n"
    (fact,) = read(tmp_path, text)
    assert (fact.name, fact.company) == ("白鹭推送SDK", "白鹭科技有限公司")


def test_dots_in_a_table_that_says_there_are_more_are_no_sdk(tmp_path):
    table = "| SDK名称 | 使用目的 |\n|---|---|\n| 白鹭推送SDK | 推送消息 |\n| …… | |\n"
    path = tmp_path / "list.md"
    path.write_text(f"# 第三方SDK\n\n{table}", encoding="utf-8")
    assert [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts] == ["白鹭推送SDK"]
