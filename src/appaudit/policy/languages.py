"""In which languages a document is written, of those that the lexicon has words for; no other is guessed.

Every language says by which letters it is written and which common words a text in it holds (`written` in its files). A
text of which much is in letters of none, or has no common word, is in an unknown language: read as another, everything
would seem absent.
"""

from __future__ import annotations

from collections import Counter

from appaudit.lexicon.policy import LanguageLexicon, Lexicon
from appaudit.model.record import record

#: Letters from which a text is long enough to be in a language at all.
_FEWEST = 5
#: A second language is read where it takes so many letters, and a fourth as much as the first.
_GOOD_PART, _TIMES = 1500, 4
#: Letters of other scripts that a text may hold, one to so many of its own: names and addresses.
_FOREIGN = 10
#: Letters in which a common word must stand, in a text of more than so many times that; English has one in twenty. A
#: shorter one must have any, but for a few words such as a title.
_PER_WORD, _SHORT = 80, 4


@record(kw_only=False)
class LanguagesFound:
    """The lexicons to read a document with, the main language first; `is_unknown` says that it is in another."""

    lexicons: tuple[LanguageLexicon, ...]
    is_unknown: bool

    @property
    def main(self) -> str:
        """The id of the main language, empty when there is none."""
        return self.lexicons[0].language if self.lexicons else ""


def languages_of(text: str, lexicon: Lexicon) -> LanguagesFound:
    """The languages of a text: the one that most of it is in, and those that a good part is in."""
    all_of_them = Counter(text)
    counts = {char: count for char, count in all_of_them.items() if char.isalpha()}
    letters = sum(counts.values())
    other_scripts = letters - sum(count for char, count in counts.items() if char.isascii())
    own = {
        name: sum(all_of_them[char] for char in filter(words.form("letters").fullmatch, all_of_them))
        for name, words in lexicon.languages.items()
    }
    most = max((own[name] for name, words in lexicon.languages.items() if not words.is_latin), default=0)
    taken = {
        name: own[name] * words.weight
        for name, words in lexicon.languages.items()
        if _is_written(text, words, own[name], other_scripts - (most if words.is_latin else own[name]))
    }
    if letters < _FEWEST or not taken:
        return LanguagesFound((), is_unknown=letters >= _FEWEST)
    main = max(sorted(taken), key=lambda name: taken[name])
    parts = [name for name in taken if taken[name] > _GOOD_PART and taken[name] * _TIMES >= taken[main]]
    chosen = sorted({main, *parts}, key=lambda name: (-taken[name], name))
    return LanguagesFound(tuple(lexicon.languages[name] for name in chosen), is_unknown=False)


def _is_written(text: str, words: LanguageLexicon, own: int, foreign: int) -> bool:
    if not own or foreign * _FOREIGN > own:
        return False
    if own < _PER_WORD or "common_words" not in words.forms:
        return True
    common = len(words.form("common_words").findall(text))
    return common * _PER_WORD >= own if own >= _PER_WORD * _SHORT else common > 0
