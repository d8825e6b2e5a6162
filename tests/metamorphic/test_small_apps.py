"""Small apps that hide how they read data: what is read is found, what cannot be seen is said, and nothing else is."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from tests.metamorphic import (
    address_apps,
    answered_apps,
    carried_apps,
    launched_apps,
    layout_apps,
    named_apps,
    refused_apps,
    small_apps,
    wrapped_apps,
)
from tests.metamorphic.judgement import Seen, audited
from tests.metamorphic.small_apps import HONEST, POLICY, App, package

READ: dict[str, dict[str, App]] = {
    "imei": {**small_apps.READING, **named_apps.READING, **address_apps.HIDDEN},
    "android_id": {**address_apps.READING, **address_apps.FRAMEWORKS, **wrapped_apps.ANNOTATED},
    "mac_address": address_apps.FILES,
    "wifi_list": address_apps.NEIGHBOURS,
    "clipboard": named_apps.PASTING,
    "device_serial": address_apps.STARTS,
    "sms": {**named_apps.MESSAGES, **named_apps.CARDS},
    "call_log": named_apps.CALLS,
    "installed_apps": named_apps.APPS,
    "running_apps": named_apps.PROCESSES,
}
UNSEEN = {**small_apps.UNSEEN, **address_apps.UNSEEN, **named_apps.UNSEEN}
ORDINARY = {**small_apps.ORDINARY, **address_apps.ORDINARY, **named_apps.ORDINARY}
EARLY = {
    **launched_apps.LAUNCHED,
    **answered_apps.ANSWERED,
    **refused_apps.REFUSED,
    **carried_apps.CARRIED,
    **wrapped_apps.WRAPPED,
}
LATE = {
    **launched_apps.LATER,
    **answered_apps.NOT_ASKED,
    **refused_apps.AGREED,
    **carried_apps.NOT_CALLED,
    **wrapped_apps.NOT_WRAPPED,
}
DEAF = {**named_apps.DEAF, **wrapped_apps.NOT_ASKED}
BEFORE = ("pre-consent-collection", "android_id")
FOUND = ("undisclosed-collection", "imei")


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("policy") / "privacy.html"
    path.write_text(POLICY, encoding="utf-8")
    return path


@cache
def seen(name: str, policy: Path) -> Seen:
    apps = {"honest": HONEST, "idle": App(), **UNSEEN, **ORDINARY, **DEAF}
    apps |= EARLY | LATE
    for reading in READ.values():
        apps |= reading
    found = audited(package(apps[name]), policy, None)
    assert found is not None
    return found


def test_the_honest_app_has_the_finding_and_the_idle_one_has_none(policy: Path) -> None:
    assert FOUND in seen("honest", policy).findings
    assert FOUND not in seen("idle", policy).findings


@pytest.mark.parametrize(("data_type", "name"), [(kind, name) for kind, apps in READ.items() for name in apps])
def test_what_is_read_in_another_place_is_found(data_type: str, name: str, policy: Path) -> None:
    assert ("undisclosed-collection", data_type) in seen(name, policy).findings


@pytest.mark.parametrize("name", UNSEEN)
def test_what_nobody_can_see_is_said(name: str, policy: Path) -> None:
    assert {kind for kind, _, _ in seen(name, policy).gaps - seen("idle", policy).gaps} >= {"api_call"}


@pytest.mark.parametrize("name", ORDINARY)
def test_of_what_ordinary_apps_do_nothing_is_said(name: str, policy: Path) -> None:
    found = seen(name, policy)
    assert found.gaps == seen("idle", policy).gaps
    assert {rule for rule, _ in found.findings} & {"undisclosed-collection"} == set()


@pytest.mark.parametrize("name", DEAF)
def test_what_is_told_nothing_reads_nothing(name: str, policy: Path) -> None:
    assert "undisclosed-collection" not in {rule for rule, _ in seen(name, policy).findings}


@pytest.mark.parametrize("name", EARLY)
def test_what_runs_at_launch_reads_before_anyone_has_agreed(name: str, policy: Path) -> None:
    assert BEFORE in seen(name, policy).findings


@pytest.mark.parametrize("name", LATE)
def test_what_waits_for_a_person_reads_later(name: str, policy: Path) -> None:
    assert BEFORE not in seen(name, policy).findings


@pytest.mark.parametrize(
    ("name", "is_read"),
    [*((name, True) for name in layout_apps.SHOWN), *((name, False) for name in layout_apps.NOT_SHOWN)],
)
def test_what_a_layout_makes_runs_when_it_is_shown(name: str, is_read: bool, policy: Path) -> None:
    found = audited(layout_apps.layout_package(*{**layout_apps.SHOWN, **layout_apps.NOT_SHOWN}[name]), policy, None)
    assert found is not None
    assert (BEFORE in found.findings) is is_read


@pytest.mark.parametrize(
    ("name", "is_read"),
    [*((name, True) for name in layout_apps.PLACED), *((name, False) for name in layout_apps.NOT_PLACED)],
)
def test_a_layout_is_found_by_what_the_table_says(name: str, is_read: bool, policy: Path) -> None:
    found = audited(layout_apps.placed_package(*{**layout_apps.PLACED, **layout_apps.NOT_PLACED}[name]), policy, None)
    assert found is not None
    assert (BEFORE in found.findings) is is_read
