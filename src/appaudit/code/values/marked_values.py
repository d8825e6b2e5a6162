"""What a register may hold beside the numbers and texts of the program: marks that stand for objects.

A mark is a text that begins with a character which no text of a program begins with, so that it is told from them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final, TypeGuard

Value = int | str | None
"""A constant, or None for what is not known."""


class EachOf(str):
    """Texts, one in each line, of which an array has all and any of its elements is one."""

    __slots__ = ()

    def texts(self) -> list[str]:
        """The texts; none of an array that nothing was put into."""
        return self.split("\n") if self else []

    def with_text(self, text: str) -> EachOf:
        """The array with another element."""
        return EachOf("\n".join(dict.fromkeys([*self.texts(), text])))


class Walked(EachOf):
    """One that goes through such an array or list and has given an element, which it stands for as well.

    Whether there is another one is not known.
    """

    __slots__ = ()

    @classmethod
    def of(cls, texts: Sequence[str]) -> Walked:
        """The mark of what goes through these texts."""
        return cls("\n".join(("\0walked", *texts)))

    def texts(self) -> list[str]:
        """The texts that it goes through."""
        return self.split("\n")[1:]


_TEXT = "Ljava/lang/String;"
#: Types that texts and numbers have beside their own.
_OF_ANY = (
    "Ljava/lang/Object;",
    "Ljava/lang/CharSequence;",
    "Ljava/lang/Number;",
    "Ljava/lang/Comparable;",
    "Ljava/io/Serializable;",
)
#: Stands for an object of which no more is known than that it is there.
OBJECT = "\0object"
#: Stands for a text that is empty, or none.
NO_TEXT = "\0no text"


class Boxed(str):
    """A number or truth value as an object, which is there whatever it is."""

    __slots__ = ()

    @classmethod
    def of(cls, owner: str, number: int) -> Boxed:
        """The object of a class, by its descriptor, that holds a number."""
        return cls(f"\0{owner} {number}")

    @property
    def owner(self) -> str:
        """The descriptor of its class."""
        return self[1:].partition(" ")[0]

    @property
    def number(self) -> int:
        """What it holds."""
        return int(self.rpartition(" ")[2])


#: Stands for what a call returns that never does: it ends with an exception.
NEVER: Final = "\0never"


class Fresh(str):
    """An object that nobody else has and that says what it said when it was made, until it is handed on."""

    __slots__ = ()


class Constant(str):
    """The constant of an enumeration: no two of them are the same object."""

    __slots__ = ()


class Listed(str):
    """An array of constants, in their order."""

    __slots__ = ()

    @classmethod
    def of(cls, constants: Sequence[str]) -> Listed:
        """The array of these."""
        return cls("".join(f"\0{each}" for each in constants))

    def constants(self) -> list[Constant]:
        """What it holds."""
        return [Constant("\0" + each) for each in self.split("\0\0")[1:]]


class Made(str):
    """What the object that a method was called on says from then on, and the call itself; empty where not known."""

    __slots__ = ("held",)
    held: Value

    @classmethod
    def of(cls, held: Value) -> Made:
        """The mark of what an object holds from now on."""
        made = cls("\0made")
        made.held = held
        return made


def is_text(value: Value) -> TypeGuard[str]:
    """Whether a value is a text of the program, and stands for nothing else."""
    return isinstance(value, str) and not value.startswith("\0")


def is_object(value: Value) -> bool:
    """Whether a value stands for an object that is no text, number or truth value."""
    return isinstance(value, str) and value.startswith("\0") and value != NO_TEXT and not isinstance(value, Boxed)


def one_of(values: Collection[Value]) -> Value:
    """What stands for all of these values; None where nothing does, or one is not known."""
    if len(values) == 1:
        return next(iter(values))
    return NO_TEXT if values and all(value in (0, "", NO_TEXT) for value in values) and len({*values} - {0}) else None


def is_of_type(value: Value, descriptor: str) -> Value:
    """Whether a text or boxed number is of a class; None for what may be either."""
    if value == 0:
        return 0
    if not isinstance(value, str) or descriptor in _OF_ANY or (value.startswith("\0") and not isinstance(value, Boxed)):
        return None
    return int(descriptor == (value.owner if isinstance(value, Boxed) else _TEXT))


def walked_on_both(known: Mapping[int, Value], registers: Mapping[int, Value]) -> dict[int, Value]:
    """What goes through one and the same array on both of two ways, having given an element on one of them."""
    found: dict[int, Value] = {}
    for register, value in known.items():
        other = registers.get(register)
        if isinstance(value, EachOf) and isinstance(other, EachOf) and value.texts() == other.texts():
            found[register] = value if value == other else Walked.of(value.texts())
    return found


def constant_at(held: Sequence[Value]) -> Value:
    """The constant at a place of an array of them, or how many there are; None for a place that is not known."""
    constants = held[0].constants() if isinstance(held[0], Listed) else []
    if len(held) == 1:
        return len(constants)
    return constants[held[1]] if isinstance(held[1], int) and 0 <= held[1] < len(constants) else None
