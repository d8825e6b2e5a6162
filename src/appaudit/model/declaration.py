"""What only the operator of an app knows, as the operator declares it in `audit.yaml`.

Every value may be left out or empty (None), which means that nothing is declared. Dates are ISO dates; the day of an
act of the operator may be `never`. Nothing here has been verified, and every report says so.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from appaudit.model.record import record

#: What stands for a day where something was never done.
NEVER = "never"
#: Metadata of a day that may be `never`: it says when the operator did something, not when something happened.
OWN_ACT = {"own_act": True}

#: What a recipient abroad may be given information under (PIPL, Article 38; CAC Orders 16 and 20).
Mechanism = Literal["assessment", "contract", "certification", "exempt", "none"]
#: On what an exemption rests: a contract with the individual, staff, an emergency, few people, a negative list.
Exemption = Literal["contract", "hr", "emergency", "numbers", "negative_list"]
#: How a maker or recycler of devices offers erasure.
Erasure = Literal["built_in", "tool", "service", "none"]


@record
class Scale:
    """How many people's information is handled, and since when thresholds are passed."""

    individuals: int | None = None
    million_reached_on: str | None = None
    face_individuals: int | None = None
    face_100000_reached_on: str | None = None


@record
class ProtectionOfficer:
    """The personal-information protection officer (PIPL, Article 52)."""

    designated: bool | None = None
    contact_published: bool | None = None
    reported_on: str | None = field(default=None, metadata=OWN_ACT)
    changed_on: str | None = None
    change_reported_on: str | None = field(default=None, metadata=OWN_ACT)


@record
class Audience:
    """Whether minors and children under 14 use the app, and what is in place for them."""

    under_18: bool | None = None
    under_14: bool | None = None
    dedicated_rules: bool | None = None
    guardian_consent: bool | None = None


@record
class OverseasRecipient:
    """A recipient outside mainland China; people counted since 1 January of the year."""

    name: str
    country: str | None = None
    individuals: int | None = None
    sensitive_individuals: int | None = None
    mechanism: Mechanism | None = None
    exemption: Exemption | None = None
    separate_consent: bool | None = None


@record
class Records:
    """Records that inspections of the CAC ask for."""

    internal_rules: bool | None = None
    data_classification: bool | None = None
    risk_assessment: bool | None = None
    impact_assessment: bool | None = None
    processing_records: bool | None = None
    incident_plan: bool | None = None
    staff_training: bool | None = None
    network_logs: bool | None = None


@record
class Filings:
    """Filings, gradings and audits, by the day they were done."""

    mlps_graded: bool | None = None
    mlps_level: int | None = None
    mlps_filed_on: str | None = field(default=None, metadata=OWN_ACT)
    mlps_tested_on: str | None = field(default=None, metadata=OWN_ACT)
    compliance_audit_on: str | None = field(default=None, metadata=OWN_ACT)
    face_recognition_filed_on: str | None = field(default=None, metadata=OWN_ACT)
    minors_audit_reported_on: str | None = field(default=None, metadata=OWN_ACT)


@record
class QrOrdering:
    """Ordering by QR code in restaurants: what a guest cannot order without."""

    offered: bool | None = None
    phone_required: bool | None = None
    follow_required: bool | None = None
    membership_required: bool | None = None


@record
class NumberProtection:
    """Middle numbers that hide phone numbers from couriers, drivers or merchants."""

    used: bool | None = None
    only_700_numbers: bool | None = None


@record
class Devices:
    """Electronic devices that the operator makes or recycles."""

    maker: bool | None = None
    recycler: bool | None = None
    erasure: Erasure | None = None


@record
class ImportantData:
    """Whether important data are handled, and what is in place for them."""

    handled: bool | None = None
    officer_appointed: bool | None = None
    risk_assessed_on: str | None = field(default=None, metadata=OWN_ACT)


@record
class Incident:
    """A leak, change or loss of personal information, or the danger of one."""

    name: str
    happened_on: str | None = None
    harm_avoided: bool | None = None
    regulator_told: bool | None = None
    individuals_told: bool | None = None


@record
class FaceRecognition:
    """Face recognition in an app or on a place, and whether there is another way."""

    used: bool | None = None
    other_way: bool | None = None


@record
class Finance:
    """What banks and other financial bodies are asked about."""

    is_financial_body: bool | None = None
    data_security_officer: bool | None = None


@record
class Declaration:
    """The whole of `audit.yaml`; `version` is that of its format."""

    version: int
    scale: Scale = field(default_factory=Scale)
    protection_officer: ProtectionOfficer = field(default_factory=ProtectionOfficer)
    audience: Audience = field(default_factory=Audience)
    overseas_recipients: tuple[OverseasRecipient, ...] = ()
    records: Records = field(default_factory=Records)
    filings: Filings = field(default_factory=Filings)
    qr_ordering: QrOrdering = field(default_factory=QrOrdering)
    number_protection: NumberProtection = field(default_factory=NumberProtection)
    devices: Devices = field(default_factory=Devices)
    important_data: ImportantData = field(default_factory=ImportantData)
    incidents: tuple[Incident, ...] = ()
    face_recognition: FaceRecognition = field(default_factory=FaceRecognition)
    finance: Finance = field(default_factory=Finance)
