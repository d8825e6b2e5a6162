"""Apps over time: documents that stay, trend, kinds, facts by form, comparison, and verdicts that come back."""

from __future__ import annotations

import re
import tempfile
from typing import Any

import pytest
import yaml
from tests.support.sample_paths import sample
from tests.support.workbench import AS_OF, Browser, asked_for, ended

from appaudit.gate.verdicts import read_verdicts
from appaudit.serve.history import trend_of
from appaudit.serve.models import Audit
from appaudit.serve.workbench import Workbench


@pytest.fixture(scope="module")
def audits(browser: Browser) -> list[dict[str, Any]]:
    """Two versions of one app, the second with planted problems; both with documents."""
    roles = ("policy", "sdk_list")
    return [asked_for(browser, name, *roles) for name in ("clean-shop", "planted-shop")]


@pytest.fixture(scope="module")
def app(audits: list[dict[str, Any]]) -> str:
    assert audits[0]["app"] == audits[1]["app"]
    return f"/apps/{audits[0]['app']}"


def report_of(browser: Browser, audit: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = browser.get(f"/api/v1/audits/{audit['id']}/report").json()
    return found


def audited_again(browser: Browser, audit: dict[str, Any]) -> dict[str, Any]:
    answer = browser.send_form(f"/audits/{audit['id']}/again", f"/audits/{audit['id']}/findings")
    return ended(browser, int(answer.headers["location"].rpartition("/")[2]))


def test_the_second_version_is_held_against_the_first(browser: Browser, audits: list[dict[str, Any]], app: str) -> None:
    assert audits[1]["since"] == {"new": audits[1]["findings"], "open": 0, "fixed": 0, "undecided": 0}
    page = browser.get(app).text
    assert f"New {audits[1]['findings']}" in page
    assert page.count('class="bar-high"') == 1
    assert page.index("1.3.0") > 0
    assert app in browser.get("/apps", params={"q": "qinghe"}).text
    assert app not in browser.get("/apps", params={"q": "no such"}).text


def test_names_of_many_versions_do_not_run_into_each_other(bench: Workbench, audits: list[dict[str, Any]]) -> None:
    with bench.database.reading() as session:
        audit = session.get_one(Audit, audits[1]["id"])
    for count, apart in ((2, 1), (15, 1), (16, 2), (30, 2)):
        trend = trend_of([audit] * count)
        assert trend
        named = [column.x for column in trend.columns if column.is_named]
        assert (named[-1], len(named)) == (trend.columns[-1].x, -(-count // apart))


def test_any_two_audits_are_compared_as_the_command_line_does(
    browser: Browser, audits: list[dict[str, Any]], app: str
) -> None:
    chosen = {"before": audits[0]["id"], "after": audits[1]["id"]}
    assert "sandbox=" in browser.get("/compare", params=chosen).text
    framed = browser.get("/compare/page", params=chosen)
    assert "Comparison of versions" in framed.text
    assert "sandbox allow-scripts" in framed.headers["content-security-policy"]
    assert browser.get("/compare/page", params={"before": 1, "after": 10**6}).status_code == 404


def test_a_document_is_used_until_another_replaces_it(browser: Browser, audits: list[dict[str, Any]], app: str) -> None:
    policy = sample("clean-shop").policy.read_bytes()
    files = {"document": ("new.html", policy)}
    assert browser.send_form(f"{app}/documents", app, role="policy", files=files).status_code == 303
    again = audited_again(browser, audits[1])
    names = {item["role"]: item["name"] for item in report_of(browser, again)["inputs"]}
    assert (names["policy"], names["sdk_list"]) == ("new.html", "sdks.csv")
    page = browser.get(app).text
    assert "replaced" in page
    (number,) = re.findall(rf"{app}/documents/(\d+)/remove\"[^>]*>.*?Remove new\.html", page, re.DOTALL)[:1] or [""]
    assert number
    assert browser.send_form(f"{app}/documents/{number}/remove", app).status_code == 303
    assert "new.html" not in browser.get(app).text
    assert browser.send_form(f"{app}/documents/{number}/remove", app).status_code == 404
    assert browser.send_form(f"{app}/documents", app, role="mapping", files=files).status_code == 422


def test_kinds_of_app_are_chosen_once(browser: Browser, audits: list[dict[str, Any]], app: str) -> None:
    kinds = re.findall(r'<option value="([^"]+)">14 ', browser.get(app).text)
    assert browser.send_form(f"{app}/categories", app, category=[kinds[0], ""]).status_code == 303
    report = report_of(browser, audited_again(browser, audits[1]))
    assert [(item["id"], item["source"]) for item in report["facts"]["app_categories"]] == [(kinds[0], "declared")]
    assert browser.send_form(f"{app}/categories", app, category=["nonsense"]).status_code == 422


def test_facts_are_declared_in_a_form(browser: Browser, audits: list[dict[str, Any]], app: str) -> None:
    form = {
        "scale.individuals": "1200000",
        "scale.million_reached_on": "2026-01-05",
        "protection_officer.designated": "false",
        "filings.compliance_audit_on.never": "1",
        "overseas_recipients.1.name": "Example Inc.",
        "overseas_recipients.1.mechanism": "contract",
    }
    assert browser.send_form(f"{app}/facts", f"{app}/facts", **form).status_code == 303
    page = browser.get(f"{app}/facts").text
    assert '<option value="none" selected>' not in page  # what nobody declared is not declared to be none
    assert 'name="scale.individuals" type="number" min="0" step="1" value="1200000"' in page
    assert 'name="filings.compliance_audit_on.never" value="1" checked' in page
    assert 'name="overseas_recipients.0.name" maxlength="200" value="Example Inc."' in page
    duties = report_of(browser, audited_again(browser, audits[1]))["facts"]["duties"]
    assert {item["state"] for item in duties} & {"overdue", "missing", "breached", "due", "not_done"}
    wrong = browser.send_form(f"{app}/facts", f"{app}/facts", **{"scale.million_reached_on": "soon"})
    assert (wrong.status_code, "scale.million_reached_on" in wrong.text) == (422, True)


def test_a_verdict_counts_in_the_next_audit_and_its_history_is_kept(
    browser: Browser, audits: list[dict[str, Any]], app: str, tmp_path: Any
) -> None:
    page = f"/audits/{audits[1]['id']}/findings"
    high = [item for item in report_of(browser, audits[1])["findings"] if item["severity"] == "high"]
    chosen = [item["fingerprint"] for item in high]
    without = browser.send_form(page, page, decision="accepted", fingerprint=chosen)
    assert (without.status_code, "needs a reason" in without.text) == (422, True)
    given = {"reason": "agreed with the client", "by": "Li Lei", "note": "see mail"}
    assert browser.send_form(page, page, decision="accepted", fingerprint=chosen, **given).status_code == 303
    again = audited_again(browser, audits[1])
    assert not found_in(report_of(browser, again)) & set(chosen)
    ignored = report_of(browser, again)["ignored"]
    assert {item["finding"]["fingerprint"] for item in ignored} == set(chosen)
    assert {item["finding"]["verdict"]["by"] for item in ignored} == {"Li Lei"}

    exported = browser.get(f"{app}/verdicts.yml")
    (tmp_path / "verdicts.yml").write_text(exported.text, encoding="utf-8")
    saved = read_verdicts(tmp_path / "verdicts.yml").entries
    assert {(item.fingerprint, item.decision, item.note) for item in saved} == {
        (name, "accepted", "see mail") for name in chosen
    }
    browser.send_form(page, page, decision="confirmed", fingerprint=chosen[:1], by="Han Meimei")
    past = browser.get(f"{app}/findings/{chosen[0]}").text
    assert past.index("Han Meimei") < past.index("Li Lei")
    assert "replaced" in past
    assert browser.send_form(page, page, decision="withdraw", fingerprint=chosen).status_code == 303
    assert yaml.safe_load(browser.get(f"{app}/verdicts.yml").text) == {"verdicts": []}
    assert found_in(report_of(browser, audited_again(browser, audits[1]))) >= set(chosen)


def found_in(report: dict[str, Any]) -> set[str]:
    """The fingerprints of what counts."""
    return {item["fingerprint"] for item in report["findings"]}


def test_verdicts_come_in_by_file_and_workbook(browser: Browser, audits: list[dict[str, Any]], app: str) -> None:
    fingerprint = report_of(browser, audits[1])["findings"][0]["fingerprint"]
    text = yaml.safe_dump({"verdicts": [{"fingerprint": fingerprint, "decision": "confirmed", "by": "Li Lei"}]})
    answer = browser.send_form(f"{app}/verdicts", app, files={"document": ("../v.yml", text.encode())})
    assert answer.status_code == 303
    assert "Li Lei" in browser.get(f"/audits/{audits[1]['id']}/findings").text
    for name, content in (("v.yml", b"verdicts: [{}]"), ("v.xlsx", b"none"), ("v.yml", b"\xff\xfe")):
        answer = browser.send_form(f"{app}/verdicts", app, files={"document": (name, content)})
        assert answer.status_code == 422, name
        assert "verdicts" in answer.text
        assert tempfile.gettempdir() not in answer.text
    book = browser.get(f"/audits/{audits[1]['id']}/files/xlsx").content
    assert browser.send_form(f"{app}/verdicts", app, files={"document": ("r.xlsx", book)}).status_code == 303


def test_a_deleted_app_leaves_nothing(bench: Workbench, browser: Browser) -> None:
    before = files_of(bench)
    found = asked_for(browser, "pre-consent", "policy", as_of=AS_OF)
    page = f"/audits/{found['id']}/findings"
    (fingerprint, *_) = re.findall(r'name="fingerprint" value="(\w+)"', browser.get(page).text)
    browser.send_form(page, page, decision="confirmed", fingerprint=[fingerprint])
    app = f"/apps/{found['app']}"
    assert browser.send_form(f"{app}/delete", app).status_code == 303
    assert (browser.get(app).status_code, browser.get(page).status_code) == (404, 404)
    assert files_of(bench) == before
    again = asked_for(browser, "pre-consent")
    assert "Confirmed</span>" not in browser.get(f"/audits/{again['id']}/findings").text


def files_of(bench: Workbench) -> set[str]:
    return {path.name for path in (bench.settings.storage / "files").glob("*/*")}
