"""Offsets of a document's text lead back to the lines of its file."""

from __future__ import annotations

import pytest

from appaudit.documents.blocks import line_at
from appaudit.documents.document import document_from_bytes

PAGE = """<!doctype html>
<html><head><title>t</title>
<style>
p { color: red }
</style></head>
<body
  class="wide">
<h1>隐私政策
说明</h1>
<p>第一
段 <b>加粗
的</b> 之后
结尾</p>
<script>
var a = 1;
</script>
脚本之后
<table><tr><td>甲</td>
<td>乙</td></tr></table>
<pre>
保留一
保留二
</pre>
<!-- 注释
两行 -->
<ul><li>一项</li>
<li>二项</li></ul>
</body></html>
"""


def line_of(document, word):
    return line_at(document.lines, document.text.index(word))


@pytest.mark.parametrize(
    "word",
    ["隐私", "说明", "第一", "段", "加粗", "的", "结尾", "脚本之后", "甲", "乙", "保留一", "保留二", "一项", "二项"],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_words_of_a_page_stand_in_their_line(word, newline) -> None:
    document = document_from_bytes("a.html", PAGE.replace("\n", newline).encode())
    assert line_of(document, word) == PAGE[: PAGE.index(word)].count("\n") + 1


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_words_of_a_text_stand_in_their_line(name) -> None:
    document = document_from_bytes(name, "---\nlayout: x\n---\n# 一\n\n二\r\n三".encode())
    assert [line_of(document, word) for word in "一二三"] == [4, 6, 7]


def test_a_document_without_lines_has_line_nought() -> None:
    assert line_at((), 5) == 0
