"""Words by which texts are read are in `rules/lexicon/`: few Chinese characters are in Python, each with a reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.support.shipped import shipped_lexicons

ROOT = Path(__file__).resolve().parents[3]
SOURCE = ROOT / "src" / "appaudit"
#: Rooms that read what people have written.
ROOMS = ("derive", "documents", "lexicon", "policy", "records", "sdk_list", "texts")
#: Characters in expressions and lists, not in messages and docstrings, and why they are there.
ALLOWED = {
    "lexicon/traditional.py": (2480, "a table of characters, beside its user"),
    "documents/lines.py": (93, "shapes of headings and numbers: a text becomes blocks before its language is known"),
    "documents/document.py": (140, "messages"),
    "policy/grammar/statements_zh.py": (64, "single function words between the lists that the lexicon gives"),
    "documents/readers/pdf.py": (38, "messages"),
    "derive/third_parties.py": (30, "what companies are called, still to go into the lexicon"),
    "derive/screens.py": (10, "words of signing in, beside the names of account screens, still to go into the lexicon"),
    "documents/encoding.py": (28, "frequent characters by which encodings are told apart"),
    "records/wording/values.py": (16, "single characters"),
    "records/labelled/provided.py": (10, "three labels of the lexicon, put before what a sentence says"),
    "policy/quality.py": (15, "digits"),
    "policy/linked.py": (14, "numbers of headings"),
    "policy/third_parties.py": (13, "numbers of headings"),
    "documents/readers/word.py": (12, "messages"),
    "documents/sentences.py": (10, "numbers of headings"),
}
#: What any other file may hold: a character or two.
FEW = 9
LONGEST = 600
_MESSAGES = {"Bilingual", "ExtractionError", "ConfigError", "RuleError", "LexiconError"}
_CHINESE = re.compile("[\u4e00-\u9fff]")


def reading_words(path: Path) -> int:
    """Chinese characters in the texts of a module that are neither docstrings nor parts of messages."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart = {id(node) for part in ast.walk(tree) for node in set_apart(part)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in apart]
    return sum(len(_CHINESE.findall(node.value)) for node in texts if isinstance(node.value, str))


def set_apart(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        yield node.value
    elif (isinstance(node, ast.Call) and called(node) in _MESSAGES) or (
        isinstance(node, ast.keyword) and node.arg in {"zh", "hint_zh"}
    ):
        yield from ast.walk(node)


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


@pytest.mark.parametrize("room", ROOMS)
def test_few_words_by_which_texts_are_read_are_left_in_python(room: str) -> None:
    found = {path.relative_to(SOURCE).as_posix(): reading_words(path) for path in sorted((SOURCE / room).rglob("*.py"))}
    assert {name: count for name, count in found.items() if count > ALLOWED.get(name, (FEW,))[0]} == {}


def test_the_words_left_are_a_tenth_of_what_they_were() -> None:
    counted = {name: count for name, (count, what) in ALLOWED.items() if what != "messages"}
    assert sum(count for name, count in counted.items() if name != "lexicon/traditional.py") < 350


@pytest.mark.parametrize("path", sorted((ROOT / "rules" / "lexicon").glob("*.yaml")), ids=lambda path: path.name)
def test_no_line_and_no_pattern_is_longer_than_a_lawyer_can_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [number for number, line in enumerate(text.split("\n"), 1) if len(line) > LONGEST] == []
    words = yaml.safe_load(text)
    words.pop("second_opinion", None)  # weights, written by a program
    assert [phrase[:60] for phrase in phrases(words) if len(phrase) > LONGEST] == []


def phrases(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from phrases(part)


def test_the_grammar_has_its_words() -> None:
    words = shipped_lexicons().policy.languages["zh"].words
    assert {"modal", "obliged", "verb_joint", "acts_on"} <= words.keys()
