"""Third parties and the documents: what a listed one lacks, what an SDK reads beyond its row, who is unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import field

from appaudit.derive.conduct import SdkConduct
from appaudit.derive.parties import Parties
from appaudit.model.class_names import is_made_up, own_root
from appaudit.model.coverage import Coverage, CoverageLevel
from appaudit.model.expression import Expression
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import ApiCallFact, NamespaceFact
from appaudit.model.facts.conduct import UnknownStartFact
from appaudit.model.facts.derived import DataAccessFact, SdkFact
from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.model.facts.package import AppFact, PermissionFact
from appaudit.model.facts.third_party import SdkScopeFact, SdkTermsFact, UnknownPartyFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.method_names import plain
from appaudit.model.record import record
from appaudit.model.sdks import SdkSignature
from appaudit.model.words import SdkTerm

_CONTACT = Expression(r"https?://|www\.|[\w.+-]+@[\w-]+\.\w|\b0\d{2,3}-?\d{7,8}\b|\b[48]00-?\d{3}-?\d{4}\b|\b1\d{10}\b")
_COMPANY = Expression(
    r"公司|集团|研究院|研究所|中心|银行|大学|学院|联盟|协会|基金会|合伙|事业部|\b(?:inc|ltd|llc|gmbh|corp|limited|corporation|"
    r"company|foundation|b\.?v|s\.?a|plc|oy|ab|pte)\b",
    re.IGNORECASE,
)
_INTERNET = frozenset(("android.permission.INTERNET", "ohos.permission.INTERNET"))
#: Call sites named with a fact.
SITES = 8
#: Letters that a name of a developer has at least: shorter ones are words of many.
_LEAST_NAME = 6
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+")
#: Characters of a listed name that are shown.
_MAX_NAME = 60


@record(kw_only=False, frozen=False)
class _Listed:
    """All rows of one third party."""

    rows: list[DeclaredSdkFact] = field(default_factory=list)

    def first(self, attribute: str) -> str:
        """The first value that a row gives for a field."""
        return next((str(value) for row in self.rows if (value := getattr(row, attribute))), "")

    @property
    def data_types(self) -> set[str]:
        """Every data type that a row names."""
        return {data_type for row in self.rows for data_type in row.data_types}


def _listed(facts: FactSet) -> dict[str, _Listed]:
    """Listed third parties by SDK id, or by name where nobody knows them; running text lists nothing.

    A table of a policy may be one of permissions or of services of the operator's own, so of a policy only names that
    are known SDKs or call themselves SDK count.
    """
    found: dict[str, _Listed] = {}
    for row in facts.of(DeclaredSdkFact):
        if not row.is_listed:
            continue
        if row.source == "policy" and not row.sdk_id and "sdk" not in row.name.lower():
            continue
        found.setdefault(row.sdk_id or row.name[:_MAX_NAME], _Listed()).rows.append(row)
    return found


def sdk_terms_facts(facts: FactSet, knowledge: Knowledge) -> list[SdkTermsFact]:
    """One fact for each third party that stands in a table or list; what any row of it says counts for it."""
    found = []
    for subject, listed in _listed(facts).items():
        signature = knowledge.sdks.get(listed.rows[0].sdk_id)
        if signature is not None and signature.kind != "sdk":
            continue
        found.append(_terms(subject, listed, signature))
    return found


def _terms(subject: str, listed: _Listed, signature: SdkSignature | None) -> SdkTermsFact:
    rows = listed.rows
    has: dict[SdkTerm, bool] = {
        "purpose": any(row.purpose and _plain(row.purpose) != _plain(row.name) for row in rows),
        "data": any(row.data for row in rows),
        "recipient": any(bool(_COMPANY.search(f"{row.company} {row.name}") or row.company) for row in rows),
        "contact": any(bool(row.link or _CONTACT.search(f"{row.company} {row.purpose}")) for row in rows),
    }
    return SdkTermsFact(
        subject=subject,
        name=rows[0].name[:_MAX_NAME],
        sdk=rows[0].sdk_id,
        company=listed.first("company"),
        vendor=signature.vendor if signature else "",
        link=listed.first("link"),
        sources=tuple(sorted({row.source for row in rows})),
        has_purpose=has["purpose"],
        has_data=has["data"],
        has_recipient=has["recipient"],
        has_contact=has["contact"],
        missing=tuple(name for name, given in has.items() if not given),
        collects_data=bool(signature and signature.collects),
        location=rows[0].location,
        extractor="derive.third_parties",
    )


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).lower().removesuffix("sdk")


def sdk_scope_facts(
    facts: FactSet, coverage: Coverage, knowledge: Knowledge, conduct: SdkConduct
) -> list[SdkScopeFact]:
    """One fact for each known SDK that the documents list, held against the app.

    A listed SDK counts as present when a part of it or another product of the same operator is: lists often name the
    operator's brand, and which of its products was meant cannot be told.
    """
    present = {fact.id: fact for fact in facts.of(SdkFact)}
    signatures = [knowledge.sdks[identifier] for identifier in present if identifier in knowledge.sdks]
    claimed = {product for signature in signatures for product in signature.part_of}
    vendors = {signature.vendor for signature in signatures} - {""}
    all_read = coverage.level("sdk") is CoverageLevel.COMPLETE
    held = {fact.name for fact in facts.of(PermissionFact)}
    access: dict[str, list[DataAccessFact]] = {}
    for fact in facts.of(DataAccessFact):
        access.setdefault(fact.party, []).append(fact)
    found = []
    rows = _listed(facts)
    for subject, listed in rows.items():
        signature = knowledge.sdks.get(subject)
        if signature is None or signature.kind != "sdk":
            continue
        is_near = subject in present or subject in claimed or signature.vendor in vendors
        scope = _Scope(listed.data_types, knowledge, conduct, signature)
        accesses = scope.beyond(access.get(subject, ()), _named_of_parts(present, rows))
        found.append(
            SdkScopeFact(
                sdk=subject,
                name=signature.name.zh,
                in_app="yes" if is_near else "no" if all_read else "unknown",
                undeclared=tuple(sorted({fact.data_type for fact in accesses})),
                documented=scope.documented(held) if subject in present else (),
                callers=tuple(dict.fromkeys(fact.caller for fact in accesses))[:SITES],
                contrary=scope.contrary,
                location=listed.rows[0].location,
                extractor="derive.third_parties",
            )
        )
    return found


def _named_of_parts(present: Mapping[str, SdkFact], rows: Mapping[str, _Listed]) -> dict[str, set[str]]:
    """By part, what the rows of all its products in the app name: which of them it reads for cannot be told."""
    return {
        fact.id: {named for name in (fact.id, *fact.part_of) if name in rows for named in rows[name].data_types}
        for fact in present.values()
        if fact.part_of
    }


class _Scope:
    """What an SDK's rows leave out."""

    def __init__(self, declared: set[str], knowledge: Knowledge, conduct: SdkConduct, signature: SdkSignature) -> None:
        self._declared = declared
        self._knowledge = knowledge
        self._conduct = conduct
        self._signature = signature
        self.contrary: tuple[str, ...] = ()

    def beyond(self, accesses: Iterable[DataAccessFact], of_parts: Mapping[str, set[str]]) -> list[DataAccessFact]:
        """Accesses of the SDK's own code to data that no row names and that the app has not switched off."""
        kept = []
        for fact in accesses:
            if fact.permitted == "no" or fact.phase == "dead" or not fact.certain or self._is_named(fact.data_type):
                continue
            if any(self._knowledge.discloses(named, fact.data_type) for named in of_parts.get(fact.part, ())):
                continue
            switched = self._conduct.switched_off(self._signature.id, fact.data_type)
            if switched:
                self.contrary = tuple(dict.fromkeys((*self.contrary, *switched)))
            else:
                kept.append(fact)
        return kept

    def documented(self, held: set[str]) -> tuple[str, ...]:
        """Data types that the vendor documents, that this app makes possible, and that no row names.

        Vendor documents cover optional functions, so a permission must be there where the platform asks for one; of
        identifiers that need none, one that is named shows that the row was written with care.
        """
        known = self._knowledge
        identifier = known.data_of_role("identifier")
        names_identifier = any(known.is_a(named, identifier) for named in self._declared)
        found = []
        for name in self._signature.collects:
            if self._is_named(name):
                continue
            gates = {
                info.name
                for info in known.permissions_on("android").values()
                if name in info.data and info.protection != "normal"
            }
            if gates & held or (not gates and not names_identifier and known.is_a(name, identifier)):
                found.append(name)
        return tuple(found)

    def _is_named(self, data_type: str) -> bool:
        if not self._declared or self._knowledge.is_ordinary(data_type):
            return True
        return any(self._knowledge.discloses(named, data_type) for named in self._declared)


def unknown_party_facts(facts: FactSet, knowledge: Knowledge, parties: Parties) -> list[UnknownPartyFact]:
    """One fact for each owner that nobody knows and whose code reads personal data or opens connections.

    Names that an optimiser made up (`a.b.c`) name no owner. Where the manifest was not read, nobody knows what is the
    app's own. What bears the name of the developer is the app's, and more code of a company whose SDK is in the app is
    that company's: it is told there.
    """
    if not facts.of(AppFact):
        return []
    seen: dict[str, _Unknown] = {}
    for access in facts.of(DataAccessFact):
        if access.party_kind != "unknown" or access.phase == "dead":
            continue
        if not knowledge.is_ordinary(access.data_type):
            unknown = seen.setdefault(parties.owner(_holder(access.caller)), _Unknown())
            unknown.data_types.add(access.data_type)
            unknown.callers.append(access.caller)
    for call in facts.of(ApiCallFact):
        if (
            _INTERNET & set(call.permissions)
            and call.phase != "dead"
            and parties.of(call.caller_class).kind == "unknown"
        ):
            unknown = seen.setdefault(parties.owner(call.caller_class), _Unknown())
            unknown.uses_network = True
            unknown.callers.append(call.caller)
    for start in facts.of(UnknownStartFact):
        owner = parties.owner(start.callee_class)
        way = start.chain or (start.caller,)
        is_inside = any(step.startswith(f"{owner}.") for step in way)
        if owner in seen and not is_inside and parties.of(start.callee_class).kind == "unknown":
            seen[owner].starts.append(" → ".join(map(plain, (*way, start.api))))
    known = _Owners(facts, knowledge)
    counts: dict[str, int] = {}
    for namespace in facts.of(NamespaceFact):
        owner = parties.owner(f"{namespace.name}.X")
        counts[owner] = counts.get(owner, 0) + namespace.classes
    return [
        UnknownPartyFact(
            name=name,
            classes=counts.get(name, 0),
            data_types=tuple(sorted(unknown.data_types)),
            uses_network=unknown.uses_network,
            callers=tuple(dict.fromkeys(unknown.callers))[:SITES],
            starts=tuple(dict.fromkeys(unknown.starts))[:SITES],
            extractor="derive.third_parties",
        )
        for name, unknown in seen.items()
        if name and not is_made_up(name) and not known.is_told(name)
    ]


class _Owners:
    """Whose code stands elsewhere in the report, by the root of its packages: the developer's, and that of SDKs.

    A root that several companies share says of none which of them it is.
    """

    def __init__(self, facts: FactSet, knowledge: Knowledge) -> None:
        self._shared = knowledge.shared_roots
        vendors: dict[str, set[str]] = {}
        self._present: set[str] = set()
        present = {fact.id for fact in facts.of(SdkFact)}
        for signature in knowledge.sdks.values():
            for root in {own_root(prefix, self._shared) for prefix in signature.signals.classes}:
                vendors.setdefault(root, set()).update({signature.vendor} - {""})
                if signature.kind == "sdk" and signature.id in present:
                    self._present.add(root)
        self._several = {root for root, names in vendors.items() if len(names) > 1}
        self._known = frozenset(vendors)
        packages = {own_root(app.package, self._shared).rpartition(".")[2] for app in facts.of(AppFact)}
        labels = {word.lower() for app in facts.of(AppFact) for word in _WORD.findall(app.label)}
        self._by_package = tuple(name for name in packages if len(name) >= _LEAST_NAME)
        self._by_label = {name for name in labels if len(name) >= _LEAST_NAME}

    def is_told(self, owner: str) -> bool:
        """Whether code that is published under a name is told as somebody's already."""
        root = own_root(owner, self._shared)
        if root in self._known:
            return root in self._present and root not in self._several
        name = root.rpartition(".")[2]
        return name.startswith(self._by_package) or name in self._by_label


def _holder(caller: str) -> str:
    """What a function stands in: a class, or a source file of ArkTS (`@scope/package/path#function`)."""
    path, mark, _ = caller.partition("#")
    return path if mark and "/" in path else caller.rpartition(".")[0]


@record(kw_only=False, frozen=False)
class _Unknown:
    data_types: set[str] = field(default_factory=set)
    uses_network: bool = False
    callers: list[str] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)
