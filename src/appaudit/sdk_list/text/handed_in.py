"""A document that was handed in as the list of third parties, and does not say itself that it is one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from appaudit.documents.blocks import PolicyDocument
from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.parties import PartyWords
from appaudit.model.location import Location
from appaudit.policy.third_party import ThirdParty, bare_key
from appaudit.records.wording.groups import use_titled
from appaudit.records.wording.names import is_known
from appaudit.records.wording.values import is_company, is_product, plain
from appaudit.sdk_list.text.parties import fields_said, parties_of
from appaudit.sdk_list.text.places import Places, Spans
from appaudit.sdk_list.text.titled import below_title

#: The longest text that is read as a list for nothing but that it was handed in as one.
_LONGEST = 40_000
#: Parties of a document that does not say what it lists, at the least.
_FEWEST_DECLARED = 2
#: What an entry has behind its name, and no title.
_SAYS_MORE, _COLON = re.compile(r"[—–(（]| - "), re.compile("[：:]")


def declared_parties(document: PolicyDocument, parties: list[ThirdParty], lexicons: Lexicons) -> list[ThirdParty]:
    """The parties of a document that does not say what it lists, for it was handed in as the list of them.

    They count where it holds nothing else but a title of any policy: a heading or a sentence may speak of other things.
    """
    if len(document.text) > _LONGEST or _has_title(document, lexicons.parties):
        return parties
    titled = below_title(document, lexicons.parties)
    declared, _ = parties_of(titled.document, Places(titled.document), lexicons)
    declared = titled.back(declared)
    lines = {document.text.count("\n", 0, party.location.start) for party in declared}
    there = {bare_key(party.name) for party in declared}
    lost = [party for party in parties if bare_key(party.name) not in there and _is_somebody(party, lexicons.parties)]
    said, said_before = sum(map(fields_said, declared)), sum(map(fields_said, parties))
    if len(lost) * 2 > len(parties) or (len(declared), said) <= (len(parties), said_before):
        return parties
    # "会员服务：提供会员权益" names nobody.
    are_uses = any(lexicons.parties.serves.match(party.name) for party in declared)
    is_list = len(lines) >= _FEWEST_DECLARED and not (are_uses or _says_else(document, declared, lexicons.parties))
    return declared if is_list else parties


def _is_somebody(party: ThirdParty, words: PartyWords) -> bool:
    """Whether one tells by the name of a party that it is one."""
    return any(form(party.name, words) for form in (is_known, is_product, is_company))


def _has_title(document: PolicyDocument, words: PartyWords) -> bool:
    """Whether what a document begins with speaks of third parties and is no entry like what stands below it."""
    if len(document.blocks) < _FEWEST_DECLARED:
        return False
    first, below = document.blocks[:2]
    text = plain(document.text[first.start : first.end])
    is_like = (first.kind, first.level) == (below.kind, below.level)
    # "Annex: third-party SDKs" speaks of them behind its colon, "Egret SDK: statistics" before it.
    is_title = not is_like or (_SAYS_MORE.search(text) is None and _COLON.search(text) is not None)
    return is_title and words.context.search(_COLON.split(text)[-1] if is_like else text) is not None


def _says_else(document: PolicyDocument, parties: Sequence[ThirdParty], words: PartyWords) -> bool:
    """Whether a document has lines outside of the places of its parties that are more than a title of any policy.

    What stands below a heading that names one is of that one, up to the next heading.
    """
    heads = [block for block in document.blocks if block.kind == "heading"]
    places = []
    for party in parties:
        place = party.location
        index = bisect_right(heads, place.start, key=lambda block: block.start)
        above = heads[index - 1] if index else None
        if above is not None and party.name in document.text[above.start : above.end]:
            after = heads[index].start if index < len(heads) else len(document.text)
            place = replace(place, start=above.start, end=max(place.end, after))
        places.append(place)
    read = Spans(places)
    start = 0
    for line in document.text.split("\n"):
        end = start + len(line)
        said = plain(line)
        here = Location(path=document.name, start=start, end=max(end, start + 1))
        is_title = words.title_of_any.fullmatch(said) is not None or bool(use_titled(said.rstrip("."), words))
        if said and not read.overlap(here) and not is_title:
            return True
        start = end + 1
    return False
