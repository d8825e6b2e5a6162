"""`audit.yaml`: the template loads, and every mistake is named with its line."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import jsonschema
import pytest

from appaudit.cli import exit_code_of
from appaudit.errors import ConfigError
from appaudit.model.declaration import Declaration
from appaudit.operator.declaration import read_declaration
from appaudit.operator.template import TEMPLATES
from appaudit.yaml_files import parse_yaml


def written(folder: Path, text: str) -> Path:
    path = folder / "audit.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        read_declaration(written(folder, text))
    assert "appaudit init" in caught.value.hint
    return caught.value.message


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_declares_nothing_and_holds_every_key(tmp_path: Path, language: str) -> None:
    assert read_declaration(written(tmp_path, TEMPLATES[language])) == Declaration(version=1)
    for section in dataclasses.fields(Declaration):
        assert f"\n{section.name}:" in TEMPLATES[language], section.name
        default = section.default_factory() if section.default_factory is not dataclasses.MISSING else None
        for name in getattr(default, "__slots__", ()):
            assert f"\n  {name}:" in TEMPLATES[language], f"{section.name}.{name}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_schema_describes_the_template(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(["schema", "--facts"]) == 0
    schema = json.loads(capsys.readouterr().out)
    jsonschema.validate(parse_yaml(TEMPLATES[language], "audit.yaml"), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"version": 1, "devices": {"erasure": "magic"}}, schema)


def test_the_recipient_in_the_comments_loads_when_it_is_uncommented(tmp_path: Path) -> None:
    text = TEMPLATES["en"].replace("overseas_recipients: []", "overseas_recipients:").replace("\n#  ", "\n  ")
    declaration = read_declaration(written(tmp_path, text.replace("incidents: []", "incidents:")))
    (recipient,) = declaration.overseas_recipients
    (incident,) = declaration.incidents
    assert (incident.happened_on, incident.harm_avoided, incident.regulator_told) == ("2026-03-01", False, True)
    assert (recipient.name, recipient.individuals, recipient.mechanism) == ("Example Inc.", 5000, "contract")


def test_an_unknown_key_is_named_with_its_line(tmp_path: Path) -> None:
    assert ":3: scale.people: unknown key" in refused(tmp_path, "version: 1\nscale:\n  people: 3\n")


def test_a_word_where_a_number_belongs(tmp_path: Path) -> None:
    assert ":3: scale.individuals: expected a whole number" in refused(
        tmp_path, "version: 1\nscale:\n  individuals: many\n"
    )


@pytest.mark.parametrize("value", ["2026-02-30", "24.11.2026", "20261124"])
def test_a_day_that_is_none(tmp_path: Path, value: str) -> None:
    message = refused(tmp_path, f'version: 1\nfilings:\n  mlps_filed_on: "{value}"\n')
    assert ":3: filings.mlps_filed_on: expected a date like 2026-11-24" in message


def test_a_mechanism_that_is_none_of_the_five(tmp_path: Path) -> None:
    message = refused(tmp_path, "version: 1\noverseas_recipients:\n  - name: A\n    mechanism: letter\n")
    assert ":4: overseas_recipients[0].mechanism: expected one of assessment" in message


def test_a_negative_number(tmp_path: Path) -> None:
    assert ":3: scale.individuals: expected 0 or more" in refused(tmp_path, "version: 1\nscale:\n  individuals: -1\n")


def test_a_version_that_is_not_known(tmp_path: Path) -> None:
    assert ":1: version: expected 1, found 2" in refused(tmp_path, "version: 2\n")


def test_text_that_is_no_yaml(tmp_path: Path) -> None:
    assert "audit.yaml:2: " in refused(tmp_path, "version: [1\n")


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="does not exist"):
        read_declaration(tmp_path / "none.yaml")
