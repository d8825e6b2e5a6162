"""The baseline file: stable, reviewable, and honest about what it cannot know."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.support.report_builder import shop_report

from appaudit.errors import ConfigError
from appaudit.gate.baseline import baseline_text, compared, entries_of, read_baseline
from appaudit.model.grade import Status


def test_what_is_written_is_read_again_and_does_not_depend_on_order(tmp_path: Path) -> None:
    entries = entries_of(shop_report())
    text = baseline_text(entries)
    assert baseline_text([*reversed(entries), entries[0]]) == text
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    key = lambda entry: (entry.package, entry.rule_id, entry.subject, entry.fingerprint)  # noqa: E731
    assert sorted(read_baseline(path).entries, key=key) == sorted(set(entries), key=key)
    lines = text.splitlines()
    assert len(lines) == len(set(entries)) + 2
    assert baseline_text([]) == '{"baseline": 1, "findings": []}\n'


def test_known_new_gone_and_undecided(tmp_path: Path) -> None:
    report = shop_report()
    path = tmp_path / "b.json"
    path.write_text(baseline_text(entries_of(report)), encoding="utf-8")
    saved = read_baseline(path)
    first, second, third, *rest = report.findings
    new = replace(first, fingerprint="f" * 32)
    got = compared(saved, [new, *rest], [second], [third.rule_id], report.artifact.package)
    assert set(got.known) == {item.fingerprint for item in rest}
    assert [item.fingerprint for item in got.gone] == [first.fingerprint]
    assert [item.fingerprint for item in got.undecided] == [third.fingerprint]


def test_entries_of_another_app_say_nothing_about_this_one(tmp_path: Path) -> None:
    report = shop_report()
    path = tmp_path / "b.json"
    path.write_text(baseline_text(entries_of(report)), encoding="utf-8")
    got = compared(read_baseline(path), report.findings, [], [], "com.other")
    assert (got.known, got.gone, got.undecided) == ((), (), ())


@pytest.mark.parametrize(
    ("content", "what", "zh"),
    [
        (b"{", "line 1, column 2 is not valid JSON", "第 1 行第 2 列不是有效的JSON"),
        (b"\xff", "not UTF-8 text (at byte 1)", "不是UTF-8文本（第 1 个字节）"),
        (b"[" * 100_000, "nested too deeply", "嵌套过深"),
        (b'{"baseline": 2, "findings": []}', "expected one of 1, found 2", "expected one of 1, found 2"),
        (b'{"findings": []}', "baseline: missing", "baseline: missing"),
        (
            b'{"baseline": 1, "findings": [{"rule": "x"}]}',
            "findings[0].fingerprint: missing",
            "findings[0].fingerprint",
        ),
        (b'{"schema_version": 1}', "unknown key", "unknown key"),
    ],
)
def test_what_is_no_baseline_says_what_is_wrong_in_both_languages(
    tmp_path: Path, content: bytes, what: str, zh: str
) -> None:
    path = tmp_path / "b.json"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        read_baseline(path)
    assert what in caught.value.message
    assert zh in caught.value.zh
    assert "--write-baseline" in caught.value.hint_zh


def test_a_missing_baseline_is_the_users_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        read_baseline(tmp_path / "none.json")


def test_an_entry_that_names_another_finding_than_its_fingerprint_knows_nothing(tmp_path: Path) -> None:
    report = shop_report()
    first, second, *_ = report.findings
    path = tmp_path / "b.json"
    for changed, is_known in (
        ({"rule_id": second.rule_id, "subject": second.subject}, False),
        ({"subject": "something else"}, False),
        ({}, True),
    ):
        entry = replace(entries_of(replace(report, findings=(first,), gate=None))[0], **changed)
        path.write_text(baseline_text([entry]), encoding="utf-8")
        got = compared(read_baseline(path), [first], [], [], report.artifact.package)
        assert (first.fingerprint in got.known) is is_known, changed


@pytest.mark.parametrize(
    ("before", "now", "is_known"),
    [
        ("suspected", Status.SUSPECTED, True), ("suspected", Status.REVIEW, True),
        ("violation", Status.SUSPECTED, True),
        ("suspected", Status.VIOLATION, False), ("review", Status.SUSPECTED, False), ("", Status.VIOLATION, True),
    ],
)  # fmt: skip
def test_what_became_graver_is_not_known(tmp_path: Path, before: str, now: Status, is_known: bool) -> None:
    report = shop_report()
    finding = replace(report.findings[0], status=now)
    entry = replace(entries_of(replace(report, findings=(finding,), gate=None))[0], status=before)
    path = tmp_path / "b.json"
    path.write_text(baseline_text([entry]), encoding="utf-8")
    assert ('"status"' in path.read_text("utf-8")) is bool(before)
    known = compared(read_baseline(path), [finding], [], [], report.artifact.package).known
    assert known == ((finding.fingerprint,) if is_known else ())


@pytest.mark.parametrize(
    ("subject", "is_known"),
    [
        ("a.b", True),
        ("com.example.a", True),
        ("com.example.Harmless", False),
        ("https://a.b", False),
        ("page.html", False),
    ],
)
def test_a_class_has_two_names_with_a_mapping_and_without(tmp_path: Path, subject: str, is_known: bool) -> None:
    report = shop_report()
    mapped = replace(report.findings[0], subject="com.example.Reader")
    entry = replace(entries_of(replace(report, findings=(mapped,), gate=None))[0], subject=subject)
    path = tmp_path / "b.json"
    path.write_text(baseline_text([entry]), encoding="utf-8")
    known = compared(read_baseline(path), [mapped], [], [], report.artifact.package).known
    assert known == ((mapped.fingerprint,) if is_known else ())
