"""SDKs that a document mentions and does not list: where, and whose document it is."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_catalog

from appaudit.derive import derive
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import NamespaceFact
from appaudit.model.facts.derived import SdkFact
from appaudit.model.facts.documents import DeclaredSdkFact, PolicyDocumentFact
from appaudit.model.location import Location

_NONE_SUPPLIED = Gap(
    kind="declared_sdk", level=CoverageLevel.PARTIAL, reason="not_supplied", part="policy", detail=Bilingual("无", "no")
)


@pytest.mark.parametrize(("gaps", "in_app"), [((), False), ((_NONE_SUPPLIED,), True)], ids=["supplied", "in the app"])
def test_what_a_document_mentions_says_where_and_whose_it_is(gaps: tuple[Gap, ...], in_app: bool) -> None:
    place = Location(path="res/raw/p.html")
    named = DeclaredSdkFact(name="甲公司", vendor_of=("jpush",), source="policy", location=place)
    policy = PolicyDocumentFact(name="p", sha256="0", characters=9)
    facts, coverage = FactSet([NamespaceFact(name="cn.jpush.android", classes=5), policy, named]), Coverage()
    coverage.add(gaps)
    derive(facts, coverage, shipped_catalog().knowledge, [])
    (sdk,) = [fact for fact in facts.of(SdkFact) if fact.id == "jpush"]
    assert (sdk.contrary, sdk.in_app) == (("res/raw/p.html: 甲公司",), in_app)
