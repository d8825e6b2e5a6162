"""What forms, pictures and graphics states of a PDF say of themselves (ISO 32000-1, 8.4, 8.9, 8.10)."""

from __future__ import annotations

from typing import Any, Final

from appaudit.documents.pdf.places import FLAT, LEAST_EXTENT, UNIT

#: Pixels of a picture that can only be a colour.
_MOST_PLAIN: Final = 4
#: What a picture is wide and high by, in full and as pictures in the instructions have it.
_EXTENTS: Final = (("/Width", "/W"), ("/Height", "/H"))


def is_flat(form: Any) -> bool:  # noqa: ANN401  # of pypdf
    """Whether a form is drawn into a box, or onto a plane, without extent."""
    if form.get("/Subtype") != "/Form":
        return False
    left, bottom, right, top = (float(each) for each in form["/BBox"])
    a, b, c, d, *_ = (float(each) for each in form.get("/Matrix", UNIT))
    return abs(right - left) <= LEAST_EXTENT or abs(top - bottom) <= LEAST_EXTENT or abs(a * d - b * c) < FLAT


def is_plain(picture: Any) -> bool:  # noqa: ANN401  # of pypdf
    """Whether a picture is of one colour and not clear: a box that is painted over what is below."""
    masks = ("/SMask", "/Mask", "/ImageMask", "/IM")
    width, height = (int(picture.get(name, picture.get(short, _MOST_PLAIN + 1))) for name, short in _EXTENTS)
    return width * height <= _MOST_PLAIN and not any(name in picture for name in masks)


def blend(state: Any, before: str) -> str:  # noqa: ANN401
    """The way in which a graphics state mixes colours; the first of several."""
    mode = state.get("/BM", before)
    return str(mode) if isinstance(mode, str) else str(mode[0])
