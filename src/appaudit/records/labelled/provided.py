"""Entries that are one sentence: a name, and behind a colon who provides it, what for and what is taken.

"“白鹭推送”：该SDK由“白鹭有限公司”提供，用于推送消息。需要收集的信息包括：OAID" becomes the name and a labelled line
each, as `records.labelled.labels` reads them, so that lines below that go on are read as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.wording.values import plain

_SENTENCE = Expression("[。；]")
#: Labels that every lexicon of columns has.
_LABELS = {"company": "提供方", "purpose": "用途", "data": "收集", "link": "官网"}


def with_provider_apart(line: Line, names: FieldNames, words: PartyWords) -> Iterator[Line]:
    """A line that is such an entry as its name and a labelled line for each thing it says; another one as it is."""
    found = words.provided_entry.match(line.text) if "由" in line.text else None
    name = plain(found["name"]) if found else ""
    if found is None or names.field(name) or words.no_title.search(name) or words.data.fullmatch(name):
        yield line
        return
    rest, values = found["rest"], {"company": found["company"]}
    if policy := words.provided_policy.search(rest):
        rest, values["link"] = f"{rest[: policy.start()]}{rest[policy.end() :]}", policy["link"]
    taken = words.provided_takes.search(rest)
    said = _SENTENCE.split(rest[: taken.start()] if taken else rest, maxsplit=1)[0]
    nothing = words.takes_nothing.search(said)
    values["purpose"] = said[: nothing.start()].rstrip("，,；;") if nothing and nothing.start() else said
    begins = line.start + found.start("name")
    yield replace(line, text=name, start=begins, end=line.start + found.end("name"))
    for field, value in values.items():
        yield replace(line, text=f"{_LABELS[field]}：{value}", start=begins)
    if taken:
        yield replace(line, text=f"{_LABELS['data']}：{rest[taken.end() :]}", start=begins)
