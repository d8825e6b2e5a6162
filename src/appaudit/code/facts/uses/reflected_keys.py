"""The keys with which a method is asked that was got by its name, such as the names of properties of the system."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from appaudit.code.facts.uses.passed_arguments import fits, loaded_constant
from appaudit.code.values.call_search import Call, calls_to
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import MethodBody
from appaudit.code.values.text_calls import Beginning
from appaudit.dex.class_data import ACCESS_PRIVATE, ACCESS_STATIC
from appaudit.dex.opcodes import APUT_OBJECT, FILLED_ARRAYS, MOVE_RESULTS, NEW_ARRAY

_METHOD: Final = "Ljava/lang/reflect/Method;"
#: The registers of `invoke`: what it is asked of, and the array of what is handed over.
_METHOD_OBJECT, _HANDED = 0, 2


class ReflectedKeys:
    """Says of methods that a DEX file gets by their names which keys they are asked.

    Args:
        constants: The constants of the file.
        files: Those of all files, of which others may call what this one defines.
    """

    def __init__(self, constants: Constants, files: Sequence[Constants]) -> None:
        self._constants = constants
        self._files = files
        self._invocations: dict[int, list[Call]] | None = None

    def are_known(self, call: Call, telling: Sequence[str]) -> bool:
        """Whether all that the method got by `call` is asked, where it is got, are keys that are written in code.

        A key that fits one of the `telling` patterns has to be a constant of the same method: there its use is seen as
        a reading of what it names.
        """
        invocations = [item for item in self._of_method(call.code_item) if self._may_run(item, call)]
        return bool(invocations) and all(self._is_known(item, telling) for item in invocations)

    def _of_method(self, code_item: int) -> Sequence[Call]:
        if self._invocations is None:
            self._invocations = {}
            for item in calls_to(self._constants, {_METHOD: ("invoke",)}):
                self._invocations.setdefault(item.code_item, []).append(item)
        return self._invocations.get(code_item, ())

    def _may_run(self, invocation: Call, call: Call) -> bool:
        """Whether an invocation may run the method that a call got."""
        body, index = self._constants.at(invocation.instruction)
        registers = body.sources(index) if 0 <= index < len(body) else ()
        origins = {definition for definition, _ in body.origins(index, registers[_METHOD_OBJECT])} if registers else ()
        return not origins or any(item < 0 or item == call.instruction - body.first + 1 for item in origins)

    def _is_known(self, invocation: Call, telling: Sequence[str]) -> bool:
        body, index = self._constants.at(invocation.instruction)
        registers = body.sources(index) if 0 <= index < len(body) else ()
        arrays = body.definitions(index, registers[_HANDED]) if len(registers) > _HANDED else ()
        keys = [self._keys_in(body, array, index) for array in arrays]
        return bool(keys) and all(
            found
            and all(
                not fits(key, telling) or loaded_constant(self._constants, invocation.code_item, (key,))
                for key in found
            )
            for found in keys
        )

    def _keys_in(self, body: MethodBody, array: int, end: int) -> frozenset[str]:
        """The texts of which an array of one has one; empty where another may be in it."""
        stores = list(_stores(body, array, end))
        if len(stores) != 1:
            return frozenset()
        ((index, register),) = stores
        if any(item < 0 for item in body.definitions(index, register)) and not self._has_its_callers_here(body):
            return frozenset()
        values = self._constants.in_body(body, index, register)
        texts = frozenset(item for item in values if isinstance(item, str) and not isinstance(item, Beginning))
        return texts if len(texts) == len(values) else frozenset()

    def _has_its_callers_here(self, body: MethodBody) -> bool:
        """Whether whoever calls a method names it, and does so in this file."""
        code = self._constants.code
        methods = code.items.caller_of(body.code_item)
        if len(methods) != 1:
            return False
        method = int(methods[0])
        flags = code.class_data.method_access_flags[code.class_data.method_index == method]
        # What is private or static is called by its own name, and no other method can stand in for it.
        if not flags.size or not int(flags[0]) & (ACCESS_PRIVATE | ACCESS_STATIC):
            return False
        called = {code.dex.method_class(method): (code.dex.method_name(method),)}
        others = (other for other in self._files if other is not self._constants)
        return bool(int(flags[0]) & ACCESS_PRIVATE) or not any(
            next(iter(calls_to(item, called)), None) for item in others
        )


def _stores(body: MethodBody, array: int, end: int) -> Iterator[tuple[int, int]]:
    """What is put into an array that one instruction makes, as instruction and register."""
    if array > 0 and body.opcodes[array] in MOVE_RESULTS and body.opcodes[array - 1] in FILLED_ARRAYS:
        yield from ((array - 1, register) for register in body.sources(array - 1))
    if array < 0 or body.opcodes[array] != NEW_ARRAY:
        return
    for index in range(array + 1, end):
        if body.opcodes[index] == APUT_OBJECT:
            value, filled, _ = body.sources(index)
            if array in body.definitions(index, filled):
                yield index, value
