"""Words of ArkTS: what they must say, and what is refused."""

from __future__ import annotations

import pytest
import yaml
from tests.support.shipped import ROOT, shipped_lexicons

from appaudit.lexicon.arkts import parse
from appaudit.lexicon.entries import LexiconError


def shipped() -> dict[str, object]:
    return dict(yaml.safe_load((ROOT / "rules" / "lexicon" / "arkts.yaml").read_text(encoding="utf-8")))


def test_what_the_system_starts_is_known_by_the_class_that_is_extended() -> None:
    words = shipped_lexicons().arkts
    assert "onWindowStageCreate" in words.started["@ohos.app.ability.UIAbility"]
    assert "onBackground" in words.entered["@ohos.app.ability.UIAbility"]
    assert not set(words.started["@ohos.app.ability.UIAbility"]) & set(words.entered["@ohos.app.ability.UIAbility"])


@pytest.mark.parametrize(("name", "is_handler"), [("onClick", True), ("onion", False), ("width", False)])
def test_handlers_are_told_by_their_names(name: str, is_handler: bool) -> None:
    assert (shipped_lexicons().arkts.handlers.search(name) is not None) == is_handler


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("started", ["onCreate"], "started must be a mapping"),
        ("answers", [], "answers must be a list of texts"),
        ("handlers", ["("], "handlers"),
        ("other", ["a"], "unknown key 'other'"),
    ],
)
def test_what_is_refused(key: str, value: object, said: str) -> None:
    with pytest.raises(LexiconError, match=said):
        parse({**shipped(), key: value})
