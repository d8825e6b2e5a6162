"""What several packages of one product amount to together: the document that `scan --with` shows."""

from __future__ import annotations

from dataclasses import field
from typing import Final, Literal

from appaudit.model.artifact import Artifact
from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.finding import Basis
from appaudit.model.gate import GateChoice
from appaudit.model.grade import Confidence, Severity, Status
from appaudit.model.plan import CodeLanguage, Owner, PlanItem
from appaudit.model.record import record
from appaudit.model.report import Summary, Tool
from appaudit.model.verdict import Verdict
from appaudit.model.words import FindingCategoryId, InputRole, InputStatus, ItemStatus

PRODUCT_VERSION: Final = 1


@record
class ProductFinding:
    """A finding of one package, as the summary lists it; its evidence is in the report of the package.

    `ref` is the letter of the package and the number that the finding has in its report (`A F-03`). `fails` says that
    it reaches the gate. `answered_by` is the letter of the package in which is found what this one lacks: such a
    finding is no finding on the product.
    """

    ref: str
    number: str
    id: str
    fingerprint: str
    rule_id: str
    category: FindingCategoryId
    severity: Severity
    confidence: Confidence
    status: Status
    subject: str
    subject_name: Bilingual
    title: Bilingual
    message: Bilingual
    basis: tuple[Basis, ...]
    fails: bool
    answered_by: str = field(default="", metadata=OMIT_EMPTY)
    verdict: Verdict | None = field(default=None, metadata=OMIT_EMPTY)
    since: str = field(default="", metadata=OMIT_EMPTY)


@record
class ProductUnseen:
    """A part of a package or a document that was not read, or was not supplied, and how many rules that leaves open."""

    part: str
    detail: Bilingual
    undecided: int = 0


@record
class ProductPackage:
    """A package of the product: `letter` tells its findings from those of the others.

    `outcome` is `unreadable` where nothing of it could be read. `exit_code` is what a scan of it alone would end with.
    `reports` names the file of its own report in each format, relative to the summary.
    """

    letter: str
    artifact: Artifact
    outcome: Literal["read", "unreadable"]
    exit_code: int
    summary: Summary
    findings: tuple[ProductFinding, ...]
    unseen: tuple[ProductUnseen, ...] = ()
    reports: dict[str, str] = field(default_factory=dict)


@record
class ProductDocument:
    """A document, and the packages (letters) that it is of: all of them where it is shared.

    Without a name it says that the packages have none of this role.
    """

    role: InputRole
    name: str
    sha256: str
    status: InputStatus
    packages: tuple[str, ...]


@record
class ProductCode:
    """A few lines to start from, and the packages that they are for."""

    packages: tuple[str, ...]
    language: CodeLanguage
    text: str


@record
class ProductStep:
    """One change, in the order that closes most first over all packages.

    A change of a document is one step for all packages that share the document, and what has to be done alike in the
    code of several packages is one step that names them. `closes` and `helps` hold `ref` of findings, `items` are the
    items of regulators' lists of which no package has a finding left. `places` begin with the letter of the package.
    """

    order: int
    title: Bilingual
    action: Bilingual
    owner: Owner
    packages: tuple[str, ...]
    closes: tuple[str, ...]
    helps: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)
    items: tuple[PlanItem, ...] = ()
    places: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)
    fix: Bilingual
    code: tuple[ProductCode, ...] = field(default=(), metadata=OMIT_EMPTY)
    link: str = field(default="", metadata=OMIT_EMPTY)


@record
class ProductItem:
    """An item of a regulator's list that a package meets or may meet: its worst status, and that in each package."""

    regulation: str
    item: str
    name: Bilingual
    title: Bilingual
    status: ItemStatus
    packages: dict[str, ItemStatus]


@record
class ProductReason:
    """One reason why the scan does not end with 0: the package (letter), the exit code it gives, and why."""

    package: str
    code: int
    text: Bilingual


@record
class ProductGate:
    """How the scan of all packages ends and why: each has to pass, and one that cannot be read fails all.

    `allow_unreadable` accepts that, unless nothing could be read of any of them.
    """

    choice: GateChoice
    exit_code: int
    reasons: tuple[ProductReason, ...]
    allow_unreadable: bool = False


@record
class ProductSummary:
    """Counts over all packages without what another package answers, and the verdict in one sentence."""

    verdict: Bilingual
    findings: int
    by_severity: dict[str, int]
    by_status: dict[str, int]
    inconclusive: int
    answered: int = 0


@record
class Product:
    """The summary over the packages of one product."""

    product_version: int
    tool: Tool
    name: str
    summary: ProductSummary
    gate: ProductGate
    packages: tuple[ProductPackage, ...]
    documents: tuple[ProductDocument, ...]
    plan: tuple[ProductStep, ...]
    items: tuple[ProductItem, ...]
