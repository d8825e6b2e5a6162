"""On which terms a place in a function runs: what branches around it ask, and whether a person answers first."""

from __future__ import annotations

from typing import Final

from appaudit.arkts.expressions import Expression
from appaudit.arkts.graph import Graph
from appaudit.arkts.program import Program
from appaudit.arkts.resolving import Resolver
from appaudit.lexicon.arkts import ArktsWords
from appaudit.lexicon.consent import ConsentWords
from appaudit.model.condition import Condition
from appaudit.model.record import record
from appaudit.model.words import ConditionKind

_MOST_CONDITIONS: Final = 8
_DEEPEST: Final = 7
_MOST_ORIGINS: Final = 24
_CONSTANTS: Final = frozenset(("text", "number", "truth", "nothing"))
_DEVICE: Final = frozenset(("canIUse", "@ohos.deviceInfo"))
_NEGATED: Final = 20
_ALL_OF: Final = "Promise.all"


@record(kw_only=False)
class Asked:
    """What a condition comes to at a first start: its truth, None where nobody can say, and what it asks."""

    truth: bool | None
    kind: ConditionKind = "other"
    subject: str = ""
    consent: bool = False


@record(kw_only=False)
class Terms:
    """`consented`: not before the user agreed; `held`: not at a first start; `answered`: after a person's answer."""

    conditions: tuple[Condition, ...] = ()
    consented: bool = False
    held: bool = False
    answered: bool = False


_UNKNOWN: Final = Asked(None)


class Conditions:
    """Reads the branches around places of a program."""

    def __init__(
        self, program: Program, resolver: Resolver, graph: Graph, words: ArktsWords, consent: ConsentWords
    ) -> None:
        """Nothing is asked yet."""
        self._program = program
        self._resolver = resolver
        self._graph = graph
        self._words = words
        self._consent = consent
        self._known: dict[tuple[int, int], Terms] = {}

    def at(self, function: int, place: int) -> Terms:
        """The terms on which a place in a function runs."""
        key = (function, place)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._read(function, place)
        return found

    def _read(self, number: int, place: int) -> Terms:
        function = self._program.functions[number]
        consented = held = False
        conditions: dict[Condition, None] = {}
        name = self._program.full_name(number)
        for branch in function.branches:
            if not branch.start <= place < branch.end:
                continue
            asked = self._ask(branch.asked, 0)
            stopped = asked.truth is not None and asked.truth != branch.truth
            if asked.consent:
                consented = consented or stopped
                continue
            held = held or (stopped and asked.kind in ("stored", "permission"))
            if asked.subject and len(conditions) < _MOST_CONDITIONS:
                conditions[Condition(kind=asked.kind, subject=asked.subject, method=name)] = None
        answered = any(at < place and self._waits(value) for at, value in function.waits)
        return Terms(tuple(conditions), consented, held, answered)

    def _waits(self, value: Expression) -> bool:
        for found in self._resolver.of(value):
            if found[0] == "interface" and _last(found[1].removesuffix("()")) in self._words.answers:
                return True
        return False

    def _ask(self, asked: Expression, depth: int) -> Asked:
        if asked is None or depth > _NEGATED:
            return _UNKNOWN
        if asked[0] == "not":
            return _negated(self._ask(asked[1], depth + 1))
        if asked[0] == "equal":
            return self._compared(asked[1], asked[2], equal=asked[3])
        if asked[0] == "any":
            found = [self._ask(each, depth + 1) for each in asked[1]]
            telling = next((each for each in found if each.consent), found[0])
            same = all(each.truth == telling.truth for each in found)
            return Asked(telling.truth if same else None, telling.kind, telling.subject, telling.consent)
        return self._atom(asked)

    def _compared(self, one: Expression, other: Expression, *, equal: bool) -> Asked:
        for side, constant in ((one, other), (other, one)):
            if side is None or side[0] in _CONSTANTS:
                continue
            asked = self._atom(side)
            if asked.kind == "permission":
                granted = self._is_granted(constant)
                truth = None if granted is None else (not equal if granted else equal)
                return Asked(truth, asked.kind, asked.subject)
            constant = self._agreed(constant)
            if constant is None or constant[0] not in _CONSTANTS:
                continue
            if asked.truth is None:
                return asked
            empty = constant[0] == "nothing" or constant[1] in ("", 0, False, "false", "0")
            if constant[0] in ("text", "number") and not empty and asked.truth:
                return Asked(None, asked.kind, asked.subject, asked.consent)
            return Asked((empty is (not asked.truth)) is equal, asked.kind, asked.subject, asked.consent)
        return _UNKNOWN

    def _agreed(self, constant: Expression) -> Expression:
        """A constant of the system that says whether the user has agreed, as its truth; others as they are."""
        for value in self._resolver.of(constant):
            if value[0] == "interface" and _last(value[1]) in self._words.consent_given:
                return ("truth", True)
            if value[0] == "interface" and _last(value[1]) in self._words.consent_refused:
                return ("truth", False)
        return constant

    def _is_granted(self, constant: Expression) -> bool | None:
        """Whether what an answer of a check of permissions is compared with says that it is granted."""
        if constant is None:
            return None
        if constant[0] == "number":
            return bool(constant[1] == 0)
        for value in self._resolver.of(constant):
            if value[0] == "interface":
                return bool(value[1].endswith("PERMISSION_GRANTED"))
        return None

    def _atom(self, asked: Expression) -> Asked:
        for site in self._origins(asked):
            for interface in self._graph.at_site.get(site, ()):
                telling = self._words.consent_results.get(interface)
                if telling is not None:
                    names_another = asked is not None and asked[0] == "property" and asked[2] != telling
                    return _UNKNOWN if names_another else Asked(False, "stored", interface, consent=True)
                found = self._of_interface(interface, site)
                if found is not None:
                    return found
        if asked is not None and asked[0] == "property":
            before = self._consent.before_consent(asked[2])
            if before is not None:
                return Asked(bool(before), "stored", asked[2], consent=True)
            for value in self._resolver.of(asked):
                if value[0] == "interface":
                    if value[1].startswith(tuple(_DEVICE)):
                        return Asked(None, "device", value[1])
                    if _last(value[1]) in self._words.permission_states:
                        return Asked(None, "permission", value[1])
        return _UNKNOWN

    def _of_interface(self, interface: str, number: int) -> Asked | None:
        words = self._words
        last = _last(interface)
        site = self._program.sites[number]
        if last in words.reads_stored and any(interface.startswith(store) for store in words.stores):
            key = next(
                (value[1] for arg in site.arguments[:1] for value in self._resolver.of(arg) if value[0] == "text"), ""
            )
            before = self._consent.before_consent(key) if key else None
            if before is None:
                return Asked(None, "stored", key or "?")
            return Asked(bool(before), "stored", key, consent=True)
        if last in words.permission_checks:
            return Asked(None, "permission", interface)
        if interface.startswith(tuple(_DEVICE)):
            return Asked(None, "device", interface)
        return None

    def _origins(self, expression: Expression) -> list[int]:
        """The calls that a value comes from."""
        found: list[int] = []
        pending: list[tuple[Expression, int]] = [(expression, 0)]
        seen: set[Expression] = set()
        while pending and len(seen) < _MOST_ORIGINS:
            each, depth = pending.pop(0)
            if each is None or each in seen or depth > _DEEPEST:
                continue
            seen.add(each)
            kind = each[0]
            if kind == "result":
                found.append(each[1])
                for value in self._resolver.of(self._program.sites[each[1]].callee):
                    if value[0] == "function":
                        pending += [(back, depth + 1) for back in self._program.functions[value[1]].returns]
                    elif value[0] == "then" and value[2][0] == "interface":
                        pending += [(self._program.sites[each[1]].this, depth + 1)]
                    elif value == ("interface", _ALL_OF):
                        pending += [(one, depth + 1) for one in self._gathered(each[1])]
            elif kind == "any":
                pending += [(one, depth + 1) for one in each[1]]
            elif kind == "variable":
                place = self._program.environment(each[1])
                pending += (
                    [(one, depth + 1) for one in self._program.variables.get((place, each[2]), ())] if place else []
                )
            elif kind == "local":
                pending += [(one, depth + 1) for one in self._program.locals.get((each[1], each[2]), ())]
            elif kind == "parameter":
                for site in self._resolver.callers.get(each[1], ())[:8]:
                    if each[2] < len(site.arguments):
                        pending.append((site.arguments[each[2]], depth + 1))
                pending += [(one, depth + 1) for one in self._resolver.promised.get((each[1], each[2]), ())]
            elif kind == "property":
                pending += [(one, depth + 1) for one in self._written(each[1], each[2])]
                gathered = self._gathered(each[1][1], each[2]) if each[1][0] == "result" else []
                pending += [(one, depth + 1) for one in gathered or (each[1],)]
            elif kind in ("not", "element", "keyed"):
                pending.append((each[1], depth + 1))
        return found

    def _gathered(self, site: int, place: str = "") -> list[Expression]:
        """The promises that `Promise.all` waits for, or the one at a place among them."""
        called = self._program.sites[site]
        if ("interface", _ALL_OF) not in self._resolver.of(called.callee):
            return []
        places = (place,) if place else map(str, range(_MOST_CONDITIONS))
        return [one for argument in called.arguments[:1] for each in places for one in self._written(argument, each)]

    def _written(self, base: Expression, name: str) -> list[Expression]:
        return [written for holder in self._resolver.of(base) for written in self._resolver.written_to(holder, name)]


def _negated(asked: Asked) -> Asked:
    return Asked(None if asked.truth is None else not asked.truth, asked.kind, asked.subject, asked.consent)


def _last(interface: str) -> str:
    return interface.rpartition(".")[2]
