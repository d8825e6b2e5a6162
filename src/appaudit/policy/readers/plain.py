"""Plain text and Markdown: the file itself, so that offsets are those of an editor."""

from __future__ import annotations

from appaudit.policy.blocks import ParsedText
from appaudit.policy.encoding import decode_text
from appaudit.policy.lines import blocks_of_lines, links_of

#: The last to be asked: whatever no other format claims is a text.
ORDER = 100
SUFFIXES = (".txt", ".text", ".md", ".markdown")
_MARKDOWN = (".md", ".markdown")


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
    """Give the blocks and links of a text; Markdown by the ending of its name."""
    return ParsedText(
        text=text,
        blocks=blocks_of_lines(text, markdown=name.lower().endswith(_MARKDOWN)),
        links=links_of(text),
        encoding=encoding,
    )
