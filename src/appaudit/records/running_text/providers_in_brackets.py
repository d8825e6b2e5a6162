"""English kinds of providers with who they are in brackets: "our payment processors (Egret and Finch)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import is_brand_alone, is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import LONGEST_LINE, denies
from appaudit.records.wording.values import plain

_SENTENCE = re.compile(r"(?<=[a-z)])\.\s+(?=[A-Z])|;\s+")
#: What parts the names in the brackets.
_BETWEEN = Expression(r",? (?:and|or|&) |, |; | / ")
_MARKS = str.maketrans("", "", "*_`")
_LONGEST_NAME = 40
#: Characters before a kind in which the sentence may deny it.
_NEAR = 40


def read_providers_in_brackets(lines: Sequence[Line], words: PartyWords) -> Iterator[PartyRecord]:
    """The records of such sentences, one for each who is named; those of the user's own providers name nobody."""
    for line in lines:
        if line.kind in ("heading", "row") or "(" not in line.text or len(line.text) > LONGEST_LINE * 2:
            continue
        if is_latin(line.text):
            begins = 0
            for end in [*(found.end() for found in _SENTENCE.finditer(line.text)), len(line.text)]:
                yield from _in_sentence(line.text[begins:end], line.start + begins, words)
                begins = end


def _in_sentence(text: str, start: int, words: PartyWords) -> Iterator[PartyRecord]:
    if denies(text, words) or words.not_now.search(text):
        return
    is_of_providers = words.context.search(text) is not None
    for found in words.provider_brackets.finditer(text):
        if words.section_denies.search(text, max(0, found.start() - _NEAR), found.end()):
            continue
        names = list(_names(found["names"] or found["who"], words))
        lead = words.kind_lead.match(found["kind"] or found["what"])
        kind = (found["kind"] or found["what"])[lead.end() if lead is not None else 0 :]
        is_own = words.own_kind.search(lead.group() if lead is not None else "") is not None
        is_led = is_of_providers or words.given_kind.search(lead.group() if lead is not None else "") is not None
        are_known = any(is_known(name, words) for name, _ in names)
        if is_own or not names or not (are_known or (is_led and found["kind"])) or (found["what"] and not is_led):
            continue
        for name, at in names:
            yield PartyRecord(
                fields={"name": name, "purpose": "" if words.kind_no_use.fullmatch(kind) else plain(kind)},
                start=start + found.start("names" if found["names"] else "who") + at,
                end=start + found.end(),
                is_called_party=True,
                layout="prose",
            )


def _names(listed: str, words: PartyWords) -> Iterator[tuple[str, int]]:
    """The names in brackets, each with where it begins; none where one of them is no name of somebody."""
    found: list[tuple[str, int]] = []
    begins = 0
    for end, after in [*(between.span() for between in _BETWEEN.finditer(listed)), (len(listed), len(listed))]:
        part = listed[begins:end]
        lead = words.name_lead.match(part)
        name = part[lead.end() if lead is not None else 0 :].translate(_MARKS).strip()
        is_name = 1 < len(name) <= _LONGEST_NAME and _is_name(name, words)
        if found and words.company.fullmatch(part.strip()):
            continue  # "Egret, Inc."
        if not is_name or words.place.fullmatch(name) or words.no_stranger.search(name):
            return
        found.append((name, begins))
        begins = after
    yield from found


def _is_name(name: str, words: PartyWords) -> bool:
    return is_brand_alone(name, words) or name_key(name) in words.known_names
