"""Sentences that wait for a script, a link or a screen to show them, and near twins for which one comes."""

from __future__ import annotations

from typing import Final

from tests.metamorphic.document_evasions import HIDDEN, SHOWN, TITLE, Document, Documents


def _page(body: str, rules: str, foot: str = "") -> Document:
    page = (
        f"<!doctype html><html><head><meta charset='utf-8'><style>{rules}</style></head><body><h1>{TITLE}</h1>"
        f"<p>{SHOWN}</p>{body}{foot}</body></html>"
    )
    return "privacy.html", page.encode


def _ruled(rules: str, foot: str = "", *, more: str = "") -> Document:
    return _page(f"<p class='x' id='y' {more}>{HIDDEN}</p>", rules, foot)


def _drawer(style: str, more: str = "", foot: str = "") -> Document:
    return _ruled(f".x{{position:fixed;width:300px;{style}}}{more}", foot)


_SCRIPT: Final = "<script src='a.js'></script>"
_AOS: Final = "[data-aos]{opacity:0} [data-aos].aos-animate{opacity:1}"
_TARGET: Final = ".x{display:none} .x:target{display:block}"
_UNFOLDED: Final = ".x{max-height:0;overflow:hidden} .x.open{max-height:none}"
_BUTTON: Final = '<button onclick=\'document.getElementById("y").className+=" open"\'>展开</button>'
CONCEALED: Final[Documents] = {
    "on no screen": _ruled(".x{opacity:0} @media (max-width:1px){.x{opacity:1}}"),
    "on a screen of another size only": _ruled(".x{opacity:0!important} @media (min-width:800px){.x{opacity:1}}"),
}
COLLAPSED: Final[Documents] = {
    "thin until a script comes that is not there": _ruled(_AOS, more="data-aos='fade-up'"),
    "folded until a script comes that is not there": _ruled(_UNFOLDED),
    "a part that no link leads to": _ruled(_TARGET),
    "a part of a page whose links lead elsewhere": _ruled(_TARGET, "<a href='other.html'>其他</a><a href='#'>顶部</a>"),
    "in a drawer at the left": _drawer("left:0;top:0;transform:translateX(-100%)"),
    "in a drawer at the right": _drawer("right:0;top:0;transform:translate(100%,0)"),
    "in a drawer below": _drawer("bottom:0;transform:translate3d(0,100%,0)"),
}
OPEN: Final[Documents] = {
    "panel that a state shows": _ruled(".x{display:none} .x.active{display:block}", _SCRIPT),
    "fold by height": _ruled(".x{max-height:0;overflow:hidden} .x.open{max-height:none}", _SCRIPT),
    "thin until a script comes": _ruled(_AOS, _SCRIPT, more="data-aos='fade-up'"),
    "folded until a button is pressed": _ruled(_UNFOLDED, _BUTTON),
    "a part that a link leads to": _ruled(_TARGET, "<a href='#y'>第二章</a>"),
    "for wide screens": _ruled(".x{display:none!important} @media (min-width:768px){.x{display:block!important}}"),
    "for narrow screens": _ruled(".x{visibility:hidden} @media (max-width:600px){.x{visibility:visible}}"),
    "in a drawer that is drawn": _drawer("left:0;top:0;transform:translateX(0)"),
    "in a drawer at the other edge": _drawer("right:0;top:0;transform:translateX(-100%)"),
    "in a drawer that a script draws": _drawer(
        "left:0;top:0;transform:translateX(-100%)", ".x.open{transform:none}", _SCRIPT
    ),
}
