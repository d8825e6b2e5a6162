"""Mini-programs of the tests: packages as WeChat packs them, and folders as archives."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from typing import Any

from tests.support.apk_builder import Member, zip_bytes

Files = Mapping[str, str | bytes]


def wxapkg(files: Files) -> bytes:
    """A package of WeChat with these files, named without the leading slash."""
    contents = {f"/{name}": _bytes(content) for name, content in files.items()}
    length = 4 + sum(4 + len(name.encode()) + 8 for name in contents)
    offset = 14 + length
    entries = b""
    for name, content in contents.items():
        raw = name.encode()
        entries += struct.pack(">I", len(raw)) + raw + struct.pack(">II", offset, len(content))
        offset += len(content)
    body = b"".join(contents.values())
    head = struct.pack(">BIIIB", 0xBE, 0, length, len(body), 0xED)
    return head + struct.pack(">I", len(contents)) + entries + body


def project(files: Files) -> bytes:
    """A zip archive of a folder with these files."""
    return zip_bytes([Member(name, _bytes(content)) for name, content in files.items()])


def settings(**keys: Any) -> str:  # any JSON value
    """An app.json with one page and these keys."""
    return json.dumps({"pages": ["pages/index/index"], **keys}, ensure_ascii=False)


def module(path: str, script: str) -> str:
    """A script as WeChat puts it into app-service.js."""
    return f'define("{path}", function(require, module, exports){{\n{script}\n}});\n'


def compiled_page(pages: Mapping[str, list[str]]) -> str:
    """A page-frame.html with constants of these pages, as the compiler of WeChat writes them.

    Each page includes a file, whose path stands between those of the pages.
    """
    paths = ",".join(f"'./{page}.wxml','../part/part.wxml'" for page in pages)
    makers = "".join(
        f"var m{number}=function(e,s,r,gg){{\nvar z=gz$gwx_{number + 1}()\nreturn r\n}}\n"
        f"e_[x[{2 * number}]]={{f:m{number},j:[],i:[],ti:[],ic:[]}}\n"
        for number in range(len(pages))
    )
    lists = "".join(
        f"function gz$gwx_{number}(){{\n(function(z){{var a=11;function Z(ops){{z.push(ops)}}\n"
        + "".join(f"Z([3,'{text}'])\n" for text in texts)
        + "})(z);}\n"
        for number, texts in enumerate(pages.values(), 1)
    )
    return f"<script>$gwx=function(path,global){{{lists}var x=[{paths}]\n{makers}}}</script>"


def _bytes(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content
