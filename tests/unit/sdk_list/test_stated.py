"""Statements of running text on somebody known count where nothing is listed; refusals and the user's own do not."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, text: str):
    path = tmp_path / "list.md"
    path.write_text(f"# 记账本隐私政策\n\n## 三、数据\n\n{text}\n", encoding="utf-8")
    return {fact.name: fact for fact in read_sdk_list(path, shipped_lexicons()).facts}


def read_english(tmp_path, text: str):
    path = tmp_path / "list.md"
    path.write_text(f"# Ledger privacy policy\n\n## Data\n\n{text}\n", encoding="utf-8")
    return {fact.name: fact for fact in read_sdk_list(path, shipped_lexicons()).facts}


def test_who_is_used_and_for_what_is_read(tmp_path):
    facts = read(
        tmp_path,
        "我们使用 RevenueCat 来管理订阅状态；RevenueCat 会收到您的购买凭证。\n\n您的账本存储在 Supabase（托管于 AWS）。"
        "本应用基于高德地图提供门店导航。\n\n语音转写由 DeepSeek 提供。",
    )
    assert {name: (fact.purpose, fact.data) for name, fact in facts.items()} == {
        "RevenueCat": ("管理订阅状态", ("购买凭证",)),
        "Supabase": ("", ("账本",)),
        "AWS": ("托管", ()),
        "高德地图": ("提供门店导航", ()),
        "DeepSeek": ("语音转写", ()),
    }


def test_a_list_below_a_statement_says_what_for_or_what_is_taken(tmp_path):
    facts = read(
        tmp_path,
        "我们使用 AI 服务（OpenAI 和 Anthropic/Claude）来：\n\n- 转写语音\n- 整理小票\n\n"
        "横幅由 Google AdMob 投放。为了投放横幅，Google 可能收集以下数据：\n\n- 广告标识符\n- IP 地址",
    )
    assert facts["OpenAI"].purpose == facts["Anthropic/Claude"].purpose == "转写语音、整理小票"
    assert facts["Google AdMob"].data == ("广告标识符", "IP 地址")
    assert "Google" not in facts


@pytest.mark.parametrize(
    "text",
    [
        "我们未使用 Firebase 来统计访问。",
        "您可以使用微信登录本应用。",
        "使用支付宝支付时，我们会记录订单号。",
        "您的数据存储在您的 iCloud 账户中。",
        "请使用 Chrome 浏览器打开。",
        "Google 会根据其隐私政策处理您的数据。",
        "我们使用行业通行的加密技术。",
    ],
)
def test_refusals_and_what_the_user_does_name_nobody(tmp_path, text):
    facts = read(tmp_path, f"{text}\n\n我们使用 RevenueCat 来管理订阅状态。")
    assert list(facts) == ["RevenueCat"]


def test_running_text_beside_a_list_names_whom_the_list_does_not(tmp_path):
    text = "| SDK名称 | 用途 |\n| --- | --- |\n| 白鹭SDK | 统计 |\n\n我们使用 RevenueCat 来管理订阅状态。"
    assert list(read(tmp_path, text)) == ["白鹭SDK", "RevenueCat"]
    assert list(read(tmp_path, text.replace("我们使用", "我们不使用"))) == ["白鹭SDK"]


def test_who_is_called_an_sdk_is_read_where_sentences_on_sdks_are(tmp_path):
    text = "消息由极光提供。\n\n我们集成了极光推送SDK，会收集设备标识符，用于下发消息。"
    assert list(read(tmp_path, text)) == ["极光推送SDK"]


def test_english_statements_name_who_does_what(tmp_path):
    facts = read_english(
        tmp_path,
        "Apple processes App Store payments, and RevenueCat helps us keep your subscription.\n\n"
        "The ledger integrates with Apple Health and Google Fit for step counts.\n\n"
        "We use Google Firebase Analytics to understand how pages are read. You can use Dropbox to keep copies.\n",
    )
    assert {name: fact.purpose for name, fact in facts.items()} == {
        "Apple": "processes App Store payments",
        "RevenueCat": "helps us keep your subscription",
        "Apple Health": "step counts",
        "Google Fit": "step counts",
        "Google Firebase Analytics": "understand how pages are read",
    }


def test_english_refusals_name_nobody(tmp_path):
    text = "We do not use Firebase to count visits. RevenueCat helps us keep your subscription."
    assert list(read_english(tmp_path, text)) == ["RevenueCat"]


@pytest.mark.parametrize(("size_of_page", "names"), [("13.333vw", ["白鹭SDK"]), ("16px", [])])
def test_a_size_in_rem_is_of_the_size_of_the_page(tmp_path, size_of_page, names):
    """A page that lays itself out by the width of the screen was taken for one that hides its table."""
    path = tmp_path / "list.html"
    path.write_text(
        f"<html><head><style>html{{font-size:{size_of_page}}} td{{font-size:.15rem}}</style></head><body>"
        "<h3>第三方SDK</h3>"
        "<table><tr><td>SDK名称</td><td>用途</td></tr><tr><td>白鹭SDK</td><td>统计</td></tr></table></body></html>",
        encoding="utf-8",
    )
    assert [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts] == names


@pytest.mark.parametrize(
    ("owner", "is_told"),
    [("北京白鹭科技有限公司的", True), ("北京白鹭科技有限公司开发的", True), ("手机自带的", False)],
)
def test_whose_a_further_sdk_is_tells_that_it_is_used(tmp_path, owner, is_told):
    path = tmp_path / "policy.txt"
    path.write_text(
        "隐私政策\n\n我们使用了青鸟推送SDK推送消息，收集OAID。"
        f"青鸟还附带{owner}白鹭标识SDK，用于识别设备，可能处理网络信息。\n",
        encoding="utf-8",
    )
    names = {fact.name: fact.company for fact in read_sdk_list(path, shipped_lexicons()).facts}
    assert ("白鹭标识SDK" in names) == is_told
    assert "青鸟推送SDK" in names
