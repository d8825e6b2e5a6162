"""What runs but once at launch, and what fields hold there before it sets them itself.

A method that notes that it was here, and does something else when it comes again, does that at no launch where only one
call leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

from appaudit.code.first_launch.launch_fields import FieldTables
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import MethodCode
from appaudit.code.values.dependence import repeats
from appaudit.code.values.marked_values import Value
from appaudit.code.values.registers import MethodBody
from appaudit.dex.hashes import hash_text, hash_texts
from appaudit.dex.opcodes import PLAIN_WRITES

#: What the system calls once for each object, the first of which launch makes:
#: https://developer.android.com/guide/components/activities/activity-lifecycle, checked 2026-11-29, not opened.
_CALLED_ONCE: Final = frozenset(hash_texts(["onCreate", "attachBaseContext", "attachInfo"]).tolist())
_LOADING: Final = int(hash_text("<clinit>"))


class FirstRun:
    """Answers for the methods of one app.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        entered: Methods that the system enters by itself.
        calls_of: Gives the instructions that call a method at launch, counted over all files; None where others may.
        method_code: Gives the code of an item of a file; None where it cannot be read.
    """

    def __init__(
        self,
        graph: CallGraph,
        files: Sequence[Constants],
        entered: Collection[int],
        calls_of: Callable[[int], list[int] | None],
        method_code: Callable[[int, int], MethodCode | None],
    ) -> None:
        self._graph = graph
        self._files = files
        self._entered = entered
        self._calls_of = calls_of
        self._method_code = method_code
        self._once: dict[int, bool] = {}

    def runs_once(self, method: int) -> bool:
        """Whether nothing is seen that would run a method a second time before somebody acts."""
        if method not in self._once:
            self._once[method] = False  # what calls itself
            self._once[method] = self._find(method)
        return self._once[method]

    def fields(self, file: int, item: int, tables: FieldTables) -> dict[int, Value]:
        """What the fields that only this code sets hold until it does, by identifier; none of code that runs again."""
        body = self._files[file].body(item)
        written = {body.target(at) for at, opcode in enumerate(body.opcodes) if opcode in PLAIN_WRITES}
        if not written or not self.runs_once(int(self._graph.links.files[file].item_method[item])):
            return {}
        held = {field: self._before(file, body, field, tables) for field in written}
        return {field: value for field, value in held.items() if value is not None}

    def _find(self, method: int) -> bool:
        name = int(self._graph.links.method_name[method])
        if name == _LOADING:
            return True
        if method in self._entered:
            return name in _CALLED_ONCE
        calls = self._calls_of(method)
        if calls is None or len(calls) != 1:
            return False
        file, place = self._graph.place_of(calls[0])
        item = int(self._graph.links.files[file].code.instructions.code_item[place])
        code = self._method_code(file, item)
        if code is None or len(self._files[file].code.items.caller_of(item)) != 1 or repeats(code, place - code.first):
            return False
        return self.runs_once(int(self._graph.links.files[file].item_method[item]))

    def _before(self, file: int, body: MethodBody, field: int, tables: FieldTables) -> Value:
        """What a field holds before the code of a body writes it; None where that is not known."""
        inside = range(body.first, body.first + len(body))
        return tables.unwritten(
            file,
            field,
            lambda number, place: number == file and place in inside and body.target(place - body.first) == field,
        )
