"""A source to its packages and their documents, by names alone."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from tests.support.installed import needs

from appaudit.errors import ConfigError
from appaudit.fleet.listing import list_packages
from appaudit.fleet.storage import Storage

needs("fsspec")


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def names(addresses: tuple[str, ...], folder: Path) -> list[str]:
    return [str(Path(address).relative_to(folder)) for address in addresses]


def test_documents_beside_a_package_belong_to_it_and_not_to_its_neighbour(tmp_path: Path) -> None:
    put(tmp_path, "a.apk", "a.policy.html", "a.policy.2.html", "a.sdks.csv", "a.mapping.txt", "a.guide.json")
    put(tmp_path, "a.policyx.html", "ab.apk", "ab.policy/main.html", "ab.policy/children.html", "x/a.apk")
    first, second, third = list_packages(str(tmp_path))
    assert names((first.uri, second.uri, third.uri), tmp_path) == ["a.apk", "ab.apk", "x/a.apk"]
    assert names(first.policies, tmp_path) == ["a.policy.2.html", "a.policy.html"]
    assert names(first.sdk_lists, tmp_path) == ["a.sdks.csv"]
    assert names((first.mapping, first.privacy_guide), tmp_path) == ["a.mapping.txt", "a.guide.json"]
    assert names(second.policies, tmp_path) == ["ab.policy/children.html", "ab.policy/main.html"]
    assert third.documents == ()


def test_a_name_that_holds_the_mark_itself_keeps_its_document(tmp_path: Path) -> None:
    put(tmp_path, "a.policy.b.apk", "a.policy.b.policy.html")
    (item,) = list_packages(str(tmp_path))
    assert names(item.policies, tmp_path) == ["a.policy.b.policy.html"]


def test_the_state_of_a_package_is_that_of_its_documents_too(tmp_path: Path) -> None:
    put(tmp_path, "a.apk", "a.policy.html")
    (before,) = list_packages(str(tmp_path))
    assert list_packages(str(tmp_path)) == (before,)
    put(tmp_path, "a.sdks.csv")
    (after,) = list_packages(str(tmp_path))
    assert after.stamp != before.stamp
    assert after.size == before.size == len("a.apk")


def test_another_package_of_the_same_size_and_time_has_another_state(tmp_path: Path) -> None:
    put(tmp_path, "a.apk")
    path = tmp_path / "a.apk"
    (before,) = list_packages(str(tmp_path))
    kept = path.stat()
    path.write_text("b.apk", encoding="utf-8")
    os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    (after,) = list_packages(str(tmp_path))
    assert (after.size, after.stamp.split()[1]) == (before.size, before.stamp.split()[1])
    assert after.stamp != before.stamp


def test_a_name_is_no_chain_of_protocols(tmp_path: Path) -> None:
    put(tmp_path, "a::b.apk", "x::y/c.apk", "x::y/c.policy.html")
    first, second = list_packages(str(tmp_path))
    assert names((first.uri, *second.documents), tmp_path) == ["a::b.apk", "x::y/c.policy.html"]
    assert Storage(str(tmp_path)).read("a::b.apk") == b"a::b.apk"


def test_a_package_of_a_manifest_is_counted_once_however_it_is_spelled(tmp_path: Path) -> None:
    put(tmp_path, "a.apk", "x/b.apk")
    lines = ["a.apk", "./a.apk", "x/../a.apk", f"{tmp_path}/a.apk", f"file://{tmp_path}/a.apk", "x/b.apk"]
    (tmp_path / "m.txt").write_text("\n".join(lines), encoding="utf-8")
    assert names(tuple(item.uri for item in list_packages(str(tmp_path / "m.txt"))), tmp_path) == ["a.apk", "x/b.apk"]


@pytest.mark.parametrize(
    ("content", "is_read"),
    [
        ("package,policy\na.apk,p.html\na.apk,p.html\n", True),
        ("package,policy\na.apk,p.html\n./a.apk,q.html\n", False),
        ("package,category\na.apk,news\na.apk,\n", False),
        ("package,policy\na.apk,,b.apk\n", False),
        ("package,policy\na.apk\n", True),
        ('package,policy\na.apk,"\nb.apk,\n', False),
        ("package,policy,policy\na.apk,p.html,q.html\n", False),
    ],
)
def test_a_manifest_that_leaves_open_what_counts_is_refused(content: str, is_read: bool, tmp_path: Path) -> None:
    put(tmp_path, "a.apk", "b.apk", "p.html", "q.html")
    (tmp_path / "m.csv").write_text(content, encoding="utf-8")
    if is_read:
        assert len(list_packages(str(tmp_path / "m.csv"))) == 1
        return
    with pytest.raises(ConfigError, match=r"m\.csv"):
        list_packages(str(tmp_path / "m.csv"))


def test_a_glob_takes_what_it_fits(tmp_path: Path) -> None:
    put(tmp_path, "a.apk", "b.apk", "c.hap")
    assert names(tuple(item.uri for item in list_packages(f"{tmp_path}/*.apk")), tmp_path) == ["a.apk", "b.apk"]


@pytest.mark.parametrize("kind", ["csv", "tsv", "jsonl", "parquet"])
def test_a_manifest_names_documents_and_the_kind_of_app(kind: str, tmp_path: Path) -> None:
    put(tmp_path, "apps/a.apk", "apps/b.apk", "apps/b.policy.html", "texts/a.html", "texts/minors.html", "a.csv")
    rows = [
        {"package": "apps/a.apk", "policy": "texts/a.html|texts/minors.html", "sdk_list": "a.csv", "category": "news"},
        {"package": str(tmp_path / "apps/b.apk"), "policy": "", "sdk_list": "", "category": ""},
    ]  # fmt: skip
    path = tmp_path / f"manifest.{kind}"
    if kind == "jsonl":
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    elif kind == "parquet":
        duckdb = pytest.importorskip("duckdb")
        (tmp_path / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
        duckdb.connect().execute(f"COPY (FROM read_json('{tmp_path}/rows.json')) TO '{path}'")
    else:
        sign = {"csv": ",", "tsv": "\t"}[kind]
        path.write_text("\n".join(sign.join(row) for row in (rows[0], *(item.values() for item in rows))), "utf-8")
    first, second = list_packages(str(path))
    assert names(first.policies, tmp_path) == ["texts/a.html", "texts/minors.html"]
    assert names(first.sdk_lists, tmp_path) == ["a.csv"]
    assert first.app_category == "news"
    assert names(second.policies, tmp_path) == ["apps/b.policy.html"]


def test_a_package_of_a_list_that_is_not_there_stays_in_the_listing(tmp_path: Path) -> None:
    put(tmp_path, "a.apk")
    (tmp_path / "list.txt").write_text("# of today\na.apk\ngone.apk\n", encoding="utf-8")
    there, gone = list_packages(str(tmp_path / "list.txt"))
    assert (names((there.uri, gone.uri), tmp_path), gone.stamp) == (["a.apk", "gone.apk"], "")
    assert there.stamp != ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", "package\n"),
        ("none.csv", "app,policy\na.apk,\n"),
        ("bad.jsonl", "{"),
        ("bad.csv", "\xff"),
        ("list.jsonl", '["a.apk"]'),
        ("twice.jsonl", '{"package": "a.apk", "package": "b.apk"}'),
    ],
)
def test_a_manifest_that_says_nothing_is_refused(name: str, content: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content.encode("latin-1"))
    with pytest.raises(ConfigError, match=name):
        list_packages(str(tmp_path / name))


@pytest.mark.parametrize("source", ["missing", "missing.csv", "nowhere://bucket/x"])
def test_a_source_that_is_not_there_is_refused(source: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        list_packages(source if "://" in source else str(tmp_path / source))
