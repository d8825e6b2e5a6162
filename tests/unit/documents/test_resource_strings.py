"""`strings.xml` of an app's source as a document: its texts, their line breaks, and files that are none."""

from __future__ import annotations

import html

from appaudit.documents.document import document_from_bytes

XML = '<?xml version="1.0" encoding="utf-8"?>\n<resources>\n{}\n</resources>\n'


def text_of(*strings: str) -> str:
    return document_from_bytes("strings.xml", XML.format("\n".join(strings)).encode()).text


def test_texts_stand_apart_and_break_where_they_say_so():
    text = text_of(
        '<string name="a">第三方SDK：\\n白鹭SDK</string>',
        '<string name="b">It\\\'s &lt;here&gt; \\u4e2d</string>',
        '<string name="c"/>',
    )
    assert text.splitlines() == ["第三方SDK：", "白鹭SDK", "", "It's <here> 中"]


def test_marked_texts_and_lists_of_texts():
    text = text_of(
        '<string name="a"><![CDATA[收集信息：OAID]]></string>',
        '<string-array name="b"><item>白鹭SDK</item><item>青鸟SDK</item></string-array>',
    )
    assert text.split() == ["收集信息：OAID", "白鹭SDK", "青鸟SDK"]


def test_pages_in_texts_are_read_as_pages():
    page = html.escape("<html><body><p>白鹭SDK</p><p>提供方：白鹭有限公司</p></body></html>")
    assert text_of(f'<string name="a">{page}</string>').split() == ["白鹭SDK", "提供方：白鹭有限公司"]


def test_other_markup_is_no_resource_file():
    text = document_from_bytes("a.xml", b"<html><body><p>&lt;string&gt;</p></body></html>").text
    assert text.strip() == "<string>"
