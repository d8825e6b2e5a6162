"""Text that a tool wrapped at the width of a page, except lines that such tools leave whole."""

from __future__ import annotations

import textwrap

import pytest

from appaudit.documents.document import document_from_text

_SENTENCE = (
    "We ask that you not send us, and you not disclose, any sensitive Personal Information about the people whom you "
    "know, on or through Reed Notes or to us in any other way, unless the law of the place that you live in asks it. "
)
_PAGE = 77
#: What tools that wrap text leave as long as it is.
WHOLE = [
    "  * information about communications that you have made with the app, " + "the people you have spoken with, " * 3,
    "![Reed](https://assets.reed.example/" + "a1b2c3d4" * 16 + ".png)",
    "| Data | Purpose | " + "so that you can write, read and keep notes | " * 4,
]


def _paragraphs(between: str) -> list[str]:
    wrapped = textwrap.fill(_SENTENCE * 4, _PAGE)
    document = document_from_text(f"{wrapped}\n\n{between}\n\n{wrapped}\n\n{wrapped}\n")
    return [document.text[block.start : block.end] for block in document.blocks if block.kind == "paragraph"]


@pytest.mark.parametrize("line", WHOLE)
def test_a_line_that_no_tool_breaks_does_not_hide_that_the_rest_is_wrapped(line):
    assert sum(" ".join(part.split()).count("sensitive Personal Information") for part in _paragraphs(line)) == 12


def test_a_paragraph_on_one_line_says_that_lines_end_where_they_end():
    wrapped = "\n".join(["Reed Notes keeps what you write and shows what you wrote on each day"] * 12)
    document = document_from_text(f"{wrapped}\n\n{_SENTENCE}\n")
    assert sum(block.kind == "paragraph" for block in document.blocks) > 1
