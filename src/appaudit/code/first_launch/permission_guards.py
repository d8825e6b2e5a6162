"""Which instructions wait for a permission: what does not run when the app's checks of certain permissions say no.

Every method that checks a permission, itself or through a method of the app that does (a wrapper, whatever a shrinker
called it), is followed twice: once with the answers unknown, once with the refusals. What runs only in the first case
waits. Where a method asks for the version of the system as well, it is followed once for each system that matters.

Calls of the platform: https://developer.android.com/reference/android/content/Context#checkSelfPermission(java.lang.String),
checked 2026-11-27. Androidx's are named and typed like the platform's.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from appaudit.code.first_launch.consent_flags import COMPUTED, computed
from appaudit.code.first_launch.permission_lists import NAMES as LIST_METHODS
from appaudit.code.first_launch.permission_lists import OWNERS as LIST_OWNERS
from appaudit.code.first_launch.permission_lists import said_by_list
from appaudit.code.first_launch.systems import systems_from, version_field
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.links import FileLinks, Flags, Indices
from appaudit.code.values.control_flow import MethodCode, NothingKnown, follow, read_method
from appaudit.code.values.marked_values import EachOf, Value
from appaudit.dex import invoke_edges, string_constants
from appaudit.dex.hashes import hash_texts
from appaudit.dex.tables import distinct, is_among
from appaudit.model.record import record

DENIED, GRANTED = -1, 0
"""`PackageManager.PERMISSION_DENIED` and `PERMISSION_GRANTED`."""
_CHECKS = ("checkSelfPermission", "checkCallingOrSelfPermission", "checkPermission")
#: Asks about whoever calls through a binder, and says no where nobody does:
#: https://developer.android.com/reference/android/content/Context#checkCallingPermission(java.lang.String), checked
#: 2026-11-29, not opened.
OF_CALLER = "checkCallingPermission"
#: What libraries ask of all of some permissions, and answer with a truth value; their sources, checked 2026-11-30, not
#: opened. They sort permissions into lists, or ask objects of their own, which nothing follows.
_OF_ALL = (
    ("Lcom/blankj/utilcode/util/PermissionUtils;", "isGranted"),
    ("Lcom/hjq/permissions/XXPermissions;", "isGranted"),
    ("Lcom/hjq/permissions/XXPermissions;", "isGrantedPermission"),
    ("Lcom/hjq/permissions/XXPermissions;", "isGrantedPermissions"),
    ("Lcom/yanzhenjie/permission/AndPermission;", "hasPermissions"),
    ("Lpub/devrel/easypermissions/EasyPermissions;", "hasPermissions"),
)
_NO_ANSWERS = ("V", "J", "D", "F")
_TEXT = "Ljava/lang/String;"
#: What names of permissions have in common.
_PERMISSION = ".permission."
#: Wrappers of wrappers that are looked into.
_DEPTH = 3
#: Methods followed at most; more of them check permissions in no app that people wrote.
_MOST_METHODS, _MOST_CALLS = 3_000, 6_000


@record(kw_only=False, frozen=False)
class Waiting:
    """What waits for permissions.

    `instructions` are counted over all files, ascending; `names` are the permissions that were asked for, by file and
    code item.
    """

    instructions: NDArray[np.int64]
    names: dict[tuple[int, int], tuple[str, ...]]

    def names_at(self, file: int, item: int) -> tuple[str, ...]:
        """The permissions that code of an item waits for."""
        return self.names.get((file, item), ())


NOTHING = Waiting(np.empty(0, dtype=np.int64), {})


class PermissionGuards:
    """The checks of an app.

    Args:
        graph: The methods.
        min_sdk: The lowest system that the app installs on.
        package: The name of its package, which checks may name; not known by default.
    """

    def __init__(self, graph: CallGraph, min_sdk: int, package: str = "") -> None:
        self._graph = graph
        self._min_sdk = min_sdk
        self._files = [_FileChecks(graph, index) for index in range(len(graph.links.files))]
        self._wrappers = self._find_wrappers()
        self._codes: dict[int, tuple[int, int, MethodCode] | None] = {}
        self._granted = _Granted(self, package)
        self._any = (_Whatever(self, GRANTED), _Whatever(self, DENIED))

    def __bool__(self) -> bool:
        return any(file.has_checks for file in self._files)

    def waiting(self, refused: frozenset[str], methods: Flags, since: int = 0) -> Waiting:
        """What does not run while these permissions are refused.

        Args:
            refused: Their names.
            methods: The methods that are looked at.
            since: The lowest system that counts.
        """
        if not refused or not self:
            return NOTHING
        systems = systems_from(max(self._min_sdk, since))
        search = _Search(self, refused)
        places: list[int] = []
        names: dict[tuple[int, int], tuple[str, ...]] = {}
        left = _MOST_METHODS
        for index, file in enumerate(self._files):
            for item in file.items_asking(self._wrappers):
                if not left or not methods[file.file.item_method[item]]:
                    continue
                left -= 1
                found, asked = search.waiting_in(index, item, systems)
                if found:
                    base = int(self._graph.first_instruction[index])
                    places += [base + place for place in found]
                    names[index, item] = tuple(sorted(asked))
        return Waiting(distinct(np.array(places, dtype=np.int64)), names)

    def code_of(self, method: int) -> tuple[int, int, MethodCode] | None:
        """File, code item and code of a method; None where it has none that can be followed."""
        if method not in self._codes:
            file, item = self._graph.code_of(method)
            code = read_method(file.code, item) if item >= 0 else None
            index = self._graph.links.files.index(file)
            self._codes[method] = None if code is None else (index, item, code)
        return self._codes[method]

    def is_wrapper(self, method: int) -> bool:
        """Whether a method of the app gives the answer of a check, as far as its type and its calls say."""
        return method in self._wrappers

    def when_granted(self, method: int, arguments: tuple[Value, ...]) -> Answer | None:
        """What a wrapper says where all is granted that it asks for; None where it asks for more than permissions."""
        answer = self._granted.result(method, arguments, 0, 0) if self.is_wrapper(method) else None
        return answer if answer and isinstance(answer.value, int) else None

    def decided_by_grants(self, method: int, arguments: tuple[Value, ...]) -> Answer | None:
        """What a wrapper says where all is granted, whatever that is; None where that does not hang on grants alone."""
        if not self.is_wrapper(method):
            return None
        granted, refused = (each.result(method, arguments, 0, 0) for each in self._any)
        return granted if isinstance(granted.value, int) and granted.value != refused.value else None

    def file(self, index: int) -> _FileChecks:
        """The checks of a file."""
        return self._files[index]

    def _find_wrappers(self) -> frozenset[int]:
        found: set[int] = set()
        asked: frozenset[int] = frozenset()
        for _ in range(_DEPTH):
            fresh = {method for file in self._files for method in file.answering(asked)} - found
            if not fresh:
                break
            found |= fresh
            asked = frozenset(found)
        return frozenset(method for method in found if not self._graph.overridden.has(method))


class _FileChecks:
    """The checks of one file, and what calls them."""

    def __init__(self, graph: CallGraph, index: int) -> None:
        self.file: FileLinks = graph.links.files[index]
        self.resolved: Indices = graph.resolved[index]
        self._graph = graph
        dex = self.file.code.dex
        self.checks = self._named(_CHECKS)
        self.of_caller = self._named((OF_CALLER,))
        self.of_all = self._of_libraries()
        self.of_lists = self._of_lists()
        self.reflecting = self._reflecting_items()
        self.has_checks = bool(self.checks or self.of_all or self.reflecting)
        self.version_field = version_field(dex)
        self._calls = invoke_edges(self.file.code.instructions)
        self._saying_nothing: dict[int, bool] = {}

    def says_nothing(self, method: int, guards: PermissionGuards) -> bool:
        """Whether a call decides nothing, whatever it passes, in an item that calls nothing by reflection."""
        found = self._saying_nothing.get(method)
        if found is None:
            resolved = int(self.resolved[method])
            is_asking = method in self.checks or method in self.of_caller or method in self.of_all
            is_asking |= method in self.of_lists
            is_asking |= resolved >= 0 and guards.is_wrapper(resolved)
            found = not is_asking and self.file.code.dex.method_name(method) not in COMPUTED
            self._saying_nothing[method] = found
        return found

    def items_asking(self, wrappers: Collection[int]) -> list[int]:
        """The code items that check a permission, themselves or through one of these methods."""
        return sorted(self._items(wrappers))

    def answering(self, wrappers: Collection[int]) -> list[int]:
        """The methods of the file that do so and return a flag, a number or an object, which may be none."""
        items = np.array(self.items_asking(wrappers), dtype=np.int64)
        owners = self.file.item_method[items]
        index = self.file.code.class_data.method_index[owners - self.file.first_method]
        gives = ~is_among(self.file.method_returns[index], hash_texts(_NO_ANSWERS))
        found: list[int] = owners[gives].tolist()
        return found

    def _named(self, names: Sequence[str]) -> frozenset[int]:
        """The method identifiers of checks of these names."""
        dex = self.file.code.dex
        named = np.flatnonzero(is_among(self.file.method_name, hash_texts(names)))
        return frozenset(
            method for method in named.tolist() if _takes_name(dex.prototype(int(dex.method_ids["proto"][method])))
        )

    def _of_libraries(self) -> frozenset[int]:
        """The method identifiers of questions of libraries for all of some permissions."""
        dex, wanted = self.file.code.dex, set(_OF_ALL)
        named = np.flatnonzero(is_among(self.file.method_name, hash_texts([name for _, name in _OF_ALL]))).tolist()
        return frozenset(each for each in named if (dex.method_class(each), dex.method_name(each)) in wanted)

    def _of_lists(self) -> frozenset[int]:
        """The method identifiers of what makes lists and takes out of them; none where nothing checks permissions."""
        if not (self.checks or self.of_all):
            return frozenset()
        dex = self.file.code.dex
        owners = np.zeros(len(dex.type_ids), dtype=bool)
        owners[np.concatenate([dex.types_with_prefix(prefix) for prefix in LIST_OWNERS])] = True
        named = is_among(self.file.method_name, hash_texts(sorted(LIST_METHODS)))
        return frozenset(np.flatnonzero(named & owners[dex.method_ids["class_type"]]).tolist())

    def _items(self, wrappers: Collection[int]) -> set[int]:
        known = np.zeros(len(self.file.code.dex.method_ids), dtype=bool)
        known[list(self.checks | self.of_caller | self.of_all)] = True
        if wrappers:
            known |= is_among(self.resolved, np.array(sorted(wrappers), dtype=np.int64))
        return set(self._calls.code_item[self._calls.to_any(known)].tolist()) | self.reflecting

    def _reflecting_items(self) -> set[int]:
        """Code items that name a check as a text and call something by reflection."""
        dex = self.file.code.dex
        texts = [index for index in map(dex.find_string, _CHECKS) if index >= 0]
        if not texts:
            return set()
        loads = string_constants(self.file.code.instructions)
        return set(loads.code_item[is_among(loads.target, texts)].tolist())


class _Search:
    """Follows methods under one set of refusals, and keeps what calls of wrappers come to."""

    #: What is noted of questions about whoever calls through a binder; nothing where they may say anything.
    of_caller: frozenset[str] = frozenset()
    sees_failures = True

    def __init__(self, guards: PermissionGuards, refused: frozenset[str]) -> None:
        self.guards = guards
        self._refused = refused
        self._results: dict[tuple[int, tuple[Value, ...], int], Answer] = {}
        self._left = _MOST_CALLS

    def checked(self, texts: Sequence[str]) -> tuple[Value, list[str]]:
        """What a check says that is passed these texts, and the permissions that are noted of it."""
        permission = texts[0] if texts else ""
        asked = permission.texts() if isinstance(permission, EachOf) else [permission]
        return (DENIED, asked) if asked and self._refused.issuperset(asked) else (None, [])

    def waiting_in(self, index: int, item: int, systems: Sequence[int]) -> tuple[list[int], set[str]]:
        """The instructions of an item that wait, and for which permissions."""
        code = read_method(self.guards.file(index).file.code, item)
        # Whatever the system: an answer that differs from one to the other is unknown.
        answers = _Answers(self, index, item)
        first = None if code is None else follow(code, answers)
        if code is None or first is None or not answers.asked:
            return [], set()
        runs = [first.runs]
        if answers.met_version:
            outcomes = [follow(code, _Answers(self, index, item, system)) for system in systems]
            runs = [outcome.runs for outcome in outcomes if outcome is not None]
            if len(runs) < len(systems):
                return [], set()
        whenever = follow(code, NothingKnown())
        if whenever is None:
            return [], set()
        at_all = enumerate(whenever.runs)
        found = [code.first + place for place, does in at_all if does and not any(run[place] for run in runs)]
        return found, answers.asked

    def result(self, method: int, arguments: tuple[Value, ...], system: int, depth: int) -> Answer:
        """What a wrapper returns for arguments on a system, 0 for any."""
        key = (method, arguments, system)
        known = self._results.get(key)
        if known is not None:
            return known
        self._results[key] = Answer()  # for one that calls itself
        found = self.guards.code_of(method)
        if found is None or depth >= _DEPTH or not self._left:
            return self._results[key]
        self._left -= 1
        index, item, code = found
        items = code.code.items
        entry = int(items.registers[item]) - int(items.incoming[item])
        answers = _Answers(self, index, item, system, arguments, depth + 1)
        given = {entry + place: value for place, value in enumerate(arguments) if value is not None}
        outcome = follow(code if self.sees_failures else replace(code, handlers={}, _leaders=None), answers, given)
        if outcome is not None:
            value = next(iter(outcome.returned)) if len(outcome.returned) == 1 and answers.asked else None
            self._results[key] = Answer(value, frozenset(answers.asked), answers.met_version)
        return self._results[key]


class _Granted(_Search):
    """Follows methods that check any permissions of the app's own, all of which are granted, while nobody calls it."""

    sees_failures = False  # a check of what is granted throws nothing
    of_caller = frozenset((OF_CALLER,))

    def __init__(self, guards: PermissionGuards, package: str) -> None:
        super().__init__(guards, frozenset())
        self._package = package

    def checked(self, texts: Sequence[str]) -> tuple[Value, list[str]]:
        """Yes to every permission; nothing is known of those of other packages."""
        if len(texts) != 1 + (self._package in texts[1:]):
            return None, []
        asked = texts[0].texts() if isinstance(texts[0], EachOf) else [texts[0]]
        return (GRANTED, asked) if asked and all(_PERMISSION in each for each in asked) else (None, [])


class _Whatever(_Search):
    """Follows methods where every permission is granted, or refused, whichever it is."""

    def __init__(self, guards: PermissionGuards, answer: int) -> None:
        super().__init__(guards, frozenset())
        self.sees_failures = False
        self._answer = answer

    def checked(self, texts: Sequence[str]) -> tuple[Value, list[str]]:
        """The one answer; of a permission that is not known nothing but that it was asked for."""
        return self._answer, texts[0].texts() if texts and isinstance(texts[0], EachOf) else list(texts[:1]) or [""]


@record(kw_only=False)
class Answer:
    """What a wrapper returns, the permissions that it asked for, and whether it looked at the system."""

    value: Value = None
    asked: frozenset[str] = frozenset()
    met_version: bool = False


class _Answers(NothingKnown):
    """Answers for one pass over a method: checks of what is refused say no, and the system is one or not known."""

    follows_arrays = True

    def __init__(
        self, search: _Search, index: int, item: int, system: int = 0, given: tuple[Value, ...] = (), depth: int = 0
    ) -> None:
        self._search = search
        self._file = search.guards.file(index)
        self._is_reflecting = item in self._file.reflecting
        self._dex = self._file.file.code.dex
        self._system = system
        self._given = given
        self._depth = depth
        self.asked: set[str] = set()
        self.met_version = False

    def call(self, method: int, arguments: Sequence[Value]) -> Value:
        """What a call returns; None for everything that no check decides."""
        if method >= len(self._dex.method_ids):
            return None
        if not self._is_reflecting and self._file.says_nothing(method, self._search.guards):
            return None
        name = self._dex.method_name(method)
        if method in self._file.of_lists:
            return said_by_list(self._dex, method, arguments)
        plain = computed(name, arguments)
        if plain is not None:
            return plain
        if method in self._file.checks:
            return self._checked(arguments)
        if method in self._file.of_all:
            answer = self._checked(arguments)
            return answer if answer is None else int(answer == GRANTED)
        if method in self._file.of_caller:
            self.asked |= self._search.of_caller
            return DENIED if self._search.of_caller else None
        if self._is_reflecting and name == "invoke":
            return self._checked(self._given)
        resolved = int(self._file.resolved[method])
        if resolved < 0 or not self._search.guards.is_wrapper(resolved):
            return None
        result = self._search.result(resolved, tuple(arguments), self._system, self._depth)
        self.asked |= result.asked
        self.met_version |= result.met_version
        return result.value

    def _checked(self, arguments: Sequence[Value]) -> Value:
        value, asked = self._search.checked([text for text in arguments if isinstance(text, str)])
        self.asked.update(asked)
        return value

    def read(self, field_index: int) -> Value:
        """The version of the system, where one is given."""
        if field_index != self._file.version_field:
            return None
        self.met_version = True
        return self._system or None


def _takes_name(prototype: str) -> bool:
    return prototype.endswith(")I") and _TEXT in prototype
