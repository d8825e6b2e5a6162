"""What an app does only when the user has refused a permission: end itself, ask again, lead to the settings.

The methods that get the answer are followed twice, once with the permission granted and once with it refused; what
runs only in the second case is the reaction. Reference: https://developer.android.com/training/permissions/requesting
and the callbacks of the common libraries, checked 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from appaudit.code.values.call_search import caller_named, definitions_of
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import follow, read_method
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.marked_values import Value
from appaudit.dex import DexFile, References
from appaudit.dex.class_data import ACCESS_STATIC
from appaudit.model.facts.conduct import PermissionRefusalFact
from appaudit.model.record import record
from appaudit.model.words import RefusalEffect

#: The platform's callbacks by name, and what stands in their prototype.
_ANSWERED = (("onRequestPermissionsResult", "[Ljava/lang/String;[I"), ("onActivityResult", "(Ljava/lang/Object;)V"))
#: Callbacks of libraries that run when a permission was refused, or that are told in a truth value.
_REFUSED = ("onDenied", "onPermissionsDenied", "onPermissionDenied")
_TOLD = (("onResult", "(ZLjava/util/List;Ljava/util/List;)V"),)
_GRANTED, _DENIED = 0, -1
_FINISHING = frozenset(("finish", "finishAffinity", "finishAndRemoveTask"))
_ENDING = {
    ("Ljava/lang/System;", "exit"),
    ("Ljava/lang/Runtime;", "exit"),
    ("Ljava/lang/Runtime;", "halt"),
    ("Landroid/os/Process;", "killProcess"),
    ("Lkotlin/system/ProcessKt;", "exitProcess"),
}
_ASKING = frozenset(("requestPermissions", "requestPermission"))
_SETTINGS = "android.settings.APPLICATION_DETAILS_SETTINGS"
_ACTIVITY = "Landroid/app/Activity;"
#: Parameters that carry an answer on to a method of the app's own.
_CARRIERS = ("Ljava/lang/Boolean;", "Ljava/util/Map;", "[I")
_MAX_DEPTH = 3


@record(kw_only=False)
class _Reaction:
    effect: RefusalEffect
    api: str


class _Answered:
    """What a method learns when every permission was granted, or when every one was refused."""

    follows_arrays = False
    knows_objects = False
    only_asks = False

    def __init__(self, dex: DexFile, *, granted: bool) -> None:
        self._dex = dex
        self._granted = granted

    def call(self, method: int, arguments: Sequence[Value]) -> Value:
        """What a call returns, None for all that does not depend on the answer."""
        if method >= len(self._dex.method_ids):
            return None
        name, owner = self._dex.method_name(method), self._dex.method_class(method)
        parameters, _, returns = self._dex.prototype(int(self._dex.method_ids["proto"][method])).partition(")")
        if name == "checkSelfPermission":
            return _GRANTED if self._granted else _DENIED
        if (owner, name) == ("Ljava/lang/Boolean;", "booleanValue"):
            return int(self._granted)
        if returns == "Z" and "[I" in parameters:
            return int(self._granted)
        if name == "areEqual" and len(arguments) == 2:
            return int(self._granted) if arguments[1] is None else None
        return None

    def read(self, field_index: int) -> Value:
        """Fields are not known."""
        return None

    def written(self, field_index: int, value: Value) -> None:
        """What is kept does not matter here."""

    def element(self, array: Value, at: Value) -> Value:
        """An element of the results."""
        return _GRANTED if self._granted else _DENIED


def permission_refusal_facts(constants: Constants, hierarchy: Hierarchy) -> list[PermissionRefusalFact]:
    """One fact for each reaction and method that gets the answer, in one DEX file.

    Args:
        constants: The file, and what its registers hold.
        hierarchy: The classes of the app, by which its activities are known.
    """
    reader = _Reader(constants, hierarchy)
    found: dict[tuple[str, str, str], PermissionRefusalFact] = {}
    for method, item, is_refused in _callbacks(constants):
        caller = caller_named(constants.code, method)
        for reaction in reader.reactions(item, is_refused=is_refused):
            found.setdefault(
                (caller.name, reaction.effect, reaction.api),
                PermissionRefusalFact(
                    effect=reaction.effect,
                    api=reaction.api,
                    caller=caller.name,
                    caller_class=caller.class_name,
                    location=caller.location,
                    extractor="code.permission_refusals",
                ),
            )
    return list(found.values())


def _callbacks(constants: Constants) -> Iterator[tuple[int, int, bool]]:
    """Method, code item, and whether it runs only after a refusal."""
    for name, parameters in (*_ANSWERED, *_TOLD):
        for method, item in definitions_of(constants, name, parameters):
            yield method, item, False
    for name in _REFUSED:
        for method, item in definitions_of(constants, name):
            yield method, item, True


class _Reader:
    def __init__(self, constants: Constants, hierarchy: Hierarchy) -> None:
        self._constants = constants
        self._hierarchy = hierarchy

    def reactions(self, item: int, *, is_refused: bool, depth: int = 0) -> Iterator[_Reaction]:
        """What a code item, and what it hands the answer to, does only after a refusal."""
        method = read_method(self._constants.code, item)
        if method is None:
            return
        refused = follow(method, _Answered(self._constants.code.dex, granted=False), self._told(item, 0))
        granted = follow(method, _Answered(self._constants.code.dex, granted=True), self._told(item, 1))
        if refused is None or granted is None:
            return
        only = [
            index
            for index, (runs, runs_anyhow) in enumerate(zip(refused.runs, granted.runs, strict=True))
            if runs and (is_refused or not runs_anyhow)
        ]
        yield from self._reactions_in(item, [method.first + index for index in only], depth)
        if depth < _MAX_DEPTH and not is_refused:
            for next_item in self._handed_on(item):
                yield from self.reactions(next_item, is_refused=False, depth=depth + 1)

    def _told(self, item: int, value: int) -> dict[int, Value]:
        """The registers of parameters of type boolean, which say whether all was granted."""
        items, dex = self._constants.code.items, self._constants.code.dex
        owners = items.owners_of(item)
        method = int(items.class_data.method_index[owners[0]])
        is_static = bool(items.class_data.method_access_flags[owners[0]] & ACCESS_STATIC)
        parameters = _kinds(dex, method)
        if parameters.count("Z") != 1:
            return {}
        register = int(items.registers[item]) - int(items.incoming[item]) + (0 if is_static else 1)
        for kind in parameters:
            if kind == "Z":
                return {register: value}
            register += 2 if kind in ("J", "D") else 1
        return {}

    def _reactions_in(self, item: int, instructions: list[int], depth: int) -> Iterator[_Reaction]:
        calls, loads = self._constants.calls, self._constants.texts
        dex = self._constants.code.dex
        for instruction, method in _within(calls, item):
            if instruction not in instructions:
                continue
            reaction = self._reaction(dex.method_class(method), dex.method_name(method))
            if reaction is not None:
                yield reaction
            elif depth < _MAX_DEPTH:
                callee = int(self._constants.item_of_method[method])
                if callee >= 0 and not any(kind in _CARRIERS for kind in _kinds(dex, method)):
                    first, end = self._constants.code.instructions.bounds_of(callee)
                    if end - first < 60:
                        yield from self._reactions_in(callee, list(range(first, end)), depth + 2)
        for instruction, text in _within(loads, item):
            if instruction in instructions and dex.string(text) == _SETTINGS:
                yield _Reaction("settings", _SETTINGS)

    def _reaction(self, owner: str, name: str) -> _Reaction | None:
        api = f"{owner[1:-1].replace('/', '.')}.{name}"
        if (owner, name) in _ENDING:
            return _Reaction("exit", api)
        if name in _FINISHING and (owner == _ACTIVITY or _ACTIVITY in self._hierarchy.above(owner)):
            return _Reaction("exit", f"android.app.Activity.{name}")
        if name in _FINISHING and owner.endswith("Activity;"):
            return _Reaction("exit", f"android.app.Activity.{name}")
        return _Reaction("ask_again", api) if name in _ASKING else None

    def _handed_on(self, item: int) -> list[int]:
        """The code items of methods of this file that are given the answer."""
        calls, dex = self._constants.calls, self._constants.code.dex
        found = []
        for _, method in _within(calls, item):
            callee = int(self._constants.item_of_method[method])
            if callee >= 0 and callee != item and any(kind in _CARRIERS for kind in _kinds(dex, method)):
                found.append(callee)
        return list(dict.fromkeys(found))


def _within(references: References, item: int) -> Iterator[tuple[int, int]]:
    """The instructions of a code item among some, each with what it refers to."""
    own = references.in_item(item)
    return zip(references.instruction[own].tolist(), references.target[own].tolist(), strict=True)


def _kinds(dex: DexFile, method: int) -> list[str]:
    """The descriptors of a method's parameters."""
    text = dex.prototype(int(dex.method_ids["proto"][method]))[1:].partition(")")[0]
    kinds, start = [], 0
    while start < len(text):
        end = start
        while text[end] == "[":
            end += 1
        end = text.index(";", end) + 1 if text[end] == "L" else end + 1
        kinds.append(text[start:end])
        start = end
    return kinds
