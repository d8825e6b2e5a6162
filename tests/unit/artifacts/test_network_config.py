"""Whether an app may speak in clear: the network configuration decides where there is one."""

from __future__ import annotations

import pytest
from tests.support.apk_builder import Member, apk_bytes, manifest
from tests.support.axml_builder import ConfigEntries, Ref, Tag, axml, resource_table

from appaudit.artifacts import open_artifact
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
