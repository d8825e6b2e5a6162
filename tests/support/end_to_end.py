"""What a whole audit of small inputs comes to, rule by rule."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.sample_reports import AS_OF, audit_of, sample_report, shipped_catalog

from appaudit.catalog import Catalog
from appaudit.comparison.judge import judged
from appaudit.model.finding import Finding, Ignore
from appaudit.model.report import Report
from appaudit.pipeline.audit import audit
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.pipeline.policy_alone import PolicyAlone
from appaudit.stages import Stages


@dataclass(frozen=True, kw_only=True)
class Given:
    """What one audit is given; what is left empty is not supplied.

    Without a package the policy is read by itself. A package that takes long to build is given as what builds it, so
    that collecting the tests does not wait for it. `before` is the package of the release before, which was audited
    with the same documents and is compared with this one. `sample` names a sample app with its documents instead;
    `kinds` are the kinds of app that the user names, `guide` the privacy guide of a mini-program.
    """

    package: bytes | Callable[[], bytes] = b""
    name: str = "app.apk"
    policy: str = ""
    sdk_list: str = ""
    declared: str = ""
    ignores: tuple[Ignore, ...] = ()
    before: bytes = b""
    sample: str = ""
    kinds: tuple[str, ...] = ()
    guide: str = ""


@dataclass(frozen=True, kw_only=True)
class Case:
    """Inputs on which a rule has a finding, and their near twin on which it has none though all was read."""

    rule: str
    fires: Given
    silent: Given


@dataclass(frozen=True)
class Result:
    """The outcome of every rule by id, and the findings, those included that an ignore covers."""

    words: Mapping[str, str]
    findings: tuple[Finding, ...]


def outcomes(given: Given) -> Mapping[str, str]:
    """The outcome of every rule by id: `match`, `no-match`, `inconclusive` or `not-applicable`."""
    return result(given).words


@cache
def result(given: Given) -> Result:
    """What the audit by the shipped rules comes to."""
    if given.sample:
        return _result(sample_report(given.sample))
    return result_by(shipped_catalog(), given)


def result_by(catalog: Catalog, given: Given) -> Result:
    """What the audit by the rules of any catalogue comes to."""
    with tempfile.TemporaryDirectory() as folder:
        return _audited(catalog, given, Path(folder))


def _audited(catalog: Catalog, given: Given, folder: Path) -> Result:
    policy = _written(folder / "privacy.txt", given.policy)
    if not given.package:
        assert policy, "a case needs a package or a policy"
        return _result(PolicyAlone([policy], catalog, as_of=AS_OF).report)
    package = folder / given.name
    package.write_bytes(given.package if isinstance(given.package, bytes) else given.package())
    sdk_list = _written(folder / "sdks.csv", given.sdk_list)
    inputs = Inputs(
        artifact=package,
        policies=(policy,) if policy else (),
        sdk_lists=(sdk_list,) if sdk_list else (),
        operator_facts=_written(folder / "audit.yaml", given.declared),
        app_categories=given.kinds,
        privacy_guide=_written(folder / "guide.json", given.guide),
    )
    report = audit(inputs, catalog, Settings(as_of=AS_OF, ignores=given.ignores), Stages())
    if not given.before:
        return _result(report)
    before = folder / "before.apk"
    before.write_bytes(given.before)
    comparison = judged(audit_of(before, policy=policy, sdk_list=sdk_list), report, catalog.rules, catalog.knowledge)
    found = {finding.rule_id for finding in comparison.findings}
    compared = {rule.id for rule in catalog.rules if "comparison" in rule.requires}
    first = _result(report)
    words = {**first.words, **{name: "match" if name in found else "no-match" for name in compared}}
    return Result(words, (*first.findings, *comparison.findings))


def _result(report: Report) -> Result:
    """A match without a finding, and a finding without a match, are mistakes of the pipeline."""
    words = {row.rule_id: row.outcome for row in report.rules}
    findings = (*report.findings, *(item.finding for item in report.ignored))
    matched = {name for name, word in words.items() if word == "match"}
    assert matched == {finding.rule_id for finding in findings}, matched
    return Result(words, findings)


def _written(path: Path, content: str) -> Path | None:
    if not content:
        return None
    path.write_text(content, encoding="utf-8")
    return path
