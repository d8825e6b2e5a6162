"""Whom a document lists, read in its own language and in the others."""

from __future__ import annotations

import re
from dataclasses import replace

from appaudit.documents.blocks import PolicyDocument
from appaudit.lexicon.lexicons import Lexicons
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.third_parties import read_third_parties
from appaudit.policy.third_party import ThirdParty, bare_key, party_key
from appaudit.records.list_context import ListContext
from appaudit.records.record import PartyRecord
from appaudit.sdk_list.text.places import Places, Spans

_HAN = re.compile(r"[\u3400-\u9fff]")
#: English in a Chinese text: words one behind the other, or a label.
_ENGLISH = re.compile(r"[A-Za-z]{3,} [a-z]{2,}|[A-Za-z]{4,}\s{0,3}[：:](?!//)")
#: Characters from which on a text in one script is read in its language alone.
_LARGE = 100_000
#: Fields that an entry gives in the language of its document, to which another language adds what is none of it.
_ENOUGH = 3


def parties_of(
    document: PolicyDocument, places: Places, lexicons: Lexicons
) -> tuple[list[ThirdParty], dict[int, tuple[PartyRecord, str]]]:
    """The parties that a document lists, read in its own language and in the others, and what it says is gone."""
    parties: dict[tuple[str, str], ThirdParty] = {}
    languages = sorted(lexicons.policy.languages.items(), key=lambda entry: entry[0] != document.language)
    gone: dict[int, tuple[PartyRecord, str]] = {}
    is_latin = document.language == "en" and _HAN.search(document.text) is None
    is_alone = is_latin or (document.language == "zh" and _ENGLISH.search(document.text) is None)
    if is_alone and len(document.text) > _LARGE:
        del languages[1:]  # whatever it names, no word of another language stands in it
    for _, language in languages:
        read = Spans(places.whole_table(party.location) for party in parties.values())
        named = {bare_key(party.name) for party in parties.values()}
        context = ListContext(document, language.parties)
        met: set[tuple[str, str]] = set()
        for party in read_third_parties(DocumentIndex(document, language), context):
            key = party_key(party)
            key = (key[0], party.purpose) if key in met else key  # a second row of one company
            met.add(key)
            # Headings are words for columns in one language, and a name in another.
            is_own = language is languages[0][1]
            is_heading = bool(lexicons.sdk_list.headings.field(party.name)) and not (is_own and fields_said(party))
            # Where no word of another language stands, that one tells more of whom it finds, and finds nobody else.
            is_again = key not in parties and (
                (is_latin and named) or read.overlap(party.location) or (not key[1] and bare_key(party.name) in named)
            )
            if is_heading or not party.is_listed or is_again:
                continue
            before = parties.get(key)
            if before is None:
                parties[key] = party
            elif fields_said(party) > fields_said(before) < _ENOUGH:
                parties[key] = _told_first(before, party)
        gone = {**context.gone, **gone}
    return list(parties.values()), gone


def fields_said(party: ThirdParty) -> int:
    """How much a reading found: the same table read with the headings of another language finds less."""
    company = party.company if party.company != party.name else ""
    return sum(map(bool, (company, party.purpose, party.data, party.link)))


def _told_first(first: ThirdParty, party: ThirdParty) -> ThirdParty:
    """A party with what an earlier reading has of it, and what that has not: labels count before sentences."""
    if first.location.start != party.location.start:
        return party
    return replace(party, purpose=first.purpose or party.purpose, company=first.company or party.company)
