"""The access that evidence shows is the one it refers to, whatever its text says."""

from __future__ import annotations

from dataclasses import replace

from tests.support.report_builder import shop_report
from tests.support.report_facts import ACCESSES
from tests.support.report_findings import access_evidence

from appaudit.model.finding import FactRef
from appaudit.model.location import Location
from appaudit.report.renderers.accesses import Accesses

ROW = ACCESSES[0]


def found(rows, item):
    report = shop_report()
    return Accesses(replace(report, facts=replace(report.facts, data_access=rows))).of(item)


def test_the_fact_decides_and_not_the_text() -> None:
    other = replace(ROW, data_type="oaid", api=f"{ROW.api}WithId")
    item = replace(access_evidence("primary", other), text=f"read by {ROW.api}")
    assert found((ROW, other), item) == other


def test_overloads_are_told_apart_by_their_place() -> None:
    other = replace(ROW, location=Location(path="classes7.dex", symbol=ROW.caller), party="jpush")
    assert found((ROW, other), access_evidence("primary", other)) == other


def test_a_call_stands_for_whatever_it_reads() -> None:
    fact = FactRef(kind="api_call", key=(ROW.api, ROW.caller))
    assert found((ROW,), replace(access_evidence("primary", ROW), kind="api_call", fact=fact)) == ROW


def test_other_evidence_at_the_same_place_shows_no_access() -> None:
    start = FactRef(kind="sdk_call", key=("jpush", ROW.api, ROW.caller, ""))
    assert found((ROW,), replace(access_evidence("primary", ROW), fact=start)) is None
    assert found((ROW,), replace(access_evidence("primary", ROW), fact=None)) is None
