"""Rules on what a HarmonyOS app declares."""

from __future__ import annotations

from typing import Any

from tests.support.abc_builder import abc
from tests.support.apk_builder import Member
from tests.support.end_to_end import Case, Given
from tests.support.harmony_builder import hap, module

_TEXTS = {
    "app_name": {"": "轻荷"},
    "scan": {"": "用于扫码", "en_US": "To scan codes"},
    "talk": {"": "用于语音留言"},
    "empty": {"": " "},
    "half": {"": "用于扫码", "en_US": "reason"},
    "template": {"": "请在此描述你使用蓝牙的理由"},
}


def _asks(name: str, reason: str = "", when: str = "inuse") -> dict[str, Any]:
    said = {"reason": f"$string:{reason}"} if reason else {}
    return {"name": f"ohos.permission.{name}", "usedScene": {"abilities": ["EntryAbility"], "when": when}, **said}


def _app(*permissions: dict[str, Any], **more: Any) -> Given:  # any JSON value
    code = Member("ets/modules.abc", abc(["L&entry/src/main/ets/A&;"]))
    return Given(package=hap(module(*permissions, **more), code, texts=_TEXTS), name="app.hap")


_RUNS = [{"name": "EntryAbility", "backgroundModes": ["location"]}]
CASES = [
    Case(
        rule="harmony-reason-missing",
        fires=_app(_asks("CAMERA")),
        silent=_app(_asks("CAMERA", "scan"), _asks("INTERNET")),
    ),
    Case(
        rule="harmony-reason-template",
        fires=_app(_asks("ACCESS_BLUETOOTH", "template")),
        silent=_app(_asks("ACCESS_BLUETOOTH", "talk")),
    ),
    Case(
        rule="harmony-reason-template",
        fires=_app(_asks("CAMERA", "half")),
        silent=_app(_asks("CAMERA", "scan")),
    ),
    Case(
        rule="harmony-reason-repeated",
        fires=_app(_asks("CAMERA", "scan"), _asks("MICROPHONE", "scan")),
        silent=_app(_asks("CAMERA", "scan"), _asks("MICROPHONE", "talk")),
    ),
    Case(
        rule="harmony-permission-always",
        fires=_app(_asks("LOCATION", "talk", "always")),
        silent=_app(_asks("LOCATION", "talk", "always"), abilities=_RUNS),
    ),
]
