"""Names of columns and labels, as published lists of third parties write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.lexicons import load_lexicons
from appaudit.errors import RuleError
from appaudit.lexicon.columns import FieldNames


@pytest.fixture(scope="module")
def names() -> FieldNames:
    """The shipped Chinese names."""
    return shipped_lexicons().policy.languages["zh"].columns


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("company", "主体名称"),
        ("company", "所属公司名称"),
        ("company", "第三方SDK提供方的公司名称"),
        ("company", "SDK厂商"),
        ("data", "涉及的个人信息种类"),
        ("data", "个人信息收集范围"),
        ("data", "可能处理的信息类型"),
        ("data", "采集字段"),
        ("data", "采集的个人信息"),
        ("purpose", "使用目的及功能场景"),
        ("purpose", "用途和目的"),
        ("link", "第三方个人信息处理规则"),
        ("link", "个人信息保护政策/官网链接"),
        ("name", "使用SDK名称"),
        ("name", "第三方名称"),
    ],
)
def test_names_that_are_put_together(names: FieldNames, field: str, label: str) -> None:
    """Names that published lists have, and what they are made of."""
    assert names.field(label) == field


@pytest.mark.parametrize("label", ["联系地址", "公司地址", "更新日期", "联系方式", "处理方式", "共享方式", "目录", ""])
def test_other_names_are_no_field(names: FieldNames, label: str) -> None:
    """A neighbour of a known name is not that name."""
    assert names.field(label) == ""


def test_long_text_is_no_name() -> None:
    """Patterns are not tried on sentences, so that a bad one cannot take long."""
    assert FieldNames({"data": ["~(?:收集|信息)+"]}).field("收集信息" * 10) == ""


def test_a_word_goes_before_a_pattern() -> None:
    """What is written out is meant."""
    assert FieldNames({"name": ["~第三方.*"], "company": ["第三方名称"]}).field("第三方名称") == "company"


def test_a_bad_pattern_is_named_with_its_place(tmp_path: Path) -> None:
    """Whoever extends the lexicon reads where the mistake is."""
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "zz.yaml").write_text("language: zz\ntables:\n  data: ['~(信息']\n", encoding="utf-8")
    with pytest.raises(RuleError, match=r"zz\.yaml.*tables\.data"):
        load_lexicons((shipped_rules(), tmp_path))
