"""Checks on the duties of operators: keys exist, deadlines are of one kind, texts name what they may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

from appaudit.model.declaration import Declaration, Incident, OverseasRecipient
from appaudit.model.duty import Duty
from appaudit.model.knowledge import Knowledge

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_PLACES = {"deadline", "subject", "missing"}
#: What the rows of each list of the declaration are.
_ROWS: dict[str, type] = {"overseas_recipients": OverseasRecipient, "incidents": Incident}


def lint_duties(knowledge: Knowledge) -> Iterator[str]:
    """Every problem of a duty, one line each."""
    keys = set(_keys(Declaration(version=1), ""))
    for duty in knowledge.duties.values():
        known = {field.name for field in fields(_ROWS[duty.each])} if duty.each in _ROWS else keys
        if duty.each and duty.each not in _ROWS:
            yield f"duty {duty.id}: each is {duty.each!r}, expected one of {', '.join(_ROWS)}"
        for key in sorted(_named(duty) - known):
            yield f"duty {duty.id}: the declaration has no key {key!r}; correct it or add it to model/declaration.py"
        if sum(map(bool, (duty.done, duty.parts, duty.transfers))) != 1:
            yield f"duty {duty.id}: exactly one of done, parts and transfers must say what meets it"
        for name in sorted(set(_PLACEHOLDER.findall(duty.text.zh + duty.text.en)) - _PLACES):
            yield f"duty {duty.id}: text names {{{name}}}, which is none of {', '.join(sorted(_PLACES))}"
        yield from _lint_days(duty)


def _lint_days(duty: Duty) -> Iterator[str]:
    deadline = duty.deadline
    days = [duty.since]
    if deadline is not None:
        ways = (deadline.working_days, deadline.every_years, deadline.each_year_by, deadline.on)
        if sum(map(bool, ways)) != 1 or bool(deadline.after) != bool(deadline.working_days):
            yield f"duty {duty.id}: deadline must set one of working_days (with after), every_years, each_year_by, on"
        days.append(deadline.on)
        if deadline.backlog is not None:
            days += [deadline.backlog.before, deadline.backlog.until]
    for day in filter(None, days):
        try:
            date.fromisoformat(day)
        except ValueError:
            yield f"duty {duty.id}: {day!r} is no date like 2026-11-24"


def _named(duty: Duty) -> set[str]:
    named = {condition.key for condition in (*duty.when, *duty.when_any)} | {part.key for part in duty.parts}
    after = duty.deadline.after if duty.deadline is not None else ""
    return {name for name in (*named, duty.done, duty.subject, after) if name}


def _keys(record: object, place: str) -> Iterator[str]:
    for field in fields(record):  # type: ignore[arg-type]  # only records are asked
        value = getattr(record, field.name)
        if is_dataclass(value):
            yield from _keys(value, f"{place}{field.name}.")
        else:
            yield f"{place}{field.name}"
