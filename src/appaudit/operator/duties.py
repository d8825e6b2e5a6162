"""Duties that no artifact shows, judged by what the operator declares and by a date.

Numbers and dates, all checked 2026-11-24:

- protection officer: PIPL, Article 52; CAC announcement of 2025-07-18: from one million individuals, within 30 working
  days; those already there by 2025-08-29; changes within 30 working days
  (https://www.163.com/dy/article/K4PF5J6B05129QAF.html)
- compliance audit: from more than ten million individuals at least every two years, Measures in force since 2025-05-01
  (http://www.hzzyy.com/col54/132186.html)
- face recognition: filing within 30 working days from 100 000 faces, CAC and MPS Order 19, Article 15
  (http://www.whuxiaoyan8.cn/28/15949.html)
- transfers abroad: CAC Order 16, Articles 5, 7 and 8 (http://www.rfnc.com.cn/Item/4459.aspx)
- erasure: GB 46864-2025, in force 2027-01-01 (http://e.mzyfz.org.cn/paper/2534/paper_67720_13793.html)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date

from appaudit.model.declaration import Declaration, OverseasRecipient
from appaudit.model.facts.context import DutyFact
from appaudit.model.location import Location
from appaudit.model.words import DutyState
from appaudit.operator.duty_words import LABELS, STATES, WORDS
from appaudit.operator.working_days import after_working_days

MILLION = 1_000_000
AUDIT_SCALE = 10_000_000
AUDIT_YEARS = 2
FACES = 100_000
REPORTING_DAYS = 30
ANNOUNCED = date(2025, 7, 18)
BACKLOG = date(2025, 8, 29)
ERASURE_IN_FORCE = date(2027, 1, 1)
#: People a year, from which a transfer abroad needs an assessment, and below which it needs nothing.
ASSESSED, EXEMPT, ASSESSED_SENSITIVE = 1_000_000, 100_000, 10_000

_YES_NO = {True: "true", False: "false", None: ""}


def duty_facts(declaration: Declaration, as_of: str, path: str) -> list[DutyFact]:
    """One fact for each duty; those that do not bind the operator are `not_applicable`.

    Args:
        declaration: What the operator declares.
        as_of: The ISO date to judge by.
        path: The name of the file, shown as the place of every fact.
    """
    made = _Duties(declaration, date.fromisoformat(as_of), path)
    return [
        *made.protection_officer(),
        *made.audit(),
        *made.children(),
        *made.overseas(),
        *made.faces(),
        made.mlps(),
        made.records(),
        made.qr_ordering(),
        made.number_protection(),
        made.erasure(),
    ]


class _Duties:
    """The judgement of each duty over one declaration."""

    def __init__(self, declaration: Declaration, today: date, path: str) -> None:
        self._declared = declaration
        self._today = today
        self._path = path

    def _fact(
        self,
        duty: str,
        state: DutyState,
        *declared: str,
        subject: str = "",
        deadline: tuple[date, bool] | None = None,
        missing: tuple[str, ...] = (),
    ) -> DutyFact:
        zh, en = WORDS[duty]
        values = {"deadline": deadline[0].isoformat() if deadline else "", "subject": subject}
        names = [LABELS[name] for name in missing]
        # A list of what is missing says the state itself.
        ends = ("", "") if names else (f"；{STATES[state][0]}", f"; {STATES[state][1]}")
        note_zh = "（该年节假日安排尚未公布，只按周末推算）" if deadline and not deadline[1] else ""
        note_en = " (holidays of that year are not known yet; only weekends were counted)" if note_zh else ""
        return DutyFact(
            id=duty,
            state=state,
            subject=subject,
            deadline=values["deadline"],
            approximate=bool(note_zh),
            declared=declared,
            detail=zh.format(**values, missing="、".join(name for name, _ in names)) + note_zh + ends[0],
            detail_en=en.format(**values, missing=", ".join(name for _, name in names)) + note_en + ends[1],
            location=Location(path=self._path, symbol=declared[0].split(" = ")[0] if declared else ""),
            extractor="derive.duties",
        )

    def protection_officer(self) -> Iterator[DutyFact]:
        """Designation, published contact, report and report of a change."""
        scale, officer = self._declared.scale, self._declared.protection_officer
        people = _line("scale.individuals", scale.individuals)
        if scale.individuals is None or scale.individuals < MILLION:
            state: DutyState = "unknown" if scale.individuals is None else "not_applicable"
            for duty in ("officer-designated", "officer-contact", "officer-report"):
                yield self._fact(duty, state, people)
        else:
            yield self._fact(
                "officer-designated",
                _met(officer.designated),
                people,
                _line("protection_officer.designated", officer.designated),
            )
            yield self._fact(
                "officer-contact",
                _met(officer.contact_published),
                people,
                _line("protection_officer.contact_published", officer.contact_published),
            )
            yield self._officer_report(people)
        if officer.changed_on:
            deadline = after_working_days(date.fromisoformat(officer.changed_on), REPORTING_DAYS)
            yield self._fact(
                "officer-change",
                self._by(deadline[0], officer.change_reported_on),
                _line("protection_officer.changed_on", officer.changed_on),
                _line("protection_officer.change_reported_on", officer.change_reported_on),
                deadline=deadline,
            )

    def _officer_report(self, people: str) -> DutyFact:
        reached, reported = self._declared.scale.million_reached_on, self._declared.protection_officer.reported_on
        lines = (
            people,
            _line("scale.million_reached_on", reached),
            _line("protection_officer.reported_on", reported),
        )
        if reached is None:
            # Nobody knows the deadline; a report that was made is one all the same.
            return self._fact("officer-report", "met" if reported else "unknown", *lines)
        start = date.fromisoformat(reached)
        deadline = (BACKLOG, True) if start < ANNOUNCED else after_working_days(start, REPORTING_DAYS)
        return self._fact("officer-report", self._by(deadline[0], reported), *lines, deadline=deadline)

    def audit(self) -> Iterator[DutyFact]:
        """The compliance audit of large handlers."""
        people, done = self._declared.scale.individuals, self._declared.filings.compliance_audit_on
        lines = (_line("scale.individuals", people), _line("filings.compliance_audit_on", done))
        if people is None or people <= AUDIT_SCALE:
            yield self._fact("compliance-audit", "unknown" if people is None else "not_applicable", *lines)
            return
        if done is None:
            yield self._fact("compliance-audit", "unknown", *lines)
            return
        until = _years_later(date.fromisoformat(done), AUDIT_YEARS)
        state: DutyState = "met" if self._today <= until else "overdue"
        yield self._fact("compliance-audit", state, *lines, deadline=(until, True))

    def children(self) -> Iterator[DutyFact]:
        """Rules and guardians' consent where children under 14 use the app."""
        audience = self._declared.audience
        line = _line("audience.under_14", audience.under_14)
        for duty, key, value in (
            ("children-rules", "audience.dedicated_rules", audience.dedicated_rules),
            ("guardian-consent", "audience.guardian_consent", audience.guardian_consent),
        ):
            if audience.under_14:
                yield self._fact(duty, _met(value), line, _line(key, value))
            else:
                yield self._fact(duty, "unknown" if audience.under_14 is None else "not_applicable", line)

    def overseas(self) -> Iterator[DutyFact]:
        """A legal condition and separate consent for each recipient abroad."""
        recipients = self._declared.overseas_recipients
        people = [item.individuals for item in recipients]
        sensitive = [item.sensitive_individuals for item in recipients]
        total = None if None in people else sum(filter(None, people))
        of_them_sensitive = None if None in sensitive else sum(filter(None, sensitive))
        for index, item in enumerate(recipients):
            place = f"overseas_recipients[{index}]"
            lines = (
                _line(f"{place}.name", item.name),
                _line(f"{place}.individuals", item.individuals),
                _line(f"{place}.sensitive_individuals", item.sensitive_individuals),
                _line(f"{place}.mechanism", item.mechanism),
            )
            state = _condition(item, total, of_them_sensitive)
            yield self._fact("export-condition", state, *lines, subject=item.name)
            yield self._fact(
                "export-consent",
                _met(item.separate_consent),
                lines[0],
                _line(f"{place}.separate_consent", item.separate_consent),
                subject=item.name,
            )

    def faces(self) -> Iterator[DutyFact]:
        """The filing of those who store many faces."""
        scale, filed = self._declared.scale, self._declared.filings.face_recognition_filed_on
        lines = (
            _line("scale.face_individuals", scale.face_individuals),
            _line("scale.face_100000_reached_on", scale.face_100000_reached_on),
            _line("filings.face_recognition_filed_on", filed),
        )
        if scale.face_individuals is None:
            return
        if scale.face_individuals < FACES:
            yield self._fact("face-filing", "not_applicable", *lines)
        elif scale.face_100000_reached_on is None:
            yield self._fact("face-filing", "met" if filed else "unknown", *lines)
        else:
            deadline = after_working_days(date.fromisoformat(scale.face_100000_reached_on), REPORTING_DAYS)
            yield self._fact("face-filing", self._by(deadline[0], filed), *lines, deadline=deadline)

    def mlps(self) -> DutyFact:
        """Grading and filing of systems."""
        filings = self._declared.filings
        state = _met(filings.mlps_graded)
        if state == "met" and not filings.mlps_filed_on:
            state = "unknown"
        lines = (
            _line("filings.mlps_graded", filings.mlps_graded),
            _line("filings.mlps_filed_on", filings.mlps_filed_on),
        )
        return self._fact("mlps-grading", state, *lines)

    def records(self) -> DutyFact:
        """The records that inspections ask for."""
        records = self._declared.records
        values = {item.name: getattr(records, item.name) for item in fields(records)}
        missing = tuple(name for name, value in values.items() if value is False)
        state: DutyState = "unmet" if missing else "unknown" if None in values.values() else "met"
        lines = tuple(_line(f"records.{name}", value) for name, value in values.items())
        return self._fact("inspection-records", state, *lines, missing=missing)

    def qr_ordering(self) -> DutyFact:
        """What a guest cannot order without."""
        ordering = self._declared.qr_ordering
        asked = {
            "phone": ordering.phone_required,
            "follow": ordering.follow_required,
            "membership": ordering.membership_required,
        }
        forced = tuple(name for name, value in asked.items() if value)
        lines = (
            _line("qr_ordering.offered", ordering.offered),
            *(_line(f"qr_ordering.{name}_required", value) for name, value in asked.items()),
        )
        if not ordering.offered:
            return self._fact("qr-ordering", "unknown" if ordering.offered is None else "not_applicable", *lines)
        state: DutyState = "unmet" if forced else "unknown" if None in asked.values() else "met"
        return self._fact("qr-ordering", state, *lines, missing=forced)

    def number_protection(self) -> DutyFact:
        """Whether middle numbers are those of the pilot."""
        numbers = self._declared.number_protection
        lines = (
            _line("number_protection.used", numbers.used),
            _line("number_protection.only_700_numbers", numbers.only_700_numbers),
        )
        if not numbers.used:
            return self._fact("number-protection", "unknown" if numbers.used is None else "not_applicable", *lines)
        return self._fact("number-protection", _met(numbers.only_700_numbers), *lines)

    def erasure(self) -> DutyFact:
        """Erasure of information on devices, from the day the standard is in force."""
        devices = self._declared.devices
        lines = (
            _line("devices.maker", devices.maker),
            _line("devices.recycler", devices.recycler),
            _line("devices.erasure", devices.erasure),
        )
        deadline = (ERASURE_IN_FORCE, True)
        if not devices.maker and not devices.recycler:
            is_known = devices.maker is not None and devices.recycler is not None
            return self._fact("information-erasure", "not_applicable" if is_known else "unknown", *lines)
        if devices.erasure is None:
            return self._fact("information-erasure", "unknown", *lines, deadline=deadline)
        if devices.erasure != "none":
            return self._fact("information-erasure", "met", *lines, deadline=deadline)
        state: DutyState = "due" if self._today < ERASURE_IN_FORCE else "overdue"
        return self._fact("information-erasure", state, *lines, deadline=deadline)

    def _by(self, deadline: date, done: str | None) -> DutyState:
        """`met`, `late`, `due` or `overdue`."""
        if done:
            return "met" if date.fromisoformat(done) <= deadline else "late"
        return "due" if self._today <= deadline else "overdue"


def _condition(item: OverseasRecipient, people: int | None, sensitive: int | None) -> DutyState:
    """Whether the declared mechanism is enough for the numbers of all recipients together."""
    if item.mechanism is None:
        return "unknown"
    if item.mechanism in ("assessment", "exempt"):
        # Whether an exemption by purpose applies is for people; the declaration stands.
        return "met"
    if (people or 0) >= ASSESSED or (sensitive or 0) >= ASSESSED_SENSITIVE:
        return "unmet"
    if item.mechanism in ("contract", "certification"):
        return "met"
    if people is None or sensitive is None:
        return "unknown"
    return "met" if people < EXEMPT and not sensitive else "unmet"


def _years_later(day: date, years: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + years, 3, 1) if is_leap_day else day.replace(year=day.year + years)


def _met(value: bool | None) -> DutyState:
    return "unknown" if value is None else "met" if value else "unmet"


def _line(key: str, value: object) -> str:
    shown = _YES_NO[value] if isinstance(value, bool) or value is None else str(value)
    return f"{key} = {shown or '–'}"
