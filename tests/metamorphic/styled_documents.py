"""Sentences hidden by values that have to be computed, grounds in several layers, and places beyond; and near twins."""

from __future__ import annotations

from typing import Final

from tests.metamorphic.document_evasions import HIDDEN, SHOWN, TITLE, Document, Documents


def _page(body: str, rules: str = "") -> Document:
    page = (
        f"<!doctype html><html><head><meta charset='utf-8'><style>{rules}</style></head><body><h1>{TITLE}</h1>"
        f"<p>{SHOWN}</p>{body}</body></html>"
    )
    return "privacy.html", page.encode


def _styled(style: str) -> Document:
    return _page(f'<p style="{style}">{HIDDEN}</p>')


def _behind(style: str, own: str = "") -> Document:
    """The sentence before the ground of a box that a rule puts behind it."""
    rule = f".x{{position:relative;z-index:0;{own}}} .x::before{{content:'';position:absolute;z-index:-1;{style}}}"
    return _page(f"<p class='x'>{HIDDEN}</p>", rule)


def _put(style: str, around: str = "", rules: str = "") -> Document:
    """The sentence as a style puts it before a word, in a box with a style of its own."""
    return _page(
        f"<div style='{around}'><p class='q'>好</p></div>", f".q::before{{content:'{HIDDEN}';{style}}} {rules}"
    )


_WHITE: Final = "linear-gradient(#fff,#fff)"
_BLACK_MASK: Final = "mask:linear-gradient(#000,#000) no-repeat"


def _laid(style: str, *, tag: str = "div", own: str = "position:relative") -> Document:
    """The sentence in white in a box in which something is laid over all of it first."""
    return _page(
        f"<div style='position:relative'><{tag} style='position:absolute;inset:0;{style}'></{tag}>"
        f"<p style='color:#fff;{own}'>{HIDDEN}</p></div>"
    )


CONCEALED: Final[Documents] = {
    "white behind a white box": _laid("background:#fff"),
    "white behind a clear box": _laid("background:transparent"),
    "white behind a white tint": _laid("background:#fff8"),
    "white on a white tint that a rule adds": _behind("inset:0;background:#fff8", "color:#fff"),
    "below a box larger than any part": _page(
        f"<div style='position:relative'><p>{HIDDEN}</p>"
        "<div style='position:absolute;top:0;left:0;width:2000px;height:2000px;background:#fff'></div></div>"
    ),
    "through a path from below to its top": _styled("clip-path:inset(0 0 100% 0)"),
    "through a path that is a line": _styled("clip-path:polygon(0 0,100% 0,100% 0,0 0)"),
    "thin by a sine": _styled("opacity:sin(0)"),
    "thin by a power": _styled("opacity:pow(0,1)"),
    "size of a rest": _styled("font-size:mod(10px,5px)"),
    "size of nothing for its letters": _styled("font-size-adjust:0"),
    "white computed from black": _styled("color:rgb(from black calc(255 - r) 255 255)"),
    "white that is told from black": _styled("color:contrast-color(black)"),
    "white as long as old pages write it": _page(f"<p><font color='fffffffffff'>{HIDDEN}</font></p>"),
    "black on a black as old pages write it": _page(
        f"<table bgcolor='00000000000'><tr><td><font color='#000'>{HIDDEN}</font></td></tr></table>"
    ),
    "white on the first of two grounds": _styled(f"background:{_WHITE},#000;color:#fff"),
    "black on a shadow from within": _styled("box-shadow:inset 0 0 0 999px #000;color:#000"),
    "black on a box behind": _behind("inset:0;background:#000", "color:#000"),
    "white on a white box behind": _behind("inset:0;background:#fff", "color:#fff"),
    "behind a mask without size": _styled(f"{_BLACK_MASK};mask-size:0 0"),
    "behind a mask elsewhere": _styled(f"{_BLACK_MASK} -9999px 0/10px 10px"),
    "in a row without width": _page(
        f"<div style='display:flex'><b>一</b><p style='flex:0 0 0;overflow:hidden'>{HIDDEN}</p></div>"
    ),
    "below the shadow of a box that a rule adds": _page(
        f"<p class='x'>{HIDDEN}</p>",
        ".x{position:relative} .x::after{content:'';position:absolute;top:50%;width:1px;box-shadow:0 0 0 2000px #fff}",
    ),
}
#: What a script of the page may bring back.
COLLAPSED: Final[Documents] = {
    "white in a place of its own": _styled("position:absolute;top:300px;color:#fff"),
    "below the window, as computed": _styled("position:fixed;top:calc(100vh + 10px)"),
    "below the window by its height": _styled("position:fixed;bottom:-100px;height:50px"),
    "beside the page by a share": _styled("position:absolute;right:100%"),
    "folded where nothing unfolds": _page(f"<details inert><summary>更多</summary><p>{HIDDEN}</p></details>"),
}
OPEN: Final[Documents] = {
    "through a path with all of it": _styled("clip-path:inset(0 0 0 0 round 8px)"),
    "through a path with slanted ends": _styled("clip-path:polygon(0 0,100% 0,100% 100%,0 90%)"),
    "white on a tint that a rule adds": _behind("inset:0;background:#000c", "color:#fff"),
    "white behind a box of another colour": _laid("background:#123"),
    "white behind a tint": _laid("background:rgba(0,0,0,.6)"),
    "white on a picture": _laid("", tag="img"),
    "thick by a cosine": _styled("opacity:cos(0)"),
    "size of another rest": _styled("font-size:mod(20px,30px)"),
    "size of a half for its letters": _styled("font-size-adjust:0.5"),
    "red computed from white": _styled("color:rgb(from white calc(r - 200) 0 0)"),
    "black that is told from white": _styled("color:contrast-color(white)"),
    "nearly black as old pages write it": _page(f"<p><font color='fff'>{HIDDEN}</font></p>"),
    "colour by its name": _page(f"<p><font color='red'>{HIDDEN}</font></p>"),
    "white on the second of two grounds": _styled("background:linear-gradient(#fff0,#fff0),#000;color:#fff"),
    "white on two grounds, the first small": _styled(f"background:{_WHITE} no-repeat 0 0/9px 9px,#000;color:#fff"),
    "white on a shadow from within": _styled("box-shadow:inset 0 0 0 999px #000;color:#fff"),
    "black in a thin shadow from within": _styled("box-shadow:inset 0 0 0 2px #000;color:#000"),
    "white on a box behind": _behind("inset:0;background:#000", "color:#fff"),
    "white on a box behind that is partly clear": _behind("inset:0;background:#fff;opacity:.1", "color:#fff"),
    "behind a mask of its size": _styled(f"{_BLACK_MASK} 0 0/100% 100%"),
    "in a row with a least width": _page(
        f"<div style='display:flex'><p style='flex:0 0 0;min-width:200px;overflow:hidden'>{HIDDEN}</p></div>"
    ),
    "in a row without width, hanging over": _page(
        f"<div style='display:flex'><p style='flex:0 0 0'>{HIDDEN}</p></div>"
    ),
    "in the window, as computed": _styled("position:fixed;top:calc(100vh - 200px)"),
    "in the window by most of its height": _styled("position:fixed;bottom:-10px;height:50px"),
    "beside a box that has a place": _page(
        f"<div style='position:relative;margin-left:600px'><p style='position:absolute;right:100%'>{HIDDEN}</p></div>"
    ),
    "far above a box that is drawn up": _page(
        f"<p>{HIDDEN}</p><p>{'以上为全部内容。' * 40}</p><div style='position:relative;margin-top:-50px;height:50px;"
        "background:#fff'></div>"
    ),
    "put before a word": _put("position:absolute;left:9px"),
    "put before a word, in white on a ground": _put("color:#fff;background:#123"),
    "put before a word, small": _put("font-size:10px"),
    "put before a word, in white on the ground around": _put("color:#fff", "background:#123"),
    "put before a word, as light as the rest of a dark page": _put("color:#fff", rules="body{background:#000}"),
    "put before a word that another rule shows": _put("display:none", rules="p.q::before{display:inline}"),
}


#: What a style puts where nobody sees it is no text of the page.
NOT_THERE: Final[Documents] = {
    "put before a word, far away": _put("position:absolute;left:-9999px"),
    "put before a word, above the page": _put("position:fixed;top:-500px"),
    "put before a word, in white": _put("color:#fff"),
    "put before a word, tiny": _put("font-size:.1px"),
    "put before a word, as dark as the ground around": _put("color:#123", "background:#123"),
    "put before a word, as dark as its own ground": _put("color:#123;background:#123"),
    "put before a word, in small letters": _put("", "font-size:1px"),
    "put before a word, in black on a dark page": _put("color:#000", rules="body{background:#000;color:#fff}"),
    "put before a word, taken away by another rule": _put("", rules=".q::before{display:none}"),
    "put before a word, thin by another rule": _put("", rules="p.q::before{opacity:0}"),
}
