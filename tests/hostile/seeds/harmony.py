"""A sound app of HarmonyOS of two modules, with texts, packages of others and a native library."""

from __future__ import annotations

from tests.support.abc_builder import abc
from tests.support.apk_builder import Member, zip_bytes
from tests.support.harmony_builder import first_layout, hap, listed, module

NAME = "x.app"
TEXTS = {"app_name": {"": "轻荷", "en_US": "Qinghe"}, "why": {"": "用于扫码"}}
CAMERA = {"name": "ohos.permission.CAMERA", "reason": "$string:why", "usedScene": {"when": "inuse"}}


def content() -> bytes:
    code = Member("ets/modules.abc", abc(["L&@jg/push/Index&1.3.0;"]), deflate=True)
    lists = Member("pkgContextInfo.json", listed([("@jg/push", "1.3.0")]), deflate=True)
    entry = hap(module(CAMERA), code, lists, Member("libs/arm64-v8a/liba.so"), texts=TEXTS)
    shared = hap(module(name="shared", kind="shared"), code, index=first_layout(TEXTS))
    modules = [Member("entry.hap", entry, deflate=True), Member("shared.hsp", shared, deflate=True)]
    return zip_bytes([*modules, Member("pack.info", b"{}")])
