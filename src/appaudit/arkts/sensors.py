"""Motion sensors in bytecode of ArkTS: who listens, how strong a movement must be, and what it sets in motion."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Final

from appaudit.arkts.expressions import Expression
from appaudit.arkts.function_parts import Function, Site
from appaudit.arkts.graph import Use
from appaudit.arkts.reach import Phases
from appaudit.arkts.resolving import Value
from appaudit.arkts.steps import STEPS_OF_SUMS
from appaudit.arkts.walk import Following, parts_of
from appaudit.lexicon.arkts import ArktsWords
from appaudit.lexicon.shake import ShakeWords
from appaudit.model.facts.code import SensorUseFact
from appaudit.model.location import Location

EXTRACTOR: Final = "arkts.sensors"
#: Readings are in m/s²; code that counts in g divides them by this first.
_GRAVITY: Final = 9.80665
_NEAR_GRAVITY: Final = (9.7, 9.9)
#: Accelerations beyond this are no threshold on readings, but on what was computed of them in another unit.
_STRONGEST: Final = 200.0
#: Functions that a reading sets in motion that are looked at, and texts in them.
_MOST_REACHED: Final = 400
_MOST_TEXTS: Final = 2_000
_ROUNDING: Final = 3


class SensorReader:
    """Makes facts of calls that begin to listen to motion sensors."""

    def __init__(self, following: Following, phases: Phases, words: ArktsWords, shake: ShakeWords) -> None:
        """Nothing is read yet."""
        self._program = following.program
        self._resolver = following.resolver
        self._graph = following.graph
        self._phases = phases
        self._words = words
        self._shake = shake
        #: Places of bytecode with listeners whose readings nobody could follow to what is made of them.
        self.unfollowed: dict[str, None] = {}

    def facts(self) -> list[SensorUseFact]:
        """One fact for each function that begins to listen."""
        found: dict[str, SensorUseFact] = {}
        for use in self._graph.uses:
            if use.site is None or use.interface not in self._words.sensor_listeners:
                continue
            kinds = self._kinds(use.site)
            if kinds or not use.site.arguments:
                fact = self._fact(use, use.site, kinds)
                before = found.get(fact.class_name)
                found[fact.class_name] = fact if before is None or (fact.listens and not before.listens) else before
        return list(found.values())

    def _kinds(self, site: Site) -> tuple[int, ...]:
        """Android's numbers of the motion sensors that a call names; empty where they are others."""
        found = set()
        for value in self._resolver.of(site.arguments[0]) if site.arguments else ():
            name = str(value[1]).rpartition(".")[2] if value[0] == "interface" else str(value[1:2][0])
            found.add(self._words.sensor_types.get(name, -1))
        return tuple(sorted(found - {-1}))

    def _fact(self, use: Use, site: Site, kinds: tuple[int, ...]) -> SensorUseFact:
        caller = self._program.full_name(use.function)
        place = self._program.sources[self._program.functions[use.function].record].file.place
        listeners = [number for argument in site.arguments[1:] for number in self._functions(argument)]
        reached = self._reached(listeners)
        compared = [pair for function in reached for pair in self._compared(function)]
        accelerations = sorted({abs(number) for kind, number in compared if kind == "acceleration"})
        if not reached or (compared and self._words.accelerometers.isdisjoint(kinds)):
            self.unfollowed[place] = None  # of a turn nobody can tell the angle
        return SensorUseFact(
            class_name=caller,
            registers=True,
            listens=bool(listeners),
            sensor_types=kinds,
            jumps=any(self._opens(function) for function in reached),
            shake_words=self._said(caller, reached),
            compares=bool(compared),
            accelerations=tuple(accelerations) if not self._words.accelerometers.isdisjoint(kinds) else (),
            times=tuple(sorted({number for kind, number in compared if kind == "time"})),
            two_way=len({number > 0 for kind, number in compared if kind == "acceleration"}) > 1,
            registered_by=(caller,),
            phase=self._phases.at(use.function, use.place).phase,
            location=Location(path=place, symbol=caller),
            extractor=EXTRACTOR,
        )

    def _functions(self, argument: Expression) -> list[int]:
        found = []
        for value in self._resolver.of(argument):
            inner: Value = value
            while inner[0] == "bound":
                inner = inner[1]
            if inner[0] == "function":
                found.append(int(inner[1]))
        return found

    def _reached(self, listeners: list[int]) -> list[Function]:
        """What a reading runs by itself."""
        found = dict.fromkeys(listeners)
        pending = list(found)
        while pending and len(found) < _MOST_REACHED:
            for edge in self._graph.edges.get(pending.pop(0), ()):
                if edge.how in ("call", "callback") and edge.target not in found:
                    found[edge.target] = None
                    pending.append(edge.target)
        return [self._program.functions[number] for number in found]

    def _opens(self, function: Function) -> bool:
        names = (name for site in function.sites for name in self._graph.at_site.get(site.number, ()))
        return any(name.rpartition(".")[2] in self._words.opens for name in names)

    def _said(self, caller: str, reached: Iterable[Function]) -> tuple[str, ...]:
        functions = list(reached)
        texts = [text for function in functions for _, text in function.texts][:_MOST_TEXTS]
        names = [name for function in functions for name in self._program.name_of(function.number).split(".")]
        return self._shake.in_code("", texts, [*names, *caller.partition("#")[2].split(".")])

    # Thresholds

    def _compared(self, function: Function) -> Iterator[tuple[str, float]]:
        """Numbers that a function compares what it computes of readings or of time with."""
        for one, other in function.compared:
            for side, constant in ((one, other), (other, one)):
                number = self._number(constant)
                if number is None or self._number(side) is not None:
                    continue
                parts = list(parts_of(side, self._program, self._resolver))
                reads = any(part[0] == "property" and part[2] in self._words.readings for part in parts)
                clocks = any(self._is_clock(part) for part in parts)
                if clocks and not reads and number > 0:
                    yield "time", float(number)
                elif reads:
                    measured = self._measured(parts, number)
                    plausible = not clocks and measured != 0 and abs(measured) <= _STRONGEST
                    yield ("acceleration" if plausible else "other"), measured

    def _number(self, expression: Expression) -> float | None:
        values = self._resolver.of(expression)
        if len(values) != 1 or values[0][0] != "number" or isinstance(values[0][1], bool):
            return None
        return float(values[0][1])

    def _is_clock(self, part: tuple[object, ...]) -> bool:
        return part[0] == "result" and any(
            value[0] == "interface" and value[1] in self._words.clocks
            for value in self._resolver.of(self._program.sites[int(str(part[1]))].callee)
        )

    def _measured(self, parts: list[tuple[object, ...]], number: float) -> float:
        """A number in m/s²: code may compare squares, or count in g."""
        sums = [part for part in parts if part[0] == "computed"]
        squares = any(part[1] == STEPS_OF_SUMS["product"] and part[2] == part[3] for part in sums)
        roots = any(
            value == ("interface", root)
            for part in parts
            if part[0] == "result"
            for value in self._resolver.of(self._program.sites[int(str(part[1]))].callee)
            for root in self._words.roots
        )
        if squares and not roots and number > 0:
            number = math.sqrt(number)
        divisors = [self._number(part[3]) for part in sums if part[1] == STEPS_OF_SUMS["quotient"]]  # type: ignore[arg-type]
        if any(each is not None and _NEAR_GRAVITY[0] <= each <= _NEAR_GRAVITY[1] for each in divisors):
            number *= _GRAVITY
        return round(number, _ROUNDING)
