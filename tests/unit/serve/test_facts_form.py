"""The form of declared facts: every value of the format is a field, and what it says is what the reader reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from appaudit.errors import ConfigError
from appaudit.operator.declaration import read_declaration
from appaudit.operator.template import TEMPLATES
from appaudit.serve.facts_form import Field, sections_of, text_of_form


def filled(language: str, folder: Path) -> Path:
    """The template with a value everywhere, the examples of lists included."""
    text = re.sub(r": \[\]\n(?=#)", ":\n", TEMPLATES[language])
    text = re.sub(r"^#  (- | )", r"  \1", text, flags=re.MULTILINE)
    values = {"_on": '"2026-01-05"', "individuals": "5", "level": "3", "erasure": "tool"}

    def value(match: re.Match[str]) -> str:
        name = match[1]
        said = next((text for ending, text in values.items() if name.endswith(ending)), "true")
        return f"  {name}: {said} "

    path = folder / "audit.yaml"
    path.write_text(re.sub(r"^  (\w+): +(?=#)", value, text, flags=re.MULTILINE), encoding="utf-8")
    return path


def form_of(fields: list[Field]) -> dict[str, str]:
    """What a browser sends of fields."""
    sent: dict[str, Any] = {field.name: "" if field.value is None else field.value for field in fields}
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in sent.items()}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_form_shows_it_writes(tmp_path: Path, language: str) -> None:
    declared = read_declaration(filled(language, tmp_path))
    assert declared.scale.individuals == 5
    assert declared.overseas_recipients[0].mechanism == "contract"
    sections = sections_of(declared)
    fields = [field for section in sections for field in (*section.fields, *(f for e in section.entries for f in e))]
    assert all(field.label.zh and field.label.en for field in fields)
    (tmp_path / "form.yaml").write_text(text_of_form(form_of(fields)), encoding="utf-8")
    assert read_declaration(tmp_path / "form.yaml") == declared


def test_an_empty_form_declares_nothing_and_nonsense_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "form.yaml"
    path.write_text(text_of_form({"unknown": "x"}), encoding="utf-8")
    assert read_declaration(path).scale.individuals is None
    for name, value in (("scale.individuals", "many"), ("audience.under_14", "perhaps"), ("devices.erasure", "x")):
        path.write_text(text_of_form({name: value}), encoding="utf-8")
        with pytest.raises(ConfigError, match=name):
            read_declaration(path)
