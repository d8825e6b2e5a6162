"""The records of this package: frozen dataclasses that are cheap to define.

An audit loads more than two hundred record classes and makes objects of half of them. `dataclass(frozen=True)` writes
and compiles seven methods for each, and reads every field twice: half a millisecond a class, a fifth of a short run.
Here a class gets its slots at once; its fields are read, and its `__init__` written, when the first object is made or
compared. That a record does not change is what the type checker sees to.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")

#: Where `dataclasses` looks for the fields of a class.
_FIELDS = "__dataclass_fields__"


@overload
@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(cls: type[T], /) -> type[T]: ...


@overload
@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(*, kw_only: bool = True, frozen: bool = True, eq: bool = True) -> Callable[[type[T]], type[T]]: ...


def record(
    cls: type[T] | None = None, /, *, kw_only: bool = True, frozen: bool = True, eq: bool = True
) -> type[T] | Callable[[type[T]], type[T]]:
    """A dataclass with slots, equal and hashed by its values, that nobody changes.

    Args:
        cls: The class, where the decorator is written without brackets.
        kw_only: Whether arguments have to be named.
        frozen: Whether the type checker refuses changes; at run time nobody does.
        eq: Whether values make records equal; without, each is equal to itself alone, as those that hold arrays are.
    """

    def decorated(cls: type[T]) -> type[T]:
        return _record(cls, kw_only=kw_only, eq=eq)

    return decorated if cls is None else decorated(cls)


def recast(cls: type[T], source: DataclassInstance, /, **values: object) -> T:
    """A record of another class: the fields that `source` has by the same name, and the values that are given.

    For records that say the same in two places, as a fact and its row in a table do: a field that both have is passed
    on without being named.
    """
    made: type = cls
    same = {name: getattr(source, name) for name in _shared(made, type(source)) if name not in values}
    return cls(**same, **values)


@cache
def _shared(cls: type[Any], source: type[DataclassInstance]) -> tuple[str, ...]:
    """The fields that both classes have."""
    of_source = {item.name for item in fields(source)}
    return tuple(item.name for item in fields(cls) if item.name in of_source)


def _record(cls: type[T], *, kw_only: bool, eq: bool) -> type[T]:
    annotations = inspect.get_annotations(cls)
    own = [name for name, annotation in annotations.items() if not _is_of_class(annotation)]
    written = {name: cls.__dict__[name] for name in annotations if name in cls.__dict__}
    content = {name: value for name, value in cls.__dict__.items() if name not in (*own, "__dict__", "__weakref__")}
    inherited = {name for base in cls.__mro__[1:] for name in getattr(base, "__slots__", ())}
    content["__slots__"] = tuple(name for name in own if name not in inherited)
    content[_FIELDS] = _FieldsWhenAsked(annotations, written, kw_only=kw_only)
    made: Any = type(cls)(cls.__name__, cls.__bases__, content)  # type: ignore[misc]  # a class of classes

    def complete() -> None:
        if eq:
            made.__eq__, made.__hash__ = _comparing(made)
        if "__init__" not in cls.__dict__:
            made.__init__ = _init_of(made)

    def first_init(self: Any, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        complete()
        made.__init__(self, *arguments, **named)

    def first_equal(self: Any, other: object) -> Any:  # noqa: ANN401
        complete()
        return made.__eq__(self, other)

    def first_hash(self: Any) -> int:  # noqa: ANN401
        complete()
        found: int = made.__hash__(self)
        return found

    if "__init__" not in cls.__dict__:
        made.__init__ = first_init
    if eq:
        made.__eq__, made.__hash__ = first_equal, first_hash
    made.__repr__ = _shown
    found: type[T] = made
    return found


def _is_of_class(annotation: object) -> bool:
    """Whether an annotation says that a value is one of the class, and none of each record."""
    return "ClassVar" in str(annotation).partition("[")[0]


class _FieldsWhenAsked:
    """The fields of a record as `dataclasses` keeps them, made by it when somebody first asks.

    Args:
        annotations: Of the class.
        written: What the class gives its fields: defaults, and what `field` returned.
        kw_only: Whether arguments have to be named.
    """

    def __init__(self, annotations: dict[str, Any], written: dict[str, Any], *, kw_only: bool) -> None:
        self._annotations = annotations
        self._written = written
        self._kw_only = kw_only

    def __set_name__(self, owner: type, name: str) -> None:
        self._owner = owner

    def __get__(self, _: object, __: type) -> dict[str, Any]:
        owner = self._owner
        # `dataclass` writes a documentation where there is none, which takes longer than all else.
        content = {"__annotations__": self._annotations, "__module__": owner.__module__, "__doc__": "Fields."}
        alone = type(owner.__name__, (), {**content, **self._written})
        made: Any = dataclass(kw_only=self._kw_only, init=False, eq=False, repr=False, match_args=False)(alone)
        found: dict[str, Any] = {}
        for base in owner.__mro__[:0:-1]:
            found |= getattr(base, _FIELDS, {})
        found |= getattr(made, _FIELDS)
        setattr(owner, _FIELDS, found)
        return found


def _comparing(cls: Any) -> tuple[Callable[[Any, object], Any], Callable[[Any], int]]:  # noqa: ANN401  # a dataclass
    """`__eq__` and `__hash__` by the values of the fields that are compared."""
    compared = [item.name for item in fields(cls) if item.compare]
    values = attrgetter(*compared) if compared else lambda _: ()

    def equal(self: Any, other: object) -> Any:  # noqa: ANN401  # NotImplemented has no type of its own
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:  # noqa: ANN401
        return hash(values(self))

    return equal, hashed


def _shown(self: Any) -> str:  # noqa: ANN401
    said = (f"{item.name}={getattr(self, item.name)!r}" for item in fields(self) if item.repr)
    return f"{type(self).__qualname__}({', '.join(said)})"


def _init_of(cls: Any) -> Callable[..., None]:  # noqa: ANN401  # a dataclass
    """An `__init__` that sets the fields, as `dataclass` would write it."""
    values: dict[str, object] = {"_missing": MISSING}
    positional, named, lines = ["self"], list[str](), list[str]()
    for item in fields(cls):
        parameter = given = item.name
        if item.default is not MISSING:
            values[f"_default_{item.name}"] = item.default
            parameter, given = f"{item.name}=_default_{item.name}", item.name if item.init else f"_default_{item.name}"
        elif item.default_factory is not MISSING:
            values[f"_make_{item.name}"] = item.default_factory
            made = f"_make_{item.name}()"
            parameter, given = f"{item.name}=_missing", made
            if item.init:
                given = f"{made} if {item.name} is _missing else {item.name}"
        if item.init:
            (named if item.kw_only else positional).append(parameter)
        lines.append(f" self.{item.name} = {given}")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    parameters = ", ".join([*positional, *(["*", *named] if named else [])])
    exec("\n".join([f"def __init__({parameters}):", *(lines or [" pass"])]), values)  # noqa: S102  # names of fields
    written: Any = values["__init__"]
    written.__qualname__ = f"{cls.__qualname__}.__init__"
    found: Callable[..., None] = written
    return found
