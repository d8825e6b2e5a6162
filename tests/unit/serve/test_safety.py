"""What an attacker tries: other sites, other names, other people's forms, names of files, sizes, sessions."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.support.workbench import Browser, ended, listening, settings_in

from appaudit.serve.accounts import set_account
from appaudit.serve.storage import Storage, safe_name, shown_name
from appaudit.serve.workbench import Workbench

TOKEN = "a-token-" + "x" * 20
PASSWORD = "correct " + "horse"
APK = {"package": ("x.apk", b"no package")}


@pytest.fixture(scope="module")
def open_bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A workbench as it is on a laptop: nobody need sign in."""
    settings = settings_in(tmp_path_factory.mktemp("open"), most_upload=100_000)
    with listening(Workbench(settings)) as address:
        yield address


@pytest.fixture(scope="module")
def closed_bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A workbench with a token and an account; it reads nothing."""
    bench = Workbench(settings_in(tmp_path_factory.mktemp("closed"), token=TOKEN, workers=0))
    set_account(bench.database, "lilei", PASSWORD)
    with listening(bench) as address:
        yield address


def test_a_name_that_leads_here_by_somebody_elses_doing_is_not_answered(open_bench: str) -> None:
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[::1", "evil.example\\@localhost"):
        assert httpx.get(f"{open_bench}/", headers={"Host": host}).status_code in (400, 421), host
    port = open_bench.rpartition(":")[2]
    assert httpx.get(f"{open_bench}/", headers={"Host": f"localhost:{port}"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "http://["},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_can_change_nothing(open_bench: str, headers: dict[str, str]) -> None:
    assert httpx.post(f"{open_bench}/api/v1/audits", files=APK, headers=headers).status_code == 403
    assert httpx.delete(f"{open_bench}/api/v1/audits/1", headers=headers).status_code == 403


def test_a_form_needs_the_token_of_its_own_session(open_bench: str) -> None:
    with Browser(open_bench) as one, Browser(open_bench) as other:
        (token,) = set(re.findall(r'name="form_token" value="([^"]+)"', one.get("/").text))
        other.get("/")
        for wrong in ("", "x", token):
            assert other.post("/audits", data={"form_token": wrong}, files=APK).status_code == 403
        assert one.post("/audits", data={"form_token": token}, files=APK).status_code == 303


def test_cookies_are_kept_from_scripts_and_other_sites(open_bench: str) -> None:
    (cookie,) = httpx.get(f"{open_bench}/").headers.get_list("set-cookie")
    assert {"HttpOnly", "SameSite=lax"} <= set(cookie.split("; "))


def test_pages_say_what_a_browser_may_do(open_bench: str) -> None:
    headers = httpx.get(f"{open_bench}/").headers
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'; script-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")


def test_too_much_is_refused_whether_it_says_so_or_not(open_bench: str) -> None:
    files = {"package": ("x.apk", b"x" * 200_000)}
    assert httpx.post(f"{open_bench}/api/v1/audits", files=files).status_code == 413
    body = httpx.Request("POST", f"{open_bench}/", files=files)
    headers = {"Content-Type": body.headers["content-type"]}
    chunks = (body.read()[start : start + 10_000] for start in range(0, 200_000, 10_000))
    answer = httpx.post(f"{open_bench}/api/v1/audits", content=chunks, headers=headers)
    assert answer.status_code == 413
    for language, said in (("en", "Too large. Send less"), ("zh", "上传内容过大。")):
        page = httpx.post(f"{open_bench}/audits?lang={language}", files=files, headers={"Accept": "text/html"})
        assert (page.status_code, said in page.text, "/ 上传" in page.text) == (413, True, False)


def test_a_hostile_name_is_shown_as_text_and_leads_nowhere(open_bench: str) -> None:
    name = "..\\..\\<script>alert(1)<\\script>\u202egpj.apk"
    answer = httpx.post(f"{open_bench}/api/v1/audits", files={"package": (name, b"no package")})
    with Browser(open_bench) as browser:
        found = ended(browser, answer.json()["id"])
        page = browser.get(f"/audits/{found['id']}").text
    assert found["outcome"] == "unreadable"
    assert "<script>alert" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..", "file"),
        ("", "file"),
        (".bashrc", "bashrc"),
        ("C:\\temp\\app.apk", "app.apk"),
        ("隐私政策 1.html", "隐私政策_1.html"),
        ("a\0b\n.apk", "a_b_.apk"),
        ("x" * 300 + ".apk", "x" * 108 + ".apk"),
        ("政" * 100 + ".docx", "政" * 65 + ".docx"),
        ("-rf", "-rf"),
        ("\ud800.apk", "_.apk"),
    ],
)
def test_names_of_files_are_names_in_one_folder(tmp_path: Path, name: str, safe: str) -> None:
    assert safe_name(name) == safe
    (tmp_path / safe).write_bytes(b"")
    assert "/" not in shown_name(name)


def test_a_key_that_is_none_of_ours_is_no_path(tmp_path: Path) -> None:
    storage = Storage(tmp_path)
    for key in ("../../etc/passwd", "", "0" * 31, "0" * 32 + "\n"):
        with pytest.raises(ValueError, match="no key"):
            storage.path(key)


def test_an_upload_that_fails_leaves_no_file(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise OSError("gone")

    storage = Storage(tmp_path)
    with pytest.raises(OSError, match="gone"):
        storage.put(Broken(), "x.apk")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_nobody_is_let_in_without_a_name_or_a_token(closed_bench: str) -> None:
    for path in ("/", "/log", "/audits/1", "/audits/1/report", "/audits/1/files/json", "/audits/1/state"):
        answer = httpx.get(f"{closed_bench}{path}")
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in"), path
    for method, path in (("GET", ""), ("POST", ""), ("GET", "/1"), ("GET", "/1/report"), ("DELETE", "/1")):
        answer = httpx.request(method, f"{closed_bench}/api/v1/audits{path}", headers={"Authorization": "Bearer x"})
        assert answer.status_code == 401, (method, path)
    answer = httpx.get(f"{closed_bench}/api/v1/audits", headers={"Authorization": f"Bearer {TOKEN}"})
    assert (answer.status_code, answer.json()) == (200, [])


@pytest.mark.parametrize(("name", "password"), [("lilei", PASSWORD), ("", TOKEN)])
def test_who_signs_in_stays_until_signing_out(closed_bench: str, name: str, password: str) -> None:
    with Browser(closed_bench) as browser:
        wrong = browser.send_form("/sign-in", "/sign-in", name=name, password=password[:-1])
        assert (wrong.status_code, "is wrong" in wrong.text) == (403, True)
        before = browser.cookies["appaudit-session"]
        assert browser.send_form("/sign-in", "/sign-in", name=name, password=password).status_code == 303
        assert browser.cookies["appaudit-session"] != before
        assert browser.get("/").status_code == 200
        log = browser.get("/log").text
        assert "Signed in" in log
        assert "Was not let in" in log
        assert log.count("<code>127.0.0.1</code>") >= 2
        assert browser.delete("/api/v1/audits/1").status_code == 401
        assert browser.send_form("/sign-out").status_code == 303
        assert browser.get("/").status_code == 303


def test_a_session_that_somebody_made_up_is_none(closed_bench: str) -> None:
    with Browser(closed_bench) as browser:
        browser.get("/sign-in")
        value = browser.cookies["appaudit-session"]
        for forged in (value[:-2] + "xx", "e30.e30.e30", '{"name": "lilei"}'):
            answer = httpx.get(f"{closed_bench}/", headers={"Cookie": f"appaudit-session={forged}"})
            assert answer.status_code == 303
