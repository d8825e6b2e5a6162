"""Constants of enumerations at a first launch: by their number, by their name, and in a switch; and the two truths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from appaudit.code.first_launch.boxed_fields import TRUTHS
from appaudit.code.first_launch.condition_sources import Called
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.questions.enums import Enums
from appaudit.code.values.constants import Constants
from appaudit.code.values.marked_values import NEVER, Boxed, Constant, Listed, Value, is_text

#: Stands for the table of a switch, by the file and the identifier of its field.
_TABLE: Final = "\0table "
_NUMBERS: Final = "[I"
_BY_NAME: Final = "(Ljava/lang/String;)"


class FirstEnums:
    """Answers for one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
    """

    def __init__(self, graph: CallGraph, files: Sequence[Constants]) -> None:
        self._enums = Enums(graph, files)
        self._files = files
        self._read: dict[tuple[int, int], Value] = {}

    def read(self, file: int, field_index: int) -> Value:
        """What a field identifier of a file holds, a constant or the table of a switch; None for any other."""
        key = file, field_index
        if key not in self._read:
            dex = self._files[file].code.dex
            kind = dex.type_descriptor(int(dex.field_ids[field_index]["type"]))
            found: Value = None
            if kind == TRUTHS[0] == dex.type_descriptor(int(dex.field_ids[field_index]["class_type"])):
                number = TRUTHS[1].get(dex.field_name(field_index))
                found = None if number is None else Boxed.of(kind, number)
            elif kind == dex.type_descriptor(int(dex.field_ids[field_index]["class_type"])):
                constant = self._enums.constant(file, field_index)
                found = None if constant is None else Constant(constant)
            elif kind == _NUMBERS and self._enums.mapped(file, field_index, 0) is not None:
                found = f"{_TABLE}{file} {field_index}"
            self._read[key] = found
        return self._read[key]

    def element(self, array: Value, at: Value) -> Value:
        """What the table of a switch gives for the number of a constant."""
        if not isinstance(array, str) or not array.startswith(_TABLE) or not isinstance(at, int):
            return None
        file, field_index = map(int, array.removeprefix(_TABLE).split())
        return self._enums.mapped(file, field_index, at)

    def said(self, file: int, method: int, called: Called, arguments: Sequence[Value]) -> Value:
        """What a call gives that asks a constant, or for one; `valueOf` throws for a text that names none."""
        receiver = arguments[0] if arguments else None
        if isinstance(receiver, Constant) and len(arguments) == 1:
            if called.name == "ordinal":
                return self._enums.number(receiver)
            return (self._enums.name(receiver) or None) if called.name == "name" else None
        if called.name == "valueOf" and called.prototype == f"{_BY_NAME}{called.owner}" and is_text(receiver):
            constants = self._constants(file, method)
            named = [each for each in constants if self._enums.name(each) == receiver]
            return Constant(named[0]) if named else NEVER if constants else None
        if called.name == "values" and called.prototype == f"()[{called.owner}":
            return Listed.of(self._constants(file, method)) or None
        return None

    def _constants(self, file: int, method: int) -> list[str]:
        return self._enums.constants(file, int(self._files[file].code.dex.method_ids["class_type"][method]))
