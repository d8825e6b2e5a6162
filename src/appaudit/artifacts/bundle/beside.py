"""What a bundle of packages names or holds beside the packages that are read as the app.

`toc.pb` of an `.apks` names the packages that bundletool wrote, `manifest.json` of an `.xapk` those to be installed
(bundletool, `commands.proto`: `ApkDescription.path`; files of mirrors, checked 2026-11-29).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from appaudit.artifacts.apk.entry_names import MANIFEST_NAME
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Failure
from appaudit.artifacts.bundle.members import is_named_package, is_package
from appaudit.artifacts.zip_directory import Entry
from appaudit.errors import ExtractionError
from appaudit.model.bilingual import Bilingual

_TABLE: Final = "toc.pb"
_LIST: Final = "manifest.json"
_MOST_LIST_BYTES: Final = 1 << 20
#: Paths of packages as bundletool writes them.
_PATH: Final = re.compile(rb"(?:splits|standalones|instant|system)/[\w.\-]{1,200}\.apk", re.ASCII)
_MOST_SHOWN: Final = 5
_LONGEST: Final = 120
#: Keys of the list of an `.xapk` whose entries name a file of it: packages, and files that are laid beside the app.
_NAMING: Final = ("split_apks", "expansions")
_DEX_MAGIC: Final = b"dex\n"
_DEX: Final = ".dex"
_CODE: Final = re.compile(r"classes\d*\.dex")


def absent_packages(archive: SafeArchive) -> list[Failure]:
    """One failure for the packages that the lists of a bundle name and that are not in it."""
    missing = [name for name in dict.fromkeys(_listed(archive)) if not archive.has(name)]
    if not missing:
        return []
    shown = [name[:_LONGEST] for name in missing[:_MOST_SHOWN]]
    detail = Bilingual(
        f"清单列出的{len(missing)}个文件不在其中，未读取：{'、'.join(shown)}",
        f"{len(missing)} files that its list names are not in it and were not read: {', '.join(shown)}",
    )
    return [Failure("missing_part", _TABLE if archive.has(_TABLE) else _LIST, detail)]


def unnamed_packages(archive: SafeArchive) -> Iterator[Failure]:
    """A failure for each file in a bundle that is not named as a package, and is one, holds some, or holds code."""
    for entry in archive.entries():
        if is_named_package(entry):
            continue
        if archive.peek(entry, len(_DEX_MAGIC)) == _DEX_MAGIC:
            detail = Bilingual(
                f"{entry.name} 是安装包之外的DEX代码，未读取",
                f"{entry.name} is DEX code beside the packages: not read",
            )
            yield Failure("not_read", entry.name, detail)
            continue
        if not is_package(archive, entry):
            continue
        try:
            inner = archive.nested(entry, entry.name, archive.limits)
            holds = inner.has(MANIFEST_NAME) or any(map(_is_read, inner.entries()))
        except ExtractionError:
            continue  # an archive that is no package: expansion files are often cut into parts
        if holds:
            detail = Bilingual(
                f"{entry.name} 不以安装包命名，其中却有安装包或代码，未读取",
                f"{entry.name} is not named as a package and holds one, or code: not read",
            )
            yield Failure("not_read", entry.name, detail)


def _is_read(entry: Entry) -> bool:
    """Whether an entry of an archive is one that would be read of a package: a package in it, or its code."""
    return is_named_package(entry) or entry.name.lower().endswith(_DEX)


def with_other_code(archive: SafeArchive, kept: Sequence[Entry], others: Iterable[Entry]) -> list[Entry]:
    """Those packages for other devices that hold code which none of the kept ones has, by size and checksum.

    One whose directory cannot be read is among them, so that it is said.
    """
    known = {code for entry in kept for code in _code_of(archive, entry) or ()}
    found = []
    for entry in others:
        code = _code_of(archive, entry)
        if code is None or not known.issuperset(code):
            found.append(entry)
    return found


def _code_of(archive: SafeArchive, entry: Entry) -> set[tuple[int, int]] | None:
    """Size and checksum of each DEX file of a package; None where its directory cannot be read."""
    try:
        inner = archive.nested(entry, entry.name, archive.limits)
        return {(each.size, each.crc) for each in inner.entries() if _CODE.fullmatch(each.name)}
    except ExtractionError:
        return None


def _listed(archive: SafeArchive) -> Iterator[str]:
    for name in (_TABLE, _LIST):
        if not archive.has(name) or archive.size(name) > _MOST_LIST_BYTES:
            continue
        try:
            content = archive.read(name)
        except ExtractionError:
            continue  # a list that cannot be read names nothing
        yield from (path.decode() for path in _PATH.findall(content)) if name == _TABLE else _named_in(content)


def _named_in(content: bytes) -> Iterator[str]:
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return
    for key in _NAMING if isinstance(document, dict) else ():
        files = document.get(key)
        for file in files if isinstance(files, list) else ():
            if isinstance(file, dict) and isinstance(file.get("file"), str):
                yield file["file"]
