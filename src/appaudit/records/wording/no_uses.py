"""Uses that are none: a company, the name of somebody known, a condition; and where somebody is, behind a use."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import begins_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import is_company, plain

#: A place in brackets at the end of a use.
_PLACED = Expression(r"\s\((?P<place>[A-Z][^()\n]{1,40})\)[.;]?$")
#: The longest name of somebody that stands where a use does: words in English, characters in Chinese.
_MOST_WORDS, _MOST_CHARACTERS = 3, 10


def without_no_uses(records: Sequence[PartyRecord], words: PartyWords) -> None:
    """Take off records what is no use, and off their uses where somebody is; what is left stands as it is written."""
    for record in records:
        use = record.value("purpose").strip()
        if not use:
            continue
        placed = _PLACED.search(use)
        if placed is not None and all(words.place.fullmatch(part.strip()) for part in placed["place"].split(",")):
            record.fields["purpose"] = use = use[: placed.start()]
        if words.use_of_nobody.fullmatch(plain(use)) or _is_somebody(use, words):
            record.fields["purpose"] = ""


def _is_somebody(use: str, words: PartyWords) -> bool:
    """Whether a use is the name of a company or of somebody known and nothing else."""
    if is_company(use, words) and not words.purpose.search(use):
        return True
    if not is_latin(use):
        is_platform = begins_known(use, words) and words.open_platform.search(use) is not None
        return is_platform and len(use) <= _MOST_CHARACTERS
    return name_key(use) in words.known_names and len(use.split()) <= _MOST_WORDS and use[:1].isupper()
