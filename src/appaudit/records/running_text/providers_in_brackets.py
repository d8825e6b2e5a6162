"""Kinds of providers with who they are in brackets: "our payment processors (Egret, Finch)", "支付商（如 Egret）"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.entries.item_lines import unmarked
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import begins_known, is_brand_alone, is_known
from appaudit.records.wording.scripts import CHINESE, is_latin
from appaudit.records.wording.sentences import LONGEST_LINE, denies
from appaudit.records.wording.values import plain

_SENTENCE = re.compile(r"(?<=[a-z)])\.\s+(?=[A-Z])|;\s+")
#: What parts the names in the brackets.
_BETWEEN = Expression(r",? (?:and|or|&) |, |; | / ")
_CLAUSE_END = Expression("[，。；]")
_MARKS = str.maketrans("", "", "*_`")
_LONGEST_NAME = 40
_SHORTEST_CHINESE, _LONGEST_CHINESE = 3, 8
#: Characters before a kind in which the sentence may deny it.
_NEAR = 40


def read_providers_in_brackets(lines: Sequence[Line], words: PartyWords) -> Iterator[PartyRecord]:
    """The records of such sentences, one for each who is named; those of the user's own providers name nobody."""
    lead = ""
    for line in lines:
        lead = line.text if line.kind != "item" else lead
        has_brackets = "(" in line.text or "（" in line.text
        if line.kind in ("heading", "row") or not has_brackets or len(line.text) > LONGEST_LINE * 2:
            continue
        if not is_latin(line.text):
            yield from _in_chinese(line, lead, words)
            continue
        if line.kind == "item":
            yield from _entry(line, lead, words)
        begins = 0
        for end in [*(found.end() for found in _SENTENCE.finditer(line.text)), len(line.text)]:
            yield from _in_sentence(line.text[begins:end], line.start + begins, words)
            begins = end


def _entry(line: Line, lead: str, words: PartyWords) -> Iterator[PartyRecord]:
    """The records of an entry that is a kind of service and who offers it, below a line on third parties."""
    found = words.kind_and_names.match(unmarked(line.text))
    if found is None or not words.context.search(lead) or denies(lead, words) or is_known(found["kind"], words):
        return
    names = list(_names(found["names"], words))
    for name, _ in names if names and all(is_known(name, words) for name, _ in names) else ():
        # An entry of a list, whatever else is known of whom it names.
        yield replace(_record(name, plain(found["kind"]), line.start, line.end), layout="items")


def _is_called_so(name: str, words: PartyWords) -> bool:
    """Whether a Chinese name may be that of a company: a few characters that are no kind of anybody."""
    is_kind = any(form.search(name) is not None for form in (words.no_supplier, words.unnamed, words.data))
    return _SHORTEST_CHINESE <= len(name) <= _LONGEST_CHINESE and CHINESE.match(name) is not None and not is_kind


def _in_chinese(line: Line, lead: str, words: PartyWords) -> Iterator[PartyRecord]:
    for found in words.provider_brackets_zh.finditer(line.text):
        near = line.text[max(0, found.start() - _NEAR // 2) : found.start()].rpartition("。")[2]
        behind = _CLAUSE_END.split(line.text[found.end() :], maxsplit=1)[0]
        is_denied = words.section_denies.search(f"{near}{found['kind']}") or denies(behind, words)
        if is_denied or words.own_kind.search(near):
            continue
        parts = [plain(part) for part in words.between_names.split(found["names"]) if part.strip()]
        known = sum(is_known(part, words) or begins_known(part, words) for part in parts)
        is_entry = line.kind == "item" and line.text.rstrip(" 。；;").endswith(("）", ")"))
        if is_entry and known == 0 and words.context.search(lead) and all(_is_called_so(part, words) for part in parts):
            known = len(parts)  # an entry of a list of providers names them, whoever they are
        kind = words.kind_lead_zh.sub("", found["kind"])
        kind = "" if words.kind_no_use.fullmatch(kind) else kind
        for part in parts if known * 2 >= len(parts) else ():
            start = line.start + line.text.find(part, found.start("names"))
            yield _record(part, kind, start, line.start + found.end())


def _record(name: str, use: str, start: int, end: int) -> PartyRecord:
    return PartyRecord(
        fields={"name": name, "purpose": use}, start=start, end=end, is_called_party=True, layout="prose"
    )


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
            begins = start + found.start("names" if found["names"] else "who") + at
            use = "" if words.kind_no_use.fullmatch(kind) else plain(kind)
            yield _record(name, use, begins, start + found.end())


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
