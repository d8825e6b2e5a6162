"""Questions to the tables of a fleet, and their answers.

SQL sees each table by its name with the rows of one run, `previous_<table>` with those of the run before, and
`all_<table>` with those of all runs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from appaudit.errors import ConfigError
from appaudit.fleet.extra import library
from appaudit.fleet.schema import TABLES
from appaudit.fleet.tables import Tables
from appaudit.model.question import Question
from appaudit.model.record import record

#: What views are called: prefix and table by name.
_VIEWS: Final = {f"{prefix}{table}": (prefix, table) for prefix in ("", "previous_", "all_") for table in TABLES}


@record
class RunNote:
    """A run of a destination: its id, date, version and rules, and how many packages it has."""

    run_id: str
    as_of: str
    tool_version: str
    rules_digest: str
    packages: int


@record
class Answer:
    """Column names, and rows in the order of the question."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


class Asking:
    """A destination that can be asked: one run, and the one before it."""

    def __init__(self, tables: Tables, connection: Any, run_id: str, against: str) -> None:  # noqa: ANN401
        """Of the latest run and the one before it, unless others are named; raises ConfigError for one not there."""
        self._tables = tables
        self._connection = connection
        self._made: set[str] = set()
        self.runs = tuple(self._runs())
        self.run_id = _known(run_id, self.runs) or next((run.run_id for run in self.runs), "")
        others = [run.run_id for run in self.runs if run.run_id != self.run_id]
        self.against = _known(against, self.runs) or next(iter(others), "")

    def answer(self, sql: str, parameters: Mapping[str, str]) -> Answer:
        """What SQL comes to; raises ConfigError where it is wrong, or has no result."""
        relation = self._relation(sql, parameters)
        with _explained():
            return Answer(columns=tuple(relation.columns), rows=tuple(relation.fetchall()))

    def write_parquet(self, sql: str, parameters: Mapping[str, str], path: Path) -> None:
        """The same into a Parquet file; raises ConfigError."""
        relation = self._relation(sql, parameters)
        with _explained():
            relation.write_parquet(str(path), compression="zstd")

    def _runs(self) -> list[RunNote]:
        """The runs of a destination, the latest first."""
        self._make_views("all_runs all_packages")
        found = self._connection.execute(
            "SELECT run_id, any_value(as_of), any_value(tool_version), any_value(rules_digest), "
            "(SELECT count(*) FROM all_packages AS p WHERE p.run_id = r.run_id) FROM all_runs AS r GROUP BY run_id"
        ).fetchall()
        names = ("run_id", "as_of", "tool_version", "rules_digest", "packages")
        runs = [RunNote(**dict(zip(names, row, strict=True))) for row in found]
        return sorted(runs, key=lambda run: (run.as_of, run.packages, run.run_id), reverse=True)

    def _make_views(self, sql: str) -> None:
        """Views of the tables that a question names: to make one is to look into all its parts."""
        for name in sorted(set(re.findall(r"\w+", sql)) & _VIEWS.keys() - self._made):
            prefix, table = _VIEWS[name]
            if prefix == "all_":
                found = self._tables.select(table)
            else:
                wanted = self.against if prefix else self.run_id  # one that is there, or none
                found = self._tables.select_run(self._connection, table, wanted)
            self._connection.execute(f'CREATE VIEW "{name}" AS {found}')
            self._made.add(name)

    def _relation(self, sql: str, parameters: Mapping[str, str]) -> Any:  # noqa: ANN401
        with _explained():
            self._make_views(sql)
            relation = self._connection.sql(sql, params=dict(parameters)) if parameters else self._connection.sql(sql)
        if relation is None:
            raise ConfigError(
                "The statement has no result",
                hint="Ask with SELECT or FROM.",
                zh="该语句没有结果",
                hint_zh="请用 SELECT 或 FROM 查询。",
            )
        return relation


@contextmanager
def asking(destination: str, run_id: str = "", against: str = "") -> Iterator[Asking]:
    """A destination to ask: the latest run and the one before it, unless others are named.

    Raises:
        ConfigError: there is nothing to ask, or no such run.
    """
    tables = Tables(destination)
    with _explained(destination), tables.connection(()) as connection:
        asked = Asking(tables, connection, run_id, against)
        if not asked.runs:
            raise ConfigError(
                f"There are no tables at {destination}",
                hint="`appaudit fleet SOURCE --output DEST` writes them.",
                zh=f"{destination} 没有数据表",
                hint_zh="请先用 appaudit fleet SOURCE --output DEST 写出。",
            )
        yield asked


def _known(run_id: str, runs: Sequence[RunNote]) -> str:
    known = [run.run_id for run in runs]
    if run_id and known and run_id not in known:
        raise ConfigError(
            f"There is no run {run_id}",
            hint=f"Runs: {', '.join(known)}",
            zh=f"没有批次 {run_id}",
            hint_zh=f"现有批次：{'、'.join(known)}",
        )
    return run_id


def settled(question: Question, given: Mapping[str, str]) -> dict[str, str]:
    """The values of all parameters of a question; raises ConfigError for one that it does not have."""
    for name in given:
        if name not in question.parameters:
            known = ", ".join(question.parameters) or "none"
            raise ConfigError(
                f"{question.id} has no parameter {name!r}",
                hint=f"Its parameters: {known}",
                zh=f"{question.id} 没有参数 {name!r}",
                hint_zh=f"它的参数：{known}",
            )
    return {**question.parameters, **given}


@contextmanager
def _explained(place: str = "") -> Iterator[None]:
    """What DuckDB says of a question, or a storage of a place, as an error of ours."""
    try:
        yield
    except (library("duckdb").Error, OSError) as error:
        said = f"{place}: {error}" if place else str(error)
        raise ConfigError(
            said,
            hint="Tables and columns: docs/fleet.md.",
            zh=said,
            hint_zh="数据表和列见 docs/fleet.zh-CN.md。",
        ) from error
