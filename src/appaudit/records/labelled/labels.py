"""Labelled lines to records: `label：value` on lines of their own, run on in one line, nested, or below a name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from appaudit.lexicon.columns import FieldNames, as_written_here
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.block_titles import (
    BRACKETED,
    LONGEST_TITLE,
    NUMBERED,
    OF_PARTIES,
    VERSIONED,
    bold_title,
    company_in,
    fuller_name,
    is_counted_party,
    is_entry_of_known,
    is_of_open,
    is_owner_of,
    is_title,
    is_title_before,
    may_be_title,
    says_enough,
    stands_below,
    use_below,
    without_pages_of_entries,
)
from appaudit.records.labelled.closing_notes import closing_note
from appaudit.records.labelled.label_lines import OTHER, LabelSplitter, Line, Pair
from appaudit.records.labelled.learned_labels import with_learned_labels
from appaudit.records.labelled.used_for import each_for_use
from appaudit.records.labelled.wrapped import (
    closing_labels,
    completes,
    ends_items,
    is_marked,
    is_rest,
    is_unknown_label,
    labels_below,
    put_bare,
    put_rest,
    stands_inside,
)
from appaudit.records.record import PartyRecord, end_data, part_purpose
from appaudit.records.wording.data_lines import data_of_line, is_group, names_data
from appaudit.records.wording.groups import use_titled
from appaudit.records.wording.names import begins_known, is_known, own_words
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import said_in
from appaudit.records.wording.shared_cells import part_use
from appaudit.records.wording.titles import is_phrase, settle_name, settle_title
from appaudit.records.wording.values import address_in, is_company, is_product, plain, strip_marks

#: A line that is counted: "（1）必选信息".
_COUNTED = Expression(r"[（(]?\d{1,2}[)）.、]|[①-⑳]")
_COLON = Expression("[：:∶]")
#: A number that nothing parts from the name behind it: "4.QQ".
_NUMBER_OF_NAME = Expression(r"^\d{1,2}[.．](?=[A-Z][A-Za-z])")
#: A value that goes on is no longer than this, or a hostile text makes one record of a book.
_LONGEST_VALUE = 3_000


def read_labels(lines: Iterable[Line], names: FieldNames, words: PartyWords) -> list[PartyRecord]:
    """The records of labelled lines, those without a label for the name named by the line above them."""
    lines = list(lines)
    names = with_learned_labels(lines, names, words)
    reader, splitter = _LabelReader(names, words), LabelSplitter(names, words)
    parted = without_pages_of_entries([(line, *splitter.split(line.text)) for line in lines], words)
    below = labels_below([(line, pairs) for line, _, pairs in parted])
    reader.closers = closing_labels([pair for _, _, pairs in parted for pair in pairs])
    note = closing_note(parted)
    for (line, before, pairs), following in zip(parted, below, strict=True):
        if line is note:
            reader.close()
        else:
            reader.take(line, before, pairs, following)
    reader.close()
    return [each for record in reader.records for each in each_for_use(record, words)]


class _LabelReader:
    """Takes line after line; a record is kept when the next one begins."""

    def __init__(self, names: FieldNames, words: PartyWords) -> None:
        self.records: list[PartyRecord] = []
        self._names = names
        self._words = words
        self._open: PartyRecord | None = None
        self._title: Line | None = None
        self._titled_by = ""
        self._below_title: tuple[Line, str] | None = None
        self._use_below: tuple[Line, str] | None = None
        self._maybe_company = self._maybe_use = self._other_page = ""
        self._doubtful: Line | None = None
        self._first = self._first_field = self._opening = self._form = ""
        self._unsure: PartyRecord | None = None
        self._last = self._taken = ""
        self._indent = 0
        self._told_best: set[str] = set()
        self._listing = self._lists_items = self._is_aside = self._is_common = self._is_passed = self._is_counted = (
            False
        )
        self._above = ""
        self._name_labels: set[str] = set()
        self._openers: set[str] = set()
        self.closers: frozenset[str] = frozenset()

    def take(self, line: Line, before: str, pairs: Sequence[Pair], following: Sequence[Pair]) -> None:
        """The next line of the document, as it is parted, and the labels that come next below it."""
        doubtful, self._doubtful = self._doubtful, None
        is_entry = self._title is not None and is_entry_of_known(line, before, self._words)
        if is_entry or not pairs or self._is_listed_item(pairs) or self._is_group_of_data(pairs):
            if doubtful is not None and doubtful.kind == "heading":
                self.close()
            self._take_bare(line, following)
            self._above = line.text.strip()
            return
        if doubtful is not None and self._open is not None and self._begins_again(pairs[0], self._open):
            # "…服务" may be anything, but above a label that the record has already it is the name of the next one.
            self._title = doubtful
        elif doubtful is not None and doubtful.kind == "heading":
            self.close()
        if before and self._title is not None and (use := use_below(self._title, before, self._words)):
            self._use_below, before = (self._title, use), ""  # "Delivery of mail. Data: …" below a name
        is_name = is_title_before(before, self._words) and not (self._names.field(before) or self._is_item(before))
        if before and is_name and not is_of_open(self._open, before, pairs):
            self.close()
            self._title = Line(before, line.start, line.end, line.indent, line.kind)
        elif before and self._listing and not is_name:
            # The last line of what is taken may have the next label behind it.
            self._take_bare(replace(line, text=before), pairs)
        for pair in pairs:
            self._take_pair(pair, line, following)
        self._above = line.text.strip()

    def _is_item(self, before: str) -> bool:
        """Whether what stands before labels is data ("IMEI：收集目的：…"), and not the name of an SDK."""
        return names_data(before, self._words) and not is_product(before, self._words)

    def _begins_again(self, pair: Pair, record: PartyRecord) -> bool:
        """Whether a label says what the record says already, or is the one that it began with below its name."""
        return bool(record.value(pair.field)) or (record.is_titled and pair.label == self._opening)

    def _is_listed_item(self, pairs: Sequence[Pair]) -> bool:
        """Whether "IP地址：用于…" is an item of the data above it, although it looks like a label."""
        return self._listing and all(pair.field == OTHER and names_data(pair.label, self._words) for pair in pairs)

    def _is_group_of_data(self, pairs: Sequence[Pair]) -> bool:
        """Whether a label with nothing behind it parts what a label of data has below it: "静默状态："."""
        is_open = self._last == "data" and self._open is not None and (self._listing or not self._open.value("data"))
        forms = (self._words.permission_label, self._words.not_taken_label)
        parts = [pair for pair in pairs if not any(form.search(pair.label) for form in forms)]
        return is_open and len(parts) == len(pairs) and all(p.field == OTHER and not p.value for p in pairs)

    def close(self) -> None:
        """The record that was open is whole."""
        record, self._open = self._open, None
        taken, self._taken, self._last = self._taken, "", ""
        if record is None:
            return
        record.set("data", taken)
        record.set("link", self._other_page)
        record.set("company", self._maybe_company)
        record.set("purpose", self._maybe_use)
        self._maybe_company = self._maybe_use = self._other_page = ""
        part_purpose(record)
        part_use(record.fields, self._words)
        end_data(record, self._words)
        settle_title(record, self._words)
        settle_name(record.fields, self._words)
        unsure, self._unsure = self._unsure, None
        is_like = self._first == self._form
        if says_enough(record, self._words, is_like=is_like, is_common=self._is_common, is_counted=self._is_counted):
            if unsure is not None and self._form == self._first:
                self.records.append(unsure)
            self.records.append(record)
            self._form = self._first
        elif record.is_titled and len([value for value in record.fields.values() if value.strip()]) > 1:
            # The next one may be like it, and then both are entries of a list.
            self._unsure = record
            self._form = self._first

    def _take_pair(self, pair: Pair, line: Line, following: Sequence[Pair]) -> None:
        self._indent = line.indent
        self._listing, self._is_passed = False, pair.field == OTHER and not pair.value
        if self._is_beside(pair):
            # What an SDK asks for, each with a use of its own, is no part of what the list says of the SDK.
            self._last = OTHER if self._open is not None else ""
            if self._open is not None:
                self._open.end = max(self._open.end, line.end)
            return
        if pair.field == OTHER or self._is_of_nobody(pair.label):
            self._note_taken(pair)
            self._last = OTHER if self._open is not None else ""
            if self._title is not None:
                self._begin(line)
            if self._open is not None:
                self._open.end = max(self._open.end, line.end)
                self._opening = self._opening or pair.label
            return
        field = self._of_company(pair.field, pair.value, pair.label)
        if self._open is None and self._title is None and field in OF_PARTIES[1:] and pair.label in self.closers:
            return  # blocks end by this label and begin by none such: whose it is nobody knows
        if self._open is not None and (
            (self._title is None and self._repeats(field, pair, self._open))
            or self._opens_next(pair, following, self._open)
        ):
            self.close()
        record = self._begin(line) if self._open is None or self._title is not None else self._open
        field = self._beside_title(record, self._of_company(pair.field, pair.value, pair.label), pair)
        self._put(record, field, pair)
        record.end = max(record.end, line.end)
        self._first_field = self._first_field if self._first else field
        self._first = self._first or pair.label
        if field == self._first_field == "name" and not record.is_titled:
            self._name_labels.add(pair.label)
        elif field == "name" and not record.is_titled:
            self._openers.add(self._first)
        self._opening = self._opening or pair.label
        self._last = field

    def _note_taken(self, pair: Pair) -> None:
        """Keep what a label of how it is done says is taken, for a block without data: "收集方式：自动收集OAID"."""
        is_way = self._words.takes.match(pair.label) or self._words.way_label.search(pair.label)
        if is_way and names_data(data := said_in(pair.value, 0, self._words).data, self._words):
            self._taken = data
        if self._open is not None and self._words.column_link.search(pair.label):
            self._other_page = self._other_page or address_in(pair.value, self._words)

    def _is_beside(self, pair: Pair) -> bool:
        """Whether a label belongs to the permissions of an SDK, from one that says so to the name of the next."""
        record = self._open
        if self._title is not None or pair.field in OF_PARTIES:
            self._is_aside = False
        elif self._words.permission_label.search(plain(pair.label)):
            is_whole = record is None or bool(record.value("data") and record.value("purpose"))
            self._is_aside = self._is_aside or is_whole
        is_known = record is None or (pair.field in ("data", "purpose") and bool(record.value(pair.field)))
        return self._is_aside and (is_known or pair.field == OTHER)

    def _is_of_nobody(self, label: str) -> bool:
        """Whether a label that other texts have as well stands below no name."""
        has_name = self._title is not None or (self._open is not None and bool(self._open.value("name")))
        return not has_name and self._words.common_label.search(label) is not None

    def _repeats(self, field: str, pair: Pair, record: PartyRecord) -> bool:
        """Whether a label begins the next record: the name of another, or the very label this record began with.

        A name right below a title says it in other words; one further down is that of the next SDK, and so is one that
        the record before began with. A record that begins with a company ends where another one is named, or
        the same one by the same label behind all that a record says.
        """
        label, title = pair.label, record.value("name")
        if field == self._first_field == "company" and title and is_company(pair.value, self._words):
            says_enough = bool(record.value("purpose") or record.value("data"))
            return pair.value != record.value("company") or (label == self._first and says_enough)
        is_another = len(record.fields) > 1 and self._words.name_label.search(label) is not None
        is_named = not record.is_titled or (is_another and is_product(title, self._words))
        has_name = (bool(title) and is_named) or (
            label == self._form and not record.is_titled and self._first not in self._openers
        )
        # A label of names names the next block below whatever was taken for the name of this one.
        has_name = has_name or (bool(title) and len(record.fields) > 1 and label in self._name_labels)
        return (field == "name" and has_name) or (label == self._first and bool(record.value(field)))

    def _opens_next(self, pair: Pair, following: Sequence[Pair], record: PartyRecord) -> bool:
        """Whether a label that stood above the name of a block before stands above that of the next."""
        is_above = bool(following) and following[0].field == "name" and pair.label in self._openers
        return is_above and self._first_field == "name" and self._title is None and len(record.fields) > 1

    def _begin(self, line: Line) -> PartyRecord:
        self.close()
        title, self._title = self._title, None
        self._open = record = PartyRecord(start=(title or line).start, end=line.end)
        self._first = self._first_field = self._opening = ""
        self._told_best = set()
        self._is_common = False
        if title is not None:
            name = _NUMBER_OF_NAME.sub("", plain(title.text))
            record.fields["name"] = self._words.before_title.sub("", name) if is_product(name, self._words) else name
            record.set("company", self._company_below(title))
            use, self._use_below = self._use_below, None
            self._maybe_use = use[1] if use is not None and use[0] is title else ""
            record.is_titled = True
            self._titled_by = title.kind
            self._is_counted = title.kind == "heading" and NUMBERED.match(title.text) is not None
        return record

    def _of_company(self, field: str, value: str, label: str) -> str:
        """Beside a product the "third party" is who runs it, and above one that has a label of its own."""
        record = self._open
        if (
            record is not None
            and field == "name" == self._first_field
            and label == self._first
            and not record.is_titled
        ):
            return field  # the label that names each of them
        is_of_product = self._title is not None or self._words.product.search(label)
        if field == "name" and not is_of_product and is_company(value, self._words):
            return "company"
        if field == "name" and record is not None and record.value("name") and not record.value("company"):
            return "company" if is_company(value, self._words) else field
        return field

    def _beside_title(self, record: PartyRecord, field: str, pair: Pair) -> str:
        """Below the name of a company or a product "service" says what it does, unless the label asks for a name."""
        title = record.value("name")
        if field == "name" and not title and record.value("company") and is_phrase(pair.value, self._words):
            return "purpose"
        if field == "name" and record.is_titled and is_owner_of(title, pair.value, self._words):
            return "company"
        is_named = is_company(title, self._words) or is_product(title, self._words)
        is_english = self._titled_by != "paragraph" and is_latin(title)
        if is_english and not (is_known(pair.value, self._words) or self._words.context.search(pair.label)):
            is_named = is_named or is_known(title, self._words) or bool(own_words(title, self._words))
        if field != "name" or not record.is_titled or not is_named:
            return field
        return field if self._words.name_label.search(pair.label) or is_product(pair.value, self._words) else "purpose"

    def _put(self, record: PartyRecord, field: str, pair: Pair) -> None:
        self._is_common = self._is_common or self._words.common_label.search(pair.label) is not None
        label = as_written_here(pair.label)
        is_best = field not in self._told_best and self._words.told_best.search(label) is not None
        if field == "name" and record.is_titled and pair.value:
            # The line above was the kind of SDK, or the name in other words: the labelled name counts; or its company.
            if self._titled_by == "item" and is_company(record.value("name"), self._words):
                record.set("company", record.value("name"))
            self._maybe_use = self._maybe_use or use_titled(record.value("name"), self._words)
            record.fields["name"] = fuller_name(record.value("name"), pair.value, self._words)
            record.is_titled = False
        elif field == "data" and pair.value and record.value(field) and self._words.further_data.search(pair.label):
            record.fields[field] = f"{record.value(field)}；{pair.value}"
        elif is_best and (pair.value or field == "link"):
            # Where no address stands on the line below, the other page counts.
            self._other_page = self._other_page if pair.value else record.value(field)
            record.fields[field] = pair.value
            self._told_best.add(field)
        else:
            record.set(field, pair.value)
        is_of_sdk = field == "link" and self._words.product.search(label) is not None
        if is_of_sdk or (field in ("name", "company") and self._words.context.search(label)):
            record.is_called_party = True

    def _take_bare(self, line: Line, following: Sequence[Pair]) -> None:
        text = plain(line.text)
        if not text or (BRACKETED.fullmatch(text) and not self._listing):
            return
        record = self._open
        is_next = self._listing and self._lists_items and line.indent <= self._indent
        if record is not None and is_next and ends_items(line, self._names, self._words):
            self._last = OTHER
            record.set("link", address_in(line.text, self._words))
            record.end = line.end
            return
        if record is not None and self._goes_on(line, text, record, following):
            if self._last != OTHER:
                self._append(record, text, line)
            record.end = line.end
            return
        if record is not None and put_bare(record, text, self._last, self._words):
            record.end = line.end
            return
        if record is not None and self._words.leads_on.search(line.text):
            # "根据第三方隐私政策（https://…），收集的信息如下：" stands between the labels of one SDK.
            record.set("link", address_in(text, self._words))
            record.end = line.end
            self._last = OTHER
            return
        self._listing = False
        if (record is not None or self._title is not None or self._is_aside) and self._is_unknown_label(text):
            self._last = OTHER if record is not None else ""
            self._note_unknown(text)
            if record is not None:
                record.end = max(record.end, line.end)
            return
        if record is not None and self._is_inside(line, text, following, record):
            put_rest(record, self._last, text, self._above, self._words)
            record.end = line.end
            return
        company = self._company_below(self._title) if self._title is not None else ""
        if self._title is not None and stands_below(self._title, text, self._words, has_company=bool(company)):
            self._below_title = (self._title, company or company_in(text, self._words))
            return
        if self._title is not None and following and (use := use_below(self._title, text, self._words)):
            self._use_below = (self._title, use)
            return
        is_label = bool(self._names.field(text)) and not (self.records and NUMBERED.match(line.text))
        if self._title is not None and VERSIONED.search(text):
            return
        is_service = may_be_title(text, self._words) and (
            (record is None and begins_known(text, self._words)) or is_counted_party(line, following)
        )
        if record is None and following and (bold := bold_title(line)) and (bold[1] or not is_title(text, self._words)):
            line, text, self._use_below = bold[0], plain(bold[0].text), bold
        if (is_title(text, self._words) or is_service) and not is_label:
            if line.kind == "heading" or is_product(text, self._words) or record is None or self._last != OTHER:
                self.close()
            self._title = line
            self._maybe_company = ""
            return
        self._title = None
        if record is not None and may_be_title(text, self._words):
            self._doubtful = line
            return
        if record is not None and line.kind == "paragraph" and self._is_about(text, record):
            self._last = OTHER
        elif line.kind == "heading" or len(text) > LONGEST_TITLE:
            self.close()

    def _is_inside(self, line: Line, text: str, following: Sequence[Pair], record: PartyRecord) -> bool:
        """Whether a bare line is the rest of a value: no block of this form begins by a line without a label."""
        is_named = self._first_field == "name" and not record.is_titled
        goes_on = is_rest(text, line, record.value(self._last), self._above)
        is_like_others = record.is_titled and (self._form == self._first or goes_on)
        # Below a name the next block begins by the same label, although nothing is read of it: "地址：…".
        first = self._opening if record.is_titled else self._first
        if self._title is not None or not (is_named or (is_like_others and completes(following, record, first))):
            return False
        is_of_name = is_named and self._last == "name" and len(record.fields) == 1
        if not is_of_name and (is_product(text, self._words) or begins_known(text, self._words)):
            return False
        is_last = bool(following) and following[0].label == first
        if is_last or line.kind == "heading":
            goes_on = goes_on and self._last in ("data", "purpose", "company") and (is_named or not is_last)
            if is_last or not goes_on:
                return goes_on
        return stands_inside(text, line, following, record, first)

    def _company_below(self, title: Line) -> str:
        """The company on the line below a title, empty where none stands there."""
        return self._below_title[1] if self._below_title is not None and self._below_title[0] is title else ""

    def _is_about(self, text: str, record: PartyRecord) -> bool:
        """Whether a sentence between the labels of a block is about whom its heading names: "微信会收集…"."""
        name = record.value("name")
        return record.is_titled and self._titled_by == "heading" and len(name) > 1 and name in text

    def _note_unknown(self, text: str) -> None:
        """Keep what an unknown label below the name of a product may give: whose that is, and where its policy is."""
        label, _, value = _COLON.sub("：", text, count=1).partition("：")
        name = plain(self._title.text) if self._title is not None else self._open.value("name") if self._open else ""
        embedded = self._words.embedded_name.search(text)
        if self._open is not None and not name and embedded is not None:
            self._open.set("name", embedded["name"])
        if not (is_product(name, self._words) or begins_known(name, self._words)):
            return
        if is_company(value, self._words) and not self._words.other_company.search(label):
            self._maybe_company = self._maybe_company or plain(value)
        if self._open is not None and self._title is None and self._words.column_link.search(label):
            self._open.set("link", address_in(text, self._words))

    def _is_unknown_label(self, text: str) -> bool:
        return is_unknown_label(text) and (self._open is not None or not is_product(text, self._words))

    def _append(self, record: PartyRecord, text: str, line: Line) -> None:
        """Put a line to the value above it; of an item of data that says what it is for, the item."""
        before = record.value(self._last)
        if self._last == "data":
            added = data_of_line(line.text, text, self._words)
            record.fields["data"] = "、".join(part for part in (before, added) if part.strip())
        else:
            record.fields[self._last] = f"{before}、{text}" if before.strip() else strip_marks(line.text)

    def _goes_on(self, line: Line, text: str, record: PartyRecord, following: Sequence[Pair]) -> bool:
        """Whether a line without a label belongs to the value above it."""
        # What the labels below still say of the SDK shows that the list of its data has not ended.
        is_inside = (
            self._listing and self._last == "data" and not is_marked(line) and not begins_known(text, self._words)
        )
        is_inside = is_inside and completes(following, record, self._first)
        is_heading = line.kind == "heading" and not (
            self._last == "data" and (names_data(text, self._words) or is_inside)
        )
        is_other = self._last == "name" and is_unknown_label(text)
        if not self._last or is_heading or is_other or is_product(text, self._words):
            return False
        value = record.value(self._last)
        if len(value) > _LONGEST_VALUE:
            return False
        if self._last == "link":
            return not address_in(value, self._words) and bool(address_in(text, self._words))
        if self._last != OTHER and not value.strip():
            self._listing = True
            self._lists_items = line.kind == "item"
            return True
        is_counted = self._last != OTHER and _COUNTED.match(value) and _COUNTED.match(line.text.strip())
        if is_counted or (self._listing and self._lists_items and line.kind == "item"):
            return True
        is_passed = self._is_passed and line.kind == "item" and not begins_known(text, self._words)
        if self._last in ("data", OTHER) and (is_group(line.text) or (is_passed and self._last == OTHER)):
            return True
        is_item = self._last == "data" and (
            names_data(text, self._words) or _COUNTED.match(line.text.strip()) or is_inside
        )
        return line.indent > self._indent or (self._listing and bool(is_item))
