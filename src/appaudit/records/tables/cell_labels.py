"""Cells of a table that hold labels with their values: "Purpose: … Data: …" below one heading."""

from __future__ import annotations

import re

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import kind_of_label, plain

#: A label that begins a line of a cell, or follows what ends a sentence in it; in English it may be several words.
_LABEL = Expression(
    r"(?:^|[\n；;。]|<br\s*/?>)\s*"
    r"(?P<label>[A-Z][A-Za-z]*(?: [A-Za-z/&]+){0,6}|[^\s：:；;。，,、（(<]{2,16})[：:](?!//)",
    re.IGNORECASE,
)
_FIELDS = ("data", "purpose", "company", "link")
#: What a label stands for of which nothing is read.
_OTHER = "other"


def part_labels(values: dict[str, str], names: FieldNames, words: PartyWords) -> None:
    """Part a cell that holds labels: "收集信息：OAID；使用目的：推送" is two fields, and none with its label in it.

    What has a column of its own stays as that says it.
    """
    for field in ("data", "purpose"):
        told = _labels_in(values.get(field, ""), names, words)
        if field in told:
            values[field] = ""
            values.update({of: said for of, said in told.items() if not values.get(of, "").strip()})
    head, told = _labels_behind(values.get("purpose", ""), names, words)
    if told and not any(values.get(of, "").strip() for of in told):
        values.update(told, purpose=head)
    for field in ("company", "link"):
        # A cell that ends with a company or an address may look like one as a whole.
        cell = values.get(field, "")
        if len(_labels_in(cell, names, words)) > 1:
            values[field] = ""
            take_labels(values, cell, names, words)


def take_labels(values: dict[str, str], cell: str, names: FieldNames, words: PartyWords) -> None:
    """Give the fields that a row lacks from a cell of several labels below a heading that says nothing: "说明"."""
    told = _labels_in(cell, names, words)
    if len(told) > 1:
        values.update({of: said for of, said in told.items() if not values.get(of, "").strip()})


def _labels_behind(cell: str, names: FieldNames, words: PartyWords) -> tuple[str, dict[str, str]]:
    """What a cell says before its first label, and what behind its labels: "统计。收集信息：OAID"."""
    found = next((found for found in _LABEL.finditer(cell) if names.field(found["label"])), None)
    if found is None or not plain(cell[: found.start()]):
        return cell, {}
    return plain(cell[: found.start()]), _labels_in(cell[found.start("label") :], names, words)


def _labels_in(cell: str, names: FieldNames, words: PartyWords) -> dict[str, str]:
    """What a cell that begins with a label says under each of its labels; empty for another cell.

    Behind a first label that is known those of nothing that is read end a value, too.
    """
    value = cell.strip()
    labels = [(found, _field(found["label"], names, words)) for found in _LABEL.finditer(value)]
    labels = [(found, of) for found, of in labels if of]
    if not labels or labels[0][0].start() or names.field(labels[0][0]["label"]) not in _FIELDS:
        return {}
    ends = [found.start() for found, _ in labels[1:]] + [len(value)]
    told: dict[str, list[str]] = {}
    for (found, of), end in zip(labels, ends, strict=True):
        if of != _OTHER:
            told.setdefault(of, []).append(value[found.end() : end].strip())
    return {of: "；".join(parts) for of, parts in told.items()}


def _field(label: str, names: FieldNames, words: PartyWords) -> str:
    """The field of a label in a cell; empty for what only looks like one: "设备信息：OAID" is data and a kind of it."""
    known = names.field(label)
    if known in _FIELDS:
        return known
    if is_latin(label) and " " in label:
        return kind_of_label(label, words) or _OTHER
    return _OTHER if words.other_label.search(label) and not words.data.search(label) else ""
