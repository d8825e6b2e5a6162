"""Checks on regulations: what each needs before it may be cited, and whether rules and items find each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appaudit.model.knowledge import Knowledge, Regulation
from appaudit.model.rule import Rule

_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
#: Natures whose items no evidence can meet by itself.
_NEVER_STRONG = ("standard", "campaign", "draft", "newsletter")


def lint_regulations(rules: Sequence[Rule], knowledge: Knowledge) -> Iterator[str]:
    """Every problem of a regulation or of its items, one line each."""
    for regulation in knowledge.regulations.values():
        for item in regulation.items:
            where = f"{regulation.id} {item.item}"
            if item.decidable != "strong" and item.reason is None:
                yield f"{where}: is not strong and gives no reason; say why static analysis cannot decide it"
            for name in item.obligations:
                if name not in knowledge.obligations:
                    yield f"{where}: obligation {name!r} is not in taxonomy/obligations.yaml; correct it or add it"
            if item.app_category and item.app_category not in knowledge.app_categories:
                yield f"{where}: app_category {item.app_category!r} is not in taxonomy/app_categories.yaml"
        yield from _lint_regulation(regulation, knowledge)
    if rules and knowledge.regulations:
        yield from _lint_meeting(rules, knowledge)


def _lint_meeting(rules: Sequence[Rule], knowledge: Knowledge) -> Iterator[str]:
    """Items that promise a decision nobody makes, and rules whose findings would cite nothing."""
    served = {name for rule in rules for name in rule.obligations}
    imposed: set[str] = set()
    for regulation in knowledge.regulations.values():
        for item in regulation.items:
            imposed.update(item.obligations)
            if item.decidable != "none" and served.isdisjoint(item.obligations):
                where = f"{regulation.id} {item.item}"
                yield f"{where}: is decidable and no rule serves it; write one, or use none with the reason"
    own = {term.id for term in knowledge.obligations.values() if term.is_own}
    for rule in rules:
        if imposed.isdisjoint(rule.obligations) and own.isdisjoint(rule.obligations):
            yield f"{rule.id}: no item of any regulation imposes its obligations, so its findings would cite nothing"


def _lint_regulation(regulation: Regulation, knowledge: Knowledge) -> Iterator[str]:
    """What a regulation needs beside its items: who publishes it, what to know before quoting it, where it was read."""
    name = regulation.id
    if regulation.regulator not in knowledge.regulators:
        known = ", ".join(knowledge.regulators)
        yield f"{name}: regulator {regulation.regulator!r} is not in taxonomy/regulators.yaml; use one of {known}"
    for source in regulation.sources:
        if not source.seen:
            yield f"{name}: source {source.title!r} does not say how it was seen; use text, second_hand or not_seen"
    for day in (regulation.issued, regulation.in_force, regulation.repealed):
        if day and not _DAY.fullmatch(day):
            yield f"{name}: {day!r} is no date; write 2026-11-24, or 2026-11 or 2026 where the day is not known"
    for item in regulation.items:
        if item.unseen and item.decidable != "none":
            yield f"{name} {item.item}: is unseen, so nothing can decide it; use decidable none"
        ends = regulation.ends(item)
        if ends and ends <= regulation.begins(item):
            yield f"{name} {item.item}: ends on {ends}, before it begins on {regulation.begins(item)}"
    if not regulation.issued:
        yield f"{name}: has no date of issue; without one no audit knows whether it existed"
    if regulation.note is None:
        yield f"{name}: has no note; say what a reader must know before quoting it"
    if not any(source.url for source in regulation.sources):
        yield f"{name}: no source has a url; name at least one place where others can read it"
    numbers = [item.item for item in regulation.items]
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        yield f"{name} {number}: stands twice; give every item a number of its own"
    if regulation.nature in _NEVER_STRONG:
        for item in regulation.items:
            if item.decidable == "strong":
                yield f"{name} {item.item}: a {regulation.nature} cannot be met by evidence alone; use weak or none"
