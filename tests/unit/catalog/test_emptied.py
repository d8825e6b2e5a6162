"""Rules that are not there pass every app: a catalogue that has lost a part is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.support.shipped import ROOT

import appaudit.catalog.folders
from appaudit.catalog import load_catalog
from appaudit.cli import exit_code_of
from appaudit.errors import ConfigError


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped rules, small enough to be read anew, in the place of the shipped ones."""
    folder = tmp_path / "rules"
    for part in ("android", "taxonomy", "regulations", "duties", "lexicon"):
        shutil.copytree(ROOT / "rules" / part, folder / part)
    for part in ("checks/limits", "sdks/push"):
        shutil.copytree(ROOT / "rules" / part, folder / part)
    monkeypatch.setattr(appaudit.catalog.folders, "shipped_rules", lambda: folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder


def test_a_part_of_the_catalogue_is_one(shipped: Path) -> None:
    assert load_catalog().rules


@pytest.mark.parametrize("part", ["checks", "sdks", "android"])
def test_an_emptied_folder_is_refused(shipped: Path, part: str, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (shipped / part).rglob("*.yaml"):
        path.unlink()
    with pytest.raises(ConfigError, match=f"holds nothing under {part}"):
        load_catalog()
    assert exit_code_of(["scan", str(ROOT / "samples" / "clean-shop" / "clean-shop.apk")]) == 2
    assert part in capsys.readouterr().err
