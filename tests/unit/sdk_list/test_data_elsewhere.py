"""What sentences away from a list say goes to somebody listed, and what they deny or say of somebody else."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")

PAGE = (
    "# Privacy policy\n\nHello.\n\n## Features\n\n{}\n\n## Third-party services\n\n"
    "- **Sentry** — finds bugs\n- **Mapbox** — shows maps\n- **Stripe, Inc.** — takes payments\n"
)
PAGE_ZH = "# 隐私政策\n\n您好。\n\n## 功能\n\n{}\n\n## 第三方服务\n\n- **友盟**：统计分析\n- **高德地图**：展示地图\n"


def data_of(tmp_path, page: str, sentence: str) -> dict[str, tuple[str, ...]]:
    return {fact.name: fact.data for fact in read(tmp_path, page.format(sentence)) if fact.data}


@pytest.mark.parametrize(
    ("sentence", "data"),
    [
        ("When you open the map, your location is sent to Mapbox.", {"Mapbox": ("location",)}),
        ("We store your email and address in our Mapbox database.", {"Mapbox": ("email", "address")}),
        ("Logs may be processed by Sentry and Mapbox.", {"Sentry": ("Logs",), "Mapbox": ("Logs",)}),
        ("Payments: card details are entered with Stripe.", {"Stripe, Inc.": ("card details",)}),
        ("Device model and app version (processed by Sentry).", {"Sentry": ("Device model", "app version")}),
        ("Maps are drawn by Mapbox and may use cookies under their policies.", {"Mapbox": ("cookies",)}),
        ("We use Sentry and Mapbox. They may collect your IP.", {"Sentry": ("IP",), "Mapbox": ("IP",)}),
        ("A visit may result in Mapbox collecting usage statistics.", {"Mapbox": ("usage statistics",)}),
        ("Sentry may collect:\n\n- Device model\n- Crash traces", {"Sentry": ("Device model", "Crash traces")}),
    ],
)
def test_a_sentence_elsewhere_says_what_somebody_listed_gets(tmp_path, sentence, data):
    assert data_of(tmp_path, PAGE, sentence) == data


@pytest.mark.parametrize(
    "sentence",
    [
        "Your location is never sent to Mapbox.",
        "We do not store your email address in Mapbox.",
        "Your payments are processed by Stripe.",
        "Your location is sent to our server.",
        "Sentry may collect certain data.",
    ],
)
def test_a_sentence_that_denies_or_names_somebody_else_gives_nothing(tmp_path, sentence):
    assert data_of(tmp_path, PAGE, sentence) == {}


def test_a_name_of_two_is_that_of_neither(tmp_path):
    listed = "## Third-party services\n\n- Google Maps — maps\n- Google Ads — ads\n"
    page = "# P\n\nHi.\n\nYour photos are sent to {}.\n\n" + listed
    assert [fact.data for fact in read(tmp_path, page.format("Google"))] == [(), ()]
    assert [fact.data for fact in read(tmp_path, page.format("Google Maps"))] == [("photos",), ()]


@pytest.mark.parametrize(
    ("sentence", "data"),
    [
        ("打开地图时，您的位置信息会发送至高德地图。", {"高德地图": ("位置信息",)}),
        ("友盟可能会收集以下信息：\n\n- 设备型号\n- IP地址", {"友盟": ("设备型号", "IP地址")}),
        ("我们会向友盟提供您的设备标识符。", {"友盟": ("设备标识符",)}),
        ("您的位置信息不会发送至高德地图。", {}),
        ("友盟不会收集您的设备标识符。", {}),
    ],
)
def test_a_chinese_sentence_elsewhere_says_so_too(tmp_path, sentence, data):
    assert data_of(tmp_path, PAGE_ZH, sentence) == data


def test_a_list_below_a_denial_gives_nothing(tmp_path):
    denied = "We never do any of the following:\n\n- Your location is sent to Mapbox."
    assert data_of(tmp_path, PAGE, denied) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "Is your email address sent to Sentry? No.",
        "Before 2024, email addresses were stored in Sentry. That is over.",
        "Your email address is stored in Sentry's competitor.",
        "If you opt out, no email address is sent to Sentry.",
    ],
)
def test_questions_the_past_and_somebody_else_s_give_nothing(tmp_path, sentence):
    assert data_of(tmp_path, PAGE, sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "data"),
    [
        ("These services may collect your IP address.", ("IP address",)),
        ("They do not collect your IP address.", ()),
        ("We may collect your IP address.", ()),
    ],
)
def test_a_sentence_below_a_list_says_what_all_in_it_get(tmp_path, sentence, data):
    facts = read(tmp_path, PAGE.format("Nothing.") + f"\n{sentence}\n")
    assert [fact.data for fact in facts] == [data] * 3


@pytest.mark.parametrize(
    ("lead", "data"), [("各推送 SDK 通常收集的信息：", ("设备 ID", "IP 地址")), ("我们收集的信息：", ())]
)
def test_a_list_below_a_table_says_what_all_in_it_get(tmp_path, lead, data):
    rows = "".join(f"<tr><td>{name}</td><td>下发通知</td></tr>" for name in ("华为推送服务", "小米推送"))
    page = (
        "<h1>隐私政策</h1><p>您好。</p><h2>第三方 SDK</h2>"
        f"<table><tr><th>SDK 名称</th><th>使用目的</th></tr>{rows}</table>"
        f"<p>{lead}</p><ul><li>设备 ID</li><li>IP 地址</li></ul>"
    )
    assert [fact.data for fact in reader_of("list.html")(tmp_path, page)] == [data] * 2


@pytest.mark.parametrize(
    ("sentence", "data"),
    [
        ("We do not store your card details. That information is provided directly to Stripe.", ("card details",)),
        ("Card details (handled securely by Stripe — we never see them).", ("Card details",)),
        ("When you pay through Stripe, we receive your name and email.", ("name", "email")),
        ("Stripe is the data controller for card data; we never see it.", ("card data",)),
    ],
)
def test_what_an_app_does_not_keep_goes_to_somebody(tmp_path, sentence, data):
    assert data_of(tmp_path, PAGE, sentence) == {"Stripe, Inc.": data}


@pytest.mark.parametrize(
    "sentence",
    [
        "We do not store your card details. That information is not provided to Stripe.",
        "We do not store your card details. Stripe takes payments.",
        "Stripe is the best provider for payments.",
    ],
)
def test_what_is_not_kept_and_goes_nowhere_is_nobodys(tmp_path, sentence):
    assert data_of(tmp_path, PAGE, sentence) == {}


def test_these_providers_are_those_of_the_paragraph_before(tmp_path):
    told = "We use providers such as Sentry to answer.\n\nThe text that you write may be processed by these providers."
    assert data_of(tmp_path, PAGE, told) == {"Sentry": ("text that you write",)}
    assert data_of(tmp_path, PAGE, told.replace("\n\nThe", "\n\n## More\n\nThe")) == {}


def test_a_list_below_counts_what_is_shared(tmp_path):
    told = "To take payments, certain information is shared with Stripe, including:\n\n- Card number\n- Email address"
    assert data_of(tmp_path, PAGE, told) == {"Stripe, Inc.": ("Card number", "Email address")}


def test_a_table_of_processors_gets_what_sentences_tell(tmp_path):
    page = (
        "# P\n\nHi.\n\n- **Logs** — our host (Vercel) may process\n  request logs such as IP address.\n\n"
        "## Sub-processors\n\n| Processor | Role |\n|---|---|\n| Vercel | Hosting |\n| Calendly | Booking |\n"
    )
    assert {fact.name: fact.data for fact in read(tmp_path, page)} == {
        "Vercel": ("request logs such as IP address",),
        "Calendly": (),
    }


@pytest.mark.parametrize(
    ("use", "data"),
    [
        ("数据存储服务，用于存储用户信息和验证码", ("用户信息和验证码",)),
        ("用于存储功能", ()),
        ("用于不存储用户信息的统计", ()),
    ],
)
def test_what_a_use_keeps_is_data(tmp_path, use, data):
    page = f"# 第三方服务\n\n本应用使用以下第三方服务：\n\n- 友盟：{use}\n- 高德地图：展示地图\n"
    assert read(tmp_path, page)[0].data == data
