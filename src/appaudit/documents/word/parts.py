"""Parts of a Word package beside its body: headers and footers of pages, notes, what other files bring, fonts.

ECMA-376, part 1, 17.10 (headers and footers: those of a first page and of even pages only where the section, or the
settings, ask for them), 17.11 (notes: only those that are referred to), 17.17.2 (contents of other files), 17.8.3
(fonts that are in the file). Checked 2026-11-30, not opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from appaudit.documents.word.styles import W
from appaudit.model.bilingual import Bilingual

if TYPE_CHECKING:
    from docx.document import Document

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_OTHER_FILES: Final = (f"{W}altChunk", f"{W}subDoc")
_NOTES: Final = ("footnote", "endnote")
_EMBEDDED: Final = tuple(f"{W}embed{name}" for name in ("Regular", "Bold", "Italic", "BoldItalic"))
_KEY: Final = 16
_BROUGHT: Final = Bilingual(
    "{name}：文档引入了其他文件的内容（altChunk、subDoc），没有读取。请在 Word 中打开后另存为普通文档或文本。",
    "{name}: it takes in the contents of other files (altChunk, subDoc), which were not read. Open it in Word and save "
    "it as one document, or as text.",
)


def margins_of(document: Document) -> Iterator[tuple[Any, bool]]:
    """The headers and footers of all sections, each once, and whether pages show it.

    Some policies name the company and the date only there.
    """
    has_even = bool(document.settings.odd_and_even_pages_header_footer)
    for section in document.sections:
        has_first = bool(section.different_first_page_header_footer)
        for part, is_shown in (
            (section.first_page_header, has_first),
            (section.header, True),
            (section.even_page_header, has_even),
            (section.first_page_footer, has_first),
            (section.footer, True),
            (section.even_page_footer, has_even),
        ):
            if not part.is_linked_to_previous:
                yield part, is_shown


def notes_of(document: Document) -> Iterator[tuple[Any, Any]]:
    """The notes that the body refers to, in the order of their part, each with the relations of that part."""
    from docx.oxml import parse_xml

    for kind in _NOTES:
        named = {each.get(f"{W}id") for each in document.element.body.iter(f"{W}{kind}Reference")}
        for relation in document.part.rels.values() if named else ():
            if relation.is_external or not relation.reltype.endswith(f"/{kind}s"):
                continue
            for note in parse_xml(relation.target_part.blob).iter(f"{W}{kind}"):
                if note.get(f"{W}id") in named:
                    yield note, relation.target_part.rels


def unread_of(document: Document, name: str) -> list[Bilingual]:
    """What is said of contents that other files bring."""
    is_brought = next(document.element.body.iter(*_OTHER_FILES), None) is not None
    return [_BROUGHT.format(name=name)] if is_brought else []


def embedded_fonts(document: Document) -> dict[str, list[bytes]]:
    """Fonts that the file brings along, each style of them, by names in lower case: they may draw other letters."""
    from docx.oxml import parse_xml

    found: dict[str, list[bytes]] = {}
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith("/fontTable"):
            continue
        table = relation.target_part
        for font in parse_xml(table.blob).iter(f"{W}font"):
            for entry in (each for name in _EMBEDDED if (each := font.find(name)) is not None):
                brought = table.rels.get(entry.get(f"{_R}id") or "")
                data = b"" if brought is None or brought.is_external else brought.target_part.blob
                styles = found.setdefault((font.get(f"{W}name") or "").lower(), [])
                styles.append(_unlocked(data, entry.get(f"{W}fontKey") or ""))
    return found


def _unlocked(data: bytes, key: str) -> bytes:
    """A font as it was before its first bytes were mixed with a key (part 4, 2.8.1)."""
    digits = re.sub("[^0-9a-fA-F]", "", key)
    if len(digits) != 2 * _KEY:
        return data
    mask = bytes.fromhex(digits)[::-1] * 2
    return bytes(one ^ other for one, other in zip(data[: 2 * _KEY], mask, strict=False)) + data[2 * _KEY :]
