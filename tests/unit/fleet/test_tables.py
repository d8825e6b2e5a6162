"""Parts are written whole, dropped row by row, and swept where nobody finished them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.fleet_tables import asked, row
from tests.support.installed import needs

from appaudit.fleet.schema import OF_PACKAGES, TABLES, columns
from appaudit.fleet.tables import Tables

needs("duckdb", "fsspec")


def package(key: str, **values: Any) -> dict[str, Any]:
    return row("packages", key, uri=f"/{key}.apk", outcome="done", **values)


def finding(key: str, **values: Any) -> dict[str, Any]:
    return {"run_id": "r", "key": key, "rule_id": "x", "items": [], "evidence": [], **values}


def test_a_destination_without_parts_is_empty_tables_with_all_columns(tmp_path: Path) -> None:
    tables = Tables(str(tmp_path))
    with tables.connection() as connection:
        for table in TABLES:
            described = connection.execute(f'DESCRIBE "{table}"').fetchall()
            assert [(found[0], found[1]) for found in described] == [(item.name, item.type) for item in columns(table)]
    assert tables.known() == ()


def test_rows_come_back_as_they_were_written_whatever_is_in_them(tmp_path: Path) -> None:
    tables = Tables(str(tmp_path))
    label = "a\0b\"'\n\u202e\U0001f600 中文"
    rows = [finding("k", evidence=["p", label], items=[]), finding("k", message_zh="\ud800")]
    tables.write("p", {"packages": [package("k", label=label, size=2**40)], "findings": rows})
    assert asked(tmp_path, "SELECT label, size FROM packages") == [(label, 2**40)]
    assert asked(tmp_path, "SELECT evidence, items, message_zh FROM findings") == [
        (["p", label], [], None),
        ([], [], "?"),
    ]


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        Tables(str(tmp_path / name)).write("p", {"packages": [package(str(key)) for key in range(50)]})
    one, two = ((tmp_path / name / "packages" / "p.parquet").read_bytes() for name in ("one", "two"))
    assert one == two


def test_dropping_a_package_drops_its_rows_and_no_other(tmp_path: Path) -> None:
    tables = Tables(str(tmp_path))
    tables.write(
        "p", {"packages": [package("a"), package("b")], "findings": [finding("a"), finding("b"), finding("a")]}
    )
    tables.write("q", {"packages": [package("c")], "findings": [finding("c")]})
    tables.drop(known for known in tables.known() if known.key in ("a", "c"))
    assert asked(tmp_path, "SELECT key FROM packages") == asked(tmp_path, "SELECT key FROM findings") == [("b",)]
    assert (tables.parts("packages"), tables.parts("findings")) == (("p",), ("p",))


def test_a_part_whose_writer_died_is_swept_and_a_package_in_two_parts_is_kept_once(tmp_path: Path) -> None:
    tables = Tables(str(tmp_path))
    tables.write("half", {"findings": [finding("z")]})
    for part in ("p", "q"):
        tables.write(part, {"packages": [package("a"), package(part)], "findings": [finding("a"), finding(part)]})
    tables.sweep()
    assert sorted(asked(tmp_path, "SELECT key FROM packages")) == [("a",), ("p",), ("q",)]
    assert sorted(asked(tmp_path, "SELECT key FROM findings")) == [("a",), ("p",), ("q",)]


def test_tables_of_an_older_appaudit_lack_columns_and_are_read(tmp_path: Path) -> None:
    tables = Tables(str(tmp_path))
    tables.write("p", {"packages": [package("a")]})
    (tmp_path / "findings").mkdir()
    import duckdb

    duckdb.connect().execute(f"COPY (SELECT 'r' AS run_id, 'b' AS key) TO '{tmp_path}/findings/old.parquet'")
    assert asked(tmp_path, "SELECT key, rule_id, items FROM findings") == [("b", None, None)]

    path = tmp_path / "packages" / "old.parquet"
    duckdb.connect().execute(f"COPY (SELECT 'r' AS run_id, 'b' AS key, 'extra' AS extra) TO '{path}'")
    assert sorted(asked(tmp_path, "SELECT key, label FROM packages")) == [("a", ""), ("b", None)]


def test_every_column_says_in_both_languages_what_it_holds() -> None:
    for table in TABLES:
        for item in columns(table):
            assert item.about.zh, (table, item.name)
            assert item.about.en, (table, item.name)
    assert next(iter(OF_PACKAGES)) == "packages"


def test_a_destination_whose_name_is_a_pattern_is_read_as_it_is(tmp_path: Path) -> None:
    place = tmp_path / "out[1]*?"
    Tables(str(place)).write("p", {"packages": [package("a")]})
    Tables(str(tmp_path / "out1")).write("p", {"packages": [package("b")]})
    assert asked(place, "SELECT key FROM packages") == [("a",)]
    assert [known.key for known in Tables(str(place)).known()] == ["a"]
