"""Blocks of a document to lines, as the readers of records take them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appaudit.documents.sentences import ends_open
from appaudit.model.expression import Expression
from appaudit.records.label_lines import Line

#: A line that leads to a list which runs on in it, each entry behind a mark: "providers: - Egret - for maps - …".
_LEAD = Expression(r"^[^\n:：]{4,300}[:：](?:\s+(?=[-–•·]\s\S)|\s*(?=[（(]1[)）]))")
_MARKS = {"-": Expression(r"(?:^|\s)-\s+"), "–": Expression(r"(?:^|\s)–\s+")}
_BULLETS = {"•": Expression(r"(?:^|\s)•\s+"), "·": Expression(r"(?:^|\s)·\s+")}
#: What counts the entries of such a list: "已接入：（1）白鹭云 — 存储；（2）…", and an entry with its name set apart.
_COUNT = Expression(r"[（(](?P<count>\d{1,2})[)）]\s*")
_SET_APART = Expression(r"[^，,。；;：:—–\n]{2,40}?\s?(?:[—–]{1,2}|[：:]|\s-\s)\s?[^\s—–].*[^；;。.\s]", re.DOTALL)
#: What an entry says behind its name where the same mark parts both.
_USE = Expression(r"(?:for|to|used (?:for|to)|用于|用来|为了)(?:\b|(?=[\u4e00-\u9fff]))")
#: How a name begins, and how long it is at the most.
_NAME = Expression(r"[A-Z\u4e00-\u9fff][^.。:：]{1,60}$")
_FEWEST_ENTRIES = 2


def lines_of(text: str, spans: Sequence[tuple[int, int, str]]) -> Iterator[Line]:
    """The lines of the blocks of a document, which are given as start, end and kind."""
    for start, end, kind in spans:
        position = start
        for part in _unwrapped(text[start:end].split("\n")):
            line_start = text.rfind("\n", 0, position) + 1
            lead = text[line_start:position]
            indent = len(lead) - len(lead.lstrip(" \t")) if not lead.strip(" \t-*•·>") else 0
            if part.strip():
                yield from entries_of(Line(part, position, position + len(part), indent, kind))
            position += len(part) + 1


def _unwrapped(parts: Sequence[str]) -> Iterator[str]:
    """The lines of a block, with one that ends in the middle of an English sentence and the next one as one line."""
    whole = ""
    for part in parts:
        whole = f"{whole} {part}" if whole else part
        if not ends_open(part.rstrip()):
            yield whole
            whole = ""
    if whole:
        yield whole


def entries_of(line: Line) -> Iterator[Line]:
    """The lead and the entries of a list that runs on in a paragraph, as lines of their own; else the line itself."""
    lead = _LEAD.match(line.text) if line.kind == "paragraph" else None
    mark = line.text[lead.end()] if lead is not None else ""
    if lead is None or not mark:
        yield line
        return
    spans = _counted(line.text, lead.end()) if mark in "（(" else _marked(line.text, lead.end(), mark)
    if len(spans) < _FEWEST_ENTRIES:
        yield line
        return
    yield Line(line.text[: lead.end()].rstrip(), line.start, line.start + lead.end(), line.indent, line.kind)
    for start, end in spans:
        yield Line(line.text[start:end].replace("\xa0", " "), line.start + start, line.start + end, line.indent, "item")


def _marked(text: str, start: int, mark: str) -> list[tuple[int, int]]:
    """The spans of what stands behind each mark of a list that runs on."""
    found = list((_MARKS.get(mark) or _BULLETS[mark]).finditer(text, start - 1))
    spans = [
        (here.end(), after.start() if after is not None else len(text))
        for here, after in zip(found, [*found[1:], None], strict=True)
    ]
    return _named_and_used(text, spans) if mark in _MARKS else spans


def _counted(text: str, start: int) -> list[tuple[int, int]]:
    """The spans of entries counted from one, without the stop behind each; none where one sets no name apart."""
    found: list[re.Match[str]] = []
    for here in _COUNT.finditer(text, start):
        if int(here["count"]) == len(found) + 1:
            found.append(here)
    ends = [*(after.start() for after in found[1:]), len(text)]
    entries = [_SET_APART.match(text, here.end(), end) for here, end in zip(found, ends, strict=True)]
    return [entry.span() for entry in entries if entry is not None] if all(entries) else []


def _named_and_used(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of names with what each is for, where both stand in turn; none where anything else does."""
    pairs = list(zip(spans[::2], spans[1::2], strict=False))
    is_list = len(spans) % 2 == 0 and all(
        _NAME.match(text[name[0] : name[1]].strip()) and _USE.match(text[use[0] : use[1]].lstrip())
        for name, use in pairs
    )
    return [(name[0], use[1]) for name, use in pairs] if is_list else []
