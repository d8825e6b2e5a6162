"""What a megabyte costs, whatever it says: processor time and memory of the command for each hostile input.

    python bench/one_megabyte.py [WORD...]
    python bench/one_megabyte.py --repeated FILE...

Reads every text of `growth.py` as a policy (`appaudit policy`) and as an SDK list (`appaudit scan --sdk-list`, with the
smallest package of the samples), in one process each; with words, only texts whose names have one of them. With
`--repeated`, what is read are the documents that are given, each again and again to a megabyte, as it is and with
another name in each entry. The aim is 20 s and 1 GB for each. All texts take half an hour.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench.growth import FILES, PAGES, TEXTS, each_another

SIZE = 1_000_000
#: Seconds of the processor after which an input is ended: it would go on when this script has been stopped.
_MOST_SECONDS = 300
SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def texts() -> Iterator[tuple[str, str, bytes]]:
    """The inputs: name, ending of the file, and a megabyte."""
    for name, text in TEXTS.items():
        yield f"text: {name}", "txt", _sized(text)
        yield f"page: {name}", "html", b"<html><body><p>" + _sized(text).replace(b"\n", b"</p>\n<p>")[:SIZE]
        another = each_another(_sized(text).decode("utf-8", "ignore")).encode()[:SIZE]
        if another != _sized(text):  # what grows with the number of names does not with that of places
            yield f"text: {name}, each another", "txt", another
    for name, page in PAGES.items():
        yield f"page: {name}", "html", b"<html><body>" + _sized(page)
    for name, (suffix, text) in FILES.items():
        yield f"file: {name}", suffix, _sized(text)
    yield from structures()


def repeated(documents: Sequence[Path]) -> Iterator[tuple[str, str, bytes]]:
    """Documents that say again and again what they say, and the same with another name in each entry."""
    for path in documents:
        data = path.read_bytes() + b"\n"
        many = (data * (SIZE // len(data) + 1))[:SIZE]
        yield f"again: {path}", path.suffix[1:], many
        yield f"another: {path}", path.suffix[1:], each_another(many.decode("utf-8", "ignore")).encode()[:SIZE]


def structures() -> Iterator[tuple[str, str, bytes]]:
    """Inputs whose form is what costs: nesting without end, one cell, one row, many columns, text that is packed."""
    yield "brackets of JSON", "json", b"[" * SIZE
    yield "objects of JSON", "json", b'{"a":' * (SIZE // 5)
    yield "lists of YAML", "yaml", b"- " * (SIZE // 2)
    yield "flow lists of YAML", "yaml", b"[" * SIZE
    yield "a cell of CSV", "csv", b'"' + b"a," * (SIZE // 2)
    yield "columns of CSV", "csv", b"," * SIZE
    yield "rows of CSV", "csv", "SDK名称,公司\n".encode() + "青鸟SDK,青鸟有限公司\n".encode() * (SIZE // 32)
    yield "quotations of Markdown", "md", b"> " * (SIZE // 2)
    yield "emphasis of Markdown", "md", b"*a **b " * (SIZE // 7)
    yield "links of Markdown", "md", b"[a](" * (SIZE // 4)
    yield "attributes of a tag", "html", b"<p " + b"a=b " * (SIZE // 4)
    yield "styles of a page", "html", b"<style>" + b".a .b{color:red}" * (SIZE // 16) + b"</style><p class=a>a"
    yield "styles of its elements", "html", b'<p style="color:#fff">a</p>' * (SIZE // 27)
    yield "the same styles again", "html", b"<style>.a .b{color:red}.b{margin:0}</style><p class=b>a</p>" * (SIZE // 64)
    yield "classes with styles", "html", _classes(SIZE // 60)
    yield "entities", "html", b"&lt;" * (SIZE // 4)
    yield "groups of RTF", "rtf", b"{\\rtf1 " + b"{" * SIZE
    yield "a document of Word", "docx", _word("当您注册账号时，我们会收集您的手机号码。" * (SIZE // 60))


def _classes(number: int) -> bytes:
    rules = "".join(f".c{i}{{color:red}}" for i in range(number))
    return f"<style>{rules}</style>{''.join(f'<p class=c{i}>a {i}</p>' for i in range(number))}".encode()


def _word(text: str) -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", body)
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{kinds}"/></Types>',
        )
    return held.getvalue()


def _sized(text: Callable[[int], str]) -> bytes:
    per_unit = len(text(100_000).encode()) / 100_000
    return text(int(SIZE / per_unit)).encode()[:SIZE]


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))


def cost(command: list[str]) -> tuple[float, float, int]:
    """Seconds of the processor, most MB in memory, exit code."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet, preexec_fn=_limited) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode


def main() -> None:
    program = [sys.executable, "-m", "appaudit"]
    package = str(min(SAMPLES.rglob("*.apk"), key=lambda path: path.stat().st_size))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", help="words in the names of the texts to read")
    parser.add_argument("--repeated", nargs="+", type=Path, default=[], metavar="FILE", help="documents to repeat")
    options = parser.parse_args()
    words, rows = options.words, []
    with tempfile.TemporaryDirectory() as folder:
        for name, suffix, data in repeated(options.repeated) if options.repeated else texts():
            if words and not any(word in name for word in words):
                continue
            path = Path(folder) / f"input.{suffix}"
            path.write_bytes(data)
            scan = [*program, "scan", package, "--sdk-list", str(path), "--output", f"{folder}/r.json"]
            for kind, command in (("policy", [*program, "policy", str(path)]), ("SDK list", scan)):
                rows.append((*cost(command), kind, name))
                seconds, megabytes, code, *_ = rows[-1]
                print(f"{seconds:7.1f} s {megabytes:6.0f} MB exit {code:2} {kind:9} {name}", flush=True)
    print(f"dearest: {max(rows)[0]:.1f} s; most memory: {max(row[1] for row in rows):.0f} MB; {time.strftime('%F')}")


if __name__ == "__main__":
    main()
