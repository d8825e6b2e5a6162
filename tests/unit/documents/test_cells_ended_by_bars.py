"""Tables that a page was copied to with a cell a line, each ended by a bar, and a rule below the headings."""

from __future__ import annotations

import pytest

from appaudit.documents.drawn_tables import with_bars

TABLE = """The entities below process data for us.
# |
Sub-processor |
Purpose |
---|---|---|
HOSTING |
|||
1 |
Egret Services, Inc. |
Application hosting |
2 |
Finch, Inc. |
CDN |
Contact us for more."""


def test_each_row_is_a_line_of_bars_and_no_line_is_added():
    lines = with_bars(TABLE).split("\n")
    assert len(lines) == len(TABLE.split("\n"))
    assert [line for line in lines if line] == [
        "The entities below process data for us.",
        "| # | Sub-processor | Purpose |",
        "|---|---|---|",
        "| HOSTING |  |  |",
        "| 1 | Egret Services, Inc. | Application hosting |",
        "| 2 | Finch, Inc. | CDN |",
        "Contact us for more.",
    ]


def test_a_last_row_that_is_cut_is_filled_up():
    lines = with_bars("A |\nB |\n---|---|\nEgret |\nmaps |\nFinch |").split("\n")
    assert [line for line in lines if line] == ["| A | B |", "|---|---|", "| Egret | maps |", "| Finch |  |"]


@pytest.mark.parametrize(
    "text",
    [
        "A |\n---|---|\nEgret |\nmaps |",
        "A | B\n---|---|\nEgret | maps",
        "A |\nB\n---|---|\nEgret |\nmaps |",
        "---|---|",
    ],
    ids=["too few headings", "rows of bars", "a heading without its bar", "a rule alone"],
)
def test_other_texts_stay_as_they_are(text):
    assert "| Egret | maps |" not in with_bars(text)
