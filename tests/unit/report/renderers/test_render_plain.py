"""Foreign text is shown as it is, except for what would move, hide or reorder."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appaudit.report.renderers.plain import safe_line, safe_text, shortened


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("云栗商城 6.2.0", "云栗商城 6.2.0"),
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
        ("photo\u202egnp.exe", "photo\\u202egnp.exe"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("lone\ud83d", "lone\\ud83d"),
        ("one\r\ntwo\tthree", "one\\r\\ntwo\\tthree"),
        ("\x9b31m", "\\x9b31m"),
        ("e\u0301 \u00e9 \U0001f600", "e\u0301 \u00e9 \U0001f600"),
    ],
)
def test_safe_line(given_text: str, shown: str) -> None:
    assert safe_line(given_text) == shown


def test_safe_text_keeps_line_feeds_and_tabs() -> None:
    assert safe_text("one\n\ttwo\r\x00") == "one\n\ttwo\\r\\x00"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(categories=["L", "N", "P", "S", "Z", "C"])))
def test_no_control_or_format_character_survives(text: str) -> None:

    dangerous = {
        "\u00ad",
        "\u061c",
        "\u200e",
        "\u200f",
        *map(chr, range(0x202A, 0x202F)),
        *map(chr, range(0x2066, 0x206A)),
    }
    shown = safe_line(text)
    assert not dangerous & set(shown)
    assert all(unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp") for character in shown)
    shown.encode("utf-8")


def test_shortened_keeps_short_text_and_marks_a_cut() -> None:
    assert shortened("abc", 3) == "abc"
    assert shortened("abcdef", 4) == "abc…"
