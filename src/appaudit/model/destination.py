"""Where a value goes that code has read."""

from __future__ import annotations

from appaudit.model.record import record
from appaudit.model.words import DestinationWord


@record
class Destination:
    """One place that a value reaches, or one where following it stops.

    `api` is the call that takes it, the field that keeps it, or empty; `method` is where, as facts name methods.
    """

    to: DestinationWord
    api: str = ""
    method: str = ""
