"""Tables of a fleet as values to compare, and packages that end whoever reads them."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

from appaudit.batch.worker import Made
from appaudit.fleet.rows import Kept, kept_of
from appaudit.fleet.schema import REPEATABLE, columns
from appaudit.fleet.tables import Tables
from appaudit.model.report import Report

_EMPTY: dict[str, Any] = {"VARCHAR": "", "BIGINT": 0, "DOUBLE": None, "BOOLEAN": False, "VARCHAR[]": []}


def row(table: str, key: str = "", **values: Any) -> dict[str, Any]:
    """A row of a table; columns that are not given are empty."""
    names = {item.name: _EMPTY[item.type] for item in columns(table)}
    assert set(values) <= set(names), set(values) - set(names)
    return {**names, **({"key": key} if "key" in names else {}), "run_id": "r", **values}


def asked(place: object, question: str) -> list[tuple[Any, ...]]:
    """The answer to a question in SQL."""
    with Tables(str(place)).connection() as connection:
        found: list[tuple[Any, ...]] = connection.execute(question).fetchall()
        return found


def contents(place: object) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of the tables that two runs have in common, in one order."""
    return {table: asked(place, f'FROM "{table}" ORDER BY ALL') for table in REPEATABLE}


def kept_or_dead(report: Report, made: Made) -> Kept:
    """What a fleet keeps, unless the name of the package says what happens instead.

    `killer` ends the process that reads it, `ender` the engine's worker above it, `once` that worker the first time.
    """
    artifact = made.inputs.artifact
    name, mark = artifact.name, artifact.with_suffix(".seen")
    is_first = "once" in name and not mark.exists()
    if is_first:
        mark.write_text("", encoding="utf-8")
    if "ender" in name or is_first:
        os.kill(os.getppid(), signal.SIGKILL)
    if "killer" in name:
        os.kill(os.getpid(), signal.SIGKILL)
    return kept_of(report, made)


def named(rows: list[tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    """Rows by the name of the package in their first column."""
    return {Path(row[0]).stem: row[1:] for row in rows}
