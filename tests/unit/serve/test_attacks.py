"""What a hostile uploader, a hostile page and hostile files beside the database tried, each with what it got.

test_safety.py has the first of them; these came when the finished workbench was attacked.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import socket
import threading
import time
import zipfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select
from tests.support.workbench import Browser, listening, settings_in

from appaudit.serve.accounts import is_right, set_account
from appaudit.serve.models import App, Audit, AuditFile, AuditFinding, Deed
from appaudit.serve.storage import Storage, safe_name
from appaudit.serve.tokens import create_token
from appaudit.serve.web import visitor
from appaudit.serve.workbench import Workbench

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"
PASSWORD = "correct " + "horse"
DAYS_AGO = time.time() - 3 * 86_400


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """A workbench that reads nothing, with an app and an audit of which every text is hostile."""
    found = Workbench(settings_in(tmp_path_factory.mktemp("bench"), workers=0, most_upload=3_000_000))
    with found.database.session() as session:
        app = App(platform="android", package=EVIL, label=EVIL, created_at=1.0, categories=[])
        session.add(app)
        session.flush()
        audit = Audit(
            app_id=app.id, created_at=1.0, created_by=EVIL[:80], name=EVIL, sha256="0" * 64, size=1, as_of="2026-11-24",
            options={}, state="failed", outcome="unreadable", exit_code=3, detail_zh=EVIL, detail_en=EVIL,
            verdict_zh=EVIL, verdict_en=EVIL, package=EVIL, label=EVIL, version_name=EVIL, version_code=EVIL[:40],
        )  # fmt: skip
        session.add(audit)
        session.flush()
        finding = AuditFinding(
            audit_id=audit.id, fingerprint="f" * 16, rule=EVIL, subject=EVIL, title_zh=EVIL, title_en=EVIL,
            severity="high", confidence="high", status="violation",
        )  # fmt: skip
        session.add_all([finding, Deed(at=1.0, who=EVIL[:80], deed="audit", about=EVIL)])
    return found


# fmt: off
NAMES = [
    "../../x.apk",
    "..\\..\\x.apk", "/etc/passwd", "C:\\x.apk", "x\0.apk", "x" * 10_000 + ".apk", "..", ".", "\u202egpj.apk",
    "\uff0e\uff0e\uff0fx.apk", "\u2025/x", "CON", "x.apk\r\nSet-Cookie: a=b", "%2e%2e%2fx", "\ud83d\ude00" * 300,
    "~/.ssh/config", "-rf", "$(id)",
]
# fmt: on


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_names_never_become_paths(tmp_path: Path, name: str) -> None:
    storage = Storage(tmp_path / "in" / "here")
    kept = storage.put(io.BytesIO(b"x"), name)
    found = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.name for path in found] == [kept.key]
    assert not set(kept.name) & set("/\\\0\r\n\u202e")
    assert len(kept.name) <= 120
    laid = safe_name(name)
    assert (tmp_path / laid).parent == tmp_path
    assert laid not in ("", ".", "..")
    assert not laid.startswith((".", "-rf/", "~"))
    (tmp_path / laid).write_bytes(b"x")


def test_a_raw_name_of_a_part_is_shown_and_leads_nowhere(bench: Workbench, browser: Browser) -> None:
    for name in (b"../../x\x00.apk", b"\xff\xfe.apk", b"a" * 10_000, b"x.apk; filename=/etc/passwd"):
        part = b'--b\r\nContent-Disposition: form-data; name="package"; filename="' + name + b'"\r\n\r\nx\r\n--b--\r\n'
        headers = {"Content-Type": "multipart/form-data; boundary=b"}
        answer = browser.post("/api/v1/audits", content=part, headers=headers)
        assert answer.status_code in (201, 400, 422), (name[:20], answer.text)
    assert not [path for path in bench.settings.storage.parent.rglob("*") if path.name.startswith(("x.apk", "passwd"))]


def test_thousands_of_files_are_refused(browser: Browser) -> None:
    files = [("package", ("x.apk", b"x")), *[("policy", (f"{number}.html", b"x")) for number in range(3000)]]
    answer = browser.post("/api/v1/audits", files=files)
    assert answer.status_code in (400, 422)
    fewer = [("package", ("x.apk", b"x")), *[("policy", (f"{number}.html", b"x")) for number in range(21)]]
    assert browser.post("/api/v1/audits", files=fewer).status_code == 422


@pytest.mark.parametrize(
    "head",
    [
        "Content-Length: 5\r\nContent-Length: 50",
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: chunked, identity",
        "Content-Length: -1",
        "Content-Length: +5",
        "Content-Length: 0x5",
        "Content-Length: \u00b2",
        "Content-Length : 5",
        "X: a\r\n b\r\nContent-Length: 99999999999999999999",
        "Host: evil.example",
    ],
)
def test_requests_that_two_servers_would_read_differently_are_read_once(browser: Browser, head: str) -> None:
    smuggled = "GET /log HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    text = f"POST /api/v1/audits HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n{head}\r\n\r\n0\r\n\r\n{smuggled}"
    with socket.create_connection((browser.base_url.host, browser.base_url.port or 80), timeout=10) as connection:
        connection.sendall(text.encode("latin-1"))
        connection.shutdown(socket.SHUT_WR)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
    assert answer.count(b"HTTP/1.1 ") <= 1
    assert not answer.startswith((b"HTTP/1.1 2", b"HTTP/1.1 5"))


def test_a_length_that_promises_more_than_comes_holds_nobody_up(browser: Browser) -> None:
    with socket.create_connection((browser.base_url.host, browser.base_url.port or 80), timeout=10) as connection:
        head = "POST /api/v1/audits HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        connection.sendall(f"{head}Content-Length: 1000\r\n\r\n--b\r\n".encode())
        assert browser.get("/").status_code == 200
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("page", ["/", "/apps", "/apps/1", "/audits/1", "/audits/1/findings", "/log", "/apps/1/facts"])
def test_hostile_texts_are_text_on_every_page(browser: Browser, page: str) -> None:
    answer = browser.get(page)
    assert answer.status_code == 200
    assert "alert(1)" in answer.text or page.endswith("facts")
    assert not re.search(r"<script>|<img|onerror=alert\(2\)>(?!&)", answer.text.replace("&gt;", ""))
    assert "49" not in re.findall(r"&gt;(\d+)", answer.text)
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_verdicts_with_markup_are_text(browser: Browser) -> None:
    lines = "\n    ".join(f"{name}: '{EVIL.replace(chr(39), chr(39) * 2)}'" for name in ("reason", "by", "note"))
    text = f"verdicts:\n  - fingerprint: {'f' * 16}\n    decision: accepted\n    {lines}\n"
    answer = browser.post("/api/v1/apps/1/verdicts", files={"document": ("v.yml", text.encode())})
    assert answer.json() == {"read": 1, "changed": 1}
    for page in ("/apps/1", f"/apps/1/findings/{'f' * 16}", "/audits/1/findings", "/log"):
        found = browser.get(page)
        assert found.status_code == 200
        assert "<script>alert" not in found.text
        assert "<img src=x" not in found.text


def test_a_link_of_a_page_never_leads_elsewhere(browser: Browser) -> None:
    port = browser.base_url.port
    for path in ("//evil.example/x", "///evil.example", "/\\evil.example", "/%5Cevil.example", "/%2F/evil.example"):
        answer = httpx.get(f"http://127.0.0.1:{port}{path}", headers={"Accept": "text/html"}, follow_redirects=False)
        assert answer.status_code == 404, path
        for link in re.findall(r'href="([^"]*)"', answer.text):
            assert re.match(r"(/|\?|#)(?![/\\])", link), (path, link)


@pytest.mark.parametrize(
    "text", ["' OR 1=1 --", "%", "_", "\\", "\0", "'); DROP TABLE audits; --", "x" * 200, "\ud7ff"]
)
def test_what_is_sought_is_no_sql(browser: Browser, text: str) -> None:
    found = browser.get("/api/v1/audits", params={"q": text}).json()
    assert [item for item in found if text.strip("\0") not in item["name"]] == []
    for page in ("/", "/apps"):
        assert browser.get(page, params={"q": text}).status_code == 200
    assert browser.get(
        f"/apps/1/findings/{httpx.QueryParams({'x': text})['x'][:40]}".replace("\0", "%00")
    ).status_code in (
        404,
        200,
    )


LAUGHS = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))


@pytest.mark.parametrize(
    "content",
    [
        LAUGHS + "verdicts: *a9\n",
        LAUGHS + "verdicts: [{fingerprint: x, decision: *a9}]\n",
        "verdicts: " + "[" * 50_000,
        "verdicts: " + "{a: " * 5_000,
        "verdicts: &x [*x]",
    ],
    ids=["laughs", "laughs in a word", "lists", "maps", "circle"],
)
def test_yaml_that_grows_is_refused(browser: Browser, content: str) -> None:
    answer = browser.post("/api/v1/apps/1/verdicts", files={"document": ("v.yml", content.encode())})
    assert answer.status_code == 422
    assert len(answer.content) < 20_000


def test_a_workbook_that_unpacks_to_more_than_it_says_is_refused(browser: Browser) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            for _ in range(600):
                part.write(b"<si><t>x</t></si>" * 65_536)
    assert len(stream.getvalue()) < 3_000_000
    answer = browser.post("/api/v1/apps/1/verdicts", files={"document": ("v.xlsx", stream.getvalue())})
    assert answer.status_code == 422
    assert "unpacks to" in answer.json()["wrong"]["en"]


def test_a_file_that_is_gone_is_not_found(bench: Workbench, browser: Browser) -> None:
    """As when an audit is deleted between two steps of a download."""
    with bench.database.session() as session:
        kept = bench.storage.put(io.BytesIO(b"{}"), "x.json")
        audit = Audit(
            created_at=1.0, name="x", sha256="1" * 64, size=1, as_of="2026-11-24", options={}, state="done",
            outcome="done", exit_code=0,
        )  # fmt: skip
        session.add(audit)
        session.flush()
        session.add(AuditFile(audit_id=audit.id, role="json", name="x.json", key=kept.key, sha256="", size=2))
        number = audit.id
    bench.storage.delete([kept.key])
    for page in (
        f"/api/v1/audits/{number}/report", f"/api/v1/audits/{number}/report?format=html",
        f"/audits/{number}/report", f"/audits/{number}/files/json",
        f"/audits/{number}/policy", f"/audits/{number}/draft.md",
    ):  # fmt: skip
        assert browser.get(page).status_code == 404, page


def test_who_deletes_at_the_same_time_deletes_once(bench: Workbench, browser: Browser) -> None:
    address = str(browser.base_url).rstrip("/")
    answer = httpx.post(f"{address}/api/v1/audits", files={"package": ("x.apk", b"x")})
    page = f"api/v1/audits/{answer.json()['id']}"
    codes: list[int] = []

    def delete() -> None:
        codes.append(httpx.delete(f"{address}/{page}").status_code)

    threads = [threading.Thread(target=delete) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [204, 404, 404, 404, 404, 404]


def test_what_was_in_the_storage_folder_before_stays(tmp_path: Path) -> None:
    """A folder that somebody uses already, and links that lead out of it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    home = tmp_path / "home"
    theirs = [
        home / "work" / "thesis" / "a.txt",
        home / "files" / "photos" / "b.jpg",
        outside / "c.txt",
        outside / ("0" * 32),
    ]
    for path in theirs:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("theirs")
        os.utime(path, (DAYS_AGO, DAYS_AGO))
        os.utime(path.parent, (DAYS_AGO, DAYS_AGO))
    (home / "files" / "aa").symlink_to(outside)
    (home / "work" / ("b" * 32)).symlink_to(outside)
    storage = Storage(home)
    left = storage.put(io.BytesIO(b"x"), "x.apk")
    abandoned = storage.work / ("c" * 32)
    abandoned.mkdir()
    for path in (storage.path(left.key), abandoned):
        os.utime(path, (DAYS_AGO, DAYS_AGO))
    assert storage.sweep(lambda _key: False) == 1
    assert [path for path in theirs if not path.exists()] == []
    assert (storage.path(left.key).exists(), abandoned.exists()) == (False, False)


def test_a_link_in_the_place_of_a_kept_file_is_not_followed(tmp_path: Path) -> None:
    storage = Storage(tmp_path / "s")
    kept = storage.put(io.BytesIO(b"x"), "x.apk")
    secret = tmp_path / "secret"
    secret.write_text("secret")
    storage.path(kept.key).unlink()
    storage.path(kept.key).symlink_to(secret)
    with pytest.raises(OSError, match="link"):
        storage.copy(kept)
    storage.delete([kept.key])
    assert secret.read_text() == "secret"


def test_a_new_password_ends_the_sessions_of_the_old_one(tmp_path: Path) -> None:
    bench = Workbench(settings_in(tmp_path, workers=0))
    set_account(bench.database, "lilei", PASSWORD)
    with listening(bench) as address, Browser(address) as browser:
        assert browser.send_form("/sign-in", "/sign-in", name="lilei", password=PASSWORD).status_code == 303
        assert browser.get("/").status_code == 200
        set_account(bench.database, "lilei", PASSWORD + "!")
        assert browser.get("/").status_code == 303


def test_attempts_to_sign_in_do_not_fill_the_memory(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes 32 MB: many at once wait for each other."""
    running, most = 0, 0
    lock = threading.Lock()
    real = hashlib.scrypt

    def counted(*arguments: Any, **options: Any) -> bytes:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        found = real(*arguments, **options)
        with lock:
            running -= 1
        return found

    monkeypatch.setattr(hashlib, "scrypt", counted)
    threads = [threading.Thread(target=is_right, args=(bench.database, "nobody", "x")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most <= 2


def test_a_page_waits_for_one_connection_and_never_for_two(
    bench: Workbench, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else those who hold one each would wait for each other's."""
    monkeypatch.setattr(visitor, "_RELOOK", 0.0)
    pool = bench.database.engine.pool
    monkeypatch.setattr(pool, "_timeout", 0.5)
    with ExitStack() as stack:
        for _ in range(14):
            stack.enter_context(bench.database.engine.connect())
        for page in ("/", "/apps", "/apps/1", "/audits/1", "/audits/1/findings", "/log", "/apps/1/facts"):
            assert browser.get(page).status_code == 200, page
        stack.enter_context(bench.database.engine.connect())
        for page in ("/", "/api/v1/audits"):
            assert browser.get(page).status_code == 503, page


def test_who_brings_verdicts_is_logged_by_the_name_of_the_token(bench: Workbench, browser: Browser) -> None:
    token = create_token(bench.database, "robot")
    text = f"verdicts: [{{fingerprint: {'e' * 16}, decision: fixed}}]"
    answer = browser.post(
        "/api/v1/apps/1/verdicts",
        files={"document": ("v.yml", text.encode())},
        data={"by": "somebody else"},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert answer.json() == {"read": 1, "changed": 1}
    with bench.database.reading() as session:
        last = session.scalars(select(Deed).order_by(Deed.id.desc())).first()
    assert last
    assert (last.deed, last.who) == ("import-verdicts", "token:robot")
