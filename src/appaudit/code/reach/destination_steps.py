"""What one instruction does with registers that hold a value which is followed."""

from __future__ import annotations

from dataclasses import field
from typing import Protocol

from appaudit.code.values.control_flow import MethodCode
from appaudit.code.values.java_names import class_name
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.code.values.text_calls import COMPARING
from appaudit.dex.opcodes import (
    ARRAY_LENGTH,
    ARRAY_WRITES,
    CHECK_CAST,
    CONDITIONAL_BRANCHES,
    FIELD_READS,
    FIELD_WRITES,
    GOTOS,
    INSTANCE_OF,
    INVOKES,
    MOVE_RESULTS,
    MOVES,
    STATIC_INVOKES,
    VALUE_RETURNS,
)
from appaudit.dex.operands import destination_register, source_registers
from appaudit.model.destination import Destination
from appaudit.model.record import record
from appaudit.model.words import DestinationWord, TakesTo

#: Results that may hold what an object holds: objects, arrays, large numbers.
_CARRYING = frozenset("L[JDF")
#: Instructions that change no register.
_LEAVE_ALL = CONDITIONAL_BRANCHES | GOTOS | {CHECK_CAST}
#: Static methods of these pass on what they are given.
_PASSING = ("Ljava/lang/", "Ljava/util/", "Landroid/text/", "Landroid/net/Uri;", "Landroid/util/Base64;", "Lkotlin/")

Registers = frozenset[int]
NOTHING: Registers = frozenset()


@record(kw_only=False, frozen=False)
class Followed:
    """What following a value through one method came to."""

    taken: list[Destination] = field(default_factory=list)
    handed: list[tuple[int, int, int]] = field(default_factory=list)
    """Methods of the app that are given it: the instruction, the method, the argument (the receiver is 0)."""
    is_returned: bool = False
    is_compared: bool = False
    """Whether a text that is known from elsewhere is looked for in it."""
    kept: list[tuple[str, str]] = field(default_factory=list)
    """Fields that keep it, by class and name."""


@record(kw_only=False)
class Place:
    """A code item of one file."""

    file: int
    item: int


class Asked(Protocol):
    """What following asks of whoever follows."""

    def taker(self, place: Place, method: int) -> tuple[TakesTo | None, str, str, str, int]:
        """Where a call takes a value, its class, its name, what it returns, and the method of the app, -1 for none."""

    def is_outside(self, place: Place) -> bool:
        """Whether a method asks where the shared storage is."""

    def body(self, place: Place) -> MethodBody:
        """The instructions of a code item and where the values in it come from."""

    def name(self, place: Place) -> str:
        """The method of a code item as facts name it."""


class Step:
    """What one instruction does with registers that hold a value."""

    def __init__(self, destinations: Asked, place: Place, code: MethodCode) -> None:
        self._destinations = destinations
        self._place = place
        self._code = code
        self._units = code.code.dex.units
        self.followed = Followed()
        self._result_holds = False

    def take(self, index: int, opcode: int, held: Registers) -> Registers:
        """The registers that hold it after the instruction."""
        at = self._code.offsets[index]
        if opcode in INVOKES:
            return self._called(index, opcode, held)
        if opcode in MOVE_RESULTS:
            result = int(self._units[at]) >> 8
            return held | {result} if self._result_holds else held - {result}
        if opcode in _LEAVE_ALL:
            return held
        sources = source_registers(self._units, at)
        holds = not held.isdisjoint(sources)
        if opcode in VALUE_RETURNS:
            self.followed.is_returned |= holds
            return NOTHING
        if opcode in FIELD_WRITES:
            if holds and sources and sources[0] in held:
                self._add("field", self._field(int(self._units[at + 1])))
                self.followed.kept.append(self._owner_and_name(int(self._units[at + 1])))
            return held
        if opcode in ARRAY_WRITES:
            return held | {sources[1]} if sources[0] in held else held
        register = destination_register(self._units, at)
        if register is None:
            return held
        is_kept = holds and opcode not in (ARRAY_LENGTH, INSTANCE_OF)
        return held | {register} if is_kept else held - {register}

    def _called(self, index: int, opcode: int, held: Registers) -> Registers:
        at = self._code.offsets[index]
        passed = source_registers(self._units, at)
        self._result_holds = False
        positions = [position for position, register in enumerate(passed) if register in held]
        if not positions:
            return held
        method = int(self._units[at + 1])
        to, owner, name, returns, resolved = self._destinations.taker(self._place, method)
        is_static = opcode in STATIC_INVOKES
        if to == "receiver":
            self._result_holds = True
            if passed[0] not in held:
                self._put_into(index, passed[0])
            return held | {passed[0]}
        if to == "result":
            self._result_holds = True
            return held
        if to is not None:
            if positions != [0] or is_static:
                is_outside = to == "file" and self._destinations.is_outside(self._place)
                self._add("external_file" if is_outside else to, f"{class_name(owner)}.{name}")
                return held
        elif resolved >= 0:
            self.followed.handed += [(index, resolved, position) for position in positions]
            self._result_holds = 0 in positions and not is_static and returns.startswith(("L", "["))
            return held | {passed[0]} if name == "<init>" else held
        if name == "<init>":
            return held | {passed[0]}
        carries = (0 in positions and not is_static) or (is_static and owner.startswith(_PASSING))
        if carries:
            # The length of a text or a list is not what it holds; the number of a cell is.
            self.followed.is_compared |= returns == "Z" and name in COMPARING
            self._result_holds = returns[:1] in _CARRYING or (returns == "I" and not owner.startswith("Ljava/"))
        elif not is_static or not owner.startswith(_PASSING):
            self._add("call", f"{class_name(owner)}.{name}")
        return held

    def _put_into(self, index: int, register: int) -> None:
        """Whoever else holds what the value is put into, its caller or a field, has the value from then on."""
        body = self._destinations.body(self._place)
        pending, seen = [(index, register)], set[int]()
        while pending:
            for definition in body.definitions(*pending.pop()):
                if definition == ENTRY:
                    self._add("caller", "")
                elif definition < 0 or definition in seen:
                    continue
                elif body.opcodes[definition] in FIELD_READS:
                    self._add("field", self._field(body.target(definition)))
                elif body.opcodes[definition] in MOVES:
                    pending.append((definition, body.sources(definition)[0]))
                elif body.opcodes[definition] == CHECK_CAST:
                    pending.append((definition, body.units[body.offsets[definition]] >> 8))
                seen.add(definition)

    def _field(self, field_index: int) -> str:
        owner, name = self._owner_and_name(field_index)
        return f"{class_name(owner)}.{name}"

    def _owner_and_name(self, field_index: int) -> tuple[str, str]:
        dex = self._code.code.dex
        return dex.type_descriptor(int(dex.field_ids["class_type"][field_index])), dex.field_name(field_index)

    def _add(self, to: DestinationWord, api: str) -> None:
        found = Destination(to=to, api=api, method=self._destinations.name(self._place))
        if found not in self.followed.taken:
            self.followed.taken.append(found)
