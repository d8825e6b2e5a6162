"""Verdicts hold in the next build until they expire, and nothing that they take out of the gate is out of sight."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.support.report_builder import shop_report

from appaudit.errors import ConfigError
from appaudit.gate.verdicts import judged, merged, read_verdicts, verdicts_text
from appaudit.model.verdict import Verdict

AS_OF = "2026-11-24"


def finding(number=0):
    return shop_report().findings[number]


def written(tmp_path, text, name="verdicts.yml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def one(tmp_path, **values):
    lines = "".join(f"    {name}: {value!r}\n" for name, value in values.items())
    text = f"verdicts:\n  - {lines.strip()}\n"
    return read_verdicts(written(tmp_path, text))


def of(saved, findings, undecided=(), package="com.example"):
    return judged(findings, saved, undecided, package=package, as_of=AS_OF)


@pytest.mark.parametrize("decision", ["accepted", "false_positive"])
def test_what_is_accepted_or_wrong_is_kept_apart_with_its_reason(decision, tmp_path) -> None:
    item = finding()
    saved = one(
        tmp_path, fingerprint=item.fingerprint, decision=decision, reason="测试账号", by="李雷", on="2026-11-01"
    )
    result = of(saved, [item, finding(1)])
    assert [kept.fingerprint for kept in result.kept] == [finding(1).fingerprint]
    (accepted,) = result.accepted
    assert (accepted.ignore.reason, accepted.ignore.decision) == ("测试账号", decision)
    assert accepted.ignore.place == "verdicts.yml:2"
    assert accepted.finding.verdict
    assert accepted.finding.verdict.by == "李雷"


@pytest.mark.parametrize("decision", ["confirmed", "fixed"])
def test_what_is_confirmed_or_fixed_still_counts_while_it_is_found(decision, tmp_path) -> None:
    item = finding()
    result = of(one(tmp_path, fingerprint=item.fingerprint, decision=decision), [item])
    (kept,) = result.kept
    assert kept.verdict
    assert kept.verdict.decision == decision
    assert result.row
    assert len(result.row.still_found) == (decision == "fixed")


def test_an_expired_verdict_counts_no_more_and_is_named(tmp_path) -> None:
    item = finding()
    values = {"fingerprint": item.fingerprint, "decision": "accepted", "reason": "r"}
    last_day = of(one(tmp_path, **values, expires=AS_OF), [item])
    assert not last_day.kept
    past = of(one(tmp_path, **values, expires="2026-11-23"), [item])
    assert [kept.fingerprint for kept in past.kept] == [item.fingerprint]
    assert past.row
    assert [verdict.fingerprint for verdict in past.row.expired] == [item.fingerprint]


def test_a_verdict_on_another_app_does_not_count(tmp_path) -> None:
    item = finding()
    saved = one(tmp_path, fingerprint=item.fingerprint, decision="accepted", reason="r", package="com.other")
    assert of(saved, [item]).kept == (item,)


def test_what_is_not_found_any_more_is_told_from_what_could_not_be_decided(tmp_path) -> None:
    saved = one(tmp_path, fingerprint="00", decision="fixed", rule="rule-a")
    gone, undecided = of(saved, []).row, of(saved, [], undecided=["rule-a"]).row
    assert gone
    assert undecided
    assert (len(gone.no_longer_found), len(gone.undecided)) == (1, 0)
    assert (len(undecided.no_longer_found), len(undecided.undecided)) == (0, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("verdicts:\n  - {fingerprint: a, decision: accepted}\n", "accepted needs a reason"),
        ("verdicts:\n  - {fingerprint: a, decision: maybe}\n", "decision"),
        ("verdicts:\n  - {fingerprint: a, decision: fixed}\n  - {fingerprint: a, decision: fixed}\n", "decided twice"),
        ("verdicts:\n  - {fingerprint: a, decision: fixed, on: 1.5.2026}\n", "2027-01-31"),
        ("verdicts:\n  - {fingerprint: a, decision: fixed, onn: x}\n", "onn"),
        ("verdicts: [", ""),
    ],
)
def test_a_file_with_a_mistake_is_refused_with_its_line(text, said, tmp_path) -> None:
    with pytest.raises(ConfigError) as caught:
        read_verdicts(written(tmp_path, text))
    assert "verdicts.yml:" in caught.value.message
    assert said in caught.value.message


def test_json_is_read_as_well(tmp_path) -> None:
    text = '{"verdicts": [{"fingerprint": "a", "decision": "confirmed", "on": "2026-11-01"}]}'
    (entry,) = read_verdicts(written(tmp_path, text, "verdicts.json")).entries
    assert (entry.fingerprint, entry.on) == ("a", "2026-11-01")


def test_what_is_written_is_read_back_and_newer_verdicts_win(tmp_path) -> None:
    old = Verdict(fingerprint="a", decision="confirmed", by="A", on="2026-01-01", rule="r", subject="s")
    same = replace(old, by="B", on="2026-02-02")
    other = replace(old, decision="accepted", reason="是", by="B", on="2026-02-02")
    assert merged([old], [same]) == [old]
    assert merged([old], [other]) == [other]
    path = written(tmp_path, verdicts_text(merged([old], [replace(other, fingerprint="b")])))
    assert [(item.fingerprint, item.decision, item.reason) for item in read_verdicts(path).entries] == [
        ("a", "confirmed", ""), ("b", "accepted", "是"),
    ]  # fmt: skip


def test_a_verdict_that_names_another_finding_than_its_fingerprint_decides_nothing(tmp_path) -> None:
    item, other = finding(), finding(1)
    values = {"fingerprint": item.fingerprint, "decision": "accepted", "reason": "ok"}
    assert of(one(tmp_path, **values, rule=other.rule_id, subject=other.subject), [item]).accepted == ()
    assert len(of(one(tmp_path, **values, rule=item.rule_id, subject=item.subject), [item]).accepted) == 1
    assert len(of(one(tmp_path, **values), [item]).accepted) == 1
