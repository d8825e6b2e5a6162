"""What changed between two reports: every kind of change, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from tests.support.report_builder import shop_report
from tests.support.sample_reports import sample_report, shipped_catalog

from appaudit.comparison.compare import added_sdks, compare_policies, compare_reports
from appaudit.comparison.judge import judged
from appaudit.comparison.renderers import names, render
from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import decode, encode
from appaudit.model.comparison import TABLES, Change, Comparison
from appaudit.model.finding import Ignore, IgnoredFinding
from appaudit.model.grade import Severity
from appaudit.model.report import (
    ClauseRow,
    CoverageRow,
    DocumentRow,
    Inconclusive,
    InconclusiveReason,
    Input,
    PolicySection,
    Report,
    ThirdPartyRow,
)


def without(report: Report, **facts: object) -> Report:
    return replace(report, facts=replace(report.facts, **facts))


def test_a_report_and_itself_differ_in_nothing() -> None:
    report = shop_report()
    comparison = compare_reports(report, report)
    assert not any(getattr(comparison, name) for name in (*TABLES, "new_findings", "gone_findings", "changed_findings"))
    assert comparison.same_findings == len(report.findings)
    assert "Nothing changed." in render("text", comparison, "en")


def test_what_came_and_what_went_mirror_each_other() -> None:
    old, new = sample_report("clean-shop"), sample_report("planted-shop")
    there, back = compare_reports(old, new), compare_reports(new, old)
    mirror = {"added": "removed", "removed": "added", "changed": "changed"}
    for name in TABLES:
        forth = {(row.id, mirror[row.direction], row.after, row.before) for row in getattr(there, name)}
        assert forth == {(row.id, row.direction, row.before, row.after) for row in getattr(back, name)}
    assert there.new_findings == back.gone_findings
    assert [row.id for row in there.permissions] == [
        "android.permission.READ_CALL_LOG",
        "android.permission.READ_CONTACTS",
        "android.permission.RECORD_AUDIO",
    ]
    assert {row.id: row.direction for row in there.sdks} == dict.fromkeys(
        ("csj-pangle", "jiguang-core", "jpush"), "added"
    )
    assert {row.id: (row.before, row.after) for row in there.clauses} == {
        "account_cancellation": ("present", "absent"),
        "deletion": ("present", "absent"),
    }


def test_each_table_sees_its_own_change() -> None:
    report = shop_report()
    sdk, permission, access = report.facts.sdks[0], report.facts.permissions[0], report.facts.data_access[0]
    rest = report.facts.sdks[1:]
    newer = without(report, sdks=(replace(sdk, version="9.9", disclosed="no"), *rest))
    (change,) = compare_reports(report, newer).sdks
    assert (change.id, change.direction, change.after) == (sdk.id, "changed", "undisclosed 9.9")
    gone = without(report, permissions=report.facts.permissions[1:])
    (change,) = compare_reports(report, gone).permissions
    assert (change.id, change.direction, change.after) == (permission.name, "removed", "")
    key = f"{access.data_type} {access.party}"
    calm = tuple(
        replace(row, phase="other") if (row.data_type, row.party) == (access.data_type, access.party) else row
        for row in report.facts.data_access
    )
    loud = tuple(
        replace(row, phase="pre_consent", guarded=False)
        if (row.data_type, row.party) == (access.data_type, access.party)
        else row
        for row in calm
    )
    (change,) = compare_reports(without(report, data_access=calm), without(report, data_access=loud)).data_access
    assert (change.id, change.before, change.after) == (key, "other", "pre_consent")


def test_findings_that_are_new_gone_graded_anew_undecided_and_ignored() -> None:
    report = shop_report()
    first, second, third, *rest = report.findings
    fresh = replace(first, fingerprint="f" * 32, subject="fresh")
    newer = replace(
        report,
        findings=(fresh, replace(third, severity=Severity.LOW), *rest),
        inconclusive=(Inconclusive(rule_id=second.rule_id, title=second.title, reasons=()),),
    )
    comparison = compare_reports(report, newer)
    assert comparison.new_findings == (fresh,)
    (changed,) = comparison.changed_findings
    assert (changed.severity_before, changed.finding.severity) == (third.severity, "low")
    same_rule = [item for item in (first, second) if item.rule_id == second.rule_id]
    assert list(comparison.undecided) == same_rule
    assert comparison.gone_findings == tuple(item for item in (first, second) if item not in same_rule)
    ignored = IgnoredFinding(finding=fresh, ignore=Ignore(rule=fresh.rule_id, subject="*", reason="x"))
    accepted = replace(newer, findings=newer.findings[1:], ignored=(ignored,))
    assert compare_reports(report, accepted).new_findings == ()


def test_policies_alone() -> None:
    party = ThirdPartyRow(name="极光推送", sdk_id="jpush", company="", purpose="推送", data=("IMEI",), link="")
    old = PolicySection(
        documents=(DocumentRow(name="p.html", sha256="a" * 64, text="x"),),
        clauses={"deletion": ClauseRow(status="present"), "minors": ClauseRow(status="weak")},
        third_parties=(party, replace(party, name="某某SDK", sdk_id="")),
    )
    new = PolicySection(
        documents=(DocumentRow(name="p.html", sha256="b" * 64, text="y"),),
        clauses={"deletion": ClauseRow(status="negated"), "minors": ClauseRow(status="weak")},
        third_parties=(replace(party, data=("IMEI", "MAC地址")),),
    )
    comparison = compare_policies(old, new, names={"deletion": Bilingual("删除", "Deletion")})
    assert comparison.clauses == (
        Change(id="deletion", name=Bilingual("删除", "Deletion"), before="present", after="negated"),
    )
    assert [(row.id, row.direction) for row in comparison.third_parties] == [
        ("jpush", "changed"),
        ("某某sdk", "removed"),
    ]
    assert comparison.third_parties[0].after == "推送、IMEI、MAC地址"
    assert comparison.documents[0].before == "a" * 12


def policy_of(*paragraphs: str, headings: tuple[str, ...] = ()) -> PolicySection:
    text = "\n\n".join(paragraphs)
    starts = tuple(text.index(heading) for heading in headings)
    return PolicySection(documents=(DocumentRow(name="p", sha256="0", text=text, headings=starts),))


def test_the_wording_of_policies_is_a_redline_under_its_headings() -> None:
    old = policy_of("一、收集", "我们收集设备信息。", "二、注销", "您可以注销账号。", headings=("一、", "二、"))
    new = policy_of("一、收集", "我们收集设备信息和位置。", "二、注销", "电话：123", headings=("一、", "二、"))
    changes = compare_policies(old, new, names={}).wording
    assert [(row.state, row.section, row.old_number, row.new_number) for row in changes] == [
        ("same", "一、收集", 1, 1),
        ("changed", "一、收集", 2, 2),
        ("same", "二、注销", 3, 3),
        ("added", "二、注销", 0, 4),
        ("removed", "二、注销", 4, 0),
    ]
    assert [(piece.kind, piece.text) for piece in changes[1].pieces] == [
        ("same", "我们收集设备信息"),
        ("added", "和位置"),
        ("same", "。"),
    ]
    assert compare_policies(old, PolicySection(), names={}).wording == ()
    assert compare_policies(old, old, names={}).wording == ()


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_no_word_of_a_change_is_cut(name: str) -> None:
    long = "我们收集您的设备信息" + "、网络状态" * 400 + "。"
    comparison = compare_policies(policy_of("一、收集", "短"), policy_of("一、收集", long), names={})
    assert long in unescape(render(name, comparison, "zh"))


def unread(report: Report) -> Report:
    """The report as it is where its policy could not be read."""
    gap = InconclusiveReason(
        kind="clause", level="none", part="policy.doc", reason="unreadable", detail=Bilingual("无法读取", "unreadable")
    )
    blind = {"clause", "mention"}
    coverage = tuple(row for row in report.coverage if row.kind not in blind)
    return replace(
        without(report, policy=PolicySection()),
        coverage=(*coverage, *(CoverageRow(kind=kind, level="none", gaps=(gap,)) for kind in sorted(blind))),
    )


def test_what_could_not_be_read_did_not_come_or_go_and_is_said_first() -> None:
    report = sample_report("clean-shop")
    gone, come = compare_reports(report, unread(report)), compare_reports(unread(report), report)
    assert {(row.direction, row.after) for row in (*gone.clauses, *gone.third_parties)} == {("changed", "unseen")}
    assert {(row.direction, row.before) for row in come.clauses} == {("changed", "unseen")}
    assert [(item.side, item.what.en) for item in gone.unread] == [("new", "unreadable")]
    assert [item.side for item in come.unread] == ["old"]
    lines = render("text", gone, "en").splitlines()
    assert lines[2] == "! Not all of the new version could be read: unreadable"
    assert not any(line.lstrip().startswith("-") for line in lines[3:])


def test_what_neither_side_could_show_hides_no_change() -> None:
    report = sample_report("clean-shop")
    gap = InconclusiveReason(
        kind="sdk", level="partial", part="classes9.dex", reason="unreadable", detail=Bilingual("坏", "damaged")
    )
    half = replace(report, coverage=(*report.coverage, CoverageRow(kind="sdk", level="partial", gaps=(gap,))))
    fewer = without(half, sdks=half.facts.sdks[1:])
    assert [row.direction for row in compare_reports(half, fewer).sdks] == ["removed"]
    assert compare_reports(half, fewer).unread == ()
    assert [row.after for row in compare_reports(report, fewer).sdks] == ["unseen"]


def test_a_policy_that_was_never_supplied_came() -> None:
    report = sample_report("clean-shop")
    none = replace(without(report, policy=PolicySection()), inputs=(Input(role="policy", status="not_supplied"),))
    assert {row.direction for row in compare_reports(none, report).clauses} == {"added"}


def with_sdk(report: Report, sdk_id: str, **more: object) -> Report:
    row = replace(sample_report("planted-shop").facts.sdks[0], id=sdk_id, name="某推送", name_en="Some Push", **more)
    return without(report, sdks=(*report.facts.sdks, row))


@pytest.mark.parametrize(
    ("disclosed", "collects", "status"),
    [("no", True, "suspected"), ("unknown", True, "review"), ("policy", True, None), ("no", False, None)],
)
def test_a_new_sdk_without_a_new_policy_is_a_finding(disclosed: str, collects: bool, status: str | None) -> None:
    old, catalog = sample_report("clean-shop"), shipped_catalog()
    new = with_sdk(old, "some-push", disclosed=disclosed, collects_data=collects, confidence="high")
    found = judged(old, new, catalog.rules, catalog.knowledge).findings
    assert [(item.rule_id, item.subject, item.status) for item in found] == (
        [("sdk-added-policy-unchanged", "some-push", status)] if status else []
    )


def test_a_changed_policy_or_list_answers_it() -> None:
    old, catalog = sample_report("clean-shop"), shipped_catalog()
    new = with_sdk(old, "some-push", disclosed="no", collects_data=True)
    document = new.facts.policy.documents[0]
    edited = replace(new.facts.policy, documents=(replace(document, text=f"{document.text} more"),))
    assert judged(old, without(new, policy=edited), catalog.rules, catalog.knowledge).findings == ()
    listed = tuple(replace(row, sha256="0" * 64) if row.role == "sdk_list" else row for row in new.inputs)
    assert judged(old, replace(new, inputs=listed), catalog.rules, catalog.knowledge).findings == ()


def test_no_document_at_all_is_for_people_to_look_at() -> None:
    catalog = shipped_catalog()
    bare = without(sample_report("clean-shop"), policy=PolicySection())
    old = replace(bare, inputs=(Input(role="policy", status="not_supplied"),))
    new = with_sdk(old, "some-push", disclosed="unknown", collects_data=True)
    (finding,) = judged(old, new, catalog.rules, catalog.knowledge).findings
    assert (finding.severity, finding.status) == ("medium", "review")


def test_what_could_not_be_seen_before_did_not_come() -> None:
    report = sample_report("clean-shop")
    blind = replace(
        report,
        coverage=tuple(
            CoverageRow(kind=row.kind, level="none") if row.kind == "sdk" else row for row in report.coverage
        ),
    )
    assert any(row.kind == "sdk" for row in report.coverage)
    new = with_sdk(report, "some-push", disclosed="no", collects_data=True)
    assert len(added_sdks(report, new)) == 1
    assert added_sdks(blind, new) == []


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", names())
def test_every_format_shows_every_change_and_moves_no_cursor(name: str, language: str) -> None:
    catalog = shipped_catalog()
    comparison = judged(sample_report("clean-shop"), sample_report("hostile-strings"), catalog.rules, catalog.knowledge)
    text = render(name, comparison, "zh" if language == "zh" else "en")
    assert "\x1b" not in text
    assert "\u202e" not in text or name == "json"
    shown = unescape(text.replace("\\_", "_"))
    for change in (*comparison.sdks, *comparison.clauses):
        assert change.id in shown
    for finding in comparison.new_findings:
        assert finding.title.in_language("zh" if language == "zh" else "en") in shown


def test_json_reads_back() -> None:
    import json

    comparison = compare_reports(sample_report("clean-shop"), sample_report("planted-shop"))
    assert decode(Comparison, json.loads(render("json", comparison, "zh"))) == comparison
    assert encode(comparison) == json.loads(render("json", comparison, "en"))


def test_other_rules_and_another_app_are_said_first() -> None:
    report = shop_report()
    other = replace(report, tool=replace(report.tool, rules_digest="other"))
    assert "other rules or another date" in render("text", compare_reports(report, other), "en")
    renamed = replace(report, artifact=replace(report.artifact, package="com.other"))
    assert "可能不是同一个应用" in render("markdown", compare_reports(report, renamed), "zh")


def test_the_page_holds_both_languages_its_own_script_and_no_request() -> None:
    import re

    from lxml import html

    comparison = compare_reports(sample_report("clean-shop"), sample_report("hostile-strings"))
    page = html.document_fromstring(render("html", comparison, "en"))
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//@onclick | //@style | //link | //img | //@href | //@src")
    assert page.xpath("//main/@lang") == ["en", "zh"]
    titles = [text.strip() for text in page.xpath("//main[@lang='zh']//h1/text()")]
    assert titles == ["版本比较"]
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", page.text_content())
