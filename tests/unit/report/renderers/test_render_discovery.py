"""Formats are found by file name and imported only when used."""

from __future__ import annotations

import subprocess
import sys

import pytest
from tests.support.report_builder import clean_report

from appaudit.errors import ConfigError
from appaudit.report import renderers


def test_the_formats_are_the_modules_of_the_package() -> None:
    assert {"html", "json", "text"} <= set(renderers.names())
    assert list(renderers.names()) == sorted(renderers.names())


def test_naming_the_formats_imports_none_of_them() -> None:
    code = "import sys, appaudit.report.renderers as r; r.names(); print(sorted({'jinja2', 'json'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_every_format_names_its_file_ending() -> None:
    assert renderers.extension("html") == "html"
    assert renderers.extension("json") == "json"
    assert renderers.extension("text") == "txt"
    assert not renderers.is_binary("html")


def test_an_unknown_format_is_an_error_of_the_user() -> None:
    with pytest.raises(ConfigError) as caught:
        renderers.render("pdf", clean_report(), "zh")
    assert "pdf" in caught.value.message
    assert "html" in caught.value.hint
