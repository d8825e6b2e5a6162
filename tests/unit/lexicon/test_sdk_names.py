"""What names of SDKs tell, and that a user's folder may add to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from appaudit.errors import RuleError
from appaudit.lexicon.sdk_names import parse_sdk_names, sdk_name_words


def user_words(folder: Path, text: str) -> Path:
    path = folder / "lexicon" / "sdk-names.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return folder


def test_a_user_adds_a_function_and_an_ordinary_word(tmp_path: Path) -> None:
    own = sdk_name_words(user_words(tmp_path, "functions:\n  hot-update: [热补丁]\ngeneric: [示例云]\n"))
    assert own.functions_of("某某热补丁") == {"hot-update"}
    assert sdk_name_words().functions_of("某某热补丁") == frozenset()
    assert own.functions_of("热更新") == {"hot-update"}
    assert "示例云" in own.generic
    assert "推送" in own.generic


def test_a_misspelt_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="genneric"):
        sdk_name_words(user_words(tmp_path, "genneric: [示例云]\n"))
    with pytest.raises(RuleError, match="'checked' is missing"):
        parse_sdk_names({})


def test_the_product_after_the_company() -> None:
    assert sdk_name_words().product_of("示例科技有限公司的推送") == "推送"
    assert sdk_name_words().product_of("示例推送") == "示例推送"
