"""When something runs, as facts say it."""

from __future__ import annotations

from typing import Final

from appaudit.code.graph.phases.phases import Phase
from appaudit.model.record import record
from appaudit.model.words import Phase as PhaseWord

#: The words of facts for the phases of the graph.
WORDS: Final[dict[Phase, PhaseWord]] = {
    Phase.LAUNCH: "pre_consent",
    Phase.BACKGROUND: "other",
    Phase.USER_ACTION: "other",
    Phase.REACHABLE: "other",
    Phase.DEAD: "dead",
}

_ORDER: Final = {"pre_consent": 0, "other": 1, "unknown": 2, "dead": 3}


@record(kw_only=False)
class Reach:
    """When something runs, as facts say it: phase, whether all ways to it at launch are guarded, the shortest way."""

    phase: PhaseWord = "unknown"
    guarded: bool = False
    chain: tuple[str, ...] = ()


def when(reach: Reach) -> tuple[int, bool, int]:
    """What runs first comes first, then what nothing guards, then what is told in fewer steps."""
    return _ORDER[reach.phase], reach.guarded, len(reach.chain)
