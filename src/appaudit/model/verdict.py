"""What people decided about findings, and how an audit stands against the one before."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from appaudit.model.bilingual import Bilingual
from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.record import record

#: `confirmed`: it is so. `false_positive`: it is not so. `accepted`: it is so and stays. `fixed`: it is changed, and
#: the next audit should no longer find it.
Decision = Literal["confirmed", "false_positive", "accepted", "fixed"]


@record
class WrittenVerdict:
    """What somebody decided about a finding, known by its fingerprint, as a file has it.

    `by` and `on` (an ISO date) say who and when, `reason` why, `note` anything else. After `expires` it counts no more.
    `rule`, `subject` and `package` are for people who read the file.
    """

    fingerprint: str
    decision: Decision
    reason: str = ""
    by: str = ""
    on: str = ""
    expires: str = ""
    note: str = ""
    rule: str = field(default="", metadata=OMIT_EMPTY)
    subject: str = field(default="", metadata=OMIT_EMPTY)
    package: str = field(default="", metadata=OMIT_EMPTY)


@record
class Verdict(WrittenVerdict):
    """A verdict, and where it is written (`verdicts.yml:12`)."""

    place: str = field(default="", metadata=OMIT_EMPTY)


@record
class VerdictsRow:
    """The file of verdicts that an audit was given, and what became of it.

    `expired` no longer count, so that their findings do again; `still_found` were said to be fixed and are found all
    the same; `no_longer_found` are those whose finding is not there any more; `undecided` those whose rule could not
    decide this time.
    """

    name: str
    sha256: str
    expired: tuple[Verdict, ...] = ()
    still_found: tuple[Verdict, ...] = ()
    no_longer_found: tuple[Verdict, ...] = ()
    undecided: tuple[Verdict, ...] = ()


@record
class PreviousFinding:
    """A finding of the audit before: `since` is the day of the first audit in a row that had it."""

    fingerprint: str
    rule_id: str
    subject: str
    title: Bilingual
    since: str


@record
class PreviousAudit:
    """How the findings stand against the last audit of the app, whose saved report was given.

    `new` and `still_open` are fingerprints of findings of this report; `fixed` are those of the last that are not found
    any more, `undecided` those whose rule could not decide this time.
    """

    name: str
    sha256: str
    as_of: str
    version_name: str
    version_code: str
    new: tuple[str, ...] = ()
    still_open: tuple[str, ...] = ()
    fixed: tuple[PreviousFinding, ...] = ()
    undecided: tuple[PreviousFinding, ...] = ()
