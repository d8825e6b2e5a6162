"""What the sentence above a list says of all in it: what they get, and who provides them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.records.list_context import ListContext
from appaudit.records.record import PartyRecord
from appaudit.records.wording.data_lines import data_matched
from appaudit.records.wording.sentences import denies
from appaudit.records.wording.values import is_company, plain

#: Records of lists, whose entries may say nothing but a name.
_LAYOUTS = frozenset({"items", "names", "addressed", "prose", "alike"})


def take_data_above(records: Sequence[PartyRecord], context: ListContext, words: PartyWords) -> None:
    """Give records of lists of which few say what is taken what the sentence right above their list says of all."""
    lists: dict[str, list[PartyRecord]] = defaultdict(list)
    for record in records:
        if record.layout in _LAYOUTS and (sentence := context.sentence_above(record.start)).endswith((":", "：")):
            lists[sentence].append(record)
    for sentence, listed in lists.items():
        told = sum(bool(record.value("data").strip()) for record in listed)
        data = _data_in(sentence, words) if told * 2 < len(listed) else ""
        for record in listed if data else ():
            record.set("data", data)


def take_company_above(records: Sequence[PartyRecord], context: ListContext, words: PartyWords) -> None:
    """Give records of lists the company that the sentence right above says provides all: "services by Egret Ltd:"."""
    for record in records:
        if record.layout not in _LAYOUTS or record.value("company").strip():
            continue
        sentence = context.sentence_above(record.start)
        if not sentence.endswith((":", "：")) or denies(sentence, words):
            continue
        companies = [found["company"].strip() for found in words.provided_by.finditer(sentence)]
        if len(companies) == 1 and is_company(companies[0], words):
            record.fields["company"] = companies[0]


def _data_in(sentence: str, words: PartyWords) -> str:
    """What a sentence that leads to a list says that those in it take or are given; empty for nothing, or a denial."""
    found = words.leads_taking.search(sentence) if not denies(sentence, words) else None
    if found is None or words.not_now.search(sentence):
        return ""
    return plain(data_matched(found, words, are_data=found["zh_sent"] is not None))
