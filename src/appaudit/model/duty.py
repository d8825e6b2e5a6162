"""Duties of an operator as `rules/duties/` states them: whom they bind, what meets them, and by which day.

Keys are paths into the operator's declaration (`scale.individuals`); where a duty is asked of each row of a list, they
are fields of the row. Dates are ISO dates.
"""

from __future__ import annotations

from appaudit.model.bilingual import Bilingual
from appaudit.model.record import record


@record
class Condition:
    """What must be declared for a duty to bind: a number within bounds, or the answer `wanted` where no bound is given.

    `assumed` lets it hold while nothing is declared.
    """

    key: str
    at_least: int | None = None
    above: int | None = None
    below: int | None = None
    assumed: bool = False
    wanted: bool = True


@record
class Backlog:
    """Whom a duty already bound `before` it could be met: they have until another day."""

    before: str
    until: str


@record
class Deadline:
    """By when a duty is to be met; exactly one of `working_days`, `every_years`, `each_year_by` and `on` is set.

    `working_days` are counted from the declared date `after`, `every_years` from the last time or from the day on which
    the duty began, whichever is later. `each_year_by` is a day of every year (`01-31`).
    """

    after: str = ""
    working_days: int = 0
    backlog: Backlog | None = None
    every_years: int = 0
    each_year_by: str = ""
    on: str = ""


@record
class Part:
    """One of several things that a duty asks for: its name, and the answer that meets it."""

    key: str
    name: Bilingual
    wanted: bool = True


@record
class TransferScale:
    """Numbers of people a year that decide under which condition information may leave the country (all recipients).

    From `assessed` people, or `assessed_sensitive` with sensitive information, only a security assessment is enough;
    below `exempt` people without sensitive information nothing is needed.
    """

    assessed: int
    assessed_sensitive: int
    exempt: int


@record
class Duty:
    """A duty that no artifact shows.

    `when` must all hold and one of `when_any`; `is_quiet` says nothing at all while they are undeclared. It is met by
    `done` (a yes, a day, or a word that is none of `not_done`), by all `parts`, or by the condition for transfers.
    `each` asks it of every row of a list; `subject` is the field that names the row. `since` is the day from which it
    binds. `text` may name `{deadline}`, `{subject}` and `{missing}`.
    """

    id: str
    name: Bilingual
    text: Bilingual
    since: str = ""
    when: tuple[Condition, ...] = ()
    when_any: tuple[Condition, ...] = ()
    is_quiet: bool = False
    done: str = ""
    not_done: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    deadline: Deadline | None = None
    each: str = ""
    subject: str = ""
    transfers: TransferScale | None = None
