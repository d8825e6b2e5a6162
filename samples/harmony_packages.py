"""Packs the folder of a HarmonyOS app as its module is packed: configuration, table of texts, bytecode.

Whatever lies in the folder goes into the package as it is, but for `texts.json`, which becomes `resources.index`, and
`code/*.txt`, which become `ets/modules.abc`. Code is written down instruction by instruction, since the compiler of
ArkTS may not be passed on; the tests have the assembler (`tests/support/abc_assembly.py`, which also says how operands
are written):

    record L&entry/src/main/ets/pages/Index&;        a source file; what follows is its own
    request @ohos:router                             a module that it takes from, the first is 0
    import default router 0                          what it takes: name there, name here, number of the request
    export default EntryAbility                      what it gives
    function #aboutToAppear registers=16 arguments=3
      lda.str '你好'                                 instructions; lines that begin with // are for the reader
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support.abc_assembly import Module

_ROOT = Path(__file__).resolve().parents[1]
_DATE = (1981, 1, 1, 0, 0, 0)
_TEXTS, _CODE = "texts.json", "code"


def package_of(folder: Path) -> bytes:
    """The package of a folder, always the same bytes for the same files."""
    sys.path.append(str(_ROOT))
    from tests.support.harmony_builder import second_layout  # needs appaudit, which other samples do without

    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != _TEXTS and path.parent.name != _CODE
    }
    files["resources.index"] = second_layout(json.loads((folder / _TEXTS).read_text(encoding="utf-8")))
    sources = [path.read_text(encoding="utf-8") for path in sorted((folder / _CODE).glob("*.txt"))]
    files["ets/modules.abc"] = assembled("\n".join(sources))
    output = BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, content in sorted(files.items()):
            info = zipfile.ZipInfo(name, _DATE)
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".abc") else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return output.getvalue()


def assembled(text: str) -> bytes:
    """The bytecode of code that is written down."""
    sys.path.append(str(_ROOT))
    from tests.support.abc_assembly import Assembly

    assembly = Assembly()
    module: dict[str, list[tuple[str, ...]]] = {}
    record = ""
    function: tuple[str, dict[str, int], list[str]] | None = None

    def finish_function() -> None:
        if function is not None:
            name, sizes, lines = function
            assembly.function(name, *lines, **sizes)

    for line in (line.strip() for line in text.splitlines()):
        word, _, rest = line.partition(" ")
        if not line or line.startswith("//"):
            continue
        if word == "record":
            finish_function()
            function, record, module = None, rest, {}
        elif word in ("request", "import", "export") and function is None:
            module.setdefault(word, []).append(tuple(rest.split()))
        elif word == "function":
            finish_function()
            if record:
                assembly.record(record, _module(module))
                record = ""
            name, *sizes = rest.split()
            function = (name, {key: int(value) for key, value in (size.split("=") for size in sizes)}, [])
        elif function is not None:
            function[2].append(re.sub(r"\s+//.*", "", line))
    finish_function()
    return assembly.data()


def _module(lines: dict[str, list[tuple[str, ...]]]) -> Module:
    from tests.support.abc_assembly import Module

    return Module(
        requests=[row[0] for row in lines.get("request", ())],
        imports=[(name, own, int(number)) for name, own, number in lines.get("import", ())],
        exports=[(name, own) for name, own in lines.get("export", ())],
    )
