"""The compiled catalogue: equal to what was compiled, safe to load, harmless when it cannot be kept."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest
from tests.support.shipped import shipped_catalog, shipped_lexicons

from appaudit import model
from appaudit.catalog.compiled import KEPT, Compiled, compile_folders, keep_what_was_learned, load_or_compile
from appaudit.catalog.expressions import KeptExpressions
from appaudit.catalog.folders import rules_digest, shipped_rules
from appaudit.catalog.packed import unpack
from appaudit.model.expression import Expression
from appaudit.model.knowledge import Knowledge


def compile_shipped() -> Compiled:
    return compile_folders((shipped_rules(),))


def made(knowledge: Knowledge) -> Compiled:
    return knowledge, (), shipped_lexicons()


def shipped() -> Compiled:
    catalog = shipped_catalog()
    return catalog.knowledge, catalog.rules, catalog.lexicons


def never() -> Compiled:
    raise AssertionError("compiled although a cache exists")


def test_a_cached_catalogue_equals_the_compiled_one(tmp_path: Path) -> None:
    compiled = load_or_compile("d" * 64, compile_shipped, tmp_path)
    assert load_or_compile("d" * 64, never, tmp_path) == compiled


def test_another_digest_is_another_catalogue(tmp_path: Path) -> None:
    load_or_compile("a" * 64, lambda: made(Knowledge(knowledge_date="2026-01-01")), tmp_path)
    knowledge, _, _ = load_or_compile("b" * 64, lambda: made(Knowledge(knowledge_date="2026-02-02")), tmp_path)
    assert knowledge.knowledge_date == "2026-02-02"


@pytest.mark.parametrize(
    "content", [b"", b"garbage", b"[]", b"[[0,[1]],[]]", b"[" * 100_000, pickle.dumps((os.system, "true"))]
)
def test_a_damaged_or_foreign_cache_file_is_rebuilt(tmp_path: Path, content: bytes) -> None:
    load_or_compile("c" * 64, lambda: made(Knowledge()), tmp_path)
    (path,) = tmp_path.glob("*.catalog")
    path.write_bytes(content)
    knowledge, rules, _ = load_or_compile("c" * 64, lambda: made(Knowledge(knowledge_date="new")), tmp_path)
    assert (knowledge.knowledge_date, rules) == ("new", ())


def test_words_of_policies_are_unpacked_when_somebody_asks_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_or_compile("7" * 64, shipped, tmp_path)
    unpacked: list[int] = []

    def counted(content: bytes) -> object:
        unpacked.append(len(content))
        return unpack(content)

    monkeypatch.setattr("appaudit.catalog.compiled.unpack", counted)
    _, _, words = load_or_compile("7" * 64, never, tmp_path)
    assert words.ui == shipped_lexicons().ui
    assert len(unpacked) == 1
    assert list(words.policy.languages) == list(shipped_lexicons().policy.languages)
    assert len(unpacked) == 2


def test_a_cache_file_whose_words_of_policies_are_damaged_is_rebuilt(tmp_path: Path) -> None:
    load_or_compile("8" * 64, shipped, tmp_path)
    (path,) = tmp_path.glob("*.catalog")
    content = bytearray(path.read_bytes())
    content[-40] ^= 1
    path.write_bytes(content)
    knowledge, _, _ = load_or_compile("8" * 64, lambda: made(Knowledge(knowledge_date="new")), tmp_path)
    assert knowledge.knowledge_date == "new"


def test_a_place_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    knowledge, _, _ = load_or_compile("e" * 64, lambda: made(Knowledge(knowledge_date="x")), blocked)
    assert knowledge.knowledge_date == "x"


def test_expressions_that_stand_in_code_are_kept_when_a_run_ends(tmp_path: Path) -> None:
    load_or_compile("f" * 64, lambda: made(Knowledge(knowledge_date="x")), tmp_path)
    (path,) = tmp_path.glob("*.expressions")
    shorter = path.read_bytes()
    in_code = Expression("(?:写法|形式)只在代码中")
    assert in_code.search("这种形式只在代码中")
    keep_what_was_learned()
    longer = path.read_bytes()
    assert len(longer) > len(shorter)
    kept = KeptExpressions(path).get(in_code.pattern, 0)
    assert kept is not None
    assert kept.search("这种写法只在代码中")


def test_old_catalogues_are_removed(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        load_or_compile(f"{number:032d}", lambda: made(Knowledge()), tmp_path)
    assert len(list(tmp_path.glob("*.catalog"))) == KEPT


def test_the_digest_follows_content_and_names(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_text("id: a\n")
    first = rules_digest([tmp_path])
    (tmp_path / "one.yaml").write_text("id: b\n")
    second = rules_digest([tmp_path])
    (tmp_path / "one.yaml").rename(tmp_path / "two.yaml")
    assert len({first, second, rules_digest([tmp_path])}) == 3


def test_other_records_are_another_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = tmp_path / "model"
    records.mkdir()
    (records / "__init__.py").write_text("", encoding="utf-8")
    (records / "rule.py").write_text("old = 1\n", encoding="utf-8")
    monkeypatch.setattr(model, "__file__", str(records / "__init__.py"))
    load_or_compile("e" * 64, lambda: made(Knowledge(knowledge_date="2026-01-01")), tmp_path)
    (records / "rule.py").write_text("new, and longer = 1\n", encoding="utf-8")
    knowledge, _, _ = load_or_compile("e" * 64, lambda: made(Knowledge(knowledge_date="2026-02-02")), tmp_path)
    assert knowledge.knowledge_date == "2026-02-02"
