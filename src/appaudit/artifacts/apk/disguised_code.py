"""Code behind several steps: packed, written as text in Base64 or hexadecimal digits, or from its end backwards.

Whoever loads such code undoes the steps first. A step is undone where what comes of it begins like code, like a packed
stream or an archive, or like the next step; all others cost a look at the first and the last bytes.
"""

from __future__ import annotations

import binascii
import re
from typing import Final

from appaudit.artifacts.apk.buried_code import is_dex, unpacked

_MOST_STEPS: Final = 4
#: Bytes by which a step is recognised.
_HEAD: Final = 64
_TAIL: Final = 8
_ARCHIVE: Final = b"PK\x03\x04"
_STREAM: Final = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08|BZh[1-9]|\xfd7zXZ\x00")
_HEXADECIMAL: Final = re.compile(rb"[0-9a-fA-F\s]{16,}")
_BASE64: Final = re.compile(rb"[0-9A-Za-z+/_\-\r\n]{16,}={0,2}\s*")
_URL_SAFE: Final = bytes.maketrans(b"-_", b"+/")
_SPACES: Final = re.compile(rb"\s+")
#: How code, streams and archives begin in hexadecimal digits and in Base64.
_WRITTEN: Final = re.compile(rb"(?i:6465780a|789c|78da|7801|1f8b08|504b0304)|ZGV4Cj|eJ|eN|eA|eF|H4sI|UEsDB|NjQ2NTc4")


def undone(data: memoryview, most: int) -> memoryview | None:
    """What is left when all steps are undone, up to `most` bytes; None where there is none to undo."""
    left: memoryview | None = None
    current = data
    for _ in range(_MOST_STEPS):
        if is_dex(current):
            break
        step = unpacked(current, most) or _from_text(current, most) or _from_its_end(current, most)
        if step is None:
            break
        left = current = step
    return left


def _begins(head: bytes) -> bool:
    """Whether something begins like code, like what may hold it, or like a step that is still to be undone."""
    return (
        head.startswith((b"dex\n", _ARCHIVE))
        or _STREAM.match(head) is not None
        or (_WRITTEN.match(head) is not None and _BASE64.match(head) is not None)
    )


def _from_text(data: memoryview, most: int) -> memoryview | None:
    """What a text in hexadecimal digits or in Base64 stands for."""
    head = bytes(data[:_HEAD])
    if not head[:1].isalnum() or len(data) > 4 * most:
        return None
    if _HEXADECIMAL.fullmatch(head) and _begins(_decoded(_SPACES.sub(b"", head), is_hexadecimal=True)):
        return memoryview(_decoded(_SPACES.sub(b"", bytes(data)), is_hexadecimal=True)) or None
    if _BASE64.match(head) and _begins(_decoded(_SPACES.sub(b"", head), is_hexadecimal=False)):
        return memoryview(_decoded(_SPACES.sub(b"", bytes(data)), is_hexadecimal=False)) or None
    return None


def _decoded(text: bytes, *, is_hexadecimal: bool) -> bytes:
    """What a text stands for; nothing where it is no such text."""
    try:
        if is_hexadecimal:
            return binascii.a2b_hex(text[: len(text) - len(text) % 2])
        text = text.translate(_URL_SAFE).rstrip(b"=")
        text = text[:-1] if len(text) % 4 == 1 else text
        return binascii.a2b_base64(text + b"=" * (-len(text) % 4), strict_mode=True)
    except (binascii.Error, ValueError):
        return b""


def _from_its_end(data: memoryview, most: int) -> memoryview | None:
    """The data from their end to their beginning, where they begin like code then, or like a stream that unpacks."""
    tail = bytes(data[-_TAIL:])[::-1]
    if len(data) > most or not (tail.startswith(b"dex\n0") or _STREAM.match(tail)):
        return None
    turned = memoryview(bytes(data)[::-1])
    return turned if is_dex(turned) or unpacked(turned, _HEAD) is not None else None
