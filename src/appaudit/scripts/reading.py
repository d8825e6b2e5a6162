"""Scripts and markup of one program to facts: what is called of the host, by whom, when, and on which terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from appaudit.lexicon.consent import ConsentWords
from appaudit.lexicon.scripts import ScriptWords
from appaudit.model.condition import Condition
from appaudit.model.coverage import Gap
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.knowledge import ApiEntry
from appaudit.model.location import Location
from appaudit.model.record import record
from appaudit.model.words import Phase
from appaudit.scripts.conditions import Conditions
from appaudit.scripts.conduct import asks_of, conduct_facts, given
from appaudit.scripts.constants import Constants
from appaudit.scripts.entries import EntryFinder
from appaudit.scripts.flows import Flows, keys_in
from appaudit.scripts.gaps import script_gaps, unnamed_calls
from appaudit.scripts.graph import Graph, GraphBuilder, HostSite, Node
from appaudit.scripts.host_calls import HostCall
from appaudit.scripts.jsx import read_jsx
from appaudit.scripts.markup import MarkupReading, MarkupUse, read_markup
from appaudit.scripts.modules import Modules
from appaudit.scripts.named_ways import NamedWays
from appaudit.scripts.names import FunctionNames
from appaudit.scripts.pressure import Pressure
from appaudit.scripts.reach import Phases
from appaudit.scripts.sources import ScriptProgram, is_source
from appaudit.scripts.values import Evaluator

_EXTRACTOR: Final = "scripts"
_MARKUP: Final = ("open-type:", "input:", "element:")
#: Of several calls of one interface in one function, the one that runs earliest and least guarded is shown.
_ORDER: Final[dict[Phase, int]] = {"pre_consent": 0, "other": 1, "unknown": 2, "dead": 3}


@record
class ScriptFigures:
    """What was read and resolved; call sites are those of the program.

    `resolved` are calls into the program, `host` to the host, `builtin` to the language itself, `outside` to packages
    and objects that are not there, `unresolved` the others. `dynamic` are calls of the host by a name that no caller
    gives as a constant.
    """

    modules: int = 0
    functions: int = 0
    sites: int = 0
    resolved: int = 0
    host: int = 0
    builtin: int = 0
    outside: int = 0
    unresolved: int = 0
    dynamic: int = 0
    parse_errors: int = 0
    characters: int = 0


@record
class ScriptReading:
    """All that scripts and markup of a program show."""

    facts: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()
    calls: tuple[HostCall, ...] = ()
    markup: tuple[MarkupUse, ...] = ()
    required: tuple[str, ...] = ()
    figures: ScriptFigures = ScriptFigures()  # a record does not change


def read_scripts(
    program: ScriptProgram, entries: Iterable[ApiEntry], words: ScriptWords, consent: ConsentWords
) -> ScriptReading:
    """What the scripts and the markup of a program call, when and on which terms.

    Args:
        program: The files, and what the configuration says of them.
        entries: The catalogue of the platform, of which the entries for scripts count.
        words: Names in scripts.
        consent: Names that say whether the user has agreed.
    """
    wanted = [entry for entry in entries if entry.script]
    platform = words.built_for(program.host) if is_source(program) else frozenset()
    markup = read_markup(program, words, (entry.script for entry in wanted), platform)
    modules = Modules(program.files, platform)
    evaluator = Evaluator(modules, words, program.host)
    finder = EntryFinder(evaluator, words, program)
    registered = finder.register()
    builder = GraphBuilder(
        modules, evaluator, words, _last_names(wanted, evaluator), (item.options for item in registered)
    )
    graph = builder.build()
    builder.add_named([entry.script for entry in wanted], read=not program.host)
    found = finder.find(registered, markup.handlers)
    elements, bound = read_jsx(modules, evaluator, words, [entry.script for entry in wanted])
    markup.uses += elements.uses
    names = FunctionNames(modules)
    conditions = Conditions(evaluator, graph, words, consent)
    ways = NamedWays(evaluator, graph, found, words, finder.shown, markup.bound)
    phases = Phases(modules, graph, found, conditions, names, ways=ways, asked_first=program.asked_first)
    flows = Flows(evaluator, graph, words, names)
    followed = frozenset(entry.script for entry in wanted)
    by_site = _calls(modules, evaluator, graph, names, phases, flows, words, followed)
    calls = sorted(by_site.values(), key=lambda call: (call.path, call.line, call.column, call.api))
    pressure = Pressure(evaluator, graph, found, conditions, words, asks_of(by_site, wanted), program.host)
    return ScriptReading(
        facts=(
            *_facts(calls, wanted),
            *_markup_facts(markup, wanted, found.handlers | bound, flows),
            *conduct_facts(by_site, wanted, pressure, words, consent),
        ),
        gaps=script_gaps(modules, graph, evaluator, markup.unknown),
        calls=tuple(calls),
        markup=tuple(markup.uses),
        required=tuple(sorted(modules.missing)),
        figures=_figures(modules, graph, evaluator),
    )


def _last_names(entries: Iterable[ApiEntry], evaluator: Evaluator) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Interfaces of the host in question by their last name, where only one has it."""
    own = set(evaluator.objects.values())
    found: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
    for entry in entries:
        parts = entry.script.split(".")
        if parts[0] in own and len(parts) > 1:
            found.setdefault(parts[-1], set()).add((parts[0], tuple(parts[1:])))
    return {name: next(iter(apis)) for name, apis in found.items() if len(apis) == 1}


def _calls(
    modules: Modules,
    evaluator: Evaluator,
    graph: Graph,
    names: FunctionNames,
    phases: Phases,
    flows: Flows,
    words: ScriptWords,
    followed: frozenset[str],
) -> dict[HostSite, HostCall]:
    found: dict[HostSite, HostCall] = {}
    after = _ran_after(graph, words)
    texts = Constants(evaluator, graph)
    for site in graph.hosts:
        number, node = site.function[0], site.site
        tree = modules.trees[number]
        line, column = tree.position(node)
        reached = phases.at(site.function, node)
        found[site] = HostCall(
            api=site.api,
            written=" ".join(tree.text(node + 1 if site.called else node)[:60].split()),
            caller=names.of(*site.function),
            path=modules.files[number],
            line=line,
            column=column,
            strings=texts.of(number, node),
            keys=keys_in(modules, number, node),
            certain=site.certain,
            phase=reached.phase,
            guarded=reached.guarded,
            chain=reached.chain,
            conditions=reached.conditions,
            destinations=flows.of(site) if site.certain and not followed.isdisjoint(_apis_of(site.api)) else (),
            granted=reached.granted,
            own=after.get(site.function, "") == words.reads_back.get(site.path[-1], " "),
        )
    return found


def _apis_of(api: str) -> list[str]:
    """The interfaces that a call is one of: what is called of an object that was taken first is that, too."""
    parts = api.split(".")
    return [".".join(parts[:count]) for count in range(2, len(parts) + 1)]


def _ran_after(graph: Graph, words: ScriptWords) -> dict[Node, str]:
    """The call of the host after which alone a function runs, of those whose effect another call reads back."""
    before: dict[Node, set[str]] = {}
    for edge in (edge for edges in graph.edges.values() for edge in edges):
        sites = graph.at_site.get((edge.source[0], edge.site), ())
        names = {site.path[-1] for site in sites} if edge.how != "call" else set()
        before.setdefault(edge.target, set()).update(names or {""})
    setters = frozenset(words.reads_back.values())
    return {node: next(iter(names)) for node, names in before.items() if len(names) == 1 and names <= setters}


def _facts(calls: Sequence[HostCall], entries: Iterable[ApiEntry]) -> list[Fact]:
    """One fact for each entry and caller."""
    by_api: defaultdict[str, list[HostCall]] = defaultdict(list)
    for call in calls:
        for api in _apis_of(call.api):
            by_api[api].append(call)
    found: list[Fact] = []
    for entry in entries:
        if entry.script.startswith(_MARKUP):
            continue
        by_caller: dict[str, list[HostCall]] = {}
        for call in by_api.get(entry.script, ()):
            if not entry.with_strings or given(call.strings, entry.with_strings):
                by_caller.setdefault(call.caller, []).append(call)
        for caller, group in by_caller.items():
            best = min(
                group,
                key=lambda call: (not call.certain, call.own, _ORDER[call.phase], call.guarded, call.line, call.column),
            )
            alive = [call for call in group if call.phase != "dead"] or group
            asks = not entry.permissions or not all(_is_granted(call, entry.permissions) for call in alive)
            waits = () if asks else (Condition(kind="ungranted", subject=", ".join(entry.permissions), method=caller),)
            found.append(
                ApiCallFact(
                    api=entry.script,
                    caller=caller,
                    caller_class="",
                    data_types=() if best.own else entry.data,
                    permissions=entry.permissions if asks else (),
                    role=entry.role,
                    certain=best.certain and not entry.weak,
                    weak=entry.weak,
                    snippet=(best.written,),
                    phase=best.phase,
                    guarded=best.guarded,
                    chain=best.chain,
                    conditions=(*best.conditions, *waits),
                    destinations=best.destinations,
                    location=Location(path=best.path, symbol=caller, line=best.line),
                    extractor=_EXTRACTOR,
                )
            )
    return found


def _is_granted(call: HostCall, permissions: Sequence[str]) -> bool:
    """Whether a call runs only where one of its permissions has been granted before."""
    return any(permission in asked for asked in call.granted for permission in permissions)


def _markup_facts(
    markup: MarkupReading,
    entries: Iterable[ApiEntry],
    handlers: Mapping[tuple[str, str], Sequence[Node]],
    flows: Flows,
) -> list[Fact]:
    """What markup reads by itself; an input that asks for something shows a practice where it reaches a request."""
    known = {entry.script: entry for entry in entries if entry.script.startswith(_MARKUP)}
    found: dict[tuple[str, str], Fact] = {}
    for use in markup.uses:
        entry = ApiEntry(script=use.api, data=(use.data,)) if use.data else known.get(use.api)
        if entry is None:
            continue
        caller = f"{use.page}:{use.handler or use.api.partition(':')[2]}"
        functions = handlers.get((use.page, use.handler), ()) if use.handler else ()
        written = flows.of_field(use.page, use.kept) if use.kept else ()
        taken = (item for node in functions for item in flows.of_handler(node))
        destinations = tuple(dict.fromkeys((*taken, *written)))
        is_kept_here = bool(use.data) and not any(item.to == "request" for item in destinations)
        found.setdefault(
            (use.api, caller),
            ApiCallFact(
                api=use.api,
                caller=caller,
                caller_class="",
                data_types=entry.data,
                permissions=entry.permissions,
                role=entry.role,
                certain=not entry.weak and not use.data,
                weak=entry.weak or is_kept_here,
                phase="unknown" if use.api.startswith("element:") else "other",
                destinations=destinations,
                location=Location(path=use.path, symbol=caller, line=use.line),
                extractor=_EXTRACTOR,
            ),
        )
    return list(found.values())


def _figures(modules: Modules, graph: Graph, evaluator: Evaluator) -> ScriptFigures:
    return ScriptFigures(
        modules=len(modules.modules),
        functions=len({edge.target for edges in graph.edges.values() for edge in edges}),
        sites=graph.sites,
        resolved=graph.resolved,
        host=graph.host_sites,
        builtin=graph.builtin,
        outside=graph.outside,
        unresolved=graph.unresolved,
        dynamic=len(unnamed_calls(graph, evaluator)),
        parse_errors=len(modules.parse_errors),
        characters=modules.size,
    )
