"""Templates are compiled once, and losing what was compiled costs time and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, TemplateNotFound

from appaudit.report.renderers.template_cache import KEPT, CompiledTemplates

HOSTILE = "<b>"


class CountingEnvironment(Environment):
    compiled = 0

    def compile(self, *arguments, **options):
        CountingEnvironment.compiled += 1
        return super().compile(*arguments, **options)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.j2").write_text("{{ 1 + 1 }} {{ name }}")
    (folder / "style.css").write_text("a { b }")
    return folder


def render(sources: Path, cache: Path) -> tuple[str, int]:
    """The page, and how many templates had to be compiled for it."""
    CountingEnvironment.compiled = 0
    environment = CountingEnvironment(loader=CompiledTemplates(sources, cache), autoescape=True)
    return environment.get_template("page.j2").render(name=HOSTILE), CountingEnvironment.compiled


def test_a_template_is_compiled_once(sources: Path, tmp_path: Path) -> None:
    assert render(sources, tmp_path / "cache") == ("2 &lt;b&gt;", 1)
    assert render(sources, tmp_path / "cache") == ("2 &lt;b&gt;", 0)


def test_a_changed_template_is_another_set(sources: Path, tmp_path: Path) -> None:
    render(sources, tmp_path / "cache")
    (sources / "page.j2").write_text("new")
    assert render(sources, tmp_path / "cache") == ("new", 1)


@pytest.mark.parametrize("content", [b"", b"garbage", b"x" * 32 + b"\xe3" * 40])
def test_a_damaged_file_is_written_anew(sources: Path, tmp_path: Path, content: bytes) -> None:
    render(sources, tmp_path / "cache")
    (path,) = (tmp_path / "cache").iterdir()
    good = path.read_bytes()
    path.write_bytes(content)
    assert render(sources, tmp_path / "cache") == ("2 &lt;b&gt;", 1)
    assert path.read_bytes() == good


def test_a_file_that_others_may_write_is_not_believed(sources: Path, tmp_path: Path) -> None:
    render(sources, tmp_path / "cache")
    (path,) = (tmp_path / "cache").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o666)
    assert render(sources, tmp_path / "cache")[1] == 1


def test_a_folder_that_cannot_be_written_is_no_error(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert render(sources, tmp_path / "file" / "folder") == ("2 &lt;b&gt;", 1)


def test_old_sets_are_removed(sources: Path, tmp_path: Path) -> None:
    for number in range(KEPT + 2):
        (sources / "page.j2").write_text(str(number))
        render(sources, tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == KEPT


def test_an_unknown_template_is_not_found(sources: Path, tmp_path: Path) -> None:
    environment = Environment(loader=CompiledTemplates(sources, tmp_path / "cache"), autoescape=True)
    with pytest.raises(TemplateNotFound):
        environment.get_template("none.j2")
