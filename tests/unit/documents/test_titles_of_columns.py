"""The first line of a table holds the titles of its columns, in words as long as English ones are."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text, read_document

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


@pytest.mark.parametrize(("between", "is_one"), [("\n\n\n", True), ("</table>\n\n<p>Photos:</p>\n<table>", False)])
def test_rows_of_one_table_keep_its_titles_however_far_apart_they_are_written(tmp_path, between, is_one):
    rows = [
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split())}</tr>" for row in ("Data Kept", "Mail 1d", "Map 2d")
    ]
    path = tmp_path / "policy.md"
    path.write_text(f"<h3>Policy</h3>\n\n<table>{rows[0]}{rows[1]}{between}{rows[2]}</table>\n", encoding="utf-8")
    found = [block for block in read_document(path, path.name).blocks if block.kind == "row"]
    assert (found[-1].cells[-1].header == "Kept") is is_one
