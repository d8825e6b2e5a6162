"""What the code does again and again: timers, schedulers, alarms and requests for positions, with their period.

The period is a constant that reaches the call; others are left out, since nobody can name them. What a task does is
followed over two calls (a lambda is the first) inside one DEX file, and no further.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from appaudit.code.values.call_search import Call, called_by, callers_of_item, calls_named, calls_to
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.java_names import class_name, descriptor, method_name
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex.opcodes import CONST_CLASS, FIELD_READS, MOVES, NEW_INSTANCE, SGET_OBJECT, STATIC_INVOKES
from appaudit.lexicon.conduct import ConductWords, Repetition
from appaudit.model.facts.conduct import RepetitionFact

#: Milliseconds of the units of `java.util.concurrent.TimeUnit`.
_UNITS = {
    "NANOSECONDS": 1e-6,
    "MICROSECONDS": 1e-3,
    "MILLISECONDS": 1,
    "SECONDS": 1000,
    "MINUTES": 60_000,
    "HOURS": 3_600_000,
    "DAYS": 86_400_000,
}
_TIME_UNIT = "Ljava/util/concurrent/TimeUnit;"
#: Methods by which a scheduler, the system or a handler runs a task.
_TASK_METHODS = (
    "run",
    "call",
    "invoke",
    "doWork",
    "startWork",
    "onStartJob",
    "onReceive",
    "onStartCommand",
    "onHandleIntent",
    "onHandleWork",
    "handleMessage",
)
#: Platform classes below which a class that a method names is what an alarm or a job runs.
_RUN_BY_SYSTEM = frozenset(
    (
        "Landroid/app/Service;",
        "Landroid/app/job/JobService;",
        "Landroid/content/BroadcastReceiver;",
        "Landroidx/work/ListenableWorker;",
        "Landroidx/work/Worker;",
        "Landroidx/work/CoroutineWorker;",
    )
)
_KIND = re.compile(r"\[*(?:L[^;]*;|[A-Z])")
#: Calls that a task is followed over, and methods that are looked at for one task.
_DEPTH, _MOST = 2, 200


def repetition_facts(constants: Constants, hierarchy: Hierarchy, words: ConductWords) -> list[RepetitionFact]:
    """One fact for each call, period and method in one DEX file.

    Args:
        constants: The file, and what its registers hold.
        hierarchy: The classes of the app, by which what the system runs is known.
        words: The calls that repeat.
    """
    dex, wanted = constants.code.dex, dict[str, set[str]]()
    for entry in words.repetitions:
        wanted.setdefault(descriptor(entry.owner), set()).add(entry.name)
    once = {call.code_item for call in calls_named(constants, words.single_positions)} if wanted else set()
    found: dict[tuple[str, str, int], RepetitionFact] = {}
    tasks = _Tasks(constants, hierarchy)
    for call in calls_to(constants, wanted):
        kinds = _KIND.findall(dex.prototype(int(dex.method_ids[call.method]["proto"]))[1:].partition(")")[0])
        known = _entry(words, call, "".join(kinds))
        if known is None or (known.data and call.code_item in once):
            continue
        period = _period(constants, call, known, kinds)
        runs = () if known.data else tasks.runs(call, known, kinds)
        if period is None or not (known.data or runs):
            continue
        for caller in callers_of_item(constants.code, call.code_item):
            api = f"{class_name(call.owner)}.{call.name}"
            found.setdefault(
                (api, caller.name, period),
                RepetitionFact(
                    api=api,
                    milliseconds=period,
                    data_types=(known.data,) if known.data else (),
                    runs=runs,
                    caller=caller.name,
                    caller_class=caller.class_name,
                    sites=(constants.offset_in_method(call.instruction),),
                    location=constants.place_of(call.instruction, caller.location.symbol),
                    extractor="code.repetitions",
                ),
            )
    return list(found.values())


def _entry(words: ConductWords, call: Call, parameters: str) -> Repetition | None:
    """The call as it is known, None where this overload is not."""
    owner = class_name(call.owner)
    fitting = (
        entry
        for entry in words.repetitions
        if (entry.owner, entry.name) == (owner, call.name) and parameters.startswith(entry.parameters)
    )
    return next(fitting, None)


def _register(call_is_static: bool, kinds: list[str], number: int) -> int:
    """The register among those of a call that passes the n-th parameter."""
    before = kinds[:number]
    return (0 if call_is_static else 1) + sum(2 if kind in ("J", "D") else 1 for kind in before)


def _period(constants: Constants, call: Call, entry: Repetition, kinds: list[str]) -> int | None:
    """The shortest period that a call may pass, in milliseconds; None where it is no constant, or means once."""
    body, index = constants.at(call.instruction)
    is_static = index < len(body) and body.opcodes[index] in STATIC_INVOKES
    values = constants.argument_values(call.instruction, _register(is_static, kinds, entry.period))
    periods = [value for value in values if isinstance(value, int) and value != entry.once]
    if not periods or len(periods) != len(values):
        return None
    scale: float | None = entry.scale
    if entry.unit >= 0:
        scale = _unit(constants, body, index, _register(is_static, kinds, entry.unit))
    shortest = min(periods)
    return None if scale is None or shortest < 0 else int(shortest * scale)


def _unit(constants: Constants, body: MethodBody, index: int, number: int) -> float | None:
    """Milliseconds of the `TimeUnit` that a call passes."""
    registers = body.sources(index) if index < len(body) else ()
    definitions = body.definitions(index, registers[number]) if number < len(registers) else ()
    if len(definitions) != 1 or definitions[0] < 0 or body.opcodes[definitions[0]] != SGET_OBJECT:
        return None
    dex = constants.code.dex
    field = dex.field_ids[body.target(definitions[0])]
    if dex.type_descriptor(int(field["class_type"])) != _TIME_UNIT:
        return None
    return _UNITS.get(dex.string(int(field["name"])))


class _Tasks:
    """Says of calls what they run, in one DEX file."""

    def __init__(self, constants: Constants, hierarchy: Hierarchy) -> None:
        self._constants = constants
        self._hierarchy = hierarchy
        self._known: dict[str, tuple[str, ...]] = {}

    def runs(self, call: Call, entry: Repetition, kinds: list[str]) -> tuple[str, ...]:
        """The methods that a repeated task runs, as facts name them; none where nobody knows the task."""
        body, index = self._constants.at(call.instruction)
        own, own_method = self._constants.name_of_item(call.code_item)
        if entry.again:
            if own_method not in ("run", "handleMessage", "invoke"):
                return ()
            classes = {own}
            if entry.task >= 0:
                classes &= set(self._passed(body, index, _register(False, kinds, entry.task), own))
        elif entry.task >= 0:
            classes = set(self._passed(body, index, _register(False, kinds, entry.task), own))
        else:
            classes = set(self._named(body))
        return tuple(sorted({method for kind in classes for method in self._run_by(kind)}))

    def _passed(self, body: MethodBody, index: int, number: int, own: str) -> Iterator[str]:
        """The classes of the objects that a call may pass in a register."""
        registers = body.sources(index) if index < len(body) else ()
        pending = [(body, index, registers[number])] if number < len(registers) else []
        for _ in range(_MOST):
            if not pending:
                return
            at, use, register = pending.pop()
            for definition in at.definitions(use, register):
                if definition == ENTRY and at.parameter(register) == 0 and at is body:
                    yield own
                if definition < 0:
                    continue
                opcode = at.opcodes[definition]
                if opcode == NEW_INSTANCE and at.target(definition) < len(self._constants.code.dex.type_ids):
                    yield self._constants.code.dex.type_descriptor(at.target(definition))
                elif opcode in MOVES:
                    pending.append((at, definition, at.sources(definition)[0]))
                elif opcode in FIELD_READS:
                    for instruction in self._constants.field_values.writes(at.target(definition)):
                        writer, written = self._constants.at(instruction)
                        if written < len(writer):
                            pending.append((writer, written, writer.sources(written)[0]))

    def _named(self, body: MethodBody) -> Iterator[str]:
        """The classes that a method names and the system would run."""
        dex = self._constants.code.dex
        for index, opcode in enumerate(body.opcodes):
            if opcode == CONST_CLASS and body.target(index) < len(dex.type_ids):
                kind = dex.type_descriptor(body.target(index))
                if _RUN_BY_SYSTEM & set(self._hierarchy.above(kind)):
                    yield kind

    def _run_by(self, kind: str) -> tuple[str, ...]:
        found = self._known.get(kind)
        if found is None:
            found = self._known[kind] = tuple(self._reached(kind))
        return found

    def _reached(self, kind: str) -> list[str]:
        """The methods that run when an object of a class is run: its own, and those they call."""
        dex = self._constants.code.dex
        type_index = dex.find_type(kind)
        methods = dex.methods_of_type(type_index) if type_index >= 0 else ()
        found = {int(method): None for method in methods if dex.method_name(int(method)) in _TASK_METHODS}
        frontier = [method for method in found if self._constants.item_of_method[method] >= 0]
        for _ in range(_DEPTH):
            following = []
            for method in frontier:
                for called in called_by(self._constants, int(self._constants.item_of_method[method])):
                    if called not in found and len(found) < _MOST and self._constants.item_of_method[called] >= 0:
                        found[called] = None
                        following.append(called)
            frontier = following
        return [method_name(dex, method)[1] for method in found if self._constants.item_of_method[method] >= 0]
