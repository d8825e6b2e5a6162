"""Functions handed to a chain that runs when somebody asks it to: `just(1).map(f).subscribe()` runs `f`.

Known by what reactive libraries are made of, whatever a shrinker called them. A class of such a chain has methods that
give another object of the class, and one without code; what calls that one of itself asks the whole chain to run. The
function that a step is given goes into a field, and is called from there. What a chain does whose beginning the method
does not make (a subject in a field, an answer from a server) is not said here, nor what it does when something failed,
nor what it does behind a step that may leave something out.
https://reactivex.io/documentation/contract.html, 2026-11-30, not opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.calling_methods import CallingMethods
from appaudit.code.graph.program.links import FileLinks, Flags, Indices, Links
from appaudit.code.values.registers import ENTRY, MethodBody
from appaudit.dex import References
from appaudit.dex.hashes import hash_text
from appaudit.dex.opcodes import (
    CHECK_CAST,
    INSTANCE_READS,
    INVOKES,
    IPUT_OBJECT,
    MOVE_RESULTS,
    MOVES,
    NEW_INSTANCE,
    SGET_OBJECT,
    STATIC_INVOKES,
    VIRTUAL_INVOKES,
    opcode_table,
)
from appaudit.dex.operands import destination_register
from appaudit.dex.tables import distinct, is_among, spread

#: Methods of a class that give an object of the class, where it is one of a chain.
_FEWEST_STEPS: Final = 3
#: How often one method of the class that asks a chain to run may call the next.
_ASKING_ROUNDS: Final = 4
#: Steps of one chain, and how often a function is handed on before it is called.
_MOST_STEPS: Final = 40
_MOST_HANDED: Final = 6
#: Instructions of a method of the library that is looked into, and methods of one function.
_MOST_OF_METHOD: Final = 400
_MOST_METHODS: Final = 60
_THROWABLE: Final = "Ljava/lang/Throwable;"
_CLASS_NAME: Final = re.compile("L[^;]*;")
_STATIC: Final = opcode_table(STATIC_INVOKES)


class LazyChains:
    """The functions that the chains of an app run.

    Args:
        links: All classes.
        calls: The calls of each file.
        resolved: For each file the method that each of its method identifiers stands for.
    """

    def __init__(self, links: Links, calls: Sequence[References], resolved: Sequence[Indices]) -> None:
        self._links = links
        self._calls = calls
        self._resolved = resolved
        self._calling = CallingMethods(links, calls)
        self._chained, self._sources = self._classes()
        self._asking = self._asked_to_run()
        self._taken = _TakenFunctions(links, resolved)

    def run(self, index: int) -> tuple[Indices, Indices, NDArray[np.int64], Indices]:
        """Of one file the methods that ask a chain to run, what runs then, the instructions, and of which classes."""
        file, found = self._links.files[index], set[tuple[int, int, int, int]]()
        asking = is_among(self._resolved[index], np.array(sorted(self._asking), dtype=np.int32))
        for body, at in self._calling.of(index, asking, self._beginning(index, asking)) if self._asking else ():
            walked = _Chain(self, index, file, body)
            for method, class_index in walked.functions(at, 0) or ():
                found.add((int(file.item_method[body.code_item]), method, body.first + at, class_index))
        rows = np.array(sorted(found), dtype=np.int64).reshape(-1, 4)
        return rows[:, 0].astype(np.int32), rows[:, 1].astype(np.int32), rows[:, 2], rows[:, 3].astype(np.int32)

    def _beginning(self, index: int, asking: Flags) -> Indices:
        """The code items of a file that make the beginning of a chain, or ask for one that needs none.

        Most that ask are the library's own, which asks what it was handed or kept. A beginning takes no chain and is
        called on none.
        """
        file, calls = self._links.files[index], self._calls[index]
        chained = np.array(sorted(self._chained), dtype=np.uint64)
        of_chain = is_among(file.type_hash, chained)[file.code.dex.method_ids["class_type"]]
        static = calls.to_any(of_chain)
        static = static[_STATIC[calls.opcode[static]]]
        first = [
            each
            for each in distinct(calls.target[static]).tolist()
            if (asking[each] or self.gives_chain(index, each)) and not self.chains_taken(index, each)
        ]
        return distinct(calls.code_item[static[is_among(calls.target[static], first)]])

    def gives_chain(self, index: int, method: int) -> bool:
        """Whether a method identifier of a file stands for what gives an object of a chain."""
        return int(self._links.files[index].method_returns[method]) in self._chained

    def is_of_chain(self, index: int, method: int) -> bool:
        """Whether a method identifier of a file names a class of chains."""
        file = self._links.files[index]
        return int(file.type_hash[int(file.code.dex.method_ids["class_type"][method])]) in self._chained

    def run_by(self, index: int, method: int, place: int) -> frozenset[int]:
        """What a call calls later of the function it is given at a place, as signatures."""
        called = int(self._resolved[index][method])
        return self._taken.called_later(called, place) if called >= 0 else frozenset()

    def chains_taken(self, index: int, method: int) -> int:
        """How many arguments of a method identifier of a file are chains by their type."""
        dex = self._links.files[index].code.dex
        parameters = dex.prototype(int(dex.method_ids["proto"][method])).partition(")")[0]
        return sum(hash_text(each) in self._sources for each in _CLASS_NAME.findall(parameters))

    def method_of(self, class_index: int, signature: int) -> int:
        """The method with code that an object of a class runs, -1 for none."""
        method = self._links.method_called(class_index, signature)
        return method if method >= 0 and self._links.method_has_code[method] else -1

    def gives_answer(self, method: int) -> bool:
        """Whether a method says yes or no."""
        return _prototype(self._links.file_of(method), method).endswith(")Z")

    def _classes(self) -> tuple[frozenset[int], frozenset[int]]:
        """The classes of chains by hash, and the same with what stands above them."""
        links = self._links
        counts = np.zeros(links.class_count, dtype=np.int64)
        for file in links.files:
            defined = file.code.class_data.method_index
            owner = file.code.class_data.method_class_def + file.first_class
            has_code = links.method_has_code[file.first_method : file.first_method + len(defined)]
            steps = (file.method_returns[defined] == links.class_hash[owner]) & has_code
            np.add.at(counts, owner[steps], 1)
        without: Flags = links.method_is_virtual & ~links.method_has_code
        is_open = np.zeros(links.class_count, dtype=bool)
        is_open[links.method_class[without]] = True
        chained = np.flatnonzero(is_open & (counts >= _FEWEST_STEPS))
        first = links.ancestor_bounds[chained]
        above = links.ancestors[spread(first, links.ancestor_bounds[chained + 1] - first)]
        own, higher = links.class_hash[chained].tolist(), links.class_hash[above].tolist()
        return frozenset(own), frozenset([*own, *higher])

    def _asked_to_run(self) -> set[int]:
        """The methods of classes of chains that call the one without code of their own object."""
        links = self._links
        classes = is_among(links.class_hash, np.array(sorted(self._chained), dtype=np.uint64))
        if not classes.any():
            return set()
        edges = []
        for file, calls, resolved in zip(links.files, self._calls, self._resolved, strict=True):
            caller, called = file.item_method[calls.code_item], resolved[calls.target]
            chosen = (called >= 0) & classes[links.method_class[caller]]
            chosen &= links.method_class[called] == links.method_class[caller]
            edges.append(np.stack([caller[chosen], called[chosen]]))
        caller, called = np.concatenate(edges, axis=1)
        reaching = distinct(called[~links.method_has_code[called]])
        for _ in range(_ASKING_ROUNDS):
            further = distinct(np.concatenate([reaching, caller[is_among(called, reaching)]]))
            if len(further) == len(reaching):
                break
            reaching = further
        return {method for method in reaching.tolist() if links.method_has_code[method] and not self._is_step(method)}

    def _is_step(self, method: int) -> bool:
        file = self._links.file_of(method)
        defined = int(file.code.class_data.method_index[method - file.first_method])
        return int(file.method_returns[defined]) in self._chained


class _Chain:
    """The steps of the chains in one method."""

    def __init__(self, chains: LazyChains, index: int, file: FileLinks, body: MethodBody) -> None:
        self._chains = chains
        self._index = index
        self._file = file
        self._body = body
        self._is_filtered = False

    def functions(self, call: int, depth: int) -> list[tuple[int, int]] | None:
        """What runs with a step and those before it, each with its class; None where the method begins no chain."""
        chains, body = self._chains, self._body
        method, registers = body.target(call), body.sources(call)
        if depth > _MOST_STEPS:
            return None
        wanted = chains.chains_taken(self._index, method) + (body.opcodes[call] not in STATIC_INVOKES)
        before = [each for each in (self._step_before(call, register) for register in registers) if each is not None]
        if len(before) != wanted or not chains.is_of_chain(self._index, method):
            return None
        found: list[tuple[int, int]] = []
        for each in before:
            earlier = self.functions(each, depth + 1)
            if earlier is None:
                return None
            found += earlier
        if self._is_filtered:
            return found
        for place, register in enumerate(registers):
            found += self._run_of(call, place, register)
        self._is_filtered = any(map(chains.gives_answer, (each for each, _ in found)))
        return found

    def _step_before(self, call: int, register: int) -> int | None:
        """The call that gave the chain in a register; None where it holds none that a call gave."""
        body = self._body
        made = [at for at, _ in body.origins(call, register)]
        if len(made) != 1 or made[0] <= 0 or body.opcodes[made[0]] not in MOVE_RESULTS:
            return None
        before = made[0] - 1
        is_step = body.opcodes[before] in INVOKES and self._chains.gives_chain(self._index, body.target(before))
        return before if is_step else None

    def _run_of(self, call: int, place: int, register: int) -> Iterator[tuple[int, int]]:
        """What a step runs of what it is given at one place."""
        method, class_index = self._body.target(call), self._class_of(call, register)
        if class_index < 0:
            return
        for signature in sorted(self._chains.run_by(self._index, method, place)):
            found = self._chains.method_of(class_index, signature)
            if found >= 0:
                yield found, class_index

    def _class_of(self, call: int, register: int) -> int:
        """The class of the app's whose new or only object a register holds, -1 for anything else."""
        body, dex = self._body, self._file.code.dex
        made = [at for at, _ in body.origins(call, register)]
        if len(made) != 1 or made[0] < 0:
            return -1
        if body.opcodes[made[0]] == NEW_INSTANCE:
            return int(self._file.type_class[body.target(made[0])])
        if body.opcodes[made[0]] == SGET_OBJECT:
            return int(self._file.type_class[int(dex.field_ids["type"][body.target(made[0])])])
        return -1


class _TakenFunctions:
    """What methods call later of the functions that they are given."""

    def __init__(self, links: Links, resolved: Sequence[Indices]) -> None:
        self._links = links
        self._resolved = resolved
        self._known: dict[tuple[int, int], frozenset[int]] = {}
        self._left = 0

    def called_later(self, method: int, place: int) -> frozenset[int]:
        """The signatures of what is called of the object that a method is given, once a field has kept it."""
        key = (method, place)
        if key not in self._known:
            self._left = _MOST_METHODS
            self._known[key] = frozenset(self._given(method, place, False, 0))
        return self._known[key]

    def _given(self, method: int, place: int, is_kept: bool, depth: int) -> Iterator[int]:
        file, item = self._links.code_of(method)
        self._left -= 1
        if item < 0 or depth > _MOST_HANDED or self._left < 0:
            return
        body = MethodBody(file.code, item)
        if body.is_read and len(body) <= _MOST_OF_METHOD:
            yield from self._held(file, body, ENTRY, body.registers - body.incoming + place, is_kept, depth)

    def _held(
        self, file: FileLinks, body: MethodBody, at: int, register: int, is_kept: bool, depth: int
    ) -> Iterator[int]:
        """What becomes of the object that an instruction puts into a register."""
        pending, seen = [(at, register)], set[tuple[int, int]]()
        while pending:
            held = pending.pop()
            if held in seen:
                continue
            seen.add(held)
            for index in body.readers(*held):
                opcode, sources = body.opcodes[index], body.sources(index)
                if opcode in MOVES or opcode == CHECK_CAST:
                    moved = destination_register(body.units, body.offsets[index])
                    pending += [] if moved is None else [(index, moved)]
                elif opcode == IPUT_OBJECT and sources[0] == held[1]:
                    yield from self._kept(file, body.target(index), depth)
                elif opcode in INVOKES:
                    yield from self._passed(file, body, index, sources.index(held[1]), is_kept, depth)

    def _passed(
        self, file: FileLinks, body: MethodBody, index: int, place: int, is_kept: bool, depth: int
    ) -> Iterator[int]:
        method = body.target(index)
        if place == 0 and body.opcodes[index] in VIRTUAL_INVOKES:
            if is_kept and _THROWABLE not in _prototype(file, int(file.item_method[body.code_item])):
                yield int(file.method_signature[method])
            return
        called = int(self._resolved[self._links.files.index(file)][method])
        if called >= 0:
            yield from self._given(called, place, is_kept, depth + 1)

    def _kept(self, file: FileLinks, field: int, depth: int) -> Iterator[int]:
        """What the methods of a field's class do with what it holds."""
        owner = int(file.type_class[int(file.code.dex.field_ids["class_type"][field])])
        identity = int(file.field_identities(np.array([field]))[0]) if owner >= 0 else 0
        for method in self._links.methods_of(owner) if owner >= 0 else ():
            home, item = self._links.code_of(method)
            self._left -= 1
            if item < 0 or self._left < 0:
                continue
            body = MethodBody(home.code, item)
            for at, opcode in enumerate(body.opcodes if len(body) <= _MOST_OF_METHOD else ()):
                if opcode not in INSTANCE_READS:
                    continue
                read = np.array([body.target(at)])
                register = destination_register(body.units, body.offsets[at])
                if register is not None and int(home.field_identities(read)[0]) == identity:
                    yield from self._held(home, body, at, register, True, depth + 1)


def _prototype(file: FileLinks, method: int) -> str:
    """Parameters and return type of a method that a file defines."""
    dex = file.code.dex
    defined = int(file.code.class_data.method_index[method - file.first_method])
    return dex.prototype(int(dex.method_ids["proto"][defined]))
