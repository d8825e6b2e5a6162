"""Which instructions wait for a message that nothing sends at a first launch.

That a handler is made says nothing about when which of its messages comes. A method that handles messages is followed
for each number that launch is seen to send to it; what runs for none of them waits. What launch sends grows with what
runs, so both are found together, from no message on.

A number goes to a handler where the call is made on an object of its class, or the message is sent to it by the method
that numbers it; where that is not known, to all handlers of the same vendor's code, or to those that some code hands
on where it is only not known which handler it is. Where such a number is not known, nothing is said of the handler. One
that does not ask for the number waits where nothing at all is sent to it, and so does a callback of the platform's own
handler, where no handler of the app calls callbacks. What is sent only after consent, is not sent.

https://developer.android.com/reference/android/os/Handler and android/os/Message, checked 2026-11-28.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.conditions.addressees import HANDED_ON, HANDLER, MESSAGE, OBTAIN, Addressees
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.links import Flags
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import MethodCode, NothingKnown, follow, read_method
from appaudit.code.values.marked_values import Value
from appaudit.dex import DexFile, field_accesses, invoke_edges
from appaudit.dex.hashes import hash_texts
from appaudit.dex.tables import distinct, is_among
from appaudit.model.record import record

Above = Callable[[int], frozenset[int]]
"""The classes above a class, itself left out."""

_HANDLE: Final = "handleMessage"
_HANDLES: Final = f".{_HANDLE}({MESSAGE})"
_CALLBACK: Final = "Landroid/os/Handler$Callback;"
#: Calls that say a message's number, and the register that holds it (the receiver is 0 where there is one); -1 where
#: the message has the number 0 until its field is set.
_SENDING: Final = {
    "sendEmptyMessage": 1,
    "sendEmptyMessageDelayed": 1,
    "sendEmptyMessageAtTime": 1,
    "obtainMessage": 1,
}
#: Calls that send a message, whatever its number, and the platform's classes whose calls name no handler.
_SEND: Final = "send"
_DELIVERING: Final = (
    "sendMessage",
    "sendMessageDelayed",
    "sendMessageAtTime",
    "sendMessageAtFrontOfQueue",
    "sendToTarget",
    _SEND,
)
_SENDERS: Final = (MESSAGE, "Landroid/os/Messenger;")
#: Rounds in which what is sent and what runs grow; and handlers that are looked at.
_ROUNDS, _MOST_HANDLERS = 8, 500
#: Parts of a package's name that tell a vendor.
_VENDOR_PARTS: Final = 2
_NONE: Final = np.empty(0, dtype=np.int64)


@record(kw_only=False)
class _Handler:
    """A method that handles messages: its number among all methods, its class, code and where that begins."""

    method: int
    class_index: int
    vendor: str
    code: MethodCode
    base: int
    field: int
    """The field of the number in the handler's file; -1 where the method does not ask for it."""
    is_kept: bool
    """Whether no code hands it on, so that only who is seen to have it can send it anything."""
    callers: frozenset[int] | None
    """Of a callback the app's own handlers that call what they are made with; None of a handler."""


@record(kw_only=False)
class _Sent:
    """A place that numbers or sends a message: where it is, to which classes it may go, and the numbers.

    None stands for what is not known; a call that only sends says no number. `is_told` says whether the one class is
    that of a handler, and no other that has a method of such a name.
    """

    method: int
    instruction: int
    classes: frozenset[int] | None
    is_told: bool
    vendor: str
    numbers: frozenset[int] | None


class Sent:
    """What launch sends to handlers of messages.

    Args:
        handlers: The methods that handle messages.
        received: The numbers that each may get at launch, by its place among them; None where one is not known.
        running: The places that number or send a message and that run at launch.
        above: Gives the classes above a class.
        waiting: The instructions that wait for messages which launch does not send, counted over all files, ascending.
    """

    def __init__(
        self,
        handlers: Sequence[_Handler] = (),
        received: Mapping[int, frozenset[int] | None] | None = None,
        running: Sequence[_Sent] = (),
        above: Above = lambda _: frozenset(),
        waiting: NDArray[np.int64] = _NONE,
    ) -> None:
        self._handlers = {handler.method: (at, handler) for at, handler in enumerate(handlers)}
        self._received = received or {}
        self._running = running
        self._above = above
        self.waiting = waiting

    def senders(self, method: int, instructions: Collection[int]) -> list[tuple[int, bool]]:
        """The instructions that give a message a number for which some instructions of its handler run.

        Args:
            method: The handler; what stands in it itself is left out.
            instructions: Instructions of the handler, counted over all files as what is given back.

        Returns:
            Those of which the handler is known, each with whether it gives no other number; none where nobody knows all
            that the handler may get.
        """
        at, handler = self._handlers.get(method, (-1, None))
        numbers = self._received.get(at)
        if handler is None or handler.field < 0 or numbers is None:
            return []
        places = [instruction - handler.base for instruction in instructions]
        outcomes = {number: follow(handler.code, _OneMessage(handler.field, number)) for number in numbers}
        wanted = {
            number
            for number, outcome in outcomes.items()
            if outcome is None or any(0 <= place < len(outcome.runs) and outcome.runs[place] for place in places)
        }
        known = (each for each in self._running if each.classes and HANDED_ON not in each.classes)
        others = [each for each in known if each.method != method and _may_get(self._above, handler, each)]
        return sorted(
            (each.instruction, each.numbers <= wanted) for each in others if each.numbers and each.numbers & wanted
        )


def unsent(
    graph: CallGraph,
    files: Sequence[Constants],
    launched: Callable[[NDArray[np.int64]], Flags],
    closed: NDArray[np.int64],
) -> Sent:
    """What launch sends, and which instructions wait for messages that it does not.

    Args:
        graph: The methods.
        files: What is known of the constants of each file.
        launched: Which nodes launch reaches when some instructions are not run.
        closed: Instructions that launch does not run, counted over all files, ascending: they wait for consent.
    """
    links = graph.links
    above = cache(lambda each: frozenset(links.ancestors[slice(*links.ancestor_bounds[each : each + 2])].tolist()))
    addressees = Addressees(graph, files)
    handlers = _handlers(graph, addressees, above)
    if not handlers:
        return Sent()
    sent = [each for each in _sent(graph, files, addressees) if not _is_in(closed, each.instruction)]
    waits = cache(lambda at, numbers: _waits(handlers[at], numbers))
    waiting: dict[int, NDArray[np.int64]] = {at: waits(at, frozenset()) for at in range(len(handlers))}
    known: dict[int, frozenset[int] | None] = {}
    for _ in range(_ROUNDS):
        idle = _joined(waiting.values())
        reached = launched(idle)
        running = [each for each in sent if reached[each.method] and not _is_in(idle, each.instruction)]
        received = {at: _received(above, handler, running) for at, handler in enumerate(handlers)}
        if received == known:
            break
        known = received
        waiting = {at: waits(at, numbers) for at, numbers in received.items() if numbers is not None}
    else:
        return Sent()  # it did not come to rest
    return Sent(handlers, known, running, above, _joined(waiting.values()))


def _handlers(graph: CallGraph, addressees: Addressees, above: Above) -> list[_Handler]:
    """The methods that handle messages: those that ask for the number, and those that the system alone calls."""
    called, callbacks, callers = _called_by_name(graph), _callbacks(graph, above), _calling_back(graph, addressees)
    found: list[_Handler] = []
    for index, file in enumerate(graph.links.files):
        field = _field_of_number(file.code.dex)
        accesses = field_accesses(file.code.instructions)
        asking = (
            set(accesses.code_item[(accesses.target == field) & ~accesses.is_write].tolist()) if field >= 0 else set()
        )
        named = np.flatnonzero(is_among(graph.links.method_name[file.item_method], hash_texts([_HANDLE])))
        for item in sorted({*asking, *named.tolist()}):
            method = int(file.item_method[item])
            owner = int(graph.links.method_class[method])
            if _HANDLES not in graph.name_of(method):
                continue
            is_handler = addressees.is_handler(owner)
            if item not in asking and (method in called or not (is_handler or owner in callbacks)):
                continue
            code = read_method(file.code, item)
            if code is not None and len(found) < _MOST_HANDLERS:
                base = int(graph.first_instruction[index]) + code.first
                handed_on = addressees.handed_on if is_handler else frozenset[int]()
                found.append(
                    _Handler(
                        method=method,
                        class_index=owner,
                        vendor=_vendor(graph.name_of(method)),
                        code=code,
                        base=base,
                        field=field if item in asking else -1,
                        is_kept=is_handler and not any(_are_kin(above, owner, each) for each in handed_on),
                        callers=None if is_handler else callers,
                    )
                )
    return found


def _called_by_name(graph: CallGraph) -> set[int]:
    """The methods that handle messages and that code calls itself, beside the system."""
    found: set[int] = set()
    for file, resolved in zip(graph.links.files, graph.resolved, strict=True):
        calls = invoke_edges(file.code.instructions)
        named = is_among(file.method_name, hash_texts([_HANDLE]))
        found |= set(resolved[distinct(calls.target[named[calls.target]].astype(np.int64))].tolist())
    return found


def _callbacks(graph: CallGraph, above: Above) -> set[int]:
    """The classes that are callbacks of handlers by themselves, and that no code of the app calls as such."""
    for file in graph.links.files:
        dex = file.code.dex
        named = np.flatnonzero(is_among(file.method_name, hash_texts([_HANDLE]))).tolist()
        if any(dex.method_class(method) == _CALLBACK for method in named):
            return set()
    are = graph.links.marks_below(np.ones(1, dtype=np.uint64), hash_texts([_CALLBACK])) > 0
    return {each for each in np.flatnonzero(are).tolist() if not any(are[other] for other in above(each))}


def _calling_back(graph: CallGraph, addressees: Addressees) -> frozenset[int]:
    """The classes of handlers that are made with a callback, which the platform's calls with what they get."""
    found: set[int] = set()
    for file in graph.links.files:
        dex, calls = file.code.dex, invoke_edges(file.code.instructions)
        made = np.flatnonzero(is_among(file.method_name, hash_texts(["<init>"]))).tolist()
        with_one = [
            method
            for method in made
            if dex.method_class(method) == HANDLER and _CALLBACK in dex.prototype(int(dex.method_ids["proto"][method]))
        ]
        items = distinct(calls.code_item[is_among(calls.target, with_one)].astype(np.int64)) if with_one else ()
        owners = (int(graph.links.method_class[file.item_method[item]]) for item in items)
        found |= {owner for owner in owners if addressees.is_handler(owner)}
    return frozenset(found)


def _field_of_number(dex: DexFile) -> int:
    owner = dex.find_type(MESSAGE)
    fields = dex.fields_of_type(owner) if owner >= 0 else ()
    return next((field for field in fields if dex.field_name(field) == "what"), -1)


def _sent(graph: CallGraph, files: Sequence[Constants], addressees: Addressees) -> list[_Sent]:
    """All places that number a message."""
    return [sent for index in range(len(files)) for sent in _sent_in(graph, files, index, addressees)]


def _sent_in(graph: CallGraph, files: Sequence[Constants], index: int, addressees: Addressees) -> Iterator[_Sent]:
    file, constants = graph.links.files[index], files[index]
    dex, base = file.code.dex, int(graph.first_instruction[index])
    calls = invoke_edges(file.code.instructions)
    by_name = is_among(file.method_name, hash_texts([*_SENDING, OBTAIN]))
    called = distinct(calls.target[by_name[calls.target]].astype(np.int64))
    registers = {
        method: register for method in called.tolist() if (register := _register_of_number(dex, method)) is not None
    }
    for at in np.flatnonzero(is_among(calls.target, list(registers))).tolist():
        target, instruction = int(calls.target[at]), int(calls.instruction[at])
        owner = int(file.type_class[dex.method_ids["class_type"][target]])
        caller = int(file.item_method[int(calls.code_item[at])])
        yield _Sent(
            method=caller,
            instruction=base + instruction,
            classes=frozenset((owner,)) if owner >= 0 else _told(addressees, dex, target, index, instruction),
            is_told=owner < 0 or addressees.is_handler(owner),
            vendor=_vendor(graph.name_of(caller)),
            numbers=_numbers(constants, instruction, registers[target]),
        )
    delivering = is_among(file.method_name, hash_texts([*_DELIVERING]))
    for at in np.flatnonzero(delivering[calls.target]).tolist():
        target, instruction = int(calls.target[at]), int(calls.instruction[at])
        if dex.method_name(target) == _SEND and dex.method_class(target) not in _SENDERS:
            continue
        owner = int(file.type_class[dex.method_ids["class_type"][target]])
        told = None if dex.method_class(target) in _SENDERS else _told(addressees, dex, target, index, instruction)
        caller = int(file.item_method[int(calls.code_item[at])])
        yield _Sent(
            method=caller,
            instruction=base + instruction,
            classes=frozenset((owner,)) if owner >= 0 else told,
            is_told=owner < 0 or addressees.is_handler(owner),
            vendor=_vendor(graph.name_of(caller)),
            numbers=frozenset(),
        )
    field = _field_of_number(dex)
    accesses = field_accesses(file.code.instructions)
    for at in np.flatnonzero((accesses.target == field) & accesses.is_write).tolist() if field >= 0 else ():
        instruction = int(accesses.instruction[at])
        caller = int(file.item_method[int(accesses.code_item[at])])
        yield _Sent(
            method=caller,
            instruction=base + instruction,
            classes=addressees.of_message(index, instruction, 1),
            is_told=True,
            vendor=_vendor(graph.name_of(caller)),
            numbers=_numbers(constants, instruction, 0),
        )


def _told(addressees: Addressees, dex: DexFile, method: int, index: int, instruction: int) -> frozenset[int] | None:
    """The handlers that a call names first: any that is handed on where none is known; None where it names none."""
    found = addressees.handlers(index, instruction)
    prototype = dex.prototype(int(dex.method_ids["proto"][method]))
    has_one = dex.method_class(method) == HANDLER or prototype.startswith(f"({HANDLER}")
    return frozenset((HANDED_ON,)) if found is None and has_one else found


def _register_of_number(dex: DexFile, method: int) -> int | None:
    """Which register of a call holds the number of a message, -1 where it is 0; None where no message is numbered."""
    name, owner = dex.method_name(method), dex.method_class(method)
    parameters = dex.prototype(int(dex.method_ids["proto"][method])).partition(")")[0]
    if name in _SENDING:
        return _SENDING[name] if parameters != "(" else -1
    if name == OBTAIN and owner == MESSAGE:
        if parameters.startswith(f"({HANDLER}I"):
            return 1
        return None if parameters.startswith(f"({MESSAGE}") else -1
    return None


def _numbers(constants: Constants, instruction: int, register: int) -> frozenset[int] | None:
    if register < 0:
        return frozenset((0,))
    values = constants.argument_values(instruction, register)
    numbers = frozenset(value for value in values if isinstance(value, int))
    return numbers if numbers and len(numbers) == len(values) else None


def _received(above: Above, handler: _Handler, running: Sequence[_Sent]) -> frozenset[int] | None:
    """The numbers that a handler may get, one of its class or one above or below; None where one is not known."""
    numbers: set[int] = set()
    for each in running:
        if not _may_get(above, handler, each):
            continue
        if each.numbers is None or handler.field < 0:
            return None
        numbers |= each.numbers
    return frozenset(numbers)


def _may_get(above: Above, handler: _Handler, sent: _Sent) -> bool:
    """Whether a message may go to a handler, by its class or one above or below; else by whose code sends it."""
    is_callback = handler.callers is not None
    if sent.classes is None or (is_callback and not (sent.classes and sent.is_told)):
        return sent.vendor == handler.vendor
    if HANDED_ON in sent.classes and not handler.is_kept and sent.vendor == handler.vendor:
        return True
    calling = handler.callers or () if sent.vendor == handler.vendor else ()
    getting = (handler.class_index, *calling)
    return any(_are_kin(above, each, one) for each in sent.classes if each != HANDED_ON for one in getting)


def _are_kin(above: Above, one: int, other: int) -> bool:
    """Whether two classes are the same, or one is above the other."""
    return one == other or one in above(other) or other in above(one)


def _waits(handler: _Handler, numbers: frozenset[int]) -> NDArray[np.int64]:
    """The instructions of a handler that run for none of these numbers; none where that cannot be followed."""
    whenever = follow(handler.code, NothingKnown())
    outcomes = [follow(handler.code, _OneMessage(handler.field, number)) for number in sorted(numbers)]
    if whenever is None or any(outcome is None for outcome in outcomes):
        return np.empty(0, dtype=np.int64)
    runs = np.zeros(len(handler.code.offsets), dtype=bool)
    for outcome in outcomes:
        if outcome is not None:
            runs |= np.frombuffer(bytes(outcome.runs), dtype=bool)
    idle = np.frombuffer(bytes(whenever.runs), dtype=bool) & ~runs
    return np.flatnonzero(idle).astype(np.int64) + handler.base


class _OneMessage(NothingKnown):
    """Answers for one message."""

    def __init__(self, field: int, number: int) -> None:
        self._field = field
        self._number = number

    def read(self, field_index: int) -> Value:
        """The number of the message."""
        return self._number if field_index == self._field else None


def _vendor(method: str) -> str:
    """What tells whose code a method is, given as facts name it: the first parts of its package."""
    return ".".join(method.partition("(")[0].split(".")[:-2][:_VENDOR_PARTS])


def _joined(pieces: Iterable[NDArray[np.int64]]) -> NDArray[np.int64]:
    found = list(pieces)
    return distinct(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)


def _is_in(instructions: NDArray[np.int64], instruction: int) -> bool:
    place = int(np.searchsorted(instructions, instruction))
    return place < len(instructions) and int(instructions[place]) == instruction
