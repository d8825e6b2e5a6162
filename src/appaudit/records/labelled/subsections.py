"""Sections of one third party each, whose own sections are labels: "## Egret", "### Data Collected", "### Purpose"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from appaudit.documents.blocks import Block, PolicyDocument
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import is_brand, is_known
from appaudit.records.wording.sentences import LONGEST_LINE, denies
from appaudit.records.wording.values import LONGEST_NAME, address_in, plain

_NUMBER = Expression(r"^[\d.]{1,6}[.)、]?\s+")
#: What a section says that has nothing to say.
_NONE = Expression(r"(?:none|no|n/a|nothing|无|暂无|-|—)[.。]?$", re.IGNORECASE)
#: Sections of such a form that make a list.
_FEWEST = 2
#: The level of a short line that looks like a heading and is marked as none.
_SHORT_LINE = 6
#: Blocks of a section that are looked at.
_MOST_BLOCKS = 60


def read_subsections(
    document: PolicyDocument, names: FieldNames, words: PartyWords, lists_parties: Callable[[int], bool]
) -> list[PartyRecord]:
    """The records of sections headed by names, which say under headings of their own what is taken and what for.

    Args:
        document: The document.
        names: What the inner headings are called.
        words: How names look.
        lists_parties: Whether what stands above an offset speaks of third parties.
    """
    found = [
        record
        for index, block in enumerate(document.blocks)
        if block.kind == "heading" and (record := _record(document, index, names, words)) and lists_parties(block.start)
    ]
    return found if len(found) >= _FEWEST else []


def _record(document: PolicyDocument, index: int, names: FieldNames, words: PartyWords) -> PartyRecord | None:
    heading = document.blocks[index]
    name = _NUMBER.sub("", plain(document.text[heading.start : heading.end]))
    if not 1 < len(name) <= LONGEST_NAME or names.field(name):
        return None
    if not (is_brand(name, names, words) or is_known(name, words)) or denies(name, words):
        return None
    body = _body(document.blocks, index)
    if not body or body[0].kind != "heading":
        return None
    record = PartyRecord(fields={"name": name}, start=heading.start, end=body[-1].end, layout="headed")
    data: list[str] = []
    for label, value, block, is_first in _under_labels(document.text, body):
        field = names.field(label)
        if field == "data" and block is not None and block.kind == "row":
            cell = block.cells[0] if block.cells and not is_first else None
            data += [document.text[cell.start : cell.end]] if cell is not None else []
        elif field == "data":
            data.append(value)
        elif value and field in ("purpose", "company", "link"):
            record.set(field, address_in(value, words) if field == "link" else value[:LONGEST_LINE])
    taken = [plain(text) for text in data if plain(text) and not _NONE.match(plain(text))]
    record.set("data", "、".join(dict.fromkeys(taken)))
    return record if data or sum(map(bool, record.fields.values())) > 1 else None


def _body(blocks: Sequence[Block], index: int) -> Sequence[Block]:
    """The blocks of the section that a heading begins."""
    end = index + 1
    level = blocks[index].level
    while end < len(blocks) and end - index <= _MOST_BLOCKS:
        if blocks[end].kind == "heading" and blocks[end].level <= level:
            break
        end += 1
    return blocks[index + 1 : end]


def _under_labels(text: str, body: Sequence[Block]) -> Iterator[tuple[str, str, Block | None, bool]]:
    """What stands under the headings right below a name: the label, a value, its block, and whether a table begins.

    Sections further in are left out. A heading may have its value on the next line.
    """
    label = ""
    before = ""
    for block in body:
        said = text[block.start : block.end]
        if block.kind != "heading" or (label and block.level == _SHORT_LINE):
            yield label, plain(said), block, block.kind == "row" != before
        else:
            title, _, value = said.partition("\n")
            label = plain(title) if block.level == body[0].level else ""
            yield label, plain(value), None, False
        before = block.kind
