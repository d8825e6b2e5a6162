"""Kinds of sentences that policies drawn at random were misread for, each beside a near twin."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text
from appaudit.policy import read_documents

ZH = "隐私政策\n我们重视您的个人信息，并按照本政策收集和使用您的个人信息。\n"
EN = "Privacy Policy\nWe value your privacy and use your personal information as this policy says.\n"
ASKING = "\n# Questions\nTo exercise your rights, contact us at a@heron.example"

PAIRS = [
    # A month in short and a year are a date; a year alone is none.
    ("effective_date", "Last updated: Sept 2024", "present"),
    ("effective_date", "Last updated: build 2024", "absent"),
    # Who would like access asks for it; partners who would like it give none.
    (
        "access_copy",
        "If you would like access to the personal data that we hold, you can do this by emailing us at a@b.example.",
        "present",
    ),
    ("access_copy", "Our partners would like access to the personal data that we hold.", "absent"),
    # To pass something on abroad is a transfer; to pass a border is none.
    ("cross_border", "Companies to whom we may pass your information may be outside the European Union.", "weak"),
    ("cross_border", "You may pass borders outside the European Union.", "absent"),
    # Records that expire are kept for a time; a subscription that expires is no record.
    ("retention_period", "These records expire automatically within about 90 days.", "present"),
    ("retention_period", "Your subscription expires automatically within about 90 days.", "absent"),
    ("deletion", "Your rights\nYou can:\n- Clear all data from the app through the settings menu", "present"),
    ("deletion", "Your rights\nYou can:\n- Clear the cache from the app through the settings menu", "absent"),
    ("deletion", "You can clear stored data through your browser's extension management.", "present"),
    ("deletion", "You can clear stored data at any time.", "weak"),
    # Refusing messages of any kind is no way out of what a profile chooses.
    (
        "personalization_optout",
        "# Your rights\nYou can opt out of non-essential communications." + ASKING,
        "weak",
    ),
    (
        "personalization_optout",
        "# Your rights\nYou can opt out of personalised advertising." + ASKING,
        "present",
    ),
    # A name in brackets says who it is; a condition in brackets does not.
    (
        "sharing_recipients",
        "Selected text is sent to our AI service provider (Heron Labs) to be transcribed.",
        "present",
    ),
    (
        "sharing_recipients",
        "Selected text is sent to our AI service provider (if you agree) to be transcribed.",
        "weak",
    ),
    ("sdk_list", "We may use third-party analytics tools to measure usage.", "weak"),
    ("sdk_list", "We do not use third-party analytics tools to measure usage.", "absent"),
    # A permission that is off stops a recommendation that needs it, and is no way to refuse recommendations.
    (
        "personalization_optout",
        "您可在系统设置中关闭定位权限，关闭后可能无法使用路线规划、附近门店推荐等功能。",
        "absent",
    ),
    ("personalization_optout", "您可在系统设置中关闭个性化推荐，关闭后可能无法看到附近门店。", "present"),
    # What is shown inside the app tells users of a new policy; of a new version of the app it does not.
    ("policy_change_notice", "如果这份政策有重大变化，我们会在应用内提示您。", "present"),
    ("policy_change_notice", "如果软件有新的版本，我们会在应用内提示您。", "absent"),
    ("policy_change_notice", "政策更新\n如果我们更新此隐私政策，我们将：\n- 在应用内显示通知", "present"),
    ("policy_change_notice", "政策更新\n如果我们更新此隐私政策，我们将：\n- 在网站更新文本", "weak"),
    # What is deleted by itself once it has served is kept so long; what users may delete is not.
    ("retention_period", "转写完成后，原始录音会被删除。", "present"),
    ("retention_period", "转写完成后，您可以删除原始录音。", "absent"),
    ("retention_period", "关闭或刷新页面后，所有答案将被自动清除。", "present"),
    ("retention_period", "关闭或刷新页面后，会话Cookie将被自动清除。", "absent"),
    # A numbered line without a full stop looks like a heading.
    ("cookies", "1. 我们不会在服务器上存储数据\n2. 我们不使用 Cookie 或其他跟踪技术", "present"),
    ("cookies", "1. 我们不会在服务器上存储数据\n2. 我们不使用其他跟踪技术", "absent"),
    (
        "permission_list",
        "权限说明\n本应用可能请求以下权限：\n- **屏幕亮度控制**：用于调节亮度\n- **防止自动锁屏**：保持屏幕常亮",
        "present",
    ),
    (
        "permission_list",
        "功能说明\n本应用有以下功能：\n- **屏幕亮度控制**：用于调节亮度\n- **防止自动锁屏**：保持屏幕常亮",
        "absent",
    ),
]


@pytest.mark.parametrize(("clause", "text", "expected"), PAIRS)
def test_what_decides_a_clause(lexicon, clause, text, expected):
    beginning = EN if text.isascii() else ZH
    facts = read_documents([document_from_text(beginning + text)], lexicon).facts
    said = {fact.id: fact.status for fact in facts if fact.kind == "clause"}
    assert said.get(clause, "absent") == expected
