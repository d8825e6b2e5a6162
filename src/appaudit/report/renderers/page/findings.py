"""Findings as the report shows them: numbered, grouped, with chains drawn and quotes in their context."""

from __future__ import annotations

import json
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.kinds import name_of_kind
from appaudit.model.finding import Evidence, Finding
from appaudit.model.location import Location
from appaudit.model.report import Report, RuleRow, SensorRow
from appaudit.report.renderers import words
from appaudit.report.renderers.accesses import Accesses
from appaudit.report.renderers.ordering import NumberedFinding
from appaudit.report.renderers.page.chains import Chains, Step
from appaudit.report.renderers.page.markup import named
from appaudit.report.renderers.verdict_words import since

#: From this many findings of one rule with the same grades on, they are shown as one group.
GROUP_SIZE = 3
_EVIDENCE_SHOWN = 10
# … once a report has drawn all the steps that it may
_EVIDENCE_SHOWN_LATE = 4
# Rows of a list are short, and each has to be completed.
_ROWS_SHOWN = 200
# Chains drawn in full for one finding, and steps for all of them; later ones show the caller and what it reads.
_CHAINS_DRAWN = 4
_STEPS_DRAWN = 1_500
_CUT_TO = 2
# From this many drawn steps on, the chains after the first are folded.
_STEPS_OPEN = 16
_CONTEXT = 90
_NO_SIGNAL = Bilingual("", "")


class QuoteView(NamedTuple):
    """A quote with the words around it, and the id of its place in the policy section."""

    before: str
    text: str
    after: str
    document: str
    anchor: str


class SensorView(NamedTuple):
    """What a class that listens to motion sensors does with their readings."""

    row: SensorRow
    party: Bilingual
    sensors: tuple[Bilingual, ...]


class EvidenceView(NamedTuple):
    """One piece of evidence; at most one of `chain`, `quote` and `said` is there.

    `signal` says what an SDK was recognised by, where the evidence is one; `source` is file and line of the source
    where the package still names them, and `snippet` the instructions around a call. `said` is a line that shows no
    fact but says something of one, and `remarks` are those lines which say something of this one.
    """

    kind: Bilingual
    signal: Bilingual
    text: str
    path: str
    symbol: str
    source: str = ""
    snippet: tuple[str, ...] = ()
    chain: tuple[Step, ...] = ()
    phase: Bilingual | None = None
    quote: QuoteView | None = None
    sensor: SensorView | None = None
    said: Bilingual | None = None
    remarks: tuple[Bilingual, ...] = ()


class Citation(NamedTuple):
    """A cited item: `key` is what the filter calls it, `name` regulation and number as they are cited."""

    key: str
    name: Bilingual
    title: Bilingual


class FindingView(NamedTuple):
    """A finding ready to be shown."""

    number: str
    finding: Finding
    subject: Markup
    supporting: tuple[EvidenceView, ...]
    contrary: tuple[EvidenceView, ...]
    more_evidence: int
    citations: tuple[Citation, ...]
    rule: RuleRow | None
    is_known: bool = False
    since: Bilingual | None = None

    @property
    def accept_snippet(self) -> str:
        """The lines of a configuration that accept this finding, for the reader to complete."""
        quoted = json.dumps(self.finding.subject, ensure_ascii=False)
        return f'ignores:\n  - rule: {self.finding.rule_id}\n    subject: {quoted}\n    reason: ""\n'

    @property
    def opening(self) -> tuple[EvidenceView, ...]:
        """The evidence to show at once: the first chain, or everything where nothing is drawn or little follows."""
        return self.supporting[: len(self.supporting) - len(self.further)]

    @property
    def further(self) -> tuple[EvidenceView, ...]:
        """More chains of the same kind, which are folded: one shows how, the others that it is not the only place."""
        drawn = sum(len(proof.chain) for proof in self.supporting)
        return self.supporting[1:] if len(self.supporting) > 1 and drawn > _STEPS_OPEN else ()

    @property
    def item_keys(self) -> str:
        """The cited items as the filter reads them, separated by spaces."""
        return " ".join(citation.key for citation in self.citations)


class Group(NamedTuple):
    """Findings that are shown together: one, or several of the same rule with the same grades."""

    findings: tuple[FindingView, ...]

    @property
    def first(self) -> FindingView:
        """The finding that speaks for the group."""
        return self.findings[0]

    @property
    def shares_remediation(self) -> bool:
        """Whether the same thing is to be done about all of them."""
        return len({view.finding.remediation for view in self.findings}) == 1


class FindingPages:
    """Makes views of the findings of one report."""

    def __init__(self, report: Report, names: words.Names, anchors: dict[tuple[str, int], str]) -> None:
        self._report = report
        self._names = names
        self._anchors = anchors
        self._steps_left = _STEPS_DRAWN
        self._known = frozenset(report.baseline.known if report.baseline else ())
        self._chains = Chains(report, names)
        self._sensors: dict[tuple[str, ...], SensorRow] = {(row.class_name,): row for row in report.facts.sensors}
        self._texts = {document.name: document.text for document in report.facts.policy.documents}
        self._accesses = Accesses(report)

    def groups(self, numbered: tuple[NumberedFinding, ...]) -> list[Group]:
        """All findings in order; long runs of one rule become one group."""
        views = [self._view(item) for item in numbered]
        groups = []
        for _, run in groupby(views, key=lambda view: _run_key(view.finding)):
            members = tuple(run)
            if len(members) >= GROUP_SIZE:
                groups.append(Group(members))
            else:
                groups.extend(Group((member,)) for member in members)
        return groups

    def _view(self, numbered: NumberedFinding) -> FindingView:
        finding = numbered.finding
        count = _EVIDENCE_SHOWN if self._steps_left > 0 else _EVIDENCE_SHOWN_LATE
        if finding.evidence and finding.evidence[0].kind == "sdk_terms":
            count = _ROWS_SHOWN
        supporting = self._supporting([item for item in finding.evidence if item.role != "contrary"])
        contrary = [self._evidence(item) for item in finding.evidence if item.role == "contrary"]
        hidden = sum(1 + len(proof.remarks) for proof in supporting[count:]) + len(contrary[count:])
        return FindingView(
            number=numbered.number,
            finding=finding,
            subject=named(self._names.subject(finding), finding.subject),
            supporting=self._shortened(_without_repeated_chains(supporting[:count])),
            contrary=self._shortened(_without_repeated_chains(contrary[:count])),
            more_evidence=max(finding.evidence_total - len(finding.evidence), 0) + hidden,
            citations=tuple(
                Citation(
                    f"{basis.regulation}:{basis.item}".replace(" ", "_"),
                    self._names.citation(basis.regulation, basis.item),
                    basis.title,
                )
                for basis in sorted(finding.basis, key=lambda basis: self._names.place(basis.regulation))
            ),
            rule=self._report.glossary.rules.get(finding.rule_id),
            is_known=finding.fingerprint in self._known,
            since=since(self._report, finding),
        )

    def _shortened(self, proofs: tuple[EvidenceView, ...]) -> tuple[EvidenceView, ...]:
        """The same evidence with its later chains cut to their ends, so that no report grows without bounds."""
        shown, drawn = [], 0
        for proof in proofs:
            way = proof.chain
            if len(way) > _CUT_TO:
                drawn += 1
                if drawn > _CHAINS_DRAWN or self._steps_left <= 0:
                    way = (Step("cut", str(len(way) - _CUT_TO)), *way[-_CUT_TO:])
                self._steps_left -= len(way)
            shown.append(proof._replace(chain=way))
        return tuple(shown)

    def _supporting(self, items: list[Evidence]) -> list[EvidenceView]:
        """Each piece of evidence with what is said of it."""
        found: list[EvidenceView] = []
        for item in items:
            if item.said and found:
                found[-1] = found[-1]._replace(remarks=(*found[-1].remarks, item.said))
            else:
                found.append(self._evidence(item))
        return found

    def _evidence(self, item: Evidence) -> EvidenceView:
        row = self._accesses.of(item)
        signal, text = words.signal(item.signal) if item.signal else (_NO_SIGNAL, item.text)
        # Beside a line that names it already, the place would only be said twice.
        shows_symbol = not row and not item.said and item.location.symbol and item.location.symbol not in item.text
        return EvidenceView(
            kind=name_of_kind(item.kind),
            signal=signal,
            text=text,
            path="" if item.said else item.location.path,
            symbol=item.location.symbol if shows_symbol else "",
            source=f"{item.file}:{item.line}" if item.file and item.role != "contrary" else "",
            snippet=item.snippet,
            chain=self._chains.draw(row) if row else (),
            phase=words.word(words.PHASE, row.phase) if row else None,
            quote=self._quote(item.location),
            sensor=self._sensor(item),
            said=item.said,
        )

    def _sensor(self, item: Evidence) -> SensorView | None:
        row = self._sensors.get(item.fact.key) if item.fact and item.fact.kind == "sensor" else None
        if row is None:
            return None
        kinds = tuple(words.SENSOR_TYPE.get(kind, Bilingual(str(kind), str(kind))) for kind in row.sensor_types)
        return SensorView(row, self._names.party(row.party), kinds)

    def _quote(self, location: Location) -> QuoteView | None:
        text = self._texts.get(location.path)
        if text is None or not 0 <= location.start < location.end <= len(text):
            return None
        before = text[max(0, location.start - _CONTEXT) : location.start]
        after = text[location.end : location.end + _CONTEXT]
        return QuoteView(
            before=before[before.rfind("\n") + 1 :],
            text=text[location.start : location.end],
            after=after.split("\n", 1)[0],
            document=location.path,
            anchor=self._anchors.get((location.path, location.start), "policy"),
        )


def _run_key(finding: Finding) -> tuple[str, str, str, Bilingual]:
    return finding.rule_id, finding.severity, finding.status, finding.title


def _without_repeated_chains(proofs: list[EvidenceView]) -> tuple[EvidenceView, ...]:
    """The same evidence, where a chain that differs from an earlier one only in its sink is that sink alone."""
    seen = set()
    found = []
    for proof in proofs:
        way = proof.chain[:-1]
        found.append(proof._replace(chain=proof.chain[-1:]) if way and way in seen else proof)
        seen.add(way)
    return tuple(found)
