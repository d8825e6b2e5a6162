"""English uses that begin with whom they are of: "We use Egret for maps" is "maps", "Egret hosts data" "hosts data"."""

from __future__ import annotations

from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.records.wording.scripts import is_latin

#: The shortest use that is left, in characters.
_SHORTEST = 4


def without_subject(use: str, name: str, words: PartyWords) -> str:
    """What somebody is for without the beginning of the sentence that says it; another use as it is.

    Args:
        use: What is said that somebody is for.
        name: Whom the record is about, by whom a sentence may call them otherwise: "AWS" of "Amazon Web Services".
        words: How such sentences begin.
    """
    told = use.strip()
    found = words.uses_whom.match(told) or words.whom_does.match(told) if is_latin(told) else None
    if found is None or not (words.pronoun_en.fullmatch(found["whom"]) or _is_of(found["whom"], name)):
        return use
    return found["use"].strip() if len(found["use"].strip()) >= _SHORTEST else use


def _is_of(whom: str, name: str) -> bool:
    called, own = (name_key(each).replace(" ", "") for each in (whom, name))
    initials = "".join(part[0] for part in name_key(name).split() if part)
    return bool(called) and (called in own or own in called or called == initials)
