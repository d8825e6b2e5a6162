"""What tables, guides above letters and doubled parts of a Word document hide, and what they leave to be seen."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from tests.support.word_builder import SAID, assert_hidden, assert_shown, color, paragraph, run, shade, table, word

from appaudit.documents.document import document_from_bytes
from appaudit.errors import ExtractionError


def _rows(first: str, second: str) -> str:
    """A table of two cells, one below the other."""
    return f"<w:tbl><w:tblPr/><w:tr><w:tc>{first}</w:tc></w:tr><w:tr><w:tc>{second}</w:tc></w:tr></w:tbl>"


def _merged(kind: str) -> str:
    above = f'<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{paragraph(run(text="甲"))}'
    return _rows(above, f"<w:tcPr>{kind}</w:tcPr>{paragraph(run())}")


def _row(height: str, *before: str) -> str:
    return table("".join([*before, paragraph(run())]), row=f"<w:trHeight {height}/>")


def _guide(size: int) -> str:
    base = f"<w:rubyBase>{run(text='甲')}</w:rubyBase>"
    return paragraph(
        f'<w:r><w:ruby><w:rubyPr><w:hps w:val="{size}"/></w:rubyPr><w:rt>{run()}</w:rt>{base}</w:ruby></w:r>'
    )


def _fill(*colors: str) -> str:
    stops = "".join(f'<w14:gs w14:pos="0"><w14:srgbClr w14:val="{each}"/></w14:gs>' for each in colors)
    return paragraph(run(f"<w14:textFill><w14:gradFill><w14:gsLst>{stops}</w14:gsLst></w14:gradFill></w14:textFill>"))


@pytest.mark.parametrize(
    ("hides", "shows", "way"),
    [
        (_merged("<w:vMerge/>"), _merged('<w:vMerge w:val="restart"/>'), "clip"),
        (_merged('<w:vMerge w:val="continue"/>'), _merged(""), "clip"),
        (
            _row('w:val="300" w:hRule="exact"', paragraph(""), paragraph("")),
            _row('w:val="300" w:hRule="atLeast"', paragraph(""), paragraph("")),
            "clip",
        ),
        (
            _row('w:val="400" w:hRule="exact"', *[paragraph("")] * 3),
            _row('w:val="900" w:hRule="exact"', *[paragraph("")] * 3),
            "clip",
        ),
        (_guide(1), _guide(10), "size"),
        (_fill("FFFFFF", "FFFFFF"), _fill("FFFFFF", "000000"), "colour"),
    ],
)
def test_tables_guides_and_fills_hide_what_is_in_them(hides: str, shows: str, way: str) -> None:
    assert_hidden(word(hides), way)
    assert_shown(word(shows))


@pytest.mark.parametrize(
    ("look", "more", "is_hidden"),
    [
        ('w:firstRow="1"', "", True),
        ('w:val="0020"', "", True),
        ('w:firstRow="0" w:val="0020"', "", False),
        ('w:val="0000"', "", False),
        ('w:firstRow="1"', f"<w:tcPr>{shade('1F3864')}</w:tcPr>", False),
    ],
)
def test_the_first_row_has_the_style_that_its_table_takes_up(look: str, more: str, is_hidden: bool) -> None:
    part = f'<w:tblStylePr w:type="firstRow"><w:rPr>{color("FFFFFF")}</w:rPr>{more}</w:tblStylePr>'
    style = f'<w:style w:type="table" w:styleId="T"><w:name w:val="T"/>{part}</w:style>'
    properties = f'<w:tblStyle w:val="T"/><w:tblLook {look}/>'
    document = word(table(paragraph(run()), properties), styles=[style])
    if is_hidden:
        assert_hidden(document, "colour")
    else:
        assert_shown(document)


def test_a_part_that_stands_twice_is_none_that_anybody_reads() -> None:
    document = docx.Document()
    document.add_paragraph(SAID)
    saved, written = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as package, zipfile.ZipFile(written, "w") as doubled:
        for name in package.namelist():
            doubled.writestr(name, package.read(name))
        with pytest.warns(UserWarning, match="Duplicate name"):
            doubled.writestr("word/document.xml", package.read("word/document.xml"))
    assert SAID in document_from_bytes("a.docx", saved.getvalue()).text
    with pytest.raises(ExtractionError, match="damaged"):
        document_from_bytes("a.docx", written.getvalue())
