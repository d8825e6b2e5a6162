"""What a YAML file may say, and how a mistake in it is told."""

from __future__ import annotations

import pytest

from appaudit.errors import RuleError
from appaudit.yaml_files import parse_yaml


@pytest.mark.parametrize("text", ["a: !!timestamp soon", "a: !!bool maybe", "a: !!int ''", "a: !!float ''"])
def test_a_value_that_is_not_what_its_tag_says_is_the_users_error(text: str) -> None:
    with pytest.raises(RuleError, match=r"^rules\.yml: "):
        parse_yaml(text, "rules.yml")


@pytest.mark.parametrize(("text", "value"), [("!!str 12", "12"), ("!!bool yes", True), ("!!int '12'", 12)])
def test_a_value_that_is_what_its_tag_says_is_read(text: str, value: object) -> None:
    assert parse_yaml(f"a: {text}", "rules.yml") == {"a": value}
