"""Kinds of data a line each, and the credits of a piece of music in a table, are no lists of SDKs; twins."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

facts = reader_of("list.txt")


def test_kinds_of_data_a_line_each(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("Android ID\nIMEI\nIP地址\n手机号码\n设备型号\n", encoding="utf-8")
    reading = read_sdk_list(path, shipped_lexicons())
    assert reading.facts == []
    (gap,) = reading.gaps
    assert gap.detail is not None
    assert gap.detail.en.startswith("list.txt: kinds of data stand in its lines (Android ID), and no SDKs.")


def test_names_a_line_each(tmp_path):
    assert [fact.name for fact in facts(tmp_path, "腾讯Bugly\nIMEI\n友盟\n高德地图\n")] == [
        "腾讯Bugly",
        "IMEI",
        "友盟",
        "高德地图",
    ]


def test_the_credits_of_a_piece_of_music(tmp_path):
    table = (
        "# Third-Party Notices\n\nThe demo has this third-party audio:\n\n| Field | Value |\n| --- | --- |\n"
        "| Title | Night Piano |\n| Creator | Bellbox |\n| Governing terms | [License](https://egret.example/) |\n"
    )
    assert facts(tmp_path, table, "list.md") == []


def test_an_sdk_told_in_such_a_table(tmp_path):
    table = (
        "# Third-party SDKs\n\n## Sentry\n\n| Field | Value |\n| --- | --- |\n| Provider | Sentry, Inc. |\n"
        "| Purpose | Crash reports |\n| Privacy policy | https://sentry.io/privacy/ |\n"
    )
    assert [(fact.name, fact.company, fact.purpose) for fact in facts(tmp_path, table, "list.md")] == [
        ("Sentry", "Sentry, Inc.", "Crash reports")
    ]
