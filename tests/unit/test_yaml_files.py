"""What a YAML file may say, and how a mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from appaudit.errors import RuleError
from appaudit.model.codec import CodecError
from appaudit.yaml_files import described_in_chinese, parse_yaml, read_yaml


@pytest.mark.parametrize("text", ["a: !!timestamp soon", "a: !!bool maybe", "a: !!int ''", "a: !!float ''"])
def test_a_value_that_is_not_what_its_tag_says_is_the_users_error(text: str) -> None:
    with pytest.raises(RuleError, match=r"^rules\.yml: "):
        parse_yaml(text, "rules.yml")


@pytest.mark.parametrize(("text", "value"), [("!!str 12", "12"), ("!!bool yes", True), ("!!int '12'", 12)])
def test_a_value_that_is_what_its_tag_says_is_read(text: str, value: object) -> None:
    assert parse_yaml(f"a: {text}", "rules.yml") == {"a": value}


def test_a_file_in_gbk_is_told_as_such_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "appaudit.yml"
    path.write_text("lang: zh  # 中文\n", encoding="utf-8")
    assert read_yaml(path) == {"lang": "zh"}
    path.write_text("lang: zh  # 中文\n", encoding="gbk")
    with pytest.raises(RuleError, match="is not UTF-8") as raised:
        read_yaml(path)
    assert raised.value.zh == f"{path}: 不是 UTF-8 编码（第 13 字节），请另存为 UTF-8"


def test_what_is_not_yaml_is_called_so_in_chinese() -> None:
    with pytest.raises(RuleError, match=r"^a\.yml:2: is not YAML: ") as raised:
        parse_yaml("policies: [p.html\nx: 1", "a.yml")
    assert raised.value.zh.startswith("a.yml:2: 不是有效的 YAML：")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("expected a list, found text 'p.html'", "应为列表，实际为文本 'p.html'"),
        ("expected a list, found 12", "应为列表，实际为 12"),
        ("expected a mapping, found a list", "应为键值对，实际为列表"),
        ("expected text, found nothing", "应为文本（数字请加引号），实际为空值"),
        ("expected one of a, b, found 'c'", "应为以下之一：a, b，实际为 'c'"),
        (
            "expected a date like 2026-11-24, or never, found 'soon'",
            "应为 2026-11-24 形式的日期或 never，实际为 'soon'",
        ),
        ("expected a date like 2026-11-24, found 'soon'", "应为 2026-11-24 形式的日期，实际为 'soon'"),
        ("expected 0 or more, found -1", "不能为负数，实际为 -1"),
        ("accepted needs a reason", "裁决为 accepted 时须写明理由"),
        ("nobody translated this", "nobody translated this"),
    ],
)
def test_what_is_wrong_with_a_value_is_said_in_chinese(what: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_text("a: 1\n", encoding="utf-8")
    assert described_in_chinese(CodecError([("a", what)]), path) == [f"{path}:1: a: {said}"]
