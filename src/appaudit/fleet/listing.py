"""A source to the packages in it, each with its documents, by names and states alone: no package is opened for it.

A source is a package, a folder, a glob, a list of addresses (`.txt`) or a manifest (`.csv`, `.tsv`, `.jsonl`,
`.parquet`), on any storage. A manifest has the column `package`, and may have `policy`, `sdk_list` and `category`. What
it leaves open lies beside the package under its name, as for `scan` over a folder.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import field
from pathlib import Path
from typing import Any, Final

from appaudit.batch.plan import PACKAGE_ENDINGS, find_packages
from appaudit.errors import ConfigError
from appaudit.fleet.extra import library
from appaudit.fleet.storage import Storage, below, state_of
from appaudit.model.record import record

_MANIFESTS: Final = (".txt", ".csv", ".tsv", ".jsonl", ".parquet")
#: What separates several documents in one cell.
_SEVERAL: Final = "|"
#: Documents of a package as they are named beside it: role, and what follows the package's own name.
_ROLES: Final = {"policies": ".policy", "sdk_lists": ".sdks"}
_SINGLE: Final = {"mapping": ".mapping.txt", "privacy_guide": ".guide.json"}


@record
class Item:
    """A package of a listing: its address, bytes, the state of all its files, and where its documents are."""

    uri: str
    size: int = 0
    stamp: str = ""
    policies: tuple[str, ...] = ()
    sdk_lists: tuple[str, ...] = ()
    mapping: str = ""
    privacy_guide: str = ""
    app_category: str = ""

    @property
    def documents(self) -> tuple[str, ...]:
        """The addresses of everything beside the package."""
        return (*self.policies, *self.sdk_lists, *filter(None, (self.mapping, self.privacy_guide)))


@record
class _Wanted:
    """A package that a source names, and the documents that it names with it, by their addresses."""

    uri: str
    policies: tuple[str, ...] = ()
    sdk_lists: tuple[str, ...] = ()
    app_category: str = ""


def list_packages(source: str) -> tuple[Item, ...]:
    """The packages of a source, each once, in the order of their addresses.

    Raises:
        ConfigError: there is no such source, no package in it, or one package with two sets of documents.
    """
    storage = Storage(source)
    try:
        wanted = _each_once(_wanted(storage, source), source)
        folders = _Folders()
        items = tuple(folders.item(wanted[uri]) for uri in sorted(wanted))
    except FileNotFoundError as error:
        raise ConfigError(f"{source}: there is no such source", zh=f"没有这个来源：{source}") from error
    except OSError as error:
        raise ConfigError(
            f"{source} cannot be listed: {error}",
            hint="Check the address, the credentials and the endpoint of the storage.",
            zh=f"无法列出 {source}：{error}",
            hint_zh="请检查地址、凭据和存储服务的端点。",
        ) from error
    if not items:
        raise ConfigError(
            f"There is no package in {source}",
            hint=f"A package ends with {', '.join(PACKAGE_ENDINGS)}.",
            zh=f"{source} 中没有安装包",
            hint_zh=f"安装包以 {'、'.join(PACKAGE_ENDINGS)} 结尾。",
        )
    return items


def _each_once(wanted: Iterable[_Wanted], source: str) -> dict[str, _Wanted]:
    """Packages by address; raises ConfigError where the documents that count would be those of the last row."""
    found: dict[str, _Wanted] = {}
    for item in wanted:
        if found.setdefault(item.uri, item) != item:
            raise ConfigError(
                f"{source}: {item.uri} is named twice, with other documents or another category",
                hint="Name each package in one row.",
                zh=f"{source}：{item.uri} 出现两次，文档或类别不同",
                hint_zh="每个安装包只写一行。",
            )
    return found


def _wanted(storage: Storage, source: str) -> Iterator[_Wanted]:
    root = storage.root
    if source.lower().endswith(_MANIFESTS):
        yield from _of_manifest(storage, source)
        return
    paths: Iterable[str]
    if storage.is_local:
        given = [Path(path) for path in storage.files.glob(root)] if "*" in root else [Path(root)]
        paths = map(str, find_packages(given))
    else:
        found = storage.files.glob(root) if "*" in root else [item["name"] for item in below(storage.files, root)]
        paths = filter(_is_package, found)
    yield from (_Wanted(uri=storage.address(path)) for path in paths)


def _is_package(path: str) -> bool:
    """By its name: to open what has another would be to read the bucket."""
    *folders, name = path.split("/")
    inside = any(folder.startswith(".") or folder.endswith(tuple(_ROLES.values())) for folder in folders)
    return name.lower().endswith(PACKAGE_ENDINGS) and not name.startswith(".") and not inside


def _of_manifest(storage: Storage, source: str) -> Iterator[_Wanted]:
    folder = posixpath.dirname(storage.address(storage.root))
    for number, row in enumerate(_rows(storage, source), start=1):
        packages = _addresses(row.get("package"), folder)
        if len(packages) != 1:
            raise ConfigError(
                f"{source}: row {number} names {len(packages)} packages instead of one",
                hint="A manifest has the column `package`, and may have `policy`, `sdk_list` and `category`.",
                zh=f"{source}：第 {number} 行有 {len(packages)} 个安装包，应为一个",
                hint_zh="清单须有 package 一列，可另有 policy、sdk_list、category。",
            )
        yield _Wanted(
            uri=packages[0],
            policies=_addresses(row.get("policy"), folder),
            sdk_lists=_addresses(row.get("sdk_list"), folder),
            app_category=str(row.get("category") or ""),
        )


def _rows(storage: Storage, source: str) -> Iterable[dict[str, Any]]:
    ending = posixpath.splitext(source.lower())[1]
    content = bytes(storage.files.cat_file(storage.root))
    try:
        if ending == ".parquet":
            return _rows_of_parquet(content)
        text = content.decode("utf-8-sig")
        if ending == ".txt":
            lines = (line.strip() for line in text.splitlines())
            return [{"package": line} for line in lines if line and not line.startswith("#")]
        if ending == ".jsonl":
            return [_object(line) for line in text.splitlines() if line.strip()]
        return _rows_of_csv(text, "\t" if ending == ".tsv" else ",")
    except (ValueError, csv.Error) as error:
        raise ConfigError(
            f"{source} cannot be read as {ending[1:]}: {error}", zh=f"无法按 {ending[1:]} 读取 {source}：{error}"
        ) from error


def _object(line: str) -> dict[str, Any]:
    """One line of JSON; raises ValueError for what is no object, or names something twice."""
    found = json.loads(line, object_pairs_hook=_named_once)
    if not isinstance(found, dict):
        raise ValueError(f"no object: {line[:60]}")  # noqa: TRY004  # of the content, told as such
    return found


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise ValueError(f"a name stands twice: {', '.join(names)}")
    return dict(pairs)


def _rows_of_csv(text: str, delimiter: str) -> list[dict[str, Any]]:
    """Rows by the names of their columns; raises ValueError for a row with more cells than there are columns."""
    header, *rows = [row for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True) if row] or [[]]
    found = []
    for row in rows:
        if len(row) > len(header):
            raise ValueError(f"more cells than columns: {delimiter.join(row)[:60]}")
        found.append(_named_once(list(zip(header, row, strict=False))))
    return found


def _rows_of_parquet(content: bytes) -> list[dict[str, Any]]:
    import tempfile

    with tempfile.NamedTemporaryFile(suffix=".parquet") as file, library("duckdb").connect() as connection:
        file.write(content)
        file.flush()
        found = connection.execute("SELECT * FROM read_parquet(?)", [file.name])
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _addresses(cell: Any, folder: str) -> tuple[str, ...]:  # noqa: ANN401  # a text or a list of such
    """What a cell names: addresses as they are, names relative to the folder of the manifest, each spelled one way."""
    values = cell if isinstance(cell, list | tuple) else str(cell or "").split(_SEVERAL)
    named = [text for value in values if (text := str(value).strip())]
    return tuple(_spelled(name if "://" in name or name.startswith("/") else f"{folder}/{name}") for name in named)


def _spelled(address: str) -> str:
    """An address without `.`, `..` and the protocol of files of this machine: a package is counted once."""
    if "://" not in address:
        return posixpath.normpath(address)
    return posixpath.normpath(address.removeprefix("file://")) if address.startswith("file://") else address


@record
class _Folder:
    """What is in a folder by name, as its storage lists it, and the documents in it by owner and role."""

    is_local: bool = True
    listed: dict[str, dict[str, Any]] = field(default_factory=dict)
    owned: dict[str, dict[str, list[str]]] = field(default_factory=dict)


@record
class _Folders:
    """The folders that packages and documents lie in, each listed once."""

    _known: dict[str, _Folder] = field(default_factory=dict)

    def item(self, wanted: _Wanted) -> Item:
        """A package with its documents: those that are named with it, else those beside it.

        One that is not there stays in the listing, without a state: that it could not be had is an outcome, too.
        """
        place, _, name = wanted.uri.rpartition("/")
        folder = self._folder(place)
        beside = folder.owned.get(posixpath.splitext(name)[0], {})
        policies = wanted.policies or tuple(beside.get("policies", ()))
        sdk_lists = wanted.sdk_lists or tuple(beside.get("sdk_lists", ()))
        single = {role: beside.get(role, [""])[0] for role in _SINGLE}
        documents = (*policies, *sdk_lists, *filter(None, single.values()))
        state = self._state(wanted.uri)
        if documents:
            state = f"{state} {_digest(f'{address} {self._state(address)}' for address in documents)}"
        return Item(
            uri=wanted.uri,
            size=int(folder.listed.get(name, {}).get("size") or 0),
            stamp=state,
            policies=policies,
            sdk_lists=sdk_lists,
            app_category=wanted.app_category,
            **single,
        )

    def _state(self, address: str) -> str:
        place, _, name = address.rpartition("/")
        folder = self._folder(place)
        if name not in folder.listed:
            return ""
        return _state_of_local(Path(place, name)) if folder.is_local else state_of(folder.listed[name])

    def _folder(self, place: str) -> _Folder:
        if place not in self._known:
            folder = self._known[place] = _listed(place)
            for name in sorted(folder.listed):
                self._own(folder, place, name)
        return self._known[place]

    def _own(self, folder: _Folder, place: str, name: str) -> None:
        """Note to whom a name belongs: `<package>.policy.html`, `<package>.policy/`, `<package>.mapping.txt`."""
        is_folder = folder.listed[name]["type"] == "directory"
        found: list[tuple[str, str, list[str]]] = []
        for role, mark in _ROLES.items():
            if is_folder and name.endswith(mark):
                inside = self._folder(f"{place}/{name}").listed
                files = [f"{place}/{name}/{item}" for item in sorted(inside) if inside[item]["type"] == "file"]
                found.append((name.removesuffix(mark), role, files))
            elif not is_folder and not name.lower().endswith(PACKAGE_ENDINGS):
                found += [(owner, role, [f"{place}/{name}"]) for owner in _before(name, f"{mark}.")]
        for role, mark in _SINGLE.items():
            if not is_folder and name.endswith(mark):
                found.append((name.removesuffix(mark), role, [f"{place}/{name}"]))
        for owner, role, files in found:
            folder.owned.setdefault(owner, {}).setdefault(role, []).extend(files)


def _listed(place: str) -> _Folder:
    storage = Storage(place or "/")
    try:
        found = storage.files.ls(storage.root, detail=True)
    except (FileNotFoundError, NotADirectoryError):
        found = []
    names = {posixpath.basename(item["name"].rstrip("/")): item for item in found}
    return _Folder(is_local=storage.is_local, listed=names)


def _before(name: str, mark: str) -> Iterator[str]:
    """What stands before each place of a mark: `a.policy.b.policy.html` may belong to `a` or to `a.policy.b`."""
    at = name.find(mark)
    while at > 0:
        yield name[:at]
        at = name.find(mark, at + 1)


def _state_of_local(path: Path) -> str:
    """Bytes and times of change; of a folder that is one artifact, those of all files in it.

    The time of the last change to a file or to what is noted of it, too: that of its content can be set by anybody.
    """
    files = [path] if not path.is_dir() else sorted(item for item in path.rglob("*") if item.is_file())
    states = [item.stat() for item in files]
    newest = [max((getattr(each, name) for each in states), default=0) for name in ("st_mtime_ns", "st_ctime_ns")]
    return f"{sum(state.st_size for state in states)} {newest[0]} {newest[1]}" + (
        f" {len(files)}" if path.is_dir() else ""
    )


def _digest(states: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(states).encode("utf-8", "surrogateescape")).hexdigest()[:16]
