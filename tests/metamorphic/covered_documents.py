"""Sentences under a layer that lets nothing through, and near twins on which a layer leaves them to be read."""

from __future__ import annotations

from typing import Final

from tests.metamorphic.document_evasions import HIDDEN, SHOWN, TITLE, Document, Documents

_OVER: Final = "position:absolute;inset:0;background:#fff"
_SIZED: Final = "position:absolute;top:0;left:0;width:100%;height:100%;background:#fff"


def _page(body: str, rules: str = "", foot: str = "") -> Document:
    page = (
        f"<!doctype html><html><head><meta charset='utf-8'><style>{rules}</style></head><body><h1>{TITLE}</h1>"
        f"<p>{SHOWN}</p>{body}{foot}</body></html>"
    )
    return "privacy.html", page.encode


def _box(
    layer: str, *, text: str = "", box: str = "position:relative", first: bool = False, tag: str = "div"
) -> Document:
    """A box with the sentence and an empty layer."""
    said, cover = f"<p style='{text}'>{HIDDEN}</p>", f"<{tag} style='{layer}'></{tag}>"
    return _page(f"<div style='{box}'>{cover + said if first else said + cover}</div>")


def _made(rule: str, *, box: str = "position:relative", foot: str = "") -> Document:
    """A box with the sentence, and a layer that a rule puts into it."""
    return _page(f"<div class='a'><p>{HIDDEN}</p></div>", f".a{{{box}}} .a{rule}", foot)


def _beside(style: str) -> Document:
    """The sentence in a box without a gap, and one behind it."""
    return _page(f"<div>{HIDDEN}</div><div style='position:relative;{style}'></div>")


_EDGE: Final = "position:absolute;left:0;right:0;top:0"
CONCEALED: Final[Documents] = {
    "layer on a box": _box(_OVER),
    "layer of the size of a box": _box(_SIZED),
    "layer before the sentence, above it": _box(f"{_OVER};z-index:1", first=True),
    "layer above an ordered sentence": _box(f"{_OVER};z-index:3", text="position:relative;z-index:2"),
    "layer that a rule adds": _made(f"::after{{content:'';{_OVER}}}"),
    "layer that a rule puts in front": _made(f':before{{content:"";z-index:2;{_SIZED}}}'),
    "layer in the same place of a grid": _box(
        "grid-area:1/1;background:#fff", text="grid-area:1/1", box="display:grid"
    ),
    "box drawn up over another": _box(
        "position:relative;margin-top:-60px;height:60px;background:#fff", text="height:60px", box=""
    ),
}
COLLAPSED: Final[Documents] = {
    "picture on a box": _box(_OVER, tag="img"),
    "border along the edge of a box that a rule adds": _made(
        f"::after{{content:'';{_EDGE};border-top:24px solid #fff}}"
    ),
    "outline drawn inwards": _page(f"<p style='outline:30px solid #fff;outline-offset:-30px'>{HIDDEN}</p>"),
    "outline of the box behind": _beside("outline:40px solid #fff"),
    "shadow of the box behind": _beside("height:4px;box-shadow:0 -20px 0 20px #fff"),
    "border of a box that is drawn up": _beside("border-top:20px solid #fff;margin-top:-20px"),
}
OPEN: Final[Documents] = {
    "words on a clear ground over the window": _page(
        f"<p>{HIDDEN}</p><div style='position:fixed;inset:0;background:#fff1'>稍候</div>"
    ),
    "words on a ground that a script takes away": _page(
        f"<p>{HIDDEN}</p><div style='position:fixed;inset:0;background:#fff'>稍候</div>",
        foot="<script src='a.js'></script>",
    ),
    "thin border along the edge of a box": _made(f"::after{{content:'';{_EDGE};border-top:1px solid #fff}}"),
    "border below a box": _made(
        "::after{content:'';position:absolute;left:0;right:0;top:100%;border-top:24px solid #fff}"
    ),
    "arrow at the edge of a box": _made("::after{content:'';position:absolute;top:0;left:9px;border:12px solid #fff}"),
    "outline beside a box": _page(f"<p style='outline:30px solid #fff'>{HIDDEN}</p>"),
    "outline that shows a focus": _beside("outline:2px solid #fff;outline-offset:2px"),
    "shadow that is soft": _beside("height:40px;background:#fff;box-shadow:0 -20px 60px #fff"),
    "shadow that is thin": _beside("height:40px;box-shadow:0 0 0 30px #0001"),
    "border of the box behind": _beside("border-top:30px solid #fff"),
    "line drawn up a little": _beside("height:2px;margin-top:-20px;border-top:1px solid #ccc"),
    "layer without a ground": _box("position:absolute;inset:0"),
    "thin layer": _box("position:absolute;inset:0;background:rgba(0,0,0,.05)"),
    "layer at an edge": _box("position:absolute;top:0;right:0;width:20px;height:20px;background:#fff"),
    "layer of a box elsewhere": _box(_OVER, box=""),
    "layer below": _box(_OVER, text="position:relative", first=True),
    "layer below by its number": _box(f"{_OVER};z-index:-1", box="position:relative;z-index:0"),
    "sentence above by its number": _box(_OVER, text="position:relative;z-index:1"),
    "layer that is not displayed": _box(f"{_OVER};display:none"),
    "layer with words": _page(
        f"<div style='position:relative'><p>{HIDDEN}</p><div style='{_OVER}'>本政策的摘要见上文</div></div>"
    ),
    "ground that a rule puts behind": _made(
        f"::before{{content:'';z-index:-1;{_OVER}}}", box="position:relative;z-index:0"
    ),
    "layer of a rule in a box without a place": _made(f"::after{{content:'';{_OVER}}}", box="color:#333"),
    "layer on the window that a script takes away": _page(
        f"<p>{HIDDEN}</p><div style='position:fixed;inset:0;background:#fff'></div>",
        foot="<script src='a.js'></script>",
    ),
    "another place of a grid": _box("grid-area:1/2;background:#fff", text="grid-area:1/1", box="display:grid"),
    "box drawn up a little": _box(
        "position:relative;margin-top:-10px;height:60px;background:#fff", text="height:60px", box=""
    ),
}
