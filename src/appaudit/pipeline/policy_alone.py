"""A policy without an app: read once, and asked for what it says and for what the rules about it find."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from appaudit.catalog import Catalog
from appaudit.derive.children import children_rules_facts
from appaudit.gate.verdicts import SavedVerdicts, judged, of_any_app
from appaudit.model.artifact import Artifact
from appaudit.model.coverage import Coverage, Gap
from appaudit.model.facts.base import FactSet
from appaudit.model.report import PolicySection, Report
from appaudit.pipeline.documents import read_documents
from appaudit.report.tables import policy_section
from appaudit.stages import Stages

if TYPE_CHECKING:
    from appaudit.pipeline.inputs import AnyPath


class PolicyAlone:
    """What policy documents say, by the rules that need nothing else.

    Args:
        paths: Files, or folders of files.
        catalog: What is known.
        verdicts: What people decided about findings on the policy; those that name an app count as well.
        as_of: The ISO date of the audit, by which a policy may not be in force yet and a verdict may have expired.
        stages: Times the reading where it is given.

    Raises:
        ConfigError: a path does not exist, or a folder is empty.
    """

    def __init__(
        self,
        paths: Iterable[AnyPath],
        catalog: Catalog,
        stages: Stages | None = None,
        *,
        verdicts: SavedVerdicts | None = None,
        as_of: str = "",
    ) -> None:
        self._catalog = catalog
        self._verdicts = verdicts and of_any_app(verdicts)
        self._as_of = as_of
        self._read = read_documents([*map(Path, paths)], (), catalog, stages or Stages(), as_of=as_of)
        self._facts = FactSet(self._read.facts)
        self._coverage = Coverage()
        self._coverage.add(self._read.gaps)
        self._facts.add(children_rules_facts(self._facts, self._coverage, catalog.knowledge))

    @property
    def gaps(self) -> list[Gap]:
        """What of the documents could not be read."""
        return [gap for gap in self._coverage.gaps if gap.reason != "not_supplied"]

    @property
    def is_read(self) -> bool:
        """Whether every document could be read, at least in part."""
        return all(item.status != "unreadable" for item in self._read.inputs)

    @cached_property
    def section(self) -> PolicySection:
        """What the documents say."""
        return policy_section(self._facts, self._coverage, self._catalog.knowledge, self._read.texts)

    @cached_property
    def report(self) -> Report:
        """The report on the documents.

        Its artifact, of kind `policy`, stands for them.
        """
        from appaudit.judge.findings import findings_of  # not every caller asks the rules
        from appaudit.judge.match import Matcher
        from appaudit.judge.names import names_in_messages
        from appaudit.pipeline.audit import tool_of
        from appaudit.report.build import Audit, build_report

        known = self._catalog.knowledge
        matcher = Matcher(self._facts, self._coverage, self._read.supplied, known.is_a)
        outcomes = matcher.outcomes([rule for rule in self._catalog.rules if set(rule.requires) == {"policy"}])
        findings = findings_of(
            outcomes, matcher, known.regulations, names_in_messages(known), known.categories, known.knowledge_date
        )
        undecided = [outcome.rule.id for outcome in outcomes if outcome.word == "inconclusive"]
        by_verdict = judged(findings, self._verdicts, undecided, package="", as_of=self._as_of)
        row = by_verdict.row and replace(by_verdict.row, no_longer_found=())  # most are on what an app does
        made = Audit(
            artifact=self._artifact(),
            inputs=self._read.inputs,
            facts=self._facts,
            coverage=self._coverage,
            documents=self._read.texts,
            outcomes=outcomes,
            findings=by_verdict.kept,
            ignored=by_verdict.accepted,
            verdicts=row,
        )
        return build_report(made, known, tool_of(self._catalog, as_of=self._as_of), tuple(known.regulations.values()))

    def _artifact(self) -> Artifact:
        read = [item for item in self._read.inputs if item.role == "policy" and item.status == "read"]
        return Artifact(
            kind="policy",
            platform="",
            path=read[0].name if read else "",
            sha256=read[0].sha256 if read else "",
            size=sum(item.size for item in read),
            label="、".join(item.name for item in read[:3]) + ("…" if len(read) > 3 else ""),
        )
