"""The policy desk: clauses with quotes in the text, what the code says beside it, drafts as on the command line."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from tests.support.sample_paths import sample
from tests.support.workbench import AS_OF, Browser, asked_for, ended

from appaudit.cli import exit_code_of

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def audit(browser: Browser) -> dict[str, Any]:
    return asked_for(browser, "planted-shop", "policy", "sdk_list")


@pytest.fixture(scope="module")
def report(browser: Browser, audit: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = browser.get(f"/api/v1/audits/{audit['id']}/report").json()
    return found


def test_every_clause_stands_with_its_status_and_its_quote_in_the_text(
    browser: Browser, audit: dict[str, Any], report: dict[str, Any]
) -> None:
    page = browser.get(f"/audits/{audit['id']}/policy").text
    statuses = re.findall(r'class="clause (\w+)"', page)
    assert sorted(statuses) == sorted(row["status"] for row in report["facts"]["policy"]["clauses"].values())
    assert "absent" in statuses
    for anchor in re.findall(r'href="#(quote-[^"]+)"', page):
        assert f'id="{anchor}"' in page
    text = html.unescape(re.sub(r"<[^>]+>", "", page))
    (document,) = report["facts"]["policy"]["documents"]
    for line in filter(None, document["text"].splitlines()[:20]):
        assert line.strip()[:15] in text


def test_what_the_code_reads_and_which_sdks_nobody_named_stand_beside_it(
    browser: Browser, audit: dict[str, Any], report: dict[str, Any]
) -> None:
    page = browser.get(f"/audits/{audit['id']}/policy").text
    seen = page[page.index('id="seen"') : page.index('id="drafts"')]
    reads = {(row["data_type"], row["party"]) for row in report["facts"]["data_access"]}
    sdks = [row for row in report["facts"]["sdks"] if row["collects_data"]]
    assert seen.count('<th scope="row">') == len(reads) + len(sdks)
    unnamed = [row for row in sdks if row["disclosed"] == "no"]
    assert unnamed
    for row in unnamed:
        assert (row["name_en"] or row["name"]) in seen


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_draft_is_the_one_that_the_command_line_writes(
    browser: Browser, audit: dict[str, Any], tmp_path: Path, language: str
) -> None:
    paths, target = sample("planted-shop"), tmp_path / "draft.md"
    words = ["draft", str(paths.apk), "--policy", str(paths.policy), "--sdk-list", str(paths.sdk_list)]
    assert exit_code_of([*words, "--as-of", AS_OF, "--lang", language, "--output", str(target)]) == 0
    for page in (f"/audits/{audit['id']}/draft.md", f"/api/v1/audits/{audit['id']}/draft?format=md"):
        answer = browser.get(page, params={"lang": language, "format": "md"})
        assert answer.content == target.read_bytes()
        assert answer.headers["content-disposition"].startswith("attachment;")
    answer = browser.get(f"/audits/{audit['id']}/draft.docx")
    assert "word/document.xml" in ZipFile(io.BytesIO(answer.content)).namelist()


def test_an_audit_without_a_report_has_no_desk(browser: Browser) -> None:
    found = ended(browser, browser.post("/api/v1/audits", files={"package": ("x.apk", b"no package")}).json()["id"])
    for page in (f"/audits/{found['id']}/policy", f"/audits/{found['id']}/draft.md", "/audits/999999/policy"):
        assert browser.get(page).status_code == 404


def test_a_policy_with_scripts_is_shown_as_text(browser: Browser) -> None:
    policy = f"隐私政策\n我们收集您的设备信息。{SCRIPT}\n".encode()
    parts = [("package", ("a.apk", sample("clean-shop").apk.read_bytes())), ("policy", ("p.txt", policy))]
    answer = browser.post("/api/v1/audits", files=parts, data={"as_of": AS_OF})
    found = ended(browser, answer.json()["id"])
    page = browser.get(f"/audits/{found['id']}/policy")
    assert html.escape(SCRIPT) in page.text
    assert SCRIPT not in page.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
