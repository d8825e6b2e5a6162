"""Duties judged by what an operator declares; every date is computed by hand from the State Council's calendar."""

from __future__ import annotations

from datetime import date

import pytest
from tests.support.shipped import knowledge

from appaudit.model.codec import decode
from appaudit.model.declaration import Declaration
from appaudit.model.facts.context import DutyFact
from appaudit.operator.duties import duty_facts
from appaudit.operator.working_days import after_working_days


def facts_of(declaration: Declaration, as_of: str) -> list[DutyFact]:
    return duty_facts(declaration, knowledge().duties.values(), as_of, "audit.yaml")


def judged(as_of: str = "2026-11-24", **sections: object) -> dict[str, tuple[str, str]]:
    declaration = decode(Declaration, {"version": 1, **sections})
    return {fact.id: (fact.state, fact.deadline) for fact in facts_of(declaration, as_of)}


def test_working_days_skip_weekends_and_the_national_holiday() -> None:
    # 2025-10-01 to 10-08 is the holiday; Sunday 2025-09-28 and Saturday 10-11 are worked for it.
    assert after_working_days(date(2025, 9, 26), 1) == (date(2025, 9, 28), True)
    assert after_working_days(date(2025, 9, 30), 1) == (date(2025, 10, 9), True)
    assert after_working_days(date(2025, 9, 30), 3) == (date(2025, 10, 11), True)


def test_years_without_a_calendar_count_weekends_and_say_so() -> None:
    assert after_working_days(date(2099, 5, 1), 1) == (date(2099, 5, 4), False)


def test_thirty_working_days_from_a_day_in_september() -> None:
    deadline, known = after_working_days(date(2025, 9, 1), 30)
    # 2025-09-02 to 09-30 hold 22 working days with Sunday the 28th, so 8 more from October the 9th on.
    assert (deadline, known) == (date(2025, 10, 17), True)


@pytest.mark.parametrize(
    ("reached", "reported", "as_of", "expected"),
    [
        ("2025-07-17", None, "2025-08-29", ("due", "2025-08-29")),
        ("2025-07-17", None, "2025-08-30", ("overdue", "2025-08-29")),
        ("2025-07-17", "2025-08-29", "2026-01-01", ("met", "2025-08-29")),
        ("2025-07-17", "2025-09-01", "2026-01-01", ("late", "2025-08-29")),
        ("2025-09-01", None, "2025-10-17", ("due", "2025-10-17")),
        ("2025-09-01", None, "2025-10-18", ("overdue", "2025-10-17")),
        (None, None, "2026-01-01", ("unknown", "")),
        (None, "2025-08-01", "2026-01-01", ("met", "")),
    ],
)
def test_the_report_on_the_protection_officer(
    reached: str | None, reported: str | None, as_of: str, expected: tuple[str, str]
) -> None:
    states = judged(
        as_of,
        scale={"individuals": 1_000_000, "million_reached_on": reached},
        protection_officer={"reported_on": reported},
    )
    assert states["officer-report"] == expected


def test_below_one_million_no_officer_is_needed() -> None:
    states = judged(scale={"individuals": 999_999}, protection_officer={"designated": False})
    assert states["officer-designated"] == states["officer-report"] == ("not_applicable", "")


def test_an_officer_without_a_published_contact() -> None:
    states = judged(
        scale={"individuals": 2_000_000}, protection_officer={"designated": True, "contact_published": False}
    )
    assert states["officer-designated"][0] == "met"
    assert states["officer-contact"][0] == "unmet"


@pytest.mark.parametrize(
    ("people", "last", "as_of", "expected"),
    [
        (10_000_000, None, "2026-11-24", ("not_applicable", "")),
        (10_000_001, "2025-11-24", "2027-11-24", ("met", "2027-11-24")),
        (10_000_001, "2025-11-23", "2027-11-24", ("overdue", "2027-11-23")),
        (10_000_001, "2028-02-29", "2030-03-01", ("met", "2030-03-01")),
        (10_000_001, None, "2026-11-24", ("unknown", "2027-05-01")),
        # The Measures are in force since 2025-05-01: no audit before that can have been due, nor start the two years.
        (10_000_001, "2023-01-01", "2026-11-24", ("met", "2027-05-01")),
        (10_000_001, "never", "2026-11-24", ("due", "2027-05-01")),
        (10_000_001, "never", "2027-05-02", ("overdue", "2027-05-01")),
        (10_000_001, "never", "2025-04-30", ("not_applicable", "")),
    ],
)
def test_audits_are_due_every_two_years(people: int, last: str | None, as_of: str, expected: tuple[str, str]) -> None:
    states = judged(as_of, scale={"individuals": people}, filings={"compliance_audit_on": last})
    assert states["compliance-audit"] == expected


@pytest.mark.parametrize(
    ("people", "sensitive", "mechanism", "state"),
    [
        (999_999, 9_999, "contract", "met"),
        (1_000_000, 0, "contract", "unmet"),
        (1_000_000, 0, "assessment", "met"),
        (1, 10_000, "certification", "unmet"),
        (99_999, 0, "none", "met"),
        (100_000, 0, "none", "unmet"),
        (10, 1, "none", "unmet"),
        (None, 0, "none", "unknown"),
        (5, 0, None, "unknown"),
        # An exemption that nobody names is questioned where the numbers do not exempt.
        (5_000_000, 0, "exempt", "questioned"),
        (99_999, 0, "exempt", "met"),
    ],
)
def test_transfers_abroad_need_what_the_numbers_ask_for(
    people: int | None, sensitive: int, mechanism: str | None, state: str
) -> None:
    row = {"name": "Example", "individuals": people, "sensitive_individuals": sensitive, "mechanism": mechanism}
    assert judged(overseas_recipients=[row])["export-condition"][0] == state


@pytest.mark.parametrize(
    ("exemption", "people", "state"),
    [("contract", 5_000_000, "met"), ("numbers", 5_000_000, "unmet"), ("numbers", 99_999, "met")],
)
def test_an_exemption_by_numbers_must_fit_the_numbers(exemption: str, people: int, state: str) -> None:
    row = {"name": "Example", "individuals": people, "sensitive_individuals": 0, "mechanism": "exempt"}
    assert judged(overseas_recipients=[{**row, "exemption": exemption}])["export-condition"][0] == state


@pytest.mark.parametrize(
    ("incident", "states"),
    [
        ({"regulator_told": False, "individuals_told": False}, ("unmet", "unmet")),
        ({"regulator_told": True, "harm_avoided": True, "individuals_told": False}, ("met", "not_applicable")),
        ({"regulator_told": True, "harm_avoided": False}, ("met", "unknown")),
    ],
)
def test_incidents_are_reported_and_told_unless_harm_is_kept_away(
    incident: dict[str, object], states: tuple[str, str]
) -> None:
    judgements = judged(incidents=[{"name": "Leak", **incident}])
    assert (judgements["incident-report"][0], judgements["incident-notice"][0]) == states


@pytest.mark.parametrize(
    ("people", "audited", "as_of", "expected"),
    [
        (99_999, "never", "2026-08-31", ("not_applicable", "")),
        (99_999, "never", "2026-11-24", ("due", "2031-09-01")),
        (100_000, "never", "2026-11-24", ("not_applicable", "")),
    ],
)
def test_small_handlers_audit_every_five_years(
    people: int, audited: str, as_of: str, expected: tuple[str, str]
) -> None:
    states = judged(as_of, scale={"individuals": people}, filings={"compliance_audit_on": audited})
    assert states["compliance-audit-small"] == expected


@pytest.mark.parametrize(
    ("reported", "as_of", "state"),
    [
        ("2026-01-31", "2026-11-24", "met"),
        ("2026-02-01", "2026-11-24", "late"),
        ("2025-01-20", "2026-01-31", "due"),
        ("2025-01-20", "2026-02-01", "overdue"),
        ("never", "2026-11-24", "overdue"),
    ],
)
def test_the_audit_about_minors_is_reported_every_year(reported: str, as_of: str, state: str) -> None:
    states = judged(as_of, audience={"under_18": True}, filings={"minors_audit_reported_on": reported})
    assert states["minors-audit"] == (state, "2026-01-31")


def test_recipients_count_together() -> None:
    row = {"individuals": 600_000, "sensitive_individuals": 0, "mechanism": "contract"}
    declaration = decode(
        Declaration, {"version": 1, "overseas_recipients": [{"name": "A", **row}, {"name": "B", **row}]}
    )
    facts = [fact for fact in facts_of(declaration, "2026-11-24") if fact.id == "export-condition"]
    assert [(fact.subject, fact.state) for fact in facts] == [("A", "unmet"), ("B", "unmet")]


def test_children_faces_and_systems() -> None:
    states = judged(
        "2026-01-01",
        audience={"under_14": True, "dedicated_rules": False, "guardian_consent": True},
        scale={"face_individuals": 100_000, "face_100000_reached_on": "2025-09-01"},
        filings={"mlps_graded": False},
    )
    assert states["children-rules"][0] == "unmet"
    assert states["guardian-consent"][0] == "met"
    assert states["face-filing"] == ("overdue", "2025-10-17")
    assert states["mlps-grading"][0] == "unmet"


@pytest.mark.parametrize(
    ("reached", "filed", "as_of", "expected"),
    [
        # The Measures are in force since 2025-06-01; those already there had until 2025-07-14 (CAC, 2025-05-28).
        ("2024-01-01", "2025-07-01", "2026-11-24", ("met", "2025-07-14")),
        ("2024-01-01", "2025-07-15", "2026-11-24", ("late", "2025-07-14")),
        ("2024-01-01", "never", "2025-07-14", ("due", "2025-07-14")),
        ("2024-01-01", "never", "2025-05-31", ("not_applicable", "")),
        ("2025-06-03", None, "2025-07-14", ("due", "2025-07-15")),
        (None, "never", "2026-11-24", ("unmet", "")),
    ],
)
def test_faces_are_filed_by_the_day_of_the_announcement(
    reached: str | None, filed: str | None, as_of: str, expected: tuple[str, str]
) -> None:
    states = judged(
        as_of,
        scale={"face_individuals": 100_000, "face_100000_reached_on": reached},
        filings={"face_recognition_filed_on": filed},
    )
    assert states["face-filing"] == expected


@pytest.mark.parametrize(
    ("filings", "state"),
    [
        ({"mlps_graded": True, "mlps_filed_on": "never"}, "unmet"),
        ({"mlps_graded": True, "mlps_level": 1, "mlps_filed_on": "never"}, "not_applicable"),
        ({"mlps_graded": True, "mlps_level": 3, "mlps_filed_on": "2025-01-01"}, "met"),
        ({"mlps_graded": True}, "unknown"),
        ({"mlps_graded": False}, "not_applicable"),
    ],
)
def test_an_operator_can_say_that_it_never_filed(filings: dict[str, object], state: str) -> None:
    assert judged(filings=filings)["mlps-filing"][0] == state


def test_a_day_that_has_not_come_is_told_and_proves_nothing() -> None:
    declaration = decode(Declaration, {"version": 1, "filings": {"mlps_graded": True, "mlps_filed_on": "2027-01-01"}})
    (fact,) = [item for item in facts_of(declaration, "2026-11-24") if item.id == "mlps-filing"]
    assert fact.state == "unmet"
    assert "声明的日期2027-01-01晚于检测日期" in fact.detail
    assert "the declared day 2027-01-01 is after the date of this audit" in fact.detail_en


def test_ordering_numbers_and_erasure() -> None:
    sections = {
        "qr_ordering": {"offered": True, "phone_required": True, "follow_required": False},
        "number_protection": {"used": True, "only_700_numbers": False},
        "devices": {"maker": True, "erasure": "none"},
    }
    assert judged("2026-12-31", **sections)["information-erasure"] == ("due", "2027-01-01")
    states = judged("2027-01-01", **sections)
    assert states["information-erasure"][0] == "overdue"
    assert states["qr-ordering"][0] == "unmet"
    assert states["number-protection"][0] == "unmet"


def test_records_that_are_missing_are_named() -> None:
    declaration = decode(Declaration, {"version": 1, "records": {"internal_rules": False, "staff_training": False}})
    (fact,) = [item for item in facts_of(declaration, "2026-11-24") if item.id == "inspection-records"]
    assert fact.state == "unmet"
    assert fact.detail.endswith("：内部管理制度和操作规程、从业人员培训")
    assert fact.detail_en.endswith(": internal rules and procedures, training of staff")
    assert fact.declared[0] == "records.internal_rules = false"


def test_the_words_say_what_is_declared() -> None:
    declaration = decode(Declaration, {"version": 1, "filings": {"mlps_graded": False}})
    (fact,) = [item for item in facts_of(declaration, "2026-11-24") if item.id == "mlps-grading"]
    assert fact.detail.endswith("；声明：没有做到")
    assert fact.detail_en.endswith("; declared as not done")


def test_what_is_not_declared_is_unknown_and_never_met() -> None:
    assert {state for state, _ in judged().values()} == {"unknown"}


def test_every_duty_has_words_and_a_deadline_beyond_the_calendar_says_so() -> None:
    declaration = decode(
        Declaration,
        {
            "version": 1,
            "scale": {"individuals": 2_000_000, "million_reached_on": "2098-12-01"},
            "protection_officer": {"changed_on": "2025-09-01"},
        },
    )
    facts = {fact.id: fact for fact in facts_of(declaration, "2098-12-02")}
    assert facts["officer-report"].approximate
    assert "只按周末推算" in facts["officer-report"].detail
    assert "only weekends" in facts["officer-report"].detail_en
    assert not facts["officer-change"].approximate
