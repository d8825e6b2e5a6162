"""Starts of SDKs in code of the app that nothing is seen to call, and near twins of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from appaudit.derive.sdks import unfollowed_start_gaps
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.conduct import SdkCallFact
from appaudit.model.facts.derived import SdkFact

SDK = SdkFact(id="appsflyer", name="AppsFlyer", confidence="high", start="unknown")
START = SdkCallFact(
    sdk="appsflyer",
    api="com.appsflyer.AppsFlyerLib.start(Landroid/content/Context;)V",
    action="start",
    caller="m.ads.SdkFlyer.begin()V",
    caller_class="m.ads.SdkFlyer",
    party="app",
    party_kind="app",
    phase="unknown",
)
#: Something else of the app of which it is known when it runs.
SEEN = ApiCallFact(
    api="android.os.Build.getSerial", caller="m.Main.onCreate()V", caller_class="m.Main", phase="pre_consent"
)


def gaps(*facts):
    return [(gap.kind, gap.subject, gap.detail.en.partition(": ")[2]) for gap in unfollowed_start_gaps(FactSet(facts))]


def test_a_start_that_nothing_is_seen_to_call_is_told_with_its_place():
    place = "m.ads.SdkFlyer.begin → com.appsflyer.AppsFlyerLib.start"
    assert gaps(SDK, START, SEEN) == [("sdk_call", "appsflyer", place)]


@pytest.mark.parametrize(
    "other",
    [replace(START, phase="dead"), replace(START, phase="other"), replace(START, party="x", party_kind="sdk")],
    ids=["nothing can call it", "something calls it", "another SDK makes it"],
)
def test_a_start_of_which_more_is_known_leaves_no_gap(other):
    assert gaps(SDK, other, SEEN) == []


def test_an_sdk_of_which_another_start_is_seen_has_no_gap():
    assert gaps(replace(SDK, start="pre_consent"), START, SEEN) == []


def test_where_nobody_looked_at_what_runs_a_start_says_nothing():
    assert gaps(SDK, START, replace(SEEN, phase="unknown")) == []
