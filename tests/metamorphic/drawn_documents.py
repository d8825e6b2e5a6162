"""Sentences of PDFs that are cut off, painted over, in the colour of their ground or on each other, and near twins.

An honest twin of each is read: a clip around the text, a box below it, another colour, letters that are kept apart.
"""

from __future__ import annotations

import io
from typing import Final

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject
from tests.metamorphic.document_evasions import HIDDEN, SHOWN, TITLE, Document, Documents, _pdf
from tests.support.pdf_builder import pdf_of_drawings


def _name(text: str) -> NameObject:
    return NameObject(f"/{text}")


def _state(before: str, *, after: str = "", **entries: float | str) -> Document:
    """A PDF with a graphics state."""

    def content() -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_pdf(f"/G0 gs {before}", after=after)[1]())))
        values = {
            _name(key): _name(each) if isinstance(each, str) else FloatObject(each) for key, each in entries.items()
        }
        states = DictionaryObject({_name("G0"): writer._add_object(DictionaryObject(values))})
        writer.pages[0]["/Resources"].get_object()[_name("ExtGState")] = states
        return _written(writer)

    return "privacy.pdf", content


def _form(*matrix: float) -> Document:
    """A PDF whose sentence is in a form that is drawn in a plane of its own."""

    def content() -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(_drawn("/Fm0 Do")[1]())))
        resources = writer.pages[0]["/Resources"].get_object()
        form = StreamObject()
        form._data = _line(700, HIDDEN).encode()
        form.update({_name("Type"): _name("XObject"), _name("Subtype"): _name("Form"), _name("Resources"): resources})
        for key, numbers in {"BBox": (0, 0, 595, 842), "Matrix": matrix}.items():
            form[_name(key)] = ArrayObject(map(FloatObject, numbers))
        resources[_name("XObject")] = DictionaryObject({_name("Fm0"): writer._add_object(form)})
        return _written(writer)

    return "privacy.pdf", content


def _written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _line(y: int, text: str) -> str:
    return f"BT /F1 12 Tf 60 {y} Td <{_code(text)}> Tj ET"


def _code(text: str) -> str:
    return text.encode("utf-16-be").hex()


def _drawn(drawing: str) -> Document:
    lines = [TITLE, *(SHOWN[row : row + 24] for row in range(0, len(SHOWN), 24))]
    shown = [_line(800 - 20 * number, line) for number, line in enumerate(lines)]
    return "privacy.pdf", lambda: pdf_of_drawings(["\n".join([*shown, drawing])])


def _spaced(step: int) -> Document:
    """Letters, each of which is moved back by a part of its size."""
    letters = f" {step} ".join(f"<{_code(letter)}>" for letter in HIDDEN)
    return _drawn(f"BT /F1 12 Tf 60 700 Td [{letters}] TJ ET")


def _each(step: int) -> Document:
    """Letters that are drawn one by one."""
    return _drawn(
        " ".join(
            f"BT /F1 12 Tf {60 + step * place} 700 Td <{_code(letter)}> Tj ET" for place, letter in enumerate(HIDDEN)
        )
    )


_AROUND: Final = "40 690 m 560 690 l 560 730 l 40 730 l h"
_PICTURE: Final = "q 520 0 0 40 40 690 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q"
#: What nobody sees.
CONCEALED: Final[Documents] = {
    "text of a PDF beside a clip": _pdf("0 0 50 50 re W n"),
    "text of a PDF above an uneven clip": _pdf("0 0 m 90 0 l 0 90 l h W* n"),
    "text of a PDF between two clips": _pdf("0 0 600 300 re W n 0 400 600 300 re W n"),
    "text of a PDF behind a bar of lines": _pdf("", after=f"1 1 1 rg {_AROUND} f"),
    "text of a PDF behind a black bar": _pdf("", after="0 0 0 rg 40 690 520 40 re f"),
    "text of a PDF behind a thick line": _pdf("", after="1 1 1 RG 40 w 40 705 m 560 705 l S"),
    "text of a PDF behind a picture in its instructions": _pdf("", after=_PICTURE),
    "black text of a PDF on a black bar": _pdf("0 g 40 690 520 40 re f"),
    "dark text of a PDF on a dark bar": _pdf("0.1 0.2 0.4 rg 40 690 520 40 re f 0.12 0.2 0.4 rg"),
    "white text of a PDF on a bar that is white again": _pdf("0 g 40 690 520 40 re f 1 g 40 690 520 40 re f"),
    "text of a PDF far from itself": _pdf("2000 Tc"),
    "text of a PDF drawn together": _pdf("-12 Tc"),
    "letters of a PDF drawn back": _spaced(1000),
    "letters of a PDF in one place": _each(0),
    "text of a PDF on a plane without height": _drawn(
        f"BT /F1 12 Tf 1 0 0 0 60 700 Tm <{_code(HIDDEN)}> Tj ET",
    ),
    "text of a PDF that leaves paper white": _state("", BM="Lighten"),
    "text of a PDF whose line is clear": _state("1 Tr", CA=0.0),
    "form of a PDF beside the page": _form(1, 0, 0, 1, 5000, 0),
    "form of a PDF that is tiny": _form(0.01, 0, 0, 0.01, 60, 700),
}
#: What everybody can read.
OPEN: Final[Documents] = {
    "text of a PDF in an uneven clip": _pdf("0 600 m 590 600 l 590 800 l 0 760 l h W* n"),
    "text of a PDF after a clip": _pdf("q 0 0 50 50 re W n Q"),
    "text of a PDF that begins before its clip": _pdf("100 690 400 40 re W n"),
    "text of a PDF below a thin line": _pdf("", after="1 1 1 RG 1 w 40 690 m 560 690 l S"),
    "text of a PDF in a frame": _pdf("", after=f"0 0 0 RG {_AROUND} S"),
    "text of a PDF on a bar of lines": _pdf(f"0.9 0.9 1 rg {_AROUND} f 0 g"),
    "white text of a PDF on a round bar": _pdf(
        "0.1 0.2 0.4 rg 50 690 m 550 690 l 560 690 560 730 550 730 c 50 730 l 40 730 40 690 50 690 c f 1 1 1 rg"
    ),
    "black text of a PDF on a bar that is white again": _pdf("0 g 40 690 520 40 re f 1 g 40 690 520 40 re f 0 g"),
    "text of a PDF that is marked": _state("", after="1 1 0 rg 40 690 520 40 re f", BM="Multiply"),
    "text of a PDF that is marked thinly": _state("", after="1 1 0 rg 40 690 520 40 re f", ca=0.3),
    "text of a PDF behind a clipped bar": _pdf("", after="0 0 50 50 re W n 0 g 40 690 520 40 re f"),
    "text of a PDF a little together": _pdf("-0.5 Tc"),
    "letters of a PDF a little back": _spaced(40),
    "letters of a PDF side by side": _each(12),
    "text of a PDF in a mode that darkens": _state("", BM="Multiply"),
    "form of a PDF": _form(1, 0, 0, 1, 0, 0),
}
