"""Entries of lists that name a product and say behind a dash, a colon or in brackets what it is for."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.record import record
from appaudit.records.labels import Line
from appaudit.records.record import PartyRecord
from appaudit.records.sentences import denies
from appaudit.records.values import plain

_BULLET = re.compile(r"^\s*(?:[-*•·●○■◆▪➢►◦‣–]|\(?\d{1,2}[.)])\s+")
#: A name in capitals, what parts it from the rest, and the rest.
_ENTRY = re.compile(
    r"^[*_`]{0,2}(?P<name>[A-Z][^—–:\n]{1,39}?)[*_`]{0,2}(?: [—–-] |:[*_`]{0,2} )[*_`]{0,2}(?P<rest>\S.*)$"
)
#: The same with the rest in the last brackets of the line, or behind "for".
_BRACKETED = re.compile(
    r"^[*_`]{0,2}(?P<name>[A-Z][^—–:()\n]{1,39}?)[*_`]{0,2}(?: ?\([^()\n]{1,80}\))? \((?P<rest>[^()\n]{4,200})\)[.;,]?$"
)
_FOR = re.compile(r"^[*_`]{0,2}(?P<name>[A-Z][^—–:()\n]{1,39}?)[*_`]{0,2} (?P<rest>(?:for|to) [a-z]+ .{3,200})$")
#: A name alone, or the title of a link.
_BARE = re.compile(
    r"^\[?[*_`]{0,2}(?P<name>[A-Z][^—–:()\[\]\n.,;]{1,39}?)[*_`]{0,2}\]?(?P<link> ?\(?<?https?://[^\s)>]+[)>]{0,2})?[.;,]?$"
)
_SENTENCE = re.compile(r"(?<=[a-z)])\.(?:\s|$)")
#: What an SDK takes, called by its name: "Bluebird SDK Data: …".
_OF_SDK = re.compile(r"(\bSDK)s? (?:Data|Information)$", re.IGNORECASE)
_SMALL = re.compile(r"(?:[a-z][\w.]*)")


@record(kw_only=False)
class _Entry:
    """An entry of a list: its line, the name, what is said of it, and whether that says what it is for."""

    line: Line
    name: str
    rest: str
    is_told: bool
    is_bare: bool


def read_items(
    lines: Sequence[Line], names: FieldNames, words: PartyWords, linked: Container[int] = ()
) -> list[PartyRecord]:
    """The records of entries that name a brand; a kind of service ("Analytics providers") names nobody.

    Beside an entry that says what it is for, or that is the title of a link, others may say it in words of their own or
    be no more than a name.

    Args:
        lines: The lines of a document.
        names: What labels are called.
        words: How values look.
        linked: Where lines begin that hold a link.
    """
    records = []
    for run in _runs(lines):
        entries = [entry for line in run if (entry := _entry(line, names, words, linked)) is not None]
        told = sum(entry.is_told for entry in entries)
        for entry in entries:
            if entry.is_told or (told and (entry.is_bare or told * 2 >= len(entries))):
                fields = {"name": entry.name, "purpose": plain(entry.rest)}
                layout = "names" if entry.is_bare else "items"
                records.append(PartyRecord(fields=fields, start=entry.line.start, end=entry.line.end, layout=layout))
    return records


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The runs of entries that follow one another, without the bullets of text that has no blocks."""
    run: list[Line] = []
    for line in lines:
        text = line.text if line.kind == "item" else _BULLET.sub("", line.text)
        if line.kind == "item" or text != line.text:
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _entry(line: Line, names: FieldNames, words: PartyWords, linked: Container[int]) -> _Entry | None:
    """The name and the rest of an entry, None where it names no brand."""
    text = _BULLET.sub("", line.text).strip()
    found = _ENTRY.match(text) or _BRACKETED.match(text) or _FOR.match(text)
    bare = _BARE.match(text) if found is None else None
    match = found or bare
    if match is None or not _is_brand(match["name"], names, words):
        return None
    if bare is not None:
        return _Entry(line, plain(bare["name"]), "", bool(bare["link"]) or line.start in linked, is_bare=True)
    rest = _SENTENCE.split(match["rest"], maxsplit=1)[0]
    if denies(rest, words):
        return None
    is_told = line.start in linked or any(
        words_of.search(rest) is not None for words_of in (words.for_what, words.purpose, words.takes)
    )
    return _Entry(line, _OF_SDK.sub(r"\1", plain(match["name"])), rest, is_told, is_bare=False)


def _is_brand(name: str, names: FieldNames, words: PartyWords) -> bool:
    """Whether a name is somebody's: capitals throughout, and not only words for kinds of things."""
    if names.field(name) or words.other_label.search(name) or words.no_title.search(name) or words.data.search(name):
        return False
    parts = [part for part in re.split(r"[\s/&+,()]+", name) if part]
    own = [part for part in parts if not words.generic_name.fullmatch(part)]
    return bool(own) and not any(_SMALL.fullmatch(part) for part in own)
