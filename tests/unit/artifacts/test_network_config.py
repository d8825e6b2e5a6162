"""Whether an app may speak in clear: the network configuration decides where there is one."""

from __future__ import annotations

import pytest
from tests.support.apk_builder import Member, apk_bytes, manifest
from tests.support.axml_builder import ConfigEntries, Ref, Tag, axml, resource_table

from appaudit.artifacts import open_artifact
from appaudit.artifacts.apk.network_config import cleartext
from appaudit.artifacts.base import Limits
from appaudit.model.facts.package import AppFact
from appaudit.stages import Stages

PLACE = "res/xml/network.xml"
ATTRIBUTE = "cleartextTrafficPermitted"


def uses_cleartext(tmp_path, config: bytes, **application: bool) -> bool | None:
    root = manifest(application={"networkSecurityConfig": Ref(0x7F010000), **application})
    table = resource_table({"xml": [ConfigEntries({0: ("network", PLACE)})]})
    path = tmp_path / "app.apk"
    path.write_bytes(apk_bytes(Member("resources.arsc", table), Member(PLACE, config), root=root))
    reading = open_artifact(path, limits=Limits(), stages=Stages())
    (app,) = (fact for fact in reading.facts if isinstance(fact, AppFact))
    assert app == reading.facts[0]
    return app.uses_cleartext


def config(*tags: Tag) -> bytes:
    return axml(Tag("network-security-config", {}, list(tags)))


def base(permitted: object) -> Tag:
    return Tag("base-config", plain={ATTRIBUTE: permitted})


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ([base(True)], True),
        ([base(False)], False),
        ([base("true")], True),
        ([Tag("base-config")], None),
        ([Tag("domain-config", plain={ATTRIBUTE: True})], None),
    ],
    ids=["allowed", "forbidden", "as a text", "left to the platform", "single hosts"],
)
def test_the_base_of_the_configuration_decides(tmp_path, tags, expected):
    assert uses_cleartext(tmp_path, config(*tags)) is expected


def test_the_manifest_is_ignored_where_there_is_a_configuration(tmp_path):
    assert uses_cleartext(tmp_path, config(base(False)), usesCleartextTraffic=True) is False
    assert uses_cleartext(tmp_path, config(), usesCleartextTraffic=True) is None


def test_a_damaged_configuration_decides_nothing_and_the_rest_is_read(tmp_path):
    assert uses_cleartext(tmp_path, b"no binary XML") is None


@pytest.mark.parametrize(
    ("declared", "levels", "expected"),
    [
        (None, (21, 27), (True, 0)),
        (None, (28, 28), (False, 0)),
        (None, (27, 28), (False, 28)),
        (None, (-1, -1), (None, 0)),
        (True, (24, 34), (True, 0)),
        (False, (21, 27), (False, 23)),
        (False, (23, 34), (False, 0)),
    ],
)
def test_what_is_not_declared_follows_from_the_levels(declared, levels, expected):
    found = cleartext(declared, *levels)
    assert (found.permitted, found.below) == expected


@pytest.mark.parametrize(
    ("configured", "declared", "levels", "expected"),
    [
        (False, None, (24, 34), (False, 0)),
        # Android 6 knows the attribute alone.
        (False, None, (23, 34), (False, 24)),
        (False, False, (23, 34), (False, 0)),
        (False, False, (22, 34), (False, 23)),
        (None, False, (24, 27), (True, 0)),
        (None, None, (24, 34), (False, 28)),
        (None, True, (28, 34), (False, 0)),
    ],
)
def test_a_configuration_decides_on_systems_that_know_it(configured, declared, levels, expected):
    found = cleartext(declared, *levels, configured=configured, has_file=True)
    assert (found.permitted, found.below) == expected
