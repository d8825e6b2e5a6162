"""Objects that the app keeps in a list or an array of its own, and calls one after the other from there.

`for (Module each : modules) each.start()` is no library's call: what `modules` holds was put in by the app. Said where
the constructor of the object that keeps the list, or the initialiser of its class, puts in each object that it makes,
whatever happens; a list that is filled elsewhere may be another one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from appaudit.code.conditions.conditions import Conditions
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.code.ways.objects import Objects
from appaudit.dex.hashes import hash_text
from appaudit.dex.opcodes import (
    AGET_OBJECT,
    APUT_OBJECT,
    CHECK_CAST,
    IGET_OBJECT,
    INT_LITERALS,
    INVOKES,
    IPUT_OBJECT,
    MOVE_RESULT_OBJECT,
    MOVES,
    NEW_ARRAY,
    NEW_INSTANCE,
    SGET_OBJECT,
    SPUT_OBJECT,
)
from appaudit.dex.operands import destination_register

_COLLECTIONS: Final = ("Ljava/util/", "Landroid/util/SparseArray;", "Landroid/util/ArrayMap;", "Landroidx/collection/")
#: Calls that put an object in, and those that give the elements one after the other, or another view of them all.
_PUTS: Final = frozenset(("add", "addFirst", "addLast", "addElement", "put", "putIfAbsent", "append", "offer", "push"))
_GIVES: Final = frozenset(("next", "nextElement", "getValue", "valueAt", "poll", "pop", "previous"))
_VIEWS: Final = frozenset(("iterator", "listIterator", "values", "entrySet", "elements", "descendingIterator"))
#: The same of lists alone, which are asked for all elements by their numbers.
_BY_NUMBER: Final = frozenset(("get", "elementAt"))
_LISTS: Final = ("List;", "Vector;")
_CONSTRUCTOR, _INITIALISER = hash_text("<init>"), hash_text("<clinit>")
#: Registers looked at for one question, and instructions of a method that is looked into.
_MOST_STEPS, _MOST_OF_METHOD = 24, 2_000


class OwnCollections:
    """Answers for the objects of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        objects: Which objects registers hold.
        conditions: What decides within a method.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants], objects: Objects, conditions: Conditions) -> None:
        self._graph = graph
        self._files = files
        self._objects = objects
        self._conditions = conditions
        self._kept: dict[tuple[int, int], frozenset[int]] = {}
        self._taken: dict[int, frozenset[int]] = {}

    def is_called(self, class_index: int, makers: Collection[int], calls: Collection[int]) -> bool:
        """Whether calls take their object from where each object of a class is kept that a method makes.

        Args:
            class_index: The class.
            makers: The methods that make objects of it.
            calls: The calls, counted over all files.
        """
        kept = frozenset[int]().union(*(self._fields_keeping(maker, class_index) for maker in makers))
        return bool(kept) and any(not kept.isdisjoint(self._fields_asked(call)) for call in calls)

    def _fields_keeping(self, maker: int, class_index: int) -> frozenset[int]:
        """The fields that keep the list in which a constructor or an initialiser puts the objects it makes."""
        key = maker, class_index
        if key not in self._kept:
            self._kept[key] = frozenset(self._keeping(maker, class_index))
        return self._kept[key]

    def _keeping(self, maker: int, class_index: int) -> Iterator[int]:
        links = self._graph.links
        file, item = self._graph.item_of(maker)
        body = self._files[file].body(item) if item >= 0 else None
        if body is None or len(body) > _MOST_OF_METHOD or links.method_name[maker] not in (_CONSTRUCTOR, _INITIALISER):
            return
        for made, opcode in enumerate(body.opcodes):
            if opcode != NEW_INSTANCE or links.files[file].type_class[body.target(made)] != class_index:
                continue
            for index, collection in self._put(file, body, made):
                decided = self._conditions.decided(file, item, frozenset((body.first + index,)))
                if decided is not None and decided[1] == []:
                    yield from self._fields_of(maker, file, body, index, collection)

    def _put(self, file: int, body: MethodBody, made: int) -> Iterator[tuple[int, int]]:
        """The instructions that put an object into a list or an array, and the register that holds it."""
        register = destination_register(body.units, body.offsets[made])
        pending = [] if register is None else [(made, register)]
        for definition, held in pending:
            for index in body.readers(definition, held) if len(pending) <= _MOST_STEPS else ():
                sources = body.sources(index)
                if body.opcodes[index] in MOVES:
                    copied = destination_register(body.units, body.offsets[index])
                    pending += [] if copied is None else [(index, copied)]
                elif body.opcodes[index] == APUT_OBJECT and sources[0] == held:
                    yield index, sources[1]
                elif held in sources[1:] and self._name(file, body, index)[1] in _PUTS:
                    yield index, sources[0]

    def _fields_of(self, maker: int, file: int, body: MethodBody, index: int, register: int) -> Iterator[int]:
        """The fields of the class, or of the object that is being made, which hold a list."""
        for definition in body.definitions(index, register):
            opcode = body.opcodes[definition] if definition >= 0 else -1
            if opcode in (IGET_OBJECT, SGET_OBJECT) and self._is_own(maker, file, body, definition):
                yield self._objects.identity(file, body.target(definition))
            elif opcode in (NEW_INSTANCE, NEW_ARRAY):
                for use in body.readers(definition, register):
                    stores = body.opcodes[use] in (IPUT_OBJECT, SPUT_OBJECT) and body.sources(use)[0] == register
                    if stores and self._is_own(maker, file, body, use):
                        yield self._objects.identity(file, body.target(use))

    def _is_own(self, maker: int, file: int, body: MethodBody, index: int) -> bool:
        """Whether an access is to a field that every object of the class of a constructor has, or the class itself."""
        links, field = self._graph.links.files[file], body.target(index)
        if body.opcodes[index] in (SGET_OBJECT, SPUT_OBJECT):
            return True
        owner = int(links.type_class[int(links.code.dex.field_ids["class_type"][field])])
        register = body.sources(index)[-1]
        is_of_own = body.parameter(register) == 0 and body.definitions(index, register) == (ENTRY,)
        is_own = owner == self._graph.links.method_class[maker] and self._files[file].field_values.defines(field)
        return is_of_own and is_own

    def _fields_asked(self, call: int) -> frozenset[int]:
        """The fields that hold the lists of which a call gets its object."""
        if call not in self._taken:
            file, place = self._graph.place_of(call)
            body, index = self._files[file].at(place)
            is_call = len(body) > index and body.opcodes[index] in INVOKES and body.sources(index)
            found = self._asked(file, body, index, body.sources(index)[0]) if is_call else ()
            self._taken[call] = frozenset(found)
        return self._taken[call]

    def _asked(self, file: int, body: MethodBody, index: int, register: int) -> Iterator[int]:
        pending = [(index, register, False)]
        for at, held, is_element in pending:
            for definition in body.definitions(at, held) if len(pending) <= _MOST_STEPS else ():
                opcode = body.opcodes[definition] if definition >= 0 else -1
                if opcode in MOVES or opcode == CHECK_CAST:
                    pending.append((definition, body.sources(definition)[0], is_element))
                elif opcode == AGET_OBJECT and not _is_constant(body, definition, body.sources(definition)[1]):
                    pending.append((definition, body.sources(definition)[0], True))
                elif opcode == MOVE_RESULT_OBJECT and definition > 0:
                    gives = self._gives(file, body, definition - 1)
                    if gives is not None:
                        pending.append((definition - 1, body.sources(definition - 1)[0], is_element or gives))
                elif opcode in (IGET_OBJECT, SGET_OBJECT) and is_element:
                    yield self._objects.identity(file, body.target(definition))

    def _gives(self, file: int, body: MethodBody, call: int) -> bool | None:
        """Whether a call gives an element of a list, one after the other, or another view of it; None for any other."""
        owner, name = self._name(file, body, call)
        sources = body.sources(call)
        if name in _VIEWS:
            return False
        if name in _BY_NUMBER and owner.endswith(_LISTS) and not _is_constant(body, call, sources[-1]):
            return True
        return True if name in _GIVES else None

    def _name(self, file: int, body: MethodBody, index: int) -> tuple[str, str]:
        """Class and name of what an instruction calls of a collection; empty for any other."""
        method = self._files[file].callee(body, index) if body.opcodes[index] in INVOKES else -1
        dex = self._files[file].code.dex
        owner = dex.method_class(method) if method >= 0 else ""
        return (owner, dex.method_name(method)) if owner.startswith(_COLLECTIONS) else ("", "")


def _is_constant(body: MethodBody, index: int, register: int) -> bool:
    """Whether a register holds one number that the code states: one element, not one after the other."""
    made = body.definitions(index, register)
    return len(made) == 1 and made[0] >= 0 and body.opcodes[made[0]] in INT_LITERALS
