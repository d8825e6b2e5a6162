"""The gravest facts in one sentence."""

from __future__ import annotations

from dataclasses import replace

from tests.support.report_builder import shop_report

from appaudit.model.bilingual import Bilingual
from appaudit.model.finding import Finding
from appaudit.model.grade import Severity, Status
from appaudit.model.location import Location
from appaudit.model.report import ConsentKeyRow
from appaudit.model.rule import Counted
from appaudit.report.headline import behind_consent, headline

START = Counted(
    one=Bilingual("1 个SDK在征得同意前启动", "1 SDK starts before consent"),
    many=Bilingual("{count} 个SDK在征得同意前启动", "{count} SDKs start before consent"),
    first=True,
)


def finding(rule: str, subject: str, status: str = "suspected", severity: str = "high") -> Finding:
    return replace(
        shop_report().findings[0],
        rule_id=rule,
        subject=subject,
        title=Bilingual(f"标题{rule}", f"Title {rule}"),
        status=Status.of(status),
        severity=Severity.of(severity),
    )


def said(*findings: Finding) -> Bilingual:
    return headline(findings, {"start": START})


def test_several_findings_of_a_rule_are_one_fact_with_a_number() -> None:
    assert said(finding("start", "jpush"), finding("start", "umeng"), finding("tls", "A")) == Bilingual(
        "2 个SDK在征得同意前启动，标题tls（疑似，需确认）。",
        "Suspected, to be confirmed: 2 SDKs start before consent, title tls.",
    )
    assert said(finding("start", "jpush")).zh == "1 个SDK在征得同意前启动（疑似，需确认）。"
    assert said(finding("tls", "A"), finding("tls", "B")).zh == "2 处标题tls（疑似，需确认）。"


def test_of_what_is_as_grave_a_rule_may_come_first() -> None:
    many = [finding("tls", name) for name in "ABC"]
    assert said(*many, finding("start", "jpush")).zh == "1 个SDK在征得同意前启动，3 处标题tls（疑似，需确认）。"
    assert said(*many, finding("start", "jpush", severity="medium")).zh == (
        "3 处标题tls，1 个SDK在征得同意前启动（疑似，需确认）。"
    )


def test_what_the_evidence_meets_comes_first_and_grave_before_many() -> None:
    many = [finding("tls", name, severity="low") for name in "ABC"]
    assert said(*many, finding("start", "jpush"), finding("policy", "policy", "violation", "low")).en == (
        "The evidence meets the cited text: title policy; "
        "suspected, to be confirmed: 1 SDK starts before consent, title tls (3)."
    )


def test_leads_for_people_are_named_only_where_there_is_nothing_else() -> None:
    lead = finding("sensor", "A", "review")
    assert said(lead).zh == "1 项需人工复核，首先是：标题sensor。"
    assert said(lead, finding("tls", "A", "review", "low")).en == (
        "2 findings need human review, first of all: title sensor, title tls."
    )
    assert "sensor" not in said(lead, finding("tls", "A", severity="low")).en
    assert said() == Bilingual("", "")


def test_what_waits_for_consent_is_told_with_the_name_of_the_switch() -> None:
    report = shop_report()
    sdk, access = report.facts.sdks[0], report.facts.data_access[0]
    early = replace(access, phase="pre_consent", guarded=True, data_type="imei")
    facts = replace(
        report.facts,
        sdks=(replace(sdk, id="a", start="guarded"), replace(sdk, id="b", start="guarded"), replace(sdk, id="c")),
        data_access=(early, replace(early, data_type="oaid"), replace(early, data_type="oaid", guarded=False)),
    )
    mine = ConsentKeyRow(
        name="privacy_agreed", caller="A.ask()V", party="app", party_kind="app", written=False, location=Location()
    )
    keys = (mine, replace(mine, caller="B.ask()V"), replace(mine, name="x_agreed", party="a", party_kind="unknown"))
    facts = replace(facts, consent_keys=keys)
    assert behind_consent(facts) == Bilingual(
        "位于已识别的同意判断之后的有：2 个SDK的启动、1 类信息的读取（保存同意状态的键：privacy_agreed）。",
        "Behind a recognised check of consent (stored as privacy_agreed): 2 SDKs start, 1 kind of data is read.",
    )
    none = replace(facts, sdks=(), data_access=(replace(early, guarded=False),))
    assert behind_consent(none) == Bilingual("", "")
