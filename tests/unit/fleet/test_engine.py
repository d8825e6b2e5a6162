"""On a real cluster of this machine: packages that kill, workers that are killed, and nothing lost or told twice."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.support.fleet_tables import asked, contents, kept_or_dead, named
from tests.support.installed import needs
from tests.support.sample_paths import sample
from tests.support.shipped import shipped_catalog

from appaudit.batch.worker import Setup
from appaudit.errors import ConfigError
from appaudit.fleet.chunk import Chunk, Plan
from appaudit.fleet.engine import Engine, Progress, cluster, workers_of
from appaudit.fleet.listing import Item, list_packages
from appaudit.pipeline.inputs import Settings

needs("distributed", "duckdb", "fsspec")


@pytest.fixture(scope="module")
def temporary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the workers put what they need for a while."""
    folder = tmp_path_factory.mktemp("temporary")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(folder))
        patch.setattr(tempfile, "tempdir", None)
        yield folder


@pytest.fixture(scope="module")
def client(temporary: Path) -> Iterator[Any]:
    with cluster("", 1) as found:
        yield found


def plan(place: Path, **values: Any) -> Plan:
    setup = Setup(
        rule_folders=(),
        settings=Settings(as_of="2026-11-24", regulations=("cac-191",)),
        formats=(),
        language="en",
        memory=0,
        wants_baseline=False,
        keeps=kept_or_dead,
    )
    digest = values.pop("rules_digest", shipped_catalog().digest)
    memory = values.pop("memory", (1 << 30, 2 << 30))
    return Plan(
        run_id="r", destination=str(place), setup=setup, rules_digest=digest, seconds=60.0, memory=memory, **values
    )


def packages(folder: Path, *names: str) -> tuple[Item, ...]:
    folder.mkdir(exist_ok=True)
    for name in names:
        shutil.copy(sample("clean-shop").apk, folder / f"{name}.apk")
    return list_packages(str(folder))


def followed(client: Any, of: Plan, *chunks: Chunk) -> Progress:
    progress = Progress(total=0)
    for _ in Engine(client=client, plan=of, progress=progress).follow(chunks):
        pass
    return progress


def outcomes(place: Path) -> dict[str, tuple[Any, ...]]:
    return named(asked(place, "SELECT uri, outcome, attempts FROM packages"))


def test_who_kills_its_process_costs_only_itself_and_is_read_twice(client: Any, tmp_path: Path) -> None:
    items = packages(tmp_path / "in", "a", "killer", "z")
    progress = followed(client, plan(tmp_path / "out"), Chunk(items=items))
    assert outcomes(tmp_path / "out") == {"a": ("done", 1), "z": ("done", 1), "killer": ("killed", 2)}
    assert (progress.outcomes, progress.problems) == ({"done": 2, "killed": 1}, [])


def test_a_worker_that_is_lost_loses_nothing_and_one_that_is_lost_again_and_again_names_who_ends_it(
    client: Any, tmp_path: Path, temporary: Path
) -> None:
    """A chunk that lost its worker once is simply done again; who always ends it is told from its neighbours."""
    once = packages(tmp_path / "once", "a", "once", "z")
    followed(client, plan(tmp_path / "out"), Chunk(items=once))
    assert outcomes(tmp_path / "out") == {"a": ("done", 1), "once": ("done", 1), "z": ("done", 1)}
    always = packages(tmp_path / "always", "innocent", "ender")
    progress = followed(client, plan(tmp_path / "out"), Chunk(items=always))
    found = outcomes(tmp_path / "out")
    assert (found["innocent"], found["ender"]) == (("done", 2), ("killed", 2))
    assert progress.problems == []
    assert workers_of(client) == 1
    assert {path.name.split("-")[1] for path in temporary.rglob("appaudit-*")} <= {"staged"}
    assert len(list(temporary.rglob("appaudit-*"))) <= 1


def test_the_second_attempt_has_more_memory(client: Any, tmp_path: Path) -> None:
    items = packages(tmp_path / "in", "a")
    followed(client, plan(tmp_path / "out", memory=(1 << 20, 2 << 30)), Chunk(items=items))
    assert outcomes(tmp_path / "out") == {"a": ("done", 2)}


def test_a_chunk_that_is_read_twice_leaves_what_one_reading_leaves(client: Any, tmp_path: Path) -> None:
    items = packages(tmp_path / "in", "a", "z")
    followed(client, plan(tmp_path / "out"), Chunk(items=items))
    before = contents(tmp_path / "out")
    followed(client, plan(tmp_path / "out"), Chunk(items=items))
    assert contents(tmp_path / "out") == before
    assert len(before["packages"]) == 2


def test_a_package_that_went_away_is_an_outcome(client: Any, tmp_path: Path) -> None:
    items = packages(tmp_path / "in", "a", "z")
    (tmp_path / "in" / "a.apk").unlink()
    followed(client, plan(tmp_path / "out"), Chunk(items=items))
    assert outcomes(tmp_path / "out") == {"a": ("unreachable", 1), "z": ("done", 1)}


def test_a_cluster_that_is_there_is_used(client: Any, tmp_path: Path) -> None:
    items = packages(tmp_path / "in", "a")
    with cluster(client.scheduler.address, 9) as existing:
        assert workers_of(existing) == 1
        followed(existing, plan(tmp_path / "out"), Chunk(items=items))
    assert outcomes(tmp_path / "out") == {"a": ("done", 1)}


def test_a_worker_with_other_rules_is_refused(client: Any, tmp_path: Path) -> None:
    items = packages(tmp_path / "in", "a")
    with pytest.raises(ConfigError, match="other rules"):
        followed(client, plan(tmp_path / "out", rules_digest="other"), Chunk(items=items))


def test_storage_that_fails_leaves_its_chunk_unaccounted_for_and_says_so(client: Any, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where a folder should be", encoding="utf-8")
    progress = followed(client, plan(tmp_path / "out"), Chunk(items=packages(tmp_path / "in", "a")))
    assert progress.finished == 0
    assert [problem.partition(":")[0] for problem in progress.problems] == ["NotADirectoryError"]
