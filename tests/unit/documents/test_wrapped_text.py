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


def _with_a_table(cell: str) -> str:
    row = f"| {cell} | for the score of the day and for nothing else that one could think of |"
    wrapped = textwrap.fill(_SENTENCE * 4, _PAGE)
    return f"{wrapped}\n\n| Data | Why |\n|---|---|\n" + "\n".join([row] * 8) + f"\n\n{wrapped}\n"


@pytest.mark.parametrize("cell", ["Steps", "Steps that the watch of the person has counted"])
def test_rows_of_a_table_do_not_tell_how_wide_the_page_was(cell):
    text = _with_a_table(cell)
    document = document_from_text(text)
    parts = [text[block.start : block.end] for block in document.blocks if block.kind == "paragraph"]
    assert sum(" ".join(part.split()).count("sensitive Personal Information") for part in parts) == 8


def test_lines_of_many_lengths_beside_a_table_are_not_wrapped():
    lines = [_SENTENCE[: 34 + 4 * step].strip() for step in range(12)]
    row = "| Steps that the watch of the person has counted | for the score of the day and for nothing else |"
    text = "\n".join(lines) + "\n\n| Data | Why |\n|---|---|\n" + "\n".join([row] * 8) + "\n"
    document = document_from_text(text)
    assert sum(text[block.start : block.end] in lines for block in document.blocks) == len(lines)
