"""An SDK that the app itself starts is its own use of it, whoever else brings it along."""

from __future__ import annotations

import pytest
from tests.unit.derive.test_derive import derived

from appaudit.model.facts.code import NamespaceFact
from appaudit.model.facts.conduct import SdkCallFact
from appaudit.model.facts.derived import SdkFact
from appaudit.model.facts.documents import PolicyDocumentFact


@pytest.mark.parametrize(("caller", "carried_by"), [("com.vendor.Core", "wide"), ("com.shop.App", "")])
def test_what_the_app_itself_starts_is_its_own_whoever_brings_it_along(caller: str, carried_by: str) -> None:
    facts, _ = derived(
        PolicyDocumentFact(name="p", sha256="0", characters=9),
        *(NamespaceFact(name=name, classes=3) for name in ("com.part", "com.vendor", "com.shop")),
        SdkCallFact(sdk="part", api="com.part.Part.init", action="start", caller=f"{caller}.go", caller_class=caller),
    )
    (part,) = [sdk for sdk in facts.of(SdkFact) if sdk.id == "part"]
    assert part.carried_by == carried_by
