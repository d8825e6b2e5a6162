"""Files of every kind and encoding to text, blocks and links."""

from __future__ import annotations

import zipfile

import pytest

from appaudit.documents.document import document_from_bytes, document_from_text, read_document
from appaudit.errors import ExtractionError

CHINESE = "隐私政策\n我们会收集您的手机号码，用于注册账号。您可以在设置中注销账号。\n"
TRADITIONAL = "隱私權政策\n我們會蒐集您的手機號碼，用於註冊帳號。您可以在設定中刪除資料。\n"


def blocks(document, kind):
    return [document.text[b.start : b.end] for b in document.blocks if b.kind == kind]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gbk", "gb18030"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_encoding_is_recognised(tmp_path, encoding, name):
    path = tmp_path / "policy.txt"
    path.write_bytes(CHINESE.encode(encoding))
    document = read_document(path)
    assert (document.text, document.encoding, document.language) == (CHINESE, name, "zh")


def test_big5_is_recognised(tmp_path):
    path = tmp_path / "policy.txt"
    path.write_bytes(TRADITIONAL.encode("big5"))
    assert read_document(path).text == TRADITIONAL


def test_declared_charset_of_a_page_wins(tmp_path):
    path = tmp_path / "policy.html"
    page = f'<html><head><meta charset="gb2312"></head><body><p>{CHINESE}</p></body></html>'
    path.write_bytes(page.encode("gbk"))
    document = read_document(path)
    assert document.encoding == "gb18030"
    assert "手机号码" in document.text


def test_one_damaged_byte_does_not_cost_the_document(tmp_path):
    path = tmp_path / "policy.txt"
    data = bytearray((CHINESE * 20).encode())
    data[40] = 0xFF
    path.write_bytes(bytes(data))
    assert "注销账号" in read_document(path).text


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gbk", "utf-8"),
        ("big5", "utf-8"),
        ("iso-8859-1", "utf-8"),
        ("utf-8", "gbk"),
        ("big5", "gbk"),
        ("iso-8859-1", "gb18030"),
        ("gb2312", "utf-16-le"),
        ("utf-8", "utf-16"),
    ],
)
def test_a_wrong_charset_does_not_garble_a_page(tmp_path, declared, encoding):
    path = tmp_path / "policy.html"
    page = f'<!DOCTYPE html><html><meta charset="{declared}"><body><p>{CHINESE}</p></body></html>'
    path.write_bytes(page.encode(encoding))
    text = read_document(path).text
    assert "我们会收集您的手机号码，用于注册账号。" in text
    assert "<p>" not in text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_and_without_latin_letters_is_recognised(tmp_path, encoding):
    path = tmp_path / "policy.txt"
    path.write_bytes(CHINESE.replace("\n", "").encode(encoding))
    assert read_document(path).text == CHINESE.replace("\n", "")


def test_traditional_text_in_gb18030_is_not_taken_for_big5(tmp_path):
    path = tmp_path / "policy.txt"
    path.write_bytes((TRADITIONAL * 3).encode("gb18030"))
    assert read_document(path).text == TRADITIONAL * 3


def test_a_damaged_byte_in_a_chinese_code_page_does_not_cost_the_document(tmp_path):
    path = tmp_path / "policy.txt"
    data = (CHINESE * 20).encode("gbk")
    path.write_bytes(data + b"\xff\n")
    assert "注销账号" in read_document(path).text


def test_wrong_declaration_falls_back(tmp_path):
    path = tmp_path / "policy.html"
    path.write_bytes(f'<html><meta charset="no-such-code"><body><p>{CHINESE}</p></body></html>'.encode())
    assert "手机号码" in read_document(path).text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 100, "JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "PNG"),
        (b"%PDF-1.7\n" + b"x" * 100, "PDF"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 100, "Word"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"dex\n035\x00" + b"\x00" * 50, "code"),
        (bytes(range(256)) * 20, "binary|encoding"),
        (b"<html><body><script>document.write('x')</script></body></html>", "no text"),
        (b"=====\n-----\n", "no text"),
    ],
)
def test_what_is_no_policy_text_is_refused_with_a_reason(tmp_path, data, words):
    path = tmp_path / "policy.txt"
    path.write_bytes(data)
    with pytest.raises(ExtractionError, match=words) as caught:
        read_document(path)
    assert "policy.txt" in caught.value.message


@pytest.mark.parametrize("data", [b"{\\rtf1 hello}", b"\xd0\xcf\x11\xe0" + b"\0" * 600], ids=["rtf", "doc"])
def test_documents_of_old_formats_are_refused_with_how_to_convert_them(data):
    with pytest.raises(ExtractionError) as caught:
        document_from_bytes("policy.doc", data)
    assert "soffice --headless --convert-to docx" in caught.value.hint
    assert "soffice --headless --convert-to docx" in caught.value.hint_zh


def test_an_archive_is_refused_with_a_hint(tmp_path):
    path = tmp_path / "policy.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(ExtractionError, match="zip archive") as caught:
        read_document(path)
    assert "HTML or text" in caught.value.hint
    assert "压缩包" in caught.value.zh


def test_missing_file_is_an_extraction_error(tmp_path):
    with pytest.raises(ExtractionError, match="cannot be opened"):
        read_document(tmp_path / "nothing.txt")


def test_page_gives_visible_text_headings_items_and_links(tmp_path):
    path = tmp_path / "policy.html"
    path.write_text(
        """<!DOCTYPE html><html><head><title>t</title><style>p{}</style></head><body>
        <nav>首页 登录</nav><h2>一、信息收集</h2>
        <p>我们收集以下信息：</p><ul><li>您的<b>手机号码</b>；</li><li>设备信息。</li></ul>
        <p style="display:none">看不见</p><script>var a = "坏";</script>
        <p>详见<a href="https://example.org/sdk.html">第三方SDK目录</a>。</p></body></html>""",
        encoding="utf-8",
    )
    document = read_document(path)
    assert blocks(document, "heading") == ["一、信息收集"]
    assert blocks(document, "item") == ["您的手机号码；", "设备信息。"]
    assert not any(word in document.text for word in ("首页", "看不见", "坏", "p{}"))
    [link] = document.links
    assert (document.text[link.start : link.end], link.target) == ("第三方SDK目录", "https://example.org/sdk.html")
    item = next(block for block in document.blocks if block.kind == "item")
    assert document.text[item.lead_in.start : item.lead_in.end] == "我们收集以下信息："


def test_menus_of_a_saved_page_are_no_part_of_the_policy(tmp_path):
    path = tmp_path / "policy.html"
    path.write_text(
        """<!DOCTYPE html><html><body><div class="top-nav"><a href="/">首页</a> <a href="/dl">下载</a></div>
        <div role="navigation">服务协议 联系我们</div>
        <div class="menu"><p>菜单功能会收集您的位置信息，用于推荐餐厅。</p><a href="x">更多</a></div>
        <script type="application/json">{"text": "脚本里的字"}</script><p>我们收集手机号码。</p></body></html>""",
        encoding="utf-8",
    )
    assert read_document(path).text == "菜单功能会收集您的位置信息，用于推荐餐厅。\n更多\n我们收集手机号码。\n"


def test_external_entities_are_not_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密内容", encoding="utf-8")
    path = tmp_path / "policy.html"
    path.write_text(
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}">]><html><body><p>政策 &x; 正文</p></body></html>',
        encoding="utf-8",
    )
    assert "秘密内容" not in read_document(path).text


def nested_page(folder, depth):
    path = folder / "policy.html"
    page = "<html><body><p>前文</p>" + "<div>" * depth + "<p>正文在此</p>" + "</div>" * depth
    path.write_text(page, encoding="utf-8")
    return read_document(path)


def test_deeply_nested_page_is_read(tmp_path):
    document = nested_page(tmp_path, 1500)
    assert "正文在此" in document.text
    assert not document.truncated


def test_page_nested_beyond_the_parser_says_so(tmp_path):
    document = nested_page(tmp_path, 5000)
    assert "正文在此" in document.text or document.truncated


def test_long_text_is_cut_and_says_so(tmp_path):
    path = tmp_path / "policy.txt"
    path.write_text("我们收集信息。\n" * 130_000, encoding="utf-8")
    document = read_document(path)
    assert (len(document.text), document.truncated) == (1_000_000, True)


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><th>SDK名称</th><th>目的</th></tr><tr><td>甲SDK</td><td>推送</td></tr></table><p>完</p>",
        "<table><tr><td>SDK名称</td><td>目的</td></tr><tr><td><p>甲SDK</p></td><td><span>推送</span></td></tr></table><p>完</p>",
    ],
)
def test_table_cells_know_their_column(tmp_path, text):
    path = tmp_path / "policy.html"
    path.write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
    document = read_document(path)
    header, row = [block for block in document.blocks if block.kind == "row"]
    assert header.header
    assert [(cell.header, document.text[cell.start : cell.end].strip()) for cell in row.cells] == [
        ("SDK名称", "甲SDK"),
        ("目的", "推送"),
    ]


def test_markdown_gives_headings_rows_and_links(tmp_path):
    path = tmp_path / "policy.md"
    text = (
        "# 隐私政策\n\n## 第三方\n\n| SDK名称 | 公司 |\n|---|---|\n| 甲SDK | 甲公司 |\n\n"
        "- 第一项\n- 第二项\n\n参见[清单](list.html)。\n"
    )
    path.write_text(text, encoding="utf-8")
    document = read_document(path)
    assert document.text == text
    assert blocks(document, "heading") == ["# 隐私政策", "## 第三方"]
    assert blocks(document, "row") == ["| SDK名称 | 公司 |", "| 甲SDK | 甲公司 |"]
    assert blocks(document, "item") == ["- 第一项", "- 第二项"]
    assert [(document.text[x.start : x.end], x.target) for x in document.links] == [("清单", "list.html")]


def test_plain_text_headings_are_found_by_number_and_shape():
    text = (
        "隐私政策\n\n一、我们如何收集信息\n为注册账号，我们收集手机号。\n（一）注册\n您需要填写手机号码。\n"
        "1.1 登录\n您可以使用验证码登录。\n第二条 存储\n信息存储于境内。\n如何联系我们\n邮箱：a@example.org\n"
    )
    document = document_from_text(text)
    assert blocks(document, "heading") == [
        "隐私政策",
        "一、我们如何收集信息",
        "（一）注册",
        "1.1 登录",
        "第二条 存储",
        "如何联系我们",
    ]
    assert "邮箱：a@example.org" in blocks(document, "paragraph")


def test_lists_that_name_the_same_are_no_table_of_contents():
    kinds = "设备型号\n操作系统版本\n应用版本\n崩溃日志\n设备状态\n"
    document = document_from_text(f"隐私政策\n甲收集以下信息：\n{kinds}我们保护信息。\n乙收集以下信息：\n{kinds}完。\n")
    assert blocks(document, "contents") == []
    assert len(blocks(document, "item")) == 10


def test_a_short_line_right_above_another_is_a_heading_too():
    document = document_from_text("甲应用隐私政策\n\n第三方服务\n友盟统计\n我们用它统计崩溃，它会收集设备型号。\n")
    assert blocks(document, "heading") == ["甲应用隐私政策", "第三方服务", "友盟统计"]


def test_two_short_lines_that_a_sentence_introduces_are_a_list():
    document = document_from_text("我们收集下列信息：\n姓名\n电话号码\n我们不会公开它们，除非您同意。\n")
    assert blocks(document, "heading") == []


def test_table_of_contents_is_told_from_headings():
    text = (
        "目录\n一、收集\n二、共享\n三、联系我们\n\n一、收集\n我们收集手机号，用于注册。\n"
        "二、共享\n不共享。\n三、联系我们\n见上。"
    )
    document = document_from_text(text)
    assert blocks(document, "contents") == ["一、收集", "二、共享", "三、联系我们"]
    assert blocks(document, "heading")[-3:] == ["一、收集", "二、共享", "三、联系我们"]


def test_wrapped_lines_are_one_paragraph():
    line = "本政策适用于我们提供的全部产品与服务以及相关的功能和页面"
    text = "\n".join([line] * 12) + "。\n完。"
    document = document_from_text(text)
    assert blocks(document, "paragraph")[0] == "\n".join([line] * 12) + "。"


def test_blocks_are_ordered_and_do_not_overlap():
    document = document_from_text("一、甲\n乙：\n1、丙；\n2、丁。\n" * 5)
    for first, second in zip(document.blocks, document.blocks[1:], strict=False):
        assert first.end <= second.start


def test_carriage_returns_are_newlines():
    assert document_from_text("甲。\r\n乙。\r丙。").text == "甲。\n乙。\n丙。"


@pytest.mark.parametrize(
    "loader",
    [
        '<script src="app.js"></script>',
        '<iframe src="policy.html"></iframe>',
        '<object data="policy.pdf"></object>',
        f'<div>{"<a href=a.html>公司新闻与产品介绍</a>" * 30}</div><iframe src="policy.html"></iframe>',
        '<meta http-equiv="Refresh" content="0;url=policy.html">',
    ],
    ids=["script", "frame", "object", "frame among menus", "refresh"],
)
def test_shell_of_a_page_is_a_gap_and_a_short_page_is_none(loader):
    shell = document_from_bytes(
        "p.html", f"<html><body><h1>隐私政策</h1><div id=app></div>{loader}</body></html>".encode()
    )
    assert [("几乎没有文字" in gap.zh, "next to no text" in gap.en) for gap in shell.unread] == [(True, True)]
    short = document_from_bytes("p.html", "<html><body><h1>隐私政策</h1><p>不收集任何信息。</p></body></html>".encode())
    assert short.unread == ()
    long = f"<html><body>{'<p>我们收集您的手机号码。</p>' * 30}{loader}</body></html>"
    assert document_from_bytes("p.html", long.encode()).unread == ()


def test_front_matter_is_no_text_of_the_policy_and_offsets_stay():
    text = "---\ntitle: 隐私政策\ndate: 2020-06-20 00:00:00\n---\n\n# 隐私政策\n我们收集手机号码。\n"
    document = document_from_bytes("privacy.md", text.encode())
    assert document.text.split() == ["#", "隐私政策", "我们收集手机号码。"]
    assert len(document.text) == len(text)
    assert document.text.index("我们收集") == text.index("我们收集")
    rule = "---\n我们重视您的隐私。\n---\n我们收集手机号码。\n"
    assert document_from_bytes("privacy.md", rule.encode()).text == rule
    assert document_from_bytes("privacy.txt", text.encode()).text == text


@pytest.mark.parametrize(
    ("line", "links"),
    [
        ("[青鸟](https://bird.example/p)", ["https://bird.example/p"]),
        (
            '[青鸟](<https://bird.example/p> "政策")，[鹭](https://heron.example)',
            ["https://bird.example/p", "https://heron.example"],
        ),
        ("[青鸟](没有结尾 [鹭](https://heron.example)", ["https://heron.example"]),
        ("[a](" * 50 + "b", []),
    ],
)
def test_links_of_markdown_that_close_are_read(tmp_path, line, links):
    document = document_from_bytes("policy.md", f"# 隐私政策\n\n{line}\n".encode())
    assert [link.target for link in document.links] == links
