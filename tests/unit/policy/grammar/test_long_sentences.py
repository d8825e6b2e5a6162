"""Sentences of hundreds of verbs: what is known of the object of one verb is not read again for the next."""

from __future__ import annotations

import pytest

from appaudit.policy.grammar.nouns_zh import NounPhrases
from appaudit.policy.grammar.statements_en import EnglishGrammar
from appaudit.policy.grammar.statements_zh import ChineseGrammar


@pytest.fixture(scope="module")
def chinese(lexicon) -> ChineseGrammar:
    words = lexicon.languages["zh"]
    return ChineseGrammar(words.words, words.forms)


@pytest.fixture(scope="module")
def english(lexicon) -> EnglishGrammar:
    return EnglishGrammar(lexicon.languages["en"].words)


VERBS = "我们会收集" + "并收集" * 60


def test_data_behind_many_verbs_are_read(chinese):
    text = VERBS + "您的手机号码"
    data = {text[part.start : part.end] for act in chinese.acts(text) for part in act.data}
    assert data == {"手机号码"}
    assert not [part for act in chinese.acts(VERBS + "您的灯笼") for part in act.data]


def test_data_in_brackets_behind_many_verbs_are_read(chinese):
    text = "我们会收集" + "您的灯笼与" * 30 + "其他（例如手机号码）"
    data = {text[part.start : part.end] for act in chinese.acts(text) for part in act.data}
    assert data == {"手机号码"}


def test_a_long_part_that_may_name_data_is_told_from_one_that_does_not(chinese):
    nouns: NounPhrases = chinese.nouns
    nothing = "灯笼" * 60
    assert not nouns.may_name_data(nothing, 0, len(nothing))
    assert nouns.may_name_data(nothing + "手机", 0, len(nothing) + 2)
    assert nouns.may_name_data(nothing + "手机", len(nothing), len(nothing) + 2)
    assert not nouns.may_name_data("手机" + nothing, 2, len(nothing) + 2)
    # Where a part ends nothing follows: 号码的权利 is no data, and 号码 at the end of a part is.
    assert nouns.may_name_data(nothing + "号码的权利", 0, len(nothing) + 2)
    assert nouns.data(nothing + "号码的权利", 0, len(nothing) + 2)


@pytest.mark.parametrize(("name", "found"), [("our partners", 1), ("our lamps", 0)])
def test_who_receives_behind_many_that_name_nobody(english, name, found):
    text = "we may share your name " + "with ease and " * 8 + f"with {name}"
    recipients = [text[part.start : part.end] for act in english.acts(text) for part in act.recipients]
    assert len(recipients) == found


@pytest.mark.parametrize(("rest", "count"), [("the following", 1), ("your photos", 1), ("your lamps", 0)])
def test_a_sentence_that_names_nothing_holds_no_act(english, rest, count):
    assert len(english.acts(f"we may collect {rest}")) == count
