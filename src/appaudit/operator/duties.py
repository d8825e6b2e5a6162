"""Duties that no artifact shows, judged by what the operator declares and by a date; `rules/duties/` says which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from appaudit.model.bilingual import Bilingual
from appaudit.model.declaration import Declaration, OverseasRecipient
from appaudit.model.duty import Condition, Deadline, Duty, TransferScale
from appaudit.model.facts.context import DutyFact
from appaudit.model.location import Location
from appaudit.model.record import record
from appaudit.model.words import DutyState
from appaudit.operator.declared_values import answer, day_of, line, value_of
from appaudit.operator.state_words import APPROXIMATE, FUTURE, STATES
from appaudit.operator.working_days import after_working_days


def duty_facts(declaration: Declaration, duties: Iterable[Duty], as_of: str, path: str) -> list[DutyFact]:
    """One fact for each duty, or for each row of the list that it is asked of.

    Args:
        declaration: What the operator declares.
        duties: The duties that are known.
        as_of: The ISO date to judge by.
        path: The name of the file, shown as the place of every fact.
    """
    today = date.fromisoformat(as_of)
    return [
        judged.fact(path)
        for duty in duties
        for judged in _judgements(duty, declaration, today)
        if not (duty.is_quiet and judged.is_open)
    ]


def _judgements(duty: Duty, declaration: Declaration, today: date) -> Iterator[_Judgement]:
    if not duty.each:
        yield _Judgement(duty, declaration, "", today, declaration)
        return
    for index, row in enumerate(getattr(declaration, duty.each)):
        yield _Judgement(duty, row, f"{duty.each}[{index}].", today, declaration)


@record(kw_only=False, frozen=False)
class _Limit:
    """The last day (or the first on which a duty binds), whether it is exact, and whether no answer counts as no."""

    day: date
    is_exact: bool = True
    expects: bool = False
    is_first: bool = False

    def is_over(self, today: date) -> bool:
        """Whether it is too late."""
        return today > self.day or (self.is_first and today == self.day)


class _Judgement:
    """One duty held against a declaration, or against one row of it.

    Args:
        duty: The duty.
        declared: What its keys are fields of.
        prefix: How the keys are shown, before their names.
        today: The day to judge by.
        whole: The whole declaration, for what counts over all rows.
    """

    def __init__(self, duty: Duty, declared: object, prefix: str, today: date, whole: Declaration) -> None:
        self._duty = duty
        self._declared = declared
        self._prefix = prefix
        self._today = today
        self._whole = whole
        self._future = ""
        self._missing: tuple[Bilingual, ...] = ()
        self._limit: _Limit | None = None
        binding = self._binding()
        self.is_open = binding is None
        self._state: DutyState = self._judge() if binding else "unknown" if binding is None else "not_applicable"

    def _binding(self) -> bool | None:
        """Whether the duty binds; None where too little is declared."""
        duty = self._duty
        if duty.since and self._today < date.fromisoformat(duty.since):
            return False
        every = [self._holds(condition) for condition in duty.when]
        some = [self._holds(condition) for condition in duty.when_any] or [True]
        if False in every or not (True in some or None in some):
            return False
        return None if None in every or True not in some else True

    def _holds(self, condition: Condition) -> bool | None:
        value = self._value(condition.key)
        if value is None:
            return True if condition.assumed else None
        if isinstance(value, int) and not isinstance(value, bool):
            return (
                (condition.at_least is None or value >= condition.at_least)
                and (condition.above is None or value > condition.above)
                and (condition.below is None or value < condition.below)
            )
        return answer(value, ()) is condition.wanted

    def _judge(self) -> DutyState:
        duty = self._duty
        if duty.transfers is not None and isinstance(self._declared, OverseasRecipient):
            return _condition(self._declared, self._whole.overseas_recipients, duty.transfers)
        if duty.parts:
            values = [self._value(part.key) for part in duty.parts]
            wanted = [part.wanted for part in duty.parts]
            lacking = [given is not None and given != want for given, want in zip(values, wanted, strict=True)]
            self._missing = tuple(part.name for part, is_lacking in zip(duty.parts, lacking, strict=True) if is_lacking)
            return "unmet" if self._missing else "unknown" if None in values else "met"
        value = self._value(duty.done)
        done = answer(value, duty.not_done)
        on = self._past(day_of(value))
        if done and day_of(value) is not None and on is None:
            done = False
        if duty.deadline is None:
            return "unknown" if done is None else "met" if done else "unmet"
        self._limit = self._limit_of(duty.deadline, on)
        if done and self._limit is not None and self._is_stale(duty.deadline, on, self._limit.day):
            done, on = False, None
        return self._by(self._limit, done, on)

    def _is_stale(self, deadline: Deadline, on: date | None, until: date) -> bool:
        """Whether what was done belongs to a period that is over."""
        if deadline.every_years:
            return self._today > until
        return bool(deadline.each_year_by) and on is not None and on.year < self._today.year

    def _by(self, limit: _Limit | None, done: bool | None, on: date | None) -> DutyState:
        if limit is None:
            # Nobody knows the deadline; what was done is done all the same, and never is never.
            return "unknown" if done is None else "met" if done else "unmet"
        if done:
            return "met" if on is None or on <= limit.day else "late"
        if done is None and not limit.expects:
            return "unknown"
        return "overdue" if limit.is_over(self._today) else "due"

    def _limit_of(self, deadline: Deadline, on: date | None) -> _Limit | None:
        if deadline.on:
            return _Limit(date.fromisoformat(deadline.on), is_first=True)
        since = date.fromisoformat(self._duty.since) if self._duty.since else date.min
        if deadline.every_years:
            # What was done before the duty began does not start its period.
            until = _years_later(max(on or since, since), deadline.every_years)
            return _Limit(until)
        if deadline.each_year_by:
            return _Limit(date.fromisoformat(f"{self._today.year}-{deadline.each_year_by}"))
        start = self._past(day_of(self._value(deadline.after)))
        if start is None:
            return None
        backlog = deadline.backlog
        if backlog is not None and start < date.fromisoformat(backlog.before):
            return _Limit(date.fromisoformat(backlog.until), expects=True)
        day, is_exact = after_working_days(start, deadline.working_days)
        return _Limit(day, is_exact, expects=True)

    def _past(self, day: date | None) -> date | None:
        """A declared day that has come; one that has not is told and taken for none."""
        if day is not None and day > self._today:
            self._future = day.isoformat()
            return None
        return day

    def _value(self, key: str) -> object:
        return value_of(self._declared, key)

    def _keys(self) -> list[str]:
        duty = self._duty
        keys = [duty.subject] if duty.subject else []
        keys += [condition.key for condition in (*duty.when, *duty.when_any)]
        if duty.deadline and duty.deadline.after:
            keys.append(duty.deadline.after)
        if duty.transfers is not None:
            keys += ["individuals", "sensitive_individuals", "mechanism"]
        keys += [part.key for part in duty.parts]
        return list(dict.fromkeys([*keys, duty.done] if duty.done else keys))

    def fact(self, path: str) -> DutyFact:
        """The fact, with the declared values that it rests on and what follows from them in words."""
        duty, limit = self._duty, self._limit
        declared = tuple(line(self._prefix + key, self._value(key)) for key in self._keys())
        subject = str(self._value(duty.subject) or "") if duty.subject else ""
        deadline = limit.day.isoformat() if limit else ""
        is_approximate = limit is not None and not limit.is_exact
        said = duty.text.format(
            deadline=deadline or "–",
            subject=subject,
            missing="、".join(name.zh for name in self._missing),
        )
        english = duty.text.format(
            deadline=deadline or "–",
            subject=subject,
            missing=", ".join(name.en for name in self._missing),
        )
        state = STATES[self._state]
        # A list of what is missing says the state itself.
        ends = Bilingual("", "") if self._missing else Bilingual(f"；{state.zh}", f"; {state.en}")
        notes = [APPROXIMATE] if is_approximate else []
        notes += [FUTURE.format(day=self._future)] if self._future else []
        return DutyFact(
            id=duty.id,
            state=self._state,
            subject=subject,
            deadline=deadline,
            approximate=is_approximate,
            declared=declared,
            detail=said.zh + "".join(note.zh for note in notes) + ends.zh,
            detail_en=english.en + "".join(note.en for note in notes) + ends.en,
            location=Location(path=path, symbol=declared[0].split(" = ")[0] if declared else ""),
            extractor="operator.duties",
        )


def _condition(row: OverseasRecipient, rows: Iterable[OverseasRecipient], scale: TransferScale) -> DutyState:
    """Whether the declared mechanism is enough for the numbers of all recipients together."""
    people, sensitive = (
        _sum(item.individuals for item in rows),
        _sum(item.sensitive_individuals for item in rows),
    )
    if row.mechanism is None:
        return "unknown"
    if row.mechanism == "assessment":
        return "met"
    is_small = None if people is None or sensitive is None else people < scale.exempt and not sensitive
    if row.mechanism == "exempt":
        return _exemption(row, is_small)
    if (people or 0) >= scale.assessed or (sensitive or 0) >= scale.assessed_sensitive:
        return "unmet"
    if row.mechanism in ("contract", "certification"):
        return "met"
    return "unknown" if is_small is None else "met" if is_small else "unmet"


def _exemption(row: OverseasRecipient, is_small: bool | None) -> DutyState:
    """An exemption by purpose stands for people to judge; one by numbers must fit, an unnamed one is questioned."""
    if row.exemption in ("contract", "hr", "emergency", "negative_list"):
        return "met"
    if row.exemption == "numbers":
        return "unknown" if is_small is None else "met" if is_small else "unmet"
    return "met" if is_small else "questioned"


def _sum(numbers: Iterable[int | None]) -> int | None:
    counted = list(numbers)
    return None if None in counted else sum(filter(None, counted))


def _years_later(day: date, years: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + years, 3, 1) if is_leap_day else day.replace(year=day.year + years)
