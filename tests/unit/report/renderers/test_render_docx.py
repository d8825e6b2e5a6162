"""The Word document opens, holds what the report says, and is the same each time."""

from __future__ import annotations

import base64
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from tests.support.report_builder import HOSTILE, clean_report, hostile_report, shop_report
from tests.support.sample_reports import sample_report

from appaudit.model.engagement import Engagement
from appaudit.report import renderers

#: One transparent pixel.
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
GIVEN = Engagement(client="青禾网络", project="上线前审计", auditor="李雷", reference="A-17", logo=PIXEL)


def document(report, language="zh"):
    content = renderers.render("docx", report, language)
    assert isinstance(content, bytes)
    return Document(BytesIO(content))


def text_of(made):
    rows = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in made.paragraphs), *rows])


def headings(made):
    return [item.text for item in made.paragraphs if item.style.name == "Heading 1"]


@pytest.mark.parametrize("make", [shop_report, clean_report, hostile_report])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_document_opens_and_every_finding_is_in_it(make, language) -> None:
    report = make()
    text = text_of(document(report, language))
    for number in range(1, len(report.findings) + 1):
        assert f"F-{number:02d}  " in text
    for finding in report.findings:
        assert finding.fingerprint in text


def test_the_parts_stand_in_the_order_in_which_they_are_read() -> None:
    report = sample_report("planted-shop")
    steps, found = len(report.plan), len(report.findings)
    assert headings(document(report, "en")) == [
        "Summary",
        "Scope and basis",
        "What could not be seen",
        f"Plan ({steps})",
        f"Findings ({found})",
        "Regulation matrix",
        "Sign-off",
    ]


def test_the_cover_names_client_project_and_auditor_with_the_logo() -> None:
    made = document(replace(shop_report(), engagement=GIVEN))
    cover = {row.cells[0].text: row.cells[1].text for row in made.tables[0].rows}
    values = [cover[name] for name in ("委托方", "项目", "审计人", "编号")]
    assert values == ["青禾网络", "上线前审计", "李雷", "A-17"]
    assert len(made.inline_shapes) == 1
    assert made.core_properties.author == "李雷"


@pytest.mark.parametrize("logo", ["%%%", base64.b64encode(b"GIF89a").decode(), "iVBORw0K"])
def test_a_saved_report_with_a_broken_logo_has_none(logo) -> None:
    made = document(replace(shop_report(), engagement=replace(GIVEN, logo=logo)))
    assert len(made.inline_shapes) == 0


def test_the_call_chain_evidence_and_what_speaks_against_it_are_there() -> None:
    report = sample_report("planted-shop")
    (access,) = [row for row in report.facts.data_access if row.data_type == "installed_apps"]
    text = text_of(document(report, "en"))
    assert access.chain[0] in text
    assert "No contrary evidence was found." in text


def test_the_same_report_gives_the_same_bytes_without_the_time() -> None:
    report = replace(shop_report(), engagement=GIVEN)
    content = renderers.render("docx", report, "en")
    assert content == renderers.render("docx", report, "en")
    assert isinstance(content, bytes)
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert report.tool.as_of.encode() in archive.read("docProps/core.xml")


def test_hostile_names_stay_text() -> None:
    text = text_of(document(hostile_report(), "en"))
    assert "\u202e" not in text
    assert "\x1b" not in text
    assert HOSTILE.split("<")[0].strip("\x1b\u202e \x00")[:4] in text


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_makes_pages_of_it(tmp_path) -> None:
    path = tmp_path / "r.docx"
    content = renderers.render("docx", replace(shop_report(), engagement=GIVEN), "zh")
    assert isinstance(content, bytes)
    path.write_bytes(content)
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF")
