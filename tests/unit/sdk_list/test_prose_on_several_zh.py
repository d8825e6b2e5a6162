"""Chinese sentences that name several services one by one, with what each is for; near twins name nobody."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, text: str):
    path = tmp_path / "list.md"
    path.write_text(
        f"# 青苗记事隐私政策\n\n## 三、数据处理\n\n{text}\n\n## 五、联系我们\n\n请写信。\n", encoding="utf-8"
    )
    return {f.name: (f.company, f.purpose, f.data) for f in read_sdk_list(path, shipped_lexicons()).facts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "我们通过穿山甲、优量汇和快手联盟展示广告。",
            dict.fromkeys(("穿山甲", "优量汇", "快手联盟"), ("", "广告", ())),
        ),
        ("崩溃日志会上报至Bugly。", {"Bugly": ("", "", ("崩溃日志",))}),
        ("短信验证码由腾讯云短信发送。", {"腾讯云短信": ("", "短信验证码", ())}),
        (
            "您提出的问题将由智谱AI、通义千问和Kimi的大模型接口进行处理。",
            dict.fromkeys(("智谱AI", "通义千问", "Kimi"), ("", "", ("提出的问题",))),
        ),
        ("语音合成使用讯飞开放平台。", {"讯飞开放平台": ("", "语音合成", ())}),
        (
            "声网用于语音通话，融云用于即时聊天，极验用于人机验证。",
            {"声网": ("", "语音通话", ()), "融云": ("", "即时聊天", ()), "极验": ("", "人机验证", ())},
        ),
        (
            "题目照片会上传至阿里云OSS存储，并调用百度OCR识别文字。",
            {"阿里云OSS": ("", "", ("题目照片",)), "百度OCR": ("", "识别文字", ())},
        ),
        (
            "HMS Core（华为）。用途是推送消息。\n\nSentry。用途是错误监控。",
            {"HMS Core": ("华为", "推送消息", ()), "Sentry": ("", "错误监控", ())},
        ),
        (
            "我们采用了Firebase作为后端服务，使用RevenueCat处理订阅，并利用Mixpanel分析用户行为。",
            {
                "Firebase": ("", "后端服务", ()),
                "RevenueCat": ("", "处理订阅", ()),
                "Mixpanel": ("", "分析用户行为", ()),
            },
        ),
        (
            "在您使用本应用时，第三方服务商（如友盟、个推）可能会获取您的设备标识信息。",
            dict.fromkeys(("友盟", "个推"), ("", "", ("设备标识信息",))),
        ),
        ("对话功能基于 DeepSeek、豆包 等大模型实现。", dict.fromkeys(("DeepSeek", "豆包"), ("", "实现", ()))),
        ("本应用的统计功能由友盟提供。", {"友盟": ("", "统计功能", ())}),
    ],
)
def test_a_sentence_names_each_of_several(tmp_path, text, expected):
    assert read(tmp_path, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "我们不会通过穿山甲、优量汇展示广告。",
        "我们通过微信与您联系，您也可以通过QQ联系我们。",
        "您可以通过支付宝、微信向作者付款。",
        "崩溃日志不会上报至Bugly。",
        "微信用于联系客服。",
        "声网、融云均未使用，语音通话由我们自行开发。",
        "您的照片会上传至我们的服务器，您可再使用微信分享。",
        "华为、小米、OPPO、vivo手机的设置方法略有不同。",
        "“微信”是腾讯公司的注册商标，“支付宝”是蚂蚁集团的注册商标。",
        "Sentry。用途是错误监控，目前未使用。",
    ],
)
def test_a_near_twin_names_nobody(tmp_path, text):
    assert read(tmp_path, text) == {}


def test_a_product_with_its_vendor_is_the_same_service_in_another_section(tmp_path):
    text = "腾讯 Bugly：崩溃分析\n\n极光推送：消息推送\n\n## 四、崩溃信息\n\n应用崩溃时，我们通过Bugly收集崩溃日志。"
    assert list(read(tmp_path, f"第三方SDK：\n\n{text}")) == ["腾讯 Bugly", "极光推送"]


def test_ways_to_sign_in_hide_nobody_whom_a_sentence_names(tmp_path):
    text = (
        "我们支持以下登录方式：\n\n- 微信登录\n- QQ登录\n\n我们使用友盟统计了解应用的使用情况，使用Bugly收集崩溃日志。"
    )
    assert {"友盟统计", "Bugly"} <= set(read(tmp_path, text))
