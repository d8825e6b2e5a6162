"""Plain text and Markdown: the file itself, so that offsets are those of an editor, but for tables drawn in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence

from appaudit.documents.blocks import ParsedText, SourceLine
from appaudit.documents.drawn_tables import with_bars
from appaudit.documents.encoding import decode_text
from appaudit.documents.hidden import HiddenText
from appaudit.documents.letter_orders import RIGHT_TO_LEFT, TURNED, TURNS
from appaudit.documents.lines import blocks_of_lines, links_of
from appaudit.documents.pages.hidden_text import hides_in_line
from appaudit.model.words import HidingWay

#: The last to be asked: whatever no other format claims is a text.
ORDER = 100
SUFFIXES = (".txt", ".text", ".md", ".markdown")
_MARKDOWN = (".md", ".markdown")
#: What site generators keep at the head of a page: metadata in YAML or TOML, no words of the policy.
_FIELD_TITLE = re.compile(r"^title[ \t]*[:=][ \t]*([\"']?)(?P<title>[^\n\"'{}<>|]{2,120})(?=\1[ \t]*$)", re.MULTILINE)
_FIRST_HEADING = re.compile(r"^#[ \t]|<h1\b|^[^\n]+\n===", re.MULTILINE | re.IGNORECASE)
_FRONT_MATTER = re.compile(r"\A\ufeff?\s*(---|\+\+\+)[ \t]*\n(?:[^\n]*\n){0,60}?\1[ \t]*(?:\n|\Z)")
#: What Markdown does not show: comments of HTML, definitions of links that nothing refers to (`[//]: # (…)`), and what
#: stands struck out between `~~` (https://github.github.com/gfm/, checked 2026-11-27).
#: What stands in code is shown as it is, comments with it.
_IN_CODE = (
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)[^\n]*$|\Z)"
    r"|(?<![`\\])(?P<mark>`+)(?!`)[^\n]{0,2000}?(?<!`)(?P=mark)(?!`)"
)
_CODE = re.compile(_IN_CODE, re.S | re.M)
_COMMENT = re.compile(_IN_CODE + r"|(?<!\\)<!--(?P<text>.*?)(?:-->|\Z)", re.S | re.M)
_COMMENT_LINE = re.compile(r"^[ ]{0,3}\[(?://|comment|_)\]:\s*(?:#|<>)\s*[\"'(](?P<text>[^\n]*)[\"')]\s*$", re.M | re.I)
_STRUCK = re.compile(r"(?<!~)~~(?=\S)(?P<text>[^~]{1,5000}?)(?<=\S)~~(?!~)")
_ELEMENT = re.compile(
    r"<(?P<tag>[a-z][a-z0-9]*)(?P<attributes>(?:\s[^<>]{0,500})?)>(?P<text>[^<]{0,20000})</(?P=tag)\s*>", re.I
)
#: The start of an element that may hold others, and those of which nothing but their end ends what they hide.
_START = re.compile(r"<(?P<tag>[a-z][a-z0-9]*)(?P<attributes>\s[^<>]{1,500})>", re.I)
_HOLDERS = frozenset(("div", "section", "article", "aside", "main", "center", "blockquote", "details", "table"))
#: Instructions for whoever processes the file and sections of XML, the words behind the language of a block of code,
#: and what stands for a picture where it cannot be shown.
_INSTRUCTION = re.compile(
    r"<\?(?P<text>[^?]{0,20000})\?>|<!\[CDATA\[(?P<section>[^\]<]{0,20000})\]\]>|<![A-Za-z](?P<declaration>[^>]{0,20000})>"
)
#: Elements whose text nobody reads, whatever their styles say.
_UNREAD = frozenset(("script", "style", "template", "noscript", "iframe", "svg", "head", "title", "object"))
_SHEET = re.compile(r"<style\b[^<>]*>[^<]{0,100000}</style\s*>", re.I)
_HAN = re.compile(r"[\u3400-\u9fff]")
#: Letters of an attribute from which it is a sentence.
_SENTENCE = 6
_INFO = re.compile(
    r"^[ ]{0,3}(?:`{3,}|~{3,})[ \t]*(?:[A-Za-z0-9+#.-]+[ \t]+|[A-Za-z0-9+#.-]*(?![A-Za-z0-9+#.-]))"
    r"(?P<text>[^\s`][^\n`]*)$",
    re.M,
)
_PICTURE = re.compile(r"(?<=!\[)(?P<text>[^\[\]\n]{1,2000})(?=\][\[(])")
#: What a link or a picture says of itself when a mouse rests on it, and what stands in the attributes of an element.
_TITLE = re.compile(
    r"(?:(?<=\])\([^\s()]{0,500}\s+"
    r"|^[ ]{0,3}\[[^\]\n]{1,200}\]:[ \t]*\S{1,500}(?:[ \t]+|[ \t]*\n[ \t]*))[\"'](?P<text>[^\"'\n]{1,2000})[\"']",
    re.M,
)
_ATTRIBUTE = re.compile(
    r"(?<=[\s\"'])[a-z][\w:.-]{0,60}\s{0,9}=\s{0,9}(?P<quote>[\"'])(?P<text>[^\"'<>]{1,2000})(?P=quote)", re.I
)
#: What stands in a tag before and after an attribute.
_TAG_BEFORE = re.compile(r"<[a-z][a-z0-9-]*\s[^<>]*$", re.I)
_TAG_AFTER = re.compile(r"[^<>]{0,3000}>")
_LONGEST_TAG = 3_000
#: Elements without an end that are looked for to the end of the file.
_MOST_ENDS = 200
#: A note that nothing refers to is left out (https://github.com/github/cmark-gfm, checked 2026-11-29, not opened).
_NOTE = re.compile(r"^[ ]{0,3}\[\^(?P<name>[^\]\s]{1,60})\]:[ \t]*(?P<text>[^\n]+(?:\n(?:[ ]{4}|\t)[^\n]+)*+)$", re.M)
_NOTE_NAME = re.compile(r"\[\^([^\]\s]{1,60})\]")
#: All that is taken out once comments are, in their order.
_SHOWN_NOWHERE = (*(_COMMENT_LINE, _INSTRUCTION, _INFO, _PICTURE, _TITLE, _NOTE, _STRUCK, _ELEMENT, _ATTRIBUTE),)
#: The line below the head of a table, and the bars between cells: cells beyond those of the head are left out.
_RULE_OF_TABLE = re.compile(r"^[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_CELL_BAR = re.compile(r"(?<!\\)\|")
#: A link whose title is an address that a line end cuts.
_CUT_TITLE = re.compile(r"(?P<first>\[https?://[^\[\]\s]{4,300})\n(?P<rest>[^\[\]\s]{1,300}\]\([^()\s]{4,600}\)[^\n]*)")
#: Bold letters as Markdown has them beside "**".
_STRONG = re.compile(r"(?<![\w`*])__(?=[^\s_])(?P<text>[^_\n`]{1,200})(?<=\S)__(?![\w`*])")
_FIELD = re.compile(r"^[ \t]*[\w.-]+[ \t]*[:=]", re.M)


def accepts(name: str, data: bytes) -> bool:
    """Any bytes; those that are no text fail in `read`."""
    return True


def read(name: str, data: bytes) -> ParsedText:
    """Give the decoded file.

    Raises:
        ExtractionError: The bytes are no text.
    """
    text, encoding = decode_text(data, name)
    return parse_plain(text.replace("\r\n", "\n").replace("\r", "\n"), name, encoding)


def parse_plain(text: str, name: str, encoding: str = "utf-8") -> ParsedText:
    """Give the blocks and links of a text; Markdown by the ending of its name, without its front matter."""
    is_markdown = name.lower().endswith(_MARKDOWN)
    hidden: list[HiddenText] = []
    if is_markdown:
        text = _without_hidden(_without_front_matter(text), hidden)
    text = _without_turned(text, hidden) if TURNS in text else text
    text = _STRONG.sub(r"**\g<text>**", text) if is_markdown and "__" in text else text
    text = with_bars(_CUT_TITLE.sub(r"\g<first>\g<rest>\n", text))
    return ParsedText(
        text=text,
        blocks=blocks_of_lines(text, markdown=is_markdown),
        links=links_of(text),
        encoding=encoding,
        lines=_lines(text),
        hidden=hidden,
    )


def _lines(text: str) -> list[SourceLine]:
    """Where each line begins: the text is the file."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    return [(start, number) for number, start in enumerate(starts, 1)]


def _without_front_matter(text: str) -> str:
    """Blanks in its place, so that offsets stay those of the file. A rule at the head of a text is none.

    The title that it gives is the heading of a page that has none of its own, as the site shows it.
    """
    found = _FRONT_MATTER.match(text)
    if found is None or not _FIELD.search(found.group()):
        return text
    head, rest = found.group(), text[found.end() :]
    title = None if _FIRST_HEADING.search(rest) else _FIELD_TITLE.search(head)
    shown = "" if title is None else f"#{' ' * (title.start('title') - title.start() - 1)}{title['title']}"
    blank = re.sub(r"[^\n]", " ", head)
    return blank + rest if title is None else blank[: title.start()] + shown + blank[title.end("title") :] + rest


def _without_hidden(text: str, hidden: list[HiddenText]) -> str:
    """Blanks in place of comments, struck words and elements that their style hides; `hidden` gets what it was."""
    notes = Counter(_NOTE_NAME.findall(text))
    sheets = "".join(_SHEET.findall(text)) if "<style" in text.lower() else ""

    def blank(found: re.Match[str]) -> str:
        way = None if _is_in(found, code) else _way_of(found, notes, sheets)
        if way is None:
            return found.group()
        words = next(filter(None, (found.groupdict().get(name) for name in ("text", "section", "declaration"))), "")
        hidden.append(HiddenText(" ".join(words.split()), way, text.count("\n", 0, found.start()) + 1))
        start, end = found.span("text") if found.re in (_TITLE, _ATTRIBUTE) else found.span()
        before, after = text[found.start() : start], text[end : found.end()]
        return before + re.sub(r"[^\n]", " ", text[start:end]) + after

    code: list[tuple[int, int]] = []
    text = _COMMENT.sub(blank, text)
    code += [found.span() for found in _CODE.finditer(text)]
    for pattern in _SHOWN_NOWHERE:
        text = pattern.sub(blank, text)  # as long as before, so that code stays where it is
    text = _without_holders(text, hidden, sheets, code) if "<" in text else text
    return _without_excess_cells(text, hidden) if "|" in text else text


def _without_holders(text: str, hidden: list[HiddenText], sheets: str, code: Sequence[tuple[int, int]]) -> str:
    """Blanks in place of what stands in an element that its style hides, as far as its end or that of the file."""
    written, last, left = [], 0, _MOST_ENDS
    for found in _START.finditer(text):
        tag = found["tag"].lower()
        if found.start() < last or _is_in(found, code):
            continue
        way = "fallback" if tag in _UNREAD else hides_in_line(tag, found["attributes"], sheets)
        end = _end_of(text, tag, found.end()) if way is not None and left > 0 else None
        if way is None or end is None:
            left -= way is not None
            continue
        inside = text[found.end() : end]
        if inside.strip():
            hidden.append(HiddenText(" ".join(inside.split()), way, text.count("\n", 0, found.start()) + 1))
        written += [text[last : found.end()], re.sub(r"[^\n]", " ", inside)]
        last = end
    return "".join([*written, text[last:]])


def _end_of(text: str, tag: str, start: int) -> int | None:
    """Where what an element holds ends; None for one without an end that the next paragraph ends."""
    depth = 1
    for found in re.compile(rf"<(/?){tag}\b[^<>]{{0,500}}>", re.I).finditer(text, start):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.start()
    return len(text) if tag in _HOLDERS else None


def _is_in(found: re.Match[str], code: Sequence[tuple[int, int]]) -> bool:
    """Whether something stands in code; the words behind its first mark do not."""
    at = bisect_right(code, (found.start(), len(found.string))) - 1
    return at >= 0 and found.start() < code[at][1] and found.re is not _INFO


def _without_turned(text: str, hidden: list[HiddenText]) -> str:
    """Blanks in place of letters that a control turns round."""

    def blank(found: re.Match[str]) -> str:
        if RIGHT_TO_LEFT.search(found["text"]):
            return found.group()
        hidden.append(HiddenText(found["text"], "reversed", text.count("\n", 0, found.start()) + 1))
        return " " * len(found.group())

    return TURNED.sub(blank, text)


def _way_of(found: re.Match[str], notes: Mapping[str, int], sheets: str) -> HidingWay | None:
    if found.re is _ELEMENT:
        is_read = found["tag"].lower() not in _UNREAD
        return hides_in_line(found["tag"], found["attributes"], sheets) if is_read else "fallback"
    if (found.re is _NOTE and notes[found["name"]] > 1) or (found.re is _COMMENT and found["text"] is None):
        return None
    if found.re in (_ATTRIBUTE, _TITLE) and len(_HAN.findall(found["text"])) < _SENTENCE:
        return None
    if found.re is _ATTRIBUTE and not _is_in_tag(found):
        return None
    if found.re in (_PICTURE, _TITLE, _ATTRIBUTE):
        return "fallback"
    return "struck" if found.re is _STRUCK else "comment"


def _is_in_tag(found: re.Match[str]) -> bool:
    """Whether what looks like an attribute stands in a tag."""
    before = found.string.rfind("<", max(0, found.start() - _LONGEST_TAG), found.start())
    is_after = before >= 0 and _TAG_BEFORE.match(found.string[before : found.start()]) is not None
    return is_after and _TAG_AFTER.match(found.string, found.end()) is not None


def _without_excess_cells(text: str, hidden: list[HiddenText]) -> str:
    """Blanks in place of the cells of a table that have no column."""
    lines = text.split("\n")
    columns = 0
    for number, line in enumerate(lines):
        if _RULE_OF_TABLE.match(line) and number and "|" in lines[number - 1]:
            columns = len(_bars_between(line)) + 1
        elif columns and "|" in line:
            bars = _bars_between(line)
            if len(bars) >= columns:
                start = bars[columns - 1]
                hidden.append(HiddenText(" ".join(line[start:].replace("|", " ").split()), "display", number + 1))
                lines[number] = line[: start + 1] + " " * (len(line) - start - 1)
        else:
            columns = 0
    return "\n".join(lines)


def _bars_between(line: str) -> list[int]:
    """Where the bars between the cells of a row stand, without those at its ends."""
    inside = line.rstrip().removesuffix("|")
    start = len(line) - len(line.lstrip()) + line.lstrip().startswith("|")
    return [found.start() for found in _CELL_BAR.finditer(inside) if found.start() >= start]
