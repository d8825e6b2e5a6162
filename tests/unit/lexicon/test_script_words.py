"""Words of scripts: what they must say, and what is refused."""

from __future__ import annotations

import pytest
import yaml
from tests.support.shipped import ROOT, shipped_lexicons

from appaudit.lexicon.entries import LexiconError
from appaudit.lexicon.scripts import parse


def shipped() -> dict[str, object]:
    return dict(yaml.safe_load((ROOT / "rules" / "lexicon" / "scripts.yaml").read_text(encoding="utf-8")))


def test_objects_of_a_host() -> None:
    words = shipped_lexicons().scripts
    assert words.objects_on("alipay")["my"] == "my"
    assert words.objects_on("alipay")["uni"] == "my"
    assert "wx" not in words.objects_on("alipay")
    assert words.objects_on("")["uni"] == "uni"


def test_names_that_look_like_other_values_stay_names() -> None:
    assert "on" in shipped_lexicons().scripts.registers


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("hosts", {"wechat": {"object": "wx", "also": ["uni"]}}, "hosts must say the object of each of"),
        ("takes", {"moon": ["request"]}, "takes.moon"),
        ("packages", ["a"], "packages must be a mapping"),
        ("answers", [], "answers must be a list of texts"),
        ("other", ["a"], "unknown key 'other'"),
    ],
)
def test_what_is_refused(key: str, value: object, said: str) -> None:
    with pytest.raises(LexiconError, match=said):
        parse({**shipped(), key: value})
