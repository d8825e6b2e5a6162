"""What documents disclose while one of them could not be read."""

from __future__ import annotations

import pytest

from appaudit.derive.disclosure import Disclosures
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.documents import PolicyDocumentFact
from appaudit.model.knowledge import Knowledge


@pytest.mark.parametrize(
    ("kind", "level", "disclosed"),
    [
        ("declared_sdk", CoverageLevel.NONE, "unknown"),
        ("policy_document", CoverageLevel.PARTIAL, "unknown"),
        # A row without a name, of a list that was read.
        ("declared_sdk", CoverageLevel.PARTIAL, "no"),
    ],
)
def test_a_document_that_could_not_be_read_may_name_the_sdk(kind, level, disclosed):
    gap = Gap(kind=kind, level=level, reason="unreadable", part="sdks.doc", detail=Bilingual("坏", "broken"))
    facts = FactSet([PolicyDocumentFact(name="p", sha256="0", characters=9)])
    found = Disclosures.of(facts, Coverage([gap]), Knowledge())
    assert found.of_sdk("anything") == disclosed
    assert [each.kind for each in found.gaps] == ([] if disclosed == "no" else ["sdk"])
