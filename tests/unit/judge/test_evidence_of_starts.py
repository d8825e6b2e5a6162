"""What the evidence of a start of an SDK says."""

from __future__ import annotations

import pytest

from appaudit.judge.evidence import evidence_of
from appaudit.model.facts.conduct import SdkCallFact


@pytest.mark.parametrize(("named", "roles"), [(True, ["primary"]), (False, ["primary", "contrary"])])
def test_a_start_that_no_name_tells_says_so(named: bool, roles: list[str]) -> None:
    start = SdkCallFact(
        sdk="jpush", api="cn.jpush.a.a", action="start", named=named, caller="m.App.onCreate()V", caller_class="m.App"
    )
    found = evidence_of(start, "primary")
    assert [each.role for each in found] == roles
    assert named or "may be its start under another name" in found[-1].text


@pytest.mark.parametrize(("keys", "said"), [((), []), (("123456789", ""), ["'123456789', ''"])])
def test_a_start_with_a_key_that_is_none_says_so(keys: tuple[str, ...], said: list[str]) -> None:
    start = SdkCallFact(
        sdk="adjust", api="com.adjust.sdk.Adjust.onCreate", action="start", wrong_keys=keys, caller="m.App.onCreate()V"
    )
    remarks = [each for each in evidence_of(start, "primary") if each.role == "contrary"]
    assert [each.text.rpartition("does not start: ")[2] for each in remarks] == said


def test_a_start_of_an_sdk_that_was_told_before_that_nobody_agreed_says_so() -> None:
    told = ("m.App.onCreate → cn.jiguang.api.utils.JCollectionAuth.setAuth(false)",)
    start = SdkCallFact(sdk="jpush", api="cn.jpush.a.a", action="start", denied=told, caller="m.App.onCreate()V")
    assert [each.text for each in evidence_of(start, "primary") if each.role == "contrary"] == list(told)
