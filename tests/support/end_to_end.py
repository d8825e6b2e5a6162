"""What a whole audit of small inputs comes to, rule by rule."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.sample_reports import AS_OF, audit_of, sample_report, shipped_catalog

from appaudit.comparison.judge import judged
from appaudit.model.report import Ignore, Report
from appaudit.pipeline import Catalog, Inputs, Settings, audit, report_on_policy
from appaudit.stages import Stages


@dataclass(frozen=True, kw_only=True)
class Given:
    """What one audit is given; what is left empty is not supplied.

    Without a package the policy is read by itself. `before` is the package of the release before, which was audited
    with the same documents and is compared with this one. `sample` names a sample app with its documents instead.
    """

    package: bytes = b""
    name: str = "app.apk"
    policy: str = ""
    sdk_list: str = ""
    declared: str = ""
    ignores: tuple[Ignore, ...] = ()
    before: bytes = b""
    sample: str = ""


@dataclass(frozen=True, kw_only=True)
class Case:
    """Inputs on which a rule has a finding, and their near twin on which it has none though all was read."""

    rule: str
    fires: Given
    silent: Given


@cache
def outcomes(given: Given) -> Mapping[str, str]:
    """The outcome of every rule by id: `match`, `no-match`, `inconclusive` or `not-applicable`."""
    if given.sample:
        return _words(sample_report(given.sample))
    return outcomes_by(shipped_catalog(), given)


def outcomes_by(catalog: Catalog, given: Given) -> Mapping[str, str]:
    """The outcomes by the rules of any catalogue."""
    with tempfile.TemporaryDirectory() as folder:
        return _audited(catalog, given, Path(folder))


def _audited(catalog: Catalog, given: Given, folder: Path) -> Mapping[str, str]:
    policy = _written(folder / "privacy.txt", given.policy)
    if not given.package:
        assert policy, "a case needs a package or a policy"
        return _words(report_on_policy([policy], catalog))
    package = folder / given.name
    package.write_bytes(given.package)
    sdk_list = _written(folder / "sdks.csv", given.sdk_list)
    inputs = Inputs(
        artifact=package,
        policies=(policy,) if policy else (),
        sdk_lists=(sdk_list,) if sdk_list else (),
        operator_facts=_written(folder / "audit.yaml", given.declared),
    )
    report = audit(inputs, catalog, Settings(as_of=AS_OF, ignores=given.ignores), Stages())
    words = _words(report)
    if given.before:
        before = folder / "before.apk"
        before.write_bytes(given.before)
        earlier = audit_of(before, policy=policy, sdk_list=sdk_list)
        found = {finding.rule_id for finding in judged(earlier, report, catalog.rules, catalog.knowledge).findings}
        compared = {rule.id for rule in catalog.rules if "comparison" in rule.requires}
        words |= {name: "match" if name in found else "no-match" for name in compared}
    return words


def _words(report: Report) -> dict[str, str]:
    """A match counts only where a finding came of it, unless its reader asked not to see it."""
    words = {row.rule_id: row.outcome for row in report.rules}
    found = {finding.rule_id for finding in report.findings} | {item.finding.rule_id for item in report.ignored}
    matched = {name for name, word in words.items() if word == "match"}
    assert matched == found, matched ^ found
    return words


def _written(path: Path, content: str) -> Path | None:
    if not content:
        return None
    path.write_text(content, encoding="utf-8")
    return path
