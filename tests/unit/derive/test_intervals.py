"""What is read again and again says on what the repetition depends, and shows the code around it."""

from __future__ import annotations

from appaudit.derive.intervals import collection_interval_facts
from appaudit.model.condition import Condition
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.conduct import RepetitionFact
from appaudit.model.facts.derived import DataAccessFact

WAITS = (Condition(kind="permission", subject="android.permission.ACCESS_FINE_LOCATION", method="app.Tracker.start"),)
AROUND = ("const-wide/16 v2, 5000", "invoke-virtual Timer.schedule")


def repetition(**values: object) -> RepetitionFact:
    return RepetitionFact(
        api="java.util.Timer.schedule", milliseconds=5000, caller="app.Tracker.start", caller_class="app.Tracker",
        extractor="test", **values,
    )  # fmt: skip


def read_by(method: str, **values: object) -> DataAccessFact:
    return DataAccessFact(
        data_type="mac_address", api="getMac", caller=method, party="app", party_kind="app", extractor="test", **values
    )


def test_an_interval_has_the_conditions_and_the_code_of_its_repetition() -> None:
    facts = FactSet([repetition(runs=("app.Task.run",), conditions=WAITS, snippet=AROUND), read_by("app.Task.run")])
    (fact,) = collection_interval_facts(facts)
    assert (fact.data_type, fact.read, fact.milliseconds) == ("mac_address", "getMac", 5000)
    assert (fact.conditions, fact.snippet) == (WAITS, AROUND)


def test_a_repetition_that_reads_nothing_is_no_interval() -> None:
    asked = [repetition(runs=("app.Task.run",)), read_by("app.Other.run")]
    assert collection_interval_facts(FactSet(asked)) == []
    asked = [repetition(runs=("app.Task.run",)), read_by("app.Task.run", weak=True)]
    assert collection_interval_facts(FactSet(asked)) == []
