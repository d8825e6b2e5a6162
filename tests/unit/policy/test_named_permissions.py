"""Permissions that a policy names, by constant or in words, and sentences that only look like it."""

from __future__ import annotations

import pytest
from tests.support.sample_reports import shipped_catalog
from tests.support.shipped_words import shipped_lexicon

from appaudit.documents.document import document_from_text
from appaudit.policy.named_permissions import named_permissions

USAGE, OVERLAY, SMS = "PACKAGE_USAGE_STATS", "SYSTEM_ALERT_WINDOW", "READ_SMS"


def named(text: str) -> dict[str, str]:
    """The word for each permission by the last part of its name; every quote is checked against the text."""
    known = shipped_catalog().knowledge.permissions
    facts = named_permissions([document_from_text(text, "p.txt")], known, shipped_lexicon())
    for fact in facts:
        (quote,) = fact.quotes
        assert text[quote.start : quote.end] == quote.text == fact.word
    return {fact.name.rpartition(".")[2]: fact.word for fact in facts}


@pytest.mark.parametrize(
    ("text", "name", "word"),
    [
        ("查看应用使用情况权限：用于统计您每天使用各应用的时长。", USAGE, "查看应用使用情况"),
        ("我们会申请悬浮窗权限，以便显示计时窗口。", OVERLAY, "悬浮窗"),
        ("计时窗口需要 android.permission.SYSTEM_ALERT_WINDOW。", OVERLAY, "SYSTEM_ALERT_WINDOW"),
        ("## 我们申请的权限\n\n悬浮窗：用于显示计时窗口。", OVERLAY, "悬浮窗"),
        ("| 权限名称 | 用途 |\n|---|---|\n| 悬浮窗 | 显示计时窗口 |", OVERLAY, "悬浮窗"),
        ("With your permission to draw over other apps we show a timer.", OVERLAY, "draw over other apps"),
    ],
)
def test_a_permission_is_named(text: str, name: str, word: str) -> None:
    assert named(text)[name] == word


@pytest.mark.parametrize(
    "text",
    [
        "计时结果显示在悬浮窗中。",
        "我们不会申请悬浮窗权限。",
        "We do not ask for permission to draw over other apps.",
        "## 我们申请的权限\n\n相机：用于扫码。拒绝相机权限后，您可以手动输入；您也可以关闭在首页右下角显示的悬浮窗。",
        "## 其他\n\n悬浮窗：用于显示计时。",
        "",
    ],
    ids=["no permission", "refused", "refused in English", "elsewhere in a line", "another heading", "empty"],
)
def test_words_that_name_no_permission(text: str) -> None:
    assert OVERLAY not in named(text)


def test_one_word_may_name_several() -> None:
    names = named("短信权限：用于自动填写验证码。")
    assert {SMS, "RECEIVE_SMS"} <= set(names)
