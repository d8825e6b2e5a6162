"""From a package that is dropped to the report in the page, over HTTP, on one workbench for the whole file."""

from __future__ import annotations

import re

import pytest
from tests.support.sample_paths import sample
from tests.support.sample_reports import AS_OF, sample_report
from tests.support.workbench import Browser, asked_for, ended, parts_of

from appaudit.report.renderers import render
from appaudit.serve.workbench import Workbench


@pytest.fixture(scope="module")
def audit(browser: Browser) -> int:
    """An audit of a sample with all its documents, which has ended."""
    parts = parts_of(sample("clean-shop"), "policy", "sdk_list")
    answer = browser.send_form("/audits", files=parts, as_of=AS_OF)
    assert answer.status_code == 303
    found = ended(browser, int(answer.headers["location"].rpartition("/")[2]))
    assert (found["state"], found["outcome"], found["detail"]) == ("done", "done", "")
    return int(found["id"])


def test_the_report_is_the_one_that_the_command_line_writes(browser: Browser, audit: int) -> None:
    report = sample_report("clean-shop")
    for name in ("json", "html", "sarif"):
        answer = browser.get(f"/api/v1/audits/{audit}/report", params={"format": name, "lang": "en"})
        assert answer.content == str(render(name, report, "en")).encode()
    found = browser.get(f"/api/v1/audits/{audit}").json()
    assert (found["exit_code"], found["package"]) == (report.gate and report.gate.exit_code, report.artifact.package)
    assert (found["verdict"], found["findings"]) == (report.summary.verdict.en, report.summary.findings)


def test_the_page_frames_the_report_without_an_origin(browser: Browser, audit: int) -> None:
    page = browser.get(f"/audits/{audit}").text
    assert f'src="/audits/{audit}/report" sandbox="allow-scripts' in page
    assert "allow-same-origin" not in page
    framed = browser.get(f"/audits/{audit}/report")
    policy = framed.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert re.search(r"script-src 'sha256-[^']+'", policy)
    assert "frame-ancestors 'self'" in policy
    assert "sandbox allow-scripts" in policy
    assert "allow-same-origin" not in policy


def test_files_are_for_saving_and_named_after_the_package(browser: Browser, audit: int) -> None:
    answer = browser.get(f"/audits/{audit}/files/xlsx")
    assert answer.content.startswith(b"PK")
    report = sample_report("clean-shop").artifact
    name = f'attachment; filename="{report.package}-{report.version_name}.report.xlsx"'
    assert answer.headers["content-disposition"] == name
    assert browser.get(f"/audits/{audit}/files/evidence").content.startswith(b"PK")
    assert browser.get(f"/audits/{audit}/files/nonsense").status_code == 404


def test_a_new_build_is_held_against_the_last_audit_with_the_same_documents(browser: Browser, audit: int) -> None:
    again = asked_for(browser, "clean-shop")
    assert again["app"] == browser.get(f"/api/v1/audits/{audit}").json()["app"]
    assert again["since"] == {"new": 0, "open": again["findings"], "fixed": 0, "undecided": 0}
    report = browser.get(f"/api/v1/audits/{again['id']}/report").json()
    assert {item["role"]: item["status"] for item in report["inputs"]}["policy"] == "read"
    assert "taken from the app" in browser.get(f"/audits/{again['id']}").text


def test_what_is_no_package_has_no_report_and_says_so(browser: Browser) -> None:
    answer = browser.post("/api/v1/audits", files={"package": ("../../etc/x.apk", b"no package")})
    found = ended(browser, answer.json()["id"])
    assert (found["state"], found["outcome"], found["exit_code"]) == ("failed", "unreadable", 3)
    assert found["name"] == "x.apk"
    assert found["detail"].startswith("x.apk")
    assert browser.get(f"/api/v1/audits/{found['id']}/report").status_code == 404
    assert "Nothing could be read" in browser.get(f"/audits/{found['id']}").text


def test_the_list_finds_audits_and_shows_a_page_at_a_time(browser: Browser, audit: int) -> None:
    assert f"/audits/{audit}" in browser.get("/", params={"q": "qinghe"}).text
    assert f"/audits/{audit}" not in browser.get("/", params={"q": "no such app"}).text
    assert browser.get("/", params={"q": "%"}).text.count("/audits/1") == 0
    found = browser.get("/api/v1/audits", params={"limit": 1, "before": audit + 1}).json()
    assert [item["id"] for item in found] == [audit]


def test_both_languages_are_whole_pages(browser: Browser, audit: int) -> None:
    chinese = browser.get(f"/audits/{audit}", params={"lang": "zh"})
    assert '<html lang="zh">' in chinese.text
    assert "删除审计" in chinese.text
    english = browser.get(f"/audits/{audit}", params={"lang": "en"})
    assert re.findall("[一-鿿]+", re.sub(r"<title>.*?</title>|<h1>.*?</h1>", "", english.text)) == ["中文"]


def test_an_audit_goes_with_its_files(bench: Workbench, browser: Browser, audit: int) -> None:
    """Its app has the same documents already, and keeps them."""
    before = files_of(bench)
    found = asked_for(browser, "clean-shop", "policy", "sdk_list")
    browser.get(f"/audits/{found['id']}/report")
    assert len(files_of(bench)) > len(before)
    page = f"/audits/{found['id']}"
    assert browser.send_form(f"{page}/delete", page).status_code == 303
    assert browser.get(page).status_code == 404
    assert files_of(bench) == before
    assert "Deleted an audit" in browser.get("/log").text


def test_our_own_mistake_is_told_as_every_error_is(bench: Workbench, browser: Browser) -> None:
    """A folder where the report should lie."""
    found = asked_for(browser, "clean-shop")
    before = files_of(bench)
    browser.get(f"/audits/{found['id']}/report")
    (report,) = (path for path in (bench.settings.storage / "files").glob("*/*") if path.name not in before)
    report.unlink()
    report.mkdir()
    answer = browser.get(f"/audits/{found['id']}/report")
    assert (answer.status_code, "made a mistake" in answer.text) == (500, True)
    assert "Try again" in answer.text
    assert str(report) not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    problem = browser.get(f"/audits/{found['id']}/report", headers={"Accept": "application/json"})
    assert (problem.status_code, problem.json()["type"]) == (500, "urn:appaudit:problem:internal")
    report.rmdir()


def files_of(bench: Workbench) -> set[str]:
    return {path.name for path in (bench.settings.storage / "files").glob("*/*")}
