"""What is taken first and then what for, several uses in one sentence, whose policies stand below an entry; twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

facts = reader_of("list.md")


def told(tmp_path, text: str, name: str = "list.md") -> list[tuple[str, str, tuple[str, ...]]]:
    return [(fact.name, fact.purpose, fact.data) for fact in facts(tmp_path, text, name)]


@pytest.mark.parametrize(
    ("sentence", "use", "data"),
    [
        (
            "The app uses Firebase Analytics to collect statistics (such as page visits, clicks, etc.) to help us.",
            "collect statistics (such as page visits, clicks, etc.) to help us",
            ("statistics", "page visits", "clicks"),
        ),
        (
            "We use Sentry to collect crash logs and device models so that we can fix bugs.",
            "collect crash logs and device models so that we can fix bugs",
            ("crash logs", "device models"),
        ),
        (
            "We use Sentry for crash reports, performance traces, and release health.",
            "crash reports, performance traces, and release health",
            (),
        ),
        ("We use Sentry for crash reports, and we never send your name.", "crash reports", ()),
        ("We use Sentry for crash reports, which are encrypted, and kept.", "crash reports", ()),
    ],
)
def test_an_english_sentence(tmp_path, sentence, use, data):
    assert told(tmp_path, f"## Third-party services\n\n{sentence}\n") == [
        (("Firebase Analytics" if "Firebase" in sentence else "Sentry"), use, data)
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("我们使用Bugly收集崩溃日志以定位问题。", ("Bugly", "收集崩溃日志以定位问题", ("崩溃日志",))),
        ("我们使用Bugly获取授权以便登录。", ("Bugly", "获取授权以便登录", ())),
        (
            "本应用集成友盟统计SDK，用于收集使用数据（如访问次数、点击次数等），以帮助我们改进产品。",
            (
                "友盟统计SDK",
                "帮助我们改进产品",
                ("使用数据", "访问次数", "点击次数"),
            ),
        ),
    ],
)
def test_a_chinese_sentence(tmp_path, sentence, found):
    (said,) = told(tmp_path, f"## 第三方SDK\n\n{sentence}\n")
    assert (said[0], said[1]) == found[:2]
    assert said[2] == found[2]


def test_verbs_that_a_clause_joins_are_none_of_its_data(tmp_path):
    text = (
        "## Third-Party Services\n\nWe may use third-party services, such as Google Analytics, that collect, monitor "
        "and analyze app usage data.\n"
    )
    assert told(tmp_path, text) == [("Google Analytics", "", ("app usage data",))]


def test_whose_policies_stand_below_an_entry(tmp_path):
    text = (
        "## Third-Party Services\n\nWe may use third-party services that have their own privacy policies:\n\n"
        "- **Apple Maps / Google Maps:** The app may open the map application of your device.\n"
        "  - _Google Privacy Policy:_ [Google Privacy Policy](https://policies.google.com/privacy)\n"
        "  - _Apple Privacy Policy:_ [Apple Privacy Policy](https://www.apple.com/legal/privacy/)\n"
        "- **Expo:** We use Expo to build the app. Expo may collect anonymous usage data.\n"
        "  - _Privacy Policy:_ [Expo Privacy Policy](https://expo.dev/privacy)\n"
    )
    assert [(fact.name, fact.link) for fact in facts(tmp_path, text)] == [
        ("Apple Maps / Google Maps", "https://policies.google.com/privacy"),
        ("Expo", "https://expo.dev/privacy"),
    ]


def test_policies_that_no_entry_stands_above_name_their_own(tmp_path):
    text = (
        "## Third-Party Services\n\n- _Google Privacy Policy:_ [Google Privacy Policy](https://policies.google.com/privacy)\n"
        "- _Apple Privacy Policy:_ [Apple Privacy Policy](https://www.apple.com/legal/privacy/)\n"
    )
    assert [fact.name for fact in facts(tmp_path, text)] == ["Google", "Apple"]


@pytest.mark.parametrize("mark", ["+", "-", "*"])
def test_items_of_a_value_by_a_plus(tmp_path, mark):
    text = (
        "### 第三方SDK\n\n#### 腾讯地图SDK（com.tencent.map）\n\n**服务提供商**：深圳市腾讯计算机系统有限公司\n"
        f"**功能用途**：\n\n{mark} 门店位置展示\n{mark} 导航\n\n**收集信息**：\n\n{mark} 位置信息\n{mark} WiFi信息\n"
    )
    assert told(tmp_path, text) == [("腾讯地图SDK（com.tencent.map）", "门店位置展示、导航", ("位置信息", "WiFi信息"))]


def test_a_plus_before_a_number_is_none(tmp_path):
    text = "SDK名称：白鹭SDK\n用途：推送\n电话：\n+ 86 10 1234 5678\n"
    assert [(fact.name, fact.purpose) for fact in facts(tmp_path, text)] == [("白鹭SDK", "推送")]


@pytest.mark.parametrize("bold", ["", "**"])
def test_chinese_names_in_bold(tmp_path, bold):
    text = (
        f"## 第三方服务\n- {bold}高德地图{bold}：收集位置信息以展示附近门店\n"
        f"- {bold}友盟{bold}：收集设备信息以统计使用情况\n"
    )
    assert told(tmp_path, text) == [
        ("高德地图", "展示附近门店", ("位置信息",)),
        ("友盟", "统计使用情况", ("设备信息",)),
    ]


def test_an_entry_that_takes_nothing(tmp_path):
    text = "## 第三方服务\n- 友盟：不收集任何信息\n- 高德地图：用于展示附近门店\n"
    assert [(fact.name, fact.data) for fact in facts(tmp_path, text)] == [("友盟", ()), ("高德地图", ())]


def test_uses_below_a_sentence_that_leads_to_them(tmp_path):
    text = (
        "## Third parties\n\n### Supabase\n\nOrchid uses Supabase for:\n\n- waitlist requests\n- invite support\n\n"
        "### Resend\n\nOrchid uses Resend to:\n\n- notify the owner\n- deliver invite codes\n"
    )
    assert told(tmp_path, text) == [
        ("Supabase", "waitlist requests；invite support", ()),
        ("Resend", "notify the owner；deliver invite codes", ()),
    ]


def test_whose_policy_governs_is_no_use(tmp_path):
    page = (
        "<html><body><h2>Third-party services</h2><ul>"
        '<li><b>Firebase Cloud Messaging:</b> (Governed by the Google policy) <a href="https://egret.example/privacy">'
        "Firebase Privacy Policy</a></li>"
        '<li><b>AppLovin:</b> <a href="https://www.applovin.com/privacy/">https://www.applovin.com/privacy/</a></li>'
        "</ul></body></html>"
    )
    assert [(fact.name, fact.purpose, fact.link) for fact in facts(tmp_path, page, "list.html")] == [
        ("Firebase Cloud Messaging", "", "https://egret.example/privacy"),
        ("AppLovin", "", "https://www.applovin.com/privacy/"),
    ]


def test_the_title_of_a_link_that_is_glued_to_a_use(tmp_path):
    page = "".join(
        f'<div class="card"><h3>{name}</h3><p>{use}<a href="https://egret.example/{at}">隱私權政策</a></p></div>'
        for at, (name, use) in enumerate(
            [("Google Analytics", "統計流量"), ("Meta Pixel", "廣告成效"), ("LINE Login", "登入")]
        )
    )
    assert [(fact.name, fact.purpose) for fact in facts(tmp_path, page, "list.html")] == [
        ("Google Analytics", "統計流量"),
        ("Meta Pixel", "廣告成效"),
        ("LINE Login", "登入"),
    ]


def test_a_counted_list_in_one_sentence_with_uses_in_brackets(tmp_path):
    text = (
        "## 第三方 AI 服务\n\n我们使用的第三方 AI 服务商包括：(1) Google Gemini（用于抠图等图像处理）；"
        "(2) OpenAI 接口（用于穿衣建议）。\n"
    )
    assert told(tmp_path, text) == [("Google Gemini", "抠图等图像处理", ()), ("OpenAI 接口", "穿衣建议", ())]


def test_a_company_in_brackets_behind_the_colon(tmp_path):
    text = (
        "## Third party services\n\n- Google Maps: (Google LLC) — maps and routes; receives location.\n"
        "- Twilio: (Twilio Inc.) — text messages; receives phone number.\n"
    )
    assert [(fact.name, fact.company, fact.purpose, fact.data) for fact in facts(tmp_path, text)] == [
        ("Google Maps", "Google LLC", "maps and routes", ("location",)),
        ("Twilio", "Twilio Inc.", "text messages", ("phone number",)),
    ]


def test_what_is_done_without_cookies_is_done(tmp_path):
    text = (
        "## Third-party services\n\n- Plausible Analytics: page statistics without requiring cookies.\n"
        "- Sentry: error reports.\n"
    )
    assert [fact.name for fact in facts(tmp_path, text)] == ["Plausible Analytics", "Sentry"]
    denied = text.replace("page statistics without requiring cookies", "works without any SDK")
    assert [fact.name for fact in facts(tmp_path, denied)] == ["Sentry"]


def test_sentences_that_give_something_to_somebody(tmp_path):
    text = "三、我们如何共享\n我们会把手机号给阿里云，用来发验证码；把崩溃日志给腾讯Bugly，用来查问题。\n"
    assert told(tmp_path, text, "list.txt") == [
        ("阿里云", "发验证码", ("手机号",)),
        ("腾讯Bugly", "查问题", ("崩溃日志",)),
    ]
    assert facts(tmp_path, text.replace("我们会把", "我们不会把").replace("；把", "；不会把"), "list.txt") == []


def test_an_entry_that_hands_something_over_names_whom(tmp_path):
    text = "## 共享给第三方的信息\n- 将订单金额提供给微信支付，用于付款\n- 将崩溃日志上传至腾讯Bugly，用于排查问题\n"
    assert told(tmp_path, text) == [("微信支付", "付款", ("订单金额",)), ("腾讯Bugly", "排查问题", ("崩溃日志",))]


def test_a_kind_with_who_offers_it_that_takes_something(tmp_path):
    text = "## 第三方服务商\n- 短信服务（阿里云）：发送验证码，处理手机号\n- 崩溃分析（腾讯Bugly）：收集崩溃日志\n"
    assert told(tmp_path, text) == [("阿里云", "发送验证码", ("手机号",)), ("腾讯Bugly", "崩溃分析", ("崩溃日志",))]


def test_a_name_in_which_a_label_seems_to_stand(tmp_path):
    text = (
        "第三方SDK清单\n①微信开放平台SDK\n【使用目的】微信登录、分享\n【收集信息】设备标识信息\n"
        "【第三方主体】深圳市腾讯计算机系统有限公司\n②高德地图SDK\n【使用目的】定位\n【收集信息】位置信息\n"
        "【第三方主体】高德软件有限公司\n"
    )
    assert [(fact.name, fact.company) for fact in facts(tmp_path, text, "list.txt")] == [
        ("微信开放平台SDK", "深圳市腾讯计算机系统有限公司"),
        ("高德地图SDK", "高德软件有限公司"),
    ]
