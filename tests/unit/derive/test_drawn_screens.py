"""Screens that an engine draws are not read, and what is not on them is not known."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_catalog

from appaudit.derive import derive
from appaudit.model.coverage import Coverage, CoverageLevel
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import NamespaceFact


@pytest.mark.parametrize(
    ("package", "level"),
    [
        ("com.unity3d.player", CoverageLevel.PARTIAL),
        ("org.cocos2dx.lib", CoverageLevel.PARTIAL),
        ("com.unity3d.ads", CoverageLevel.COMPLETE),
        ("com.example.player", CoverageLevel.COMPLETE),
    ],
)
def test_the_texts_of_an_app_that_an_engine_draws_are_not_complete(package: str, level: CoverageLevel) -> None:
    facts, coverage = FactSet([NamespaceFact(name=package, classes=5)]), Coverage()
    derive(facts, coverage, shipped_catalog().knowledge, [])
    assert coverage.level("ui_text") is level
    assert coverage.level("policy_reference") is level
