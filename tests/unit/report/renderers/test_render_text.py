"""The terminal summary says what was found, in one language, without a single control character."""

from __future__ import annotations

import unicodedata

import pytest
from tests.support.report_builder import FINDINGS, clean_report, hostile_report, shop_report

from appaudit.report import renderers


def render(report, language="zh") -> str:
    text = renderers.render("text", report, language)
    assert isinstance(text, str)
    return text


def test_verdict_and_gaps_come_before_findings() -> None:
    text = render(shop_report())
    places = [
        text.index(part) for part in ("结论: 证据符合", "未能看到的部分", "assets/plugin_live.jar", "F-01", "逐项对照")
    ]
    assert places == sorted(places)


def test_a_finding_says_grades_subject_evidence_and_basis() -> None:
    text = render(shop_report())
    assert "F-01 [严重] [证据符合所引条款] 第三方SDK在用户同意前启动并读取设备标识 — 极光推送 (jpush)" in text
    assert "依据: 191号 三（一）; 病毒中心通报 N04; 337号 1" in text
    assert "有利证据: 存在同意弹窗" in text


def test_english_is_english() -> None:
    text = render(shop_report(), "en")
    assert "F-01 [Critical] [Evidence meets the cited text] A third-party SDK starts" in text
    assert "Basis: CAC 191 3.1; NCVERC N04; MIIT 337 1" in text
    assert "Operator's statements  Not supplied" in text
    assert "证据符合" not in text


def test_every_finding_has_its_number() -> None:
    text = render(shop_report())
    assert all(f"  F-{number:02d} [" in text for number in range(1, len(FINDINGS) + 1))


def test_regulations_are_counted_by_status() -> None:
    assert "191号: 证据符合 5 · 疑似 4 · 需复核 5 · 无法静态判断 9 · 未见问题 8" in render(shop_report())


def test_nothing_found_says_what_that_rests_on() -> None:
    text = render(clean_report(), "en")
    assert "No finding. 41 rules did not match, 4 could not be decided, 2 did not apply." in text
    assert "Privacy policy  Not supplied" in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_text_cannot_touch_the_terminal(language) -> None:
    text = render(hostile_report(), language)
    odd = {character for character in text if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert odd == {"\n"}
    assert "\\x1b[31m" in text
    assert "\\u202e" in text
    text.encode("utf-8")
