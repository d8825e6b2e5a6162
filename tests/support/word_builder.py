"""Word documents for tests: a first sentence that is always seen, and the markup that a test is about."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor

from appaudit.documents.blocks import PolicyDocument
from appaudit.documents.document import document_from_bytes

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
SAID = "我们收集您设备的标识符。"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(properties: str = "", text: str = SAID) -> str:
    """A run with its properties."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(inner: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def table(inner: str, properties: str = "", cell: str = "", row: str = "") -> str:
    """A table of one cell, with its properties, those of the cell and those of the row."""
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tr><w:trPr>{row}</w:trPr><w:tc><w:tcPr>{cell}</w:tcPr>{inner}"
        "</w:tc></w:tr></w:tbl>"
    )


def style(kind: str, run: str = "", paragraph: str = "", name: str = "S") -> str:
    """A style of a kind with what it says of runs and of paragraphs."""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/><w:pPr>{paragraph}</w:pPr>'
        f"<w:rPr>{run}</w:rPr></w:style>"
    )


def word(
    *body: str,
    styles: Iterable[str] = (),
    change: Callable[[Any], object] = lambda _: None,
    edit: Callable[[str, bytes], bytes] = lambda _, data: data,
    more: Iterable[tuple[str, bytes | str]] = (),
) -> PolicyDocument:
    """A Word document with a first sentence, some markup, and parts as `edit` leaves them."""
    document = docx.Document()
    font = document.add_paragraph().add_run("本政策适用于示例应用。").font
    font.hidden, font.color.rgb, font.size = False, RGBColor(0, 0, 0), Pt(10)
    for each in styles:
        document.styles.element.append(parse_xml(each.replace("<w:style ", f"<w:style {SPACES} ", 1)))
    for each in body:
        element = parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {SPACES}", each))
        document.element.body.insert(len(document.element.body) - 1, element)
    change(document)
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as package, zipfile.ZipFile(out, "w") as written:
        for name in package.namelist():
            written.writestr(name, edit(name, package.read(name)))
        for name, data in more:
            written.writestr(name, data)
    return document_from_bytes("policy.docx", out.getvalue())


def ways(document: PolicyDocument) -> list[str]:
    """How the sentence of a document is hidden."""
    return [item.way for item in document.hidden if SAID in item.text]


def assert_hidden(document: PolicyDocument, way: str) -> None:
    """Say that the sentence is hidden in a way."""
    assert (SAID in document.text, ways(document)) == (False, [way])


def assert_shown(document: PolicyDocument) -> None:
    """Say that the sentence is shown."""
    assert (SAID in document.text, ways(document)) == (True, [])


def color(value: str, more: str = "") -> str:
    """A colour of letters."""
    return f'<w:color w:val="{value}" {more}/>'


def shade(fill: str, more: str = 'w:val="clear"') -> str:
    """A fill with its pattern."""
    return f'<w:shd {more} w:fill="{fill}"/>'
