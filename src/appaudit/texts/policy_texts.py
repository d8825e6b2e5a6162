"""Whole privacy policies among the texts of an app, and the dates by which copies of a policy are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from appaudit.lexicon.ui import PolicyTextWords
from appaudit.model.artifact import Text
from appaudit.model.expression import Expression
from appaudit.model.facts.policy_text import PolicyCopyFact
from appaudit.model.location import Location
from appaudit.model.words import CopyRelation

_EXTRACTOR = "policy_texts"
#: Letters of the shortest policy; a Chinese character says as much as two. A notice shown before consent has a few
#: hundred of either, the shortest policies of the corpora about two thousand.
_SHORTEST = 1_500
_HAN: Final = Expression(r"[\u4e00-\u9fff]+")
#: Of the characters of a Chinese text at least this share are Chinese: names of SDKs and addresses stand between them.
_SHARE: Final = 0.3
#: Where a policy says that it is one.
_OPENING = 400
#: Characters of a line that is a title.
_TITLE = 40
#: Documents read at most: apps hold copies by language and by version of the operating system.
_LIMIT = 3
#: What policies speak of; a text with fewer of these is a summary, a dialogue or another agreement. A file that bears
#: the name of one may be a thin policy.
_SUBJECTS_NEEDED, _NEEDED_IN_A_NAMED_FILE = 4, 3
_NAMED: Final = re.compile("privacy|yinsi", re.IGNORECASE)


def policy_texts(texts: Iterable[Text], words: PolicyTextWords, pages: Iterable[Text] = ()) -> list[Text]:
    """The texts that are a privacy policy from title to contact; equal ones are kept once.

    Those in Chinese come first, of each the longest: it is they that users in China are shown. `pages` are pages of
    which it is known already that they are policies.
    """
    found: dict[str, Text] = {}
    for text in pages:
        found.setdefault("".join(text.text.split()), text)
    for text in texts:
        if 2 * len(text.text) >= _SHORTEST and _letters(text.text) >= _SHORTEST and is_policy(text, words):
            found.setdefault("".join(text.text.split()), text)
    return sorted(found.values(), key=lambda text: (not _is_chinese(text.text), -len(text.text), text.place))[:_LIMIT]


def _chinese_characters(text: str) -> int:
    return sum(map(len, _HAN.findall(text)))


def _letters(text: str) -> int:
    return len(text) + _chinese_characters(text)


def _is_chinese(text: str) -> bool:
    return _chinese_characters(text) >= _SHARE * len(text)


def policy_date(text: str, words: PolicyTextWords) -> str:
    """The latest date at which a policy says it was updated or takes effect, as ISO date; empty where it says none."""
    dates = [f"{int(year):04}-{int(month):02}-{int(day):02}" for year, month, day in _dates(text, words)]
    return max(dates, default="")


def _dates(text: str, words: PolicyTextWords) -> Iterable[tuple[str, ...]]:
    return (found.groups() for found in words.dated.finditer(text))


def policy_copies(
    texts: Iterable[Text], supplied: Sequence[str], words: PolicyTextWords, pages: Iterable[Text] = ()
) -> list[PolicyCopyFact]:
    """How old the policies inside the app are, held against the texts that were supplied."""
    supplied_date = max((policy_date(text, words) for text in supplied), default="")
    return [_copy(text, supplied_date, words) for text in policy_texts(texts, words, pages)]


def _copy(text: Text, supplied_date: str, words: PolicyTextWords) -> PolicyCopyFact:
    date = policy_date(text.text, words)
    relation: CopyRelation = "unknown"
    if date and supplied_date:
        relation = "same" if date == supplied_date else "older" if date < supplied_date else "newer"
    return PolicyCopyFact(
        place=text.place,
        relation=relation,
        date=date,
        supplied_date=supplied_date,
        location=Location(path=text.place),
        extractor=_EXTRACTOR,
    )


def is_policy(text: Text, words: PolicyTextWords) -> bool:
    """Whether a text has the title of a privacy policy and speaks of what one does."""
    opening = text.text.lstrip()[:_OPENING]
    if not words.title.search(opening) or words.of_others.search(opening) or _is_agreement(opening, words):
        return False
    needed = _NEEDED_IN_A_NAMED_FILE if _NAMED.search(text.place.rpartition("/")[2]) else _SUBJECTS_NEEDED
    return sum(bool(subject.search(text.text)) for subject in words.subjects) >= needed


def _is_agreement(opening: str, words: PolicyTextWords) -> bool:
    """Whether the first title of a text is that of another agreement, which only refers to a policy."""
    lines = [line.strip() for line in opening.splitlines()]
    about_policies = [line for line in lines if words.title.search(line)]
    agreement = next((at for at, line in enumerate(lines) if words.agreement.search(line)), len(lines))
    is_referred_to = all("《" in line or len(line) > _TITLE for line in about_policies)
    return is_referred_to and agreement < lines.index(about_policies[0])
