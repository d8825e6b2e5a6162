"""The archives that apps are made of: what they are, where they come from, and what is in them."""

from __future__ import annotations

import csv
import hashlib
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_TABLE = Path(__file__).with_name("archives.tsv")
#: One set of native libraries is enough to be recognised by, and keeps the packages small.
_ABI = ("arm64-v8a", "armeabi-v7a", "armeabi")


class BenchError(Exception):
    """Something that the bench needs is missing or differs from what the recipes were written for."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A published archive: its coordinate, its digest, and what it brings into an app."""

    name: str
    coordinate: str
    sha256: str
    sdk: str
    version: str
    kept: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """The name under which the package client stores it."""
        _, artifact, version, packaging = self.coordinate.split(":")
        return f"{artifact}-{version}.{packaging}"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """An archive on disk: its class files, and for an Android library what else goes into the package."""

    archive: Archive
    jars: tuple[Path, ...]
    manifest: Path | None
    libraries: tuple[Path, ...]
    assets: Path | None


@lru_cache(maxsize=1)
def table() -> dict[str, Archive]:
    """Every archive the recipes may use, by name."""
    with _TABLE.open(encoding="utf-8", newline="") as stream:
        return {
            row["name"]: Archive(
                row["name"],
                row["coordinate"],
                row["sha256"],
                row["sdk"],
                row["version"],
                tuple(filter(None, row["kept"].split(","))),
            )
            for row in csv.DictReader(stream, delimiter="\t")
        }


def fetch(archive: Archive, cache: Path) -> Path:
    """The file of an archive, brought by the package client unless the cache has it.

    Raises:
        BenchError: The client cannot bring it, or its digest is not the one of the table.
    """
    target = cache / "archives" / archive.file_name
    if not target.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        options = [f"-Dartifact={archive.coordinate}", "-Dtransitive=false", f"-DoutputDirectory={target.parent}"]
        command = ["mvn", "-q", "-B", "dependency:get", "dependency:copy", *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=cache)
        if done.returncode:
            raise BenchError(f"{archive.coordinate}: {(done.stdout + done.stderr).strip()[-400:]}")
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    if digest != archive.sha256:
        raise BenchError(f"{archive.coordinate}: sha256 is {digest}, the table has {archive.sha256}")
    return target


def unpack(archive: Archive, cache: Path) -> Unpacked:
    """An archive with its parts laid out as files.

    Raises:
        BenchError: See `fetch`.
    """
    return laid_out(archive, fetch(archive, cache), cache)


def laid_out(archive: Archive, file: Path, cache: Path) -> Unpacked:
    """The file of an archive with its parts laid out as files."""
    if file.suffix == ".jar":
        return Unpacked(archive, (file,), None, (), None)
    folder = cache / "unpacked" / archive.name
    if not folder.is_dir():
        partial = folder.with_name(f"{folder.name}.partial")
        shutil.rmtree(partial, ignore_errors=True)
        with zipfile.ZipFile(file) as opened:
            opened.extractall(partial)
        partial.rename(folder)
    abi = next((name for name in _ABI if (folder / "jni" / name).is_dir()), "")
    manifest, assets = folder / "AndroidManifest.xml", folder / "assets"
    return Unpacked(
        archive,
        (folder / "classes.jar", *sorted((folder / "libs").glob("*.jar"))),
        manifest if manifest.is_file() else None,
        tuple(sorted((folder / "jni" / abi).glob("*.so"))) if abi else (),
        assets if assets.is_dir() else None,
    )


def framework(cache: Path) -> Path:
    """The classes of Android that code is compiled against, without the bodies' packages that apps cannot see.

    Raises:
        BenchError: See `fetch`.
    """
    target = cache / "android.jar"
    if not target.is_file():
        partial = target.with_suffix(".partial")
        wanted = ("android/", "dalvik/", "org/json/", "org/xmlpull/", "org/apache/http/", "com/android/internal/")
        with zipfile.ZipFile(fetch(table()["android"], cache)) as whole, zipfile.ZipFile(partial, "w") as kept:
            for name in whole.namelist():
                if name.endswith(".class") and name.startswith(wanted):
                    kept.writestr(name, whole.read(name))
        partial.rename(target)
    return target


@cache
def holds(jar: Path, words: tuple[str, ...]) -> bool:
    """Whether a class file of a jar has one of these words among its constants."""
    needles = [word.encode() for word in words]
    with zipfile.ZipFile(jar) as opened:
        for name in opened.namelist():
            if name.endswith(".class"):
                content = opened.read(name)
                if any(needle in content for needle in needles):
                    return True
    return False


@cache
def refers(library: Path, words: tuple[str, ...]) -> bool:
    """Whether a native library has one of these words."""
    content = library.read_bytes()
    return any(word.encode() in content for word in words)
