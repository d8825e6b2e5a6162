"""On what it depends whether a message is sent for which a handler does something.

That the branch on the number goes there says only that such a message may come. Who sends it decides: a page for those
who have signed in is opened by a message that is sent where somebody has.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from appaudit.code.conditions.conditions import NEVER, Conditions
from appaudit.code.conditions.messages import Sent
from appaudit.code.first_launch.first_launch import FirstLaunch
from appaudit.code.first_launch.flag_writes import before
from appaudit.code.graph.call_graph import CallGraph
from appaudit.model.condition import Condition, doubt_of

#: How many calls a sender is followed back, and senders that are looked at; of more nobody can say what decides.
_MOST_CALLS, _MOST_SENDERS = 3, 12


class SentMessages:
    """Answers for the handlers of one app.

    Args:
        graph: The methods.
        sent: What launch sends.
        conditions: What decides within a method.
        launch: What is known of calls at launch.
    """

    def __init__(self, graph: CallGraph, sent: Sent, conditions: Conditions, launch: FirstLaunch) -> None:
        self._graph = graph
        self._sent = sent
        self._conditions = conditions
        self._launch = launch
        self._known: dict[int, list[Condition]] = {}

    def asked(
        self, method: int, instructions: Collection[int], number: Sequence[Condition]
    ) -> tuple[Condition, ...] | None:
        """What decides whether a message comes for which some instructions of a handler run; None where not known.

        Args:
            method: The handler.
            instructions: Its instructions, counted over all files.
            number: What they ask of the number of the message: told as well of who sends one of several.
        """
        senders = self._sent.senders(method, instructions)
        if not 0 < len(senders) <= _MOST_SENDERS:
            return None
        ways = [[*self._before(each), *(() if is_sure else number)] for each, is_sure in senders]
        ways = [way for way in ways if NEVER not in way] or ways
        return tuple(dict.fromkeys(min(ways, key=doubt_of)))

    def _before(self, sender: int) -> list[Condition]:
        if sender not in self._known:
            self._known[sender] = []
            place = self._graph.place_of(sender)
            self._known[sender] = before(self._graph, self._launch.seen_calls_of, self._ask, *place, _MOST_CALLS)
        return self._known[sender]

    def _ask(self, file: int, item: int, instructions: frozenset[int]) -> list[Condition]:
        return list(self._conditions.of(file, item, instructions))
