"""How an app starts without its user, keeps itself running, or starts other apps: from the manifest and the code.

https://developer.android.com/reference (Service, AlarmManager, JobInfo.Builder, ContentResolver), checked 2026-11-24.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

import numpy as np

from appaudit.code.facts.conduct.one_pixel_windows import one_pixel_windows
from appaudit.code.values.call_search import (
    Call,
    Caller,
    caller_named,
    callers_of_item,
    calls_named,
    calls_to,
    definitions_of,
    items_calling,
    numbers_passed,
    texts_passed,
)
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import read_method
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.dex import DexCode
from appaudit.dex.opcodes import MOVE_RESULTS, NEW_INSTANCE, RETURN
from appaudit.dex.tables import is_among
from appaudit.lexicon.conduct import ConductWords
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import NamespaceFact
from appaudit.model.facts.conduct import UNDECLARED, SelfStartFact
from appaudit.model.facts.package import AppFact, ComponentFact, PermissionFact
from appaudit.model.record import record
from appaudit.model.words import SelfStartMechanism

_SERVICE = "Landroid/app/Service;"
#: Service.START_STICKY and START_REDELIVER_INTENT: the system starts the service again after it was killed.
_STICKY = {1: "START_STICKY", 3: "START_REDELIVER_INTENT"}
#: Calls by mechanism, with the register whose value must be true (1), where one must.
_SCHEDULING: dict[str, tuple[SelfStartMechanism, str, int | None]] = {
    "Landroid/app/AlarmManager;setRepeating": ("repeating_alarm", "AlarmManager.setRepeating", None),
    "Landroid/app/AlarmManager;setInexactRepeating": ("repeating_alarm", "AlarmManager.setInexactRepeating", None),
    "Landroid/app/job/JobInfo$Builder;setPersisted": ("persisted_job", "JobInfo.Builder.setPersisted(true)", 1),
    "Landroid/app/job/JobInfo$Builder;setPeriodic": ("periodic_job", "JobInfo.Builder.setPeriodic", None),
    "Landroidx/work/PeriodicWorkRequest$Builder;<init>": ("periodic_job", "PeriodicWorkRequest", None),
    "Landroid/content/ContentResolver;addPeriodicSync": ("account_sync", "ContentResolver.addPeriodicSync", None),
}
_STARTS = ("startService", "startForegroundService", "bindService", "sendBroadcast")
_SCREENS = ("startActivity", "startActivityForResult")
_ALARM_MANAGER = "Landroid/app/AlarmManager;"
_ALARMS = {_ALARM_MANAGER: ("set", "setExact", "setExactAndAllowWhileIdle", "setAndAllowWhileIdle")}
_INTENT, _COMPONENT_NAME = "Landroid/content/Intent;", "Landroid/content/ComponentName;"
_PENDING_INTENT = "Landroid/app/PendingIntent;"
#: Without it the system does not deliver the end of booting.
#: https://developer.android.com/reference/android/Manifest.permission#RECEIVE_BOOT_COMPLETED, checked 2026-11-24
_BOOT_PERMISSION = "android.permission.RECEIVE_BOOT_COMPLETED"
#: By which a shell command begins that starts a component: `am start`, `am startservice`, `am broadcast`.
_SHELL_STARTS = ("am start", "am broadcast")
#: The package of a component that a command names: `-n cn.own/.Keep`.
_IN_COMMAND = re.compile(r"(?:^|\s)-n\s+([\w.]+)/")
#: What has a command run.
_SHELLS = {
    "Ljava/lang/Runtime;": ("exec",),
    "Ljava/lang/ProcessBuilder;": ("<init>", "command", "start"),
    "Ljava/io/DataOutputStream;": ("writeBytes", "write"),
}


@record(kw_only=False)
class _Seen:
    mechanism: SelfStartMechanism
    caller: Caller
    subject: str
    detail: tuple[str, ...] = ()


def manifest_self_start_facts(facts: Iterable[Fact], words: ConductWords) -> list[SelfStartFact]:
    """What the manifest and the packages of an app say by themselves.

    Args:
        facts: The artifact's facts, and those about packages in the code.
        words: Which actions and packages count.
    """
    known = list(facts)
    held = {fact.name for fact in known if isinstance(fact, PermissionFact)}
    written = (fact.name for fact in known if isinstance(fact, NamespaceFact) and fact.is_written)
    daemons = _outermost(name for name in written if _is_daemon_package(name, words))
    found: list[SelfStartFact] = []
    for fact in known:
        if isinstance(fact, ComponentFact) and fact.enabled and fact.type in ("receiver", "service"):
            found += _of_component(fact, words, held)
        elif isinstance(fact, NamespaceFact) and fact.is_written and fact.name in daemons:
            found.append(_plain("daemon_library", fact.name, fact))
    return found


def _of_component(fact: ComponentFact, words: ConductWords, held: set[str]) -> Iterator[SelfStartFact]:
    by_mechanism: dict[SelfStartMechanism, list[str]] = {}
    for action in fact.actions:
        if fact.type == "receiver" and action in words.mechanism_of_action:
            by_mechanism.setdefault(words.mechanism_of_action[action], []).append(action)
        elif fact.type == "service" and action in words.sync_services:
            by_mechanism.setdefault("account_sync", []).append(action)
    for mechanism, actions in by_mechanism.items():
        plain = _plain(mechanism, fact.name, fact, tuple(sorted(actions)))
        is_kept = mechanism == "boot_receiver" and _BOOT_PERMISSION not in held
        yield replace(plain, contrary=(f"{UNDECLARED} {_BOOT_PERMISSION}",)) if is_kept else plain


def _is_daemon_package(name: str, words: ConductWords) -> bool:
    return f"{name}.".startswith(words.daemon_packages)


def _outermost(names: Iterable[str]) -> set[str]:
    """The packages that lie in no other of them: a library of several packages is one."""
    found: set[str] = set()
    for name in sorted(names):
        parts = name.split(".")
        if not any(".".join(parts[:end]) in found for end in range(1, len(parts))):
            found.add(name)
    return found


def _plain(mechanism: SelfStartMechanism, subject: str, fact: Fact, detail: tuple[str, ...] = ()) -> SelfStartFact:
    return SelfStartFact(
        mechanism=mechanism,
        subject=subject,
        detail=detail,
        caller_class=fact.name if isinstance(fact, (ComponentFact, NamespaceFact)) else "",
        phase="other",
        location=fact.location,
        extractor="code.self_start",
    )


def self_start_facts(
    constants: Constants, hierarchy: Hierarchy, words: ConductWords, manifest: Iterable[Fact]
) -> list[SelfStartFact]:
    """One fact for each mechanism, subject and method in one DEX file.

    Args:
        constants: The file, and what its registers hold.
        hierarchy: The classes of the app, by which its services are known.
        words: Which packages are the system's.
        manifest: Where the app's own package comes from.
    """
    declared = list(manifest)
    own = {fact.package for fact in declared if isinstance(fact, AppFact)}
    own_names = _own_names(declared, own)
    found: dict[tuple[str, str, str], SelfStartFact] = {}
    for seen in (
        *_sticky(constants),
        *_scheduled(constants),
        *_restarting(constants, hierarchy),
        *_one_pixel(constants, hierarchy),
        *_starting_others(constants, words, own, own_names),
        *_shell(constants, words, own),
    ):
        found.setdefault(
            (seen.mechanism, seen.subject, seen.caller.name),
            SelfStartFact(
                mechanism=seen.mechanism,
                subject=seen.subject,
                detail=seen.detail,
                caller=seen.caller.name,
                caller_class=seen.caller.class_name,
                location=seen.caller.location,
                extractor="code.self_start",
            ),
        )
    return list(found.values())


def _sticky(constants: Constants) -> Iterator[_Seen]:
    """Services that say they want to be started again."""
    for method, item in definitions_of(constants, "onStartCommand", "(Landroid/content/Intent;II)I"):
        body = constants.body(item)
        for index in [at for at, opcode in enumerate(body.opcodes) if opcode == RETURN] if body.is_read else ():
            values = constants.in_body(body, index, body.sources(index)[0]) & _STICKY.keys()
            if values:
                caller = caller_named(constants.code, method)
                words = tuple(sorted(_STICKY[int(value)] for value in values))
                yield _Seen("sticky_service", caller, caller.class_name, words)
                break


def _scheduled(constants: Constants) -> Iterator[_Seen]:
    wanted: dict[str, list[str]] = {}
    for key in _SCHEDULING:
        owner, _, name = key.partition(";")
        wanted.setdefault(f"{owner};", []).append(name)
    for call in calls_to(constants, wanted):
        mechanism, words, register = _SCHEDULING[f"{call.owner}{call.name}"]
        if register is not None and numbers_passed(constants, call, register) == {0}:
            continue
        for caller in callers_of_item(constants.code, call.code_item):
            yield _Seen(mechanism, caller, caller.class_name, (words,))


def _restarting(constants: Constants, hierarchy: Hierarchy) -> Iterator[_Seen]:
    """Services that start something, or set an alarm, when they are removed or destroyed."""
    dying: dict[int, int] = {}
    for name in ("onTaskRemoved", "onDestroy"):
        for method, item in definitions_of(constants, name):
            owner = constants.code.dex.method_class(method)
            if name == "onTaskRemoved" or _SERVICE in hierarchy.above(owner):
                dying[item] = method
    if not dying:
        return
    for call in (*calls_named(constants, _STARTS[:2]), *calls_to(constants, _ALARMS)):
        if call.code_item in dying:
            caller = caller_named(constants.code, dying[call.code_item])
            yield _Seen("restart", caller, caller.class_name, (call.name,))


def _one_pixel(constants: Constants, hierarchy: Hierarchy) -> Iterator[_Seen]:
    for caller in one_pixel_windows(constants, hierarchy):
        yield _Seen("one_pixel_window", caller, caller.class_name, ("1 x 1",))


def _own_names(declared: Iterable[Fact], own: Collection[str]) -> frozenset[str]:
    """The classes of the app's components, and the actions in the app's name that they answer."""
    prefixes = tuple(f"{package}." for package in own)
    components = [fact for fact in declared if isinstance(fact, ComponentFact)]
    actions = {action for fact in components for action in fact.actions if action.startswith(prefixes)}
    return frozenset({fact.name for fact in components} | actions)


def _starting_others(
    constants: Constants, words: ConductWords, own: Collection[str], own_names: Collection[str]
) -> Iterator[_Seen]:
    """Calls that start a service or screen of a package that the same method names."""
    starts = list(calls_named(constants, (*_STARTS, *_SCREENS))) if own else []
    items = {call.code_item for call in starts}
    packages: dict[int, set[str]] = {}
    for call in calls_to(constants, {_INTENT: ("setPackage", "setClassName"), _COMPONENT_NAME: ("<init>",)}):
        if call.code_item not in items:
            continue
        named = texts_passed(constants, call, 1)
        foreign = [name for name in named if "." in name and name not in own and not words.system_package.search(name)]
        if foreign and (_is_own_elsewhere(constants, call, named, own, own_names) or _is_only_a_proof(constants, call)):
            continue
        packages.setdefault(call.code_item, set()).update(foreign)
    for call in starts:
        mechanism: SelfStartMechanism = "other_app_start" if call.name in _SCREENS else "other_app_service"
        for package in sorted(packages.get(call.code_item, ())):
            for caller in callers_of_item(constants.code, call.code_item):
                yield _Seen(mechanism, caller, package, (call.name,))


def _is_own_elsewhere(
    constants: Constants, call: Call, named: Collection[str], own: Collection[str], own_names: Collection[str]
) -> bool:
    """Whether a call chooses between the app's own package and another, for a component that is the app's own.

    An app of several editions names the package of the one that runs.
    """
    if own_names and any(name in own for name in named):
        loads = constants.texts
        held = loads.target[loads.code_item == call.code_item]
        return any(constants.code.dex.string(int(text)) in own_names for text in held)
    return False


def _is_only_a_proof(constants: Constants, call: Call) -> bool:
    """Whether the intent that a call names a package for goes into a PendingIntent and nowhere else.

    The services of Google ask for such an intent as a proof of who calls, and nobody sends it. One that is sent, or
    that an alarm sends, is none.
    """
    if call.owner != _INTENT:
        return False
    body, index = constants.at(call.instruction)
    register = body.sources(index)[0] if index < len(body) else -1
    definitions = body.definitions(index, register) if register >= 0 else ()
    if len(definitions) != 1 or definitions[0] < 0 or body.opcodes[definitions[0]] != NEW_INSTANCE:
        return False
    dex, readers = constants.code.dex, list(body.readers(definitions[0], register))
    called = [constants.callee(body, reader) for reader in readers]
    owners = [dex.method_class(method) if method >= 0 else "" for method in called]
    of_intents = [reader for reader, owner in zip(readers, owners, strict=True) if owner == _INTENT]
    is_kept = any(
        register in body.sources(reader)[1:] or (reader + 1 < len(body) and body.opcodes[reader + 1] in MOVE_RESULTS)
        for reader in of_intents
    )
    if is_kept or _PENDING_INTENT not in owners or not set(owners) <= {_INTENT, _PENDING_INTENT}:
        return False
    senders = calls_to(constants, {_ALARM_MANAGER: (), _PENDING_INTENT: ("send",)})
    return all(each.code_item != call.code_item for each in senders)


def _shell(constants: Constants, words: ConductWords, own: Collection[str]) -> Iterator[_Seen]:
    """Shell commands that start components: of the app itself over and over, as watchdogs do, or of other apps."""
    code: DexCode = constants.code
    strings = [index for start in _SHELL_STARTS for index in code.dex.strings_with_prefix(start)]
    if not strings:
        return
    executing: dict[int, list[int]] = {}
    for call in calls_to(constants, _SHELLS):
        executing.setdefault(call.code_item, []).append(call.instruction)
    asking = set(items_calling(constants, ("getPackageName",)))
    loads = constants.texts
    for position in np.flatnonzero(is_among(loads.target, strings)):
        item = int(loads.code_item[position])
        text = code.dex.string(int(loads.target[position]))[:80]
        named = _IN_COMMAND.search(text)
        package = named.group(1) if named else next(iter(own), "") if item in asking else ""
        if item not in executing or not package:
            continue
        for caller in callers_of_item(code, item):
            if package in own:
                if any(_is_in_loop(code, item, instruction) for instruction in executing[item]):
                    yield _Seen("native_daemon", caller, caller.class_name, (text,))
            elif words.system_package.search(package) is None:
                yield _Seen("other_app_service", caller, package, (text,))


def _is_in_loop(code: DexCode, item: int, instruction: int) -> bool:
    """Whether an instruction of the file stands between a branch back and where that leads."""
    method = read_method(code, item)
    if method is None:
        return False
    at = instruction - method.first
    return any(target <= at <= index for index, targets in method.targets.items() for target in targets)
