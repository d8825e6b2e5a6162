"""Blocks of a document to lines, as the readers of records take them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appaudit.documents.sentences import ends_open
from appaudit.documents.wrapping import is_rest_of_line
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line

#: A line that leads to a list which runs on in it, each entry behind a mark: "providers: - Egret - for maps - …".
_LEAD = Expression(r"^[^\n:：]{4,300}[:：](?:\s+(?=[-–•·]\s\S)|\s*(?=[（(](?:1|a|i)[)）]))")
_MARKS = {"-": Expression(r"(?:^|\s)-\s+"), "–": Expression(r"(?:^|\s)–\s+")}
_BULLETS = {"•": Expression(r"(?:^|\s)•\s+"), "·": Expression(r"(?:^|\s)·\s+")}
#: What counts the entries of such a list: "已接入：（1）白鹭云 — 存储；（2）…", and an entry with its name set apart.
_COUNT = Expression(r"[（(](?P<count>\d{1,2}|[a-z]|[ivx]{1,4})[)）]\s*")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
#: An English entry that begins with a name: "Egret for payments", "Finch Inc. (hosting)".
_NAMED = Expression(
    r"[A-Z][\w.&+-]*(?: [A-Z][\w.&+-]*){0,5}(?:,? (?:for|to|which|who|as) |,? ?\().{3,}[^\s;,.]", re.DOTALL
)
_JOINS = Expression(r"[;,]?\s*(?:and|or)?\s*$")
_SET_APART = Expression(r"[^，,。；;：:—–\n]{2,40}?\s?(?:[—–]{1,2}|[：:]|\s-\s)\s?[^\s—–].*[^；;。.\s]", re.DOTALL)
#: What an entry says behind its name where the same mark parts both.
_USE = Expression(
    r"(?:for|to|used (?:for|to)|用于|用来|为了)(?:\b|(?=[\u4e00-\u9fff]))"
    r"|(?!(?:our|your|their|those|these|the|this|some|any|and|who|where)\b)[a-z]{3,} ?\S"
)
#: How a name begins, and how long it is at the most.
_NAME = Expression(r"[A-Z\u4e00-\u9fff][^.。:：]{1,60}$")
_FEWEST_ENTRIES = 2
_LETTERS = 26
#: What no line begins with, and what ends one that means to end.
_GOES_ON = ("、", "，", "；", "）", "】")
_STOPS = ("。", "：", ":")
#: A line that closes a bracket, with no label before it; and how short and how long a line is that was cut.
_CLOSES = Expression(r"[^：:（(【。\n]{0,200}(?:[（(][^（()）\n]{0,200}[)）][^：:（(【。\n]{0,200}){0,12}[)）】]")
_LABELLED = Expression(r"[^：:、，\n]{2,24}[：:]")
_MAY_BE_CUT = ("paragraph", "item")
#: How an entry ends whose bracket is open.
_OPENS = Expression(r"[（(]\s*$")
_NEXT_ENTRY = Expression(r"[^()（）\n]*[)）](?P<mark>\s+[-–•·]\s+)(?=\S)")
_SHORTEST_CUT = 12
_LONGEST_CUT = 4_000
#: A line of an English entry that its page had no room for, and how the next one, which stands below its text, goes
#: on with it; a label does not.
_FULL = Expression(r".{40,}[\w)’'\",-]$")
_GOES_ON_SMALL = Expression(r"[ \t]+[a-z][a-z'’-]*(?![\w:(]|\.\S)(?! [a-z]+:)")


def lines_of(text: str, spans: Sequence[tuple[int, int, str]]) -> Iterator[Line]:
    """The lines of the blocks of a document, which are given as start, end and kind."""
    for start, _, kind, body in _joined(text, spans):
        position = start
        for part in _unwrapped(body.split("\n"), is_entry=kind == "item"):
            line_start = text.rfind("\n", 0, position) + 1
            lead = text[line_start:position]
            indent = len(lead) - len(lead.lstrip(" \t")) if not lead.strip(" \t-*•·>") else 0
            if part.strip():
                yield from entries_of(Line(part, position, position + len(part), indent, kind))
            position += len(part) + 1


def _joined(text: str, spans: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str, str]]:
    """The blocks with their texts; paragraphs that a page cut inside a list are one: "…（名称" and "、版本）"."""
    found: list[tuple[int, int, str, str]] = []
    for start, end, kind in spans:
        body = text[start:end]
        # A short rest of a line may have been taken for a heading.
        if found and found[-1][2] in _MAY_BE_CUT and kind in ("paragraph", "heading") and not body.startswith("#"):
            first, last, above_kind, above = found.pop()
            # An entry goes on only where its bracket is open: "Region: EU (", "west-1) - Purpose: storage".
            is_near = not text[last:start].strip() and len(above) <= _LONGEST_CUT
            is_open = above_kind == "paragraph" or _OPENS.search(above) is not None
            if is_near and is_open and _is_cut(above.rstrip(), body.lstrip()):
                # What the copy put behind it is the next entry: "west-1) - Purpose: storage".
                rest = _NEXT_ENTRY.match(body) if above_kind == "item" else None
                whole = f"{above}{' ' * (start - last)}{body[: rest.start('mark')] if rest else body}"
                if rest is None:
                    start, kind, body = first, above_kind, whole
                else:
                    found.append((first, start + rest.start("mark"), above_kind, whole))
                    start, kind, body = start + rest.end(), above_kind, body[rest.end() :]
            else:
                found.append((first, last, above_kind, above))
        found.append((start, end, kind, body))
    return found


def _is_cut(above: str, below: str) -> bool:
    """Whether a line goes on in the next one, which begins with a mark, or closes a bracket that is open."""
    if not above or above.endswith(_STOPS):
        return False
    is_open = sum(map(above.count, "（【(")) > sum(map(above.count, "）】)"))
    is_rest = _CLOSES.match(below) is not None or (above.endswith("、") and _LABELLED.match(below) is None)
    return below.startswith(_GOES_ON) or (is_open and is_rest and len(above) >= _SHORTEST_CUT)


def _unwrapped(parts: Sequence[str], *, is_entry: bool) -> Iterator[str]:
    """The lines of a block, with one that ends in the middle of a sentence or a list and the next one as one line."""
    whole = ""
    for part, below in zip(parts, [*parts[1:], ""], strict=True):
        whole = f"{whole} {part}" if whole else part
        is_small = _FULL.match(part.strip()) is not None and _GOES_ON_SMALL.match(below) is not None
        is_full = is_entry and (is_small or is_rest_of_line(part, below))
        is_cut = len(whole) <= _LONGEST_CUT and (is_full or _is_cut(whole.rstrip(), below.lstrip()))
        if not (is_cut or ends_open(part.rstrip())):
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
    return (_named_and_used(text, spans) or _closed(text, spans)) if mark in _MARKS else spans


def _closed(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of which each ends in a Chinese stop, the last one with its first sentence; none where one does not."""
    stops = [text.find(_STOPS[0], start, end) for start, end in spans]
    are_closed = all(
        stop >= 0 and not text[stop + 1 : end].strip() for stop, (_, end) in zip(stops[:-1], spans, strict=False)
    )
    return (
        [(start, stop) for (start, _), stop in zip(spans, stops, strict=True)] if are_closed and stops[-1] >= 0 else []
    )


def _counted(text: str, start: int) -> list[tuple[int, int]]:
    """The spans of entries counted from one, without the stop behind each; none where one sets no name apart."""
    found: list[re.Match[str]] = []
    for here in _COUNT.finditer(text, start):
        if here["count"] in _nth(len(found), found[0]["count"] if found else ""):
            found.append(here)
    ends = [*(after.start() for after in found[1:]), len(text)]
    if found and not found[0]["count"].isdigit():
        spans = [
            (here.end(), here.end() + len(_JOINS.sub("", text[here.end() : end])))
            for here, end in zip(found, ends, strict=True)
        ]
        return spans if all(_NAMED.match(text, *span) or _SET_APART.match(text, *span) for span in spans) else []
    entries = [_SET_APART.match(text, here.end(), end) for here, end in zip(found, ends, strict=True)]
    return [entry.span() for entry in entries if entry is not None] if all(entries) else []


def _nth(before: int, first: str) -> tuple[str, ...]:
    """How a list counts its next entry, whose first one has a number or a letter: "2", "b", "ii"."""
    letters = (chr(ord("a") + before),) if before < _LETTERS else ()
    roman = _ROMAN[before : before + 1]
    if not first:
        return (str(before + 1), *letters, *roman)
    return (str(before + 1),) if first.isdigit() else letters if first == "a" else roman


def _named_and_used(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of names with what each is for, where both stand in turn; none where anything else does."""
    pairs = list(zip(spans[::2], spans[1::2], strict=False))
    is_list = len(spans) % 2 == 0 and all(
        _NAME.match(text[name[0] : name[1]].strip()) and _USE.match(text[use[0] : use[1]].lstrip())
        for name, use in pairs
    )
    return [(name[0], use[1]) for name, use in pairs] if is_list else []
