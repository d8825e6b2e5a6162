"""Every shipped rule has a finding on some real input, and none on another that is nearly the same.

The examples in the rules begin with facts. Here the inputs are packages, policies, SDK lists and declarations, so that
a fact that nothing produces, a field that is never filled or a guard that always holds shows. The cases stand in
`end_to_end/`, one table for each kind of input; what the samples show needs no case, and is listed there.
"""

from __future__ import annotations

import re

import pytest
from tests.rules.end_to_end import (
    archives,
    code,
    comparisons,
    documents,
    harmony,
    manifest,
    mini_programs,
    operator_facts,
    policy,
    protection,
    samples,
    screens,
)
from tests.support.end_to_end import Case, Given, outcomes, result
from tests.support.sample_paths import sample_names
from tests.support.shipped import rule_ids

ROOMS = (
    *(manifest, code, protection, screens, policy, documents),
    *(operator_facts, archives, comparisons, mini_programs, harmony),
)
CASES: list[Case] = [case for room in ROOMS for case in room.CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_a_rule_has_a_finding_and_none_on_the_twin(case: Case) -> None:
    assert (outcomes(case.fires)[case.rule], outcomes(case.silent)[case.rule]) == ("match", "no-match")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.rule)
def test_what_is_said_has_no_blank(case: Case) -> None:
    """Every name in a message is filled in, in both languages, and says something."""
    for finding in result(case.fires).findings:
        for words in (finding.title, finding.message, finding.remediation):
            for text in (finding.subject, words.zh, words.en):
                assert text.strip(), finding.rule_id
                assert not _BLANK.search(text), (finding.rule_id, text)
        assert not _IDENTIFIER.search(f"{finding.message.zh} {finding.message.en}"), finding.message


#: A name that was not filled in, nothing where a name should stand, and values of the program.
_BLANK = re.compile(r"\{[a-z_]+\}|“”|（）| \(\)|（：|：[，。]|, ,|、、|\b(?:None|True|False)\b")
#: A word of the program.
_IDENTIFIER = re.compile(r"(?<![\w.])[a-z]+_[a-z_]+\b(?![.=])")


def not_shown_by_samples(rules: set[str]) -> set[str]:
    """The rules of which no sample shows a finding, or none its silence; samples are audited until all are shown."""
    wanted = {(rule, word) for rule in rules for word in ("match", "no-match")}
    for name in sample_names():
        if wanted and name not in _UNREADABLE:
            wanted -= set(outcomes(Given(sample=name)).items())
    return {rule for rule, _ in wanted}


#: The manifest of this sample cannot be read; what it lacks is not silence.
_UNREADABLE = ("broken-manifest",)


def test_no_rule_is_without_a_case() -> None:
    """Who adds a rule adds a case to the table of its room, as CONTRIBUTING.md shows."""
    has_case = {case.rule for case in CASES}
    assert has_case | set(samples.RULES) == set(rule_ids())
    assert not_shown_by_samples(set(samples.RULES)) == set()


def test_the_policy_of_the_cases_is_a_good_one() -> None:
    """What a case words otherwise is all that is wrong: the app and policy they start from have no finding.

    But one: the policy lists an SDK, and the app, which has no code, does not hold it.
    """
    words = outcomes(Given(package=manifest.QUIET.package, policy=policy.GOOD))
    assert {rule for rule, word in words.items() if word not in ("no-match", "not-applicable")} == {
        "sdk-listed-not-found"
    }
