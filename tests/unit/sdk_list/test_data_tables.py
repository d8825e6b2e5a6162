"""Tables of what one SDK takes below its name, lists of those who are not there, and entries told in two sentences."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list


def read(tmp_path, name: str, text: str) -> list[DeclaredSdkFact]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


TAKEN = (
    "# 第三方SDK清单\n\n#### 1. 地图功能\n\n**{name}**\n\n| **收集的个人信息** | **{use}** |\n|---|---|\n"
    "| IP 地址 | 提供网络定位 |\n| WiFi状态 | 辅助定位 |\n| 基站信息 | 辅助定位 |\n"
)


def test_a_table_of_data_below_the_name_of_an_sdk_is_of_that_sdk(tmp_path):
    [fact] = read(tmp_path, "list.md", TAKEN.format(name="白鹭地图SDK（com.egret.maps）", use="收集目的"))
    assert fact.name == "白鹭地图SDK（com.egret.maps）"
    assert fact.data == ("IP 地址", "WiFi状态", "基站信息")
    assert fact.purpose == "提供网络定位；辅助定位"


def test_the_same_table_below_a_function_of_the_app_is_of_nobody(tmp_path):
    assert read(tmp_path, "list.md", TAKEN.format(name="定位服务", use="收集目的")) == []


def test_a_sentence_may_lead_from_the_name_to_the_table(tmp_path):
    text = TAKEN.format(name="白鹭地图SDK", use="收集目的").replace(
        "**\n\n| **收", "**\n\n会收集的信息如下：\n\n| **收"
    )
    assert [fact.name for fact in read(tmp_path, "list.md", text)] == ["白鹭地图SDK"]
    other = text.replace("会收集的信息如下：", "以上为接入情况。")
    assert [fact.data for fact in read(tmp_path, "list.md", other)] == [()]


def test_fields_of_a_kind_stand_behind_it(tmp_path):
    text = (
        "# 第三方SDK清单\n\n**白鹭广告SDK**\n\n| **收集的个人信息** | |\n|---|---|\n"
        "| **个人信息类型** | **个人信息字段** |\n"
        "| 设备信息 | 设备品牌、OAID |\n| 网络信息 | IP地址 |\n"
    )
    [fact] = read(tmp_path, "list.md", text)
    assert fact.data == ("设备信息", "设备品牌", "OAID", "网络信息", "IP地址")


DENIED = (
    "# 隐私政策\n\n## 第三方服务\n\n本应用{verb}任何用于数据分析、广告、追踪或崩溃报告的第三方 SDK，包括但不限于：\n\n"
    "- 分析/统计 SDK（如 白鹭统计、青鸟统计）\n- 崩溃报告 SDK（如 白鹭崩溃）\n\n本应用使用以下第三方服务：\n\n"
    "- **青鸟登录SDK**——用于账号登录，收集设备标识符。\n"
)


@pytest.mark.parametrize(("verb", "count"), [("不集成", 1), ("可能集成", 2)])
def test_what_an_app_says_that_it_does_not_embed_is_not_listed(tmp_path, verb, count):
    """The lead-in has commas and ends in "including": what stands below it is not there."""
    facts = read(tmp_path, "policy.md", DENIED.format(verb=verb))
    assert len(facts) == count
    assert facts[-1].name == "青鸟登录SDK"


def test_a_condition_denies_nothing(tmp_path):
    text = DENIED.format(verb="如果不集成").replace("本应用如果不集成", "如果您不使用")
    assert len(read(tmp_path, "policy.md", text)) == 2


ENTRIES = (
    "# Privacy Policy\n\n## Third-Party Services\n\nWe use the following third-party services:\n\n"
    "- **Egret Crash** — crash reporting. {first}\n- **Bluebird Pay** — payments. {second}\n"
)


def test_a_further_sentence_without_a_subject_says_what_is_taken(tmp_path):
    text = ENTRIES.format(
        first="Collects device info and error stack traces.",
        second="When you subscribe, processes purchase receipts. Does not access your card.",
    )
    assert [fact.data for fact in read(tmp_path, "policy.md", text)] == [
        ("device info", "error stack traces"),
        ("purchase receipts",),
    ]


def test_a_further_sentence_on_something_else_says_nothing_of_that(tmp_path):
    text = ENTRIES.format(first="Does not collect device info.", second="Your bank collects fees.")
    assert [fact.data for fact in read(tmp_path, "policy.md", text)] == [(), ()]


def test_where_an_sdk_is_used_is_no_part_of_its_name(tmp_path):
    text = ENTRIES.format(first="", second="").replace("Bluebird Pay", "Bluebird Pay{where}")
    names = [
        [fact.name for fact in read(tmp_path, "policy.md", text.replace("{where}", where))]
        for where in (" (iOS only)", " (paid by users)")
    ]
    assert names == [["Egret Crash", "Bluebird Pay (iOS only)"], ["Egret Crash"]]


def test_whose_product_it_is_takes_up_the_name_in_the_next_sentence(tmp_path):
    text = "# 隐私政策\n\n## 第三方服务\n\n本应用使用以下第三方服务：\n\n- **Google AdMob** — 广告服务。{more}\n"
    text += "- **Stripe** — 支付服务。\n"
    told, other = (
        read(tmp_path, "policy.md", text.format(more=more))
        for more in (
            "Google 可能会收集广告标识符和设备信息以提供广告。",
            "我们可能会收集广告标识符和设备信息以提供广告。",
        )
    )
    assert told[0].data == ("广告标识符和设备信息",)
    assert other[0].data == ()


POLICIES = (
    "<html><body><h2>Third-Party Services</h2><p>The app uses these third-party services:</p><ul>"
    '<li><b>Egret Pay</b>: <a href="https://egret.example.com/p">{title}</a></li>'
    '<li><b>Bluebird Ads</b>: <a href="https://bluebird.example.com/p">{title}</a></li></ul></body></html>'
)


def test_the_title_of_a_policy_is_no_use(tmp_path):
    policies = read(tmp_path, "list.html", POLICIES.format(title="Privacy Policy"))
    assert [(fact.purpose, fact.link) for fact in policies] == [
        ("", "https://egret.example.com/p"),
        ("", "https://bluebird.example.com/p"),
    ]
    uses = read(tmp_path, "list.html", POLICIES.format(title="Payment forms"))
    assert [fact.purpose for fact in uses] == ["Payment forms"] * 2


BELOW = (
    "<html><body><h2>第三方服务</h2><p>本应用使用以下第三方服务：</p><ul>"
    "<li><b>Google Play Billing</b> — 应用内购买服务。"
    '<br><a href="https://play.example.com/terms">→ {title}</a></li><li><b>Stripe</b> — 支付服务。'
    '<br><a href="https://stripe.example.com/p">→ Stripe 隐私政策</a></li></ul></body></html>'
)


def test_the_terms_of_somebody_below_the_name_are_an_address_of_theirs(tmp_path):
    facts = read(tmp_path, "list.html", BELOW.format(title="Google Play 服务条款"))
    assert [(fact.name, fact.link) for fact in facts] == [
        ("Google Play Billing", "https://play.example.com/terms"),
        ("Stripe", "https://stripe.example.com/p"),
    ]
    other = read(tmp_path, "list.html", BELOW.format(title="返回首页"))
    assert other[0].link == ""


def test_whose_policy_something_agrees_with_is_no_data(tmp_path):
    row = "# 第三方SDK清单\n\nSDK名称：白鹭订阅SDK\n使用目的：订阅\n收集的信息：订阅状态（{inner}）\n"
    told, other = (
        read(tmp_path, "list.md", row.format(inner=inner))[0].data for inner in ("符合白鹭隐私政策", "到期时间")
    )
    assert told == ("订阅状态",)
    assert other == ("订阅状态", "到期时间")


NONE = (
    "# Subprocessors\n\n## 1. Subprocessor List\n\n| Name | Purpose | Data Types |\n|---|---|---|\n"
    "| {name} | {use} | — |\n\n## {heading}\n\nBefore one is added:\n- Region and jurisdiction\n"
    "- Pre-deployment: Select hosting provider\n- Future: Speech providers\n"
)


def test_a_list_that_names_nobody_and_what_is_asked_before_names_nobody(tmp_path):
    assert read(tmp_path, "list.md", NONE.format(name="(none)", use="—", heading="Evaluation Criteria")) == []
    facts = read(tmp_path, "list.md", NONE.format(name="Egret Hosting", use="Hosting", heading="Next Steps"))
    assert [fact.name for fact in facts] == ["Egret Hosting"]


def test_headings_that_ask_in_whole_phrases_are_headings(tmp_path):
    table = (
        "# Privacy Policy\n\n|     |     |     |     |\n| --- | --- | --- | --- |\n"
        "| **Name of SDK** | **Supplier** | **{data}** | **Purpose we use the data with** |\n"
        "| Egret Software Development Kit | Egret LLC | {value} | We use Egret to trace crashes |\n"
    )
    [fact] = read(
        tmp_path, "list.md", table.format(data="Data that SDK may collect", value="Crash traces; Device model")
    )
    assert (fact.name, fact.company) == ("Egret Software Development Kit", "Egret LLC")
    assert (fact.purpose, fact.data) == ("We use Egret to trace crashes", ("Crash traces", "Device model"))
    [other] = read(tmp_path, "list.md", table.format(data="Country of the SDK", value="Finland"))
    assert other.data == ()


def test_a_use_goes_on_in_clauses_without_a_subject(tmp_path):
    text = "# 第三方SDK\n\n白鹭SDK：需要收集您的OAID以提供统计服务，{more}。\n青鸟SDK：收集您的IP地址用于推送。\n"
    told, other = (
        read(tmp_path, "list.txt", text.format(more=more))[0].purpose
        for more in ("并通过地理位置校准数据，提供基础反作弊能力", "我们不会保存这些信息")
    )
    assert told == "提供统计服务，并通过地理位置校准数据，提供基础反作弊能力"
    assert other == "提供统计服务"
