"""What names nobody of a list: denials, laws, code, plans, who is still to be chosen; and near twins that do."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list


def read(tmp_path, text: str, name: str = "list.md") -> list[DeclaredSdkFact]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


def names(tmp_path, text: str) -> list[str]:
    return [fact.name for fact in read(tmp_path, text)]


def test_a_label_that_denies_third_parties_names_nobody(tmp_path):
    text = "# 隐私政策\n\n## 信息收集\n\n- **{0} SDK 数据收集**：本应用包含一个用于行为分析的 {1} SDK。\n"
    assert names(tmp_path, text.format("无第三方", "第三方")) == []
    assert names(tmp_path, text.format("友盟", "友盟")) != []


SUBPROCESSORS = "# Sub-processors\n\n| Vendor | Purpose | Region |\n|---|---|---|\n| Stripe | Payments | US |\n\n"


@pytest.mark.parametrize(
    ("entry", "is_named"),
    [
        ("GDPR Art. 28: https://egret.example/art-28", False),
        ("[Google Ads API Terms](https://egret.example/terms): data collection and retention", False),
        ("[Egret Software Directory Policy](https://egret.example/d): data collection and use", False),
        ("[Google Ads](https://egret.example/ads): measuring of campaigns", True),
    ],
)
def test_laws_and_terms_of_developers_are_no_entries(tmp_path, entry, is_named):
    text = f"{SUBPROCESSORS}## Service providers\n\n- {entry}\n"
    assert len(names(tmp_path, text)) == 1 + is_named


def test_a_sentence_on_something_else_names_nobody_in_its_brackets(tmp_path):
    text = SUBPROCESSORS + "**Notes**\n\n- Access tokens for {0} (Plaid, QuickBooks){1}\n"
    assert names(tmp_path, text.format("financial integrations", " are stored encrypted.")) == ["Stripe"]
    text = "# Service providers\n\n- Payment services: cards and accounts (Plaid, QuickBooks)\n"
    assert names(tmp_path, text) == ["Plaid", "QuickBooks"]


@pytest.mark.parametrize("code", ["`scanBatch`", "`legalConclusion=false`", "`scanBatch()`"])
def test_code_of_a_program_names_nobody(tmp_path, code):
    text = "# Third-party SDKs\n\n- `{0}`\n- Sentry\n- Stripe\n"
    assert names(tmp_path, text.replace("`{0}`", code)) == ["Sentry", "Stripe"]
    assert names(tmp_path, text.replace("{0}", "ironSource")) == ["ironSource", "Sentry", "Stripe"]


@pytest.mark.parametrize("remark", ["(Planned) ", "（计划中）", "**(Planned)** "])
def test_a_plan_may_stand_before_a_name(tmp_path, remark):
    row = "| {0}Sentry | Errors | US |\n"
    text = SUBPROCESSORS.rstrip("\n") + "\n" + row
    assert names(tmp_path, text.format(remark)) == ["Stripe"]
    assert len(names(tmp_path, text.format("(iOS) "))) == 2


@pytest.mark.parametrize("heading", ["Present?", "Installed", "In use?"])
def test_a_column_says_who_is_there(tmp_path, heading):
    text = f"# Third-party trackers\n\n| Tool | {heading} | Notes |\n|---|---|---|\n"
    text += "| Hotjar | ❌ | |\n| Sentry | ✅ | crash reports |\n| Mixpanel | | Not installed |\n"
    assert names(tmp_path, text) == ["Sentry"]


def test_who_is_still_to_be_chosen_is_nobody(tmp_path):
    text = "# Sub-processors\n\n| Provider | Service | Status |\n|---|---|---|\n| {0} | Transactional email | no |\n"
    assert names(tmp_path, text.format("*(none selected)*")) == []
    assert names(tmp_path, text.format("TBD")) == []
    assert [fact.company or fact.name for fact in read(tmp_path, text.format("Postmark"))] != []


def test_a_heading_of_recipients_names_nobody(tmp_path):
    text = "# Privacy\n\n## 7. {0} — sub-processors\n\n- Cloudflare — DNS and delivery of pages\n- Hetzner — hosting\n"
    assert names(tmp_path, text.format("Recipients of the data")) == ["Cloudflare", "Hetzner"]


@pytest.mark.parametrize("kind", ["JavaScript 客户端 SDK", "Python SDK", "iOS SDK"])
def test_what_an_sdk_is_written_in_is_no_name(tmp_path, kind):
    text = f"# 第三方 SDK\n\nEgret 的 {kind}，用于在网页中与核心交互。\n"
    assert kind not in names(tmp_path, text)


@pytest.mark.parametrize(
    ("sentence", "purpose"),
    [
        ("All of the data collected are stored in our servers in Alibaba Cloud.", ""),
        ("When your data is synchronized via Alibaba Cloud, it is encrypted.", ""),
        ("Uploaded pictures are stored in Alibaba Cloud.", "Uploaded pictures are stored"),
    ],
)
def test_no_purpose_is_made_of_words_for_anything(tmp_path, sentence, purpose):
    facts = read(tmp_path, f"# Privacy Policy\n\n## Where data is kept\n\n{sentence}\n")
    assert [fact.purpose for fact in facts if fact.name == "Alibaba Cloud"] in ([purpose], [])


def test_where_a_policy_stands_is_no_purpose(tmp_path):
    text = "# Privacy Policy\n\n## Errors\n\nWe use {0} to collect crash data. For {1}, please read here.\n"
    assert "olicy" not in read(tmp_path, text.format("Sentry SDK", "Privacy Policy of Sentry"))[0].purpose


def test_the_package_behind_a_name_is_no_part_of_it(tmp_path):
    text = "# 第三方 SDK\n\n1. **微信 SDK** {0}\n   > 登录、分享\n\n   收集：昵称、头像\n"
    assert names(tmp_path, text.format("`com.tencent.mm`")) == ["微信 SDK"]
    assert names(tmp_path, text.format("Open")) != ["微信 SDK"]


@pytest.mark.parametrize(("lead", "are_there"), [("We use few providers to run it:", True), ("We do not use:", False)])
def test_what_is_not_shared_denies_no_provider_of_the_next_sentence(tmp_path, lead, are_there):
    text = f"# Privacy\n\n## Sub-processors\n\nWe do not sell your data and do not share it for adverts.\n{lead}\n\n"
    text += "| Provider | Purpose |\n|---|---|\n| Supabase | Database |\n| Stripe | Payments |\n"
    assert names(tmp_path, text) == (["Supabase", "Stripe"] if are_there else [])


def test_a_table_by_data_says_what_is_shared_with_nobody(tmp_path):
    text = (
        "# Data sharing\n\n| Data Type | Shared With | Details |\n|---|---|---|\n| Email | Mailchimp | Newsletters |\n"
    )
    text += "| Card | Stripe | Payments |\n| Events | Not shared | Kept on the device |\n"
    facts = read(tmp_path, text)
    assert [(fact.name, fact.purpose) for fact in facts] == [("Mailchimp", "Newsletters"), ("Stripe", "Payments")]


def test_what_somebody_else_is_used_for_is_no_purpose(tmp_path):
    text = "# Privacy\n\nThe app sends crash reports to Sentry and uses RevenueCat to manage subscriptions.\n"
    purposes = {fact.name: fact.purpose for fact in read(tmp_path, text)}
    assert purposes == {"Sentry": "", "RevenueCat": "manage subscriptions"}
