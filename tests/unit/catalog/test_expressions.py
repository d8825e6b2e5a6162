"""Expressions from the cache are those that `re` compiles; what is damaged or another's is not read."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.catalog.expressions import KeptExpressions, packed_expressions
from appaudit.model.expression import Expression, compiled, remember_by

PATTERNS = [
    Expression(r"(?P<sign>[+-])?\d{1,3}(?=元)", 0),
    Expression("注销[^，。；\n]{0,16}?账号|(?:销户)+", 0),
    Expression("a(b|c)*(?<!x)", re.IGNORECASE),
    Expression("(?im)^x$", 0),
]
TEXT = "共-12元，注销您的账号；ABC\nx\n"


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "kept.expressions"
    path.write_bytes(packed_expressions([*PATTERNS, Expression("(", 0)]))
    path.chmod(0o600)
    return path


@pytest.mark.parametrize("expression", PATTERNS, ids=lambda expression: expression.pattern)
def test_an_expression_is_the_one_that_was_compiled(kept: Path, expression: Expression) -> None:
    made = KeptExpressions(kept).get(expression.pattern, expression.flags)
    expected = re.compile(expression.pattern, expression.flags)
    assert made is not None
    assert made == expected
    assert (made.flags, made.groups, dict(made.groupindex)) == (
        expected.flags,
        expected.groups,
        dict(expected.groupindex),
    )
    assert [found.group(0, *range(1, made.groups + 1)) for found in made.finditer(TEXT)] == [
        found.group(0, *range(1, made.groups + 1)) for found in expected.finditer(TEXT)
    ]


def test_other_flags_and_other_patterns_are_not_kept(kept: Path) -> None:
    memory = KeptExpressions(kept)
    assert memory.get(PATTERNS[0].pattern, re.IGNORECASE) is None
    assert memory.get("(", 0) is None
    assert memory.get("never seen", 0) is None


@pytest.mark.parametrize("damage", [b"", b"x" * 40, b"\x00" * 4096])
def test_a_damaged_file_holds_nothing(kept: Path, damage: bytes) -> None:
    kept.write_bytes(damage)
    assert KeptExpressions(kept).get(PATTERNS[0].pattern, 0) is None


def test_one_byte_that_is_not_ours_spoils_the_whole_file(kept: Path) -> None:
    content = bytearray(kept.read_bytes())
    content[-3] ^= 1
    kept.write_bytes(content)
    assert KeptExpressions(kept).get(PATTERNS[-1].pattern, 0) is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs POSIX permissions")
def test_what_others_may_write_is_not_read(kept: Path) -> None:
    kept.chmod(0o620)
    assert KeptExpressions(kept).get(PATTERNS[0].pattern, 0) is None


def test_what_is_not_kept_is_compiled(kept: Path) -> None:
    remember_by(KeptExpressions(kept).get)
    assert compiled("x+").fullmatch("xxx") is not None
    assert Expression(PATTERNS[0].pattern).search(TEXT) is not None
    with pytest.raises(re.error):
        compiled("(")


def test_what_a_run_had_to_compile_is_kept_for_the_next(kept: Path) -> None:
    memory = KeptExpressions(kept)
    assert memory.get("注册(?P<what>账号)", re.IGNORECASE) is None
    assert memory.get("(", 0) is None
    kept.write_bytes(memory.learned())
    again = KeptExpressions(kept)
    for pattern, flags in (("注册(?P<what>账号)", re.IGNORECASE), (PATTERNS[0].pattern, PATTERNS[0].flags)):
        assert again.get(pattern, flags) == re.compile(pattern, flags)
    assert again.learned() == b""
    assert again.get("(", 0) is None


def test_nothing_is_learned_from_what_is_kept(kept: Path) -> None:
    memory = KeptExpressions(kept)
    for expression in PATTERNS:
        memory.get(expression.pattern, expression.flags)
    assert memory.learned() == b""


def test_all_expressions_of_the_policy_lexicon_are_kept(tmp_path: Path) -> None:
    """What readers ask for is what is written down: otherwise it would be compiled each time."""
    lexicon = shipped_lexicons().policy
    expressions = [
        *lexicon.expressions(),
        *(item for words in lexicon.languages.values() for item in words.expressions()),
    ]
    path = tmp_path / "kept.expressions"
    path.write_bytes(packed_expressions(expressions))
    path.chmod(0o600)
    asked: list[tuple[str, int]] = []
    memory = KeptExpressions(path)

    def watched(pattern: str, flags: int) -> re.Pattern[str] | None:
        found = memory.get(pattern, flags)
        if found is None:
            asked.append((pattern, flags))
        return found

    remember_by(watched)
    try:
        for words in lexicon.languages.values():
            for concept in words.concepts.values():
                concept.find("您可以注销账号。we collect your data\n")
    finally:
        remember_by(memory.get)
    assert asked == []
