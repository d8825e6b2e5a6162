"""`appaudit facts --redact`: nothing of the app's own is left, and what is known stays."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.rules.end_to_end.packages import app, component
from tests.support.apk_builder import distinguished_name
from tests.support.sample_paths import sample, sample_names
from tests.support.shipped import ROOT

from appaudit.cli import exit_code_of

#: Nobody else's word: what is named with it is the app's own.
OWN = "zqxvk"
POLICY = f"""{OWN}隐私政策
{OWN}（“我们”）尊重您的隐私。注册账号时，我们收集您的手机号码，用于创建{OWN}账号。
我们使用{OWN}推送SDK，由{OWN}科技有限公司提供，链接：https://www.{OWN}.example/privacy?{OWN}=1 。
联系我们：privacy@{OWN}.example，http://{OWN}.example。您可以在“设置-{OWN}-注销账号”中注销账号。
"""
SDKS = f"""SDK名称,公司名称,使用目的,收集的信息,链接
{OWN}统计,{OWN}公司,{OWN}分析,IMEI,https://{OWN}.example
友盟+ 统计,友盟,统计,IMEI,
"""


def facts(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    assert exit_code_of(["facts", *map(str, arguments)]) == 0
    return capsys.readouterr().out


@pytest.fixture
def own(tmp_path: Path) -> list[object]:
    """An app all of whose names, texts and addresses hold the word, with documents that do so too."""
    paths = [tmp_path / name for name in (f"{OWN}.apk", f"{OWN}.txt", f"{OWN}.csv")]
    package = app(
        component("activity", f"com.{OWN}.{OWN.title()}Activity", f"com.{OWN}.action.{OWN.upper()}"),
        component("receiver", f"android.{OWN}.Boot", "android.intent.action.BOOT_COMPLETED"),
        component("provider", f"{OWN}.Files", exported=True, authorities=f"com.{OWN}.files"),
        permissions=["READ_CONTACTS", f"{OWN.upper()}_ACCESS"],
        signer=distinguished_name(CN=OWN, O=f"{OWN} Ltd."),
        label=OWN,
        package=f"com.{OWN}.app",
    )
    for path, content in zip(paths, (package, POLICY.encode(), SDKS.encode()), strict=True):
        path.write_bytes(content)
    return [paths[0], "--policy", paths[1], "--sdk-list", paths[2]]


def test_nothing_of_the_app_is_left(own: list[object], capsys: pytest.CaptureFixture[str]) -> None:
    assert facts(capsys, *own).lower().count(OWN) > 20
    assert OWN not in facts(capsys, *own, "--redact").lower()


@cache
def shipped_words() -> str:
    """All that is known, as text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "rules").rglob("*.yaml")))


@pytest.mark.parametrize("name", [name for name in sample_names() if not name.endswith("-twin")])
def test_what_is_left_of_a_sample_is_known_to_everybody(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Chinese text that is left stands in the rules; no part of the app's package, label or hosts is left."""
    paths = sample(name)
    arguments = [paths.apk, "--policy", paths.policy, "--sdk-list", paths.sdk_list]
    if name == "broken-manifest":
        arguments = arguments[:1]
    whole = json.loads(facts(capsys, *arguments))
    text = facts(capsys, *arguments, "--redact")
    assert {run for run in re.findall(r"[\u3400-\u9fff]{2,}", text) if run not in shipped_words()} == set()
    hosts = {host for host in re.findall(r"(?<=://)[^/\"]+", text) if not re.fullmatch(r"host\d+\.example", host)}
    assert hosts <= sdk_hosts()
    artifact = whole["artifact"]
    own = [artifact[key] for key in ("package", "label", "sha256", "path") if artifact[key]]
    assert [name for name in own if name in text] == []


def sdk_hosts() -> set[str]:
    return set(re.findall(r"(?<=://)[^/\"\s]+", shipped_words()))


def redacted(capsys: pytest.CaptureFixture[str], name: str) -> dict[str, Any]:
    paths = sample(name)
    document: dict[str, Any] = json.loads(facts(capsys, paths.apk, "--policy", paths.policy, "--redact"))
    return document


def test_what_is_known_stays(capsys: pytest.CaptureFixture[str]) -> None:
    kinds = redacted(capsys, "planted-shop")["facts"]
    assert {"csj-pangle", "jpush"} <= {fact["id"] for fact in kinds["sdk"]}
    assert "android.permission.READ_CONTACTS" in {fact["name"] for fact in kinds["permission"]}
    accesses = {(fact["data_type"], fact["api"], fact["party"]) for fact in kinds["data_access"]}
    assert ("android_id", "android.provider.Settings$Secure.getString(android_id)", "app") in accesses
    assert {fact["class_name"] for fact in kinds["sensor"]} == {"com.bytedance.sdk.openadsdk.core.shake.ShakeListener"}
    assert {fact["status"] for fact in kinds["clause"]} <= {"present", "weak", "negated"}


def test_one_thing_has_one_name(capsys: pytest.CaptureFixture[str]) -> None:
    kinds = redacted(capsys, "planted-shop")["facts"]
    (package,) = {fact["package"] for fact in kinds["app"]}
    assert re.fullmatch(r"com\.p\d+\.p\d+", package)
    own = {fact["caller"] for fact in kinds["api_call"] if fact["caller"].startswith(f"{package}.")}
    assert own
    assert {fact["caller"] for fact in kinds["data_access"] if fact["party"] == "app"} <= own


def test_the_same_app_gives_the_same_bytes(own: list[object], capsys: pytest.CaptureFixture[str]) -> None:
    assert facts(capsys, *own, "--redact") == facts(capsys, *own, "--redact")


def test_the_number_of_facts_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    paths = sample("planted-shop")
    whole = json.loads(facts(capsys, paths.apk, "--policy", paths.policy))
    less = redacted(capsys, "planted-shop")
    assert {kind: len(rows) for kind, rows in less["facts"].items()} == {
        kind: len(rows) for kind, rows in whole["facts"].items()
    }
    assert less["redacted"] is True
