"""What code runs at a first launch, with what settings and fields can hold before anybody does anything.

A method that launch reaches is followed with what its callers pass, what settings give that nothing at launch stores,
and what fields hold that nothing at launch sets otherwise. What is not known may be anything: an instruction is said
not to run only where all that it waits for is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Final

from appaudit.code.first_launch.condition_sources import Called, is_stored, shipped_value
from appaudit.code.first_launch.consent_flags import COMPUTED, computed_by
from appaudit.code.first_launch.first_enums import FirstEnums
from appaudit.code.first_launch.first_objects import FirstObjects, is_kept, is_parser
from appaudit.code.first_launch.first_values import CONTAINS, default_of
from appaudit.code.first_launch.intents import CREATES, given_by
from appaudit.code.first_launch.kept_contents import KEPT, KeptContents
from appaudit.code.first_launch.launch import OPENED, STARTED_WITH, Launch
from appaudit.code.first_launch.launch_fields import Followed, LaunchFields
from appaudit.code.first_launch.made_stores import MadeStores
from appaudit.code.first_launch.stored_keys import is_of_other_key
from appaudit.code.values.control_flow import MethodCode, NothingKnown, Outcome, follow
from appaudit.code.values.marked_values import NEVER, Fresh, Value, is_text, one_of
from appaudit.dex.opcodes import INVOKES, PLAIN_WRITES, RETURNS

#: How often what is known is made better: each time with what was known before of whoever calls, stores and sets.
_ROUNDS: Final = 3
#: Stands for the meta-data that the manifest states of the application, as the system hands them out. What is called
#: on them gives the value of a name, or the default: https://developer.android.com/reference/android/os/BaseBundle,
#: checked 2026-11-29, not opened.
META_DATA: Final = "\0metaData"
_APPLICATION_INFO: Final = "Landroid/content/pm/ApplicationInfo;"
#: What finds a resource by its name, 0 for none, with what it is passed, and the kind of resource that texts are:
#: https://developer.android.com/reference/android/content/res/Resources#getIdentifier(java.lang.String,%20java.lang.String,%20java.lang.String),
#: checked 2026-11-29, not opened.
_FINDS_RESOURCE: Final = ("Landroid/content/res/Resources;", "getIdentifier")
_TEXT: Final = "string"
#: Methods of one app that are followed in a round.
_MOST_FOLLOWED: Final = 3_000
#: Calls inside of calls that are followed for what they return, and instructions of each.
_MAX_CALLS, _MAX_BODY = 5, 120
_UNKNOWN: Final = _MAX_CALLS + 1
#: Ways in which fields of several values are combined.
_MOST_COMBINED: Final = 9


class FirstLaunch:
    """Answers for the methods of one app.

    Args:
        launch: What all rounds have in common.
        before: What an earlier round found; the first one takes it that everything runs and may be passed anything.
    """

    def __init__(self, launch: Launch, before: FirstLaunch | None = None) -> None:
        self._launch, self._before = launch, before
        self.begun: dict[int, list[int] | None] = {}  # what `flag_writes.begun_at` found
        self.leads_to_storing: dict[
            tuple[str, bool], frozenset[tuple[int, int]]
        ] = {}  # what `flag_writes` found as well
        self.files, self.times, self.is_stored_later = launch.files, launch.times, launch.is_stored_later
        self.is_overridden = launch.is_overridden
        followed = before.followed if before else _nothing
        self.fields = LaunchFields(launch.graph, launch.files, launch.times, launch.fields, followed)
        self._known: dict[tuple[int, int], Followed | None] = {}
        self._returns: dict[tuple[int, tuple[Value, ...]], tuple[Value, int]] = {}
        self._cut_short: dict[tuple[int, int, tuple[Value, ...]], Value] = {}
        self._calls_inside = 0
        self._deepest = 0  # the most calls inside of each other that the answer in hand has taken so far
        self._left = _MOST_FOLLOWED
        self._objects = FirstObjects(self)
        self._made = MadeStores(launch, before.followed, before.runs) if before else None
        knows_kept = before is not None and before._before is not None
        self._contents = KeptContents(launch, before, self.stores) if before and knows_kept else None

    def stores(self, key: str, opened: str = "", default: Value = None) -> bool:
        """Whether anything that runs at launch stores a setting under a key, in the file of this name if known.

        What stores the value that is taken where nothing is stored changes nothing.
        """
        before = self._before
        return any(
            before is None
            or (
                before.runs(*place)
                and not before.puts_under_others(*place, key)
                and not (default is not None and before.puts(*place, key, default))
            )
            for place in self._launch.stored(key, opened)
        )

    def puts_under_others(self, file: int, place: int, key: str) -> bool:
        """Whether a call that stores a setting stores it under other keys than this one, whenever it runs at launch."""
        body, index = self.files[file].at(place)
        followed = self.followed(file, body.code_item)
        passed = followed.passed.get(body.target(index)) if followed else None
        return bool(passed) and all(is_of_other_key(each, key) for each in passed or ())

    def storing(self, key: str) -> list[tuple[int, int]]:
        """The file and instruction of each call that runs at launch and may store a setting under a key."""
        return [place for place in self._launch.stored(key) if self.runs(*place)]

    def puts(self, file: int, place: int, key: str, value: int | str) -> bool:
        """Whether a call that stores a setting under a key stores this value, whenever it runs at launch."""
        body, index = self.files[file].at(place)
        followed = self.followed(file, body.code_item)
        passed = followed.passed.get(body.target(index)) if followed else None
        told = [each for each in passed or () if not is_of_other_key(each, key)]
        return bool(told) and all(each[-2:] == (key, value) for each in told)

    def surely_puts(self, file: int, place: int, key: str) -> bool:
        """Whether a call stores something that is known under this key alone, whenever it runs at launch."""
        body, index = self.files[file].at(place)
        passed = [self.files[file].argument_values(place, at) for at in range(len(body.sources(index)))]
        followed = self.followed(file, body.code_item)
        told = followed.passed.get(body.target(index)) if followed else None
        return frozenset((key,)) in passed and bool(told) and all(each[-1] is not None for each in told or ((None,),))

    def is_call_of(self, instruction: int, method: int) -> bool:
        """Whether an instruction, counted over all files, hands its registers to a method."""
        file, place = self._launch.graph.place_of(instruction)
        return self._launch.is_call_of(file, *self.files[file].at(place), method)

    def tells(self, instruction: int, method: int) -> bool:
        """Whether an instruction, counted over all files, stores a setting of which it tells a listener by that."""
        file, place = self._launch.graph.place_of(instruction)
        return self._launch.tells(file, *self.files[file].at(place), method)

    def stores_between(self, key: str, file: int, first: int, end: int) -> bool:
        """Whether any of some instructions of a file that runs at launch stores a setting under a key."""
        places = self._launch.stored(key)
        return any(number == file and first <= place < end and self.runs(file, place) for number, place in places)

    @property
    def shipped(self) -> Mapping[str, str]:
        """Settings in files of the package, by key."""
        return self._launch.shipped

    def runs(self, file: int, place: int) -> bool:
        """Whether an instruction of a file can run at launch."""
        if self._launch.is_guarded(file, place):
            return False
        code = self.files[file].code
        item = int(code.instructions.code_item[place])
        followed = self.followed(file, item)
        index = place - int(code.instructions.bounds_of(item)[0])
        return followed is None or index >= len(followed.runs) or bool(followed.runs[index])

    def held(self, file: int, field: int) -> frozenset[Value] | None:
        """All values that a field can hold at launch; None where that is not known."""
        return self.fields.of(file, field)

    def settings(self, file: int, field: int) -> list[tuple[int, int]] | None:
        """Where launch sets a field that begins with none, zero or false to anything else; None where not known."""
        return self.fields.settings(file, field)

    def calls_of(self, method: int) -> list[int] | None:
        """The calls of a method that run at launch, counted over all files; None where others may call it."""
        return self._running(self._launch.calls_of(method))

    def seen_calls_of(self, method: int) -> list[int] | None:
        """The same where code to which nothing is seen to lead at launch does not count."""
        return self._running(self._launch.seen_calls_of(method))

    def _running(self, calls: list[int] | None) -> list[int] | None:
        return calls and [each for each in calls if self.runs(*self._launch.graph.place_of(each))]

    def is_until_created(self, value: str) -> bool:
        """Whether a value stands for the intent of a page that has another one once it is created."""
        owner = value.removeprefix(STARTED_WITH)
        return value.startswith(STARTED_WITH) and self._launch.intents[owner].until_created

    def is_meta_data(self, file: int, field: int) -> bool:
        """Whether a field identifier of a file stands for the meta-data that the manifest states of the application."""
        dex = self.files[file].code.dex
        if self._launch.stated is None or field >= len(dex.field_ids) or dex.field_name(field) != "metaData":
            return False
        return dex.type_descriptor(int(dex.field_ids["class_type"][field])) == _APPLICATION_INFO

    def followed(self, file: int, item: int) -> Followed | None:
        """A code item followed with what is known at launch; None where it cannot be followed."""
        key = file, item
        if key not in self._known:
            if self._left <= 0:
                return None
            self._left -= 1
            self._known[key] = self._follow(file, item)
        return self._known[key]

    def taken(self, method: int) -> dict[int, tuple[int, ...]]:
        """Where branches of a method go at launch, those that go one way only; by their number in the method."""
        file, item = self._launch.graph.item_of(method)
        code = self._launch.method_code(file, item) if item >= 0 else None
        followed = self.followed(file, item) if code else None
        if code is None or followed is None:
            return {}
        decided = followed.jumps ^ followed.goes_on
        return {each: tuple(code.targets[each]) if each in followed.jumps else (each + 1,) for each in decided}

    def _follow(self, file: int, item: int) -> Followed | None:
        method = self._launch.method_code(file, item)
        if method is None:
            return None
        passed = self._passed(int(self._launch.graph.links.files[file].item_method[item]))
        if passed is None:
            return Followed(bytearray(len(method.offsets)), {}, {})  # whoever calls it does not run
        return self._follow_with(file, item, method, passed)

    def followed_with(self, file: int, item: int, arguments: Sequence[Value]) -> Followed | None:
        """A code item followed as it runs for one call with these arguments; None where it cannot be followed."""
        method = self._launch.method_code(file, item)
        return self._follow_with(file, item, method, dict(enumerate(arguments))) if method else None

    def _follow_with(self, file: int, item: int, method: MethodCode, passed: Mapping[int, Value]) -> Followed | None:
        items = self.files[file].code.items
        entry = int(items.registers[item]) - int(items.incoming[item])
        answers = _Answers(self, file, creates=self.files[file].name_of_item(item)[1] == CREATES)
        held = self._launch.held_before(file, item)
        outcome = follow(method, answers, {entry + at: value for at, value in passed.items()}, held)
        if outcome is None:
            return None
        written = {target: frozenset(values) for target, values in answers.fields_written.items()}
        passed_on = {each: frozenset(found) for each, found in answers.passed.items()}
        return Followed(outcome.runs, written, passed_on, outcome.jumps, outcome.goes_on, outcome.returned)

    def _passed(self, method: int) -> dict[int, Value] | None:
        """What all calls that run pass to a method, by the number of the argument; None where no call of it runs."""
        if self._before and method in self._launch.observed:
            return self._observed(method, self._before)
        calls = self._launch.calls_of(method) if self._before else None
        if calls is None or self._before is None:
            return {}
        found: set[tuple[Value, ...]] = set()
        is_known = True
        is_called = False
        for instruction in calls:
            file, place = self._launch.graph.place_of(instruction)
            if not self._before.runs(file, place):
                continue
            is_called = True
            body, index = self.files[file].at(place)
            followed = self._before.followed(file, body.code_item)
            passed = followed.passed.get(body.target(index), frozenset(((),))) if followed else frozenset()
            if followed and self._launch.is_call_of(file, body, index, method):
                found |= passed
            elif followed and self._launch.tells(file, body, index, method):
                found |= {(None, None, next(filter(is_text, each), None)) for each in passed}
            else:
                is_known = False
        if not is_called:
            return None
        is_known = is_known and len({len(each) for each in found}) == 1
        columns = [set(column) for column in zip(*found, strict=False)] if is_known else []
        return {at: next(iter(each)) for at, each in enumerate(columns) if len(each) == 1 and None not in each}

    def _observed(self, method: int, before: FirstLaunch) -> dict[int, Value] | None:
        """What an observer is told of a value that code at launch sets; None where none does."""
        told, found = before.sets_seen(method), set[Value]()
        for file, place in told:
            body, index = self.files[file].at(place)
            followed = before.followed(file, body.code_item)
            passed = followed.passed.get(body.target(index)) if followed else None
            found |= {each[-1] if each else None for each in passed or ((),)}
        value = next(iter(found)) if len(found) == 1 else None
        return ({} if value is None else {1: value}) if told else None

    def sets_seen(self, method: int) -> list[tuple[int, int]]:
        """The places that run at launch and may set a value that a method is told of, which observes some."""
        early, links = self.times.early, self._launch.graph.links
        return [
            (file, place)
            for file, place in sorted(self._launch.observed[method])
            if early[links.files[file].item_method[int(self.files[file].code.instructions.code_item[place])]]
            and self.runs(file, place)
        ]

    def untold(self) -> list[int]:
        """The methods that observe values which no code at launch is seen to set."""
        return [method for method in self._launch.observed if not self.sets_seen(method)]

    def returned(self, file: int, method: int, arguments: Sequence[Value]) -> Value:
        """What a call of a method identifier of a file returns at launch, None where nobody can say."""
        constants = self.files[file]
        dex = constants.code.dex
        if method >= len(dex.method_ids):
            return None
        called = self._launch.called(file, method)
        said = self.said(called, arguments)
        said = self._launch.enums.said(file, method, called, arguments) if said is None else said
        if said is not None or called.answer is not None:
            return said if called.answer is None else called.answer
        plain = computed_by(dex, method, arguments) if called.name in COMPUTED else None
        if plain is not None:
            return plain
        if self.missing_key(file, method, arguments):
            return arguments[2] if arguments[0] == META_DATA and len(arguments) > 2 else 0
        if called.gives:
            return called.gives
        receiver = arguments[0] if arguments and not called.is_own else None
        if isinstance(receiver, str) and receiver.startswith(STARTED_WITH):
            return given_by(self._launch.intents[receiver.removeprefix(STARTED_WITH)], called.name, arguments)
        if receiver == META_DATA:
            return self._is_stated(called.name, arguments)
        if called.is_shipped:
            return shipped_value(self.shipped, dex, method, arguments)
        if is_stored(constants, method):
            opened = next((value for value in arguments if isinstance(value, str) and value.startswith(OPENED)), "")
            key = next((value for value in arguments if is_text(value)), None)
            default = default_of(constants, method, arguments)
            same = None if called.name in CONTAINS else default
            is_default = key is not None and not self.stores(key, opened.removeprefix(OPENED), same)
            return default if is_default else None
        if called.opens and len(arguments) > 1 and isinstance(arguments[1], str):
            return OPENED + arguments[1]
        return self._returned_by(called.runs, tuple(arguments)) if called.runs >= 0 else None

    def said(self, called: Called, arguments: Sequence[Value]) -> Value:
        """What a call of the platform says of a file, database, collection or the like; None for all others."""
        if called.is_own and not is_parser(called.owner, called.name):
            return None
        return self._objects.said(called.owner, called.name, called.prototype, arguments)

    def is_of_platform(self, file: int, method: int) -> bool:
        """Whether no method of the app stands behind a method identifier of a file."""
        return int(self._launch.graph.resolved[file][method]) < 0

    @property
    def enums(self) -> FirstEnums:
        """The constants of enumerations."""
        return self._launch.enums

    def makes_file(self, name: str) -> bool:
        """Whether launch may make a file of this name."""
        return self._made is None or self._made.makes_file(name)

    def fills(self, table: str) -> bool:
        """Whether launch may put a row into a table, or the table is not seen to be made by the app."""
        return self._made is None or self._made.fills(table)

    def changes(self, identity: int, made: str, key: str) -> bool:
        """Whether launch may change what the object says, when asked by a key, that a field keeps."""
        return self._contents is None or self._contents.changes(identity, made, key)

    def kept(self, file: int, field: int, made: str) -> str:
        """What stands for an object that a field identifier of a file keeps, by what stood for it when it was made."""
        return f"{KEPT}{int(self._launch.fields.identity(file, field))}{made}"

    def missing_key(self, file: int, method: int, arguments: Sequence[Value]) -> str:
        """The key of meta-data, or the name of a text among the resources, that a call of the system looks for in vain.

        Empty where it may be there, and for any other call.
        """
        key, stated, texts = arguments[1] if len(arguments) > 1 else None, self._launch.stated, self._launch.texts
        if not isinstance(key, str) or int(self._launch.graph.resolved[file][method]) >= 0:
            return ""
        dex = self.files[file].code.dex
        name = dex.method_name(method)
        if arguments[0] == META_DATA:
            is_asked = stated is not None and name.startswith(("get", "contains"))
            return "" if not is_asked or key in (stated or ()) else key
        is_text = (dex.method_class(method), name) == _FINDS_RESOURCE and arguments[2] == _TEXT
        return key if is_text and texts is not None and key.isidentifier() and key not in texts else ""

    def _is_stated(self, name: str, arguments: Sequence[Value]) -> Value:
        """What the application's meta-data say of a key that they state."""
        key, stated = arguments[1] if len(arguments) > 1 else None, self._launch.stated
        return 1 if name.startswith("contains") and stated is not None and key in stated else None

    def _returned_by(self, method: int, arguments: tuple[Value, ...]) -> Value:
        """What a method of the app returns; how far calls are followed does not hang on who asked before."""
        inside, key = self._calls_inside, (method, arguments)
        value, calls = self._returns.get(key, (None, _UNKNOWN))
        if inside + calls > _MAX_CALLS:  # not known, or known from where more calls could be followed
            at = inside, *key
            if inside < _MAX_CALLS and at not in self._cut_short:
                value, calls = self._find_returned(method, arguments)
                if inside + calls <= _MAX_CALLS:
                    self._returns[key] = value, calls
                else:
                    self._cut_short[at] = value
            else:
                value = self._cut_short.get(at)
        self._deepest = max(self._deepest, inside + calls)
        return value

    def _find_returned(self, method: int, arguments: tuple[Value, ...]) -> tuple[Value, int]:
        """What a method returns, and how many calls inside of each other, itself counted, were followed for that."""
        file, item = self._launch.graph.item_of(method)
        if item < 0:
            return None, 0
        code = self.files[file].code
        first, end = code.instructions.bounds_of(item)
        read = self._launch.method_code(file, item) if end - first <= _MAX_BODY else None
        if read is None:
            return None, 0
        self._calls_inside += 1
        before, self._deepest = self._deepest, self._calls_inside
        entry = int(code.items.registers[item]) - int(code.items.incoming[item])
        given: dict[int, Value] = {entry + at: value for at, value in enumerate(arguments)}
        value = one_of(self._all_returned(file, read, given))
        self._calls_inside -= 1
        calls, self._deepest = self._deepest - self._calls_inside, before
        return value, calls

    def _all_returned(self, file: int, method: MethodCode, given: dict[int, Value]) -> frozenset[Value]:
        """What a method may return; one that only reads is followed once for each value that its fields may have."""
        answers = _Answers(self, file)
        outcome = follow(method, answers, given)
        if outcome is None:
            return frozenset()
        if not any(outcome.runs[at] for at, opcode in enumerate(method.opcodes) if opcode in RETURNS):
            return frozenset((NEVER,))
        several = answers.several
        is_plain = not any(opcode in INVOKES or opcode in PLAIN_WRITES for opcode in method.opcodes)
        count = 1
        for values in several.values():
            count *= len(values)
        if not several or not is_plain or count > _MOST_COMBINED:
            return outcome.returned
        outcomes: list[Outcome | None] = [
            follow(method, _Answers(self, file, dict(zip(several, chosen, strict=True))), given)
            for chosen in product(*several.values())
        ]
        return frozenset().union(*(each.returned if each else (None,) for each in outcomes))


def first_launch(launch: Launch) -> FirstLaunch:
    """What is known after the last round."""
    found = FirstLaunch(launch)
    for _ in range(_ROUNDS - 1):
        found = FirstLaunch(launch, found)
    return found


def _nothing(file: int, item: int) -> None:
    """Nothing is known of any code item."""


class _Answers(NothingKnown):
    """Answers inside of a method, and notes of what it does.

    Args:
        launch: What is known at launch.
        file: The file of the method.
        chosen: Values that fields are taken to hold, by field identifier.
        creates: Whether the method creates a page.
    """

    knows_objects = True

    def __init__(
        self, launch: FirstLaunch, file: int, chosen: dict[int, Value] | None = None, *, creates: bool = False
    ) -> None:
        self._launch = launch
        self._file = file
        self._chosen = chosen or {}
        self._creates = creates
        self.several: dict[int, frozenset[Value]] = {}
        self.fields_written: dict[int, set[Value]] = {}
        self.passed: dict[int, set[tuple[Value, ...]]] = {}

    def call(self, method: int, arguments: Sequence[Value]) -> Value:
        """What a call returns at launch."""
        self.passed.setdefault(method, set()).add(tuple(arguments))
        returned = self._launch.returned(self._file, method, arguments)
        self.only_asks = returned is not None and self._launch.is_of_platform(self._file, method)
        return None if self._is_replaced(returned) else returned

    def _is_replaced(self, value: Value) -> bool:
        """Whether a value stands for an intent that the page may have replaced by now."""
        return not self._creates and isinstance(value, str) and self._launch.is_until_created(value)

    def read(self, field_index: int) -> Value:
        """What a field holds at launch, where that is one value."""
        if field_index in self._chosen:
            return self._chosen[field_index]
        if self._launch.is_meta_data(self._file, field_index):
            return META_DATA
        constant = self._launch.enums.read(self._file, field_index)
        held = self._launch.held(self._file, field_index) if constant is None else None
        if held is None:
            return constant
        value = one_of(held)
        if value is None:
            self.several[field_index] = held
        return value

    def element(self, array: Value, at: Value) -> Value:
        """What the table of a switch gives."""
        return self._launch.enums.element(array, at)

    def written(self, field_index: int, value: Value) -> Value:
        """Note what a field is given; what stands for a new object from then on."""
        kept = self._launch.kept(self._file, field_index, value) if is_kept(value) else None
        self.fields_written.setdefault(field_index, set()).add(kept if isinstance(value, Fresh) else value)
        return kept
