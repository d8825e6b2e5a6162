"""What changed between two versions of an app or of a policy: the document that `appaudit diff` shows."""

from __future__ import annotations

from dataclasses import field
from typing import Final, Literal

from appaudit.model.bilingual import Bilingual
from appaudit.model.finding import Finding
from appaudit.model.grade import Severity, Status
from appaudit.model.record import record
from appaudit.model.words import PassageState, PieceKind

COMPARISON_VERSION: Final = 2


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
class Piece:
    """A run of words of a paragraph that stayed, came or went."""

    kind: PieceKind
    text: str


@record
class Passage:
    """A paragraph of a policy as a redline shows it, in the order of the new version.

    `old_number` and `new_number` count paragraphs from 1, 0 where the paragraph is not in that version. What moved
    stands twice: `moved_here` with its changes, and `moved_away` at its old place with the number that it has now;
    `moved_from` is the section that it came from. `section` is the heading that it stands under.
    """

    state: PassageState
    section: str
    is_heading: bool
    old_number: int
    new_number: int
    pieces: tuple[Piece, ...]
    moved_from: str = ""


@record
class FindingChange:
    """A finding of both versions whose severity or status is another now."""

    finding: Finding
    severity_before: Severity
    status_before: Status


@record
class Unread:
    """What of one side could not be read, or not in full; `side` is `old` or `new`."""

    side: Literal["old", "new"]
    what: Bilingual


@record
class Comparison:
    """Everything that is not the same.

    The words in `before` and `after` are: of `clauses` and `regulations` the status in the report; of `sdks`
    `disclosed`, `undisclosed` or `disclosure_unknown`, and the version where it is known; of `permissions` `used`,
    `unused` or `use_unknown`, and the same about disclosure; of `data_access` `pre_consent`, `guarded`, `other`,
    `unknown` or `dead`; of `third_parties` and `data_types` `named` or what the policy says of them; of `documents` the
    start of a SHA-256; of `verdicts` what people decided about a finding, with its fingerprint as the id. `wording` is
    the whole policy as a redline, empty where nothing in it changed or one side has no text.

    A thing that only one side shows although the other could not be read is no change: its other word is `unseen`, and
    `unread` says for each side what could not be read.

    `findings` are those that the comparison itself gives, `new_findings` those of the new version that the old one had
    not, `undecided` those of the old one whose rule is inconclusive in the new one. `subjects` names what findings are
    about.
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
    verdicts: tuple[Change, ...] = ()
    wording: tuple[Passage, ...] = ()
    unread: tuple[Unread, ...] = ()
    findings: tuple[Finding, ...] = ()
    new_findings: tuple[Finding, ...] = ()
    changed_findings: tuple[FindingChange, ...] = ()
    gone_findings: tuple[Finding, ...] = ()
    undecided: tuple[Finding, ...] = ()
    same_findings: int = 0
    subjects: dict[str, Bilingual] = field(default_factory=dict)


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
    "verdicts",
)
