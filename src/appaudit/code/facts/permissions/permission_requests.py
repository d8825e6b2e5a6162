"""Which permissions the code asks the user for, and which of them at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from appaudit.code.values.call_search import callers_of_item, calls_named
from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import is_accessor, method_name
from appaudit.code.values.text_arrays import TextArray, TextArrays
from appaudit.dex.opcodes import STATIC_INVOKES
from appaudit.dex.tables import is_among
from appaudit.model.facts.code import PermissionRequestFact
from appaudit.model.knowledge import PermissionInfo
from appaudit.model.location import Location
from appaudit.model.method_names import plain

#: Methods that ask, by name: the platform's, those of androidx and of the common libraries for it. Obfuscated ones
#: call the platform's in the end.
_ASKING = (
    "requestPermissions",
    "requestPermission",
    "requestEach",
    "requestEachCombined",
    "request",
    "permission",
    "permissions",
    "withPermission",
    "withPermissions",
    "launch",
)
#: Asks whether the user should be told why; https://developer.android.com/training/permissions/requesting, checked
#: 2026-11-27. Libraries for requests name theirs alike.
_EXPLAINING = ("shouldShowRequestPermissionRationale", "onExplainRequestReason", "explainReasonBeforeRequest")
_TEXTS, _OBJECT, _TEXT = "[Ljava/lang/String;", "Ljava/lang/Object;", "Ljava/lang/String;"
_KIND = re.compile(r"\[*(?:L[^;]*;|[A-Z])")
#: What a package declares, as it may read of itself: such code asks for all of it, or for what is not granted yet.
#: https://developer.android.com/reference/android/content/pm/PackageInfo, checked 2026-11-28, not opened.
_DECLARED = ("requestedPermissions", "Landroid/content/pm/PackageInfo;->requestedPermissions:[Ljava/lang/String;")
#: In the name of a method or of its class, tells that its texts are permissions, whatever they are.
_OF_PERMISSIONS = "ermission"
#: Groups that one purpose needs together: recording video takes sound as well.
_TOGETHER = {"microphone": "camera"}


def permission_request_facts(
    constants: Constants,
    permissions: Mapping[str, PermissionInfo],
    declared: Collection[str] = (),
    others: Sequence[Constants] = (),
) -> list[PermissionRequestFact]:
    """One fact for each set of permissions asked for at once and method that names it, in one DEX file.

    A method that asks for permissions of which none is a constant has a fact without permissions.

    Args:
        constants: The file, and what its registers hold.
        permissions: The platform's permissions by name; texts that are none of them are left out, and so are
            permissions that nobody is asked for, such as INTERNET.
        declared: The permissions that the package declares, which is what code asks for that reads them there.
        others: The files of the program, one of which may fill an array that another asks with.
    """
    found: dict[tuple[str, tuple[str, ...]], PermissionRequestFact] = {}
    explaining = _explaining_classes(constants)
    reading_declared: set[int] | None = None
    for array, site in _asked(constants, others):
        texts = array.texts
        if not texts:
            reading_declared = _reading_declared(constants) if reading_declared is None else reading_declared
            texts = tuple(declared) if array.code_item in reading_declared else ()
        names = tuple(sorted(text for text in texts if _is_asked_for(permissions.get(text))))
        for method in constants.code.items.caller_of(array.code_item) if names or not texts else ():
            fact = _fact(constants, int(method), names, array, permissions)
            fact = replace(fact, rationale=fact.caller_class.partition("$")[0] in explaining, sites=site)
            known = found.setdefault((fact.caller, names), fact)
            if known.sites and site != known.sites:
                further = tuple(sorted({*known.sites, *site})) if site else ()
                found[fact.caller, names] = replace(known, sites=further)
    return list(found.values())


def unnamed_requests(requests: Iterable[PermissionRequestFact]) -> list[PermissionRequestFact]:
    """Those of which nobody can say what they ask for.

    A helper that is named like a request only carries it on: whoever calls it asks, and has a fact of its own.
    """
    return [
        request
        for request in requests
        if not request.permissions and plain(request.caller).rpartition(".")[2] not in _ASKING
    ]


def _reading_declared(constants: Constants) -> set[int]:
    """The code items that read what the package declares."""
    dex, accesses = constants.code.dex, constants.field_values.accesses
    name, descriptor = _DECLARED
    named = np.flatnonzero(dex.field_ids["name"] == dex.find_string(name)).tolist()
    fields = [field for field in named if dex.field_descriptor(field) == descriptor]
    return set(accesses.code_item[is_among(accesses.target, fields)].tolist())


def _explaining_classes(constants: Constants) -> set[str]:
    """The outermost classes that ask whether an explanation should be shown."""
    return {
        caller.class_name.partition("$")[0]
        for call in calls_named(constants, _EXPLAINING)
        for caller in callers_of_item(constants.code, call.code_item)
    }


def _is_asked_for(info: PermissionInfo | None) -> bool:
    return info is not None and info.protection not in ("normal", "signature")


def _fact(
    constants: Constants,
    method: int,
    names: tuple[str, ...],
    array: TextArray,
    permissions: Mapping[str, PermissionInfo],
) -> PermissionRequestFact:
    dex = constants.code.dex
    caller_class, caller = method_name(dex, method)
    groups = {permissions[name].group or name for name in names if permissions[name].protection == "dangerous"}
    return PermissionRequestFact(
        caller=caller,
        caller_class=caller_class,
        permissions=names,
        groups=tuple(sorted(groups)),
        group_count=len({_TOGETHER.get(group, group) for group in groups}),
        complete=array.is_complete,
        location=Location(path=dex.place, symbol=plain(caller)),
        extractor="code.permission_requests",
    )


def _asked(constants: Constants, others: Sequence[Constants]) -> Iterator[tuple[TextArray, tuple[int, ...]]]:
    """The texts that reach a call that asks for permissions; none where its texts are permissions, and are unknown.

    With each where its method calls, in code units from its start: nowhere where that is left to another method.
    """
    dex, calls = constants.code.dex, constants.calls
    names = [index for index in map(dex.find_string, _ASKING) if index >= 0]
    if not names:
        return
    arrays = TextArrays(constants, others)
    for position in calls.to_any(is_among(dex.method_ids["name"], names)):
        instruction, method = int(calls.instruction[position]), int(calls.target[position])
        kinds = _KIND.findall(dex.prototype(int(dex.method_ids["proto"][method]))[1:].partition(")")[0])
        if not {_TEXTS, _OBJECT, _TEXT} & set(kinds):
            continue
        body, index = constants.at(instruction)
        registers = body.sources(index) if index < len(body) else ()
        here = (constants.offset_in_method(instruction),)
        is_telling = _OF_PERMISSIONS in dex.method_name(method) or _OF_PERMISSIONS in dex.method_class(method)
        for number, kind in _arguments(kinds, int(calls.opcode[position])):
            if number >= len(registers):
                break
            if kind in (_TEXTS, _OBJECT):
                for array in arrays.arrays_of(instruction, registers[number]):
                    if array.code_item != body.code_item and _is_accessor(constants, array.code_item):
                        array = replace(array, code_item=body.code_item)
                    if array.texts or (is_telling and kind == _TEXTS):
                        yield array, here if array.code_item == body.code_item else ()
            if kind in (_TEXT, _OBJECT):
                values = constants.argument_values(instruction, number)
                # One after the other where it is now this text and now that.
                yield from (
                    (TextArray((text,), True, body.code_item), here) for text in values if isinstance(text, str)
                )


def _is_accessor(constants: Constants, code_item: int) -> bool:
    """Whether a compiler wrote a method, so that who calls it names the permissions."""
    return is_accessor(constants.name_of_item(code_item)[1])


def _arguments(kinds: list[str], opcode: int) -> Iterator[tuple[int, str]]:
    """The parameters of a call that may carry permissions, with the register that passes each."""
    register = 0 if opcode in STATIC_INVOKES else 1
    for kind in kinds:
        if kind in (_TEXTS, _OBJECT, _TEXT):
            yield register, kind
        register += 2 if kind in ("J", "D") else 1
