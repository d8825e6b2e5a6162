"""Sentences that the place of their element hides, or a layer of a PDF that is off, and near twins that are read."""

from __future__ import annotations

import io
from typing import Final

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject, TextStringObject
from tests.metamorphic.document_evasions import HIDDEN, SHOWN, TITLE, Document, Documents
from tests.support.pdf_builder import pdf_of_drawings


def _page(rules: str, element: str) -> Document:
    page = (
        f"<!doctype html><html><head><meta charset='utf-8'><style>{rules}</style></head><body><h1>{TITLE}</h1>"
        f"<p>{SHOWN}</p>{element.format(HIDDEN)}</body></html>"
    )
    return "privacy.html", page.encode


def _wrapped(rules: str) -> Document:
    return _page(rules, "<div class='w'><div><p class='x'>{}</p></div></div>")


def _grid(rules: str, *, first: str = "<p>好</p>") -> Document:
    return _page(rules, f"<div class='g'>{first}<p>{{}}</p></div>")


def _name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def _layered(
    *, base: str = "", off: bool = True, membership: bool = False, is_form: bool = False, used: str = ""
) -> Document:
    """A PDF whose second sentence is in a layer."""

    def content() -> bytes:
        lines = [TITLE, *(SHOWN[row : row + 24] for row in range(0, len(SHOWN), 24))]
        drawn = [_line(800 - 20 * number, line) for number, line in enumerate(lines)]
        drawn.append("/Fm0 Do" if is_form else f"/OC /L BDC {_line(700, HIDDEN)} EMC")
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of_drawings(["\n".join(drawn)]))))
        group = DictionaryObject({_name("Type"): _name("OCG"), _name("Name"): TextStringObject("L")})
        view = DictionaryObject({_name("ViewState"): _name(used)})
        group[_name("Usage")] = DictionaryObject({_name("View"): view})
        layer = writer._add_object(group)
        resources = writer.pages[0]["/Resources"]
        held = DictionaryObject({_name("Type"): _name("OCMD"), _name("OCGs"): ArrayObject([layer])})
        named = writer._add_object(held) if membership else layer
        resources[_name("Properties")] = DictionaryObject({_name("L"): named})  # type: ignore[index]
        if is_form:
            form = StreamObject()
            form._data = _line(700, HIDDEN).encode()
            box = ArrayObject([NumberObject(each) for each in (0, 0, 595, 842)])
            form.update({_name("Type"): _name("XObject"), _name("Subtype"): _name("Form"), _name("BBox"): box})
            form.update({_name("Resources"): resources, _name("OC"): layer})
            forms = DictionaryObject({_name("Fm0"): writer._add_object(form)})
            resources[_name("XObject")] = forms  # type: ignore[index]
        settings = DictionaryObject({_name("OFF"): ArrayObject([layer] if off and not base else [])})
        if base:
            settings[_name("BaseState")] = _name(base)
            settings[_name("ON")] = ArrayObject([] if off else [layer])
        event = {_name("Event"): _name("View"), _name("OCGs"): ArrayObject([layer])}
        event[_name("Category")] = ArrayObject([_name("View")])
        settings[_name("AS")] = ArrayObject([DictionaryObject(event)] if used else [])
        layers = DictionaryObject({_name("OCGs"): ArrayObject([layer]), _name("D"): settings})
        writer._root_object[_name("OCProperties")] = layers
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    return "privacy.pdf", content


def _line(y: int, text: str) -> str:
    return f"BT /F1 12 Tf 60 {y} Td <{text.encode('utf-16-be').hex()}> Tj ET"


#: What nobody sees whatever they do.
CONCEALED: Final[Documents] = {
    "layer that is off": _layered(),
    "layers that are off but those that are on": _layered(base="OFF"),
    "layer that a membership names": _layered(membership=True),
    "layer that is off when it is viewed": _layered(off=False, used="OFF"),
    "form in a layer that is off": _layered(is_form=True),
    "behind the ground of what is around": _wrapped(".w{background:#fff} .x{position:relative;z-index:-1}"),
    "item of a row behind its ground": _wrapped(".w{background:#eee} .w div{display:flex} .x{z-index:-1}"),
    "row of a grid without height": _grid(".g{display:grid;grid-template-rows:auto 0;overflow:hidden}"),
    "only row of a grid without height": _grid(".g{display:grid;grid-template-rows:0} .g p{overflow:hidden}", first=""),
    "rows of a grid without height that nobody names": _grid(
        ".g{display:grid;grid-auto-rows:0px} .g p{overflow:hidden}", first=""
    ),
    "column of a grid without width": _grid(".g{display:grid;grid-template-columns:1fr 0} .g p{overflow:hidden}"),
}
#: What does not show at first.
COLLAPSED: Final[Documents] = {
    "behind a picture": _wrapped(".w{background:url(a.jpg)} .x{position:relative;z-index:-1}"),
    "row of a share of nothing": _grid(
        ".g{display:grid;grid-template-rows:0fr} .g p{overflow:hidden;min-height:0}", first=""
    ),
}
#: What everybody can read.
OPEN: Final[Documents] = {
    "layer that is on": _layered(off=False),
    "layer that is on where others are off": _layered(base="OFF", off=False),
    "layer that is on when it is viewed": _layered(used="ON"),
    "form in a layer that is on": _layered(is_form=True, off=False),
    "negative order without a ground around": _wrapped(".x{position:relative;z-index:-1}"),
    "negative order in a layer of its own": _wrapped(
        ".w{background:#fff;position:relative;z-index:0} .x{position:relative;z-index:-1}"
    ),
    "negative order in an isolated part": _wrapped(
        ".w{background:#fff;isolation:isolate} .x{position:relative;z-index:-1}"
    ),
    "negative order that does not count": _wrapped(".w{background:#fff} .x{z-index:-1}"),
    "negative order before the ground of the page": _wrapped("body{background:#fff} .x{position:relative;z-index:-1}"),
    "row of a grid that fills it": _grid(".g{display:grid;grid-template-rows:auto 1fr;overflow:hidden}"),
    "row without height over which text hangs": _grid(".g{display:grid;grid-template-rows:0}", first=""),
    "row of a grid that is at least so high": _grid(
        ".g{display:grid;grid-template-rows:minmax(0,1fr)} .g p{overflow:hidden}", first=""
    ),
    "row that an item itself leaves": _grid(
        ".g{display:grid;grid-template-rows:auto 0} .g p{overflow:hidden;grid-row:1}"
    ),
    "row that opens where the pointer is": _grid(
        ".g{display:grid;grid-template-rows:0fr} .g:hover{grid-template-rows:1fr} .g p{overflow:hidden}", first=""
    ),
}
