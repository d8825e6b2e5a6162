"""From and to a server that speaks the protocol of S3."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.support.fleet_tables import asked, contents, named
from tests.support.installed import needs
from tests.support.sample_paths import sample

from appaudit.cli import exit_code_of

needs("distributed", "duckdb", "s3fs", "moto")


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket of a server of its own; workers find it by the variables that they inherit."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    for variable, value in {"ACCESS_KEY_ID": "a", "SECRET_ACCESS_KEY": "b", "DEFAULT_REGION": "us-east-1"}.items():
        monkeypatch.setenv(f"AWS_{variable}", value)
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
    s3fs.S3FileSystem().mkdir("store")
    yield "s3://store"
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


def put(bucket: str, path: Path, name: str) -> None:
    import s3fs

    s3fs.S3FileSystem().put_file(str(path), f"{bucket}/{name}")


def test_packages_and_documents_come_from_a_bucket_and_tables_go_into_one(bucket: str, tmp_path: Path) -> None:
    paths = sample("planted-shop")
    put(bucket, paths.apk, "in/shop.apk")
    put(bucket, paths.policy, "in/shop.policy/main.html")
    put(bucket, paths.sdk_list, "in/shop.sdks.csv")
    (tmp_path / "broken.apk").write_bytes(b"PK\x03\x04 not much of a package")
    put(bucket, tmp_path / "broken.apk", "in/more/broken.apk")
    options = ["--jobs", "1", "--as-of", "2026-11-24", "--lang", "en"]
    assert exit_code_of(["fleet", f"{bucket}/in", "--output", f"{bucket}/out", "--format", "json", *options]) == 0
    rows = named(asked(f"{bucket}/out", "SELECT uri, outcome, policy, sdk_list, detail_en FROM packages"))
    assert rows["shop"][:3] == ("done", "read", "read")
    assert rows["broken"][0] == "unreadable"
    assert f"{bucket}/in/more/broken.apk" in rows["broken"][3]
    import s3fs

    assert len(s3fs.S3FileSystem().ls(f"{bucket}/out/reports")) == 1
    # The same from a folder says the same, but for where it was found.
    local = tmp_path / "in"
    local.mkdir()
    for source, name in ((paths.apk, "shop.apk"), (paths.sdk_list, "shop.sdks.csv")):
        (local / name).write_bytes(source.read_bytes())
    (local / "shop.policy").mkdir()
    (local / "shop.policy" / "main.html").write_bytes(paths.policy.read_bytes())
    before = contents(f"{bucket}/out")
    assert exit_code_of(["fleet", str(local), "--output", str(tmp_path / "out"), *options]) == 0
    for table in ("findings", "sdks", "data_access", "policy_clauses", "inconclusive", "coverage"):
        assert [row[2:] for row in contents(tmp_path / "out")[table]] == [row[2:] for row in before[table]], table
    # A manifest here may name packages there, of which one is gone; what it changes is read anew.
    (tmp_path / "list.csv").write_text(
        f"package,policy,category\n{bucket}/in/shop.apk,{bucket}/in/shop.policy/main.html,购物\n"
        f"{bucket}/in/gone.apk,,\n",
        encoding="utf-8",
    )
    assert exit_code_of(["fleet", str(tmp_path / "list.csv"), "--output", f"{bucket}/listed", *options]) == 3
    rows = named(asked(f"{bucket}/listed", "SELECT uri, outcome FROM packages"))
    assert rows == {"shop": ("input",), "gone": ("unreachable",)}
    assert exit_code_of(["ask", f"{bucket}/out", "findings-by-rule"]) == 0
