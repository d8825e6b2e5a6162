"""The access to data that a piece of evidence shows, and the SDK whose code a step of a chain is."""

from __future__ import annotations

from appaudit.model.finding import Evidence
from appaudit.model.report import DataAccessRow, Report


class Accesses:
    """The data accesses of a report by what tells one from another, as evidence refers to them."""

    def __init__(self, report: Report) -> None:
        self._rows: dict[tuple[str, tuple[str, ...]], list[DataAccessRow]] = {}
        for row in report.facts.data_access:
            for fact in (("data_access", (row.data_type, row.api, row.caller)), ("api_call", (row.api, row.caller))):
                self._rows.setdefault(fact, []).append(row)

    def of(self, item: Evidence) -> DataAccessRow | None:
        """The access that the evidence shows: overloads of one name are told apart by where they stand.

        A line that only says something of an access shows none.
        """
        rows = self._rows.get((item.fact.kind, item.fact.key), []) if item.fact and not item.said else []
        here = (row for row in rows if row.location == item.location)
        return next(here, next(iter(rows), None))


class Owners:
    """The SDKs of a report by the packages that hold their classes."""

    def __init__(self, report: Report) -> None:
        self._sdk_of_package = {
            signal.value: row.id for row in report.facts.sdks for signal in row.signals if signal.kind == "classes"
        }

    def sdk_of(self, step: str) -> str:
        """The SDK that holds a class or method (`com.example.push.Client.init`); empty where none is known to."""
        prefix = step
        while "." in prefix:
            prefix = prefix.rpartition(".")[0]
            if prefix in self._sdk_of_package:
                return self._sdk_of_package[prefix]
        return ""
