"""Texts in the code that only one SDK holds: the hosts that it talks to, and constants of its own.

A shrinker renames classes and leaves these; so they tell of an SDK of which nothing else is left to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from appaudit.dex import DexCode, DexFile
from appaudit.model.facts.third_party import SdkStringFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location

if TYPE_CHECKING:
    from appaudit.class_file import ClassFile  # only SDK archives hold class files

_SCHEMES = ("http://", "https://", "socket://")
#: An address with or without a scheme, up to the end of its host.
_ADDRESS = re.compile(rf"({'|'.join(_SCHEMES)})?(?:[^/?#@\s]*@)?([\w.\-]+)(?=[/:?#,]|$)", re.IGNORECASE | re.ASCII)
_BELOW = "*."
#: Longer texts are looked at up to here; a host has at most 253 characters (RFC 1035).
_LONGEST = 300
_EXTRACTOR = "code.sdk_strings"


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

    def in_dex(self, codes: Iterable[DexCode]) -> list[SdkStringFact]:
        """One fact for each text of an SDK that a DEX file holds, at the first that does."""
        if not self._owners and not self._below:
            return []
        found: dict[str, SdkStringFact] = {}
        for code in codes:
            for text in self._candidates(code.dex):
                for owner, known in self._known(text):
                    found.setdefault(known, self._fact(owner, known, code.dex.place))
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
