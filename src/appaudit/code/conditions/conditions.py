"""What else decides whether an instruction runs at the first launch of an app, beside a stored consent.

Asked of the methods of one chain, not of the whole app. A branch that goes the needed way at a first launch (a flag
that nothing has set yet, a setting that falls back on its default, a version that every supported system has) decides
nothing, nor does a check that something is there at all: what is left is named.

Calls of the platform: https://developer.android.com/reference, checked 2026-11-25.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from appaudit.code.conditions.choices import decisions_and_choices
from appaudit.code.conditions.comparisons import COMPARISONS, compared, compares_literals, needed
from appaudit.code.conditions.condition_names import (
    ANY_ELEMENT,
    CANCELLED,
    MAIN_PROCESS,
    asks_if_in_front,
    is_for_main_process,
    is_for_other_process,
    named_by,
)
from appaudit.code.conditions.listed_keys import ListedKeys
from appaudit.code.conditions.main_process import MainProcess
from appaudit.code.conditions.orders import Orders
from appaudit.code.conditions.self_checks import SelfChecks
from appaudit.code.conditions.sign_ins import asked_sign_in
from appaudit.code.conditions.stored_answers import StoredAnswers
from appaudit.code.conditions.stored_gates import StoredGates
from appaudit.code.conditions.system_tests import NEWEST_SDK, UPPER, SystemTests
from appaudit.code.conditions.unlikely_failures import UnlikelyFailures
from appaudit.code.first_launch.condition_sources import sources_of
from appaudit.code.first_launch.emptiness import asks_for_object, asks_what_is_empty
from appaudit.code.first_launch.ending_calls import ends_before
from appaudit.code.first_launch.fallbacks import Readings
from appaudit.code.first_launch.first_launch import FirstLaunch
from appaudit.code.first_launch.first_values import PRESENCE, SDK_INT, UNKNOWN_KEY, FirstReturns, FirstValues
from appaudit.code.first_launch.flag_writes import (
    conditions_of_setting,
    field_asked,
    is_changed_at_launch,
    is_stored_before,
)
from appaudit.code.first_launch.kept_by_key import KeptByKey
from appaudit.code.first_launch.permission_guards import OF_CALLER
from appaudit.code.first_launch.permission_wrappers import PermissionWrappers
from appaudit.code.first_launch.restored import RESTORED, Restored
from appaudit.code.first_launch.systems import runs_on_some, version_field
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import MethodCode
from appaudit.code.values.dependence import Decision
from appaudit.code.values.registers import MethodBody
from appaudit.dex.branches import switch_keys
from appaudit.dex.opcodes import (
    IF_EQ,
    IF_EQZ,
    STATIC_READS,
    SWITCHES,
    TESTS,
    ZERO_TESTS,
)
from appaudit.model.condition import DOUBTFUL, NOT_AT_FIRST_LAUNCH, OLDEST_TODAY, Condition, doubt_of

_Told = tuple[Condition, ...]
#: Kinds of conditions that the app's own state may decide.
_OF_STATE: Final = ("other", "stored", "comparison", "exception", "signed_in")
#: Stands beside a test that no system passes which the app installs on: what waits for it never runs.
NEVER = Condition(kind="device", subject="", method="")
_OF_CALLER: Final = f"android.content.Context.{OF_CALLER}"


class Conditions:
    """Answers what decides whether instructions of an app's methods run at a first launch.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        min_sdk: The lowest system that the app installs on, -1 where that is not known.
        settled: Fields on which a branch decides nothing that is not known, by class (a descriptor) and name.
        given: Permissions that the app has from the start: asking for one decides nothing.
        orders: What waits for somebody's word; nothing by default.
        launch: What is known of settings and fields at launch; nothing by default.
        package: The name of the app's package, by which its main process is called; not known by default.
        readings: What is read from the system; nothing is known of that by default.
        wrappers: Which branches take the answer of a check of permissions; not known by default.
        suspended: What says that a function has to wait, by class (a descriptor) and name; nothing by default.
    """

    def __init__(
        self,
        graph: CallGraph,
        files: Sequence[Constants],
        min_sdk: int = -1,
        settled: frozenset[tuple[str, str]] = frozenset(),
        given: frozenset[str] = frozenset(),
        orders: Orders | None = None,
        launch: FirstLaunch | None = None,
        package: str = "",
        readings: Readings | None = None,
        wrappers: PermissionWrappers | None = None,
        suspended: frozenset[tuple[str, str]] = frozenset(),
    ) -> None:
        self._graph = graph
        self._suspended = suspended
        self._wrappers = wrappers
        self._readings = readings
        self._launch = launch
        self._package = package
        self._orders = orders
        self._settled = settled
        self._given = given
        self._files = files
        self._process = MainProcess(graph, files)
        self._self_checks = SelfChecks(graph, files, launch) if launch else None
        self._restored = Restored(graph, files)
        self._failures = UnlikelyFailures(graph, files)
        self._kept_by_key = KeptByKey(graph)
        self._listed_keys = ListedKeys(files)
        shipped, held = (launch.shipped, launch.held) if launch else (None, lambda file, field: None)
        self._returns = FirstReturns(files, graph, shipped, held)
        self._values = [FirstValues(constants, self._returns) for constants in files]
        self._gates = StoredGates(graph, files, self._values)
        self._answers = StoredAnswers(graph, files, self._returns.of)
        self._systems = SystemTests(self._values, min_sdk)
        self._known: dict[tuple[int, int, frozenset[int]], tuple[Condition, ...]] = {}
        self._decided: dict[tuple[int, int, frozenset[int]], list[Decision] | None] = {}
        self._sides: dict[tuple[int, int, int], tuple[frozenset[int] | None, frozenset[str]]] = {}
        self._asked: dict[tuple[int, int, frozenset[int]], dict[int, Condition | None]] = {}
        self._today: dict[tuple[int, int], dict[int, frozenset[int]]] = {}
        self._is_inside = False  # of the setting of a flag: what that waits for may hang on flags, which ends there

    def of(self, file: int, item: int, instructions: Collection[int]) -> tuple[Condition, ...]:
        """What decides whether any of these instructions runs.

        Args:
            file: The file, by its place among the graph's.
            item: The code item that holds them.
            instructions: Positions in the instruction arrays of the file.
        """
        key = (file, item, frozenset(instructions))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = tuple(dict.fromkeys(self._find(*key)))
        return found

    def decided(
        self, file: int, item: int, instructions: frozenset[int]
    ) -> tuple[MethodCode, list[Decision] | None] | None:
        """The code of an item and the branches that decide whether any of these instructions runs.

        None where the code cannot be read; no list where nothing but an exception leads there.
        """
        method = self._files[file].method_code(item)
        if method is None or not instructions:
            return None
        key = (file, item, instructions)
        if key not in self._decided:
            wanted = {instruction - method.first for instruction in instructions}
            self._decided[key] = self.decided_with(file, method, item, wanted)
        return method, self._decided[key]

    def decided_with(
        self,
        file: int,
        method: MethodCode,
        item: int,
        wanted: Collection[int],
        taken: Mapping[int, Collection[int]] | None = None,
    ) -> list[Decision] | None:
        """The branches that decide, in order, where it is known of some where they go."""
        return decisions_and_choices(self._files[file], self._files[file].body(item), method, wanted, taken)

    def of_branches(self, file: int, item: int, instructions: frozenset[int]) -> dict[int, Condition | None]:
        """What each branch asks that decides whether any of these instructions runs; by its number in the method."""
        key = (file, item, instructions)
        if key not in self._asked:
            self._asked[key] = self._of_branches(*key)
        return self._asked[key]

    def _of_branches(self, file: int, item: int, instructions: frozenset[int]) -> dict[int, Condition | None]:
        decided, body = self.decided(file, item, instructions), self._files[file].body(item)
        if decided is None or not body.is_read:
            return {}
        method, found = decided
        name = self._graph.name_of(int(self._graph.links.files[file].item_method[item]))
        places = [instruction - method.first for instruction in instructions]
        return {each.index: self._condition(file, body, method, each, name, places) for each in found or ()}

    def _find(self, file: int, item: int, instructions: frozenset[int]) -> list[Condition]:
        decided = self.decided(file, item, instructions)
        if decided is None:
            return []
        method, found = decided
        links = self._graph.links.files[file]
        name = self._graph.name_of(int(links.item_method[item]))
        if found is None:
            places = [instruction - method.first for instruction in instructions]
            is_unlikely = self._failures.lead_to(file, method, self._files[file].body(item), places)
            return [Condition(kind="unlikely_exception" if is_unlikely else "exception", subject="catch", method=name)]
        body = self._files[file].body(item)
        if not body.is_read:
            return []
        places = [instruction - method.first for instruction in instructions]
        found = self._at_first_launch(file, body, method, found, places)
        named = [self._condition(file, body, method, decision, name, places) for decision in found]
        conditions = [condition for condition in named if condition is not None]
        is_told = doubt_of(each for each in conditions if each.kind != "signed_in") >= DOUBTFUL or any(
            condition.kind in NOT_AT_FIRST_LAUNCH for condition in conditions
        )
        is_open = any(condition.kind in _OF_STATE and condition != ANY_ELEMENT for condition in conditions)
        constants, values = self._files[file], self._values[file]
        asks = (
            asks_for_object(constants, body, at) or values.asks_if_there(body, at) for at in (e.index for e in found)
        )
        if is_open or (not is_told and any(asks)):
            failed = {} if is_told else self._failed(file, body, method, found, places)
            told = {condition.subject for condition in failed.values()}
            held = set() if failed else self._held(file, body, found)
            conditions = list(failed.values()) + [
                condition
                for decision, condition in zip(found, named, strict=True)
                if condition is not None
                and condition.subject not in told
                and decision.index not in held
                and (decision.index not in failed or condition.kind != "other")
            ]
        for decision, condition in zip(found, named, strict=True):
            if condition is None or (condition.kind == "other" and condition in conditions):
                gates, waits_for = self._of_flag(file, body, decision, is_object=condition is None)
                if condition and gates:  # a setting by which what is asked says no is that check, under a better name
                    conditions.remove(condition)
                conditions += gates + waits_for
        may_never_hold = any(
            compares_literals(body, decision.index) or self._systems.is_on_none(file, body, decision)
            for decision in found
        )
        if may_never_hold and not runs_on_some(method, places, self._systems.lowest):
            conditions.append(NEVER)
        ends = None if found or self._launch is None else ends_before(self._launch, file, body, places)
        return [*conditions, Condition(kind="unset", subject=ends, method=name)] if ends else conditions

    def _of_flag(self, file: int, body: MethodBody, decision: Decision, *, is_object: bool) -> tuple[_Told, _Told]:
        """Settings that say no to what a branch asks for, and what has to hold for that flag, or object, to be set."""
        needs = needed(body.opcodes[decision.index], decision)
        gates = () if is_object or needs is None else self._gates.against(file, body, decision.index, needs=needs)
        if self._launch is None or self._is_inside or not needs:
            return gates, ()
        asked = field_asked(self._graph, self._launch, file, body, decision.index)
        if asked is None or asked.has_objects is not is_object:
            return gates, ()
        self._is_inside = True
        waits_for = conditions_of_setting(self._graph, self._launch, self._find, asked.file, asked.field)
        self._is_inside = False
        return gates, waits_for

    def _at_first_launch(
        self, file: int, body: MethodBody, method: MethodCode, found: list[Decision], places: Sequence[int]
    ) -> list[Decision]:
        """The decisions left when settings have their defaults, on systems in use today; all where none are."""
        key = (file, body.code_item)
        if found and key not in self._today:
            self._today[key] = self._taken_today(file, body, method)
        today = self._today.get(key)
        item = body.code_item
        on_all = self.decided_with(file, method, item, places, today) if today else None
        found = found if on_all is None else on_all
        taken = {}
        for decision in found if len(found) > 1 else ():
            sides = self._sides_at_first_launch(file, body, method, decision.index)
            if sides and sources_of(self._files[file], body, decision.index).stored_keys:
                taken[decision.index] = sides
        left = self.decided_with(file, method, item, places, {**(today or {}), **taken}) if taken else None
        return found if left is None else left

    def _taken_today(self, file: int, body: MethodBody, method: MethodCode) -> dict[int, frozenset[int]]:
        """Where comparisons with the version of the system go on all systems in use, those that go one way only."""
        field = version_field(self._files[file].code.dex)
        if not any(opcode in STATIC_READS and body.target(at) == field for at, opcode in enumerate(body.opcodes)):
            return {}
        found = {}
        for index, opcode in enumerate(body.opcodes):
            test = (
                self._systems.asked(file, body, index, jumps=True) if opcode in TESTS or opcode in ZERO_TESTS else None
            )
            is_split = test is None or (test[0] in ("==", "!=") and test[1] >= OLDEST_TODAY)
            ends = () if test is None or is_split else (OLDEST_TODAY, NEWEST_SDK - 1)
            holds = {dict(COMPARISONS)[test[0]](each, test[1]) for each in ends} if test else ()
            if len(holds) == 1:
                found[index] = frozenset((method.targets[index][0] if True in holds else index + 1,))
        return found

    def _condition(
        self,
        file: int,
        body: MethodBody,
        method: MethodCode,
        decision: Decision,
        name: str,
        places: Sequence[int],
    ) -> Condition | None:
        index = decision.index
        self._returns.asked.clear()
        sides = self._sides_at_first_launch(file, body, method, index)
        behind = sorted(self._returns.asked)
        needs = needed(body.opcodes[index], decision)
        if self._readings and needs is not None and not sides:
            missing = self._readings.missing(file, self._files[file], body, index, is_set=needs)
            if missing:
                return Condition(kind="fallback", subject=missing, method=name)
        if needs is not None and not sides and (key := self._waits_for_key(file, body, index, needs)):
            return Condition(kind="unstored", subject=key, method=name)
        if not sides and self._waits_for_restored(file, body, method, decision):
            return Condition(kind="empty", subject=RESTORED, method=name)
        constants, resolved = self._files[file], self._graph.resolved[file]
        if needs and not sides:
            signed_in = asked_sign_in(constants, resolved, body, index, self._returns.code_called)
            if signed_in:
                return Condition(kind="signed_in", subject=signed_in, method=name)
        if needs is not None and sides == frozenset() and (told := self._answered(file, body, method, index, needs)):
            return Condition(kind="unanswered", subject=told, method=name)
        if sides is not None and sides <= decision.sides:
            if needs and self._launch and is_changed_at_launch(self._graph, self._launch, file, body, index):
                return named_by(sources_of(constants, body, index), name, is_known=False)
            return None
        if self._orders and (ordered := self._orders.of_branch(file, body, method, index, decision.sides, name)):
            return ordered
        checked = self._wrappers.asked(file, self._files[file], body, index) if self._wrappers else None
        if checked:
            goes = method.targets[index][0] if checked.jumps else index + 1
            if OF_CALLER in checked.permissions:
                return None if goes in decision.sides else Condition(kind="unset", subject=_OF_CALLER, method=name)
            given = checked.are_all and self._given.issuperset(checked.permissions)
            wanted = ", ".join(checked.permissions) or sources_of(self._files[file], body, index).subject
            is_given = given and goes in decision.sides
            return None if is_given else Condition(kind="permission", subject=wanted, method=name)
        process = self._process.asked(file, body, index) if needs is not None else None
        if process:
            other = Condition(kind="other_process", subject=process[0], method=name)
            return None if process[1] is needs else other
        if self._self_checks and needs is not None and self._self_checks.holds_at_first(file, body, index, needs=needs):
            return None
        sources = sources_of(self._files[file], body, index)
        is_left_out = sides is not None and sides.isdisjoint(decision.sides) and not sources.stored_keys
        if is_left_out and asks_what_is_empty(self._files[file], body, index):
            return Condition(kind="empty", subject=sources.subject, method=name)
        if not sources.calls and len(sources.fields) == 1 and sources.fields[0] in self._settled:
            return None
        if (needs and is_for_main_process(sources, self._package)) or (
            needs is False and is_for_other_process(sources)
        ):
            return None
        if (needs is False and sources.first in CANCELLED) or (needs and asks_if_in_front(sources, name)):
            return None  # nobody has by then; the page is shown first
        if needs is False and MAIN_PROCESS.match(sources.first):
            return Condition(kind="other_process", subject=sources.subject, method=name)
        if not self._suspended.isdisjoint((*sources.fields, *sources.calls)):
            return None  # it goes on, now or later
        test = self._systems.asked(file, body, index, jumps=index + 1 not in decision.sides)
        if test:
            if self._systems.all_pass(test) or (test[0] in UPPER and runs_on_some(method, places, test[1] + 1)):
                return None  # newer systems come to one of these places on another way
            return Condition(kind="device", subject=f"Build.VERSION.SDK_INT {test[0]} {test[1]}", method=name)
        named = named_by(sources, name, is_known=sides is not None)
        if named and named.kind == "comparison" and needs and self._listed_keys.lacks(file, body, sources.texts):
            return Condition(kind="unlisted", subject=named.subject, method=name)
        if named is not None and named.kind == "permission" and set(named.subject.split(", ")) <= self._given:
            return None
        if named is None or not sides or not sides.isdisjoint(decision.sides):
            return named
        asked = sources.stored_keys if named.kind == "stored" else behind
        if not asked:
            return named
        subject = named.subject if named.kind == "stored" else ", ".join(filter(None, behind)) or named.subject
        are_known = (named.kind != "stored" or sources.are_keys_known) and UNKNOWN_KEY not in asked
        if are_known and (self._is_unstored(asked) or self._fails(file, body, decision)):
            return Condition(kind="unstored", subject=subject, method=name)
        is_seen = self._launch and is_stored_before(
            self._graph, self._launch, self._find, asked, file, method.first + index
        )
        return named if is_seen else Condition(kind="stored_first", subject=subject, method=name)

    def _answered(self, file: int, body: MethodBody, method: MethodCode, index: int, needs: bool) -> str:
        """The method whose answer its caller has just kept, where a branch goes on only if it gave nothing."""

        def is_run(place: int) -> bool:
            decided = self.decided(file, body.code_item, frozenset((method.first + place,))) or (method, None)
            sides = ((self._sides_at_first_launch(file, body, method, each.index), each) for each in decided[1] or ())
            return decided[1] is not None and all(to is not None and to <= each.sides for to, each in sides)

        return self._answers.missing(file, body, index, is_set=needs, is_run=is_run)

    def _waits_for_key(self, file: int, body: MethodBody, index: int, needs: bool) -> str:
        """The key that nothing at launch sets and that a branch needs something under."""
        key = self._kept_by_key.needed(file, self._files[file], body, index, is_set=needs)
        return key if key and self._is_unstored([key]) else ""

    def _waits_for_restored(self, file: int, body: MethodBody, method: MethodCode, decision: Decision) -> bool:
        """Whether a branch goes the needed way only for what an earlier run has written to a file."""
        said = self._restored.is_said(file, body, decision.index)
        if said is None:
            return False
        jumps = compared(body.opcodes[decision.index] - IF_EQZ, said, 0)
        return (method.targets[decision.index][0] if jumps else decision.index + 1) not in decision.sides

    def _failed(
        self, file: int, body: MethodBody, method: MethodCode, found: Sequence[Decision], places: Sequence[int]
    ) -> dict[int, Condition]:
        """What branches ask that cannot go the needed way with what settings and fields hold at launch, by number."""
        followed = self._launch.followed(file, body.code_item) if self._launch else None
        if followed is None or not any(followed.runs) or any(followed.runs[place] for place in places):
            return {}
        reached = [decision for decision in found if followed.runs[decision.index]]
        failing = [decision for decision in reached if not any(followed.runs[side] for side in decision.sides)]
        asked = [decision.index for decision in failing or reached or found]
        return {index: self._unmet(file, body, method, index) for index in asked}

    def _held(self, file: int, body: MethodBody, found: Sequence[Decision]) -> set[int]:
        """The branches that go the needed way with what settings and fields hold at launch, whatever else they may."""
        if self._launch is None or (followed := self._launch.followed(file, body.code_item)) is None:
            return set()
        reached = [each for each in found if followed.runs[each.index] and body.opcodes[each.index] not in SWITCHES]
        return {
            each.index
            for each in reached
            if each.index not in (followed.jumps if each.index + 1 in each.sides else followed.goes_on)
        }

    def _fails(self, file: int, body: MethodBody, decision: Decision) -> bool:
        """Whether a branch that runs cannot go the needed way with what settings and fields hold at launch."""
        followed = self._launch.followed(file, body.code_item) if self._launch else None
        if followed is None or not followed.runs[decision.index] or body.opcodes[decision.index] in SWITCHES:
            return False
        return decision.index not in (followed.goes_on if decision.index + 1 in decision.sides else followed.jumps)

    def _unmet(self, file: int, body: MethodBody, method: MethodCode, index: int) -> Condition:
        """A branch that cannot go the needed way at launch, by the settings that it asks or what else it does."""
        name = self._graph.name_of(int(self._graph.links.files[file].item_method[body.code_item]))
        self._returns.asked.clear()
        self._sides_at_first_launch(file, body, method, index)
        sources = sources_of(self._files[file], body, index)
        keys = (sources.stored_keys if sources.are_keys_known else []) or sorted(self._returns.asked - {UNKNOWN_KEY})
        if keys:
            return Condition(kind="unstored", subject=", ".join(keys), method=name)
        return Condition(kind="unset", subject=sources.subject or name, method=name)

    def _is_unstored(self, keys: Sequence[str]) -> bool:
        """Whether nothing at launch stores anything under any of these keys."""
        return self._launch is not None and UNKNOWN_KEY not in keys and not any(map(self._launch.stores, keys))

    def waits_for_act(self, condition: Condition) -> bool:
        """Whether a condition asks for settings that are seen to be stored, all of them only once a person acts."""
        keys = condition.subject.split(", ") if condition.kind == "unstored" else ()
        later = self._launch.is_stored_later if self._launch else None
        return later is not None and bool(keys) and self._is_unstored(keys) and all(map(later, keys))

    def _sides_at_first_launch(
        self, file: int, body: MethodBody, method: MethodCode, index: int
    ) -> frozenset[int] | None:
        """Where a branch goes when nothing was stored or set before; None where that is not known.

        A check that something is there goes either way, which decides nothing.
        """
        key = (file, body.code_item, index)
        if key not in self._sides:
            before, self._returns.asked = self._returns.asked, set()
            sides = self._find_sides(file, body, method, index)
            self._sides[key] = sides, frozenset(self._returns.asked)
            self._returns.asked = before
        sides, asked = self._sides[key]
        self._returns.asked |= asked
        return sides

    def _find_sides(self, file: int, body: MethodBody, method: MethodCode, index: int) -> frozenset[int] | None:
        opcode, registers = body.opcodes[index], body.sources(index)
        values = [self._values[file].of(body, index, register) for register in registers]
        if PRESENCE in values and opcode in ZERO_TESTS:
            return frozenset()
        if any(value is None or value is PRESENCE or value is SDK_INT for value in values):
            return None
        known = [value for value in values if isinstance(value, frozenset)]
        if opcode in SWITCHES:
            keys = switch_keys(self._files[file].code.dex, method.offsets[index])
            targets = method.targets[index]
            return frozenset(
                targets[keys.index(value)] if value in keys else index + 1
                for value in known[0]
                if isinstance(value, int)
            )
        seconds = known[1] if len(known) > 1 else frozenset((0,))
        first = IF_EQZ if opcode in ZERO_TESTS else IF_EQ
        outcomes = {compared(opcode - first, left, right) for left in known[0] for right in seconds}
        if None in outcomes or not outcomes:
            return None
        return frozenset(method.targets[index][0] if outcome else index + 1 for outcome in outcomes)
