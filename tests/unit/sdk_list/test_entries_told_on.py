"""Entries that say what an SDK is for behind a comma, with sentences that go on, and lines that lead to policies."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


@pytest.mark.parametrize("lead", ["我们还集成了以下SDK：", "我们还集成了以下SDK"])
@pytest.mark.parametrize("space", ["", " "])
def test_what_a_known_one_is_for_behind_a_comma(tmp_path, lead, space):
    text = (
        f"# 隐私政策\n\n{lead}\n1.{space}极光推送，主要用于向用户推送信息。可能会收集的用户信息：推送结果、软件列表。\n"
        f"2.{space}高德地图 ，用于获取用户的定位信息。该SDK会收集的用户信息：位置信息。\n"
    )
    facts = [(fact.name, fact.purpose, fact.data) for fact in read(tmp_path, text)]
    assert facts == [
        ("极光推送", "向用户推送信息", ("推送结果", "软件列表")),
        ("高德地图", "获取用户的定位信息", ("位置信息",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# 权限说明\n\n1.相机，用于拍照。\n2.位置，主要用于附近门店。\n3.手机号码，用于登录。\n",
        "# 隐私政策\n\n我们会收集以下信息：\n1.设备型号，用于适配。\n2.位置信息，用于展示附近的门店。\n",
    ],
    ids=["permissions", "kinds of data"],
)
def test_what_else_is_for_something_is_nobody(tmp_path, text):
    assert not read(tmp_path, text)


def test_a_package_with_its_names(tmp_path):
    text = (
        "# 隐私政策\n\n我们还集成了以下SDK：\n1. com.umeng(友盟)，用于统计。该SDK会收集的用户信息：访问次数。\n"
        "2. com.amap.api(高德地图;高德定位)，用于定位。该SDK会收集的用户信息：位置信息。\n"
    )
    assert [(fact.reason, fact.data) for fact in read(tmp_path, text)] == [
        ("package com.umeng", ("访问次数",)),
        ("package com.amap.api", ("位置信息",)),
    ]


@pytest.mark.parametrize("name", ["Node.js SDK", "白鹭SDK"])
def test_other_names_with_dots_are_no_packages(tmp_path, name):
    (fact,) = read(tmp_path, f"## 第三方SDK\n\n| SDK名称 | 用途 |\n|---|---|\n| {name} | 统计 |\n")
    assert not fact.reason.startswith("package")


ENTRIES = (
    ("AppLovin MAX", "ad mediation", "https://applovin.example/p"),
    ("Adjust", "attribution", "https://adjust.example/p"),
)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        (
            "list.html",
            "<h2>Third-Party Services</h2><p>We use the following third-party services, which may collect data:</p><ul>"
            + "".join(
                f'<li><b>{name}</b>: Used for {use}.<ul><li><a href="{link}">{name} Privacy Policy</a></li></ul></li>'
                for name, use, link in ENTRIES
            )
            + "</ul>",
        ),
        (
            "privacy.ts",
            'export const page = [{ title: "Third-Party Services" }, "We use the following third-party services:",\n'
            + "".join(
                f'["{name}: Used for {use}.", "{name} Privacy Policy", "{link}"],\n' for name, use, link in ENTRIES
            )
            + "]",
        ),
    ],
    ids=["page", "source"],
)
def test_the_policy_below_an_entry_is_its_link(tmp_path, name, source):
    facts = [(fact.name, fact.purpose, fact.link) for fact in read(tmp_path, source, name)]
    assert facts == [(name, use, link) for name, use, link in ENTRIES]


def test_the_policy_behind_an_entry_is_no_use(tmp_path):
    text = (
        "# Privacy Policy\n\nWe share data with these third-party partners:\n\n"
        "- **Yandex Ads** (Yandex LLC) — [Yandex Privacy Policy](https://yandex.example/p)\n"
        "- **Mintegral** (Mintegral Limited) — shows banners\n"
    )
    facts = [(fact.name, fact.purpose, fact.link) for fact in read(tmp_path, text)]
    assert facts == [("Yandex Ads", "", "https://yandex.example/p"), ("Mintegral", "shows banners", "")]


def test_a_text_in_sentences_is_no_table(tmp_path):
    text = (
        "权限说明\n我们将会申请电话权限：\n\t①、您同意开启通知功能，即代表您同意将设备信息共享给高德地图，以便提供地图功能。\n"
        "\t②、我们将与友盟+共享设备信息，以便提供统计功能。\n"
    )
    facts = [(fact.name, fact.data, fact.purpose) for fact in read(tmp_path, text, "list.txt")]
    assert facts == [("高德地图", ("设备信息",), "提供地图功能"), ("友盟+", ("设备信息",), "提供统计功能")]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("我们使用了白鹭统计SDK和青鸟推送SDK，用于统计和推送。", ["白鹭统计SDK", "青鸟推送SDK"]),
        ("我们使用了白鹭统计SDK，用于统计；青鸟推送SDK的用户可以导入账号。", ["白鹭统计SDK"]),
    ],
)
def test_two_that_an_app_uses(tmp_path, sentence, names):
    assert [fact.name for fact in read(tmp_path, f"# 隐私政策\n\n{sentence}\n")] == names


@pytest.mark.parametrize(
    ("cell", "data"),
    [
        ("OAID（适用于Android Q以上系统）、GAID（仅GMS服务）", ("OAID", "GAID")),
        ("Android ID（可选，V3.8.10以上版本去除）、IP地址", ("Android ID", "IP地址")),
        ("设备信息（系统版本、机型）", ("设备信息", "系统版本", "机型")),
    ],
)
def test_remarks_in_brackets_are_no_data(tmp_path, cell, data):
    text = f"## 第三方SDK\n\n| SDK名称 | 收集的个人信息 |\n|---|---|\n| 白鹭SDK | {cell} |\n"
    (fact,) = read(tmp_path, text)
    assert fact.data == data
