"""Sentences below or beside the end of a box that cuts off what is beyond it, and near twins that are in the box."""

from __future__ import annotations

from typing import Final

from tests.metamorphic.document_evasions import HIDDEN, SHOWN, TITLE, Document, Documents


def _page(body: str, rules: str = "", foot: str = "") -> Document:
    page = (
        f"<!doctype html><html><head><meta charset='utf-8'><style>{rules}</style></head><body><h1>{TITLE}</h1>"
        f"<p>{SHOWN}</p>{body}{foot}</body></html>"
    )
    return "privacy.html", page.encode


def _box(style: str, before: str = "", *, own: str = "", foot: str = "") -> Document:
    """A box with the sentence behind something else."""
    return _page(f"<div style='{style}'>{before}<p style='{own}'>{HIDDEN}</p></div>", foot=foot)


_LOW: Final = "height:30px;overflow:hidden"
_NARROW: Final = "width:60px;overflow:hidden"
_FIRST: Final = "<div style='height:40px'>一</div>"
_MANY: Final = "".join(f"<p>第{number}条</p>" for number in range(9))
_CLAMPED: Final = "display:-webkit-box;-webkit-line-clamp:1;-webkit-box-orient:vertical;overflow:hidden"


def _row(style: str, *, row: str = "", count: int = 1, foot: str = "") -> Document:
    """A box with a row of parts, the sentence in the last."""
    before = f"<div style='{style}'>一</div>" * count
    return _page(
        f"<div style='width:300px;overflow:hidden'><div style='display:flex;{row}'>{before}"
        f"<div style='flex:0 0 300px'>{HIDDEN}</div></div></div>",
        foot=foot,
    )


CONCEALED: Final[Documents] = {
    "behind the first part of a row": _row("flex:0 0 300px"),
    "behind parts of a row that are never narrower": _row("min-width:200px", count=2),
    "below a box with a high part": _box(_LOW, _FIRST),
    "below a box with many lines": _box("max-height:60px;overflow:hidden", _MANY),
    "below a box by its margin": _box(_LOW, own="margin-top:100px"),
    "below a box by its place": _box(_LOW, own="position:relative;top:100px"),
    "below a box by a step": _box(_LOW, own="transform:translateY(100px)"),
    "below a box in one that cuts nothing": _page(f"<div style='{_LOW}'>{_FIRST}<div><p>{HIDDEN}</p></div></div>"),
    "below a window that is not scrolled": _page(
        f"<div style='height:9000px'></div><p>{HIDDEN}</p>", "html,body{overflow:hidden;height:100%}"
    ),
    "beside a line of spaces": _page(f"<pre style='overflow:hidden'>{' ' * 3000}{HIDDEN}</pre>"),
    "beside a tabulator": _page(f"<pre style='overflow:hidden;tab-size:9999'>\t{HIDDEN}</pre>"),
    "in the middle of a high line": _page(f"<p style='line-height:9999px;height:20px;overflow:hidden'>{HIDDEN}</p>"),
    "letters far from each other": _page(
        f"<p style='letter-spacing:100vw;overflow:hidden;white-space:nowrap'>{HIDDEN}</p>"
    ),
    "below a box by its own room": _box(_LOW, own="padding-top:200px"),
    "below a box by a step of its own": _box(_LOW, own="translate:0 200px"),
    "below a box with a list": _box("max-height:4em;overflow:hidden", f"<ul>{'<li>甲</li>' * 9}</ul>"),
    "below a box with rows": _page(
        f"<div style='{_LOW}'><table>{'<tr><td>甲</td></tr>' * 9}<tr><td>{HIDDEN}</td></tr></table></div>"
    ),
    "beside a box by its margin": _box(_NARROW, own="margin-left:200px;width:600px"),
    "beside a box by its room": _box(_NARROW, own="padding-left:200px;width:600px"),
    "beside a box by its place": _box(_NARROW, own="position:relative;left:200px"),
    "below breaks of high lines": _page(f"<div style='{_LOW};line-height:100px'>一<br>{HIDDEN}</div>"),
    "below breaks of lines": _page(f"<div style='height:20px;overflow:hidden'>一<br><br>{HIDDEN}</div>"),
    "below the line that is shown": _page(f"<div style='{_CLAMPED}'>一<br>{HIDDEN}</div>"),
}
_SCRIPT: Final = "<script>var a = 1</script>"
#: What a script of the page may unfold.
COLLAPSED: Final[Documents] = {
    "below a box that a script may unfold": _box(_LOW, _FIRST, foot=f"<p>{'以上为全部内容。' * 30}</p>{_SCRIPT}"),
}
OPEN: Final[Documents] = {
    "in a row that is moved": _row("flex:0 0 300px", row="transform:translateX(-300px)"),
    "in a row that a script moves": _row("flex:0 0 300px", foot="<script src='a.js'></script>"),
    "in a row that is wrapped": _row("flex:0 0 300px", row="flex-wrap:wrap"),
    "in a row of parts that make room": _row("flex:0 1 300px"),
    "in a row that goes down": _row("flex:0 0 30px", row="flex-flow:column"),
    "in a box behind a low part": _box("height:90px;overflow:hidden", _FIRST),
    "in a box that is scrolled": _box("height:30px;overflow:auto", _FIRST),
    "below a box that cuts nothing": _box("height:30px", _FIRST),
    "in a box of a share": _box("height:100%;overflow:hidden", _FIRST),
    "in a box that is at least as high": _box("max-height:30px;min-height:300px;overflow:hidden", _FIRST),
    "beside a high part that floats": _box(_LOW, "<div style='height:40px;float:left'>一</div>"),
    "beside a high part in a row": _box(f"{_LOW};display:flex", _FIRST),
    "beside a part that is placed": _box(_LOW, "<div style='height:40px;position:absolute'>一</div>"),
    "behind a part that is not there": _box(_LOW, "<div hidden style='height:40px'>一</div>"),
    "in a box behind a row of cells": _box(
        "height:50px;overflow:hidden", f"<table><tr>{'<td>甲</td>' * 9}</tr></table>"
    ),
    "in a box behind words in a row": _box(
        "height:50px;overflow:hidden", f"<div style='display:flex'>{'<p>甲</p>' * 9}</div>"
    ),
    "in a box behind words that float": _box(
        "height:50px;overflow:hidden", f"<div>{'<p style=float:left>甲</p>' * 9}</div>"
    ),
    "in a box of a share of the window": _box("height:60vh;overflow:hidden", "<div style='height:900px'>一</div>"),
    "in a wide box by its margin": _box("width:900px;overflow:hidden", own="margin-left:200px"),
    "in a narrow box that cuts nothing": _box("width:60px", own="margin-left:200px"),
    "in a narrow box from the right": _box(_NARROW, own="margin-left:200px;float:right"),
    "placed out of a box": _box(_LOW, _FIRST, own="position:absolute;top:0"),
    "in a window that a script lets scroll": _page(
        f"<div style='height:9000px'></div><p>{HIDDEN}</p>", "html,body{overflow:hidden;height:100%}", _SCRIPT
    ),
    "in a window that grows": _page(f"<div style='height:9000px'></div><p>{HIDDEN}</p>", "body{overflow-x:hidden}"),
    "in a box that a state unfolds": _page(
        f"<div class='x'>{_FIRST}<p>{HIDDEN}</p></div>",
        ".x{height:30px;overflow:hidden} .x.open{height:auto}",
        "<script src='a.js'></script>",
    ),
    "behind some spaces": _page(f"<pre style='overflow:hidden'>{' ' * 30}{HIDDEN}</pre>"),
    "behind a break of lines": _page(f"<div style='height:60px;overflow:hidden'>一<br>{HIDDEN}</div>"),
}
