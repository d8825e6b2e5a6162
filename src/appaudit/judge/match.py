"""Three-valued matching: a rule over facts and coverage gives match, no-match, inconclusive or not-applicable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase
from typing import Final, TypeGuard

from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.expression import Expression
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.documents import ClauseDoubtFact, ClauseFact
from appaudit.model.facts.kinds import FACT_KINDS
from appaudit.model.record import record
from appaudit.model.rule import AllOf, Condition, FieldTest, Not, Predicate, Rule, denied_predicates, subject_predicates
from appaudit.model.words import Answer, InputName, OutcomeWord

IsA = Callable[[str, str], bool]

#: Answers that more reading does not change; the third is `unknown`.
_DECIDED: Final[frozenset[Answer]] = frozenset({"yes", "no"})


@record
class Truth:
    """The value of a condition: True, False or None for unknown; the facts that made it so; the gaps that kept it."""

    value: bool | None
    facts: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()


@record
class Outcome:
    """What one rule came to.

    `word` is `match`, `no-match`, `inconclusive` or `not-applicable`. On a match, `subjects` are the facts of the
    first positive predicate (none for rules that argue from absence alone) and `related` the other facts that
    made the tree true. `gaps` say why it is inconclusive; `missing` names the inputs that were not supplied.
    `speaks` is False where the rule says nothing of artifacts for the platform.
    """

    rule: Rule
    word: OutcomeWord
    subjects: tuple[Fact, ...] = ()
    related: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()
    missing: tuple[InputName, ...] = ()
    speaks: bool = True
    complete: bool = True


class Matcher:
    """Evaluates rules over one audit's facts and coverage.

    Args:
        facts: All facts, derived ones included.
        coverage: All gaps.
        supplied: The inputs that were given: of `app`, `policy`, `sdk_list`.
        is_a: Whether a data type is another or narrower, for the `is` operator.
        platform: That of the artifact; rules that do not speak on it are not applicable. Empty where nothing runs.
    """

    def __init__(
        self, facts: FactSet, coverage: Coverage, supplied: Iterable[str], is_a: IsA, platform: str = ""
    ) -> None:
        self._facts = facts
        self._coverage = coverage
        self._supplied = frozenset(supplied)
        self._is_a = is_a
        self._platform = platform

    def outcomes(self, rules: Sequence[Rule]) -> list[Outcome]:
        """The outcome of every rule, in the order given."""
        return [self.outcome(rule) for rule in rules]

    def outcome(self, rule: Rule) -> Outcome:
        """The outcome of one rule."""
        if not rule.speaks_on(self._platform):
            return Outcome(rule=rule, word="not-applicable", speaks=False, complete=False)
        missing = tuple(name for name in rule.requires if not self._has(name))
        if missing:
            return Outcome(rule=rule, word="not-applicable", missing=missing)
        truth = self._evaluate(rule.match)
        if truth.value is None:
            return Outcome(rule=rule, word="inconclusive", gaps=truth.gaps, complete=False)
        if not truth.value:
            return Outcome(rule=rule, word="no-match", complete=self._is_complete(rule.match))
        subjects = tuple(dict.fromkeys(fact for part in subject_predicates(rule.match) for fact in self._fitting(part)))
        told = frozenset(subjects)
        related = tuple(fact for fact in truth.facts if fact not in told)
        return Outcome(rule=rule, word="match", subjects=subjects, related=related)

    def doubts(self, rule: Rule) -> tuple[ClauseDoubtFact, ...]:
        """Sentences that read like a clause from whose absence, or from what is too weak in it, the rule argues."""
        doubts = self._facts.of(ClauseDoubtFact)
        if not doubts:
            return ()
        asked = (*denied_predicates(rule.match), *subject_predicates(rule.match))
        clauses = {clause for part in asked for clause in _clauses_asked(part)}
        return tuple(doubt for doubt in doubts if doubt.id in clauses)

    def _has(self, name: InputName) -> bool:
        if name == "documents":
            return bool(self._supplied & {"policy", "sdk_list"})
        return name in self._supplied

    def _evaluate(self, condition: Condition) -> Truth:
        if isinstance(condition, Predicate):
            return self._evaluate_predicate(condition)
        if isinstance(condition, Not):
            inner = self._evaluate(condition.part)
            return Truth(value=None if inner.value is None else not inner.value, gaps=inner.gaps)
        truths = [self._evaluate(part) for part in condition.parts]
        return _conjunction(truths) if isinstance(condition, AllOf) else _disjunction(truths)

    def _evaluate_predicate(self, predicate: Predicate) -> Truth:
        fitting = tuple(self._fitting(predicate))
        if fitting:
            return Truth(value=True, facts=fitting)
        gaps = self._gaps(predicate)
        return Truth(value=None if gaps else False, gaps=gaps)

    def _gaps(self, predicate: Predicate) -> tuple[Gap, ...]:
        """What keeps a predicate that no fact fits from being false.

        Of a kind with one fact for each fact of another, more reading adds none, and changes only what is unknown yet.
        """
        asked, cls = _subjects_asked(predicate), FACT_KINDS[predicate.kind]
        if cls.one_for_each and not self._coverage.gaps_of(cls.one_for_each, asked):
            facts = self._facts.of_kind(predicate.kind)
            if not any(self._may_fit(fact, predicate.tests, cls.settled) for fact in facts):
                return ()
        return tuple(self._coverage.gaps_of(predicate.kind, asked))

    def _may_fit(self, fact: Fact, tests: Sequence[FieldTest], settled: Sequence[str]) -> bool:
        """Whether a fact that does not pass every test may do so once more is read."""
        return all(
            (test.field not in settled and getattr(fact, test.field) not in _DECIDED)
            or _passes(getattr(fact, test.field), test, self._is_a)
            for test in tests
        )

    def _fitting(self, predicate: Predicate) -> list[Fact]:
        return [fact for fact in self._facts.of_kind(predicate.kind) if self.fits(fact, predicate.tests)]

    def fits(self, fact: Fact, tests: Sequence[FieldTest]) -> bool:
        """Whether a fact passes every test."""
        return all(_passes(getattr(fact, test.field), test, self._is_a) for test in tests)

    def _is_complete(self, condition: Condition) -> bool:
        if isinstance(condition, Predicate):
            return all(gap.level is CoverageLevel.COMPLETE for gap in self._gaps(condition))
        if isinstance(condition, Not):
            return self._is_complete(condition.part)
        return all(self._is_complete(part) for part in condition.parts)


def _conjunction(truths: Sequence[Truth]) -> Truth:
    if any(truth.value is False for truth in truths):
        return Truth(value=False)
    gaps = tuple(gap for truth in truths if truth.value is None for gap in truth.gaps)
    if any(truth.value is None for truth in truths):
        return Truth(value=None, gaps=_distinct(gaps))
    return Truth(value=True, facts=tuple(fact for truth in truths for fact in truth.facts))


def _disjunction(truths: Sequence[Truth]) -> Truth:
    if any(truth.value for truth in truths):
        return Truth(value=True, facts=tuple(fact for truth in truths if truth.value for fact in truth.facts))
    if any(truth.value is None for truth in truths):
        return Truth(value=None, gaps=_distinct(tuple(gap for truth in truths for gap in truth.gaps)))
    return Truth(value=False)


def _distinct(gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
    return tuple(dict.fromkeys(gaps))


def _subjects_asked(predicate: Predicate) -> frozenset[str] | None:
    """The identities a predicate names, so that gaps narrowed to other identities do not make it unknown."""
    identity = FACT_KINDS[predicate.kind].identity
    for test in predicate.tests:
        if identity and test.field == identity[0]:
            if test.operator == "equals":
                return frozenset((str(test.value),))
            if test.operator == "in" and isinstance(test.value, tuple):
                return frozenset(map(str, test.value))
    return None


def _clauses_asked(predicate: Predicate) -> frozenset[str]:
    return (_subjects_asked(predicate) or frozenset()) if predicate.kind == ClauseFact.kind else frozenset()


def _passes(value: object, test: FieldTest, is_a: IsA) -> bool:
    """Whether a field passes a test; one that holds several values, when one of them does."""
    if isinstance(value, tuple):
        return any(_passes(item, test, is_a) for item in value)
    wanted = test.value
    match test.operator:
        case "equals":
            return value == wanted
        case "in":
            return isinstance(wanted, tuple) and value in wanted
        case "glob":
            return fnmatchcase(str(value), str(wanted))
        case "regex":
            return isinstance(wanted, Expression) and wanted.search(str(value)) is not None
        case "min":
            return _is_number(value) and _is_number(wanted) and value >= wanted
        case "max":
            return _is_number(value) and _is_number(wanted) and value <= wanted
        case "is":
            return is_a(str(value), str(wanted))


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, (int, float))
