"""Lines that a page marks as titles and entries: none is the rest of the line before it, in whatever letters."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text, read_document

TOP = "<h1>Privacy Policy</h1><p>This page is about the boat.</p>"
SECTION = (
    "<h4>Things we keep on our servers</h4>\n<ol><li>username</li><li>unique names worldwide</li><li>2 years</li></ol>"
)


@pytest.fixture
def blocks(tmp_path):
    """Give the kinds and texts of the blocks of a page below its top."""

    def read(body: str) -> list[tuple[str, str]]:
        path = tmp_path / "policy.html"
        path.write_text(f"<html><body>{TOP}{body}</body></html>", encoding="utf-8")
        document = read_document(path, path.name)
        return [(block.kind, document.text[block.start : block.end]) for block in document.blocks[2:]]

    return read


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            SECTION,
            [
                ("heading", "Things we keep on our servers"),
                ("item", "username"),
                ("item", "unique names worldwide"),
                ("item", "2 years"),
            ],
        ),
        (
            "<h3>What we keep</h3><p>nothing is kept of the boat.</p>",
            [("heading", "What we keep"), ("paragraph", "nothing is kept of the boat.")],
        ),
        # A line break inside a paragraph is where a page was narrow.
        (
            "<p>Things we keep on our<br>\nservers are kept well.</p>",
            [("paragraph", "Things we keep on our\nservers are kept well.")],
        ),
        # A list of one entry is how pages number the titles of their sections.
        (
            "<ol><li>Things that we keep</li></ol><p>We keep the boat.</p>",
            [("heading", "Things that we keep"), ("paragraph", "We keep the boat.")],
        ),
        (
            "<ul><li>We keep a boat, and we keep it where it can be seen by all who come.</li><li>Your name</li></ul>",
            [("item", "We keep a boat, and we keep it where it can be seen by all who come."), ("item", "Your name")],
        ),
    ],
)
def test_marks_are_lines_of_their_own(blocks, body, expected):
    assert blocks(body) == expected


@pytest.mark.parametrize(
    ("lines", "kinds"),
    [
        ("i. passwords;\nii. medical records;\niii. the boat.", ["item"] * 3),
        ("a. passwords;\nb. medical records;\nc. the boat.", ["item"] * 3),
        ("(ii) passwords;\n(iii) medical records;", ["item"] * 2),
        # A version and an abbreviation are no numbers of a list.
        ("v. 2.1 of the boat is here, and it floats.", ["paragraph"]),
        ("e.g. the boat, and what it carries.", ["paragraph"]),
    ],
)
def test_small_letters_and_roman_numbers_count_entries(lines, kinds):
    text = f"# Policy\n\nSensitive data means information relating to:\n\n{lines}\n"
    assert [block.kind for block in document_from_text(text).blocks[2:]] == kinds
