"""Sentences that name data and disclose nothing, each beside an honest one that does, by kind, Chinese and English.

Written on 2026-11-30 from what an attacker of the reader had found, before the words for them were.
"""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text
from appaudit.model.facts.documents import ClauseFact, MentionFact
from appaudit.policy import read_documents

#: Before each sentence, so that a word in letters of another alphabet is a small part of the text.
BEFORE_ZH = "我们重视您的隐私，会采取合理的措施保护您的安全。您可以随时与我们联系，我们会认真对待您的意见和建议。"
BEFORE_EN = "We take the privacy of everybody who comes here seriously and protect it by all reasonable means."

#: Kind, data type, the sentence that discloses nothing, and its twin. Most were wrong when they were written.
PAIRS = [
    ("time", "contacts", "自2036年起，我们将收集您的通讯录。", "自2016年起，我们会收集您的通讯录。"),
    (
        "time",
        "contacts",
        "自2036年1月1日起我们将收集您的通讯录，用于推荐好友。",
        "自2026年1月1日起我们将收集您的通讯录，用于推荐好友。",
    ),
    (
        "time",
        "contacts",
        "2019年以前，我们曾收集您的通讯录，现已不再收集。",
        "2019年以前，我们不收集您的通讯录，现在我们会收集您的通讯录。",
    ),
    ("time", "contacts", "我们过去曾收集您的通讯录。", "我们在您使用推荐好友功能时收集您的通讯录。"),
    (
        "time",
        "contacts",
        "我们以前收集您的通讯录，目前已停止收集。",
        "我们目前收集您的通讯录，您可以随时关闭以停止收集。",
    ),
    ("time", "contacts", "我们计划在未来版本中收集您的通讯录。", "我们在最新版本中收集您的通讯录。"),
    ("time", "contacts", "From 2036 we will collect your contacts.", "Since 2016 we have collected your contacts."),
    (
        "time",
        "contacts",
        "Before 2019 we collected your contacts; we have since stopped doing so.",
        "When you sign up we collect your contacts; you can stop this in the settings.",
    ),
    (
        "time",
        "contacts",
        "We used to collect your contacts.",
        "Your contacts are used to suggest friends; we collect your contacts.",
    ),
    ("time", "contacts", "In the past, we collected your contacts.", "When you sign up, we collected your contacts."),
    (
        "time",
        "contacts",
        "We plan to collect your contacts in a future version.",
        "We collect your contacts in the current version.",
    ),
    ("other", "contacts", "其他应用可能收集您的通讯录。", "本应用可能收集您的通讯录。"),
    ("other", "contacts", "市面上的许多应用会收集您的通讯录。", "我们的应用会收集您的通讯录。"),
    ("other", "contacts", "有些公司会在用户不知情时收集通讯录。", "我们会在征得您同意后收集通讯录。"),
    ("other", "contacts", "Other apps may collect your contacts.", "Our apps may collect your contacts."),
    (
        "other",
        "contacts",
        "Many apps on the market collect your contacts.",
        "Our app for the Chinese market collects your contacts.",
    ),
    (
        "other",
        "contacts",
        "Some companies collect contacts without asking.",
        "We collect your contacts after asking you.",
    ),
    (
        "question",
        "location",
        "我们会收集您的位置信息吗？不会。",
        "我们会收集您的位置信息吗？会，我们收集您的位置信息。",
    ),
    (
        "question",
        "location",
        "问：我们会收集您的位置信息吗？答：不会。",
        "问：我们会收集您的位置信息吗？答：会，用于推荐附近的门店。",
    ),
    ("question", "location", "我们是否收集您的位置信息？否。", "我们是否收集您的位置信息？是的，用于推荐附近的门店。"),
    ("question", "location", "Do we collect your location? No.", "Do we collect your location? Yes."),
    (
        "question",
        "location",
        "Q: Do you collect my location? A: No, never.",
        "Q: Do you collect my location? A: Yes, we collect your location.",
    ),
    (
        "rumour",
        "contacts",
        "有传言称我们收集您的通讯录，并不属实。",
        "我们收集您的通讯录，若您填写的信息不属实，将无法使用推荐功能。",
    ),
    (
        "rumour",
        "contacts",
        "网上有消息说我们会收集用户的通讯录，这是谣言。",
        "在我们向您发送消息说明后，我们会收集用户的通讯录。",
    ),
    ("rumour", "contacts", "关于我们收集您通讯录的说法并不真实。", "我们收集您的通讯录，请确保所填写的信息真实。"),
    (
        "rumour",
        "contacts",
        "There are rumours that we collect your contacts; this is not true.",
        "We collect your contacts; do not submit contacts that are not true.",
    ),
    (
        "rumour",
        "contacts",
        "It has been claimed that we collect your contacts, which is false.",
        "We collect your contacts, and delete those which are false.",
    ),
    ("repealed", "contacts", "我们收集您的通讯录。（本条已废止）", "我们收集您的通讯录。（本条自发布之日起生效）"),
    ("repealed", "contacts", "【已失效】我们收集您的通讯录。", "【已更新】我们收集您的通讯录。"),
    (
        "repealed",
        "contacts",
        "旧版条款（仅供参考）：我们会收集您的通讯录。",
        "现行条款（请仔细阅读）：我们会收集您的通讯录。",
    ),
    ("repealed", "contacts", "本条已废止：我们会收集您的通讯录。", "本条已更新：我们会收集您的通讯录。"),
    (
        "repealed",
        "contacts",
        "This clause has been repealed: we collect your contacts.",
        "This clause has been updated: we collect your contacts.",
    ),
    (
        "repealed",
        "contacts",
        "Previous version (for reference only): we collect your contacts.",
        "Current version (please read): we collect your contacts.",
    ),
    ("example", "contacts", "示例条款：我们收集您的通讯录。", "核心条款：我们收集您的通讯录。"),
    ("example", "contacts", "例如，某应用会收集您的通讯录。", "例如，本应用会收集您的通讯录。"),
    ("example", "contacts", "假设某公司收集了您的通讯录，您有权要求其删除。", "我们收集了您的通讯录，您有权要求删除。"),
    ("example", "contacts", "Sample clause: we collect your contacts.", "Main clause: we collect your contacts."),
    (
        "example",
        "contacts",
        "For example, an app may collect your contacts.",
        "For example, our app may collect your contacts.",
    ),
    ("exception", "location", "我们收集除位置信息外的全部设备信息。", "我们收集除位置信息外，还收集设备信息。"),
    ("exception", "location", "除位置信息外的全部个人信息，我们都会收集。", "除设备信息外，我们还会收集位置信息。"),
    (
        "exception",
        "location",
        "我们收集除位置信息以外的其他个人信息。",
        "除收集位置信息以外，我们还会收集其他个人信息。",
    ),
    (
        "exception",
        "location",
        "We collect all device information except your location.",
        "We collect all device information including your location.",
    ),
    (
        "exception",
        "location",
        "We collect device information, other than location data.",
        "We collect device information and location data.",
    ),
    ("closed", "location", "附近的人功能已关闭，不再收集位置信息。", "附近的人功能已开启，将收集位置信息。"),
    ("closed", "location", "我们收集位置信息的功能已下线。", "我们收集位置信息的功能已上线。"),
    (
        "closed",
        "location",
        "The nearby feature, which collects your location, has been discontinued.",
        "The nearby feature, which collects your location, has been improved.",
    ),
    (
        "conditional",
        "contacts",
        "如果我们将来收集您的通讯录，会另行征得您的同意。",
        "如果您使用推荐好友功能，我们收集您的通讯录，会先征得您的同意。",
    ),
    (
        "conditional",
        "contacts",
        "若今后需要收集您的通讯录，我们将更新本政策。",
        "若您需要推荐好友，我们将收集您的通讯录。",
    ),
    (
        "conditional",
        "contacts",
        "If we collect your contacts in the future, we will ask for your consent.",
        "If you use friend search, we collect your contacts after asking for your consent.",
    ),
    (
        "conditional",
        "contacts",
        "Should we ever collect your contacts, we will update this policy first.",
        "Should you use friend search, we will collect your contacts.",
    ),
    (
        "homoglyph",
        "android_id",
        "我们不会收集您的Аndrоid ID。",
        "我们会收集您的Аndrоid ID。",
    ),
    (
        "homoglyph",
        "imei",
        "我们不会收集您的ІМЕІ。",
        "我们会收集您的ІМЕІ。",
    ),
    (
        "homoglyph",
        "imei",
        "We do not collect the ΙΜΕΙ of your device.",
        "We collect the ΙΜΕΙ of your device.",
    ),
    (
        "exception",
        "phone_number",
        "我们收集除手机号以外的全部注册信息。",
        "除手机号以外的其他信息均为选填，我们收集您的手机号。",
    ),
    ("exception", "location", "我们收集除位置信息以外的全部信息。", "我们不会收集除位置信息以外的任何信息。"),
    (
        "exception",
        "location",
        "We collect device information except your location.",
        "We do not collect any information except your location.",
    ),
    (
        "other",
        "contacts",
        "其他应用可能收集您的通讯录，本应用不收集。",
        "其他应用可能收集您的通讯录，本应用也会收集您的通讯录。",
    ),
    ("closed", "location", "附近的人功能已停用，我们不收集位置信息。", "若您的附近的人功能已开启，我们收集位置信息。"),
    (
        "closed",
        "location",
        "定位功能已下线，我们曾收集位置信息。",
        "在您的定位功能已关闭时，我们会通过基站收集您的位置信息。",
    ),
    ("time", "contacts", "我们曾经收集您的通讯录。", "我们收集您曾经上传的通讯录。"),
    (
        "conditional",
        "contacts",
        "我们今后如需收集您的通讯录，将修改本政策。",
        "您今后使用推荐好友功能时，我们将收集您的通讯录。",
    ),
    (
        "heading",
        "contacts",
        "## 旧版隐私政策（仅供参考）\n\n我们会收集您的通讯录。",
        "## 新版隐私政策（请仔细阅读）\n\n我们会收集您的通讯录。",
    ),
    ("heading", "contacts", "## 示例条款\n\n我们会收集您的通讯录。", "## 基本条款\n\n我们会收集您的通讯录。"),
    (
        "heading",
        "contacts",
        "## Previous version (for reference only)\n\nWe collect your contacts.",
        "## Current version (for your reference)\n\nWe collect your contacts.",
    ),
    (
        "heading",
        "contacts",
        "## Sample clauses\n\nWe collect your contacts.",
        "## Main clauses\n\nWe collect your contacts.",
    ),
]
#: What says the clause and does not hold, and what does.
CLAUSES = [
    (
        "账号注销：您可在“设置-账号安全”中注销账号。（本条已废止）",
        "账号注销：您可在“设置-账号安全”中注销账号。（本条已更新）",
    ),
    ("示例条款：您可在“设置-账号安全”中注销账号。", "核心条款：您可在“设置-账号安全”中注销账号。"),
    (
        "## 旧版隐私政策（仅供参考）\n\n您可在“设置-账号安全”中注销账号。",
        "## 新版隐私政策\n\n您可在“设置-账号安全”中注销账号。",
    ),
    (
        "Sample clause: You can delete your account in Settings > Account.",
        "Main clause: You can delete your account in Settings > Account.",
    ),
]


def facts_of(lexicon, sentence: str):
    is_chinese = any("\u4e00" <= char <= "\u9fff" for char in sentence)
    title, before = ("隐私政策", BEFORE_ZH) if is_chinese else ("Privacy Policy", BEFORE_EN)
    return read_documents([document_from_text(f"{title}\n\n{before}\n\n{sentence}\n")], lexicon).facts


def affirmed(lexicon, sentence: str) -> set[str]:
    return {
        fact.data_type
        for fact in facts_of(lexicon, sentence)
        if isinstance(fact, MentionFact) and fact.polarity == "affirm"
    }


@pytest.mark.parametrize(("kind", "data_type", "deceiver", "twin"), PAIRS, ids=[f"{p[0]}-{p[2][-30:]}" for p in PAIRS])
def test_what_only_names_data_discloses_nothing_and_its_twin_does(lexicon, kind, data_type, deceiver, twin):
    assert data_type not in affirmed(lexicon, deceiver), kind
    assert data_type in affirmed(lexicon, twin), kind


@pytest.mark.parametrize(("deceiver", "twin"), CLAUSES)
def test_what_does_not_hold_says_no_clause_and_its_twin_does(lexicon, deceiver, twin):
    def said(sentence: str) -> bool:
        facts = facts_of(lexicon, sentence)
        return any(isinstance(fact, ClauseFact) and fact.id == "account_cancellation" for fact in facts)

    assert not said(deceiver)
    assert said(twin)
