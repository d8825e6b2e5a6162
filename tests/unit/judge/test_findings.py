"""Outcomes to findings: what several facts on one subject become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.support.shipped import rule_of, shipped_catalog

from appaudit.judge.findings import findings_of
from appaudit.judge.match import Matcher
from appaudit.judge.names import MessageNames
from appaudit.model.condition import Condition
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.code import PermissionRequestFact, UiTextFact
from appaudit.model.facts.conduct import SdkCallFact, SelfStartFact
from appaudit.model.facts.derived import DataAccessFact, SdkFact
from appaudit.model.facts.documents import ClauseDoubtFact, ClauseFact
from appaudit.model.facts.third_party import SdkTermsFact
from appaudit.model.finding import Finding
from appaudit.model.location import Location, Quote

MISSING = ("sdk-purpose-missing", "sdk-data-missing", "sdk-recipient-missing", "sdk-contact-missing")


def row(name: str) -> SdkTermsFact:
    nothing = {"has_purpose": False, "has_data": False, "has_recipient": False, "has_contact": False}
    return SdkTermsFact(subject=name, name=name, extractor="test", **nothing)


def found(rule: str, facts: Sequence[Fact]) -> list[Finding]:
    matcher = Matcher(FactSet(facts), Coverage(), ("app", "sdk_list"), lambda one, other: one == other)
    return findings_of(matcher.outcomes([rule_of(rule)]), matcher, {}, MessageNames())


def reading(caller: str, chain: tuple[str, ...]) -> DataAccessFact:
    return DataAccessFact(
        data_type="imei",
        api="android.telephony.TelephonyManager.getImei",
        caller=caller,
        party="csj-pangle",
        party_kind="sdk",
        phase="pre_consent",
        chain=chain,
        depth=len(chain) - 1,
        extractor="test",
    )


def test_of_ways_that_depend_on_as_little_the_shorter_one_is_printed_first() -> None:
    condition = Condition(kind="other", subject="m.State.open", method="m.A.b()V")
    long, short = reading("m.A.b()V", ("m.App.onCreate()V", "m.A.a()V", "m.A.b()V")), reading("m.B.a()V", ("m.B.a()V",))
    assert shown(long, short) == "m.B.a → android.telephony.TelephonyManager.getImei"
    assert shown(long, replace(short, conditions=(condition,))).startswith("m.App.onCreate → m.A.a")


def shown(*facts: DataAccessFact) -> str:
    """Where the finding says first that the data are read."""
    (finding,) = found("pre-consent-collection", facts)
    return finding.evidence[0].text


def doubt(clause: str) -> ClauseDoubtFact:
    quote = Quote(document="privacy.html", start=4, end=14, text="您可以把账号永久停掉。")
    return ClauseDoubtFact(id=clause, quotes=(quote,), location=Location(path="privacy.html"), extractor="test")


def without_cancellation(*more: Fact) -> Finding:
    login = UiTextFact(topic="login", text="登录", extractor="test")
    return found_by_law("account-cancellation-missing", [login, *more])


def found_by_law(rule: str, facts: Sequence[Fact]) -> Finding:
    """The one finding of a rule on an app with a policy, with what regulations ask."""
    matcher = Matcher(FactSet(facts), Coverage(), ("app", "policy"), lambda one, other: one == other)
    regulations = shipped_catalog().knowledge.regulations
    (finding,) = findings_of(matcher.outcomes([rule_of(rule)]), matcher, regulations, MessageNames())
    return finding


def test_an_absence_that_a_sentence_makes_doubtful_is_for_a_person_to_read() -> None:
    finding = without_cancellation(doubt("account_cancellation"))
    assert (finding.status, finding.confidence) == ("review", "low")
    assert [(line.role, line.text) for line in finding.evidence if line.role == "contrary"] == [
        ("contrary", "您可以把账号永久停掉。")
    ]
    assert finding.message.zh.endswith("请人工确认后再下结论。）")
    assert finding.fingerprint == without_cancellation().fingerprint


def test_a_doubt_about_another_clause_changes_nothing() -> None:
    assert without_cancellation(doubt("deletion")) == without_cancellation()
    assert without_cancellation().status == "violation"


@pytest.mark.parametrize(
    ("clause", "status", "contrary"),
    [("operator_contact", "review", ["您可以把账号永久停掉。"]), ("deletion", "suspected", [])],
)
def test_what_is_too_weak_is_for_a_person_to_read_where_a_sentence_reads_as_if_it_told_it(
    clause: str, status: str, contrary: list[str]
) -> None:
    weak = ClauseFact(id="operator_contact", status="weak", extractor="test")
    finding = found_by_law("operator-contact-weak", [weak, doubt(clause)])
    assert finding.status == status
    assert [line.text for line in finding.evidence if line.role == "contrary"] == contrary


@pytest.mark.parametrize(("in_app", "status", "is_told"), [(False, "violation", False), (True, "suspected", True)])
def test_what_is_to_be_confirmed_is_said_of_those_it_concerns(in_app: bool, status: str, is_told: bool) -> None:
    fact = SdkFact(id="jpush", name="极光推送", collects_data=True, disclosed="no", in_app=in_app, extractor="test")
    (finding,) = found("undisclosed-sdk", [fact])
    assert finding.status == status
    assert ("没有提供文件" in finding.message.zh, "no document was supplied" in finding.message.en) == (
        is_told,
        is_told,
    )


@pytest.mark.parametrize("rule", MISSING)
def test_rows_that_lack_the_same_are_one_finding_with_a_line_for_each(rule: str) -> None:
    names = [f"Example{number:02}" for number in range(30)]
    (finding,) = found(rule, [row(name) for name in names])
    assert finding.subject == "sdk_list"
    assert sorted(line.text for line in finding.evidence) == names
    assert finding.evidence_total == 30
    assert "清单有30项" in finding.message.zh
    assert "Example00、Example01、" in finding.message.zh
    assert "Example07, …)" in finding.message.en
    assert "Example08" not in finding.message.en


def test_the_lines_follow_the_rows_of_the_list() -> None:
    rows = [
        replace(row(name), location=Location(path="list.csv", symbol=f"row {number}"))
        for name, number in (("Alpha", 10), ("Beta", 2), ("Gamma", 9))
    ]
    (finding,) = found("sdk-contact-missing", rows)
    assert [line.text for line in finding.evidence] == ["Beta", "Gamma", "Alpha"]


def test_a_single_row_reads_as_well_and_keeps_the_fingerprint_of_many() -> None:
    (one,) = found("sdk-recipient-missing", [row("Example")])
    (two,) = found("sdk-recipient-missing", [row("Example"), row("Other")])
    assert one.message.zh == "清单有1项第三方只有产品名，没有写明运营公司的名称：Example。"
    assert one.message.en == "Entries of the list with a product name and no company: 1 (Example)."
    assert one.fingerprint == two.fingerprint


def test_a_finding_begins_with_the_evidence_that_its_grades_rest_on() -> None:
    deep = reading("com.example.A.read", ("com.example.App.onCreate", *(f"com.example.A.m{n}" for n in range(5))))
    plain = reading("com.example.B.read", ("com.example.App.onCreate", "com.example.B.read"))
    (finding,) = found("pre-consent-collection", [deep, plain])
    assert (finding.status, finding.confidence) == ("violation", "high")
    assert [(line.role, "com.example.B.read" in line.text) for line in finding.evidence] == [
        ("primary", True),
        ("related", False),
    ]


def test_of_evidence_of_one_weight_that_comes_first_which_depends_on_least() -> None:
    asked = [Condition(kind="other", subject=f"m{n}", method="com.example.App.onCreate()V") for n in range(3)]
    more = replace(reading("com.example.A.read", ()), conditional=True, conditions=tuple(asked))
    less = replace(reading("com.example.B.read", ()), conditional=True, conditions=tuple(asked[:1]))
    (finding,) = found("pre-consent-collection", [more, less])
    assert [(each.kind, each.subject) for each in finding.conditions] == [("other", "m0")]


def test_findings_of_equal_weight_follow_the_order_of_the_categories() -> None:
    start = SelfStartFact(
        mechanism="power_receiver", subject="com.example.Receiver", caller="", party_kind="app", extractor="test"
    )
    matcher = Matcher(
        FactSet([row("Example"), start]), Coverage(), ("app", "sdk_list"), lambda one, other: one == other
    )
    outcomes = matcher.outcomes([rule_of("wake-up-broadcast"), rule_of("sdk-recipient-missing")])
    categories = ("sharing_terms", "self_start")
    assert [finding.category for finding in findings_of(outcomes, matcher, {}, MessageNames(), categories)] == list(
        categories
    )


def test_the_evidence_of_a_request_names_each_permission() -> None:
    request = PermissionRequestFact(
        caller="com.example.Main.onCreate",
        caller_class="com.example.Main",
        permissions=("android.permission.CAMERA", "android.permission.RECORD_AUDIO"),
        groups=("camera",),
        group_count=1,
        phase="pre_consent",
        extractor="test",
    )
    (finding,) = found("permission-request-at-launch", [request])
    assert [line.text for line in finding.evidence] == [
        "com.example.Main.onCreate → requestPermissions(android.permission.CAMERA, android.permission.RECORD_AUDIO)"
    ]


@pytest.mark.parametrize(
    ("unasked", "said"),
    [(True, "系统在应用启动时自动创建它，由 com.vendor.push.Init.onCreate 启动"), (False, "就可以执行到")],
)
def test_what_the_system_starts_by_itself_is_not_said_to_reach_itself(*, unasked: bool, said: str) -> None:
    start = SdkCallFact(
        sdk="jpush", api="com.vendor.push.Init.onCreate", action="start", caller="com.vendor.push.Init.onCreate()Z",
        phase="pre_consent", party_kind="app", setting="on", unasked=unasked,
    )  # fmt: skip
    (finding,) = found("sdk-started-before-consent", [start])
    assert said in finding.message.zh
    assert ("就可以执行到" in finding.message.zh) is not unasked
