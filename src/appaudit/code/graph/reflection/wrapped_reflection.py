"""Calls of the app's own wrappers of reflection, which are handed the names of a class and of its method.

A wrapper takes a text, gets a class by it, and calls a method by reflection, itself or by what it calls: the name of
the method is another text that it is handed. Two methods of the app may take them as well: one gives the class, or an
object of it, the other is handed the name of a method and calls it. Only a call that names a class of the app and a
method which that class has leads anywhere; what is handed texts that name something else, and code that gets classes of
its own choice (as ways into hidden interfaces of the platform do), is no wrapper.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.callbacks import CLASS_LOADS, CONSTRUCTOR_LOADS, MEMBER_LOADS
from appaudit.code.graph.program.calling_methods import CallingMethods, handed_on
from appaudit.code.graph.program.links import FileLinks, Flags, Indices, Links
from appaudit.code.values.java_names import descriptor
from appaudit.code.values.registers import MethodBody
from appaudit.dex import References, string_constants
from appaudit.dex.hashes import hash_text, hash_texts
from appaudit.dex.opcodes import MOVES, STATIC_INVOKES, STRING_LITERALS
from appaudit.dex.tables import distinct, is_among
from appaudit.model.record import record

#: How often a name may be handed on before it is used, and calls between a wrapper and the reflective call.
_ROUNDS: Final = 3
_CLASS, _LOADER = "Ljava/lang/Class;", "Ljava/lang/ClassLoader;"
_METHOD: Final = "Ljava/lang/reflect/Method;"
_OBJECT: Final = "Ljava/lang/Object;"
_CONSTRUCTORS: Final = (_CLASS, "Ljava/lang/reflect/Constructor;")
_INVOKE: Final = ("invoke",)


@record(kw_only=False)
class _Steps:
    """The app's methods that get a class, get a method or call one, each with the registers that hold what they use."""

    loaders: dict[int, set[int]]
    """Those that give the class, or an object that they make of it."""
    getters: dict[int, set[int]]
    """Those that give a method by its name."""
    runners: dict[int, set[int]]
    """Those that call a method by its name."""
    invokers: dict[int, set[int]]


class WrappedReflection:
    """The wrappers of an app, and what calls of them name.

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
        self._wrappers = self._found()

    def named(self, index: int) -> tuple[Indices, Indices, NDArray[np.int64]]:
        """Of one file the methods that call a wrapper, the methods that they name, and the instructions that call."""
        found: set[tuple[int, int, int]] = set()
        file = self._links.files[index]
        for body, at, callee in self._calls_of(index, self._wrappers):
            caller = int(file.item_method[body.code_item])
            texts = {place: _text(file, body, at, register) for place, register in enumerate(body.sources(at))}
            for place in self._wrappers[callee]:
                names = [text for other, text in texts.items() if other != place and text]
                for method in self._members(file, texts.get(place, ""), names):
                    found.add((caller, method, body.first + at))
        rows = sorted(found)
        source, target, instruction = ([row[column] for row in rows] for column in range(3))
        return (
            np.array(source, dtype=np.int32),
            np.array(target, dtype=np.int32),
            np.array(instruction, dtype=np.int64),
        )

    def called_here(self, index: int) -> list[tuple[int, int, int]]:
        """Of one file the methods that a method gets by constants and calls by reflection, and where it gets the class.

        Which constant reaches which call is not followed, as elsewhere (`reflection.named_members`): only a method
        that a class named there has is one. What the app's own methods do of it, each one step, counts as done here.

        Returns:
            The method that calls, -1 where the edges of reflection have it; the method called; the instruction.
        """
        file, steps = self._links.files[index], self._steps
        getting, invoking = self._calls_within(index, _CLASS, MEMBER_LOADS), self._calls_within(index, _METHOD, _INVOKE)
        named = {item: [(place - self._first(index, item), 1) for place in places] for item, places in getting.items()}
        calling = {*invoking, *(body.code_item for body, _, _ in self._calls_of(index, steps.invokers))}
        by_name = steps.getters | steps.runners
        for body, at, callee in self._calls_of(index, by_name):
            named.setdefault(body.code_item, []).extend((at, place) for place in by_name[callee])
            calling |= {body.code_item} if callee in steps.runners else set()
        found: set[tuple[int, int, int]] = set()
        for body, at, place, is_direct in self._classes_got(index, sorted(calling.intersection(named))):
            item = body.code_item
            name = _text(file, body, at, body.sources(at)[place]) if place < len(body.sources(at)) else ""
            asked = [(got, body.sources(got)[held : held + 1]) for got, held in named[item]]
            names = [text for got, held in asked for each in held if (text := _text(file, body, got, each))]
            is_known = is_direct and item in getting and item in invoking
            caller = -1 if is_known else int(file.item_method[item])
            found |= {(caller, method, body.first + at) for method in self._members(file, name, names)}
        return sorted(found)

    def _classes_got(self, index: int, items: Sequence[int]) -> Iterator[tuple[MethodBody, int, int, bool]]:
        """The calls in code items that get a class by its name, the register of the name, and if the platform does."""
        for body, at in self._loads_of(index, items):
            yield body, at, 0 if body.opcodes[at] in STATIC_INVOKES else 1, True
        for body, at, callee in self._calls_of(index, self._steps.loaders, items):
            yield from ((body, at, place, False) for place in self._steps.loaders[callee])

    def _first(self, index: int, item: int) -> int:
        return int(self._links.files[index].code.instructions.bounds_of(item)[0])

    def _one_step(self, taking: dict[int, set[int]], invoking: set[int]) -> _Steps:
        """The app's methods that do one step of a call by reflection and nothing else, by what they take and give."""
        making = self._reaching(_CONSTRUCTORS, CONSTRUCTOR_LOADS) if taking else set()
        loaders = {
            method: places
            for method, places in taking.items()
            if self._gives(method, _CLASS) or (method in making and self._gives(method, _OBJECT))
        }
        asking: dict[int, set[int]] = {}
        invokers: dict[int, set[int]] = {}
        for index, file in enumerate(self._links.files):
            owners = is_among(file.type_hash, hash_texts([_CLASS]))[file.code.dex.method_ids["class_type"]]
            for body, at in self._calling.of(index, owners & is_among(file.method_name, hash_texts(MEMBER_LOADS))):
                self._note(asking, file, body, at, 1)
            for item, places in self._calls_within(index, _METHOD, _INVOKE).items():
                body = MethodBody(file.code, item)
                for at in places if body.is_read else ():
                    self._note(invokers, file, body, at - body.first, 0)
        getters = {method: places for method, places in asking.items() if self._gives(method, _METHOD)}
        # What is handed the name of the class as well gets that class itself.
        others = {method: places for method, places in self._with_callers(asking).items() if method not in taking}
        runners = {method: places for method, places in others.items() if method in invoking and method not in getters}
        return _Steps(loaders, getters, runners, invokers)

    def _gives(self, method: int, kind: str) -> bool:
        file = self._links.file_of(method)
        dex = file.code.dex
        row = int(file.code.class_data.method_index[method - file.first_method])
        return dex.prototype(int(dex.method_ids["proto"][row])).endswith(f"){kind}")

    def _calls_within(self, index: int, owner: str, names: Sequence[str]) -> dict[int, list[int]]:
        """Where each code item of a file calls one of some methods of the platform."""
        file, calls = self._links.files[index], self._calls[index]
        owners = is_among(file.type_hash, hash_texts([owner]))[file.code.dex.method_ids["class_type"]]
        chosen = calls.to_any(owners & is_among(file.method_name, hash_texts(names)))
        found: dict[int, list[int]] = {}
        for item, instruction in zip(calls.code_item[chosen].tolist(), calls.instruction[chosen].tolist(), strict=True):
            found.setdefault(item, []).append(instruction)
        return found

    def _members(self, file: FileLinks, class_name: str, names: Sequence[str]) -> list[int]:
        """The methods of these names in a class of the app, and what runs when it is loaded."""
        renaming = file.code.dex.renaming
        restored = class_name if renaming is None else renaming.class_name(class_name)
        found = self._links.find_class(descriptor(restored)) if class_name and names else -1
        if found < 0:
            return []
        methods = np.arange(self._links.method_bounds[found], self._links.method_bounds[found + 1])
        named = methods[is_among(self._links.method_name[methods], hash_texts(list(names)))]
        initial = methods[self._links.method_name[methods] == hash_text("<clinit>")]
        return [*named.tolist(), *initial.tolist()] if len(named) else []

    def _found(self) -> dict[int, set[int]]:
        """The wrappers, and which of the registers that each is handed may hold the name of a class."""
        taking: dict[int, set[int]] = {}
        for index, file in enumerate(self._links.files):
            for body, at in self._loads_of(index):
                static = body.opcodes[at] in STATIC_INVOKES
                self._note(taking, file, body, at, 0 if static else 1)
        taking = self._with_callers(taking)
        invoking = self._reaching([_METHOD], _INVOKE) if taking else set()
        self._steps = self._one_step(taking, invoking)
        return {method: places for method, places in taking.items() if method in invoking}

    def _with_callers(self, methods: dict[int, set[int]]) -> dict[int, set[int]]:
        """Methods that use what registers are handed, and those that hand what they are handed on to them."""
        taking, fresh = dict(methods), methods
        for _ in range(_ROUNDS if methods else 0):
            found: dict[int, set[int]] = {}
            for index, file in enumerate(self._links.files):
                for body, at, callee in self._calls_of(index, fresh):
                    for place in fresh[callee]:
                        self._note(found, file, body, at, place)
            fresh = {method: more for method, places in found.items() if (more := places - taking.get(method, set()))}
            if not fresh:
                break
            for method, places in fresh.items():
                taking[method] = taking.get(method, set()) | places
        return taking

    def _note(self, taking: dict[int, set[int]], file: FileLinks, body: MethodBody, at: int, place: int) -> None:
        handed = handed_on(body, at, place)
        if handed >= 0:
            taking.setdefault(int(file.item_method[body.code_item]), set()).add(handed)

    def _loads_of(self, index: int, items: Sequence[int] | None = None) -> Iterator[tuple[MethodBody, int]]:
        """The calls in a file, or in some code items of it, that get a class by its name."""
        file = self._links.files[index]
        owners = is_among(file.type_hash, hash_texts([_CLASS, _LOADER]))[file.code.dex.method_ids["class_type"]]
        yield from self._calling.of(index, owners & is_among(file.method_name, hash_texts(CLASS_LOADS)), items)

    def _calls_of(
        self, index: int, methods: dict[int, set[int]], items: Sequence[int] | None = None
    ) -> Iterator[tuple[MethodBody, int, int]]:
        """The calls in a file, or in some code items of it, of some methods of the app."""
        resolved = self._resolved[index]
        wanted = self._are(resolved, list(methods))
        for body, at in self._calling.of(index, wanted, items):
            yield body, at, int(resolved[body.target(at)])

    def _reaching(self, owners: Sequence[str], names: Sequence[str]) -> set[int]:
        """The methods that call any of some methods of the platform, themselves or by what they call."""
        found = np.empty(0, dtype=np.int32)
        for index, file in enumerate(self._links.files):
            items = np.array([item for owner in owners for item in self._calls_within(index, owner, names)], np.int64)
            found = distinct(np.concatenate([found, file.item_method[items]]))
        for _ in range(_ROUNDS):
            found = distinct(np.concatenate([found, *self._callers(found)]))
        return set(found.tolist())

    def _callers(self, methods: Indices) -> Iterator[Indices]:
        for file, calls, resolved in zip(self._links.files, self._calls, self._resolved, strict=True):
            yield file.item_method[calls.code_item[calls.to_any(self._are(resolved, methods))]]

    def _are(self, resolved: Indices, methods: Indices | list[int]) -> Flags:
        """For each of a file's method identifiers whether it stands for one of some methods of the app."""
        wanted = np.zeros(self._links.method_count + 1, dtype=bool)  # -1, for none of the app, is the last
        wanted[methods] = True
        found: Flags = wanted[resolved]
        return found


def _text(file: FileLinks, body: MethodBody, index: int, register: int) -> str:
    """The constant text that a register holds, empty where it may hold anything else."""
    for _ in range(len(body)):
        definitions = body.definitions(index, register)
        if len(definitions) != 1 or definitions[0] < 0:
            return ""
        index = definitions[0]
        if body.opcodes[index] in STRING_LITERALS:
            loaded = string_constants(file.code.instructions).target_at(body.first + index)
            return file.code.dex.string(loaded) if loaded >= 0 else ""
        if body.opcodes[index] not in MOVES:
            return ""
        register = body.sources(index)[0]
    return ""
