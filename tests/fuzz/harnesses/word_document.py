"""Policies in Word."""

from __future__ import annotations

import io

import docx
from tests.fuzz.documents import read_as
from tests.fuzz.office import office_mutation

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORDS = (
    b"<w:p>", b"</w:p>", b"<w:r>", b"</w:r>", b"<w:t>x</w:t>", b"<w:tbl>", b"</w:tbl>", b"<w:tr>", b"<w:tc>",
    b'<w:vMerge w:val="restart"/>', b"<w:vMerge/>", b'<w:gridSpan w:val="99999999"/>', b'<w:gridSpan w:val="x"/>',
    b"<w:vanish/>", b'<w:sz w:val="-1"/>', b'<w:color w:val="FFFFFF"/>', b"<w:del>", b"<w:ins>", b"<w:sdt>",
    b"<w:numPr/>", b'<w:pStyle w:val="Heading1"/>', b'<w:hyperlink r:id="rId9999">', b"<!DOCTYPE a>", b"&a;",
)  # fmt: skip
mutate = office_mutation(WORDS)


def seeds() -> list[bytes]:
    document = docx.Document()
    document.add_heading("隐私政策", 1)
    document.add_paragraph("我们收集以下信息：")
    item = document.add_paragraph("手机号码，用于注册账号；", style="List Bullet")
    item.add_run("隐藏").font.hidden = True
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (("SDK名称", "用途"), ("甲推送SDK", "消息推送")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(0, 1))
    out = io.BytesIO()
    document.save(out)
    return [out.getvalue()]


def fuzz(data: bytes) -> None:
    read_as("policy.docx", data)
