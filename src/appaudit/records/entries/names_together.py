"""Several names of one entry with one use: "Egret, Finch and Wren — statistics", "甲、乙用于备份"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.entries.entry import Entry, Said
from appaudit.records.wording.names import (
    begins_known,
    goes_on_as_sentence,
    is_brand,
    is_kind_of_sdk,
    is_known,
    with_forms,
)
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import refuses
from appaudit.records.wording.values import is_product, kind_of_label, plain

#: The title of a link with its address.
_LINKED = Expression(r"\[(?P<title>[^\[\]\n]{2,60})\]\((?P<link>https?://[^()\s]{4,200})\)")
#: What parts names from what all of them are for; brackets behind the last one are read where lists alike are.
_PARTED = Expression(r"^(?P<names>[^—–:：\n]{3,160}?)(?: [—–-] |\s?[—–]{2}\s?|[:：](?!//)\s*)(?P<rest>\S[^\n]*)$")
#: Each name with brackets of its own is read where those are.
_BRACKETED = Expression(r"[()（）]")
#: The longest line, and the fewest names of which not all are known.
_LONGEST, _FEWEST = 400, 3
_LONGEST_NAME, _LONGEST_KIND = 40, 10


class Together(NamedTuple):
    """Names, whether each is somebody's for certain, and what is said of all of them."""

    names: list[str]
    is_sure: bool
    rest: str


def names_together(said: Said) -> list[Entry] | None:
    """The entries of such a line, each with its own link; None for another line."""
    if len(said.text) > _LONGEST:
        return None
    if (used := said.words.site_uses.fullmatch(said.text)) is not None:
        return _of_site(said, used["names"], used["use"] or "")
    if not said.words.joins_names.search(said.text):
        return None
    links = {plain(found["title"]): found["link"] for found in _LINKED.finditer(said.text)}
    text = _LINKED.sub(lambda found: found["title"], said.text).replace("*", "")
    told = _told(text, links, said.names, said.words)
    if told is None or refuses(told.rest, said.words):
        return None
    return [
        replace(entry, link=links.get(entry.name, entry.link), needs_lead=entry.needs_lead or not told.is_sure)
        for entry in said.each(told.names, told.rest)
    ] or None


def _of_site(said: Said, listed: str, use: str) -> list[Entry] | None:
    """The entries of a line that says whom a site uses: "本站使用 Egret、Finch 作为托管服务"; None for another."""
    parts = [plain(part) for part in said.words.joins_names.split(listed)]
    are_names = all(part and _may_be_name(part, {}, said.names, said.words) for part in parts)
    if not are_names or not any(_is_somebody(part, said.words) for part in parts) or refuses(said.text, said.words):
        return None
    return [Entry(said.line, part, use, is_told=bool(use), is_bare=not use, needs_lead=True) for part in parts]


def _told(text: str, links: Mapping[str, str], names: FieldNames, words: PartyWords) -> Together | None:
    used = words.names_used.fullmatch(text.strip(" 。；;."))
    if used is not None:
        return _together(used["names"], used["use"], links, names, words)
    parted = _PARTED.match(text)
    if parted is None:
        return None
    if (found := _together(parted["names"], parted["rest"], links, names, words)) is not None:
        return found
    is_label = bool(names.field(plain(parted["names"]))) or words.other_label.search(parted["names"]) is not None
    return None if is_label else _of_kind(parted, words)


def _of_kind(parted: re.Match[str], words: PartyWords) -> Together | None:
    """Names behind a Chinese kind of service, all of somebody known: "第三方支付：甲、乙等渠道。…"; None for others."""
    kind, first = plain(parted["names"]), parted["rest"].partition("。")[0]
    is_kind = not is_latin(kind) and len(kind) <= _LONGEST_KIND and words.purpose.search(kind) is not None
    is_other = kind_of_label(kind, words) or words.kind_label.match(kind) or words.data.search(kind)
    if not is_kind or is_other or _is_somebody(kind, words) or refuses(parted["rest"], words):
        return None
    listed = [plain(part) for part in words.joins_names.split(words.and_so_on.sub("", first))]
    are_known = len(listed) > 1 and all(_is_somebody(part, words) for part in listed)
    return Together(listed, is_sure=False, rest=kind) if are_known else None


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
    if words.kind_alone.fullmatch(part) or is_kind_of_sdk(part, words):
        return False  # "我们集成了第三方 SDK" names nobody
    return part in links or (is_brand(part, names, words) if is_latin(part) else _is_somebody(part, words))


def _is_somebody(part: str, words: PartyWords) -> bool:
    if goes_on_as_sentence(part, words) or any(form.search(part) for form in (words.takes, words.for_what)):
        return False  # "Egret 可能会收集设备 ID" is a sentence
    return is_known(part, words) or (not is_latin(part) and (is_product(part, words) or begins_known(part, words)))
