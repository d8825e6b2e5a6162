"""What registers hold at the first launch of an app, when nothing has been stored and no flag has been set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Final, Literal

from appaudit.code.first_launch.beginnings import asks_if_empty, may_ask_if_empty, said_at_first
from appaudit.code.first_launch.boxed_fields import BOXED, BOXES, TRUTHS, boxed_first
from appaudit.code.first_launch.condition_sources import STORES, is_shipped, is_stored, shipped_value, sources_of
from appaudit.code.first_launch.consent_flags import computed_by
from appaudit.code.first_launch.emptiness import EMPTINESS, asks_for_text, is_empty_text, outcome_when_empty
from appaudit.code.first_launch.implementations import implementations
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import NothingKnown, follow
from appaudit.code.values.dependence import decisions
from appaudit.code.values.marked_values import NO_TEXT, Boxed, Value, is_text, one_of
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.opcodes import (
    FIELD_READS,
    INT_LITERALS,
    MOVE_RESULTS,
    MOVES,
    OBJECT_GIVERS,
    OBJECT_READS,
    STATIC_READS,
    STRING_LITERALS,
    VALUE_RETURNS,
)
from appaudit.dex.operands import literal


class Special(Enum):
    """Values that are no constants."""

    PRESENCE = "an object, or none"
    SDK_INT = "the version of the system"


#: Stands for the key of a setting that is no constant.
UNKNOWN_KEY = ""
PRESENCE, SDK_INT = Special.PRESENCE, Special.SDK_INT
First = frozenset[int | str] | Literal[Special.PRESENCE, Special.SDK_INT] | None
"""Values at a first launch; None where nobody can say."""

_MAX_DEPTH = 8
#: Calls inside of calls that are followed, and instructions of each.
_MAX_CALLS, _MAX_BODY = 5, 120
#: Methods that a call may run all of which are followed.
_MOST_IMPLEMENTATIONS: Final = 4
#: Runs before any other method of a component: https://developer.android.com/reference/android/app/Application#attachBaseContext(android.content.Context),
#: checked 2026-11-27.
_ATTACHED = "attachBaseContext"
#: Ask whether there is a setting, whatever it is.
CONTAINS: Final = ("contains", "containsKey")
_BOXING = frozenset(("valueOf", "booleanValue", "intValue"))
_TEXT: Final = "Ljava/lang/String;"


class FirstValues:
    """Answers for the registers of one file.

    Args:
        constants: The file.
        returns: What methods of the app return at a first launch; nothing is known of that by default.
    """

    def __init__(self, constants: Constants, returns: FirstReturns | None = None) -> None:
        self._constants = constants
        self._returns = returns
        self._asking: dict[int, bool] = {}
        self._attachments: dict[int, frozenset[int | str] | None] = {}
        self._beginnings: dict[tuple[int, bool], frozenset[int | str] | None] = {}
        self._settings: dict[tuple[int, bool, int], frozenset[str]] = {}

    def of(self, body: MethodBody, index: int, register: int, depth: int = 0) -> First:
        """What a register holds when an instruction runs."""
        if depth > _MAX_DEPTH:
            return None
        known: set[int | str] = set()
        for definition in body.definitions(index, register):
            value = (
                self._defined(body, definition, depth) if definition >= 0 else self._entered(body, register, definition)
            )
            if not isinstance(value, frozenset):
                return value
            known |= value
        return frozenset(known) if known else None

    def _entered(self, body: MethodBody, register: int, definition: int) -> First:
        """What a parameter holds: an object is one or none; a number is what all callers pass."""
        if definition != ENTRY:
            return None
        number = body.parameter(register)
        kinds = self._constants.parameter_kinds(body)
        if 0 <= number < len(kinds) and kinds[number].startswith(("L", "[")):
            return PRESENCE
        return _whole(self._constants.in_body(body, 0, register))

    def _defined(self, body: MethodBody, index: int, depth: int) -> First:
        opcode = body.opcodes[index]
        if opcode in INT_LITERALS:
            number = literal(body.units, body.offsets[index])
            return None if number is None else frozenset((number,))
        if opcode in STRING_LITERALS:
            return PRESENCE
        if opcode in MOVES:
            return self.of(body, index, body.sources(index)[0], depth + 1)
        if opcode in MOVE_RESULTS and index > 0:
            found = self._called(body, index - 1, depth)
            return PRESENCE if found is None and opcode in OBJECT_GIVERS else found
        if opcode in FIELD_READS:
            return self._field(body, index, depth)
        return PRESENCE if opcode in OBJECT_GIVERS else None

    def _called(self, body: MethodBody, call: int, depth: int) -> First:
        constants = self._constants
        dex = constants.code.dex
        method = constants.callee(body, call)
        if method < 0:
            return None
        name, registers = dex.method_name(method), body.sources(call)
        outcome = outcome_when_empty(constants, body, call)
        if outcome is None:
            outcome = said_at_first(constants, body, call)
        if outcome is not None:
            return frozenset((outcome,))
        if name in _BOXING and registers and dex.method_class(method) != _TEXT:
            held = self.of(body, call, registers[-1] if name == "valueOf" else registers[0], depth + 1)
            if held is PRESENCE and name != "valueOf":  # that it is there is not what it holds
                return boxed_first(self._constants, body, call, registers[0])
            return held
        if self._asks_if_empty(method) or name in EMPTINESS:
            return self._said(body, call, method, depth) or PRESENCE
        if asks_for_text(constants, body, call):
            return PRESENCE
        if is_stored(constants, method):
            if self._returns is not None:
                texts = (self._constant(body, call, register) for register in registers)
                self._returns.asked.add(next((value for value in texts if is_text(value)), UNKNOWN_KEY))
            if _has_no_default(constants, method, len(registers)):
                return frozenset((0,))
            return self.of(body, call, registers[-1], depth + 1) if registers else None
        found = self._given(body, call + 1)
        is_own = self._returns is not None and self._returns.is_own(constants, method)
        if not is_own and found is not None and len(found) == 1:
            return found
        said = self._said(body, call, method, depth)  # one of several, by what was stored or a field begins as
        is_one = found is not None and len(found) == 1
        return found | said if found and said and is_one else said or found

    def asks_if_there(self, body: MethodBody, index: int) -> bool:
        """Whether a branch takes what a method of the app says that asks, whatever it is called, if a text is there."""
        made = [each for register in body.sources(index) for each in body.definitions(index, register)]
        asked = [self._constants.callee(body, each - 1) for each in made if each > 0]
        return any(method >= 0 and self._asks_if_empty(method) for method in asked)

    def _said(self, body: MethodBody, call: int, method: int, depth: int) -> frozenset[int | str] | None:
        """The number that a method of the app gives for what a call passes, None where nobody can say."""
        if self._returns is None:
            return None
        is_told = (
            self._returns.is_own(self._constants, method) or self._constants.code.dex.method_name(method) in EMPTINESS
        )
        registers = body.sources(call)
        if is_told:
            passed = [self._passed(self._returns, body, call, register, depth) for register in registers]
        else:
            passed = [self._constant(body, call, register) for register in registers]
        returned = self._returns.of(self._constants, method, passed)
        returned = returned.number if isinstance(returned, Boxed) else returned
        return frozenset((returned,)) if isinstance(returned, int) else None

    def _asks_if_empty(self, method: int) -> bool:
        if method not in self._asking:
            dex = self._constants.code.dex
            is_one = self._returns is not None and may_ask_if_empty(dex.prototype(int(dex.method_ids["proto"][method])))
            asked = self._returns.code_called(self._constants, method) if self._returns and is_one else None
            self._asking[method] = asked is not None and asks_if_empty(*asked)
        return self._asking[method]

    def _given(self, body: MethodBody, index: int) -> frozenset[int | str] | None:
        """The numbers that an instruction gives, told where the next one finds them in the register it writes."""
        register = _written(body, index)
        if index + 1 >= len(body) or body.definitions(index + 1, register) != (index,):
            return None
        return _whole(self._constants.in_body(body, index + 1, register))

    def _passed(self, returns: FirstReturns, body: MethodBody, call: int, register: int, depth: int) -> Value:
        """What a call passes: a constant, or what a setting or field gives that is not stored; None where not known."""
        value = self._constant(body, call, register)
        if value is None or isinstance(value, int):
            value = self._boxed(body, call, register, depth) or value
        if value is not None:
            return value
        if is_empty_text(self._constants, body, call, register):
            return ""
        made = body.definitions(call, register)
        if len(made) == 1 and made[0] >= 0 and body.opcodes[made[0]] in OBJECT_READS:
            return returns.held(self._constants, body.target(made[0]))
        values = self.of(body, call, register, depth + 1)
        return next(iter(values)) if isinstance(values, frozenset) and len(values) == 1 else None

    def _boxed(self, body: MethodBody, call: int, register: int, depth: int) -> Value:
        """The object that a call passes which holds a known number or truth value; None for anything else."""
        made = body.definitions(call, register)
        if len(made) != 1 or made[0] <= 0 or body.opcodes[made[0]] not in MOVE_RESULTS:
            return None
        method, dex = self._constants.callee(body, made[0] - 1), self._constants.code.dex
        owner = dex.method_class(method) if method >= 0 else ""
        if owner not in BOXED or dex.method_name(method) != BOXES:
            return None
        held = self.of(body, made[0] - 1, body.sources(made[0] - 1)[-1], depth + 1)
        number = next(iter(held)) if isinstance(held, frozenset) and len(held) == 1 else None
        return Boxed.of(owner, number) if isinstance(number, int) else None

    def _constant(self, body: MethodBody, call: int, register: int) -> Value:
        """The one constant that a call passes, None where it is none."""
        values = self._constants.in_body(body, call, register)
        value = next(iter(values)) if len(values) == 1 else None
        return value if isinstance(value, int) or type(value) is str else None

    def _field(self, body: MethodBody, index: int, depth: int) -> First:
        dex, field = self._constants.code.dex, body.target(index)
        if field >= len(dex.field_ids):
            return None
        row = dex.field_ids[field]
        owner, name = dex.type_descriptor(int(row["class_type"])), dex.field_name(field)
        if (owner, name) == ("Landroid/os/Build$VERSION;", "SDK_INT"):
            return SDK_INT
        if dex.type_descriptor(int(row["type"])).startswith(("L", "[")):
            return PRESENCE
        if self._constants.name_of_item(body.code_item)[1] not in (_ATTACHED, "<init>", "<clinit>"):
            if field not in self._attachments:
                self._attachments[field] = self._attached(field, owner)
            if attached := self._attachments[field]:
                return attached
        key = field, body.opcodes[index] in STATIC_READS
        if key not in self._beginnings:
            self._beginnings[key] = self._first_of(field, owner, is_static=key[1])
        begins = self._beginnings[key]
        if begins is not None and self._returns is not None:
            if (*key, depth) not in self._settings:
                self._settings[*key, depth] = self._settings_kept(self._returns, field, begins, depth)
            self._returns.asked |= self._settings[*key, depth]
        return begins

    def _settings_kept(
        self, returns: FirstReturns, field: int, begins: frozenset[int | str], depth: int
    ) -> frozenset[str]:
        """The keys of the settings that a field keeps, where nothing writes anything else than it begins as."""
        constants = self._constants
        before, returns.asked = returns.asked, set()
        same = True
        for instruction in constants.field_values.writes(field):
            writer, at = constants.at(instruction)
            values = self.of(writer, at, writer.sources(at)[0], depth + 1) if at < len(writer) else None
            same &= isinstance(values, frozenset) and values <= begins
        asked, returns.asked = returns.asked, before
        return frozenset(asked if same else ())

    def _attached(self, field: int, owner: str) -> frozenset[int | str] | None:
        """What a component writes into its own field whenever it is attached, before any other method of it runs."""
        constants = self._constants
        found: set[int | str] = set()
        for instruction in constants.field_values.all_writes(field):
            writer, at = constants.at(instruction)
            if constants.name_of_item(writer.code_item) != (owner, _ATTACHED):
                continue
            code = constants.method_code(writer.code_item)
            values = _whole(constants.in_body(writer, at, writer.sources(at)[0])) if at < len(writer) else None
            if code is None or values is None or decisions(code, {at}) != []:
                return None
            found |= values
        return frozenset(found) or None

    def _first_of(self, field: int, owner: str, *, is_static: bool) -> frozenset[int | str] | None:
        """What a number begins as: what its class states or its creation writes, else zero; later writes come later."""
        constants = self._constants
        if not constants.field_values.defines(field):
            return None
        stated = constants.field_values.first_value(field) if is_static else None
        found: set[int | str] = set()
        for instruction in constants.field_values.all_writes(field):
            writer, at = constants.at(instruction)
            if constants.name_of_item(writer.code_item) != (owner, "<clinit>" if is_static else "<init>"):
                continue
            values = _whole(constants.in_body(writer, at, writer.sources(at)[0])) if at < len(writer) else None
            if values is None:
                return None
            found |= values
        return frozenset(found or {stated if isinstance(stated, int) else 0})


class FirstReturns:
    """What methods of the app return at a first launch, when settings give their defaults.

    Args:
        files: What is known of the constants of each file.
        graph: The methods.
        shipped: Settings in files of the package, by key; none by default.
        held: What a field identifier of a file holds at launch, None where not known; nothing is known by default.
    """

    def __init__(
        self,
        files: Sequence[Constants],
        graph: CallGraph,
        shipped: Mapping[str, str] | None = None,
        held: Callable[[int, int], frozenset[Value] | None] = lambda file, field: None,
    ) -> None:
        self._shipped = shipped or {}
        self._runs = cache(lambda method: implementations(graph, method))
        self._held = held
        self._files = {id(constants): index for index, constants in enumerate(files)}
        self._constants = files
        self._resolved = graph.resolved
        self._code_of = graph.item_of
        self._known: dict[tuple[int, int, tuple[Value, ...]], tuple[Value, frozenset[str]]] = {}
        self._active = 0
        self.asked: set[str] = set()
        """The keys of the settings that were asked on the way to answers, since this was last cleared."""

    def of(self, constants: Constants, method: int, arguments: Sequence[Value]) -> Value:
        """What a call of a method identifier returns, None where nobody can say."""
        dex = constants.code.dex
        plain = computed_by(dex, method, arguments)
        if plain is not None:
            return plain
        if is_shipped(dex, method):
            return shipped_value(self._shipped, dex, method, arguments)
        if is_stored(constants, method):
            self.asked.add(next((value for value in arguments if is_text(value)), UNKNOWN_KEY))
            return default_of(constants, method, arguments)
        resolved = int(self._resolved[self._files[id(constants)]][method])
        return self._followed(resolved, tuple(arguments)) if resolved >= 0 else None

    def is_own(self, constants: Constants, method: int) -> bool:
        """Whether a method identifier stands for a method of the app."""
        return bool(self._resolved[self._files[id(constants)]][method] >= 0)

    def code_called(self, constants: Constants, method: int) -> tuple[Constants, MethodBody] | None:
        """The file and the code of what a method identifier stands for; None where it has no code that can be read."""
        resolved = int(self._resolved[self._files[id(constants)]][method])
        file, item = self._code_of(resolved) if resolved >= 0 else (-1, -1)
        body = self._constants[file].body(item) if item >= 0 else None
        return (self._constants[file], body) if body is not None and body.is_read else None

    def _followed(self, method: int, arguments: tuple[Value, ...]) -> Value:
        key = (self._active, method, arguments)  # how far calls are followed from here on must not hang on who asked
        if key not in self._known:
            self._known[key] = None, frozenset()  # what calls itself
            run = self._runs(method)
            if 0 < len(run) <= _MOST_IMPLEMENTATIONS and self._active < _MAX_CALLS:
                self._active += 1
                before, self.asked = self.asked, set()
                homes = [self._code_of(each) for each in run]
                values = {self._followed_code(self._constants[file], item, arguments) for file, item in homes}
                self._known[key] = next(iter(values)) if len(values) == 1 else None, frozenset(self.asked)
                self._active, self.asked = self._active - 1, before
        value, asked = self._known[key]
        self.asked |= asked
        return value

    def _followed_code(self, constants: Constants, item: int, arguments: tuple[Value, ...]) -> Value:
        items = constants.code.items
        first, end = constants.code.instructions.bounds_of(item)
        code = constants.method_code(item) if end - first <= _MAX_BODY else None
        if code is None:
            return None
        entry = int(items.registers[item]) - int(items.incoming[item])
        given = {entry + number: value for number, value in enumerate(arguments) if value is not None}
        outcome = follow(code, _Inside(self, constants), given)
        returned = outcome.returned if outcome is not None else frozenset()
        if returned == {None}:
            returned = self._whatever_is_passed(constants, constants.body(item))
        return one_of(returned)

    def held(self, constants: Constants, field: int) -> Value:
        """What a field identifier holds at launch, None where that is not known, or may be several values."""
        dex = constants.code.dex
        if field >= len(dex.field_ids):
            return None
        owner, name = dex.type_descriptor(int(dex.field_ids["class_type"][field])), dex.field_name(field)
        if owner == TRUTHS[0]:
            return Boxed.of(owner, TRUTHS[1][name]) if name in TRUTHS[1] else None
        values = self._held(self._files[id(constants)], field)
        if values is None:
            return self._text_kept(constants, field)
        # What a number object holds is asked of one that is there.
        held = values - {0} if dex.field_descriptor(field).endswith(BOXED) else values
        return one_of(held if len(held) == 1 else values)

    def _text_kept(self, constants: Constants, field: int) -> Value:
        """No text where all that is ever written to a field are settings that are empty until something stores them."""
        dex, known = constants.code.dex, constants.field_values
        if dex.type_descriptor(int(dex.field_ids["type"][field])) != _TEXT or not known.defines(field):
            return None
        writes = [constants.at(each) for each in known.all_writes(field)]
        is_kept = bool(writes) and not known.first_value(field)
        return NO_TEXT if is_kept and all(self._gives_no_text(constants, *each) for each in writes) else None

    def _gives_no_text(self, constants: Constants, body: MethodBody, at: int) -> bool:
        """Whether a write to a field takes a setting that is empty until it is stored, asked here or by a method."""
        if at >= len(body):
            return False
        register = body.sources(at)[0]
        keys = sources_of(constants, body, at).stored_keys
        if keys:
            self.asked |= set(keys)
            return is_empty_text(constants, body, at, register)
        made = body.definitions(at, register)
        if len(made) != 1 or made[0] <= 0 or body.opcodes[made[0]] not in MOVE_RESULTS or body.sources(made[0] - 1):
            return False
        method = constants.callee(body, made[0] - 1)
        return method >= 0 and self.of(constants, method, ()) in ("", NO_TEXT)

    def _whatever_is_passed(self, constants: Constants, body: MethodBody) -> frozenset[Value]:
        """What a method with one return gives at a first launch, as by a question to an object that a field keeps."""
        places = [place for place, opcode in enumerate(body.opcodes) if opcode in VALUE_RETURNS]
        if len(places) != 1 or not body.is_read:
            return frozenset()
        values = FirstValues(constants, self).of(body, places[0], body.sources(places[0])[0])
        return frozenset(values) if isinstance(values, frozenset) else frozenset()


class _Inside(NothingKnown):
    """Answers inside of a method that is followed."""

    knows_objects = True

    def __init__(self, returns: FirstReturns, constants: Constants) -> None:
        self._returns = returns
        self._constants = constants

    def call(self, method: int, arguments: Sequence[Value]) -> Value:
        """What a call returns at a first launch."""
        is_known = method < len(self._constants.code.dex.method_ids)
        return self._returns.of(self._constants, method, arguments) if is_known else None

    def read(self, field_index: int) -> Value:
        """What a field holds at launch."""
        return self._returns.held(self._constants, field_index)


def default_of(constants: Constants, method: int, arguments: Sequence[Value]) -> Value:
    """What a method that gives a setting returns for one that is not stored, None where nobody can say."""
    if _has_no_default(constants, method, len(arguments)):
        return 0
    dex = constants.code.dex
    is_long = dex.prototype(int(dex.method_ids["proto"][method])).endswith("J")
    return arguments[-2] if is_long and len(arguments) > 1 else arguments[-1]


def _has_no_default(constants: Constants, method: int, passed: int) -> bool:
    """Whether a method says no, or nothing, of a setting that is not stored; MMKV does where no default is passed."""
    dex = constants.code.dex
    if dex.method_name(method) in CONTAINS:
        return True
    return dex.method_class(method).endswith(STORES[1]) and passed == 2


def _whole(values: frozenset[str | int | float]) -> frozenset[int | str] | None:
    """Values all of which are whole numbers, as flags are; None for others and for none."""
    if not values or not all(isinstance(value, int) for value in values):
        return None
    return frozenset(int(value) for value in values)


def _written(body: MethodBody, index: int) -> int:
    return body.units[body.offsets[index]] >> 8
