"""Verdicts go from one installation to another as they are, and outlive a change of the rules."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from tests.support.workbench import Browser, asked_for, ended, listening, settings_in

from appaudit.gate.verdicts import read_verdicts
from appaudit.serve.workbench import Workbench

RULES = Path(__file__).parents[3] / "rules" / "checks"
#: What is decided on one finding after the other, by different people.
DECISIONS: tuple[dict[str, str], ...] = (
    {"decision": "confirmed", "by": "李雷", "note": "第一行\n第二行：“引号”"},
    {"decision": "accepted", "by": "Han Meimei", "reason": "see #12, 'quoted' \\ {a}", "expires": "2030-01-31"},
    {"decision": "false_positive", "by": "韩梅梅", "reason": "null", "note": "- a list? no"},
    {"decision": "fixed", "by": "01", "note": "yes"},
)  # fmt: skip


def fingerprints(browser: Browser, audit: dict[str, Any]) -> list[str]:
    return re.findall(r'name="fingerprint" value="(\w+)"', browser.get(f"/audits/{audit['id']}/findings").text)


def exported(browser: Browser, audit: dict[str, Any]) -> bytes:
    return browser.get(f"/apps/{audit['app']}/verdicts.yml").content


def again(browser: Browser, audit: dict[str, Any]) -> dict[str, Any]:
    answer = browser.send_form(f"/audits/{audit['id']}/again", f"/audits/{audit['id']}/findings")
    return ended(browser, int(answer.headers["location"].rpartition("/")[2]))


def test_another_installation_has_the_same_verdicts_and_loses_none_when_rules_change(tmp_path: Path) -> None:
    with listening(Workbench(settings_in(tmp_path / "one"))) as address, Browser(address) as browser:
        audit = asked_for(browser, "planted-shop", "policy")
        found = fingerprints(browser, audit)
        page = f"/audits/{audit['id']}/findings"
        for fingerprint, given in zip(found, DECISIONS, strict=False):
            assert browser.send_form(page, page, fingerprint=[fingerprint], **given).status_code == 303
        text = exported(browser, audit)
    (tmp_path / "verdicts.yml").write_bytes(text)
    saved = {entry.fingerprint: entry for entry in read_verdicts(tmp_path / "verdicts.yml").entries}
    assert set(saved) == set(found[: len(DECISIONS)])
    for fingerprint, given in zip(found, DECISIONS, strict=False):
        entry = saved[fingerprint]
        assert {name: getattr(entry, name) for name in given} == given

    other = settings_in(tmp_path / "two")
    with listening(Workbench(other)) as address, Browser(address) as browser:
        audit = asked_for(browser, "planted-shop", "policy")
        assert fingerprints(browser, audit) == found
        app = f"/apps/{audit['app']}"
        files = {"document": ("verdicts.yml", text)}
        assert browser.send_form(f"{app}/verdicts", app, files=files).status_code == 303
        assert exported(browser, audit) == text

    gone = next(item for item in saved.values() if item.decision == "accepted")
    rules = without(gone.rule, tmp_path / "rules")
    with listening(Workbench(replace(other, rule_folders=(rules,)))) as address, Browser(address) as browser:
        audit = again(browser, audit)
        assert gone.fingerprint not in fingerprints(browser, audit)
        assert exported(browser, audit) == text
        assert gone.reason in html.unescape(browser.get(f"{app}/findings/{gone.fingerprint}").text)
    with listening(Workbench(other)) as address, Browser(address) as browser:
        audit = again(browser, audit)
        ignored = browser.get(f"/api/v1/audits/{audit['id']}/report").json()["ignored"]
        counted = {item["finding"]["fingerprint"]: item["finding"]["verdict"]["by"] for item in ignored}
        accepting = [item for item in saved.values() if item.decision in ("accepted", "false_positive")]
        assert counted == {item.fingerprint: item.by for item in accepting}
        assert exported(browser, audit) == text


def without(rule: str, folder: Path) -> Path:
    """Rules that take the place of one by a rule that fits no app."""
    (path,) = RULES.rglob(f"{rule}.yaml")
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["platforms"] = ["ios"]
    content.pop("wording", None)
    target = folder / "checks" / path.parent.name / path.name
    target.parent.mkdir(parents=True)
    target.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    return folder
