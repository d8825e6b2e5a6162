"""Sections that the name of a third party heads: what it is for, takes and links to stands in the text below it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from appaudit.documents.blocks import Block, PolicyDocument
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.record import PartyRecord
from appaudit.records.running_text.english import told_in
from appaudit.records.wording.clauses import told_in_clauses
from appaudit.records.wording.companies import company_does
from appaudit.records.wording.names import (
    begins_known,
    is_brand,
    is_known,
    is_ordinary,
    is_whole,
    ordinary_words,
    own_words,
    use_inside,
)
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import LONGEST_LINE, denies, refuses, said_in, use_told_of
from appaudit.records.wording.values import LONGEST_NAME, address_in, is_address, is_product, kind_of_label, plain

_LATIN = re.compile(r"[A-Za-z]")
#: A heading that is the end of an address, broken off its line.
_PATH = re.compile(r"\w_\w|/$")
#: A name with a kind of service in brackets behind it.
_WITH_KIND = re.compile(r"(?P<name>[A-Z][^()\n]{1,40}?) ?\((?P<kind>[a-z][^()\n]{2,40})\)")
#: What parts labels of one line, and how each begins.
_DOT = re.compile(r"\s+[·•]\s+")
_LABELLED = re.compile(r"\s*[*_]*[A-Z][\w ]{2,30}[*_]*:[*_]*\s*\S")
#: What ends the name itself in a heading: "Egret（白鹭）".
_OWN_NAME = re.compile(r"[（(]")
#: The title of a link with its address and nothing else, and where a sentence ends.
_TITLE_AND_TARGET = re.compile(r"[-*+•]?\s*\[[^\]\n]+\]\([^)\s]+\)[.。]?")
_STOP = re.compile(r"\.(?:\s|$)")
#: A name in bold, alone on its line.
_SENTENCES = Expression(r"(?<=[a-z)]\.)\s+(?=[A-Z])")
_BOLD = re.compile(r"[-*+•]?\s*(?:\*\*|__)[^*_\n]+(?:\*\*|__)")
#: What only leads to the entries below it: "is used by the app for".
_LEADS_ON = re.compile(r"^[^.]*\b(?:for|to|by|with|including|follows)\s*:?$")
#: Marks behind which an entry says more than a name.
_SAYS_MORE = re.compile(r"[(（:：–—,;]")
#: The longest sentence that is what something is for, and the longest label in such a section, in characters.
_LONGEST_USE = 120
#: The shortest and the longest sentence told of somebody, lines of an address or in italics, links, cases.
_SHORTEST_USE, _LONGEST_TOLD = 12, 320
_ASIDE = re.compile(r"(?:https?://\S+\s*)?[_*][^_*\n]+[_*]$|https?://\S+$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_CASE = re.compile(r"(?:if|when|whenever|where|should|unless)\b", re.IGNORECASE)
_LINK = re.compile(r"\[([^\]\n]*)\]\([^)\s]*\)")
_LINKS = re.compile(r"(?:\[[^\]\n]*\]\([^)\s]*\)[\s,|·-]*)+")
#: Sections of a page without a heading of theirs that say whose their service is, at the least.
_FEWEST_EVIDENT = 2
#: The longest Chinese name of a service.
_LONGEST_CHINESE = 16
_LONGEST_LABEL = 40
#: A label in words that begin large, with nothing behind it.
_LABEL_ALONE = re.compile(r"(?:\*\*|__)?[A-Z][\w'’]*(?: [A-Z][\w'’]*){0,3}(?::(?:\*\*|__)?|(?:\*\*|__):)")
#: What tells of a paragraph that it is no sentence.
_NO_SENTENCE: Final = (_ASIDE.match, _LABEL_ALONE.fullmatch)
#: Blocks below a heading that are about whom it names; what follows is about something else.
_MOST_BLOCKS = 24
#: The same below a Chinese name, which a heading of something else may begin with.
_FEW_BLOCKS = 6


def read_headed(
    document: PolicyDocument, names: FieldNames, words: PartyWords, lists_parties: Callable[[int], bool]
) -> list[PartyRecord]:
    """The records of sections whose heading is the name of a brand, which the text below it takes up.

    Args:
        document: The document.
        names: What labels are called, which are no names.
        words: How values look, and how sentences say them.
        lists_parties: Whether the headings above one that begins at an offset speak of third parties.
    """
    blocks = document.blocks
    # The first line of a page is the name of its own app.
    own_name = plain(document.text.strip().split("\n", 1)[0])
    records: list[PartyRecord] = []
    evident: list[PartyRecord] = []
    doubtful: dict[int, int] = {}
    ordinary = ordinary_words(document.text) | {name_key(own_name)}
    for index, block in enumerate(blocks):
        if not (block.kind == "heading" or _heads_paragraphs(document, index, words)):
            continue
        heading = document.text[block.start : block.end]
        name, kind = _without_kind(_under_label(plain(heading), names), words)
        if records and block.start < records[-1].end and name == records[-1].value("name"):
            continue  # the name again, in its own section
        # A service ("友盟统计服务") may be somebody's, a menu or an explanation is nobody's.
        is_none = words.no_title.search(name) is not None and words.kind_of_name.search(name) is None
        is_named = is_brand(name, names, words) or not (is_latin(name) or is_none or not is_known(name, words))
        is_in_latin = _LATIN.search(name) is not None and is_named
        is_chinese = _is_chinese_name(name, names, words) or _is_supplied(name, document, index, names, words)
        label, colon, _ = name.partition(":")
        is_cut = not is_whole(name)  # "白鹭SDK（Egret", of which the line below says the rest
        if is_cut or _PATH.search(heading) or not 1 < len(name) <= LONGEST_NAME or not (is_in_latin or is_chinese):
            continue
        if (colon and words.other_label.search(label)) or denies(name, words):
            continue  # "Status: active" says more of the section above
        body = _body(document, index, name)
        body = body if is_latin(name) else _first_of(document, body, name, words)
        text = "\n".join(document.text[part.start : part.end] for part in body)
        is_called = lists_parties(block.start) and name != own_name
        is_taken_up = is_known(name, words) or begins_known(name, words) or _takes_up(name, text, words)
        is_taken_up = is_taken_up or is_chinese
        is_taken_up = is_taken_up or (is_called and _is_told_of(name, document, body, ordinary, names, words))
        if not text or not is_taken_up or not (is_called or block.kind == "heading"):
            continue
        first = document.text[body[0].start : body[0].end]
        is_labelled = block.kind == "item" and bool(names.field(plain(first.partition(":")[0])))
        if is_labelled or refuses(words.unused_partly.sub("", first[:LONGEST_LINE]), words):
            continue
        record = _record(document, name, block, body, names, words)
        record.fields["purpose"] = kind or record.value("purpose")
        says_nothing = not any(value.strip() for field, value in record.fields.items() if field != "name")
        is_told = bool(record.value("purpose") or record.value("data")) or is_in_latin
        is_whose = is_called and (is_known(name, words) or name in text) and bool(words.says_whose.search(text))
        is_read = (
            not says_nothing or is_whose or (len(record.fields) > 1 and (is_product(name, words) or not is_latin(name)))
        )
        if not record.value("purpose") and is_called and (is_known(name, words) or record.value("link")):
            record.set("purpose", _first_told(name, document, body, words))
            is_read = is_read or bool(record.value("purpose"))
        if is_read and is_told and not (says_nothing and words.licensed.search(first)):
            record.is_called_party = record.is_called_party or (is_called and is_known(name, words))
            records.append(record)
            if not is_called:
                doubtful[block.start] = block.level
            if name in text and record.value("company") and record.value("link"):
                evident.append(record)
    # Sections of one level that say whose service their name is and where its policy stands are a list anywhere.
    levels = Counter(doubtful[record.start] for record in evident if record.start in doubtful)
    listed = {level for level, count in levels.items() if count >= _FEWEST_EVIDENT}
    kept = [record for record in records if record.start not in doubtful or doubtful[record.start] in listed]
    for record in kept:
        record.is_called_party = record.is_called_party or record.start in doubtful
    return kept


def _under_label(heading: str, names: FieldNames) -> str:
    """The name in a heading that says what it is the name of: "Recipient: Egret"; another heading as it is."""
    label, colon, name = heading.partition(": ")
    return name.strip() if colon and names.field(label) in ("name", "company") else heading


def _without_kind(heading: str, words: PartyWords) -> tuple[str, str]:
    """The name in an English heading and what brackets behind it say that it is for: "Egret (database hosting)"."""
    found = _WITH_KIND.fullmatch(heading)
    kind = use_inside(found["kind"], words) if found is not None else ""
    if found is None or not kind:
        return heading, ""
    is_told = is_known(found["name"], words) and not kind.startswith(("a ", "an ", "the ", "our "))
    is_kind = is_told or any(form.search(kind) for form in (words.purpose, words.kind_title))
    return (found["name"], kind) if is_kind else (heading, "")


def _is_chinese_name(name: str, names: FieldNames, words: PartyWords) -> bool:
    """Whether a heading is the Chinese name of somebody known; others may be the name of any section."""
    is_word = names.field(name) or words.other_label.search(name) or words.no_title.search(name)
    is_short = len(name) <= _LONGEST_CHINESE and " " not in name
    return not is_latin(name) and is_short and not is_word and begins_known(name, words)


def _is_supplied(name: str, document: PolicyDocument, index: int, names: FieldNames, words: PartyWords) -> bool:
    """Whether a Chinese heading nobody knows is a name, as the sentence below it says whose it is, and what it does."""
    below = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
    if is_latin(name) or below is None or below.kind != "paragraph" or below.end - below.start > LONGEST_LINE:
        return False
    text = document.text[below.start : below.end]
    supplied = words.provided_by.search(text)
    is_word = names.field(name) or words.other_label.search(name) or words.no_title.search(name)
    is_word = is_word or words.no_supplied.search(name)
    is_told = supplied is not None and (words.takes.search(text) or words.for_what.search(text))
    return bool(is_told) and len(name) <= _LONGEST_CHINESE and " " not in name and not is_word


def _heads_paragraphs(document: PolicyDocument, index: int, words: PartyWords) -> bool:
    """Whether an entry of a list is a name in bold, or one that is known, and its text stands in paragraphs below."""
    blocks = document.blocks
    if blocks[index].kind != "item" or index + 1 >= len(blocks) or blocks[index + 1].kind != "paragraph":
        return False
    if index and blocks[index - 1].kind == "item":
        return False  # what stands below the last of several is about all of them, or about none
    text = document.text[blocks[index].start : blocks[index].end].strip()
    return _BOLD.fullmatch(text) is not None or _is_known_alone(document, index, plain(text), words)


def _is_known_alone(document: PolicyDocument, index: int, name: str, words: PartyWords) -> bool:
    """Whether an entry is somebody known and nothing else, above a paragraph that is more than an address."""
    below = document.blocks[index + 1]
    is_alone = len(name) <= _LONGEST_LABEL and not _SAYS_MORE.search(name) and is_known(name, words)
    return is_alone and not is_address(document.text[below.start : below.end].strip())


def _body(document: PolicyDocument, index: int, name: str) -> Sequence[Block]:
    """The paragraphs and items right below a heading, and the name again where it is the title of a link."""
    blocks = document.blocks
    is_item = blocks[index].kind == "item"
    end = index + 1
    while end < len(blocks) and end - index <= _MOST_BLOCKS:
        is_named = end > index + 1 and document.text.startswith(name, blocks[end].start)
        if blocks[end].kind not in ("paragraph", "item") and not (blocks[end].kind == "heading" and is_named):
            break
        if is_item and blocks[end].kind == "item":
            break
        end += 1
    return blocks[index + 1 : end]


def _first_of(document: PolicyDocument, body: Sequence[Block], name: str, words: PartyWords) -> Sequence[Block]:
    """The first blocks of a section, with all of a list that they begin and, below a known Latin name, what is told on.

    Where a paragraph begins with somebody else that one is told of.
    """
    own = _OWN_NAME.split(name, maxsplit=1)[0]
    tells_on = _LATIN.search(name) is not None and is_known(own, words)
    end = min(_FEW_BLOCKS, len(body))
    while end < len(body):
        text = document.text[body[end].start : body[end].end]
        is_own = text.startswith(own) or not begins_known(plain(text), words)
        if body[end].kind != "item" and not (tells_on and is_own):
            break
        end += 1
    return body[:end]


def _takes_up(name: str, text: str, words: PartyWords) -> bool:
    """Whether a text speaks of what its heading names: a heading such as "Data Sharing" is no name of anybody."""
    own = own_words(name, words)
    return is_product(name, words) or any(re.search(rf"(?<!\w){re.escape(word)}", text) for word in own)


def _is_told_of(
    name: str,
    document: PolicyDocument,
    body: Sequence[Block],
    ordinary: frozenset[str],
    names: FieldNames,
    words: PartyWords,
) -> bool:
    """Whether what stands below a name that nobody knows is told of a third party, and the name is no word of the text.

    It says what is done without saying who does it ("Used for push notifications."), or under labels what for and what
    is taken.
    """
    if is_ordinary(name, ordinary) or not is_latin(name):
        return False
    first = document.text[body[0].start : body[0].end] if body else ""
    if body and body[0].kind == "item":
        # "Sends push notifications" is of somebody, "Enable notifications" a task.
        done = words.does_what.match(f" {plain(first)}")
        first = first if done is not None and done["verb"].endswith("s") else ""
    if _use_alone(plain(first), words) or words.says_whose.match(first):
        return True
    fields = {
        names.field(plain(label)) or kind_of_label(label, words)
        for part in body
        for label, colon, value in [document.text[part.start : part.end].lstrip("-*+• ").partition(":")]
        if colon and value.strip() and len(label) <= _LONGEST_LABEL
    }
    return len(fields & {"purpose", "data", "link", "company"}) > 1


def _use_alone(text: str, words: PartyWords) -> str:
    """What the first sentence of a section says that is done, where it names nobody who does it; empty for another."""
    sentence = plain(_STOP.split(text, maxsplit=1)[0]).rstrip(".")
    if len(sentence) > _LONGEST_USE or denies(sentence, words) or words.told_en_owner.match(sentence):
        return ""
    done = words.does_what.match(f" {sentence}")
    if done is not None:
        return "" if words.collects.match(done["verb"]) else sentence
    is_use = words.kind_title.match(sentence) or sentence.lower().startswith(("used ", "for "))
    return sentence if is_use and not words.in_sentence.search(sentence) else ""


def _record(
    document: PolicyDocument,
    name: str,
    heading: Block,
    body: Sequence[Block],
    names: FieldNames,
    words: PartyWords,
) -> PartyRecord:
    record = PartyRecord(fields={"name": name}, start=heading.start, end=body[-1].end, layout="headed")
    items: list[str] = []
    uses: list[str] = []
    taken: list[str] = []
    labelled: dict[str, str] = {}
    are_data = lists_uses = False
    below = ""
    for part, text in _pieces(document, body):
        if part.kind == "item" and _TITLE_AND_TARGET.fullmatch(text.strip()):
            continue  # where something is told, which the links of the section hold
        label, colon, value = text.replace("：", ":", 1).partition(":")
        is_label = bool(colon) and len(label) <= _LONGEST_LABEL
        field = names.field(plain(label)) if is_label else ""
        if part.kind == "item" and is_label and not field:
            field = "other" if words.other_label.search(plain(label)) else kind_of_label(label, words)
        if part.kind != "item":
            below = field or ("other" if _LABEL_ALONE.fullmatch(text.strip()) else "") if not value.strip("*_ ") else ""
            if colon and not value.strip("*_ ") and denies(text, words):
                below = "other"  # "It does not collect:"
        elif below and not is_label:
            # "**Data they receive:**" leads to the entries below it, and so does "**Their deletion:**".
            (taken if below == "data" else uses if below == "purpose" else []).append(plain(text).rstrip(".;；。"))
            continue
        if field == "other":
            continue
        if field not in ("", "name") and value.strip("*_ "):
            labelled.setdefault(field, plain(value).rstrip(".") if field == "data" else plain(value))
            continue
        if part.kind == "item":
            if not text.lstrip("-*+• ").startswith(name.partition(" (")[0]):
                done = words.does_what.match(f" {plain(text)}") if is_latin(name) else None
                if lists_uses:
                    uses.append(plain(text).rstrip(".;；。"))
                elif done is None:
                    items.append(said_in(text, 0, words).data or plain(text))
                elif words.collects.match(done["verb"]):
                    taken.append(done["rest"])
                else:
                    uses.append(plain(text).rstrip("."))
            continue
        lists_uses = words.uses_below.search(text) is not None
        text = _without_deeds(record, text, words)
        are_data = are_data or (not items and words.takes.search(text) is not None)
        said = said_in(text, 0, words)
        told = _told_of(name, text, words)
        used = words.used_it.match(" ".join(text.split())) if is_latin(name) else None
        purpose = used["use"] if used else use_told_of(name, text, words) or _done_by(name, text, words)
        purpose = _LEADS_ON.sub("", purpose or _whole_phrase(text, said.purpose, words) or told[0])
        for field, found in (("purpose", purpose), ("data", said.data or told[1])):
            record.set(field, found)
        record.set("link", address_in(text, words))
        provider = (
            words.provided_by.search(text)
            if name in text or not (is_latin(name) or begins_known(name, words))
            else words.provided_by.match(text)
        )
        offered = words.offered_by.search(text) if text.lstrip("*_ ").startswith(name.partition(" (")[0]) else None
        if offered is not None and words.company_brand.fullmatch(offered["company"]):
            record.set("company", offered["company"])
        if provider is not None:
            record.set("company", provider["company"])
            record.set("purpose", provider["use"] or "")
    record.set("purpose", "；".join(uses))
    record.set("data", "、".join(taken))
    if not (record.value("purpose") or items or labelled):
        is_first = body[0].kind == "paragraph"
        record.set("purpose", _use_alone(document.text[body[0].start : body[0].end], words) if is_first else "")
    if not (items or labelled):
        use, data = told_in_clauses(document.text[body[0].start : body[0].end], words)
        record.set("purpose", use)
        record.set("data", data)
    if not (record.value("purpose") or record.value("data") or items or labelled) and is_product(name, words):
        record.set("purpose", _said_alone(document, body, words))
    about_data = [item for item in items if words.data.search(item) and words.for_what.match(item) is None]
    if items and (are_data or len(about_data) * 2 >= len(items)):
        record.fields["data"] = "、".join(items)
    elif items:
        record.set("purpose", "；".join(items))
    record.fields.update(labelled)
    if name_key(record.value("purpose")) == name_key(name):
        record.fields["purpose"] = ""  # "For on-premise deployments, …" is no use of those
    first = bisect_left(document.links, heading.start, key=lambda link: link.start)
    last = bisect_left(document.links, record.end, key=lambda link: link.start)
    inside = [link for link in document.links[first:last] if link.target.startswith("http")]
    policies = [link for link in inside if words.names_policy.fullmatch(plain(document.text[link.start : link.end]))]
    if policies and not labelled.get("link"):
        record.fields["link"] = ""  # where its policy stands, not where it does
    record.set("link", next((link.target for link in [*policies, *inside]), ""))
    return record


def _whole_phrase(text: str, use: str, words: PartyWords) -> str:
    """A use that a sentence gives, or the whole of one that is no sentence: "Object storage (R2) for backups"."""
    phrase = plain(_STOP.split(text, maxsplit=1)[0]).rstrip(".")
    is_phrase = is_latin(phrase) and len(phrase) <= _LONGEST_TOLD and words.in_sentence.search(phrase) is None
    is_noun = is_phrase and words.takes.search(phrase) is None and words.for_what.match(phrase) is None
    return phrase if use and is_noun and phrase.endswith(use) and phrase[:1].isupper() and ": " not in phrase else use


def _pieces(document: PolicyDocument, body: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    """The texts of blocks, each label of a line that dots part by itself: "Data: model · Region: EU · Website: …"."""
    for part in body:
        text = document.text[part.start : part.end]
        pieces = _DOT.split(text)
        is_parted = len(pieces) > 1 and sum(bool(_LABELLED.match(piece)) for piece in pieces) == len(pieces)
        for piece in pieces if is_parted else (text,):
            yield part, piece


def _without_deeds(record: PartyRecord, text: str, words: PartyWords) -> str:
    """A paragraph without its sentences whose subject is a company: whose the service is, what that does or gets."""
    if _HAN.search(text) is not None or words.company_name.search(text) is None:
        return text
    kept = []
    for sentence in _SENTENCES.split(text):
        company, deed, data = company_does(sentence, words)
        if not company or denies(sentence, words):
            kept.append(sentence)
            continue
        if kept and len(kept[-1]) <= _LONGEST_LABEL and not words.in_sentence.search(kept[-1]):
            record.set(
                "purpose", plain(kept[-1]).rstrip(".")
            )  # "Consent management. Egret GmbH, Berlin, gets your choices."
        record.set("company", company)
        record.set("purpose", deed)
        record.set("data", data)
    return " ".join(kept)


def _first_told(name: str, document: PolicyDocument, body: Sequence[Block], words: PartyWords) -> str:
    """The first sentence below an English name that takes the name up, or says what is done and by nobody else."""
    texts = (document.text[part.start : part.end].strip() for part in body if part.kind == "paragraph")
    text = next((text for text in texts if not any(form(text) for form in (is_address, *_NO_SENTENCE))), "")
    sentence = plain(_STOP.split(_LINK.sub(r"\1", " ".join(text.split())), maxsplit=1)[0])
    is_told = _takes_up(name, sentence, words) or not words.in_sentence.search(sentence)
    is_told = is_told and not denies(sentence, words) and not _LINKS.fullmatch(text) and not _CASE.match(sentence)
    is_told = is_told and words.takes.search(sentence) is None and _HAN.search(sentence) is None
    return sentence if is_latin(name) and is_told and _SHORTEST_USE <= len(sentence) <= _LONGEST_TOLD else ""


def _done_by(name: str, text: str, words: PartyWords) -> str:
    """What a sentence says that somebody does whom its first words name: "Egret provides us with crash reports"."""
    found = words.does.match(" ".join(text.split())) if is_latin(name) else None
    is_same = found is not None and found["name"].lower().startswith(name.partition(" (")[0].lower())
    return plain(_STOP.split(found["rest"], maxsplit=1)[0]) if found is not None and is_same else ""


def _told_of(name: str, text: str, words: PartyWords) -> tuple[str, str]:
    """What running text in the section of somebody says that they are used for, and what they get."""
    outer = name.partition(" (")[0].lower()
    told = told_in(text, words) if is_latin(name) and len(text) <= LONGEST_LINE * 2 else ()
    found = next((one for one in told if one.name.lower() in outer or outer in one.name.lower()), None)
    if found is None:
        return "", ""
    # "Egret (or "E") provides …" gives the other name in brackets.
    return "" if found.purpose.startswith("or ") else found.purpose.rstrip("."), found.data


def _said_alone(document: PolicyDocument, body: Sequence[Block], words: PartyWords) -> str:
    """The first sentence below a name, where a Chinese text says what it is for and nothing else."""
    text = document.text[body[0].start : body[0].end]
    sentence = text.partition("。")[0].strip()
    is_use = words.purpose.search(sentence) is not None and not address_in(sentence, words)
    return plain(sentence) if is_use and not is_latin(sentence) and len(sentence) <= _LONGEST_USE else ""


def tell_more(records: Sequence[PartyRecord], headed: Sequence[PartyRecord]) -> None:
    """Give labelled blocks what the text of their section says of whom heads it, where they say no purpose."""
    for record in records:
        if record.layout != "labels" or record.value("purpose").strip() or not record.value("name"):
            continue
        index = bisect_right(headed, record.start, key=lambda section: section.start) - 1
        section = headed[index] if index >= 0 else None
        if section is None or record.start >= section.end:
            continue
        if name_key(record.value("name")) == name_key(section.value("name")):
            # Items below the block may be of anything.
            record.set("purpose", "" if "；" in section.value("purpose") else section.value("purpose"))
            record.set("data", section.value("data"))


def takes_up(record: PartyRecord, headed: Sequence[PartyRecord]) -> bool:
    """Whether an entry is about whom its section is headed by: "Egret compliance information" below "Egret"."""
    index = bisect_right(headed, record.start, key=lambda section: section.start) - 1
    if index < 0 or record.start >= headed[index].end:
        return False
    name, heading = (part.value("name").partition(" (")[0] for part in (record, headed[index]))
    if record.layout == "labels":
        # "Egret Privacy Policy: https://…" below "Egret Maps" says where the policy of its vendor stands.
        is_alone = not any(record.value(field).strip() for field in ("company", "purpose", "data"))
        is_same = f"{heading} ".startswith(f"{name} ") or name.startswith(f"{heading} ")
        return is_alone and bool(record.value("link")) and is_same
    return record.layout in ("items", "names") and (name == heading or name.startswith(f"{heading} "))
