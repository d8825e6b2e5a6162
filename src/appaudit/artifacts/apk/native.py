"""Native libraries: by file name, and what each takes from the platform."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from appaudit import elf
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Failure, LimitReachedError, Limits, failure_of, gaps_for, grouped
from appaudit.artifacts.zip_directory import Entry
from appaudit.errors import ExtractionError
from appaudit.model.artifact import NativeLibrary
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.code import NativeCodeFact
from appaudit.model.facts.package import NativeLibraryFact
from appaudit.model.location import Location

EXTRACTOR: Final = "apk.native"
#: Where an app keeps libraries: what the system lays out, and what the app loads by itself.
APP_FOLDERS: Final = ("lib/", "assets/")
#: Folder names of the NDK's ABIs, current and withdrawn (developer.android.com/ndk/guides/abis, checked 2026-11-24).
#: A library is built once for each from the same source; it is read for the first of them.
_ABIS: Final = ("arm64-v8a", "armeabi-v7a", "armeabi", "x86_64", "x86", "riscv64", "mips64", "mips")
#: Inflated bytes of libraries that are read, the smaller ones first. Engines of games and of pages alone are larger.
_READ_BYTES: Final = 128 << 20


def native_libraries(names: list[str]) -> list[NativeLibraryFact]:
    """A fact for each library under `lib/` or `assets/`, located at its first entry."""
    abis: dict[str, set[str]] = {}
    places: dict[str, str] = {}
    for name in names:
        if not _is_library(name, APP_FOLDERS):
            continue
        *folders, file_name = name.split("/")
        places.setdefault(file_name, name)
        abis.setdefault(file_name, set()).update(folder for folder in folders if folder in _ABIS)
    return [
        NativeLibraryFact(name=name, abis=tuple(sorted(abis[name])), location=Location(path=place), extractor=EXTRACTOR)
        for name, place in sorted(places.items())
    ]


def read_libraries(
    archive: SafeArchive, limits: Limits, folders: tuple[str, ...] = APP_FOLDERS
) -> tuple[list[NativeLibrary], list[Gap]]:
    """What each library takes from others and holds as texts, read for one ABI, and a gap for those not read.

    Args:
        archive: The app or SDK archive.
        limits: How much is read.
        folders: What the places of libraries begin with.
    """
    found: list[NativeLibrary] = []
    failures: list[Failure] = []
    unlike: list[str] = []
    left = min(_READ_BYTES, limits.total_bytes)
    for entry in sorted(_one_of_each(archive.entries(), folders), key=lambda entry: (entry.size, entry.name)):
        try:
            if entry.size > left:
                raise LimitReachedError(
                    f"{entry.name}: {entry.size} bytes; {left} bytes of native libraries are still read",
                    zh=f"{entry.name}：{entry.size} 字节，原生库的读取量只剩 {left} 字节",
                )
            data = archive.read_entry(entry)
            left -= len(data)
            if bytes(data[: len(elf.MAGIC)]) != elf.MAGIC:
                unlike.append(entry.name)
                continue
            found.append(_library(data, entry.name))
        except ExtractionError as error:
            failures.append(failure_of(error, entry.name))
    if unlike:
        failures.append(_no_libraries(unlike))
    return found, [
        gap
        for reason, place, detail in grouped(failures)
        for gap in gaps_for((NativeCodeFact.kind,), CoverageLevel.PARTIAL, reason, place, detail)
    ]


def _no_libraries(places: list[str]) -> Failure:
    """One failure for all files that only bear the name of a library, such as filters that an app deciphers."""
    first, count = places[0], len(places)
    zh = f"{count} 个文件以 .so 命名，内容不是ELF原生库（可能已加密），没有读取：{first}"
    en = f"files named .so that hold no ELF library (they may be encrypted) and were not read: {count}, {first}"
    more = (" 等", " and others") if count > 1 else ("", "")
    return Failure("unreadable", first, Bilingual(zh + more[0], en + more[1]))


def _library(data: memoryview, place: str) -> NativeLibrary:
    taken = elf.imports(data, place)
    return NativeLibrary(
        name=place.rpartition("/")[2],
        place=place,
        needed=taken.needed,
        imports=taken.symbols,
        texts=elf.texts(data),
    )


def _one_of_each(entries: Iterable[Entry], folders: tuple[str, ...]) -> list[Entry]:
    """One entry for each file name: the first by ABI, then by place."""
    found: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda entry: (_rank(entry.name), entry.name)):
        if _is_library(entry.name, folders):
            found.setdefault(entry.name.rpartition("/")[2], entry)
    return list(found.values())


def _is_library(name: str, folders: tuple[str, ...]) -> bool:
    return name.endswith(".so") and name.startswith(folders)


def _rank(name: str) -> int:
    folders = name.split("/")[:-1]
    return min((_ABIS.index(folder) for folder in folders if folder in _ABIS), default=len(_ABIS))
