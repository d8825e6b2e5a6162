"""Reports for GitLab keep to what it documents, and name files of the repository."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from tests.support.gitlab_schemas import CODE_QUALITY, SAST
from tests.support.report_builder import FINDINGS, B, clean_report, hostile_report, shop_report
from tests.support.sample_reports import sample_report

from appaudit.model.report import Input
from appaudit.report import renderers

SCHEMAS = {"gitlab-codequality": CODE_QUALITY, "gitlab-sast": SAST}


def document(name, report, language="zh"):
    text = renderers.render(name, report, language)
    assert isinstance(text, str)
    assert not text.startswith("\ufeff")
    return json.loads(text)


def planted():
    return sample_report("planted-shop")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("make", [shop_report, clean_report, hostile_report, planted])
@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_report_is_valid(name, make, language) -> None:
    jsonschema.Draft7Validator(SCHEMAS[name]).validate(document(name, make(), language))


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_schema_refuses_what_is_wrong(name) -> None:
    """The validators are awake."""
    wrong = document(name, shop_report())
    first = (wrong if name == "gitlab-codequality" else wrong["vulnerabilities"])[0]
    first["severity"] = "terrible"
    del first["location"]
    assert len(list(jsonschema.Draft7Validator(SCHEMAS[name]).iter_errors(wrong))) == 2


def test_texts_keep_to_the_limits() -> None:
    report = shop_report()
    flood = "很长" * 20_000
    finding = replace(report.findings[0], title=B(flood, flood), message=B(flood, flood), remediation=B(flood, flood))
    for name, schema in SCHEMAS.items():
        jsonschema.Draft7Validator(schema).validate(document(name, replace(report, findings=(finding,))))


def test_code_quality_has_rule_severity_and_the_stable_fingerprint() -> None:
    first = document("gitlab-codequality", shop_report(), "en")[0]
    assert (first["check_name"], first["severity"]) == (FINDINGS[0].rule_id, "blocker")
    assert first["fingerprint"] == FINDINGS[0].fingerprint
    assert first["description"].startswith("F-01 ")


def test_sast_says_what_was_not_seen_and_what_was_not_supplied() -> None:
    messages = [item["value"] for item in document("gitlab-sast", shop_report(), "en")["scan"]["messages"]]
    assert "Not seen: assets/plugin_live.jar (Dynamically loaded code)" in messages
    messages = [item["value"] for item in document("gitlab-sast", clean_report(), "en")["scan"]["messages"]]
    assert "Missing: Privacy policy (Not supplied)" in messages


def test_a_package_that_could_not_be_read_is_a_failed_scan() -> None:
    report = shop_report()
    assert document("gitlab-sast", report)["scan"]["status"] == "success"
    unread = replace(report, inputs=(Input(role="artifact", name="mall.apk", status="unreadable"),))
    assert document("gitlab-sast", unread)["scan"]["status"] == "failure"


def test_what_the_policy_lacks_stands_at_the_policy_and_code_at_the_package() -> None:
    report = sample_report("planted-shop")
    inputs = tuple(replace(item, path=f"docs/{item.name}") for item in report.inputs)
    found = document("gitlab-sast", replace(report, inputs=inputs))["vulnerabilities"]
    places = {item["identifiers"][0]["name"]: item["location"] for item in found}
    assert places["deletion-missing:deletion"]["file"] == "docs/privacy.html"
    assert places["undisclosed-collection:installed_apps"] == {
        "file": "docs/planted-shop.apk", "start_line": 1,
        "class": "com.qinghe.market.device.DeviceReport", "method": "installedPackages",
    }  # fmt: skip
