"""The check of renamed classes counts what was said of each; no app is built or read here."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from bench.renamed.check import tally, unknown_calls
from tests.support.shipped import knowledge

from appaudit.model.hidden_code import KnownClass, KnownMethod, RenamedSignature


def test_what_is_said_of_a_class_is_right_or_another_or_nothing() -> None:
    found: dict[str, Counter[str]] = {}
    true = {"a": "gson", "b": "gson", "c": "gson", "d": "app"}
    tally(true, {"a": "gson", "b": "okio", "e": "gson"}, found)
    assert found == {"gson": {"right": 1, "to another": 1, "-> okio": 1, "to nobody": 1}, "app": {"to nobody": 1}}


def test_a_call_that_came_after_the_signature_is_told_from_one_that_the_signature_has() -> None:
    methods = (KnownMethod(name="start", kind=""),)
    known = KnownClass(name="com.baidu.mobstat.StatService", features="", methods=methods)
    signature = RenamedSignature(id="baidu-mobstat", features="", classes=(known,))
    missing = unknown_calls(replace(knowledge(), renamed={"baidu-mobstat": signature}))["baidu-mobstat"]
    assert "com.baidu.mobstat.StatService.onResume" in missing
    assert "com.baidu.mobstat.StatService.start" not in missing


def test_a_call_that_the_signature_of_another_sdk_has_is_known() -> None:
    methods = (KnownMethod(name="init", kind=""),)
    known = KnownClass(name="com.umeng.commonsdk.UMConfigure", features="", methods=methods)
    of_others = RenamedSignature(id="umeng-analytics", features="", classes=(known,))
    own = RenamedSignature(id="umeng-apm", features="", classes=())
    missing = unknown_calls(replace(knowledge(), renamed={"umeng-analytics": of_others, "umeng-apm": own}))["umeng-apm"]
    assert "com.umeng.commonsdk.UMConfigure.init" not in missing
    assert "com.umeng.commonsdk.UMConfigure.preInit" in missing
