"""Kinds of service before those who offer them, brackets that say of each what for, and rules of strokes."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of, told

read = reader_of("list.md")


def test_brackets_behind_each_name_of_a_sentence_say_what_it_is_for_and_takes(tmp_path):
    sentence = "本应用涉及的第三方SDK包括：极光推送（用于消息推送，收集设备标识）、高德地图（用于定位，收集位置信息）。"
    assert told(read(tmp_path, sentence, "list.txt")) == [
        ("极光推送", "消息推送", "设备标识"),
        ("高德地图", "定位", "位置信息"),
    ]


def test_without_brackets_the_sentence_says_it_of_all(tmp_path):
    sentence = "本应用涉及的第三方SDK包括：极光推送、个推推送，用于消息推送，收集设备标识。"
    assert told(read(tmp_path, sentence, "list.txt")) == [
        ("极光推送", "消息推送", "设备标识"),
        ("个推推送", "消息推送", "设备标识"),
    ]


def test_several_behind_a_kind_each_with_its_company(tmp_path):
    text = (
        "#### 第三方服务\n\n- 登录：微信（深圳市腾讯计算机系统有限公司）、微博（北京微梦创科网络技术有限公司）\n"
        "- 地图：高德地图（高德软件有限公司），会收集位置信息\n"
    )
    facts = read(tmp_path, text)
    assert told(facts) == [("微信", "登录", ""), ("微博", "登录", ""), ("高德地图", "地图", "位置信息")]
    assert [fact.company for fact in facts] == [
        "深圳市腾讯计算机系统有限公司",
        "北京微梦创科网络技术有限公司",
        "高德软件有限公司",
    ]


def test_a_kind_and_a_company_behind_a_dash_in_bold(tmp_path):
    text = (
        "## Third-party services\n\n**Analytics — Amplitude, Inc.** We see which features are used. "
        "<https://amplitude.com/privacy>\n\n**Payments — Stripe, Inc.** Takes your payment. <https://stripe.com/privacy>\n"
    )
    assert [fact.name for fact in read(tmp_path, text)] == ["Amplitude, Inc.", "Stripe, Inc."]


def test_a_rule_of_strokes_below_headings_is_no_row(tmp_path):
    row = "{:<12}{:<24}{:<12}{}\n"
    text = (
        row.format("SDK名称", "提供方", "用途", "收集的信息")
        + "─" * 40
        + "\n"
        + row.format("Bugly", "白鹭科技有限公司", "崩溃统计", "设备型号")
        + row.format("JPush", "青鸟科技有限公司", "消息推送", "设备标识")
    )
    assert told(read(tmp_path, f"附件：SDK清单\n\n{text}", "list.txt")) == [
        ("Bugly", "崩溃统计", "设备型号"),
        ("JPush", "消息推送", "设备标识"),
    ]


def test_why_something_needs_data_is_what_for(tmp_path):
    block = "{}\n  What: {}\n  Why they need data: {}\n  Data: {}\n\n"
    text = (
        "We use these third-party services:\n\n"
        + block.format("Google AdMob", "displays ads", "to measure ads", "advertising ID")
        + block.format("OneSignal", "push notifications", "to deliver notifications", "push token")
    )
    assert [(fact.name, fact.data) for fact in read(tmp_path, text, "list.txt")] == [
        ("Google AdMob", ("advertising ID",)),
        ("OneSignal", ("push token",)),
    ]


def test_a_title_that_says_what_for_is_the_use_of_the_block_below_it_alone(tmp_path):
    block = "**（{}）用于{}功能**\n\nSDK名称：{}SDK\n涉及的个人信息：{}\n第三方名称：{}有限公司\n\n"
    text = (
        "## 第三方SDK\n\n"
        + block.format(1, "一键登录", "白鹭", "手机号码", "白鹭")
        + block.format(2, "地图定位", "青鸟", "地理位置", "青鸟")
    )
    assert told(read(tmp_path, text)) == [
        ("白鹭SDK", "一键登录功能", "手机号码"),
        ("青鸟SDK", "地图定位功能", "地理位置"),
    ]


def test_a_file_that_is_one_list_of_code_names_is_a_list(tmp_path):
    entries = "- `firebase_analytics` – usage statistics\n- `sentry_flutter` – crash reports\n"
    listed = read(tmp_path, f"{entries}- `purchases_flutter` – subscriptions\n")
    assert [fact.name for fact in listed] == ["firebase_analytics", "sentry_flutter", "purchases_flutter"]
    assert read(tmp_path, f"# Notes\n\nWhat the build needs.\n\n{entries}", "notes.md") == []


def test_the_title_of_a_kind_before_a_sentence_on_a_company(tmp_path):
    text = (
        "## Service providers\n\n**6.1 Hosting.** Fly.io, Inc. (United States) hosts our servers.\n\n"
        "**6.2 Email.** Resend, Inc. sends our emails.\n\n"
        "**6.3 Payments.** Apple and Google process purchases; we never see your card number.\n"
    )
    assert [fact.name for fact in read(tmp_path, text)] == ["Fly.io, Inc.", "Resend, Inc."]


def test_a_line_below_a_name_begins_with_who_provides_it(tmp_path):
    entry = "**{}**\n{}提供，用于{}。会获取：{}。\n\n"
    text = "### SDK说明\n\n" + entry.format("微信 OpenSDK", "白鹭有限公司", "微信登录", "设备型号")
    facts = read(tmp_path, text + entry.format("TalkingData App Analytics", "青鸟有限公司", "统计分析", "网络信息"))
    assert [(fact.company, fact.purpose) for fact in facts] == [
        ("白鹭有限公司", "微信登录"),
        ("青鸟有限公司", "统计分析"),
    ]


def test_a_label_behind_a_sentence_says_which_data_its_service_gets(tmp_path):
    text = (
        "# Privacy\n\n## Third parties\n\n#### Analytics\nWe use **Mixpanel** (Mixpanel, Inc.) to see what is used. "
        "Data: event names, device model.\n\n#### Ads\nWe use **AppLovin MAX** (AppLovin Corporation) to show ads. "
        "Region: Ireland.\n"
    )
    assert [(fact.name, fact.data) for fact in read(tmp_path, text)] == [
        ("Mixpanel", ("event names", "device model")),
        ("AppLovin MAX", ()),
    ]


def test_lines_of_one_cell_name_several_with_their_companies_beside_them(tmp_path):
    page = (
        "<table><tr><td>SDK名称</td><td>使用目的</td><td>主体</td></tr><tr><td>小米Push SDK<br/>华为Push SDK</td>"
        "<td>消息推送</td><td>白鹭有限公司<br/>青鸟有限公司</td></tr></table>"
    )
    assert [(fact.name, fact.company) for fact in read(tmp_path, page, "list.html")] == [
        ("小米Push SDK", "白鹭有限公司"),
        ("华为Push SDK", "青鸟有限公司"),
    ]


def test_strokes_part_labels_with_their_values(tmp_path):
    line = "【{}】公司：{}有限公司 / 目的：{} / 信息：{} / 链接：https://egret.example/{}\n"
    text = "SDK列表：\n" + line.format("极光推送", "白鹭", "推送", "设备标识", 1)
    facts = read(tmp_path, text + line.format("腾讯Bugly", "青鸟", "崩溃收集", "日志", 2), "list.txt")
    assert [(fact.company, fact.purpose, fact.link) for fact in facts] == [
        ("白鹭有限公司", "推送", "https://egret.example/1"),
        ("青鸟有限公司", "崩溃收集", "https://egret.example/2"),
    ]


def test_whether_something_is_taken_with_what_is(tmp_path):
    text = (
        "- 名称: Glide\n  用途: 图片加载\n  是否收集个人信息: 否\n- 名称: 神策分析\n  用途: 行为分析\n"
        "  是否收集个人信息: 是，设备标识、操作记录\n"
    )
    assert [(fact.name, fact.data) for fact in read(tmp_path, text)] == [
        ("Glide", ()),
        ("神策分析", ("设备标识", "操作记录")),
    ]
