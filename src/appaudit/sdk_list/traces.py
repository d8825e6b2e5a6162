"""Where a document names a known SDK that it lists nowhere: by name, package, company or address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from urllib.parse import urlsplit

from appaudit.documents.blocks import PolicyDocument
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.sdk_names import SdkNameWords
from appaudit.model.facts.documents import SdkTraceFact
from appaudit.model.location import Location, Quote
from appaudit.model.words import TracedBy
from appaudit.sdk_list.matching import SdkNames, is_usable

#: Characters on each side of a name that are quoted.
_AROUND = 24
_SENTENCE_END = re.compile(r"[。；;！？!?\n]")
#: The shortest company, package and address that tell one from others.
_SHORTEST = 6
#: Characters in a row by which most tokens are told not to be in a text.
_RUN = 3


def sdk_traces(
    documents: Iterable[PolicyDocument],
    catalog: Mapping[str, SdkNames],
    listed: frozenset[str],
    names: SdkNameWords,
    words: PartyWords,
) -> list[SdkTraceFact]:
    """One fact for each SDK that no document lists and of which one says something, the most telling.

    Args:
        documents: The documents that were read.
        catalog: The known SDKs by id.
        listed: The ids of those that a document lists.
        names: What names of SDKs are made of.
        words: How a sentence denies.
    """
    owners = _owners(catalog)
    facts: dict[str, SdkTraceFact] = {}
    for document in documents:
        text = _Searched(document.text.lower())
        for entry in catalog.values():
            if entry.id not in listed and entry.id not in facts:
                found = _trace(entry, document, text, owners, names, words)
                if found is not None:
                    facts[entry.id] = found
    return list(facts.values())


class _Searched:
    """A text that thousands of tokens are looked for in: by the runs of characters in it, it holds few of them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._runs = frozenset(map("".join, zip(text, text[1:], text[2:], strict=False)))

    def may_hold(self, token: str) -> bool:
        """Whether a token may stand in the text; False is certain."""
        # The end tells the most: all packages begin with "com".
        middle = len(token) // 2 - 1
        return len(token) < _RUN or (
            token[-_RUN:] in self._runs and token[:_RUN] in self._runs and token[middle : middle + _RUN] in self._runs
        )


def _trace(
    entry: SdkNames,
    document: PolicyDocument,
    text: _Searched,
    owners: Mapping[str, int],
    names: SdkNameWords,
    words: PartyWords,
) -> SdkTraceFact | None:
    for traced_by, token in _tokens(entry, owners, names, text.may_hold):
        for start in _places(text.text, token):
            end = start + len(token)
            if not words.denial.search(_sentence(text.text, start, end)):
                quote = document.text[max(0, start - _AROUND) : end + _AROUND].strip()
                return SdkTraceFact(
                    sdk_id=entry.id,
                    traced_by=traced_by,
                    quote=Quote(document=document.name, text=quote, start=start, end=end),
                    location=Location(path=document.name, start=start, end=end),
                    extractor="sdk_list.traces",
                )
    return None


def _tokens(
    entry: SdkNames, owners: Mapping[str, int], names: SdkNameWords, may_hold: Callable[[str], bool]
) -> Iterator[tuple[TracedBy, str]]:
    """What to look for in a text that may hold it, the most telling first; what several SDKs share tells none."""
    for name in entry.names:
        plain = name.lower().strip()
        if not may_hold(plain):
            continue
        if owners[plain] == 1 and is_usable(names.normal_name(plain), names) and is_usable(plain, names):
            yield "name", plain
    for prefix in entry.prefixes:
        if len(prefix) >= _SHORTEST and prefix.count(".") >= 1 and may_hold(prefix.lower()):
            yield "package", prefix.lower()
    address = _address(entry.privacy_url)
    if address and owners[address] == 1 and may_hold(address):
        yield "address", address
    if len(entry.vendor) >= _SHORTEST and may_hold(entry.vendor.lower()):
        yield "company", entry.vendor.lower()


def _owners(catalog: Mapping[str, SdkNames]) -> dict[str, int]:
    """How many SDKs go by a name or keep their policy at an address."""
    counts: dict[str, int] = {}
    for entry in catalog.values():
        tokens = {name.lower().strip() for name in entry.names} | {_address(entry.privacy_url)}
        for token in tokens:
            counts[token] = counts.get(token, 0) + 1
    return counts


@cache
def _address(url: str) -> str:
    """The host and the path of an address, as texts write them with or without a protocol; empty for none."""
    try:
        parts = urlsplit(url.lower())
    except ValueError:  # of a catalogue that somebody hands in: "https://[your domain]"
        return ""
    return f"{parts.netloc}{parts.path}".rstrip("/") if len(parts.netloc) >= _SHORTEST else ""


def _places(text: str, token: str) -> Iterator[int]:
    """Where a text holds a token that is no part of a longer word."""
    start = text.find(token)
    while start >= 0:
        before, after = text[start - 1 : start], text[start + len(token) : start + len(token) + 1]
        is_whole = not (_is_letter(token[0]) and _is_letter(before)) and not (
            _is_letter(token[-1]) and _is_letter(after)
        )
        if is_whole:
            yield start
        start = text.find(token, start + 1)


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a place, at most a few hundred characters of it."""
    head = _SENTENCE_END.split(text[max(0, start - 200) : start])[-1]
    tail = _SENTENCE_END.split(text[end : end + 200])[0]
    return head + text[start:end] + tail
