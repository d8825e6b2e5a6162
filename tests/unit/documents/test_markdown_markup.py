"""Markdown with tables and lists of HTML in it, and pages that are frames of others."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from appaudit.documents.document import document_from_bytes
from appaudit.errors import ExtractionError


def rows_of(name: str, text: str) -> list[list[str]]:
    document = document_from_bytes(name, text.encode())
    return [
        [document.text[cell.start : cell.end].strip() for cell in block.cells]
        for block in document.blocks
        if block.kind == "row"
    ]


def test_a_table_of_html_whose_cells_stand_between_blank_lines():
    rows = [["SDK名称", "用途"], ["白鹭SDK", "统计"]]
    cells = ["".join(f"<td>\n\n{cell}\n\n</td>\n" for cell in row) for row in rows]
    table = "".join(f"<tr>\n{row}</tr>\n" for row in cells)
    assert rows_of("list.md", f"# 清单\n\n<table>\n{table}</table>\n") == rows


def test_a_text_that_speaks_of_one_element_is_no_page():
    document = document_from_bytes("list.md", "清单放在 <table> 中。\n\n- 白鹭SDK\n".encode())
    assert "<table>" in document.text


@pytest.mark.parametrize("listed", ["<ul><li>OAID</li><li>IMEI</li></ul>", "<p>OAID</p><p>IMEI</p>", "OAID<br>IMEI"])
def test_a_list_in_a_cell_stays_in_its_row(listed):
    text = f"| 名称 | 信息 | 用途 |\n|---|---|---|\n| 白鹭SDK | {listed} | 统计 |\n| 青鸟SDK | {listed} | 推送 |\n"
    rows = rows_of("list.md", text)
    assert [(row[0], row[2]) for row in rows] == [("名称", "用途"), ("白鹭SDK", "统计"), ("青鸟SDK", "推送")]
    assert [part.strip() for part in rows[1][1].split(";") if part.strip()] == ["OAID", "IMEI"]


def test_a_paragraph_that_begins_with_a_bar_ends_as_one():
    document = document_from_bytes("page.html", "<html><body><p>| 首页</p><p>正文</p></body></html>".encode())
    assert document.text.split("\n")[:2] == ["| 首页", "正文"]


@pytest.mark.parametrize(
    ("first", "content", "said"),
    [
        ("mimetype", "application/vnd.oasis.opendocument.text", "OpenDocument.*convert-to docx"),
        ("mimetype", "application/epub+zip", "EPUB.*ebook-convert"),
        ("Index/Document.iwa", "", "Pages.*Export"),
        ("notes.txt", "SDK", "zip archive"),
    ],
)
def test_archives_of_other_programs_are_named_with_the_way_to_convert_them(first, content, said):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(first, content)
    with pytest.raises(ExtractionError) as caught:
        document_from_bytes("list.bin", packed.getvalue())
    assert re.search(said, f"{caught.value} {caught.value.hint}")


def test_a_set_of_frames_says_which_pages_hold_its_text():
    page = '<html><frameset cols="20%,80%"><frame src="menu.htm"><frame src="sdk.htm"></frameset></html>'
    with pytest.raises(ExtractionError, match=r"menu\.htm, sdk\.htm"):
        document_from_bytes("index.htm", page.encode())


SENTENCE = "我们会收集您的通讯录和位置信息"


@pytest.mark.parametrize(
    ("hides", "shows"),
    [
        ("<!-- {} -->", "`<!-- {} -->`"),
        ("<!-- {} -->", "\\<!-- {} -->"),
        ("<!-- {} -->", "```\n<!-- {} -->\n```"),
        ("<!--\n```\n{}\n```\n-->", "```\n<!--\n```\n{}\n"),
        ("<template>{}</template>", "<p>{}</p>"),
        ("<script type=text/x>\n{}\n</script>", "<code>\n{}\n</code>"),
        (
            "<style>.x{{display:none}}</style>\n\n<p class=x>{}</p>",
            "<style>.q{{display:none}}</style>\n\n<p class=x>{}</p>",
        ),
        ("<!X {}>", "< !X {}>"),
        ("<p hidden>{}</p>", "```\n<p hidden>{}</p>\n```"),
        ("<script>{}</script>", "`<script>{}</script>`"),
        ("```\n```\n<p hidden>{}</p>\n```\n```", "~~~\n```\n```\n<p hidden>{}</p>\n~~~"),
        ("<a name='{}'></a>", "<a name='a'>{}</a>"),
        ("[其他](https://a.example '{}')", "[{}](https://a.example '其他')"),
        ("![a](a.png '{}')", "[{}](a.png 'a')"),
        ("[a]: <> '{}'", "[a]: {}"),
        ("![{}][a]", "[{}][a]"),
    ],
)
def test_what_markdown_does_not_show_is_hidden_and_its_near_twin_is_not(hides: str, shows: str) -> None:
    for template, hidden in ((hides, True), (shows, False)):
        document = document_from_bytes("privacy.md", f"# 隐私政策\n\n{template.format(SENTENCE)}\n".encode())
        assert (SENTENCE in document.text) is not hidden
        assert any(SENTENCE in each.text for each in document.hidden) is hidden


def test_a_link_keeps_its_address_where_its_title_is_taken_out() -> None:
    document = document_from_bytes("privacy.md", f"# 隐私政策\n\n[其他](https://a.example/b '{SENTENCE}')\n".encode())
    assert "https://a.example/b" in document.text
