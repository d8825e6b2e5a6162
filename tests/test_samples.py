"""Every sample app is audited as its `expected.json` says, and always to the same bytes."""

import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from appaudit.cli import exit_code_of
from appaudit.cli._configuration import repository_of
from appaudit.model.coverage import CODE_KINDS
from appaudit.model.method_names import plain
from appaudit.model.rule import AllOf, AnyOf, Not, Predicate
from appaudit.pipeline.inputs import Inputs
from appaudit.pipeline.places import with_paths
from appaudit.report.renderers import render
from tests.support.sample_paths import sample, sample_names
from tests.support.sample_reports import AS_OF, audit_of, expected_of, sample_json, sample_report, shipped_catalog

STATUSES = ("review", "suspected", "violation")
SEVERITIES = ("info", "low", "medium", "high", "critical")
#: Kinds that the code gives, or that are made of what it gives.
CODE_FACTS = {*CODE_KINDS, "consistency", "data_access", "permission_use", "sdk", "sensor"}
UNREAD = [name for name in sample_names() if "inconclusive" in expected_of(name)]
EXACT = [name for name in sample_names() if "exact" in expected_of(name)]
PACKED = [name for name in sample_names() if "packer" in expected_of(name)]
CLEAN = [name for name in sample_names() if expected_of(name)["exit_code"] == 0]
#: What the product is known to get wrong, by sample and case. Strict: what gets better must leave this list.
KNOWN: dict[tuple[str, str], str] = {}


def case(name, *values, label=""):
    """One parameter set for a sample, marked where the product is known to be wrong."""
    marks = []
    if (name, label) in KNOWN:
        marks.append(pytest.mark.xfail(strict=True, reason=KNOWN[name, label]))
    return pytest.param(name, *values, marks=marks, id="-".join(filter(None, (name, label))))


def samples_where(names=None, label=""):
    return [case(name, label=label) for name in (sample_names() if names is None else names)]


def each_finding():
    for name in sample_names():
        for wanted in expected_of(name)["findings"]:
            yield case(name, wanted, label=f"{wanted['category']}-{subjects_of(wanted)[0]}")


def each_row():
    for name in sample_names():
        for table, rows in expected_of(name).get("facts", {}).items():
            for number, row in enumerate(rows):
                yield case(name, table, row, label=f"{table}-{number}")


def subjects_of(wanted):
    return [wanted["subject"]] if isinstance(wanted["subject"], str) else wanted["subject"]


def fits(finding, wanted):
    """Whether a finding is the one described; an empty subject stands for any."""
    subjects = subjects_of(wanted)
    return (
        finding.category == wanted["category"]
        and (finding.subject in subjects or subjects == [""])
        and STATUSES.index(finding.status) >= STATUSES.index(wanted["min_status"])
        and ("path" not in wanted or wanted["path"] in {piece.location.path for piece in finding.evidence})
    )


def brief(findings):
    return [(finding.category, finding.subject, finding.status, finding.rule_id) for finding in findings]


def assert_found(name, wanted):
    findings = sample_report(name).findings
    assert any(fits(finding, wanted) for finding in findings), brief(findings)


def assert_row(name, table, row):
    rows = [named_plainly(found) for found in sample_json(name)["facts"][table]]
    assert [found for found in rows if row.items() <= found.items()], rows


def named_plainly(row):
    """A row with methods by name alone; expectations were written so."""
    names = {"caller": plain(row["caller"]), "chain": [plain(step) for step in row["chain"]]} if "chain" in row else {}
    return row | names


@pytest.mark.parametrize(("name", "wanted"), list(each_finding()))
def test_planted_problems_are_found(name, wanted):
    assert_found(name, wanted)


@pytest.mark.parametrize(
    ("name", "category"),
    [case(name, item, label=item) for name in sample_names() for item in expected_of(name)["absent_categories"]],
)
def test_nothing_is_found_where_nothing_is_wrong(name, category):
    assert brief(finding for finding in sample_report(name).findings if finding.category == category) == []


@pytest.mark.parametrize("name", samples_where(CLEAN, "above-low"))
def test_a_clean_app_has_no_finding_above_low(name):
    worst = SEVERITIES.index("low")
    assert brief(item for item in sample_report(name).findings if SEVERITIES.index(item.severity) > worst) == []


@pytest.mark.parametrize(("name", "table", "row"), list(each_row()))
def test_facts_are_in_the_report(name, table, row):
    assert_row(name, table, row)


@pytest.mark.parametrize("name", EXACT)
def test_the_outcome_is_exactly_this(name):
    """The findings of a category by subject, and the rows of a table by some of their fields: no more, no fewer."""
    exact = dict(expected_of(name)["exact"])
    findings = sample_report(name).findings
    for category, subjects in exact.pop("findings").items():
        assert sorted({finding.subject for finding in findings if finding.category == category}) == subjects
    for table, wanted in exact.items():
        keys = list(wanted[0])
        rows = {tuple(row[key] for key in keys) for row in map(named_plainly, sample_json(name)["facts"][table])}
        assert rows == {tuple(row[key] for key in keys) for row in wanted}


@pytest.mark.parametrize("name", [name for name in sample_names() if "at_most" in expected_of(name)])
def test_a_consent_guard_lowers_the_status(name):
    """What runs only after consent may be worth a look, and no more."""
    for limit in expected_of(name)["at_most"]:
        found = [item for item in sample_report(name).findings if item.category == limit["category"]]
        assert all(STATUSES.index(item.status) <= STATUSES.index(limit["max_status"]) for item in found), brief(found)


# --- what could not be read -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", UNREAD)
def test_unread_parts_are_said_once_and_leave_rules_open(name):
    report = sample_report(name)
    assert [item.rule_id for item in report.findings if item.category == "analysis_limit"] == ["analysis-limit"]
    undecided = {item.rule_id: item.reasons for item in report.inconclusive}
    assert set(expected_of(name)["inconclusive"]) <= set(undecided)
    assert all(reason.detail and reason.part for reasons in undecided.values() for reason in reasons)


@pytest.mark.parametrize("name", PACKED)
def test_the_packer_is_named(name):
    assert sample_json(name)["artifact"]["packer"] == expected_of(name)["packer"]


@pytest.mark.parametrize("name", UNREAD)
def test_no_conclusion_from_code_that_nobody_saw(name):
    """No finding rests on the absence of something in the code, and no permission is called unused."""
    rules = {rule.id: rule for rule in shipped_catalog().rules}
    for finding in sample_report(name).findings:
        assert not CODE_FACTS & denied_kinds(rules[finding.rule_id].match), finding.rule_id
    assert "no" not in {row["used"] for row in sample_json(name)["facts"]["permissions"]}


def denied_kinds(condition, is_denied=False):
    """The fact kinds of whose absence a match tree makes something."""
    if isinstance(condition, Predicate):
        return {condition.kind} if is_denied else set()
    if isinstance(condition, Not):
        return denied_kinds(condition.part, not is_denied)
    assert isinstance(condition, AllOf | AnyOf)
    return set().union(*(denied_kinds(part, is_denied) for part in condition.parts))


# --- splits ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "permission"),
    [("split-bundle", "android.permission.CAMERA"), ("split-bundle-twin", "android.permission.RECORD_AUDIO")],
)
def test_the_base_of_a_bundle_alone_looks_worse_than_it_is(name, permission, tmp_path):
    """The permission is used in a feature split only: whoever reads just the base calls it unused."""
    paths = sample(name)
    with zipfile.ZipFile(paths.apk) as bundle:
        bundle.extract("base.apk", tmp_path)
    report = audit_of(tmp_path / "base.apk", policy=paths.policy, sdk_list=paths.sdk_list)
    wanted = {"category": "excess_permission", "subject": permission, "min_status": "suspected"}
    assert any(fits(finding, wanted) for finding in report.findings), brief(report.findings)


# --- the command line, and the same bytes ----------------------------------------------------------------------


def arguments(name, *more):
    paths = sample(name)
    return ["scan", str(paths.apk), "--policy", str(paths.policy), "--sdk-list", str(paths.sdk_list), "-q", *more]


@pytest.mark.parametrize("name", samples_where())
def test_a_second_scan_gives_the_same_files_and_the_exit_code(name, tmp_path):
    formats = [word for name_ in ("json", "html", "text") for word in ("--format", name_)]
    code = exit_code_of(arguments(name, *formats, "--output", str(tmp_path), "--as-of", AS_OF, "--lang", "zh"))
    assert code == expected_of(name)["exit_code"]
    written = {path.name.rpartition(".")[2]: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    paths = sample(name)
    inputs = Inputs(
        artifact=paths.apk, policies=(paths.policy,), sdk_lists=(paths.sdk_list,), root=repository_of(Path())
    )
    report = sample_report(name)  # of no repository
    report = replace(report, inputs=with_paths(report.inputs, inputs))
    for format_, suffix in (("json", "json"), ("html", "html"), ("text", "txt")):
        assert written[suffix] == render(format_, report, "zh")


def test_the_order_of_sets_does_not_show(tmp_path):
    """Two processes with different string hashes write the same report."""
    outputs = []
    for seed in ("1", "2"):
        output = tmp_path / f"{seed}.json"
        command = [sys.executable, "-m", "appaudit", *arguments("planted-shop", "--fail-on", "never")]
        command += ["--format", "json", "--as-of", AS_OF, "--output", str(output)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        outputs.append(output.read_bytes())
    assert outputs[0] == outputs[1]
