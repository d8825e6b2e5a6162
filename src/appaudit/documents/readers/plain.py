"""Plain text and Markdown: the file itself, so that offsets are those of an editor, but for tables drawn in it."""

from __future__ import annotations

import re

from appaudit.documents.blocks import ParsedText, SourceLine
from appaudit.documents.drawn_tables import with_bars
from appaudit.documents.encoding import decode_text
from appaudit.documents.hidden import HiddenText
from appaudit.documents.lines import blocks_of_lines, links_of
from appaudit.documents.page_styles import hides_in_line
from appaudit.model.words import HidingWay

#: The last to be asked: whatever no other format claims is a text.
ORDER = 100
SUFFIXES = (".txt", ".text", ".md", ".markdown")
_MARKDOWN = (".md", ".markdown")
#: What site generators keep at the head of a page: metadata in YAML or TOML, no words of the policy.
_FRONT_MATTER = re.compile(r"\A\ufeff?\s*(---|\+\+\+)[ \t]*\n(?:[^\n]*\n){0,60}?\1[ \t]*(?:\n|\Z)")
#: What Markdown does not show: comments of HTML, definitions of links that nothing refers to (`[//]: # (…)`), and what
#: stands struck out between `~~` (https://github.github.com/gfm/, checked 2026-11-27).
_COMMENT = re.compile(r"<!--(?P<text>.*?)(?:-->|\Z)", re.S)
_COMMENT_LINE = re.compile(r"^[ ]{0,3}\[(?://|comment|_)\]:\s*(?:#|<>)\s*[\"'(](?P<text>[^\n]*)[\"')]\s*$", re.M | re.I)
_STRUCK = re.compile(r"(?<!~)~~(?=\S)(?P<text>[^~]{1,5000}?)(?<=\S)~~(?!~)")
_ELEMENT = re.compile(
    r"<(?P<tag>[a-z][a-z0-9]*)(?P<attributes>(?:\s[^<>]{0,500})?)>(?P<text>[^<]{0,20000})</(?P=tag)\s*>", re.I
)
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
    text = with_bars(text)
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
    """Blanks in its place, so that offsets stay those of the file. A rule at the head of a text is none."""
    found = _FRONT_MATTER.match(text)
    if found is None or not _FIELD.search(found.group()):
        return text
    return re.sub(r"[^\n]", " ", found.group()) + text[found.end() :]


def _without_hidden(text: str, hidden: list[HiddenText]) -> str:
    """Blanks in place of comments, struck words and elements that their style hides; `hidden` gets what it was."""

    def blank(found: re.Match[str]) -> str:
        way = _way_of(found)
        if way is None:
            return found.group()
        hidden.append(HiddenText(" ".join(found["text"].split()), way, text.count("\n", 0, found.start()) + 1))
        return re.sub(r"[^\n]", " ", found.group())

    for pattern in (_COMMENT, _COMMENT_LINE, _STRUCK, _ELEMENT):
        text = pattern.sub(blank, text)
    return text


def _way_of(found: re.Match[str]) -> HidingWay | None:
    if found.re is _ELEMENT:
        return hides_in_line(found["tag"], found["attributes"])
    return "struck" if found.re is _STRUCK else "comment"
