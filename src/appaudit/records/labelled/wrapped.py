"""Lines without a label inside a labelled block: what goes on there, so that no field slips to the next block."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appaudit.documents.lines import address_goes_on
from appaudit.documents.wrapping import width_of
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import OTHER, Line, Pair
from appaudit.records.record import PartyRecord
from appaudit.records.wording.data_lines import leads_elsewhere
from appaudit.records.wording.values import LONGEST_NAME, is_company, is_product, plain

#: Characters of a line that was too long for its page, at the least; shorter ones end where they mean to.
_SHORTEST_WRAPPED = 12
#: Columns by which lines of one page differ: a word, a mark or a bracket that does not begin or end one.
_RAGGED = 4
#: Labels below a line that are looked at for what it may be.
_MOST_AHEAD = 10
#: What a value goes on behind, without a mark of its own.
_PARTED = ("、", "，", ",", "；", ";", "/", "（", "(")
_ADDRESS = Expression(r"(?:https?://|www\.)\S+", re.IGNORECASE)
#: The same behind a word or two that lead to it: "See https://egret.example/privacy".
_LED_ADDRESS = Expression(r"[A-Za-z]+(?: [a-z]+){0,3}:? (?P<address>https?://\S+)\.?")
#: The title of a link, and nothing beside it.
_LINKED = Expression(r"\[(?P<title>[^\[\]\n]{2,24})\]\([^()\s]+\)")
#: A label that lists of this kind do not have elsewhere, with its value.
_UNKNOWN_LABEL = Expression(
    r"^(?:[^：:∶，。；\s]{2,16}|[A-Z][A-Za-z]+(?: [A-Za-z&/-]+){1,4}|[A-Z][A-Za-z]+(?: [A-Za-z&/-]+){2,9}\?)[：:∶]\s*\S"
)
_ENDED = ("。", ".", "！", "!", "：", ":")
#: Characters of data that further lines go on with.
_LONGEST_DATA = 3_000


def labels_below(lines: Sequence[tuple[Line, Sequence[Pair]]]) -> list[Sequence[Pair]]:
    """The next labels below each line, up to a marked heading."""
    ahead: tuple[Pair, ...] = ()
    found: list[Sequence[Pair]] = []
    for line, pairs in reversed(lines):
        found.append(ahead)
        ahead = () if is_marked(line) else (*pairs, *ahead)[:_MOST_AHEAD]
    return found[::-1]


def closing_labels(pairs: Sequence[Pair]) -> frozenset[str]:
    """The labels of the last block that a name begins, none where no label is one of names."""
    last = max((index for index, pair in enumerate(pairs) if pair.field == "name"), default=len(pairs))
    return frozenset(pair.label for pair in pairs[last + 1 : last + _MOST_AHEAD])


def is_unknown_label(text: str) -> bool:
    """Whether a line begins with what looks like a label that lists of this kind do not have elsewhere."""
    return _UNKNOWN_LABEL.match(text) is not None


def is_marked(line: Line) -> bool:
    """Whether a line is marked as a heading; a short line of a page without marks may be the rest of a long one."""
    return line.kind == "heading" and line.text.lstrip().startswith("#")


def _is_counted(text: str, line: Line) -> bool:
    """Whether a number stood before a text in its line, so that it is an entry of something, and no rest of a value."""
    return not line.text.lstrip(" \t*").startswith(text[:2])


def stands_inside(text: str, line: Line, ahead: Sequence[Pair], open_record: PartyRecord, first: str) -> bool:
    """Whether the label below a bare line goes on with the block above it, so that the line can begin no block.

    Args:
        text: The bare line.
        line: The same with how it is marked.
        ahead: The next labels of the document.
        open_record: What the block above says so far.
        first: The label that its blocks begin with.
    """
    if is_marked(line) or not ahead or _is_counted(text, line):
        return False
    label, field = ahead[0].label, ahead[0].field
    return label != first and field != "name" and (field == OTHER or not open_record.value(field).strip())


def completes(ahead: Sequence[Pair], record: PartyRecord, first: str) -> bool:
    """Whether the labels up to the one that blocks begin with say only what the block above does not say yet."""
    until = next((index for index, pair in enumerate(ahead) if pair.label == first), 0)
    fields = [pair.field for pair in ahead[:until] if pair.field != OTHER]
    return until > 0 and len(set(fields)) == len(fields) and not any(record.value(field) for field in fields)


def is_rest(text: str, line: Line, value: str, above: str) -> bool:
    """Whether a bare line above the name of the next block is the rest of a value that its page had no room for."""
    if is_marked(line) or _is_counted(text, line) or not value.strip() or value.endswith(_ENDED):
        return False
    return _is_wrapped(text, above)


def _is_wrapped(text: str, above: str) -> bool:
    """Whether the line above a text was as wide as its page, as far as the two tell."""
    return len(above) >= _SHORTEST_WRAPPED and width_of(text) <= width_of(above) + _RAGGED


def _put_use(record: PartyRecord, text: str, words: PartyWords) -> bool:
    """Put what a sentence between the labels of one says it is used for: "We use it to show ads."."""
    used = words.used_it.match(text) if not record.value("purpose") else None
    if used is not None:
        record.set("purpose", plain(used["use"]))
    return used is not None


def put_rest(record: PartyRecord, field: str, text: str, above: str, words: PartyWords) -> None:
    """Put the rest of a value behind it, where the value may go on: a company that is whole and an address do not.

    `above` is the line that the value stands in.
    """
    value = record.value(field).strip()
    if not value or field in (OTHER, "link") or value.endswith(_ENDED):
        return
    is_wrapped = _is_wrapped(text, above)
    if field == "company" and (is_company(value, words) or not is_company(value + text, words)):
        return
    if field == "name" and (not is_product(text, words) or len(value + text) > LONGEST_NAME):
        return
    if not is_wrapped and field != "data":
        return
    is_apart = field == "data" and not is_wrapped and not value.endswith(_PARTED)
    gap = "、" if is_apart else " " if value[-1].isascii() and text[:1].isascii() else ""
    record.fields[field] = f"{value}{gap}{text}"


def put_bare(record: PartyRecord, text: str, field: str, words: PartyWords) -> bool:
    """Take a bare line between labels that is an address, says what for or explains data, and say whether it is."""
    return _put_address(record, text, field, words) or _put_use(record, text, words) or _put_remark(record, text, field)


def _put_remark(record: PartyRecord, text: str, field: str) -> bool:
    """Take a line that begins with a bracket on the data above it: "(such as IMEI, OAID), IP address"."""
    data = record.value("data")
    is_remark = field == "data" and bool(data) and text.startswith(("(", "（"))
    if is_remark and len(data) + len(text) < _LONGEST_DATA:
        record.fields["data"] = f"{data} {text}"
    return is_remark


def _put_address(record: PartyRecord, text: str, field: str, words: PartyWords) -> bool:
    """Take a bare line that is an address, or goes on with the one above it, and say whether it is.

    One word may name the next SDK: a line goes on only where a slash shows that it is a part of an address.
    """
    led = _LED_ADDRESS.fullmatch(text)
    if _ADDRESS.match(text) or (led is not None and words.leads_away.match(text)):
        record.set("link", led["address"] if led is not None else text)
        return True
    address = record.value("link").strip()
    goes_on = field == "link" and "/" in text and address_goes_on(address, text)
    if goes_on:
        record.fields["link"] = f"{address}{text}"
    return goes_on


def ends_items(line: Line, names: FieldNames, words: PartyWords) -> bool:
    """Whether an entry beside the label of a list is none of it: it leads to a list of its own, or to a policy."""
    linked = _LINKED.fullmatch(line.text.strip(" -*•·"))
    is_link = names.field(linked["title"] if linked else plain(line.text)) == "link"
    return is_link or leads_elsewhere(line.text, words)
