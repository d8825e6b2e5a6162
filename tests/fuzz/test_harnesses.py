"""The harnesses without atheris: sound inputs, every input that failed once, and a bounded number of mutants."""

from __future__ import annotations

import importlib.util
import random
import subprocess
import sys
import zlib

import pytest
from tests.fuzz.campaign import least_fuzzed
from tests.fuzz.family import FOUND, family, family_names, found_inputs

#: Mutants a family, so that all of them together take a few seconds; the slow ones have fewer.
ROUNDS = 30
FEWER = {
    "dex_code": 6,
    "html_document": 12,
    "package": 12,
    "rule_files": 12,
    "saved_report": 8,
    "sdk_list_text": 8,
    "sdk_list_workbook": 12,
    "text_document": 10,
    "word_document": 10,
}


@pytest.mark.parametrize("name", family_names())
def test_seeds_and_mutants_end_in_our_own_errors(name: str) -> None:
    harness = family(name)
    seeds = harness.seeds()
    assert len(seeds) == len(set(seeds)) > 0
    for seed in seeds:
        harness.fuzz(seed)
    for number in range(FEWER.get(name, ROUNDS)):
        chance = random.Random(zlib.crc32(name.encode()) + number)
        harness.fuzz(harness.mutate(chance.choice(seeds), chance))


@pytest.mark.parametrize("name", family_names())
def test_no_bytes_and_odd_bytes_end_in_our_own_errors(name: str) -> None:
    for data in (b"", b"\0", b"\xff" * 64, b"PK\5\6" + bytes(18), "隐私".encode()):
        family(name).fuzz(data)


@pytest.mark.parametrize("name", family_names())
def test_what_failed_once_is_read(name: str) -> None:
    for path in found_inputs(name):
        family(name).fuzz(path.read_bytes())


def test_every_folder_of_inputs_found_has_a_harness() -> None:
    assert {path.name for path in FOUND.iterdir() if path.is_dir()} <= set(family_names())


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="needs the extra `fuzz`")
def test_the_search_runs_and_is_guided(tmp_path) -> None:
    command = [sys.executable, "-m", "tests.fuzz.run", "mapping", "--runs", "300", "--folder", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Done 300 runs" in done.stderr
    assert list((tmp_path / "mapping" / "corpus").glob("seed-*"))
    assert list((tmp_path / "mapping" / "failures").iterdir()) == []


@pytest.mark.parametrize(
    ("spent", "name"),
    [
        ({}, "archive"),
        ({"archive": 9.0, "class_file": 3.0, "dex_code": 4.0}, "class_file"),
        ({"archive": 1.0}, "class_file"),
    ],
)
def test_the_family_that_has_had_least_is_next(spent: dict[str, float], name: str) -> None:
    assert least_fuzzed(spent, ["class_file", "archive", *(["dex_code"] if len(spent) > 1 else [])]) == name
