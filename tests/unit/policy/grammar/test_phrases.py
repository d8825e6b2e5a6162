"""The forms that the grammar asks for are in the lexicon, and each is an expression."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.support.shipped_words import shipped_lexicon

from appaudit.policy import grammar
from appaudit.policy.grammar.phrases_zh import Phrases


def test_every_form_that_the_grammar_asks_for_is_in_the_lexicon() -> None:
    forms = shipped_lexicon().languages["zh"].forms
    asked = {
        name
        for path in Path(grammar.__path__[0]).glob("*_zh.py")
        for name in re.findall(r"self\.zh\.([a-z_]+)", path.read_text(encoding="utf-8"))
    } - {"masked"}
    assert len(asked) > 40
    assert sorted(asked - set(forms)) == []


def test_every_form_of_every_language_is_an_expression() -> None:
    for lexicon in shipped_lexicon().languages.values():
        for name in lexicon.forms:
            lexicon.form(name)


def test_a_form_that_is_not_there_is_named() -> None:
    with pytest.raises(AttributeError, match="no form 'nowhere'"):
        _ = Phrases({}).nowhere
