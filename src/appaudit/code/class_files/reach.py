"""What a method of a Java class sets in motion, followed through the classes of an SDK archive.

Calls are followed to the methods they name, to what implements an interface or overrides a method, to lambdas, and to
objects that are created on the way and run later. A class that cannot be read ends the way; it is noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import NamedTuple

from appaudit.class_file import ClassFile, ClassFileError, Method, Opcode, instructions, read_class
from appaudit.model.record import record

#: Methods that the framework runs on objects handed to it.
_RUN_LATER = frozenset(
    ("run", "call", "handleMessage", "doInBackground", "onPostExecute", "onClick", "onAnimationEnd", "accept", "invoke")
)
#: Calls that hand an object of the class itself, or a message to it, to the framework.
_POSTS = frozenset(
    (
        "post",
        "postDelayed",
        "postAtTime",
        "postOnAnimation",
        "runOnUiThread",
        "execute",
        "submit",
        "sendMessage",
        "sendMessageDelayed",
        "sendEmptyMessage",
        "sendEmptyMessageDelayed",
        "sendToTarget",
        "obtainMessage",
    )
)
_INVOKES = frozenset((Opcode.INVOKEVIRTUAL, Opcode.INVOKESPECIAL, Opcode.INVOKESTATIC, Opcode.INVOKEINTERFACE))
_READS = frozenset((Opcode.GETFIELD, Opcode.GETSTATIC))
_LOADS = frozenset((Opcode.LDC, Opcode.LDC_W))
_COMPARISONS = frozenset((Opcode.FCMPL, Opcode.FCMPG, Opcode.DCMPL, Opcode.DCMPG))
_STRING_TAG = 8
#: Implementations that one call is followed to, and ancestors of one class; honest programs have fewer that matter.
_MAX_TARGETS = 12
_MAX_RELATED = 200


class MethodKey(NamedTuple):
    """A method by the name of its class as stored, its own, and its descriptor."""

    owner: str
    name: str
    descriptor: str


class Scope(NamedTuple):
    """How far a search goes: within which package as stored, over how many calls, and to how many methods."""

    package: str
    depth: int
    methods: int


@record(kw_only=False)
class Body:
    """What the code of a method mentions: the names it calls, the texts it loads, and where it may lead."""

    calls: frozenset[str] = frozenset()
    texts: tuple[str, ...] = ()
    invoked: tuple[MethodKey, ...] = ()
    created: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    """Classes of objects read from fields."""
    has_lambdas: bool = False
    compares_fractions: bool = False


@record(kw_only=False, frozen=False)
class ClassIndex:
    """All classes of an archive by name; the code of a class is read when somebody asks for it.

    `problems` says by place what could not be read of a class that was asked for.
    """

    problems: dict[str, str] = field(default_factory=dict)
    _data: dict[str, tuple[str, memoryview]] = field(default_factory=dict)
    _above: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _below: dict[str, list[str]] = field(default_factory=dict)
    _nested: dict[str, list[str]] = field(default_factory=dict)
    _files: dict[str, tuple[ClassFile, dict[MethodKey, Method]] | None] = field(default_factory=dict)
    _bodies: dict[MethodKey, Body] = field(default_factory=dict)

    def add(self, file: ClassFile, data: memoryview) -> None:
        """Take a class; of two with the same name the first is kept, as a class loader would."""
        if file.name in self._data:
            return
        self._data[file.name] = (file.place, data)
        self._above[file.name] = (file.superclass, *file.interfaces)
        for name in self._above[file.name]:
            self._below.setdefault(name, []).append(file.name)
        self._nested.setdefault(outermost(file.name), []).append(file.name)

    def methods(self, name: str) -> list[MethodKey]:
        """The methods that a class defines; none where it is not in the archive or cannot be read."""
        found = self._read(name)
        return list(found[1]) if found else []

    def methods_around(self, outer: str) -> list[MethodKey]:
        """The methods of an outermost class and of those nested in it."""
        return [key for name in self._nested.get(outer, ()) for key in self.methods(name)]

    def body(self, key: MethodKey) -> Body:
        """What the code of a method mentions; nothing where it has none or cannot be read."""
        found = self._bodies.get(key)
        if found is None:
            found = self._bodies[key] = self._read_body(key)
        return found

    def implementations(self, called: MethodKey) -> list[MethodKey]:
        """The methods that a call may run: the one it names, an inherited one, or those of classes below."""
        if called.owner not in self._data:
            return []
        found = []
        for name in _closure(called.owner, self._above):
            key = called._replace(owner=name)
            if self._defines(key):
                found.append(key)
                break
        if called.name not in ("<init>", "<clinit>"):
            below = [called._replace(owner=name) for name in _closure(called.owner, self._below)[1:]]
            found += [key for key in below if self._defines(key)]
        return list(dict.fromkeys(found))[:_MAX_TARGETS]

    def _defines(self, key: MethodKey) -> bool:
        found = self._read(key.owner)
        return found is not None and key in found[1] and bool(found[1][key].code)

    def _read(self, name: str) -> tuple[ClassFile, dict[MethodKey, Method]] | None:
        if name in self._files or name not in self._data:
            return self._files.get(name)
        place, data = self._data[name]
        found = None
        try:
            file = read_class(bytes(data), place)
            found = file, {MethodKey(name, each.name, each.descriptor): each for each in file.methods()}
        except ClassFileError as error:
            self.problems[place] = error.problem
        self._files[name] = found
        return found

    def _read_body(self, key: MethodKey) -> Body:
        found = self._read(key.owner)
        if found is None or key not in found[1]:
            return Body()
        try:
            return _body_of(found[0], found[1][key])
        except ClassFileError as error:
            self.problems[found[0].place] = error.problem
            return Body()


def outermost(name: str) -> str:
    """The class in which a class is nested, or itself."""
    return name.partition("$")[0]


def reach(index: ClassIndex, start: Iterable[MethodKey], group: Sequence[MethodKey], scope: Scope) -> list[MethodKey]:
    """The methods reached from `start`, those included, in the order found.

    Args:
        index: The archive.
        start: Methods.
        group: The methods of the class and those nested in it: what may run when a message is sent.
        scope: The bounds of the search.
    """
    found = dict.fromkeys(start)
    frontier = list(found)
    for _ in range(scope.depth):
        following: list[MethodKey] = []
        for method in frontier:
            for target in _after(index, method, group):
                if target in found or not target.owner.startswith(scope.package):
                    continue
                found[target] = None
                following.append(target)
                if len(found) >= scope.methods:
                    return list(found)
        frontier = following
    return list(found)


def _after(index: ClassIndex, method: MethodKey, group: Sequence[MethodKey]) -> Iterator[MethodKey]:
    body = index.body(method)
    for called in body.invoked:
        yield from index.implementations(called)
    for name in body.created:
        yield from (key for key in index.methods(name) if key.name in _RUN_LATER)
    for name in body.held:
        yield from (key for key in index.methods(name) if key.name == "handleMessage")
    if body.has_lambdas:
        yield from (key for key in index.methods(method.owner) if key.name.startswith(f"lambda${method.name}$"))
    if body.calls & _POSTS:
        yield from (key for key in group if key.name in ("handleMessage", "run"))


def _body_of(file: ClassFile, method: Method) -> Body:
    pool = file.pool
    invoked: list[MethodKey] = []
    texts: list[str] = []
    created: list[str] = []
    held: list[str] = []
    has_lambdas = compares = False
    for _, opcode, operand in instructions(method.code, f"{file.place} {method.name}"):
        if opcode in _INVOKES:
            invoked.append(MethodKey(*pool.member(operand)))
        elif opcode in _LOADS and pool.tag(operand) == _STRING_TAG:
            texts.append(pool.string(operand))
        elif opcode == Opcode.NEW:
            created.append(pool.class_name(operand))
        elif opcode in _READS:
            descriptor = pool.member(operand).descriptor
            if descriptor.startswith("L"):
                held.append(descriptor[1:-1])
        has_lambdas |= opcode == Opcode.INVOKEDYNAMIC
        compares |= opcode in _COMPARISONS
    return Body(
        calls=frozenset(key.name for key in invoked),
        texts=tuple(texts),
        invoked=tuple(dict.fromkeys(invoked)),
        created=tuple(dict.fromkeys(created)),
        held=tuple(dict.fromkeys(held)),
        has_lambdas=has_lambdas,
        compares_fractions=compares,
    )


def _closure(name: str, edges: dict[str, tuple[str, ...]] | dict[str, list[str]]) -> list[str]:
    """A class and those that the edges lead to from it, nearest first."""
    found = {name: None}
    pending = [name]
    for each in pending:
        for other in edges.get(each, ()):
            if other not in found and len(found) < _MAX_RELATED:
                found[other] = None
                pending.append(other)
    return list(found)
