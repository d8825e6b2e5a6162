"""Tables whose bars a copy left alone on their lines, among cells and blank lines."""

from __future__ import annotations

from appaudit.documents.drawn_tables import with_bars

CELL = "| \n\t\t {} \n\t\t "
ROWS = [["Vendor", "Purpose", "Place"], ["Egret", "Hosting\n files", "EU"], ["Finch", "", "USA"]]


def scattered(rows: list[list[str]]) -> str:
    return "".join("".join(CELL.format(cell) for cell in row) + "| \n\t\n\t\n" for row in rows)


def lines(text: str) -> list[str]:
    return [line for line in with_bars(text).split("\n") if line.strip()]


def test_bars_alone_on_their_lines_part_the_cells_of_rows():
    assert lines(f"Our vendors\n{scattered(ROWS)}The end") == [
        "Our vendors",
        "| Vendor | Purpose | Place |",
        "| Egret | Hosting files | EU |",
        "| Finch |  | USA |",
        "The end",
    ]


def test_no_line_is_added_or_taken_away():
    text = scattered(ROWS)
    assert with_bars(text).count("\n") == text.count("\n")


def test_rows_of_other_widths_are_left_as_they_are():
    text = scattered([*ROWS, ["Heron", "Mail"]])
    assert with_bars(text) == text


RULED = "# | Vendor | Purpose | Place\n---|---|---|---\n{}2 | Finch | Mail | USA\n"


def test_rows_below_a_rule_whose_cells_hold_line_ends_are_put_together():
    broken = "1 | Egret |\nHosting of\nfiles | EU\n"
    assert lines(RULED.format(broken))[2:] == ["1 | Egret | Hosting of files | EU", "2 | Finch | Mail | USA"]
    assert with_bars(RULED.format(broken)).count("\n") == RULED.format(broken).count("\n")


def test_rows_with_fewer_cells_are_none_whose_rest_stands_below():
    short = "| a | b | c | d |\n|---|---|---|---|\n| Egret | Hosting\n| Finch | Mail\n"
    assert with_bars(short) == short
    numbered = RULED.format("1 | Egret\n3 | Heron | Maps | EU\n")
    assert with_bars(numbered) == numbered
