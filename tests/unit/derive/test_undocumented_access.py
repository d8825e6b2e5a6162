"""What an SDK reads beyond the statement of its vendor."""

from __future__ import annotations

import pytest

from appaudit.derive import derive
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.code import ApiCallFact, NamespaceFact
from appaudit.model.facts.package import AppFact
from appaudit.model.facts.third_party import UndocumentedAccessFact
from appaudit.model.knowledge import DataType, Knowledge
from appaudit.model.sdks import SdkSignature, Signals
from appaudit.model.source import Source

SOURCES = (Source(title="Vendor documentation", checked="2026-11-24"),)
STATEMENT = Source(title="Statement", checked="2026-11-24", url="https://alpha.example.org/privacy")


def knowledge(statement: Source | None) -> Knowledge:
    alpha = SdkSignature(
        id="alpha",
        name=Bilingual("甲推送", "Alpha"),
        category="push",
        signals=Signals(classes=("com.alpha",)),
        sources=SOURCES,
        collects=("oaid",),
        statement=statement,
    )
    types = {name: DataType(id=name, name=Bilingual(name, name)) for name in ("oaid", "imei")}
    return Knowledge(sdks={"alpha": alpha}, data_types=types)


def call(data_type: str, *, weak: bool = False, certain: bool = True, method: str = "read") -> ApiCallFact:
    return ApiCallFact(
        api=f"android.Example.{data_type}",
        caller=f"com.alpha.Core.{method}",
        caller_class="com.alpha.Core",
        data_types=(data_type,),
        role="data",
        weak=weak,
        certain=certain,
    )


def run(statement: Source | None, *facts: Fact) -> tuple[list[UndocumentedAccessFact], list[str]]:
    found, coverage = FactSet([NamespaceFact(name="com.alpha", classes=1), *facts]), Coverage()
    derive(found, coverage, knowledge(statement), [])
    gaps = [gap.part for gap in coverage.gaps if gap.kind == UndocumentedAccessFact.kind]
    return list(found.of(UndocumentedAccessFact)), gaps


def test_what_a_statement_that_was_read_whole_does_not_name() -> None:
    [fact], gaps = run(STATEMENT, call("oaid"), call("imei", certain=False), call("imei", method="again"))
    assert (fact.sdk, fact.data_type, fact.certain, fact.statement) == ("alpha", "imei", True, STATEMENT.url)
    assert (set(fact.callers), gaps) == ({"com.alpha.Core.read", "com.alpha.Core.again"}, [])


def test_without_a_statement_it_cannot_be_told() -> None:
    assert run(None, call("imei")) == ([], ["Alpha"])


@pytest.mark.parametrize("access", [call("oaid"), call("imei", weak=True)], ids=["listed", "a trace"])
def test_nothing_is_left_open_where_nothing_more_is_read(access: ApiCallFact) -> None:
    assert run(None, access) == ([], [])


def test_in_an_app_the_row_of_its_list_is_what_counts() -> None:
    assert run(STATEMENT, call("imei"), AppFact(package="org.example")) == ([], [])
