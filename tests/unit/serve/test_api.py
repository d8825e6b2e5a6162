"""The API for pipelines: tokens, paging, the gate, verdicts in and out, errors that say what to do, rates."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.support.sample_paths import sample
from tests.support.sample_reports import sample_report
from tests.support.workbench import Browser, asked_for, listening, settings_in

from appaudit.cli import exit_code_of
from appaudit.errors import ConfigError
from appaudit.gate.verdicts import read_verdicts
from appaudit.serve.accounts import set_account
from appaudit.serve.tokens import Caller, caller_of, create_token, revoke_token
from appaudit.serve.workbench import Workbench


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    made = Workbench(settings_in(tmp_path_factory.mktemp("bench")))
    set_account(made.database, "lilei", "correct " + "horse")  # closed: every call needs a token
    return made


@pytest.fixture(scope="module")
def client(bench: Workbench) -> Iterator[httpx.Client]:
    token = create_token(bench.database, "pipeline")
    headers = {"Authorization": f"Bearer {token}"}
    with listening(bench) as address, httpx.Client(base_url=address, headers=headers, timeout=60) as found:
        yield found


@pytest.fixture(scope="module")
def audit(client: httpx.Client) -> dict[str, Any]:
    return asked_for(client, "planted-shop", "policy", "sdk_list")


def test_what_an_address_does_not_know_is_refused_with_all_that_it_knows(client: httpx.Client) -> None:
    for path, known in (("/api/v1/audits", "GET, POST"), ("/api/v1/audits/1", "DELETE, GET")):
        refused = client.request("PATCH", path)
        assert (refused.status_code, refused.headers["allow"]) == (405, known)


def test_a_token_holds_until_it_is_revoked_and_says_who_asked(bench: Workbench, client: httpx.Client) -> None:
    token = create_token(bench.database, "other", days=1)
    headers = {"Authorization": f"Bearer {token}"}
    answer = client.post("/api/v1/audits", files={"package": ("x.apk", b"no package")}, headers=headers)
    assert (answer.status_code, answer.json()["created_by"]) == (201, "token:other")
    with pytest.raises(ConfigError, match="There is a token other"):
        create_token(bench.database, "other")
    revoke_token(bench.database, "other")
    refused = client.get("/api/v1/audits", headers=headers)
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    for wrong in ("appaudit_", token[:-1], "Bearer", "x" * 5000):
        assert client.get("/api/v1/audits", headers={"Authorization": f"Bearer {wrong}"}).status_code == 401, wrong
    said = {(row["who"], row["deed"], row["about"]) for row in client.get("/api/v1/log").json()}
    assert {("", "create-token", "other"), ("", "revoke-token", "other")} <= said
    assert "token:other" in {who for who, _, _ in said}


def test_only_the_digest_of_a_token_is_kept(bench: Workbench) -> None:
    token = create_token(bench.database, "kept", days=1)
    assert caller_of(bench.database, token) == Caller(name="kept")
    folder = bench.settings.storage.parent
    assert token.encode() not in b"".join(path.read_bytes() for path in folder.glob("workbench.db*"))


def test_a_token_that_is_too_old_holds_no_more(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    token = create_token(bench.database, "old", days=1)
    with bench.database.reading() as session:
        now = bench.database.now(session)
    monkeypatch.setattr(bench.database, "now", lambda _session: now + 86_401)
    assert caller_of(bench.database, token) is None


def test_the_gate_says_what_the_command_line_ends_with(client: httpx.Client, audit: dict[str, Any]) -> None:
    gate = sample_report("planted-shop").gate
    assert gate
    found = client.get(f"/api/v1/audits/{audit['id']}/gate").json()
    assert (found["state"], found["exit_code"], found["passes"]) == ("done", gate.exit_code, gate.exit_code == 0)
    assert found["failing"] == list(gate.failing)
    assert [reason["text"]["zh"] for reason in found["reasons"]] == [reason.text.zh for reason in gate.reasons]
    never = asked_for(client, "planted-shop", fail_on="never")
    found = client.get(f"/api/v1/audits/{never['id']}/gate").json()
    assert (found["exit_code"], found["passes"], found["meaning"]["zh"]) == (0, True, "通过")
    broken = client.post("/api/v1/audits", files={"package": ("x.apk", b"no package")}).json()["id"]
    while (found := client.get(f"/api/v1/audits/{broken}/gate").json())["exit_code"] is None:
        assert (found["passes"], found["meaning"]["en"]) == (None, "The audit has not ended")
    assert (found["exit_code"], found["passes"]) == (3, False)


def test_lists_come_a_page_at_a_time(client: httpx.Client, audit: dict[str, Any]) -> None:
    seen: list[int] = []
    page = f"/api/v1/audits?limit=1&q={audit['package']}"
    while page:
        answer = client.get(page)
        seen += [item["id"] for item in answer.json()]
        page = answer.links.get("next", {}).get("url", "")
    assert seen == sorted(seen, reverse=True)
    assert audit["id"] in seen
    (app,) = client.get("/api/v1/apps", params={"q": audit["package"]}).json()
    assert (app["id"], app["package"], app["last_audit"]) == (audit["app"], audit["package"], max(seen))
    assert client.get(f"/api/v1/apps/{app['id']}").json() == app
    assert client.get("/api/v1/apps", params={"before": app["id"]}).json() == []


def test_verdicts_go_in_and_out_as_the_file_that_the_command_line_reads(
    client: httpx.Client, audit: dict[str, Any], tmp_path: Any
) -> None:
    finding = client.get(f"/api/v1/audits/{audit['id']}/findings").json()[0]
    text = (
        f"verdicts:\n  - fingerprint: {finding['fingerprint']}\n    decision: accepted\n    reason: 已整改\n"
        f"    by: 李雷\n    package: {audit['package']}\n"
    )
    page = f"/api/v1/apps/{audit['app']}/verdicts"
    answer = client.post(page, files={"document": ("v.yml", text.encode())})
    assert (answer.status_code, answer.json()) == (200, {"read": 1, "changed": 1})
    assert client.post(page, files={"document": ("v.yml", text.encode())}).json() == {"read": 1, "changed": 0}
    assert client.get(page).json()[0]["reason"] == "已整改"
    path = tmp_path / "v.yml"
    path.write_bytes(client.get(page, params={"format": "yaml"}).content)
    (entry,) = read_verdicts(path).entries
    assert (entry.decision, entry.by, entry.package) == ("accepted", "李雷", audit["package"])
    again = asked_for(client, "planted-shop")
    found = {item["fingerprint"]: item for item in client.get(f"/api/v1/audits/{again['id']}/findings").json()}
    assert found[finding["fingerprint"]]["is_accepted"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"verdicts: [{fingerprint: x, decision: nonsense}]", "decision"),
        (b"verdicts: [{fingerprint: x, decision: accepted}]", "needs a reason"),
        (b"\xff\xfe", "verdicts.yml"),
        (b"verdicts: [{fingerprint: x, decision: fixed, package: other.app}]", "other.app"),
    ],
)
def test_a_file_of_verdicts_that_is_wrong_is_told_where(
    client: httpx.Client, audit: dict[str, Any], content: bytes, said: str
) -> None:
    answer = client.post(f"/api/v1/apps/{audit['app']}/verdicts", files={"document": ("v.yml", content)})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert said in answer.json()["detail"]
    assert "/tmp" not in answer.text  # noqa: S108  # no place of ours is told


def test_an_error_says_what_was_read_what_is_wrong_and_what_to_do(client: httpx.Client) -> None:
    answer = client.get("/api/v1/audits/999999")
    found = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert (found["type"], found["status"], found["title"]) == ("urn:appaudit:problem:not-found", 404, "Not Found")
    assert found["read"]["en"] == "The request GET /api/v1/audits/999999"
    assert found["wrong"]["zh"] == "没有这个对象，或它没有报告"
    assert found["todo"]["en"] == "Look up its id and its state in the list."
    found = client.get("/api/v1/audits", params={"limit": "0"}).json()
    assert [place["place"] for place in found["places"]] == ["query.limit"]
    answer = client.post("/api/v1/audits", files={"package": ("x.apk", b"x")}, data={"as_of": "yesterday"})
    assert (answer.status_code, answer.json()["wrong"]["zh"]) == (422, "日期应如 2026-11-24")
    for host in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
        answer = client.post("/api/v1/audits", headers=host)
        assert (answer.status_code, answer.headers["content-type"]) in (
            (421, "application/problem+json"),
            (403, "application/problem+json"),
        )


def test_a_boolean_is_what_the_description_calls_one(client: httpx.Client) -> None:
    for value, status in (("true", 201), ("false", 201), ("1", 422), ("on", 422), ("", 201), ("TRUE", 422)):
        answer = client.post("/api/v1/audits", files={"package": ("x.apk", b"no package")}, data={"strict": value})
        assert answer.status_code == status, value
    assert answer.json()["places"] == [{"place": "body.strict", "wrong": "Value error, should be true or false"}]


def test_who_asks_too_often_waits(tmp_path: Any) -> None:
    bench = Workbench(settings_in(tmp_path, workers=0, most_requests=5, most_attempts=3))
    set_account(bench.database, "lilei", "correct " + "horse")
    token = create_token(bench.database, "hasty")
    with listening(bench) as address, Browser(address) as browser:
        headers = {"Authorization": f"Bearer {token}"}
        answers = [browser.get("/api/v1/audits", headers=headers) for _ in range(7)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
        assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
        tried = [
            browser.send_form("/sign-in", "/sign-in", name="lilei", password=f"wrong{number}").status_code
            for number in range(5)
        ]
        assert tried == [403, 403, 403, 429, 429]


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
@pytest.mark.parametrize("name", ["serve.md", "serve.zh-CN.md"])
def test_the_call_that_the_documentation_shows_ends_as_the_command_line_does(
    client: httpx.Client, tmp_path: Path, name: str
) -> None:
    text = (Path(__file__).parents[3] / "docs" / name).read_text(encoding="utf-8")
    (script,) = re.findall(r"```sh\n(server=.*?)```", text, re.DOTALL)
    assert "http://127.0.0.1:8417" in script
    paths = sample("planted-shop")
    shutil.copy(paths.apk, tmp_path / "app.apk")
    shutil.copy(paths.policy, tmp_path / "privacy.html")
    script = script.replace("http://127.0.0.1:8417", str(client.base_url).rstrip("/")).replace("sleep 1", "sleep 0.1")
    token = client.headers["Authorization"].removeprefix("Bearer ")
    environment = {**os.environ, "TOKEN": token}
    done = subprocess.run(["bash", "-euc", script], cwd=tmp_path, env=environment, check=False, timeout=60)
    gate = sample_report("planted-shop").gate
    assert gate
    assert done.returncode == gate.exit_code == 1
    assert json.loads((tmp_path / "report.sarif").read_text())["version"] == "2.1.0"


def test_the_command_line_makes_lists_and_revokes_tokens(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--database", f"sqlite:///{tmp_path}/a.db"]
    assert exit_code_of(["serve", "token", "create", "ci", "--days", "30", *place]) == 0
    token = capsys.readouterr().out.strip()
    assert token.startswith("appaudit_")
    assert exit_code_of(["serve", *place, "token", "list"]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith(f"ci\t{token[:13]}…\t")
    assert "valid / 有效 until" in listed
    assert token not in listed
    assert exit_code_of(["serve", "token", "revoke", "ci", *place]) == 0
    assert exit_code_of(["serve", "token", "revoke", "ci", *place]) == 2
    assert "没有有效的令牌 ci" in capsys.readouterr().err
    assert exit_code_of(["serve", "token", "list", *place]) == 0
    assert "revoked / 已吊销" in capsys.readouterr().out
