"""What only another version of a policy says is not said today; lists of changes and appendices are part of it."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.documents.document import document_from_text
from appaudit.model.facts.documents import MentionFact
from appaudit.model.facts.policy_text import HiddenPolicyTextFact
from appaudit.policy import PolicyReading, read_documents
from appaudit.policy.whose import AuditedApp

RULES = "## 一、收集\n\n" + 8 * "注册账号时，我们收集您的手机号码，用于创建账号。您可以在“设置-注销账号”中注销。\n\n"
FRIENDS = 8 * "您使用邀请好友功能时，我们会收集您的通讯录信息，用于发出邀请。\n\n"
CONTACTS = f"## 一、收集\n\n{FRIENDS}"
CURRENT = f"# 青禾记账隐私政策\n\n更新日期：2026年1月1日\n\n{RULES}"
ENGLISH = (
    "# Ledger Privacy Policy\n\nLast updated: January 5, 2026\n\n"
    + "We collect your phone number to sign you in.\n\n" * 12
)
IN_ENGLISH = "## 1. What we collect\n\n" + "We collect your contacts when you invite friends.\n\n" * 12


def read(text: str, day: str = "2026-11-30") -> PolicyReading:
    app = AuditedApp(names=("青禾记账",), day=day)
    return read_documents([document_from_text(text, "privacy.md")], shipped_lexicons().policy, app)


def told(reading: PolicyReading) -> set[str]:
    return {fact.data_type for fact in reading.facts if isinstance(fact, MentionFact)}


def elsewhere(reading: PolicyReading) -> list[tuple[str, ...]]:
    return [fact.data_types for fact in reading.facts if isinstance(fact, HiddenPolicyTextFact)]


@pytest.mark.parametrize(
    "text",
    [
        f"{CURRENT}# 历史版本\n\n{CONTACTS}",
        f"{CURRENT}# 旧版隐私政策（2021年3月）\n\n{CONTACTS}",
        f"{CURRENT}## 十、历史版本\n\n### 2021年版\n\n{CONTACTS}",
        f"{CURRENT}历史版本\n\n# 青禾记账隐私政策\n\n{CONTACTS}",
        f"{CURRENT}# 青禾记账隐私政策\n\n更新日期：2021年1月1日\n\n{CONTACTS}",
        f"{CURRENT}# 青禾记账隐私政策（2021年1月1日版）\n\n{CONTACTS}",
        f"# 青禾记账隐私政策\n\n生效日期：2027年1月1日\n\n{CONTACTS}{CURRENT}",
        f"{ENGLISH}# Previous versions\n\n{IN_ENGLISH}",
        f"{ENGLISH}# Archived privacy policy (2021)\n\n{IN_ENGLISH}",
        f"{ENGLISH}# Ledger Privacy Policy\n\nEffective date: January 5, 2021\n\n{IN_ENGLISH}",
    ],
)
def test_what_only_another_version_says(text: str) -> None:
    reading = read(text)
    assert "contacts" not in told(reading)
    assert "phone_number" in told(reading)
    assert [types[0] for types in elsewhere(reading)] == ["contacts"]
    assert not reading.gaps
    assert reading.documents[0].text == document_from_text(text).text


@pytest.mark.parametrize(
    "text",
    [
        f"{CURRENT}## 修订说明\n\n本次更新增加了邀请好友功能。\n\n{CONTACTS}",
        f"{CURRENT}# 更新摘要\n\n{CONTACTS}",
        f"{CURRENT}# 儿童个人信息保护规则\n\n更新日期：2021年1月1日\n\n{CONTACTS}",
        f"{CURRENT}# 附录：第三方SDK目录\n\n{CONTACTS}",
        f"# 青禾记账隐私政策\n\n历史版本\n\n{RULES}{CONTACTS}",
        f"{CURRENT}## 九、历史版本\n\n您可以在官网查看历史版本。\n\n## 十、邀请好友\n\n{FRIENDS}",
        f"{CURRENT}## 历史记录\n\n{CONTACTS}",
        f"{CURRENT}# 青禾记账隐私政策\n\n{CONTACTS}",
        f"{ENGLISH}## Changes to this version\n\n{IN_ENGLISH}",
        f"{ENGLISH}You can ask us for previous versions of this policy.\n\n{IN_ENGLISH}",
    ],
)
def test_what_is_part_of_the_policy(text: str) -> None:
    reading = read(text)
    assert {"contacts", "phone_number"} <= told(reading)
    assert elsewhere(reading) == []


def test_an_archive_that_says_nothing_more_is_not_told() -> None:
    reading = read(f"{CURRENT}# 历史版本\n\n{RULES}")
    assert elsewhere(reading) == []
