"""Addresses that stand where a use or data does, or at their end, told apart from these: there policies stand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import is_at
from appaudit.records.wording.values import address_in

#: An address at the end of a value, with what parts them.
_BEHIND = Expression(
    r"[\s.;，,；。—–-]+(?P<link>https?://\S+)\s*$|\s*\((?:see )?(?P<bare>[a-z0-9-]+(?:\.[a-z0-9-]+)+/[^\s()]*)\)$"
)
#: A label with an address behind a sentence: "email address. Terms of Service: https://…".
_LABELLED = Expression(r"\.\s+(?:[A-Z][\w ]{2,40}): https?://")
_FIELDS = ("purpose", "data")
#: An address behind a dash, which ends what a sentence says of somebody: "Egret (mail) — egret.example;".
_NEXT = Expression(
    r"[^\n;—–]{2,160}? [—–-] (?P<link>(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s;,]*)?)(?=[;,.]?(?:\s|$))", re.IGNORECASE
)
#: Where a policy is, without a protocol: "see egret.example/privacy".
_POLICY_AT = Expression(
    r"(?<![@\w/.-])(?P<link>(?:[a-z0-9-]+\.)+[a-z]{2,6}/[^\s()（）<>\"'，。；;]*(?:privacy|policy|policies|legal)"
    r"[^\s()（）<>\"'，。；;]*)",
    re.IGNORECASE,
)
#: Characters of a section in which that stands.
_LONGEST_SECTION = 600
#: Characters of a sentence in which it stands.
_LONGEST = 240


def take_addresses_behind(records: Sequence[PartyRecord], text: str) -> None:
    """Give records of English sentences that have no link the address that is theirs by name, behind a dash."""
    for record in records:
        if record.layout == "table" or record.value("link").strip():
            continue
        found = _NEXT.match(text[record.start : record.start + _LONGEST])
        if found is not None and is_at(record.value("name"), address := f"https://{found['link']}"):
            record.fields["link"] = address
        else:
            end = min(record.end, record.start + _LONGEST_SECTION)
            record.set("link", policy_at(record.value("name"), text[record.start : end]))


def policy_at(name: str, text: str) -> str:
    """The address without a protocol where somebody's policy is, which is theirs by name; empty for none."""
    addresses = (f"https://{found['link'].rstrip('.,')}" for found in _POLICY_AT.finditer(text))
    return next((address for address in addresses if is_at(name, address)), "")


def with_addresses_apart(values: Mapping[str, str], words: PartyWords) -> dict[str, str]:
    """The values by field, where the use and data are without addresses; the first of these is the link if none is."""
    apart = dict(values)
    for field in _FIELDS:
        value = apart.get(field, "").strip()
        if not value:
            continue
        address = address_in(value, words)
        if address and " " not in value and "—" not in value and not words.data.search(value.partition("://")[0]):
            apart[field] = ""
            apart["link"] = apart.get("link") or address
            continue
        if labelled := _LABELLED.search(value):
            apart["link"] = apart.get("link") or address_in(value[labelled.start() :], words)
            value = apart[field] = value[: labelled.start()]
        found = _BEHIND.search(value)
        if found is not None and found.start() > 0:
            apart[field] = value[: found.start()]
            apart["link"] = apart.get("link") or address_in(found["link"] or found["bare"], words)
    return apart
