"""What the registers of calls hold that hand over listeners, as far as two can be told to hold the same object."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from appaudit.code.graph.program.links import FileLinks, Links
from appaudit.code.values.registers import ENTRY, UNKNOWN, MethodBody
from appaudit.dex import References
from appaudit.dex.hashes import hash_texts
from appaudit.dex.opcodes import FIELD_READS, NEW_INSTANCE
from appaudit.dex.tables import is_among

#: A value of one method (its code item, and the instruction that gave it), or a field (-1, and the field).
Value = tuple[int, int]


class HandedValues:
    """What the registers of calls of one file hold.

    Args:
        links: All classes.
        file: The file.
        calls: Its calls.
    """

    def __init__(self, links: Links, file: FileLinks, calls: References) -> None:
        self._links = links
        self._file = file
        self._calls = calls
        self._bodies: dict[int, MethodBody] = {}

    def place(self, at: int) -> tuple[int, MethodBody, int]:
        """The code item of a call, given by its number, with its body and the place of the call in it."""
        item = int(self._calls.code_item[at])
        body = self.body(item)
        return item, body, int(self._calls.instruction[at]) - body.first

    def body(self, item: int) -> MethodBody:
        """The body of a code item of the file."""
        if item not in self._bodies:
            self._bodies[item] = MethodBody(self._file.code, item)
        return self._bodies[item]

    def methods_of(self, class_index: int, names: Sequence[str]) -> list[int]:
        """The methods of these names that an object of a class has, own or inherited."""
        wanted = hash_texts(names)
        while class_index >= 0:
            methods = np.array(self._links.methods_of(class_index), dtype=np.int64)
            hit = is_among(self._links.method_name[methods], wanted) & self._links.method_has_code[methods]
            if hit.any():
                found: list[int] = methods[hit].tolist()
                return found
            class_index = int(self._links.class_super[class_index])
        return []

    def value(self, item: int, body: MethodBody, index: int, register: int) -> Value | None:
        """What a register holds at a call: the instruction that gave it, or the field; None where it is not one."""
        definitions = body.definitions(index, register)
        if len(definitions) != 1 or definitions[0] == UNKNOWN:
            return None
        definition = definitions[0]
        if definition >= 0 and body.opcodes[definition] in FIELD_READS:
            return -1, body.target(definition)
        return item, register if definition == ENTRY else definition + body.registers

    def class_of(self, item: int, body: MethodBody, index: int, register: int) -> int:
        """The class of the app's that an object in a register is of, -1 where it is not known."""
        definitions = body.definitions(index, register)
        if len(definitions) != 1 or definitions[0] == UNKNOWN:
            return -1
        if definitions[0] == ENTRY:
            is_own = body.parameter(register) == 0
            return int(self._links.method_class[self._file.item_method[item]]) if is_own else -1
        definition = definitions[0]
        if body.opcodes[definition] == NEW_INSTANCE:
            return int(self._file.type_class[body.target(definition)])
        if body.opcodes[definition] in FIELD_READS:
            kind = self._file.code.dex.field_ids["type"][body.target(definition)]
            return int(self._file.type_class[kind])
        return -1
