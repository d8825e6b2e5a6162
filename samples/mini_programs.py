"""Packs the folder of a mini-program as WeChat packs it: one file of settings, one of scripts, one of compiled pages.

The layout of the container is that of the packages that `docs/accuracy.md` speaks of: a head of 14 bytes, a list of
names with offsets and sizes in big endian, the files. Pages are compiled to what those packages hold of texts and
attributes; the code that draws them is left out.
"""

from __future__ import annotations

import json
import re
import struct
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

_SETTINGS_OF_APP = ("permission", "requiredPrivateInfos", "requiredBackgroundModes", "plugins", "tabBar")
_HEAD = struct.Struct(">BIIIB")
_VOID = frozenset(("input", "image", "checkbox", "radio", "icon", "progress"))


def package_of(folder: Path) -> bytes:
    """The package of a folder with `app.json`, always the same bytes for the same files."""
    app = json.loads((folder / "app.json").read_text(encoding="utf-8"))
    pages: list[str] = app["pages"]
    scripts = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.js"))
    files = {
        "/app-config.json": json.dumps(_settings(folder, app), ensure_ascii=False, separators=(",", ":")),
        "/app-service.js": _service(folder, scripts, pages),
        "/page-frame.html": _frame({page: (folder / f"{page}.wxml").read_text(encoding="utf-8") for page in pages}),
    }
    return _container({name: text.encode() for name, text in files.items()})


def entries_of(package: bytes) -> dict[str, bytes]:
    """The files of a package by name."""
    (count,) = struct.unpack_from(">I", package, _HEAD.size)
    position = _HEAD.size + 4
    found = {}
    for _ in range(count):
        (length,) = struct.unpack_from(">I", package, position)
        name = package[position + 4 : position + 4 + length].decode()
        offset, size = struct.unpack_from(">II", package, position + 4 + length)
        position += 12 + length
        found[name] = package[offset : offset + size]
    return found


def _container(files: dict[str, bytes]) -> bytes:
    length = 4 + sum(12 + len(name.encode()) for name in files)
    offset = _HEAD.size + length
    listed = struct.pack(">I", len(files))
    for name, content in files.items():
        listed += struct.pack(">I", len(name.encode())) + name.encode() + struct.pack(">II", offset, len(content))
        offset += len(content)
    body = b"".join(files.values())
    return _HEAD.pack(0xBE, 0, length, len(body), 0xED) + listed + body


def _settings(folder: Path, app: dict[str, Any]) -> dict[str, Any]:
    """What `app.json` and the settings of all pages become."""
    pages: list[str] = app["pages"]
    own = {page: json.loads((folder / f"{page}.json").read_text(encoding="utf-8")) for page in pages}
    return {
        "page": {f"{page}.html": {"window": window} for page, window in own.items()},
        "entryPagePath": f"{pages[0]}.html",
        "pages": pages,
        "global": {"window": app.get("window", {})},
        **{key: app[key] for key in _SETTINGS_OF_APP if key in app},
    }


def _service(folder: Path, scripts: list[str], pages: list[str]) -> str:
    """All scripts as modules, and what starts the app and its pages."""
    defined = [
        f'define("{name}", function(require, module, exports){{\n{(folder / name).read_text(encoding="utf-8")}\n}});'
        for name in scripts
    ]
    started = [f'__wxRoute = "{page}";__wxRouteBegin = true;require("{page}.js");' for page in pages]
    return "\n".join([*defined, 'require("app.js");', *started]) + "\n"


def _frame(pages: dict[str, str]) -> str:
    """Pages as functions over lists of their texts and attributes."""
    lists, makers = [], []
    for number, (_, markup) in enumerate(pages.items()):
        values, drawn = _compiled(markup)
        listed = "\n".join(f"Z({value})" for value in values)
        lists.append(
            f"function gz$gwx_{number + 1}(){{\n(function(z){{var a=11;function Z(ops){{z.push(ops)}}\n{listed}\n}})"
            f"(__WXML_GLOBAL__.ops_cached.$gwx_{number + 1});return __WXML_GLOBAL__.ops_cached.$gwx_{number + 1}\n}}"
        )
        steps = "\n".join(drawn)
        makers.append(
            f"var m{number}=function(e,s,r,gg){{\nvar z=gz$gwx_{number + 1}()\n{steps}\nreturn r\n}}\n"
            f"e_[x[{number}]]={{f:m{number},j:[],i:[],ti:[],ic:[]}}"
        )
    paths = ",".join(f"'./{page}.wxml'" for page in pages)
    body = "\n".join([*lists, f"var x=[{paths}]", *makers])
    return f"<!DOCTYPE html>\n<html><head><script>\n$gwx=function(path,global){{\n{body}\n}}\n</script></head></html>\n"


def _compiled(markup: str) -> tuple[list[str], list[str]]:
    """The list of a page, and the calls that take from it."""
    reader = _Markup()
    reader.feed(re.sub(r"<!--.*?-->", "", markup, flags=re.DOTALL))
    reader.close()
    return reader.values, reader.drawn


class _Markup(HTMLParser):
    """Texts and attributes of a page in the order in which they stand."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.values: list[str] = []
        self.drawn: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element with all its attributes."""
        name = f"o{len(self.drawn)}"
        if not attrs:
            self.drawn.append(f"var {name}=_n('{tag}')")
            return
        first = len(self.values)
        parts = [f"'{_property(attrs[0][0])}',{first}"]
        parts += [f"'{_property(key)}',{place}" for place, (key, _) in enumerate(attrs[1:], 1)]
        self.values += [_value(value or "") for _, value in attrs]
        self.drawn.append(f"var {name}=_mz(z,'{tag}',[{','.join(parts)}],[],e,s,gg)")

    def handle_data(self, data: str) -> None:
        """A text between elements."""
        text = " ".join(data.split())
        if text:
            self.drawn.append(f"var o{len(self.drawn)}=_oz(z,{len(self.values)},e,s,gg)")
            self.values.append(_value(text))


def _property(name: str) -> str:
    return re.sub(r"-(\w)", lambda letter: letter[1].upper(), name)


def _value(text: str) -> str:
    """A constant, or a variable where the text is one."""
    variable = re.fullmatch(r"\{\{\s*(\w+)\s*\}\}", text)
    if variable:
        return f"[[7],[3,'{variable[1]}']]"
    plain = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"[3,'{plain}']"
