"""Three-valued matching: what an unread part does to a rule."""

from __future__ import annotations

import pytest
from tests.support.shipped import knowledge

from appaudit.catalog.rule_values import RuleValues
from appaudit.catalog.rules import RuleParser
from appaudit.judge.match import Matcher
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.derived import ConsistencyFact, PermissionUseFact, SdkFact
from appaudit.model.facts.documents import ClauseFact
from appaudit.model.grade import Confidence, Severity, Status
from appaudit.model.rule import Rule, RuleDocs
from appaudit.model.words import Answer

DETAIL = Bilingual("说明", "detail")

TEXT = Bilingual("文", "text")


def rule(match: dict[str, object], requires: tuple[str, ...] = ("app",)) -> Rule:
    parser = RuleParser(RuleValues(knowledge()))
    condition = parser.condition(match, "match")
    assert parser.problems == []
    return Rule(
        id="example",
        title=TEXT,
        category="data_security",
        severity=Severity.HIGH,
        confidence=Confidence.HIGH,
        status=Status.VIOLATION,
        requires=requires,
        obligations=(),
        match=condition,
        subject="subject",
        message=TEXT,
        remediation=TEXT,
        docs=RuleDocs(what=TEXT, why=TEXT, fix=TEXT, false_positives=TEXT),
    )


def gap(kind: str, level: CoverageLevel = CoverageLevel.PARTIAL, subject: str = "") -> Gap:
    return Gap(kind=kind, level=level, reason="unreadable", part="part", detail=DETAIL, subject=subject)


def outcome(match: dict[str, object], facts: list[Fact], gaps: list[Gap] | None = None) -> str:
    coverage = Coverage()
    coverage.add(gaps or [])
    matcher = Matcher(FactSet(facts), coverage, ("app", "policy"), lambda one, other: one == other)
    return matcher.outcome(rule(match)).word


CANCELLATION = ClauseFact(id="account_cancellation", status="present")
ABSENT = {"not": {"clause": {"id": "account_cancellation"}}}


def test_a_missing_fact_is_false_only_under_complete_coverage() -> None:
    assert outcome({"clause": {"id": "deletion"}}, []) == "no-match"
    assert outcome({"clause": {"id": "deletion"}}, [], [gap("clause")]) == "inconclusive"


def test_absence_matches_only_when_it_was_seen() -> None:
    assert outcome(ABSENT, []) == "match"
    assert outcome(ABSENT, [CANCELLATION]) == "no-match"
    assert outcome(ABSENT, [], [gap("clause")]) == "inconclusive"
    assert outcome(ABSENT, [CANCELLATION], [gap("clause")]) == "no-match"


def test_a_gap_in_one_clause_leaves_the_others_decided() -> None:
    only_sdk_list = [gap("clause", subject="sdk_list")]
    assert outcome(ABSENT, [], only_sdk_list) == "match"
    assert outcome({"not": {"clause": {"id": "sdk_list"}}}, [], only_sdk_list) == "inconclusive"


def test_a_gap_in_a_source_reaches_what_is_derived_from_it() -> None:
    assert outcome({"sdk": {"id": "jpush"}}, [], [gap("namespace")]) == "inconclusive"
    assert outcome({"sdk": {"id": "jpush"}}, [], [gap("certificate")]) == "no-match"


STORAGE = "android.permission.MANAGE_EXTERNAL_STORAGE"
DECLARED = {"permission_use": {"name": STORAGE, "used": {"in": ["yes", "unknown"]}}}
UNUSED = {"permission_use": {"protection": "special", "used": "no"}}


@pytest.mark.parametrize(
    ("match", "used", "gaps", "expected"),
    [
        # Not declared: no code that was not read can add a permission to a manifest that was.
        (DECLARED, None, ["api_call"], "no-match"),
        (DECLARED, None, ["permission"], "inconclusive"),
        (UNUSED, None, ["api_call"], "no-match"),
        (DECLARED, "unknown", ["api_call"], "match"),
        # A native library that was read leaves a gap and yet decides: the answer counts.
        (DECLARED, "no", ["api_call"], "no-match"),
        (UNUSED, "yes", ["api_call"], "no-match"),
        (UNUSED, "unknown", ["api_call"], "inconclusive"),
        (UNUSED, "no", ["api_call"], "match"),
    ],
)
def test_code_out_of_sight_adds_no_permission(
    match: dict[str, object], used: Answer | None, gaps: list[str], expected: str
) -> None:
    facts = [PermissionUseFact(name=STORAGE, protection="special", used=used)] if used else []
    assert outcome(match, list(facts), [gap(kind) for kind in gaps]) == expected


def test_who_uses_a_declared_permission_may_still_be_more() -> None:
    by_app: dict[str, object] = {"permission_use": {"name": STORAGE, "used_by": "app"}}
    declared = PermissionUseFact(name=STORAGE, protection="special", used="yes", used_by=("jpush",))
    assert outcome(by_app, [declared], [gap("api_call")]) == "inconclusive"
    assert outcome(by_app, [declared]) == "no-match"
    assert outcome(by_app, [], [gap("api_call")]) == "no-match"


def test_a_rule_that_the_manifest_denies_is_decided_as_if_all_were_read() -> None:
    coverage = Coverage()
    coverage.add([gap("api_call")])
    matcher = Matcher(FactSet(), coverage, ("app",), lambda one, other: one == other)
    result = matcher.outcome(rule(DECLARED))
    assert (result.word, result.complete) == ("no-match", True)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["true", "true"], "match"),
        (["true", "unknown"], "inconclusive"),
        (["false", "unknown"], "no-match"),
        (["unknown", "false"], "no-match"),
    ],
)
def test_all_is_false_if_any_part_is_and_unknown_if_any_is(parts: list[str], expected: str) -> None:
    assert outcome({"all": [CONDITIONS[part] for part in parts]}, FACTS, GAPS) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["false", "false"], "no-match"),
        (["false", "unknown"], "inconclusive"),
        (["true", "unknown"], "match"),
        (["unknown", "true"], "match"),
    ],
)
def test_any_is_the_mirror_of_all(parts: list[str], expected: str) -> None:
    assert outcome({"any": [CONDITIONS[part] for part in parts]}, FACTS, GAPS) == expected


FACTS: list[Fact] = [SdkFact(id="jpush", name="极光推送", confidence="high")]
GAPS = [gap("clause")]
CONDITIONS = {
    "true": {"sdk": {"id": "jpush"}},
    "false": {"sdk": {"id": "getui"}},
    "unknown": {"clause": {"id": "deletion"}},
}


def test_an_input_that_was_not_supplied_makes_a_rule_not_applicable() -> None:
    matcher = Matcher(FactSet(), Coverage(), ("app",), lambda one, other: one == other)
    result = matcher.outcome(rule(ABSENT, requires=("app", "policy")))
    assert (result.word, result.missing) == ("not-applicable", ("policy",))


def test_documents_means_policy_or_list() -> None:
    for supplied, word in ((("app", "sdk_list"), "match"), (("app", "policy"), "match"), (("app",), "not-applicable")):
        matcher = Matcher(FactSet(), Coverage(), supplied, lambda one, other: one == other)
        assert matcher.outcome(rule(ABSENT, requires=("documents",))).word == word


@pytest.mark.parametrize(
    ("test", "fits"),
    [
        ("jpush", True),
        ({"in": ["getui", "jpush"]}, True),
        ({"in": ["getui"]}, False),
        ({"glob": "jp*"}, True),
        ({"regex": "^j.ush$"}, True),
        ({"regex": "^push$|^getui$"}, False),
    ],
)
def test_field_tests(test: object, fits: bool) -> None:
    assert outcome({"sdk": {"id": test}}, FACTS) == ("match" if fits else "no-match")


def test_a_field_with_several_values_fits_when_one_does() -> None:
    fact = SdkFact(id="a", name="a", collects=("imei", "oaid"))
    assert outcome({"sdk": {"collects": "oaid"}}, [fact]) == "match"
    assert outcome({"sdk": {"collects": "imsi"}}, [fact]) == "no-match"


def test_is_asks_the_tree() -> None:
    parents = {"imei": "device_information"}
    matcher = Matcher(
        FactSet([ConsistencyFact(data_type="imei", party="app", party_kind="app", verdict="omitted")]),
        Coverage(),
        ("app",),
        lambda one, other: one == other or parents.get(one) == other,
    )
    assert matcher.outcome(rule({"consistency": {"data_type": {"is": "device_information"}}})).word == "match"
    assert matcher.outcome(rule({"consistency": {"data_type": {"is": "location"}}})).word == "no-match"


def test_the_subjects_are_the_facts_of_the_first_positive_predicate() -> None:
    facts: list[Fact] = [*FACTS, SdkFact(id="getui", name="个推"), CANCELLATION]
    matcher = Matcher(FactSet(facts), Coverage(), ("app",), lambda one, other: one == other)
    result = matcher.outcome(rule({"all": [{"sdk": {}}, {"clause": {"status": "present"}}]}))
    assert [fact.key()[1] for fact in result.subjects] == ["getui", "jpush"]
    assert list(result.related) == [CANCELLATION]


def test_alternatives_of_one_kind_are_all_what_a_finding_is_about() -> None:
    wanted = rule({"any": [{"clause": {"id": "deletion"}}, {"clause": {"id": "account_cancellation"}}]})
    matcher = Matcher(FactSet([CANCELLATION]), Coverage(), ("app",), lambda one, other: one == other)
    assert matcher.outcome(wanted).subjects == (CANCELLATION,)


def test_what_stands_beside_a_subject_in_an_all_is_no_subject() -> None:
    sdk = SdkFact(id="umeng", name="友盟")
    wanted = rule({"all": [{"clause": {"id": "account_cancellation"}}, {"sdk": {}}]})
    matcher = Matcher(FactSet([CANCELLATION, sdk]), Coverage(), ("app",), lambda one, other: one == other)
    found = matcher.outcome(wanted)
    assert (found.subjects, found.related) == ((CANCELLATION,), (sdk,))
