"""Data types that a policy denies in crossed lists, below stems and headings, and those that other words only resemble.

Each page stands beside twins that say that the same is taken. Written on 2026-12-01, before what they ask for.
"""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text
from appaudit.model.facts.documents import ClauseFact, MentionFact
from appaudit.model.facts.statement import StatementFact
from appaudit.policy import read_documents

#: What is denied or only resembles data, by page; none of it is affirmed.
DENIED = [
    (
        "location advertising_id idfa crash_log",
        "## What we do NOT collect\n\n- No location data\n- No advertising identifiers\n- ❌ No IDFA\n- No crash log\n",
    ),
    (
        "phone_number camera",
        "## What we don't collect\n\n- ❌ No phone numbers\n- ❌ No camera access\n",
    ),
    (
        "location contacts phone_number",
        "## Data we don't collect\n\n- ✗ Location data\n- ✗ Contact list\n- 🚫 Phone numbers\n",
    ),
    ("location contacts sms", "## Data We Do Not Collect\n\n- No location data.\n- No contact lists.\n- No SMS.\n"),
    ("location contacts", "## Permissions we don't use\n\n- Location data\n- Contact list\n"),
    ("location contacts", "## 我们不收集的信息\n\n- ❌ 位置信息\n- ❌ 通讯录\n"),
    (
        "camera microphone photos_media contacts",
        "No contacts, photos, camera, or microphone are collected by this app.\n",
    ),
    (
        "contacts cookie device_information",
        "Lumen does not:\n\n- Access your contacts\n- Use cookies\n- Collect device information\n",
    ),
    ("contacts cookie", "The app never:\n\n* Reads your contacts\n* Uses cookies\n"),
    ("cookie sms", "We do not\n\n- Use cookies\n- Read your SMS\n"),
    ("location contacts", "本应用不会：\n\n- 读取您的通讯录\n- 获取您的位置信息\n"),
    ("location contacts", "以下信息我们一概不收集：\n\n1. 位置信息\n2. 通讯录\n"),
    ("email name", "We only collect your country. NOT your email, NOT your name.\n"),
    ("password", "You log in through your bank. We never get your login or password.\n"),
    ("location cookie", "Our app isn't collecting location data, nor using cookies.\n"),
    ("location", "At no time do we collect location data.\n"),
    ("bank_card", "We refuse to store credit card numbers.\n"),
    ("camera", "The app doesn't need access to your camera.\n"),
    ("email", "The app works without collecting your email address.\n"),
    ("contacts", "Zero access to your contacts. Zero tracking.\n"),
    ("location", "Location data: not collected\n"),
    ("contacts", "Contact list – we do not access this.\n"),
    ("contacts", "Is your contact list collected? No.\n"),
    ("clipboard", "本应用不会读取您的通讯录、短信和剪切内容。\n"),
    ("cookie", "## 收集的信息\n\n- 我们**不依赖 Cookies**\n"),
    ("contacts sms", "通讯录、短信内容等信息均不在收集之列。\n"),
    ("location contacts", "| Data type | Collected? |\n|---|---|\n| Location data | NO |\n| Contact list | ❌ |\n"),
    ("location", "| Permission | Do we use it? | Note |\n|---|---|---|\n| Location data | Not collected | - |\n"),
    (
        "education",
        "We collected:\n\nCategory\n\nExamples\n\nCollected\n\nJ. Education\n\nEducation records\n\nNO\n",
    ),
    ("camera", "| 信息 | 是否收集 | 说明 |\n|---|---|---|\n| 相机 | ❌ | 无 |\n"),
    ("location", "The app does not currently collect location data, but may ask for your location in the future.\n"),
    ("contacts", "A future version may access your contacts with your permission.\n"),
    ("location", "Later we might add a feature that collects your location data.\n"),
    ("contacts", "We have no plans to collect your contacts.\n"),
    ("location", "Location data isn't something we gather.\n"),
    ("photos_media", "Nothing is uploaded: no photos, no videos, no documents.\n"),
    ("location contacts", "Things we will never ask for or collect: your location data, your contacts.\n"),
    ("age", "Only people who are at least 16 years of age may give us their email address.\n"),
    ("camera contacts", "我们不需要您的通讯录、相机权限。\n"),
    ("location", "不收集：位置信息、通讯录、短信内容。\n"),
    ("location", "| 数据 | 收集情况 |\n|---|---|\n| 位置信息 | 不收集 |\n"),
    ("ip_address", "We do not associate addresses of pages with your e-mail address or IP address in our logs.\n"),
    ("phone_number", "我们收集的浏览记录不会与您的手机号码相关联。\n"),
    ("location", "目前不收集位置信息，将来可能会请求位置权限。\n"),
    ("calendar", "In the preceding calendar year we disclosed your email address to service providers.\n"),
    ("id_card", "We collect application identification numbers and crash data.\n"),
    ("name", "We collect your device name and the operating system.\n"),
    ("sms", "We may use your phone number to contact you by SMS.\n"),
    ("sms", "You can stop this by reply to the SMS; we collect your phone number.\n"),
    ("installed_apps", "如果您卸载并重新安装应用，我们会重新收集您的设备信息。\n"),
    ("push_token", "我们会记录您使用AI功能消耗的Token数量及剩余Token额度。\n"),
    ("calendar microphone", "我们收集您的账号信息，以便为您提供以下功能：日历、录音、备忘录、闹钟。\n"),
    ("files", "为了收集、存储、使用您的个人信息，我们会采取加密措施。\n"),
]
#: Near twins: what is taken although a denial, a list or the same word stands beside it; all of it is affirmed.
TOLD = [
    ("location contacts", "## What we collect\n\n- ✅ Location data\n- ✅ Contact list\n"),
    (
        "contacts cookie device_information",
        "Lumen may:\n\n- Access your contacts\n- Use cookies\n- Collect device information\n",
    ),
    ("contacts", "We do not sell your data. The app may:\n\n- Access your contacts\n"),
    ("location", "## What we do not sell\n\nWe collect your location data to show maps.\n"),
    (
        "photos_media",
        "## What we do not collect\n\n- We do not read your photo library except when you choose a photo.\n",
    ),
    ("ip_address", "No personal data is sold, but we collect your IP address.\n"),
    ("location", "No registration is required, and the app collects your location data.\n"),
    ("email", "Without an account you can browse. With one, we collect your email address.\n"),
    ("contacts", "The app does not work offline. It uploads your contacts to our server.\n"),
    ("location", "We do not collect location data unless you allow it, in which case we collect your location data.\n"),
    ("contacts", "We will not collect your contacts unless you invite friends.\n"),
    ("cookie", "You can use the site without accepting cookies, but we use cookies to keep you signed in.\n"),
    ("location", "| Data type | Collected? |\n|---|---|\n| Location data | Yes |\n| Contact list | No |\n"),
    ("email", "| Data | Collected | Shared |\n|---|---|---|\n| Your email address | Yes | No |\n"),
    ("location", "| 信息 | 是否收集 | 是否共享 |\n|---|---|---|\n| 位置信息 | 是 | 否 |\n"),
    ("location", "| Data collected | Purpose | Required |\n|---|---|---|\n| Location data | Maps | No |\n"),
    ("email", "No sign-up needed for reading; to comment, we collect your email address.\n"),
    ("ip_address", "We collect your IP address, and do not link it to your name.\n"),
    ("age", "We collect your age.\n"),
    ("contacts", "我们读取通讯录用于匹配好友，不会上传至服务器。\n"),
    ("phone_number", "我们收集您的手机号码，不收集其他信息。\n"),
    ("user_content", "我们会收集您发布的内容，包括您的评论、笔记、想法。\n"),
    ("calendar", "我们提供备忘录、闹钟等功能，并收集您的日历信息。\n"),
    ("occupation", "Category\n\nExamples\n\nCollected\n\nI. Employment\n\nWe collect your occupation\n\nYES\n"),
    ("location", "We may collect your location data, but you may withdraw in the future.\n"),
    ("calendar", "We access your calendar to add reminders.\n"),
    ("id_card", "We collect your identification numbers such as passport numbers.\n"),
    ("name", "We collect your name, age and gender.\n"),
    ("sms", "We read your SMS to fill in the code.\n"),
    ("location", "我们不会收集通讯录，但会收集位置信息。\n"),
    ("phone_number", "未经您同意，我们不会收集您的手机号码；注册时我们会收集您的手机号码。\n"),
    ("location", "未来我们会持续改进。我们会收集您的位置信息。\n"),
    ("clipboard", "我们会读取您的剪贴板内容。\n"),
    ("installed_apps", "我们会收集您已安装的应用列表。\n"),
    ("push_token", "推送SDK会收集Token、设备信息。\n"),
    ("calendar microphone", "我们会申请日历、录音权限，用于添加提醒和语音输入。\n"),
    ("files", "本应用申请的权限包括：相机、存储、位置。\n"),
]


def facts_of(lexicon, text: str):
    title = "Privacy Policy" if text.isascii() else "隐私政策"
    return read_documents([document_from_text(f"# {title}\n\n{text}", "policy.md")], lexicon).facts


def affirmed(lexicon, text: str) -> set[str]:
    found = (fact for fact in facts_of(lexicon, text) if isinstance(fact, MentionFact))
    return {fact.data_type for fact in found if fact.polarity == "affirm"}


@pytest.mark.parametrize(("data_types", "text"), DENIED, ids=[each[1][:40] for each in DENIED])
def test_what_is_denied_in_any_form_is_not_disclosed(lexicon, data_types, text):
    assert not affirmed(lexicon, text) & set(data_types.split())


@pytest.mark.parametrize(("data_types", "text"), TOLD, ids=[each[1][:40] for each in TOLD])
def test_what_is_told_beside_a_denial_stays(lexicon, data_types, text):
    assert affirmed(lexicon, text) >= set(data_types.split())


#: A sentence that says no such clause, and one that does.
CLAUSES = [
    (
        "consent_withdrawal",
        "We cannot revoke your authorization on your behalf.",
        "You can revoke your authorization in Settings > Privacy.",
    ),
    (
        "effective_date",
        "| Data | Example |\n|---|---|\n| Date | 2024-01-05 |",
        "| Version | Note |\n|---|---|\n| Effective date | 2024-01-05 |",
    ),
    (
        "permission_list",
        "The app may request the location permission in the future.",
        "The app requests the location permission.",
    ),
    ("access_copy", "您可以通过访问我们的代码仓库查阅源代码。", "您可以在“我的-设置”中查阅您的个人信息。"),
    ("storage_location", "若未来我们需要收集您的个人信息，将在中国境内保存。", "我们收集的个人信息在中国境内保存。"),
]


@pytest.mark.parametrize(("clause", "said_of_nothing", "said"), CLAUSES, ids=[each[0] for each in CLAUSES])
def test_what_is_said_of_nothing_says_no_clause(lexicon, clause, said_of_nothing, said):
    def found(text):
        return {fact.id for fact in facts_of(lexicon, text) if isinstance(fact, ClauseFact)}

    assert clause not in found(said_of_nothing)
    assert clause in found(said)


def test_cookies_below_a_stem_without_a_colon_are_denied(lexicon):
    facts = facts_of(lexicon, "We do not\n\n- Use cookies\n- Read your SMS\n")
    (cookies,) = [fact for fact in facts if isinstance(fact, ClauseFact) and fact.id == "cookies"]
    assert cookies.status == "present"
    assert "collection_list" not in {fact.id for fact in facts if isinstance(fact, ClauseFact)}


def test_what_an_entry_does_is_denied_by_the_stem_above_it(lexicon):
    stems = {"The app does not:": "deny", "The app may:": "affirm"}
    for stem, polarity in stems.items():
        facts = facts_of(lexicon, f"{stem}\n\n- Share your email address with advertisers\n")
        assert {fact.polarity for fact in facts if isinstance(fact, StatementFact)} == {polarity}
