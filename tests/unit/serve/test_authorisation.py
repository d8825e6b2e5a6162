"""Every address of the workbench, asked by strangers, by who may look only, and with cookies that hold no more."""

from __future__ import annotations

import importlib
import pkgutil
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.routing import APIRoute
from tests.support.workbench import Browser, listening, settings_in

from appaudit.errors import ConfigError
from appaudit.serve import web
from appaudit.serve.accounts import disable_account, list_accounts, set_account
from appaudit.serve.sessions import SESSION_SECONDS
from appaudit.serve.tokens import create_token
from appaudit.serve.web import rest
from appaudit.serve.web.guard import STRANGERS_BYTES
from appaudit.serve.workbench import Workbench

TOKEN = "a-token-" + "x" * 20
PASSWORD = "correct " + "horse"
#: What strangers may ask for: the way in, and what says how to ask.
PUBLIC = {("GET", "/sign-in"), ("POST", "/sign-in"), ("GET", "/api/openapi.json")}
#: What changes nothing but who is asking.
OWN = {("POST", "/sign-out")}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """A workbench with a token, somebody who audits and somebody who looks; it reads nothing."""
    found = Workbench(settings_in(tmp_path_factory.mktemp("bench"), token=TOKEN, workers=0, most_requests=0))
    set_account(found.database, "lilei", PASSWORD)
    set_account(found.database, "hanmeimei", PASSWORD, reads_only=True)
    return found


@pytest.fixture(scope="module")
def address(bench: Workbench) -> Iterator[str]:
    with listening(bench) as found:
        yield found


def routers() -> Iterator[tuple[str, Any]]:
    """The router of every module of the workbench that has one, with where it is mounted."""
    for package, prefix in ((web, ""), (rest, "/api/v1")):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            router = getattr(importlib.import_module(module.name), "router", None)
            if router:
                yield prefix, router


@pytest.fixture(scope="module")
def routes() -> list[tuple[str, str]]:
    """Method and address of every route, with an id where one stands."""
    found = {("GET", "/api/openapi.json")}
    for prefix, router in routers():
        for route in router.routes:
            assert isinstance(route, APIRoute)
            found |= {(method, prefix + re.sub(r"\{[^}]+\}", "1", route.path)) for method in route.methods}
    assert {("POST", "/audits"), ("GET", "/audits/1/policy"), ("DELETE", "/api/v1/apps/1")} <= found
    return sorted(found)


@contextmanager
def signed_in(address: str, name: str, password: str = PASSWORD) -> Iterator[Browser]:
    with Browser(address) as browser:
        assert browser.send_form("/sign-in", "/sign-in", name=name, password=password).status_code == 303
        yield browser


def test_strangers_get_nothing_from_any_address(address: str, routes: list[tuple[str, str]]) -> None:
    let_in = set()
    with httpx.Client(base_url=address, headers={"Accept": "text/html"}) as stranger:
        for method, path in routes:
            for headers in ({}, {"Authorization": "Bearer x"}, {"Cookie": "appaudit-session=e30.e30.e30"}):
                answer = stranger.request(method, path, headers=headers)
                refusal = (answer.status_code, answer.headers.get("location"))
                if refusal not in ((401, None), (303, "/sign-in")):
                    let_in.add((method, path))
    assert let_in == PUBLIC


def test_who_may_look_changes_nothing_at_any_address(
    bench: Workbench, address: str, routes: list[tuple[str, str]]
) -> None:
    token = create_token(bench.database, "board", reads_only=True)
    bearer = httpx.Client(base_url=address, headers={"Authorization": f"Bearer {token}"})
    with signed_in(address, "hanmeimei") as browser, bearer:
        (form_token,) = set(re.findall(r'name="form_token" value="([^"]+)"', browser.get("/").text))
        for method, path in routes:
            if method == "GET":
                assert browser.get(path).status_code != 403, path
            elif (method, path) not in PUBLIC | OWN:
                asked = [browser.request(method, path, headers={"X-Form-Token": form_token})]
                if path.startswith("/api/"):
                    asked.append(bearer.request(method, path))
                    assert asked[0].json()["type"] == "urn:appaudit:problem:reads-only"
                assert {answer.status_code for answer in asked} == {403}, (method, path)
        assert bearer.get("/api/v1/audits").json() == []
        page = browser.get("/")
        assert "new-audit" not in page.text
        assert browser.send_form("/sign-out").status_code == 303


def test_a_cookie_that_somebody_copied_opens_nothing_after_signing_out(address: str) -> None:
    with signed_in(address, "lilei") as browser:
        copied = {"Cookie": f"appaudit-session={browser.cookies['appaudit-session']}"}
        page = httpx.get(f"{address}/", headers=copied)
        renewed = {"Cookie": page.headers["set-cookie"].partition(";")[0]}
        assert (page.status_code, httpx.get(f"{address}/", headers=renewed).status_code) == (200, 200)
        assert browser.send_form("/sign-out").status_code == 303
        for cookie in (copied, renewed):
            answer = httpx.get(f"{address}/", headers=cookie)
            assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


def test_a_session_ends_by_its_hour_however_often_it_is_used(
    bench: Workbench, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with signed_in(address, "lilei") as browser:
        real = bench.database.now
        monkeypatch.setattr(bench.database, "now", lambda session: real(session) + SESSION_SECONDS - 60)
        assert browser.get("/").status_code == 200
        monkeypatch.setattr(bench.database, "now", lambda session: real(session) + SESSION_SECONDS)
        assert browser.get("/").status_code == 303


def test_who_is_disabled_is_out_at_once_and_the_door_stays_shut(tmp_path: Path) -> None:
    bench = Workbench(settings_in(tmp_path, workers=0))
    set_account(bench.database, "lilei", PASSWORD)
    with listening(bench) as address, signed_in(address, "lilei") as browser:
        disable_account(bench.database, "lilei")
        assert browser.get("/").status_code == 303
        again = browser.send_form("/sign-in", "/sign-in", name="lilei", password=PASSWORD)
        assert again.status_code == 403
        assert httpx.get(f"{address}/").status_code == 303  # nobody may sign in, and nobody may enter without
    assert [(item.name, item.is_disabled) for item in list_accounts(bench.database)] == [("lilei", True)]
    with pytest.raises(ConfigError, match="no account lilei"):
        disable_account(bench.database, "lilei")


def test_a_token_that_was_replaced_ends_its_sessions(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, token=TOKEN, workers=0)
    with listening(Workbench(settings)) as address, signed_in(address, "", TOKEN) as browser:
        assert browser.get("/").status_code == 200
        cookie = {"Cookie": f"appaudit-session={browser.cookies['appaudit-session']}"}
    for token, status in ((TOKEN, 200), ("another-" + "y" * 20, 303)):
        with listening(Workbench(settings_in(tmp_path, token=token, workers=0))) as address:
            assert httpx.get(f"{address}/", headers=cookie).status_code == status


def test_nobody_takes_the_name_of_a_token(bench: Workbench) -> None:
    for name in ("token", "token:pipeline"):
        with pytest.raises(ConfigError, match="calls a token"):
            set_account(bench.database, name, PASSWORD)


@pytest.mark.parametrize(
    ("path", "said"), [("/audits", b"303"), ("/api/v1/audits", b"401"), ("/sign-in", b"413"), ("/nowhere", b"303")]
)
def test_what_strangers_bring_is_not_taken_in(address: str, path: str, said: bytes) -> None:
    """The answer comes before the body: nothing of it lies on the disk meanwhile."""
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        connection.sendall(f"{head}Content-Length: {1 << 30}\r\n\r\n--b\r\n".encode())
        assert connection.recv(65536).startswith(b"HTTP/1.1 " + said)


def test_what_strangers_bring_without_saying_how_much_is_cut_off(address: str) -> None:
    files = {"package": ("x.apk", b"x" * STRANGERS_BYTES * 2)}
    body = httpx.Request("POST", address, files=files)
    headers = {"Content-Type": body.headers["content-type"]}
    for path in ("/api/v1/audits", "/audits"):
        chunks = (body.read()[start : start + 10_000] for start in range(0, 2 * STRANGERS_BYTES, 10_000))
        assert httpx.post(f"{address}{path}", content=chunks, headers=headers).status_code == 401


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Host"])
def test_a_workbench_that_is_open_on_its_machine_answers_no_proxy(tmp_path: Path, address: str, header: str) -> None:
    with listening(Workbench(settings_in(tmp_path, workers=0))) as found:
        for path, kind in (("/", "text/plain; charset=utf-8"), ("/api/v1/audits", "application/problem+json")):
            answer = httpx.get(f"{found}{path}", headers={header: "192.0.2.1"})
            assert (answer.status_code, answer.headers["content-type"]) == (403, kind)
            assert "account set" in answer.text
            assert httpx.get(f"{found}{path}").status_code == 200
    assert httpx.get(f"{address}/sign-in", headers={header: "192.0.2.1"}).status_code == 200
