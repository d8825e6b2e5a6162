"""What the user adds to a scan: the kind of app, and facts that only the operator knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.support.sample_paths import sample
from tests.support.shipped import knowledge

from appaudit.cli import exit_code_of

DECLARED = """\
version: 1
scale: {individuals: 3000000, million_reached_on: "2026-09-01"}
protection_officer: {designated: true, contact_published: true}
"""


def report(folder: Path, *arguments: object, as_of: str = "2026-11-24", name: str = "planted-shop") -> dict[str, Any]:
    paths = sample(name)
    target = folder / "report.json"
    given = (paths.apk, "--policy", paths.policy, "--sdk-list", paths.sdk_list, "--format", "json", "--output", target)
    command = ["scan", *map(str, given), "--as-of", as_of, "--fail-on", "never", "-q", *map(str, arguments)]
    assert exit_code_of(command) == 0
    document: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return document


def items(document: dict[str, Any], regulation: str) -> dict[str, tuple[str, str]]:
    (row,) = [row for row in document["regulations"] if row["id"] == regulation]
    return {item["item"]: (item["status"], item["reason"]["zh"]) for item in row["items"]}


def by_rule(document: dict[str, Any], rule: str) -> list[tuple[str, str]]:
    return [(found["subject"], found["status"]) for found in document["findings"] if found["rule_id"] == rule]


def test_init_writes_a_file_that_a_scan_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert exit_code_of(["init", "--lang", "zh"]) == 0
    assert "audit.yaml" in capsys.readouterr().err
    assert exit_code_of(["init"]) == 2
    assert "--force" in capsys.readouterr().err
    assert exit_code_of(["init", "--force", "--lang", "en"]) == 0
    document = report(tmp_path, "--facts", "audit.yaml")
    assert [found["rule_id"] for found in document["findings"] if found["category"] == "attestation"] == [
        "attestation-incomplete"
    ]
    assert [row["role"] for row in document["inputs"]][-1] == "facts"


def test_deadlines_follow_the_date(tmp_path: Path) -> None:
    declared = tmp_path / "audit.yaml"
    declared.write_text(DECLARED, encoding="utf-8")
    # Thirty working days from 2026-09-01 end on 2026-10-19: Mid-Autumn is 09-25, the holiday 10-01 to 10-07, and
    # Sunday 09-20 and Saturday 10-10 are worked.
    for as_of, status in (("2026-10-19", "review"), ("2026-10-23", "suspected")):
        document = report(tmp_path, "--facts", declared, as_of=as_of)
        assert by_rule(document, "protection-officer-unreported") == [("officer-report", status)]
    (found,) = [item for item in document["findings"] if item["rule_id"] == "protection-officer-unreported"]
    assert "运营者声明（未经核实）" in found["message"]["zh"]
    assert "not verified" in found["message"]["en"]
    assert "scale.million_reached_on = 2026-09-01" in found["evidence"][0]["text"]
    assert items(document, "newsletter-2025-07")["7"][0] == "suspected"


def test_what_is_declared_as_done_stands_in_the_report_as_declared(tmp_path: Path) -> None:
    declared = tmp_path / "audit.yaml"
    declared.write_text("version: 1\nfilings: {mlps_graded: true, mlps_filed_on: '2025-01-01'}\n", encoding="utf-8")
    document = report(tmp_path, "--facts", declared)
    status, reason = items(document, "newsletter-2025-07")["11"]
    assert status == "not_assessable"
    assert reason.startswith("运营者声明已做到，未经核实；")
    (row,) = [row for row in document["facts"]["duties"] if row["id"] == "mlps-filing"]
    assert (row["state"], row["declared"][-1]) == ("met", "filings.mlps_filed_on = 2025-01-01")


def test_half_of_what_an_item_asks_for_is_not_declared_as_done(tmp_path: Path) -> None:
    declared = tmp_path / "audit.yaml"
    declared.write_text("version: 1\nfilings: {mlps_graded: true, mlps_filed_on: never}\n", encoding="utf-8")
    document = report(tmp_path, "--facts", declared)
    assert items(document, "newsletter-2025-07")["11"][0] == "suspected"
    assert by_rule(document, "mlps-unfiled") == [("mlps-filing", "suspected")]


def test_a_scan_of_an_earlier_day_cites_nothing_that_did_not_exist(tmp_path: Path) -> None:
    begins = {
        (regulation.id, item.item): (regulation.begins(item), regulation.ends(item))
        for regulation in knowledge().regulations.values()
        for item in regulation.items
    }
    document = report(tmp_path, as_of="2020-01-01")
    cited = [begins[basis["regulation"], basis["item"]] for item in document["findings"] for basis in item["basis"]]
    assert cited
    assert all(begin <= "2020-01-01" and (not end or end > "2020-01-01") for begin, end in cited)
    assert {status for status, _ in items(document, "pipl").values()} == {"not_assessable"}
    assert items(document, "pipl")["17.1.2"][1] == "检测日期尚未施行（自 2021-11-01 起）"
    assert "ncverc" not in document["summary"]["verdict"]["en"].lower()
    without = [found for found in document["findings"] if not found["basis"]]
    assert {found["status"] for found in without} <= {"review"}
    assert all("尚无或已无施行中的规定" in found["message"]["zh"] for found in without)


def test_a_law_is_cited_from_its_first_day(tmp_path: Path) -> None:
    for as_of, is_cited in (("2021-10-31", False), ("2021-11-01", True)):
        cited = {basis["regulation"] for item in report(tmp_path, as_of=as_of)["findings"] for basis in item["basis"]}
        assert ("pipl" in cited) is is_cited


def test_without_facts_their_items_ask_for_them(tmp_path: Path) -> None:
    statuses = items(report(tmp_path), "newsletter-2025-07")
    assert statuses["7"][0] == "input_missing"
    assert "--facts" in statuses["7"][1]
    assert statuses["5"][0] == "not_assessable"


@pytest.mark.parametrize("text", ["version: 1\nscale: {people: 3}\n", "nothing here\n", "version: [\n"])
def test_facts_that_do_not_load_are_exit_code_2(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    declared = tmp_path / "audit.yaml"
    declared.write_text(text, encoding="utf-8")
    assert exit_code_of(["scan", str(sample("clean-shop").apk), "--facts", str(declared)]) == 2
    said = capsys.readouterr().err
    assert "audit.yaml:" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", ["12", "网络借贷", "online_lending", "Online lending"])
def test_a_kind_of_app_is_named_by_number_name_or_id(tmp_path: Path, name: str) -> None:
    statuses = items(report(tmp_path, "--app-category", name), "cac-14-necessary")
    assert statuses["5.12"][0] != "input_missing"
    assert statuses["5.1"] == ("not_assessable", "应用不属于这一类")


def test_without_a_kind_of_app_its_items_ask_for_it(tmp_path: Path) -> None:
    statuses = items(report(tmp_path), "cac-14-necessary")
    assert {statuses[f"5.{number}"][0] for number in range(1, 40)} == {"input_missing"}
    assert "--app-category" in statuses["5.1"][1]


def test_a_kind_of_app_that_is_none_is_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(["scan", str(sample("clean-shop").apk), "--app-category", "40"]) == 2
    assert "40" in capsys.readouterr().err


def test_a_draft_is_never_more_than_a_review(tmp_path: Path) -> None:
    statuses = {status for status, _ in items(report(tmp_path), "cac-draft-2026").values()}
    assert "review" in statuses
    assert statuses <= {"review", "not_assessable", "input_missing"}


def test_one_regulation_alone(tmp_path: Path) -> None:
    document = report(tmp_path, "--regulation", "ncverc", "--regulation", "campaign-2025")
    assert [row["id"] for row in document["regulations"]] == ["ncverc", "campaign-2025"]
    cited = {basis["regulation"] for found in document["findings"] for basis in found["basis"]}
    assert cited <= {"ncverc", "campaign-2025"}
    whole = report(tmp_path)
    assert [found["fingerprint"] for found in document["findings"]] == [
        found["fingerprint"] for found in whole["findings"]
    ]


def test_every_item_of_every_regulation_has_exactly_one_status(tmp_path: Path) -> None:
    allowed = {"fail", "suspected", "review", "pass", "not_assessable", "input_missing"}
    document = report(tmp_path)
    assert len(document["regulations"]) == len(knowledge().regulations)
    for row in document["regulations"]:
        names = [item["item"] for item in row["items"]]
        assert len(names) == len(set(names))
        assert {item["status"] for item in row["items"]} <= allowed, row["id"]
        assert all(item["reason"]["zh"] and item["reason"]["en"] for item in row["items"]), row["id"]
