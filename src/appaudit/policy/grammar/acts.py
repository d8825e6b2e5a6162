"""Acts: what the grammars of all languages find in a sentence, in offsets of the text they were given."""

from __future__ import annotations

import re
from dataclasses import field, replace
from typing import NamedTuple

from appaudit.model.record import record
from appaudit.model.words import Polarity, SpanKind, StatedAction

#: Roles of spans: the kinds of the span labels of CA4P-483 (Zhao et al., EMNLP 2022).
KINDS = ("data", "collect", "share", "recipient", "purpose", "condition", "handler")
#: What an expression says must not follow: without it, it finds all that it finds in any part of a text.
NOT_FOLLOWED = re.compile(r"\(\?![^()]*\)")


class Part(NamedTuple):
    """A span of a text and its role, one of `KINDS`; offsets are those of the text that was read."""

    start: int
    end: int
    kind: SpanKind


@record(kw_only=False, frozen=False)
class Act:
    """One act of collecting or sharing, as a sentence puts it.

    `kind` says what the verb does (`share` for every handing over, also from the user to the operator), `action` what
    it means for the operator: what users hand over is collected. `polarity` is `affirm`, `deny`, or `except` for a
    denial with exceptions.
    """

    kind: str
    action: StatedAction
    verb: Part
    polarity: Polarity = "affirm"
    handler: Part | None = None
    data: list[Part] = field(default_factory=list)
    recipients: list[Part] = field(default_factory=list)
    purposes: list[Part] = field(default_factory=list)
    conditions: list[Part] = field(default_factory=list)
    is_open: bool = False

    def parts(self) -> list[Part]:
        """Every span of the act, the verb included."""
        own = [self.verb, *self.data, *self.recipients, *self.purposes, *self.conditions]
        return own if self.handler is None else [*own, self.handler]

    def moved(self, offset: int) -> Act:
        """The same act in a text in which this one stands at `offset`."""

        def move(parts: list[Part]) -> list[Part]:
            return [Part(part.start + offset, part.end + offset, part.kind) for part in parts]

        return replace(
            self,
            verb=move([self.verb])[0],
            handler=move([self.handler])[0] if self.handler is not None else None,
            data=move(self.data),
            recipients=move(self.recipients),
            purposes=move(self.purposes),
            conditions=move(self.conditions),
        )
