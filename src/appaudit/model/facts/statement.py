"""What a policy says is collected or shared: one fact an act, with the words that take part in it."""

from __future__ import annotations

from typing import ClassVar

from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.base import Fact
from appaudit.model.record import record
from appaudit.model.words import DataTypeId, Polarity, PolicyAction, SpanKind


@record
class TextSpan:
    """A verbatim piece of a document with the part it plays in a statement.

    `kind` is `data`, `collect`, `share`, `recipient`, `purpose`, `condition` or `handler`; `data_type` is the first
    type that a span of data names, empty where none is known.
    """

    kind: SpanKind
    text: str
    start: int
    end: int
    data_type: str = ""


@record
class StatementFact(Fact):
    """One act of a policy sentence, list item or table row: what is collected or shared, by whom, with whom, and why.

    `action` is `collect`, `share`, or `name` where data are named and nothing is said of them. `polarity` is
    `affirm`, `deny`, or `except` for a denial with exceptions. `spans` are the words themselves, in order;
    `data_types` are the ids that its spans of data name.
    """

    kind: ClassVar[str] = "statement"
    kind_name: ClassVar[Bilingual] = Bilingual("政策中的收集与共享表述", "What the policy says is collected or shared")
    derived_from: ClassVar[tuple[str, ...]] = ("clause",)
    identity: ClassVar[tuple[str, ...]] = ("action", "polarity")

    action: PolicyAction
    polarity: Polarity = "affirm"
    data_types: tuple[DataTypeId, ...] = ()
    spans: tuple[TextSpan, ...] = ()
