"""The tables of a destination: parts that are written whole, dropped row by row, and read with SQL.

A part is one Parquet file in each table that has rows of it, under the same name everywhere, which begins with the id
of its run. That in `packages` is written last and dropped from last: a part without it is of a worker that died in the
middle, and is swept away. DuckDB writes and reads the files, so that Parquet costs one library (66 MB) and not two
(pyarrow takes 170 MB more).
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from appaudit.fleet.extra import library
from appaudit.fleet.schema import OF_PACKAGES, TABLES, columns
from appaudit.fleet.storage import Storage
from appaudit.model.record import record

_ENDING: Final = ".parquet"
#: The table whose parts count: it is written last.
COMMIT: Final = "packages"
#: One row at most: a finding with its evidence is some kilobytes.
_LARGEST_ROW: Final = 64 << 20


def connect() -> Any:  # noqa: ANN401  # of DuckDB
    """A connection that fetches nothing by itself."""
    settings = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    return library("duckdb").connect(config=settings)


@record
class Known:
    """A package that a destination has rows of, and the part they are in."""

    run_id: str
    uri: str
    key: str
    stamp: str
    outcome: str
    part: str


class Tables:
    """The tables at an address."""

    def __init__(self, address: str) -> None:
        """Nothing is read or written yet; raises ConfigError for an address that cannot be used."""
        self.storage = Storage(address)

    def write(self, part: str, tables: Mapping[str, Sequence[dict[str, Any]]]) -> None:
        """Write a part: the rows of each table in their order; raises OSError."""
        with tempfile.TemporaryDirectory(prefix="appaudit-part-") as folder, connect() as connection:
            connection.execute("SET threads = 1")  # workers have one core each
            for table in sorted(tables, key=COMMIT.__eq__):
                if tables[table]:
                    content = _parquet(connection, Path(folder), table, tables[table])
                    self.storage.write(_file(table, part), content)

    def parts(self, table: str) -> tuple[str, ...]:
        """The names of the parts of a table."""
        return tuple(name.removesuffix(_ENDING) for name in self.storage.names(table) if name.endswith(_ENDING))

    def connection(self, tables: Iterable[str] = TABLES) -> Any:  # noqa: ANN401
        """A connection with a view of each of these tables; one that has no part is an empty table."""
        connection = connect()
        # A view reads the end of every part when it is made and when it is asked, which one look is enough for.
        connection.execute("SET parquet_metadata_cache = true")
        if not self.storage.is_local:
            connection.register_filesystem(self.storage.files)
        for table in tables:
            connection.execute(f'CREATE VIEW "{table}" AS {self.select(table)}')
        return connection

    def select(self, table: str, parts: Iterable[str] = ()) -> str:
        """SQL for a table, or for some parts of it: its columns, whichever of them, and others, its files have."""
        names = ", ".join(f'"{item.name}"' for item in columns(table))
        empty = _columns_of(table, ()) + " WHERE false"
        if not parts and not self.parts(table):
            return empty
        files = _literal([self._path(table, part) for part in parts] or [self._path(table, "*")])
        found = f"FROM read_parquet({files}, union_by_name = true)"
        return f"SELECT {names} FROM ({empty} UNION ALL BY NAME {found})"  # noqa: S608  # our own names

    def select_run(self, connection: Any, table: str, run_id: str) -> str:  # noqa: ANN401  # of DuckDB
        """SQL for the rows of a run in a table.

        One version wrote all parts of a run, so one of them tells the columns of all: to ask every part for its own
        takes half of the time of most questions.
        """
        first = next((part for part in self.parts(table) if run_id and part.startswith(run_id)), "")
        if not first:
            return _columns_of(table, ()) + " WHERE false"
        described = f"DESCRIBE FROM read_parquet({_literal([self._path(table, first)])})"
        has = {row[0] for row in connection.execute(described).fetchall()}
        files = _literal([self._path(table, f"{run_id}*")])
        return f"{_columns_of(table, has)} FROM read_parquet({files})"

    def _path(self, table: str, part: str) -> str:
        """The address of a part, or of all where it is `*`; what is in the root is no pattern."""
        root = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in self.storage.root)
        return self.storage.address(f"{root}/{_file(table, part)}")

    def known(self) -> tuple[Known, ...]:
        """The packages of all runs, in the order of their parts."""
        if not self.parts(COMMIT):
            return ()
        with self.connection(()) as connection:
            names = "run_id, uri, key, stamp, outcome, parse_filename(filename, true, 'both_slash')"
            files = _literal([self._path(COMMIT, "*")])
            found = connection.execute(
                f"SELECT {names} FROM read_parquet({files}, filename = true) ORDER BY ALL"  # noqa: S608
            ).fetchall()
        rows = (
            Known(run_id=row[0], uri=row[1], key=row[2], stamp=row[3], outcome=row[4], part=row[5]) for row in found
        )
        return tuple(sorted(rows, key=lambda row: (row.part, row.key)))

    def drop(self, rows: Iterable[Known]) -> None:
        """Drop packages with all their rows, those of `packages` last; a part without rows goes."""
        keys: dict[str, set[str]] = {}
        for row in rows:
            keys.setdefault(row.part, set()).add(row.key)
        if not keys:
            return
        parts = {table: set(self.parts(table)) for table in OF_PACKAGES}
        with self.connection(()) as connection:
            for part, dropped in sorted(keys.items()):
                connection.execute("CREATE OR REPLACE TEMP TABLE dropped AS SELECT unnest(?) AS key", [sorted(dropped)])
                for table in sorted(OF_PACKAGES, key=COMMIT.__eq__):
                    if part in parts[table]:
                        self._drop_of(connection, table, part)

    def _drop_of(self, connection: Any, table: str, part: str) -> None:  # noqa: ANN401
        kept = f"SELECT * FROM ({self.select(table, [part])}) ANTI JOIN dropped USING (key)"  # noqa: S608
        with tempfile.TemporaryDirectory(prefix="appaudit-part-") as folder:
            path = Path(folder) / "kept.parquet"
            (count,) = connection.execute(_copy(kept, path)).fetchone()
            if count:
                self.storage.write(_file(table, part), path.read_bytes())
            else:
                self.storage.remove(_file(table, part))

    def sweep(self) -> None:
        """Remove parts that were never finished, and packages that two parts have; for one run at a time."""
        finished = set(self.parts(COMMIT))
        for table in OF_PACKAGES:
            for part in self.parts(table):
                if part not in finished:
                    self.storage.remove(_file(table, part))
        seen: set[str] = set()
        twice = []
        for row in self.known():
            if row.key in seen:
                twice.append(row)
            seen.add(row.key)
        self.drop(twice)


def _columns_of(table: str, has: Collection[str]) -> str:
    """The columns of a table, without a value where files lack them."""
    names = (
        f'"{item.name}"' if item.name in has else f'CAST(NULL AS {item.type}) AS "{item.name}"'
        for item in columns(table)
    )
    return f"SELECT {', '.join(names)}"


def _file(table: str, part: str) -> str:
    return f"{table}/{part}{_ENDING}"


def _literal(values: Iterable[str]) -> str:
    return "[" + ", ".join("'" + value.replace("'", "''") + "'" for value in values) + "]"


def _copy(select: str, path: Path) -> str:
    return f"COPY ({select}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)"


def _parquet(connection: Any, folder: Path, table: str, rows: Iterable[dict[str, Any]]) -> bytes:  # noqa: ANN401
    """Rows as a Parquet file; what is no text in a name of a file or class (half a surrogate) becomes `?`."""
    lines, path = folder / f"{table}.jsonl", folder / f"{table}.parquet"
    with lines.open("wb") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    types = ", ".join(f"\"{item.name}\": '{item.type}'" for item in columns(table))
    connection.execute(
        _copy(
            f"SELECT * FROM read_json('{lines}', format = 'newline_delimited', columns = {{{types}}}, "  # noqa: S608
            f"maximum_object_size = {_LARGEST_ROW})",
            path,
        )
    )
    return path.read_bytes()
