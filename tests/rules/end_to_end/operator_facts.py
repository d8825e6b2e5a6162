"""Rules on what the operator declares: one line of the declaration differs."""

from __future__ import annotations

from tests.rules.end_to_end.packages import app
from tests.rules.end_to_end.policies import policy
from tests.support.end_to_end import Case, Given

_APP = app()

#: A large operator that has done everything, and in time.
DECLARED = """\
version: 1
scale:
  individuals: 20000000
  million_reached_on: "2024-01-01"
  face_individuals: 200000
  face_100000_reached_on: "2025-07-01"
protection_officer:
  designated: true
  contact_published: true
  reported_on: "2025-08-29"
  changed_on: "2025-09-01"
  change_reported_on: "2025-09-10"
audience: {under_18: true, under_14: true, dedicated_rules: true, guardian_consent: true}
overseas_recipients:
  - name: Example Inc.
    individuals: 2000000
    sensitive_individuals: 0
    mechanism: assessment
    separate_consent: true
records:
  internal_rules: true
  data_classification: true
  risk_assessment: true
  impact_assessment: true
  processing_records: true
  incident_plan: true
  staff_training: true
  network_logs: true
filings:
  mlps_graded: true
  mlps_level: 3
  mlps_filed_on: "2024-05-01"
  mlps_tested_on: "2026-05-01"
  compliance_audit_on: "2025-06-01"
  face_recognition_filed_on: "2025-07-10"
  minors_audit_reported_on: "2026-01-20"
qr_ordering: {offered: true, phone_required: false, follow_required: false, membership_required: false}
number_protection: {used: true, only_700_numbers: true}
devices: {maker: true, recycler: false, erasure: built_in}
important_data: {handled: true, officer_appointed: true, risk_assessed_on: "2026-06-01"}
incidents:
  - {name: Leak, happened_on: "2026-03-01", harm_avoided: false, regulator_told: true, individuals_told: true}
face_recognition: {used: true, other_way: true}
finance: {is_financial_body: true, data_security_officer: true}
"""


def declaring(line: str = "", instead: str = "") -> Given:
    """The operator of `DECLARED`, with one line put otherwise."""
    assert DECLARED.count(line) == 1 or not line, line
    return Given(package=_APP, declared=DECLARED.replace(line, instead) if line else DECLARED)


def _case(rule: str, line: str, instead: str) -> Case:
    return Case(rule=rule, fires=declaring(line, instead), silent=declaring())


CASES = [
    _case("protection-officer-missing", "designated: true", "designated: false"),
    _case("protection-officer-contact-unpublished", "contact_published: true", "contact_published: false"),
    # Those who had a million people before the announcement had until 2025-08-29.
    _case("protection-officer-unreported", "2025-08-29", "2025-09-01"),
    _case("protection-officer-change-unreported", "2025-09-10", "2025-11-10"),
    _case("compliance-audit-overdue", 'compliance_audit_on: "2025-06-01"', "compliance_audit_on: never"),
    _case("children-rules-undeclared", "dedicated_rules: true", "dedicated_rules: false"),
    _case("guardian-consent-undeclared", "guardian_consent: true", "guardian_consent: false"),
    _case("export-condition-missing", "mechanism: assessment", "mechanism: contract"),
    _case("export-consent-missing", "separate_consent: true", "separate_consent: false"),
    _case("face-recognition-unfiled", "2025-07-10", "2025-09-10"),
    _case("mlps-ungraded", "mlps_graded: true", "mlps_graded: false"),
    _case("mlps-unfiled", 'mlps_filed_on: "2024-05-01"', "mlps_filed_on: never"),
    _case("mlps-untested", 'mlps_tested_on: "2026-05-01"', "mlps_tested_on: never"),
    _case("minors-audit-unreported", 'minors_audit_reported_on: "2026-01-20"', "minors_audit_reported_on: never"),
    _case("data-security-officer-missing", "officer_appointed: true", "officer_appointed: false"),
    _case("risk-assessment-overdue", 'risk_assessed_on: "2026-06-01"', 'risk_assessed_on: "2025-06-01"'),
    _case("incident-unreported", "regulator_told: true", "regulator_told: false"),
    _case("incident-untold", "individuals_told: true", "individuals_told: false"),
    _case("face-no-other-way", "other_way: true", "other_way: false"),
    _case("bank-officer-missing", "data_security_officer: true", "data_security_officer: false"),
    _case("inspection-records-missing", "staff_training: true", "staff_training: false"),
    _case("qr-ordering-forced", "phone_required: false", "phone_required: true"),
    _case("number-protection-not-700", "only_700_numbers: true", "only_700_numbers: false"),
    _case("information-erasure-missing", "erasure: built_in", "erasure: none"),
    _case("attestation-incomplete", "staff_training: true", "staff_training:"),
    # A declaration that the contact is published, held against the policy.
    Case(
        rule="protection-officer-not-in-policy",
        fires=Given(package=_APP, declared=DECLARED, policy=policy()),
        silent=Given(
            package=_APP,
            declared=DECLARED,
            policy=policy(operator_contact="个人信息保护负责人：李示例，邮箱：privacy@notes.example。"),
        ),
    ),
]
