"""Permissions and SDKs as tables, problems on top."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from appaudit.model.bilingual import Bilingual
from appaudit.model.report import DataAccessRow, DeclaredSdkRow, PermissionRow, Report, SdkRow
from appaudit.report.renderers import words
from appaudit.report.renderers.accesses import Accesses
from appaudit.report.renderers.ordering import SEVERITIES, NumberedFinding, rank

_NO_SIGNAL = Bilingual("", "")
_PERMISSION_PREFIX = "android.permission."
_PROTECTION_ORDER = ("dangerous", "special", "privacy", "unknown", "signature", "normal")


class PermissionView(NamedTuple):
    """A permission with the findings about it; `name` is short where it is one of the platform's."""

    row: PermissionRow
    name: str
    protection: Bilingual
    users: tuple[Bilingual, ...]
    findings: tuple[NumberedFinding, ...]


class SdkView(NamedTuple):
    """A detected SDK: what proves it, what its code reads, its vendor documents, the documents say of it.

    `parts` are the names of the parts whose reads count for it, or for one of several products that share them.
    """

    row: SdkRow
    proofs: tuple[tuple[Bilingual, str], ...]
    name: Bilingual
    category: Bilingual
    touches: tuple[Bilingual, ...]
    collects: tuple[Bilingual, ...]
    before_consent: str
    declared: tuple[DeclaredSdkRow, ...]
    findings: tuple[NumberedFinding, ...]
    parts: tuple[Bilingual, ...] = ()


def permission_views(
    report: Report, names: words.Names, numbered: tuple[NumberedFinding, ...]
) -> tuple[PermissionView, ...]:
    """All declared permissions: those with findings first, then the sensitive ones."""
    by_subject = _by_subject(numbered)
    views = [
        PermissionView(
            row=row,
            name=row.name.removeprefix(_PERMISSION_PREFIX),
            protection=words.word(words.PROTECTION, row.protection),
            users=tuple(names.party(party) for party in row.used_by),
            findings=by_subject.get(row.name, ()),
        )
        for row in report.facts.permissions
    ]
    return tuple(
        sorted(
            views,
            key=lambda view: (
                _gravity(view.findings),
                rank(_PROTECTION_ORDER, view.row.protection),
                rank(("no", "unknown", "yes"), view.row.used),
                view.row.name,
            ),
        )
    )


def sdk_views(report: Report, names: words.Names, numbered: tuple[NumberedFinding, ...]) -> tuple[SdkView, ...]:
    """All detected SDKs, those with findings and those that no document names first."""
    by_party = _by_party(report, numbered)
    declared: dict[str, list[DeclaredSdkRow]] = {}
    for item in report.facts.declared_sdks:
        if item.sdk_id:
            declared.setdefault(item.sdk_id, []).append(item)
    parts: dict[str, list[Bilingual]] = {}
    for row in report.facts.sdks:
        for product in row.part_of:
            parts.setdefault(product, []).append(names.party(row.id))
    views = []
    for row in report.facts.sdks:
        accesses = [access for access in report.facts.data_access if access.party == row.id]
        views.append(
            SdkView(
                row=row,
                proofs=tuple(map(words.signal, row.signals)) or tuple((_NO_SIGNAL, text) for text in row.evidence),
                name=names.party(row.id),
                category=names.sdk_category(row.category),
                touches=_data_types(names, (access.data_type for access in accesses)),
                collects=_data_types(names, row.collects),
                before_consent=_before_consent(accesses),
                declared=tuple(declared.get(row.id, ())),
                findings=by_party.get(row.id, ()),
                parts=tuple(parts.get(row.id, ())),
            )
        )
    return tuple(
        sorted(
            views,
            key=lambda view: (
                not view.row.collects_data,
                _gravity(view.findings),
                view.row.disclosed != "no",
                view.row.category,
                view.row.id,
            ),
        )
    )


def declared_only(report: Report) -> tuple[DeclaredSdkRow, ...]:
    """What the documents name and the app does not seem to contain."""
    detected = {row.id for row in report.facts.sdks}
    return tuple(row for row in report.facts.declared_sdks if row.sdk_id not in detected)


def _before_consent(accesses: list[DataAccessRow]) -> str:
    """`yes`, `guarded`, `no`, or `unknown` while nobody has followed the calls."""
    at_launch = [access.guarded for access in accesses if access.phase == "pre_consent"]
    if at_launch:
        return "guarded" if all(at_launch) else "yes"
    return "unknown" if not accesses or any(access.phase == "unknown" for access in accesses) else "no"


def _data_types(names: words.Names, identifiers: Iterable[str]) -> tuple[Bilingual, ...]:
    return tuple(names.data_type(identifier) for identifier in sorted(dict.fromkeys(identifiers)))


def _by_subject(numbered: tuple[NumberedFinding, ...]) -> dict[str, tuple[NumberedFinding, ...]]:
    found: dict[str, tuple[NumberedFinding, ...]] = {}
    for item in numbered:
        found[item.finding.subject] = (*found.get(item.finding.subject, ()), item)
    return found


def _by_party(report: Report, numbered: tuple[NumberedFinding, ...]) -> dict[str, tuple[NumberedFinding, ...]]:
    """Findings about a party, and those whose evidence is what its code reads."""
    accesses = Accesses(report)
    found: dict[str, tuple[NumberedFinding, ...]] = {}
    for item in numbered:
        shown = [accesses.of(proof) for proof in item.finding.evidence if proof.role != "contrary"]
        parties = {item.finding.subject, *(row.party for row in shown if row)}
        for party in parties:
            found[party] = (*found.get(party, ()), item)
    return found


def _gravity(findings: tuple[NumberedFinding, ...]) -> int:
    return min((rank(SEVERITIES, item.finding.severity) for item in findings), default=len(SEVERITIES) + 1)
