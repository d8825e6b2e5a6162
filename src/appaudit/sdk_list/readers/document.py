"""SDK lists in documents: tables, and blocks of `name: value` lines, in HTML, Markdown, Word, PDF or plain text.

Whatever the policy room opens is opened here; only what stands in a table or a list counts, since a name in running
text declares nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from appaudit.documents.blocks import PolicyDocument, line_at
from appaudit.documents.document import document_from_bytes, document_suffixes, is_other_archive
from appaudit.documents.drawn_letters import redrawn_in
from appaudit.documents.encoding import decode_text
from appaudit.errors import ExtractionError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.parties import PartyWords
from appaudit.model.bilingual import Bilingual
from appaudit.policy.third_party import ThirdParty, name_key
from appaudit.records.record import PartyRecord
from appaudit.records.wording.values import plain
from appaudit.sdk_list.rows import DeclaredRow, has_name, not_in_use
from appaudit.sdk_list.script.data import scripts_in
from appaudit.sdk_list.script.rows import rows_in, rows_of_script
from appaudit.sdk_list.text.as_written import as_written, in_simplified
from appaudit.sdk_list.text.handed_in import declared_parties
from appaudit.sdk_list.text.parties import parties_of
from appaudit.sdk_list.text.places import Places
from appaudit.sdk_list.text.recognised import begins_with_headings, is_running_text, lists_parties

ORDER = 70
#: What pages leave out of the addresses that they show.
_WEB = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_PLAIN = (".txt", ".text", ".csv", ".tsv")
#: Texts of cells by their names.
_CELLS = (".csv", ".tsv", ".tab")
_MARKUP = re.compile(rb"<(?:!doctype html|html|table|body)\b", re.IGNORECASE)
_SCRIPT = re.compile(rb"<script\b", re.IGNORECASE)
#: Where a block of JSON in Markdown begins, and one up to its end.
_BLOCK = re.compile(rb"^```json\b", re.MULTILINE)
_BLOCK_TEXT = re.compile(r"^```json[^\S\n]*\n(?P<json>(?:(?!```).*\n)*)```", re.MULTILINE)
#: Documents of old formats.
_LEGACY = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
#: Texts by their names.
_TEXTS = (".txt", ".text")
#: Bytes of a text that are looked at to see what it is.
_BEGINNING = 80_000
#: Of a long one first these: most say there what they are.
_FIRST_PAGES = 20_000
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
    if lower.endswith(_TEXTS) and is_running_text(data[:_BEGINNING], lexicons):
        return True
    if _MARKUP.search(data[:_BEGINNING]) is not None:
        return True
    # A long list says what it is on its first pages, and whoever reads it reads them all again.
    beginnings = {min(_FIRST_PAGES, len(data)), min(_BEGINNING, len(data))}
    return any(lists_parties(data[:beginning], lexicons) for beginning in sorted(beginnings))


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
    places = Places(document)
    parties, gone = parties_of(document, places, lexicons)
    if not parties and (rows := _of_scripts(name, data, lexicons)):
        return rows, []
    there = {name_key(party.name) for party in parties}
    told_gone = [each for _, each in sorted(gone.items()) if name_key(_called(each[0])) not in there]
    problems = [_gone(name, places, *each) for each in told_gone]
    if not parties and not problems:
        problems = list(_denials(name, document, [each.parties for each in lexicons.policy.languages.values()]))
    if not problems:
        parties = declared_parties(document, parties, lexicons)
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


def _denials(name: str, document: PolicyDocument, languages: Sequence[PartyWords]) -> Iterator[Bilingual]:
    """The message for a line that says, in a document without rows, that no third party is there at all."""
    for number, line in enumerate(document.text.split("\n"), 1):
        text = plain(line)
        if 0 < len(text) <= _LONGEST_DENIAL and any(words.says_nobody.search(text) for words in languages):
            yield not_in_use(name, number, "line", "行", said=text)
            return


def _gone(name: str, places: Places, record: PartyRecord, said: str) -> Bilingual:
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


def _row(party: ThirdParty, places: Places) -> DeclaredRow:
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
