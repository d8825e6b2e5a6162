"""Where what is known was read."""

from __future__ import annotations

from appaudit.model.record import record
from appaudit.model.words import Seen


@record
class Source:
    """Where a fact was read, how it was read, and when somebody last looked."""

    title: str
    checked: str
    url: str = ""
    seen: Seen = ""
