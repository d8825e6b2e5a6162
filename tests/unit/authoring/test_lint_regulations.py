"""What `rules lint` says about a new regulation, so that no test has to."""

from __future__ import annotations

from dataclasses import replace

from tests.support.shipped import rule_of

from appaudit.authoring.lint import lint
from appaudit.model.bilingual import Bilingual
from appaudit.model.knowledge import Knowledge, Regulation, RegulationItem, Term
from appaudit.model.source import Source

B = Bilingual
REASON = B("静态分析无法判断。", "Static analysis cannot decide it.")
ITEM = RegulationItem(
    item="1", title=B("公开规则", "Publish the rules"), obligations=("publish-policy",), reason=REASON
)
GOOD = Regulation(
    id="example-2027",
    title=B("示例规定", "Example provisions"),
    number="1号",
    issuer=B("示例部门", "Example authority"),
    issued="2027-01-01",
    in_force="2027-03-01",
    sources=(Source(title="全文", checked="2026-11-25", url="https://example.gov.cn/1", seen="text"),),
    items=(ITEM,),
    note=B("示例。", "An example."),
    regulator="example",
)


def problems(regulation: Regulation) -> list[str]:
    duty = Term(id="publish-policy", name=B("公开规则", "Publish the rules"))
    regulator = Term(id="example", name=B("示例部门", "Example authority"))
    knowledge = Knowledge(
        regulations={regulation.id: regulation}, obligations={duty.id: duty}, regulators={regulator.id: regulator}
    )
    return [line for line in lint((), knowledge) if line.startswith("example-2027")]


def test_a_complete_regulation_brings_no_problem() -> None:
    assert problems(GOOD) == []


def test_a_regulator_that_nobody_named() -> None:
    assert problems(replace(GOOD, regulator="elsewhere")) == [
        "example-2027: regulator 'elsewhere' is not in taxonomy/regulators.yaml; use one of example"
    ]


def test_a_regulation_without_a_note_or_a_place_to_read_it() -> None:
    source = Source(title="全文", checked="2026-11-25", seen="second_hand")
    assert [line.partition(";")[0] for line in problems(replace(GOOD, note=None, sources=(source,)))] == [
        "example-2027: has no note",
        "example-2027: no source has a url",
    ]


def test_a_source_that_does_not_say_how_it_was_seen() -> None:
    source = replace(GOOD.sources[0], seen="")
    assert problems(replace(GOOD, sources=(source,))) == [
        "example-2027: source '全文' does not say how it was seen; use text, second_hand or not_seen"
    ]


def test_dates_that_are_none_or_run_backwards() -> None:
    assert problems(replace(GOOD, issued="27")) == [
        "example-2027: '27' is no date; write 2026-11-24, or 2026-11 or 2026 where the day is not known"
    ]
    assert problems(replace(GOOD, repealed="2027-02-01")) == [
        "example-2027 1: ends on 2027-02-01, before it begins on 2027-03-01"
    ]
    assert problems(replace(GOOD, repealed="2028-01-01")) == []


def test_an_item_number_that_stands_twice() -> None:
    assert problems(replace(GOOD, items=(ITEM, ITEM))) == [
        "example-2027 1: stands twice; give every item a number of its own"
    ]


def test_a_standard_is_met_by_no_evidence_alone() -> None:
    strong = replace(GOOD, nature="standard", items=(replace(ITEM, decidable="strong"),))
    assert problems(strong) == ["example-2027 1: a standard cannot be met by evidence alone; use weak or none"]
    assert problems(replace(strong, nature="rule")) == []


def test_an_item_that_no_rule_serves_and_a_rule_that_no_item_asks_for() -> None:
    duty = Term(id="publish-policy", name=B("公开规则", "Publish the rules"))
    stray = Term(id="stray", name=B("无人要求", "Asked by nobody"))
    own = Term(id="own", name=B("本工具自己的", "The tool's own"), is_own=True)
    regulator = Term(id="example", name=B("示例部门", "Example authority"))
    knowledge = Knowledge(
        regulations={GOOD.id: GOOD},
        obligations={term.id: term for term in (duty, stray, own)},
        regulators={regulator.id: regulator},
    )

    def said(obligation: str) -> list[str]:
        rule = replace(rule_of("no-policy"), obligations=(obligation,))
        lines = lint((rule,), knowledge)
        return [line for line in lines if "no rule serves it" in line or "would cite nothing" in line]

    unserved = "example-2027 1: is decidable and no rule serves it; write one, or use none with the reason"
    assert said("publish-policy") == []
    assert said("own") == [unserved]
    assert said("stray") == [
        unserved,
        "no-policy: no item of any regulation imposes its obligations, so its findings would cite nothing",
    ]
