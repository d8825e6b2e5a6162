"""Reports of two samples as files: a change of output is a diff that somebody reads.

`pytest --update-golden` rewrites them. They are audits by a few rules under a few regulations (`RULES`, `REGULATIONS`),
so that a new rule or regulation moves none of them; `planted-shop.full.en.txt` is by everything that is shipped, and
moves with it. What every release changes (tool version, digest of the rules) is a placeholder. What comes straight from
a rule file or a document is left out: remedies and English messages (the text reports have them), the glossary, texts
and mentions of documents, items of regulations that statics cannot decide, what was read completely.
"""

import difflib
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from appaudit.report.renderers import render
from tests.support.sample_reports import sample_report
from tests.support.shipped import shipped_catalog

GOLDEN = Path(__file__).resolve().parent / "golden"
NAMES = ("clean-shop", "planted-shop")
#: Those that fire on a sample, and some that do not, do not apply or miss an input.
RULES = {
    *("account-cancellation-missing", "debuggable", "deletion-missing", "excess-permission-unused"),
    *("shake-acceleration-below-reference", "shake-ad-sdk", "shake-time-below-reference", "shake-unexplained"),
    *("undisclosed-collection", "undisclosed-sdk", "pre-consent-collection", "sharing-recipients-missing"),
    *("sdk-archive-shake", "mlps-ungraded", "sdk-added-policy-unchanged", "permission-outside-category"),
}
#: One of each nature that is cited in another way.
REGULATIONS = {"cac-191", "cac-draft-2026", "miit-337", "miit-bulletin", "ncverc", "pipl"}
LONGEST_DIFF = 200
LINE_WIDTH = 160


def slim(document):
    """The part of a JSON report that is kept, with what one finding or row says in one place."""
    facts = document["facts"]
    policy = facts["policy"]
    return {
        "tool": {**document["tool"], "version": "VERSION", "rules_digest": "DIGEST", "knowledge_date": "DATE"},
        "artifact": document["artifact"],
        "inputs": document["inputs"],
        "summary": document["summary"],
        "findings": [slim_finding(finding) for finding in document["findings"]],
        "inconclusive": [row["rule_id"] for row in document["inconclusive"]],
        "coverage": {
            row["kind"]: [row["level"], *(gap["reason"] for gap in row["gaps"])]
            for row in document["coverage"]
            if row["level"] != "complete"
        },
        "facts": {
            "permissions": [without(row, "label") for row in facts["permissions"]],
            "sdks": [without(row, "safe_start", "collects", "personalization_switch") for row in facts["sdks"]],
            "declared_sdks": facts["declared_sdks"],
            "data_access": [{**row, "location": place_of(row)} for row in facts["data_access"]],
            "sensors": [{**row, "location": place_of(row)} for row in facts["sensors"]],
            "clauses": {
                name: [row["status"], *(quote["text"] for quote in row["quotes"])]
                for name, row in policy["clauses"].items()
                if row["status"] != "absent"
            },
            "data_types": [f"{row['id']}: {row['polarity']} {row['action']}" for row in policy["data_types"]],
            "third_parties": policy["third_parties"],
        },
        "regulations": {
            f"{row['id']} {item['item']}": " ".join([item["status"], *item["rules"]])
            for row in document["regulations"]
            for item in row["items"]
            if item["status"] != "not_assessable"
        },
    }


def slim_finding(finding):
    return {
        **without(finding, "title", "remediation"),
        "message": finding["message"]["zh"],
        "evidence": [f"{row['role']} {row['kind']}: {row['text']} @ {place_of(row)}" for row in finding["evidence"]],
        "basis": [f"{row['regulation']} {row['item']}" for row in finding["basis"]],
    }


def place_of(row):
    place = row["location"]
    return " › ".join(filter(None, (place["path"], place["symbol"])))


def without(row, *names):
    return {key: value for key, value in row.items() if key not in names}


def layout(value, depth=0):
    """JSON in which what fits on a line is on one line, so that a diff shows whole rows."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or len(line) + depth < LINE_WIDTH:
        return line
    pad = "\n" + " " * (depth + 1)
    if isinstance(value, dict):
        parts = [f"{json.dumps(key, ensure_ascii=False)}: {layout(item, depth + 1)}" for key, item in value.items()]
        return "{" + pad + f",{pad}".join(parts) + "\n" + " " * depth + "}"
    return "[" + pad + f",{pad}".join(layout(item, depth + 1) for item in value) + "\n" + " " * depth + "]"


def without_versions(text, document):
    """A text report with the same placeholders."""
    tool = document["tool"]
    for field, word in (("rules_digest", "DIGEST"), ("knowledge_date", "DATE")):
        for shown in (tool[field], tool[field][:12]):
            text = text.replace(shown, word)
    return text.replace(f"appaudit {tool['version']}", "appaudit VERSION")


def compare(path, actual, request):
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(actual, encoding="utf-8")
        return
    assert path.is_file(), f"{path} is not there; pytest --update-golden writes it"
    expected = path.read_text(encoding="utf-8")
    lines = list(
        difflib.unified_diff(expected.splitlines(), actual.splitlines(), path.name, "this report", lineterm="", n=1)
    )
    more = [f"… {len(lines) - LONGEST_DIFF} more lines"] if len(lines) > LONGEST_DIFF else []
    diff = "\n".join([*lines[:LONGEST_DIFF], *more])
    # Compared as one truth value: pytest's own diff of two long texts would bury ours.
    is_same = actual == expected
    assert is_same, f"{diff}\n\nIf this is what you meant: pytest --update-golden, and read the diff."


@cache
def report_of(name):
    """The report on a sample by the rules and regulations of the golden files."""
    shipped = shipped_catalog()
    regulations = {name: item for name, item in shipped.knowledge.regulations.items() if name in REGULATIONS}
    few = replace(
        shipped,
        rules=tuple(rule for rule in shipped.rules if rule.id in RULES),
        knowledge=replace(shipped.knowledge, regulations=regulations),
    )
    return sample_report(name, few)


def json_of(report):
    return json.loads(render("json", report, "zh"))


def text_of(report, language):
    return without_versions(render("text", report, language), json_of(report))


def test_the_rules_and_regulations_are_there():
    report = report_of("planted-shop")
    assert {row.rule_id for row in report.rules} == RULES
    assert {row.id for row in report.regulations} == REGULATIONS
    assert {finding.rule_id for finding in report.findings} < RULES


@pytest.mark.parametrize("name", NAMES)
def test_json_report(name, request):
    compare(GOLDEN / f"{name}.json", layout(slim(json_of(report_of(name)))) + "\n", request)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_text_report(name, language, request):
    compare(GOLDEN / f"{name}.{language}.txt", text_of(report_of(name), language), request)


def test_text_report_by_everything_that_is_shipped(request):
    compare(GOLDEN / "planted-shop.full.en.txt", text_of(sample_report("planted-shop"), "en"), request)
