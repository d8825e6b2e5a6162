"""Data types that are named without being collected, and those that are, each beside the other.

Written on 2026-11-25 before any of them was read by appaudit.
"""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text
from appaudit.model.facts.documents import MentionFact
from appaudit.policy import read_documents

PAIRS = [
    ("contacts", "我们不会收集您的通讯录。", "我们会收集您的通讯录，用于推荐好友。"),
    ("imei", "自3.0版本起，我们不再收集您的IMEI。", "自3.0版本起，我们收集您的IMEI。"),
    (
        "contacts",
        "如以后需要收集您的通讯录，我们会另行征得您的同意。",
        "在您使用推荐好友功能时，我们会收集您的通讯录。",
    ),
    ("contacts", "未来版本可能会收集您的通讯录，届时将重新征得您的同意。", "我们可能会收集您的通讯录。"),
    ("contacts", "微信等其他公司的应用可能会收集您的通讯录，与本应用无关。", "本应用可能会收集您的通讯录。"),
    ("contacts", "本应用未申请通讯录权限，无法读取您的通讯录。", "本应用申请通讯录权限，以读取您的通讯录。"),
    ("imei", "| 信息类型 | 是否收集 |\n|---|---|\n| IMEI | 否 |", "| 信息类型 | 是否收集 |\n|---|---|\n| IMEI | 是 |"),
    (
        "imei",
        "| 收集的个人信息 | 说明 |\n|---|---|\n| 不收集IMEI | 无 |",
        "| 收集的个人信息 | 说明 |\n|---|---|\n| IMEI | 统计 |",
    ),
    ("contacts", "We do not collect your contacts.", "We collect your contacts to suggest friends."),
    ("contacts", "We no longer collect your contacts.", "We now collect your contacts."),
    ("contacts", "Other companies' apps may collect your contacts.", "Our app may collect your contacts."),
]
#: What is collected although it looks like a denial, or is written in another way.
TOLD = [
    ("location", "我们不会在未告知您的情况下收集您的位置信息，仅在您使用附近的人功能时收集您的位置信息。"),
    ("phone_number", "我 们 会 收 集 您 的 手 机 号 ， 用 于 登 录 。"),
    ("imei", "We collect the International Mobile Equipment Identity of your device."),
    ("android_id", "我们会收集安卓标识（Android ID）。"),
    ("contacts", "为了不影响您使用推荐好友功能，我们会收集您的通讯录。"),
    ("contacts", "如果您不同意我们收集您的通讯录，您将无法使用推荐好友功能。"),
]


def affirmed(lexicon, sentence: str) -> set[str]:
    is_english = sentence.isascii()
    text = f"{'Privacy Policy' if is_english else '隐私政策'}\n\n{sentence}\n"
    facts = read_documents([document_from_text(text)], lexicon).facts
    return {fact.data_type for fact in facts if isinstance(fact, MentionFact) and fact.polarity == "affirm"}


@pytest.mark.parametrize(("data_type", "denied", "told"), PAIRS, ids=[pair[1][:24] for pair in PAIRS])
def test_what_is_named_without_being_collected_discloses_nothing(lexicon, data_type, denied, told):
    assert data_type not in affirmed(lexicon, denied)
    assert data_type in affirmed(lexicon, told)


@pytest.mark.parametrize(("data_type", "sentence"), TOLD, ids=[pair[1][:24] for pair in TOLD])
def test_what_is_told_is_no_omission(lexicon, data_type, sentence):
    assert data_type in affirmed(lexicon, sentence)
