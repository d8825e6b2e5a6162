"""Words that a pattern needs: they save time and must never cost a hit."""

import re
from pathlib import Path

import pytest

from appaudit.documents.document import read_document
from appaudit.lexicon.literals import LineIndex, Vocabulary, compact, required_words
from appaudit.lexicon.policy import Concept
from appaudit.policy.normalize import chinese_view, latin_view

FOLDER = Path(__file__).parent / "policies"


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("注销账号", (("注销账号",),)),
        ("智能化?推荐", (("智能",), ("推荐",))),
        ("ab+c", (("ab",), ("c",))),
        ("ab{0,2}c", (("a",), ("c",))),
        (r"(?:甲|乙[丙丁]戊)己", (("甲", "乙"), ("己",))),
        (r"(?:甲)?乙", (("乙",),)),
        (r"甲|乙\d", (("甲", "乙"),)),
        (r"甲|\d", ()),
        (r"(?<!不)支持\.com", (("支持.com",),)),
        (r"[甲乙]丙(?=丁)", (("丙",),)),
        (r"(?P<name>甲)", ()),
        (r"in \(?(?:\d|two)\)? days", (("in ",), (" days",))),
        (r"stored (?:\w+ )?(?:safely|well)", (("stored ",), ("safely", "well"))),
        (r"in [a-z]+ (?:safe|sound)|securely", (("in ", "securely"),)),
        (r"[a-z]+ (?:safe|sound)|securely", (("safe", "sound", "securely"),)),
    ],
)
def test_the_words_of_a_pattern(pattern, expected):
    """Characters that must be there, run by run; an alternative without words leaves nothing to ask for."""
    assert required_words(pattern) == expected


def test_no_hit_of_the_lexicon_is_lost(lexicon):
    """Every match of every phrase in the policies of the tests holds a word of each of its sets."""
    views = []
    for path in sorted(FOLDER.glob("*.*")):
        text = read_document(path).text if path.suffix != ".json" else ""
        views += [chinese_view(text, lexicon.languages["zh"].spelling).text, latin_view(text).text]
    for words in lexicon.languages.values():
        for concept in [*words.concepts.values(), *(data_type.concept for data_type in words.data_types)]:
            for pattern in (*concept.patterns, *concept.exceptions):
                required = required_words(pattern)
                for found in (match.group() for view in views for match in re.finditer(pattern, view)):
                    assert all(any(word in found for word in alternatives) for alternatives in required), pattern


def test_lines_are_chosen_by_their_words():
    """Only lines that hold a word of each set are searched, each with its newline."""
    index = LineIndex("甲乙\n甲\n丙乙甲")
    assert index.ranges([("甲",), ("乙", "丁")]) == [(0, 3), (5, 8)]
    assert index.ranges([("丁",)]) == []
    assert index.ranges([]) == [(0, 8)]


def test_the_compact_form_has_the_same_places():
    """Punctuation is replaced one by one, so hits are offsets of the text as given."""
    text = "可以注销，“设置-注销“。"
    assert len(compact(text)) == len(text)
    assert Concept("cancel", (), ("“[^“，]{1,9}“",)).find(text) == [(5, 12)]


@pytest.mark.parametrize("word", ["甲", "甲甲", "甲乙", "乙甲乙", "\n", "丁", "丙丁", "aa"])
def test_places_are_all_places_of_a_word(word):
    text = "甲甲甲乙\n乙甲乙甲乙\n\naaa 丙\n甲"
    expected = [position for position in range(len(text)) if text.startswith(word, position)]
    assert sorted(LineIndex(text).places(word)) == ([] if "\n" in word else expected)


@pytest.mark.parametrize("filler", ["", "the tower stands on a hill beyond the harbour\n" * 60])
@pytest.mark.parametrize(("word", "lines"), [("tower", 1), ("wert", 0), ("s", 1), ("on", 1)])
def test_a_word_is_found_in_short_texts_and_in_long_ones(filler, word, lines):
    """In short texts and in long ones."""
    index = LineIndex(filler + "a tower stands on\nnothing here\n")
    start = len(filler)
    found = [span for span in index.ranges(((word,),)) if span[0] >= start]
    assert len(found) == lines
    assert all(word in index.text[slice(*span)] for span in found)


@pytest.mark.parametrize("beginning", [2, 4])
@pytest.mark.parametrize("word", ["甲乙", "甲乙丙", "甲", "tower", "towel", "to", "丁戊", "sandstone"])
def test_words_known_beforehand_are_found_as_others_are(word, beginning):
    """One pass for all words of a vocabulary gives what a look for each of them gives."""
    text = "a tower of 甲乙丙\n乙甲\nto the 甲乙 towels\n" * 20
    vocabulary = Vocabulary(["甲乙", "甲乙丙", "甲", "tower", "towel", "to", "丁戊"], beginning)
    known, plain = LineIndex(text, vocabulary), LineIndex(text)
    assert known.ranges([(word,)]) == plain.ranges([(word,)])
    assert list(known.places(word)) == list(plain.places(word))
    assert known.ranges([("甲", word), ("tower", "乙甲")]) == plain.ranges([("甲", word), ("tower", "乙甲")])


def test_a_gate_keeps_slow_patterns_from_lines_and_hides_no_hit():
    text = "hill of the harbour\nhill apps ltd\n"
    plain = Concept("company", (), (r"[a-z ]{2,40}\bltd\b",))
    gated = Concept("company", (), (r"[a-z ]{2,40}\bltd\b",), gate=r"\bltd\b")
    closed = Concept("company", (), (r"[a-z ]{2,40}\bltd\b",), gate=r"\bgmbh\b")
    assert gated.find(text) == plain.find(text) == [(20, 33)]
    assert closed.find(text) == []


def test_lines_of_hits_are_those_that_hold_a_part_of_one():
    index = LineIndex("甲乙\n甲\n丙乙甲")
    assert index.ranges([("甲",)], index.lines_of([(0, 1), (5, 6)])) == [(0, 3), (5, 8)]
    assert index.ranges([("乙",)], index.lines_of([(3, 4)])) == []
    assert index.ranges([], index.lines_of([(1, 4)])) == [(0, 3), (3, 5)]


def test_an_exception_excludes_on_its_own_line_alone():
    concept = Concept("fruit", (), (r"\bapples?\b",), exceptions=(r"\bno\b[^\n]*", r"[^\n]*\bpie\b"))
    assert concept.find("no apples\napples\napple no apples") == [(10, 16), (17, 22)]
    assert concept.find("apples\nno pie\napple pie") == [(0, 6)]
