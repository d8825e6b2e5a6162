"""The line above a labelled block: whether it is a name, and what stands between it and the first label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line, Pair
from appaudit.records.labelled.used_for import named_for_use
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import begins_known, is_known, own_words
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import denies, use_told_of
from appaudit.records.wording.values import LONGEST_NAME, NUMBERING, is_company, is_product, kind_of, plain

#: The longest line that may be the name of what follows it, and what may stand behind the name.
LONGEST_TITLE = 40
_LONGEST_BRACKETED = 300
BRACKETED = Expression(r"\s*[（(][^（）()]*[)）]$")
_BRACKETS_AT_END = Expression(r"\((?P<inner>(?:[^()]|\([^()]*\))+)\)$")
#: What an English entry is for, behind its name in bold.
_FOR_BEHIND = Expression(r"(?: ?:| [—–-]) (?P<use>(?:[Ff]or|[Tt]o|[Uu]sed (?:for|to)) [^:：\n]{3,160}[^:：\n])$")
#: A name that an entry begins with in bold.
_BOLD = Expression(r"^[\s*+-]*(?:\*\*|__)(?P<name>[^*_\n：:，。]{2,40})(?:\*\*|__)")
#: An English phrase of what is done: "Authentication and user management".
_PHRASE = Expression(
    r"[A-Z][a-z]+(?: [A-Za-z][\w-]*)* [a-z][a-z-]+\.?|[A-Z][A-Za-z]+(?:, [a-z][\w -]*){1,6},? and [a-z][\w -]+\."
)
#: One English sentence, of some words.
_SENTENCE = Expression(r"[A-Z][a-z'’-]* [a-z][^.!?:\n]{4,160}\.")
#: A name, and behind a dash what is said of it.
_NAMED_ENTRY = Expression(r"^(?P<name>[A-Z][^—–:\n]{1,39}?) [—–-] \S")
#: A line that begins as the entry of a numbered list.
NUMBERED = Expression(r"^[\s#*]*\d{1,2}[.、)）．]\s*\S")
#: What a list says of third parties alone: no permission has a company or an address of its own.
OF_PARTIES = ("name", "company", "link")
#: A line that says which version the name above it has: "HTTP library · v5.11.1".
VERSIONED = Expression(r"\bv?\d+(?:\.\d+){1,3}$", re.IGNORECASE)
#: Characters that the name of an SDK and of its company have alike.
_SHORTEST_STEM = 2
#: The longest word for what kind of SDK a card is about.
_LONGEST_KIND = 8


def is_title(text: str, words: PartyWords) -> bool:
    """Whether a line may be a name."""
    text = max(text.split(" / "), key=len) if is_latin(text) else text  # each of two names may be as long as one
    if len(text) > LONGEST_TITLE:
        # A name may be long with what stands in brackets behind it: the packages of an SDK.
        short = BRACKETED.sub("", text) if len(text) <= _LONGEST_BRACKETED else text
        text = short if len(text) <= LONGEST_NAME or is_product(short, words) else text
    if not 1 < len(text) <= LONGEST_TITLE or _heads_list(text, words):
        return False
    # What keeps a line from being a name may stand in brackets behind one: "白鹭分析（崩溃统计，默认关闭）".
    return not words.no_title.search(text) or _is_known_with_brackets(text, words)


def _heads_list(text: str, words: PartyWords) -> bool:
    """Whether an English line heads those who are listed, and names none of them: "Active sub-processors"."""
    is_heading = is_latin(text) and words.context.search(text) is not None
    return is_heading and not (is_known(text, words) or is_product(text, words) or is_company(text, words))


def _is_known_with_brackets(text: str, words: PartyWords) -> bool:
    name = BRACKETED.sub("", text)
    is_named = name != text and not words.no_title.search(name)
    return is_named and (is_product(name, words) or is_known(name, words) or begins_known(name, words))


def is_title_before(text: str, words: PartyWords) -> bool:
    """Whether what stands before labels may be a name, is one with its use ("白鹭：统计用户"), or several."""
    name, colon, use = text.partition("：")
    is_with_use = bool(colon and use.strip()) and is_known(plain(name), words)
    return is_title(text, words) or is_with_use or bool(named_for_use(text, words)[1])


def may_be_title(text: str, words: PartyWords) -> bool:
    """Whether only its last word keeps a line from being a name: "阿里云日志服务"."""
    named = words.kind_of_name.sub("", text)
    return named != text and is_title(named, words) and not words.generic_name.fullmatch(named)


def is_counted_party(line: Line, following: Sequence[Pair]) -> bool:
    """Whether a line is the next of a counted list, above labels that only third parties have."""
    return NUMBERED.match(line.text) is not None and any(pair.field in OF_PARTIES for pair in following)


def is_entry_of_known(line: Line, before: str, words: PartyWords) -> bool:
    """Whether what stands before the labels of an entry says whom it is about, so that the line above is their kind."""
    found = _NAMED_ENTRY.match(before) if line.kind == "item" else None
    return found is not None and is_known(found["name"], words)


def bold_title(line: Line) -> tuple[Line, str] | None:
    """The name that a longer line begins with in bold, as a line, and what an English one says that it is for.

    "**白鹭SDK**（版本1.0 / 2.1）的说明：", "**Egret SDK**: For login"
    """
    found = _BOLD.match(line.text)
    told = _FOR_BEHIND.match(line.text, found.end()) if found is not None else None
    return (replace(line, text=found["name"]), told["use"] if told else "") if found is not None else None


def company_in(text: str, words: PartyWords) -> str:
    """The company that a line below a title names: itself, or who provides what it speaks of."""
    return provider["company"] if (provider := words.provided_by.search(text)) is not None else text


def use_below(title: Line, text: str, words: PartyWords) -> str:
    """What a line between a heading that names somebody and the labels below it says what for; empty for another.

    Below a name that nobody knows that must be a sentence.
    """
    name = plain(NUMBERING.sub("", plain(title.text), count=1))
    does = words.does_what.match(f" {text}") if is_latin(text) else None
    is_deed = does is not None and does["verb"].endswith("s") and words.collects.match(does["verb"]) is None
    is_use = kind_of(text, words) == "purpose" or _PHRASE.fullmatch(text) is not None
    inner = _BRACKETS_AT_END.search(name)
    is_of_company = inner is not None and is_company(inner["inner"], words)
    if is_of_company and (is_deed or is_use) and not text.startswith(name.split(" ")[0]):
        return text
    if title.kind != "heading":
        return ""
    if _SENTENCE.fullmatch(text) and own_words(name, words) and not denies(text, words):
        return "" if is_product(text, words) else text
    is_told = is_known(name, words) and (is_deed or (is_use and not begins_known(text, words)))
    return (use_told_of(name, text, words) or text) if is_told else ""


def fuller_name(title: str, labelled: str, words: PartyWords) -> str:
    """The name under a label, or the title above it where that is the same name with whose it is before it."""
    first, last = ("".join(name_key(name).split()) for name in (title, labelled))
    is_fuller = first != last and first.endswith(last) and is_product(title, words) and begins_known(title, words)
    return plain(NUMBERING.sub("", title, count=1)) if is_fuller else labelled


def is_owner_of(title: str, value: str, words: PartyWords) -> bool:
    """Whether "Name of third party" below the name of a product says which company offers it."""
    is_name = is_latin(title) and bool(own_words(title, words)) and not is_company(title, words)
    return is_name and is_company(value, words)


def is_of_open(record: PartyRecord | None, before: str, pairs: Sequence[Pair]) -> bool:
    """Whether the label of a policy only takes up who a record is about: "Egret Privacy Policy" of Egret SDK."""
    name = record.value("name").lower() if record is not None else ""
    return bool(name) and name.startswith(before.lower()) and all(pair.field == "link" for pair in pairs)


def stands_below(title: Line, text: str, words: PartyWords, *, has_company: bool) -> bool:
    """Whether a line is the company of the SDK that the line above names, or below both what kind of SDK it is.

    `has_company` says that a line below the title has named the company already.
    """
    if is_product(text, words):
        return False
    if has_company:
        is_kind = words.purpose.search(text) is not None and len(text) <= _LONGEST_KIND
        return is_kind and not begins_known(text, words)
    name = plain(title.text)
    if text.startswith(f"{name} ") and text[len(name) + 1].islower():
        return words.provided_by.search(text) is not None  # a sentence about it, which may say whose it is
    is_alike = not is_latin(name) and (name[:_SHORTEST_STEM] in text or NUMBERED.match(title.text) is not None)
    first = name.split(" ")[0]
    is_alike = is_alike or (is_latin(name) and len(first) > _SHORTEST_STEM and f"{first} " in text)
    is_alike = is_alike or (title.kind == "heading" and bool(own_words(name, words)))
    is_name = is_alike or is_product(name, words) or begins_known(name, words)
    return is_name and not is_company(name, words) and is_company(text, words)


def says_enough(record: PartyRecord, words: PartyWords, *, is_like: bool, is_common: bool, is_counted: bool) -> bool:
    """Whether the labels of a block are enough to take it for one of a third party.

    One label under a short line is any form of text; two, the word SDK, an entry before it, or what somebody known is
    for below a counted heading make it one.

    Args:
        record: The block.
        words: How values look.
        is_like: Whether it begins by the label that the block before began by.
        is_common: Whether what it is for stands under a label that other texts have as well.
        is_counted: Whether a heading with a number names it.
    """
    said = [field for field, value in record.fields.items() if value.strip()]
    name = record.value("name")
    if not name.strip() and not record.value("company").strip():
        return False
    others = len(said) - 1
    if not name.strip() and not {"purpose", "data", "link"} & set(said):
        return False  # "Controller: Egret AB", "Version: 4.1" at the head of a page
    if record.is_titled and not is_product(name, words):
        is_enough = is_like or (is_counted and "purpose" in said and is_known(name, words))
        return others >= 2 + is_common or (others == 1 and is_enough and not is_common)
    return others >= 1 or is_product(name, words)


def without_pages_of_entries(
    parted: Sequence[tuple[Line, str, list[Pair]]], words: PartyWords
) -> list[tuple[Line, str, list[Pair]]]:
    """Lines as they are parted, those below an entry that says of itself whose policy is where without that name.

    "- _Egret Privacy Policy:_ …" below "- **Egret Maps:** shows the way." is an address of that entry.
    """
    left: list[tuple[Line, str, list[Pair]]] = []
    outer: Line | None = None
    for line, before, pairs in parted:
        if line.kind != "item" or not pairs:
            outer = line if line.kind == "item" else None
        is_page = bool(before and pairs) and all(pair.field == "link" for pair in pairs)
        is_below = outer is not None and line.kind == "item" and line.indent > outer.indent
        left.append((line, "" if is_page and is_below and is_known(before, words) else before, pairs))
    return left
