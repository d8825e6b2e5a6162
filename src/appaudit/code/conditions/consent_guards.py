"""Which calls wait for consent: what does not run at a first start, when every stored consent flag is still unset.

Every method that runs at launch and reads a consent flag is followed twice: once with the flags unknown, once with the
values they have before anyone has agreed. What runs only in the first case is guarded. So polarity, early returns,
combined conditions and a default value that grants consent come out as the code has them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.first_launch.consent_flags import (
    SUSPENDED,
    DefaultAnswers,
    FileFlags,
    FlagAnswers,
)
from appaudit.code.first_launch.flags_found import FlagsFound, field_key
from appaudit.code.first_launch.handed_flags import handed
from appaudit.code.first_launch.launch_fields import FieldTables
from appaudit.code.first_launch.plain_methods import PlainMethods
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.links import Flags
from appaudit.code.values.control_flow import MethodCode, Outcome, follow, read_method
from appaudit.code.values.marked_values import NO_TEXT
from appaudit.dex.tables import distinct, is_among
from appaudit.lexicon.consent import ConsentWords
from appaudit.model.record import record

#: Rounds in which methods and fields that pass on a flag become flags themselves.
_ROUNDS = 4
#: Methods followed at most; an app with more readers of consent flags was not written by people.
MAX_METHODS = 3_000
#: What a field of texts holds where it has none.
_EMPTY: Final = frozenset((0, "", NO_TEXT))


@record(kw_only=False)
class Guards:
    """What find_guards found.

    `instructions` are those that do not run before consent, counted over all files, ascending. `grants` are methods
    that set a flag to "agreed" without asking, with the flag's key. `is_complete` is False where the limit kept some
    readers of flags from being followed; what they guard counts as not guarded. `named` are the methods that are
    believed to give a flag by their name, with what that promises before consent.
    """

    instructions: NDArray[np.int64]
    grants: tuple[tuple[int, str], ...]
    is_complete: bool
    named: Mapping[int, int]


def find_guards(
    graph: CallGraph,
    launched: Flags,
    words: ConsentWords,
    granted: frozenset[str] = frozenset(),
    tables: Callable[[], FieldTables] | None = None,
    doubted: frozenset[int] = frozenset(),
    unbelieved: frozenset[int] = frozenset(),
    numbers: Mapping[tuple[int, int], tuple[int, frozenset[int | None]]] | None = None,
) -> Guards:
    """The instructions that wait for consent.

    Args:
        graph: The methods.
        launched: Those that are followed.
        words: What names of flags have in common.
        granted: Keys that count for nothing.
        tables: Gives where fields are written; nothing is known of that by default.
        doubted: Methods with the name of a flag that are not believed.
        unbelieved: Those that are believed only where their code is seen to give a flag.
        numbers: For code of merged classes, by file and code item, the field and the numbers of the objects that run.
    """
    found = FlagsFound(granted=granted, doubted=doubted, unbelieved=unbelieved)
    told = PlainMethods(graph).of
    readers = [
        _Reader(
            FileFlags(graph, index, launched, words, found, tables, told),
            {item: known for (file, item), known in (numbers or {}).items() if file == index},
        )
        for index, file in enumerate(graph.links.files)
        if launched[file.item_method].any()
    ]
    found.granted |= frozenset().union(*(reader.flags.begun() for reader in readers))
    named = {method: value for reader in readers for method, value in reader.flags.bodies().items()}
    bodies = set(named)
    for reader in readers:
        reader.note_defaults(bodies)
    budget = MAX_METHODS
    for _ in range(_ROUNDS):
        before = found.count()
        for reader in readers:
            budget -= reader.read_all(bodies, budget)
        if found.count() == before:
            break
    places = distinct(np.array([place for reader in readers for place in reader.guarded()], dtype=np.int64))
    found.grants |= handed([reader.flags for reader in readers], places)
    return Guards(places, tuple(sorted(found.grants)), budget > 0, named)


class _Reader:
    """Follows the methods of one file that meet consent flags."""

    def __init__(self, flags: FileFlags, numbers: Mapping[int, tuple[int, frozenset[int | None]]]) -> None:
        self.flags = flags
        self._numbers = numbers
        self._found = flags.found
        self._by_name = flags.items_by_name()
        self._methods: dict[int, MethodCode | None] = {}
        self._guarded: dict[int, list[int]] = {}
        self._followed_at: dict[int, int] = {}

    def read_all(self, bodies: set[int], budget: int) -> int:
        """Follow what meets a flag and was not followed since the last one was found; how many methods that was.

        Args:
            bodies: Methods to follow whether or not they meet a flag.
            budget: How many may be followed.
        """
        owners = is_among(self.flags.file.item_method, np.array(sorted(bodies), dtype=np.int64))
        items = self._by_name | self.flags.items_by_flag() | set(np.flatnonzero(owners).tolist())
        due = sorted(item for item in items if self._followed_at.get(item) != self._found.count())[:budget]
        for item in due:
            self._followed_at[item] = self._found.count()
            self._follow(item)
        return len(due)

    def guarded(self) -> list[int]:
        """All guarded instructions found, counted over all files."""
        return [place for places in self._guarded.values() for place in places]

    def _follow(self, item: int) -> None:
        if item not in self._methods:
            self._methods[item] = read_method(self.flags.file.code, item)
        method = self._methods[item]
        if method is None:
            return
        unknown = FlagAnswers(self.flags, item, before_consent=False)
        early = FlagAnswers(self.flags, item, before_consent=True)
        whenever, before = follow(method, unknown), follow(method, early)
        if whenever is None or before is None:
            return
        base = self.flags.first_instruction + method.first
        runs = enumerate(zip(whenever.runs, before.runs, strict=True))
        self._guarded[item] = [base + index for index, (at_all, at_first) in runs if at_all and not at_first]
        self._learn_method(item, whenever, before)
        self._learn_fields(unknown, early)
        owner = int(self.flags.file.item_method[item])
        for answers in self._for_each_object(method, item) or (early,):
            self._found.grants |= {(owner, key) for key in answers.grants | self._fields_granted(answers)}

    def _for_each_object(self, method: MethodCode, item: int) -> list[FlagAnswers]:
        """What a method of a merged class does for each object that runs; nothing for any other method."""
        field_index, numbers = self._numbers.get(item, (-1, frozenset()))
        found = [FlagAnswers(self.flags, item, before_consent=True, held={field_index: each}) for each in numbers]
        return [each for each in found if follow(method, each) is not None]

    def note_defaults(self, bodies: set[int]) -> None:
        """Note what methods and fields with the name of a flag hold where nothing is stored, whatever their names say.

        Args:
            bodies: The methods.
        """
        owners = self.flags.file.item_method
        named = is_among(owners, np.array(sorted(bodies), dtype=np.int64))
        for item in sorted(set(np.flatnonzero(named).tolist()) | self.flags.items_writing()):
            method = self._methods[item] = read_method(self.flags.file.code, item)
            answers = DefaultAnswers(self.flags, item, before_consent=True)
            outcome = follow(method, answers) if method else None
            if method is None or outcome is None:
                continue
            owner = int(owners[item])
            self._found.grants |= {(owner, key) for key in self._fields_granted(answers)}
            if answers.asked:
                self._note_fields(method, item)
            if named[item]:
                self._found.note_behind(owner, answers.asked)
                value = next(iter(outcome.returned)) if len(outcome.returned) == 1 else None
                if isinstance(value, int):
                    self._found.said[owner] = value

    def _note_fields(self, method: MethodCode, item: int) -> None:
        """Note which settings a method asks for that may decide what it sets a field with the name of a flag to."""
        answers = FlagAnswers(self.flags, item, before_consent=True)
        follow(method, answers)
        for index, values in answers.writes.items():
            if index in self.flags.written_fields and None in values:
                self._found.note_behind(field_key(int(self.flags.field_hashes()[index])), answers.asked)

    def _fields_granted(self, early: FlagAnswers) -> set[str]:
        """What stands for the fields with the name of a flag that are set to "agreed" before anyone has."""
        fields, hashes = self.flags.written_fields, self.flags.field_hashes
        return {
            field_key(int(hashes()[index]))
            for index, values in early.writes.items()
            if fields.get(index) == 0 and any(isinstance(value, int) and value for value in values)
        }

    def _learn_method(self, item: int, whenever: Outcome, before: Outcome) -> None:
        """A method that returns one value before consent passes on a flag, or is one that never changes.

        One that returns a text that names a flag passes on the key of a DataStore. That a coroutine may have to wait
        first is no other value.
        """
        returned = before.returned - {SUSPENDED}
        if len(returned) != 1:
            return
        value = NO_TEXT if before.returned == {""} and whenever.returned != {""} else next(iter(returned))
        if (
            isinstance(value, int)
            or value == NO_TEXT
            or (isinstance(value, str) and self.flags.words.before_consent(value) is not None)
        ):
            for owner in (self.flags.file.code.items.owners_of(item) + self.flags.file.first_method).tolist():
                if owner not in self._found.doubted:
                    self._found.methods.setdefault(owner, value)

    def _learn_fields(self, unknown: FlagAnswers, early: FlagAnswers) -> None:
        """A field that is given one value before consent, and otherwise one that depends on it, passes on a flag."""
        hashes = self.flags.field_hashes() if early.writes else None
        for index, values in early.writes.items():
            value = next(iter(values))
            if hashes is None or len(values) != 1:
                continue
            is_flag = isinstance(value, int) or (value in _EMPTY and self._stays_empty(index))
            if is_flag and values != unknown.writes[index]:
                self._found.fields.setdefault(int(hashes[index]), value if isinstance(value, int) else NO_TEXT)
            elif isinstance(value, str) and self.flags.words.before_consent(value) is not None:
                self._found.keys.setdefault(int(hashes[index]), value)

    def _stays_empty(self, field: int) -> bool:
        """Whether all that writes a field of texts before anybody acts leaves it empty, or none."""
        writing = self.flags.writing(field)
        for item in writing or ():
            answers = FlagAnswers(self.flags, item, before_consent=True)
            method = read_method(self.flags.file.code, item)
            if method is None or follow(method, answers) is None or not answers.writes.get(field, set()) <= _EMPTY:
                return False
        return writing is not None
