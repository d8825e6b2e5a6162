"""The entries of one line of a list: names of brands, and what is said of each, in the forms that lists have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import chain
from typing import Final

from appaudit.documents.blocks import Link
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.model.expression import Expression
from appaudit.records.alike.roles import may_be_name
from appaudit.records.entries.entry import LATIN_NAME, NO_WORDS, SENTENCE, Entry, Said, entry_told
from appaudit.records.entries.item_lines import ADDRESS, BULLET, COMPANY_FOR, unmarked
from appaudit.records.entries.kinds_with_names import (
    address_behind_name,
    addressed,
    company_behind_name,
    company_of_kind,
    named_behind_kind,
    told_of_kind,
)
from appaudit.records.entries.names_alone import NAMES_ALONE
from appaudit.records.entries.names_apart import names_apart
from appaudit.records.entries.names_together import names_together
from appaudit.records.labelled.label_lines import Line
from appaudit.records.wording.companies import company_does, with_companies
from appaudit.records.wording.names import (
    begins_known,
    chinese_use_inside,
    examples_of_kind,
    is_brand,
    is_known,
    name_of_kind,
    names_of_kind,
    sdks_in,
    use_inside,
    without_place,
)
from appaudit.records.wording.scripts import CHINESE, is_latin
from appaudit.records.wording.sentences import refuses, said_in
from appaudit.records.wording.values import is_company, plain

#: The number of an entry inside numbered sections: "3.1.2 ".
_LEVELS = Expression(r"\s*\d{1,2}(?:[.．]\d{1,2}){1,3}[.、．]?\s+")
#: A name, what parts it from the rest, and the rest.
ENTRY = Expression(
    r"^[*_`]{0,2}(?P<name>[A-Za-z\u4e00-\u9fff](?:[^—–:：(\n]|\((?:[^()\n]|\([^()\n]{0,40}\)){1,80}\)){1,79}?)[*_`]{0,2}"
    r"(?: [—–-] |[*_`]{0,2} ?[—–]{2} ?|(?<=[）)])[—–] ?|:[*_`]{0,2} |[*_`]{0,2}\s?(?:：|:(?=[\u4e00-\u9fff])))"
    r"[*_`]{0,2}\s*(?P<rest>\S.*)$"
)
#: The same with the rest in the last brackets of the line, or behind "for".
_BRACKETED = Expression(
    r"^[*_`]{0,2}(?P<name>[A-Za-z][^—–:()\n]{1,39}?)[*_`]{0,2}(?: ?\([^()\n]{1,80}\))? "
    r"\((?P<rest>[^()\n]{4,200})\)(?:, as (?:an? |our )?[^.;:,()]{3,40})?[.;,]?$"
)
_FOR = Expression(r"^[*_`]{0,2}(?P<name>[A-Za-z][^—–:()\n]{1,39}?)[*_`]{0,2} (?P<rest>(?:for|to) [a-z]+ .{3,200})$")
#: How a sentence goes on behind names in brackets, which says something of what stands before them.
_SAID_OF_THEM = Expression(r"[^()\n]{3,60}\([^()\n]{2,120}\) (?:are|is|was|were|may|can|must|will|remain)\b")
_FOR_KIND = Expression(r"^[*_`]{0,2}(?P<name>[A-Z][^—–:()\n]{1,39}?)[*_`]{0,2} for (?P<rest>[a-z-]{3,20}\.?)$")
#: The same with a comma: "Egret, to find your way".
COMMA_USE = Expression(
    r"^[*_`]{0,2}(?P<name>[A-Z][^,—–:()\n]{1,39}?(?<!ly)(?:,? (?:Inc|LLC|Ltd|GmbH|Corp|PBC|B\.V)\b\.?)?"
    r"(?: \([^()\n]{2,60}\))?)[*_`]{0,2}, "
    r"(?:which |who )?(?P<rest>(?:(?:only |mainly )?(?:to|for)|used (?:to|for)|(?:(?<=which )|(?<=who ))[a-z]+"
    r"|our|the|an?|whose) [A-Za-z].{3,400})$"
)
#: The short form of a name in brackets behind it, and the sentence after both: "Egret, Inc. (Maps). Shows the way".
_AFTER_COMPANY = Expression(r"^(?P<short> ?\([^()\n]{2,40}\))?[.:]? +(?P<rest>[A-Z].{3,600})$")
#: A company, its address behind a comma, and what it is for in brackets or behind a dash.
_AT_ADDRESS = Expression(
    r"^(?P<company>[A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,5}"
    r"(?:,? (?:Inc|LLC|L\.L\.C|Ltd|Limited|GmbH|Corp|Corporation|B\.?V|S\.?A|SARL|AG|Pty|PBC|Co)\b\.?)), "
    r"(?!(?:which|who|that|for|to|used|our|the|an?|whose)\b)[^()\n:—–]{2,120}?(?:\((?P<use>[^()\n]{3,80})\))?[.;]?$"
)
#: A name, and behind a full stop what it is for: "Egret. Delivery of mail".
_STOPPED = Expression(r"^(?P<name>[A-Z][^.:()\n—–]{1,39}?(?: ?\([^().\n]{2,40}\))?)\. (?P<rest>[A-Z].{3,400})$")
#: The titles of its documents in brackets behind a name: "Egret ([Terms](https://…), [Privacy Policy](https://…))".
_TITLED_BEHIND = Expression(
    r"(?P<name>\*{0,2}[A-Z][^()\[\]\n:—–]{1,40}?\*{0,2}) ?"
    r"\((?P<titles>\[[^\[\]\n]{2,60}\]\([^()\s]+\)(?:, ?\[[^\[\]\n]{2,60}\]\([^()\s]+\)){0,4})\)"
)
_TITLE_OF_LINK = Expression(r"\[(?P<title>[^\[\]\n]{2,60})\]\((?P<link>[^()\s]+)\)")
_LINKED = Expression(r"\[([^\]\n]{1,60})\]\([^()\s]*\)")
_BEHIND_NAME = Expression(r" ?\([^()]*\)$")
#: Brackets behind a name that say what it is for, where the rest only leads elsewhere: "(payments) — see its policy".
_USE_IN_BRACKETS = Expression(r"^(?P<name>[^()]{2,60}?) ?\((?P<use>[a-z][^()\n]{3,200})\)$")
_LEADS_ELSEWHERE = Expression(r"^(?:see|per|under|as applicable|subject to|according to)\b", re.IGNORECASE)
#: A name with the package of its code in brackets: "Share Plus (share_plus)".
_WITH_PACKAGE = Expression(r"^(?P<name>[A-Z][\w .+-]{1,60}?) ?\(`?[a-z][a-z0-9]*(?:_[a-z0-9]+)+`?\)$")
_ASIDES = Expression(r"[（(][^（()）\n]*[)）]")
#: What a package of Dart or Python is called: "share_plus".
_CODE_NAME = Expression(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
#: Characters of a kind of service ("文档检索和问答服务"), and of the longest Chinese phrase that is a use.
_LONGEST_SERVICE = 16


def entries_of(line: Line, names: FieldNames, words: PartyWords, links: Mapping[int, Link]) -> list[Entry]:
    """What a line lists: the names of brands with what is said of them; several in bold may share one.

    Args:
        line: The line.
        names: What labels are called.
        words: How values look.
        links: The first link of a line, by where the line begins.
    """
    begins = bullet.end() if (bullet := BULLET.match(line.text)) else 0
    if words.denied_mark.match(line.text[begins:]):
        return []  # "❌ Egret", "No Egret": nobody is there
    levels = _LEVELS.match(line.text, begins) if line.kind == "item" else None
    begins = levels.end() if levels else begins
    if titled := _TITLED_BEHIND.match(line.text, begins):
        text = f"{line.text[:begins]}{titled['name']}{line.text[titled.end() :]}"
        told = entries_of(replace(line, text=text), names, words, {})
        titles = [(title["title"], title["link"]) for title in _TITLE_OF_LINK.finditer(titled["titles"])]
        link = next((at for title, at in titles if words.names_policy.search(title)), "")
        return [entry if entry.link else replace(entry, link=link) for entry in told]
    if behind := address_behind_name(line.text, begins):
        told = entries_of(replace(line, text=behind[0]), names, words, {})
        return [entry if entry.link else replace(entry, link=behind[1]) for entry in told]
    said = Said(line.text[begins:], line, names, words, links.get(line.start))
    found = names_together(said._replace(text=said.text.strip()))
    found = _set_apart(said, line.start + begins) if found is None else found
    said = said._replace(text=said.text.strip())
    for form in (*_FORMS, *(() if line.kind == "heading" else NAMES_ALONE)):
        if found is not None:
            break
        found = form(said)
    return found or []


def _set_apart(said: Said, begins: int) -> list[Entry] | None:
    """The entries of names in bold or in the title of a link; None where another form may tell a Chinese one."""
    found, behind, rest = names_apart(said.text, said.link, begins, said.words)
    if not found:
        return None
    inner = behind.strip("()（）*_:： —–,，.-")
    runs = inner if is_company(inner, said.words) else ""
    use = "" if runs else use_inside(inner, said.words) or ("" if rest else chinese_use_inside(inner, said.words))
    if use and said.words.use_of_nobody.fullmatch(rest.strip(" .,")):
        rest = ""  # "(hosting), as our processor"
    rest = f"{use} — {rest}" if use and rest and behind.rstrip().endswith(("—", "–", "-")) else rest or use
    if len(found) == 1 and (told := company_of_kind(found[0], rest, said.words)) is not None:
        return said.entry(told[0], told[2], company=told[1])
    entries = (
        said.of_kind(told_of_kind(name, rest, said.words, inner))
        or (said.with_uses(name, rest) if is_latin(name) else [])
        or (
            said.entry(name, rest, company=runs)
            if is_brand(_without_package(name), said.names, said.words)
            else said.with_uses(name, rest)
        )
        for name in (addressed(title, said.names, said.words) for title in found)
    )
    return list(chain.from_iterable(entries)) or (None if CHINESE.match(found[0]) else [])


def _with_companies(said: Said) -> list[Entry] | None:
    """Names, each with the company whose it is."""
    behind = company_behind_name(said.text, said.names, said.words)
    if behind is not None and not refuses(behind[2], said.words):
        name, owner, rest = behind
        return [Entry(said.line, name, rest, is_told=True, is_bare=False, company=owner, needs_lead=True)]
    told = with_companies(said.text, said.words)
    if told is None:
        return None
    # Nothing is said where the address of a policy follows the company at once.
    is_whole = not told.said or CHINESE.search(said.text) is not None
    more = "" if is_whole else told.rest.partition(told.said)[2].strip(" .")
    return [
        Entry(said.line, name, told.said, is_told=True, is_bare=False, company=owner, link=told.rest, more=more)
        for name, owner in told.names
    ]


def _at_address(said: Said) -> list[Entry] | None:
    """A company with where it is, and in brackets at the end what it is for: "Egret GmbH, Berlin (hosting)"."""
    if said.line.kind == "heading":
        return None
    found = _AT_ADDRESS.match(said.text)
    company = found["company"] if found is not None and is_company(found["company"], said.words) else ""
    if not company or found is None or refuses(said.text, said.words):
        return None
    return [
        Entry(said.line, company, found["use"] or "", bool(found["use"]), is_bare=not found["use"], company=company)
    ]


def _after_company(said: Said) -> list[Entry] | None:
    """A company, its short form in brackets, and a sentence; or a sentence whose subject it is."""
    company = said.words.company_name.match(said.text) if said.line.kind == "item" else None
    sentence = _AFTER_COMPANY.match(said.text[company.end() :]) if company else None
    if company is not None and company_does(said.text, said.words)[0]:
        deed = said.entry(plain(company.group()), said.text[company.end() :].strip())
        return [replace(one, needs_lead=True) for one in deed]
    if company is None or sentence is None:
        return None
    return said.entry(plain(company.group()) + (sentence["short"] or ""), sentence["rest"])


def _packaged(said: Said) -> list[Entry] | None:
    """A name with the package of its code."""
    packaged = _WITH_PACKAGE.match(said.text)
    return [Entry(said.line, packaged["name"], "", is_told=False, is_bare=True, needs_lead=True)] if packaged else None


def _parted(said: Said) -> list[Entry] | None:
    """A name, what parts it from the rest, and the rest."""
    words, text = said.words, said.text
    entry = words.entry_allowed.match(_LINKED.sub(r"\1", text)) or words.entry_used_for.match(text)
    entry = entry or ENTRY.match(text) or _BRACKETED.match(text)
    entry = entry or COMMA_USE.match(text) or COMPANY_FOR.match(text)
    if entry is None and (entry := _FOR.match(text)) is not None and _SAID_OF_THEM.match(entry["rest"]):
        return []  # "Tokens for integrations (Egret, Finch) are stored encrypted"
    is_for = None if entry else _FOR_KIND.match(text)
    entry = is_for if is_for and words.kind_told.fullmatch(is_for["rest"].rstrip(".")) else entry
    match = entry or _verb(text, said.line, words)
    if match is None:
        return None
    name, rest = _with_use(without_place(plain(match["name"]), words), match["rest"], words)
    name = addressed(name, said.names, words)
    if of_uses := said.with_uses(name, rest):
        return of_uses
    if said.names.field(name):
        return []  # "使用目的：微信登录，微信分享" is a label with its value
    if told := named_behind_kind(name, rest, said.names, words):
        return [replace(entry, needs_lead=True, link=told[2]) for entry in said.entry(*told[:2])]
    inside = _BRACKETED.match(text)
    examples = examples_of_kind(plain(inside["name"]), inside["rest"], words) if inside else None
    if inside and examples is not None:
        return said.of_kind((plain(inside["name"]), examples))
    if inside and name_of_kind(plain(inside["name"]), inside["rest"], words):
        return said.of_kind((plain(inside["name"]), [inside["rest"]]))
    if (told_of := told_of_kind(name, rest, words))[1]:
        return said.of_kind(told_of)
    # A known Latin name in small letters is one in Chinese text: "egret ads：提供广告服务".
    is_small = is_latin(name) and is_known(name, words) and CHINESE.search(rest) is not None
    if (is_small or is_brand(_without_package(name), said.names, words)) and not words.no_use.search(rest):
        return said.each(sdks_in(name, words) or [name], rest)
    if is_company(name, words) and words.company_name.search(name) and said_in(rest, 0, words).data:
        # "某公司：当您付款时，我们会向其提供订单号"
        return [Entry(said.line, name, rest, is_told=True, is_bare=False, company=name, needs_lead=True)]
    if of_kind := names_of_kind(name, words):
        if not is_latin(name) and words.takes.match(rest):
            rest = f"{re.split('[（(]', name, maxsplit=1)[0].strip()}，{rest}"  # "崩溃分析（白鹭）：收集日志"
        return [entry for known in of_kind for entry in said.entry(known, rest)]
    if _CODE_NAME.fullmatch(name) and not (NO_WORDS.match(rest) or words.data.search(name.replace("_", " "))):
        return [Entry(said.line, name, rest, is_told=False, is_bare=False, needs_lead=True)]
    if _is_told_of(name, rest, said.names, words, is_item=said.line.kind == "item"):
        # A Chinese name has no capitals: that it is one, only that it is known can tell.
        return [Entry(said.line, name, rest, is_told=True, is_bare=False, needs_lead=True)]
    return []


def _stopped(said: Said) -> list[Entry] | None:
    """A known name, and behind a full stop what it is for."""
    stopped = _STOPPED.match(said.text)
    if stopped is None:
        return None
    if is_known(stopped["name"], said.words):
        return said.entry(plain(stopped["name"]), stopped["rest"])
    # "Egret (e-mail). Sends you receipts." is one of a list of third parties where it stands in one.
    is_entry = stopped["name"].endswith(")") and is_brand(_BEHIND_NAME.sub("", stopped["name"]), said.names, said.words)
    return (
        [replace(one, needs_lead=True) for one in said.entry(plain(stopped["name"]), stopped["rest"])]
        if is_entry
        else None
    )


#: The forms that entries have, those first that say most; the last ones are no entries where they are headings.
_FORMS: Final = (_with_companies, _at_address, _after_company, _packaged, _parted, _stopped)


def _without_package(name: str) -> str:
    packaged = _WITH_PACKAGE.match(name)
    return packaged["name"] if packaged else name


def _verb(text: str, line: Line, words: PartyWords) -> re.Match[str] | None:
    """An entry that is a sentence on somebody known: "Egret Ads serves banners."."""
    found = words.does.match(text) if line.kind == "item" else None
    return found if found and is_known(found["name"], words) else None


def _is_told_of(name: str, rest: str, names: FieldNames, words: PartyWords, *, is_item: bool) -> bool:
    """Whether a line says of somebody known by a Chinese name what is taken or what for: "微信：用于登录".

    An entry of a list may say what for by a name of what is done: "微信支付 — 会员开通通道".
    """
    if is_latin(name) or names.field(name) or words.other_label.search(name):
        return False
    is_named = is_known(name, words) or begins_known(name, words)
    if not (is_named or LATIN_NAME.search(name)) or words.data.search(name):
        return False
    said = to_simplified(SENTENCE.split(rest, maxsplit=1)[0])
    is_told = any(form.search(said) is not None for form in (words.takes, words.for_what, words.serves))
    apart = _ASIDES.sub("", said)
    is_use = is_item and is_named and CHINESE.search(apart) and not (words.data.search(apart) or ADDRESS.search(said))
    return (is_told or bool(is_use)) and not refuses(said, words)


def entry_beside_known(line: Line, names: FieldNames, words: PartyWords, *, is_listed: bool) -> Entry | None:
    """The entry of a name that nobody knows, in a list of others who are known.

    A Chinese one says what for ("白鹭推送：用于消息推送"), an English one what somebody does ("Egret shows the way").
    In a list whose lead calls it one of third parties, a kind of service is enough ("白鹭：问答服务").
    """
    text = unmarked(line.text)
    if is_latin(text):
        done = words.does.match(text) if line.kind == "item" else None
        if done is None or not is_brand(done["name"], names, words) or refuses(done["rest"], words):
            return None
        return next(iter(entry_told(line, done["name"], done["rest"], words, is_linked=False)), None)
    found = ENTRY.match(unmarked(line.text))
    name = plain(found["name"]) if found is not None else ""
    if found is None or not CHINESE.match(name) or not may_be_name(name, names, words):
        return None
    is_kind = any(form.match(name) is not None for form in (words.kind_title, words.unnamed))
    is_kind = is_kind or words.permission_label.search(name) is not None
    said = SENTENCE.split(found["rest"], maxsplit=1)[0]
    is_use = words.for_what.match(said) is not None or (is_listed and _is_service(said, words))
    if is_kind or not is_use or refuses(said, words):
        return None
    return Entry(line, name, said, is_told=True, is_bare=False, needs_lead=True)


def _is_service(said: str, words: PartyWords) -> bool:
    """Whether a few words are a kind of service."""
    return len(said) <= _LONGEST_SERVICE and words.kind_of_name.search(said) is not None and not words.data.search(said)


def _with_use(name: str, rest: str, words: PartyWords) -> tuple[str, str]:
    """A name without the brackets behind it, where they say what the rest does not; where somebody is, is no use."""
    found = _USE_IN_BRACKETS.match(name)
    if found and any(words.place.fullmatch(part.strip()) for part in found["use"].split(",")):
        return found["name"], rest
    if found and "_" not in found["use"] and (_LEADS_ELSEWHERE.match(rest) or "," in found["use"]):
        return found["name"], found["use"]
    return name, rest
