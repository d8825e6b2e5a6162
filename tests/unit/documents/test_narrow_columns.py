"""Tables of a PDF in columns of a few characters, told by the empty strips between them; and their near twins."""

from __future__ import annotations

from tests.support.pdf_builder import _text, pdf_of_drawings

from appaudit.documents.document import document_from_bytes
from appaudit.documents.placed.placed_text import letters_of

SIZE = 12
#: Where columns begin, and how wide they are.
LEFT, WIDE = (50, 150, 250, 350), 62
HEADINGS = (("SDK", "名称"), ("提供方",), ("使用", "目的"), ("收集的", "信息"))
EGRET = (("白鹭推", "送SDK"), ("白鹭科", "技有限", "公司"), ("推送", "消息"), ("设备型", "号、操", "作系统"))
BIRD = (("青鸟",), ("青鸟软", "件公司"), ("展示地", "图"), ("位置信", "息"))
LARK = (("云雀支", "付SDK"), ("云雀支", "付公司"), ("完成支", "付"), ("订单信", "息、账", "号"))


def drawing(*rows, top: float = 780, pitch: float = 18, between: float = 12, is_centred: bool = True) -> str:
    """The rows of a page; a cell stands in the middle of its row and column, or at its corner."""
    parts, y = [], top
    for row in rows:
        most = max(map(len, row))
        for left, lines in zip(LEFT, row, strict=True):
            lower = (most - len(lines)) * pitch / 2 if is_centred else 0
            for number, line in enumerate(lines):
                spare = (WIDE - letters_of(line) * SIZE) / 2 if is_centred else 0
                parts.append(_text(left + spare, y - lower - pitch * number, line))
        y -= pitch * most + between
    return "\n".join(parts)


def text_of(*pages: str):
    return document_from_bytes("list.pdf", pdf_of_drawings(pages))


def rows_of(*pages: str) -> list[str]:
    document = text_of(*pages)
    return [document.text[block.start : block.end] for block in document.blocks if block.kind == "row"]


def line(row) -> str:
    return " | ".join("".join(cell) for cell in row)


def test_cells_in_the_middle_of_their_rows_and_columns_make_rows():
    assert rows_of(drawing(HEADINGS, EGRET, BIRD, LARK)) == list(map(line, (HEADINGS, EGRET, BIRD, LARK)))


def test_cells_at_the_corner_of_narrow_columns_make_rows():
    assert rows_of(drawing(HEADINGS, EGRET, BIRD, is_centred=False)) == list(map(line, (HEADINGS, EGRET, BIRD)))


def test_one_row_below_the_headings_is_a_table():
    assert rows_of(drawing(HEADINGS, EGRET)) == [line(HEADINGS), line(EGRET)]


def test_words_that_a_narrow_column_cuts_are_whole_again():
    names = (("EgretPush", "Service"), ("Egret Net", "work Inc."), ("Push mess", "ages sent"), ("Androi", "d ID"))
    drawn = "\n".join(
        _text(left, 700 - 18 * number, text)
        for left, cell in zip(LEFT, names, strict=True)
        for number, text in enumerate(cell)
    )
    row = rows_of(drawing(HEADINGS, is_centred=False) + "\n" + drawn)[1]
    assert row.split(" | ")[1:3] == ["Egret Network Inc.", "Push messages sent"]


def test_words_that_a_column_breaks_between_keep_their_space():
    names = (("Egret", "Push SDK"), ("Egret", "Network"), ("Push", "messages"), ("Android", "identifier"))
    drawn = drawing(HEADINGS, names, is_centred=False)
    assert rows_of(drawn)[1] == "Egret Push SDK | Egret Network | Push messages | Android identifier"


def test_an_address_goes_on_in_the_next_lines_of_its_cell():
    row = (*EGRET[:3], ("https://egr", "et.example", ".com/priv", "acy"))
    assert rows_of(drawing(HEADINGS, row))[1].endswith("https://egret.example.com/privacy")


def test_an_address_without_its_protocol_goes_on_too_and_a_word_of_two_parts_does_not():
    row = (*EGRET[:3], ("egret.exa", "mple.com/pr", "ivacy"))
    assert rows_of(drawing(HEADINGS, row))[1].endswith("egret.example.com/privacy")
    row = (*EGRET[:3], ("Egret.js", "runtime"))
    assert rows_of(drawing(HEADINGS, row))[1].endswith("Egret.js runtime")


def test_a_row_goes_on_at_the_top_of_the_next_page():
    rest = ((), (), ("，并统", "计"), ())
    assert rows_of(drawing(HEADINGS, BIRD, EGRET), drawing(rest, LARK)) == [
        line(HEADINGS),
        line(BIRD),
        line(EGRET).replace("推送消息", "推送消息，并统计"),
        line(LARK),
    ]


def test_points_at_the_top_of_the_next_page_are_no_row():
    points = "\n".join(
        _text(50, 780 - 18 * number, text)
        for number, text in enumerate(
            ("推送可在设置里关闭，关闭之后不再收到。", "地图可在设置里关闭，关闭之后不再展示。")
        )
    )
    assert rows_of(drawing(HEADINGS, EGRET, BIRD), points) == [line(HEADINGS), line(EGRET), line(BIRD)]


def test_prose_of_short_lines_is_no_table():
    lines = ["我们 保护 您的信息", "并 依法 处理 它们", "您可以 随时 联系 我们", "谢谢"]
    drawn = "\n".join(_text(50, 780 - 18 * number, text) for number, text in enumerate(lines))
    assert rows_of(drawn) == []
