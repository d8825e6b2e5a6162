"""Labels by which lists call the name of an entry, what lines lead to entries below them, and near twins of both."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")


def _chinese(label: str, *values: str) -> str:
    blocks = (f"{label}：{value}\n用途：推送\n收集信息：设备标识符\n" for value in values)
    return "## 第三方SDK目录\n\n" + "\n".join(block.replace("\n", "\n\n") for block in blocks)


@pytest.mark.parametrize("label", ["组件名称", "平台名称", "第三方库", "共享对象", "子处理者", "SDK或API", "接口名称"])
def test_a_label_that_every_entry_begins_with_is_of_its_name(tmp_path, label):
    found = read(tmp_path, _chinese(label, "白鹭助手", "夜鹭大师"))
    assert [(fact.name, fact.purpose) for fact in found] == [("白鹭助手", "推送"), ("夜鹭大师", "推送")]


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (("高德地图", "极光推送"), ["高德地图", "极光推送"]),
        (("安卓", "iOS"), []),
        (("稳定。", "快速。"), []),
        (("极光推送", "极光推送"), []),
    ],
)
def test_behind_a_word_that_may_be_of_anything_stand_names_that_are_known(tmp_path, values, names):
    assert [fact.name for fact in read(tmp_path, _chinese("平台", *values))] == names


@pytest.mark.parametrize("label", ["Platform", "Network", "Ad network", "External service"])
def test_english_labels_of_names(tmp_path, label):
    blocks = (f"- {label}: {name}\n- Purpose: crash reports\n- Data: device model" for name in ("Sentry", "OneSignal"))
    found = read(tmp_path, "## Third-party services\n\n" + "\n\n".join(blocks))
    assert [(fact.name, fact.purpose) for fact in found] == [
        ("Sentry", "crash reports"),
        ("OneSignal", "crash reports"),
    ]


def test_labels_stand_above_their_values(tmp_path):
    text = "Processors\n\nService providers that we use.\n\n"
    for name, use in (("Egret Inc.", "API hosting"), ("Finch LLC", "error monitoring")):
        text += f"{name}\n\n- Location:\n- USA\n- Purpose:\n- {use}\n- Retention:\n- 30 days\n\n"
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, text)] == [
        ("Egret Inc.", "API hosting"),
        ("Finch LLC", "error monitoring"),
    ]


@pytest.mark.parametrize(
    ("lead", "data"),
    [
        ("Sentry may collect:", ("device model", "crash logs")),
        ("The following data is collected:", ("device model", "crash logs")),
        ("Sentry does not collect:", ()),
    ],
)
def test_entries_below_a_line_that_leads_to_data_are_data(tmp_path, lead, data):
    text = "## Third-party services\n\n"
    for name in ("Sentry", "OneSignal"):
        text += (
            f"### {name}\n\nUsed to find errors.\n\n{lead.replace('Sentry', name)}\n\n- device model\n- crash logs\n\n"
        )
    assert [(fact.name, fact.data) for fact in read(tmp_path, text)] == [("Sentry", data), ("OneSignal", data)]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{} (SMS delivery) — egret.example/privacy", ("SMS delivery", (), "https://egret.example/privacy")),
        (
            "{} (error tracking — USA) — device model, crash logs",
            ("error tracking", ("device model", "crash logs"), ""),
        ),
        ("{} – error tracking (device model, IP address)", ("error tracking", ("device model", "IP address"), "")),
        ("{}: device tokens and routing metadata", ("", ("device tokens", "routing metadata"), "")),
        ("{}: crash reports and error tracking", ("crash reports and error tracking", (), "")),
        ("{} helps us find errors. It receives the device model.", ("find errors", ("device model",), "")),
    ],
)
def test_what_english_entries_say_is_taken_and_what_for(tmp_path, entry, told):
    text = "## Third-party services\n\n" + "".join(f"- {entry.format(name)}\n" for name in ("Twilio", "Sentry"))
    assert [(fact.purpose, fact.data, fact.link) for fact in read(tmp_path, text)] == [told, told]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{}（消息推送）：设备标识符", ("消息推送", ("设备标识符",))),
        ("{}：消息推送（设备标识符、网络状态）", ("消息推送", ("设备标识符", "网络状态"))),
        ("使用{}提供推送服务，涉及设备标识符。", ("提供推送服务", ("设备标识符",))),
        ("消息推送：由{0}提供，您的设备标识符将发送至{0}。", ("消息推送", ("设备标识符",))),
        ("{}（Google）：收集崩溃日志", ("", ("崩溃日志",))),
    ],
)
def test_what_chinese_entries_say_is_taken_and_what_for(tmp_path, entry, told):
    text = "## 第三方服务\n\n" + "".join(f"- {entry.format(name)}\n" for name in ("极光推送SDK", "白鹭推送SDK"))
    assert [(fact.purpose, fact.data) for fact in read(tmp_path, text)] == [told, told]


def test_sentences_behind_a_name_that_is_one(tmp_path):
    text = "<h2>Third-Party Services</h2><p>We rely on the following service providers.</p>"
    text += "<p><b>Supabase.</b> Database storage. Stores account data. Each user sees their own data.</p>"
    text += "<p><b>RevenueCat.</b> Subscription management. Receives the subscription status. Does not see names.</p>"
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    assert [(fact.name, fact.purpose, fact.data) for fact in read(tmp_path, text, "page.html")] == [
        ("Supabase", "Database storage", ("account data",)),
        ("RevenueCat", "Subscription management", ("the subscription status",)),
    ]


def test_a_table_of_services_that_are_used(tmp_path):
    table = "| 服务 | 用途 | 链接 |\n|---|---|---|\n| Leaflet | 地图引擎 | https://egret.example/p |\n"
    found = read(tmp_path, f"## 使用的服务\n\n{table}")
    assert [(fact.name, fact.purpose, fact.link) for fact in found] == [
        ("Leaflet", "地图引擎", "https://egret.example/p")
    ]
    assert read(tmp_path, f"## 您使用的服务\n\n{table}") == []


@pytest.mark.parametrize("column", ["使用目的", "收集信息"])
def test_an_address_in_the_column_of_something_else_is_a_link(tmp_path, column):
    text = f"SDK名称,{column}\n华为推送SDK,https://egret.example/policy\n极光推送SDK,设备标识符\n"
    first, _ = read(tmp_path, text, "list.csv")
    assert (first.purpose, first.data, first.link) == ("", (), "https://egret.example/policy")


def test_what_a_user_may_receive_is_a_use(tmp_path):
    text = "## Third-party services\n\n- Slack: receive notifications in any channel\n"
    text += "- Twilio: receives your phone number\n"
    assert [(fact.purpose, fact.data) for fact in read(tmp_path, text)] == [
        ("receive notifications in any channel", ()),
        ("", ("phone number",)),
    ]


def test_a_label_of_a_name_ends_what_is_told_of_the_one_above(tmp_path):
    text = "第三方SDK目录\n\n"
    labelled = "SDK名称：{}SDK\n开发者名称：{}有限公司\n收集信息范围：网络信息\n使用目的：基础模块\n"
    text += labelled.format("夜鹭", "夜鹭")
    for name in ("小米PUSH", "华为PUSH"):
        text += f"{name}\n使用目的：推送消息\n数据类型：设备标识信息\n官网链接：https://egret.example/a\n"
    text += labelled.format("白鹭", "白鹭")
    assert [(fact.name, fact.company, fact.data) for fact in read(tmp_path, text, "list.txt")] == [
        ("夜鹭SDK", "夜鹭有限公司", ("网络信息",)),
        ("小米PUSH", "", ("设备标识信息",)),
        ("华为PUSH", "", ("设备标识信息",)),
        ("白鹭SDK", "白鹭有限公司", ("网络信息",)),
    ]


def test_what_a_reader_is_asked_to_do_names_nobody(tmp_path):
    text = "请您理解 SDK 不同版本所需的信息会收集设备型号,因此请您参考 SDK 隐私政策。\n"
    text += "第三方 SDK 名称：白鹭渲染 SDK\n使用目的：渲染\n"
    assert [fact.name for fact in read(tmp_path, text, "list.txt")] == ["白鹭渲染 SDK"]


def test_the_label_of_a_name_right_below_a_name_is_of_it(tmp_path):
    text = "## 第三方SDK\n\n"
    for name in ("极光推送SDK", "友盟统计SDK"):
        text += f"### {name}\n\n说明见代码。\n\nSDK 名称：{name}（国内）\n\n提供方：白鹭有限公司\n\n用途：推送\n\n"
    assert [(fact.company, fact.purpose) for fact in read(tmp_path, text)] == [("白鹭有限公司", "推送")] * 2
