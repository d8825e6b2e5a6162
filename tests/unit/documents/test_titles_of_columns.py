"""The first line of a table holds the titles of its columns, in words as long as English ones are."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text

TABLES = [
    (
        "| Provider | What they process about you | Provider's privacy notice |\n|---|---|---|\n| Reed | Text | None |",
        True,
    ),
    ("Data | Optional | Used to Track You | Duration\nMessages | Yes | No | 24 hours", True),
    ("Reed Statistics Ltd | counts visits to every page\nOar Messages Ltd | sends messages to users", False),
    (f"| {'Messages and all that you write ' * 3} | 24 hours |\n|---|---|\n| Photos | 1 year |", False),
]


@pytest.mark.parametrize(("table", "is_titled"), TABLES)
def test_titles_of_columns(table, is_titled):
    rows = [block for block in document_from_text(f"Policy\n\n{table}\n").blocks if block.kind == "row"]
    assert rows[0].header is is_titled
    assert all(cell.header for cell in rows[1].cells) is is_titled
