"""How hard scripts press for permissions: asked twice, at once, each time, again after a refusal, with no other way on.

Overlay, repeat, bother and loop are the patterns of MiniChecker (ASE 2024) as its README describes them, read
2026-11-27: https://github.com/xjtu-intsoft/MiniChecker. `forced` is a refusal that leaves one way on only.
An interface that needs a permission asks for it by itself when it is called.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import Final

from appaudit.lexicon.scripts import ScriptWords
from appaudit.model.record import record
from appaudit.model.words import AskPattern, Host, RefusalEffect
from appaudit.scripts import syntax as s
from appaudit.scripts.conditions import Conditions
from appaudit.scripts.entries import Entries
from appaudit.scripts.graph import Edge, Graph, HostSite, Node
from appaudit.scripts.modules import arguments, page_of
from appaudit.scripts.named_ways import pages_led_to
from appaudit.scripts.scopes import key_of
from appaudit.scripts.values import Evaluator, callee_name

_SUCCESS: Final = frozenset(("success", "then", "onSuccess"))
#: Methods of lists that hand each element to a function at once.
_EACH: Final = frozenset(("forEach", "map", "every", "some", "flatMap"))
_MAX_STEPS: Final = 4000
#: A condition that has to hold: tree, node and truth.
Held = frozenset[tuple[int, int, bool]]


@record
class Ask:
    """One call that asks for permissions."""

    site: HostSite
    permissions: tuple[str, ...]


@record
class Pressed:
    """One pattern: the calls that make it up; the first is where it is told."""

    pattern: AskPattern
    asks: tuple[Ask, ...]
    again: HostSite | None = None


@record
class Refused:
    """What a refusal is followed by: the call that does it."""

    effect: RefusalEffect
    ask: Ask
    site: HostSite


class Pressure:
    """Finds the patterns in a program."""

    def __init__(
        self,
        evaluator: Evaluator,
        graph: Graph,
        entries: Entries,
        conditions: Conditions,
        words: ScriptWords,
        asks: Iterable[Ask],
        host: Host,
    ) -> None:
        self._evaluator = evaluator
        self._modules = evaluator.modules
        self._graph = graph
        self._entries = entries
        self._conditions = conditions
        self._words = words
        self._asks: defaultdict[Node, list[Ask]] = defaultdict(list)
        self._sites: set[Node] = set()
        for ask in asks:
            self._asks[ask.site.function].append(ask)
            self._sites.add((ask.site.function[0], ask.site.site))
        self._again = host in words.asks_again
        self._hosts: defaultdict[Node, list[HostSite]] = defaultdict(list)
        for site in graph.hosts:
            self._hosts[site.function].append(site)
        self._called: dict[Node, dict[Node, list[Edge]]] | None = None
        self._jumps = self._jumping() if self._asks else {}

    def patterns(self) -> list[Pressed]:
        """Every pattern once for each place."""
        found: dict[tuple[str, Node, int], Pressed] = {}
        for starts in (self._launch(), *self._entries.starts.values()):
            reached = self._reached(starts, through_answers=False)
            for pressed in self._at_once(reached):
                found.setdefault(_key(pressed), pressed)
            if self._again:
                for pressed in self._each_time(reached):
                    found.setdefault(_key(pressed), pressed)
        if self._again:
            for node in dict.fromkeys((*self._launch(), *self._entries.other, *self._entries.launch)):
                for pressed in self._twice(self._reached([node], through_answers=True)):
                    found.setdefault(_key(pressed), pressed)
        for asks in list(self._asks.values()):
            for ask in asks:
                for pressed in (*self._after_refusal(ask), *self._around(ask)):
                    found.setdefault(_key(pressed), pressed)
        return list(found.values())

    def refusals(self) -> Iterator[Refused]:
        """What each call is followed by where the user refuses."""
        words = self._words
        for asks in list(self._asks.values()):
            for ask in asks:
                for function in self._failing(ask):
                    for site in self._hosts_within(function, 2):
                        last = site.path[-1]
                        if last in words.leaves:
                            yield Refused(effect="exit", ask=ask, site=site)
                        elif last in words.settings:
                            yield Refused(effect="settings", ask=ask, site=site)
                        elif any(
                            other.site == site and set(other.permissions) & set(ask.permissions)
                            for other in self._asks[site.function]
                        ):
                            yield Refused(effect="ask_again", ask=ask, site=site)

    def _launch(self) -> list[Node]:
        first = self._entries.starts.get(self._entries.first_page, [])
        return [*self._entries.starts.get("", []), *first]

    def _edges(self, node: Node) -> Iterator[Edge]:
        yield from self._graph.edges.get(node, ())
        yield from self._jumps.get(node, ())

    def _reached(self, starts: Iterable[Node], *, through_answers: bool) -> dict[Node, Held]:
        """Functions that run by themselves from others, with what has to hold for it.

        With `through_answers` also those that run when a permission was granted.
        """
        found: dict[Node, Held] = {}
        pending: deque[Node] = deque()
        for start in starts:
            if start not in found:
                found[start] = frozenset()
                pending.append(start)
        while pending and len(found) < _MAX_STEPS:
            node = pending.popleft()
            for edge in self._graph.edges.get(node, ()):
                asked = (edge.source[0], edge.site) in self._sites
                if edge.target in found:
                    continue
                if asked and edge.how != "call":
                    if not through_answers or self._is_failure(edge):
                        continue
                elif edge.how in ("answer", "event", "consent"):
                    continue
                found[edge.target] = found[node] | self._held(node, edge.site)
                pending.append(edge.target)
        return found

    def _held(self, function: Node, site: int) -> Held:
        return frozenset((function[0], node, wanted) for node, wanted in self._conditions.branches(function, site))

    def _asked_in(self, reached: dict[Node, Held]) -> list[tuple[Ask, Held]]:
        return [
            (ask, held | self._held(function, ask.site.site))
            for function, held in reached.items()
            for ask in self._asks.get(function, ())
        ]

    def _at_once(self, reached: dict[Node, Held]) -> Iterator[Pressed]:
        asked = self._asked_in(reached)
        for ask, _ in asked:
            if len(set(ask.permissions)) > 1 and self._is_in_loop(ask.site):
                yield Pressed(pattern="overlay", asks=(ask,))
                return
        for index, (first, held) in enumerate(asked):
            others = [
                second
                for second, other in asked[index + 1 :]
                if not set(first.permissions) & set(second.permissions) and not _exclude(held, other)
            ]
            if others:
                yield Pressed(pattern="overlay", asks=(first, *others))
                return

    def _is_in_loop(self, site: HostSite) -> bool:
        """Whether a call is made again and again without an answer between: in a loop, for each element of a list."""
        number, function = site.function
        tree = self._modules.trees[number]
        node = tree.parent[site.site]
        if tree.kind[node] == s.AWAIT:
            return False
        while node > function:
            if tree.kind[node] in (s.FOR, s.FOR_IN, s.WHILE):
                return True
            node = tree.parent[node]
        around = tree.parent[function] if function else -1
        return around >= 0 and tree.kind[around] == s.ARGUMENTS and callee_name(tree, tree.parent[around]) in _EACH

    def _twice(self, reached: dict[Node, Held]) -> Iterator[Pressed]:
        asked = self._asked_in(reached)
        for index, (first, held) in enumerate(asked):
            for second, other in asked[index + 1 :]:
                same = set(first.permissions) & set(second.permissions)
                if (
                    same
                    and (first.site.function, first.site.site) != (second.site.function, second.site.site)
                    and not _exclude(held, other)
                ):
                    yield Pressed(pattern="repeat", asks=(first, second))

    def _each_time(self, reached: dict[Node, Held]) -> Iterator[Pressed]:
        for ask, held in self._asked_in(reached):
            if not held or not any(self._remembers(function) for function in self._failing(ask)):
                yield Pressed(pattern="bother", asks=(ask,))

    def _remembers(self, function: Node) -> bool:
        """Whether a function keeps something: what was answered can be asked of it the next time."""
        number, node = function
        tree = self._modules.trees[number]
        for inner in range(node, tree.after[node]):
            kind = tree.kind[inner]
            if kind == s.ASSIGN and tree.kind[inner + 1] in (s.MEMBER, s.SUBSCRIPT, s.IDENTIFIER):
                return True
            if kind == s.CALL and callee_name(tree, inner) in self._words.keeps:
                return True
        return False

    def _failing(self, ask: Ask) -> list[Node]:
        """Functions that run when a call is refused."""
        return [edge.target for edge in self._callbacks(ask) if self._is_failure(edge)]

    def _callbacks(self, ask: Ask) -> Iterator[Edge]:
        number = ask.site.function[0]
        tree = self._modules.trees[number]
        sites = {ask.site.site}
        at = ask.site.site
        for _ in range(6):  # `ask().then(…).catch(…)`
            holder = tree.parent[at]
            if holder < 0 or tree.kind[holder] != s.MEMBER or tree.kind[tree.parent[holder]] != s.CALL:
                break
            at = tree.parent[holder]
            sites.add(at)
        for edge in self._graph.edges.get(ask.site.function, ()):
            if edge.site in sites and edge.how != "call":
                yield edge

    def _is_failure(self, edge: Edge) -> bool:
        words = self._words
        if edge.key:
            return edge.key in words.failures or edge.key == "complete"
        tree = self._modules.trees[edge.source[0]]
        return tree.kind[edge.site] == s.CALL and callee_name(tree, edge.site) in words.failures

    def _after_refusal(self, ask: Ask) -> Iterator[Pressed]:
        """Whether the call is made again whatever the user answers, and whether nothing else is left to them."""
        home = ask.site.function
        held = self._held(home, ask.site.site)
        first = [edge for edge in self._callbacks(ask) if self._is_failure(edge)]
        own = {edge.site for edge in self._callbacks(ask)}
        for edge in self._edges(home):
            if edge.site not in own and edge.how != "event" and not _exclude(held, self._held(home, edge.site)):
                first.append(edge)
        again = self._way_back(home, first, ask)
        if again:
            yield Pressed(pattern="loop", asks=(ask,))
        for function in self._failing(ask):
            for site in self._hosts_within(function, 2):
                if self._only_one_way(site):
                    yield Pressed(pattern="forced", asks=(ask,), again=site)
                    return

    def _around(self, ask: Ask) -> Iterator[Pressed]:
        """Whether a function that makes the call through another one comes back to itself: `catch { this.ask() }`."""
        for caller, edges in list(self._callers().get(ask.site.function, {}).items()):
            sites = {edge.site for edge in edges}
            held = self._held(caller, min(sites))
            first = [
                edge
                for edge in self._edges(caller)
                if edge.site not in sites and edge.how != "event" and not _exclude(held, self._held(caller, edge.site))
            ]
            if self._way_back(caller, first, None):
                yield Pressed(pattern="loop", asks=(ask,))
                return

    def _callers(self) -> dict[Node, dict[Node, list[Edge]]]:
        if self._called is None:
            self._called = {}
            for source, edges in list(self._graph.edges.items()):
                for edge in edges:
                    if edge.target in self._asks and edge.how == "call" and source != edge.target:
                        self._called.setdefault(edge.target, {}).setdefault(source, []).append(edge)
        return self._called

    def _way_back(self, home: Node, first: Iterable[Edge], ask: Ask | None) -> bool:
        """Whether edges lead back to a function, or to another call for the same.

        Where the host does not ask again by itself, only a dialog with one button makes that a loop for the user.
        """
        wanted = set(ask.permissions) if ask else set()
        seen: set[tuple[Node, bool]] = set()
        pending = deque((edge, self._again) for edge in first)
        while pending and len(seen) < _MAX_STEPS:
            edge, pressing = pending.popleft()
            if not self._leaves_no_choice(edge):
                continue
            node = edge.target
            pressing = pressing or any(map(self._one_button, self._modals_at(edge)))
            again = any(wanted & set(other.permissions) for other in self._asks.get(node, ()))
            if pressing and (node == home or again):
                return True
            if (node, pressing) in seen:
                continue
            seen.add((node, pressing))
            for following in self._edges(node):
                if following.how == "event" or self._needs_choice(edge, node, following.site):
                    continue
                if (following.source[0], following.site) in self._sites and following.key in _SUCCESS:
                    continue
                pending.append((following, pressing))
        return False

    def _modals_at(self, edge: Edge) -> list[HostSite]:
        """The dialogs whose answer an edge waits for."""
        shown = self._graph.at_site.get((edge.source[0], edge.site), ())
        return [host for host in shown if host.path[-1] in self._words.modals]

    def _leaves_no_choice(self, edge: Edge) -> bool:
        """Whether a callback runs whatever the user chooses: a dialog with a way out is one that they can leave."""
        return not (edge.key and edge.key in self._words.refused)

    def _needs_choice(self, edge: Edge, function: Node, site: int) -> bool:
        """Whether a place in the callback of a dialog runs only where the user agreed although they could refuse."""
        if edge.how not in ("answer", "callback"):
            return False
        shown = self._modals_at(edge)
        if not shown or any(self._one_button(host) for host in shown):
            return False
        tree = self._modules.trees[function[0]]
        texts = [tree.text(node) for node, wanted in self._conditions.branches(function, site) if wanted]
        return any(f".{word}" in text or text == word for text in texts for word in self._words.confirmed)

    def _one_button(self, site: HostSite) -> bool:
        if site.path[-1] == "alert":
            return True
        number = site.function[0]
        tree = self._modules.trees[number]
        for argument in arguments(tree, site.site)[:1]:
            for value in self._evaluator.of(number, argument):
                if value[0] != "object":
                    continue
                held = self._modules.trees[value[1]]
                for item in held.children(value[2]):
                    if held.kind[item] == s.PAIR and key_of(held, held.child(item, 0)) == "showCancel":
                        return ("const", False) in self._evaluator.of(value[1], held.last(item))
        return False

    def _only_one_way(self, site: HostSite) -> bool:
        """Whether a call on refusal leaves no other way: a dialog with one button that leads on, or the way out."""
        last = site.path[-1]
        if last in self._words.leaves:
            return True
        if last not in self._words.modals or not self._one_button(site):
            return False
        for edge in self._graph.edges.get(site.function, ()):
            if edge.site == site.site and edge.how != "call":
                for inner in self._hosts_within(edge.target, 2):
                    if inner.path[-1] in self._words.settings or self._asks.get(inner.function):
                        return True
        return False

    def _hosts_within(self, function: Node, depth: int) -> list[HostSite]:
        """Calls to the host in a function, in what it hands as callbacks and in what it calls."""
        found: list[HostSite] = []
        seen = {function}
        level = [function]
        for _ in range(depth + 1):
            following: list[Node] = []
            for node in level:
                found += [site for site in self._hosts.get(node, ()) if site.certain]
                for edge in self._graph.edges.get(node, ()):
                    if edge.how != "event" and edge.target not in seen and len(seen) < 200:
                        seen.add(edge.target)
                        following.append(edge.target)
            level = following
        return found

    def _jumping(self) -> dict[Node, list[Edge]]:
        """Ways from one page to the start of another that code takes by itself."""
        found: defaultdict[Node, list[Edge]] = defaultdict(list)
        back: defaultdict[str, list[Node]] = defaultdict(list)
        returning: list[HostSite] = []
        for site in self._graph.hosts:
            last = site.path[-1]
            if last in self._words.leaves:
                returning.append(site)
            if last not in self._words.leads_on:
                continue
            here = page_of(self._modules.module_of(*site.function).path)
            for path in pages_led_to(self._evaluator, site):
                for target in self._entries.starts.get(path, ()):
                    found[site.function].append(Edge(source=site.function, target=target, site=site.site, how="call"))
                back[path] += self._entries.shows.get(here, [])
        for site in returning:
            here = page_of(self._modules.module_of(*site.function).path)
            for target in dict.fromkeys(back.get(here, ())):
                found[site.function].append(Edge(source=site.function, target=target, site=site.site, how="call"))
        return found


def _exclude(one: Held, other: Held) -> bool:
    """Whether two places cannot both run."""
    return any((tree, node, not wanted) in other for tree, node, wanted in one)


def _key(pressed: Pressed) -> tuple[str, Node, int]:
    first = pressed.asks[0].site
    return pressed.pattern, first.function, first.site
