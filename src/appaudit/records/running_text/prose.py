"""Sentences that list third parties: with brackets behind each ("We use Alpha (hosting), Beta (pay)"), or one each.

A sentence of running text declares nothing; below a heading about third parties, one that says who is used does.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.running_text.english import products_of, told_in
from appaudit.records.running_text.stated import of_one_each
from appaudit.records.wording.names import each_with_use, is_brand, is_known, names_of_kind
from appaudit.records.wording.sentences import denies, owner_behind, said_in
from appaudit.records.wording.values import NUMBERING, plain

#: One of them: a name in capitals, and in brackets what it is for.
_NAMED = Expression(
    r"(?:[:,;：、，]|\band\b|\bor\b|\bas\b|\bincluding\b)\s*(?:and\s+)?"
    r"(?P<name>[A-Z][\w.+&'-]*(?: [A-Z0-9][\w.+&'-]*){0,4}) {0,4}\((?P<use>[^()\n]{4,160})\)"
)
#: A lead-in that ends with a colon, and kinds of services with who offers them in brackets.
_LIST_OF_KINDS = Expression(r"(?P<lead>[^：:\n（(]{4,80})[：:](?P<kinds>[^：:\n（(]{2,14}[（(].*)", re.DOTALL)
_OF_KIND = Expression(r"(?P<kind>[\u4e00-\u9fffA-Za-z]{2,12})[（(][^（）()\n：:；。]{2,100}[)）]")
#: A lead-in that ends with a colon, and what it leads to; one of the names there, and behind "for" or "to" what for.
_LEAD = Expression(r"(?P<lead>[^:\n]{4,160}):\s+(?P<listed>[A-Z][^:\n]{10,900})$")
_NAMED_FOR = Expression(
    r"(?P<name>[A-Z][\w.+&'-]*(?: [A-Z0-9(][\w.+&'()-]*){0,4})(?: \([^()\n]{2,40}\))? (?P<use>(?:for|to) [^,;]{3,120})"
)
_BARE_USE = Expression(r"^(?:for|to) | \([^()]*\)$")
_BETWEEN = Expression(r"(?:, (?:and )?|; (?:and )?| and )(?=[A-Z])")
_FEWEST = 2
#: The same where no word for third parties stands before them.
_FEWEST_USED = 3
#: What is somebody's is not that somebody.
_POSSESSIVE = ("'s", "’s", "s'", "s’")
#: What of somebody's it is: "Egret's API".
_OF_WHAT = Expression(r"['’]s [A-Z].*$")
#: What stands before whose product a name is, in brackets behind it: "Egret Maps (a service provided by".
_OWNER_INSIDE = Expression(r"\w ?\((?:an? |the )?[^()\n]{0,40}\bby (?:the )?$")
#: A longer line is cut before it is read.
_LONGEST = 4_000
_LONGEST_LINE = 1_500
_ENDS = Expression(r"(?<=[a-z)])\.\s")


def read_prose(
    lines: Sequence[Line], names: FieldNames, words: PartyWords, called: Callable[[int], bool] = lambda position: False
) -> list[PartyRecord]:
    """The records of sentences about third parties that list two brands or more, each with brackets behind it.

    Below a heading on third parties, as `called` tells of an offset, the sentence need not call them so.
    """
    records = []
    for line in lines:
        text = line.text[:_LONGEST]
        records += _of_kinds(text, line, words)
        records += _named_for(text, line, names, words)
        told_of = text.partition(" — ")[0] if line.kind == "item" and " — " in text else ""
        is_called = called(line.start)
        is_about = is_called or words.context.search(text) is not None
        if text.count("(") < _FEWEST or not is_about or words.product.search(told_of):
            continue  # what an entry says of its SDK has brackets too: "Egret SDK — banner (home), native (list)"
        start = 0
        for end in [*(found.end() for found in _ENDS.finditer(text)), len(text)]:
            records += _in_sentence(text[start:end], line, start, names, words, is_called=is_called)
            start = end
    return of_one_each({record.value("name"): record for record in records})


def _named_for(text: str, line: Line, names: FieldNames, words: PartyWords) -> list[PartyRecord]:
    """The records of a sentence that says of each what it is for: "the following services: Egret for maps, Finch …".

    Where it says by a verb that an app uses them, no word for third parties is needed: "uses Egret for maps, Finch …".
    """
    sentence = _ENDS.split(text, maxsplit=1)[0].rstrip(".")
    lead = _LEAD.match(sentence)
    is_led = lead is not None and words.context.search(lead["lead"]) is not None
    lead = lead if is_led else words.uses_each.match(sentence)
    if lead is None or denies(lead["lead"], words) or words.not_now.search(lead["lead"]):
        return []
    spans = [(0, 0), *(found.span() for found in _BETWEEN.finditer(lead["listed"])), (len(lead["listed"]),) * 2]
    starts = [(before[1], after[0]) for before, after in itertools.pairwise(spans)]
    parts = [(start, _NAMED_FOR.fullmatch(lead["listed"][start:end])) for start, end in starts]
    found = [(start, part) for start, part in parts if part and is_brand(part["name"], names, words)]
    known = sum(is_known(part["name"], words) for _, part in found)
    if len(found) < max(_FEWEST if is_led else _FEWEST_USED, len(parts)) or (known * 2 < len(found) and not is_led):
        return []
    begins = line.start + lead.start("listed")
    return [
        PartyRecord(
            fields={
                "name": plain(part["name"]),
                "purpose": plain(part["use"] if is_led else _BARE_USE.sub("", part["use"])),
            },
            start=begins + start,
            end=begins + start + part.end(),
            is_called_party=not is_led,
            layout="prose",
        )
        for start, part in found
    ]


def _in_sentence(
    text: str, line: Line, offset: int, names: FieldNames, words: PartyWords, *, is_called: bool
) -> list[PartyRecord]:
    found = [part for part in _NAMED.finditer(text) if is_brand(part["name"], names, words)]
    if len(found) < _FEWEST or denies(text, words):
        return []
    are_known = sum(is_known(part["name"], words) for part in found) * 2 >= len(found)
    if not ((is_called and are_known) or words.context.search(text[: found[0].start("name")])):
        return []
    begins = line.start + offset
    return [
        PartyRecord(
            fields={"name": name, "company": company, "purpose": plain(use)},
            start=begins + part.start("name"),
            end=begins + part.end(),
            layout="prose",
        )
        for part in found
        for name, company, use in _told_inside(part, words)
    ]


def _told_inside(part: re.Match[str], words: PartyWords) -> list[tuple[str, str, str]]:
    """Name, company and use that a name with brackets behind it gives; these may name its products: "Egret (Finch)"."""
    name = plain(part["name"])
    products = products_of(name, part["use"], words)
    return [(product, name, "") for product in products] or [(name, "", part["use"])]


def _of_kinds(text: str, line: Line, words: PartyWords) -> list[PartyRecord]:
    """The records of a sentence that says who is embedded: "接入的第三方服务包括：推送服务（甲、乙）、地图（丙）"."""
    lead = _LIST_OF_KINDS.match(text)
    if lead is None or not (words.embeds.search(lead["lead"]) and words.context.search(lead["lead"])):
        return []
    sentence = text[lead.start("kinds") :].partition("。")[0]
    begins = line.start + lead.start("kinds")
    told = each_with_use(sentence, words)
    is_now = not denies(lead["lead"], words) and words.not_now_zh.search(text) is None
    if len(told) >= _FEWEST and is_now:
        # "集成了以下第三方服务：甲（数据库）、乙（支付）"
        return [
            PartyRecord(
                fields={"name": plain(name), "purpose": use},
                start=begins + sentence.find(name),
                end=begins + sentence.find(name) + len(name),
                is_called_party=True,
                layout="prose",
            )
            for name, use in told
        ]
    kinds = [(found, names_of_kind(found.group(), words)) for found in _OF_KIND.finditer(sentence)]
    if sum(len(named) for _, named in kinds) < _FEWEST or denies(lead["lead"], words):
        return []
    return [
        PartyRecord(
            fields={"name": name, "purpose": found["kind"]},
            start=begins + found.start(),
            end=begins + found.end(),
            layout="prose",
        )
        for found, named in kinds
        for name in named
    ]


def read_supplied(
    lines: Sequence[Line], words: PartyWords, introduced: Callable[[int], bool] = lambda position: False
) -> list[PartyRecord]:
    """The records of paragraphs that say what is given to a company and what for.

    One alone counts where what stands close above it speaks of third parties, as `introduced` tells of an offset.
    """
    records = []
    for line in lines:
        found = words.supplied.search(NUMBERING.sub("", line.text[:_LONGEST].strip(), count=1))
        if found is not None and len(line.text) <= _LONGEST:
            company = found["company"]
            fields = {"name": company, "company": company, "purpose": plain(found["use"]), "data": plain(found["data"])}
            records.append(
                PartyRecord(fields=fields, start=line.start, end=line.end, is_called_party=True, layout="prose")
            )
    return records if len(records) >= _FEWEST else [record for record in records if introduced(record.start)]


def read_uses(
    lines: Sequence[Line], names: FieldNames, words: PartyWords, called: Callable[[int], bool]
) -> list[PartyRecord]:
    """The records of paragraphs below a heading about third parties that say of somebody known that it is used.

    Args:
        lines: The lines of a document.
        names: What labels are called.
        words: How sentences say it.
        called: Whether the headings right above an offset speak of third parties.
    """
    records = []
    told: set[str] = set()
    for line in lines:
        if line.kind != "paragraph" or len(line.text) > _LONGEST or not called(line.start):
            continue
        for one in told_in(line.text[:_LONGEST_LINE], words):
            if one.name not in told and is_brand(one.name, names, words) and not words.own_store.fullmatch(one.name):
                told.add(one.name)
                fields = {
                    "name": one.name,
                    "company": one.company,
                    "purpose": one.purpose.rstrip("."),
                    "data": one.data,
                }
                at = line.start + one.start
                records.append(PartyRecord(fields=fields, start=at, end=at + len(one.name), layout="prose"))
        start = 0
        for end in [*(found.end() for found in _ENDS.finditer(line.text)), len(line.text)]:
            text, owner = line.text[start:end], ""
            for used in () if denies(text, words) else words.used_before.finditer(text):
                name = _OF_WHAT.sub("", plain(used["name"]).rstrip("."))
                if (
                    name.endswith(_POSSESSIVE)
                    or name in told
                    or not is_known(name, words)
                    or not is_brand(name, names, words)
                ):
                    continue
                if words.own_store.fullmatch(name) or words.owner_apposed.search(text[: used.start("name")]):
                    continue
                if name == owner or _OWNER_INSIDE.search(text[: used.start("name")]):
                    continue
                told.add(name)
                begins = line.start + start + used.start("name")
                owner = owner_behind(text[used.end("name") :], words)
                said = said_in(text, 0, words)
                fields = {"name": name, "company": owner, "purpose": said.purpose, "data": said.data if owner else ""}
                records.append(PartyRecord(fields=fields, start=begins, end=begins + len(name), layout="prose"))
            start = end
    return of_one_each({record.value("name"): record for record in records})
