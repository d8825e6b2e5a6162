"""androguard as second opinion: its trees and certificates in our types, its errors as ours."""

import pytest
from tests.support.apk_builder import Member, apk_bytes, certificate, distinguished_name, manifest, pkcs7, signing_block
from tests.support.axml_builder import Ref, Tag, axml

from appaudit.artifacts.apk._androguard import read_certificate_ders, read_manifest_tree
from appaudit.artifacts.apk.manifest import manifest_of
from appaudit.errors import ExtractionError
from appaudit.model.facts.package import ComponentFact

OWNER = distinguished_name(CN="Example", C="CN")


def test_manifest_tree_gives_the_same_facts():
    root = manifest(
        Tag("uses-sdk", {"minSdkVersion": 21, "targetSdkVersion": 30}),
        attributes={"versionCode": 3},
        application={"label": Ref(0x7F010000), "debuggable": True},
        inside=[Tag("service", {"name": ".S", "exported": False})],
    )
    found = manifest_of(read_manifest_tree(axml(root), "m.xml"), None)
    app = found.app
    assert (app.package, app.version_code, app.min_sdk, app.target_sdk) == ("com.example", "3", 21, 30)
    assert (app.label, app.debuggable) == ("", True)
    (service,) = (fact for fact in found.facts if isinstance(fact, ComponentFact))
    assert (service.name, service.exported) == ("com.example.S", False)


@pytest.mark.parametrize("data", [b"", b"garbage" * 9, b"\x03\x00\x08\x00" + b"\x55" * 100, bytes(3 << 20)])
def test_whatever_it_raises_is_our_error(data, capfd):
    with pytest.raises(ExtractionError, match=r"m\.xml"):
        read_manifest_tree(data, "m.xml")
    assert capfd.readouterr() == ("", "")


def test_certificates_of_all_schemes(tmp_path):
    path = tmp_path / "x.apk"
    first = certificate(OWNER)
    data = apk_bytes(
        Member("META-INF/CERT.SF", b"Signature-Version: 1.0\n"),
        Member("META-INF/CERT.RSA", pkcs7([first], OWNER)),
        block=signing_block({0x7109871A: [first]}),
    )
    path.write_bytes(data)
    assert ("v2", first) in read_certificate_ders(path)


def test_certificates_of_no_package_are_our_error(tmp_path, capfd):
    path = tmp_path / "x.apk"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(ExtractionError, match=r"x\.apk"):
        read_certificate_ders(path)
    assert capfd.readouterr() == ("", "")
