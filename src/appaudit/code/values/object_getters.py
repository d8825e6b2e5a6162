"""Which getters a call of an abstract method runs: those of the objects that are handed to the method which calls it.

`ask(new Callback() { String[] permissions() {…} })`: the call in `ask` names no code. Objects are looked for where they
are made, through parameters and fields; where a class calls a method of its own that others write, those do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.opcodes import CHECK_CAST, MOVES, NEW_INSTANCE, OBJECT_READS

#: Places that are looked at for one call, and getters of one name that are taken.
_MOST_PLACES: Final = 80
_MOST_GETTERS: Final = 64
#: Classes above a class.
_MOST_ABOVE: Final = 12


class ObjectGetters:
    """Answers for the calls of one file.

    Args:
        constants: What is known of it.
    """

    def __init__(self, constants: Constants) -> None:
        self._constants = constants
        self._alike: dict[int, list[int]] = {}

    def of(self, body: MethodBody, call: int) -> list[tuple[MethodBody, int]]:
        """The code that a call runs which names none, each with the code item of who chose it: who made the object.

        What the class of the caller or one below it has for such a method is chosen by that class: its own code item.
        """
        method, registers = self._constants.callee(body, call), body.sources(call)
        is_asked = method >= 0 and bool(registers) and not self._constants.is_static_call(body, call)
        alike = self._with_code(method) if is_asked else []
        if not alike:
            return []
        dex = self._constants.code.dex
        by_class = {dex.method_class(each): each for each in alike}
        found: dict[tuple[int, int], MethodBody] = {}
        for kind, maker in self._made(body, call, registers[0]):
            getter = next((by_class[each] for each in self._and_above(kind) if each in by_class), -1)
            code = self._constants.callee_body(getter) if getter >= 0 else None
            if code is not None:
                found[getter, maker.code_item] = code
        owner = dex.method_class(method)
        if not found and self._is_own(body, call, registers[0], owner):
            below = [each for each in alike if owner in self._and_above(dex.method_class(each))]
            codes = [self._constants.callee_body(each) for each in below]
            return [(code, code.code_item) for code in codes if code is not None]
        return [(code, item) for (_, item), code in found.items()]

    def _with_code(self, method: int) -> list[int]:
        """The methods of this name and type that the file has code of; none where there are too many."""
        if method not in self._alike:
            table, named = self._constants.code.dex.method_ids, self._constants.code.dex.method_ids[method]
            same = (table["name"] == named["name"]) & (table["proto"] == named["proto"])
            found = [each for each in np.flatnonzero(same).tolist() if self._constants.item_of_method[each] >= 0]
            self._alike[method] = found if len(found) <= _MOST_GETTERS else []
        return self._alike[method]

    def _made(self, body: MethodBody, call: int, register: int) -> Iterator[tuple[str, MethodBody]]:
        """The classes of the objects that a register may hold, with the code that makes each."""
        dex = self._constants.code.dex
        pending = [(body, call, register)]
        seen: set[tuple[MethodBody, int, int]] = set()
        for inside, at, asked in pending:
            if (inside, at, asked) in seen or len(pending) > _MOST_PLACES:
                continue
            seen.add((inside, at, asked))
            for made in inside.definitions(at, asked):
                opcode = inside.opcodes[made] if made >= 0 else -1
                if opcode == NEW_INSTANCE:
                    yield dex.type_descriptor(inside.target(made)), inside
                elif opcode in MOVES or opcode == CHECK_CAST:
                    pending.append((inside, made, inside.sources(made)[0]))
                elif opcode in OBJECT_READS:
                    written = self._constants.field_values.writes(inside.target(made))
                    writes = [self._constants.at(each) for each in written]
                    pending += [(each, place, each.sources(place)[0]) for each, place in writes if place < len(each)]
                elif made == ENTRY and (number := inside.parameter(asked)) >= 0:
                    for caller, place in self._constants.call_sites(inside):
                        passed = caller.sources(place) if place < len(caller) else ()
                        pending += [(caller, place, passed[number])] if number < len(passed) else []

    def _is_own(self, body: MethodBody, call: int, register: int, owner: str) -> bool:
        """Whether a call of a method of a class is made on the object whose method makes it."""
        is_first = body.definitions(call, register) == (ENTRY,) and body.parameter(register) == 0
        return is_first and owner in self._and_above(self._constants.name_of_item(body.code_item)[0])

    def _and_above(self, name: str) -> list[str]:
        """A class with those above it, superclasses first, as far as the file defines them."""
        dex = self._constants.code.dex
        found: list[str] = []
        further = [name]
        for each in further:
            if each in found or len(found) > _MOST_ABOVE:
                continue
            found.append(each)
            defined = np.flatnonzero(dex.class_defs["class_type"] == dex.find_type(each)).tolist()
            for class_def in defined[:1]:
                above = [dex.superclass(class_def), *dex.interfaces(class_def).tolist()]
                further += [dex.type_descriptor(int(kind)) for kind in above if kind >= 0]
        return found
