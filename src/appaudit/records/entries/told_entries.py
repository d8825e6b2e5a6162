"""Entries on one each that say in clauses what for, what is taken, by whom and where the policy stands.

"白鹭推送：由白鹭有限公司提供，用于消息推送，收集设备标识符，隐私政策：https://…", "消息推送：使用白鹭推送，共享…",
"我们使用白鹭有限公司提供的白鹭推送实现消息推送，该SDK会收集…". The name is somebody's; each clause behind it is told by
its first words. English ones have a module of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.alike.roles import may_be_name
from appaudit.records.entries.told_in_english import entry_in_english, name_in_english, tell_in_english
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import begins_known, is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import refuses
from appaudit.records.wording.values import (
    NUMBERING,
    address_in,
    is_address,
    is_company,
    is_product,
    kind_of_label,
    plain,
)

#: A clause, whose brackets and addresses no mark ends.
_CLAUSE = Expression(r"(?:https?://[^\s，。；）)]+|[（(][^（）()\n]*[)）]|[^，。；;\n])++")
_COLON = Expression(r"^(?P<label>[^：:（(]{2,16})[：:]\s*(?P<value>\S.*)$")
_BRACKETS = Expression(r"^[（(](?P<inner>[^（）()\n]{2,60})[)）]")
#: How a line ends that is no name.
_ENDS = Expression(r"[。.；;，,]$")
#: A longer line is a paragraph.
_LONGEST_LINE = 500
#: The longest use that no word tells, and the longest name.
_LONGEST_USE = 24
_LONGEST_NAME = 40
#: Entries that make a list.
_FEWEST = 2


def read_told(
    lines: Sequence[Line], names: FieldNames, words: PartyWords, listed: Callable[[int], bool]
) -> Iterator[list[PartyRecord]]:
    """The records of such entries, those of one list together; entries of which a clause says something else are none.

    Args:
        lines: The lines of a document.
        names: What labels are called.
        words: How names look, and how clauses begin.
        listed: Whether what stands above an offset speaks of third parties.
    """
    found: list[PartyRecord] = []
    for line in lines:
        is_entry = line.kind in ("paragraph", "item") and len(line.text) <= _LONGEST_LINE and listed(line.start)
        record = _read(line, names, words) if is_entry else None
        if record is not None:
            found.append(record)
        elif found:
            if _is_list(found, words):
                yield found
            found = []
    if _is_list(found, words):
        yield found


def read_told_below(
    lines: Sequence[Line], names: FieldNames, words: PartyWords, listed: Callable[[int], bool]
) -> Iterator[list[PartyRecord]]:
    """The records of names alone on their lines, below each of which such clauses stand.

    Arguments as of `read_told`.
    """
    found: list[PartyRecord] = []
    for line in lines:
        if line.kind == "row" or not listed(line.start):
            continue
        fields = _name_alone(line, names, words)
        if fields:
            found = _told(found)
            found.append(
                PartyRecord(fields=fields, start=line.start, end=line.end, is_called_party=True, layout="items")
            )
        elif found and not _tell(found[-1], line, names, words):
            if _is_list(found := _told(found), words):
                yield found
            found = []
    if _is_list(found := _told(found), words):
        yield found


def _told(records: list[PartyRecord]) -> list[PartyRecord]:
    """Some records without the last one where nothing is told of it: it heads the others."""
    is_told = bool(records) and any(records[-1].value(field) for field in ("purpose", "data", "link"))
    return records if is_told else records[:-1]


def _name_alone(line: Line, names: FieldNames, words: PartyWords) -> dict[str, str]:
    """The name that a line is and nothing else, with its company or what it is for in brackets; empty for another."""
    text = NUMBERING.sub("", line.text.replace("**", "").strip("# "), count=1).strip()
    if (
        len(text) > _LONGEST_NAME
        or _COLON.match(text)
        or (_ENDS.search(text) is not None and not words.company.search(text))
    ):
        return {}
    if is_latin(text):
        return name_in_english(text, names, words)
    entry = _Entry(names, words)
    if entry.by_brackets(text) or entry.by_name_alone(text):
        return entry.fields
    return {}


def _tell(record: PartyRecord, line: Line, names: FieldNames, words: PartyWords) -> bool:
    """Whether a line below a name says something of whom it names and nothing else; what it says is kept."""
    text = NUMBERING.sub("", line.text.replace("**", "").strip(), count=1)
    if len(text) > _LONGEST_LINE or refuses(text, words) or words.not_now.search(text):
        return False
    fields = dict(record.fields)
    if is_latin(text):
        is_told = tell_in_english(fields, text, names, words)
    elif _is_bare(text, words):
        is_told = False
    else:
        entry = _Entry(names, words)
        entry.fields = fields
        is_told = entry.clauses(text)
    if is_told:
        record.fields.update(fields)
        record.end = line.end
    return is_told


def _is_bare(text: str, words: PartyWords) -> bool:
    """Whether a line below a name is no label or address, and does not begin with what for, or what is taken."""
    forms = (words.told_aim, words.told_taken, words.told_provider, _COLON)
    return is_address(text) is False and not any(form.match(text) for form in forms)


def _is_list(records: Sequence[PartyRecord], words: PartyWords) -> bool:
    """Whether several entries are a list of third parties: half are of somebody known, or each says two things."""
    known = sum(is_known(each.value("name"), words) or is_product(each.value("name"), words) for each in records)
    uses = [each.value("purpose") for each in records if each.fields.keys() <= {"name", "purpose"}]
    if len(uses) == len(records) and not any(words.purpose.search(use) for use in uses):
        return False  # what brackets behind all names say may be what they are called in another language
    is_told = all(sum(bool(value) for value in each.fields.values()) > _FEWEST for each in records)
    return len(records) >= _FEWEST and (known * 2 >= len(records) or is_told)


def _read(line: Line, names: FieldNames, words: PartyWords) -> PartyRecord | None:
    """The record of a line; None where it is another text."""
    text = NUMBERING.sub("", line.text.replace("**", "").strip(), count=1)
    if refuses(text, words) or words.not_now.search(text) or words.denied_mark.match(line.text):
        return None
    if is_latin(text):
        fields = entry_in_english(text, names, words)
        return _record(line, fields) if fields else None
    entry = _Entry(names, words)
    for form in (entry.by_policy, entry.by_sentence, entry.by_kind, entry.by_brackets, entry.by_name):
        entry.fields = {}
        if form(text):
            break
    else:
        return None
    return _record(line, entry.fields)


def _record(line: Line, fields: dict[str, str]) -> PartyRecord | None:
    if not fields.get("name") or not any(fields.get(field) for field in ("purpose", "data", "link")):
        return None
    return PartyRecord(fields=fields, start=line.start, end=line.end, is_called_party=True, layout="items")


class _Entry:
    """What one entry says, by each form that it may have; a form answers whether all of the text is of it."""

    def __init__(self, names: FieldNames, words: PartyWords) -> None:
        self.fields: dict[str, str] = {}
        self._names = names
        self._words = words

    def by_policy(self, text: str) -> bool:
        """An entry that says where the policy of somebody stands and nothing else: "《白鹭推送隐私政策》：https://…"."""
        found = self._words.named_policy.match(text)
        rest = text[found.end() :].strip("。；; ") if found is not None else ""
        return found is not None and is_address(rest) and self._name(found["name"]) and self.clauses(rest)

    def by_sentence(self, text: str) -> bool:
        """A sentence on whom we use: "为了消息推送，我们集成了白鹭推送，…", "向白鹭推送共享…"."""
        found = self._words.told_sentence.match(text) or self._words.told_given.match(text)
        if found is None or not self._name(found["name"]):
            return False
        said = found.groupdict()
        self._set("purpose", said.get("aim") or "")
        self._set("company", said.get("company") or "")
        return self.clauses(text[found.end() :])

    def by_kind(self, text: str) -> bool:
        """A kind of service, and behind a colon who offers it: "消息推送：使用白鹭推送，共享…"."""
        found = self._words.told_kind.match(text)
        if found is None or is_product(found["kind"], self._words) or self._names.field(plain(found["kind"])):
            return False
        if self._is_somebody(found["kind"]) and not (found["verb"] or is_product(found["name"], self._words)):
            return False
        if self._words.other_label.search(found["kind"]) or not self._name(found["name"]):
            return False
        self._set("purpose", found["kind"])
        return self.clauses(text[found.end() :])

    def by_name_alone(self, text: str) -> bool:
        """A name and nothing else."""
        return self._name(text)

    def by_brackets(self, text: str) -> bool:
        """A name with what it is for in brackets behind it and nothing else: "白鹭推送（消息推送）".

        Or with several clauses: "白鹭推送（消息推送，提供方：白鹭有限公司，处理设备信息）".
        """
        several = self._words.told_in_brackets.match(text)
        if several is not None and self._name(several["name"]):
            return self.clauses(several["inner"])
        found = self._words.named_before_brackets.match(text)
        if found is None or not self._name(found["name"]):
            return False
        use = self._words.for_what.sub("", found["use"], count=1)
        is_other = any(form.search(use) for form in (self._words.in_sentence, self._words.data, self._words.no_use))
        self._set("purpose", use)
        return not (is_other or is_company(use, self._words) or self._words.company_brand.fullmatch(use))

    def by_name(self, text: str) -> bool:
        """A name, its company in brackets or none, and what is said of it behind a mark."""
        found = self._words.told_name.match(text)
        if found is None or not self._name(found["name"]):
            return False
        self._set("company", found["company"] or "")
        is_whose = not found["company"] or is_company(found["company"], self._words)
        return is_whose and self.clauses(text[found.end() :])

    def _name(self, text: str) -> bool:
        name = plain(text)
        self.fields["name"] = name
        if is_company(name, self._words):
            self.fields["company"] = name
        if is_company(name, self._words):
            return len(name) <= _LONGEST_NAME
        is_name = is_known(name, self._words) or may_be_name(name, self._names, self._words)
        is_phrase = any(form.search(name) for form in (self._words.no_name_part, self._words.in_sentence))
        return self._is_somebody(name) and is_name and not is_phrase

    def _is_somebody(self, name: str) -> bool:
        words = self._words
        begins = not is_latin(name) and begins_known(name, words)
        return begins or any(form(name, words) for form in (is_product, is_known, is_company))

    def _set(self, field: str, value: str) -> None:
        value = plain(value)
        if value and not self.fields.get(field):
            self.fields[field] = value

    def clauses(self, rest: str) -> bool:
        """Whether each clause says something of it, which is kept."""
        last = bare = ""
        for number, clause in enumerate(_CLAUSE.finditer(rest)):
            text = clause.group().strip()
            field, value = self._told(text, last, is_first=not number) if text else (last, "")
            if not field:
                return False
            if field == last == "data" and value:
                self.fields["data"] += f"、{plain(value)}"
            if field == "bare":
                bare = value
            else:
                self._set(field, value)
            last = field
        self._set("purpose", bare)  # "主要用在运动界面，用于显示轨迹" says behind a word what for
        return True

    def _told(self, text: str, last: str, *, is_first: bool) -> tuple[str, str]:
        """The field that a clause is of, and its value; no field for a clause that says something else."""
        words = self._words
        if address := address_in(text, words) if "://" in text or "www." in text else "":
            return "link", address
        labelled = _COLON.match(text)
        label = labelled["label"] if labelled else ""
        field = self._names.field(plain(label)) or kind_of_label(label, words)
        if labelled:
            return (field, labelled["value"]) if field in ("company", "purpose", "data", "link") else ("", "")
        provided = words.told_provider.match(text)
        if provided is not None:
            return "company", provided["company"]
        aim = words.told_aim.match(text)
        if aim is not None:
            return "purpose", aim["use"]
        taken = words.told_taken.match(text)
        if taken is not None:
            said = text[taken.end() :]
            return ("", "") if words.for_what.search(said) else ("data", said)
        if last == "data" and words.data.search(text) and not words.in_sentence.search(text):
            return "data", text
        is_other = any(form.search(text) for form in (words.in_sentence, words.data, words.takes))
        is_use = is_first and len(text) <= _LONGEST_USE and not (is_other or is_company(text, words))
        return ("bare", text) if is_use else ("", "")
