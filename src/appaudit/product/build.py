"""The reports on the packages of a product to its summary: pure, and in the order of the packages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from appaudit.errors import EXIT_FINDINGS, EXIT_OK
from appaudit.gate.codes import combined
from appaudit.model.bilingual import Bilingual
from appaudit.model.finding import Finding
from appaudit.model.gate import Gate, GateChoice
from appaudit.model.grade import Severity, Status
from appaudit.model.knowledge import Knowledge
from appaudit.model.product import (
    PRODUCT_VERSION,
    Product,
    ProductDocument,
    ProductFinding,
    ProductGate,
    ProductPackage,
    ProductReason,
    ProductSummary,
    ProductUnseen,
)
from appaudit.model.record import recast, record
from appaudit.model.report import Input, RegulationRow, Report, Tool
from appaudit.model.rule import Rule
from appaudit.model.words import InputRole
from appaudit.product.members import DOCUMENT_ROLES, Answered, Member
from appaudit.product.merged_plan import MergedPlan
from appaudit.product.merged_regulations import MergedRegulations
from appaudit.report.headline import counted_of, headline
from appaudit.report.plan.causes import Causes
from appaudit.report.renderers import words
from appaudit.report.renderers.ordering import NumberedFinding, numbered_findings
from appaudit.report.renderers.unseen import missing_inputs, unseen_parts
from appaudit.report.verdict import unread_parts, verdict

_SURPLUS: Final = "sdk_surplus"


@record
class ProductChoice:
    """What the user chose for all packages: the name of the product, and what its gate accepts."""

    name: str
    allow_unreadable: bool = False


def build_product(
    members: Sequence[Member], choice: ProductChoice, knowledge: Knowledge, rules: Sequence[Rule], tool: Tool
) -> Product:
    """The summary over the reports of all packages, in their order.

    Args:
        members: At least one, each with the report that was made with the same knowledge and choices.
        choice: For all of them.
        knowledge: That the reports were made with.
        rules: The same.
        tool: What made the reports.
    """
    remedies = {rule.id: rule.remedy for rule in rules if rule.remedy}
    causes = {member.letter: Causes(member.report, knowledge.categories, remedies) for member in members}
    answered = _answered(members, causes)
    gate = _gate(members, choice, answered)
    packages = tuple(_package(member, answered, gate.choice) for member in members)
    plan = MergedPlan(members, causes, knowledge, answered)
    regulations = MergedRegulations(members, answered)
    return Product(
        product_version=PRODUCT_VERSION,
        tool=tool,
        name=choice.name,
        summary=_summary(members, packages, answered, rules, regulations.rows(tool.as_of)),
        gate=gate,
        packages=packages,
        documents=tuple(_documents(members)),
        plan=plan.steps(),
        items=tuple(regulations.items()),
    )


def _answered(members: Sequence[Member], causes: Mapping[str, Causes]) -> dict[tuple[str, str], str]:
    """Findings by letter and id that another package answers, with its letter.

    A list that several packages share names the SDKs of all of them, so that one of it has to be in one of them only.
    """
    found = {}
    for member in members:
        others = [other for other in members if other is not member and other.digests() & member.digests()]
        detected = {row.id: other.letter for other in reversed(others) for row in other.report.facts.sdks}
        for finding in member.report.findings:
            kinds = {cause.kind for cause in causes[member.letter].of(finding)}
            if kinds == {_SURPLUS} and finding.subject in detected:
                found[member.letter, finding.id] = detected[finding.subject]
    return found


def _package(member: Member, answered: Answered, choice: GateChoice) -> ProductPackage:
    report = member.report
    names = words.Names(report)
    failing = set(report.gate.failing) if report.gate else set()
    findings = tuple(
        _finding(
            member, item, names, answered.get((member.letter, item.finding.id), ""), fails=item.finding.id in failing
        )
        for item in numbered_findings(report)
    )
    return ProductPackage(
        letter=member.letter,
        artifact=report.artifact,
        outcome="unreadable" if member.is_unreadable else "read",
        exit_code=report.gate.exit_code if report.gate else EXIT_OK,
        summary=report.summary,
        findings=findings,
        unseen=tuple(_unseen(report)),
        reports=dict(member.files),
    )


def _finding(
    member: Member, item: NumberedFinding, names: words.Names, answered_by: str, *, fails: bool
) -> ProductFinding:
    finding = item.finding
    return recast(
        ProductFinding,
        finding,
        ref=f"{member.letter} {item.number}",
        number=item.number,
        subject_name=names.subject(finding),
        fails=fails and not answered_by,
        answered_by=answered_by,
    )


def _unseen(report: Report) -> Iterator[ProductUnseen]:
    parts = unseen_parts(report)
    for item in missing_inputs(report, listed=parts):
        name, status = words.word(words.ROLE, item.role), words.word(words.INPUT_STATUS, item.status)
        yield ProductUnseen(part=item.name, detail=Bilingual(f"{name.zh}：{status.zh}", f"{name.en}: {status.en}"))
    for part in parts:
        reason = words.word(words.REASON, part.reason)
        detail = (
            Bilingual(f"{reason.zh}：{part.detail.zh}", f"{reason.en}: {part.detail.en}") if part.detail else reason
        )
        yield ProductUnseen(part=part.part, detail=detail, undecided=len(part.undecided))


def _documents(members: Sequence[Member]) -> Iterator[ProductDocument]:
    """Documents in the order in which packages name them, each once with all packages that it is of."""
    found: dict[tuple[InputRole, str, str, str], tuple[Input, list[str]]] = {}
    for member in members:
        for item in member.report.inputs:
            if item.role in DOCUMENT_ROLES:
                key = (item.role, item.name, item.sha256, item.status)
                found.setdefault(key, (item, []))[1].append(member.letter)
    for role in DOCUMENT_ROLES:
        for item, packages in found.values():
            if item.role == role:
                yield recast(ProductDocument, item, packages=tuple(packages))


def _gate(members: Sequence[Member], choice: ProductChoice, answered: Answered) -> ProductGate:
    """Each package's own reasons, but for findings that another package answers."""
    reasons = []
    for member in members:
        gate = member.report.gate
        if gate is None or (member.is_unreadable and choice.allow_unreadable):
            continue
        still = _still_failing(member, gate, answered)
        for reason in gate.reasons:
            if reason.code == EXIT_FINDINGS and not still:
                continue
            reasons.append(ProductReason(package=member.letter, code=reason.code, text=reason.text))
    codes = [reason.code for reason in reasons]
    readable = [member for member in members if not member.is_unreadable]
    shared = next((member.report.gate.choice for member in members if member.report.gate), GateChoice())
    code = combined(
        [*codes, *(EXIT_OK for _ in readable)],
        unreadable=len(members) - len(readable),
        allows_unreadable=choice.allow_unreadable,
        is_strict=shared.strict,
    )
    return ProductGate(choice=shared, exit_code=code, reasons=tuple(reasons), allow_unreadable=choice.allow_unreadable)


def _still_failing(member: Member, gate: Gate, answered: Answered) -> bool:
    listed = any((member.letter, identifier) not in answered for identifier in gate.failing)
    return listed or any(item.fails for item in gate.hidden)


def _summary(
    members: Sequence[Member],
    packages: Sequence[ProductPackage],
    answered: Answered,
    rules: Iterable[Rule],
    regulations: Sequence[RegulationRow],
) -> ProductSummary:
    listed = [item for package in packages for item in package.findings if not item.answered_by]
    severities, statuses = Counter(item.severity for item in listed), Counter(item.status for item in listed)
    undecided = {rule.rule_id for member in members for rule in member.report.inconclusive}
    ignored = sum(len(member.report.ignored) for member in members)
    return ProductSummary(
        verdict=verdict(
            regulations,
            len(undecided),
            ignored,
            headline(_open_findings(members, answered), counted_of(rules)),
            list(_unread(members)),
        ),
        findings=len(listed),
        by_severity={grade.word: severities.get(grade, 0) for grade in reversed(Severity)},
        by_status={grade.word: statuses.get(grade, 0) for grade in reversed(Status)},
        inconclusive=len(undecided),
        answered=len(answered),
    )


def _open_findings(members: Sequence[Member], answered: Answered) -> list[Finding]:
    return [
        finding
        for member in members
        for finding in (*member.report.findings, *(item.finding for item in member.report.ignored))
        if (member.letter, finding.id) not in answered
    ]


def _unread(members: Iterable[Member]) -> Iterator[Bilingual]:
    """What of a package was supplied and could not be read at all."""
    for member in members:
        if member.is_unreadable:
            yield Bilingual(f"安装包 {member.letter}", f"package {member.letter}")
            continue
        for part in unread_parts(member.report.coverage):
            yield Bilingual(f"安装包 {member.letter} 的{part.zh}", f"{part.en} of package {member.letter}")
