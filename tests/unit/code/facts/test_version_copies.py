"""Versions of an SDK of which another's package holds a copy, in another file of the app."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import Code, DefinedMethod, DexBuilder, string

from appaudit.code.facts.versions.sdk_versions import VersionFields
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code
from appaudit.model.bilingual import Bilingual
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature, Signals

ALPHA = SdkSignature(
    id="alpha",
    name=Bilingual("甲", "Alpha"),
    category="library",
    kind="library",
    sources=(),
    signals=Signals(classes=("com.alpha",), version_texts=("Alpha_SDK ",)),
)
FIELDS = VersionFields(Knowledge(sdks={"alpha": ALPHA}))


@pytest.mark.parametrize(
    ("owner", "places"),
    [
        ("com/alpha/net/Agent", ["com.alpha.net.Agent.a", '"Alpha_SDK …"']),
        # Near twin: two copies in packages of others, of which neither is its own word.
        ("com/beta/net/Agent", ['"Alpha_SDK …"', '"Alpha_SDK …"']),
    ],
)
def test_of_texts_that_differ_between_files_those_of_its_own_classes_are_its_word(
    owner: str, places: list[str]
) -> None:
    files = []
    for number, (holder, said) in enumerate(
        [(owner, "Alpha_SDK 4.10.0"), ("com/ads/alpha/Agent", "Alpha_SDK 3.12.13")]
    ):
        method = DefinedMethod("a()V", Code([0x001A, string(said), 0x000E]))
        content = DexBuilder().add_class(f"L{holder};", methods=[method]).build()
        ((read,), _) = read_code([(f"classes{number}.dex", memoryview(content))])
        files.append(Constants(read))
    found = FIELDS.in_dex(files)
    assert [(fact.version, fact.location.symbol) for fact in found] == [
        ("4.10.0", places[0]),
        ("3.12.13", places[1]),
    ]
    # Whose the others are, their content may tell.
    holders = [owner.replace("/", ".") if place.startswith('"') else "" for place in places[:1]]
    assert [fact.holder for fact in found] == [*holders, "com.ads.alpha.Agent"]
