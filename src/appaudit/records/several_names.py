"""Entries whose name lists several: "白鹭SDK、青鸟SDK", "Stripe, PayPal and Adyen"."""

from __future__ import annotations

from dataclasses import replace

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.record import PartyRecord
from appaudit.records.wording.groups import use_titled
from appaudit.records.wording.names import begins_known, is_brand_alone, is_kind_of_sdk, is_known, is_whole, sdks_in
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import LONGEST_NAME, plain

_BETWEEN = Expression(r",? (?:and|&) |, ?")
#: What a row of a table says of several is told where tables are read, and sections have one heading.
_LAYOUTS = frozenset({"labels", "parts", "items", "names", "alike"})
#: Names of which nobody need be known.
_FEWEST = 3
#: The same where one of them is known.
_FEWEST_BESIDE_KNOWN = 2


def each_named(record: PartyRecord, words: PartyWords) -> list[PartyRecord]:
    """A record once for each that its name lists, where all are SDKs or somebody known: what it says holds for all."""
    name = record.value("name")
    if of_kind := _each_of_kind(record, words):
        return of_kind
    # "Apple and Google (purchases)" says what both are named for.
    if record.layout not in _LAYOUTS or not name or "(" in name:
        return [record]
    names = sdks_in(name, words) if record.layout == "labels" else []
    if not names:
        parts = _BETWEEN.split(name) if is_latin(name) else words.between_names.split(name)
        listed = [plain(part) for part in parts if part.strip()]
        if len(listed) == 1 and not is_latin(name):
            listed = [plain(part) for part in words.between_parties.split(name) if part.strip()]
        are_known = len(listed) > 1 and all(_is_name(part, words) for part in listed)
        names = listed if are_known else _several(name, words)
    return [replace(record, fields={**record.fields, "name": each}) for each in names] or [record]


def _each_of_kind(record: PartyRecord, words: PartyWords) -> list[PartyRecord]:
    """A record once for each whom the brackets behind a kind of SDK name: "推送类SDK（白鹭推送、青鸟推送）"."""
    kind = record.value("name")
    listed = [plain(part) for part in words.between_names.split(record.value("purpose"))]
    if record.layout not in _LAYOUTS or not is_kind_of_sdk(kind, words) or not all(_is_name(x, words) for x in listed):
        return []
    use = use_titled(kind, words) or kind
    return [replace(record, fields={**record.fields, "name": each, "purpose": use}) for each in listed]


def _several(name: str, words: PartyWords) -> list[str]:
    """The Latin names between which the comma of Chinese lists stands, that no name has: "Egret、Finch、Wren"."""
    parts = [plain(part) for part in name.split("、")]
    fewest = _FEWEST_BESIDE_KNOWN if any(is_known(part, words) for part in parts) else _FEWEST
    are_names = len(parts) >= fewest and all(is_brand_alone(part, words) and is_whole(part) for part in parts)
    return parts if are_names and all(map(is_latin, parts)) else []


def _is_name(part: str, words: PartyWords) -> bool:
    is_one = is_known(part, words) or (not is_latin(part) and begins_known(part, words))
    return is_one and is_whole(part) and len(part) <= LONGEST_NAME
