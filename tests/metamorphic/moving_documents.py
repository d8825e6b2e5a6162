"""Sentences that animations, groups of fields and schemes of colours hide or show, and near twins of the other kind."""

from __future__ import annotations

from typing import Final

from tests.metamorphic.document_evasions import HIDDEN, SHOWN, TITLE, Document, Documents


def _page(body: str, rules: str = "", head: str = "") -> Document:
    page = (
        f"<!doctype html><html><head><meta charset='utf-8'>{head}<style>{rules}</style></head><body><h1>{TITLE}</h1>"
        f"<p>{SHOWN}</p>{body}</body></html>"
    )
    return "privacy.html", page.encode


def _ruled(rules: str) -> Document:
    return _page(f"<p class='x'>{HIDDEN}</p>", rules)


def _animated(how: str, own: str = "", frames: str = "from{opacity:0} to{opacity:1}") -> Document:
    """The sentence as an animation leaves it."""
    return _ruled(f"@keyframes fadeIn{{{frames}}} .x{{{own};animation:fadeIn 1s {how}}}")


def _group(style: str, inside: str) -> Document:
    return _page(f"<fieldset style='{style}'>{inside}</fieldset>")


_FLAT: Final = "height:0;overflow:hidden"
_AWAY: Final = "from{opacity:1} to{opacity:0}"
_SCROLLED: Final = "linear both;animation-timeline:scroll()"
_REGISTERED: Final = "@property --o{syntax:'<number>';inherits:false;initial-value:0}"
CONCEALED: Final[Documents] = {
    "gone by the last of two animations": _ruled(
        "@keyframes a{to{opacity:1}} @keyframes b{to{opacity:0}} .x{animation:a 1s forwards,b 1s forwards}"
    ),
    "gone by whichever animation a variable names": _ruled(
        "@keyframes a{to{opacity:0}} .x{--n:a;opacity:0;animation:var(--n) 1s forwards}"
    ),
    "gone at the end of an animation with capitals": _animated("both", frames=_AWAY),
    "gone at the end of one that runs back": _animated("reverse forwards"),
    "gone at the end of one that runs forth and back": _animated("2 alternate forwards"),
    "thin whatever an animation does": _animated("both", "opacity:0!important"),
    "thin all the time that a page is scrolled": _animated(_SCROLLED, frames="from{opacity:0} to{opacity:0}"),
    "below the legend of a group without height": _group(_FLAT, f"<legend>一</legend><p>{HIDDEN}</p>"),
    "in a legend that is thin": _group(f"{_FLAT};opacity:0", f"<legend>{HIDDEN}</legend>"),
    "in a legend beside its group": _group(f"{_FLAT};clip-path:inset(50%)", f"<legend>{HIDDEN}</legend>"),
    "in a box without height": _page(f"<div style='{_FLAT}'><legend>{HIDDEN}</legend></div>"),
    "dark on the empty page of a dark scheme": _ruled(":root{color-scheme:dark} .x{color:#121212}"),
    "white by a scheme that is not only dark": _ruled(":root{color-scheme:light dark} .x{color:#fff}"),
    "the second of two colours by a dark scheme": _ruled(
        ":root{color-scheme:dark} .x{color:light-dark(#fff,rgb(20,20,20))}"
    ),
    "thin by a variable that is registered": _ruled(f"{_REGISTERED} .x{{opacity:var(--o)}}"),
}
COLLAPSED: Final[Documents] = {
    "none by a variable that is empty": _ruled(".x{--on: ;--v:var(--on) none;display:var(--v,block)}"),
}
OPEN: Final[Documents] = {
    "there by an animation that a variable names": _ruled(
        "@keyframes a{to{opacity:1}} .x{--n:a;opacity:0;animation:var(--n) 1s forwards}"
    ),
    "there by the last of two animations": _ruled(
        "@keyframes a{to{opacity:0}} @keyframes b{to{opacity:1}} .x{animation:a 1s forwards,b 1s forwards}"
    ),
    "there at the end of an animation with capitals": _animated("forwards", "opacity:0"),
    "there when an animation without an end is over": _animated("ease", frames=_AWAY),
    "there at the end of one that runs back": _animated("reverse forwards", frames=_AWAY),
    "there at the end of one that runs forth and back": _animated("3 cubic-bezier(0,0,1,2) alternate forwards"),
    "there before a page is scrolled": _animated(_SCROLLED, frames=_AWAY),
    "there when a page is scrolled": _animated("linear;animation-timeline:view()", "opacity:0"),
    "there in the middle of a page": _animated(_SCROLLED, frames="0%,100%{opacity:0} 50%{opacity:1}"),
    "on the frame of a group without height": _group(_FLAT, f"<legend>{HIDDEN}</legend>"),
    "on the frame of a group without width": _group("width:0;overflow:hidden", f"<legend>{HIDDEN}</legend>"),
    "white on the empty page of a dark scheme": _ruled(":root{color-scheme:dark} .x{color:#fff}"),
    "white on a page whose head says it is dark": _page(
        f"<p style='color:#fff'>{HIDDEN}</p>", head="<meta name=color-scheme content=dark>"
    ),
    "the second colour by a dark scheme": _ruled(":root{color-scheme:dark} .x{color:light-dark(#121212,#eee)}"),
    "seen by a registered variable that is set": _ruled(f"{_REGISTERED} .x{{--o:1;opacity:var(--o)}}"),
    "shown by a variable that is none": _ruled(".x{--on:initial;--v:var(--on) none;display:var(--v,block)}"),
}
