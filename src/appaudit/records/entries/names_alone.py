"""Entries of a list that are names alone: of a brand, several, an SDK, a service or those of a kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.model.expression import Expression
from appaudit.records.entries.entry import LATIN_NAME, Entry, Said
from appaudit.records.wording.names import (
    begins_known,
    goes_on_as_sentence,
    is_brand,
    is_known,
    is_whole,
    names_of_kind,
    with_forms,
)
from appaudit.records.wording.names_in_line import names_with_chinese_uses, names_with_english_uses
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import denies, refuses
from appaudit.records.wording.values import is_product, plain

#: A name alone.
_BARE = Expression(
    r"^\[?[*_`]{0,2}(?P<name>[A-Za-z][^—–:()\[\]\n,;]{1,39}?(?: \([A-Z][A-Za-z. ]{1,24}\)|（[^（）\n]{2,40}）)?)"
    r"[*_`]{0,2}\]?(?P<link> ?\(?<?https?://[^\s)>]+[)>]{0,2})?[.;,]?$"
)
#: What a program calls a function or a value of its own, as code: "`scanBatch()`".
_CODE = Expression(r"`[a-z]+(?:[A-Z][a-z\d]*)+(?:\([^()`]*\))?`[.;,]?")
#: The Chinese name of an SDK alone, with brackets behind it or none: "白鹭地图SDK（Egret）".
_BARE_SDK = Expression(
    r"^[*_`]{0,2}(?P<name>(?=[^，。；：:、\n]{0,40}[\u4e00-\u9fff])[^，。；：:、（()\n]{2,40}?SDK"
    r"(?: ?[（(][^，。；：:（()）\n]{1,40}[)）])?)[*_`]{0,2}[；;。，,、]?$",
    re.IGNORECASE,
)
#: What joins the names of several in one entry.
_JOINED = Expression(r",? and |, ")
#: Words in small letters behind the first: "Embedding generation" alone is what is done, and nobody who does it.
_IN_SENTENCE = Expression(r"^\S+(?: [a-z][\w-]*)+$|^(?:Addition|Removal|Use|Loss|Change|List) of ")
#: A Chinese name of a service alone, a brand with what it is for in Chinese brackets, and some of them in one line.
_BARE_SERVICE = Expression(r"^[*_`]{0,2}(?P<name>[^，。；：:、（()\n]{3,24})[*_`]{0,2}[；;。]?$")
_WITH_CHINESE_USE = Expression(
    r"^[*_`]{0,2}(?P<name>[A-Za-z][^—–:：()（）\n,;，；]{1,60}?)[*_`]{0,2}\s?（(?P<use>[^（）\n]{2,60})）[；;。]?$"
)
#: A word that is nobody's but a brand's, at the beginning of a Chinese name.
_BRAND = Expression(r"(?!(?:APP|SDK|API|AI|GPS|NFC|VIP|IP|PC|H5)\b)[A-Z][A-Za-z]{2,} ?")
_SERVICE = "服务"
#: The longest line that names several with what each is for: every reader asks about the whole line of each.
_LONGEST_SEVERAL = 2_000
_STROKE = re.compile(r"\s+/\s+")
#: What an entry adds to a name that stands for others as well: "Egret or another provider".
_OR_OTHERS = Expression(r" or (?:another|other|similar|equivalent) \S.{2,60}$")


def _kind_alone(said: Said) -> list[Entry] | None:
    """A Chinese kind of service alone, with who offers it in brackets: "地图服务（白鹭地图）"."""
    text = said.text.rstrip("；;。，,、")
    listed = [] if is_latin(text) else names_of_kind(text, said.words)
    return said.of_kind((re.split("[（(]", text, maxsplit=1)[0].strip(), listed)) if listed else None


def _several(said: Said) -> list[Entry] | None:
    """Names alone, parted by commas."""
    text = said.text.strip(".;")
    several = [plain(part) for part in with_forms(text.split(", "), words=said.words)]
    if not all(map(is_whole, several)):
        return None  # "Egret (Egret Platforms, Inc.)" is one
    several = [part for number, part in enumerate(several) if not (number and said.words.place.fullmatch(part))]
    joined = [plain(part) for part in with_forms(_JOINED.split(text), words=said.words)]
    if joined != several and all(is_known(part, said.words) for part in joined):
        several = joined
    if len(several) < 2 and ", " not in text:
        return None
    if not all(_is_alone(part, said.names, said.words) or several is joined for part in several):
        return None
    return [Entry(said.line, part, "", is_told=False, is_bare=True) for part in several]


def _bare_sdk(said: Said) -> list[Entry] | None:
    """The Chinese name of an SDK alone."""
    words, sdk = said.words, _BARE_SDK.match(said.text)
    if sdk is None or words.no_title.search(sdk["name"]) or denies(said.text, words):
        return None
    if begins_known(sdk["name"], words) or (LATIN_NAME.search(sdk["name"]) and is_product(sdk["name"], words)):
        return [Entry(said.line, sdk["name"], "", is_told=False, is_bare=True)]
    return []


def _bare(said: Said) -> list[Entry] | None:
    """A name alone."""
    bare = _BARE.match(_OR_OTHERS.sub("", said.text))
    if bare is None or not _is_alone(bare["name"], said.names, said.words):
        return None
    if _CODE.fullmatch(said.text) and not is_known(bare["name"], said.words):
        return None
    return [Entry(said.line, plain(bare["name"]), "", bool(bare["link"]) or said.link is not None, is_bare=True)]


def _service(said: Said) -> list[Entry] | None:
    """A Chinese service of somebody known: "白鹭支付服务"."""
    service, words = _BARE_SERVICE.match(said.text) if said.line.kind == "item" else None, said.words
    name = to_simplified(service["name"]).strip() if service is not None else ""
    if service is None or is_latin(name) or not name.endswith(_SERVICE):
        return None
    is_other = words.data.search(name) or denies(name, words)
    is_named = begins_known(name, words) or _BRAND.match(name) is not None
    if is_other or not is_named or words.permission_label.search(name):
        return None
    return [Entry(said.line, service["name"].strip(), "", is_told=False, is_bare=True, needs_lead=True)]


def _with_chinese_use(said: Said) -> list[Entry] | None:
    """A brand, or several between strokes, with what they are for in Chinese brackets: "Egret（發送 email）"."""
    found, words = _WITH_CHINESE_USE.match(said.text), said.words
    if found is None or is_latin(found["use"]) or refuses(to_simplified(found["use"]), words):
        return None
    # In Chinese alone they may be what somebody is called: "Egret（白鹭）".
    use, several = found["use"], _STROKE.split(found["name"])
    is_use = len(several) > 1 or is_latin(use[:1]) or {" ", "、"} & set(use) or words.purpose.search(use)
    if not is_use or not all(_is_alone(plain(part), said.names, words) for part in several):
        return None
    return [Entry(said.line, plain(said.text), use, is_told=False, is_bare=True)]


def _each_with_chinese_use(said: Said) -> list[Entry] | None:
    """Several in one line, what they are for in the brackets behind the last of them: "甲（存储）、乙与丙（支付）"."""
    if len(said.text) > _LONGEST_SEVERAL:
        return None
    told = names_with_chinese_uses(said.text.partition("。")[0].replace("*", ""), said.words)
    return _entries(said, told) if all(is_known(name, said.words) for name, _ in told) else None


def _each_with_use(said: Said) -> list[Entry] | None:
    """The same in English, half of them known: "Egret (payments), Finch (mail)"."""
    is_read = "(" in said.text and len(said.text) <= _LONGEST_SEVERAL
    told = names_with_english_uses(said.text.strip(" .;").replace("*", ""), said.words) if is_read else []
    return _entries(said, told)


def _entries(said: Said, told: Sequence[tuple[str, str]]) -> list[Entry] | None:
    entries = [Entry(said.line, plain(name), use, is_told=True, is_bare=False, needs_lead=True) for name, use in told]
    return entries if len(entries) > 1 else None


def _is_alone(name: str, names: FieldNames, words: PartyWords) -> bool:
    """Whether a name with nothing beside it is somebody's."""
    return not (_IN_SENTENCE.search(name) or goes_on_as_sentence(name, words)) and is_brand(name, names, words)


NAMES_ALONE: Final = (
    _kind_alone,
    _each_with_chinese_use,
    _each_with_use,
    _several,
    _bare_sdk,
    _with_chinese_use,
    _bare,
    _service,
)
