"""Outcomes to findings: subjects told apart, grades settled, evidence gathered, fingerprints made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace

from appaudit.judge.conditions import conditions_of
from appaudit.judge.evidence import evidence_of
from appaudit.judge.match import Matcher, Outcome
from appaudit.judge.names import MessageNames
from appaudit.model.bilingual import Bilingual
from appaudit.model.condition import doubt_of
from appaudit.model.facts.base import Fact
from appaudit.model.finding import Basis, Evidence, Finding, short_id
from appaudit.model.grade import Confidence, Severity, Status
from appaudit.model.knowledge import Regulation
from appaudit.model.location import Location
from appaudit.model.method_names import plain
from appaudit.model.rule import Adjustment, Rule

#: Evidence lines kept in a finding; the rest is counted.
EVIDENCE_LIMIT = 20
#: The same where every line is a row that somebody has to complete: a list has some dozens.
ROW_LIMIT = 200
#: Kinds of fact that are such rows.
_ROWS = frozenset({"sdk_terms"})
#: Names that a message lists of many.
_NAMED = 8
#: A place in a message for a field of every fact.
EVERY = re.compile(r"\{every_(\w+)\}")
#: After the message of a finding that nothing in force asks about.
_NOT_IN_FORCE = Bilingual(
    "（检测日期尚无或已无施行中的规定要求这一点，仅供复核）",
    " (No provision in force on the date of this audit asks for it; for review only.)",
)
#: After the message of a finding whose absence is in doubt.
_DOUBTED = Bilingual(
    "（政策中有一句与此相近，见证据，请人工确认后再下结论。）",
    " (A sentence of the policy, given in the evidence, reads like it; a person should confirm before concluding.)",
)
#: Natures of regulations that are cited only where no other is.
SECONDARY = ("campaign", "draft", "newsletter")


def findings_of(
    outcomes: Iterable[Outcome],
    matcher: Matcher,
    regulations: Mapping[str, Regulation],
    names: MessageNames,
    categories: Iterable[str] = (),
    as_of: str = "",
) -> list[Finding]:
    """The findings of all matches, most severe first, in a total order.

    Args:
        outcomes: Outcomes of any kind; only matches give findings.
        matcher: Asked whether a subject's fact fits an adjustment.
        regulations: Where the obligations of a rule are written down.
        names: Names for people of the ids that facts hold (data types, SDKs).
        categories: Which category comes first among findings of the same weight.
        as_of: The ISO date by which regulations are in force; empty for no date.
    """
    found = [
        finding
        for outcome in outcomes
        if outcome.word == "match"
        for finding in _findings_of_rule(outcome, matcher, regulations, names, as_of)
    ]
    ranks = {category: rank for rank, category in enumerate(categories)}
    return sorted(found, key=lambda finding: _order(finding, ranks))


def _order(finding: Finding, ranks: Mapping[str, int]) -> tuple[int, int, int, int, str, str, str]:
    grades = (-finding.severity.rank, -finding.status.rank, -finding.confidence.rank)
    return (*grades, ranks.get(finding.category, len(ranks)), finding.category, finding.rule_id, finding.subject)


def _findings_of_rule(
    outcome: Outcome,
    matcher: Matcher,
    regulations: Mapping[str, Regulation],
    names: MessageNames,
    as_of: str,
) -> list[Finding]:
    rule = outcome.rule
    groups: dict[str, list[Fact]] = {}
    for fact in outcome.subjects:
        groups.setdefault(_fill(rule.subject, fact), []).append(fact)
    if not groups:
        groups[rule.subject] = []
    basis = basis_of(rule, regulations, as_of)
    for facts in groups.values():
        if facts and facts[0].kind in _ROWS:
            facts.sort(key=_place)
    found = [
        _finding(rule, subject, facts, outcome.related, matcher, basis, names) for subject, facts in groups.items()
    ]
    if doubts := matcher.doubts(rule):
        found = [_in_doubt(item, doubts) for item in found]
    return found if basis else [_before_the_law(item, rule, regulations) for item in found]


def _in_doubt(finding: Finding, doubts: Sequence[Fact]) -> Finding:
    """A finding from an absence that a sentence of the policy makes doubtful: for a person to read."""
    contrary = [replace(line, role="contrary") for doubt in doubts for line in evidence_of(doubt, "related")]
    return replace(
        finding,
        status=Status.REVIEW,
        confidence=Confidence.LOW,
        message=Bilingual(finding.message.zh + _DOUBTED.zh, finding.message.en + _DOUBTED.en),
        evidence=(*finding.evidence, *contrary),
        evidence_total=finding.evidence_total + len(contrary),
    )


def _before_the_law(finding: Finding, rule: Rule, regulations: Mapping[str, Regulation]) -> Finding:
    """A finding that nothing in force asks about on the date of the audit: told, and no breach of anything."""
    items = [item for regulation in regulations.values() for item in regulation.items if not item.unseen]
    if not any(rule.serves(item.obligations) for item in items):
        return finding
    message = Bilingual(finding.message.zh + _NOT_IN_FORCE.zh, finding.message.en + _NOT_IN_FORCE.en)
    return replace(finding, status=Status.REVIEW, message=message)


def _place(fact: Fact) -> tuple[str, int, int]:
    """Where a row stands in its document: by offset in a text, by number in a table."""
    number = re.search(r"\d+", fact.location.symbol)
    return (fact.location.path, fact.location.start or 0, int(number.group()) if number else 0)


def _finding(
    rule: Rule,
    subject: str,
    facts: Sequence[Fact],
    related: Sequence[Fact],
    matcher: Matcher,
    basis: tuple[Basis, ...],
    names: MessageNames,
) -> Finding:
    facts, (severity, status, confidence) = _graded(rule, facts, matcher)
    evidence = _gather(facts, related)
    limit = ROW_LIMIT if facts and facts[0].kind in _ROWS else EVIDENCE_LIMIT
    identity = fingerprint(rule.id, subject)
    return Finding(
        id=short_id(identity),
        rule_id=rule.id,
        category=rule.category,
        severity=severity,
        confidence=confidence,
        status=status,
        subject=subject,
        title=rule.title,
        message=_worded(_message(rule, facts, matcher), facts, names),
        evidence=tuple(evidence[:limit]),
        evidence_total=len(evidence),
        basis=basis,
        remediation=_worded(_remediation(rule, facts, matcher), facts, names),
        fingerprint=identity,
        conditions=conditions_of(facts),
    )


_Grades = tuple[Severity, Status, Confidence]


def _graded(rule: Rule, facts: Sequence[Fact], matcher: Matcher) -> tuple[list[Fact], _Grades]:
    """The facts, those that weigh most first, and the grades of the first: they are what the finding is shown by.

    Of facts of one weight those come first that depend on less, and of these the shorter ways: they are read soonest,
    and on fewer steps there is less that nobody saw.
    """
    if not facts:
        return [], (rule.severity, rule.status, rule.confidence)
    grades = [_grades(rule, fact, matcher) for fact in facts]
    plainest = sorted(range(len(facts)), key=lambda place: _dependence(facts[place]))
    order = sorted(plainest, key=lambda place: grades[place], reverse=True)
    return [facts[place] for place in order], grades[order[0]]


def _dependence(fact: Fact) -> tuple[int, int, int]:
    """How much it depends on whether a fact happens, and by how many steps it comes about."""
    conditions = getattr(fact, "conditions", ())
    return doubt_of(conditions), len(conditions), len(getattr(fact, "chain", ()))


def _grades(rule: Rule, fact: Fact, matcher: Matcher) -> _Grades:
    """The rule's grades for one fact: adjusted, and no surer than the fact is."""
    severity, status, confidence = rule.severity, rule.status, rule.confidence
    if adjustment := _adjustment(rule, fact, matcher):
        severity = severity if adjustment.severity is None else adjustment.severity
        confidence = confidence if adjustment.confidence is None else adjustment.confidence
        status = status if adjustment.status is None else adjustment.status
    own = getattr(fact, "confidence", "")
    return severity, status, min(confidence, Confidence.of(own)) if own else confidence


def _adjustment(rule: Rule, fact: Fact, matcher: Matcher) -> Adjustment | None:
    return next((each for each in rule.adjust if matcher.fits(fact, each.when)), None)


def _message(rule: Rule, facts: Sequence[Fact], matcher: Matcher) -> Bilingual:
    """The template of the message: the rule's or one in its place, and what an adjustment adds for the first fact."""
    if not facts:
        return rule.message
    instead = _instead(rule, facts[0], matcher)
    message = (instead.message if instead else None) or rule.message
    adjustment = _adjustment(rule, facts[0], matcher)
    added = adjustment.message if adjustment else None
    return Bilingual(message.zh + added.zh, f"{message.en} {added.en}") if added else message


def _remediation(rule: Rule, facts: Sequence[Fact], matcher: Matcher) -> Bilingual:
    """The template of what is to be done: the rule's or one in its place."""
    instead = _instead(rule, facts[0], matcher) if facts else None
    return (instead.remediation if instead else None) or rule.remediation


def _instead(rule: Rule, fact: Fact, matcher: Matcher) -> Adjustment | None:
    return next((each for each in rule.instead if matcher.fits(fact, each.when)), None)


def _gather(facts: Sequence[Fact], related: Sequence[Fact]) -> list[Evidence]:
    """Evidence with exactly one primary line where there is any; equal lines once.

    What speaks against several facts on one way, such as a condition that all of them depend on, is one line.
    """
    lines: list[Evidence] = []
    for index, fact in enumerate(facts):
        lines.extend(evidence_of(fact, "primary" if index == 0 else "related"))
    for fact in related:
        lines.extend(evidence_of(fact, "related"))
    first: dict[tuple[str, Location | None], Evidence] = {}
    for line in lines:
        first.setdefault((line.text, None if line.role == "contrary" else line.location), line)
    return list(first.values())


def _values(fact: Fact, separator: str = "、") -> dict[str, object]:
    values = {field.name: getattr(fact, field.name) for field in fields(fact)}
    if "caller" in values:
        # Overloads are told apart in the evidence; a message, and a subject even more, is about the method by name.
        values["caller"] = plain(values["caller"])
    return {
        name: separator.join(" ".join(str(each).split()) for each in value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if name not in ("location", "quotes")
    }


def _fill(template: str, fact: Fact) -> str:
    return Bilingual(template, "").format(**_values(fact)).zh


_NOT_KNOWN = ("未能确定", "what could not be determined")


def _worded(template: Bilingual, facts: Sequence[Fact], names: MessageNames) -> Bilingual:
    """The template in both languages, ids replaced by their names for people where there are any.

    A field `name` gives way to `name_en` in English where the fact has one. `{how_many}` is the number of facts that
    the finding rests on, `{every_name}` the field `name` of all of them; any other field is that of the first. A list
    without entries is one that could not be read; brackets around nothing (a vendor that nobody noted) are left out.
    """
    if not facts:
        return template
    template = _counted(template, facts, names)
    fact = facts[0]
    zh, en = _values(fact), _values(fact, ", ")
    for name in zh:
        listed = getattr(fact, name)
        values = listed if isinstance(listed, tuple) else (listed,)
        named = [names.in_fact(fact, name, value) for value in values if isinstance(value, str)]
        known = [item for item in named if item]
        if values and len(known) == len(values):
            zh[name], en[name] = "、".join(item.zh for item in known), ", ".join(item.en for item in known)
        elif listed == ():
            zh[name], en[name] = _NOT_KNOWN
        elif en.get(f"{name}_en"):
            en[name] = en[f"{name}_en"]
    if zh.get("name") == zh.get("name_en"):
        zh["name_en"] = ""  # Dropbox（Dropbox）
    return Bilingual(template.format(**zh).zh.replace("（）", ""), template.format(**en).en.replace(" ()", ""))


def _counted(template: Bilingual, facts: Sequence[Fact], names: MessageNames) -> Bilingual:
    wanted = {name for text in (template.zh, template.en) for name in EVERY.findall(text)}
    if not wanted and "{how_many}" not in template.zh + template.en:
        return template
    zh, en = dict[str, str](), dict[str, str]()
    for name in wanted:
        values = {str(getattr(fact, name)): fact for fact in facts}
        known = [names.in_fact(fact, name, value) or Bilingual(value, value) for value, fact in values.items()]
        zh[f"every_{name}"] = _enumerated([each.zh for each in known], "、")
        en[f"every_{name}"] = _enumerated([each.en for each in known], ", ")
    number = len(facts)
    return Bilingual(template.format(how_many=number, **zh).zh, template.format(how_many=number, **en).en)


def _enumerated(values: Sequence[str], separator: str) -> str:
    return separator.join((*values[:_NAMED], "…") if len(values) > _NAMED else values)


def basis_of(rule: Rule, regulations: Mapping[str, Regulation], as_of: str = "") -> tuple[Basis, ...]:
    """The regulation items in force that impose an obligation of the rule, in the order of the regulations.

    Campaigns, drafts and newsletters repeat what law and lists say: they are cited where nothing else is. Items on
    one kind of app are not cited, since the article that lists the kinds is.
    """
    found = [
        (regulation.nature in SECONDARY, Basis(regulation=regulation.id, item=item.item, title=item.title))
        for regulation in regulations.values()
        for item in regulation.items
        if rule.serves(item.obligations)
        and not item.app_category
        and not item.unseen
        and regulation.force_of(item, as_of) == "in_force"
    ]
    primary = tuple(basis for is_secondary, basis in found if not is_secondary)
    return primary or tuple(basis for _, basis in found)


def fingerprint(rule_id: str, subject: str) -> str:
    """An identity that survives rebuilds and renamed classes: rule and subject; no offsets, versions or paths."""
    return hashlib.sha256(f"{rule_id}\0{subject}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
