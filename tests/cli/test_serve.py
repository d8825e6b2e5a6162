"""`appaudit serve` as a process: where it listens, whom it refuses, and what is left when it is killed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.support.sample_paths import sample
from tests.support.workbench import Browser, ended, parts_of

from appaudit.cli import exit_code_of
from appaudit.serve.accounts import is_right
from appaudit.serve.database import Database


@contextmanager
def serving(folder: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and its address, with all it keeps in a folder."""
    words = [
        "serve",
        "--port",
        "0",
        "--lang",
        "en",
        "--database",
        f"sqlite:///{folder}/a.db",
        "--storage",
        f"{folder}/f",
        *more,
    ]
    process = subprocess.Popen([sys.executable, "-m", "appaudit", *words], stderr=subprocess.PIPE, text=True)
    assert process.stderr
    try:
        said = process.stderr.readline()
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+", said)
        yield process, address
    finally:
        process.terminate()
        process.wait()
        process.stderr.close()


def test_a_server_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, address), Browser(address) as client:
        audit = client.post("/api/v1/audits", files=parts_of(sample("clean-shop"), "policy")).json()["id"]
        process.send_signal(signal.SIGKILL)
    forget_leases(tmp_path / "a.db")
    with serving(tmp_path) as (process, address), Browser(address) as client:
        assert ended(client, audit)["outcome"] == "done"
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def forget_leases(path: Path) -> None:
    """As if half a minute had passed."""
    import sqlite3

    connection = sqlite3.connect(path)
    connection.execute("UPDATE audits SET lease_until = 1")
    connection.commit()
    connection.close()


def test_it_listens_to_others_only_where_they_must_say_who_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = ["--database", f"sqlite:///{tmp_path}/a.db", "--storage", str(tmp_path / "f"), "--lang", "en"]
    assert exit_code_of(["serve", *places, "--host", "0.0.0.0"]) == 2  # noqa: S104
    assert "On 0.0.0.0 anybody could read and delete audits" in capsys.readouterr().err
    for others in (["--host-name", "audit.example.com"], ["--proxy", "10.0.0.2"]):
        assert exit_code_of(["serve", *places, *others]) == 2
        assert f"On {others[1]} anybody could read" in capsys.readouterr().err
    (tmp_path / "token").write_text("short")
    assert exit_code_of(["serve", *places, "--token-file", str(tmp_path / "token")]) == 2
    assert "at least 20 letters" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--token-file"], ["account", "set", "lilei", "--password-file"]])
@pytest.mark.parametrize(
    ("content", "said"), [(b"\xff\xfe" * 20, "不是 UTF-8 文本"), (None, "No such file or directory")]
)
def test_a_secret_that_cannot_be_read_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], content: bytes | None, said: str
) -> None:
    path = tmp_path / "secret"
    if content:
        path.write_bytes(content)
    places = ["--database", f"sqlite:///{tmp_path}/a.db", "--storage", str(tmp_path / "f")]
    assert exit_code_of(["serve", *places, *words, str(path)]) == 2
    shown = capsys.readouterr().err
    assert str(path) in shown
    assert said in shown


@pytest.mark.parametrize("proxy", ["127.0.0.1", "192.0.2.0/24"])
def test_only_the_word_of_a_proxy_that_is_named_counts(tmp_path: Path, proxy: str) -> None:
    """Requests of two visitors, both through this machine."""
    (tmp_path / "token").write_text("t" * 32)
    more = ("--proxy", proxy, "--token-file", str(tmp_path / "token"), "--most-requests", "2")
    with serving(tmp_path, *more) as (_, address), Browser(address) as client:
        said = []
        for visitor in ("198.51.100.1", "198.51.100.1", "198.51.100.1", "198.51.100.2"):
            headers = {"X-Forwarded-For": f"203.0.113.9, {visitor}", "X-Forwarded-Proto": "https"}
            said.append(client.get("/api/v1/audits", headers=headers).status_code)
        is_secure = "Secure" in client.get("/sign-in", headers=headers).headers["set-cookie"]
    is_trusted = proxy == "127.0.0.1"
    assert (said, is_secure) == ([401, 401, 429, 401 if is_trusted else 429], is_trusted)


def test_accounts_are_listed_and_disabled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    serve = ["serve", "--database", f"sqlite:///{tmp_path}/a.db", "account"]
    (tmp_path / "password").write_text("correct horse\n")
    for name, more in (("lilei", []), ("hanmeimei", ["--read-only"])):
        assert exit_code_of([*serve, "set", name, "--password-file", str(tmp_path / "password"), *more]) == 0
    assert exit_code_of([*serve, "disable", "lilei"]) == 0
    assert exit_code_of([*serve, "disable", "lilei"]) == 2
    assert "没有账号 lilei" in capsys.readouterr().err
    assert exit_code_of([*serve, "list"]) == 0
    listed = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [(line[0], line[2]) for line in listed] == [("hanmeimei", "reads / 只读"), ("lilei", "disabled / 已停用")]


def test_an_account_is_made_and_its_password_is_not_kept_as_it_is(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path}/a.db"
    (tmp_path / "password").write_text("correct horse\n")
    words = ["account", "set", "lilei", "--password-file", str(tmp_path / "password")]
    assert exit_code_of(["serve", "--database", address, *words]) == 0
    database = Database(address)
    assert [is_right(database, "lilei", word) for word in ("correct horse", "wrong horse", "")] == [True, False, False]
    assert not is_right(database, "hanmeimei", "correct horse")
    database.close()
    assert b"correct horse" not in b"".join(path.read_bytes() for path in tmp_path.glob("a.db*"))


@pytest.mark.parametrize(
    ("database", "said"),
    [("nonsense", "--database"), ("mysql://x/y", "no database that is tested"), ("sqlite:////no/such/a.db", "opened")],
)
def test_a_database_that_cannot_be_used_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], database: str, said: str
) -> None:
    assert exit_code_of(["serve", "--database", database, "--storage", str(tmp_path), "--lang", "en"]) == 2
    assert said in capsys.readouterr().err


def test_without_its_libraries_it_says_what_to_install(tmp_path: Path) -> None:
    """In a process where they cannot be found; other commands do without them."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "class Hidden:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] in ('fastapi', 'uvicorn', 'starlette'):\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Hidden())\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    run = [sys.executable, "-m", "appaudit"]
    done = subprocess.run([*run, "serve", "--lang", "en"], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, "pip install '.[serve]'" in done.stderr) == (2, True)
    done = subprocess.run([*run, "serve", "--help"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0
