"""Lexicon files are parsed once; a damaged or forbidden cache costs time only."""

from __future__ import annotations

from pathlib import Path

import pytest

from appaudit.cache_files import cache_folder
from appaudit.catalog.lexicon_files import load_yaml
from appaudit.errors import RuleError

TEXT = "words: [no, 'on', 注销账号]\nlimits: {length: 12, ratio: 0.5, strict: true, none: null}\n"
EXPECTED = {
    "words": ["no", "on", "注销账号"],
    "limits": {"length": 12, "ratio": 0.5, "strict": True, "none": None},
}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return cache_folder()


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    path = tmp_path / "words.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_second_reading_gives_what_the_first_gave(lexicon: Path, cache: Path) -> None:
    assert load_yaml(lexicon) == EXPECTED
    (cached,) = cache.iterdir()
    cached.write_text('{"from": "the cache"}', encoding="utf-8")
    assert load_yaml(lexicon) == {"from": "the cache"}
    cached.unlink()
    assert load_yaml(lexicon) == EXPECTED


def test_a_changed_file_is_read_anew(lexicon: Path) -> None:
    load_yaml(lexicon)
    lexicon.write_text(TEXT + "more: 1\n", encoding="utf-8")
    assert load_yaml(lexicon) == {**EXPECTED, "more": 1}


@pytest.mark.parametrize("damage", [b"", b"[1]", b"{", b"\xff", b"[" * 100_000])
def test_a_damaged_cache_is_read_over(lexicon: Path, cache: Path, damage: bytes) -> None:
    load_yaml(lexicon)
    (cached,) = cache.iterdir()
    cached.write_bytes(damage)
    assert load_yaml(lexicon) == EXPECTED
    assert load_yaml(lexicon) == EXPECTED


def test_without_a_place_for_caches_reading_goes_on(lexicon: Path, tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load_yaml(lexicon) == EXPECTED


def test_what_cannot_be_read_is_never_cached(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "bad.yaml"
    for content, message in (
        (b"a: 1\na: 2\n", "bad.yaml:2: the key 'a' occurs twice"),
        (b"- 1\n", "must be a mapping, is list"),
        (b"\xff\xfe", "bad.yaml: 'utf-8' codec"),
    ):
        path.write_bytes(content)
        with pytest.raises(RuleError, match=message):
            load_yaml(path)
    assert not cache.exists()
