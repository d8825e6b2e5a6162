"""Every sample app is audited as its `expected.json` says, and always to the same bytes."""

import os
import subprocess
import sys
import zipfile

import pytest

from appaudit.cli import exit_code_of
from appaudit.model.coverage import CODE_KINDS
from appaudit.model.rule import AllOf, AnyOf, Not, Predicate
from appaudit.report.renderers import render
from tests.support.sample_paths import sample, sample_names
from tests.support.sample_reports import AS_OF, audit_of, expected_of, sample_json, sample_report, shipped_catalog

STATUSES = ("review", "suspected", "violation")
SEVERITIES = ("info", "low", "medium", "high", "critical")
#: Kinds that the code gives, or that are made of what it gives.
CODE_FACTS = {*CODE_KINDS, "consistency", "data_access", "permission_use", "sdk", "sensor"}
UNREAD = [name for name in sample_names() if "inconclusive" in expected_of(name)]
PACKED = [name for name in sample_names() if "packer" in expected_of(name)]
CLEAN = [name for name in sample_names() if expected_of(name)["exit_code"] == 0]
PHASES = "the phases of the code are not computed yet; when they are, move `later` of expected.json up"
#: What the product is known to get wrong, by sample and case. Strict: what gets better must leave this list.
PERMISSION_TABLE = "policy: a table row under 权限 and 用途 is not taken as a permission with its purpose"
COLLECTION_TABLE = "policy: a table under 收集的信息 and 用途 is not taken as the list of what is collected"
RECIPIENT = "policy: 向…公司（联系邮箱）提供…，用于… is not taken as a named recipient"
NO_PERSONALIZATION = "policy: 没有个性化推荐 is not taken as an answer to how it is switched off"
REFUSED_DELETION = "policy: 暂不支持删除 is weak and not negated"
COOKIE_DELETION = "policy: a way to clear cookies is taken as a weak way to delete personal information"
KNOWN = {
    ("clean-shop", "policy_incomplete"): PERMISSION_TABLE,
    ("split-bundle", "policy_incomplete"): PERMISSION_TABLE,
    ("packed-shell", "policy_incomplete"): PERMISSION_TABLE,
    ("planted-shop", "policy_incomplete"): PERMISSION_TABLE,
    ("planted-shop", "deletion_correction-deletion"): COOKIE_DELETION,
    ("planted-shop-twin", "policy_incomplete"): PERMISSION_TABLE,
    ("planted-shop-twin", "deletion_correction-deletion"): REFUSED_DELETION,
    ("pre-consent", "personalized_push"): NO_PERSONALIZATION,
    ("pre-consent-guarded", "personalized_push"): NO_PERSONALIZATION,
    ("nested-jar-twin", "policy_incomplete"): COLLECTION_TABLE,
    ("nested-jar-twin", "sharing_terms"): RECIPIENT,
    ("pre-consent-twin", "policy_incomplete"): COLLECTION_TABLE,
    ("pre-consent-twin", "sharing_terms"): RECIPIENT,
    ("pre-consent-twin", "above-low"): RECIPIENT,
    ("pre-consent-guarded-twin", "policy_incomplete"): COLLECTION_TABLE,
    ("pre-consent-guarded-twin", "sharing_terms"): RECIPIENT,
    ("pre-consent-guarded-twin", "above-low"): RECIPIENT,
}


def case(name, *values, label=""):
    """One parameter set for a sample, marked where the product is known to be wrong."""
    marks = []
    if (name, label) in KNOWN:
        marks.append(pytest.mark.xfail(strict=True, reason=KNOWN[name, label]))
    return pytest.param(name, *values, marks=marks, id="-".join(filter(None, (name, label))))


def samples_where(names=None, label=""):
    return [case(name, label=label) for name in (sample_names() if names is None else names)]


def each_finding(key=None):
    for name in sample_names():
        expected = expected_of(name).get("later", {}) if key == "later" else expected_of(name)
        for wanted in expected.get("findings", []):
            yield case(name, wanted, label=f"{wanted['category']}-{subjects_of(wanted)[0]}")


def each_row(key=None):
    for name in sample_names():
        expected = expected_of(name).get("later", {}) if key == "later" else expected_of(name)
        for table, rows in expected.get("facts", {}).items():
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
    rows = sample_json(name)["facts"][table]
    assert [found for found in rows if row.items() <= found.items()], rows


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


@pytest.mark.xfail(strict=True, reason=PHASES)
@pytest.mark.parametrize(("name", "wanted"), list(each_finding("later")))
def test_planted_problems_that_need_phases(name, wanted):
    assert_found(name, wanted)


@pytest.mark.xfail(strict=True, reason=PHASES)
@pytest.mark.parametrize(("name", "table", "row"), list(each_row("later")))
def test_facts_that_need_phases(name, table, row):
    assert_row(name, table, row)


@pytest.mark.parametrize("name", [name for name in sample_names() if "at_most" in expected_of(name).get("later", {})])
def test_a_consent_guard_lowers_the_status(name):
    """What runs only after consent may be worth a look, and no more."""
    for limit in expected_of(name)["later"]["at_most"]:
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


def test_the_base_of_a_bundle_alone_looks_worse_than_it_is(tmp_path):
    """The camera is used in a feature split only: whoever reads just the base calls the permission unused."""
    paths = sample("split-bundle")
    with zipfile.ZipFile(paths.apk) as bundle:
        bundle.extract("base.apk", tmp_path)
    report = audit_of(tmp_path / "base.apk", policy=paths.policy, sdk_list=paths.sdk_list)
    wanted = {"category": "excess_permission", "subject": "android.permission.CAMERA", "min_status": "violation"}
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
    for format_, suffix in (("json", "json"), ("html", "html"), ("text", "txt")):
        assert written[suffix] == render(format_, sample_report(name), "zh")


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
