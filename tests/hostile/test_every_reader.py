"""Damaged artifacts of every kind that is read: only our own errors leave, and what is lost lowers coverage.

The kinds are discovered. A reader in `src/appaudit/artifacts/<kind>/` has a sound artifact in `seeds/<kind>.py`:
`NAME` of the file and `content()`.
"""

from __future__ import annotations

import importlib
import importlib.util
import random
from pathlib import Path
from types import ModuleType

import pytest
from tests.hostile.mutations import mutate, mutate_package

import appaudit.artifacts
from appaudit.artifacts import open_artifact, readers
from appaudit.artifacts.base import Limits
from appaudit.errors import ReaderFaultError, UnreadableArtifactError
from appaudit.model.coverage import MANIFEST_KINDS

ROUNDS = 300
LIMITS = Limits(entry_bytes=1 << 20, total_bytes=1 << 22, nested_bytes=1 << 20)
KINDS = sorted(path.parent.name for path in Path(appaudit.artifacts.__path__[0]).glob("*/__init__.py"))


def seed_of(kind: str) -> ModuleType:
    name = f"tests.hostile.seeds.{kind}"
    assert importlib.util.find_spec(name), (
        f"the reader of {kind} needs a sound artifact in tests/hostile/seeds/{kind}.py"
    )
    return importlib.import_module(name)


def test_the_folders_are_the_readers() -> None:
    assert len(KINDS) == len(list(readers()))


@pytest.mark.parametrize("kind", KINDS)
def test_the_sound_artifact_is_read_whole(kind: str, tmp_path: Path) -> None:
    seed = seed_of(kind)
    path = tmp_path / seed.NAME
    path.write_bytes(seed.content())
    module = importlib.import_module(f"appaudit.artifacts.{kind}")
    assert module.READER.detect(path)
    assert open_artifact(path, limits=LIMITS).facts


@pytest.mark.parametrize("kind", KINDS)
def test_damage_is_refused_or_lowers_coverage(kind: str, tmp_path: Path) -> None:
    seed = seed_of(kind)
    original, path = seed.content(), tmp_path / seed.NAME
    outcomes = {"read": 0, "unreadable": 0}
    for number in range(ROUNDS):
        chance = random.Random(number)
        path.write_bytes(mutate(original, chance) if number % 2 else mutate_package(original, chance))
        outcomes[read_or_refused(path)] += 1
    assert min(outcomes.values()) > ROUNDS // 20


def read_or_refused(path: Path) -> str:
    """Open an artifact: it is refused, or what was not seen of it is a gap."""
    try:
        reading = open_artifact(path, limits=LIMITS)
    except ReaderFaultError:
        raise
    except UnreadableArtifactError:
        return "unreadable"
    lost = {gap.kind for gap in reading.gaps}
    if reading.artifact.kind == "sdk":  # damage can make a jar of an archive, and a jar has no manifest to lose
        assert reading.facts or lost
    else:
        # Settings of mini-programs declare no components.
        declared = {"app", "permission"} if reading.artifact.platform == "miniprogram" else set(MANIFEST_KINDS)
        assert any(fact.kind == "app" for fact in reading.facts) or declared <= lost
    contents, scripts = reading.contents, reading.contents.scripts
    has_code = contents.dex_images or contents.class_archives or contents.bytecode or (scripts and scripts.files)
    assert has_code or "api_call" in lost
    return "read"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_cut_off_anywhere_is_refused_or_said(kind: str, tmp_path: Path) -> None:
    seed = seed_of(kind)
    original, path = seed.content(), tmp_path / seed.NAME
    for length in range(0, len(original), 97):
        path.write_bytes(original[:length])
        try:
            reading = open_artifact(path, limits=LIMITS)
        except ReaderFaultError:
            raise
        except UnreadableArtifactError:
            continue
        # The end of a package in a bundle may end the file: a package with something before it.
        assert reading.gaps or any(fact.kind == "anomaly" for fact in reading.facts), length
