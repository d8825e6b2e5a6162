"""SDK lists in documents: tables and labelled blocks, whatever the file format."""

from __future__ import annotations

import io

import docx
import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.coverage import CoverageLevel
from appaudit.sdk_list import read_sdk_list

HTML = """<!doctype html><html><head><meta charset="utf-8"><title>第三方SDK目录</title></head><body>
<p>为实现相关功能，我们接入了以下第三方SDK：</p>
<table><tr><th>SDK名称</th><th>公司名称</th><th>使用目的</th><th>收集的个人信息</th><th>隐私政策</th></tr>
<tr><td>甲推送SDK</td><td>甲科技有限公司</td><td>消息推送</td><td>OAID、设备型号</td>
<td><a href="https://a.example.org/privacy">点击查看</a></td></tr>
<tr><td>乙统计</td><td>乙数据有限公司</td><td>统计分析</td><td>Android ID</td><td>https://b.example.org</td></tr></table>
</body></html>"""
MARKDOWN = """# Third-party SDKs

| SDK | Company | Purpose | Data | Privacy policy |
|---|---|---|---|---|
| Alpha Push | Alpha Ltd | push messages | OAID, device model | https://a.example.org/privacy |
| Beta Count | Beta Ltd | statistics | Android ID | https://b.example.org |
"""
LABELS = """第三方SDK清单

SDK名称：甲推送SDK
公司名称：甲科技有限公司
使用目的：消息推送
收集的个人信息：OAID、设备型号
隐私政策链接：https://a.example.org/privacy

SDK名称：乙统计
公司名称：乙数据有限公司
使用目的：统计分析
收集的个人信息：Android ID
"""


def read(tmp_path, name: str, data: bytes):
    path = tmp_path / name
    path.write_bytes(data)
    return read_sdk_list(path, shipped_lexicons())


def word_document() -> bytes:
    document = docx.Document()
    document.add_paragraph("我们接入的第三方SDK如下：")
    rows = [
        ("SDK名称", "公司名称", "使用目的", "收集的个人信息", "隐私政策链接"),
        ("甲推送SDK", "甲科技有限公司", "消息推送", "OAID、设备型号", "https://a.example.org/privacy"),
        ("乙统计", "乙数据有限公司", "统计分析", "Android ID", "https://b.example.org"),
    ]
    table = document.add_table(rows=0, cols=5)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("sdks.html", HTML.encode()),
        ("sdks.html", HTML.replace("utf-8", "gbk").encode("gbk")),
        ("list-without-suffix", HTML.encode()),
        ("sdks.docx", word_document()),
        ("sdks.txt", LABELS.encode()),
        ("sdks.txt", LABELS.encode("gbk")),
    ],
    ids=["html", "html-gbk", "html-by-content", "word", "labels", "labels-gbk"],
)
def test_tables_and_labelled_blocks(tmp_path, name, data):
    first, second = read(tmp_path, name, data).facts
    assert (first.name, first.company, first.purpose) == ("甲推送SDK", "甲科技有限公司", "消息推送")
    assert (first.data, first.link) == (("OAID", "设备型号"), "https://a.example.org/privacy")
    assert (second.name, second.company, second.data) == ("乙统计", "乙数据有限公司", ("Android ID",))
    assert {fact.source for fact in (first, second)} == {"sdk_list"}


def test_markdown_with_english_headings(tmp_path):
    first, second = read(tmp_path, "sdks.md", MARKDOWN.encode()).facts
    assert (first.name, first.company, first.purpose, first.link) == (
        "Alpha Push", "Alpha Ltd", "push messages", "https://a.example.org/privacy"
    )  # fmt: skip
    assert (second.name, second.data) == ("Beta Count", ("Android ID",))
    assert second.location.symbol.startswith("line ")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("sdks.html", "<html><body><p>我们接入了甲推送SDK。</p></body></html>".encode(), "no table"),
        ("sdks.docx", b"PK\x03\x04" + b"word/document.xml", "cannot be opened"),
        ("sdks.pdf", b"%PDF-1.7 broken", "sdks.pdf"),
    ],
)
def test_a_document_without_a_list_is_a_gap_with_a_reason(tmp_path, name, data, words):
    reading = read(tmp_path, name, data)
    assert reading.facts == []
    assert [gap.level for gap in reading.gaps] == [CoverageLevel.NONE]
    assert words in reading.gaps[0].detail.en


TABLE = "<table><thead><tr><th>SDK名称</th><th>使用目的</th></tr></thead><tbody id=rows>{rows}</tbody></table>"


@pytest.mark.parametrize(
    ("rows", "script", "said"),
    [
        ("", "<script>fill(rows)</script>", "scripts may fill it"),
        ("", "", "no table and no labelled list"),
        ("<tr><td>青鸟SDK</td><td>推送消息</td></tr>", "<script>fill(rows)</script>", ""),
    ],
)
def test_a_table_that_a_script_fills_is_said(tmp_path, rows, script, said):
    page = f"<!doctype html><html><body><h1>第三方SDK</h1>{TABLE.format(rows=rows)}{script}</body></html>"
    path = tmp_path / "list.html"
    path.write_text(page, encoding="utf-8")
    reading = read_sdk_list(path, shipped_lexicons())
    assert bool(reading.facts) == bool(rows)
    assert [said in gap.detail.en for gap in reading.gaps] == ([True] if said else [])


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("https://www.egret.example/privacy", "https://www.egret.example/privacy"),
        ("https://www.heron.example/privacy", "https://egret.example"),
    ],
)
def test_an_address_that_is_shown_in_short_is_the_one_its_link_leads_to(tmp_path, target, link):
    page = (
        "<html><body><h1>Third-party SDKs</h1><table><tr><th>SDK</th><th>Purpose</th><th>Website</th></tr>"
        f'<tr><td>Egret SDK</td><td>maps</td><td><a href="{target}">https://egret.example</a></td></tr></table>'
        "</body></html>"
    )
    path = tmp_path / "list.html"
    path.write_text(page, encoding="utf-8")
    assert [fact.link for fact in read_sdk_list(path, shipped_lexicons()).facts] == [link]
