"""Sentences that name several whom an app embeds, below a kind of service or in words of their own; and near twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of, told

ABOVE = (
    "隐私政策\n\n(3) 合作的第三方SDK服务商：我们可能会接入第三方提供的软件开发包（SDK）以实现相关功能。具体包括如下：\n"
)

read = reader_of("policy.txt")


def test_each_who_is_named_below_a_kind_of_service_is_one(tmp_path):
    """One of these was read, and nobody of the others."""
    text = (
        f"{ABOVE}A. 第三方账号登录功能：第三方可能会获取你的设备信息，合作的SDK包括：微信登录、微博登录、QQ登录；\n"
        "B. 广告投放服务：我们会使用白鹭广告SDK或者穿山甲SDK完成广告投放；\n"
        "C. 数据统计功能：我们会使用友盟SDK以记录活跃情况。\n"
        "D. 消息推送：为给你提供推送，服务商可能会获取你的手机状态信息，这些SDK包括：OPPO Push（仅对OPPO生效）、"
        "华为推送（仅对华为生效）。\n"
    )
    assert told(read(tmp_path, text)) == [
        ("微信登录", "第三方账号登录功能", "设备信息"),
        ("微博登录", "第三方账号登录功能", "设备信息"),
        ("QQ登录", "第三方账号登录功能", "设备信息"),
        ("白鹭广告SDK", "完成广告投放", ""),
        ("穿山甲SDK", "完成广告投放", ""),
        ("友盟SDK", "数据统计功能", ""),
        ("OPPO Push", "消息推送", "手机状态信息"),
        ("华为推送", "消息推送", "手机状态信息"),
    ]


def test_a_kind_of_sdk_that_heads_a_sentence_is_whom_that_names(tmp_path):
    """“支付SDK” and “定位SDK” were the names."""
    text = (
        "隐私政策\n\n### （三）第三方SDK的使用\n\n**支付SDK**\n\n"
        "为了向您提供支付手段，我们使用了白鹭支付宝SDK、微信支付SDK，可能需要获取您的手机型号。\n\n**定位SDK**\n\n我们使用的是高德地图定位SDK，主要目的是为了展示附近的门店。\n"
    )
    assert [(fact.name, fact.data) for fact in read(tmp_path, text, "policy.md")] == [
        ("白鹭支付宝SDK", ("手机型号",)),
        ("微信支付SDK", ("手机型号",)),
        ("高德地图定位SDK", ()),
    ]


def test_what_a_sentence_is_for_is_not_what_the_next_one_says(tmp_path):
    text = (
        f"{ABOVE}A. 广告投放服务：我们会使用白鹭广告SDK、青鸟广告SDK，由它们做出投放决策。"
        "如果您不需要此类服务，请联系我们，我们将为您提供关闭服务的处理方式。\n"
    )
    assert told(read(tmp_path, text)) == [("白鹭广告SDK", "广告投放服务", ""), ("青鸟广告SDK", "广告投放服务", "")]


def test_a_sentence_says_nothing_of_whom_a_table_lists(tmp_path):
    """The row of the table began in the sentence and had what that said of others, too."""
    text = (
        "隐私政策\n\n## 三、第三方SDK\n\n"
        "当您看广告时，我们使用了白鹭广告SDK、青鸟广告SDK、苍鹰广告SDK，会收集您的设备型号。\n\n"
        "| SDK名称 | 使用目的 | 收集信息 |\n|---|---|---|\n"
        "| 白鹭广告SDK | 广告投放 | IP地址 |\n| 青鸟广告SDK | 广告归因 | OAID |\n"
    )
    assert told(read(tmp_path, text, "policy.md")) == [
        ("苍鹰广告SDK", "", "设备型号"),
        ("白鹭广告SDK", "广告投放", "IP地址"),
        ("青鸟广告SDK", "广告归因", "OAID"),
    ]


def test_a_kind_of_sdk_above_policies_is_whose_those_are(tmp_path):
    """“分享SDK” was the name, with the first of the addresses."""
    text = (
        "隐私政策\n\n### 第三方SDK\n\n（1）分享SDK\n\n为了向第三方社交平台分享信息，需要获取您的账号昵称；\n\n"
        "微信隐私政策：https://wechat.example/p\n\nQQ隐私政策：<https://qq.example/p>\n\n"
        "（2）白鹭分享SDK\n\n为了向您分享信息，需要获取您的设备型号；\n\n微信隐私政策：https://egret.example/p\n"
    )
    assert [(fact.name, fact.link) for fact in read(tmp_path, text, "policy.md")] == [
        ("微信", "https://wechat.example/p"),
        ("QQ", "https://qq.example/p"),
        ("白鹭分享SDK", "https://egret.example/p"),
    ]


def test_policies_right_below_a_sentence_are_of_whom_it_names(tmp_path):
    """They were nobody's, and “并可能会收集…” was an item of what is taken."""
    text = (
        "隐私政策\n\n### 第三方SDK\n\n厂商推送\n\n为了推送消息，我们使用了小米、华为品牌厂商的推送SDK，"
        "这些SDK需要获取您的设备信息（IMEI） ，并可能会收集您的手机型号。\n\n"
        "小米推送隐私政策：https://mi.example/p\n\n华为隐私政策：https://hw.example/p\n\n"
        "如有疑问请联系我们。\n\nvivo隐私政策：https://vivo.example/p\n"
    )
    facts = read(tmp_path, text, "policy.md")
    assert [(fact.name, fact.link) for fact in facts] == [
        ("小米", "https://mi.example/p"),
        ("华为", "https://hw.example/p"),
    ]
    assert {fact.data for fact in facts} == {("设备信息", "IMEI", "手机型号")}


@pytest.mark.parametrize(
    "line",
    [
        "您可以使用微信、支付宝付款。",
        "我们不会使用微信、支付宝的SDK收集您的信息。",
        "我们使用加密、脱敏等技术保护您的信息。",
        "我们使用邮件、短信与您联系。",
    ],
)
def test_what_users_use_and_what_is_no_name_lists_nobody(tmp_path, line):
    listed = "1、白鹭SDK：用于推送消息，收集设备型号。\n2、青鸟SDK：用于统计，收集设备品牌。\n"
    text = f"隐私政策\n\n三、第三方SDK\n\n{listed}\n{line}\n"
    assert [fact.name for fact in read(tmp_path, text)] == ["白鹭SDK", "青鸟SDK"]
