"""Data types that are named without being collected, and those that are, each beside the other.

Written on 2026-11-25 before any of them was read by appaudit.
"""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text
from appaudit.model.facts.documents import ClauseFact, MentionFact
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


#: Said of the IMEI behind a sentence that it is collected: without any condition, and of one situation only.
FLAT = [
    "我们不会收集您的IMEI。",
    "本应用不收集您的设备识别码。",
    "如本条与上文不一致，以本条为准：本应用不收集IMEI。",
    "自2025年6月起，我们已停止收集IMEI。",
    "IMEI不在我们的收集范围之内。",
    "我们收集的信息不包括IMEI、MAC地址等设备标识符。",
    "我们郑重承诺：您的IMEI不会被读取、存储或上传。",
    "但上述IMEI信息我们并不会实际收集。",
    "第一条关于IMEI的约定不适用于本应用。",
    "上文关于收集IMEI的表述系笔误，应予删除。",
    "问：你们会收集IMEI吗？答：不会。",
    "We do not collect your IMEI.",
    "Your IMEI is never collected.",
]
CONDITIONAL = [
    "未经您同意，我们不会收集您的IMEI。",
    "在您同意本政策之前，我们不会收集您的IMEI。",
    "我们不会向第三方共享您的IMEI。",
    "如您拒绝授权，我们不会收集您的IMEI。",
    "我们不会主动收集儿童的IMEI。",
    "在iOS设备上，我们不收集IMEI。",
    "应用在后台运行时，我们不会收集您的IMEI。",
    "您注销账号后，我们不再收集您的IMEI。",
    "问：你们会收集IMEI吗？答：会，用于识别异常登录。",
    "We do not collect your IMEI without your consent.",
    "We do not collect the IMEI of children.",
    "If you refuse, we do not collect your IMEI.",
]


def flatly_denied(lexicon, sentence: str, heading: str = "") -> bool:
    told = "We collect your IMEI." if sentence.isascii() else "我们会收集您的IMEI，用于识别异常登录。"
    title = "Privacy Policy" if sentence.isascii() else "隐私政策"
    text = f"# {title}\n\n{told}\n\n## {heading or title}\n\n{sentence}\n"
    facts = [
        fact for fact in read_documents([document_from_text(text)], lexicon).facts if isinstance(fact, MentionFact)
    ]
    assert "imei" in {fact.data_type for fact in facts if fact.polarity == "affirm"}
    return any(fact.is_flat for fact in facts)


@pytest.mark.parametrize("sentence", FLAT)
def test_a_denial_without_condition_is_told_from_others(lexicon, sentence):
    assert flatly_denied(lexicon, sentence)


@pytest.mark.parametrize("sentence", CONDITIONAL)
def test_a_denial_of_one_situation_denies_no_other(lexicon, sentence):
    assert not flatly_denied(lexicon, sentence)


def test_a_denial_below_a_heading_about_one_situation_is_of_that(lexicon):
    assert flatly_denied(lexicon, "我们不会收集您的IMEI。", heading="其他")
    assert not flatly_denied(lexicon, "我们不会收集您的IMEI。", heading="儿童个人信息的保护")
    assert not flatly_denied(lexicon, "我们不会收集您的IMEI。", heading="基本功能模式")


COLLECTED = "我们会收集您设备的IMEI，用于识别异常登录。注册时，我们收集您的手机号码，用于创建账号。"


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        ("本应用不收集任何个人信息。", {"imei", "phone_number"}),
        ("未经您同意，本应用不收集任何个人信息。", set()),
        ("在游客模式下，本应用不收集任何个人信息。", set()),
        ("本应用不会向第三方提供任何个人信息。", set()),
        ("除手机号码外，我们不收集您的其他个人信息。", {"imei"}),
        ("除上述信息外，我们不收集您的其他个人信息。", set()),
        ("除必要信息外，我们不收集您的其他个人信息。", set()),
        ("我们仅收集您的手机号码，不收集其他任何信息。", {"imei"}),
        ("我们仅收集您的手机号码和IMEI，不收集其他任何信息。", set()),
        ("我们仅收集实现功能所必需的信息，不收集其他任何信息。", set()),
        ("| 信息 | 是否收集 |\n|---|---|\n| IMEI | 否 |", {"imei"}),
        ("| 信息 | 是否收集 |\n|---|---|\n| IMEI | 是 |", set()),
        ("| 信息 | 是否共享 |\n|---|---|\n| IMEI | 否 |", set()),
        ("| 信息 | 场景 | 是否收集 |\n|---|---|---|\n| IMEI | 浏览商品 | 否 |", set()),
        ("## 游客模式\n\n| 信息 | 是否收集 |\n|---|---|\n| IMEI | 否 |", set()),
    ],
)
def test_a_denial_of_all_or_of_the_rest_contradicts_what_is_said_elsewhere(lexicon, sentence, denied):
    text = f"# 隐私政策\n\n## 收集\n\n{COLLECTED}\n\n## 其他\n\n{sentence}\n"
    facts = read_documents([document_from_text(text)], lexicon).facts
    assert {fact.data_type for fact in facts if isinstance(fact, MentionFact) and fact.is_flat} == denied


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("以下功能尚未上线，相关信息暂不收集", False),
        ("以下功能已经上线，相关信息用于登录", True),
        ("合作方自身的收集行为（与本应用无关）", False),
        ("合作方的收集行为（与本应用有关）", True),
    ],
)
def test_what_stands_below_a_heading_that_denies_it_is_not_told(lexicon, heading, told):
    text = f"# 隐私政策\n\n## {heading}\n\n我们会收集您设备的IMEI，用于识别异常登录。\n"
    facts = read_documents([document_from_text(text)], lexicon).facts
    assert any(isinstance(fact, MentionFact) and fact.polarity == "affirm" for fact in facts) is told


@pytest.mark.parametrize(
    ("sentence", "dated"),
    [
        ("第三方SDK目录更新日期：2026年1月1日。", False),
        ("《用户协议》更新日期：2026年1月1日。", False),
        ("《用户协议》及《隐私政策》更新日期：2026年1月1日。", True),
        ("《隐私政策》及《用户协议》更新日期：2026年1月1日。", True),
        ("本应用版本更新日期：2026年1月1日。", False),
        ("版本更新日期：2026年1月1日。", True),
        ("优惠券生效日期：2026年1月1日。", False),
        ("价格自2026年1月1日起生效。", False),
        ("本政策自2026年1月1日起生效。", True),
        ("软件著作权登记日期：2026年1月1日。", False),
        ("最近更新的游戏：2026年1月1日", False),
        ("最近更新：2026年1月1日", True),
    ],
)
def test_the_date_of_another_thing_is_none_of_the_policy(lexicon, sentence, dated):
    text = f"青禾商城隐私政策\n\n{sentence}\n\n{COLLECTED}\n"
    facts = read_documents([document_from_text(text)], lexicon).facts
    assert any(fact.id == "effective_date" for fact in facts if isinstance(fact, ClauseFact)) is dated
