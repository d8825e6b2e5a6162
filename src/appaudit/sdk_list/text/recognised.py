"""What a text is: running text, cells below headings, or a list of third parties in lines."""

from __future__ import annotations

import csv
import re
from dataclasses import replace

from appaudit.documents.characters import evened
from appaudit.documents.drawn_tables import with_bars
from appaudit.documents.encoding import decode_text
from appaudit.documents.lines import has_broken_cells
from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
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
from appaudit.records.running_text.bracketed import read_bracketed
from appaudit.records.running_text.chinese_strangers import listed_strangers
from appaudit.records.running_text.prose import read_prose, read_supplied
from appaudit.records.tables.cell_runs import read_cell_runs
from appaudit.records.tables.flattened import read_flattened
from appaudit.records.wording.names import is_known
from appaudit.sdk_list.tables import has_headings

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
_MOST_LINES = 2_000
_PARTED = re.compile(r"\t|^[^\n|]*\|[^\n|]*\|", re.MULTILINE)
#: Bytes of a text that are looked at to see what it is.
_BEGINNING = 80_000
#: The share of bytes that are letters of an encoding in a text that is in it.
_MOSTLY = 0.98
#: A short line that leads to what stands below it.
_LEAD = re.compile(r"^[^\n：:]{2,40}[：:][ \t]*$", re.MULTILINE)
#: A line that says that a list follows.
_FOLLOWING = re.compile(r"^[^\n]{0,160}(?:\bthe following\b|以下|如下)[^\n]{0,120}$", re.IGNORECASE | re.MULTILINE)
#: An entry behind a bullet: a name, and behind a dash what is said of it; as many make a list.
_BULLETED = re.compile(r"^[ \t]*[•·▪-][ \t]+[^\n,—–]{2,60}(?:, [^\n—–]{2,30})? [—–][ \t][^\n]{8,}$", re.MULTILINE)
_FEWEST_BULLETED = 2
#: Characters of its title.
_TITLE = 200


def is_running_text(data: bytes, lexicons: Lexicons) -> bool:
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


def lists_parties(data: bytes, lexicons: Lexicons) -> bool:
    """Whether a text lists third parties in lines, whichever of its usual encodings it is in."""
    read = data.decode("utf-8", "ignore")
    is_read = len(read.encode()) > len(data) * _MOSTLY  # a letter may be cut off at the end
    encodings = ("utf-8",) if is_read else ("utf-8", "gb18030")
    return any(_lists_parties(data.decode(encoding, "ignore"), lexicons) for encoding in encodings)


def _lists_parties(text: str, lexicons: Lexicons) -> bool:
    text = to_simplified(with_bars(evened(text)))
    headings, parties = lexicons.sdk_list.headings, lexicons.parties
    whole = [Line(line, number, number) for number, line in enumerate(text.split("\n")) if line.strip()]
    flattened, lines = read_flattened([each for line in whole for each in entries_of(line)], headings, parties)
    if flattened or _is_drawn(text) or _is_marked(text, lines, lexicons):
        return True
    is_about_parties = parties.context.search(text[:_TITLE]) is not None or leads_to_parties(text, parties)
    # Entries behind bullets with sentences on each are no cells, whatever stands above them.
    is_bulleted = len(_BULLETED.findall(text)) >= _FEWEST_BULLETED
    return (is_about_parties or is_bulleted) and _is_listed(lines, lexicons)


def _is_drawn(text: str) -> bool:
    """Whether a text has rows of bars, whole or broken."""
    return any(drawn.search(text) for drawn in (_DRAWN, _BARRED, _BROKEN_ROW)) or has_broken_cells(text)


def _is_marked(text: str, lines: list[Line], lexicons: Lexicons) -> bool:
    """Whether labels, addresses, brackets or sentences make a list of lines, whatever stands above them."""
    headings, parties = lexicons.sdk_list.headings, lexicons.parties
    labelled = as_labelled(lines, headings, parties)
    return bool(
        read_labels(labelled, headings, parties)
        or read_cell_runs(labelled, headings, parties)
        or _LISTED_SENTENCE.search(text)
        or read_addressed(lines, headings, parties, lambda _: False)
        or read_supplied(lines, parties)
        or read_bracketed(lines, parties)
        or read_prose(lines, headings, parties)
        or (len(_WITH_COMPANY.findall(text)) > 1 and read_alike(lines, headings, parties, lambda _: False))
    )


def _is_listed(lines: list[Line], lexicons: Lexicons) -> bool:
    """Whether lines below a title about third parties are a list of them."""
    headings, parties = lexicons.sdk_list.headings, lexicons.parties
    if read_alike(lines, headings, parties) or len(read_items(lines, headings, parties)) > 1:
        return True
    if len(read_below_kinds(lines, headings, parties, lambda _: True)) > 1:
        return True
    met = listed_strangers(lines, headings, parties, lambda _: True)
    words = replace(parties, known_names=parties.known_names | met) if met else parties
    if any(any(reader(lines, headings, words, lambda _: True)) for reader in (read_told, read_told_below)):
        return True
    entries = read_items(lines, headings, parties, introduced=lambda _: True)
    return sum(entry.layout == "items" or is_known(entry.value("name"), parties) for entry in entries) > 1


def leads_to_parties(text: str, parties: PartyWords) -> bool:
    """Whether a line that leads to what is below it speaks of third parties: it ends in a colon, or says so."""
    leads = (*_LEAD.finditer(text), *_FOLLOWING.finditer(text))
    return any(parties.context.search(line.group()) is not None for line in leads)
