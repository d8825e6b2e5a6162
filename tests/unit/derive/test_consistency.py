"""Practices held against the policy: how sure the code is of what it does."""

from __future__ import annotations

import pytest
from tests.support.shipped import knowledge

from appaudit.derive.consistency import consistency_facts
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.derived import DataAccessFact
from appaudit.model.facts.documents import PolicyDocumentFact


def access(*, certain: bool, caller: str) -> DataAccessFact:
    return DataAccessFact(
        data_type="name", api="field:姓名", caller=caller, party="app", party_kind="app", phase="other", certain=certain
    )


@pytest.mark.parametrize(
    ("sure", "certain"), [([True], True), ([False], False), ([False, True], True), ([False, False], False)]
)
def test_a_practice_is_certain_where_one_of_its_accesses_is(sure: list[bool], certain: bool) -> None:
    accesses = [access(certain=one, caller=f"pages/{number}:send") for number, one in enumerate(sure)]
    facts = FactSet([PolicyDocumentFact(name="p", sha256="0", characters=9), *accesses])
    (found,) = consistency_facts(facts, knowledge(), policy_is_complete=True)
    assert (found.verdict, found.certain) == ("omitted", certain)
