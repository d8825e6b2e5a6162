"""Chinese sentences on third parties: who is embedded, what for and what is taken, and near twins that list nobody."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("policy.md")


def said(facts):
    return [(fact.name, fact.company, fact.purpose, fact.data) for fact in facts]


BELOW = "# 隐私政策\n\n## 第三方SDK\n\n{}\n\n## 其他\n"


@pytest.mark.parametrize(
    ("sentence", "purpose"),
    [
        ("1. 为实现消息推送功能，我们接入了青鸟SDK，该SDK需要获取您的OAID。", "实现消息推送功能"),
        ("1. 我们使用青鸟SDK展示附近的门店，青鸟SDK会收集您的OAID。", "展示附近的门店"),
        ("1. 为保障运行，我们接入了青鸟SDK，用于统计崩溃，收集OAID。", "统计崩溃"),
        ("（1）当您使用地图功能时，青鸟SDK会收集您的OAID。", "使用地图功能"),
    ],
)
def test_a_sentence_says_what_for_in_its_own_words(tmp_path, sentence, purpose):
    facts = read(tmp_path, BELOW.format(sentence))
    assert said(facts) == [("青鸟SDK", "", purpose, ("OAID",))]


def test_the_name_of_a_maker_that_ends_in_wei_is_whole(tmp_path):
    """ "华为推送SDK" lost its first half, since "为" may stand before a name, and then was none."""
    text = BELOW.format("华为推送SDK、小米推送SDK：用于厂商通道推送，收集设备标识符。")
    assert [fact.name for fact in read(tmp_path, text)] == ["华为推送SDK", "小米推送SDK"]


def test_several_sdks_share_what_an_entry_says(tmp_path):
    text = BELOW.format("1. 青鸟SDK、白鹭SDK：地图展示，收集位置信息。\n2. 苍鹭SDK：推送消息。")
    assert [fact.name for fact in read(tmp_path, text)] == ["青鸟SDK", "白鹭SDK", "苍鹭SDK"]


@pytest.mark.parametrize(
    ("rest", "names"),
    [
        ("；不接入个性化推荐能力。", ["青鸟SDK"]),
        ("，也不申请定位权限。", ["青鸟SDK"]),
        ("；目前未启用该功能，已停用。", []),
        ("；我们不接入该SDK的能力。", []),
    ],
)
def test_a_refusal_of_a_part_denies_no_entry(tmp_path, rest, names):
    text = BELOW.format(f"- 青鸟SDK：用于展示广告，收集IP地址{rest}\n- 白鹭SDK：用于推送消息，收集OAID。")
    assert [fact.name for fact in read(tmp_path, text)] == [*names, "白鹭SDK"]


def test_a_sentence_of_an_app_on_what_it_embeds_needs_no_heading(tmp_path):
    text = (
        "处理说明\n\n5.我们的产品集成青鸟SDK，青鸟SDK需要收集您的设备型号以提供统计分析服务。\n"
        "6.我们的产品集成高德地图，高德地图需要收集您的位置信息，用于展示门店。\n"
    )
    assert said(read(tmp_path, text)) == [
        ("青鸟SDK", "", "提供统计分析服务", ("设备型号",)),
        ("高德地图", "", "展示门店", ("位置信息",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "处理说明\n\n我们的产品未集成青鸟SDK，青鸟SDK需要收集设备型号以提供统计分析服务。\n",
        "处理说明\n\n我们没有集成高德地图，高德地图需要收集您的位置信息，用于展示门店。\n",
        "用户协议\n\n我们支持您使用支付宝支付，其会收集订单信息用于支付。\n",
        "用户协议\n\n您可以使用微信登录，微信会收集您的昵称，用于登录。\n",
        "招聘\n\n熟悉高德地图SDK、微信支付SDK，能够使用极光推送SDK实现消息推送。\n",
        "常见问题\n\n青鸟SDK是软件开发工具包，例如可以用于推送消息并收集位置信息。\n",
    ],
)
def test_what_others_use_and_what_is_denied_is_not_embedded(tmp_path, text):
    assert read(tmp_path, text) == []


def test_companies_and_uses_in_brackets(tmp_path):
    text = (
        "# 政策\n\n我们接入了极光推送（深圳市青鸟技术有限公司）用于消息推送，收集设备标识符；"
        "高德地图（白鹭软件有限公司）用于定位导航，收集位置信息。\n\n"
        "本应用使用了以下第三方SDK：青鸟SDK（统计分析）、白鹭SDK（用于登录，收集OAID）。\n"
    )
    assert said(read(tmp_path, text)) == [
        ("极光推送", "深圳市青鸟技术有限公司", "消息推送", ("设备标识符",)),
        ("高德地图", "白鹭软件有限公司", "定位导航", ("位置信息",)),
        ("青鸟SDK", "", "统计分析", ()),
        ("白鹭SDK", "", "登录", ("OAID",)),
    ]


def test_what_is_shared_with_a_company(tmp_path):
    text = (
        "# 信息共享\n\n4.1 为向您推送通知，我们会与极光推送（深圳市青鸟技术有限公司）共享设备标识符、网络状态。\n"
        "4.2 我们不会与高德地图（白鹭软件有限公司）共享位置信息用于广告。\n\n"
        "## 第三方服务\n\n我们可能会与以下第三方共享信息：\n"
        "（1）苍鹭支付有限公司：当您付款时，我们会向其提供订单号、支付金额。\n"
        "（2）雨燕软件有限公司：当您查看门店时，我们会向其提供您的位置信息。\n"
    )
    assert [(fact.name, fact.company, fact.data) for fact in read(tmp_path, text)] == [
        ("极光推送", "深圳市青鸟技术有限公司", ("设备标识符", "网络状态")),
        ("苍鹭支付有限公司", "苍鹭支付有限公司", ("订单号", "支付金额")),
        ("雨燕软件有限公司", "雨燕软件有限公司", ("位置信息",)),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "本应用未接入友盟SDK（统计分析）、极光SDK（消息推送）。",
        "本应用的功能包括：地图（展示门店）、推送（提醒订单）。",
        "我们不接入极光推送（深圳市青鸟技术有限公司）用于消息推送。",
    ],
)
def test_brackets_of_a_denial_and_of_functions_name_nobody(tmp_path, sentence):
    assert read(tmp_path, f"# 政策\n\n{sentence}\n") == []


def test_what_may_not_be_brought_in_is_no_entry(tmp_path):
    entries = (
        "# 第三方 SDK 清单\n\n只用：\n- 青鸟推送 SDK —— 推送订单消息\n\n{} SDK（友盟、神策等）—— 以免带出个人信息。\n"
    )
    named = [fact.name for fact in read(tmp_path, entries.format("未经评审，禁止引入任何第三方统计"))]
    assert named == ["青鸟推送 SDK"]


USED = "我们使用阿里云（阿里云计算有限公司）存储您上传的图片，使用腾讯云短信发送验证码，使用微信支付完成付款。"


def test_what_somebody_known_is_used_for(tmp_path):
    facts = read(tmp_path, f"# 政策\n\n## 第三方服务\n\n{USED}\n")
    assert [(fact.name, fact.company, fact.purpose) for fact in facts] == [
        ("阿里云", "阿里云计算有限公司", "存储您上传的图片"),
        ("腾讯云短信", "", "发送验证码"),
        ("微信支付", "", "完成付款"),
    ]


def test_what_the_user_uses_it_for_is_nothing(tmp_path):
    assert read(tmp_path, "# 政策\n\n## 第三方服务\n\n您可以使用微信支付完成付款，使用支付宝完成退款。\n") == []


def test_the_brand_in_brackets_behind_its_company(tmp_path):
    text = (
        "我们的合作伙伴\n\n- 深圳市青鸟技术有限公司（极光推送）：消息推送，收集设备标识符\n"
        "- 白鹭软件有限公司（高德地图）：地图定位，收集位置信息\n"
    )
    assert said(read(tmp_path, text, "list.txt")) == [
        ("极光推送", "深圳市青鸟技术有限公司", "消息推送", ("设备标识符",)),
        ("高德地图", "白鹭软件有限公司", "地图定位", ("位置信息",)),
    ]


def test_brackets_behind_a_name_say_what_for_where_nothing_else_does(tmp_path):
    text = BELOW.format("- 青鸟 SDK（错误监控）：收集设备型号\n- 白鹭 SDK（展示位置信息）：收集OAID")
    assert [(fact.purpose, fact.data) for fact in read(tmp_path, text)] == [
        ("错误监控", ("设备型号",)),
        ("", ("OAID",)),
    ]


def test_sentences_that_go_on_with_the_sdk_of_the_one_before(tmp_path):
    text = (
        "# 政策\n\n## 第三方SDK\n\n《青鸟SDK》用于购买会员。青鸟SDK可以让用户登录。"
        "此SDK在此过程中，将会采集设备信息、OAID，除上述信息之外，我们不会通过第三方应用收集用户的其他个人数据信息。《白鹭SDK》用于分享。我们会收集您的昵称。\n"
    )
    assert [(fact.name, fact.purpose, fact.data) for fact in read(tmp_path, text)] == [
        ("青鸟SDK", "购买会员", ("设备信息", "OAID")),
        ("白鹭SDK", "分享", ()),
    ]
