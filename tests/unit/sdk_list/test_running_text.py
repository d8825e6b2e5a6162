"""Sentences on somebody known in many grammars count where nothing is listed; near twins of them name nobody."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, text: str, heading: str = "三、我们如何共享您的个人信息"):
    path = tmp_path / "list.md"
    path.write_text(f"# 青苗记事隐私政策\n\n## {heading}\n\n{text}\n\n## 五、联系我们\n\n请写信。\n", encoding="utf-8")
    return {f.name: (f.company, f.purpose, f.data) for f in read_sdk_list(path, shipped_lexicons()).facts}


def read_english(tmp_path, text: str):
    path = tmp_path / "list.md"
    path.write_text(f"# Green Notes privacy policy\n\n## Data\n\n{text}\n\n## Contact\n\nWrite.\n", encoding="utf-8")
    return {f.name: (f.company, f.purpose, f.data) for f in read_sdk_list(path, shipped_lexicons()).facts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们还使用了百度统计，以了解页面的访问情况。", {"百度统计": ("", "了解页面的访问情况", ())}),
        (
            "语音识别能力由科大讯飞提供，您的录音将传输至科大讯飞的服务器进行识别。",
            {"科大讯飞": ("", "语音识别能力", ("录音",))},
        ),
        ("您拍摄的图片会上传到阿里云OSS保存。", {"阿里云OSS": ("", "", ("拍摄的图片",))}),
        (
            "我们委托融云（北京云中融信网络科技有限公司）提供即时通讯能力，为此会向其传输您的用户ID、昵称和头像。",
            {"融云": ("北京云中融信网络科技有限公司", "提供即时通讯能力", ("用户ID", "昵称和头像"))},
        ),
        (
            "在您使用一键登录功能时，闪验SDK会读取您的SIM卡信息、网络类型以完成本机号码校验。",
            {"闪验SDK": ("", "完成本机号码校验", ("SIM卡信息", "网络类型"))},
        ),
        (
            "图像将被发送至 AI 合作伙伴（如 Replicate、ModelScope）进行修复。",
            dict.fromkeys(("Replicate", "ModelScope"), ("", "进行修复", ("图像",))),
        ),
        (
            "AdMob 或 AppLovin 可能会收集设备型号以投放广告。",
            dict.fromkeys(("AdMob", "AppLovin"), ("", "投放广告", ("设备型号",))),
        ),
        ("推送功能依赖个推消息推送SDK实现。", {"个推消息推送SDK": ("", "推送功能", ())}),
    ],
)
def test_a_chinese_sentence_names_somebody(tmp_path, text, expected):
    assert read(tmp_path, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "我们没有使用百度统计，也不会把录音传输至科大讯飞。",
        "我们今后可能会使用百度统计来了解访问情况，届时会征得您的同意。",
        "其他公司的应用可能会使用百度统计收集信息。",
        "您可以将照片发送给微信好友。",
        "您可以将您的问题发送至QQ进行咨询。",
        "您的问题可发送至 help@qq.com 进行咨询。",
        "我们会使用第三方统计服务，以了解页面的访问情况。",
        "我们曾使用百度统计来了解访问情况。",
    ],
)
def test_a_near_twin_names_nobody(tmp_path, text):
    assert read(tmp_path, text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Crash reports are collected through Sentry and include the model.",
            {"Sentry": ("", "Crash reports", ("Crash reports",))},
        ),
        (
            "Depending on the build — see Settings → About — push notifications use Firebase Cloud Messaging.",
            {"Firebase Cloud Messaging": ("", "push notifications", ())},
        ),
        ("Our host, Vercel, keeps the logs.", {"Vercel": ("", "host", ())}),
        (
            "We work with Intercom to offer support, and with Mailchimp to send our newsletter.",
            {"Intercom": ("", "offer support", ()), "Mailchimp": ("", "send our newsletter", ())},
        ),
        (
            "We share crash data with Bugsnag and usage events with Amplitude.",
            {"Bugsnag": ("", "", ("crash data",)), "Amplitude": ("", "", ("usage events",))},
        ),
        (
            "Third parties that work for us include Mixpanel (usage analytics) and Zendesk (customer support).",
            {"Mixpanel": ("", "usage analytics", ()), "Zendesk": ("", "customer support", ())},
        ),
        (
            "Push notifications are delivered via OneSignal, Inc., which receives your device token.",
            {"OneSignal": ("OneSignal, Inc.", "Push notifications", ("device token",))},
        ),
        (
            "We use Firebase Analytics, a service provided by Google LLC, to understand how people use the app.",
            {"Firebase Analytics": ("Google LLC", "understand how people use the app", ())},
        ),
    ],
)
def test_an_english_sentence_names_somebody(tmp_path, text, expected):
    assert read_english(tmp_path, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We do not work with Intercom to offer support.",
        "In the future we may integrate AdMob to show ads.",
        "Until 2022 we used Mixpanel to count sessions.",
        "Our app works on Apple and Google devices and can be downloaded from Google Play.",
        "Other apps made by Meta may use Facebook Login to collect information.",
        "If you contact us through Gmail, the terms of Google apply to your message.",
        "We use third-party crash reporting to improve the app.",
    ],
)
def test_an_english_near_twin_names_nobody(tmp_path, text):
    assert read_english(tmp_path, text) == {}
