"""Parts of source that are built for some platforms only."""

from __future__ import annotations

import pytest
from tests.support.script_programs import read

from appaudit.scripts.conditional import built_for

WECHAT = ("MP", "MP-WEIXIN", "VUE3")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\n// #ifdef MP-WEIXIN\nb\n// #endif\nc", ["a", "b", "c"]),
        ("a\n// #ifdef APP-PLUS\nb\n// #endif\nc", ["a", "c"]),
        ("a\n// #ifndef APP-PLUS\nb\n// #endif\nc", ["a", "b", "c"]),
        ("a\n// #ifndef MP\nb\n// #endif\nc", ["a", "c"]),
        ("// #ifdef H5 || MP-WEIXIN\nb\n// #endif", ["b"]),
        ("// #ifdef VUE3 && APP\nb\n// #endif", []),
        ("// #ifdef MP\na\n// #ifdef H5\nb\n// #endif\nc\n// #endif\nd", ["a", "c", "d"]),
        ("// #ifdef H5\na\n// #ifdef MP\nb\n// #endif\nc\n// #endif\nd", ["d"]),
        ("<!-- #ifdef H5 -->\n<a/>\n<!-- #endif -->\n<b/>", ["<b/>"]),
        ("<!-- #ifdef MP -->\n<a/>\n<!-- #endif -->\n<b/>", ["<a/>", "<b/>"]),
        ("<!-- #ifndef MP-->\n<a/>\n<!-- #endif -->\n<b/>", ["<b/>"]),
        ("<!-- #ifdef H5 || MP-WEIXIN 微信 -->\n<a/>\n<!-- #endif -->", ["<a/>"]),
        ("/* #ifdef MP */\na\n/* #endif */\nb", ["a", "b"]),
        ("// #endif\na\n// #ifdef", ["a"]),
        ("x = '#ifdef H5'\na", ["x = '#ifdef H5'", "a"]),
    ],
)
def test_what_is_built_for_a_platform(text: str, kept: list[str]) -> None:
    built = built_for(text, WECHAT)
    assert [line for line in built.splitlines() if line and "#" not in line.partition("'")[0]] == kept
    assert built.count("\n") == text.count("\n")
    assert built_for(text, ()) == text


def test_only_source_is_read_by_it() -> None:
    page = "<script>\n// #ifdef APP-PLUS\nuni.getLocation({})\n// #endif\nuni.login()</script>"
    assert [call.api for call in read({"pages/index/index.vue": page}).calls] == ["wx.login"]
    hidden = "// #ifdef APP-PLUS\nwx.getLocation({})\n// #endif"
    assert [call.api for call in read({"app-service.js": hidden, "x.vue": ""}).calls] == ["wx.getLocation"]
    assert [call.api for call in read({"app.js": hidden}).calls] == ["wx.getLocation"]
