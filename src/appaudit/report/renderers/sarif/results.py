"""The findings of a report as SARIF results."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.codec import encode
from appaudit.model.finding import Evidence, Finding
from appaudit.model.report import Report
from appaudit.report.renderers import words
from appaudit.report.renderers.accesses import Accesses
from appaudit.report.renderers.ordering import NumberedFinding
from appaudit.report.renderers.plain import shortened
from appaudit.report.renderers.sarif.places import Places
from appaudit.report.renderers.sarif.rules import LEVELS, Rules
from appaudit.report.renderers.sarif.texts import MESSAGE_WIDTH, message, plain

#: Places of one result, counted together; contrary evidence keeps its share.
LOCATIONS_SHOWN = 10
_CONTRARY_KEPT = 3
_STEPS_SHOWN = 40
_FLOWS_SHOWN = 3
#: Characters of the message of a result.
_SHORT = 300
_ROLES = {
    "primary": Bilingual("证据：{text}", "Evidence: {text}"),
    "related": Bilingual("相关：{text}", "Related: {text}"),
    "contrary": Bilingual("有利证据：{text}", "Contrary evidence: {text}"),
}


def results(
    report: Report, numbered: Iterable[NumberedFinding], rules: Rules, places: Places, language: Language
) -> list[dict[str, Any]]:
    """One result per finding, in the order of all formats."""
    makers = _Results(report, rules, places, language)
    return [makers.result(item) for item in numbered]


def suppressed(report: Report, rules: Rules, places: Places, language: Language) -> list[dict[str, Any]]:
    """One result per finding that the configuration accepts, with the reason that it gives."""
    makers = _Results(report, rules, places, language)
    return [
        {
            **makers.result(NumberedFinding("", item.finding)),
            "suppressions": [
                {
                    "kind": "external",
                    "status": "accepted",
                    "justification": plain(item.ignore.reason, MESSAGE_WIDTH),
                    "properties": {"expires": item.ignore.expires, "place": item.ignore.place},
                }
            ],
        }
        for item in report.ignored
    ]


class _Results:
    def __init__(self, report: Report, rules: Rules, places: Places, language: Language) -> None:
        self._rules = rules
        self._places = places
        self._language = language
        self._names = words.Names(report)
        self._known = frozenset(report.baseline.known) if report.baseline else None
        self._failing = frozenset(report.gate.failing) if report.gate else frozenset()
        self._taxonomies = {row.id: index for index, row in enumerate(report.regulations)}
        self._items = {(row.id, item.item): index for row in report.regulations for index, item in enumerate(row.items)}
        self._accesses = Accesses(report)

    def result(self, numbered: NumberedFinding) -> dict[str, Any]:
        finding = numbered.finding
        evidence = _chosen(finding.evidence)
        places = [self._place(item) for item in evidence] or [self._places.of_finding(finding)]
        reference = self._rules.reference(finding.rule_id)
        found: dict[str, Any] = {
            "ruleId": finding.rule_id,
            "ruleIndex": reference["index"],
            # `kind` stays at its default, "fail": with any other the standard forbids a level, and a service would
            # show all suspected findings alike. The status is in the message and the properties.
            "level": LEVELS.get(finding.severity, "warning"),
            "message": message(self._text(finding)),
            "locations": places[:1],
            # The second is the only one that GitHub compares; without it, it looks for lines of source that
            # packages do not have.
            "partialFingerprints": {
                "appauditFinding/v1": finding.fingerprint,
                "primaryLocationLineHash": f"{finding.fingerprint}:1",
            },
        }
        if places[1:]:
            found["relatedLocations"] = [{"id": number, **place} for number, place in enumerate(places[1:], 1)]
        if self._known is not None:
            found["baselineState"] = "unchanged" if finding.fingerprint in self._known else "new"
        flows = self._flows(evidence)
        if flows:
            found["codeFlows"] = flows
        taxa = [self._taxon(basis.regulation, basis.item) for basis in finding.basis]
        if taxa:
            found["taxa"] = taxa
        found["properties"] = {
            "number": numbered.number,
            "id": finding.id,
            "failsGate": finding.id in self._failing,
            "category": finding.category,
            "subject": finding.subject,
            "severity": finding.severity,
            "confidence": finding.confidence,
            "status": finding.status,
            "evidenceTotal": max(finding.evidence_total, len(finding.evidence)),
            "remediation": finding.remediation.in_language(self._language),
        }
        if finding.verdict:
            found["properties"]["verdict"] = encode(finding.verdict)
        if finding.since:
            found["properties"]["since"] = finding.since
        return found

    def _text(self, finding: Finding) -> str:
        """One line: services show it as the title of an alert, and the remedy stands in the help of the rule."""
        status = words.word(words.STATUS, finding.status).in_language(self._language)
        return f"{shortened(finding.message.in_language(self._language), _SHORT)} ({status})"

    def _place(self, item: Evidence) -> dict[str, Any]:
        role = _ROLES.get(item.role, _ROLES["related"])
        return self._places.of(item, role.format(text=item.in_language(self._language)).in_language(self._language))

    def _taxon(self, regulation: str, item: str) -> dict[str, Any]:
        found: dict[str, Any] = {"id": item, "toolComponent": {"name": regulation}}
        if regulation in self._taxonomies:
            found["toolComponent"]["index"] = self._taxonomies[regulation]
        if (regulation, item) in self._items:
            found["index"] = self._items[regulation, item]
        return found

    def _flows(self, evidence: list[Evidence]) -> list[dict[str, Any]]:
        """The call chains from an entry point to each access that the evidence shows."""
        shown = [self._accesses.of(item) for item in evidence if item.role != "contrary"]
        chains = dict.fromkeys((*row.chain, row.api) for row in shown if row and row.chain)
        return [
            {"threadFlows": [{"locations": [{"location": self._places.step(step)} for step in _ends(chain)]}]}
            for chain in list(chains)[:_FLOWS_SHOWN]
        ]


def _chosen(evidence: tuple[Evidence, ...]) -> list[Evidence]:
    """At most ten pieces, primary first; some contrary ones are kept even when there is much else."""
    contrary = [item for item in evidence if item.role == "contrary"]
    others = [item for role in ("primary", "related") for item in evidence if item.role == role]
    others += [item for item in evidence if item.role not in ("primary", "related", "contrary")]
    room = LOCATIONS_SHOWN - min(len(contrary), _CONTRARY_KEPT)
    kept = others[:room]
    return [*kept, *contrary[: LOCATIONS_SHOWN - len(kept)]]


def _ends(chain: tuple[str, ...]) -> tuple[str, ...]:
    half = _STEPS_SHOWN // 2
    return chain if len(chain) <= _STEPS_SHOWN else (*chain[:half], *chain[-half:])
