"""The resource table of a module, `resources.pb` (`aapt.pb.ResourceTable`).

Packages and types are found when it is opened; entries, by far the most of it, are read when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Final

from appaudit.artifacts.apk.axml import TYPE_REFERENCE, TYPE_STRING, Value
from appaudit.artifacts.apk.resource_config import Rank, rank_of
from appaudit.artifacts.apk.resources import OTHER_TYPES, Resource, follow, may_be_documents
from appaudit.artifacts.app_bundle.configuration import Configuration, read_configuration
from appaudit.artifacts.app_bundle.values import STRING, value_of
from appaudit.artifacts.app_bundle.wire import BYTES, Field, Message, Span, WireError, fields, part_of
from appaudit.artifacts.base import LimitReachedError
from appaudit.model.record import record

#: Fields of `ResourceTable`, `Package`, `Type`, `Entry`, `ConfigValue` and `Value`.
_PACKAGE = 2
_ID, _PACKAGE_NAME, _TYPE = 1, 2, 3
_NAME, _ENTRY = 2, 3
_CONFIG_VALUE = 6
_CONFIG, _VALUE = 1, 2
_ITEM, _COMPOUND = 4, 5
#: The compounds of `CompoundValue` that hold items, each with the field of its items and that of the value in them.
_BAGS: Final = {2: (3, 4), 4: (1, 3), 5: (1, 4)}

#: Parts of a table that are kept when it is opened, and values that are looked through for texts: several times what
#: the largest apps have. A few bytes declare one.
_MOST_PARTS: Final = 1_000_000
_MOST_VALUES: Final = 3_000_000
_MOST_CONFIGURATIONS: Final = 10_000


class TableError(WireError):
    """Bytes that are no resource table in protocol buffers."""

    format_zh = "protobuf 资源表"


@record(kw_only=False, frozen=False)
class _Type:
    name: str
    entries: list[Span] = field(default_factory=list)
    by_number: dict[int, Span] | None = None


@record(kw_only=False, frozen=False)
class _Package:
    name: str
    types: dict[int, _Type] = field(default_factory=dict)


class ProtobufTable:
    """A resource table, opened over its bytes."""

    def __init__(self, data: bytes, place: str) -> None:
        """Find packages, types and entries.

        Raises:
            ExtractionError: They do not fit.
        """
        self._data = data
        self._place = place
        self._packages: dict[int, _Package] = {}
        self._configurations: dict[bytes, Configuration] = {}
        self._parts = self._values = 0
        for found in self._fields(0, len(data)):
            if found.tag == _PACKAGE:
                self._read_package(*self._span(found))

    def second_readings(self) -> list[str]:
        """As `Table`: none, since names stand beside what they name."""
        return []

    def string_values(self) -> Iterator[Resource]:
        """As `Table`."""
        for entry in self._entries_of_texts():
            yield from self._texts(entry)

    def textless_names(self) -> Iterator[str]:
        """As `Table`."""
        for entry in self._entries_of_texts():
            if next(self._texts(entry), None) is None:
                yield entry.text(_NAME)

    def bool_names(self) -> Iterator[str]:
        """As `Table`."""
        kinds = (kind for package in self._packages.values() for kind in package.types.values() if kind.name == "bool")
        yield from (Message(self._data, *span, self._place).text(_NAME) for kind in kinds for span in kind.entries)

    def numbered_texts(self) -> Iterator[tuple[int, str]]:
        """As `Table`."""
        for package_id, package in self._packages.items():
            for type_id, kind in sorted(package.types.items(), key=lambda item: item[0]):
                for span in kind.entries if kind.name.lstrip("^") not in OTHER_TYPES else ():
                    entry = Message(self._data, *span, self._place)
                    number = package_id << 24 | type_id << 16 | self._number(entry)
                    yield from ((number, text) for text in self._plain_texts(entry))

    def documents(self) -> Iterator[tuple[int, str]]:
        """As `Table`."""
        for package_id, package in self._packages.items():
            for type_id, kind in sorted(package.types.items(), key=lambda item: item[0]):
                for span in kind.entries if may_be_documents(kind.name) else ():
                    entry = Message(self._data, *span, self._place)
                    number = package_id << 24 | type_id << 16 | self._number(entry)
                    yield from ((number, place) for place in self._documents(entry))

    def _documents(self, entry: Message) -> Iterator[str]:
        """The places of a document, of one that stands for another those of the other."""
        for span in self._config_values(entry):
            value = part_of(self._data, span, _VALUE, self._place)
            item = part_of(self._data, value, _ITEM, self._place) if value is not None else None
            found = value_of(Message(self._data, *item, self._place)) if item is not None else None
            if found is not None and found.type == TYPE_REFERENCE:
                found = self.resolve(found.data)
            if found is not None and found.text:
                yield found.text

    def _entries_of_texts(self) -> Iterator[Message]:
        for package in self._packages.values():
            for _, kind in sorted(package.types.items(), key=lambda item: item[0]):
                if kind.name.lstrip("^") not in OTHER_TYPES:
                    yield from (Message(self._data, start, end, self._place) for start, end in kind.entries)

    def name_of(self, resource_id: int) -> str:
        """As `Resources`."""
        found = self._entry(resource_id)
        if found is None or not found[1].has(_CONFIG_VALUE):
            return ""
        return f"{found[0].name}/{found[1].text(_NAME)}"

    def resolve(self, resource_id: int, language: str = "") -> Value | None:
        """As `Resources`."""
        return follow([self], resource_id, language)

    def lookup(self, resource_id: int, language: str) -> tuple[Rank, Value | None] | None:
        """As `Table`."""
        found = self._entry(resource_id)
        if found is None:
            return None
        best: tuple[Rank, Span] | None = None
        for span in self._config_values(found[1]):
            configuration = self._configuration(span)
            rank = rank_of(configuration.packed, configuration.locale, language)
            if best is None or rank < best[0]:
                best = rank, span
        if best is None:
            return None
        value = part_of(self._data, best[1], _VALUE, self._place)
        item = part_of(self._data, value, _ITEM, self._place) if value is not None else None
        return best[0], value_of(Message(self._data, *item, self._place)) if item is not None else None

    def _texts(self, entry: Message) -> Iterator[Resource]:
        name = entry.text(_NAME)
        for span in self._config_values(entry):
            value = part_of(self._data, span, _VALUE, self._place)
            if value is None:
                continue
            locale = self._configuration(span).locale
            for item in self._items(value):
                text = self._text(item)
                if text:
                    yield Resource(name, locale, text)

    def _plain_texts(self, entry: Message) -> Iterator[str]:
        """The texts of no language that a resource is by itself, in no array or plural."""
        for span in self._config_values(entry):
            value = part_of(self._data, span, _VALUE, self._place)
            item = part_of(self._data, value, _ITEM, self._place) if value is not None else None
            text = self._text(item) if item is not None and not self._configuration(span).locale else ""
            if text:
                yield text

    def _items(self, value: Span) -> Iterator[Span]:
        """The item of a value, or those of an array, of plurals or of a style."""
        item = part_of(self._data, value, _ITEM, self._place)
        if item is not None:
            yield item
            return
        compound = part_of(self._data, value, _COMPOUND, self._place)
        if compound is None:
            return
        for bag, (entries, inner) in _BAGS.items():
            held = part_of(self._data, compound, bag, self._place)
            for entry in Message(self._data, *held, self._place).spans(entries) if held is not None else ():
                found = part_of(self._data, entry, inner, self._place)
                if found is not None:
                    yield found

    def _text(self, item: Span) -> str:
        """The text of an item, empty where it is something else."""
        string = part_of(self._data, item, STRING, self._place)
        if string is None:
            value = value_of(Message(self._data, *item, self._place))
            return value.text if value is not None and value.type == TYPE_STRING else ""
        text = part_of(self._data, string, 1, self._place)
        return "" if text is None else self._data[text[0] : text[1]].decode("utf-8", "replace")

    def _config_values(self, entry: Message) -> Iterator[Span]:
        for span in entry.spans(_CONFIG_VALUE):
            self._values += 1
            if self._values > _MOST_VALUES:
                raise self._too_much(f"more than {_MOST_VALUES} values", f"取值多于 {_MOST_VALUES} 个")
            yield span

    def _configuration(self, config_value: Span) -> Configuration:
        start, end = part_of(self._data, config_value, _CONFIG, self._place) or (0, 0)
        content = self._data[start:end]
        known = self._configurations.get(content)
        if known is None:
            known = read_configuration(Message(self._data, start, end, self._place))
            if len(self._configurations) < _MOST_CONFIGURATIONS:
                self._configurations[content] = known
        return known

    def _entry(self, resource_id: int) -> tuple[_Type, Message] | None:
        package = self._packages.get(resource_id >> 24)
        kind = package.types.get(resource_id >> 16 & 0xFF) if package is not None else None
        if kind is None:
            return None
        if kind.by_number is None:
            kind.by_number = {}
            for span in kind.entries:
                kind.by_number.setdefault(self._number(Message(self._data, *span, self._place)), span)
        found = kind.by_number.get(resource_id & 0xFFFF)
        return None if found is None else (kind, Message(self._data, *found, self._place))

    def _read_package(self, start: int, end: int) -> None:
        name, number = "", 0
        types: list[tuple[int, _Type]] = []
        for found in self._fields(start, end):
            if found.tag == _ID:
                number = Message(self._data, *self._span(found), self._place).number(1)
            elif found.tag == _PACKAGE_NAME:
                first, last = self._span(found)
                name = self._data[first:last].decode("utf-8", "replace")
            elif found.tag == _TYPE:
                types.append(self._read_type(*self._span(found)))
        package = self._packages.setdefault(number & 0xFF, _Package(name))
        for type_number, kind in types:
            known = package.types.setdefault(type_number & 0xFF, kind)
            if known is not kind:
                known.entries += kind.entries

    def _read_type(self, start: int, end: int) -> tuple[int, _Type]:
        number, kind = 0, _Type("")
        for found in self._fields(start, end):
            if found.tag == _ENTRY:
                kind.entries.append(self._span(found))
            elif found.tag == _NAME:
                first, last = self._span(found)
                kind.name = self._data[first:last].decode("utf-8", "replace")
            elif found.tag == _ID:
                number = Message(self._data, *self._span(found), self._place).number(1)
        return number, kind

    def _fields(self, start: int, end: int) -> Iterator[Field]:
        for found in fields(self._data, start, end, self._place):
            self._parts += 1
            if self._parts > _MOST_PARTS:
                raise self._too_much(f"more than {_MOST_PARTS} parts", f"组成部分多于 {_MOST_PARTS} 个")
            yield found

    def _too_much(self, what: str, what_zh: str) -> LimitReachedError:
        return LimitReachedError(f"{self._place}: {what}", zh=f"{self._place}：{what_zh}")

    def _number(self, message: Message) -> int:
        identifier = message.message(_ID)
        return 0 if identifier is None else identifier.number(1) & 0xFFFF

    def _span(self, found: Field) -> Span:
        if found.wire_type != BYTES:
            raise TableError(f"{self._place}: field {found.tag} at {found.start} is no message")
        return found.start, found.end
