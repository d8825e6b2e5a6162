"""Two reports, or two policies, to what changed between them: pure, and in a total order."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Final, Literal, TypeVar

from appaudit.comparison.redline import Line, redline
from appaudit.model.bilingual import Bilingual
from appaudit.model.comparison import COMPARISON_VERSION, Change, Comparison, FindingChange, Passage, Side, Unread
from appaudit.model.coverage import NOT_TO_BE_READ
from appaudit.model.facts.operation import AddedSdkFact
from appaudit.model.finding import Finding
from appaudit.model.record import recast
from appaudit.model.report import DataAccessRow, PolicySection, Report, SdkRow
from appaudit.model.words import DocumentsChange
from appaudit.report.renderers import words

_DIGEST_SHOWN = 12
#: The word of a thing in a side that could not be read: it may be there.
UNSEEN: Final = "unseen"
#: The kind of facts that each table rests on.
_RESTS_ON: Final = {
    "documents": "clause",
    "sdks": "sdk",
    "permissions": "permission",
    "data_access": "data_access",
    "declared_sdks": "declared_sdk",
    "clauses": "clause",
    "data_types": "mention",
    "third_parties": "clause",
}

_DISCLOSED = {
    "policy": "disclosed",
    "sdk_list": "disclosed",
    "both": "disclosed",
    "yes": "disclosed",
    "no": "undisclosed",
    "unknown": "disclosure_unknown",
}
_USED = {"yes": "used", "no": "unused", "unknown": "use_unknown"}

T = TypeVar("T")
_Word = tuple[Bilingual, str]


def compare_reports(old: Report, new: Report) -> Comparison:
    """What changed from one report to another; `findings` are left empty (see `judge`)."""
    sight = _Sight(old, new)
    policies = compare_policies(old.facts.policy, new.facts.policy, names=_names(old, new), blind=sight.blind)
    before = {finding.fingerprint: finding for finding in _all_findings(old)}
    after = {finding.fingerprint: finding for finding in _all_findings(new)}
    ignored = {item.finding.fingerprint for item in new.ignored}
    listed_before = {item.fingerprint for item in old.gate.hidden} if old.gate else set()
    undecided = {item.rule_id for item in new.inconclusive}
    listed_no_more = {item.fingerprint for item in new.gate.hidden} if new.gate else set()
    gone = [finding for key, finding in before.items() if key not in after and key not in listed_no_more]
    both = [(before[key], finding) for key, finding in after.items() if key in before]
    return Comparison(
        comparison_version=COMPARISON_VERSION,
        old=side_of(old),
        new=side_of(new),
        documents=policies.documents,
        sdks=_changes(_sdks(old), _sdks(new), sight.blind("sdks")),
        permissions=_changes(_permissions(old), _permissions(new), sight.blind("permissions")),
        data_access=_changes(_accesses(old), _accesses(new), sight.blind("data_access")),
        declared_sdks=_changes(_declared(old), _declared(new), sight.blind("declared_sdks")),
        clauses=policies.clauses,
        data_types=policies.data_types,
        third_parties=policies.third_parties,
        regulations=_changes(_items(old), _items(new)),
        verdicts=_changes(_verdicts(old), _verdicts(new)),
        wording=policies.wording,
        unread=sight.unread,
        new_findings=tuple(
            item for key, item in after.items() if key not in before and key not in ignored and key not in listed_before
        ),
        changed_findings=tuple(
            FindingChange(finding=now, severity_before=then.severity, status_before=then.status)
            for then, now in both
            if (then.severity, then.status) != (now.severity, now.status)
        ),
        gone_findings=tuple(finding for finding in gone if finding.rule_id not in undecided),
        undecided=tuple(finding for finding in gone if finding.rule_id in undecided),
        same_findings=len(both),
        subjects=_subjects(old, new),
    )


def compare_policies(
    old: PolicySection,
    new: PolicySection,
    *,
    names: Mapping[str, Bilingual],
    old_name: str = "",
    new_name: str = "",
    unread: tuple[Unread, ...] = (),
    blind: Callable[[str], Collection[str]] | None = None,
) -> Comparison:
    """What changed from one policy to another.

    Args:
        old: The policy before; empty where there was none, which makes clauses come and not change.
        new: The policy now.
        names: Names for people of clause and data-type ids.
        old_name: What to call the old one.
        new_name: What to call the new one.
        unread: What of either could not be read.
        blind: For the name of a table the sides (`old`, `new`) of which not everything in it could be seen; without it
            those of `unread`.
    """
    unseen = blind or (lambda _: {item.side for item in unread})
    named = lambda identifier: names.get(identifier) or Bilingual(identifier, identifier)  # noqa: E731
    return Comparison(
        comparison_version=COMPARISON_VERSION,
        old=Side(name=old_name),
        new=Side(name=new_name),
        documents=_changes(*_documents(old, new), unseen("documents")),
        clauses=_changes(_clauses(old, named), _clauses(new, named), unseen("clauses")),
        data_types=_changes(_data_types(old, named), _data_types(new, named), unseen("data_types")),
        third_parties=_changes(_third_parties(old), _third_parties(new), unseen("third_parties")),
        wording=_wording(old, new),
        unread=unread,
    )


class _Sight:
    """What one side shows that the other could not: gaps of either that the other has not."""

    def __init__(self, old: Report, new: Report) -> None:
        before, after = _gaps(old), _gaps(new)
        self._sides: dict[Literal["old", "new"], dict[tuple[str, str, str], Bilingual]] = {
            "old": {key: text for key, text in before.items() if key not in after},
            "new": {key: text for key, text in after.items() if key not in before},
        }

    def blind(self, table: str) -> set[str]:
        """The sides in which a thing of this table may be although nothing shows it."""
        kind = _RESTS_ON[table]
        return {side for side, gaps in self._sides.items() if any(key[0] == kind for key in gaps)}

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The gaps of each side that bear on a table, each text once."""
        found = {
            (side, text): None
            for side, gaps in self._sides.items()
            for key, text in gaps.items()
            if key[0] in _RESTS_ON.values()
        }
        return tuple(Unread(side=side, what=text) for side, text in found)


def _gaps(report: Report) -> dict[tuple[str, str, str], Bilingual]:
    """Gaps by kind of fact, part and reason; what nobody supplied is none."""
    return {
        (row.kind, gap.part, gap.reason): gap.detail
        for row in report.coverage
        for gap in row.gaps
        if gap.reason not in NOT_TO_BE_READ
    }


def added_sdks(old: Report, new: Report) -> list[AddedSdkFact]:
    """The SDKs that came, as facts for rules; none where the old version's SDKs could not all be seen.

    An SDK that was merely not visible before (the app was packed) did not come.
    """
    if any(row.kind == "sdk" and row.level != "complete" for row in old.coverage):
        return []
    before = {row.id for row in old.facts.sdks}
    documents = _what_documents_did(old, new)
    return [
        recast(AddedSdkFact, row, name_en=row.name_en or row.name, documents=documents, extractor="comparison")
        for row in new.facts.sdks
        if row.id not in before
    ]


def _what_documents_did(old: Report, new: Report) -> DocumentsChange:
    """`none`, `unchanged` or `changed`: judged by the text of policies and the digest of SDK lists."""
    before, after = _disclosures(old), _disclosures(new)
    if not before and not after:
        return "none"
    return "unchanged" if before == after else "changed"


def _disclosures(report: Report) -> set[str]:
    texts = {row.text for row in report.facts.policy.documents}
    return texts | {item.sha256 for item in report.inputs if item.role == "sdk_list" and item.status == "read"}


def side_of(report: Report) -> Side:
    """What a comparison says of a report."""
    artifact = report.artifact
    return Side(
        name=artifact.path,
        sha256=artifact.sha256,
        package=artifact.package,
        version=f"{artifact.version_name} ({artifact.version_code})"
        if artifact.version_code
        else artifact.version_name,
        label=artifact.label,
        rules_digest=report.tool.rules_digest,
        as_of=report.tool.as_of,
    )


def _names(old: Report, new: Report) -> dict[str, Bilingual]:
    return {
        **old.glossary.clauses, **new.glossary.clauses, **old.glossary.data_types, **new.glossary.data_types
    }  # fmt: skip


def _all_findings(report: Report) -> list[Finding]:
    return [*report.findings, *(item.finding for item in report.ignored)]


def _changes(old: Mapping[str, _Word], new: Mapping[str, _Word], blind: Collection[str] = ()) -> tuple[Change, ...]:
    """What came first, then what is another, then what went; each by id.

    What a side that is `blind` does not have is unseen there: it neither came nor went.
    """
    missing = {side: UNSEEN if side in blind else "" for side in ("old", "new")}
    changes = []
    for key in {**old, **new}:
        before = old[key][1] if key in old else missing["old"]
        after = new[key][1] if key in new else missing["new"]
        if before != after:
            changes.append(Change(id=key, name=(new.get(key) or old[key])[0], before=before, after=after))
    order = ("added", "changed", "removed")
    return tuple(sorted(changes, key=lambda change: (order.index(change.direction), change.id)))


def _sdks(report: Report) -> dict[str, _Word]:
    return {row.id: (Bilingual(row.name, row.name_en or row.name), _sdk_word(row)) for row in report.facts.sdks}


def _sdk_word(row: SdkRow) -> str:
    return f"{_DISCLOSED[row.disclosed]} {row.version}".strip()


def _permissions(report: Report) -> dict[str, _Word]:
    return {
        row.name: (
            row.label if row.label.zh else Bilingual(row.name, row.name),
            f"{_USED[row.used]} {_DISCLOSED[row.disclosed]}",
        )
        for row in report.facts.permissions
    }


def _accesses(report: Report) -> dict[str, _Word]:
    """Data by type and party, with the worst of its call sites: before consent, guarded, otherwise, in dead code."""
    found: dict[str, list[DataAccessRow]] = {}
    for row in report.facts.data_access:
        found.setdefault(f"{row.data_type} {row.party}", []).append(row)
    return {
        key: (_access_name(rows[0], report), min(map(_access_word, rows), key=_ACCESS_WORDS.index))
        for key, rows in found.items()
    }


_ACCESS_WORDS = ("pre_consent", "guarded", "other", "unknown", "dead")


def _access_word(row: DataAccessRow) -> str:
    if row.phase == "pre_consent":
        return "guarded" if row.guarded else "pre_consent"
    return row.phase if row.phase in _ACCESS_WORDS else "unknown"


def _access_name(row: DataAccessRow, report: Report) -> Bilingual:
    data = report.glossary.data_types.get(row.data_type) or Bilingual(row.data_type, row.data_type)
    party = report.glossary.parties.get(row.party) or Bilingual(row.party, row.party)
    return Bilingual(f"{data.zh} · {party.zh}", f"{data.en} · {party.en}")


def _declared(report: Report) -> dict[str, _Word]:
    rows = [row for row in report.facts.declared_sdks if row.source == "sdk_list"]
    return {_key(row.sdk_id, row.name): (Bilingual(row.name, row.name), "named") for row in rows}


def _key(sdk_id: str, name: str) -> str:
    return sdk_id or name.casefold()


def _items(report: Report) -> dict[str, _Word]:
    return {f"{row.id} {item.item}": (item.title, item.status) for row in report.regulations for item in row.items}


def _verdicts(report: Report) -> dict[str, _Word]:
    """What people decided about the findings of a report, by fingerprint; accepted ones are among them."""
    names = words.Names(report)
    found: dict[str, _Word] = {}
    for finding in _all_findings(report):
        if finding.verdict:
            subject = names.subject(finding)
            name = Bilingual(f"{finding.title.zh}：{subject.zh}", f"{finding.title.en}: {subject.en}")
            found[finding.fingerprint] = (name, finding.verdict.decision)
    return found


def _subjects(old: Report, new: Report) -> dict[str, Bilingual]:
    """What findings and SDKs of both reports are called, where that is not their id."""
    found: dict[str, Bilingual] = {}
    for report in (old, new):
        names = words.Names(report)
        found.update({finding.subject: names.subject(finding) for finding in _all_findings(report)})
        found.update({row.id: names.party(row.id) for row in report.facts.sdks})
    return {key: name for key, name in sorted(found.items()) if key not in (name.zh, name.en)}


def _documents(old: PolicySection, new: PolicySection) -> tuple[dict[str, _Word], dict[str, _Word]]:
    """Digests by name; where each side has one document it is the same document, whatever it is called."""
    before, after = (
        {row.name: (Bilingual(row.name, row.name), row.sha256[:_DIGEST_SHOWN]) for row in policy.documents}
        for policy in (old, new)
    )
    if len(before) == len(after) == 1:
        before = dict(zip(after, before.values(), strict=True))
    return before, after


def _wording(old: PolicySection, new: PolicySection) -> tuple[Passage, ...]:
    """Both texts as a redline; nothing where one side has none."""
    before, after = list(_lines(old)), list(_lines(new))
    return redline(before, after) if before and after else ()


def _lines(policy: PolicySection) -> Iterator[Line]:
    """The paragraphs of all documents, each under its heading."""
    for row in policy.documents:
        section, at, headings = "", 0, set(row.headings)
        for line in row.text.splitlines(keepends=True):
            text, is_heading = line.strip(), at + len(line) - len(line.lstrip()) in headings
            at += len(line)
            if is_heading:
                section = text.lstrip("# ")
            if text:
                yield Line(text=text, section=section, is_heading=is_heading)


def _clauses(policy: PolicySection, named: Callable[[str], Bilingual]) -> dict[str, _Word]:
    return {key: (named(key), row.status) for key, row in policy.clauses.items()}


def _data_types(policy: PolicySection, named: Callable[[str], Bilingual]) -> dict[str, _Word]:
    grouped = _grouped((row.id, f"{row.polarity} {row.action}".strip()) for row in policy.data_types)
    return {key: (named(key), ", ".join(sorted(set(words))) or "named") for key, words in grouped.items()}


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def _third_parties(policy: PolicySection) -> dict[str, _Word]:
    """Third parties by SDK or name; the word is what the policy says of them, so that a shorter list of data shows."""
    rows = _grouped((_key(row.sdk_id, row.name), row) for row in policy.third_parties)
    return {
        key: (
            Bilingual(group[0].name, group[0].name),
            "; ".join(sorted({"、".join(filter(None, (row.purpose, *row.data))) for row in group} - {""})) or "named",
        )
        for key, group in rows.items()
    }
