"""A program: the files of bytecode of an artifact, what each of their functions does, and how they are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from typing import Any, Final

from appaudit.abc import AbcError, AbcFile, LiteralValue, Module, Record, literal_array, module_of
from appaudit.arkts.expressions import Environment, Expression
from appaudit.arkts.function_parts import Function, Site
from appaudit.arkts.functions import FunctionReader
from appaudit.arkts.system_modules import KIT
from appaudit.arkts.written_file import Surroundings, WrittenFile, WrittenReader
from appaudit.model.record import record

#: The function that runs when a source file is loaded.
MAIN: Final = "func_main_0"
_NORMAL: Final = "@normalized:"
_PREFIXES: Final = ("@bundle:", "@package:")
#: How requests for native libraries begin.
_OF_LIBRARIES: Final = "@normalized:Y"
#: Modules of the system, by what requests for them begin with.
SYSTEM: Final = ("@ohos:", "@hms:", "@system:", "@native:", "@bundle:com.huawei.hms.")
#: The same in sources, which name kits as well; a build writes their modules instead.
SYSTEM_IN_SOURCES: Final = (*SYSTEM, KIT)
#: Requests in sources for what is no code, or what the build itself writes.
_NO_CODE = re.compile(r"(?:\.(?:json5?|css|less|sass|scss)|(?:^|/)BuildProfile)$")
_BUNDLE = re.compile(r"[A-Za-z]\w*(?:\.\w+)+/")
#: Functions in one program that are read; the rest is a gap.
_MOST_FUNCTIONS: Final = 400_000


@record(kw_only=False, frozen=False)
class Source:
    """A source file: its path as facts name it, its record and module, and the number of its first function.

    `file` is the file of bytecode that it is in, or the file itself where it is read as it was written.
    """

    number: int
    file: AbcFile | WrittenFile
    record: Record
    path: str
    module: Module
    main: int = -1


@record(kw_only=False, frozen=False)
class ClassDefinition:
    """A class: what makes it (its constructor), its members by name, what it extends, and where it is made."""

    constructor: int
    above: Expression
    maker: int
    members: dict[str, int] = field(default_factory=dict)


class Program:
    """All source files and functions; `failures` say what could not be read.

    `unparsed` counts places in files as they were written that are no source text, by file. `around` says what is taken
    from a kit of the system.
    """

    def __init__(
        self,
        files: Iterable[AbcFile],
        written: Iterable[WrittenFile] = (),
        around: Surroundings = Surroundings(),  # noqa: B008  # it does not change
    ) -> None:
        """Read every function once."""
        self.around = around
        self.sources: list[Source] = []
        self.functions: list[Function] = []
        self.sites: list[Site] = []
        self.failures: list[tuple[str, str]] = []
        self.left_out = 0
        self.unparsed: dict[str, int] = {}
        self.classes: dict[int, ClassDefinition] = {}
        self.class_of: dict[int, int] = {}
        self.is_static: dict[int, bool] = {}  # members of classes: whether of the class itself; absent: nobody can tell
        self.literals: dict[tuple[Any, ...], tuple[int, int]] = {}
        self.writes: dict[str, list[tuple[Expression, Expression]]] = {}
        self.variables: dict[tuple[Environment, int], list[Expression]] = {}
        self.locals: dict[tuple[int, int], list[Expression]] = {}
        self.globals: dict[str, list[Expression]] = {}
        self._by_key: dict[str, list[int]] = {}
        self._names: dict[int, str] = {}
        self._numbers: dict[int, dict[int, int]] = {}
        for file in files:
            self._read(file)
        for source in written:
            self._read_written(source, around)
        self._collect()

    def _read(self, file: AbcFile) -> None:
        self.failures += [(file.place, failure.message) for failure in file.failures]
        numbers = self._numbers[id(file)] = {}
        first = len(self.functions)
        for defined in file.records:
            if not defined.methods:
                continue
            source = Source(len(self.sources), file, defined, path_of(defined.name), self._module(file, defined))
            self.sources.append(source)
            self._by_key.setdefault(defined.name, []).append(source.number)
            self._by_key.setdefault(source.path, []).append(source.number)
            for method in defined.methods:
                if len(self.functions) >= _MOST_FUNCTIONS:
                    self.left_out += 1
                    continue
                numbers[method.offset] = len(self.functions)
                if method.name == MAIN or method.name.endswith("#" + MAIN):
                    source.main = len(self.functions)
                self.functions.append(Function(len(self.functions), source.number, method))
        reader = FunctionReader(file, numbers, len(self.sites))
        for function in self.functions[first:]:
            try:
                reader.read(function)
            except AbcError as error:
                function.damage = error.message
            if function.damage:
                self.failures.append((file.place, f"{self.sources[function.record].path}: {function.damage}"))
            self.sites += function.sites
            for made, literal in function.literals:
                self.literals[made] = (self.sources[function.record].number, literal)

    def _read_written(self, file: WrittenFile, around: Surroundings) -> None:
        if len(self.functions) >= _MOST_FUNCTIONS:
            self.left_out += 1
            return
        number = len(self.sources)
        reader = WrittenReader(file, number, len(self.functions), len(self.sites), around)
        source = Source(number, file, reader.record(), file.path, reader.module, len(self.functions))
        self.sources.append(source)
        self._by_key.setdefault(file.path, []).append(number)
        self.functions += reader.functions
        for function in reader.functions:
            self.sites += function.sites
        if reader.errors or reader.cut:
            self.unparsed[file.place] = max(reader.errors, 1)

    def _module(self, file: AbcFile, record: Record) -> Module:
        index = record.fields.get("moduleRecordIdx")
        if index is None or index == 0xFFFFFFFF:
            return Module()
        try:
            return module_of(file, index)
        except AbcError as error:
            self.failures.append((file.place, error.message))
            return Module()

    def _collect(self) -> None:
        """What functions say of others, by what it is said of."""
        for function in self.functions:
            for made, environments in function.made:
                other = self.functions[made]
                if other.owner < 0 and made != function.number:
                    other.owner, other.environments = function.number, environments
            for constructor, literal, above in function.classes:
                self._add_class(function, constructor, literal, above)
        for function in self.functions:
            for number, home in function.homes:
                owner = _class_of_home(home)
                if owner in self.classes:
                    self.class_of.setdefault(number, owner)
                    self.is_static.setdefault(number, home is not None and home[0] == "class")
            for base, name, value in function.writes:
                owner = _class_of_home(base)
                if owner in self.classes and value is not None and value[0] == "function":
                    self.classes[owner].members.setdefault(name, value[1])
            for environment, slot, value in function.variables:
                place = self.environment(environment)
                if place is not None:
                    self.variables.setdefault((place, slot), []).append(value)
            for slot, value in function.locals:
                self.locals.setdefault((function.record, slot), []).append(value)
            for name, value in function.globals:
                self.globals.setdefault(name, []).append(value)
            for base, name, value in function.writes:
                self.writes.setdefault(name, []).append((base, value))

    def _add_class(self, function: Function, constructor: int, literal: int, above: Expression) -> None:
        if constructor in self.classes:
            return
        made = self.classes[constructor] = ClassDefinition(constructor, above, function.number)
        self.class_of[constructor] = constructor
        environments = next((each for number, each in function.made if number == constructor), ())
        self.is_static[constructor] = False
        for name, number, is_static in self._members(function, literal):
            made.members.setdefault(name, number)
            if is_static is not None:
                self.is_static.setdefault(number, is_static)
            self.class_of.setdefault(number, constructor)
            member = self.functions[number]
            if member.owner < 0:
                member.owner, member.environments = function.number, environments

    def _members(self, function: Function, literal: int) -> Iterator[tuple[str, int, bool | None]]:
        """The functions that a literal array gives, by the text before each, and whether they are of the class itself.

        The number at its end says how many are of instances; these come first (as in
        all real files that were seen).
        """
        file = self.sources[function.record].file
        values = self.literal(function.record, literal)
        of_instances = values[-1].value if values and values[-1].kind == "number" else None
        name, given = "", 0
        for value in values:
            if value.kind == "text":
                name = str(value.value)
            elif value.kind == "method" and isinstance(value.value, int):
                given += 1
                number = self.number_of(file, value.value)
                if number is not None and name:
                    yield name, number, given > of_instances if isinstance(of_instances, int) else None

    def number_of(self, file: AbcFile | WrittenFile, offset: int) -> int | None:
        """The number of the function that a file describes at a place."""
        return self._numbers.get(id(file), {}).get(offset)

    def literal(self, source: int, offset: int) -> Sequence[LiteralValue]:
        """The values of a literal array; empty where it cannot be read, which is noted."""
        file = self.sources[source].file
        if not offset or isinstance(file, WrittenFile):
            return ()
        try:
            return literal_array(file, offset)
        except AbcError as error:
            self.failures.append((file.place, error.message))
            return ()

    def environment(self, environment: Environment) -> Environment | None:
        """The environment that a function names by how far above its own it is; None where nobody makes it.

        In damaged files functions make each other: who comes to one again goes round for ever.
        """
        seen: set[Environment] = set()
        while environment[0] == "above":
            if environment in seen or len(seen) > len(self.functions):
                return None
            seen.add(environment)
            _, number, depth = environment
            function = self.functions[number]
            if function.owner < 0:
                return None
            around = function.environments
            over = depth - len(around)
            environment = around[-1 - depth] if over < 0 else ("above", function.owner, over)
        return environment

    def source_of(self, request: str, asking: int = -1) -> int | None:
        """The source file that a module names in a request; one in the same file of bytecode comes first."""
        found = self._by_key.get(record_name(request)) or self._by_key.get(path_of(record_name(request)))
        if not found:
            return None
        if asking >= 0:
            file = self.sources[asking].file
            return next((number for number in found if self.sources[number].file is file), found[0])
        return found[0]

    def absent(self) -> dict[str, Source]:
        """Requests for modules of the app or of packages that no file holds, each with the file that asks first.

        Native libraries are among those that sources ask for; beside bytecode they are files that others speak of.
        """
        found: dict[str, Source] = {}
        for source in self.sources:
            is_written = isinstance(source.file, WrittenFile)
            for request in source.module.requests:
                if is_written:
                    is_code = not request.startswith(SYSTEM_IN_SOURCES) and not _NO_CODE.search(request)
                else:
                    is_code = request.startswith((_NORMAL, *_PREFIXES)) and not request.startswith(
                        (*SYSTEM, _OF_LIBRARIES)
                    )
                if is_code and self.source_of(request) is None:
                    found.setdefault(request, source)
        return found

    def name_of(self, number: int) -> str:
        """What a function is called: `Class.method`, of the functions around it where it has no name (`~`)."""
        known = self._names.get(number)
        if known is not None:
            return known
        self._names[number] = "~"  # functions do not make themselves
        function = self.functions[number]
        own = plain_name(function.method.name) or self._nameless(number)
        constructor = self.class_of.get(number)
        if function.method.name == MAIN:
            name = "main"
        elif constructor == number:
            name = own
        elif constructor is not None:
            name = f"{self.name_of(constructor)}.{own}"
        elif function.owner >= 0 and self.functions[function.owner].method.name != MAIN:
            name = f"{self.name_of(function.owner)}.{own}"
        else:
            name = own
        name = name[-200:] if len(name) < 2000 else "~"
        self._names[number] = name
        return name

    def _nameless(self, number: int) -> str:
        """`~` for a function without a name, with its place among those that the same function makes."""
        owner = self.functions[number].owner
        if owner < 0:
            return "~"
        others = dict.fromkeys(made for made, _ in self.functions[owner].made)
        nameless = [made for made in others if not plain_name(self.functions[made].method.name)]
        place = nameless.index(number) if number in nameless else 0
        return f"~{place + 1}" if place else "~"

    def line_of(self, number: int, place: int) -> int:
        """The line of a place in a function, from 1; 0 in bytecode, which has none."""
        file = self.sources[self.functions[number].record].file
        return file.line_at(place) if isinstance(file, WrittenFile) else 0

    def full_name(self, number: int) -> str:
        """A function as facts name it: `entry/src/main/ets/pages/Index#Index.aboutToAppear`."""
        return f"{self.sources[self.functions[number].record].path}#{self.name_of(number)}"


def _class_of_home(home: Expression) -> int:
    """The class whose instances, or which itself, a function is put into; -1 where it is another object."""
    if home is not None and home[0] == "property" and home[2] == "prototype":
        home = home[1]
    return int(home[1]) if home is not None and home[0] == "class" else -1


def path_of(record: str) -> str:
    """The path of a source file by the name of its record: without bundle, version and the folders of old ohpm."""
    name = record.removeprefix("L").removesuffix(";")
    if "&" in name:
        parts = name.split("&")
        return parts[1] if len(parts) > 2 else parts[0]
    if "pkg_modules/" in name:
        return name.rpartition("pkg_modules/")[2]
    return _BUNDLE.sub("", name, count=1) if _BUNDLE.match(name) else name


def record_name(request: str) -> str:
    """The name of the record that a request for a module of an app or library is for."""
    if request.startswith(_NORMAL):
        parts = request.removeprefix(_NORMAL).split("&")
        if len(parts) >= 5:
            return f"L{parts[2]}&{parts[3]}&{parts[4]};"
    for prefix in _PREFIXES:
        if request.startswith(prefix):
            return f"L{request.removeprefix(prefix)};"
    return f"L{request};"


#: What stands before the name of a function: the scopes around it, or in older files a number that tells it apart.
_BEFORE = re.compile(r"#[^#]*#")
_NUMBERED = re.compile(r"\^[0-9a-f]+$")


def plain_name(name: str) -> str:
    """The own name of a function without what compilers put around it; empty where it has none."""
    own = _BEFORE.sub("", name, count=1) if name.startswith("#") else name
    own = re.sub(r"[^\w$]", "", _NUMBERED.sub("", own))
    return "" if own.isdigit() else own
