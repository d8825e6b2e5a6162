"""What an SDK listens to its sensors for: names of shaking alone say it only of one that is known for it."""

from __future__ import annotations

import pytest
from tests.support.shipped import knowledge

from appaudit.derive import derive
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import SensorUseFact
from appaudit.model.facts.derived import SensorFact
from appaudit.model.facts.package import AppFact

KNOWN, OTHER, OWN = "com.bytedance.sdk.openadsdk.S", "com.intentsoftware.addapptr.S", "com.example.app.S"


@pytest.mark.parametrize(
    ("name", "words", "jumps", "verdict"),
    [
        (KNOWN, ("call of onShake",), False, "shake"),
        (OTHER, ("call of onShake",), False, "sensor_only"),
        (OTHER, ("call of onShake",), True, "shake"),
        (OTHER, ('constant "摇一摇"',), False, "shake"),
        (OTHER, ('constant "shake"',), False, "sensor_only"),
        (OWN, ("call of onShake",), False, "shake"),
    ],
)
def test_names_of_shaking_do_not_say_what_it_is_for(
    name: str, words: tuple[str, ...], jumps: bool, verdict: str
) -> None:
    use = SensorUseFact(class_name=name, listens=True, sensor_types=(1,), compares=True, shake_words=words, jumps=jumps)
    facts = FactSet((AppFact(package="com.example.app"), use))
    derive(facts, Coverage(), knowledge(), [])
    assert [fact.verdict for fact in facts.of(SensorFact)] == [verdict]
