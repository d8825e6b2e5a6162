"""The file of verdicts: what people decided about findings, kept beside the app from audit to audit.

YAML (or JSON, which is YAML): `verdicts: [{fingerprint, decision, reason, by, on, expires, note, rule, subject,
package}]`. A false positive and an accepted finding need a reason; they count no more than an ignored one until they
expire. A fingerprint is rule and subject, so that a verdict holds in the next build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any, Final

from appaudit.errors import ConfigError, RuleError
from appaudit.gate.entries import speaks_of
from appaudit.model.codec import CodecError, decode
from appaudit.model.dates import is_date
from appaudit.model.finding import Finding, Ignore, IgnoredFinding
from appaudit.model.record import recast, record
from appaudit.model.verdict import Verdict, VerdictsRow, WrittenVerdict
from appaudit.whole_files import read_regular
from appaudit.yaml_files import describe_problems, described_in_chinese, line_of, read_yaml

#: Decisions that take a finding out of the gate.
ACCEPTING: Final = ("false_positive", "accepted")
_MOST_BYTES: Final = 32 << 20


@record
class _File:
    verdicts: tuple[WrittenVerdict, ...] = field(default=())


@record
class SavedVerdicts:
    """Verdicts as read from their file."""

    name: str
    sha256: str
    entries: tuple[Verdict, ...]


@record
class Judged:
    """Findings told apart by verdicts: those that count, with what was decided, and those that do not."""

    kept: tuple[Finding, ...]
    accepted: tuple[IgnoredFinding, ...]
    row: VerdictsRow | None


def read_verdicts(path: Path) -> SavedVerdicts:
    """The verdicts in a file.

    Raises:
        ConfigError: it cannot be read, has a key or value that is not allowed, or names a finding twice; every problem
            is named with its line.
    """
    try:
        content = read_regular(path, _MOST_BYTES)
        file = decode(_File, read_yaml(path) or {})
        problems = list(_problems(file))
        if problems:
            raise CodecError(problems)
    except OSError as error:
        raise ConfigError(
            f"The verdicts {path} cannot be read: {error.strerror}",
            hint="`appaudit verdicts import` makes such a file of a workbook.",
            zh=f"无法读取裁决文件 {path}：{error.strerror}",
            hint_zh="可用 `appaudit verdicts import` 由工作簿生成。",
        ) from error
    except RuleError as error:
        raise ConfigError(error.message, zh=error.zh) from error
    except CodecError as error:
        raise ConfigError(
            "\n".join(describe_problems(error, path)),
            hint="Decisions: confirmed, false_positive, accepted, fixed.",
            zh="\n".join(described_in_chinese(error, path)),
            hint_zh="裁决可为 confirmed（属实）、false_positive（误报）、accepted（接受）、fixed（已整改）。",
        ) from error
    return SavedVerdicts(
        name=path.name, sha256=hashlib.sha256(content).hexdigest(), entries=tuple(_with_places(file, path))
    )


def _problems(file: _File) -> Iterator[tuple[str, str]]:
    seen = set()
    for index, entry in enumerate(file.verdicts):
        where = f"verdicts[{index}]"
        if not entry.fingerprint.strip():
            yield f"{where}.fingerprint", "must not be empty"
        if (entry.package, entry.fingerprint) in seen:
            yield f"{where}.fingerprint", "is decided twice"
        seen.add((entry.package, entry.fingerprint))
        if entry.decision in ACCEPTING and not entry.reason.strip():
            yield f"{where}.reason", f"{entry.decision} needs a reason"
        for name in ("on", "expires"):
            value = getattr(entry, name)
            if value and not is_date(value):
                yield f"{where}.{name}", f"expected a date like 2027-01-31, found {value!r}"


def _with_places(file: _File, path: Path) -> Iterator[Verdict]:
    for index, entry in enumerate(file.verdicts):
        place = f"{path.name}:{line_of(path, f'verdicts[{index}]')}"
        yield recast(Verdict, entry, place=place)


def of_any_app(saved: SavedVerdicts) -> SavedVerdicts:
    """The verdicts as if they named no app: of a policy that is read without one."""
    return replace(saved, entries=tuple(replace(entry, package="") for entry in saved.entries))


def judged(
    findings: Sequence[Finding],
    saved: SavedVerdicts | None,
    undecided_rules: Iterable[str],
    *,
    package: str,
    as_of: str,
    elsewhere: Iterable[Finding] = (),
) -> Judged:
    """The findings with what was decided about them.

    Args:
        findings: In their order, which is kept.
        saved: The verdicts, None where no file was given.
        undecided_rules: Ids of rules that are inconclusive this time.
        package: Only verdicts on this app count, and those that name none.
        as_of: The ISO date of the audit, on which a verdict may have expired.
        elsewhere: Findings that are there and that something else accepts already.
    """
    if saved is None:
        return Judged(kept=tuple(findings), accepted=(), row=None)
    of_app = [entry for entry in saved.entries if entry.package in ("", package)]
    expired = [entry for entry in of_app if entry.expires and entry.expires < as_of]
    holding = {entry.fingerprint: entry for entry in of_app if entry not in expired}
    kept, accepted = [], []
    for finding in findings:
        verdict = holding.get(finding.fingerprint)
        if verdict and not speaks_of(finding, verdict.fingerprint, verdict.rule, verdict.subject):
            verdict = None
        said = replace(finding, verdict=verdict) if verdict else finding
        if verdict and verdict.decision in ACCEPTING:
            accepted.append(IgnoredFinding(finding=said, ignore=_as_ignore(verdict, finding)))
        else:
            kept.append(said)
    there = {finding.fingerprint for finding in (*findings, *elsewhere)}
    undecided = set(undecided_rules)
    missing = [entry for entry in of_app if entry.fingerprint not in there]
    return Judged(
        kept=tuple(kept),
        accepted=tuple(accepted),
        row=VerdictsRow(
            name=saved.name,
            sha256=saved.sha256,
            expired=tuple(entry for entry in expired if entry.fingerprint in there),
            still_found=tuple(entry for entry in of_app if entry.decision == "fixed" and entry.fingerprint in there),
            no_longer_found=tuple(entry for entry in missing if entry.rule not in undecided),
            undecided=tuple(entry for entry in missing if entry.rule in undecided),
        ),
    )


def _as_ignore(verdict: Verdict, finding: Finding) -> Ignore:
    return recast(Ignore, verdict, rule=finding.rule_id, subject=finding.subject)


def merged(old: Iterable[Verdict], new: Iterable[Verdict]) -> list[Verdict]:
    """The verdicts of a file with newer ones put in; one that says the same keeps who said it and when."""
    found = {(item.package, item.fingerprint): item for item in old}
    for item in new:
        before = found.get((item.package, item.fingerprint))
        if before is None or _said(before) != _said(item):
            found[item.package, item.fingerprint] = item
    return sorted(found.values(), key=lambda item: (item.package, item.rule, item.subject, item.fingerprint))


def _said(item: Verdict) -> tuple[str, ...]:
    return (item.decision, item.reason, item.expires, item.note)


def verdicts_text(verdicts: Iterable[Verdict]) -> str:
    """The file with these verdicts, an entry a verdict, values that are empty left out."""
    import yaml

    names = ("fingerprint", "decision", "reason", "by", "on", "expires", "note", "rule", "subject", "package")
    entries: list[dict[str, Any]] = [
        {name: getattr(item, name) for name in names if getattr(item, name)} for item in verdicts
    ]
    return str(yaml.safe_dump({"verdicts": entries}, allow_unicode=True, sort_keys=False, width=120))
