"""Policy documents as text with places: the first step of the policy room.

`read_document` turns a file into a `PolicyDocument`; every later result is an offset into its `text`. Formats are
modules in `readers`, chosen by content rather than by name; a new one is a new module there. Nothing here opens a
network connection or follows a link.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from collections import Counter
from functools import lru_cache
from pathlib import Path
from string import ascii_letters
from typing import Protocol

from appaudit.documents import readers
from appaudit.documents.blocks import ParsedText, PolicyDocument
from appaudit.documents.characters import evened
from appaudit.documents.readers import html_page, plain
from appaudit.errors import ExtractionError
from appaudit.model.bilingual import Bilingual
from appaudit.model.expression import Expression
from appaudit.whole_files import read_regular

#: Documents above this size are refused: real policies stay below one megabyte (58 KB is the largest of 280
#: collected ones), saved web pages with embedded images can reach a few.
MAX_DOCUMENT_BYTES = 20_000_000
#: What stands for a byte that could not be decoded; so many are a sentence or more.
_REPLACEMENT = "\ufffd"
_MOST_UNDECODED = 24
#: Characters for private use between letters; at the head of a line or a word they are pictures. None stands so in
#: 1,869 policies (2026-11-30).
_PRIVATE = Expression("[A-Za-z0-9\u4e00-\u9fff，。、：][\ue000-\uf8ff\U000f0000-\U0010fffd]+[A-Za-z0-9\u4e00-\u9fff]")
_PRIVATELY = Bilingual(
    "{name}：句中有 {count} 处私用区字符，显示为何字取决于所用的字体，无法辨别。请改用标准字符后重新保存。",
    "{name}: in {count} places sentences hold characters for private use, which are whatever a font draws them as. Save"
    " it with standard characters.",
)
_DAMAGED = Bilingual(
    "{name}：有 {count} 处文字无法解码，可能混用了多种编码。请将文档另存为 UTF-8 编码。",
    "{name}: {count} characters could not be decoded; parts of it may be in another encoding. Save it as UTF-8.",
)
#: Characters of text kept; the rest is a gap with reason `limit_reached`.
MAX_TEXT_CHARACTERS = 1_000_000

_CHINESE = Expression("[\u4e00-\u9fff]")
_ADDRESS = Expression(r"https?://[!-~]+")
_TYPED = ("A picture of a policy cannot be read; supply its text.", "图片中的政策无法读取，请提供文本。")
_AGAIN = ("Save the policy as DOCX, PDF, HTML or text.", "请将政策另存为 DOCX、PDF、HTML 或文本。")
_LEGACY = (
    "Open it in Word, WPS or LibreOffice and save it as DOCX or PDF (soffice --headless --convert-to docx FILE).",
    "请用 Word、WPS 或 LibreOffice 打开后另存为 DOCX 或 PDF（soffice --headless --convert-to docx 文件）。",
)
#: What an archive of another program holds near its beginning, what it is, and how it becomes one that is read.
_ARCHIVES: tuple[tuple[bytes, Bilingual, Bilingual], ...] = (
    (
        b"application/vnd.oasis.opendocument",
        Bilingual("OpenDocument 文件（.odt、.ods）", "an OpenDocument file (.odt, .ods)"),
        Bilingual(
            "请另存为 DOCX，表格另存为 XLSX（soffice --headless --convert-to docx 文件）。",
            "Save it as DOCX, a table as XLSX (soffice --headless --convert-to docx FILE).",
        ),
    ),
    (
        b"application/epub+zip",
        Bilingual("EPUB 电子书", "an EPUB book"),
        Bilingual(
            "请转换为 HTML 或 DOCX（ebook-convert 文件 out.docx），或提供其中的网页文件。",
            "Convert it to HTML or DOCX (ebook-convert FILE out.docx), or give the pages that it holds.",
        ),
    ),
    (
        b"Index/Document.iwa",
        Bilingual("Pages、Numbers 或 Keynote 文稿", "a document of Pages, Numbers or Keynote"),
        Bilingual(
            "请用“文件”菜单中的“导出为”导出为 Word、Excel 或 PDF。",
            "Export it as Word, Excel or PDF (File, Export To).",
        ),
    ),
)
_NEAR_BEGINNING = 65_536
#: What a file starts with when it is not text at all, and what to do about it, in English and in Chinese.
_SIGNATURES: tuple[tuple[bytes, tuple[str, str], tuple[str, str]], ...] = (
    (b"PK\x03\x04", ("a zip archive without a Word document", "不含 Word 文档的 zip 压缩包"), _AGAIN),
    (
        b"\xd0\xcf\x11\xe0",
        (
            "a Word, WPS or Excel file of the old format (.doc, .wps, .xls)",
            "旧格式的 Word、WPS 或 Excel 文件（.doc、.wps、.xls）",
        ),
        _LEGACY,
    ),
    (b"{\\rtf", ("an RTF document", "RTF 文档"), _LEGACY),
    (b"\xff\xd8\xff", ("a JPEG image", "JPEG 图片"), _TYPED),
    (b"\x89PNG", ("a PNG image", "PNG 图片"), _TYPED),
    (b"GIF8", ("a GIF image", "GIF 图片"), _TYPED),
    (b"\x1f\x8b", ("a gzip archive", "gzip 压缩文件"), ("Unpack it first.", "请先解压。")),
    (
        b"dex\n",
        ("an Android code file", "安卓代码文件"),
        ("Give the policy document to --policy.", "请用 --policy 指定隐私政策文件。"),
    ),
)


class Reader(Protocol):
    """What a module in `readers` offers."""

    ORDER: int
    SUFFIXES: tuple[str, ...]

    def accepts(self, name: str, data: bytes) -> bool:
        """Say whether a file is in this format."""

    def read(self, name: str, data: bytes) -> ParsedText:
        """The text of the file; raises ExtractionError where there is none to be had."""


@lru_cache(maxsize=1)
def _readers() -> tuple[Reader, ...]:
    modules = [
        importlib.import_module(f"{readers.__name__}.{module.name}")
        for module in pkgutil.iter_modules(readers.__path__)
    ]
    return tuple(sorted(modules, key=lambda module: (module.ORDER, module.__name__)))


def legacy_suffixes() -> tuple[str, ...]:
    """The endings of documents of old formats, which are not read, and which a folder must not pass over in silence."""
    return (".doc", ".rtf", ".wps", ".odt", ".epub", ".pages")


def is_other_archive(data: bytes) -> bool:
    """Whether a file is an archive of a program whose documents are not read, but can be converted."""
    is_archive = data.startswith(b"PK\x03\x04") and b"word/document.xml" not in data
    return is_archive and any(mark in data[:_NEAR_BEGINNING] for mark, _, _ in _ARCHIVES)


def document_suffixes() -> tuple[str, ...]:
    """The endings of files that are read when a folder is given, sorted."""
    return tuple(sorted({suffix for reader in _readers() for suffix in reader.SUFFIXES}))


def read_document(path: Path, name: str = "") -> PolicyDocument:
    """Give the text, blocks and links of one policy file.

    Args:
        path: The file.
        name: What the document is called in reports; the file name when empty.

    Raises:
        ExtractionError: The file cannot be opened, is not text, or has no text in it.
    """
    name = name or path.name
    return document_from_bytes(name, _read_bytes(path, name))


def document_from_bytes(name: str, data: bytes) -> PolicyDocument:
    """Give the text, blocks and links of a file that was already read; its name tells formats that look alike.

    Raises:
        ExtractionError: It is not text, or has no text in it.
    """
    parsed = _parse(name, data)
    if not parsed.blocks and parsed.unread:
        raise ExtractionError(
            " ".join(part.en for part in parsed.unread), zh="".join(part.zh for part in parsed.unread)
        )
    if not parsed.blocks:
        raise ExtractionError(
            f"{name}: no text found in this document.",
            hint="A page that builds its text with scripts must be saved from the browser after it has loaded.",
            zh=f"{name}：文档中没有文字。",
            hint_zh="由脚本生成内容的网页，须待其加载完成后再从浏览器保存。",
        )
    return _document(name, hashlib.sha256(data).hexdigest(), parsed)


def document_from_text(text: str, name: str = "policy.txt") -> PolicyDocument:
    """Give the document that a text makes, for callers that already hold the text; markup counts as markup."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    is_markup = html_page.looks_like_html(text)
    return _document(name, digest, html_page.parse_html(text, name) if is_markup else plain.parse_plain(text, name))


def _document(name: str, sha256: str, parsed: ParsedText) -> PolicyDocument:
    text = evened(parsed.text[:MAX_TEXT_CHARACTERS])
    return PolicyDocument(
        name=name,
        sha256=sha256,
        text=text,
        blocks=tuple(block for block in parsed.blocks if block.end <= len(text)),
        language=detect_language(text),
        encoding=parsed.encoding,
        links=tuple(link for link in parsed.links if link.end <= len(text)),
        truncated=parsed.truncated or len(text) < len(parsed.text),
        unread=(*parsed.unread, *_undecoded(name, text), *_unassigned(name, text)),
        lines=tuple(parsed.lines),
        hidden=tuple(parsed.hidden),
        repeats=tuple(parsed.repeats) if len(text) == len(parsed.text) else (),
        redrawn=tuple(parsed.redrawn),
    )


def _undecoded(name: str, text: str) -> tuple[Bilingual, ...]:
    """What is said of a text parts of which are in another encoding than the rest."""
    count = text.count(_REPLACEMENT)
    return (_DAMAGED.format(name=name, count=count),) if count >= _MOST_UNDECODED else ()


def _unassigned(name: str, text: str) -> tuple[Bilingual, ...]:
    """What is said of characters inside sentences that are letters in one font alone."""
    count = len(_PRIVATE.findall(text))
    return (_PRIVATELY.format(name=name, count=count),) if count else ()


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_DOCUMENT_BYTES:
            raise ExtractionError(
                f"{name}: {size} bytes is more than a policy can have (limit {MAX_DOCUMENT_BYTES}).",
                hint="Give the policy document itself, not an archive of the site.",
                zh=f"{name}：{size} 字节，超出隐私政策的合理大小（上限 {MAX_DOCUMENT_BYTES}）。",
                hint_zh="请提供政策文件本身，而不是整站打包文件。",
            )
        data = read_regular(path, MAX_DOCUMENT_BYTES)
    except OSError as error:
        reason = error.strerror or error
        raise ExtractionError(f"{name}: cannot be opened: {reason}.", zh=f"{name}：无法打开：{reason}。") from error
    if not data.strip():
        raise ExtractionError(
            f"{name}: the file is empty.",
            hint="Supply the full text of the policy.",
            zh=f"{name}：文件是空的。",
            hint_zh="请提供政策全文。",
        )
    return data


def _parse(name: str, data: bytes) -> ParsedText:
    for mark, kind, way in _ARCHIVES if is_other_archive(data) else ():
        if mark in data[:_NEAR_BEGINNING]:
            raise ExtractionError(
                f"{name}: this is {kind.en}, not a text that can be read as a policy.",
                hint=way.en,
                zh=f"{name}：这是{kind.zh}，不是可以读取的政策文本。",
                hint_zh=way.zh,
            )
    for reader in _readers():
        if reader.ORDER < plain.ORDER and reader.accepts(name, data):
            return reader.read(name, data)
    for signature, what, hint in _SIGNATURES:
        if data.startswith(signature):
            raise ExtractionError(
                f"{name}: this is {what[0]}, not a text that can be read as a policy.",
                hint=hint[0],
                zh=f"{name}：这是{what[1]}，不是可以读取的政策文本。",
                hint_zh=hint[1],
            )
    return plain.read(name, data)


def count_letters(text: str) -> tuple[int, int]:
    """How many Chinese characters and how many Latin letters a text has."""
    counts = Counter(text)
    chinese = sum(count for character, count in counts.items() if _CHINESE.match(character))
    return chinese, sum(counts[letter] for letter in ascii_letters)


def detect_language(text: str) -> str:
    """Name the language that most of the text is in: `zh`, `en`, or empty when there are too few letters."""
    chinese, latin = count_letters(_ADDRESS.sub("", text))  # an address is in no language
    if chinese + latin < 5:
        return ""
    # A Chinese character carries about as much as a Latin word of five letters.
    return "zh" if chinese * 5 >= latin else "en"
