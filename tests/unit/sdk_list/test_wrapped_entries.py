"""Entries of Markdown lists whose lines end where the page of the writer did; and lines that begin something else."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

LEAD = "# Privacy Policy\n\n## 4. How we share information\n\nWe share information only as needed:\n\n"


def read(tmp_path, text: str) -> list[tuple[str, str]]:
    path = tmp_path / "list.md"
    path.write_text(text, encoding="utf-8")
    return [(fact.name, fact.purpose) for fact in read_sdk_list(path, shipped_lexicons()).facts]


@pytest.mark.parametrize("mark", ["-", "*", "1."])
def test_an_entry_goes_on_with_a_name_in_the_next_line(tmp_path, mark):
    inside = " " * (len(mark) + 1)
    text = (
        f"{LEAD}{mark} Service providers: Supabase (database, authentication, storage hosting),\n"
        f"{inside}Netlify (application hosting), Plaid (connectivity of accounts), and QuickBooks\n"
        f"{inside}(accounting), which process data on our behalf.\n"
    )
    assert read(tmp_path, text) == [
        ("Supabase", "database, authentication, storage hosting"),
        ("Netlify", "application hosting"),
        ("Plaid", "connectivity of accounts"),
        ("QuickBooks", "accounting"),
    ]


def test_a_label_below_an_entry_begins_a_line(tmp_path):
    text = (
        "# Third-party SDKs\n\n"
        "- Sentry\n  Data: device model, version of the system, memory, and stack traces\n"
        "  Purpose: crash reports\n"
        "- Stripe\n  Data: amount of the payment, currency, country, and form of payment\n"
        "  Purpose: payments\n"
    )
    assert [name for name, _ in read(tmp_path, text)] == ["Sentry", "Stripe"]
    assert [purpose for _, purpose in read(tmp_path, text)] == ["crash reports", "payments"]


def test_a_short_line_ends_where_it_ends(tmp_path):
    text = "# Service providers\n\n- Sentry (crash reports)\n  Stripe (payments)\n- Hetzner (hosting)\n"
    assert {"Sentry", "Hetzner"} <= {name for name, _ in read(tmp_path, text)}


def test_numbered_paragraphs_of_a_text_are_sentences(tmp_path):
    path = tmp_path / "policy.txt"
    told = "（一）为了实现消息推送，我们接入了极光推送，会收集您的设备标识符。\n（二）客服功能由美洽提供。\n"
    path.write_text(f"隐私政策\n四、共享\n{told}", encoding="utf-8")
    assert [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts] == ["极光推送", "美洽"]


def test_numbered_rows_of_a_text_are_no_sentences(tmp_path):
    path = tmp_path / "sdks.txt"
    path.write_text("序号,SDK名称,用途\n1,极光推送,消息推送\n2,美洽,客服\n", encoding="utf-8")
    assert [fact.purpose for fact in read_sdk_list(path, shipped_lexicons()).facts] == ["消息推送", "客服"]
