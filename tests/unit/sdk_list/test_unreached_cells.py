"""Cells of a workbook that nobody comes to, above panes that stand still or in columns of half a letter, and twins."""

from __future__ import annotations

import pytest
from tests.unit.sdk_list.test_spreadsheets import HEADINGS, read, saved, workbook_of

_ROWS = [
    HEADINGS[:3],
    [1, "甲推送SDK", "甲科技有限公司"],
    [2, "乙地图SDK", "乙图有限公司"],
    [3, "丙统计SDK", "丙数有限公司"],
]


def names(tmp_path, change):
    workbook = workbook_of(*_ROWS)
    change(workbook.active)
    reading = read(tmp_path, saved(workbook))
    return [fact.name for fact in reading.facts], bool(reading.gaps)


def frozen(at, first):
    def change(sheet):
        sheet.freeze_panes = at
        sheet.sheet_view.topLeftCell = first

    return change


def test_what_stands_above_panes_that_stand_still_is_not_seen(tmp_path):
    sheet = [["本表列出第三方SDK"], *_ROWS[1:2], HEADINGS, *_ROWS[2:]]
    workbook = workbook_of(*sheet)
    frozen("A4", "A3")(workbook.active)
    reading = read(tmp_path, saved(workbook))
    assert ([fact.name for fact in reading.facts], bool(reading.gaps)) == (["乙地图SDK", "丙统计SDK"], True)


@pytest.mark.parametrize("change", [frozen("A2", "A1"), frozen("A2", None), frozen("B1", "A3"), frozen(None, "A4")])
def test_panes_that_begin_with_the_sheet_leave_all_of_it_to_be_scrolled_to(tmp_path, change):
    assert names(tmp_path, change) == (["甲推送SDK", "乙地图SDK", "丙统计SDK"], False)


@pytest.mark.parametrize(
    ("column", "width", "is_seen"),
    [("B", 1.5, False), ("B", 9.0, True), ("B", 2.5, True), ("A", 1.5, True), ("C", 1.5, True)],
)
def test_a_name_in_a_column_of_half_a_letter_is_cut_off_by_the_cell_beside_it(tmp_path, column, width, is_seen):
    def change(sheet):
        sheet.column_dimensions[column].width = width

    found, is_told = names(tmp_path, change)
    assert ("甲推送SDK" in found, is_told) == (is_seen, not is_seen)
