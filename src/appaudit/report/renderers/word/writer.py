"""A Word document piece by piece: paragraphs, tables, page numbers; the same calls give the same bytes.

python-docx makes the file and its styles. Tables are written as XML at once, since it looks the grid up for every cell,
which takes minutes for a matrix of hundreds of rows.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from appaudit.model.bilingual import Language
from appaudit.model.record import record
from appaudit.report.renderers.plain import safe_text, shortened
from appaudit.report.renderers.xml_text import xml_text

#: Fonts that Word, WPS and LibreOffice have or replace alike.
_LATIN, _CHINESE, _CODE = "Calibri", "Microsoft YaHei", "Consolas"
#: The languages of spelling.
_LANGUAGES: Final = {"zh": "zh-CN", "en": "en-GB"}
_INK, _ACCENT, _QUIET = RGBColor(0x1E, 0x24, 0x2C), RGBColor(0x1F, 0x3A, 0x5F), RGBColor(0x5A, 0x63, 0x70)
#: Fills that stay readable in grey print, by tone; the word in the cell says the same.
_FILLS: Final = {
    "bad": "F8D7D3",
    "warn": "FBE8C8",
    "note": "E4ECF7",
    "good": "DDEFE0",
    "open": "ECECEC",
    "head": "2F3B4C",
}
_WIDTH = 4_000
#: Twentieths of a point in a centimetre.
_TWIPS: Final = 567
#: Zip files know no time before; a document has no clock.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@record(kw_only=False)
class Cell:
    """A text of a table cell with the tone of its fill; `is_bold` for headings, `is_code` for names in code."""

    text: str
    tone: str = ""
    is_bold: bool = False
    is_code: bool = False


class Writer:
    """Collects the pieces of one document."""

    def __init__(self, language: Language, title: str, author: str, day: str, *, is_landscape: bool = False) -> None:
        """A document of A4 pages; `day` is the ISO date that it carries."""
        self._document = Document()
        self._prepare(language, is_landscape=is_landscape)
        properties = self._document.core_properties
        properties.title, properties.author = inert(title, 200), inert(author, 200)
        properties.created = properties.modified = _moment(day)
        properties.last_modified_by, properties.comments, properties.revision = "", "", 1
        properties.language = _LANGUAGES[language]

    def _prepare(self, language: Language, *, is_landscape: bool) -> None:
        section = self._document.sections[0]
        width, height = (29.7, 21) if is_landscape else (21, 29.7)
        section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Cm(width), Cm(height)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
        section.different_first_page_header_footer = True
        for name, size in (("Normal", 10.5), ("Heading 1", 16), ("Heading 2", 12.5), ("Heading 3", 11), ("Title", 26)):
            style: Any = self._document.styles[name]
            style.font.name, style.font.size = _LATIN, Pt(size)
            style.font.color.rgb = _INK if name == "Normal" else _ACCENT
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
                fonts.attrib.pop(qn(key), None)
            fonts.set(qn("w:eastAsia"), _CHINESE)
            spoken = OxmlElement("w:lang")
            spoken.set(qn("w:val"), "en-GB")
            spoken.set(qn("w:eastAsia"), "zh-CN")
            style.element.get_or_add_rPr().append(spoken)
            style.paragraph_format.space_after = Pt(4 if name == "Normal" else 6)
            style.paragraph_format.line_spacing = 1.25 if language == "zh" else 1.12

    def heading(self, text: str, level: int = 1, *, on_new_page: bool = False) -> None:
        """A heading, which stays with what follows it."""
        paragraph = self._document.add_heading(inert(text, 300), level)
        paragraph.paragraph_format.page_break_before = on_new_page
        paragraph.paragraph_format.keep_with_next = True

    def title(self, text: str) -> None:
        """The title of the document."""
        self._document.add_paragraph(inert(text, 300), style="Title")

    def paragraph(
        self, text: str, *, is_bold: bool = False, is_quiet: bool = False, size: float = 0, keeps: bool = False
    ) -> None:
        """A paragraph of one run; `keeps` holds it on the page of the next."""
        paragraph = self._document.add_paragraph()
        run = paragraph.add_run(inert(text, _WIDTH))
        run.bold = is_bold or None
        if is_quiet:
            run.font.color.rgb = _QUIET
        if size:
            run.font.size = Pt(size)
        paragraph.paragraph_format.keep_with_next = keeps or None

    def labelled(self, label: str, text: str) -> None:
        """A paragraph that begins with a word in bold."""
        paragraph = self._document.add_paragraph()
        paragraph.add_run(f"{inert(label, 200)}  ").bold = True
        paragraph.add_run(inert(text, _WIDTH))

    def bullets(self, texts: Iterable[str], *, are_numbered: bool = False) -> None:
        """A list; numbers are written out, as Word would go on counting from list to list."""
        for number, text in enumerate(texts, 1):
            paragraph = self._document.add_paragraph()
            paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.7), Cm(-0.6)
            paragraph.paragraph_format.space_after = Pt(2)
            mark = f"{number}." if are_numbered else "•"
            paragraph.add_run(f"{mark}\t{inert(text, _WIDTH)}")
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.7))

    def code(self, text: str) -> None:
        """Lines of code or of a call chain."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.7)
        for number, line in enumerate(inert(text, _WIDTH).split("\n")):
            run = paragraph.add_run()
            if number:
                run.add_break()
            run.add_text(line)
            run.font.name, run.font.size = _CODE, Pt(8.5)

    def picture(self, data: bytes, width: float) -> None:
        """A picture of at most `width` centimetres.

        Raises:
            ValueError: it is none that Word shows.
        """
        try:
            self._document.add_picture(BytesIO(data), width=Cm(width))
        except Exception as error:  # python-docx lets whatever its readers of pictures raise pass
            raise ValueError(str(error)) from error
        self._document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.LEFT

    def space(self, points: float) -> None:
        """An empty paragraph of a height."""
        self._document.add_paragraph().paragraph_format.space_after = Pt(points)

    def page_break(self) -> None:
        """The next piece begins a page."""
        self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def table(
        self, widths: Sequence[float], rows: Iterable[Sequence[Cell | str]], *, has_head: bool = True, height: float = 0
    ) -> None:
        """A table; `widths` and the least `height` of rows in centimetres.

        The head is repeated on every page, and no row is torn.
        """
        grid = "".join(f'<w:gridCol w:w="{round(width * _TWIPS)}"/>' for width in widths)
        body = "".join(
            _row(widths, row, is_head=has_head and number == 0, is_label=not has_head, height=height)
            for number, row in enumerate(rows)
        )
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B9C0C9"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        element = parse_xml(
            f"<w:tbl {nsdecls('w')}><w:tblPr><w:tblW w:w='{round(sum(widths) * _TWIPS)}' w:type='dxa'/>"
            f"<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type='fixed'/>"
            f"<w:tblCellMar><w:left w:w='85' w:type='dxa'/><w:right w:w='85' w:type='dxa'/></w:tblCellMar></w:tblPr>"
            f"<w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
        )
        body_element: Any = self._document.element.body
        body_element.insert(len(body_element) - 1, element)  # the last element holds the settings of the page
        self._document.add_paragraph().paragraph_format.space_after = Pt(2)

    def running(self, head: str, page: str) -> None:
        """What stands on top and at the foot of every page but the first; `page` has `{page}` and `{pages}`."""
        section: Any = self._document.sections[0]
        paragraph = section.header.paragraphs[0]
        run = paragraph.add_run(inert(head, 200))
        run.font.size, run.font.color.rgb = Pt(8), _QUIET
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        before, _, rest = page.partition("{page}")
        between, _, after = rest.partition("{pages}")
        for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
            run = paragraph.add_run(text)
            run.font.size, run.font.color.rgb = Pt(8), _QUIET
            if field:
                simple = OxmlElement("w:fldSimple")
                simple.set(qn("w:instr"), field)
                number = parse_xml(f"<w:r {nsdecls('w')}><w:rPr><w:sz w:val='16'/></w:rPr><w:t>1</w:t></w:r>")
                simple.append(number)
                paragraph._p.append(simple)  # python-docx has no fields of its own

    def content(self) -> bytes:
        """The file."""
        made = BytesIO()
        self._document.save(made)
        target = BytesIO()
        with zipfile.ZipFile(made) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in source.namelist():
                entry = zipfile.ZipInfo(name, _EPOCH)
                entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(entry, source.read(name))
        return target.getvalue()


def inert(text: str, width: int) -> str:
    """A text as a document may hold it: every control and directional character is written as an escape."""
    return shortened(safe_text(xml_text(text)).strip(), width)


def _row(widths: Sequence[float], cells: Sequence[Cell | str], *, is_head: bool, is_label: bool, height: float) -> str:
    least = f"<w:trHeight w:val='{round(height * _TWIPS)}' w:hRule='atLeast'/>" if height and not is_head else ""
    head = "<w:tblHeader/>" if is_head else ""
    shown = "".join(
        _cell(width, cell if isinstance(cell, Cell) else Cell(cell), is_head, is_label and number == 0)
        for number, (width, cell) in enumerate(zip(widths, cells, strict=True))
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{head}</w:trPr>{shown}</w:tr>"


def _cell(width: float, cell: Cell, is_head: bool, is_label: bool) -> str:
    tone = "head" if is_head else cell.tone
    fill = f"<w:shd w:val='clear' w:color='auto' w:fill='{_FILLS[tone]}'/>" if tone else ""
    bold = "<w:b/>" if is_head or is_label or cell.is_bold else ""
    colour = "<w:color w:val='FFFFFF'/>" if is_head else ""
    font = f"<w:rFonts w:ascii='{_CODE}' w:hAnsi='{_CODE}'/>" if cell.is_code else ""
    size = 16 if cell.is_code else 18
    lines = inert(cell.text, _WIDTH).split("\n")
    runs = "<w:br/>".join(f"<w:t xml:space='preserve'>{escape(line)}</w:t>" for line in lines)
    return (
        f"<w:tc><w:tcPr><w:tcW w:w='{round(width * _TWIPS)}' w:type='dxa'/>{fill}</w:tcPr>"
        f"<w:p><w:pPr><w:spacing w:before='30' w:after='30' w:line='252' w:lineRule='auto'/></w:pPr>"
        f"<w:r><w:rPr>{font}{bold}{colour}<w:sz w:val='{size}'/><w:szCs w:val='{size}'/></w:rPr>{runs}</w:r>"
        "</w:p></w:tc>"
    )


def _moment(day: str) -> datetime:
    try:
        return datetime.fromisoformat(day).replace(tzinfo=UTC)
    except ValueError:
        return datetime(*_EPOCH[:3], tzinfo=UTC)
