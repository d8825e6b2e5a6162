"""Bytes of a text document to a string: byte order mark, UTF-16 by its zeros, UTF-8, then the Chinese code pages.

What a page declares is often wrong, what a long text decodes to without an error is not: bytes that are valid UTF-8 are
UTF-8, whatever is declared. GB18030 and Big5 both accept most byte pairs; there the characters that every policy is
full of decide.
"""

from __future__ import annotations

import codecs
import re

from appaudit.errors import ExtractionError

_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
#: Names under which pages declare the Chinese code pages; GBK and GB2312 are subsets of GB18030, and pages that
#: declare them use characters beyond them.
_CHINESE_PAGES = frozenset(["gb2312", "gbk", "gb_2312-80", "gb18030", "x-gbk", "big5", "big5-hkscs", "x-big5", "cp950"])
#: What servers send for anything; no Chinese text is in it.
_LATIN_PAGES = frozenset(["iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii"])
#: Characters that every policy is full of, simplified and traditional.
_COMMON = "的我您们們個个人信息資料讯訊隱私隐政策使用者服务服務"
#: What no text holds: controls other than blanks.
_CONTROLS = [chr(code) for code in range(32) if chr(code) not in "\t\n\r\f\v"]
_SAMPLE = 65_536
#: Share of characters that may be undecodable before a text counts as not read.
_MAX_REPLACED = 0.01
#: One zero byte in so many makes a text UTF-16: its punctuation alone gives more, a stray one in UTF-8 gives none.
_ZERO_SHARE = 50
#: Share of Chinese characters at which bytes without a mark are UTF-16: a wrong reading gives a few percent.
_UTF16_SHARE = 0.5


def decode_text(data: bytes, name: str) -> tuple[str, str]:
    """Give the text of a document and the encoding that it was read with.

    Raises:
        ExtractionError: The bytes are not a text in any encoding that policies use.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return _checked(text, name), encoding
    candidates = _candidates(data)
    for encoding in candidates:
        try:
            return _checked(data.decode(encoding), name), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    # One damaged byte in a long text must not cost the document.
    for encoding in candidates:
        try:
            text = data.decode(encoding, "replace")
        except LookupError:
            continue
        if text.count("\ufffd") <= len(text) * _MAX_REPLACED:
            return _checked(text, name), encoding
    raise ExtractionError(
        f"{name}: the text is in no encoding that could be recognised (tried UTF-8, UTF-16, GB18030, Big5).",
        hint="Save the document as UTF-8.",
        zh=f"{name}：无法识别文本编码（已尝试 UTF-8、UTF-16、GB18030、Big5）。",
        hint_zh="请将文档另存为 UTF-8 编码。",
    )


def _candidates(data: bytes) -> list[str]:
    """Encodings to try, the most likely first."""
    found = _DECLARED.search(data[:4096])
    declared = found.group(1).decode("ascii").lower() if found else ""
    names = [*_utf16(data), "utf-8"]
    if declared and declared not in _CHINESE_PAGES | _LATIN_PAGES and not declared.startswith("utf"):
        names.append(declared)
    return list(dict.fromkeys([*names, *_chinese_order(data)]))


def _utf16(data: bytes) -> list[str]:
    """UTF-16 without a mark: zeros beside Latin letters, or pairs that read as Chinese and as nothing else."""
    sample = data[:4096]
    if sample.count(0) * _ZERO_SHARE > len(sample) and not data.startswith(b"\x00\x00"):
        return ["utf-16-le" if data[1:2] == b"\x00" or _chinese_share(sample, "utf-16-le") > 0.2 else "utf-16-be"]
    if _is_utf8(sample):
        return []  # two letters of English are a Chinese character, and "(u" is one of the commonest
    return [name for name in ("utf-16-le", "utf-16-be") if _chinese_share(sample, name) > _UTF16_SHARE]


def _is_utf8(sample: bytes) -> bool:
    """Whether bytes are UTF-8 but for a character that their end may cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _chinese_share(sample: bytes, encoding: str) -> float:
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    common = sum(map(text.count, _COMMON))
    # Random pairs fall into the 20,000 Chinese characters often, on these few never.
    return 0.0 if common * 50 < len(text) else sum("\u4e00" <= char <= "\u9fff" for char in text) / max(len(text), 1)


def _chinese_order(data: bytes) -> tuple[str, str]:
    scores = {
        encoding: sum(map(data[:_SAMPLE].decode(encoding, "ignore").count, _COMMON))
        for encoding in ("gb18030", "big5hkscs")
    }
    return ("gb18030", "big5hkscs") if scores["gb18030"] >= scores["big5hkscs"] else ("big5hkscs", "gb18030")


def _checked(text: str, name: str) -> str:
    # NUL and other controls never occur in a text; many of them mean that a binary file was decoded by luck.
    sample = text[:100_000]
    controls = sum(map(sample.count, _CONTROLS))
    if controls > max(4, len(sample) * _MAX_REPLACED):
        raise ExtractionError(
            f"{name}: this is a binary file, not a text.",
            hint="Supply the policy as HTML, DOCX, PDF, Markdown or text.",
            zh=f"{name}：这是二进制文件，不是文本。",
            hint_zh="请提供 HTML、DOCX、PDF、Markdown 或文本格式的政策。",
        )
    return text
