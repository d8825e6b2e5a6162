"""What could not be read, as facts."""

from __future__ import annotations

import pytest

from appaudit.derive.limitations import limitation_facts
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, CoverageLevel, Gap


def limitations(reason: str, *details: Bilingual) -> list[tuple[str, str]]:
    coverage = Coverage()
    coverage.add(
        Gap(kind="declared_sdk", level=CoverageLevel.NONE, reason=reason, part="sdks.csv", detail=detail)
        for detail in details
    )
    return [(fact.detail_zh, fact.detail) for fact in limitation_facts(coverage)]


@pytest.mark.parametrize(
    "detail",
    [
        Bilingual("sdks.csv：清单中没有任何SDK。", "sdks.csv: no SDK found in this list."),
        Bilingual("清单中没有任何SDK", "no SDK found in this list"),
    ],
)
def test_the_name_of_the_part_and_the_full_stop_are_not_repeated(detail: Bilingual) -> None:
    """Messages name the part and put what is wrong in brackets behind it."""
    assert limitations("unreadable", detail) == [("清单中没有任何SDK", "no SDK found in this list")]


def test_what_was_not_supplied_is_no_limitation() -> None:
    assert limitations("not_supplied", Bilingual("未提供", "not supplied")) == []
    assert limitations("elsewhere", Bilingual("不在其中", "not in it")) == []


def test_a_part_of_the_artifact_that_was_not_supplied_is_one() -> None:
    assert limitations("missing_part", Bilingual("缺少分包", "no sub-package")) == [("缺少分包", "no sub-package")]


def test_a_part_is_named_once_for_a_reason() -> None:
    assert len(limitations("unreadable", Bilingual("甲", "a"), Bilingual("乙", "b"))) == 1


def gap(kind: str, part: str, level: CoverageLevel = CoverageLevel.NONE) -> Gap:
    return Gap(kind=kind, level=level, reason="unreadable", part=part, detail=Bilingual("已截断", "cut off"))


def areas(*gaps: Gap) -> list[tuple[str, str]]:
    coverage = Coverage()
    coverage.add(gaps)
    return [(fact.area, fact.part) for fact in limitation_facts(coverage)]


def test_that_a_package_has_no_texts_to_read_is_not_said_where_none_of_it_could_be_read() -> None:
    code, texts = gap("api_call", "app.apk"), gap("ui_text", "app.apk")
    assert areas(code, texts) == [("code", "app.apk")]
    assert areas(code, gap("ui_text", "resources.arsc")) == [("code", "app.apk"), ("resources", "resources.arsc")]
    assert areas(gap("api_call", "app.apk", CoverageLevel.PARTIAL), texts) == [
        ("code", "app.apk"),
        ("resources", "app.apk"),
    ]
