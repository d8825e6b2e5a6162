"""The table of resources of a HarmonyOS module (`resources.index`): texts by id and by language, in both layouts.

Layouts: files that versions 2.010 to 6.1 of the tool wrote, read 2026-11-27; types of resources and of parameters as
that tool numbers them (OpenHarmony, developtools_global_resource_tool). All numbers are little-endian. A file begins
with 128 bytes that name its tool; "RestoolV2" stands for the second layout.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from appaudit.artifacts.base import LimitReachedError, Limits
from appaudit.errors import ExtractionError

_TOOL: Final = 128
_SECOND_LAYOUT: Final = b"RestoolV2"
_KEYS, _IDS = b"KEYS", b"IDSS"
#: Types of resources: a text, a list of texts, forms of a text for numbers.
_STRING, _LISTS = 9, frozenset((10, 17))
#: Types of parameters of a configuration; the others (density, orientation, device, night, network) are no language.
_LANGUAGE, _REGION, _SCRIPT = 0, 1, 5


class ResourceIndexError(ExtractionError):
    """A table of resources that cannot be read."""


class LocalText(NamedTuple):
    """A text in one language: `zh_CN`, empty for the one that stands where no other fits."""

    locale: str
    text: str


class ResourceIndex:
    """Texts of a module; `lists` counts lists of texts and forms for numbers, which are not read."""

    def __init__(self, data: bytes, place: str, limits: Limits) -> None:
        """Read all texts.

        Raises:
            ResourceIndexError: It is cut off, or no table of resources.
            LimitReachedError: It holds more texts, or more letters in all, than are read.
        """
        self.lists = 0
        self._data = data
        self._place = place
        self._limits = limits
        self._count = 0
        self._bytes = 0
        self._texts: dict[int, list[LocalText]] = {}
        self._names: dict[int, str] = {}
        try:
            if data[: len(_SECOND_LAYOUT)] == _SECOND_LAYOUT:
                self._read_second()
            else:
                self._read_first()
        except struct.error as error:
            raise ResourceIndexError(
                f"{place} breaks off within its {len(data)} bytes", zh=f"{place} 在 {len(data)} 字节内中断"
            ) from error

    def texts_of(self, resource: int) -> tuple[LocalText, ...]:
        """A text in all its languages; empty where there is none of that id."""
        return tuple(self._texts.get(resource, ()))

    def texts_named(self, name: str) -> tuple[LocalText, ...]:
        """A text in all its languages, by its name."""
        return next((tuple(self._texts[key]) for key, known in self._names.items() if known == name), ())

    def all_texts(self) -> Iterator[tuple[str, LocalText]]:
        """Every text with its name."""
        for resource, texts in self._texts.items():
            for text in texts:
                yield self._names[resource], text

    def _read_first(self) -> None:
        _, keys = self._numbers(_TOOL, 2)
        position = _TOOL + 8
        for _ in range(keys):
            self._expect(_KEYS, position)
            offset, count = self._numbers(position + 4, 2)
            locale = self._locale(position + 12, count)
            position += 12 + 8 * count
            self._expect(_IDS, offset)
            (entries,) = self._numbers(offset + 4, 1)
            for entry in range(entries):
                resource, record = self._numbers(offset + 8 + 8 * entry, 2)
                self._count_one()
                _, kind, _ = self._numbers(record, 3)
                if kind == _STRING:
                    value, end = self._sized(record + 12)
                    name, _ = self._sized(end)
                    self._add(resource, _without_nul(name), locale, _without_nul(value))
                else:
                    self.lists += kind in _LISTS

    def _read_second(self) -> None:
        _, keys, _ = self._numbers(_TOOL, 3)
        position = _TOOL + 12
        locales: dict[int, str] = {}
        for _ in range(keys):
            self._expect(_KEYS, position)
            number, count = self._numbers(position + 4, 2)
            locales[number] = self._locale(position + 12, count)
            position += 12 + 8 * count
        self._expect(_IDS, position)
        _, kinds, _ = self._numbers(position + 4, 3)
        position += 16
        for _ in range(kinds):
            kind, _, count = self._numbers(position, 3)
            position += 12
            for _ in range(count):
                self._count_one()
                resource, record, length = self._numbers(position, 3)
                name = self._bytes_at(position + 12, length)
                position += 12 + length
                if kind == _STRING:
                    self._read_values(resource, name, record, locales)
                else:
                    self.lists += kind in _LISTS

    def _read_values(self, resource: int, name: bytes, record: int, locales: dict[int, str]) -> None:
        _, _, values = self._numbers(record, 3)
        for number in range(values):
            self._count_one()
            configuration, offset = self._numbers(record + 12 + 8 * number, 2)
            value, _ = self._sized(offset)
            self._add(resource, name, locales.get(configuration, ""), value)

    def _locale(self, position: int, count: int) -> str:
        """Language, script and region of a configuration, as far as it has them."""
        if 8 * count > len(self._data):
            raise struct.error
        numbers = self._numbers(position, 2 * count)
        parts = dict(zip(numbers[::2], numbers[1::2], strict=True))
        words = (parts[kind] for kind in (_LANGUAGE, _SCRIPT, _REGION) if kind in parts)
        return "_".join(word.to_bytes(4, "big").strip(b"\0").decode("ascii", "replace") for word in words)

    def _add(self, resource: int, name: bytes, locale: str, value: bytes) -> None:
        self._bytes += len(value) + len(name)
        if self._bytes > self._limits.texts_bytes:
            raise self._limit("texts_bytes", self._limits.texts_bytes)
        self._names.setdefault(resource, name.decode("utf-8", "replace"))
        texts = self._texts.setdefault(resource, [])
        text = LocalText(locale, value.decode("utf-8", "replace"))
        if text not in texts[-1:]:
            texts.append(text)

    def _count_one(self) -> None:
        self._count += 1
        if self._count > self._limits.strings:
            raise self._limit("strings", self._limits.strings)

    def _limit(self, name: str, most: int) -> LimitReachedError:
        return LimitReachedError(
            f"{self._place}: more resources than the limit {name} of {most} allows",
            zh=f"{self._place}：资源数量超过限制 {name}（{most}）",
        )

    def _numbers(self, offset: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{count}I", self._data, offset)

    def _sized(self, offset: int) -> tuple[bytes, int]:
        """Bytes after their length in 16 bits, and where they end."""
        (length,) = struct.unpack_from("<H", self._data, offset)
        return self._bytes_at(offset + 2, length), offset + 2 + length

    def _bytes_at(self, offset: int, length: int) -> bytes:
        if offset + length > len(self._data):
            raise struct.error
        return self._data[offset : offset + length]

    def _expect(self, tag: bytes, offset: int) -> None:
        found = self._data[offset : offset + 4]
        if len(found) < 4:
            raise struct.error
        if found != tag:
            raise ResourceIndexError(
                f"{self._place}: {tag.decode()} expected at {offset}, found {found!r}",
                zh=f"{self._place}：{offset} 处应为 {tag.decode()}，实际为 {found!r}",
            )


def _without_nul(value: bytes) -> bytes:
    return value.removesuffix(b"\0")
