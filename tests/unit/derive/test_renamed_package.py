"""A package that was renamed after it was built addresses itself by its first name."""

from __future__ import annotations

import pytest
from tests.support.shipped import knowledge

from appaudit.derive import derive
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.conduct import SelfStartFact
from appaudit.model.facts.package import AppFact, ComponentFact


@pytest.mark.parametrize(
    ("subject", "caller", "component", "kept"),
    [
        ("com.example.first", "com.example.first.Shell", "com.example.first.ShellService", False),
        ("com.example.first", "com.example.first.Shell", "com.example.firstborn.ShellService", True),
        ("com.example.first", "com.other.Shell", "com.example.first.ShellService", True),
        ("com.example.other", "com.example.first.Shell", "com.example.first.ShellService", True),
    ],
)
def test_a_renamed_package_that_addresses_itself_wakes_no_other(
    subject: str, caller: str, component: str, kept: bool
) -> None:
    start = SelfStartFact(
        mechanism="other_app_service", subject=subject, caller=f"{caller}.run()V", caller_class=caller
    )
    facts = FactSet((AppFact(package="com.example.second"), start, ComponentFact(type="service", name=component)))
    derive(facts, Coverage(), knowledge(), [])
    assert bool(facts.of(SelfStartFact)) is kept
