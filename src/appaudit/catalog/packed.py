"""Records as JSON by columns, and back: no code runs, and whole columns are set without a step of Python a value.

A value is taken apart into groups of equal shape (all records of one class, all tuples of texts, …), a group standing
after those that its members refer to by number. Equal parts are kept once. A record's fields become columns: of plain
values, of numbers of earlier parts, of both, or one value for all.
"""

from __future__ import annotations

import gc
import importlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import MISSING, fields, is_dataclass
from itertools import repeat
from typing import Any, Final

from appaudit.model.expression import Expression
from appaudit.model.grade import Grade

#: What JSON has a form of.
_PLAIN: Final = (str, int, float, bool, type(None))
#: Where the classes of records are.
_ROOMS: Final = ("appaudit.model.", "appaudit.lexicon.")
_CONTAINERS: Final[dict[str, Callable[[Iterable[Any]], Any]]] = {"tuple": tuple, "list": list, "frozenset": frozenset}
#: The forms of a column or row.
_VALUES, _PARTS, _BOTH, _ONE = range(4)


class _Part:
    """A value that is not plain: what it is made of, how many steps it stands above plain values, its number."""

    __slots__ = ("height", "items", "number", "shape")

    height: int

    def __init__(self, shape: tuple[Any, ...], items: tuple[Any, ...]) -> None:
        self.shape = shape
        self.items = items
        self.height = 1 + max((item.height for item in items if isinstance(item, _Part)), default=-1)
        self.number = -1


def pack(value: object) -> bytes:
    """A value of records, tuples, lists, sets, mappings by text, grades, expressions and plain values as JSON.

    Raises:
        TypeError: something else is in it.
    """
    parts = _Parts()
    root = parts.of(value)
    groups: dict[tuple[int, tuple[Any, ...]], list[_Part]] = {}
    for part in parts.all:
        groups.setdefault((part.height, part.shape), []).append(part)
    ordered = sorted(groups.items(), key=lambda entry: entry[0][0])
    for number, part in enumerate(part for _, members in ordered for part in members):
        part.number = number
    made = [_group(shape, members) for (_, shape), members in ordered]
    return json.dumps([_column([root]), made], ensure_ascii=False, separators=(",", ":")).encode()


class _Parts:
    """Takes values apart, each once."""

    def __init__(self) -> None:
        self._by_id: dict[int, _Part] = {}
        self._by_content: dict[tuple[Any, ...], _Part] = {}
        self._held: list[object] = []

    @property
    def all(self) -> Iterable[_Part]:
        return self._by_content.values()

    def of(self, value: Any) -> Any:  # noqa: ANN401  # any value that has a form
        """The part that a value is, or the value itself where it is plain."""
        if type(value) in _PLAIN:
            return value
        if id(value) in self._by_id:
            return self._by_id[id(value)]
        self._held.append(value)  # an id is that of one object for as long as the object lives
        shape, items = self._taken_apart(value)
        content = (shape, *((type(item), item) for item in items))
        part = self._by_content.setdefault(content, _Part(shape, items))
        self._by_id[id(value)] = part
        return part

    def _taken_apart(self, value: Any) -> tuple[tuple[Any, ...], tuple[Any, ...]]:  # noqa: ANN401
        name = type(value).__name__
        if name in _CONTAINERS:
            return (name,), tuple(map(self.of, sorted(value) if name == "frozenset" else value))
        if name == "dict" and all(type(key) is str for key in value):
            return (name, *value), tuple(map(self.of, value.values()))
        if isinstance(value, Expression):
            return (name,), (value.pattern, value.flags)
        if isinstance(value, Grade):
            return ("enum", type(value).__module__, name), (value.name,)
        if is_dataclass(value) and type(value).__module__.startswith(_ROOMS):
            names = _stored(type(value))
            return ("record", type(value).__module__, name), tuple(self.of(getattr(value, field)) for field in names)
        raise TypeError(f"a {type(value).__module__}.{name} does not belong in a catalogue")


def _stored(cls: type) -> list[str]:
    """The fields of a record but those that it fills itself."""
    return [field.name for field in fields(cls) if not field.name.startswith("_")]


def _group(shape: tuple[Any, ...], members: Sequence[_Part]) -> list[Any]:
    kind, *more = shape
    if kind == "record":
        columns = [_column([part.items[index] for part in members]) for index in range(len(members[0].items))]
        return [kind, more, len(members), columns]
    return [kind, more, [_column(part.items, is_row=True) for part in members]]


def _column(items: Sequence[Any], *, is_row: bool = False) -> list[Any]:
    are_parts = [type(item) is _Part for item in items]
    if not any(are_parts):
        is_one = not is_row and len({(type(item), item) for item in items}) == 1
        return [_ONE, items[0]] if is_one else [_VALUES, list(items)]
    numbers = [item.number if type(item) is _Part else [item] for item in items]
    return [_PARTS if all(are_parts) else _BOTH, numbers]


def unpack(content: bytes) -> Any:  # noqa: ANN401  # what was packed
    """The value that was packed.

    Raises:
        ValueError, TypeError, KeyError, IndexError, AttributeError, ImportError: it is no such content.
    """
    was_enabled = gc.isenabled()
    gc.disable()  # everything made here stays; to look through it again and again for garbage takes a tenth of the time
    try:
        root, groups = json.loads(content)
        parts: list[Any] = []
        for kind, more, *rest in groups:
            if kind == "record":
                count, columns = rest
                parts.extend(_records(more, count, columns, parts))
            else:
                parts.extend(_others(kind, more, rest[0], parts))
        return next(iter(_values(root, parts)))
    finally:
        if was_enabled:
            gc.enable()


def _values(column: Sequence[Any], parts: Sequence[Any]) -> Iterable[Any]:
    form, items = column
    if form == _VALUES:
        return list(items)
    if form == _PARTS:
        return map(parts.__getitem__, items)
    if form == _BOTH:
        return [item[0] if type(item) is list else parts[item] for item in items]
    return repeat(items)


def _records(named: Sequence[str], count: int, columns: Sequence[Any], parts: Sequence[Any]) -> list[Any]:
    cls = _class(*named)
    made = list(map(cls.__new__, repeat(cls, count)))
    for name, column in zip(_stored(cls), columns, strict=True):
        deque(map(getattr(cls, name).__set__, made, _values(column, parts)), maxlen=0)
    for field in fields(cls):
        if field.name.startswith("_"):
            for record in made:
                value = field.default if field.default_factory is MISSING else field.default_factory()
                object.__setattr__(record, field.name, value)
    return made


def _others(kind: str, more: Sequence[str], rows: Sequence[Any], parts: Sequence[Any]) -> Iterator[Any]:
    if kind in _CONTAINERS:
        return map(_CONTAINERS[kind], [_values(row, parts) for row in rows])
    if kind == "dict":
        return (dict(zip(more, _values(row, parts), strict=True)) for row in rows)
    if kind == "enum":
        grades = _class(*more)
        return (grades[name] for _, (name,) in rows)
    return (Expression(pattern, flags) for _, (pattern, flags) in rows)


def _class(module: str, name: str) -> Any:  # noqa: ANN401  # a class of records or grades
    if not module.startswith(_ROOMS):
        raise ValueError(f"{module}.{name} does not belong in a catalogue")
    cls = getattr(importlib.import_module(module), name)
    if not isinstance(cls, type) or not (is_dataclass(cls) or issubclass(cls, Grade)):
        raise ValueError(f"{module}.{name} is no record")
    return cls
