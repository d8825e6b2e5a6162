"""Who says the version of an SDK, and who of several is believed."""

from __future__ import annotations

import pytest

from appaudit.derive.disclosure import Disclosures
from appaudit.derive.sdks import sdk_facts
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.code import NamespaceFact
from appaudit.model.facts.package import DependencyFact, MetaDataFact
from appaudit.model.facts.third_party import SdkVersionFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location
from appaudit.model.sdks import SdkSignature, Signals

ALPHA = SdkSignature(
    id="alpha",
    name=Bilingual("甲", "Alpha"),
    category="push",
    signals=Signals(classes=("com.alpha",), version_meta_data=("alpha.version",)),
    sources=(),
    maven=("com.alpha:core",),
)
HELD = NamespaceFact(name="com.alpha", classes=30)
CONSTANT = Location(path="classes.dex", symbol="com.alpha.Constants.SDK_VERSION")


def code(version: str, location: Location = CONSTANT, part: str = "") -> SdkVersionFact:
    return SdkVersionFact(sdk="alpha", version=version, location=location, part=part)


def artifact(name: str, version: str, symbol: str = "") -> DependencyFact:
    return DependencyFact(source="maven", name=name, version=version, location=Location(path="x", symbol=symbol))


def told(*facts: Fact) -> tuple[str, str]:
    knowledge = Knowledge(sdks={"alpha": ALPHA})
    held = FactSet([HELD, *facts])
    ((fact),) = sdk_facts(held, Coverage(), knowledge, Disclosures.of(held, Coverage(), knowledge), [])
    return fact.version, fact.version_source


@pytest.mark.parametrize(
    ("fact", "version", "source"),
    [
        (code("3.5.2"), "3.5.2", "code"),
        (code("3.5.2", Location(path="classes.dex", symbol='"AlphaSDK/…"')), "3.5.2", "code"),
        (code("3.5.2", Location(path="lib/arm64-v8a/libalpha.so")), "3.5.2", "library"),
        (code("3.5.2", Location(path="a.jar!META-INF/MANIFEST.MF")), "3.5.2", "build"),
        (code("3.5.2", Location(path="AndroidManifest.xml"), part="com.alpha"), "3.5.2", "build"),
        (code("3.5.2", Location(path="classes.dex", symbol="com.alpha.b.B.V"), part="com.alpha"), "3.5.2", "code"),
        (MetaDataFact(name="alpha.version", value="3.5.2"), "3.5.2", "manifest"),
        (MetaDataFact(name="com.alpha.version", value="3.5.2"), "3.5.2", "manifest"),
        (artifact("com.alpha:core", "3.5.2"), "3.5.2", "build"),
        (artifact("com.alpha:core", "3.5.2", '"com.alpha:core:3.5.2"'), "3.5.2", "code"),
        (artifact("com.alpha:other", "3.5.2"), "3.5.2", "build"),
        (MetaDataFact(name="beta.version", value="3.5.2"), "", ""),
    ],
)
def test_who_says_the_version(fact: Fact, version: str, source: str) -> None:
    assert told(fact) == (version, source)


@pytest.mark.parametrize(
    ("of_code", "of_build", "shown"),
    [
        # A constant that was forgotten; a part with releases of its own; an older part beside a newer core.
        ("3.6.0", "3.6.1", ("3.6.1", "build")),
        ("3.6.0", "3.7.0", ("3.6.0", "code")),
        ("3.6.0", "1.2.0", ("3.6.0", "code")),
        ("3.6.1", "3.6.0", ("3.6.1", "code")),
        # Two numbers are no line of releases.
        ("3.6", "3.7", ("3.6", "code")),
        ("3.6.1", "3.6.1", ("3.6.1", "code")),
    ],
)
def test_a_build_counts_on_within_a_line_of_releases(of_code: str, of_build: str, shown: tuple[str, str]) -> None:
    assert told(code(of_code), artifact("com.alpha:android", of_build)) == shown


def test_of_two_versions_in_the_code_a_build_says_nothing() -> None:
    said = (code("3.6.0"), code("4.1.0"))
    assert told(*said, artifact("com.alpha:android", "3.6.1")) == ("3.6.0 4.1.0", "code")


@pytest.mark.parametrize(
    ("other", "shown"), [("4.5.3-JDK7", "4.5.3-JDK7"), ("4.5.3.1", "4.5.3.1"), ("4.5.30", "4.5.3 4.5.30")]
)
def test_a_version_that_another_says_more_exactly_is_left_out(other: str, shown: str) -> None:
    assert told(code("4.5.3"), code(other)) == (shown, "code")
