"""What names of SDKs tell, and that a user's folder may add to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.lexicons import load_lexicons
from appaudit.errors import RuleError
from appaudit.lexicon.entries import LexiconError
from appaudit.lexicon.sdk_names import SdkNameWords, parse


def words_with(folder: Path, text: str) -> SdkNameWords:
    path = folder / "lexicon" / "sdk-names.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return load_lexicons((shipped_rules(), folder)).sdk_names


def test_a_user_adds_a_function_and_an_ordinary_word(tmp_path: Path) -> None:
    own = words_with(tmp_path, "functions:\n  hot-update: [热补丁]\ngeneric: [示例云]\n")
    assert own.functions_of("某某热补丁") == {"hot-update"}
    assert shipped_lexicons().sdk_names.functions_of("某某热补丁") == frozenset()
    assert own.functions_of("热更新") == {"hot-update"}
    assert "示例云" in own.generic
    assert "推送" in own.generic


def test_a_misspelt_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="genneric"):
        words_with(tmp_path, "genneric: [示例云]\n")
    with pytest.raises(LexiconError, match="functions must be a mapping"):
        parse({})


def test_the_product_after_the_company() -> None:
    assert shipped_lexicons().sdk_names.product_of("示例科技有限公司的推送") == "推送"
    assert shipped_lexicons().sdk_names.product_of("示例推送") == "示例推送"
