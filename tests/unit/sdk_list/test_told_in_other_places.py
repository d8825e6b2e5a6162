"""What is told of somebody in paragraphs of generated policies, below labels and behind verbs, with near twins."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of

facts = reader_of("list.md")


def _told(tmp_path, text, name="list.md"):
    return [(fact.name, fact.company, fact.purpose, fact.data) for fact in facts(tmp_path, text, name)]


_PAYMENTS = (
    "# Privacy Policy\n\n## Handling payments\n\nEgretPay is a payment service provided by Egret Inc.{behind}\n\n"
    "## Hosting\n\nHeronHost is a hosting service provided by Heron Ltd.{behind}\n"
)


def test_paragraphs_of_generated_policies(tmp_path):
    behind = "\nPersonal Data processed: email address; payment info.\nPlace of processing: United States."
    assert _told(tmp_path, _PAYMENTS.format(behind=behind)) == [
        ("EgretPay", "Egret Inc", "payment service", ("email address", "payment info")),
        ("HeronHost", "Heron Ltd", "hosting service", ("email address", "payment info")),
    ]


def test_such_a_sentence_without_what_is_processed_lists_nobody(tmp_path):
    assert _told(tmp_path, _PAYMENTS.format(behind="")) == []


def test_who_receives_what(tmp_path):
    text = (
        "## Third Parties Who Receive Data\n\n**Sentry**\nReceives crash logs and device information for error "
        "tracking.\n\n**Mixpanel**\nReceives usage events for analytics.\n"
    )
    assert _told(tmp_path, text) == [
        ("Sentry", "", "error tracking", ("crash logs", "device information")),
        ("Mixpanel", "", "analytics", ("usage events",)),
    ]


def test_our_own_people_receive_it(tmp_path):
    text = "## Our staff\n\n**Support team**\nReceives your e-mail for answering questions.\n"
    assert _told(tmp_path, text) == []


def test_labels_that_lead_to_bullets(tmp_path):
    text = (
        "## Subprocessors\n\n**Vercel**\nPurpose: hosting\nData:\n- IP address\n- Request logs\n\n"
        "**Resend**\nPurpose: e-mail\nData:\n- E-mail address\n"
    )
    assert _told(tmp_path, text) == [
        ("Vercel", "", "hosting", ("IP address", "Request logs")),
        ("Resend", "", "e-mail", ("E-mail address",)),
    ]


def test_a_column_of_features_is_what_for(tmp_path):
    table = "| 功能 | 第三方 | 信息 |\n| --- | --- | --- |\n| 登录 | 微信 | 昵称、头像 |\n| 推送 | 极光 | 设备标识 |\n"
    assert _told(tmp_path, f"### 功能与第三方\n\n{table}") == [
        ("微信", "", "登录", ("昵称", "头像")),
        ("极光", "", "推送", ("设备标识",)),
    ]


def test_features_beside_what_they_collect_name_nobody(tmp_path):
    table = "| 功能 | 信息 | 目的 |\n| --- | --- | --- |\n| 登录 | 手机号 | 创建账号 |\n| 地图 | 位置 | 展示附近 |\n"
    assert _told(tmp_path, f"### 我们收集的信息\n\n{table}") == []


def test_a_name_that_ends_in_platform_is_no_label(tmp_path):
    text = (
        "## 第三方服务清单\n\n- 秋沙数据分析平台：使用目的：统计使用情况；收集信息：设备型号、IP地址\n"
        "- 苍鹭短信平台：使用目的：发送验证码；收集信息：手机号\n"
    )
    assert _told(tmp_path, text) == [
        ("秋沙数据分析平台", "", "统计使用情况", ("设备型号", "IP地址")),
        ("苍鹭短信平台", "", "发送验证码", ("手机号",)),
    ]


def test_a_label_that_ends_in_platform_is_no_name(tmp_path):
    text = "## 第三方SDK\n\n- SDK名称：白鹭统计SDK；适用平台：安卓平台；使用目的：统计；收集信息：设备型号\n"
    assert _told(tmp_path, text) == [("白鹭统计SDK", "", "统计", ("设备型号",))]


def test_whom_nothing_is_given_to_is_not_listed(tmp_path):
    assert _told(tmp_path, "## 第三方服务\n\n我们不会把您的手机号提供给高德地图。\n") == []


def test_sections_of_a_text_in_json(tmp_path):
    said = "我们使用以下第三方SDK：\\n1. 白鹭推送SDK：用于推送。\\n2. 苍鹭SDK：用于定位。"
    text = f'[{{"heading": "第三方服务", "content": "{said}"}}]'
    assert [(name, use) for name, _, use, _ in _told(tmp_path, text, "list.json")] == [
        ("白鹭推送SDK", "用于推送"),
        ("苍鹭SDK", "用于定位"),
    ]
