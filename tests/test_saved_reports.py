"""A saved report is the whole report: every format made from it is, to the byte, what the scan writes."""

import json
from pathlib import Path

import pytest

from appaudit.cli import exit_code_of
from appaudit.errors import ConfigError
from appaudit.report.files import read_report
from appaudit.report.renderers import extension, names
from tests.support.sample_paths import sample
from tests.support.sample_reports import AS_OF

LANGUAGES = ("zh", "en")
OLD = Path(__file__).parent / "saved_reports" / "version-1.json"
SAMPLES = ("planted-shop", "hostile-strings", "packed-shell", "nested-jar")


@pytest.fixture(scope="module")
def scanned(tmp_path_factory):
    """What scans of the samples write in every format, by sample and language."""
    folders = {}
    for name in SAMPLES:
        for language in LANGUAGES:
            folder = tmp_path_factory.mktemp(f"{name}-{language}")
            paths = sample(name)
            formats = [part for format_name in names() for part in ("--format", format_name)]
            documents = ["--policy", str(paths.policy), "--sdk-list", str(paths.sdk_list)]
            command = ["scan", str(paths.apk), *documents, *formats, "--output", str(folder), "--as-of", AS_OF]
            assert exit_code_of([*command, "--lang", language, "--fail-on", "never", "-q"]) == 0
            folders[name, language] = folder
    return folders


def only(folder, ending):
    (path,) = folder.glob(f"*.report.{ending}")
    return path


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("format_name", names())
def test_render_gives_the_bytes_of_the_scan(scanned, format_name, name, language, tmp_path):
    folder = scanned[name, language]
    target = tmp_path / "again"
    command = ["render", str(only(folder, "json")), "--format", format_name, "--lang", language]
    assert exit_code_of([*command, "--output", str(target)]) == 0
    assert target.read_bytes() == only(folder, extension(format_name)).read_bytes()


def test_formats_have_endings_of_their_own():
    endings = [extension(name) for name in names()]
    assert len(set(endings)) == len(endings)


def test_the_formats_of_the_contract_are_there():
    assert {"html", "json", "sarif", "junit", "markdown", "xlsx", "text"} <= set(names())


def test_a_workbook_goes_to_a_file_when_no_output_is_named(tmp_path, monkeypatch, capsysbinary):
    """Bytes on a terminal help nobody."""
    monkeypatch.chdir(tmp_path)
    assert exit_code_of(["scan", str(sample("clean-shop").apk), "--format", "xlsx", "--fail-on", "never", "-q"]) == 0
    assert capsysbinary.readouterr().out == b""
    (written,) = tmp_path.iterdir()
    assert written.read_bytes().startswith(b"PK")


def test_a_report_of_a_newer_field_is_refused_with_its_name(scanned, tmp_path, capsys):
    document = json.loads(only(scanned["planted-shop", "en"], "json").read_text("utf-8"))
    changed = tmp_path / "changed.json"
    changed.write_text(json.dumps({**document, "surprise": 1}), encoding="utf-8")
    assert exit_code_of(["render", str(changed), "--format", "markdown"]) == 2
    assert "surprise" in capsys.readouterr().err


@pytest.mark.parametrize("format_name", names())
def test_a_report_of_version_1_is_rendered(format_name, tmp_path):
    """One that appaudit 0.1.0 wrote, shortened: it knew no platform and no reference from evidence to facts."""
    target = tmp_path / f"again.{extension(format_name)}"
    assert exit_code_of(["render", str(OLD), "--format", format_name, "--output", str(target)]) == 0
    assert target.stat().st_size > 1000


def test_a_report_of_version_1_is_one_of_an_android_app():
    document = json.loads(OLD.read_text(encoding="utf-8"))
    assert (document["schema_version"], "platform" in document["artifact"]) == (1, False)
    report = read_report(OLD)
    assert (report.schema_version, report.artifact.platform) == (2, "android")
    assert [finding.rule_id for finding in report.findings] == [item["rule_id"] for item in document["findings"]]


def test_a_report_of_a_later_version_is_refused_with_what_reads_it(tmp_path):
    document = {**json.loads(OLD.read_text(encoding="utf-8")), "schema_version": 3}
    path = tmp_path / "later.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ConfigError, match="expected 1 or 2, found 3; a newer appaudit reads it"):
        read_report(path)


def test_a_report_with_a_word_that_nobody_knows_is_refused_with_its_place_and_the_words(tmp_path, capsys):
    document = json.loads(OLD.read_text(encoding="utf-8"))
    document["facts"]["data_access"][0]["phase"] = "sometimes"
    path = tmp_path / "wrong.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert exit_code_of(["render", str(path), "--format", "text"]) == 2
    said = capsys.readouterr().err
    assert "facts.data_access[0].phase: expected one of pre_consent, other, dead, unknown, found 'sometimes'" in said
