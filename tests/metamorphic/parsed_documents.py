"""Sentences that browsers take for a part of something hidden, where a lenient parser would not, and near twins."""

from __future__ import annotations

from typing import Final

from tests.metamorphic.document_evasions import HIDDEN, SHOWN, TITLE, Document, Documents


def _page(body: str, rules: str = "", attributes: str = "") -> Document:
    page = (
        f"<!doctype html><html><head><meta charset='utf-8'><style>{rules}</style></head><body {attributes}>"
        f"<h1>{TITLE}</h1><p>{SHOWN}</p>{body}</body></html>"
    )
    return "privacy.html", page.encode


def _markdown(text: str) -> Document:
    return "privacy.md", f"# {TITLE}\n\n{SHOWN}\n\n{text}\n".encode


_FONT: Final = "<font color=#fff>"
_SAID: Final = f"<p>{HIDDEN}</p>"
#: What nobody sees: a start tag goes on where it seems to have ended.
CONCEALED: Final[Documents] = {
    "behind a slash that ends nothing": _page(f"<div style='opacity:0'/>{_SAID}"),
    "behind a slash in a line": _page(f"<p><span style='font-size:0'/>{HIDDEN}</p>"),
    "behind a slash after a quoted end": _page(f"<p title='a>b' style='opacity:0'/>{HIDDEN}"),
    "in letters that go on in the next paragraph": _page(f"<p>{_FONT}一</p>{_SAID}"),
    "in letters that go on in the next part": _page(f"<div>{_FONT}一</div><div>{HIDDEN}</div>"),
    "in letters that go on behind a list": _page(f"<ul><li>{_FONT}一</ul>{_SAID}"),
    "in letters that go on behind a table": _page(f"<p>{_FONT}一</p><table><tr><td>二</td></tr></table>{_SAID}"),
    "in letters that go on in others": _page(f"<p>{_FONT}一</p><p><b>{HIDDEN}</b></p>"),
    "in letters that go on by a rule": _page(f"<p><b class='x'>一</p>{_SAID}", ".x{opacity:0}"),
    "in a part of Markdown that holds others": _markdown(f"<div style='display:none'>\n\n<b>{HIDDEN}</b>\n\n</div>"),
    "in a part of Markdown without an end": _markdown(f"<div style='display:none'>\n\n{HIDDEN}"),
    "in a line of Markdown that holds others": _markdown(f"<span style='font-size:0'><i>{HIDDEN}</i></span>"),
    "title of a definition on the next line of Markdown": _markdown(f'[好]: http://a.example\n  "{HIDDEN}"'),
    "on the next line of a note that nothing refers to": _markdown(f"[^9]: 好\n    {HIDDEN}"),
    "value of a field in Markdown": _markdown(f'<input type="hidden" value="{HIDDEN}">'),
    "second attribute in Markdown": _markdown(f'<b class="x" title="{HIDDEN}">好</b>'),
}
#: What everybody can read.
OPEN: Final[Documents] = {
    "behind a slash of an element that is empty": _page(f"<br style='opacity:0'/>{_SAID}"),
    "behind a slash in a drawing": _page(f"<svg><g style='opacity:0'/></svg>{_SAID}"),
    "behind a slash of an address": _page(f"<a style='opacity:0' href=a/>一</a>{_SAID}"),
    "behind a slash in a comment": _page(f"<!-- <div hidden/> -->{_SAID}"),
    "behind letters that have ended": _page(f"<p>{_FONT}一</font></p>{_SAID}"),
    "behind letters that end late": _page(f"<p>{_FONT}一</p></font>{_SAID}"),
    "behind letters that end in a paragraph": _page(f"{_FONT}<p>一</font>{HIDDEN}</p>"),
    "beside letters of another cell": _page(f"<table><tr><td>{_FONT}一</td><td>{HIDDEN}</td></tr></table>"),
    "in a table behind letters that go on": _page(f"<p>{_FONT}一</p><table><tr><td>{HIDDEN}</td></tr></table>"),
    "in letters that others take up": _page(f"<p>{_FONT}一</p><p><font color='#000'>{HIDDEN}</font></p>"),
    "behind a part of a line that does not go on": _page(f"<p><span style='opacity:0'>一</p>{_SAID}"),
    "in a second body whose words come late": _page(
        f"<body style='color:#fff'>{_SAID}", attributes="style='color:#000'"
    ),
    "behind a part of Markdown that has ended": _markdown(f"<div style='display:none'>好</div>\n\n{HIDDEN}"),
    "behind a tag of Markdown in code": _markdown(f"`<div style='display:none'>`\n\n{HIDDEN}"),
    "in a part of Markdown that nothing hides": _markdown(f"<div class='a'>\n\n{HIDDEN}"),
    "on the next line of a note that is referred to": _markdown(f"甲[^9]\n\n[^9]: 好\n    {HIDDEN}"),
    "behind a note that nothing refers to": _markdown(f"[^9]: 好\n\n{HIDDEN}"),
    "words of Markdown that look like an attribute": _markdown(f'如 a="{HIDDEN}" 所述 -> 下一步'),
}
