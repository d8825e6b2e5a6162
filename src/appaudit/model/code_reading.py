"""What reading compiled code gives."""

from __future__ import annotations

from dataclasses import field

from appaudit.model.artifact import Text
from appaudit.model.coverage import Gap
from appaudit.model.facts.base import Fact
from appaudit.model.record import record


@record
class CodeReading:
    """Facts from the bytecode, the gaps left, and the texts that code holds as constants."""

    facts: list[Fact] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
