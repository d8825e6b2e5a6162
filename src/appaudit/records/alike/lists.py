"""Lists whose entries say the same in the same order, whatever parts it: "白鹭SDK｜白鹭有限公司｜推送｜OAID".

What parts the entries and what stands where is learned from all entries of a list together, and each is read by it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.records.alike.columns import columns_of
from appaudit.records.alike.marks import BRACKETS, MARKS, WEAK, MarkedLine
from appaudit.records.alike.roles import Roles, ValueKinds, company_in, may_be_name, roles_of
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.companies import said_to_provide
from appaudit.records.wording.names import begins_known, has_own_words
from appaudit.records.wording.scripts import CHINESE
from appaudit.records.wording.sentences import refuses, said_in
from appaudit.records.wording.values import (
    NUMBERING,
    address_in,
    is_address,
    is_company,
    is_product,
    kind_of_label,
    part_company,
    plain,
)

#: A label at the beginning of a line.
_LABEL = Expression(r"^[\s\-•·*#]*(?:\d{1,2}[.、）)]\s*)?[*_【\[]*(?P<label>[^：:∶\n]{1,24}?)[*_】\]]*\s*[：:∶]")
#: What an entry has that shows an address.
_TOLD = Expression(r"https?://|www\.")
_LONGEST = 800
_FEWEST = 2
_MOST_LINES = 400
#: Lines that are tried in a document: no list is as long, and each is taken apart by every mark.
_MOST_TRIED = 4_000
_MOST = 0.66
_HALF = 0.5
#: What parts titles from their text in every document.
_COMMON = ("colon", "line", *BRACKETS)
#: The marks that may part an entry of one line.
_MARKS_OF_LINES = (*MARKS[1:], *BRACKETS)
#: The longest phrase that is no list of data, and of so many values one may be a sentence.
_LONGEST_PHRASE = 80
_LONGEST_HEADING = 16
_ONE_OF = 8
#: Lines of an entry whose parts stand below each other.
_MOST_BELOW = 5


@record(kw_only=False)
class _Entry:
    """A line of a list, or several that are one entry, with their place."""

    line: MarkedLine
    start: int
    end: int
    is_told: bool
    """Whether it names a company or holds an address."""


def read_alike(
    lines: Sequence[Line],
    names: FieldNames,
    words: PartyWords,
    introduced: Callable[[int], bool] = lambda position: True,
) -> list[list[PartyRecord]]:
    """The records of such lists, each list by itself, with offsets of the text.

    Args:
        lines: The lines of a document.
        names: What labels are called.
        words: How values look.
        introduced: Whether what stands above an offset, or the title, speaks of third parties.
    """
    found: list[list[PartyRecord]] = []
    left = _MOST_TRIED
    for run in _runs(lines, names, words):
        if sum(_is_told(line.text, words) for line in run) < _FEWEST and not any(
            introduced(line.start) for line in (run[0], run[-1])
        ):
            continue
        left -= len(run)
        if left < 0:
            break
        for entries in _stacked(run, words):
            found += _lists(entries, ("line",), names, words, introduced)
        found += _lists([_entry([line], words) for line in run], _MARKS_OF_LINES, names, words, introduced)
    return found


def _runs(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> Iterator[list[Line]]:
    """The lines between those that are too long or have a label, and rows of tables, in parts of some hundred."""
    run: list[Line] = []
    for line in lines:
        is_plain = line.kind != "contents" and 1 < len(line.text) <= _LONGEST and not _is_labelled(line, names, words)
        if is_plain:
            run.append(line)
        if run and (not is_plain or len(run) >= _MOST_LINES):
            yield run
            run = []
    if run:
        yield run


def _is_labelled(line: Line, names: FieldNames, words: PartyWords) -> bool:
    """Whether a line begins with a label: what stands behind that is its value, and no column."""
    found = _LABEL.match(line.text)
    label = plain(found["label"]) if found else ""
    return bool(label) and (bool(names.field(label)) or words.other_label.search(label) is not None)


def _is_told(text: str, words: PartyWords) -> bool:
    """Whether a text shows an address or a word of companies."""
    return _TOLD.search(text) is not None or words.company_mark.search(text) is not None


def _entry(lines: Sequence[Line], words: PartyWords) -> _Entry:
    text = NUMBERING.sub("", "\n".join(line.text for line in lines).replace("**", "").strip(), count=1)
    text = words.order_lead.sub("", text, count=1)
    is_told = _is_told(text, words)
    return _Entry(MarkedLine(text), lines[0].start, lines[-1].end, is_told)


def _stacked(run: Sequence[Line], words: PartyWords) -> Iterator[list[_Entry]]:
    """The lines of entries whose parts stand below each other, by each way in which their beginnings may show.

    They stand behind an empty line, or are counted, or stand so many lines before an address or a company.
    """
    if len(run) < _FEWEST * 2:
        return
    gaps = [number for number, line in enumerate(run) if not number or line.start - run[number - 1].end > 1]
    counted = [number for number, line in enumerate(run) if _is_counted(line.text)]
    told = [number for number, line in enumerate(run) if is_address(line.text) or is_company(line.text, words)]
    ways = [gaps, counted]
    if len(told) >= _FEWEST:
        below = [[number - before for number in told if number >= before] for before in range(1, _MOST_BELOW)]
        # What begins a run, or stands below a line that leads to it, begins an entry.
        ways += sorted(below, key=lambda starts: not (starts and (not starts[0] or _leads(run[starts[0] - 1]))))
    for starts in ways:
        entries = _by_starts(run, starts, words)
        if len(entries) >= _FEWEST:
            yield entries


def _leads(line: Line) -> bool:
    return line.text.rstrip().endswith(("：", ":")) or line.kind == "heading"


def _is_counted(text: str) -> bool:
    number = NUMBERING.match(text)
    return number is not None and bool(number.group().strip(" \t-•*#"))


def _by_starts(run: Sequence[Line], starts: Sequence[int], words: PartyWords) -> list[_Entry]:
    """The entries that begin at lines of a run, those of as many lines as most of them have."""
    sizes = Counter(after - before for before, after in pairwise(starts))
    sizes[len(run) - starts[-1] if starts else 0] += 1
    size, count = max(
        ((size, count) for size, count in sizes.items() if 1 < size <= _MOST_BELOW),
        default=(0, 0),
        key=lambda each: each[1],
    )
    if not size or count < 1:
        return []
    ends = [*starts[1:], min(len(run), (starts[-1] if starts else 0) + size)]
    return [_entry(run[start:end], words) for start, end in zip(starts, ends, strict=True) if end - start == size]


def _lists(
    entries: Sequence[_Entry],
    marks: Sequence[str],
    names: FieldNames,
    words: PartyWords,
    introduced: Callable[[int], bool],
) -> Iterator[list[PartyRecord]]:
    """The lists that entries are, by the marks that may part them first."""
    left = list(entries)
    kinds = frozenset[str]().union(*(entry.line.kinds for entry in left))
    for mark in marks:
        if mark not in kinds:
            continue
        kept: list[_Entry] = []
        for is_parted, group in _grouped(left, mark):
            listed = _read(group, mark, names, words, introduced) if is_parted else []
            if listed:
                yield listed
            else:
                kept += group
        left = kept


def _grouped(entries: Sequence[_Entry], mark: str) -> Iterator[tuple[bool, list[_Entry]]]:
    """The entries that stand together and are parted by a mark, and the others between them."""
    group: list[_Entry] = []
    is_parted = False
    for entry in entries:
        parts = mark in entry.line.kinds and len(entry.line.parts(entry.line.whole, mark)) > 1
        if group and (parts != is_parted or len(group) >= _MOST_LINES):
            yield is_parted and len(group) >= _FEWEST, group
            group = []
        is_parted = parts
        group.append(entry)
    if group:
        yield is_parted and len(group) >= _FEWEST, group


def _read(
    entries: Sequence[_Entry], mark: str, names: FieldNames, words: PartyWords, introduced: Callable[[int], bool]
) -> list[PartyRecord]:
    """The records of entries that a mark parts alike; none where they are no list of third parties."""
    is_introduced = introduced(entries[0].start)
    told = sum(entry.is_told for entry in entries)
    if not is_introduced and told * 2 < len(entries):
        return []
    lines = [entry.line for entry in entries]
    if mark in BRACKETS and len({_has_colon_before_brackets(line, mark) for line in lines}) > 1:
        return []  # of "Egret (US): sends mail" and "Heron: counts visits (daily)" the brackets are not alike
    columns = columns_of(lines, mark, ValueKinds(words))
    if len(columns) < _FEWEST:
        return []
    roles = roles_of(columns, lines, names, words)
    if not _is_list(roles, mark, is_introduced=is_introduced) or not _are_phrases(roles, words):
        return []
    if mark in ("line", *WEAK) and roles.share("name", "named") < 1 and not roles.share("company", "company"):
        return []  # in what every text has, one part that is no name shows that the others are none
    if not roles.has("name") and _are_said_to_provide(roles, words):
        return []  # ", provided by Egret LLC, to" is a part of a sentence on a name that is no column
    if roles.is_cut("purpose"):
        return []  # "提供 Google 登录" is one use, with the spaces that are set around foreign words
    if mark == "line" and 0 not in (*roles.fields.get("name", []), *roles.fields.get("company", [])):
        return []  # the lines of one entry were taken for the end of one and the beginning of the next
    records = [_record(entry, roles, number, words) for number, entry in enumerate(entries)]
    has_company = roles.has("company")
    first = 1 if _is_row_of_headings(roles, names, words) else 0
    return [
        one
        for one, entry in zip(records[first:], entries[first:], strict=True)
        if _is_named(one, names, words, has_company=has_company) and not refuses(entry.line.text, words)
    ]


def _has_colon_before_brackets(line: MarkedLine, mark: str) -> bool:
    """Whether a colon stands in a line before the brackets that part it."""
    return ":" in (before := line.text[: line.parts(line.whole, mark)[0][1]]) or "：" in before


def _are_said_to_provide(roles: Roles, words: PartyWords) -> bool:
    """Whether the column of companies says in words that they provide something: "provided by Egret LLC"."""
    texts = [text for column in roles.fields.get("company", ()) for text in roles.held[column].texts]
    return any(said_to_provide(text, words) for text in texts)


def _is_named(one: PartyRecord, names: FieldNames, words: PartyWords, *, has_company: bool) -> bool:
    name = one.value("name")
    if has_company and not one.value("company") and not (is_product(name, words) or begins_known(name, words)):
        return False
    if words.no_title.search(name) and not (one.value("company") or one.value("link")):
        return False
    return may_be_name(name, names, words) or (name == one.value("company") and bool(name))


def _is_row_of_headings(roles: Roles, names: FieldNames, words: PartyWords) -> bool:
    """Whether the first entry only says what stands in the columns."""
    first = [held.texts[0] for held in roles.held if held.texts[0]]
    labels = [text for text in first if names.field(text) or kind_of_label(text, words)]
    return len(labels) * 2 > len(first) and all(len(text) <= _LONGEST_HEADING for text in first)


def _are_phrases(roles: Roles, words: PartyWords) -> bool:
    """Whether most values are phrases: what sentences say of names is read where sentences are."""
    said = [
        (field, text)
        for field in ("name", "company", "purpose", "data")
        for column in roles.fields.get(field, ())
        for text in roles.held[column].texts
        if text
    ]
    if any(words.in_sentence.search(text) for _, text in said):
        return False
    return sum(_is_sentence(field, text, words) for field, text in said) * _ONE_OF < len(said)


def _is_sentence(field: str, text: str, words: PartyWords) -> bool:
    if (len(text) > _LONGEST_PHRASE and field != "data") or words.leads_away.match(text):
        return True
    if field == "data" and words.for_what.search(text):
        return True
    taken = words.takes.search(text) if field == "purpose" else None
    is_act = taken is not None and taken.start() > 0 and words.data.search(text, taken.end()) is not None
    return is_act or words.policy_title.search(text) is not None


def _is_list(roles: Roles, mark: str, *, is_introduced: bool) -> bool:
    """Whether the columns are those of a list of third parties."""
    mark = roles.mark_of_name() or mark
    has_company = roles.share("company", "company") >= _MOST or bool(
        roles.has("company") and roles.held[roles.fields["company"][0]].label
    )
    has_link = roles.share("link", "link") >= _MOST
    is_known = roles.share("name", "known") >= _HALF
    says = roles.has("purpose") or roles.has("data")
    if not roles.has("name"):
        return has_company and is_introduced and says and mark not in WEAK
    if has_company:
        return (is_introduced and (says or mark != "line")) or (is_known and says)
    if not is_introduced or (roles.share("name", "generic") >= _HALF and not has_link):
        return False
    is_told_whole = roles.has("purpose") and roles.has("data")
    if has_link:
        return is_told_whole or (says and (is_known or mark not in WEAK))
    if mark in WEAK:
        return is_known and is_told_whole
    if mark in BRACKETS and not roles.has("data"):
        return is_known and roles.share("purpose", "use") >= _HALF
    return says and (is_known or (is_told_whole and roles.share("name", "known") > 0 and mark not in _COMMON))


def _record(entry: _Entry, roles: Roles, number: int, words: PartyWords) -> PartyRecord:
    fields = {field: _value(entry, roles, field, number, words) for field in roles.fields}
    if not fields.get("name"):
        fields["name"] = fields.get("company", "")
    part_company(fields, words)
    if roles.has("name") and roles.held[roles.fields["name"][0]].column.before in BRACKETS:
        _name_company(fields, words)
    return PartyRecord(fields=fields, start=entry.start, end=entry.end, is_called_party=True, layout="labels")


def _name_company(fields: dict[str, str], words: PartyWords) -> None:
    """Where brackets behind a company say a kind of service and where it is, the company is who is listed."""
    name, company = fields.get("name", ""), fields.get("company", "")
    is_somebody = is_product(name, words) or begins_known(name, words) or has_own_words(name, words)
    if not company or name == company or not CHINESE.search(name) or is_somebody:
        return
    fields["name"] = company
    if not fields.get("purpose") or words.place.fullmatch(fields["purpose"]):
        fields["purpose"] = name


def _value(entry: _Entry, roles: Roles, field: str, number: int, words: PartyWords) -> str:
    columns = roles.fields[field]
    if len(columns) == 1:
        text = roles.held[columns[0]].texts[number]
    else:
        spans = [roles.held[column].column.spans[number] for column in columns]
        filled = [span for span in spans if span[1] > span[0]]
        text = plain(entry.line.text[filled[0][0] : filled[-1][1]]) if filled else ""
        if text.count(")") > text.count("("):
            text = plain(text.rpartition(")")[2])  # "Egret Ads), for advertising" has the end of what is no part of it
    if field == "link":
        return address_in(text, words)
    if field == "company":
        return company_in(text, words) or (text if roles.held[columns[0]].label else "")
    if field == "data" and words.takes.match(text):
        data = said_in(text, 0, words).data
        return text if words.cut_off.match(data) else data or text  # "上传的图片" are pictures
    if field == "purpose" and words.for_what.match(text):
        return said_in(text, 0, words).purpose or text
    return text
