"""Running text in two columns, and running text whose pieces a PDF gives the place of their run."""

from __future__ import annotations

from tests.support.pdf_builder import _text, pdf_of_drawings

from appaudit.documents.document import document_from_bytes

LEFT, RIGHT = 50, 320
#: Nine lines of eighteen characters for each column; each says its number.
COLUMN = [f"{side}栏第{number}行的文字说明我们怎样处理个人信" for side in "左右" for number in "一二三四五六七八九"]


def text_of(*drawings: str) -> str:
    return document_from_bytes("policy.pdf", pdf_of_drawings(drawings)).text


def columns(left: list[str], right: list[str], top: int = 700) -> str:
    """Two columns that are written line by line, over both of them."""
    placed = [(number, x, line) for x, lines in ((LEFT, left), (RIGHT, right)) for number, line in enumerate(lines)]
    return "\n".join(_text(x, top - 16 * number, line) for number, x, line in sorted(placed))


def pieces(y: int, *runs: tuple[str, ...]) -> str:
    """A line in runs of pieces: each run has its place, and its pieces follow one another."""
    x, drawn = LEFT, []
    for run in runs:
        shown = " /F1 12 Tf ".join(f"<{part.encode('utf-16-be').hex()}> Tj" for part in run)
        drawn.append(f"BT /F1 12 Tf {x} {y} Td {shown} ET")
        x += 12 * len("".join(run))
    return "\n".join(drawn)


def test_the_left_column_is_read_before_the_right_one():
    text = text_of(columns(COLUMN[:9], COLUMN[9:]))
    assert text.replace("\n", "") == "".join(COLUMN)


def test_a_sentence_goes_on_at_the_top_of_the_right_column():
    text = text_of(columns([*COLUMN[:8], "左栏最后一行的文字说明我们怎样处理个"], ["人信息。", *COLUMN[10:]]))
    assert "我们怎样处理个人信息。" in text


def test_a_title_over_both_columns_parts_what_is_above_from_what_is_below():
    over = _text(LEFT + 100, 740, "这是一个横跨两栏中间空白的标题文字很长")
    text = text_of("\n".join([over, columns(COLUMN[:9], COLUMN[9:])]))
    assert text.startswith("这是一个横跨两栏中间空白的标题文字很长\n左栏第一行")
    assert text.index("左栏第九行") < text.index("右栏第一行")


def test_labels_beside_their_values_are_no_columns():
    labels = ["名称", "用途", "收集的信息", "公司", "政策", "权限", "场景", "方式", "期限"]
    text = text_of(columns(labels, COLUMN[9:]))
    assert text.index("名称") < text.index("右栏第一行") < text.index("用途")


def test_two_columns_of_a_ruled_table_are_rows():
    rules = "\n".join(f"{LEFT} {712 - 16 * row} m 560 {712 - 16 * row} l S" for row in range(10))
    sides = "\n".join(f"{x} 712 m {x} 568 l S" for x in (LEFT, RIGHT - 10, 560))
    text = text_of("\n".join([rules, sides, columns(COLUMN[:9], COLUMN[9:])]))
    assert text.index("右栏第一行") < text.index("左栏第二行")


def test_pieces_of_a_line_follow_one_another_and_make_no_table():
    runs = (("我们收集", "的信息"), ("是", "手机", "号码"), ("用于登", "录"))
    lines = [pieces(700 - 16 * row - 12 * (row // 2), *runs) for row in range(6)]
    document = document_from_bytes("policy.pdf", pdf_of_drawings(["\n".join(lines)]))
    assert not [block for block in document.blocks if block.kind == "row"]
    assert document.text.replace(" ", "").count("我们收集的信息是手机号码用于登录") == 6


def test_a_table_whose_cells_are_placed_stays_one():
    cells = [("名称", "用途", "信息"), ("白鹭SDK", "统计使用", "OAID"), ("青鸟SDK", "推送消息", "手机号")]
    drawn = [
        _text(x, 700 - 24 * row, cell)
        for row, line in enumerate(cells)
        for x, cell in zip((50, 200, 350), line, strict=True)
    ]
    document = document_from_bytes("policy.pdf", pdf_of_drawings(["\n".join(drawn)]))
    assert len([block for block in document.blocks if block.kind == "row"]) == 3
