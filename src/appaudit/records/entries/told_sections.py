"""Lists whose entries are names alone, as headings or on a line, below each of which something is told of them.

What is told stands in clauses ("用于消息推送，收集设备标识符。"), behind labels, or in entries below a line that leads
to them: "Egret may collect:", "该SDK会收集以下信息：".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.entries.item_lines import BULLET
from appaudit.records.entries.told_entries import LONGEST_LINE, is_list
from appaudit.records.entries.told_in_chinese import name_in_chinese, tell_in_chinese
from appaudit.records.entries.told_in_english import name_in_english, tell_in_english, tell_sentences_in_english
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import refuses
from appaudit.records.wording.values import NUMBERING, address_in, kind_of_label, plain

#: How a line ends that is no name, and one that leads to entries below it.
_ENDS = Expression(r"[。.；;，,]$")
_LEADS = (":", "：")
#: A line in bold that ends in a colon, as a title of what stands below it.
_BOLD_LEAD = Expression(r"\*\*[^*\n]{2,60}(?::\*\*|\*\*:)")
_NUMBER = Expression(r"[\s*]*[（(]?\d")
#: The longest name, and the longest item of data.
_LONGEST_NAME = 40
_LONGEST_ITEM = 120
#: What entries are of that are not read.
_OTHER = "other"


def read_told_below(
    lines: Sequence[Line], names: FieldNames, words: PartyWords, listed: Callable[[int], bool]
) -> Iterator[list[PartyRecord]]:
    """The records of names alone on their lines, below each of which something is told of them, those of one list.

    Arguments as of `read_told`.
    """
    found: list[_Section] = []
    for line in lines:
        # A numbered name may look like the next section of the document.
        if line.kind == "row" or not (found or listed(line.start)):
            continue
        is_told = bool(found) and found[-1].awaits_entries(line)
        fields = {} if is_told else _name_alone(line, names, words)
        if fields:
            found = _told(found)
            found.append(_Section(fields, line, names, words))
        elif found and not found[-1].takes(line):
            yield from _listed(found, words)
            found = []
    yield from _listed(found, words)


def _listed(found: list[_Section], words: PartyWords) -> Iterator[list[PartyRecord]]:
    records = [section.record for section in _told(found)]
    if is_list(records, words):
        yield records


def _told(found: list[_Section]) -> list[_Section]:
    """Some sections without the last one where nothing is told of it: it heads the others."""
    is_told = bool(found) and any(found[-1].record.value(field) for field in ("purpose", "data", "link"))
    return found if is_told else found[:-1]


def _name_alone(line: Line, names: FieldNames, words: PartyWords) -> dict[str, str]:
    """The name that a line is and nothing else, with its company or what it is for in brackets; empty for another."""
    bold = line.text.strip().removesuffix("**").removesuffix(":") if _BOLD_LEAD.fullmatch(line.text.strip()) else ""
    text = NUMBERING.sub("", (bold or line.text).replace("**", "").strip("# "), count=1).strip()
    is_sentence = _ENDS.search(text) is not None and not words.company.search(text)
    if len(text) > _LONGEST_NAME or is_sentence or text.endswith(_LEADS):
        return {}
    return (name_in_english if is_latin(text) else name_in_chinese)(text, names, words)


def _label_of(text: str) -> str:
    """The label that a value stands behind in a line; empty where none does."""
    label, _, value = text.replace("：", ":").partition(":")
    return plain(label) if value.strip() and len(label) <= _LONGEST_NAME else ""


class _Section:
    """A name, and what the lines below it say."""

    def __init__(self, fields: dict[str, str], line: Line, names: FieldNames, words: PartyWords) -> None:
        self.record = PartyRecord(fields=fields, start=line.start, end=line.end, is_called_party=True, layout="items")
        self._is_heading = line.kind == "heading"
        self._is_numbered = _NUMBER.match(line.text) is not None
        self._names = names
        self._words = words
        self._awaits = ""
        self._labels: set[str] = set()

    def awaits_entries(self, line: Line) -> bool:
        """Whether a line is an entry, and the lines above it lead to entries."""
        return bool(self._awaits) and self._is_item(line)

    def takes(self, line: Line) -> bool:
        """Whether a line belongs to the section: it says something of whom the section names, which is kept.

        Below a heading other paragraphs may stand between.
        """
        text = NUMBERING.sub("", line.text.replace("**", "").strip(), count=1)
        if line.kind == "heading" or self._begins_another(text):
            return False
        if not self._is_item(line) or not self._takes_item(text):
            self._awaits = ""
            is_denied = refuses(text, self._words) or self._words.not_now.search(text) is not None
            is_told = len(text) <= LONGEST_LINE and not is_denied and (self._leads(text) or self._tells(text))
            is_label = text.endswith(_LEADS) and self._is_item(line)
            if not (is_told or is_label or self._is_heading):
                return False
            if not is_told and is_latin(text):
                tell_sentences_in_english(self.record.fields, text, self._names, self._words)
            if not is_told and text.endswith(_LEADS):
                self._awaits = _OTHER
        if self._names.field(label := _label_of(text)):
            self._labels.add(label)
        self.record.end = line.end
        return True

    def _begins_another(self, text: str) -> bool:
        """Whether a line has the label of a name below other labels, or one that a line of the section had before."""
        label = _label_of(text)
        return label in self._labels or (bool(self._labels) and self._names.field(label) == "name")

    def _takes_item(self, text: str) -> bool:
        """Whether an entry below a line that leads to entries is one of them."""
        is_long = len(text) > _LONGEST_ITEM or (bool(address_in(text, self._words)) and self._awaits != _OTHER)
        if not self._awaits or is_long or text.endswith(_LEADS):
            return False
        label = _label_of(text)
        if label and (self._names.field(label) or self._words.other_label.search(label)):
            return False  # "Data transmitted to: their servers"
        if self._awaits != _OTHER and not refuses(text, self._words):
            value = plain(text).rstrip(".;；。")
            told = self.record.value(self._awaits)
            mark = "、" if self._awaits == "data" else "；"
            self.record.fields[self._awaits] = f"{told}{mark}{value}" if told else value
        return True

    def _leads(self, text: str) -> bool:
        """Whether a line leads to entries below it, which say what is taken or what for."""
        if not text.endswith(_LEADS):
            return False
        lead, words = text.rstrip("：: "), self._words
        found = words.leads_to_data.search(lead)
        kind = "data" if found else self._names.field(plain(lead)) or kind_of_label(lead, words)
        if found is not None and found.start() > 0:
            self._tells(lead[: found.start()])
        if not found and words.uses_below.search(text):
            kind = "purpose"
        if not kind and words.other_label.search(plain(lead)):
            kind = _OTHER
        if kind not in ("company", "purpose", "data", _OTHER):
            return False
        self._awaits = _OTHER if self.record.value(kind) else kind
        return True

    def _tells(self, text: str) -> bool:
        """Whether each clause of a text says something of whom the section names, which is kept."""
        fields = dict(self.record.fields)
        tell = tell_in_english if is_latin(text) else tell_in_chinese
        is_told = tell(fields, text, self._names, self._words)
        if is_told:
            self.record.fields.update(fields)
        return is_told

    def _is_item(self, line: Line) -> bool:
        """Whether a line is an entry of the section: where names are numbered a number begins another section."""
        is_next = self._is_numbered and _NUMBER.match(line.text) is not None
        is_entry = line.kind == "item" or (line.kind == "paragraph" and BULLET.match(line.text) is not None)
        return is_entry and not is_next
