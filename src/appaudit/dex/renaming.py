"""The names that classes and members had before a shrinker renamed them, read from its mapping file.

Format of ProGuard and R8: https://www.guardsquare.com/manual/tools/retrace and
https://r8.googlesource.com/r8/+/refs/heads/main/doc/retrace.md, checked 2026-11-25. A line of a class is
`original -> renamed:`, one of a method `[from:to:]type [class.]name(parameters)[:from[:to]] -> renamed`. Of several
methods with one range of lines the last is the one that stands in the file, the others were inlined into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_CLASS = re.compile(r"(\S+) -> (\S+):")
_METHOD = re.compile(r"(?:(\d+):(\d+):)?\S+ ([^\s()]+)\(([^()]*)\)(?::(\d+))?(?::(\d+))? -> (\S+)")
_FIELD = re.compile(r"\S+ ([^\s()]+) -> (\S+)")
_SOURCE_FILE = re.compile(r'#\s*\{.*"id"\s*:\s*"sourceFile".*"fileName"\s*:\s*"([^"]+)"')
_PRIMITIVES = {
    "boolean": "Z",
    "byte": "B",
    "short": "S",
    "char": "C",
    "int": "I",
    "long": "J",
    "float": "F",
    "double": "D",
    "void": "V",
}


class MappingError(Exception):
    """A file that is no mapping: `line` is the first that says so, 0 where nothing in it is one."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source: of the method itself, or of one that was inlined into it."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class _Range:
    first: int
    last: int
    owner: str
    """Descriptor of the class that the line is in, before renaming."""
    source: int
    source_last: int


@dataclass(slots=True)
class Renaming:
    """Names as they were, by names as they are in the package; classes by descriptor."""

    types: dict[str, str] = field(default_factory=dict)
    methods: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    """By class and name in the package: the name before, by its parameters before renaming."""
    fields: dict[tuple[str, str], str] = field(default_factory=dict)
    lines: dict[tuple[str, str], list[_Range]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    """The source file of a class, by its descriptor before renaming, where the mapping names it."""

    def type(self, descriptor: str) -> str:
        """The descriptor of a type before renaming; arrays by their elements."""
        element = descriptor.lstrip("[")
        return descriptor[: len(descriptor) - len(element)] + self.types.get(element, element)

    def class_name(self, name: str) -> str:
        """A class in Java notation before renaming."""
        return self.type(_descriptor(name))[1:-1].replace("/", ".") if name else name

    def method(self, owner: str, name: str, parameters: str) -> str:
        """The name of a method before renaming.

        Args:
            owner: Descriptor of its class in the package.
            name: Its name in the package.
            parameters: The descriptors of its parameters before renaming, end to end.
        """
        known = self.methods.get((owner, name))
        if not known:
            return name
        found = known.get(parameters)
        if found is None and len(set(known.values())) == 1:
            found = next(iter(known.values()))  # the shrinker dropped a parameter
        return found or name

    def source(self, owner: str, name: str, line: int) -> SourceLine | None:
        """Where a line of a method in the package comes from, None where the mapping does not say."""
        for each in self.lines.get((owner, name), ()):
            if each.first <= line <= each.last:
                is_moved = each.source_last - each.source == each.last - each.first
                file = self.files.get(each.owner) or _file_named_after(each.owner)
                return SourceLine(file, each.source + (line - each.first if is_moved else 0))
        return None

    def as_shipped(self) -> dict[str, str]:
        """Classes in Java notation as the package has them, by their names before renaming."""
        return {
            original[1:-1].replace("/", "."): renamed[1:-1].replace("/", ".")
            for renamed, original in self.types.items()
            if renamed != original
        }


def read_mapping(lines: Iterable[str]) -> Renaming:
    """The names that a mapping file gives back.

    Raises:
        MappingError: A line fits no form of the format, or none names a class.
    """
    found = Renaming()
    renamed = original = ""
    for number, text in enumerate(lines, 1):
        line = text.strip()
        if not line or line.startswith("#"):
            source_file = _SOURCE_FILE.match(line)
            if source_file and original:
                found.files[original] = source_file[1]
        elif match := _CLASS.fullmatch(line):
            original, renamed = _descriptor(match[1]), _descriptor(match[2])
            found.types[renamed] = original
        elif not renamed:
            raise MappingError(number)
        elif match := _METHOD.fullmatch(line):
            _add_method(found, renamed, original, match)
        elif match := _FIELD.fullmatch(line):
            found.fields[renamed, match[2]] = match[1]
        else:
            raise MappingError(number)
    if not found.types:
        raise MappingError(0)
    return found


def _add_method(found: Renaming, renamed: str, original: str, match: re.Match[str]) -> None:
    first, last, qualified, parameters, source, source_last, name = match.groups()
    owner, _, simple = qualified.rpartition(".")
    is_own = not owner or _descriptor(owner) == original
    if is_own:
        descriptors = "".join(map(_type, parameters.split(","))) if parameters else ""
        found.methods.setdefault((renamed, name), {})[descriptors] = simple
    if first and source:
        found.lines.setdefault((renamed, name), []).append(
            _Range(
                int(first),
                int(last),
                original if is_own else _descriptor(owner),
                int(source),
                int(source_last or source),
            )
        )


def _descriptor(name: str) -> str:
    return f"L{name.replace('.', '/')};"


def _type(name: str) -> str:
    element = name.strip()
    depth = element.count("[]")
    element = element.replace("[]", "")
    return "[" * depth + (_PRIMITIVES.get(element) or _descriptor(element))


def _file_named_after(owner: str) -> str:
    """The file that a class is in by the rules of Java, as the shrinkers' own tool takes it."""
    return f"{owner[1:-1].rpartition('/')[2].partition('$')[0]}.java"
