"""Labels that are phrases, kinds of data with what each is for, and the policy of somebody among other links."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list


def read(tmp_path, name: str, text: str) -> list[DeclaredSdkFact]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


BLOCKS = (
    "We list the third-party SDK as follows:\n1. Egret Connect\nPurpose of use: login\n"
    "Using Scenario: if users log in\n"
    "{data}: device information (IMEI), App installation list\nOperating Company: Egret Computer System Co. LTD\n"
    "Official website: https://egret.example.com/\n{link}: https://egret.example.com/privacy\n"
)


def test_labels_may_be_whole_phrases(tmp_path):
    text = BLOCKS.format(
        data="Type of personal information that is collected", link="Link to the Operator’s Privacy Policy"
    )
    [fact] = read(tmp_path, "list.txt", text)
    assert (fact.name, fact.company, fact.purpose) == ("Egret Connect", "Egret Computer System Co. LTD", "login")
    assert fact.data == ("device information", "IMEI", "App installation list")
    assert fact.link == "https://egret.example.com/privacy"


def test_phrases_about_something_else_are_no_labels(tmp_path):
    text = BLOCKS.format(data="Type of devices that are supported", link="Link to the Operator’s Help Pages")
    facts = read(tmp_path, "list.txt", text)
    assert [fact.data for fact in facts] == [()] * len(facts)
    assert facts[-1].link == "https://egret.example.com/"


KINDS = (
    "# Third Party SDKs\n\nEgret SDK\n\nOperator: Egret Technology Co., Ltd.\nFunction: to enable message pushing\n"
    "Category of personal information collected:\n{items}\nPrivacy Policy: https://egret.example.com/p\n"
)


@pytest.mark.parametrize("use", [": used to tell users apart and deliver mail.", " (used for delivery)"])
def test_kinds_of_data_may_say_what_each_is_for(tmp_path, use):
    items = f"  • Device information{use}\n  • Network information{use}\n"
    [fact] = read(tmp_path, "list.txt", KINDS.format(items=items))
    assert fact.data == ("Device information", "Network information")
    assert fact.link == "https://egret.example.com/p"


def test_what_a_kind_of_data_holds_is_kept(tmp_path):
    [fact] = read(tmp_path, "list.txt", KINDS.format(items="  • Device information: brand, model\n"))
    assert fact.data == ("Device information", "brand", "model")


SECTIONS = (
    "# List of Third Parties\n\n## Billing\n\n### Stripe\n\nStripe provides us with payment forms for our sites.\n\n"
    "* [Official website](https://stripe.example.com/)\n* [{title}](https://stripe.example.com/second)\n\n"
    "### Sentry\n\nSentry provides us with crash reports for our apps.\n\n"
    "* [Sentry Privacy Policy](https://sentry.example.com/p)\n"
)


def test_the_policy_goes_before_the_other_links_of_a_section(tmp_path):
    first, second = read(tmp_path, "list.md", SECTIONS.format(title="Stripe Privacy Policy"))
    assert (first.name, first.link) == ("Stripe", "https://stripe.example.com/second")
    assert second.purpose == "provides us with crash reports for our apps"
    other, _ = read(tmp_path, "list.md", SECTIONS.format(title="Stripe Status"))
    assert other.link == "https://stripe.example.com/"


SERVICES = (
    "# Privacy\n\n## Third-party services\n\nThe app uses the following third-party services:\n\n"
    "- Google ML Kit (Text Recognition): Used for recognition of text on the device.\n- {below}\n"
    "- External API (optional): Only active if you enter a key.\n\nThe app does not use: AdMob, Sentry.\n"
)


def test_a_policy_below_an_entry_and_a_denial_behind_the_list_are_no_entries(tmp_path):
    facts = read(tmp_path, "policy.md", SERVICES.format(below="Policy: Google Privacy Policy"))
    assert [fact.name for fact in facts] == ["Google ML Kit (Text Recognition)"]
    beside = read(tmp_path, "policy.md", SERVICES.format(below="Your text: Kept on the device"))
    assert [fact.name for fact in beside] == ["Google ML Kit (Text Recognition)"]


PERMITTED = (
    "# 隐私政策\n\n## 第三方SDK\n\n4.2.1 白鹭SDK：用于数据统计，使用到的权限是“存储权限、读取设备信息”，"
    "{takes}“个人常用设备信息”、“个人位置信息”。《白鹭{at}：https://egret.example.com/p ；\n\n"
    "4.2.2 青鸟SDK：用于定位，收集IP地址。\n"
)


def test_permissions_of_a_sentence_are_no_data_and_its_policy_is_an_address(tmp_path):
    told = read(tmp_path, "policy.md", PERMITTED.format(takes="获取的用户信息是", at="隐私政策》参见"))[0]
    assert told.data == ("个人常用设备信息", "个人位置信息")
    assert told.link == "https://egret.example.com/p"
    other = read(tmp_path, "policy.md", PERMITTED.format(takes="申请的权限是", at="隐私政策》参见"))[0]
    assert "个人常用设备信息" not in other.data


ASSOCIATION = "第三方SDK清单\n\nOAID\n\n涉及个人信息：OAID\n\n使用目的：识别设备\n\n合作方名称：{company}\n"


def test_associations_are_who_runs_an_sdk(tmp_path):
    [fact] = read(tmp_path, "list.txt", ASSOCIATION.format(company="电信终端产业协会（也称移动安全联盟）"))
    assert (fact.name, fact.company) == ("OAID", "电信终端产业协会（也称移动安全联盟）")
    [other] = read(tmp_path, "list.txt", ASSOCIATION.format(company="快手联盟"))
    assert other.company == ""
