"""Cards of a page: labels that no colon parts from their values, which stand below or right behind them.

They become labelled lines, as `records.labels` reads them, and so do lines that hold several labels with their values.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.records.labels import OTHER, Line
from appaudit.records.values import address_in, is_address, plain

#: The longest label that stands on a line of its own, in characters, and right before its value, in words.
_LONGEST_CARD_LABEL = 24
_MOST_WORDS = 4
#: With its number and its marks.
_LONGEST_LABEL_LINE = 48
_INNER_COLON = re.compile(r"[：:∶]")
_NO_LABEL = re.compile(r"[：:∶、，]")
#: Lines that begin with one label, in a list of cards.
_FEWEST_CARDS = 2
#: Labels of different fields that one line holds at the least, and characters of it that are looked at.
_FEWEST_INSIDE = 3
_LONGEST_LINE = 2_000


def as_labelled(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> list[Line]:
    """The lines with a colon between each label of a card and its value, wherever that stands."""
    return labelled_in_turn(with_colons(lines, names, words), names, words)


def labelled_in_turn(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> list[Line]:
    """The lines with labels and values put together that stand below one another, as the cards of a page have them.

    Two labels of different fields with a value each make such a card; the headings of a table stand side by side.
    """

    def label_at(index: int) -> str:
        if index >= len(lines) or len(lines[index].text) > _LONGEST_LABEL_LINE:
            return ""
        text = plain(lines[index].text)
        if not 1 < len(text) <= _LONGEST_CARD_LABEL or _INNER_COLON.search(text) or address_in(text, words):
            return ""
        return names.field(text) or (OTHER if words.other_label.search(text) else "")

    def has_value(index: int) -> bool:
        # "网络状态" may be the label of something that is not read; between two labels it is the value of the first.
        beside = label_at(index + 1)
        is_between = beside == OTHER != label_at(index) and bool(label_at(index + 2))
        if index + 1 >= len(lines) or (beside and not is_between):
            return False
        # A colon with nothing behind it may also stand above a list, which is read where lists are.
        is_open = lines[index].text.rstrip(" *").endswith(("：", ":"))
        ends = index + 2 >= len(lines) or label_at(index + 2) or lines[index + 2].kind == "heading"
        return not is_open or bool(ends)

    found: list[Line] = []
    index = 0
    while index < len(lines):
        end, fields = index, []
        while (field := label_at(end)) and has_value(end):
            fields.append(field)
            end += 2
        if len(set(fields) - {OTHER, "name"}) < 2:
            # No part of a run that is none can be one: what was looked at is not looked at again.
            found += lines[index : max(end, index + 1)]
            index = max(end, index + 1)
            continue
        for first, second in zip(lines[index:end:2], lines[index + 1 : end : 2], strict=True):
            found.append(replace(first, text=f"{first.text.strip(' *：:')}: {second.text.strip()}", end=second.end))
        index = end
    return found


def with_colons(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> list[Line]:
    """The lines of cards, which show label and value side by side ("Provider Egret Data"), with a colon between.

    One label begins a line of two cards or more, and stands beside a line with another one.
    """
    starts = [_label_before(line.text, names, words) for line in lines]
    often = Counter(label for label, _, _ in starts if label)
    fields = [field if often[label] >= _FEWEST_CARDS else "" for label, field, _ in starts]
    found = []
    for index, line in enumerate(lines):
        label, _, value = starts[index]
        beside = {*fields[max(0, index - 1) : index], *fields[index + 1 : index + 2]} - {"", fields[index]}
        is_of_card = bool(fields[index] and beside)
        inside = _several_labels(line.text, names, words, is_of_card=is_of_card) if label else ""
        if inside or is_of_card:
            line = replace(line, text=inside or f"{label}: {value}")
        found.append(line)
    return found


def _several_labels(text: str, names: FieldNames, words: PartyWords, *, is_of_card: bool) -> str:
    """A line that is nothing but labels with their values behind them, with colons; empty for another one.

    One that stands alone names a third party and says two things of it at the least.
    """
    parts = [] if text.isascii() else text[:_LONGEST_LINE].split()
    labels: dict[int, str] = {}
    for number, part in enumerate(parts):
        field = "" if len(part) > _LONGEST_CARD_LABEL or _INNER_COLON.search(part) else names.field(part)
        if field and field not in labels.values():
            labels[number] = field
        elif not field and labels and number - 1 not in labels and words.other_label.search(part):
            labels[number] = OTHER  # right behind a label it is a value: "网络状态"
    has_values = 0 in labels and len(parts) - 1 not in labels and not any(number + 1 in labels for number in labels)
    fields = set(labels.values()) - {OTHER}
    says_all = len(fields) >= _FEWEST_INSIDE and not fields.isdisjoint({"name", "company"})
    if not has_values or not (says_all or (is_of_card and len(fields) > 1)):
        return ""
    return " ".join(f"{part}：" if number in labels else part for number, part in enumerate(parts))


def label_before(text: str, names: FieldNames, words: PartyWords) -> tuple[str, str, str] | None:
    """The label that a line begins with, its field and its value; None where a sentence goes on behind it."""
    found = _label_before(text, names, words)
    return found if found[0] else None


def _label_before(text: str, names: FieldNames, words: PartyWords) -> tuple[str, str, str]:
    """The label that a line begins with, its field and its value; empty where a sentence goes on behind it."""
    parts = text.split(maxsplit=_MOST_WORDS)
    for count in range(min(_MOST_WORDS, len(parts) - 1), 0, -1):
        label = " ".join(parts[:count])
        value = text.split(maxsplit=count)[count]
        if len(label) > _LONGEST_CARD_LABEL or _NO_LABEL.search(label):
            continue
        is_word = label.isascii() or count == 1  # of several Chinese words the last may be anything
        field = names.field(label) or (OTHER if is_word and words.other_label.search(label) else "")
        is_named = field != "name" or (not label.isascii() and words.name_label.search(label) is not None)
        if field and is_named and (not value[:1].islower() or is_address(value)):
            return label, field, value
        if field:
            break
    return "", "", ""
