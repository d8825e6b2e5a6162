"""A question to the tables of a fleet, as a file of `rules/questions/` asks it."""

from __future__ import annotations

from dataclasses import field

from appaudit.model.bilingual import Bilingual
from appaudit.model.record import record


@record
class Question:
    """A question in SQL.

    `parameters` are the names that `--set` may give a value (`$name` in the SQL) with the value they have otherwise.
    `chart` names the columns that label a bar and, last, the one of its length, where the answer can be drawn.
    """

    id: str
    title: Bilingual
    note: Bilingual
    sql: str
    parameters: dict[str, str] = field(default_factory=dict)
    chart: tuple[str, ...] = ()
