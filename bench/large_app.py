"""Makes an app of any size: copies of a package's code, each in Java packages of its own, and numbers for its growth.

    python bench/large_app.py APK --copies 10 --output /tmp/large.apk

Takes the DEX files apart and puts them together again with Debian's baksmali and smali (`apt-get install smali`), so
the copies are as well-formed as the original; what the app defines is renamed, what it calls of Android is not.
Takes minutes; nothing here runs in the tests.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

DESCRIPTOR = re.compile(r"L([A-Za-z0-9_$/\-\u0080-\uffff]+);")
DEX = re.compile(r"classes\d*\.dex")


def run(*command: str | Path) -> None:
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


def disassemble(apk: Path, folder: Path) -> list[Path]:
    """One folder of smali for each DEX file of the package."""
    parts = []
    with zipfile.ZipFile(apk) as archive:
        for name in sorted(filter(DEX.fullmatch, archive.namelist()), key=lambda name: (len(name), name)):
            dex = folder / name
            dex.write_bytes(archive.read(name))
            part = folder / name.removesuffix(".dex")
            run("baksmali", "disassemble", dex, "--debug-info", "false", "--jobs", "1", "--output", part)
            parts.append(part)
    return parts


def renamed(text: str, defined: set[str], root: str) -> str:
    return DESCRIPTOR.sub(lambda found: f"L{root}/{found[1]};" if found[1] in defined else found[0], text)


def copy_of(part: Path, defined: set[str], root: str, folder: Path) -> bytes:
    """The DEX file of one folder of smali with every class of the app below the Java package `root`."""
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        source, dex = Path(temporary) / "smali", Path(temporary) / "out.dex"
        for number, path in enumerate(sorted(part.rglob("*.smali"))):
            target = source / str(number // 1000) / f"{number}.smali"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(renamed(path.read_text("utf-8"), defined, root), encoding="utf-8")
        run("smali", "assemble", "--jobs", "1", "--api", "26", "--output", dex, source)
        return dex.read_bytes()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("apk", type=Path)
    parser.add_argument("--copies", type=int, default=10, help="beside the original")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        parts = disassemble(options.apk, folder)
        defined = {
            path.read_text("utf-8").partition(";")[0].rpartition(" L")[2]
            for part in parts
            for path in part.rglob("*.smali")
        }
        with zipfile.ZipFile(options.apk) as source, zipfile.ZipFile(options.output, "w") as target:
            for name in source.namelist():
                if not name.startswith("META-INF/"):
                    target.writestr(name, source.read(name), zipfile.ZIP_DEFLATED)
            work = [(part, f"c{copy}") for copy in range(options.copies) for part in parts]
            with ThreadPoolExecutor(2) as pool:
                copies = pool.map(lambda item: copy_of(item[0], defined, item[1], folder), work)
                for number, dex in enumerate(copies, len(parts) + 1):
                    target.writestr(f"classes{number}.dex", dex, zipfile.ZIP_DEFLATED)
    with zipfile.ZipFile(options.output) as made:
        sizes = [info.file_size for info in made.infolist() if DEX.fullmatch(info.filename)]
    print(f"{options.output}: {len(sizes)} DEX files, {sum(sizes) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
