"""Small PDF files of our own: pages of lines in a Chinese font that is not embedded, pictures, encryption."""

from __future__ import annotations

import io
from collections.abc import Container, Sequence

from pypdf import PdfReader, PdfWriter

from appaudit.documents.lines import width_of

_FONT = "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>"
_DESCENDANT = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 5 >> >>"
)


def pdf_of(pages: Sequence[Sequence[str]], *, padding: int = 0) -> bytes:
    """A PDF with these lines on its pages; a page without lines is a drawing. `padding` makes each page that long."""
    drawings = []
    for lines in pages:
        drawing = "\n".join(_text(60, 780 - 20 * row, line) for row, line in enumerate(lines))
        drawings.append((drawing or "0 0 500 700 re f") + "\n" + " " * padding)
    return pdf_of_drawings(drawings)


def pdf_of_table(
    rows: Sequence[Sequence[str]],
    *,
    borders: str,
    above: Sequence[str] = (),
    below: Sequence[str] = (),
    wrap: int = 8,
    centred: Container[int] = (),
) -> bytes:
    """A page with a table whose cells are wrapped, each beginning at the middle of its row as browsers place them.

    `borders` is how they are drawn: `strokes` (lines), `boxes` (a stroked rectangle a cell), `bars` (thin filled
    rectangles) or `none`; `centred` are the rows whose lines have their middle in that of their column.
    """
    width = wrap * 12 + 8
    parts, y = [], 780
    for line in above:
        parts.append(_text(60, y, line))
        y -= 20
    for row, cells in enumerate(rows):
        wrapped = [[cell[start : start + wrap] for start in range(0, len(cell), wrap)] for cell in cells]
        height = 16 * max(map(len, wrapped)) + 8
        for column, lines in enumerate(wrapped):
            left, top = 60 + column * width, y - (height - 16 * len(lines)) / 2 - 14
            for number, line in enumerate(lines):
                spare = (width - 8 - 12 * width_of(line) / 2) / 2 if row in centred else 0
                parts.append(_text(left + 4 + spare, top - 16 * number, line))
            parts.append(_border(borders, left, y - height, width, height))
        y -= height
    parts += [_text(60, y - 20 * (number + 1), line) for number, line in enumerate(below)]
    return pdf_of_drawings(["\n".join(parts)])


def _border(kind: str, x: float, y: float, width: float, height: float) -> str:
    if kind == "boxes":
        return f"{x} {y} {width} {height} re S"
    if kind == "strokes":
        return f"{x} {y} m {x + width} {y} l {x + width} {y + height} l {x} {y + height} l {x} {y} l S"
    if kind == "bars":
        sides = ((x, y, width, 1), (x, y + height, width, 1), (x, y, 1, height), (x + width, y, 1, height))
        return " ".join(f"{' '.join(map(str, side))} re f" for side in sides)
    return ""


def _text(x: float, y: float, line: str) -> str:
    return f"BT /F1 12 Tf {x} {y} Td <{line.encode('utf-16-be').hex()}> Tj ET"


def pdf_of_drawings(
    drawings: Sequence[str],
    *,
    resources: str = "",
    fonts: str = "",
    page: str = "",
    catalog: str = "",
    behind: Sequence[str] = (),
) -> bytes:
    """A PDF of pages with these drawing instructions; `/F1` is the Chinese font.

    `resources`, `fonts` and `page` are put into the dictionaries of each page, `catalog` into that of the file; of one
    page, `behind` is `7 0 R` and on.
    """
    objects = ["", "", _FONT, _DESCENDANT]
    kids = []
    for drawing in drawings:
        objects.append(f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << /F1 3 0 R {fonts} >> {resources} >> {page} >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects += behind
    objects[0] = f"<< /Type /Catalog /Pages 2 0 R {catalog} >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    return _file_of(objects)


def _file_of(objects: Sequence[str]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return bytes(out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode())


def encrypted(data: bytes, *, user: str, owner: str) -> bytes:
    """The same PDF, encrypted; without a user password anybody can read it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password=user, owner_password=owner, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
