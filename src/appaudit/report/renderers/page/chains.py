"""Call chains as the report draws them: entry point, steps in bands of whose code they are, guard, what is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from appaudit.model.bilingual import Bilingual
from appaudit.model.method_names import readable, split_method
from appaudit.model.report import DataAccessRow, Report
from appaudit.report.renderers import words
from appaudit.report.renderers.accesses import Owners

APP = "app"
#: Code of which nobody can say whose it is.
#: Whose code is told as nobody's.
_STRANGE = ("renamed", "unknown")
_STEPS_SHOWN = 14


class Step(NamedTuple):
    """A node of a call chain: `role` is `entry`, `step`, `guard`, `cut` or `sink`.

    `party` is `app`, `sdk` or empty if unknown; `party_name` is there where a band of one party's steps begins.
    `text` is split into `package`, which ends with a dot, and `name`, class and method. `times` counts
    steps in a row that read alike, such as overloads.
    """

    role: str
    text: str = ""
    party: str = ""
    party_name: Bilingual | None = None
    times: int = 1

    @property
    def package(self) -> str:
        """What comes before class and method."""
        return split_method(self.text)[0]

    @property
    def name(self) -> str:
        """Class and method, or file and function, all of it where it has no package."""
        return split_method(self.text)[1]


class Chains:
    """Draws the chains of one report."""

    def __init__(self, report: Report, names: words.Names) -> None:
        self._names = names
        self._package = report.artifact.package
        self._owners = Owners(report)

    def draw(self, row: DataAccessRow) -> tuple[Step, ...]:
        """The chain of one access, cut in the middle where it is long."""
        return tuple(self._steps(row))

    def _steps(self, row: DataAccessRow) -> Iterator[Step]:
        calls = _counted([*row.chain, *([row.caller] if not row.chain or row.chain[-1] != row.caller else [])])
        half = _STEPS_SHOWN // 2
        last_party = ""
        for index, (text, times) in enumerate(calls):
            if len(calls) > _STEPS_SHOWN and half <= index < len(calls) - half:
                if index == half:
                    yield Step("cut", str(len(calls) - 2 * half))
                    last_party = ""
                continue
            party = self._party(text, row)
            yield Step(
                "entry" if index == 0 and row.chain else "step",
                readable(text),
                party and ("app" if party == APP else "" if party in _STRANGE else "sdk"),
                self._names.party(party) if party and party != last_party else None,
                times,
            )
            last_party = party
            if index == 0 and row.guarded:
                yield Step("guard")
        yield Step("sink", row.api)

    def _party(self, step: str, row: DataAccessRow) -> str:
        """The app or the id of the SDK where the step itself shows whose code it is; empty where it does not."""
        if step == row.caller:
            return row.party
        if self._package and step.startswith(self._package + "."):
            return APP
        owner = self._owners.sdk_of(step)
        if owner:
            return owner
        same_package = step.split(".")[:3] == row.caller.split(".")[:3]
        return row.party if same_package else ""


def _counted(calls: list[str]) -> list[tuple[str, int]]:
    """The calls with how often each is repeated in a row."""
    counted: list[tuple[str, int]] = []
    for call in calls:
        if counted and counted[-1][0] == call:
            counted[-1] = call, counted[-1][1] + 1
        else:
            counted.append((call, 1))
    return counted
