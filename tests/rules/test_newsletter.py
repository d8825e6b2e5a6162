"""The fifteen items of the newsletter of July 2025: inputs that fail each, and near twins that do not."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.rules.end_to_end.operator_facts import DECLARED
from tests.rules.end_to_end.packages import app
from tests.rules.end_to_end.policies import policy
from tests.support.sample_reports import AS_OF, sample_report
from tests.support.shipped import shipped_catalog

from appaudit.model.report import RegulationItemRow, Report
from appaudit.pipeline.audit import Inputs, Settings, audit
from appaudit.stages import Stages

FOUND = ("fail", "suspected", "review")
DONE = "运营者声明已做到，未经核实；"


def item(report: Report, number: str) -> RegulationItemRow:
    (row,) = [row for row in report.regulations if row.id == "newsletter-2025-07"]
    (found,) = [item for item in row.items if item.item == number]
    return found


@cache
def declared(text: str) -> Report:
    """The audit of an app and a policy that do nothing wrong, with a declaration."""
    with TemporaryDirectory() as folder:
        package, facts, words = (Path(folder) / name for name in ("app.apk", "audit.yaml", "privacy.txt"))
        package.write_bytes(app())
        facts.write_text(text, encoding="utf-8")
        officer = "个人信息保护负责人：李示例，邮箱：privacy@notes.example。"
        words.write_text(policy(operator_contact=officer), encoding="utf-8")
        inputs = Inputs(artifact=package, policies=(words,), operator_facts=facts)
        return audit(inputs, shipped_catalog(), Settings(as_of=AS_OF), Stages())


@pytest.mark.parametrize(
    ("number", "line", "instead"),
    [
        ("1", "phone_required: false", "phone_required: true"),
        ("3", "erasure: built_in", "erasure: none"),
        ("6", "other_way: true", "other_way: false"),
        ("7", "2025-08-29", "2025-09-01"),
        ("8", "mechanism: assessment", "mechanism: contract"),
        ("9", "only_700_numbers: true", "only_700_numbers: false"),
        ("10", "staff_training: true", "staff_training: false"),
        ("11", 'mlps_filed_on: "2024-05-01"', "mlps_filed_on: never"),
        ("13", "data_security_officer: true", "data_security_officer: false"),
        ("14", "regulator_told: true", "regulator_told: false"),
    ],
)
def test_what_the_operator_declares_decides(number: str, line: str, instead: str) -> None:
    assert DECLARED.count(line) == 1
    assert item(declared(DECLARED.replace(line, instead)), number).status in FOUND
    passing = item(declared(DECLARED), number)
    assert (passing.status, passing.reason.zh.startswith(DONE)) == ("not_assessable", True)


@pytest.mark.parametrize("number", ["2", "4", "12"])
def test_what_package_and_policy_show_decides(number: str) -> None:
    assert item(sample_report("planted-shop"), number).status in FOUND
    assert item(sample_report("clean-shop"), number).status not in FOUND


@pytest.mark.parametrize(("number", "reason"), [("5", "硬件事项"), ("15", "竞争者抓取数据的纠纷")])
def test_what_nothing_can_decide_says_why(number: str, reason: str) -> None:
    for report in (declared(DECLARED), sample_report("planted-shop")):
        found = item(report, number)
        assert found.status == "not_assessable"
        assert found.reason.zh.startswith(reason)
