"""An app that addresses a component of its own package under another edition's name wakes no other app."""

from __future__ import annotations

import pytest
from tests.unit.derive.test_derive import derived

from appaudit.model.facts.conduct import SelfStartFact
from appaudit.model.facts.package import ComponentFact


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
    facts, _ = derived(start, ComponentFact(type="service", name=component))
    assert bool(facts.of(SelfStartFact)) is kept
