"""SDK lists in documents: tables, and blocks of `name: value` lines, in HTML, Markdown, Word, PDF or plain text.

Whatever the policy room opens is opened here; only what stands in a table or a list counts, since a name in running
text declares nothing.
"""

from __future__ import annotations

import csv
import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import groupby

from appaudit.documents.blocks import PolicyDocument, line_at
from appaudit.documents.characters import evened
from appaudit.documents.document import document_from_bytes, document_suffixes, is_other_archive
from appaudit.documents.drawn_letters import redrawn_in
from appaudit.documents.drawn_tables import with_bars
from appaudit.documents.encoding import decode_text
from appaudit.documents.lines import has_broken_cells
from appaudit.errors import ExtractionError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.model.bilingual import Bilingual
from appaudit.model.location import Location
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.third_parties import read_third_parties
from appaudit.policy.third_party import ThirdParty, bare_key, name_key, party_key
from appaudit.records.alike.lists import read_alike
from appaudit.records.entries.addressed import read_addressed
from appaudit.records.entries.below_kinds import read_below_kinds
from appaudit.records.entries.items import read_items
from appaudit.records.entries.told_entries import read_told
from appaudit.records.entries.told_sections import read_told_below
from appaudit.records.labelled.cards import as_labelled
from appaudit.records.labelled.label_lines import Line
from appaudit.records.labelled.labels import read_labels
from appaudit.records.lines import entries_of
from appaudit.records.list_context import ListContext
from appaudit.records.record import PartyRecord
from appaudit.records.running_text.bracketed import read_bracketed
from appaudit.records.running_text.chinese_strangers import listed_strangers
from appaudit.records.running_text.prose import read_prose, read_supplied
from appaudit.records.tables.cell_runs import read_cell_runs
from appaudit.records.tables.flattened import read_flattened
from appaudit.records.wording.names import is_known
from appaudit.records.wording.values import is_company, is_product, plain
from appaudit.sdk_list.as_written import as_written, in_simplified
from appaudit.sdk_list.rows import DeclaredRow, has_name, not_in_use
from appaudit.sdk_list.script_data import scripts_in
from appaudit.sdk_list.script_rows import rows_in, rows_of_script
from appaudit.sdk_list.tables import has_headings
from appaudit.sdk_list.titled import below_title

ORDER = 70
#: What pages leave out of the addresses that they show.
_WEB = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_PLAIN = (".txt", ".text", ".csv", ".tsv")
#: Texts of cells by their names, and rows that tell whether the first has headings.
_CELLS = (".csv", ".tsv", ".tab")
_ROWS = 20
#: A sentence about an SDK: a text that has them is read as one, and is no table.
_LISTED_SENTENCE = re.compile(
    r"^.{0,80}sdk(?:[^\n,;\t|]{0,200}[。，；].{0,200}|[（(][^\n,;\t|（）()]{2,60}[)）]：[^\n,;\t|]{4,200})$",
    re.IGNORECASE | re.MULTILINE,
)
#: Headings closed by a bar each, and below them a line with a part of a row: what no table of cells a line is.
_BROKEN_ROW = re.compile(r"^[^|\n]+\|(?:[^|\n]*\|){2,}[ \t]*\n(?:[^\n]*\n){0,40}?[^|\n]+\|[ \t]*$", re.MULTILINE)
#: The headings of a table of bars with the rule below them; without bars around them, below other lines.
_DRAWN = re.compile(
    r"^\|[^\n]+\|\n\|(?:-{3}\|){2,}$"
    r"|(?<=\n)[^\n|]+\|[^\n]+\n\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$",
    re.MULTILINE,
)
#: Rows of bars below one another, without headings.
_BARRED = re.compile(r"(?:^\|(?:[^|\n]+\|){2,}[ \t]*\n\s*){3}", re.MULTILINE)
#: A name with its company in brackets, and behind a dash what is said of it.
_WITH_COMPANY = re.compile(r"^[^,(\n]{2,40} \([^()\n]{3,60}\) ?[-–—:] ", re.MULTILINE)
_MARKUP = re.compile(rb"<(?:!doctype html|html|table|body)\b", re.IGNORECASE)
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
#: Where a block of JSON in Markdown begins, and one up to its end.
_BLOCK = re.compile(rb"^```json\b", re.MULTILINE)
_BLOCK_TEXT = re.compile(r"^```json[^\S\n]*\n(?P<json>(?:(?!```).*\n)*)```", re.MULTILINE)
#: Documents of old formats.
_LEGACY = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
#: Texts by their names, lines of one that are looked at, and the marks that part cells of a table.
_TEXTS = (".txt", ".text")
_MOST_LINES = 2_000
_PARTED = re.compile(r"\t|^[^\n|]*\|[^\n|]*\|", re.MULTILINE)
#: Bytes of a text that are looked at to see what it is.
_BEGINNING = 80_000
#: Of a long one first these: most say there what they are.
_FIRST_PAGES = 20_000
#: Parties of a document that does not say what it lists, at the least.
_FEWEST_DECLARED = 2
#: What an entry has behind its name, and no title.
_SAYS_MORE, _COLON = re.compile(r"[—–(（]| - "), re.compile("[：:]")
#: The longest text that is read as a list for nothing but that it was handed in as one.
_LONGEST_DECLARED = 40_000
_HAN = re.compile(r"[\u3400-\u9fff]")
#: English in a Chinese text: words one behind the other, or a label.
_ENGLISH = re.compile(r"[A-Za-z]{3,} [a-z]{2,}|[A-Za-z]{4,}\s{0,3}[：:](?!//)")
#: Characters from which on a text in one script is read in its language alone.
_LARGE = 100_000
#: The share of bytes that are letters of an encoding in a text that is in it.
_MOSTLY = 0.98
#: A short line that leads to what stands below it.
_LEAD = re.compile(r"^[^\n：:]{2,40}[：:][ \t]*$", re.MULTILINE)
#: A line that says that a list follows.
_FOLLOWING = re.compile(r"^[^\n]{0,160}(?:\bthe following\b|以下|如下)[^\n]{0,120}$", re.IGNORECASE | re.MULTILINE)
#: Characters of its title.
_TITLE = 200
#: Fields that an entry gives in the language of its document, to which another language adds what is none of it.
_ENOUGH = 3
#: The longest line that says that no third party is there, in characters.
_LONGEST_DENIAL = 120


def accepts(name: str, data: bytes, lexicons: Lexicons) -> bool:
    """A document by name or by what it begins with, or a text of labelled lines."""
    lower = name.lower()
    if lower.endswith(document_suffixes()) and not lower.endswith(_PLAIN):
        return True
    if data.startswith(_LEGACY) or is_other_archive(data):
        return True  # the documents room says how to convert it
    if data.startswith((b"PK\x03\x04", b"%PDF")):
        return b"word/document.xml" in data or data.startswith(b"%PDF")
    data = data.replace(b"\r\n", b"\n")
    if lower.endswith(_CELLS) and begins_with_headings(data, lexicons):
        return False  # whatever its cells look like: "Maps SDK: Places"
    if lower.endswith(_TEXTS) and _is_running_text(data[:_BEGINNING], lexicons):
        return True
    if _MARKUP.search(data[:_BEGINNING]) is not None:
        return True
    # A long list says what it is on its first pages, and whoever reads it reads them all again.
    beginnings = {min(_FIRST_PAGES, len(data)), min(_BEGINNING, len(data))}
    return any(_has_labels(data[:beginning], lexicons) for beginning in sorted(beginnings))


def _is_running_text(data: bytes, lexicons: Lexicons) -> bool:
    """Whether a text has sentences and no marks that part cells: a list of names, one a line, has none."""
    text, words = to_simplified(evened(decode_text(data, "")[0])), lexicons.parties
    lines = [line.strip(" \t*-•") for line in text.split("\n", _MOST_LINES)[:_MOST_LINES]]
    if _PARTED.search(text) is not None:
        return False
    if any(words.running_sentence.match(line) for line in lines):
        return True
    filled = [line for line in lines if line]
    uses = sum(words.for_what.match(line.partition("：")[2]) is not None for line in filled)
    if uses * 2 > len(filled):
        return True
    is_told = any(line.endswith("。") and words.to_user.search(line) for line in lines)
    # Some write commas of English in Chinese sentences.
    return is_told and (sum("," in line for line in lines) * 2 < len(lines) or not begins_with_headings(data, lexicons))


def begins_with_headings(data: bytes, lexicons: Lexicons) -> bool:
    """Whether one of the first rows of a text has the headings of columns."""
    lines = decode_text(data[:_BEGINNING], "")[0].lstrip("\ufeff").splitlines()[:_ROWS]
    try:
        return any(has_headings(list(csv.reader(lines, delimiter=each)), lexicons) for each in ",;\t，｜")
    except csv.Error:
        return False


def _has_labels(data: bytes, lexicons: Lexicons) -> bool:
    read = data.decode("utf-8", "ignore")
    is_read = len(read.encode()) > len(data) * _MOSTLY  # a letter may be cut off at the end
    for encoding in ("utf-8",) if is_read else ("utf-8", "gb18030"):
        text = to_simplified(with_bars(evened(data.decode(encoding, "ignore"))))
        whole = [Line(line, number, number) for number, line in enumerate(text.split("\n")) if line.strip()]
        lines = [each for line in whole for each in entries_of(line)]
        headings, parties = lexicons.sdk_list.headings, lexicons.parties
        flattened, lines = read_flattened(lines, headings, parties)
        is_about_parties = parties.context.search(text[:_TITLE]) is not None or leads_to_parties(text, parties)
        labelled = as_labelled(lines, headings, parties)
        if flattened or read_labels(labelled, headings, parties) or read_cell_runs(labelled, headings, parties):
            return True
        if _LISTED_SENTENCE.search(text) or read_addressed(lines, headings, parties, lambda _: False):
            return True
        if (
            _DRAWN.search(text)
            or _BARRED.search(text)
            or read_supplied(lines, parties)
            or read_bracketed(lines, parties)
        ):
            return True
        if read_prose(lines, headings, parties) or (is_about_parties and read_alike(lines, headings, parties)):
            return True
        if len(_WITH_COMPANY.findall(text)) > 1 and read_alike(lines, headings, parties, lambda _: False):
            return True
        if _BROKEN_ROW.search(text) or has_broken_cells(text):
            return True
        if is_about_parties and len(read_items(lines, headings, parties)) > 1:
            return True
        if is_about_parties and len(read_below_kinds(lines, headings, parties, lambda _: True)) > 1:
            return True
        met = listed_strangers(lines, headings, parties, lambda _: True) if is_about_parties else set()
        words = replace(parties, known_names=parties.known_names | met) if met else parties
        told = (reader(lines, headings, words, lambda _: True) for reader in (read_told, read_told_below))
        if is_about_parties and any(map(any, told)):
            return True
        entries = read_items(lines, headings, parties, introduced=lambda _: True) if is_about_parties else []
        if sum(entry.layout == "items" or is_known(entry.value("name"), parties) for entry in entries) > 1:
            return True
    return False


def leads_to_parties(text: str, parties: PartyWords) -> bool:
    """Whether a line that leads to what is below it speaks of third parties: it ends in a colon, or says so."""
    leads = (*_LEAD.finditer(text), *_FOLLOWING.finditer(text))
    return any(parties.context.search(line.group()) is not None for line in leads)


def read_rows(name: str, data: bytes, lexicons: Lexicons) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """Give the parties of all tables and labelled blocks, each once.

    Raises:
        ExtractionError: The document cannot be opened, or has neither.
    """
    try:
        document = document_from_bytes(name, data)
    except ExtractionError:
        if rows := _of_scripts(name, data, lexicons):
            return rows, []
        raise
    written, document = document.text, in_simplified(document, lexicons.parties)
    places = _Places(document)
    parties, gone = _parties_of(document, places, lexicons)
    if not parties and (rows := _of_scripts(name, data, lexicons)):
        return rows, []
    there = {name_key(party.name) for party in parties}
    told_gone = [each for _, each in sorted(gone.items()) if name_key(_called(each[0])) not in there]
    problems = [_gone(name, places, *each) for each in told_gone]
    if not parties and not problems:
        problems = list(_denials(name, document, [each.parties for each in lexicons.policy.languages.values()]))
    if not problems and len(document.text) <= _LONGEST_DECLARED:
        parties = _declared(document, parties, lexicons)
    if not parties and problems:
        return [], problems
    unread = (*document.unread, *redrawn_in(document.name, document.redrawn))
    if not parties and unread:
        raise ExtractionError(" ".join(part.en for part in unread), zh="".join(part.zh for part in unread))
    if not parties:
        raise ExtractionError(
            f"{name}: no table and no labelled list of SDKs was found in this document.",
            hint="Use a table with a heading row, or lines such as: SDK名称：… 使用目的：…",
            zh=f"{name}：文档中没有找到SDK表格，也没有逐项标注的SDK清单。",
            hint_zh="请使用带标题行的表格，或逐行标注，例如：SDK名称：… 使用目的：…",
        )
    listed = sorted(parties, key=lambda party: party.location.start)
    cut = Bilingual(f"{name}：文档过长，仅读取了一部分。", f"{name}: only a part of this document was read.")
    told = (_row(party, places) for party in listed)
    problems += [cut] if document.truncated else []
    rows = [row for row in told if has_name(row.values, lexicons.sdk_names)]
    rows = rows if written == document.text else as_written(rows, written, lexicons.parties)
    return _with_blocks(rows, name, data, lexicons), problems


def _parties_of(
    document: PolicyDocument, places: _Places, lexicons: Lexicons
) -> tuple[list[ThirdParty], dict[int, tuple[PartyRecord, str]]]:
    """The parties that a document lists, read in its own language and in the others, and what it says is gone."""
    parties: dict[tuple[str, str], ThirdParty] = {}
    languages = sorted(lexicons.policy.languages.items(), key=lambda entry: entry[0] != document.language)
    gone: dict[int, tuple[PartyRecord, str]] = {}
    is_latin = document.language == "en" and _HAN.search(document.text) is None
    is_alone = is_latin or (document.language == "zh" and _ENGLISH.search(document.text) is None)
    if is_alone and len(document.text) > _LARGE:
        del languages[1:]  # whatever it names, no word of another language stands in it
    for _, language in languages:
        read = _Spans(places.whole_table(party.location) for party in parties.values())
        named = {bare_key(party.name) for party in parties.values()}
        context = ListContext(document, language.parties)
        met: set[tuple[str, str]] = set()
        for party in read_third_parties(DocumentIndex(document, language), context):
            key = party_key(party)
            key = (key[0], party.purpose) if key in met else key  # a second row of one company
            met.add(key)
            # Headings are words for columns in one language, and a name in another.
            is_own = language is languages[0][1]
            is_heading = bool(lexicons.sdk_list.headings.field(party.name)) and not (is_own and _said(party))
            # Where no word of another language stands, that one tells more of whom it finds, and finds nobody else.
            is_again = key not in parties and (
                (is_latin and named) or read.overlap(party.location) or (not key[1] and bare_key(party.name) in named)
            )
            if is_heading or not party.is_listed or is_again:
                continue
            if key not in parties or (_said(parties[key]) < _ENOUGH and _said(party) > _said(parties[key])):
                parties[key] = _told_first(parties[key], party) if key in parties else party
        gone = {**context.gone, **gone}
    return list(parties.values()), gone


def _declared(document: PolicyDocument, parties: list[ThirdParty], lexicons: Lexicons) -> list[ThirdParty]:
    """The parties of a document that does not say what it lists, for it was handed in as the list of them.

    They count where it holds nothing else but a title of any policy: a heading or a sentence may speak of other things.
    """
    if _has_title(document, lexicons.parties):
        return parties
    titled = below_title(document, lexicons.parties)
    declared, _ = _parties_of(titled.document, _Places(titled.document), lexicons)
    declared = titled.back(declared)
    lines = {document.text.count("\n", 0, party.location.start) for party in declared}
    there = {bare_key(party.name) for party in declared}
    lost = [party for party in parties if bare_key(party.name) not in there and _is_somebody(party, lexicons.parties)]
    said, said_before = sum(map(_said, declared)), sum(map(_said, parties))
    if len(lost) * 2 > len(parties) or (len(declared), said) <= (len(parties), said_before):
        return parties
    # "会员服务：提供会员权益" names nobody.
    are_uses = any(lexicons.parties.serves.match(party.name) for party in declared)
    is_list = len(lines) >= _FEWEST_DECLARED and not (are_uses or _says_else(document, declared, lexicons.parties))
    return declared if is_list else parties


def _is_somebody(party: ThirdParty, words: PartyWords) -> bool:
    """Whether one tells by the name of a party that it is one."""
    return any(form(party.name, words) for form in (is_known, is_product, is_company))


def _has_title(document: PolicyDocument, words: PartyWords) -> bool:
    """Whether what a document begins with speaks of third parties and is no entry like what stands below it."""
    if len(document.blocks) < _FEWEST_DECLARED:
        return False
    first, below = document.blocks[:2]
    text = plain(document.text[first.start : first.end])
    is_like = (first.kind, first.level) == (below.kind, below.level)
    # "Annex: third-party SDKs" speaks of them behind its colon, "Egret SDK: statistics" before it.
    is_title = not is_like or (_SAYS_MORE.search(text) is None and _COLON.search(text) is not None)
    return is_title and words.context.search(_COLON.split(text)[-1] if is_like else text) is not None


def _says_else(document: PolicyDocument, parties: Sequence[ThirdParty], words: PartyWords) -> bool:
    """Whether a document has lines outside of the places of its parties that are more than a title of any policy.

    What stands below a heading that names one is of that one, up to the next heading.
    """
    heads = [block for block in document.blocks if block.kind == "heading"]
    places = []
    for party in parties:
        place = party.location
        index = bisect_right(heads, place.start, key=lambda block: block.start)
        above = heads[index - 1] if index else None
        if above is not None and party.name in document.text[above.start : above.end]:
            after = heads[index].start if index < len(heads) else len(document.text)
            place = replace(place, start=above.start, end=max(place.end, after))
        places.append(place)
    read = _Spans(places)
    start = 0
    for line in document.text.split("\n"):
        end = start + len(line)
        said = plain(line)
        here = Location(path=document.name, start=start, end=max(end, start + 1))
        if said and not read.overlap(here) and words.title_of_any.fullmatch(said) is None:
            return True
        start = end + 1
    return False


def _denials(name: str, document: PolicyDocument, languages: Sequence[PartyWords]) -> Iterator[Bilingual]:
    """The message for a line that says, in a document without rows, that no third party is there at all."""
    for number, line in enumerate(document.text.split("\n"), 1):
        text = plain(line)
        if 0 < len(text) <= _LONGEST_DENIAL and any(words.says_nobody.search(text) for words in languages):
            yield not_in_use(name, number, "line", "行", said=text)
            return


def _gone(name: str, places: _Places, record: PartyRecord, said: str) -> Bilingual:
    """The message for what says that its SDK is not there."""
    return not_in_use(name, places.line(record.start), "line", "行", said=f"{_called(record)}：{said}")


def _called(record: PartyRecord) -> str:
    return record.value("name").strip() or record.value("company").strip()


def _of_scripts(name: str, data: bytes, lexicons: Lexicons) -> list[DeclaredRow]:
    """The rows of lists that the scripts of a page hold and put into it when it is shown."""
    if _SCRIPT.search(data) is None:
        return []
    return rows_of_script(scripts_in(decode_text(data, name)[0]), lexicons)


def _with_blocks(rows: list[DeclaredRow], name: str, data: bytes, lexicons: Lexicons) -> list[DeclaredRow]:
    """The rows of a text in Markdown with those of the blocks of JSON in it, which tell in fields what it names."""
    if _BLOCK.search(data) is None:
        return rows
    held: list[object] = []
    for block in _BLOCK_TEXT.finditer(decode_text(data, name)[0]):
        with suppress(json.JSONDecodeError, RecursionError):  # what is no JSON is read as the text that it is
            held.append(json.loads(block["json"]))
    told = rows_in(held, lexicons).rows
    there = {name_key(row.values["name"]) for row in told}
    return [*told, *(row for row in rows if name_key(row.values["name"]) not in there)]


class _Places:
    """Where lines, links and tables stand in a document, found once for all of its rows."""

    def __init__(self, document: PolicyDocument) -> None:
        self.document = document
        self._line_ends = [found.start() for found in re.finditer("\n", document.text)]
        self._links = sorted(document.links, key=lambda link: link.start)
        runs = [list(run) for kind, run in groupby(document.blocks, key=lambda block: block.kind) if kind == "row"]
        self._tables = [(run[0].start, run[-1].end) for run in runs]

    def line(self, start: int) -> int:
        """The line of the text in which an offset stands, from 1."""
        return bisect_left(self._line_ends, start) + 1

    def targets(self, start: int, end: int) -> list[str]:
        """What the links between two offsets lead to."""
        first = bisect_left(self._links, start, key=lambda link: link.start)
        last = bisect_right(self._links, end, key=lambda link: link.start)
        return [link.target for link in self._links[first:last] if link.end <= end]

    def whole_table(self, place: Location) -> Location:
        """The place of a row with the headings and the rows around it: a table is in one language."""
        index = bisect_right(self._tables, place.start, key=lambda table: table[0]) - 1
        if index < 0 or place.start >= self._tables[index][1]:
            return place
        start, end = self._tables[index]
        return replace(place, start=start, end=max(end, place.end))


class _Spans:
    """The places that were read in the document's own language, in which another language finds nobody else."""

    def __init__(self, places: Iterable[Location]) -> None:
        self._spans = sorted((place.start, place.end) for place in places)

    def overlap(self, place: Location) -> bool:
        """Whether one of the spans shares a character with a place."""
        index = bisect_left(self._spans, (place.end, 0))
        return any(end > place.start for _, end in self._spans[max(0, index - 2) : index])


def _said(party: ThirdParty) -> int:
    """How much a reading found: the same table read with the headings of another language finds less."""
    company = party.company if party.company != party.name else ""
    return sum(map(bool, (company, party.purpose, party.data, party.link)))


def _told_first(first: ThirdParty, party: ThirdParty) -> ThirdParty:
    """A party with what an earlier reading has of it, and what that has not: labels count before sentences."""
    if first.location.start != party.location.start:
        return party
    return replace(party, purpose=first.purpose or party.purpose, company=first.company or party.company)


def _row(party: ThirdParty, places: _Places) -> DeclaredRow:
    document, start, end = places.document, party.location.start, party.location.end
    # The title of a link may begin with the space before it.
    first = start - document.text[start - 1 : start].isspace() if start else 0
    targets = places.targets(first, end)
    # What a page shows of an address may be its host alone, and its link the whole of it.
    shown = _WEB.sub("", party.link).rstrip("/")
    whole = (target for target in targets if shown and _WEB.sub("", target).startswith(shown))
    link = next(whole, party.link) or next(iter(targets), "")
    values = {
        "name": party.name,
        "company": party.company,
        "purpose": party.purpose,
        "link": link if link.startswith(("http://", "https://")) else "",
    }
    return DeclaredRow(f"line {places.line(start)}", values, party.data, line=line_at(document.lines, start))
