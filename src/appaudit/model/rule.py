"""Rules as loaded from `rules/checks/`: a match tree over facts, and what a match means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from appaudit.model.bilingual import Bilingual
from appaudit.model.expression import Expression
from appaudit.model.grade import Confidence, Severity, Status
from appaudit.model.record import record
from appaudit.model.words import CoverageWord, InputName, Lifecycle, Operator, OutcomeWord, Platform, Remedy, StatusWord

_Scalar = str | int | float | bool | None
#: What a field is tested with, as the file has it: a list is a tuple, an expression is compiled.
TestValue = _Scalar | tuple[_Scalar, ...] | Expression


@record
class FieldTest:
    """A test of one field: `operator` is `equals`, `in`, `glob`, `regex`, `min`, `max` or `is`.

    A field that holds several values fits when one of them does. `is` asks the data-type tree: this node or a
    narrower one.
    """

    field: str
    operator: Operator
    value: TestValue


@record
class Predicate:
    """True when a fact of `kind` passes every test."""

    kind: str
    tests: tuple[FieldTest, ...] = ()


@record(kw_only=False)
class AllOf:
    """True when every part is."""

    parts: tuple[Condition, ...]


@record(kw_only=False)
class AnyOf:
    """True when one part is."""

    parts: tuple[Condition, ...]


@record(kw_only=False)
class Not:
    """True when the part is false; unknown stays unknown."""

    part: Condition


Condition = Predicate | AllOf | AnyOf | Not


@record
class Adjustment:
    """A change of grades for subjects whose fact passes `when`; the first that fits applies.

    `message` is said behind the message of the rule: what is to be confirmed of these subjects alone. `remediation`
    takes the place of the rule's, for those whose message is another one.
    """

    when: tuple[FieldTest, ...]
    status: Status | None = None
    severity: Severity | None = None
    confidence: Confidence | None = None
    message: Bilingual | None = None
    remediation: Bilingual | None = None


@record
class RuleDocs:
    """The documentation of a rule under its fixed headings."""

    what: Bilingual
    why: Bilingual
    fix: Bilingual
    false_positives: Bilingual
    references: tuple[str, ...] = ()


@record
class Wording:
    """Texts of a rule for one platform, in the place of those that speak of another; None keeps the common one."""

    title: Bilingual | None = None
    message: Bilingual | None = None
    remediation: Bilingual | None = None
    what: Bilingual | None = None
    why: Bilingual | None = None
    fix: Bilingual | None = None
    false_positives: Bilingual | None = None


@record
class Counted:
    """What a headline says of the findings of a rule: of one subject, and of `{count}` of them.

    Of rules that are as grave those which say `first` come before others.
    """

    one: Bilingual
    many: Bilingual
    first: bool = False


@record
class RuleExample:
    """Facts in, outcome expected: `match`, `no-match`, `inconclusive` or `not-applicable`.

    `facts` are mappings with a `kind`; `coverage` maps a fact kind to `partial` or `none`; `supplied` lists the
    inputs that are there.
    """

    name: str
    facts: tuple[dict[str, object], ...]
    coverage: dict[str, CoverageWord]
    supplied: tuple[InputName, ...]
    expect: OutcomeWord
    subjects: tuple[str, ...] | None = None
    status: StatusWord | None = None


@record
class Rule:
    """One check.

    `subject` is a template over the fields of the first positive predicate (`{id}`) or a literal.
    `platforms` are those on which it speaks: on others it is not applicable, and what it would
    decide is not assessable.
    `decisive` rules may make a regulation item pass when they do not match under complete coverage.
    `remedy` is the kind of change that closes its findings where it is not that of the category.
    `wording` has the texts that differ on a platform, `counted` what a headline says of several findings.
    `instead` has messages that take the place of `message` where the first fact fits, and what is to be done then.
    """

    id: str
    title: Bilingual
    category: str
    severity: Severity
    confidence: Confidence
    status: Status
    requires: tuple[InputName, ...]
    obligations: tuple[str, ...]
    match: Condition
    subject: str
    message: Bilingual
    remediation: Bilingual
    docs: RuleDocs
    platforms: tuple[Platform, ...] = ("android",)
    decisive: bool = False
    lifecycle: Lifecycle = "stable"
    adjust: tuple[Adjustment, ...] = ()
    examples: tuple[RuleExample, ...] = ()
    remedy: Remedy | None = None
    counted: Counted | None = None
    instead: tuple[Adjustment, ...] = ()
    wording: Mapping[Platform, Wording] = field(default_factory=dict)
    source: str = ""

    def worded_for(self, platform: str) -> Rule:
        """The rule with the texts that it has on a platform."""
        own = next((words for name, words in self.wording.items() if name == platform), None)
        if own is None:
            return self
        docs = self.docs
        return replace(
            self,
            title=own.title or self.title,
            message=own.message or self.message,
            remediation=own.remediation or self.remediation,
            docs=replace(
                docs,
                what=own.what or docs.what,
                why=own.why or docs.why,
                fix=own.fix or docs.fix,
                false_positives=own.false_positives or docs.false_positives,
            ),
        )

    def speaks_on(self, platform: str) -> bool:
        """Whether the rule says anything of an artifact for a platform; all speak where nothing runs (empty)."""
        return not platform or platform in self.platforms

    def serves(self, obligations: Iterable[str]) -> bool:
        """Whether the rule is about one of the obligations that an item of a regulation imposes."""
        return not set(self.obligations).isdisjoint(obligations)


def subject_predicate(condition: Condition) -> Predicate | None:
    """The first positive predicate of a match tree: the facts that fit it are what the findings are about."""
    return next(iter(subject_predicates(condition)), None)


def subject_predicates(condition: Condition) -> tuple[Predicate, ...]:
    """The first positive predicate, and those of the same kind that stand beside it in an `any`."""
    if isinstance(condition, Predicate):
        return (condition,)
    if isinstance(condition, Not):
        return ()
    found = [parts for parts in map(subject_predicates, condition.parts) if parts]
    if not found or isinstance(condition, AllOf):
        return found[0] if found else ()
    kind = found[0][0].kind
    return tuple(predicate for parts in found for predicate in parts if predicate.kind == kind)


def denied_predicates(condition: Condition, *, inside: bool = False) -> tuple[Predicate, ...]:
    """The predicates that must find nothing for the condition to hold."""
    if isinstance(condition, Predicate):
        return (condition,) if inside else ()
    if isinstance(condition, Not):
        return denied_predicates(condition.part, inside=not inside)
    return tuple(predicate for part in condition.parts for predicate in denied_predicates(part, inside=inside))
