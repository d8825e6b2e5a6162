"""Plain text and Markdown: the file itself, so that offsets are those of an editor."""

from __future__ import annotations

import re

from appaudit.documents.blocks import ParsedText, SourceLine
from appaudit.documents.encoding import decode_text
from appaudit.documents.lines import blocks_of_lines, links_of

#: The last to be asked: whatever no other format claims is a text.
ORDER = 100
SUFFIXES = (".txt", ".text", ".md", ".markdown")
_MARKDOWN = (".md", ".markdown")
#: What site generators keep at the head of a page: metadata in YAML or TOML, no words of the policy.
_FRONT_MATTER = re.compile(r"\A\ufeff?\s*(---|\+\+\+)[ \t]*\n(?:[^\n]*\n){0,60}?\1[ \t]*(?:\n|\Z)")
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
    if is_markdown:
        text = _without_front_matter(text)
    return ParsedText(
        text=text,
        blocks=blocks_of_lines(text, markdown=is_markdown),
        links=links_of(text),
        encoding=encoding,
        lines=_lines(text),
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
