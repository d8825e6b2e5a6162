"""What decides within a method whether its places run, whichever way has led there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.conditions.conditions import Conditions
from appaudit.code.conditions.sent_messages import SentMessages
from appaudit.code.first_launch.permission_guards import NOTHING, Waiting
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.links import instructions_at
from appaudit.code.graph.questions.absent_classes import AbsentClasses
from appaudit.model.condition import MESSAGE_NUMBER, Condition

_NONE: Final = np.empty(0, dtype=np.int64)


class WithinMethods:
    """Answers for the methods of one app.

    Args:
        graph: The methods.
        conditions: The branches that decide.
        awaited: Instructions that wait for a permission that nobody can have granted at a first launch.
        silent: Instructions that wait for a message that nothing sends at a first launch.
        absent: Classes that are not there; none by default.
        messages: What decides whether messages are sent; not known by default.
    """

    def __init__(
        self,
        graph: CallGraph,
        conditions: Conditions,
        awaited: Waiting = NOTHING,
        silent: NDArray[np.int64] = _NONE,
        absent: AbsentClasses | None = None,
        messages: SentMessages | None = None,
    ) -> None:
        self._graph = graph
        self._conditions = conditions
        self._awaited = awaited
        self._waits = frozenset(awaited.instructions.tolist())
        self._silent = frozenset(silent.tolist())
        self._absent = absent
        self._messages = messages
        self._used: dict[tuple[int, tuple[int, ...]], tuple[int, int, list[int]]] = {}

    def waits_for_act(self, conditions: Collection[Condition]) -> bool:
        """Whether any of some conditions asks for what is seen to be stored only once a person acts."""
        return any(map(self._conditions.waits_for_act, conditions))

    def of_places(self, places: Collection[int]) -> tuple[Condition, ...]:
        """What decides whether any of these instructions of one method runs, counted over all files."""
        first = min(places)
        file = int(np.searchsorted(self._graph.first_instruction, first, side="right")) - 1
        base = int(self._graph.first_instruction[file])
        item = int(self._graph.links.files[file].code.instructions.code_item[first - base])
        return self._of(file, item, {place - base for place in places})

    def of_sites(self, method: int, sites: Sequence[int]) -> tuple[Condition, ...]:
        """What decides whether any place of a method runs, in code units from its start."""
        file, item, places = self._places_of(method, tuple(sites))
        base = int(self._graph.first_instruction[file])
        return self._of(file, item, {place - base for place in places}) if places else ()

    def uses(self, method: int, sites: Sequence[int]) -> list[int]:
        """Places of a method, given in code units from its start, counted over all files."""
        return self._places_of(method, tuple(sites))[2]

    def _places_of(self, method: int, sites: tuple[int, ...]) -> tuple[int, int, list[int]]:
        """The number of a method's file, its code item there, and places of the method as `uses` gives them."""
        found = self._used.get((method, sites))
        if found is None:
            number, item = self._graph.item_of(method)
            base = int(self._graph.first_instruction[number])
            places = instructions_at(self._graph.links.files[number], item, sites) if item >= 0 and sites else []
            found = self._used[method, sites] = number, item, [base + place for place in places]
        return found

    def _of(self, file: int, item: int, instructions: set[int]) -> tuple[Condition, ...]:
        """What decides within one method; what nobody can have granted says more than that it is asked for."""
        found = self._conditions.of(file, item, instructions)
        base = int(self._graph.first_instruction[file])
        missing = self._absent.awaited([base + place for place in instructions]) if self._absent else None
        found = (missing, *found) if missing else found
        handler = int(self._graph.links.files[file].item_method[item])
        method = self._graph.name_of(handler)
        numbers = [each for each in found if each.subject == MESSAGE_NUMBER]
        if self._messages and numbers:
            places = {base + instruction for instruction in instructions} - self._silent
            sent = self._messages.asked(handler, places, numbers)
            found = found if sent is None else (*sent, *(each for each in found if each.subject != MESSAGE_NUMBER))
        is_silent = bool(instructions) and all(base + instruction in self._silent for instruction in instructions)
        if not is_silent and not all(base + instruction in self._waits for instruction in instructions):
            return found
        if is_silent:
            unsent = Condition(kind="unsent", subject=MESSAGE_NUMBER, method=method)
            return unsent, *(each for each in found if each.subject != MESSAGE_NUMBER)
        subject = ", ".join(self._awaited.names_at(file, item))
        ungranted = Condition(kind="ungranted", subject=subject, method=method)
        return ungranted, *(each for each in found if each.kind != "permission" or each.method != method)
