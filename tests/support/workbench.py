"""A workbench that listens, for tests: a real server in a thread, a real database, real processes that read."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from tests.support.sample_paths import SamplePaths, sample

from appaudit.serve.settings import ServeSettings, default_database
from appaudit.serve.web.app import application
from appaudit.serve.workbench import Workbench

AS_OF = "2026-11-24"


def settings_in(folder: Path, **changes: Any) -> ServeSettings:
    """A workbench with its database and files in a folder."""
    made = ServeSettings(database=default_database(folder), storage=folder / "files", language="en", memory=2 << 30)
    return replace(made, **changes)


@contextmanager
def listening(bench: Workbench) -> Iterator[str]:
    """The address of a workbench while it listens on this machine."""
    config = uvicorn.Config(application(bench), port=0, log_level="warning", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.005)
        (socket,) = server.servers[0].sockets
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


class Browser(httpx.Client):
    """Asks for pages as a browser does: keeps cookies, says where forms come from, and brings their token."""

    def __init__(self, address: str) -> None:
        headers = {"Accept": "text/html", "Accept-Language": "en", "Origin": address}
        super().__init__(base_url=address, headers=headers, timeout=60)

    def send_form(self, path: str, page: str = "/", **form: Any) -> httpx.Response:
        """Send a form that stands on a page; `files` are its files."""
        files = form.pop("files", None)
        (token,) = set(re.findall(r'name="form_token" value="([^"]+)"', self.get(page).text))
        return self.post(path, data={"form_token": token, **form}, files=files)


def parts_of(paths: SamplePaths, *roles: str) -> list[tuple[str, tuple[str, bytes]]]:
    """The files of a sample as the parts of a form: always the package, and the documents that are named."""
    files = {"package": paths.apk, "policy": paths.policy, "sdk_list": paths.sdk_list}
    return [(role, (files[role].name, files[role].read_bytes())) for role in ("package", *roles)]


def asked_for(client: httpx.Client, name: str, *roles: str, **form: str) -> dict[str, Any]:
    """An audit of a sample by the API, when it has ended."""
    answer = client.post("/api/v1/audits", files=parts_of(sample(name), *roles), data={"as_of": AS_OF, **form})
    assert answer.status_code == 201, answer.text
    return ended(client, answer.json()["id"])


def ended(client: httpx.Client, audit: int) -> dict[str, Any]:
    """An audit when it has ended."""
    while True:
        found: dict[str, Any] = client.get(f"/api/v1/audits/{audit}").json()
        if found["state"] in ("done", "failed"):
            return found
        time.sleep(0.02)
