"""A policy that takes effect later does not hold today; dates of laws, other documents and slips change nothing."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.documents.document import document_from_text
from appaudit.model.facts.policy_text import PolicyEffectFact
from appaudit.policy import PolicyReading, read_documents
from appaudit.policy.whose import AuditedApp

TODAY = "2026-11-30"
RULES = "注册账号时，我们收集您的手机号码，用于创建账号。您可以在“设置-注销账号”中注销账号。\n\n" * 8
IN_ENGLISH = "We collect your contacts when you invite friends. You can write to us at any time.\n\n" * 20
GAPS = {(kind, "missing_part") for kind in ("clause", "mention", "declared_sdk")}


def read(*texts: str, day: str = TODAY) -> PolicyReading:
    documents = [document_from_text(text, f"{number}.md") for number, text in enumerate(texts)]
    return read_documents(documents, shipped_lexicons().policy, AuditedApp(names=("青禾记账",), day=day))


def stated(sentence: str) -> str:
    is_english = sentence[:1].isascii() and sentence[:1].isalpha()
    title, rules = ("Ledger Privacy Policy", IN_ENGLISH) if is_english else ("青禾记账隐私政策", RULES)
    return f"# {title}\n\n{sentence}\n\n{rules}"


def effect(text: str, day: str = TODAY) -> tuple[str, str]:
    facts = [fact for fact in read(text, day=day).facts if isinstance(fact, PolicyEffectFact)]
    return (facts[0].standing, facts[0].date) if facts else ("", "")


@pytest.mark.parametrize(
    ("sentence", "date"),
    [
        ("生效日期：2027年1月1日", "2027-01-01"),
        ("更新日期：2026年11月20日\n生效日期：2026年12月20日", "2026-12-20"),
        ("更新日期：2026年11月20日 生效日期：2026年12月20日", "2026-12-20"),
        ("版本生效时间：2027-01-01", "2027-01-01"),
        ("生效日期：【2027】年【1】月【1】日", "2027-01-01"),
        ("生效日：二〇二七年一月十五日", "2027-01-15"),
        ("本政策自二○二七年二月二十日起施行。", "2027-02-20"),
        ("本隐私政策将于2027年1月1日正式生效。", "2027-01-01"),
        ("本政策更新于2026年11月20日，自2026年12月20日零时起生效。", "2026-12-20"),
        ("本版本自2027年1月1日起生效，请您仔细阅读。", "2027-01-01"),
        ("（2027年1月1日起生效）", "2027-01-01"),
        ("本政策的生效日期为2027年1月1日。", "2027-01-01"),
        ("根据《未成年人网络保护条例》，本政策自2027年1月1日起施行。", "2027-01-01"),
        ("本《隐私政策》自2027年1月1日起生效。", "2027-01-01"),
        ("本政策于2026年11月20日发布，将于2027年1月1日生效。", "2027-01-01"),
        ("本隐私权政策于2027年1月1日发布并同时生效。", "2027-01-01"),
        ("修订与生效日期：2027年1月1日", "2027-01-01"),
        ("协议生效日期：2027年1月1日", "2027-01-01"),
        ("Effective date: January 5, 2027", "2027-01-05"),
        ("Last updated: 20 November 2026 | Effective: 5 Jan 2027", "2027-01-05"),
        ("This Privacy Policy will take effect on 1st of March 2027.", "2027-03-01"),
        ("This policy is effective as of 2027-02-01.", "2027-02-01"),
        ("Effective from 03/04/2027", "2027-03-04"),
    ],
)
def test_a_policy_that_takes_effect_later(sentence: str, date: str) -> None:
    assert effect(stated(sentence)) == ("later", date)
    assert {(gap.kind, gap.reason) for gap in read(stated(sentence)).gaps} == GAPS


@pytest.mark.parametrize(
    "sentence",
    [
        "新版隐私政策将于2027年1月1日生效。",
        "我们更新了隐私政策，更新后的政策将于2027年1月1日起生效。",
        "本次更新将于2027年1月1日生效，主要内容如下。",
        "Our updated privacy policy takes effect on January 5, 2027.",
        "An update to our terms and privacy policy will take effect on January 5, 2027.",
        "These changes will become effective on January 5, 2027.",
    ],
)
def test_a_notice_of_another_version(sentence: str) -> None:
    assert effect(stated(sentence))[0] == "announced"
    assert {(gap.kind, gap.reason) for gap in read(stated(sentence)).gaps} == GAPS


@pytest.mark.parametrize(
    "sentence",
    [
        "生效日期：2026年11月30日",
        "生效日期：2025年1月1日\n\n新版隐私政策将于2027年1月1日生效。",
        "本政策自2026年1月1日起试行，2027年1月1日起正式施行。",
        "更新日期：2026年12月1日",
        "Effective date: January 5, 2026",
        "Effective from 12/06/2026",
        "Last updated: 1 December 2026",
    ],
)
def test_a_policy_in_force(sentence: str) -> None:
    assert effect(stated(sentence))[0] == "in_force"
    assert not read(stated(sentence)).gaps


@pytest.mark.parametrize(
    "sentence",
    [
        "《个人信息保护法》2027年1月1日起施行。",
        "我们遵守自2027年1月1日起施行的《网络数据安全管理条例》。",
        "本政策所依据的《网络数据安全管理条例》自2027年1月1日起施行。",
        "《用户协议》将于2027年1月1日生效。",
        "会员协议生效日期：2027年1月1日",
        "优惠券生效时间：2027年1月1日",
        "本政策第三条自2027年1月1日起适用。",
        "本政策有效期至2027年1月1日。",
        "如本政策自2027年1月1日起施行，您可以注销账号。",
        "人脸识别功能将于2027年1月1日上线。",
        "The Data Act applies from January 5, 2027.",
        "Our Terms of Service take effect on January 5, 2027.",
        "If this policy takes effect on January 5, 2027, you may object.",
    ],
)
def test_dates_of_something_else(sentence: str) -> None:
    assert effect(stated(sentence)) == ("", "")
    assert not read(stated(sentence)).gaps


@pytest.mark.parametrize(
    "sentence",
    ["生效日期：2062年1月1日", "更新日期：2027年11月20日", "Last updated: November 20, 2027", "Effective: 2062-01-01"],
)
def test_a_slip_is_told_and_the_text_holds(sentence: str) -> None:
    assert effect(stated(sentence))[0] == "mistaken"
    assert not read(stated(sentence)).gaps


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert effect(stated("生效日期：2027年2月30日")) == ("", "")


def test_without_a_day_nothing_is_held_against_it() -> None:
    assert effect(stated("生效日期：2027年1月1日"), day="") == ("undated", "2027-01-01")
    assert not read(stated("生效日期：2027年1月1日"), day="").gaps


def test_a_version_to_come_beside_the_current_one_is_left_out() -> None:
    current, coming = stated("生效日期：2025年1月1日"), stated("生效日期：2027年1月1日") + "我们收集您的通讯录信息。"
    reading = read(current, coming)
    assert list(reading.left_out) == ["1.md"]
    assert "2027-01-01" in reading.left_out["1.md"].zh
    assert not reading.gaps
    assert not any(getattr(fact, "data_type", "") == "contacts" for fact in reading.facts)


def test_a_date_far_down_that_is_no_line_of_dates_is_not_the_policys() -> None:
    middle = f"{RULES}\n\n许可证生效日期：2027年1月1日\n\n{RULES}"
    assert effect(f"# 青禾记账隐私政策\n\n{middle}") == ("", "")
