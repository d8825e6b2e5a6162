"""Frames of a way through the program, and the objects that its registers hold."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from appaudit.model.record import record

#: Objects that one register is seen to hold.
_MOST_OBJECTS: Final = 12

Place = tuple[int, int]
"""A file and an instruction of it."""


#: The place of objects that the system makes, of those of which but the class is known, or one above it, and of
#: components that the system makes when a frame starts them by their class.
SYSTEM: Final[Place] = (-1, -1)
ANY: Final[Place] = (-2, -2)
STARTED: Final[Place] = (-3, -3)


@record(kw_only=False, eq=False)
class Frame:
    """A method as one way enters it.

    `sites` are the calls in `caller` that lead here, none where it is entered otherwise. `made` are the objects that it
    is called on where the system makes that call. `depth` counts the methods of the way before it; a method that the
    way does not lead through has that of the frame whose question led to it. `up` counts the callers above the way.
    """

    method: int
    depth: int
    caller: Frame | None = None
    sites: tuple[Place, ...] = ()
    made: tuple[Object, ...] = ()
    is_any: bool = False
    up: int = 0
    number: int = -1
    """In the order in which frames are entered: sets of objects have one order in every run."""

    def __hash__(self) -> int:
        return self.number


@record(kw_only=False)
class Object:
    """An object by where it is made: the class, -1 for one of the platform, the frame and the instruction.

    Those that the system makes have no place: `SYSTEM`. `ANY` stands for every object of the class and those below.
    """

    class_index: int
    frame: Frame
    place: Place


@record(kw_only=False)
class Held:
    """What a register may hold; `known` says that these are all. `depth` is that of the first frame it depends on."""

    objects: frozenset[Object]
    depth: int
    known: bool = True


def together(parts: Iterable[Held], depth: int) -> Held:
    """What all of these answers say together, in a frame of some depth."""
    objects: set[Object] = set()
    known = True
    for part in parts:
        objects |= part.objects
        depth = min(depth, part.depth)
        known &= part.known
        if not known:
            break
    return Held(frozenset(objects), depth, known and len(objects) <= _MOST_OBJECTS)


def depends_on(held: Held) -> Held:
    """What an answer depends on, without its objects."""
    return Held(frozenset(), held.depth, held.known)


#: The frame of objects of which nobody knows where they are made: before every way.
NOWHERE: Final = Frame(-1, -1)
