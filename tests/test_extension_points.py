"""A new rule, SDK, regulation, policy language, output format, command or artifact kind edits no existing file.

Each test drops one into a temporary folder and sees it at work.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.shell_completion import BashComplete

import appaudit.artifacts
import appaudit.cli
import appaudit.documents.readers
import appaudit.report.renderers
from appaudit.artifacts import open_artifact
from appaudit.catalog import load_catalog
from appaudit.documents.document import _readers, read_document
from appaudit.pipeline.audit import audit
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.report.renderers import names, render
from appaudit.stages import Stages
from tests.support.sample_paths import sample

RULE = """\
id: {id}
title: {{zh: 标题, en: Title}}
category: data_security
severity: low
confidence: high
status: review
requires: [app]
obligations: [{obligation}]
subject: "{{id}}"
match: {{sdk: {{id: {sdk}}}}}
message: {{zh: "发现 {{name}}", en: "Found {{name}}"}}
remediation: {{zh: 无, en: None}}
docs:
  what: {{zh: 一, en: one}}
  why: {{zh: 二, en: two}}
  fix: {{zh: 三, en: three}}
  false_positives: {{zh: 四, en: four}}
"""
SDK = """\
id: fake-scanner
name: {zh: 假扫描, en: Fake scanner}
category: other
signals: {classes: [com.qinghe.market.scan, com.qinghe.market.device]}
sources: [{title: test, checked: "2026-11-24"}]
"""
REGULATION = """\
id: fake-law
title: {zh: 假规定, en: Fake law}
number: 第0号
issuer: {zh: 无, en: none}
issued: "2026-01-01"
in_force: "2026-01-01"
sources: [{title: test, checked: "2026-11-24"}]
items:
  - {item: "1", title: {zh: 条, en: item}, obligations: [fake-duty], decidable: strong}
"""


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def extended_path(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder on the search path of the package that the test names; everything is undone afterwards."""
    package = request.param
    package.__path__.append(str(tmp_path))
    before = set(sys.modules)
    importlib.invalidate_caches()
    names.cache_clear()
    yield tmp_path
    package.__path__.remove(str(tmp_path))
    for name in set(sys.modules) - before:
        if name.startswith(package.__name__ + "."):
            sys.modules.pop(name)
            if hasattr(package, name.rpartition(".")[2]):
                delattr(package, name.rpartition(".")[2])
    names.cache_clear()


def test_a_rule_an_sdk_and_a_regulation_in_a_folder_of_the_user(tmp_path: Path) -> None:
    write(tmp_path / "sdks" / "other" / "fake-scanner.yaml", SDK)
    write(tmp_path / "regulations" / "fake-law.yaml", REGULATION)
    write(
        tmp_path / "checks" / "fake" / "fake-sdk.yaml",
        RULE.format(id="fake-sdk", obligation="fake-duty", sdk="fake-scanner"),
    )
    catalog = load_catalog((tmp_path,), Stages())
    inputs = Inputs(artifact=sample("planted-shop").apk)
    report = audit(inputs, catalog, Settings(as_of="2026-11-24"), Stages())
    (finding,) = [item for item in report.findings if item.rule_id == "fake-sdk"]
    assert (finding.subject, finding.message.en) == ("fake-scanner", "Found Fake scanner")
    assert [(basis.regulation, basis.item) for basis in finding.basis] == [("fake-law", "1")]
    (law,) = [item for item in report.regulations if item.id == "fake-law"]
    assert [(item.status, item.rules) for item in law.items] == [("review", ("fake-sdk",))]


@pytest.mark.parametrize("extended_path", [appaudit.report.renderers], indirect=True)
def test_an_output_format_is_one_module(extended_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        extended_path / "as_count.py",
        "EXTENSION = 'count'\ndef render(report, language):\n    return str(len(report.findings))\n",
    )
    importlib.invalidate_caches()
    names.cache_clear()
    catalog = load_catalog((), Stages())
    report = audit(Inputs(artifact=sample("planted-shop").apk), catalog, Settings(as_of="2026-11-24"), Stages())
    assert "count" in names()
    assert render("count", report, "en") == str(len(report.findings))
    for command in ("scan", "render"):
        assert appaudit.cli.exit_code_of([command, "--help"]) == 0
        assert re.search(r"--format NAME\s+count, \w+, [\w-]+,", capsys.readouterr().out)
    completed = BashComplete(appaudit.cli.main, {}, "appaudit", "_APPAUDIT_COMPLETE")
    items = completed.get_completions(["scan", "--format"], "co")
    assert [item.value for item in items] == ["count"]


@pytest.mark.parametrize("extended_path", [appaudit.artifacts], indirect=True)
def test_an_artifact_kind_is_one_folder(extended_path: Path) -> None:
    write(
        extended_path / "fake" / "__init__.py",
        """\
from appaudit.artifacts.base import ArtifactReading
from appaudit.model.artifact import Artifact

class Reader:
    kind = "fake"

    def detect(self, path):
        return path.read_bytes().startswith(b"FAKE")

    def read(self, path, limits, stages):
        return ArtifactReading(artifact=Artifact(kind="fake", platform="ios", path=str(path), sha256="0", size=4))

READER = Reader()
""",
    )
    importlib.invalidate_caches()
    artifact = extended_path / "thing"
    artifact.write_bytes(b"FAKE")
    assert open_artifact(artifact).artifact.kind == "fake"
    assert open_artifact(sample("clean-shop").apk).artifact.kind == "apk"


@pytest.mark.parametrize("extended_path", [appaudit.artifacts], indirect=True)
@pytest.mark.parametrize("content", [b"FAKE {}", b"FAKE []", b"FAKE {", b"DETECT"])
def test_what_a_reader_did_not_foresee_is_said_of_the_file(
    extended_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """A reader of somebody's own that checks nothing: the file is unreadable (exit 3), which is no internal error."""
    write(
        extended_path / "careless" / "__init__.py",
        """\
import json

class Reader:
    kind = "careless"

    def detect(self, path):
        return path.read_bytes().startswith(b"FAKE") or {}["DETECT"]

    def read(self, path, limits, stages):
        return json.loads(path.read_bytes()[5:])["app"]["name"]

READER = Reader()
""",
    )
    importlib.invalidate_caches()
    artifact = extended_path / "thing.hap"
    artifact.write_bytes(content)
    assert appaudit.cli.exit_code_of(["scan", str(artifact), "--lang", "en"]) == 3
    said = capsys.readouterr().err
    assert "thing.hap" in said
    assert ("cannot be read as careless" in said) == content.startswith(b"FAKE")
    assert "Traceback" not in said


@pytest.mark.parametrize("extended_path", [appaudit.cli], indirect=True)
def test_a_command_is_one_module(extended_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(
        extended_path / "hello.py",
        "import click\n@click.command()\ndef command():\n    'Say hello.'\n    click.echo('hello')\n",
    )
    importlib.invalidate_caches()
    assert appaudit.cli.exit_code_of(["hello"]) == 0
    assert capsys.readouterr().out == "hello\n"


@pytest.mark.parametrize("extended_path", [appaudit.documents.readers], indirect=True)
def test_a_document_format_is_one_module(extended_path: Path) -> None:
    write(
        extended_path / "shouted.py",
        """\
from appaudit.documents.readers import plain

ORDER = 1
SUFFIXES = (".loud",)

def accepts(name, data):
    return data.startswith(b"LOUD ")

def read(name, data):
    return plain.parse_plain(data[5:].decode().lower(), name)
""",
    )
    importlib.invalidate_caches()
    _readers.cache_clear()
    document = extended_path / "policy.loud"
    document.write_bytes(b"LOUD WE COLLECT YOUR NAME.")
    try:
        assert read_document(document).text == "we collect your name."
    finally:
        _readers.cache_clear()
