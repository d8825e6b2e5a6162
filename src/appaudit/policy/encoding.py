"""Bytes of a text document to a string: byte order mark, declared charset, UTF-8, then the Chinese code pages."""

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
#: GBK and GB2312 are subsets of GB18030, and pages that declare them use characters beyond them.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs", "iso-8859-1": ""}
#: Share of characters that may be undecodable before a text counts as not read.
_MAX_REPLACED = 0.01


def decode_text(data: bytes, name: str) -> tuple[str, str]:
    """Give the text of a document and the encoding that it was read with.

    Raises:
        ExtractionError: The bytes are not a text in any encoding that policies use.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return _checked(text, name), encoding
    for encoding in _candidates(data):
        try:
            return _checked(data.decode(encoding), name), encoding
        except (UnicodeDecodeError, LookupError):
            continue
    # One damaged byte in a long UTF-8 text must not cost the document.
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= len(text) * _MAX_REPLACED:
        return _checked(text, name), "utf-8"
    raise ExtractionError(
        f"{name}: the text is in no encoding that could be recognised (tried UTF-8, GB18030, Big5).",
        hint="Save the document as UTF-8.",
    )


def _candidates(data: bytes) -> list[str]:
    found = _DECLARED.search(data[:4096])
    names = []
    if found:
        declared = found.group(1).decode("ascii").lower()
        names.append(_WIDER.get(declared, declared))
    if b"\x00" in data[:4096] and not data.startswith(b"\x00\x00"):
        names.append("utf-16-le" if data[1:2] == b"\x00" else "utf-16-be")
    return [name for name in [*names, "utf-8", *_chinese_order(data)] if name]


def _chinese_order(data: bytes) -> tuple[str, str]:
    # Both code pages accept most two-byte sequences. The characters every policy is full of decide.
    common = "的我您们個人信息資料隱私隐政策使用"
    scores = {
        encoding: sum(data[:65536].decode(encoding, "ignore").count(char) for char in common)
        for encoding in ("gb18030", "big5hkscs")
    }
    return ("gb18030", "big5hkscs") if scores["gb18030"] >= scores["big5hkscs"] else ("big5hkscs", "gb18030")


def _checked(text: str, name: str) -> str:
    # NUL and other controls never occur in a text; many of them mean that a binary file was decoded by luck.
    sample = text[:100_000]
    controls = sum(1 for char in sample if char < " " and char not in "\t\n\r\f\v")
    if controls > max(4, len(sample) * _MAX_REPLACED):
        raise ExtractionError(
            f"{name}: this is a binary file, not a text.", hint="Supply the policy as HTML, Markdown or text."
        )
    return text
