"""Findings: evidence about an obligation with the facts it rests on, and what an operator accepts."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.condition import Condition
from appaudit.model.facts.base import Fact
from appaudit.model.facts.derived import SdkSignal
from appaudit.model.grade import Confidence, Severity, Status
from appaudit.model.location import Location
from appaudit.model.record import record
from appaudit.model.verdict import Decision, Verdict
from appaudit.model.words import EvidenceRole, FindingCategoryId


@record
class FactRef:
    """The fact that a piece of evidence shows: its kind and the values of its identity fields, in their order.

    A value that is a list (the permissions of a request) is its entries with commas between them.
    """

    kind: str
    key: tuple[str, ...]

    @classmethod
    def to(cls, fact: Fact) -> FactRef:
        """The reference to a fact."""
        return cls(kind=fact.kind, key=tuple(_text(getattr(fact, name)) for name in fact.identity))


def _text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


@record
class Evidence:
    """A fact that bears on a finding: `role` is `primary`, `related` or `contrary`.

    `kind` is the kind of fact that the finding rests on, `text` how it reads, and `fact` the one that this line shows:
    a practice held against the documents (`consistency`) has a line for each access to data behind it. Reports of an
    older version have none. `signal` is there where an SDK was recognised by it. `file` and `line` are those of the
    source, where debug information names them, and `snippet` the instructions around the call, one a line with its
    place in code units from the start of the method. `said` is there where the line does not show
    its fact but says something of it: a condition, where a value goes. `text` has both languages then. `way` are all
    methods of a call chain of which `text` leaves out the middle, where no fact of the report has them.
    """

    role: EvidenceRole
    kind: str
    text: str
    location: Location
    fact: FactRef | None = field(default=None, metadata=OMIT_EMPTY)
    signal: SdkSignal | None = field(default=None, metadata=OMIT_EMPTY)
    file: str = field(default="", metadata=OMIT_EMPTY)
    line: int = field(default=0, metadata=OMIT_EMPTY)
    snippet: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)
    said: Bilingual | None = field(default=None, metadata=OMIT_EMPTY)
    way: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)

    def in_language(self, language: Language) -> str:
        """How the line reads: what it says in one language, or what it shows, which is the same in both."""
        return self.said.in_language(language) if self.said else self.text


@record
class Basis:
    """A regulation item that a finding concerns."""

    regulation: str
    item: str
    title: Bilingual


@record
class Finding:
    """Evidence about an obligation, graded; grades compare in their order, and are the words of the contract.

    `number` is what people call it in one report (`F-03`), in every format; `id` is short, made of the fingerprint and
    the same in every build. `evidence_total` counts all evidence where `evidence` is capped. `conditions` are what else
    decides whether it happens, where something does. `verdict` is what people decided about it, `since` the day of the
    first audit in a row that had it, where an earlier one was given.
    """

    number: str = ""
    id: str = ""
    rule_id: str
    category: FindingCategoryId
    severity: Severity
    confidence: Confidence
    status: Status
    subject: str
    title: Bilingual
    message: Bilingual
    evidence: tuple[Evidence, ...]
    evidence_total: int
    basis: tuple[Basis, ...]
    remediation: Bilingual
    fingerprint: str
    conditions: tuple[Condition, ...] = field(default=(), metadata=OMIT_EMPTY)
    verdict: Verdict | None = field(default=None, metadata=OMIT_EMPTY)
    since: str = field(default="", metadata=OMIT_EMPTY)


def short_id(fingerprint: str) -> str:
    """The id of a finding: the first eight digits of its fingerprint."""
    return fingerprint[:8]


@record
class Ignore:
    """A finding that the operator accepts, with the reason: an entry of the configuration, or a verdict.

    `subject` may be a glob, `package` limits it to one app, `expires` is the last ISO date on which it holds (empty:
    for good), and `place` says where it is written (`appaudit.yml:12`). `decision` is that of a verdict.
    """

    rule: str
    subject: str
    reason: str
    expires: str = ""
    package: str = ""
    place: str = ""
    decision: Decision | Literal[""] = field(default="", metadata=OMIT_EMPTY)


@record
class IgnoredFinding:
    """A finding that an entry of the configuration accepts: reported, and left out of `findings` and the gate."""

    finding: Finding
    ignore: Ignore
