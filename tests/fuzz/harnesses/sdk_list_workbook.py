"""SDK lists as workbooks."""

from __future__ import annotations

import io

import openpyxl
from tests.fuzz.files import as_file
from tests.fuzz.office import office_mutation
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

WORDS = (
    b'<row r="1">', b'<row r="1048577">', b'<c r="A1" t="s"><v>0</v></c>', b't="s"', b't="b"', b't="e"', b't="d"',
    b't="inlineStr"', b"<is><t>x</t></is>", b"<v>99999999999</v>", b"<v>1e999</v>", b"<v>nan</v>",
    b'<mergeCell ref="A1:XFD1048576"/>', b'<mergeCell ref="A0:B"/>', b'<hyperlink ref="A1" r:id="rId99"/>',
    b"<f>A1</f>", b'r="ZZZZ1"', b'r="A-1"', b"<!DOCTYPE a>", b"&a;", b'<dimension ref="A1:XFD1048576"/>',
    b'state="hidden"', b's="9999"',
)  # fmt: skip
mutate = office_mutation(WORDS)


def seeds() -> list[bytes]:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (
        ["清单"],
        ["序号", "SDK名称", "所属公司", "使用目的"],
        [1, "甲推送SDK", "甲公司", 2.5],
        [2, "乙", None, True],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet["B3"].hyperlink = "https://a.example/p"
    workbook.create_sheet("二").append(["名称"])
    out = io.BytesIO()
    workbook.save(out)
    return [out.getvalue()]


def fuzz(data: bytes) -> None:
    reading = read_sdk_list(as_file(data, "sdks.xlsx"), shipped_lexicons())
    assert reading.facts or reading.gaps or reading.lists_nothing
