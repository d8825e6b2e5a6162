"""Sentences made small, hidden on screens of every size, or by a box that nobody can tick, and near twins that show."""

from __future__ import annotations

from typing import Final

from tests.metamorphic.document_evasions import HIDDEN, SHOWN, TITLE, Document, Documents


def _page(body: str, rules: str = "", head: str = "") -> Document:
    page = (
        f"<!doctype html><html><head><meta charset='utf-8'>{head}<style>{rules}</style></head><body><h1>{TITLE}</h1>"
        f"<p>{SHOWN}</p>{body}</body></html>"
    )
    return "privacy.html", page.encode


def _ruled(rules: str, head: str = "") -> Document:
    return _page(f"<p class='x'>{HIDDEN}</p>", rules, head)


def _styled(*styles: str) -> Document:
    """The sentence in elements inside one another, each with a style."""
    opened = "".join(f"<div style='{style}'>" for style in styles)
    return _page(f"{opened}{HIDDEN}{'</div>' * len(styles)}")


def _animated(name: str, frames: str, shown: str = "0", start: str = "") -> Document:
    return _ruled(f".x{{{start}animation:{name} 0s forwards}} @keyframes {frames}{{to{{opacity:{shown}}}}}")


def _on(*queries: str, hides: str = "opacity:0", also: str = "") -> Document:
    """The sentence hidden on the screens of each query."""
    return _ruled("".join(f"@media {query}{{.x{{{hides}}}}}" for query in queries) + also)


def _ticked(box: str, rules: str, label: str = "") -> Document:
    """The sentence behind a box to tick."""
    return _page(f"<input {box}>{label}<div class='x'>{HIDDEN}</div>", rules)


_SHEETS: Final = (
    "<style media='(max-width:800px)'>.x{opacity:0}</style><style media='(min-width:801px)'>.x{opacity:0}</style>"
)
_UNFOLDS: Final = "#c~.x{display:none} #c:checked~.x{display:block}"
_AWAY: Final = "type=checkbox id=c style='position:absolute;left:-9999px'"

CONCEALED: Final[Documents] = {
    "small letters zoomed": _styled("font-size:8px;zoom:.2"),
    "small letters scaled": _styled("transform:scale(.2)", "font-size:8px"),
    "scaled by all around": _styled("scale:.3", "scale:.3", "scale:.3"),
    "scaled in space by a matrix": _styled("transform:matrix3d(.05,0,0,0,0,.05,0,0,0,0,1,0,0,0,0,1)"),
    "size computed in a shorthand": _styled("font:calc(1px*0)/1 a"),
    "height computed from its own": _styled("height:calc-size(auto, size * 0);overflow:hidden"),
    "width computed from its own": _styled("width:calc-size(min-content, 0px);overflow:hidden;white-space:nowrap"),
    "turned on its edge by a part of a turn": _styled("transform:rotateX(.25turn)"),
    "turned on its edge in radians": _styled("transform:rotateY(1.5708rad)"),
    "turned on its edge by a property of its own": _styled("rotate:x 100grad"),
    "moved by a computed length": _styled("transform:translateX(calc(-1 * 9999px))"),
    "polygon before the box": _styled("clip-path:polygon(-100px -100px,-90px -100px,-90px -90px)"),
    "animation in quotation marks": _animated('"gone"', '"gone"'),
    "animation of two words": _animated("'gone away'", "'gone away'"),
    "animation by its word": _animated("gone", '"gone"'),
    "animation with an escape": _animated("g\\6f ne", "g\\6f ne"),
    "animation under an old name": _ruled(
        ".x{-webkit-animation:gone 0s forwards} @-webkit-keyframes gone{to{opacity:0}}"
    ),
    "on narrow screens and on wide ones": _on("(max-width:800px)", "(min-width:801px)"),
    "on narrow screens and on others": _on("(max-width:800px)", "not all and (max-width:800px)"),
    "on screens below a width and from it": _on("(width<800px)", "(width>=800px)"),
    "small on wide screens": _on("(max-width:800px)", also="@media (min-width:801px){.x{font-size:0}}"),
    "white on screens of both sizes": _on("(max-width:800px)", "(min-width:801px)", hides="color:#fff"),
    "scaled by a computed number": _styled("transform:scale(calc(1/20))"),
    "behind a field that has to be filled": _page(
        f"<input required hidden><div class='x'>{HIDDEN}</div>", "input:required~.x{opacity:0}"
    ),
    "behind one of two boxes, by its class": _page(
        f"<input type=checkbox id=d>订阅<input type=checkbox class=c hidden><div class='x'>{HIDDEN}</div>",
        ".x{opacity:0} .c:checked~.x{opacity:1}",
    ),
    "behind a box that takes no part": _page(
        f"<div inert><input type=checkbox id=c><label for=c>展开</label></div><div class='x'>{HIDDEN}</div>",
        "div:has(#c)~.x{opacity:0} div:has(#c:checked)~.x{opacity:1}",
    ),
    "by sheets for screens of each size": _ruled("", _SHEETS),
    "on all screens that are made": _on("(min-width:320px)"),
    "ticked and not to be ticked": _ticked("type=checkbox id=c checked hidden", "#c:checked~.x{opacity:0}"),
    "far away without a label": _ticked(_AWAY, "#c~.x{opacity:0} #c:checked~.x{opacity:1}"),
    "something is ticked": _ticked("type=checkbox checked hidden", "body:has(:checked) .x{opacity:0}"),
}
COLLAPSED: Final[Documents] = {
    "on screens of three sizes": _on(
        "(max-width:600px)", "(min-width:601px) and (max-width:1200px)", "(min-width:1201px)", hides="display:none"
    ),
    "box that is not drawn": _ticked("type=checkbox id=c style='display:none'", _UNFOLDS),
    "box that is disabled": _ticked("type=checkbox id=c disabled", _UNFOLDS),
    "box whose label is not drawn": _ticked(
        "type=checkbox id=c style='display:none'", _UNFOLDS, "<label for=c style='display:none'>展开</label>"
    ),
}
OPEN: Final[Documents] = {
    "large letters scaled": _styled("transform:scale(.1)", "font-size:160px"),
    "zoomed there and back": _styled("zoom:.05", "zoom:20"),
    "scaled by half": _styled("scale:.5", "font-size:12px"),
    "height computed as its own": _styled("height:calc-size(auto, size);overflow:hidden"),
    "turned by half a turn": _styled("transform:rotateZ(.5turn)"),
    "moved by a computed length that is short": _styled("transform:translateX(calc(-1 * 9px))"),
    "animation in quotation marks that shows": _animated('"seen"', '"seen"', "1", "opacity:0;"),
    "animation in quotation marks that is another": _animated('"other"', '"gone"'),
    "on narrow screens alone": _on("(max-width:800px)"),
    "on narrow screens and on wide ones, not between": _on("(max-width:600px)", "(min-width:1200px)"),
    "on small screens and those with a mouse": _on("(max-width:800px)", "(min-width:801px) and (hover:hover)"),
    "shown on screens between": _ruled(
        ".x{display:none} @media (min-width:601px) and (max-width:1200px){.x{display:block}}"
    ),
    "white on its own ground on wide screens": _on(
        "(max-width:800px)", hides="color:#fff", also="@media (min-width:801px){.x{color:#fff;background:#123}}"
    ),
    "behind a field that need not be filled": _page(
        f"<input hidden><div class='x'>{HIDDEN}</div>", "input:required~.x{opacity:0}"
    ),
    "behind one of two boxes of a class": _page(
        f"<input type=checkbox class=c>展开<input type=checkbox class=c hidden><div class='x'>{HIDDEN}</div>",
        ".x{opacity:0} .c:checked~.x{opacity:1}",
    ),
    "one for narrow screens and one for wide ones": _page(
        f"<p class='x'>{HIDDEN}</p><p class='y'>{HIDDEN}</p>",
        "@media (max-width:800px){.x{display:none}} @media (min-width:801px){.y{display:none}}",
    ),
    "box with a label": _ticked("type=checkbox id=c style='display:none'", _UNFOLDS, "<label for=c>展开</label>"),
    "box in a label": _page(
        f"<label>展开<input type=checkbox id=c style='display:none'></label><div class='x'>{HIDDEN}</div>",
        "label:has(#c)~.x{display:none} label:has(#c:checked)~.x{display:block}",
    ),
    "box that is drawn": _ticked("type=checkbox id=c", _UNFOLDS),
    "clear box over a drawn one": _ticked("type=checkbox id=c style='opacity:0;position:absolute'", _UNFOLDS),
    "box that something else ticks": _ticked(
        "type=checkbox id=c style='display:none'", _UNFOLDS, "<b onclick='c.click()'>展开</b>"
    ),
}
