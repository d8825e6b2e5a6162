"""Several names of one entry with one use: "Egret, Finch and Wren — statistics", "甲、乙用于备份"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.entries.entry import Entry, Said
from appaudit.records.wording.names import begins_known, is_brand, is_known, with_forms
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import refuses
from appaudit.records.wording.values import is_product, plain

#: The title of a link with its address.
_LINKED = Expression(r"\[(?P<title>[^\[\]\n]{2,60})\]\((?P<link>https?://[^()\s]{4,200})\)")
#: What parts names from what all of them are for, and a Chinese use in brackets behind the last of them.
_PARTED = Expression(r"^(?P<names>[^—–:：\n]{3,160}?)(?: [—–-] |\s?[—–]{2}\s?|[:：]\s*)(?P<rest>\S[^\n]*)$")
_IN_BRACKETS = Expression(
    r"^(?P<names>[^（）。；;\n]{3,160}?)\s?（(?P<rest>(?=[^（）]*[\u4e00-\u9fff])[^（）]{2,80})）[。；;]?$"
)
#: Each name with brackets of its own is read where those are.
_BRACKETED = Expression(r"[()（）]")
#: The longest line, and the fewest names of which not all are known.
_LONGEST, _FEWEST = 400, 3
_LONGEST_NAME = 40


class Together(NamedTuple):
    """Names, whether each is somebody's for certain, and what is said of all of them."""

    names: list[str]
    is_sure: bool
    rest: str


def names_together(said: Said) -> list[Entry] | None:
    """The entries of such a line, each with its own link; None for another line."""
    if len(said.text) > _LONGEST or not said.words.joins_names.search(said.text):
        return None
    links = {plain(found["title"]): found["link"] for found in _LINKED.finditer(said.text)}
    text = _LINKED.sub(lambda found: found["title"], said.text).replace("*", "")
    told = _told(text, links, said.names, said.words)
    if told is None or refuses(told.rest, said.words):
        return None
    entries = []
    for name in told.names:
        of_name = said.entry(name, told.rest)
        entries += [_with_link(entry, links.get(name, ""), needs_lead=not told.is_sure) for entry in of_name]
    return entries or None


def _with_link(entry: Entry, link: str, *, needs_lead: bool) -> Entry:
    return Entry(
        entry.line,
        entry.name,
        entry.rest,
        is_told=entry.is_told,
        is_bare=entry.is_bare,
        company=entry.company,
        link=link or entry.link,
        needs_lead=entry.needs_lead or needs_lead,
        more=entry.more,
    )


def _told(text: str, links: Mapping[str, str], names: FieldNames, words: PartyWords) -> Together | None:
    used = words.names_used.fullmatch(text.strip(" 。；;."))
    if used is not None:
        return _together(used["names"], used["use"], links, names, words)
    inside = _IN_BRACKETS.match(text)
    if inside is not None and (found := _together(inside["names"], inside["rest"], links, names, words)) is not None:
        return found
    parted = _PARTED.match(text)
    return _together(parted["names"], parted["rest"], links, names, words) if parted is not None else None


def _together(
    listed: str, rest: str, links: Mapping[str, str], names: FieldNames, words: PartyWords
) -> Together | None:
    """The names of a list and what is said of them; None where it is no list of names."""
    parts = with_forms([plain(part) for part in words.joins_names.split(listed)], words)
    if len(parts) < 2 or not all(part and _may_be_name(part, links, names, words) for part in parts):
        return None
    known = [part in links or _is_somebody(part, words) for part in parts]
    is_list = all(known) or len(parts) >= _FEWEST
    return Together(parts, sum(known) * 2 >= len(parts), rest) if is_list else None


def _may_be_name(part: str, links: Mapping[str, str], names: FieldNames, words: PartyWords) -> bool:
    if len(part) > _LONGEST_NAME or _BRACKETED.search(part) or words.place.fullmatch(part):
        return False
    return part in links or (is_brand(part, names, words) if is_latin(part) else _is_somebody(part, words))


def _is_somebody(part: str, words: PartyWords) -> bool:
    return is_known(part, words) or (not is_latin(part) and (is_product(part, words) or begins_known(part, words)))
