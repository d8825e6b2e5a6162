"""Names with an address and nothing else, below a sentence that says whose they are.

The address stands behind the name, on the line below it, or in the link whose title is the name or that of a policy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from appaudit.documents.blocks import Link
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import is_known, whose_policy
from appaudit.records.wording.values import NUMBERING, plain

#: A name and its address: "白鹭 https://egret.example/privacy".
_ADDRESSED = Expression(
    r"^(?P<name>[^：:，。；;\[\]\n]{2,60}?)\s*[：:]?\s*(?P<link>https?://\S{4,})(?:\s+(?:and|&|和|及)\s+https?://\S{4,})?$",
    re.IGNORECASE,
)
#: The same as Markdown writes a link, a name that may stand above its address, and an address alone.
_TITLE_OF_LINK = Expression(
    r"^\[(?P<name>[^\[\]，。；,;\n]{2,40})\]\((?P<link>https?://[^\s()]{4,})[^()\n]*\)[；;。,，]?$", re.IGNORECASE
)
_NAME = Expression(r"^[^：:，。；,;！？!?|\n]{2,40}$")
#: What parts several names with one address: "Egret Maps, Bluebird Ads https://…".
_BETWEEN_NAMES = re.compile(r",\s+")
_ADDRESS = Expression(r"^https?://\S{4,}$", re.IGNORECASE)
_WEB = Expression(r"https?://", re.IGNORECASE)
#: Fewer such names are no list.
_FEWEST = 2


def read_addressed(
    lines: Sequence[Line],
    names: FieldNames,
    words: PartyWords,
    is_called_parties: Callable[[int], bool],
    links: Mapping[int, Link] | None = None,
) -> list[PartyRecord]:
    """The records of runs of such names right below a line, or under a heading, that speaks of third parties.

    Args:
        lines: The lines of a document.
        names: What labels are called: "官网 https://…" is a label with its value.
        words: How values look.
        is_called_parties: Whether the headings right above an offset speak of third parties.
        links: The first link of a line, by where the line begins.
    """
    records: list[PartyRecord] = []
    run: list[PartyRecord] = []
    above = ""
    for text, found in _units([*lines, Line("", -1, -1)], names, words, links or {}):
        if found:
            run += found
            continue
        if len(run) >= _FEWEST:
            is_about = words.context.search(above) is not None and words.denial.search(above) is None
            if is_about or (not above.strip() and is_called_parties(run[0].start)):
                records += run
        run, above = [], text
    return records


def _units(
    lines: Sequence[Line], names: FieldNames, words: PartyWords, links: Mapping[int, Link]
) -> Iterator[tuple[str, list[PartyRecord]]]:
    """The lines, and what those say that are a name with its address; two lines may be one of them."""
    index = 0
    while index < len(lines):
        line = lines[index]
        following = lines[index + 1] if index + 1 < len(lines) else None
        found = _records(line, names, words, links.get(line.start))
        below = plain(following.text) if following is not None else ""
        note = words.note_line.match(below)
        is_noted = note is not None and words.denial.search(note["said"]) is not None
        if not found and following is not None and (_ADDRESS.match(below) or is_noted):
            found = _named(line, plain(line.text), "" if is_noted else below, names, words)
            for record in found:
                record.end = following.end
            index += bool(found)
            # A second address is one more of the same.
            while found and index + 1 < len(lines) and _ADDRESS.match(plain(lines[index + 1].text)):
                index += 1
        yield line.text, found
        index += 1


def _records(line: Line, names: FieldNames, words: PartyWords, link: Link | None) -> list[PartyRecord]:
    """What a line says that is a name with an address, or the title of a link and nothing else."""
    text = plain(line.text)
    found = _ADDRESSED.match(text) or _TITLE_OF_LINK.match(NUMBERING.sub("", line.text.strip(), count=1))
    if found is not None:
        return _named(line, plain(found["name"]), found["link"], names, words)
    if link is None or line.kind == "heading" or not _WEB.match(link.target):
        return []
    title = plain(line.text[link.start - line.start : link.end - line.start]).rstrip("> ")
    before = plain(line.text[: link.start - line.start])
    if before and names.field(title) == "link" and link.end >= line.end:
        return _named(line, before, link.target, names, words)  # "白鹭 [隐私政策 >]"
    return _named(line, text, link.target, names, words) if title == text else []


def _named(line: Line, name: str, link: str, names: FieldNames, words: PartyWords) -> list[PartyRecord]:
    """The records of a name with its address, or of several known ones, unless the name is a label or a sentence."""
    name = words.and_affiliates.sub("", name)
    several = [part.strip() for part in _BETWEEN_NAMES.split(name)]
    is_whole = len(several) == 1 or words.legal_tail.search(name) is not None
    if not is_whole and not all(is_known(part, words) for part in several):
        return []
    records = []
    for one in [name] if is_whole else several:
        if not _NAME.match(words.legal_tail.sub("", one)) or _ADDRESS.match(one):
            return []
        if names.field(one) or words.other_label.search(one) or words.no_title.search(one):
            return []
        fields = {"name": whose_policy(one, words) or one, "link": link}
        records.append(
            PartyRecord(fields=fields, start=line.start, end=line.end, is_called_party=True, layout="addressed")
        )
    return records
