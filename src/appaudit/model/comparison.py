"""What changed between two versions of an app or of a policy: the document that `appaudit diff` shows."""

from __future__ import annotations

from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.finding import Finding
from appaudit.model.grade import Severity, Status
from appaudit.model.record import record

COMPARISON_VERSION: Final = 1


@record
class Side:
    """One of the two that are compared; `package` and `version` are empty for a policy."""

    name: str
    sha256: str = ""
    package: str = ""
    version: str = ""
    label: str = ""
    rules_digest: str = ""
    as_of: str = ""


@record
class Change:
    """A thing that came (`before` is empty), went (`after` is empty) or is another now (neither is)."""

    id: str
    name: Bilingual
    before: str = ""
    after: str = ""

    @property
    def direction(self) -> str:
        """`added`, `removed` or `changed`."""
        return "added" if not self.before else "removed" if not self.after else "changed"


@record
class FindingChange:
    """A finding of both versions whose severity or status is another now."""

    finding: Finding
    severity_before: Severity
    status_before: Status


@record
class Comparison:
    """Everything that is not the same.

    The words in `before` and `after` are: of `clauses` and `regulations` the status in the report; of `sdks`
    `disclosed`, `undisclosed` or `disclosure_unknown`, and the version where it is known; of `permissions` `used`,
    `unused` or `use_unknown`, and the same about disclosure; of `data_access` `pre_consent`, `guarded`, `other`,
    `unknown` or `dead`; of `third_parties` and `data_types` `named` or what the policy says of them; of `documents` the
    start of a SHA-256; of `wording` paragraphs of the policy, numbered as in the version that has them.

    `findings` are those that the comparison itself gives, `new_findings` those of the new version that the old one had
    not, `undecided` those of the old one whose rule is inconclusive in the new one.
    """

    comparison_version: int
    old: Side
    new: Side
    documents: tuple[Change, ...] = ()
    sdks: tuple[Change, ...] = ()
    permissions: tuple[Change, ...] = ()
    data_access: tuple[Change, ...] = ()
    declared_sdks: tuple[Change, ...] = ()
    clauses: tuple[Change, ...] = ()
    data_types: tuple[Change, ...] = ()
    third_parties: tuple[Change, ...] = ()
    regulations: tuple[Change, ...] = ()
    wording: tuple[Change, ...] = ()
    findings: tuple[Finding, ...] = ()
    new_findings: tuple[Finding, ...] = ()
    changed_findings: tuple[FindingChange, ...] = ()
    gone_findings: tuple[Finding, ...] = ()
    undecided: tuple[Finding, ...] = ()
    same_findings: int = 0


#: The tables of changes in the order in which they are shown.
TABLES: tuple[str, ...] = (
    "documents",
    "sdks",
    "permissions",
    "data_access",
    "declared_sdks",
    "clauses",
    "data_types",
    "third_parties",
    "regulations",
    "wording",
)
