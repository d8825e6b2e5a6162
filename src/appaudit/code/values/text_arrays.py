"""Arrays and lists of texts whose elements are constants, such as the permissions that a call asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from appaudit.code.values.constants import Beginning, Constants, Frame
from appaudit.code.values.object_getters import ObjectGetters
from appaudit.code.values.registers import ENTRY, UNKNOWN, MethodBody
from appaudit.dex.opcodes import (
    AGET_OBJECT,
    APUT_OBJECT,
    FILLED_ARRAYS,
    INT_LITERALS,
    MOVE_RESULT_OBJECT,
    MOVES,
    NEW_ARRAY,
    NEW_INSTANCE,
    OBJECT_READS,
    RETURN_OBJECT,
)
from appaudit.model.record import record

_MAX_DEPTH = 18
#: Arrays looked into to answer one question.
_BUDGET = 200
#: Places that hand a helper an array: one that asks for permissions may serve all pages of an app.
_MOST_CALLERS = 64
#: Instructions of a method whose result is worth working out.
_MAX_CALLEE = 240

#: Methods that give back the elements of what they are called on or given.
_PASSERS = frozenset(("toArray", "asList", "clone", "copyOf", "listOf", "arrayListOf", "mutableListOf", "toTypedArray"))
#: Methods that put into a list what they are handed, and whether that is an array or another list.
_MAKES = "<init>"
_ADDERS = {"add": False, "addAll": True, _MAKES: True}


@record(kw_only=False)
class TextArray:
    """Texts that one array or list holds; `is_complete` is False where others may be in it.

    One without texts stands for an array or list of which no element is a constant.
    """

    texts: tuple[str, ...]
    is_complete: bool
    code_item: int
    """Where the array is filled or read from a field; without texts, where it comes from."""


class TextArrays:
    """Answers questions about arrays of texts in one DEX file.

    Args:
        constants: The constants of the file.
        others: Those of other files of the program, which may write the fields of their classes.
    """

    def __init__(self, constants: Constants, others: Sequence[Constants] = ()) -> None:
        self._constants = constants
        self._others = [each for each in others if each is not constants]
        self._getters = ObjectGetters(constants)
        self._budget = 0

    def arrays_of(self, instruction: int, register: int) -> list[TextArray]:
        """The arrays or lists that a register may hold when an instruction runs; unknown ones have no texts."""
        body, index = self._constants.at(instruction)
        if not 0 <= index < len(body):
            return []
        self._budget = _BUDGET
        return self._arrays(body, index, register, None, 0)

    def _arrays(self, body: MethodBody, index: int, register: int, frame: Frame | None, depth: int) -> list[TextArray]:
        self._budget -= 1
        if depth > _MAX_DEPTH or self._budget < 0:
            return [_unknown(body)]
        found: list[TextArray] = []
        for definition in body.definitions(index, register):
            if definition == ENTRY:
                found += self._passed(body, register, frame, depth + 1)
            elif definition == UNKNOWN:
                found.append(_unknown(body))
            else:
                found += self._array(body, definition, index, frame, depth + 1)
        return list(dict.fromkeys(found))

    def _passed(self, body: MethodBody, register: int, frame: Frame | None, depth: int) -> list[TextArray]:
        number = body.parameter(register)
        if number < 0:
            return [_unknown(body)]
        sites = [(frame.body, frame.call)] if frame is not None else self._constants.call_sites(body, _MOST_CALLERS)
        found: list[TextArray] = []
        for caller, call in sites:
            registers = caller.sources(call) if call < len(caller) else ()
            if number < len(registers):
                outer = frame.outer if frame is not None else None
                found += self._arrays(caller, call, registers[number], outer, depth + 2)
        return found or [_unknown(body)]

    def _array(self, body: MethodBody, definition: int, use: int, frame: Frame | None, depth: int) -> list[TextArray]:
        opcode = body.opcodes[definition]
        if opcode in MOVES:
            return self._arrays(body, definition, body.sources(definition)[0], frame, depth)
        if opcode == NEW_ARRAY:
            return self._filled(body, definition, use, frame, depth)
        if opcode == NEW_INSTANCE:
            return self._listed(body, definition, frame, depth)
        if opcode in OBJECT_READS:
            found: list[TextArray] = []
            for instruction in self._constants.field_values.writes(body.target(definition)):
                writer, index = self._constants.at(instruction)
                if index < len(writer):
                    found += self._arrays(writer, index, writer.sources(index)[0], None, depth + 2)
            found = found or self._written_elsewhere(body.target(definition))
            # Whoever reads the field asks with what is in it.
            return [replace(array, code_item=body.code_item) for array in found or [_unknown(body)]]
        if opcode != MOVE_RESULT_OBJECT or definition == 0:
            return [] if opcode in INT_LITERALS else [_unknown(body)]
        call = definition - 1
        if body.opcodes[call] in FILLED_ARRAYS:
            return self._gathered(body, [(call, register) for register in body.sources(call)], frame, depth, True)
        return self._returned(body, call, frame, depth)

    def _written_elsewhere(self, field: int) -> list[TextArray]:
        """What other files write into a field that no instruction of this one writes."""
        dex = self._constants.code.dex
        if not self._others or field >= len(dex.field_ids):
            return []
        owner = dex.type_descriptor(int(dex.field_ids[field]["class_type"]))
        name = dex.field_descriptor(field)
        found: list[TextArray] = []
        for other in self._others:
            theirs = other.code.dex
            type_index = theirs.find_type(owner)
            for each in theirs.fields_of_type(type_index) if type_index >= 0 else ():
                if theirs.field_descriptor(each) == name:
                    arrays = TextArrays(other)
                    for instruction in other.field_values.writes(each):
                        writer, index = other.at(instruction)
                        if index < len(writer):
                            found += arrays.arrays_of(instruction, writer.sources(index)[0])
        return found

    def _returned(self, body: MethodBody, call: int, frame: Frame | None, depth: int) -> list[TextArray]:
        method = self._constants.callee(body, call)
        registers = body.sources(call) if method >= 0 else ()
        if method < 0:
            return [_unknown(body)]
        if self._name(body, call) in _PASSERS and registers:
            return self._arrays(body, call, registers[0], frame, depth)
        callee = self._constants.callee_body(method)
        found = self._given_back(callee, Frame(body, call, frame), depth) if callee is not None else []
        if any(array.texts for array in found):
            return found
        # Who makes the object that has the getter asks with what it gives.
        of_objects = [
            replace(array, code_item=item)
            for getter, item in self._getters.of(body, call)
            for array in self._given_back(getter, Frame(body, call, frame), depth)
        ]
        return of_objects or found or [_unknown(body)]

    def _given_back(self, callee: MethodBody, frame: Frame, depth: int) -> list[TextArray]:
        """What a method returns; nothing of a long one."""
        found: list[TextArray] = []
        for index, opcode in enumerate(callee.opcodes if len(callee) <= _MAX_CALLEE else ()):
            if opcode == RETURN_OBJECT:
                found += self._arrays(callee, index, callee.sources(index)[0], frame, depth + 2)
        return found

    def _filled(self, body: MethodBody, definition: int, use: int, frame: Frame | None, depth: int) -> list[TextArray]:
        """The texts stored into an array between its creation and its use; complete if no branch is in between."""
        stores: list[tuple[int, int]] = []
        end = use if use > definition else len(body)
        straight = use > definition
        for index in range(definition + 1, end):
            straight = straight and body.predecessors(index) == [index - 1]
            if body.opcodes[index] == APUT_OBJECT:
                value, array, _ = body.sources(index)
                if definition in body.definitions(index, array):
                    stores.append((index, value))
        return self._gathered(body, stores, frame, depth, straight)

    def _listed(self, body: MethodBody, definition: int, frame: Frame | None, depth: int) -> list[TextArray]:
        """The texts added to a list anywhere in the method that creates it; mostly under conditions."""
        added: list[tuple[int, int]] = []
        taken: list[TextArray] = []
        for index in range(definition + 1, len(body)):
            name, registers = self._name(body, index), body.sources(index)
            if len(registers) < 2 or name not in _ADDERS or definition not in body.definitions(index, registers[0]):
                continue
            if name == _MAKES and not self._takes(body, index).startswith("(Ljava/util/Collection;"):
                continue
            held = (index, registers[-1]) if _ADDERS[name] else self._holder(body, index, registers[-1])
            if held is not None:
                taken += self._arrays(body, *held, frame, depth)
            else:
                added.append((index, registers[-1]))
        if added or not taken:
            taken += self._gathered(body, added, frame, depth, False)
        return [replace(each, is_complete=False) for each in dict.fromkeys(taken)]

    def _holder(self, body: MethodBody, index: int, register: int) -> tuple[int, int] | None:
        """The array or list that an element in a register is one of, and where it is taken out; None for others."""
        origins = body.origins(index, register)
        taking = origins[0][0] if len(origins) == 1 else UNKNOWN
        if taking >= 0 and body.opcodes[taking] == AGET_OBJECT:
            return taking, body.sources(taking)[0]
        name = self._name(body, taking - 1) if taking > 0 else ""
        if name == "get":
            return taking - 1, body.sources(taking - 1)[0]
        going = body.origins(taking - 1, body.sources(taking - 1)[0]) if name == "next" else ()
        begun = going[0][0] - 1 if len(going) == 1 else UNKNOWN
        return (begun, body.sources(begun)[0]) if begun >= 0 and self._name(body, begun) == "iterator" else None

    def _takes(self, body: MethodBody, index: int) -> str:
        dex = self._constants.code.dex
        return dex.prototype(int(dex.method_ids["proto"][self._constants.callee(body, index)]))

    def _name(self, body: MethodBody, index: int) -> str:
        """The name of the method that an instruction calls, empty where it calls none."""
        method = self._constants.callee(body, index)
        return self._constants.code.dex.method_name(method) if method >= 0 else ""

    def _gathered(
        self, body: MethodBody, stores: list[tuple[int, int]], frame: Frame | None, depth: int, is_complete: bool
    ) -> list[TextArray]:
        """The array of what is stored; one for each text where an element is now this and now that.

        A method that is given the one text by its callers has an array for each of them, filled where they call it.
        """
        fixed: dict[str, None] = {}
        choices: list[tuple[str, int]] = []
        self._constants.begin()
        for index, register in stores:
            given = self._given(body, index, register, depth) if frame is None else []
            values = self._constants.follow(body, index, register, frame, depth)
            known = sorted(value for value in values or () if isinstance(value, str))
            if len({text for text, _ in given}) > 1:
                choices += given
            elif len(known) > 1:
                choices += [(text, body.code_item) for text in known]
            else:
                is_complete = is_complete and len(known) == 1 and not isinstance(known[0], Beginning)
                fixed.update(dict.fromkeys(known))
        if not choices:
            return [TextArray(tuple(fixed), is_complete and bool(fixed), body.code_item)]
        return [TextArray(tuple({**fixed, text: None}), is_complete, item) for text, item in dict.fromkeys(choices)]

    def _given(self, body: MethodBody, index: int, register: int, depth: int, left: int = 3) -> list[tuple[str, int]]:
        """The texts that callers pass for a parameter, each with the code item of the caller.

        One that only carries on what it is given, now this and now that, is not the one that names it.
        """
        number = body.parameter(register)
        if number < 0 or not left or body.definitions(index, register) != (ENTRY,):
            return []
        found: list[tuple[str, int]] = []
        for caller, call in self._constants.call_sites(body):
            registers = caller.sources(call) if call < len(caller) else ()
            if number < len(registers):
                carried = self._given(caller, call, registers[number], depth + 1, left - 1)
                values = self._constants.follow(caller, call, registers[number], None, depth + 1)
                texts = sorted(value for value in values or () if isinstance(value, str))
                is_carried = len({text for text, _ in carried}) > 1 and {text for text, _ in carried} == set(texts)
                found += carried if is_carried else [(text, caller.code_item) for text in texts]
        return found


def _unknown(body: MethodBody) -> TextArray:
    """An array that comes from here, of which nobody can say what it holds."""
    return TextArray((), False, body.code_item)
