"""Forms of letters that mean the letter itself, in the views that phrases are looked up in."""

from __future__ import annotations

import pytest
from tests.support.shipped_words import shipped_lexicon

from appaudit.policy import normalize
from appaudit.policy.normalize import view_of


@pytest.mark.parametrize("written", ["𝗜𝗠𝗘𝗜", "𝙸𝙼𝙴𝙸", "ⒾⓂⒺⒾ", "🄸🄼🄴🄸", "ＩＭＥＩ", "ɪᴍᴇɪ", "ᴵᴹᴱᴵ"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_letters_of_other_alphabets_are_the_letters_that_they_mean(written, language):
    view = view_of(f"x {written} y", shipped_lexicon().languages[language])
    assert "imei" in view.text
    start = view.text.index("imei")
    assert view.to_document(start, start + 4) == (2, 6)


def test_doubles_of_chinese_letters_are_those_letters():
    assert view_of("我们\uf967收集", shipped_lexicon().languages["zh"]).text == "我们不收集"


def test_letters_under_a_stroke_are_not_the_letters():
    words = shipped_lexicon().languages["zh"]
    for stroke in "\u0334\u0335\u0336":
        assert "收集" not in view_of(f"收{stroke}集{stroke}", words).text
    assert "收集" in view_of("收\u0323集\u0323", words).text


def test_every_form_is_looked_for():
    assert [code for code in normalize._PLAIN_FORMS if not normalize._HAS_FORMS.search(chr(code))] == []
