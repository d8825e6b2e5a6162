"""SDK lists in documents: tables, and blocks of `name: value` lines, in HTML, Markdown, Word, PDF or plain text.

Whatever the policy room opens is opened here; only what stands in a table or a list counts, since a name in running
text declares nothing.
"""

from __future__ import annotations

import re

from appaudit.documents.blocks import PolicyDocument
from appaudit.documents.document import document_from_bytes, document_suffixes
from appaudit.errors import ExtractionError
from appaudit.lexicon.policy import load_lexicon
from appaudit.model.bilingual import Bilingual
from appaudit.policy.clauses import DocumentIndex
from appaudit.policy.third_parties import ThirdParty, name_key, read_third_parties
from appaudit.sdk_list.rows import DeclaredRow, field_names

ORDER = 70
_PLAIN = (".txt", ".text", ".csv", ".tsv")
_LABEL = re.compile(r"^[\s\-•·*#>\d.、）)]{0,8}([^：:\n,;\t|]{1,24})[：:]", re.MULTILINE)
_MARKUP = re.compile(rb"<(?:!doctype html|html|table|body)\b", re.IGNORECASE)
#: Bytes of a text that are looked at to see what it is.
_BEGINNING = 200_000


def accepts(name: str, data: bytes) -> bool:
    """A document by name or by what it begins with, or a text of labelled lines."""
    lower = name.lower()
    if lower.endswith(document_suffixes()) and not lower.endswith(_PLAIN):
        return True
    if data.startswith((b"PK\x03\x04", b"%PDF")):
        return b"word/document.xml" in data or data.startswith(b"%PDF")
    return _MARKUP.search(data[:_BEGINNING]) is not None or _has_labels(data[:_BEGINNING])


def _has_labels(data: bytes) -> bool:
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, "ignore")
        fields = [field_names().field(label) for label in _LABEL.findall(text)]
        known = {field for field in fields if field}
        if len(known) >= 2 and known & {"name", "company"}:
            return True
    return False


def read_rows(name: str, data: bytes) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """Give the parties of all tables and labelled blocks, each once.

    Raises:
        ExtractionError: The document cannot be opened, or has neither.
    """
    document = document_from_bytes(name, data)
    parties: dict[str, ThirdParty] = {}
    for language in load_lexicon().languages.values():
        for party in read_third_parties(DocumentIndex(document, language)):
            key = name_key(party.name)
            if party.is_listed and (key not in parties or _said(party) > _said(parties[key])):
                parties[key] = party
    if not parties:
        raise ExtractionError(
            f"{name}: no table and no labelled list of SDKs was found in this document.",
            hint="Use a table with a heading row, or lines such as: SDK名称：… 使用目的：…",
            zh=f"{name}：文档中没有找到SDK表格，也没有逐项标注的SDK清单。",
            hint_zh="请使用带标题行的表格，或逐行标注，例如：SDK名称：… 使用目的：…",
        )
    listed = sorted(parties.values(), key=lambda party: party.location.start)
    cut = Bilingual(f"{name}：文档过长，仅读取了一部分。", f"{name}: only a part of this document was read.")
    return [_row(party, document) for party in listed], [cut] if document.truncated else []


def _said(party: ThirdParty) -> int:
    """How much a reading found: the same table read with the headings of another language finds less."""
    return sum(map(bool, (party.company, party.purpose, party.data, party.link)))


def _row(party: ThirdParty, document: PolicyDocument) -> DeclaredRow:
    start, end = party.location.start, party.location.end
    link = party.link or next((link.target for link in document.links if start <= link.start and link.end <= end), "")
    values = {
        "name": party.name,
        "company": party.company,
        "purpose": party.purpose,
        "link": link if link.startswith(("http://", "https://")) else "",
    }
    return DeclaredRow(f"line {document.text.count(chr(10), 0, start) + 1}", values, party.data)
