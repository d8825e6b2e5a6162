"""Our readers against androguard's, on real packages: the repository's samples and, where named, a folder of others."""

import hashlib
import os
import re
from pathlib import Path

import pytest
from loguru import logger

from appaudit.artifacts import open_artifact
from appaudit.artifacts.apk.arsc import ResourceTable
from appaudit.artifacts.archive import SafeArchive
from appaudit.model.coverage import MANIFEST_KINDS, CoverageLevel
from appaudit.model.facts.package import CertificateFact, ComponentFact, PermissionFact

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
COMPONENTS = ("activity", "service", "receiver", "provider")


def packages():
    found = sorted(SAMPLES.rglob("*.apk"))
    corpus = os.environ.get("APPAUDIT_CORPUS")
    if corpus:
        found += sorted(path for path in Path(corpus).rglob("*") if path.suffix in (".apk", ".jar"))
    missing = pytest.mark.skip(reason="no packages under samples/, and APPAUDIT_CORPUS names no folder")
    return [pytest.param(path, id=path.name) for path in found] or [pytest.param(None, marks=missing)]


@pytest.fixture(scope="module", params=packages())
def pair(request):
    """One package as we read it, and as androguard does."""
    apk = pytest.importorskip("androguard.core.apk")
    logger.disable("androguard")
    return request.param, open_artifact(request.param), apk.APK(str(request.param))


def facts(reading, cls):
    return [fact for fact in reading.facts if isinstance(fact, cls)]


def test_application(pair):
    _, reading, other = pair
    artifact = reading.artifact
    unread = {gap.kind for gap in reading.gaps if gap.level is CoverageLevel.NONE}.intersection(MANIFEST_KINDS)
    assert unread == (set() if other.get_package() else set(MANIFEST_KINDS))
    if unread:
        return  # androguard's getters raise KeyError then
    assert artifact.package == other.get_package()
    assert artifact.version_code == (other.get_androidversion_code() or "")
    assert artifact.version_name == (other.get_androidversion_name() or "")
    assert str(artifact.min_sdk) == (other.get_min_sdk_version() or "-1")


def test_label(pair):
    _, reading, other = pair
    default = other.get_app_name() or ""
    assert reading.artifact.label in (default, other.get_app_name("zh") or default, other.get_app_name("zh-rCN"))


def test_permissions(pair):
    _, reading, other = pair
    ours = sorted(_as_xml(fact.name) for fact in facts(reading, PermissionFact))
    assert ours == sorted(_as_xml(name) for name in set(other.get_permissions()))


def test_components(pair):
    _, reading, other = pair
    ours = {kind: sorted(f.name for f in facts(reading, ComponentFact) if f.type == kind) for kind in COMPONENTS}
    theirs = {
        "activity": sorted(other.get_activities()),
        "service": sorted(other.get_services()),
        "receiver": sorted(other.get_receivers()),
        "provider": sorted(other.get_providers()),
    }
    assert ours == theirs


def test_certificates(pair):
    _, reading, other = pair
    signatures = [other.get_certificate_der(name) for name in other.get_signature_names()]
    theirs = {
        "v1": {hashlib.sha256(der).hexdigest() for der in signatures},
        "v2": {hashlib.sha256(der).hexdigest() for der in other.get_certificates_der_v2()},
        "v3": {hashlib.sha256(der).hexdigest() for der in other.get_certificates_der_v3()},
    }
    found = facts(reading, CertificateFact)
    assert {scheme: {fact.sha256 for fact in found if scheme in fact.schemes} for scheme in theirs} == theirs


def test_strings(pair):
    path, _, _ = pair
    axml = pytest.importorskip("androguard.core.axml")
    with SafeArchive.open(path) as archive:
        if not archive.has("resources.arsc"):
            pytest.skip("package without resources")
        data = archive.read("resources.arsc")
    other = axml.ARSCParser(data)
    theirs = set()
    for package in other.get_packages_names():
        for locale in other.get_locales(package):
            other.get_string_resources(package, locale)  # fills `values`
            for name, text in other.values[package][locale].get("string", []):
                theirs.add((locale.replace("\0", ""), name, text))
    ours = {(_without_script(locale), name, text) for name, locale, text in ResourceTable(data).string_values()}
    # androguard leaves out arrays and plurals; we leave out empty texts.
    assert {entry for entry in theirs if entry[2]} - ours == set()


def _as_xml(text):
    """androguard puts a replacement for every character that XML cannot hold."""
    return re.sub(r"[^\x20-\x7e\u4e00-\u9fff]+|_", "", text)


def _without_script(locale):
    """androguard does not tell `b+sr+Latn` from `sr`."""
    if not locale.startswith("b+"):
        return locale
    _, language, _, *region = locale.split("+")
    return f"{language}-r{region[0]}" if region else language
