"""The records of this package: frozen dataclasses that are cheap to define.

An audit loads more than two hundred record classes and makes objects of half of them. `dataclass(frozen=True)` writes
and compiles seven methods for each: half a millisecond a class, a fifth of a short run. Here only `__init__` is
written, when the first object is made; the rest is shared. That a record does not change is what the type checker
sees to.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")


@overload
@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(cls: type[T], /) -> type[T]: ...


@overload
@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(*, kw_only: bool = True, frozen: bool = True) -> Callable[[type[T]], type[T]]: ...


def record(
    cls: type[T] | None = None, /, *, kw_only: bool = True, frozen: bool = True
) -> type[T] | Callable[[type[T]], type[T]]:
    """A dataclass with slots, equal and hashed by its values, that nobody changes.

    Args:
        cls: The class, where the decorator is written without brackets.
        kw_only: Whether arguments have to be named.
        frozen: Whether the type checker refuses changes; at run time nobody does.
    """

    def decorated(cls: type[T]) -> type[T]:
        return _record(cls, kw_only=kw_only)

    return decorated if cls is None else decorated(cls)


def _record(cls: type[T], *, kw_only: bool) -> type[T]:
    made: Any = dataclass(slots=True, kw_only=kw_only, init=False, eq=False, repr=False, match_args=False)(cls)
    compared = [item.name for item in fields(made) if item.compare]
    values = attrgetter(*compared) if compared else lambda _: ()

    def equal(self: Any, other: object) -> Any:  # noqa: ANN401  # NotImplemented has no type of its own
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:  # noqa: ANN401
        return hash(values(self))

    def shown(self: Any) -> str:  # noqa: ANN401
        said = (f"{item.name}={getattr(self, item.name)!r}" for item in fields(self) if item.repr)
        return f"{type(self).__qualname__}({', '.join(said)})"

    def first(self: Any, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
        made.__init__ = _init_of(made)
        made.__init__(self, *arguments, **named)

    if "__init__" not in cls.__dict__:
        made.__init__ = first
    made.__eq__, made.__hash__, made.__repr__ = equal, hashed, shown
    found: type[T] = made
    return found


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
