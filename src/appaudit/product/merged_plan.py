"""One plan over several packages: what is changed once for all of them is one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from appaudit.model.bilingual import Bilingual
from appaudit.model.finding import Finding
from appaudit.model.grade import Status
from appaudit.model.knowledge import Knowledge
from appaudit.model.plan import PlanCode, PlanItem
from appaudit.model.product import ProductCode, ProductStep
from appaudit.model.words import InputRole
from appaudit.product.members import Answered, Member
from appaudit.report.plan import OpenItems, weight
from appaudit.report.plan.causes import Cause, CauseKind, Causes
from appaudit.report.plan.cover import Chosen, grounded, in_order
from appaudit.report.plan.wording import Worded, Wording
from appaudit.report.renderers.ordering import numbered_findings

#: Changes of documents, by the documents that they are made in: packages that share those share the change.
_DOCUMENTS: Final[Mapping[CauseKind, tuple[InputRole, ...]]] = {
    "sdk_rows": ("policy", "sdk_list"),
    "sdk_surplus": ("sdk_list",),
    "policy_data": ("policy",),
    "clause": ("policy",),
    "policy_text": ("policy",),
    "policy": ("policy",),
}
#: Lines that belong into one file, whichever package needs them.
_ROWS: Final[CauseKind] = "sdk_rows"


class _Change(NamedTuple):
    """A cause, and the documents that it is in; none for what is changed in code, alike in each package."""

    cause: Cause
    documents: frozenset[str]


class MergedPlan:
    """Plans the changes of all packages.

    Args:
        members: The packages.
        causes: Those of each, by letter.
        knowledge: That the reports were made with.
        answered: Findings that need no change.
    """

    def __init__(
        self, members: Sequence[Member], causes: Mapping[str, Causes], knowledge: Knowledge, answered: Answered
    ) -> None:
        self._wordings = {member.letter: Wording(member.report, knowledge, causes[member.letter]) for member in members}
        self._findings: dict[str, tuple[Member, Finding]] = {}
        self._needed: dict[str, list[_Change]] = {}
        for member in members:
            for item in numbered_findings(member.report):
                if (member.letter, item.finding.id) in answered:
                    continue
                ref = f"{member.letter} {item.number}"
                self._findings[ref] = (member, item.finding)
                self._needed[ref] = [_change(member, cause) for cause in causes[member.letter].of(item.finding)]
        self._beside: dict[str, Sequence[_Change]] = {}
        self._open = OpenItems(
            {row.id for member in members for row in member.report.regulations if row.rank},
            {ref: finding for ref, (_, finding) in self._findings.items()},
        )

    def steps(self) -> tuple[ProductStep, ...]:
        """The steps: what was not read, then what evidence supports, then leads; of each what closes most first."""
        weights = {ref: weight(finding) for ref, (_, finding) in self._findings.items()}
        leads = {ref for ref, (_, finding) in self._findings.items() if finding.status is Status.REVIEW}
        needed, self._beside = grounded(self._needed, leads)
        early = {change for found in self._needed.values() for change in found if change.cause.is_early}
        ordered = in_order(needed, weights, leads, early)
        first = sorted(ordered, key=lambda change: change.cause.kind != "unseen")
        return tuple(self._step(order, change, ordered[change], weights) for order, change in enumerate(first, 1))

    def _step(self, order: int, change: _Change, chosen: Chosen[_Change], weights: Mapping[str, int]) -> ProductStep:
        concerned: dict[str, list[tuple[int, Finding]]] = {}
        for ref in (*chosen.closes, *chosen.helps):
            member, finding = self._findings[ref]
            concerned.setdefault(member.letter, []).append((weights[ref], finding))
        worded = {}
        for letter in sorted(concerned, key=list(self._wordings).index):
            findings = [finding for _, finding in sorted(concerned[letter], key=lambda pair: -pair[0])]
            beside = [other for ref in chosen.closes for other in self._beside[ref]]
            also = [other.cause for other in (*chosen.also, *beside)]
            worded[letter] = self._wordings[letter].of(change.cause, findings, also)
        # What is only to be confirmed in one package may be known of another.
        first = worded[max(worded, key=lambda letter: max(finding.status for _, finding in concerned[letter]))]
        places = [(letter, place) for letter, words in worded.items() for place in words.places]
        return ProductStep(
            order=order,
            title=first.title,
            action=_joined({letter: words.action for letter, words in worded.items()}),
            owner=first.owner,
            packages=tuple(worded),
            closes=chosen.closes,
            helps=chosen.helps,
            items=self._items(chosen.closes),
            places=tuple(dict.fromkeys(f"{letter} {place}" for letter, place in places)),
            fix=_joined({letter: words.fix.text for letter, words in worded.items()}),
            code=_code(change.cause.kind, worded),
            link=next((words.fix.link for words in worded.values() if words.fix.link), ""),
        )

    def _items(self, closed: Sequence[str]) -> tuple[PlanItem, ...]:
        return self._open.closed_by(closed)


def _change(member: Member, cause: Cause) -> _Change:
    roles = _DOCUMENTS.get(cause.kind)
    return _Change(cause, member.digests(roles) if roles else frozenset())


def _joined(texts: Mapping[str, Bilingual]) -> Bilingual:
    """One text where all packages have the same, else each after its letter."""
    if len(set(texts.values())) == 1:
        return next(iter(texts.values()))
    return Bilingual(
        "".join(f"{letter}：{text.zh}" for letter, text in texts.items()),
        " ".join(f"{letter}: {text.en}" for letter, text in texts.items()),
    )


def _code(kind: CauseKind, worded: Mapping[str, Worded]) -> tuple[ProductCode, ...]:
    """Lines to start from, each block once with the packages that it is for."""
    if kind == _ROWS:
        lines = dict.fromkeys(
            line for words in worded.values() for block in words.fix.code for line in block.text.splitlines()
        )
        text = "\n".join(lines)
        return (ProductCode(packages=tuple(worded), language="text", text=text),) if text else ()
    blocks: dict[PlanCode, list[str]] = {}
    for letter, words in worded.items():
        for block in words.fix.code:
            blocks.setdefault(block, []).append(letter)
    return tuple(
        ProductCode(packages=tuple(packages), language=block.language, text=block.text)
        for block, packages in blocks.items()
    )
