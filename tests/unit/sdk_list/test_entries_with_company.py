"""Entries with the company in brackets, names behind a kind, labels in brackets, denials; and near twins."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

ABOVE = "隐私政策\n\n四、第三方SDK清单\n我们接入了以下第三方SDK：\n"


def read(tmp_path, text: str, above: str = ABOVE, name: str = "list.md"):
    path = tmp_path / name
    path.write_text(f"{above}{text}\n", encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


@pytest.mark.parametrize(
    "entry",
    [
        "1. 白鹭SDK（白鹭（北京）有限公司）：文件存储；收集OAID、设备型号；隐私政策：https://egret.example/p",
        "• 白鹭SDK（白鹭（北京）有限公司）— 文件存储，可能收集OAID、设备型号。隐私政策：https://egret.example/p",
        "白鹭SDK（白鹭（北京）有限公司）：文件存储，会收集OAID、设备型号，隐私政策：https://egret.example/p",
    ],
)
def test_an_entry_says_what_it_is_for_and_takes_behind_its_company(tmp_path, entry):
    (fact,) = [fact for fact in read(tmp_path, f"{entry}\n{entry.replace('白鹭', '苍鹭')}") if fact.name == "白鹭SDK"]
    assert (fact.company, fact.purpose, fact.data, fact.link) == (
        "白鹭（北京）有限公司",
        "文件存储",
        ("OAID", "设备型号"),
        "https://egret.example/p",
    )


def test_several_names_with_their_companies_share_what_follows(tmp_path):
    line = "• Egret3（Egret）、Heron（Heron）、Bluebird（Blue）— 基础网络通信功能，不主动收集个人信息。"
    assert [(fact.name, fact.company, fact.purpose) for fact in read(tmp_path, line)] == [
        ("Egret3", "Egret", "基础网络通信功能"),
        ("Heron", "Heron", "基础网络通信功能"),
        ("Bluebird", "Blue", "基础网络通信功能"),
    ]


def test_an_entry_that_is_not_used_any_more_names_nobody(tmp_path):
    text = "1. 白鹭SDK（白鹭有限公司）：已停用。\n2. 苍鹭SDK（苍鹭有限公司）：文件存储；收集OAID\n"
    assert [fact.name for fact in read(tmp_path, text)] == ["苍鹭SDK"]


def test_names_in_brackets_behind_a_kind_are_entries(tmp_path):
    text = "1. 推送服务（极光推送、小米推送）：用于推送消息，收集设备型号\n2. 统计服务（友盟+）：用于统计\n"
    assert [(fact.name, fact.data) for fact in read(tmp_path, text)] == [
        ("极光推送", ("设备型号",)),
        ("小米推送", ("设备型号",)),
        ("友盟+", ()),
    ]


def test_a_sentence_that_lists_them_behind_a_colon_lists_them(tmp_path):
    text = "我们接入的第三方服务包括：推送服务（极光推送、小米推送）、地图服务（高德地图）。\n"
    facts = read(tmp_path, text, "隐私政策\n\n四、第三方服务\n")
    assert [(fact.name, fact.purpose) for fact in facts] == [
        ("极光推送", "推送服务"),
        ("小米推送", "推送服务"),
        ("高德地图", "地图服务"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1. 推送服务（消息、公告）：用于推送消息\n2. 支付服务（余额、积分）：用于支付\n",
        "我们未接入以下第三方服务：推送服务（极光推送、小米推送）。\n",
        "您可以使用第三方账号登录功能（微信、QQ）登录。\n",
    ],
)
def test_words_in_brackets_that_are_nobodys_name_are_no_entries(tmp_path, text):
    assert [fact.name for fact in read(tmp_path, text, "隐私政策\n\n四、第三方服务\n")] == []


def test_labels_in_brackets_need_no_colon(tmp_path):
    lines = ["SDK 名称】白鹭SDK", "提供方】白鹭有限公司", "收集的信息】【设备信息】型号；OAID", "收集目的】统计"]
    (fact,) = read(tmp_path, "".join(f"• 【{line}\n" for line in lines), name="list.txt")
    assert (fact.name, fact.company, fact.purpose, fact.data) == (
        "白鹭SDK",
        "白鹭有限公司",
        "统计",
        ("设备信息", "型号", "OAID"),
    )


def test_brackets_around_no_label_stay_in_the_value(tmp_path):
    text = "SDK名称：白鹭SDK\n收集信息：【双端】型号\n【仅Android】OAID\n使用目的：统计\n隐私政策：https://egret.example/p\n"
    (fact,) = read(tmp_path, text)
    assert (fact.data, fact.link) == (("型号", "OAID"), "https://egret.example/p")


def test_what_is_taken_stands_behind_a_denial_of_something_else(tmp_path):
    text = "1、白鹭SDK：不会收集您的姓名，但会收集设备型号、OAID用于统计。\n2、苍鹭SDK：我们未接入，不收集OAID。\n"
    assert [(fact.name, fact.data) for fact in read(tmp_path, text)] == [("白鹭SDK", ("设备型号", "OAID"))]


def test_a_heading_that_says_not_integrated_heads_no_list(tmp_path):
    table = "| SDK 类型 | 例子 | 用途 |\n|---|---|---|\n| 苍鹭统计 | 苍鹭SDK | 统计 |\n"
    used = "| SDK名称 | 用途 |\n|---|---|\n| 白鹭SDK | 推送 |\n"
    above = f"# 第三方SDK清单\n\n## 一、已集成的SDK\n\n{used}\n## 二、未集成的典型SDK说明\n\n{table}"
    assert [fact.name for fact in read(tmp_path, "", above)] == ["白鹭SDK"]


@pytest.mark.parametrize("address", ["https://egret.example/p", "https://egret.example/p(1)"])
def test_a_bracket_around_an_address_ends_it_and_one_inside_does_not(tmp_path, address):
    leads = f"以下信息由第三方收集,根据其隐私政策({address}),类型如下:"
    text = f"SDK名称:白鹭SDK\n提供方:白鹭有限公司\n{leads}\n收集信息:OAID\n使用目的:统计\n"
    assert [fact.link for fact in read(tmp_path, text)] == [address]


def test_a_name_that_ends_in_a_word_of_its_own_before_a_colon_is_no_label(tmp_path):
    text = "1. 白鹭分析 SDK：\n- 提供方：白鹭有限公司\n- SDK 搜集的信息：OAID\n- 使用目的：（1）统计；（2）推送\n"
    (fact,) = read(tmp_path, text)
    assert (fact.name, fact.company, fact.data, fact.purpose) == (
        "白鹭分析 SDK",
        "白鹭有限公司",
        ("OAID",),
        "（1）统计；（2）推送",
    )


def test_an_item_with_a_company_above_a_labelled_name_is_its_company(tmp_path):
    text = "- 白鹭有限公司\n（1）SDK名称：白鹭SDK\n（2）服务类型：统计\n（3）收集类型：OAID\n"
    assert [(fact.name, fact.company) for fact in read(tmp_path, text)] == [("白鹭SDK", "白鹭有限公司")]


def test_a_line_with_a_company_that_is_no_item_is_not(tmp_path):
    text = "本应用由白鹭有限公司运营。\n\n白鹭有限公司\nSDK名称：苍鹭SDK\n服务类型：统计\n收集类型：OAID\n"
    assert [(fact.name, fact.company) for fact in read(tmp_path, text, "第三方SDK清单\n")] == [("苍鹭SDK", "")]
