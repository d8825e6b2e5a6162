"""Whether each step of a printed call chain is there in the bytecode, as dexdump prints it.

A step from one method to the next is there when the code of the first calls a method of the very name and descriptor
of the second, or does what makes the second run without naming it: creates an object of its class or of one below it
(callbacks, constructors of classes above), touches a static member of it (`<clinit>`), names the class (components,
reflection), or reads a field in which a method keeps an object of its class that it makes (a handler, a task to post).
"""

from __future__ import annotations

import itertools
import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

_CLASS = re.compile(r"  Class descriptor  : '(.*)'")
_SUPERCLASS = re.compile(r"  Superclass        : '(.*)'")
_INTERFACE = re.compile(r"    #\d+              : '(L.*;)'")
_NAME = re.compile(r"      name          : '(.*)'")
_TYPE = re.compile(r"      type          : '(\(.*)'")
_INSTRUCTION = re.compile(r"^[0-9a-f]+: .*\|[0-9a-f]{4}: (.*)$")
_CALLED = re.compile(r"^invoke-[\w/-]+ \{.*\}, (\[*L[^;]+;)\.(.+?):(\(.*?\)\S+)")
_MADE = re.compile(r"^new-instance \w+, (L[^;]+;)")
_TOUCHED = re.compile(r"^s(?:get|put)[\w-]* \w+, (L[^;]+;)\.\w")
_READ = re.compile(r"^[is]get-object \w+, (?:\w+, )?(L[^;]+;\.[^:]+:L[^;]+;)")
_KEPT = re.compile(r"^[is]put-object \w+, (?:\w+, )?(L[^;]+;\.[^:]+:(L[^;]+;))")
_NAMED = re.compile(r"^const-class \w+, (L[^;]+;)")


@dataclass
class Dumped:
    """Classes with what they extend and implement, and the instructions of each method by its full name."""

    above: dict[str, list[str]] = field(default_factory=dict)
    code: dict[str, list[str]] = field(default_factory=dict)

    @cached_property
    def kept(self) -> dict[str, set[str]]:
        """By field, with its class and type, the classes of objects that a method makes which writes it."""
        found: dict[str, set[str]] = {}
        for lines in self.code.values():
            made = {match[1] for match in map(_MADE.match, lines) if match}
            for match in map(_KEPT.match, lines) if made else ():
                if match:
                    found.setdefault(match[1], set()).update(name for name in made if self.is_below(name, match[2]))
        return found

    def is_below(self, name: str, other: str) -> bool:
        """Whether a class is another one, or extends or implements it, however far up."""
        pending, seen = [name], set()
        while pending:
            current = pending.pop()
            if current == other:
                return True
            if current not in seen:
                seen.add(current)
                pending += self.above.get(current, ())
        return False


def dumped(files: Iterable[bytes]) -> Dumped:
    """What dexdump prints of several DEX files, together."""
    found = Dumped()
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(files):
            path = Path(folder) / f"{number}.dex"
            path.write_bytes(data)
            done = subprocess.run(["dexdump", "-d", path], capture_output=True, check=False)
            _read(done.stdout.decode("utf-8", "replace"), found)
    return found


def _read(text: str, found: Dumped) -> None:
    owner = name = method = ""
    for line in text.splitlines():
        if match := _CLASS.match(line):
            owner = match[1]
            found.above.setdefault(owner, [])
        elif match := _SUPERCLASS.match(line) or _INTERFACE.match(line):
            found.above[owner].append(match[1])
        elif match := _NAME.match(line):
            name = match[1]
        elif match := _TYPE.match(line):
            method = f"{owner[1:-1].replace('/', '.')}.{name}{match[1]}"
        elif match := _INSTRUCTION.match(line):
            found.code.setdefault(method, []).append(match[1])


def missing_steps(chain: Sequence[str], dump: Dumped) -> list[tuple[str, str]]:
    """The steps of a chain that are not in the bytecode."""
    return [(first, second) for first, second in itertools.pairwise(chain) if not has_step(first, second, dump)]


def has_step(first: str, second: str, dump: Dumped) -> bool:
    """Whether the code of one method leads to another, both as facts name them."""
    symbol, _, rest = second.partition("(")
    class_name, _, name = symbol.rpartition(".")
    owner, descriptor = f"L{class_name.replace('.', '/')};", f"({rest}"
    for line in dump.code.get(first, ()):
        if (match := _CALLED.match(line)) and (match[2], match[3]) == (name, descriptor):
            return True
        if name == "<clinit>" and match and dump.is_below(match[1], owner):
            return True
        if (match := _MADE.match(line)) and dump.is_below(match[1], owner):
            return True
        if (match := _TOUCHED.match(line)) and dump.is_below(match[1], owner):
            return True
        if (match := _NAMED.match(line)) and dump.is_below(match[1], owner):
            return True
        if (match := _READ.match(line)) and any(dump.is_below(name, owner) for name in dump.kept.get(match[1], ())):
            return True
        if line.startswith("const-string") and class_name in line.replace("/", "."):
            return True
    return False
