"""Whether the texts of an app are in a language that topics have words for: in another, each would seem absent."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Final

from appaudit.lexicon.policy import LanguageLexicon, Lexicon
from appaudit.lexicon.ui import UiLexicon
from appaudit.model.artifact import Text
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.expression import Expression
from appaudit.model.facts.code import UiTextFact
from appaudit.texts.ui_texts import resource_name

#: From so many words, or so many letters of a script without spaces, a text holds a common word of its language.
_WORDS, _LETTERS = 6, 12
#: From so many such texts something can be said of the app; the larger part of them decides.
_FEWEST: Final = 8
#: Words between spaces; an identifier, an address or a key is one piece and no sentence.
_WORD: Final = re.compile(r"(?<!\S)[^\W\d_]+(?:['’-][^\W\d_]+)?[.,;:!?。…)]*(?!\S)")
#: Letters that stand one for a syllable or a word, mostly without spaces: kana, Chinese characters, Thai, Lao, Khmer.
_UNSPACED: Final = Expression(r"[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff]")


def foreign_text_gaps(texts: Sequence[Text], topics: UiLexicon, languages: Lexicon) -> list[Gap]:
    """A gap in texts where most sentences among the string resources are in no language that there are words for.

    Args:
        texts: All of the app; of a resource its default counts, and that as known where it has a translation which is.
        topics: Names the resources that libraries bring along.
        languages: Say by which letters and common words each is known.
    """
    known: dict[str, bool] = {}
    is_library = cache(topics.libraries.match)  # each has translations
    if not _are_enough(texts, is_library):
        return []  # for so few no words are loaded
    known_languages = tuple(languages.languages)
    for text in texts:
        name, _, locale = text.place.partition(" (")
        is_known, resource = locale.startswith(known_languages), resource_name(text)
        if not resource or (locale and not is_known) or is_library(resource) or not _is_sentence(text.text):
            continue
        if is_known:
            known[name] = True
        else:
            is_known = any(_is_written(text.text.lower(), words, topics) for words in languages.languages.values())
            known[name] = known.get(name, False) or is_known
    foreign = [name for name, is_known in known.items() if not is_known]
    if len(known) < _FEWEST or len(foreign) * 2 <= len(known):
        return []
    detail = Bilingual(
        f"{len(known)} 段界面文字中有 {len(foreign)} 段既不是中文也不是英文，其中说了什么没有判断",
        f"{len(foreign)} of {len(known)} sentences on its screens are neither Chinese nor English; what they say"
        " was not judged",
    )
    return [Gap(kind=UiTextFact.kind, level=CoverageLevel.PARTIAL, reason="not_read", part=foreign[0], detail=detail)]


def _are_enough(texts: Sequence[Text], is_library: Callable[[str], object]) -> bool:
    """Whether the app has so many sentences of its own, in any language, that they say in which."""
    found: set[str] = set()
    for text in texts:
        resource = resource_name(text)
        if resource and resource not in found and not is_library(resource) and _is_sentence(text.text):
            found.add(resource)
            if len(found) >= _FEWEST:
                return True
    return False


def _is_sentence(text: str) -> bool:
    return len(_WORD.findall(text)) >= _WORDS or len(_UNSPACED.findall(text)) >= _LETTERS


def _is_written(text: str, words: LanguageLexicon, topics: UiLexicon) -> bool:
    """Whether most letters of a sentence are those of a language, and one of its common words is among them."""
    letters = [char for char in text if char.isalpha()]
    own = sum(words.form("letters").fullmatch(char) is not None for char in letters)
    if own * 2 <= len(letters):
        return False
    if "common_words" not in words.forms:
        return True
    return words.form("common_words").search(text) is not None or topics.english_words.search(text) is not None
