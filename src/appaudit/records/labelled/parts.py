"""Parts of a page that repeat to records: cards and rows without a table, headed by names of somebody known.

No heading need be understood: the names tell that a group of parts is a list of third parties, and what each other
field is, its label or its value tells.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from appaudit.documents.blocks import Link, PolicyDocument, Span
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.records.labelled.cards import label_before, with_glued_labels_parted
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import are_known, is_at, is_brand, is_known
from appaudit.records.wording.scripts import CHINESE, is_latin
from appaudit.records.wording.sentences import said_in, use_told_of
from appaudit.records.wording.values import (
    LONGEST_NAME,
    address_in,
    is_address,
    is_company,
    kind_of,
    kind_of_label,
    plain,
)

#: Fields of a part that may be its name: above it may stand a category or a number.
_FIRST_FIELDS = 3
#: The share of known names from which on those beside them are names too.
_SURE = 0.75
#: A shorter text says neither a purpose nor data: it is a place, a year, a tag.
_SHORTEST_SAID = 3
#: Characters of the shortest phrase in Chinese, and how much shorter than another text a phrase may be to go before it.
_SHORTEST_PHRASE = 6
_MUCH_SHORTER = 3
_LABELLED = re.compile(r"(?P<label>[^:：\n]{2,40})\s*[:：]\s*(?P<value>\S.*)", re.DOTALL)
#: A name with what is said of it behind a mark is an entry of a list, and no field of a card.
_ENTRY = re.compile(r"\s[—–-]\s|[)）][—–]|[:：]\s*\S")
_WEB = re.compile(r"https?://", re.IGNORECASE)

_Part = tuple[Span, ...]


def read_parts(
    document: PolicyDocument, names: FieldNames, words: PartyWords, refused: Callable[[int], bool]
) -> list[PartyRecord]:
    """The records of groups of parts most of which are headed by somebody known.

    Args:
        document: The document.
        names: What labels are called.
        words: How values look.
        refused: Whether what stands at an offset is said not to be there.
    """
    found: list[PartyRecord] = []
    for repeat in document.repeats:
        parts = [part for part in repeat.parts if not refused(part[0].start)]
        texts = [[document.text[span.start : span.end] for span in part] for part in parts]
        column = _name_column(texts, words)
        if column < 0:
            continue
        known = [is_known(plain(text[column]), words) for text in texts if column < len(text)]
        is_sure = sum(known) >= len(known) * _SURE
        headings = next((_headings(text, names) for text in texts if len(set(_headings(text, names)) - {""}) > 1), [])
        for part, text in zip(parts, texts, strict=True):
            name = plain(text[column]) if column < len(text) else ""
            if words.names_policy.fullmatch(name):
                continue
            if is_brand(name, names, words) and len(name) <= LONGEST_NAME and _headings(text, names) != headings:
                record = _record(document, part, text, column, headings, names, words)
                if _heads_names(record, text[column + 1 :], words):
                    continue
                is_own = is_known(name, words) or record.value("company") or is_at(name, record.value("link"))
                if is_sure or is_own:
                    found.append(record)
    return _once(found)


def _name_column(texts: Sequence[Sequence[str]], words: PartyWords) -> int:
    """Which field of the parts holds names of somebody known, -1 for none."""
    for column in range(_FIRST_FIELDS):
        found = [plain(text[column]) for text in texts if column < len(text)]
        titles = sum(words.document_title.search(text) is not None for text in found)
        if len(found) * 2 <= len(texts) or titles * 2 > len(found):
            continue  # "Egret data processing agreement" is what is of somebody, and is nobody
        if not any(map(_ENTRY.search, found)) and are_known(found, words):
            return column
    return -1


def _headings(texts: Sequence[str], names: FieldNames) -> list[str]:
    """What the fields of a part are called, where they are the headings of the others."""
    return [names.field(plain(text)) for text in texts]


def _record(
    document: PolicyDocument,
    part: _Part,
    texts: Sequence[str],
    column: int,
    headings: Sequence[str],
    names: FieldNames,
    words: PartyWords,
) -> PartyRecord:
    record = PartyRecord(
        fields={"name": plain(texts[column])},
        start=part[0].start,
        end=part[-1].end,
        is_among_known=True,
        layout="parts",
    )
    texts = [*texts[: column + 1], *with_glued_labels_parted(texts[column + 1 :], names, words)]
    fields = _labelled(texts, column, names, words)
    if headings and len(headings) + 1 == len(texts) and is_company(texts[column + 1], words):
        # The company stands below the name, in the cell of both.
        headings = [*headings[: column + 1], "company", *headings[column + 1 :]]
    if len(headings) == len(texts):
        fields = [field or heading for field, heading in zip(fields, headings, strict=True)]
    free: list[str] = []
    told = ""
    for index, (text, field) in enumerate(zip(texts, fields, strict=True)):
        if index == column or field == _LABEL:
            continue
        label = _LABELLED.match(text)
        beside = _beside(text, names, words)
        value = label["value"] if label and _field(label["label"], names, words) else beside[2] if beside else text
        if (
            label
            and not told
            and words.told_best.search(label["label"])
            and names.field(plain(label["label"])) == "link"
        ):
            told = address_in(value, words)  # the policy, whatever page stands before it
        if field and field != "name":
            record.set(field, value)
        elif not field and not _heads_another(text, words):
            free.append(text)
    _tell(record, free, words)
    targets = [link.target for link in _links(document.links, part)]
    policies = [target for target in targets if words.column_link.search(target)]
    ours = [target for target in targets if is_at(record.value("name"), target)]
    if policies and not words.column_link.search(record.value("link")):
        record.fields["link"] = policies[0]  # a home page stands there too
    if told:
        record.fields["link"] = told
    record.set("link", next(iter((*ours, *targets)), ""))
    return record


def _heads_names(record: PartyRecord, texts: Sequence[str], words: PartyWords) -> bool:
    """Whether a part says nothing of whom it names, and names others below: a group of names, and no card of one."""
    says_nothing = not any(record.value(field).strip() for field in ("company", "purpose", "data", "link"))
    return says_nothing and any(_heads_another(text, words) for text in texts)


def _heads_another(text: str, words: PartyWords) -> bool:
    """Whether a text of a part is the name of somebody else, and no label, company or address."""
    is_other = _LABELLED.match(text) or is_company(text, words)
    return not is_other and is_known(plain(text), words)


#: What stands for a field that is the label of the next one.
_LABEL = "label"


def _labelled(texts: Sequence[str], column: int, names: FieldNames, words: PartyWords) -> list[str]:
    """The field of each text by the label in it or before it, empty where none tells; `_LABEL` for a label."""
    fields = [""] * len(texts)
    for index, text in enumerate(texts):
        label = _LABELLED.match(text)
        if index == column or fields[index]:
            continue
        if label and not is_address(text):
            fields[index] = _field(label["label"], names, words)
        elif found := _beside(text, names, words):
            fields[index] = found[1]
        elif index + 1 < len(texts) and (field := names.field(plain(text))) and index > column:
            fields[index], fields[index + 1] = _LABEL, field
    return fields


def _beside(text: str, names: FieldNames, words: PartyWords) -> tuple[str, str, str] | None:
    """The label that a text begins with, its field and its value; None for a label alone ("Data processed")."""
    return None if names.field(plain(text)) else label_before(text, names, words)


def _field(label: str, names: FieldNames, words: PartyWords) -> str:
    """The field of a label, "other" for one of nothing that is read."""
    said = plain(label)
    return names.field(said) or ("other" if words.other_label.search(said) else kind_of_label(said, words))


def _tell(record: PartyRecord, texts: Sequence[str], words: PartyWords) -> None:
    """Give the texts that no label tells to the fields that their values are of."""
    left: list[str] = []
    for text in texts:
        value = plain(text)
        if is_address(text) or (address_in(value, words) and " " not in value):
            record.set("link", address_in(value, words))
        elif is_company(value, words) and value != record.value("name"):
            record.set("company", value)
        elif len(value) >= _SHORTEST_SAID:
            left.append(value)
    said = [text for text in left if _is_said(text) and not words.column_link.fullmatch(text)]
    said.sort(key=len, reverse=True)
    # Of two that say something the one that names data is what is taken; alone it says what for, and names it there.
    told = [text for text in said if kind_of(text, words) != "data" and len(text) * _MUCH_SHORTER > len(said[0])]
    chosen = next(iter(told or said), "")
    if CHINESE.search(chosen) and (use := use_told_of(record.value("name"), chosen, words)):
        # "本网站使用白鹭统计来分析流量。该服务可能收集…": a section says in sentences what a card says in fields.
        record.set("purpose", use)
        record.set("data", said_in(chosen, 0, words).data)
    record.set("purpose", chosen)
    taken = (text for text in said if kind_of(text, words) == "data" and text not in (chosen, record.value("purpose")))
    record.set("data", next(taken, ""))


def _is_said(text: str) -> bool:
    """Whether a text may be a sentence or a phrase: more than a word, or in Chinese, which parts none, than a few."""
    return " " in text if is_latin(text) else len(text) >= _SHORTEST_PHRASE


def _links(links: Sequence[Link], part: _Part) -> list[Link]:
    first = bisect_left(links, part[0].start, key=lambda link: link.start)
    last = bisect_left(links, part[-1].end, key=lambda link: link.start)
    return [link for link in links[first:last] if _WEB.match(link.target)]


def _once(records: Sequence[PartyRecord]) -> list[PartyRecord]:
    """Of records that stand in one another the inner ones: a part that holds other parts is a section of the list."""
    ordered = sorted(records, key=lambda record: (record.start, -record.end))
    kept: list[PartyRecord] = []
    for record in ordered:
        while kept and kept[-1].end >= record.end and kept[-1].start <= record.start:
            outer = kept.pop()
            if _said(record) < _said(outer) and outer.value("name") == record.value("name"):
                record = outer  # the inner part is the head of the card, and the card says more
        kept.append(record)
    return kept


def _said(record: PartyRecord) -> int:
    return sum(map(bool, record.fields.values()))
