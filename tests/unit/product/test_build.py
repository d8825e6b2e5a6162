"""Packages of one product held together: one plan, one gate, and what another package answers."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from tests.support.sample_paths import sample
from tests.support.sample_reports import audit_of, sample_report
from tests.support.shipped import shipped_catalog

from appaudit.errors import UnreadableArtifactError
from appaudit.model.product import Product, ProductFinding
from appaudit.model.report import Report
from appaudit.pipeline.audit import audit
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.product.build import ProductChoice, build_product
from appaudit.product.members import Member, letters
from appaudit.product.renderers import names, render
from appaudit.report.schema import document_schema

SHOP = sample("planted-shop")


def product_of(*reports: Report, name: str = "Shop", allow_unreadable: bool = False) -> Product:
    catalog = shipped_catalog()
    members = [
        Member(letter=letter, report=report, files={"html": f"{letter}.report.html"})
        for letter, report in zip(letters(), reports, strict=False)
    ]
    choice = ProductChoice(name=name, allow_unreadable=allow_unreadable)
    return build_product(members, choice, catalog.knowledge, catalog.rules, reports[0].tool)


@cache
def with_the_shops_documents(name: str) -> Report:
    return audit_of(sample(name).apk, policy=SHOP.policy, sdk_list=SHOP.sdk_list)


@cache
def shared() -> Product:
    return product_of(with_the_shops_documents("planted-shop"), with_the_shops_documents("pre-consent"))


@cache
def unread_report(tmp: Path) -> Report:
    path = tmp / "damaged.apk"
    path.write_bytes(b"PK\x03\x04 not much of a package")
    return audit(
        Inputs(artifact=path),
        shipped_catalog(),
        Settings(as_of="2026-11-24"),
        unread=UnreadableArtifactError("damaged"),
    )


def refs(findings: tuple[ProductFinding, ...], rule: str) -> list[str]:
    return [finding.ref for finding in findings if finding.rule_id == rule]


def test_every_finding_is_listed_under_its_package_and_number() -> None:
    product = shared()
    assert [package.letter for package in product.packages] == ["A", "B"]
    for package, name in zip(product.packages, ("planted-shop", "pre-consent"), strict=True):
        report = with_the_shops_documents(name)
        assert {finding.ref for finding in package.findings} == {
            f"{package.letter} {finding.number}" for finding in report.findings
        }


def test_the_plan_closes_every_finding_of_every_package_once() -> None:
    product = shared()
    closed = [ref for step in product.plan for ref in step.closes]
    listed = {item.ref for package in product.packages for item in package.findings if not item.answered_by}
    assert sorted(closed) == sorted(listed)
    assert product.summary.findings == len(listed)


def test_a_missing_clause_of_a_shared_policy_is_one_step() -> None:
    steps = [step for step in shared().plan if step.title.en == "Policy clause: deletion"]
    assert [step.packages for step in steps] == [("A", "B")]
    assert {ref[0] for ref in steps[0].closes} == {"A", "B"}


def test_clauses_of_two_policies_are_two_steps() -> None:
    other = audit_of(sample("pre-consent").apk, policy=sample("pre-consent").policy, sdk_list=SHOP.sdk_list)
    changed = replace(
        other,
        inputs=tuple(replace(item, sha256="f" * 64) if item.role == "policy" else item for item in other.inputs),
    )
    both = product_of(with_the_shops_documents("planted-shop"), changed)
    deletion = [step.packages for step in both.plan if step.title.en == "Policy clause: deletion"]
    assert ("A", "B") not in deletion
    assert ("A",) in deletion


def test_what_is_listed_for_one_package_is_not_surplus_because_another_has_it() -> None:
    """The list of the shop names the SDKs of the shop; the memo app has none of them."""
    product = shared()
    (alone,) = product_of(with_the_shops_documents("pre-consent")).packages
    assert refs(alone.findings, "sdk-listed-not-found")
    assert not any(item.answered_by for item in alone.findings)
    _, memo = product.packages
    answered = [item for item in memo.findings if item.answered_by]
    assert {item.rule_id for item in answered} == {"sdk-listed-not-found"}
    assert {item.answered_by for item in answered} == {"A"}
    detected = {row.id for row in with_the_shops_documents("planted-shop").facts.sdks}
    assert {item.subject for item in answered} <= detected
    assert not {item.ref for item in answered} & {ref for step in product.plan for ref in (*step.closes, *step.helps)}
    assert product.summary.answered == len(answered)


def test_a_list_that_is_not_shared_answers_nothing() -> None:
    memo = with_the_shops_documents("pre-consent")
    apart = replace(
        memo, inputs=tuple(replace(item, sha256=f"{number:064x}") for number, item in enumerate(memo.inputs, 1))
    )
    product = product_of(with_the_shops_documents("planted-shop"), apart)
    assert not any(item.answered_by for package in product.packages for item in package.findings)


def test_the_gate_names_the_package_that_fails() -> None:
    product = product_of(sample_report("clean-shop"), sample_report("planted-shop"))
    assert product.gate.exit_code == 1
    assert {reason.package for reason in product.gate.reasons} == {"B"}
    assert product_of(sample_report("clean-shop")).gate.exit_code == 0


def test_a_package_that_cannot_be_read_is_said_and_fails(tmp_path: Path) -> None:
    damaged = unread_report(tmp_path)
    product = product_of(sample_report("clean-shop"), damaged)
    assert product.gate.exit_code == 3
    assert [package.outcome for package in product.packages] == ["read", "unreadable"]
    assert product.summary.verdict.en.startswith("Not read: package B")
    accepted = product_of(sample_report("clean-shop"), damaged, allow_unreadable=True)
    assert accepted.gate.exit_code != 3
    assert product_of(damaged, allow_unreadable=True).gate.exit_code == 3


def test_the_verdict_speaks_of_the_worst_package() -> None:
    product = product_of(sample_report("clean-shop"), sample_report("planted-shop"))
    assert product.summary.verdict.en.startswith("The evidence meets the cited text: ")
    assert {item.packages["B"] for item in product.items} <= {"fail", "suspected", "review"}


def test_documents_say_whose_they_are() -> None:
    found = {item.role: item.packages for item in shared().documents}
    assert found == {"policy": ("A", "B"), "sdk_list": ("A", "B")}
    apart = product_of(sample_report("clean-shop"), sample_report("planted-shop"))
    assert [item.packages for item in apart.documents if item.role == "policy"] == [("A",), ("B",)]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", names())
def test_every_format_names_packages_findings_and_steps(name: str, language: str) -> None:
    product = shared()
    text = render(name, product, "zh" if language == "zh" else "en")
    for package in product.packages:
        assert package.artifact.label in text
        assert all(finding.ref in text for finding in package.findings)
    assert all(ref in text for step in product.plan for ref in step.closes)


def test_findings_lead_to_the_report_of_their_package() -> None:
    page = render("html", shared(), "zh")
    assert 'href="A.report.html#F-01"' in page
    assert 'href="B.report.html#F-01"' in page


def test_the_document_fits_its_schema() -> None:
    schema = document_schema(Product, "product", has_defaults=False)
    jsonschema.validate(json.loads(render("json", shared(), "zh")), schema)


def test_letters_go_on_after_z() -> None:
    found = [letter for letter, _ in zip(letters(), range(28), strict=False)]
    assert (found[0], found[25], found[26], found[27]) == ("A", "Z", "A1", "B1")
