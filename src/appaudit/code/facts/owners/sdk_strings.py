"""Texts in the code that only one SDK holds: the hosts that it talks to, and constants of its own.

A shrinker renames classes and leaves these; so they tell of an SDK of which nothing else is left to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from appaudit.dex import DexCode, DexFile, string_constants
from appaudit.dex.tables import is_among
from appaudit.model.facts.third_party import SdkStringFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location

if TYPE_CHECKING:
    from appaudit.class_file import ClassFile  # only SDK archives hold class files

_SCHEMES = ("http://", "https://", "socket://", "ws://", "wss://")
#: An address with or without a scheme, up to the end of its host.
_ADDRESS = re.compile(rf"({'|'.join(_SCHEMES)})?(?:[^/?#@\s]*@)?([\w.\-]+)(?=[/:?#,]|$)", re.IGNORECASE | re.ASCII)
_BELOW = "*."
#: Longer texts are looked at up to here; a host has at most 253 characters (RFC 1035).
_LONGEST = 300
_EXTRACTOR = "code.sdk_strings"
#: A class that names the packages of as many other SDKs is a list of them.
_MANY = 3


class SdkStrings:
    """The texts of all SDKs, looked up in what a file holds."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._owners: dict[str, str] = {}
        self._below: dict[str, str] = {}
        for signature in knowledge.sdks.values():
            for text in signature.signals.strings:
                if text.startswith(_BELOW):
                    self._below[text.removeprefix(_BELOW)] = signature.id
                else:
                    self._owners[text] = signature.id
        self._texts = list(self._owners)
        self._packages = {prefix: each.id for each in knowledge.sdks.values() for prefix in each.signals.classes}

    def in_dex(self, codes: Iterable[DexCode]) -> list[SdkStringFact]:
        """One fact for each text of an SDK that a DEX file holds, at the first that does."""
        if not self._owners and not self._below:
            return []
        found: dict[str, SdkStringFact] = {}
        for code in codes:
            held = [(text, *one) for text in self._candidates(code.dex) for one in self._known(text)]
            lists = _ClassesThatList(code, self._packages) if held else None
            for text, owner, known in held:
                if known not in found and lists is not None and not lists.hold(text, owner):
                    found[known] = self._fact(owner, known, code.dex.place)
        return list(found.values())

    def _candidates(self, dex: DexFile) -> Iterator[str]:
        """Every string of the file that may be, or begin with, a known text, and every address."""
        held = dex.strings.may_hold_prefixes(self._texts)
        beginnings = [text for text, may in zip(self._texts, held, strict=True) if may]
        for beginning in (*beginnings, *_SCHEMES):
            yield from dex.strings.decode_many(dex.strings_with_prefix(beginning))

    def in_class(self, file: ClassFile) -> Iterator[SdkStringFact]:
        """The texts of SDKs in one class file.

        Raises:
            ClassFileError: An entry of its constant pool is damaged.
        """
        for index in file.pool.strings:
            text = file.pool.string_octets(index)[:_LONGEST].decode("utf-8", "replace")
            for owner, known in self._known(text):
                yield self._fact(owner, known, file.place)

    def _known(self, text: str) -> Iterator[tuple[str, str]]:
        """The SDK whose text this is, or whose host this is an address of; and the text or host."""
        if text in self._owners:
            yield self._owners[text], text
            return
        match = _ADDRESS.match(text[:_LONGEST])
        host = match.group(2).lower() if match else ""
        if host in self._owners:
            yield self._owners[host], host
        elif match and match.group(1):
            domain = host.partition(".")[2]
            while domain and domain not in self._below:
                domain = domain.partition(".")[2]
            if domain:
                yield self._below[domain], host

    def _fact(self, sdk: str, text: str, place: str) -> SdkStringFact:
        return SdkStringFact(sdk=sdk, text=text, location=Location(path=place), extractor=_EXTRACTOR)


class _ClassesThatList:
    """The classes of a DEX file that speak of many SDKs by their packages: lists of advertisers, checks, block lists.

    What such a class holds of one of them tells no more of it than of the others.
    """

    def __init__(self, code: DexCode, packages: Mapping[str, str]) -> None:
        self._code = code
        self._loads = string_constants(code.instructions)
        named: dict[str, set[str]] = {}
        owners = {index: sdk for text, sdk in packages.items() if (index := code.dex.find_string(text)) >= 0}
        for position in np.flatnonzero(is_among(self._loads.target, list(owners))):
            for holder in self._holders(int(position)):
                named.setdefault(holder, set()).add(owners[int(self._loads.target[position])])
        self._named = named

    def hold(self, text: str, sdk: str) -> bool:
        """Whether only classes that speak of many other SDKs load a text."""
        index = self._code.dex.find_string(text)
        positions = np.flatnonzero(self._loads.target == index)
        holders = {holder for position in positions for holder in self._holders(int(position))}
        return bool(holders) and all(len(self._named.get(holder, set()) - {sdk}) >= _MANY for holder in holders)

    def _holders(self, position: int) -> list[str]:
        methods = self._code.items.caller_of(int(self._loads.code_item[position]))
        return [self._code.dex.method_class(int(method)) for method in methods]
