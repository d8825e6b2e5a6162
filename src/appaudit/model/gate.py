"""The gate: what the user wants to fail a scan, and what this scan comes to by it."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.record import record
from appaudit.model.words import ConfidenceWord, FailOn, SeverityWord, StatusWord

#: Inputs that a scan can be made to insist on.
RequiredInput = Literal["policy", "sdk_list"]


@record
class GateChoice:
    """What fails a scan: findings at least this severe and of at least this status, gaps, missing documents.

    `strict` fails what was not read completely; `required` are documents without which a scan is no scan.
    """

    fail_on: FailOn = "high"
    fail_on_status: StatusWord = "review"
    strict: bool = False
    required: tuple[RequiredInput, ...] = ()


@record
class GateReason:
    """One reason why a scan does not end with 0, with the exit code that it alone would give."""

    code: int
    text: Bilingual


@record
class HiddenFinding:
    """A finding below the grades that the user wants listed: named, so that nothing is out of sight.

    `fails` says that the gate counts it all the same.
    """

    id: str
    fingerprint: str
    rule_id: str
    subject: str
    title: Bilingual
    severity: SeverityWord
    confidence: ConfidenceWord
    status: StatusWord
    fails: bool


@record
class Gate:
    """How a scan ends and why.

    `failing` are the ids of findings in the report that reach the gate and are new. `min_severity` and `min_confidence`
    say what is listed, `hidden` what is not because of them. `regulations` are those that the scan was limited to, and
    `replaced_rules` the shipped rules in whose place a rule of the user stands.
    """

    choice: GateChoice
    exit_code: int
    reasons: tuple[GateReason, ...]
    failing: tuple[str, ...]
    min_severity: SeverityWord = "info"
    min_confidence: ConfidenceWord = "low"
    hidden: tuple[HiddenFinding, ...] = field(default=(), metadata=OMIT_EMPTY)
    regulations: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)
    replaced_rules: tuple[str, ...] = field(default=(), metadata=OMIT_EMPTY)
