"""Whose policy a document is: the names in its title and of what it applies to, held against the names of the app.

A name in Latin letters and one in Chinese characters are compared by the package, by the sounds of the characters, and
by whether the document names the app anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from appaudit.lexicon.parties import PartyWords
from appaudit.model.facts.policy_text import PolicyTextFact, PolicyTitleFact
from appaudit.model.record import record
from appaudit.policy.document_index import DocumentIndex

_EXTRACTOR: Final = "policy"
_LETTERS = re.compile(r"[\W_]+")
_LATIN = re.compile("[a-z0-9]+")
#: Characters in a row that two names must share to be the same: two Chinese ones, four of others.
_SHARED_CHINESE = 2
_SHARED_LATIN = 4
#: From so many characters on a Chinese name that stands in a text is no ordinary word there; a Latin one.
_NAME_CHINESE, _NAME_LATIN = 3, 4
#: The key behind the sounds of the lexicon.
_END: Final = "end"


@record
class AuditedApp:
    """What documents are held against: the names of the app, its package, whether it is a mini-program, and the day.

    `day` is the ISO date of the audit, empty where none was given.
    """

    names: tuple[str, ...] = ()
    package: str = ""
    is_mini_program: bool = False
    day: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is an app; a policy may be read alone."""
        return bool(self.names or self.package or self.is_mini_program)


#: Where nobody knows whose policy is read.
NO_APP: Final = AuditedApp()


def other_name(indexes: Sequence[DocumentIndex], titles: Sequence[PolicyTitleFact], app: AuditedApp) -> str:
    """The name by which one document is another app's policy; empty where it is this one's or nothing tells.

    What it says it applies to goes before its title. A company's name in a title is no other app, and neither is one
    beside which the document says that it applies to this app.
    """
    if not indexes:
        return ""
    words = indexes[0].lexicon
    labels = [label for name in app.names if (label := plain(name, words.parties)) and not name.startswith("@")]
    if not labels:
        return ""
    text = indexes[0].view.text
    named = [fact for fact in titles if fact.is_heading and not words.form("title_of_all").fullmatch(fact.name)]
    for facts in ([fact for fact in named if fact.is_scope], named):
        if not facts:
            continue
        if any(_is_this_app(fact, label, text, app.package, words.parties) for fact in facts for label in labels):
            return ""
        others = [fact.name for fact in facts if not words.form("title_company").search(fact.name)]
        if not others or any(_is_applied_to(name, indexes) for name in app.names):
            return ""
        return others[0]
    return ""


def whose_facts(others: Iterable[tuple[str, Iterable[PolicyTitleFact]]], *, has_own: bool) -> list[PolicyTextFact]:
    """One fact for each other app that a document is the policy of; its `value` is 1 beside a policy of this app's."""
    facts: dict[str, PolicyTextFact] = {}
    for name, titles in others:
        place = next(title.location for title in titles if title.name == name)
        facts.setdefault(
            name,
            PolicyTextFact(
                issue="other_name", subject=name, value=1 if has_own else -1, location=place, extractor=_EXTRACTOR
            ),
        )
    return list(facts.values())


def plain(name: str, words: PartyWords) -> str:
    """A name without spaces, signs and the words that all names share."""
    return words.app_name_common.sub("", _LETTERS.sub("", name.lower()))


def _is_applied_to(name: str, indexes: Sequence[DocumentIndex]) -> bool:
    """Whether a document says that it applies to a name, or that it is another name of what it applies to."""
    return any(
        index.lexicon.form("title_applied").search(index.view.text, max(0, start - _BEFORE), start)
        for index in indexes
        for start in _starts(name.lower(), index.view.text)
    )


#: How far before a name stands what says that it is one of those meant, in characters.
_BEFORE: Final = 40


def _starts(name: str, text: str) -> Iterable[int]:
    found = text.find(name)
    while found >= 0:
        yield found
        found = text.find(name, found + len(name))


def _is_this_app(title: PolicyTitleFact, label: str, text: str, package: str, words: PartyWords) -> bool:
    """Whether a name may be that of a label: not where it is for an audience that the label is not for."""
    name = plain(title.name, words)
    if title.audience not in label:
        return False
    if not name or name in label or label in name:
        return True
    if _is_chinese(name) == _is_chinese(label):
        return _is_similar(name, label) and (name[-2:] != label[-2:] or _is_named(label, text))
    latin, chinese = (label, name) if _is_chinese(name) else (name, label)
    parts = [part for part in _LATIN.findall(chinese) if len(part) > 1]
    return (
        any(part in latin for part in parts)
        or (latin == name and len(latin) >= _NAME_LATIN and latin in plain(package, words))
        or _sounds_like(latin, chinese, words)
        or _is_named(label, text)
    )


def _is_named(label: str, text: str) -> bool:
    return len(label) >= (_NAME_CHINESE if _is_chinese(label) else _NAME_LATIN) and label in _LETTERS.sub("", text)


def _is_chinese(name: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in name)


def _is_similar(first: str, second: str) -> bool:
    length = _SHARED_CHINESE if _is_chinese(first) else _SHARED_LATIN
    return any(first[start : start + length] in second for start in range(len(first) - length + 1))


def _sounds_like(latin: str, chinese: str, words: PartyWords) -> bool:
    """Whether Latin letters may spell the characters, or be their initials; rare characters may sound like anything."""
    sounds = [_initial(char, words.app_name_sounds) for char in chinese if _is_chinese(char)]
    syllables = words.app_name_syllable
    spells = re.fullmatch(f"(?:{syllables.pattern})+", latin) is not None
    spelled = [syllable[0] for syllable in syllables.findall(latin)] if spells else list(latin)
    known = [sound == said for sound, said in zip(sounds, spelled, strict=False) if sound]
    return 1 < len(spelled) <= len(sounds) and bool(known) and all(known)


def _initial(char: str, sounds: Mapping[str, str]) -> str:
    """The letter that the sound of a character begins with; empty for a character that is not ordered by sound."""
    code = char.encode("gb2312", "ignore")
    number = bisect_right([first.encode("gb2312") for first in sounds.values()], code)
    letter = list(sounds)[number - 1] if number else _END
    return "" if letter == _END else letter
