"""Policies as web pages, web archives and pages of components."""

from __future__ import annotations

from tests.fuzz.documents import read_as
from tests.fuzz.seeds import SAMPLES
from tests.fuzz.text_mutations import text_mutation
from tests.support.font_builder import address, font

DICTIONARY = (
    b"<table>", b"<td rowspan='9999999' colspan=\"-1\">", b"</td>", b"<tr>", b"<th>", b"<ul><li>", b"<ol start=-5>",
    b"<h1>", b"<p style='display:none'>", b"<style>.a{color:#fff;font-size:0}</style>", b"<div class=a>", b"<del>",
    b"<script>", b"<template>", b"<noscript>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&#x110000;", b"&#xD800;",
    b"<meta charset=gbk>", b"<a href='javascript:1'>", b"<a href='http://[::1'>", b"aria-hidden=true", b"<svg>",
    b"<br>", b"<span>", b"<iframe>", b"<base href='//x'>", b"<pre>", b"<select><option>", b"Content-Type: text/html",
)  # fmt: skip
mutate = text_mutation(DICTIONARY)
_ARCHIVE = (
    b'From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"<html><body><h1>=E9=9A=90=E7=A7=81</h1><p>text of a policy</p></body></html>\r\n--b--\r\n"
)


def seeds() -> list[bytes]:
    pages = [(SAMPLES / name / "privacy.html").read_bytes() for name in ("clean-shop", "planted-shop")]
    small = (
        "<html><head><style>.x{display:none}</style></head><body><h1>隐私政策</h1><p>我们收集手机号码。</p>"
        "<table><tr><th>SDK名称</th><th>目的</th></tr><tr><td rowspan=2>甲推送</td><td>推送</td></tr></table>"
        "<ul><li>一、位置</li></ul><p class=x>隐藏</p><a href='https://a.example/p'>甲</a></body></html>"
    )
    page = "<template><view v-if='false'><text>隐私政策</text>甲</view></template><style lang='scss'>.a{}</style>"
    face = f"<style>@font-face{{font-family:a;src:url({address(font({'x': 1, 'o': 2}))})}}p{{font-family:a}}</style>"
    drawn = f"{face}<h1>隐私政策</h1><p>ox 我们</p>"
    return [
        drawn.encode(),
        small.encode(),
        page.encode(),
        small.encode("gbk"),
        _ARCHIVE,
        *(page[:6000] for page in pages),
    ]


def fuzz(data: bytes) -> None:
    read_as("policy.html", data)
    read_as("policy.mht", data)
    read_as("policy.vue", data)
