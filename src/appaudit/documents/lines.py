"""Lines of plain text and Markdown to blocks: headings by numbering and shape, list items, table rows.

Plain-text policies have no markup; what a reader sees as a heading is a short line with a number in front, or a
short line without punctuation. Offsets are those of the text given.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from appaudit.documents.blocks import Block, Cell, Link, Span
from appaudit.documents.characters import OTHER_BULLETS
from appaudit.documents.sentences import ends_open
from appaudit.documents.wrapping import TERMINAL, goes_on_in_entry, width_of, wrap_of
from appaudit.model.expression import Expression
from appaudit.model.record import record

_CHINESE_NUMBER = "[一二三四五六七八九十百]{1,4}"
#: Numbering styles from the outermost to the innermost, as Chinese documents nest them.
_NUMBERING: tuple[tuple[int, Expression], ...] = (
    (
        1,
        Expression(
            rf"第\s*(?:{_CHINESE_NUMBER}|\d{{1,3}})\s*[章编部条節节]|{_CHINESE_NUMBER}\s*[、.．,，:：]|附(?:录|件|表|則|则)"
        ),
    ),
    (2, Expression(rf"[（(]\s*{_CHINESE_NUMBER}\s*[)）]")),
    (4, Expression(r"\d{1,2}(?:[.．]\d{1,2}){1,3}[.、．]?(?!\d)")),
    (3, Expression(r"\d{1,2}\s*[.、．,，](?!\d)|(?:Article|Section|Part|ARTICLE|SECTION)\s+[\dIVX]+")),
    (
        5,
        Expression(
            r"[（(]\s*\d{1,2}\s*[)）]|\d{1,2}\s*[)）]|[①-⑳⒈-⒛❶-❿]|[（(]?(?:[a-zA-Z]|[ivx]{2,5})[)）]"
            r"|(?:[a-h]|[ivx]{1,5})\.(?=\s+[^\W\d])"
        ),
    ),
)
#: What stands between such a number and the title: "附录一：第三方SDK目录", "第一章：总则".
_COLON_BEHIND = Expression(rf"^\s*(?:{_CHINESE_NUMBER}|[\dA-Z]{{1,2}})?\s*[：:]\s*")
#: How a line ends that the next ones go on: "We use Egret for".
_OPEN_END = Expression(r"[A-Za-z] (?:for|to|with|by|of|from|the|an?|and|or|is|are|such as|including)$")
_BULLET = Expression(rf"(?:[•·●○■□◆◇▪➢►▶★☆Ø◦‣⁃∙▸{OTHER_BULLETS}–—-]|\*(?!\*|[^*\s][^*\n]*\*\s*$))\s*")
_ATX = Expression(r"(#{1,6}|={1,5}(?=\s[^=\n]{1,80}\s={1,5}$))\s*(?=\S)")
_SEPARATOR = Expression(r"[\s=*_~—\-─━═┄┈|:#﻿·.]*")
#: What the further lines of one paragraph stand in by.
_INDENT = re.compile(r"\n[ \t]+")
_NOISE = "*_#> \t\u3000\ufeff\u200b\xa0"
_NOT_TAB = " \u3000\ufeff\xa0>\r\n"
_TABLE_RULE = Expression(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?\s*")
_CONTENTS_LEAD = Expression(
    r"目\s*录|目\s*錄|以下内容|以下內容|如下内容|将帮助您了解|本政策包含|contents|will help you understand", re.I
)
#: What leads to a list of third parties, which is called a directory too.
_LIST_LEAD = Expression(r"(?<![a-z])sdk(?![a-z])", re.I)
#: What a heading does not say: a sentence addressed to the reader, or a condition.
_SENTENCE = Expression(
    r"您可以|您可|我们会|我们将|我们可能|请您|如果您|如您|，.{6,}(?:时|的|下)?[：:]?$|you can|you may|we will|we may",
    re.I,
)
#: "业务功能一：注册" is a heading although it holds a colon.
_FUNCTION_LABEL = Expression(r"^[^：:]{0,8}(?:功能|场景|服务|附录|附件|附表|部分)[^：:]{0,3}[：:]")
#: In a policy of questions and answers the question is the heading.
_QUESTION = Expression(r"(?:问|提问|Q\s?\d{0,2})\s?[：:、.．]?[^。；\n]{2,40}[？?]$|[^。；，,\n]{2,24}[？?]$")
#: An address without a bracket that opens another link: brackets that never close are looked at once, not from each on.
_MARKDOWN_LINK = Expression(r"\[([^\[\]\n]{0,200}+)\]\(\s{0,9}+<?((?>[^)\s>\[]{1,2000}))[^)\n\[]{0,300}\)")
_BARE_URL = Expression(r"https?://[^\s<>\"'，。；）】》、|\[\]\u4e00-\u9fff]+")
#: An address at the end of a line that a page was too narrow for, and what may be the rest of it in the next line.
_ADDRESS_AT_END = Expression(r"https?://[\w.\-/~%?=&#+:@!$*;,()]+$", re.ASCII | re.IGNORECASE)
_REST_OF_ADDRESS = Expression(r"(?!https?:)[\w.\-/~%?=&#+:@!$*;,]+", re.ASCII | re.IGNORECASE)

#: Cells of the headings of a table whose rows may lie on several lines.
_FEWEST_CELLS = 3
#: Longest cell of a line that holds the titles of columns, without and with a rule below it, and how much longer it may
#: be where there are so many columns.
_LONGEST_TITLE = (16, 60)
_MORE, _MANY_CELLS = 8, 4
#: What ends a line of a cell that lists more in the next line.
_GOES_ON = ("、", "，", ",", "；", ";")
#: Lines that a row of such a table takes at most.
_MOST_BROKEN = 40
#: The innermost level of numbers that only sections have.
_SECTION = 2
#: The level of a heading that nothing but its shortness tells, and of one that stands right above it.
_BARE = 6
_ABOVE_BARE = 5
#: Longest text of a numbered and of an unnumbered heading, in Chinese characters (Latin letters count half).
_NUMBERED_HEADING = 36
_BARE_HEADING = 22


@record(kw_only=False, frozen=False)
class _Line:
    start: int
    end: int
    text: str
    kind: str
    level: int = 0
    numbered: bool = False


def links_of(text: str) -> list[Link]:
    """Every Markdown link and bare web address of a text."""
    links = [Link(found.start(1), found.end(1), found.group(2)) for found in _MARKDOWN_LINK.finditer(text)]
    covered = [(found.start(), found.end()) for found in _MARKDOWN_LINK.finditer(text)]
    for found in _BARE_URL.finditer(text):
        if not any(start <= found.start() < end for start, end in covered):
            links.append(Link(found.start(), found.end(), _closed(found.group().rstrip(".,;:!?*"))))
    return sorted(links, key=lambda link: link.start)


def _closed(address: str) -> str:
    """An address without a remark that follows it at once, in brackets or behind the bracket that it stands in."""
    depth = 0
    for index, mark in enumerate(address):
        depth += (mark == "(") - (mark == ")")
        if depth < 0:
            return address[:index]
    return address[: address.rindex("(")] if depth else address


def blocks_of_lines(text: str, *, markdown: bool, kept: Collection[int] = ()) -> list[Block]:
    """Give the blocks of a text, one or more lines each, in order.

    A line that begins at one of the offsets `kept` goes on with none before it, whatever letters it begins with.
    """
    whole = _joined_lines(text, kept)
    lines = [_classify(line, markdown=markdown) for line in whole]
    if "\t" in text:
        lines = _with_empty_cells(lines, whole)
    lines = [line for line in lines if line.kind != "blank"]
    _settle_headings(lines)
    return _blocks(lines, text)


def address_goes_on(before: str, line: str) -> bool:
    """Whether a text ends within an address, and the next line is one run of characters that addresses have."""
    last = before.rpartition(" ")[2]
    return _ADDRESS_AT_END.search(last) is not None and _REST_OF_ADDRESS.fullmatch(line) is not None


def is_list_start(line: str) -> bool:
    """Say whether a line begins with a number or a bullet."""
    return any(pattern.match(line) for _, pattern in _NUMBERING) or _BULLET.match(line) is not None


def opens_section(line: str) -> bool:
    """Say whether a line begins with a number of the outermost styles, as sections of Chinese documents do."""
    return any(pattern.match(line) for level, pattern in _NUMBERING if level <= _SECTION)


def _joined_lines(text: str, kept: Collection[int]) -> list[tuple[int, int, str]]:
    """Physical lines, with those that a fixed-width wrap has broken put together again."""
    spans: list[tuple[int, int]] = []
    position = 0
    for raw in text.split("\n"):
        spans.append((position, position + len(raw)))
        position += len(raw) + 1
    widths, limit = wrap_of(text, spans, is_list_start)
    joined: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(spans):
        above, line = spans[index - 1], (start, end)
        is_below = bool(joined) and joined[-1][1] == start - 1 and start not in kept
        if is_below and (
            _continues(text, above, line, widths[index - 1], limit)
            or goes_on_in_entry(text, joined[-1][0], above, line)
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    whole = _with_broken_bars(text, _with_whole_rows(text, joined)) if "|" in text else joined
    return [
        (start, end, text[start:end]) for start, end in (_with_broken_cells(text, whole) if "\t" in text else whole)
    ]


def _with_whole_rows(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines with the rows of a table put together whose cells stand on lines of their own, each closed by a bar.

    How many cells a row has is told by the first line of the table, its headings.
    """
    result: list[tuple[int, int]] = []
    width = has = 0
    for start, end in spans:
        line = text[start:end].strip()
        is_part = line.endswith("|") and not line.startswith("|")
        cells = line.count("|")
        if not is_part or _TABLE_RULE.fullmatch(line):
            width = width if not line else 0
            has = 0
        elif not width:
            width, has = (cells if cells >= _FEWEST_CELLS else 0), 0
        elif has and has + cells <= width:
            result[-1] = (result[-1][0], end)
            has = (has + cells) % width
            continue
        else:
            has = cells if 1 < cells < width else 0
        result.append((start, end))
    return result


def _with_broken_bars(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines with the rows of a Markdown table put together that a break inside a cell has cut in two or more."""
    result: list[tuple[int, int]] = []
    width = index = 0
    while index < len(spans):
        start, end = spans[index]
        line = text[start:end].strip()
        bars = line.count("|")
        last = index
        if width and line.startswith("|") and bars < width:
            has = bars
            while has < width and last + 1 < len(spans) and last - index < _MOST_BROKEN:
                part = text[slice(*spans[last + 1])].strip()
                if not part or part.startswith("|"):
                    break
                last += 1
                has += part.count("|")
            last = last if has == width and text[slice(*spans[last])].rstrip().endswith("|") else index
        elif _TABLE_RULE.fullmatch(line) and line.startswith("|") and line.endswith("|"):
            width = bars
        elif not line.startswith("|"):
            width = 0
        result.append((start, spans[last][1]))
        index = last + 1
    return result


def has_broken_cells(text: str) -> bool:
    """Whether a table of tabs has rows whose cells hold several lines, which no quotation marks keep together."""
    if "\t" not in text or '\t"' in text or '\n"' in text:
        return False
    spans = [found.span() for found in re.finditer("^.*$", text, re.MULTILINE)]
    return len(_with_broken_cells(text, spans)) < len(spans)


def _with_broken_cells(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lines with the rows of a table of tabs put together whose cells hold more than one line.

    Below a line of as many cells as its table has columns, one with fewer goes on until its row has all of them.
    """
    result: list[tuple[int, int]] = []
    width = index = 0
    while index < len(spans):
        start, end = spans[index]
        tabs = text.count("\t", start, end)
        last = index
        if 0 < tabs < width or (width and not tabs and text[start:end].rstrip().endswith(_GOES_ON)):
            has = tabs
            while has < width and last + 1 < len(spans) and last - index < _MOST_BROKEN:
                last += 1
                has = has + text.count("\t", *spans[last]) if text[slice(*spans[last])].strip() else width + 1
            last = _end_of_last_cell(text, spans, last) if has == width else index
        elif tabs == width and width:
            last = _end_of_last_cell(text, spans, index)
        elif tabs >= _FEWEST_CELLS - 1:
            width = tabs
        elif not tabs:
            width = 0
        result.append((start, spans[last][1]))
        index = last + 1
    return result


def _end_of_last_cell(text: str, spans: list[tuple[int, int]], index: int) -> int:
    """The line in which the last cell of a row ends: it goes on while what it lists is not at its end."""
    last = index
    while last + 1 < len(spans) and last - index < _MOST_BROKEN:
        before, line = text[slice(*spans[last])].strip(), text[slice(*spans[last + 1])].strip()
        if not before.endswith(_GOES_ON) or not line or "\t" in line:
            break
        last += 1
    return last


def _continues(text: str, before: tuple[int, int], after: tuple[int, int], width: int, limit: int) -> bool:
    previous, current = text[before[0] : before[1]].rstrip(), text[after[0] : after[1]].strip()
    if not previous or not current or "|" in current or "\t" in previous.strip() or "\t" in current:
        return False
    if limit and width >= limit and previous[-1] not in "。：:；":
        return not is_list_start(current)
    # English prose goes on with a lower-case letter, or with a name behind a word that ends no sentence.
    if ends_open(previous) and current[0].isalpha() and current[0].isascii():
        return not is_list_start(current)
    return previous[-1] in ",abcdefghijklmnopqrstuvwxyz" and current[0] in "abcdefghijklmnopqrstuvwxyz"


def _classify(line: tuple[int, int, str], *, markdown: bool) -> _Line:
    start, _, raw = line
    leading = len(raw) - len(raw.lstrip(" \t\u3000\ufeff\xa0>"))
    content = raw.strip(" \t\u3000\ufeff\xa0>\n")
    begin = start + leading
    finish = begin + len(content)
    if not content or _SEPARATOR.fullmatch(content):
        return _Line(begin, finish, content, "rule" if _TABLE_RULE.fullmatch(content) else "blank")
    if _is_row(content):
        return _Line(begin, finish, content, "row")
    atx = _ATX.match(content)
    if atx and _weight(content) <= 60:
        return _Line(begin, finish, content, "heading", level=len(atx.group(1)))
    plain = content.strip(_NOISE)
    for level, pattern in _NUMBERING:
        found = pattern.match(plain)
        if found:
            rest = _COLON_BEHIND.sub("", plain[found.end() :]) if level == 1 else plain[found.end() :]
            kind = "candidate" if _heading_shape(rest, _NUMBERED_HEADING) else "item"
            return _Line(begin, finish, plain, kind, level, numbered=True)
    bullet = _BULLET.match(content)
    if bullet and bullet.end() < len(content) and not content.startswith("**"):
        return _Line(begin, finish, content[bullet.end() :].strip(_NOISE), "item", 6)
    if _QUESTION.match(plain):
        return _Line(begin, finish, plain, "heading", 6)
    bold = content.startswith("**") and content.endswith("**")
    if _heading_shape(plain, _NUMBERED_HEADING if bold else _BARE_HEADING) and not plain.endswith(("：", ":")):
        return _Line(begin, finish, plain, "candidate", 6)
    return _Line(begin, finish, plain, "paragraph")


def _with_empty_cells(lines: list[_Line], whole: list[tuple[int, int, str]]) -> list[_Line]:
    """The lines with the first and the last cells of a row of tabs where they are empty, as its table has columns."""
    width = 0
    result = []
    for line, (start, _, raw) in zip(lines, whole, strict=True):
        tabs = raw.count("\t")
        if width and tabs == width and line.kind != "blank":
            outer = raw.strip(_NOT_TAB)
            begin = start + raw.index(outer)
            line = _Line(begin, begin + len(outer), outer, "row")
        elif line.kind != "blank":
            width = tabs if line.kind == "row" and "|" not in line.text else 0
        result.append(line)
    return result


def _is_row(content: str) -> bool:
    bars = content.count("|")
    # What stands in before the lines of a paragraph parts no cells.
    tabs = content.count("\t") if "\t" in _INDENT.sub("\n", content) else 0
    return bars >= 2 or (bars == 1 and bool(re.search(r"\S\s\|\s\S", content))) or tabs >= 2


def _weight(text: str) -> float:
    return width_of(text) / 2


def _heading_shape(content: str, limit: int) -> bool:
    content = content.strip(_NOISE)
    if not content or _weight(content) > limit or content[-1] in TERMINAL or content[-1] == ".":
        return False
    if _weight(content) > 12 and _SENTENCE.search(content):
        return False
    if "。" in content or "；" in content or "http" in content or "@" in content or _OPEN_END.search(content):
        return False
    middle = _FUNCTION_LABEL.sub("", content[:-1])
    # "邮箱：a" and "电话：1" are content; a numbered heading may end with a colon, never hold one.
    return "：" not in middle and ":" not in middle and any(char.isalpha() for char in content)


def _settle_headings(lines: list[_Line]) -> None:
    """Decide which short lines are headings, list items, or entries of a table of contents."""
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(lines):
        if lines[index].kind != "candidate":
            index += 1
            continue
        last = index
        while (
            last + 1 < len(lines)
            and lines[last + 1].kind == "candidate"
            and lines[last + 1].level == lines[index].level
        ):
            last += 1
        runs.append((index, last))
        index = last + 1
    # An entry of a table of contents is the title of a section elsewhere; lists that name the same are none.
    heads = {_title(line.text) for first, last in runs if last - first < 2 for line in lines[first : last + 1]}
    for first, last in runs:
        _settle_run(lines, first, last, heads)


def _settle_run(lines: list[_Line], first: int, last: int, heads: set[str]) -> None:
    if (
        first == 0
        and last == 2
        and lines[0].level == _BARE
        and not any(_title(line.text) in heads for line in lines[:3])
    ):
        # The title of a document stands above what it begins with.
        lines[0].kind = "heading"
        first = 1
    run = lines[first : last + 1]
    kind = "heading"
    is_introduced = first > 0 and _introduces(lines[first - 1])
    if len(run) >= 3:
        above = (line.text for line in lines[max(0, first - 2) : first])
        lead = " ".join(text for text in above if not _LIST_LEAD.search(text))
        repeated = sum(_title(line.text) in heads for line in run)
        if _CONTENTS_LEAD.search(lead) or (repeated * 2 >= len(run) and (run[0].numbered or len(run) > 4)):
            kind = "contents"
        elif run[0].level >= 3:
            kind = "item"
    elif len(run) == 2 and run[0].level == _BARE:
        if is_introduced or not _heads_text(lines, last):
            kind = "item"
        else:
            run[0].level = _ABOVE_BARE
    elif (len(run) == 2 and run[0].level >= 5) or (len(run) == 1 and run[0].level == _BARE and is_introduced):
        kind = "item"
    for line in run:
        line.kind = kind
    if kind == "contents" and len(run) > 3 and last + 1 < len(lines) and _title(run[-1].text) == _title(run[0].text):
        # The last entry may be the first real heading, directly below the table.
        run[-1].kind = "heading"
    elif kind == "contents":
        seen: set[str] = set()
        for line in run:
            if _title(line.text) in seen:
                line.kind = "heading"
            seen.add(_title(line.text))


def _heads_text(lines: list[_Line], last: int) -> bool:
    """Say whether text stands below a line, and no other heading."""
    return last + 1 < len(lines) and lines[last + 1].kind in ("paragraph", "row", "item")


def _introduces(line: _Line) -> bool:
    """Say whether a line ends in a colon: a short line after it is no heading."""
    return line.kind == "paragraph" and line.text.rstrip(_NOISE).endswith(("：", ":"))


def _title(text: str) -> str:
    text = text.strip(_NOISE)
    for _, pattern in _NUMBERING:
        found = pattern.match(text)
        if found:
            text = text[found.end() :]
            break
    return re.sub(r"[\s：:*]", "", text)


def _blocks(lines: list[_Line], text: str) -> list[Block]:
    blocks: list[Block] = []
    lead: Span | None = None
    above: Span | None = None
    header: list[str] = []
    previous_row = False
    for index, line in enumerate(lines):
        if line.kind == "rule":
            continue
        if line.kind == "row":
            following = lines[index + 1].kind if index + 1 < len(lines) else ""
            longest = _LONGEST_TITLE[following == "rule"] if following == "rule" or not previous_row else 0
            block, header = _row(line, text, header if previous_row else [], longest)
            if not previous_row:
                above = lead
            if block.header:
                above = Span(block.start, block.end)
            blocks.append(replace(block, lead_in=above) if not block.header else block)
            previous_row = True
            continue
        previous_row = False
        if line.kind == "item":
            blocks.append(Block("item", line.start, line.end, line.level, lead))
            if line.text.endswith(("：", ":")) and line.level < 6:
                lead = Span(line.start, line.end)
            continue
        blocks.append(Block(line.kind, line.start, line.end, line.level))
        lead = Span(line.start, line.end) if line.text.rstrip(_NOISE).endswith(("：", ":")) else None
    return blocks


def _row(line: _Line, text: str, header: list[str], longest: int) -> tuple[Block, list[str]]:
    separator = "|" if "|" in line.text else "\t"
    cells: list[tuple[int, int]] = []
    position = line.start
    for part in text[line.start : line.end].split(separator):
        stripped = part.strip(_NOISE)
        begin = position + part.find(stripped) if stripped else position
        cells.append((begin, begin + len(stripped)))
        position += len(part) + 1
    if separator == "|" and cells and cells[0][0] == cells[0][1] and text[line.start] == separator:
        cells = cells[1:]
    if separator == "|" and cells and cells[-1][0] == cells[-1][1] and text[line.end - 1] == separator:
        cells = cells[:-1]
    texts = [text[begin:end] for begin, end in cells]
    longest += _MORE if longest and len(cells) >= _MANY_CELLS else 0
    is_header = not header and len(cells) > 1 and max(map(len, texts)) <= longest
    named = header if len(header) == len(cells) and not is_header else [""] * len(cells)
    block = Block(
        "row",
        line.start,
        line.end,
        cells=tuple(Cell(begin, end, title) for (begin, end), title in zip(cells, named, strict=True)),
        header=is_header,
    )
    return block, texts if is_header else header
