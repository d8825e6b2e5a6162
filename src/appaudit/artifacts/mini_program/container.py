"""The `.wxapkg` container: a list of named files behind a header of 14 bytes.

Bytes 0 and 13 are marks (0xBE, 0xED); between them stand an unknown number, the length of the list and of the data. The
list has a count and, for each file, the length of its name, the name, where it begins in the file and its size; all
numbers are unsigned, 32 bits, big endian. Read from the format of 47 packages; WeChat publishes no description.
Copies that WeChat for Windows keeps begin with `V1MMWX` and are encrypted with a key made from the AppID.
"""

from __future__ import annotations

import struct
from typing import Final, NamedTuple

from appaudit.artifacts.base import Anomaly, Budget, LimitReachedError, Limits
from appaudit.errors import ExtractionError

_FIRST_MARK: Final = 0xBE
_SECOND_MARK: Final = 0xED
_HEADER: Final = struct.Struct(">BIIIB")
_NUMBER: Final = struct.Struct(">I")
_PLACE: Final = struct.Struct(">II")
#: How a package begins that WeChat for Windows encrypted.
ENCRYPTED: Final = b"V1MMWX"
#: Longer names are none that a build tool writes.
_LONGEST_NAME: Final = 4096


class ContainerError(ExtractionError):
    """A package whose list of files cannot be read."""


class PackedFile(NamedTuple):
    """One file of a package: its name with the leading slash, where it begins in the package and how long it is."""

    name: str
    offset: int
    size: int


def is_container(head: bytes) -> bool:
    """Whether bytes begin as a package that is not encrypted."""
    return len(head) > _HEADER.size - 1 and head[0] == _FIRST_MARK and head[_HEADER.size - 1] == _SECOND_MARK


class Container:
    """The files of a package, within limits.

    `anomalies` are what honest build tools do not write; `damage` counts listed files that lie outside of the package,
    each of which is unreadable.
    """

    def __init__(self, data: memoryview, place: str, limits: Limits, budget: Budget | None = None) -> None:
        """Read the list of files.

        Raises:
            ContainerError: It is no package, or its list breaks off.
            LimitReachedError: It lists more files than `limits.entries`.
        """
        self.place = place
        self.limits = limits
        self.budget = budget or Budget(limits)
        self.anomalies: list[Anomaly] = []
        self._data = data
        self._files: dict[str, PackedFile] = {}
        self._read_list()

    @property
    def names(self) -> list[str]:
        """The names in the order of the list, each once, without the slash that they begin with."""
        return list(self._files)

    def read(self, name: str) -> memoryview:
        """The content of a file.

        Raises:
            ContainerError: There is no such file, or it lies outside of the package.
            LimitReachedError: It is larger than the limits allow.
        """
        found = self._files.get(name)
        if found is None:
            raise ContainerError(f"{self.place}: no file {name}", zh=f"{self.place}：没有文件 {name}")
        self.budget.check_time(f"{self.place}: {name}")
        if found.offset + found.size > len(self._data):
            raise ContainerError(
                f"{self.place}: {name} passes the end of the package",
                zh=f"{self.place}：{name} 超出包的末尾",
            )
        if found.size > self.limits.entry_bytes:
            raise LimitReachedError(
                f"{self.place}: {name} has {found.size} bytes; the limit entry_bytes is {self.limits.entry_bytes}",
                zh=f"{self.place}：{name} 有 {found.size} 字节，超过限制 entry_bytes（{self.limits.entry_bytes}）",
            )
        self.budget.take(found.size, f"{self.place}: {name}")
        return self._data[found.offset : found.offset + found.size]

    def _read_list(self) -> None:
        data, place = self._data, self.place
        if not is_container(bytes(data[: _HEADER.size])):
            raise ContainerError(f"{place}: no package of WeChat", zh=f"{place}：不是微信小程序包")
        _, _, list_length, _, _ = _HEADER.unpack_from(data)
        position = _HEADER.size
        count = self._number(position)
        position += _NUMBER.size
        if count > self.limits.entries:
            raise LimitReachedError(
                f"{place}: lists {count} files; the limit entries is {self.limits.entries}",
                zh=f"{place}：列出 {count} 个文件，超过限制 entries（{self.limits.entries}）",
            )
        for index in range(count):
            length = self._number(position)
            position += _NUMBER.size
            if length > _LONGEST_NAME or position + length + _PLACE.size > len(data):
                raise ContainerError(
                    f"{place}: the list of {count} files breaks off at file {index + 1}",
                    zh=f"{place}：{count} 个文件的列表在第 {index + 1} 个处中断",
                )
            raw = bytes(data[position : position + length])
            position += length
            offset, size = _PLACE.unpack_from(data, position)
            position += _PLACE.size
            self._add(raw, offset, size)
        if position != _HEADER.size + list_length:
            detail = f"{list_length} bytes declared for the list, {position - _HEADER.size} found"
            self.anomalies.append(Anomaly("size_differs", "", detail))

    def _add(self, raw: bytes, offset: int, size: int) -> None:
        name = raw.decode("utf-8", "backslashreplace").lstrip("/")
        if "\0" in name:
            self.anomalies.append(Anomaly("name_with_nul", name, "a name with a NUL byte"))
            name = name.replace("\0", "\\0")
        if ".." in name.split("/") or "\\" in name:
            self.anomalies.append(Anomaly("traversal_name", name, "a name that leads out of the package"))
        if name in self._files:
            self.anomalies.append(Anomaly("duplicate_name", name, f"again at {offset} with {size} bytes"))
            return
        self._files[name] = PackedFile(name, offset, size)

    def _number(self, position: int) -> int:
        if position + _NUMBER.size > len(self._data):
            raise ContainerError(f"{self.place}: breaks off in its list", zh=f"{self.place}：在文件列表中中断")
        number: int = _NUMBER.unpack_from(self._data, position)[0]
        return number
