"""Clauses of English sentences, and what the ones behind a name say that somebody takes."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.wording.data_lines import data_matched
from appaudit.records.wording.sentences import denies, said_in

#: Where a clause ends behind which somebody else does something: ", Egret stores your account".
NEXT_DOER = (
    r", (?=[A-Z]\w+ (?:provides|stores|processes|hosts|handles|sends|delivers|manages|powers|runs|serves|tracks) )"
)
#: Where a clause ends.
CLAUSE = Expression(
    r"\s*(?:;\s(?![^()\n]{0,120}\))|, and (?=[A-Z]\w+ [a-z]+s\b)"
    rf"|{NEXT_DOER}"
    r"| and (?=(?:we )?(?:do not|don['’]t|never|will not) (?:send|share|store|collect|give|sell|log|track)\b)"
    r"| [—–-] (?=(?:it|they|we|these|those|your) [a-z])"
    r"| because (?=(?:all )?(?:payments?|purchases|transactions) (?:is|are) )"
    r"|, (?:and|but|so|nor) (?=(?:we|they|it|no|you|your|our|the app)\b)"
    r"|(?<=[\w)])\.\s+(?=[A-Z]|https?://)|(?<=[\w)])[!?]\s)"
)
#: Sentences behind one that names somebody in which is told what that one takes.
_MOST_NEXT = 2


def taken_behind(after: str, words: PartyWords) -> str:
    """What the names behind which a clause goes on take: ", which receives your device token"."""
    found = words.which_takes.search(after)
    return said_in(f"collects{after[found.end() :]}", 0, words).data if found else ""


def taken_next(text: str, named: Sequence[str], words: PartyWords) -> str:
    """What the next sentences say that the one named right before them takes: "It receives your device token".

    They may take up the name, or the company: "For this purpose Egret receives".
    """
    lead = words.takes_up_first.match(text)
    text = text[lead.end() :] if lead else text
    names = [name for name in named if name]
    for number, sentence in enumerate(CLAUSE.split(text, maxsplit=_MOST_NEXT)[:_MOST_NEXT]):
        said = next((sentence.replace(name, "it") for name in names if name in sentence), sentence)
        is_named = said != sentence
        if denies(said, words) or not (is_named or number == 0):
            continue
        if words.which_takes.match(said) and (data := taken_behind(said, words)):
            return data
        if data := _told_next(said, is_named=is_named, words=words):
            return data
    return ""


def taken_by_all(text: str, words: PartyWords) -> str:
    """What the next sentence says that all those take whom the one before it names: "These services may collect"."""
    sentence = CLAUSE.split(text, maxsplit=1)[0]
    found = words.leads_taking.match(f"{sentence}.") if words.take_all.match(sentence) else None
    return data_matched(found, words) if found is not None and not denies(sentence, words) else ""


def _told_next(sentence: str, *, is_named: bool, words: PartyWords) -> str:
    """What a further sentence says that goes to whom it takes up, or what that holds: "The reports contain …"."""
    found = (words.data_gone_to.match(sentence) if is_named else None) or words.data_within.match(sentence)
    return data_matched(found, words) if found is not None else ""
