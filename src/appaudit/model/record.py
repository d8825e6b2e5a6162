"""The records of this package: frozen dataclasses that are cheap to define.

An audit loads more than a hundred record classes. `dataclass(frozen=True)` writes and compiles seven methods for each
(half a millisecond a class, a tenth of a whole run), and gives each a slow way back from the catalogue's cache. Here
only `__init__` is written; the rest is shared. That a record does not change is what the type checker sees to.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """A dataclass of named arguments with slots, equal and hashed by its values, that nobody changes."""
    made: Any = dataclass(slots=True, kw_only=True, eq=False, repr=False, match_args=False)(cls)
    names = tuple(item.name for item in fields(made))
    values = attrgetter(*names)

    def equal(self: Any, other: object) -> Any:  # noqa: ANN401  # NotImplemented has no type of its own
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:  # noqa: ANN401
        return hash(values(self))

    def shown(self: Any) -> str:  # noqa: ANN401
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    made.__eq__, made.__hash__, made.__repr__ = equal, hashed, shown
    found: type[T] = made
    return found
