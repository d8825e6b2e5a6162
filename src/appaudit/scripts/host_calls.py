"""Calls of scripts to the host that runs them."""

from __future__ import annotations

from appaudit.model.condition import Condition
from appaudit.model.destination import Destination
from appaudit.model.record import record
from appaudit.model.words import Phase


@record
class HostCall:
    """One call to the host.

    `api` is the host's own object and what is called of it, `written` how the code has it; `strings` are constants
    among the arguments, nested ones too, `keys` the dotted names in objects among them. `certain` is False where
    nobody could follow that the object is the host's. `granted` is what the host has to say has been granted before,
    as the code asks it: no dialog comes of a call for the same permission. `own` says that it reads back what the
    program has just put there itself. Only what interfaces of the catalogue read is followed to its `destinations`. The
    rest is as in `ApiCallFact`.
    """

    api: str
    written: str
    caller: str
    path: str
    line: int
    column: int
    strings: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    certain: bool = True
    phase: Phase = "unknown"
    guarded: bool = False
    chain: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    destinations: tuple[Destination, ...] = ()
    granted: tuple[str, ...] = ()
    own: bool = False
