"""PDF, Word and saved web archives: the same policy in each reads the same, and what cannot be read says so."""

from __future__ import annotations

import contextlib
import io
import quopri
import random
import zipfile
from pathlib import Path

import docx
import pytest
from tests.support.pdf_builder import encrypted, pdf_of, pdf_of_drawings, pdf_of_table

from appaudit.documents.document import read_document
from appaudit.errors import ExtractionError
from appaudit.model.facts.documents import ClauseFact
from appaudit.policy import read_policy

LINES = [
    "青禾商城隐私政策",
    "更新日期：2026年3月1日",
    "一、我们收集的信息",
    "注册账号时，我们收集您的手机号码，用于创建账号。",
    "二、您的权利",
    "您可以在“设置-账号与安全-注销账号”中申请注销账号，我们在十五个工作日内处理。",
]


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data)
    return path


def blocks(document, kind):
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


def statuses(path, lexicon):
    return {fact.id: fact.status for fact in read_policy([path], lexicon).facts if isinstance(fact, ClauseFact)}


def test_a_pdf_is_read_like_its_text(tmp_path, lexicon):
    document = read_document(write(tmp_path, "policy.pdf", pdf_of([LINES[:3], LINES[3:]])))
    assert (document.encoding, document.language, document.unread) == ("pdf", "zh", ())
    assert blocks(document, "heading") == ["青禾商城隐私政策", "一、我们收集的信息", "二、您的权利"]
    text = write(tmp_path, "policy.txt", "\n".join(LINES).encode())
    assert statuses(tmp_path / "policy.pdf", lexicon) == statuses(text, lexicon)
    assert statuses(text, lexicon)["account_cancellation"] == "present"


def test_lines_of_a_pdf_are_put_together_without_running_heads(tmp_path):
    words = (
        "本政策第{}页适用于我们提供的全部产品与服务以及相关的功能和页面，请在使用前仔细阅读并理解它的每一条款，谢谢。"
    )
    pages, sentences = [], []
    for number in "一二三":
        sentence = words.format(number)
        sentences.append(sentence)
        rows = [sentence[start : start + 30] for start in range(0, len(sentence), 30)]
        pages.append(["青禾商城", f"第{number}章", *rows, *rows, f"附{number}", f"第 {len(pages) + 1} 页"])
    text = read_document(write(tmp_path, "policy.pdf", pdf_of(pages))).text
    assert all(text.count(sentence) == 2 for sentence in sentences)
    assert "青禾商城" not in text
    assert "第 1 页" not in text


def test_radicals_of_browser_fonts_are_the_characters_meant(tmp_path):
    path = write(tmp_path, "policy.pdf", pdf_of([["⽤⼾的个⼈信息", "⻛险⻚⾯"]]))
    assert read_document(path).text == "用户的个人信息\n风险页面\n"


def test_a_scan_says_that_it_is_one(tmp_path):
    with pytest.raises(ExtractionError, match=r"2 page.*pictures") as caught:
        read_document(write(tmp_path, "policy.pdf", pdf_of([[], []])))
    assert "扫描件" in caught.value.zh


def test_pages_without_text_are_gaps_of_the_document(tmp_path, lexicon):
    reading = read_policy([write(tmp_path, "policy.pdf", pdf_of([LINES, [], []]))], lexicon)
    gap = next(gap for gap in reading.gaps if gap.kind == "clause" and gap.reason == "unreadable")
    assert gap.part == "policy.pdf"
    assert "page(s) 2, 3" in gap.detail.en
    assert "第 2, 3 页" in gap.detail.zh


def test_a_pdf_that_needs_a_password_says_so(tmp_path):
    locked = encrypted(pdf_of([LINES]), user="secret", owner="owner")
    with pytest.raises(ExtractionError, match="password") as caught:
        read_document(write(tmp_path, "policy.pdf", locked))
    assert "密码" in caught.value.zh


def test_a_pdf_that_only_forbids_changes_is_read(tmp_path):
    document = read_document(write(tmp_path, "policy.pdf", encrypted(pdf_of([LINES]), user="", owner="owner")))
    assert "注销账号" in document.text


def test_an_overlong_page_is_not_read(tmp_path):
    assert "注销账号" in read_document(write(tmp_path, "policy.pdf", pdf_of([LINES], padding=100_000))).text
    with pytest.raises(ExtractionError, match="no text"):
        read_document(write(tmp_path, "huge.pdf", pdf_of([LINES], padding=2_100_000)))


def test_damaged_pdfs_end_in_our_own_errors(tmp_path):
    good = pdf_of([LINES])
    shuffle = random.Random(7)
    for _ in range(60):
        data = bytearray(good)
        for _ in range(shuffle.randrange(1, 30)):
            data[shuffle.randrange(9, len(data))] = shuffle.randrange(256)
        path = write(tmp_path, "policy.pdf", bytes(data[: shuffle.randrange(20, len(data))]))
        with contextlib.suppress(ExtractionError):
            assert read_document(path).text


def word_document(build):
    document = docx.Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_headers_and_footers_of_a_word_document_are_read_once_and_page_numbers_are_not(tmp_path):
    def build(document):
        document.add_paragraph("隐私政策")
        document.sections[0].header.paragraphs[0].text = "青禾科技有限公司"
        document.sections[0].footer.paragraphs[0].text = "更新日期：2026年3月1日"
        second = document.add_section()
        second.header.is_linked_to_previous = False
        second.header.paragraphs[0].text = "青禾科技有限公司"
        second.footer.is_linked_to_previous = False
        second.footer.paragraphs[0].text = "- 3 -"

    text = read_document(write(tmp_path, "policy.docx", word_document(build))).text
    assert text.split() == ["隐私政策", "青禾科技有限公司", "更新日期：2026年3月1日"]


def test_a_word_document_keeps_headings_items_tables_and_links(tmp_path):
    def build(document):
        document.add_heading("隐私政策", 1)
        document.add_paragraph("我们收集以下信息：")
        item = document.add_paragraph("手机号码，用于注册账号；")
        item.paragraph_format.element.get_or_add_pPr().get_or_add_numPr()
        table = document.add_table(rows=2, cols=2)
        texts = iter(["SDK名称", "用途", "甲推送SDK", "消息推送"])
        for row in table.rows:
            for cell in row.cells:
                cell.text = next(texts)

    document = read_document(write(tmp_path, "policy.docx", word_document(build)))
    assert blocks(document, "heading") == ["隐私政策"]
    item = next(block for block in document.blocks if block.kind == "item")
    assert document.text[item.start : item.end] == "手机号码，用于注册账号；"
    assert document.text[item.lead_in.start : item.lead_in.end] == "我们收集以下信息："
    _, row = [block for block in document.blocks if block.kind == "row"]
    assert [(cell.header, document.text[cell.start : cell.end]) for cell in row.cells] == [
        ("SDK名称", "甲推送SDK"),
        ("用途", "消息推送"),
    ]


def raw_word(body):
    """A Word document whose body is the given markup."""
    data = word_document(lambda document: None)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/document.xml":
                head, _, tail = content.decode().partition("<w:body>")
                content = f"{head}<w:body>{body}{tail}".encode()
            new.writestr(entry.filename, content)
    return out.getvalue()


def test_tracked_changes_and_content_controls_are_read_as_they_stand(tmp_path):
    body = (
        "<w:p><w:r><w:t>我们</w:t></w:r><w:ins><w:r><w:t>不</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>会</w:delText></w:r></w:del><w:r><w:t>收集信息。</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>更新日期：2026年</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    text = read_document(write(tmp_path, "policy.docx", raw_word(body))).text
    assert text == "我们不收集信息。\n更新日期：2026年\n"


def test_entities_in_a_word_document_are_not_resolved(tmp_path):
    data = raw_word("<w:p><w:r><w:t>正文&amp;</w:t></w:r></w:p>")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "word/document.xml":
                head, _, tail = content.decode().partition("?>")
                entity = '<!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/hostname">]>'
                content = f"{head}?>{entity}{tail.replace('正文', '正&s;文')}".encode()
            new.writestr(entry.filename, content)
    try:
        text = read_document(write(tmp_path, "policy.docx", out.getvalue())).text
    except ExtractionError:
        return
    assert text.startswith("正")
    assert Path("/etc/hostname").read_text().strip() not in text


def test_a_word_document_that_unpacks_to_too_much_is_refused(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 45_000_000)
    with pytest.raises(ExtractionError, match="unpacks to more"):
        read_document(write(tmp_path, "policy.docx", out.getvalue()))


@pytest.mark.parametrize("content", ["<x/>", "", "not xml"])
def test_a_damaged_word_document_says_so(tmp_path, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", content)
    with pytest.raises(ExtractionError, match="cannot be opened") as caught:
        read_document(write(tmp_path, "policy.docx", out.getvalue()))
    assert "无法打开" in caught.value.zh


def test_a_saved_web_archive_gives_its_page(tmp_path):
    page = "<html><body><h1>隐私政策</h1><p>我们收集手机号码。</p></body></html>"
    archive = (
        b"From: <Saved by Blink>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/css\r\n\r\np{}\r\n"
        b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    archive += quopri.encodestring(page.encode()) + b"\r\n--b--\r\n"
    assert read_document(write(tmp_path, "policy.mhtml", archive)).text == "隐私政策\n我们收集手机号码。\n"


def test_formats_are_told_by_content_not_by_name(tmp_path):
    document = read_document(write(tmp_path, "policy.txt", pdf_of([LINES])))
    assert document.encoding == "pdf"


TABLE = [
    ["SDK名称", "公司名称", "使用目的", "收集的信息"],
    ["星河推送SDK", "星河示例信息技术有限公司", "消息推送", "设备型号、操作系统版本、网络类型"],
    ["青禾地图SDK", "青禾示例软件有限公司", "展示地图并计算前往网点的路线", "位置信息"],
]


@pytest.mark.parametrize("borders", ["strokes", "boxes", "bars", "none"])
def test_table_of_a_pdf_becomes_rows(tmp_path, lexicon, borders):
    data = pdf_of_table(
        TABLE, borders=borders, above=["我们接入的第三方SDK如下。"], below=["二、您的权利", "您可以注销账号。"]
    )
    path = write(tmp_path, "policy.pdf", data)
    document = read_document(path)
    rows = [block for block in document.blocks if block.kind == "row"]
    cells = [[document.text[cell.start : cell.end] for cell in row.cells] for row in rows]
    assert cells == TABLE
    assert [cell.header for cell in rows[2].cells] == TABLE[0]
    assert document.text.splitlines()[0] == "我们接入的第三方SDK如下。"
    assert blocks(document, "heading") == ["二、您的权利"]
    named = {
        fact.name: (fact.company, fact.purpose)
        for fact in read_policy([path], lexicon).facts
        if fact.kind == "declared_sdk"
    }
    assert named["星河推送SDK"] == ("星河示例信息技术有限公司", "消息推送")


@pytest.mark.parametrize("centred", [range(9), [0]], ids=["all", "headings"])
def test_centred_cells_of_a_pdf_without_lines_become_rows(tmp_path, centred):
    """Where nothing is ruled off, what stands below a heading has its middle there, or begins left of it."""
    data = pdf_of_table(TABLE, borders="none", above=["我们接入的第三方SDK如下。"], centred=centred)
    document = read_document(write(tmp_path, "policy.pdf", data))
    rows = [block for block in document.blocks if block.kind == "row"]
    assert [[document.text[cell.start : cell.end] for cell in row.cells] for row in rows] == TABLE


def test_texts_aside_of_every_column_make_no_table(tmp_path):
    drawn = [
        (60, 780, "甲"),
        (200, 780, "乙"),
        (340, 780, "丙"),
        (120, 760, "丁"),
        (260, 760, "戊"),
        (130, 740, "己己"),
    ]
    parts = [f"BT /F1 12 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, text in drawn]
    document = read_document(write(tmp_path, "policy.pdf", pdf_of_drawings(["\n".join(parts)])))
    assert not [block for block in document.blocks if block.kind == "row"]


def test_empty_cell_of_a_pdf_keeps_the_columns_apart(tmp_path):
    rows = [*TABLE[:2], ["青禾统计SDK", "", "统计", "设备型号"]]
    document = read_document(write(tmp_path, "policy.pdf", pdf_of_table(rows, borders="boxes")))
    last = [block for block in document.blocks if block.kind == "row"][-1]
    found = {cell.header: document.text[cell.start : cell.end] for cell in last.cells}
    assert found == {"SDK名称": "青禾统计SDK", "公司名称": "", "使用目的": "统计", "收集的信息": "设备型号"}


def test_frames_and_underlines_of_a_pdf_make_no_table(tmp_path):
    plain = pdf_of([LINES])
    text = read_document(write(tmp_path, "plain.pdf", plain)).text
    drawn = "\n".join(
        f"BT /F1 12 Tf 60 {780 - 20 * row} Td <{line.encode('utf-16-be').hex()}> Tj ET"
        for row, line in enumerate(LINES)
    )
    frame = "50 600 500 200 re S 60 775 m 200 775 l S 60 755 m 200 755 l S"
    assert read_document(write(tmp_path, "frame.pdf", pdf_of_drawings([f"{drawn}\n{frame}"]))).text == text


def test_page_full_of_lines_is_read_without_them(tmp_path):
    drawn = f"BT /F1 12 Tf 60 780 Td <{LINES[3].encode('utf-16-be').hex()}> Tj ET"
    lines = " ".join(f"{n % 500} {n // 40 * 9} 1 8 re f {n % 499} {n // 40 * 7} 9 1 re f" for n in range(8000))
    odd = "/Name 1 2 3 re f (text) 5 l S 7 re S"
    document = read_document(write(tmp_path, "policy.pdf", pdf_of_drawings([f"{drawn}\n{lines}\n{odd}"])))
    assert document.text.strip() == LINES[3]


def test_rows_alike_at_the_ends_of_pages_are_no_running_heads(tmp_path):
    pages = []
    for page in range(3):
        rows = [[f"星河{page}{row}SDK", "星河公司", "推送"] for row in range(3)]
        parts = [
            f"BT /F1 12 Tf {64 + 110 * column} {766 - 24 * row} Td <{cell.encode('utf-16-be').hex()}> Tj ET "
            f"{60 + 110 * column} {756 - 24 * row} 110 24 re S"
            for row, cells in enumerate(rows)
            for column, cell in enumerate(cells)
        ]
        pages.append("\n".join(parts))
    text = read_document(write(tmp_path, "policy.pdf", pdf_of_drawings(pages))).text
    assert [line.split(" | ")[0] for line in text.splitlines()] == [
        f"星河{p}{r}SDK" for p in range(3) for r in range(3)
    ]


def placed(x, y, text):
    return f"BT /F1 12 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"


def test_rows_of_one_line_each_are_a_table_without_lines(tmp_path):
    rows = [
        ["SDK名称", "公司名称", "使用目的"],
        ["星河推送SDK", "星河公司", "推送"],
        ["青禾地图SDK", "青禾公司", "定位"],
    ]
    drawn = "\n".join(
        placed(60 + 120 * column, 780 - 20 * row, cell)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
    )
    text = read_document(write(tmp_path, "policy.pdf", pdf_of_drawings([drawn]))).text
    assert text.splitlines() == [" | ".join(row) for row in rows]


def test_words_set_apart_above_prose_are_no_table(tmp_path):
    drawn = "\n".join(
        [placed(60, 780, "签署人"), placed(180, 780, "日期"), placed(300, 780, "地点")]
        + [placed(60, 760 - 20 * row, line) for row, line in enumerate(LINES[:4])]
    )
    document = read_document(write(tmp_path, "policy.pdf", pdf_of_drawings([drawn])))
    assert [block for block in document.blocks if block.kind == "row"] == []
