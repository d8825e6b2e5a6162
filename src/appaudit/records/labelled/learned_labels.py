"""Labels that no lexicon has: a list that repeats one says by its values what it is the label of.

"涉及功能信息：语音输入" below "第三方名称：…" and "使用目的：…" is data, since no other label of the list says what is
taken, and most of what stands behind this one is data.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line, label_alone
from appaudit.records.wording.names import is_known
from appaudit.records.wording.values import is_company, is_product, kind_of, kind_of_label, plain

#: A label at the start of a line or behind what ends a value, as far as its colon.
_LABEL = Expression(
    r"(?:^[\s*_\-•·]*(?P<latin>[A-Z][a-z]+(?: [A-Za-z]+){0,3})"
    r"|(?:^[\s*_\-•·]*|(?<=[，,；;。\s]))(?P<label>(?=[^：:∶]{0,13}[\u4e00-\u9fff])[^\s：:∶，,。；;、（(*]{2,14}))\**[：:∶](?!//)\s*"
)
#: Times that a list repeats a label at the least, and characters of a line that are looked at.
_FEWEST = 2
_LONGEST_LINE = 2_000
#: The longest name, and what ends a sentence.
_LONGEST_NAME = 40
_STOP = Expression("[。；;]")
#: What lists say under labels and what values show.
_FIELDS = ("company", "purpose", "data", "link")


def with_learned_labels(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> FieldNames:
    """The labels that are known, and those that the values of these lines tell."""
    known: Counter[str] = Counter()
    unknown: dict[str, list[str]] = defaultdict(list)
    called: dict[str, list[str]] = defaultdict(list)
    was_known = False
    for line in lines:
        parts = list(_parts(line.text)) if _has_colon(line.text) else []
        are_known = [names.field(label) for label, _ in parts]
        known.update(set(filter(None, are_known)))
        # Beside none that is known it is a word with a colon behind it.
        is_beside = was_known or any(are_known)
        for (label, value), field in zip(parts, are_known, strict=True):
            if not field and words.label_of_name.fullmatch(label):
                called[label].append(value)
            if is_beside and not field and _may_be_label(label, words):
                unknown[label].append(value)
        was_known = any(are_known)
    most = max(known.values(), default=0)
    learned: dict[str, str] = {}
    for label, values in unknown.items() if most >= _FEWEST else ():
        field = _told_by(values, words)
        is_missing = known[field] * 2 < most and field not in learned.values()
        if field and is_missing and len(values) >= _FEWEST and len(values) * 2 >= most:
            learned[label] = field
    if not known["name"]:
        learned |= {label: "name" for label, values in called.items() if _are_names(label, values, most, words)}
    return names.with_labels(learned) if learned else names


def _are_names(label: str, values: Sequence[str], most: int, words: PartyWords) -> bool:
    """Whether what stands behind a label that other lists use for other things are the names of this one.

    Each entry has another; behind a word that may be of anything ("服务：…") half of them are somebody.
    """
    is_each = len(values) >= _FEWEST and len(values) >= most and len(set(values)) == len(values)
    if not is_each or any(_is_no_name(value, words) for value in values):
        return False
    told = sum(is_known(value, words) or is_product(value, words) or is_company(value, words) for value in values)
    return told * 2 >= len(values) or words.sure_label_of_name.fullmatch(label) is not None


def _is_no_name(value: str, words: PartyWords) -> bool:
    is_sentence = not 1 < len(value) <= _LONGEST_NAME or _STOP.search(value) is not None
    is_other = words.of_platform.match(value) is not None or kind_of(value, words) in ("data", "link", "purpose")
    return is_sentence or (is_other and not is_known(value, words))


def _has_colon(text: str) -> bool:
    return "：" in text or ":" in text


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The labels of a line and what stands behind each."""
    found = list(_LABEL.finditer(text, 0, _LONGEST_LINE))
    ends = [*(label.start() for label in found[1:]), len(text)]
    for label, end in zip(found, ends, strict=False):
        yield label_alone(label["label"] or label["latin"]), plain(text[label.end() : end].strip(" ，,；;。"))


def _may_be_label(label: str, words: PartyWords) -> bool:
    """Whether a word may be what a value is called, and not an item of data or what no list is read for."""
    if any(form.search(label) for form in (words.other_label, words.permission_label, words.common_label)):
        return False
    return kind_of_label(label, words) != "other" and kind_of(label, words) is None


def _told_by(values: Sequence[str], words: PartyWords) -> str:
    """The field that half of some values are of at the least and no other is against; empty for none."""
    kinds = Counter(kind for value in values if value and (kind := kind_of(value, words)))
    best, count = next(iter(kinds.most_common(1)), ("", 0))
    return best if best in _FIELDS and count == kinds.total() and count * 2 >= len(values) else ""
