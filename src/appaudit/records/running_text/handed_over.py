"""Sentences that say what is sent to somebody known, or shared with them: "您的问题将发送至白鹭进行处理"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import known_at, names_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import LONGEST_LINE, denies, said_in
from appaudit.records.wording.values import address_in, plain

_SENTENCE = Expression(r"[^。；;\n]+")
_COMMA = Expression(r"[，,：:]")
#: A bracket before the verb that closes behind it: "（如将您的位置发送至白鹭）".
_OPEN_BRACKET = Expression(r"[（(](?=[^（）()]*$)")
#: Clauses before the verb in which what is sent may stand: "您的问题会经过加密，并发送至…".
_MOST_CLAUSES = 2
#: The longest text that says what is sent, and the shortest.
_LONGEST_DATA = 160
_SHORTEST_DATA = 2
#: Somebody named to begin with, in a sentence that names several, at the most.
_MOST_NAMES = 6
#: A company in brackets behind a name, and what follows a vendor's name of which product is meant.
_COMPANY_BEHIND = Expression(r"[（(][^（）()\n]{2,40}[)）](?=[\s、和与及或以])")
_WORDS_BEHIND = Expression(r"(?: [A-Z][\w.+-]*){1,3}")
_PRODUCT_BEHIND = Expression(r" ?[A-Z]{2,8}(?![A-Za-z])")
#: A name in capitals that stands beside a known one in a list: "（如 Egret、Bluebird）".
_BESIDE_KNOWN = Expression(r"[A-Z][A-Za-z0-9.+-]{2,24}(?=\s?[、）)]|等)")
#: Words of a listed name by the first of which it may be met.
_MOST_WORDS = 8


def read_handed_over(
    lines: Sequence[Line], words: PartyWords, introduced: Callable[[int], bool] = lambda position: False
) -> list[PartyRecord]:
    """The records of such sentences, one for each who is named; a refusal names nobody.

    What is sent to somebody counts where the sentence, or what stands close above it, speaks of third parties: the
    app of a site sends what its user enters to that site. `introduced` tells the latter of an offset.
    """
    records: list[PartyRecord] = []
    for line in lines:
        if len(line.text) > LONGEST_LINE * 2 or is_latin(line.text) or line.kind == "heading":
            continue
        if "**" in line.text:
            line = replace(line, text=line.text.replace("**", ""))  # what stands behind moves by a character or two
        for sentence in _SENTENCE.finditer(line.text):
            text = sentence.group()
            found = list(_in_sentence(text, line, sentence.start(), words, introduced))
            rest = line.text[sentence.start() :]
            if len(found) == 1 and (link := address_in(rest, words)) and rest.count("http") == 1:
                found[0].set("link", link)
            records += found
    return records


def of_others(handed: Sequence[PartyRecord], listed: Sequence[PartyRecord]) -> list[PartyRecord]:
    """The records about nobody who is listed; what one says of "白鹭" is given to the listed "白鹭SDK" or "白鹭 AI"."""
    by_name: dict[str, PartyRecord] = {}
    of_several: set[str] = set()
    for other in listed:
        parts = name_key(other.value("name") or other.value("company")).removesuffix("sdk").split()
        for count in range(1, min(len(parts), _MOST_WORDS) + 1):
            called = " ".join(parts[:count])
            first = by_name.setdefault(called, other)
            # "Egret" is neither "Egret Maps" nor "Egret Ads".
            if count < len(parts) and name_key(first.value("name")) not in (called, name_key(other.value("name"))):
                of_several.add(called)
    left = []
    for record in handed:
        known = by_name.get(name_key(record.value("name")))
        if known is None:
            left.append(record)
            continue
        if name_key(record.value("name")) in of_several:
            continue
        for field in ("company", "data", "link", "purpose"):
            known.set(field, record.value(field))
    return left


def _in_sentence(
    text: str, line: Line, at: int, words: PartyWords, introduced: Callable[[int], bool]
) -> Iterator[PartyRecord]:
    """The records of a sentence that begins at an offset of a line."""
    if not names_known(text, words):
        return
    sent = [(cue, True) for cue in words.handed_to.finditer(text)]
    shared = [(cue, False) for cue in words.shared_with.finditer(text)]
    if sent and words.context.search(text) is None and not introduced(line.start):
        sent = []
    if not (sent or shared) or denies(text, words):
        return
    for cue, is_verb in (*sent, *shared):
        if words.refused.search(text[: cue.start()]):
            continue
        parties, end = parties_at(text, cue.end(), words)
        data, purpose = _said(text, cue.start() if is_verb else -1, end, words) if parties else ("", "")
        if not data:
            continue
        for name, start in parties:
            fields = {"name": name, "purpose": purpose, "data": data}
            yield PartyRecord(
                fields=fields,
                start=line.start + at + start,
                end=line.start + at + len(text),
                is_called_party=True,
                layout="prose",
            )
        return


def supplied_at(text: str, end: int, words: PartyWords) -> tuple[str, int, int]:
    """The product behind somebody who supplies it, and where it begins and ends: "白鹭提供的白鹭地图"; else empty."""
    supplied = words.supplies.match(text, end)
    length = known_at(text, supplied.end(), words) if supplied is not None else 0
    if supplied is None or not length:
        return "", end, end
    ends = _whole(text, supplied.end() + length, words)
    return text[supplied.end() : ends].strip(), supplied.end(), ends


def parties_at(text: str, start: int, words: PartyWords) -> tuple[list[tuple[str, int]], int]:
    """Who is named from an offset on, behind what kind of party they are, with where the last one ends."""
    lead = words.party_lead.match(text, start)
    for at in (start, lead.end() if lead else start):
        found: list[tuple[str, int]] = []
        end = at
        while len(found) < _MOST_NAMES:
            length = known_at(text, at, words)
            listed = _BESIDE_KNOWN.match(text, at) if found and not length else None
            if not length and listed is None:
                break
            end = listed.end() if listed else _whole(text, at + length, words)
            # "白鹭/苍鹭" is one party by two names.
            if text[end : end + 1] == "/" and (more := known_at(text, end + 1, words)):
                end += 1 + more
            found.append((text[at:end].strip(), at))
            company = _COMPANY_BEHIND.match(text, end)
            between = words.between_parties.match(text, company.end() if company else end)
            if between is None:
                break
            at = between.end()
        if found:
            return found, end
    return [], start


def _whole(text: str, end: int, words: PartyWords) -> int:
    """Where a name ends that begins with a known one: "白鹭" of "白鹭苍鹭" and "白鹭OSS"."""
    if text[end : end + 1].strip() and (further := known_at(text, end, words)):
        return end + further
    word = _WORDS_BEHIND.match(text, end - (text[end - 1] == " ")) if text[end - 1].isascii() else None
    if word is not None and any(form.match(text, word.end()) for form in (words.between_parties, words.relied_for)):
        return word.end()  # "Egret Pixel、" names a product of Egret, and so does "使用 Egret Pixel 服务来"
    product = _PRODUCT_BEHIND.match(text, end)
    return product.end() if product is not None and not text[end - 1].isascii() else end


def _said(text: str, cue: int, end: int, words: PartyWords) -> tuple[str, str]:
    """What a sentence says is sent, before the verb or behind who gets it, and what for.

    `cue` is where the verb stands before who gets it, -1 where it must stand behind.
    """
    tail = words.party_tail.match(text, end)
    end = tail.end() if tail else end
    given = words.given_verb.match(text, end)
    if given is not None:
        rest = text[given.end() :]
        use = words.sent_for.search(rest)
        data = rest[: use.start()] if use else rest.partition("，")[0]
    elif cue < 0:
        return "", ""
    else:
        clauses = _COMMA.split(_OPEN_BRACKET.sub("，", text[:cue]))[-_MOST_CLAUSES:]
        data = next((said for clause in reversed(clauses) if (said := _sent(clause, words))), "")
        use = words.sent_for.match(text, end)
    purpose = plain(use["use"]) if use else ""
    if words.says_no_use.fullmatch(purpose):
        purpose = said_in(text, 0, words).purpose
    return _sent(data, words), "" if words.says_no_use.fullmatch(purpose) else purpose


def _sent(text: str, words: PartyWords) -> str:
    """What is sent, without who sends it and how; empty where nothing is left or too much."""
    said = words.sent_tail.sub("", words.sent_lead.sub("", plain(text), count=1)).strip()
    return said if _SHORTEST_DATA <= len(said) <= _LONGEST_DATA else ""
