"""Versions of SDKs in the names and texts of native libraries, and near twins that hold none."""

from __future__ import annotations

import pytest

from appaudit.code.facts.versions.native_versions import native_version_facts
from appaudit.model.artifact import NativeLibrary
from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.package import NativeLibraryFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location
from appaudit.model.sdks import SdkSignature, Signals

MAP = Signals(version_native=("libAlphaMap_v%s.so", "libcore%d%d%d.so", "libalpha.so alpha version "))
ALPHA = SdkSignature(id="alpha", name=Bilingual("甲", "Alpha"), category="push", sources=(), signals=MAP)


def versions(name: str, *texts: str, is_read: bool = True) -> list[tuple[str, str, str]]:
    kept = b"".join(text.encode() + b"\0" for text in texts)
    place = f"lib/arm64-v8a/{name}"
    library = NativeLibrary(name=name, place=place, texts=kept)
    fact = NativeLibraryFact(name=name, location=Location(path=place))
    found = native_version_facts([library] if is_read else [], [fact], Knowledge(sdks={"alpha": ALPHA}))
    return [(fact.sdk, fact.version, fact.location.path) for fact in found]


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("libAlphaMap_v7_5_3.so", "7.5.3"),
        ("libAlphaMap_v9.8.3.so", "9.8.3"),
        ("libAlphaMap_v4_2.so", "4.2"),
        ("libcore242.so", "2.4.2"),
        ("libcore24.so", ""),
        ("libcore2421.so", ""),
        # One number may count anything; another file, and more behind the version.
        ("libAlphaMap_v7.so", ""),
        ("libBetaMap_v7_5_3.so", ""),
        ("libAlphaMap_v7_5_3_debug.so", ""),
        ("libAlphaMap_v.so", ""),
    ],
)
def test_a_version_in_the_name_of_a_library(name: str, version: str) -> None:
    expected = [("alpha", version, f"lib/arm64-v8a/{name}")] if version else []
    assert versions(name) == versions(name, is_read=False) == expected


@pytest.mark.parametrize(
    ("texts", "version"),
    [
        (["an error", "alpha version 1.0.10"], "1.0.10"),
        (["alpha version 1.0.10", "alpha version 1.0.10 (release)"], "1.0.10"),
        (["alpha version 3.0.0'"], "3.0.0"),
        # Two versions, none, a lone number, words before it, and what goes on after it.
        (["alpha version 1.0.10", "alpha version 1.1.0"], ""),
        (["alpha version %s"], ""),
        (["alpha version 10"], ""),
        (["an alpha version 1.0.10"], ""),
        (["alpha version 1.0.10x"], ""),
    ],
)
def test_a_version_in_a_text_of_a_library(texts: list[str], version: str) -> None:
    expected = [("alpha", version, "lib/arm64-v8a/libalpha.so")] if version else []
    assert versions("libalpha.so", *texts) == expected
    assert versions("libbeta.so", *texts) == []
    assert versions("libalpha.so", *texts, is_read=False) == []
