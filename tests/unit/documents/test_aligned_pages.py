"""Tables of a PDF that nothing rules off and that go over pages, as browsers print them; and their near twins."""

from __future__ import annotations

from tests.support.pdf_builder import _text, pdf_of_drawings

from appaudit.documents.document import document_from_bytes

HEADINGS = ("SDK名称", "公司名称", "使用目的", "收集信息")
LEFT = (50, 180, 320, 440)
EGRET = (("白鹭推送SDK",), ("白鹭科技", "有限公司"), ("推送消息",), ("设备型号、操作系统", "版本、网络状态"))
BIRD = (("青鸟地图SDK",), ("青鸟软件", "有限公司"), ("展示地图",), ("位置信息、经纬度和", "无线网络"))
LARK = (("云雀支付SDK",), ("云雀支付", "有限公司"), ("完成支付",), ("订单信息、账号和设", "备标识"))


def drawing(*rows, top: float = 780, after: float = 22) -> str:
    """The rows of a page, each cell at the top of its row, with so much between rows and 18 between lines."""
    parts, y = [], top
    for row in rows:
        for left, lines in zip(LEFT, row, strict=True):
            parts += [_text(left, y - 18 * number, line) for number, line in enumerate(lines)]
        y -= 18 * (max(map(len, row)) - 1) + after
    return "\n".join(parts)


def rows_of(*pages: str) -> list[str]:
    document = document_from_bytes("list.pdf", pdf_of_drawings(pages))
    return [document.text[block.start : block.end] for block in document.blocks if block.kind == "row"]


def line(row) -> str:
    return " | ".join("".join(cell) for cell in row)


HEAD = tuple((heading,) for heading in HEADINGS)


def test_rows_that_stand_little_further_apart_than_lines_are_rows():
    assert rows_of(drawing(HEAD, EGRET, BIRD, LARK)) == [" | ".join(HEADINGS), line(EGRET), line(BIRD), line(LARK)]


def test_a_table_goes_on_at_the_top_of_the_next_page():
    pages = drawing(HEAD, EGRET, BIRD), drawing(LARK)
    assert rows_of(*pages) == [" | ".join(HEADINGS), line(EGRET), line(BIRD), line(LARK)]


def test_prose_on_the_next_page_is_no_row():
    prose = "\n".join(_text(50, 780 - 18 * number, "本应用保障您的信息安全，并依法处理。") for number in range(4))
    assert rows_of(drawing(HEAD, EGRET, BIRD), prose) == [" | ".join(HEADINGS), line(EGRET), line(BIRD)]


def test_a_table_above_other_text_does_not_go_on():
    below = "\n".join(_text(50, 500 - 18 * number, "表格之后的说明文字，说明表格到此为止。") for number in range(4))
    pages = drawing(HEAD, EGRET, BIRD) + "\n" + below, drawing(LARK)
    assert line(LARK) not in rows_of(*pages)


def test_columns_too_narrow_for_their_cells_are_no_table():
    """Rows of such columns were SDKs of two characters each."""
    lefts = (50, 90, 130, 170)
    lines = [("白鹭", "白鹭", "推送", "设备"), ("推送", "科技", "消息", "型号"), ("软件", "公司", "通知", "网络")]
    drawn = "\n".join(
        _text(left, 780 - 18 * number, text)
        for number, row in enumerate(lines)
        for left, text in zip(lefts, row, strict=True)
    )
    assert rows_of(drawn) == []


def test_cells_at_the_left_below_headings_in_the_middle_are_rows_though_a_letter_stands_below_a_heading():
    headings = ((98, "第三方"), (242, "用途"), (398, "涉及数据"))
    rows = (("白鹭", "统计应用的使用情况", "设备型号"), ("青鸟推送", "推送消息", "网络类型"), ("云雀", "支付", "订单"))
    drawn = [_text(x, 700, heading) for x, heading in headings]
    for number, row in enumerate(rows, 1):
        for left, cell in zip((50, 206, 380), row, strict=True):
            drawn += [_text(left + 12 * place, 700 - 21 * number, letter) for place, letter in enumerate(cell)]
    document = document_from_bytes("list.pdf", pdf_of_drawings(["\n".join(drawn)]))
    found = [document.text[block.start : block.end] for block in document.blocks if block.kind == "row"]
    assert found == ["第三方 | 用途 | 涉及数据", *(" | ".join(row) for row in rows)]
