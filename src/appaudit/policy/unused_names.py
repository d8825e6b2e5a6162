"""Names that a sentence gives only to say that they are not there: not used, no longer, not yet, or by others.

What is denied, planned or told of another app discloses nothing. A sentence that says what somebody is not used for,
or when not, says that they are used.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from appaudit.lexicon.parties import PartyWords
from appaudit.policy.third_party import ThirdParty

#: Characters before a name, behind it, and of what is told on, that are looked at.
_BEFORE, _BEHIND = 160, 320
#: Where sentences end, and clauses.
_SENTENCE = re.compile(r"[。；;！!？?\n]|(?<!\bInc)(?<!\bLtd)\.(?=\s|$)")
_CLAUSE = re.compile(r"[，,。；;！!？?：:\n]|(?<!\bInc)(?<!\bLtd)\.(?=\s|$)")
#: What parts the names that a word denies, and ends them.
_BETWEEN_DENIED = re.compile(r"[\s,/()]+")
_STOPS = re.compile(r"[.;:!?](?:\s|$)")
#: The shortest name behind a verb that is read as the beginning of one.
_SHORTEST = 2
#: Clauses behind the one that names somebody which may say that it is gone.
_MOST_NEXT = 3


def is_unused_here(text: str, begin: int, start: int, end: int, words: PartyWords, own: Collection[str]) -> bool:
    """Whether a text names somebody only to say that it is not there.

    Args:
        text: The document.
        begin: Where the line of the name begins.
        start: Where the name begins.
        end: Where it ends.
        words: How such sentences look.
        own: What the app of the document is called, in small letters.
    """
    return any(_is_unused(text, begin, at, end, words, own) for at in _beginnings(text, start, end, words))


def _beginnings(text: str, start: int, end: int, words: PartyWords) -> list[int]:
    """Where a name may begin: what is found for one may begin with a Chinese verb, "未接入白鹭SDK"."""
    inside = (found.end() for found in words.unused_verb_ends.finditer(text, start, max(start, end - _SHORTEST)))
    return [start, *inside]


def _is_unused(text: str, begin: int, start: int, end: int, words: PartyWords, own: Collection[str]) -> bool:
    before = _SENTENCE.split(text[max(begin, start - _BEFORE) : start])[-1]
    behind = text[end : end + _BEHIND].partition("\n\n")[0]
    if words.unused_unless.search(before):
        return False
    if words.unused_before.search(before) and words.unused_behind.match(behind):
        return True
    if any(form.search(before) for form in (words.unused_planned, words.unused_others)):
        return True
    if words.unused_question.search(before) and words.unused_answer.match(behind):
        return True
    return words.unused_self.match(behind) is not None or _is_told_gone(before, behind, words, own)


def ends_in_denied(before: str, words: PartyWords) -> bool:
    """Whether nothing but names stands between a word that denies what follows and the end: "(no Egret, Finch or"."""
    first = next(iter([*words.denied_first.finditer(before)][-1:]), None)
    rest = before[first.end() :] if first is not None else "."
    named = _BETWEEN_DENIED.split(rest)
    return _STOPS.search(rest) is None and all(
        not word or word[:1].isupper() or words.denied_between.fullmatch(word) for word in named
    )


def is_unused_by_name(text: str, party: ThirdParty, words: PartyWords, own: Collection[str]) -> bool:
    """Whether a text names a party first, where it speaks of it, only to say that it is not there."""
    start = text.find(party.name, party.location.start, party.location.end)
    line = text.rfind("\n", 0, max(start, 0)) + 1
    return start >= 0 and is_unused_here(text, line, start, start + len(party.name), words, own)


def _is_told_gone(before: str, behind: str, words: PartyWords, own: Collection[str]) -> bool:
    """Whether one of the next clauses takes somebody up to say that it is gone, or not in this app."""
    first, *clauses = _CLAUSE.split(behind)[: _MOST_NEXT + 1]
    was_there = any(words.unused_formerly.search(part) for part in (before, first))
    is_ours = _speaks_of_us(before, words, own)
    for clause in map(str.strip, clauses):
        if words.unused_unless.search(clause):
            continue
        if words.unused_removed.search(clause) or (was_there and words.unused_gone.search(clause)):
            return True
        # "Egret Shop embeds it, Egret Seller does not contain it" denies it of the other app.
        if words.unused_taken_up.search(clause) and not (is_ours and not _speaks_of_us(clause, words, own)):
            return True
    return False


def _speaks_of_us(clause: str, words: PartyWords, own: Collection[str]) -> bool:
    said = clause.lower()
    return any(name in said for name in own) or words.unused_ours.search(clause) is not None
