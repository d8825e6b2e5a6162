"""What single things on PDF pages leave to be seen: pictures of one colour, clips, letters drawn back, ways to mix."""

from __future__ import annotations

from typing import Any, Final

from appaudit.documents.pdf.places import Box

#: The extent of a clip that shows nothing.
LEAST_CLIP: Final = 1.0
#: Pixels of a picture that can only be a colour.
_MOST_PLAIN: Final = 4
#: What a picture is wide and high by, in full and as pictures in the instructions have it.
_EXTENTS: Final = (("/Width", "/W"), ("/Height", "/H"))
#: Thousandths of their size by which letters are drawn back so that they lie on each other, and how many of them do.
_DRAWN_BACK: Final = 900
_MOST_APART: Final = 0.8
#: Letters that are drawn back, below which others tell a reader what stands there.
_FEWEST_BACK: Final = 4


def is_plain(picture: Any) -> bool:  # noqa: ANN401  # of pypdf
    """Whether a picture is of one colour and not clear: a box that is painted over what is below."""
    masks = ("/SMask", "/Mask", "/ImageMask", "/IM")
    width, height = (int(picture.get(name, picture.get(short, _MOST_PLAIN + 1))) for name, short in _EXTENTS)
    return width * height <= _MOST_PLAIN and not any(name in picture for name in masks)


def blending(state: Any, before: str) -> str:  # noqa: ANN401
    """The way in which a graphics state mixes colours; the first of several."""
    mode = state.get("/BM", before)
    return str(mode) if isinstance(mode, str) else str(mode[0])


def is_beyond(clip: Box, x: float, y: float, size: float) -> bool:
    """Whether text that begins at a place and goes to the right lies beyond a clip."""
    _, bottom, right, top = clip
    return x > right + size or y > top + size or y < bottom - size


def is_thin(box: Box) -> bool:
    """Whether a box has next to no extent."""
    return box[2] - box[0] <= LEAST_CLIP or box[3] - box[1] <= LEAST_CLIP


def is_drawn_back(parts: Any) -> bool:  # noqa: ANN401
    """Whether nearly all letters of a text are drawn back onto those before them."""
    steps = [float(part) for part in parts if not isinstance(part, str | bytes)]
    back = sum(step >= _DRAWN_BACK for step in steps)
    return (
        back >= _FEWEST_BACK
        and back >= _MOST_APART * len(steps)
        and back >= _MOST_APART * (len(parts) - len(steps) - 1)
    )
