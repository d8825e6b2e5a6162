"""What one change would remove: the first SDK entered on a chain, a missing clause or row, a line of the manifest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Literal, NamedTuple

from appaudit.model.coverage import OUT_OF_SIGHT
from appaudit.model.finding import Finding
from appaudit.model.knowledge import FindingCategory
from appaudit.model.report import DataAccessRow, Report
from appaudit.model.words import Remedy
from appaudit.report.renderers.accesses import Accesses, Owners

CauseKind = Literal[
    "sdk_start",  # an SDK starts or reads before consent
    "app_read",  # the app's own code reads before consent
    "consent",  # the way in which consent is asked for
    "sdk_rows",  # rows or cells that the SDK list lacks
    "unknown_code",  # code of which nobody knows whose it is
    "sdk_surplus",  # rows of SDKs that are not in the app
    "policy_data",  # data that the policy does not name, or not clearly
    "clause",  # a clause that is missing, too weak or a denial
    "policy_text",  # the policy as a text
    "policy",  # no policy at all
    "permissions",  # permissions that nothing uses
    "permission",  # a permission that is used
    "sdk_shake",
    "sdk_personalization",
    "sdk_update",
    "component",  # a component of the manifest
    "build",  # a setting of manifest or build
    "duty",  # what only the operator can do
    "unseen",  # what could not be read
    "out_of_sight",  # what code that was read calls, and where that cannot be seen
    "code",  # a place in the app's code
]


_EARLY: Final = frozenset[CauseKind](("sdk_start", "app_read", "consent"))


class Cause(NamedTuple):
    """What has to change: `name` is the SDK, clause, permission, method or rule that it is about."""

    kind: CauseKind
    name: str = ""

    @property
    def is_early(self) -> bool:
        """Whether it acts before consent, which of changes as grave is made first."""
        return self.kind in _EARLY


def without_descriptor(method: str) -> str:
    """`com.example.A.read` of `com.example.A.read(I)V`."""
    return method.partition("(")[0]


#: Kinds of facts that a setting of the manifest or of the build decides.
_SETTINGS: Final = frozenset({"app", "certificate"})
_LIST: Final = "sdk_list"


def _own_prefix(report: Report) -> str:
    """How names of the app's own classes begin; empty where methods have no names of packages, as in scripts."""
    parts = report.artifact.package.split(".")[:2]
    return ".".join((*parts, "")) if report.artifact.platform == "android" and len(parts) == 2 else ""


#: Methods that the system or a framework calls, and bodies that a compiler made: nobody decides when they run.
_BY_SYSTEM: Final = re.compile(
    r"\.(?:on[A-Z]\w*|attachBaseContext|invokeSuspend|<init>|<clinit>|handleMessage|query|call)$"
    r"|[.$](?:access\$|lambda\$|-\$\$)[\w$]+$|ExternalSyntheticLambda\d*\."
)


#: An API that is a method: no constant of a class, nor a text such as an action or an address.
_CALL: Final = re.compile(r"[\w.$]+\.(?:<init>|(?![A-Z\d_]+$)[\w$]+)(?:\(.*)?")


def is_called_by_system(method: str) -> bool:
    """Whether nobody can call a method later: a life cycle, a callback, the body of a coroutine, generated code."""
    return _BY_SYSTEM.search(method) is not None


class Causes:
    """Finds the causes of the findings of one report.

    Args:
        report: With numbered findings.
        categories: What kind of change closes the findings of each.
        remedies: The same for rules that have one of their own.
    """

    def __init__(
        self, report: Report, categories: Mapping[str, FindingCategory], remedies: Mapping[str, Remedy]
    ) -> None:
        self._categories = categories
        self._remedies = remedies
        self._accesses = Accesses(report)
        self._owners = Owners(report)
        self._own = _own_prefix(report)
        self._clauses = set(report.glossary.clauses)
        self._sdks = {row.id for row in report.facts.sdks}
        #: A library runs what it is handed (RxJava, a pool of threads): to start it later would move nothing.
        self._collecting = {row.id for row in report.facts.sdks if row.collects_data}
        self._data_types = set(report.glossary.data_types)
        self._sensors = report.facts.sensors
        self._listeners = {row.class_name: row.party for row in self._sensors}
        self._unused = {row.name for row in report.facts.permissions if row.used == "no"}
        subjects = {finding.subject for finding in report.findings}
        #: Permissions that nothing uses and a finding is about: without them nothing else is to be said of them.
        self.removable = self._unused & subjects

    def of(self, finding: Finding) -> tuple[Cause, ...]:
        """The causes of a finding, each once and at least one."""
        category = self._categories.get(finding.category)
        remedy = self._remedies.get(finding.rule_id) or (category.remedy if category else "code")
        found = _BY_REMEDY[remedy](self, finding)
        return tuple(dict.fromkeys(found)) or (Cause("code", finding.rule_id),)

    def rests_on(self, finding: Finding, cause: Cause) -> bool:
        """Whether the grade of a finding is that of this cause: the first, by which it is graded."""
        return self.of(finding)[0] == cause

    def jumps(self, sdk: str) -> bool:
        """Whether a reading of an SDK's sensors is seen to open something."""
        return any(row.party == sdk and row.verdict == "shake" and row.jumps for row in self._sensors)

    def accesses(self, finding: Finding) -> list[DataAccessRow]:
        """The accesses to data that a finding rests on."""
        rows = (self._accesses.of(item) for item in finding.evidence if item.role != "contrary")
        return [row for row in rows if row]

    def entered(self, row: DataAccessRow) -> str:
        """The first SDK that collects data whose code is entered on the way to an access.

        Empty where only the app's own code and libraries lie on the way.
        """
        ways = (self._owners.sdk_of(step) for step in (*row.chain, row.caller))
        first = next((sdk for sdk in ways if sdk in self._collecting), "")
        return first or (row.party if row.party in self._collecting else "")

    def called_early(self, row: DataAccessRow) -> str:
        """The method that leads to an access: what the app's entry point calls, so that one guard covers all below.

        What the system or a compiler calls (a life cycle, the body of a coroutine) nobody can call later: then it is
        the first method below that can be, and the call that reads where there is none.
        """
        way = [without_descriptor(step) for step in (*row.chain, row.caller)]
        movable = [step for step in way[1:] if step != way[0] and not is_called_by_system(step)]
        own = next((step for step in movable if step.startswith(self._own)), "")
        if own or not is_called_by_system(way[0]):
            return own or way[0]
        called = row.api if _CALL.fullmatch(row.api) else way[-1]  # what is named by a text is used, not called
        return next((step for step in movable if not self._owners.sdk_of(step)), without_descriptor(called))

    def is_of(self, step: str, sdk: str) -> bool:
        """Whether a step of a chain is the code of an SDK."""
        return self._owners.sdk_of(step) == sdk

    def _start(self, finding: Finding) -> Iterator[Cause]:
        if finding.subject in self._sdks:
            yield Cause("sdk_start", finding.subject)
        elif finding.subject not in self._data_types:
            yield Cause("consent")
        else:
            for row in self.accesses(finding):
                entered = self.entered(row)
                yield Cause("sdk_start", entered) if entered else Cause("app_read", self.called_early(row))

    def _disclosure(self, finding: Finding) -> Iterator[Cause]:
        parties = {row.party for row in self.accesses(finding)}
        yield Cause("sdk_rows") if parties and parties <= self._sdks else Cause("policy_data")

    def _clause(self, finding: Finding) -> Iterator[Cause]:
        if finding.subject in self._sdks or finding.subject == _LIST:
            yield Cause("sdk_rows")
            return
        permissions = {item.fact.key[0] for item in finding.evidence if item.fact and item.kind == "permission_use"}
        if permissions & self.removable:
            yield Cause("permissions")
        if not permissions or permissions - self.removable:
            yield Cause("clause" if finding.subject in self._clauses else "policy_text", finding.subject)

    def _permission(self, finding: Finding) -> Iterator[Cause]:
        yield Cause("permissions") if finding.subject in self.removable else Cause("permission", finding.subject)

    def _sensor(self, finding: Finding) -> Iterator[Cause]:
        parties = {
            self._listeners.get(item.fact.key[0], "")
            for item in finding.evidence
            if item.fact and item.fact.kind == "sensor"
        }
        yield from (Cause("sdk_shake", sdk) for sdk in sorted((parties | {finding.subject}) & self._sdks))

    def _switch(self, finding: Finding) -> Iterator[Cause]:
        is_sdk = finding.subject in self._sdks
        yield Cause("sdk_personalization" if is_sdk else "clause", finding.subject)

    def _unseen(self, finding: Finding) -> Iterator[Cause]:
        parts = [item.fact.key for item in finding.evidence if item.fact and item.fact.kind == "limitation"]
        # What stands in a file of the package can be supplied in clear; what a method asks for cannot.
        is_call = all(reason in OUT_OF_SIGHT and "/" not in part for part, reason in parts)
        yield Cause("out_of_sight" if parts and is_call else "unseen")

    def _code(self, finding: Finding) -> Iterator[Cause]:
        kinds = {item.kind for item in finding.evidence}
        if finding.subject in self._sdks:
            yield Cause("sdk_update", finding.subject)
        elif kinds and kinds <= _SETTINGS:
            yield Cause("build", finding.rule_id)
        elif kinds == {"component"}:
            yield Cause("component", finding.subject)


_BY_REMEDY: Final[Mapping[Remedy, Callable[[Causes, Finding], Iterator[Cause]]]] = {
    "start": Causes._start,
    "disclosure": Causes._disclosure,
    "list": lambda _, finding: iter([Cause("sdk_rows")]),
    "origin": lambda _, finding: iter([Cause("unknown_code")]),
    "surplus": lambda _, finding: iter([Cause("sdk_surplus")]),
    "clause": Causes._clause,
    "policy": lambda _, finding: iter([Cause("policy")]),
    "permission": Causes._permission,
    "sensor": Causes._sensor,
    "switch": Causes._switch,
    "component": lambda _, finding: iter([Cause("component", finding.subject)]),
    "code": Causes._code,
    "duty": lambda _, finding: iter([Cause("duty", finding.rule_id)]),
    "unseen": Causes._unseen,
}
