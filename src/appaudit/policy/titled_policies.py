"""Whose policy a document titles or labels, and where it stands: "白鹭SDK隐私政策" as a link, or before an address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from appaudit.documents.blocks import PolicyDocument
from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.policy.third_party import ThirdParty
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import address_in, plain

_WEB = ("http://", "https://")


def with_titled_policies(
    parties: Sequence[ThirdParty], document: PolicyDocument, words: PartyWords
) -> list[ThirdParty]:
    """The parties, those without an address with that of the policy which has their name; none where two have it."""
    if all(party.link or not (party.is_listed or party.is_stated) for party in parties):
        return list(parties)
    told = list(_policies(document, words))
    return [party if party.link else replace(party, link=_address_of(party.name, told, words)) for party in parties]


def _policies(document: PolicyDocument, words: PartyWords) -> Iterator[tuple[str, str]]:
    """Whose the policies are that links have for their titles or lines name before an address, with the addresses."""
    for link in document.links:
        title = plain(document.text[link.start : link.end])
        found = words.policy_called.fullmatch(title) if link.target.startswith(_WEB) else None
        if found is not None:
            yield _core(found["who"] or found["who_en"], words), link.target
    for found in words.policy_called_before.finditer(document.text):
        if address := address_in(found["address"], words):
            yield _core(found["who"], words), address


def _core(name: str, words: PartyWords) -> str:
    """A name as it is compared: without the word SDK and without spaces."""
    return name_key(words.product.sub("", plain(name))).replace(" ", "")


def _address_of(name: str, told: Sequence[tuple[str, str]], words: PartyWords) -> str:
    """The address of the one policy whose name a name is, or begins with in Chinese; empty for none and for several.

    An English vendor has many products, and a policy of its own pages.
    """
    core = _core(name, words)
    found = {address for who, address in told if who and who == core}
    found = found or {address for who, address in told if not is_latin(who) and core.startswith(who)}
    return found.pop() if len(found) == 1 else ""
