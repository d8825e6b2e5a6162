"""Sentences in rows, columns and boxes that have no room for them, and near twins that have."""

from __future__ import annotations

from typing import Final

from tests.metamorphic.document_evasions import HIDDEN, SHOWN, TITLE, Document, Documents


def _page(body: str, rules: str = "") -> Document:
    page = (
        f"<!doctype html><html><head><meta charset='utf-8'><style>{rules}</style></head><body><h1>{TITLE}</h1>"
        f"<p>{SHOWN}</p>{body}</body></html>"
    )
    return "privacy.html", page.encode


def _grid(style: str, own: str = "", behind: str = "") -> Document:
    """The sentence in the first place of a grid, which cuts off what its places have no room for."""
    item = f"<div class='x'>{HIDDEN}</div>"
    return _page(f"<div class='g'>{item}{behind}</div>", f".g{{display:grid;{style}}} .x{{overflow:hidden;{own}}}")


def _box(style: str, rules: str = "") -> Document:
    return _page(f"<div style='overflow:hidden;{style}'>{HIDDEN}</div>", rules)


_COUNTED: Final = "box-sizing:border-box"
_SECOND: Final = "<div>二</div>"
CONCEALED: Final[Documents] = {
    "pushed out of a box downwards": _box(f"height:20px;padding-top:40px;{_COUNTED}"),
    "pushed out of a box to the right": _box(f"width:60px;padding-left:90px;{_COUNTED}"),
    "pushed out of a box of all boxes": _box("max-height:9px;padding:9px 0 0", f"*,*::before{{{_COUNTED}}}"),
    "in a box whose size is asked for": _box("container-type:size"),
    "in a row of no height": _grid("grid:0px/auto"),
    "in one of some rows of no height": _grid("grid-template-rows:repeat(3,0)"),
    "in a row of a pixel": _grid("grid-template-rows:1px"),
    "in a row that it names": _grid("grid-template-rows:auto 0", "grid-row:2", _SECOND),
    "in an area without height": _grid("grid-template-areas:'a' 'b';grid-template-rows:auto 0", "grid-area:b", _SECOND),
    "in an area of a grid in one word": _grid("grid-template:'a' auto 'b' 0/1fr", "grid-area:b", _SECOND),
}
COLLAPSED: Final[Documents] = {
    "in a row of a share of nothing": _grid("grid-template-rows:0fr"),
    "in a row of a grid in one word": _grid("grid-template:0fr/1fr"),
    "in a row of no more than nothing": _grid("grid-template-rows:minmax(0,0fr)"),
}
OPEN: Final[Documents] = {
    "in a box with room at its top": _box("height:20px;padding-top:40px"),
    "in a box with room below": _box(f"max-height:30px;padding:60px 0;{_COUNTED}"),
    "in a box that is high enough": _box(f"height:60px;padding-top:10px;{_COUNTED}"),
    "in a box with a height whose size is asked for": _box("container-type:size;height:99px"),
    "in a row with its share": _grid("grid-template-rows:1fr"),
    "in a row of a share of nothing with room below": _grid("grid-template-rows:0fr", "padding-bottom:20px"),
    "in a second row with height": _grid("grid-template-rows:0 auto", "grid-row:2"),
    "in rows of which one has height": _grid("grid-template-rows:0 auto", "grid-row:1/3"),
    "in an area with height": _grid("grid-template:'a' 0 'b' auto/1fr", "grid-area:b", _SECOND),
}
