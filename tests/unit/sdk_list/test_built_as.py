"""Names with the package or version that they are built in by, as answers to the questions of a store have them."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of, told

read = reader_of("list.md")

ANSWERS = (
    "# SDK compliance - quick answers\n\n## Question 1: What SDKs does your app use and why?\n\n"
    "Our app uses the following third-party SDKs:\n\n"
    "- **OneSignal Flutter SDK (v5.1.1)** - For sending push notifications about appointments, promotions and news\n"
    "- **Google Maps SDK (via @capacitor/google-maps 7.2.0)** - Used to display maps, show where you are, and lead.\n"
    "- **Agora SDK (react-native-agora v4.5.3)**: Enables live video streaming and voice calls between users.\n"
)


def test_brackets_on_the_version_or_the_package_leave_a_name_one(tmp_path):
    assert told(read(tmp_path, ANSWERS)) == [
        (
            "OneSignal Flutter SDK (v5.1.1)",
            "For sending push notifications about appointments, promotions and news",
            "",
        ),
        (
            "Google Maps SDK (via @capacitor/google-maps 7.2.0)",
            "display maps, show where you are, and lead",
            "",
        ),
        ("Agora SDK (react-native-agora v4.5.3)", "Enables live video streaming and voice calls between users", ""),
    ]


def test_what_comes_back_without_its_platform_is_no_further_row(tmp_path):
    text = ANSWERS + (
        "\n## Question 2: How do you ensure compliance?\n\n- Only 2 of our 19 SDKs collect any user data\n"
        "- **OneSignal**: https://onesignal.com/privacy_policy (GDPR, ISO 27001 certified)\n"
    )
    facts = read(tmp_path, text)
    assert [fact.name.split(" (")[0] for fact in facts] == ["OneSignal Flutter SDK", "Google Maps SDK", "Agora SDK"]


@pytest.mark.parametrize(
    ("heading", "data"),
    [("What actually leaves the device", ("Account credentials", "message content")), ("Wired in", ())],
)
def test_what_leaves_the_device_is_data(tmp_path, heading, data):
    text = (
        f"## Third-party SDK catalog\n\n| SDK / service | Purpose | {heading} |\n|---|---|---|\n"
        "| Supabase | Backend | Account credentials, message content |\n"
    )
    assert [fact.data for fact in read(tmp_path, text)] == [data]


@pytest.mark.parametrize(
    ("providers", "names"),
    [(("Firebase", "Facebook"), ["Firebase", "Facebook"]), (("Frankfurt", "Dublin"), [])],
)
def test_a_table_of_providers_with_the_code_of_each_platform(tmp_path, providers, names):
    first, second = providers
    text = (
        "# Notes\n\nThis app uses the following SDKs:\n\n| Provider | Android | iOS |\n|---|---|---|\n"
        f"| {first} | `com.google.firebase:firebase-auth` | `FirebaseAuth` |\n"
        f"| {second} | `com.facebook.android:facebook-login` | `FBSDKLoginKit` |\n"
    )
    assert [fact.name for fact in read(tmp_path, text)] == names


@pytest.mark.parametrize(
    ("cell", "data"),
    [
        ("登录身份、您选择用于识图的还款计划截图", ("登录身份", "您选择用于识图的还款计划截图")),
        ("登录身份、系统版本用于统计", ("登录身份", "系统版本")),
    ],
)
def test_what_an_item_is_for_is_part_of_it_before_what_it_names(tmp_path, cell, data):
    text = f"## 第三方SDK\n\n| SDK名称 | 目的 | 收集的信息 |\n|---|---|---|\n| 白鹭SDK | 备份 | {cell} |\n"
    assert [fact.data for fact in read(tmp_path, text)] == [data]


def test_the_steps_of_building_an_sdk_in_are_no_use_of_it(tmp_path):
    step = "### {}\n\n- 集成\n- 配置\n- 初始化\n\n"
    text = (
        "# 推送指南\n\n## 第三方SDK\n\n| SDK名称 | 用途 |\n|---|---|\n| 极光推送 | 推送 |\n\n## 各厂商通道SDK\n\n"
        + step.format("小米")
        + step.format("OPPO")
    )
    assert [fact.name for fact in read(tmp_path, text)] == ["极光推送"]
