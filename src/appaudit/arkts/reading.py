"""Bytecode of ArkTS to facts: what is called of the system, by whom, when, and on which terms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from appaudit.abc import AbcError, AbcFile
from appaudit.arkts.conditions import Conditions
from appaudit.arkts.expressions import Expression
from appaudit.arkts.function_parts import Site
from appaudit.arkts.graph import GraphBuilder, Use
from appaudit.arkts.messages import Messages
from appaudit.arkts.program import SYSTEM, Program
from appaudit.arkts.reach import Entry, Phases, Reached
from appaudit.arkts.resolving import Resolver
from appaudit.arkts.sensors import SensorReader
from appaudit.arkts.system_modules import GIVES_MODULE, GIVES_PROPERTY, LISTS_ALL, system_name
from appaudit.arkts.walk import Following
from appaudit.arkts.written_file import Surroundings, WrittenFile
from appaudit.lexicon.arkts import ArktsWords
from appaudit.lexicon.consent import ConsentWords
from appaudit.lexicon.shake import ShakeWords
from appaudit.model.artifact import ArkBytecode, ArkSources, Text
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.code import ApiCallFact, SensorUseFact
from appaudit.model.knowledge import ApiEntry
from appaudit.model.location import Location
from appaudit.model.record import record
from appaudit.model.words import GapReason, Phase
from appaudit.scripts.conduct import given

EXTRACTOR: Final = "arkts"
#: Of several calls of one interface in one function, the one that runs earliest and least guarded is shown.
_ORDER: Final[dict[Phase, int]] = {"pre_consent": 0, "other": 1, "unknown": 2, "dead": 3}
#: A shorter name is one of many things.
_TELLING: Final = 8
_MOST_STRINGS: Final = 24
_MOST_TEXTS: Final = 20_000
_LONGEST_TEXT: Final = 4_000
_MOST_DAMAGE: Final = 20
#: Modules that are not there, as a gap names them.
_MOST_REQUESTS: Final = 5
_LONGEST_REQUEST: Final = 100


@record
class PermissionRequest:
    """A call that asks the user for permissions; `complete` is False where others may be among them."""

    caller: str
    place: str
    permissions: tuple[str, ...]
    complete: bool
    phase: Phase


@record
class ArktsFigures:
    """What was read and resolved; call sites are those of the program."""

    files: int = 0
    functions: int = 0
    sites: int = 0
    resolved: int = 0
    system: int = 0
    unresolved: int = 0


@record
class ArktsReading:
    """All that bytecode of ArkTS shows; `policies` are calls of interfaces of a policy that the store keeps."""

    facts: tuple[ApiCallFact, ...] = ()
    gaps: tuple[Gap, ...] = ()
    texts: tuple[Text, ...] = ()
    requests: tuple[PermissionRequest, ...] = ()
    sensors: tuple[SensorUseFact, ...] = ()
    unfollowed_sensors: tuple[str, ...] = ()
    policies: tuple[tuple[str, Location], ...] = ()
    figures: ArktsFigures = ArktsFigures()  # a record does not change


def follow(program: Program, words: ArktsWords) -> Following:
    """Who calls whom in a program."""
    resolver = Resolver(program)
    builder = GraphBuilder(program, resolver, words)
    graph = builder.build()
    Messages(program, resolver, words, graph, builder.functions_of).add()
    return Following(program, resolver, builder, graph)


def read_bytecode(
    files: Iterable[ArkBytecode],
    entries: Iterable[ApiEntry],
    words: ArktsWords,
    consent: ConsentWords,
    shake: ShakeWords | None = None,
    sources: Sequence[ArkSources] = (),
    kits: Mapping[str, str] = MappingProxyType({}),
) -> ArktsReading:
    """What bytecode and sources of ArkTS call of the system, when and on which terms.

    Args:
        files: The files of bytecode of one artifact.
        entries: The catalogue of the platform.
        words: Names in ArkTS.
        consent: Names that say whether the user has agreed.
        shake: Words of shaking; without them sensors are not looked at.
        sources: Source files of the artifact, by module.
        kits: What sources take from kits of the system, by kit and name.
    """
    files = list(files)
    gaps: list[Gap] = []
    read: list[AbcFile] = []
    for file in files:
        try:
            read.append(AbcFile(file.data, file.place))
        except AbcError as error:
            gaps.append(_gap(CoverageLevel.NONE, "unreadable", file.place, Bilingual(error.zh, error.message)))
    program = Program(read, *_written(sources, kits))
    following = follow(program, words)
    conditions = Conditions(program, following.resolver, following.graph, words, consent)
    phases = Phases(
        program, following.resolver, following.graph, following.builder, conditions, words,
        [*(Entry(file.started, file.pages) for file in files), *(Entry(each.started, each.pages) for each in sources)],
    )  # fmt: skip
    reader = _FactReader(following, phases, list(entries), words)
    sensors = SensorReader(following, phases, words, shake) if shake is not None else None
    sensor_facts = tuple(sensors.facts()) if sensors is not None else ()
    return ArktsReading(
        facts=tuple(reader.facts()),
        gaps=(*gaps, *_gaps(following, reader), *_absent(_of_apps(files, sources), following)),
        texts=tuple(_texts(program)),
        requests=tuple(reader.requests()),
        sensors=sensor_facts,
        policies=tuple(reader.policies()),
        unfollowed_sensors=tuple(sensors.unfollowed) if sensors is not None else (),
        figures=ArktsFigures(
            files=len(program.sources),
            functions=len(program.functions),
            sites=len(program.sites),
            resolved=following.graph.resolved,
            system=following.graph.system,
            unresolved=len(following.graph.unresolved),
        ),
    )


def _written(modules: Sequence[ArkSources], kits: Mapping[str, str]) -> tuple[list[WrittenFile], Surroundings]:
    """All source files, and what requests in them mean."""
    files = [
        WrittenFile(file.place, file.path, file.text, file.language) for module in modules for file in module.files
    ]
    packages = {name: (folder, first) for module in modules for name, folder, first in module.packages}
    return files, Surroundings(frozenset(file.path for file in files), packages, kits)


#: The part of a gap that lies in several sources.
_SOURCES: Final = "ArkTS"
#: How what an interface gives by a name that is no constant is called.
_ANY_MEMBER: Final = "[]"


class _FactReader:
    """Makes facts of what is used of the system."""

    def __init__(self, following: Following, phases: Phases, entries: Sequence[ApiEntry], words: ArktsWords) -> None:
        self._program = following.program
        self._resolver = following.resolver
        self._graph = following.graph
        self._phases = phases
        self._words = words
        self._entries: defaultdict[str, list[ApiEntry]] = defaultdict(list)
        for entry in entries:
            if entry.script:
                self._entries[entry.script].append(entry)
        self._called = {use.interface for use in self._graph.uses if use.site is not None}
        self.unfollowed: Counter[str] = Counter()
        self._modules = frozenset(script.rpartition(".")[0] for script in self._entries)

    def unnamed(self) -> tuple[Counter[str], Counter[str]]:
        """Calls of the system's modules by a name that is made, and to code unknown that is handed one, by files."""
        made: Counter[str] = Counter()
        handed: Counter[str] = Counter()
        for use in self._graph.uses:
            if use.site is not None and use.interface.removesuffix(_ANY_MEMBER) in self._modules:
                made[self._place(use.function)] += use.interface.endswith(_ANY_MEMBER)
            elif use.site is not None and use.interface in LISTS_ALL:
                handed[self._place(use.function)] += any(map(self._is_module, use.site.arguments))
        for site in self._graph.unresolved:
            is_by_value = site.callee is None and self._is_module(site.this)
            if is_by_value or self._is_of_made_module(site.callee):
                made[self._place(site.function)] += 1
            elif any(map(self._is_module, site.arguments)):
                handed[self._place(site.function)] += 1
        return +made, +handed

    def _is_of_made_module(self, callee: Expression) -> bool:
        """Whether a call is of a module that is taken by a name which nobody can tell."""
        while callee is not None and callee[0] in ("property", "keyed", "element", "waiting"):
            callee = callee[1]
        if callee is not None and callee[0] == "result":
            site = self._program.sites[callee[1]]
            called = {value[1] for value in self._resolver.of(site.callee) if value[0] == "interface"}
            if GIVES_PROPERTY in called and self._is_module((site.arguments or (None,))[0]):
                return True
            names = self._resolver.of((site.arguments or (None,))[0])
            return not called.isdisjoint(GIVES_MODULE) and not any(value[0] == "text" for value in names)
        if callee is None or callee[0] != "module":
            return False
        return not any(value[0] == "text" for value in self._resolver.of(callee[1]))

    def _is_module(self, expression: Expression) -> bool:
        """Whether something is a module of the system whose members read data."""
        return any(value[0] == "interface" and value[1] in self._modules for value in self._resolver.of(expression))

    def facts(self) -> list[ApiCallFact]:
        """One fact for each entry and function that uses it."""
        found: defaultdict[tuple[str, int], list[tuple[ApiEntry, Use, bool]]] = defaultdict(list)
        for use in self._graph.uses:
            if use.site is None and use.interface in self._called:
                continue  # the name of what is called
            for entry in self._entries.get(use.interface, ()):
                if not entry.with_strings or (use.site and given(self._strings(use.site), entry.with_strings)):
                    found[entry.script, use.function].append((entry, use, True))
        for entry, use in self._guessed():
            found[entry.script, use.function].append((entry, use, False))
        return [self._fact(group) for group in found.values()]

    def requests(self) -> list[PermissionRequest]:
        """Calls that ask the user for permissions."""
        found = []
        for use in self._graph.uses:
            if use.site is None or use.interface not in self._words.permission_requests:
                continue
            listed = [self._resolver.of(("element", argument)) for argument in use.site.arguments[1:2]]
            names = {value[1] for values in listed for value in values if value[0] == "text"}
            complete = bool(names) and all(value[0] == "text" for values in listed for value in values)
            found.append(
                PermissionRequest(
                    caller=self._program.full_name(use.function),
                    place=self._place(use.function),
                    permissions=tuple(sorted(names)),
                    complete=complete,
                    phase=self._phases.at(use.function, use.place).phase,
                )
            )
        return found

    def policies(self) -> list[tuple[str, Location]]:
        """Calls of interfaces that only an app has whose policy the store keeps, each interface once."""
        found: dict[str, Location] = {}
        for use in self._graph.uses:
            if use.interface in self._words.policy_interfaces:
                symbol = self._program.full_name(use.function)
                found.setdefault(use.interface, Location(path=self._place(use.function), symbol=symbol))
        return list(found.items())

    def _guessed(self) -> list[tuple[ApiEntry, Use]]:
        """Calls by the name of one catalogued interface alone, in files that take its module from the system.

        What nobody could follow is counted by name where no file takes the module in question.
        """
        by_name: defaultdict[str, set[str]] = defaultdict(set)
        for script in self._entries:
            by_name[script.rpartition(".")[2]].add(script)
        taken = [self._modules_taken(source.number) for source in self._program.sources]
        found = []
        of_kept = self._words.of_kept.match
        kept = (use.site for use in self._graph.uses if use.site is not None and of_kept(use.interface))
        for site in (*self._graph.unresolved, *kept):
            callee = site.callee
            if callee is None or callee[0] != "property":
                continue
            if any(not of_kept(str(value[1])) for value in self._resolver.of(callee)):
                continue
            scripts = by_name.get(callee[2], set())
            source = self._program.functions[site.function].record
            near = [script for script in scripts if any(script.startswith(f"{module}.") for module in taken[source])]
            if len(callee[2]) >= _TELLING and len(near) == 1:
                for entry in self._entries[near[0]]:
                    if not entry.with_strings:
                        found.append((entry, Use(near[0], site.function, site.place, site)))
            elif near or (len(callee[2]) >= _TELLING and scripts):
                self.unfollowed[self._place(site.function)] += 1
        return found

    def _modules_taken(self, source: int) -> set[str]:
        module = self._program.sources[source].module
        taken = (*module.requests, *(each.module for each in module.imports))
        return {system_name(request) for request in taken if request.startswith(SYSTEM)}

    def _strings(self, site: Site) -> list[str]:
        """Constants among the arguments of a call, and names of the system's own: `SensorId.ACCELEROMETER`."""
        found: list[str] = []
        pending: list[tuple[Expression, int]] = [(argument, 0) for argument in site.arguments]
        while pending and len(found) < _MOST_STRINGS:
            argument, depth = pending.pop(0)
            for value in self._resolver.of(argument):
                if value[0] == "text" or value[0] == "number":
                    found.append(str(value[1]))
                elif value[0] == "interface":
                    found.append(".".join(value[1].split(".")[-2:]))
                elif value[0] in ("array", "object") and depth < 2:
                    pending.append((("element", value), depth + 1))
        return found

    def _place(self, function: int) -> str:
        return self._program.sources[self._program.functions[function].record].file.place

    def _fact(self, group: list[tuple[ApiEntry, Use, bool]]) -> ApiCallFact:
        reached = {use.place: self._phases.at(use.function, use.place) for _, use, _ in group}

        def order(item: tuple[ApiEntry, Use, bool]) -> tuple[bool, int, bool, int]:
            _, use, certain = item
            way = reached[use.place]
            return (not certain, _ORDER[way.phase], way.guarded, use.place)

        entry, use, certain = min(group, key=order)
        way: Reached = reached[use.place]
        caller = self._program.full_name(use.function)
        return ApiCallFact(
            api=entry.script,
            caller=caller,
            caller_class=caller.partition("#")[0],
            data_types=tuple(dict.fromkeys(data for each, _, sure in group if sure == certain for data in each.data)),
            permissions=tuple(dict.fromkeys(name for each, _, _ in group for name in each.permissions)),
            role=entry.role,
            certain=certain and not entry.weak,
            weak=entry.weak,
            sites=tuple(sorted({each.place for _, each, _ in group})),
            phase=way.phase,
            guarded=way.guarded,
            chain=way.chain,
            conditions=way.conditions,
            location=Location(
                path=self._place(use.function), symbol=caller, line=self._program.line_of(use.function, use.place)
            ),
            extractor=EXTRACTOR,
        )


def _texts(program: Program) -> list[Text]:
    """Texts in code that people may see or that name places: with letters beyond ASCII, spaces, or an address."""
    found: dict[tuple[str, str], Text] = {}
    for function in program.functions:
        for _, text in function.texts:
            if not text.isascii() or " " in text or "://" in text:
                place = program.sources[function.record].file.place
                if len(found) < _MOST_TEXTS and (place, text) not in found:
                    symbol = program.sources[function.record].path
                    found[place, text] = Text(place=f"{place}#{symbol}", text=text[:_LONGEST_TEXT])
    return list(found.values())


def _gaps(following: Following, reader: _FactReader) -> list[Gap]:
    program = following.program
    found = []
    for place, message in program.failures[:_MOST_DAMAGE]:
        found.append(
            _gap(CoverageLevel.PARTIAL, "unreadable", place, Bilingual(f"部分字节码无法读取：{message}", message))
        )
    for place, count in program.unparsed.items():
        detail = Bilingual(
            f"源代码有{count}处无法解析，其中的调用可能未读取",
            f"{count} places of the source could not be parsed; calls in them may be missing",
        )
        found.append(_gap(CoverageLevel.PARTIAL, "unreadable", place, detail))
    if program.left_out:
        detail = Bilingual(f"有{program.left_out}个函数未读取", f"{program.left_out} functions were not read")
        found.append(_gap(CoverageLevel.PARTIAL, "limit_reached", _SOURCES, detail))
    if following.resolver.exhausted:
        detail = Bilingual("字节码过于复杂，未全部解析", "The bytecode is too complex; not all calls were resolved")
        found.append(_gap(CoverageLevel.PARTIAL, "limit_reached", _SOURCES, detail))
    for place, count in reader.unfollowed.items():
        detail = Bilingual(
            f"有{count}处调用与系统接口同名，所属对象未能确定",
            f"{count} calls have the name of an interface of the system, on objects that could not be followed",
        )
        found.append(_gap(CoverageLevel.PARTIAL, "unnamed_call", place, detail))
    for counts, what in zip(
        reader.unnamed(),
        (
            Bilingual("按运行时的名字调用系统模块的接口", "Modules of the system are called by names made at run time"),
            Bilingual(
                "把系统模块整个交给无法跟踪的代码",
                "Modules of the system are handed to code that could not be followed",
            ),
        ),
        strict=True,
    ):
        for place, count in counts.items():
            detail = Bilingual(f"有{count}处{what.zh}", f"{what.en} ({count})")
            found.append(_gap(CoverageLevel.PARTIAL, "unnamed_call", place, detail))
    return found


def _of_apps(files: Iterable[ArkBytecode], modules: Sequence[ArkSources]) -> set[str]:
    """The files that are an app's: what an app asks for has to be in it, and libraries get it from elsewhere."""
    found = {file.place for file in files if file.in_app}
    if any(module.started for module in modules):
        found |= {file.place for module in modules for file in module.files}
    return found


def _absent(places: Collection[str], following: Following) -> list[Gap]:
    """A gap for each file of bytecode whose app lacks what its code asks for, and one for all of its sources."""
    by_place: defaultdict[str, list[str]] = defaultdict(list)
    if places and following.resolver.absent:
        by_place[_SOURCES] += sorted(following.resolver.absent)
    for request, source in following.program.absent().items():
        if source.file.place in places:
            by_place[_SOURCES if isinstance(source.file, WrittenFile) else source.file.place].append(request)
    found = []
    for place, requests in by_place.items():
        shown = ", ".join(request[:_LONGEST_REQUEST] for request in requests[:_MOST_REQUESTS])
        detail = Bilingual(
            f"代码引用的{len(requests)}个模块不在其中，未读取：{shown}",
            f"{len(requests)} modules that the code asks for are not in the package and were not read: {shown}",
        )
        found.append(_gap(CoverageLevel.PARTIAL, "missing_part", place, detail))
    return found


def _gap(level: CoverageLevel, reason: GapReason, part: str, detail: Bilingual) -> Gap:
    return Gap(kind="api_call", level=level, reason=reason, part=part, detail=detail)
