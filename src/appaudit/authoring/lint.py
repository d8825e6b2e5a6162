"""Checks on the rule set as a whole; every message says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appaudit.authoring.lint_contradictions import lint_contradictions
from appaudit.authoring.lint_duties import lint_duties
from appaudit.authoring.lint_regulations import lint_regulations
from appaudit.authoring.lint_sdks import lint_sdks
from appaudit.authoring.scaffold import UNWRITTEN
from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.kinds import FACT_KINDS
from appaudit.model.knowledge import Knowledge
from appaudit.model.rule import AllOf, AnyOf, Condition, Not, Predicate, Rule, subject_predicate
from appaudit.model.words import Platform, words_of

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
#: Inputs that are made for one platform.
_PACKAGE = frozenset({"app", "sdk_archive"})


def lint(rules: Sequence[Rule], knowledge: Knowledge) -> list[str]:
    """Every problem found, one line each; an empty list means none."""
    return [
        *_lint_rules(rules, knowledge),
        *lint_regulations(rules, knowledge),
        *lint_contradictions(rules, knowledge),
        *_lint_knowledge(knowledge),
        *lint_sdks(knowledge),
        *lint_duties(knowledge),
    ]


def _lint_rules(rules: Sequence[Rule], knowledge: Knowledge) -> Iterator[str]:
    trees: dict[str, list[Rule]] = {}
    for rule in rules:
        alike = trees.setdefault(canonical(rule.match), [])
        other = next((each for each in alike if set(each.platforms) & set(rule.platforms)), None)
        if other is not None:
            yield f"{rule.id}: has the match tree of {other.id}; merge the two or tell them apart"
        alike.append(rule)
        if not rule.obligations:
            yield f"{rule.id}: names no obligation; name one of taxonomy/obligations.yaml, so that regulations find it"
        for name in rule.obligations:
            if name not in knowledge.obligations:
                yield f"{rule.id}: obligation {name!r} is not in taxonomy/obligations.yaml; correct it or add it"
        if _PACKAGE.isdisjoint(rule.requires) and len(rule.platforms) < len(words_of(Platform)):
            yield f"{rule.id}: asks nothing of a package, so it speaks everywhere; write platforms: [all]"
        yield from _lint_examples(rule)
        for said in (rule, *(rule.worded_for(platform) for platform in rule.wording)):
            yield from _lint_placeholders(said)
            yield from _lint_languages(said)
            yield from _lint_unwritten(said)


def _lint_examples(rule: Rule) -> Iterator[str]:
    expected = {example.expect for example in rule.examples}
    for outcome in ("match", "no-match"):
        if outcome not in expected:
            yield f"{rule.id}: has no example that expects {outcome}; add one"
    if argues_from_absence(rule.match) and "inconclusive" not in expected:
        yield f"{rule.id}: argues from absence and has no example that expects inconclusive; add one with coverage"


def _lint_placeholders(rule: Rule) -> Iterator[str]:
    predicate = subject_predicate(rule.match)
    known = set(FACT_KINDS[predicate.kind].__dataclass_fields__) if predicate else set()
    texts: dict[str, Bilingual | str] = {
        "subject": rule.subject,
        "message": rule.message,
        "remediation": rule.remediation,
        **_added(rule),
    }
    for where, text in texts.items():
        joined = text if isinstance(text, str) else text.zh + text.en
        for name in _PLACEHOLDER.findall(joined):
            of_all = where != "subject" and (name == "how_many" or name.removeprefix("every_") in known)
            if name not in known and not of_all:
                yield f"{rule.id}: {where} names {{{name}}}, which the first predicate's fact does not have"
    is_named = any(_PLACEHOLDER.search(text if isinstance(text, str) else text.zh) for text in texts.values())
    if is_named and not _always_has_subject(rule.match, predicate.kind if predicate else ""):
        yield (
            f"{rule.id}: names fields of a fact and can match without one; give every part of `any` a predicate of "
            "one kind, or write texts without names"
        )


def _always_has_subject(condition: Condition, kind: str) -> bool:
    """Whether every way in which a condition can hold comes with a fact of the kind that messages are about."""
    if isinstance(condition, Predicate):
        return condition.kind == kind
    if isinstance(condition, Not):
        return False
    decide = any if isinstance(condition, AllOf) else all
    return decide(_always_has_subject(part, kind) for part in condition.parts)


def _texts(rule: Rule) -> dict[str, Bilingual]:
    """Every text for people, by its place in the file."""
    docs = rule.docs
    return {
        "title": rule.title,
        "message": rule.message,
        "remediation": rule.remediation,
        **_added(rule),
        **{f"docs.{name}": getattr(docs, name) for name in ("what", "why", "fix", "false_positives")},
    }


def _added(rule: Rule) -> dict[str, Bilingual]:
    """What is said behind the message or in its place, by its place in the file."""
    return {
        f"{name}[{index}].{field}": text
        for name, entries in (("adjust", rule.adjust), ("instead", rule.instead))
        for index, each in enumerate(entries)
        for field, text in (("message", each.message), ("remediation", each.remediation))
        if text
    }


def _lint_languages(rule: Rule) -> Iterator[str]:
    """A text in the wrong language is what a copied file forgets."""
    for where, text in _texts(rule).items():
        if not _CHINESE.search(text.zh):
            yield f"{rule.id}: {where}.zh holds no Chinese; write it in Chinese"
        if _CHINESE.search(text.en):
            yield f"{rule.id}: {where}.en holds Chinese; write it in English"


def _lint_unwritten(rule: Rule) -> Iterator[str]:
    """What `rules new` left to be written."""
    for where, text in _texts(rule).items():
        for language, written in (("zh", text.zh), ("en", text.en)):
            if written.startswith(UNWRITTEN):
                yield f"{rule.id}: {where}.{language} is still to be written: {written!r}"
    if any(reference.startswith(UNWRITTEN) for reference in rule.docs.references):
        yield f"{rule.id}: docs.references are still to be written; name the clauses that the rule rests on"
    if not rule.docs.references:
        yield f"{rule.id}: docs.references are empty; name the clauses or standards that the rule rests on"
    if rule.docs.why.zh == rule.docs.what.zh:
        yield f"{rule.id}: docs.why says what docs.what says; say why it matters"


def canonical(condition: Condition) -> str:
    """A text that two conditions share exactly when they ask the same, whatever the order of parts and values."""
    if isinstance(condition, Not):
        return f"not({canonical(condition.part)})"
    if isinstance(condition, Predicate):
        tests = sorted(f"{test.field} {test.operator} {_value(test.value)}" for test in condition.tests)
        return f"{condition.kind}({'; '.join(tests)})"
    word = "all" if isinstance(condition, AllOf) else "any"
    return f"{word}({'; '.join(sorted(map(canonical, condition.parts)))})"


def _value(value: object) -> str:
    return repr(sorted(map(repr, value))) if isinstance(value, tuple) else repr(value)


def argues_from_missing_clause(condition: Condition) -> bool:
    """Whether a match rests on a clause that the policy does not have."""
    if isinstance(condition, Not):
        return _names_clause(condition.part)
    if isinstance(condition, Predicate):
        return False
    return any(map(argues_from_missing_clause, condition.parts))


def _names_clause(condition: Condition) -> bool:
    if isinstance(condition, Predicate):
        return condition.kind == "clause"
    parts = (condition.part,) if isinstance(condition, Not) else condition.parts
    return any(map(_names_clause, parts))


def argues_from_absence(condition: Condition) -> bool:
    """Whether a match may rest on something that was not seen."""
    if isinstance(condition, Not):
        return True
    if isinstance(condition, Predicate):
        return any(test.field == "verdict" and _mentions_omitted(test.value) for test in condition.tests)
    assert isinstance(condition, (AllOf, AnyOf))  # noqa: S101  # the closed union, for the type checker
    return any(argues_from_absence(part) for part in condition.parts)


def _mentions_omitted(value: object) -> bool:
    return value == "omitted" or (isinstance(value, tuple) and "omitted" in value)


def _lint_knowledge(knowledge: Knowledge) -> Iterator[str]:
    for node in knowledge.data_types.values():
        if node.parent and node.parent not in knowledge.data_types:
            yield f"data type {node.id}: its parent {node.parent!r} does not exist"
    for entry in knowledge.apis:
        place = entry.class_name or entry.string or entry.script
        if sum(map(bool, (entry.method, entry.field, entry.string, entry.script))) != 1:
            yield f"API {place}: exactly one of method, field and string must be set"
        for name in entry.data:
            if name not in knowledge.data_types:
                yield f"API {place}: data type {name!r} is not in taxonomy/data_types.yaml"
