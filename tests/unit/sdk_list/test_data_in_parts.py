"""Data that stand in several columns, under several labels, behind what something is for, or in sentences."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

TITLE = "第三方SDK清单\n我们接入的第三方SDK如下：\n\n"

read = reader_of("list.txt")


def table(headings: str, row: str) -> str:
    return f"## 第三方SDK\n\n| {headings} |\n|{'---|' * (headings.count('|') + 1)}\n| {row} |\n"


@pytest.mark.parametrize(
    "columns",
    [
        "必要信息 | 可选信息",
        "必选个人信息 | 可选个人信息",
        "Android端收集信息 | iOS端收集信息",
        "安卓收集的信息 | 苹果收集的信息",
    ],
)
def test_two_columns_of_data(tmp_path, columns):
    text = table(f"SDK名称 | 公司 | 目的 | {columns}", "白鹭SDK | 白鹭有限公司 | 推送 | 设备型号、IP地址 | OAID")
    (fact,) = read(tmp_path, text, "list.md")
    assert fact.data == ("设备型号", "IP地址", "OAID")


@pytest.mark.parametrize("labels", [("必要信息", "可选信息"), ("安卓收集的信息", "iOS收集的信息")])
def test_two_labels_of_data(tmp_path, labels):
    first, second = labels
    text = f"{TITLE}白鹭SDK\n使用目的：推送\n{first}：设备型号\n{second}：OAID\n"
    (fact,) = read(tmp_path, text)
    assert fact.data == ("设备型号", "OAID")


def test_a_second_label_that_says_the_same_is_no_further_data(tmp_path):
    text = f"{TITLE}白鹭SDK\n使用目的：推送\n收集个人信息类型：设备型号\n信息类型：个人常用设备信息\n"
    (fact,) = read(tmp_path, text)
    assert fact.data == ("设备型号",)


def test_required_and_optional_data_in_english(tmp_path):
    text = "Third-party SDK list\n\nEgret SDK\nPurpose: push\nRequired data: device model\nOptional data: location\n"
    (fact,) = read(tmp_path, text)
    assert (fact.name, fact.data) == ("Egret SDK", ("device model", "location"))


@pytest.mark.parametrize("cell", ["用于统计分析，收集设备型号、IP地址", "用于统计分析；该SDK会收集设备型号、IP地址"])
def test_data_behind_what_something_is_for(tmp_path, cell):
    (fact,) = read(tmp_path, table("SDK名称 | 公司 | 使用目的", f"白鹭SDK | 白鹭有限公司 | {cell}"), "list.md")
    assert (fact.purpose, fact.data) == ("用于统计分析", ("设备型号", "IP地址"))


def test_a_use_that_takes_nothing_stays_whole(tmp_path):
    cell = "用于统计分析，不收集设备型号"
    (fact,) = read(tmp_path, table("SDK名称 | 公司 | 使用目的", f"白鹭SDK | 白鹭有限公司 | {cell}"), "list.md")
    assert (fact.purpose, fact.data) == (cell, ())


def test_data_of_a_column_go_before_those_in_a_use(tmp_path):
    text = table("SDK名称 | 使用目的 | 收集信息", "白鹭SDK | 用于统计，收集IP地址 | 设备型号")
    (fact,) = read(tmp_path, text, "list.md")
    assert (fact.purpose, fact.data) == ("用于统计，收集IP地址", ("设备型号",))


def test_a_label_behind_what_something_is_for(tmp_path):
    text = table("SDK名称 | 公司 | 使用目的", "白鹭SDK | 白鹭有限公司 | 统计分析。收集信息：设备型号、IP地址")
    (fact,) = read(tmp_path, text, "list.md")
    assert (fact.purpose, fact.data) == ("统计分析", ("设备型号", "IP地址"))


@pytest.mark.parametrize(
    ("cell", "data"),
    [
        ("收集您的设备型号、系统版本用于统计分析", ("设备型号", "系统版本")),
        ("我们会收集您的设备型号、系统版本，以提供统计服务", ("设备型号", "系统版本")),
        ("设备型号、IP地址，并通过地理位置校准报表", ("设备型号", "IP地址")),
        ("精确位置(GPS)或粗略位置、IP地址", ("精确位置", "GPS", "粗略位置", "IP地址")),
        ("设备型号、IP地址；用于在线客服、消息投递", ("设备型号", "IP地址")),
        ("设备型号；用于推送的设备标识、IP地址", ("设备型号", "用于推送的设备标识", "IP地址")),
        ("已安装应用（查询是否安装 以便显示）、IP地址", ("已安装应用", "查询是否安装 以便显示", "IP地址")),
        ("设备型号、用于推送的设备标识", ("设备型号", "用于推送的设备标识")),
    ],
)
def test_what_items_are_for_is_no_item(tmp_path, cell, data):
    (fact,) = read(tmp_path, table("SDK名称 | 公司 | 收集信息", f"白鹭SDK | 白鹭有限公司 | {cell}"), "list.md")
    assert fact.data == data


def test_data_in_a_later_sentence_of_an_entry_with_its_company(tmp_path):
    text = (
        "Third-party SDKs\n- Crashlytics (Google LLC): crash reporting. Data: device model, OS version.\n"
        "- Adjust SDK (Adjust GmbH): attribution. See below.\n"
    )
    assert [(fact.name, fact.data) for fact in read(tmp_path, text)] == [
        ("Crashlytics", ("device model", "OS version")),
        ("Adjust SDK", ()),
    ]


def test_a_label_of_data_and_of_what_they_are_for(tmp_path):
    (fact,) = read(
        tmp_path, f"{TITLE}白鹭SDK\n使用目的：客服\n处理个人信息类型及用途：设备型号、IP地址；用于在线客服\n"
    )
    assert fact.data == ("设备型号", "IP地址")


def test_an_english_label_of_many_words(tmp_path):
    text = "Third-party SDKs\n\nEgret SDK\nFunction: push\nCollected personal information type: device model\n"
    (fact,) = read(tmp_path, text)
    assert fact.data == ("device model",)


def test_the_policy_of_whom_the_block_is_about(tmp_path):
    text = "Third-party SDKs\n\n- SDK: Egret SDK\n- Purpose: push\n- {} Privacy Policy: https://egret.example/p\n"
    assert [fact.link for fact in read(tmp_path, text.format("Egret"), "list.md")] == ["https://egret.example/p"]
    assert [fact.link for fact in read(tmp_path, text.format("Heron"), "list.md")] == [""]


def test_an_entry_goes_on_behind_a_word_that_ends_no_line(tmp_path):
    """The second line was an entry of its own: "Google Play: it verifies …"."""
    text = (
        "## Third parties\n\n- **Stripe** (US) — takes payments.\n"
        "- **RevenueCat, Inc.** (US) — only if you subscribe through the App Store or\n"
        "  Google Play: it verifies the purchase.\n"
    )
    assert [fact.name for fact in read(tmp_path, text, "list.md")] == ["Stripe", "RevenueCat, Inc."]
    twin = text.replace("the App Store or\n  ", "the App Store.\n- ")
    assert [fact.name for fact in read(tmp_path, twin, "list.md")] == ["Stripe", "RevenueCat, Inc.", "Google Play"]


def test_the_title_of_a_page_names_nobody(tmp_path):
    title = "Instructions for collecting and using information from third-party SDKs"
    text = f"{title}\n\nEgret SDK\nOperator: Egret Ltd\nFunction: push\n"
    assert [fact.name for fact in read(tmp_path, text)] == ["Egret SDK"]


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("设备信息，包括OAID、设备型号。位置信息，包括IP地址", ("设备信息", "OAID", "设备型号", "位置信息", "IP地址")),
        ("OAID、设备型号。以上均由用户授权", ("OAID", "设备型号。以上均由用户授权")),
    ],
)
def test_data_in_several_sentences(tmp_path, cell, items):
    row = f"白鹭SDK | 白鹭有限公司 | 推送 | {cell}"
    (fact,) = read(tmp_path, table("SDK名称 | 公司 | 目的 | 收集信息", row), "list.md")
    assert fact.data == items


@pytest.mark.parametrize(
    ("cell", "data"),
    [
        ("在后台状态下获取OAID、MAC地址", ("OAID", "MAC地址")),
        ("在使用过程中会收集您的OAID", ("OAID",)),
        ("在线状态、OAID", ("在线状态", "OAID")),
        ("在后台状态下的OAID", ("在后台状态下的OAID",)),
    ],
)
def test_when_something_is_collected_is_no_part_of_it(tmp_path, cell: str, data: tuple[str, ...]) -> None:
    text = f"SDK名称,收集信息,使用目的\n白鹭推送SDK,{cell},推送\n"
    path = tmp_path / "sdks.csv"
    path.write_text(text, encoding="utf-8")
    (fact,) = read_sdk_list(path, shipped_lexicons()).facts
    assert fact.data == data


@pytest.mark.parametrize(
    ("purpose", "data", "expected"),
    [
        ("advertising (Egret Privacy Policy)", "Collected: model, address", ("advertising", ("model", "address"))),
        ("推送（白鹭隐私政策）", "Data collected: model", ("推送", ("model",))),
        ("advertising (banners)", "Collected payments", ("advertising (banners)", ("Collected payments",))),
        ("showing our privacy policy", "model", ("showing our privacy policy", ("model",))),
    ],
)
def test_the_name_of_a_link_and_a_label_are_no_part_of_a_cell(
    tmp_path, purpose: str, data: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    path = tmp_path / "sdks.csv"
    path.write_text(f'SDK,Purpose,Data\nEgret SDK,{purpose},"{data}"\n', encoding="utf-8")
    (fact,) = read_sdk_list(path, shipped_lexicons()).facts
    assert (fact.purpose, fact.data) == expected
