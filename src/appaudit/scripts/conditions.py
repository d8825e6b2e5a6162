"""What else decides whether a call runs: branches on the way, and what they ask before anyone has agreed."""

from __future__ import annotations

import re
from typing import Final

from appaudit.lexicon.consent import ConsentWords
from appaudit.lexicon.scripts import ScriptWords
from appaudit.model.condition import Condition
from appaudit.model.record import record
from appaudit.model.words import ConditionKind
from appaudit.scripts import syntax as s
from appaudit.scripts.graph import Edge, Graph, Node
from appaudit.scripts.modules import arguments
from appaudit.scripts.scopes import key_of
from appaudit.scripts.values import Evaluator, Value

_ABRUPT: Final = frozenset((s.RETURN, s.THROW, s.BREAK, s.CONTINUE))
_MAX_CONDITIONS: Final = 12
_EQUAL: Final = {"==": True, "===": True, "!=": False, "!==": False}
_LITERALS: Final = frozenset((s.STRING, s.NUMBER, s.TRUE, s.FALSE, s.NULL, s.UNDEFINED))
_DEVICE: Final = frozenset(("platform", "system", "SDKVersion", "brand", "model", "canIUse", "version", "environment"))


@record
class Asked:
    """What a condition comes to at a first start: its truth, None where nobody can say, and what it asks.

    `consent` says that it asks whether the user has agreed, `fixed` that a module of mere constants answers it.
    """

    truth: bool | None
    kind: ConditionKind = "other"
    subject: str = ""
    consent: bool = False
    fixed: bool = False


@record
class Terms:
    """On which terms a place in a function runs.

    `consented` says that it does not run before the user has agreed, `granted` what the host has to say
    has been granted, as the code asks it, `never` that a setting in a module of mere constants rules it out, `answered`
    that a person answers first.
    """

    conditions: tuple[Condition, ...] = ()
    consented: bool = False
    granted: tuple[str, ...] = ()
    never: bool = False
    answered: bool = False


class Conditions:
    """Reads the branches around places of a program."""

    def __init__(self, evaluator: Evaluator, graph: Graph, words: ScriptWords, consent: ConsentWords) -> None:
        self._evaluator = evaluator
        self._modules = evaluator.modules
        self._graph = graph
        self._words = words
        self._consent = consent
        self._exits: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._known: dict[tuple[int, int, str], Terms] = {}
        self._asked: dict[tuple[int, int], Asked] = {}

    def around(self, function: Node, node: int, name: str) -> Terms:
        """The terms on which a node runs within its function, whose name is given."""
        key = (function[0], node, name)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._read(function, node, name)
        return found

    def asks_for_consent(self, edge: Edge) -> bool:
        """Whether what an edge leads to runs when a question for consent was answered, or when consent was refused."""
        number, call = edge.source[0], edge.site
        shown = [site.path[-1] for site in self._graph.at_site.get((number, call), ()) if site.certain]
        if any(name in self._words.consent_calls for name in shown):
            return edge.key in self._words.failures
        return any(name in self._words.modals for name in shown) and self._names_the_policy(number, call)

    def _names_the_policy(self, number: int, call: int) -> bool:
        for argument in arguments(self._modules.trees[number], call)[:1]:
            for value in self._evaluator.of(number, argument):
                if value[0] != "object":
                    continue
                tree = self._modules.trees[value[1]]
                for item in tree.children(value[2]):
                    held = self._evaluator.of(value[1], tree.last(item)) if tree.kind[item] == s.PAIR else ()
                    if any(each[0] == "const" and self._consent.question.search(str(each[1])) for each in held):
                        return True
        return False

    def is_refusal(self, function: Node, node: int) -> bool:
        """Whether a node in what follows a question for consent runs on a refusal, or whatever the answer is."""
        words, tree = self._words, self._modules.trees[function[0]]

        def names(text: str, wanted: frozenset[str]) -> bool:
            return any(re.search(rf"(?:^!?|[.,{{(\s!]){word}\b", text) for word in wanted)

        for condition, wanted in self.branches(function, node):
            text = tree.text(condition)
            is_turned = text.startswith("!")
            if names(text, words.refused):
                return wanted != is_turned
            if names(text, words.confirmed):
                return wanted == is_turned
        return not names(tree.text(function[1]), words.confirmed | words.refused)

    def branches(self, function: Node, node: int) -> list[tuple[int, bool]]:
        """The conditions that decide whether a node runs, innermost first, and what they have to be."""
        number, outer = function
        tree = self._modules.trees[number]
        found: list[tuple[int, bool]] = []
        while node > outer and len(found) < _MAX_CONDITIONS:
            around = tree.parent[node]
            if around < 0:
                break
            kind = tree.kind[around]
            first = around + 1
            if kind == s.IF and node != first:
                found.append((first, tree.kind[node] != s.ELSE))
            elif kind == s.TERNARY and node != first:
                found.append((first, node == tree.after[first]))
            elif kind == s.BINARY and node != first:
                operator = tree.operator.get(around)
                if operator in ("&&", "||"):
                    found.append((first, operator == "&&"))
            elif kind in (s.BLOCK, s.PROGRAM, s.CASE, s.DEFAULT_CASE):
                found += [(condition, False) for at, condition in self._left_early(number, around) if at < node]
            node = around
        return found

    def _left_early(self, number: int, block: int) -> list[tuple[int, int]]:
        """The statements `if (…) return;` of a block, and their conditions."""
        key = (number, block)
        found = self._exits.get(key)
        if found is None:
            tree = self._modules.trees[number]
            found = []
            for child in tree.children(block):
                if tree.kind[child] == s.IF and tree.kind[tree.last(child)] != s.ELSE:
                    body = tree.last(child)
                    last = tree.last(body) if tree.kind[body] == s.BLOCK else body
                    if last >= 0 and tree.kind[last] in _ABRUPT:
                        found.append((child, child + 1))
            self._exits[key] = found
        return found

    def _read(self, function: Node, node: int, name: str) -> Terms:
        number = function[0]
        consented = never = False
        granted: list[str] = []
        conditions: dict[Condition, None] = {}
        for condition, wanted in self.branches(function, node):
            asked = self.asked(number, condition)
            stopped = asked.truth is not None and asked.truth != wanted
            if asked.consent:
                consented = consented or stopped
                continue
            if stopped and asked.kind == "permission":
                granted.append(asked.subject)
            never = never or (stopped and asked.kind == "other" and asked.fixed)
            if asked.kind == "other" and asked.truth == wanted:
                continue  # a constant
            conditions[Condition(kind=asked.kind, subject=asked.subject, method=name)] = None
        return Terms(
            conditions=tuple(conditions),
            consented=consented,
            granted=tuple(granted),
            never=never,
            answered=self._after_answer(function, node),
        )

    def _after_answer(self, function: Node, node: int) -> bool:
        """Whether the function waits for a person's answer before it comes to a node: `await wx.showModal(…)`."""
        number, outer = function
        tree = self._modules.trees[number]
        at = tree.source.find(b"await", tree.start[outer], tree.start[node])
        if at < 0:
            return False
        for waiting in range(outer + 1, node):
            if tree.kind[waiting] == s.AWAIT and tree.owner[waiting] == outer and tree.after[waiting] <= node:
                call = waiting + 1
                if tree.kind[call] == s.CALL and self._waits(number, call):
                    return True
        return False

    def _waits(self, number: int, call: int) -> bool:
        words = self._words
        return any(
            site.certain and site.path[-1] in words.answers | words.consent_calls
            for site in self._graph.at_site.get((number, call), ())
        )

    def asked(self, number: int, node: int) -> Asked:
        """What a condition comes to at a first start."""
        key = (number, node)
        found = self._asked.get(key)
        if found is None:
            self._asked[key] = Asked(truth=None)
            found = self._asked[key] = self._ask(number, node)
        return found

    def _ask(self, number: int, node: int) -> Asked:
        tree = self._modules.trees[number]
        kind = tree.kind[node]
        operator = tree.operator.get(node, "")
        if kind == s.UNARY and operator == "!":
            inner = self.asked(number, tree.last(node))
            return _with(inner, None if inner.truth is None else not inner.truth)
        if kind == s.BINARY and operator in ("&&", "||"):
            return self._both(number, node, operator == "&&")
        if kind == s.BINARY and operator in _EQUAL:
            return self._compared(number, node, equal=_EQUAL[operator])
        if kind == s.ASSIGN or kind == s.SEQUENCE:
            return self.asked(number, tree.last(node))
        return self._atom(number, node)

    def _both(self, number: int, node: int, every: bool) -> Asked:
        tree = self._modules.trees[number]
        sides = [self.asked(number, child) for child in tree.children(node)]
        truths = [side.truth for side in sides]
        deciding = not every  # what one side alone decides
        if deciding in truths:
            truth: bool | None = deciding
            chosen = next((side for side in sides if side.truth is deciding and side.consent), None)
            chosen = chosen or next(side for side in sides if side.truth is deciding)
        else:
            truth = every if all(item is every for item in truths) else None
            chosen = next((side for side in sides if side.kind != "other" or side.consent), sides[0])
            if truth is None and chosen.consent:
                chosen = Asked(truth=None, kind="other", subject=_short(tree, node))
        return _with(chosen, truth)

    def _compared(self, number: int, node: int, *, equal: bool) -> Asked:
        tree = self._modules.trees[number]
        left, right = node + 1, tree.last(node)
        for side, other in ((left, right), (right, left)):
            if tree.kind[side] in _LITERALS:
                continue
            constant = [value[1] for value in self._evaluator.of(number, other) if value[0] == "const"]
            void = tree.kind[other] in (s.NULL, s.UNDEFINED) or tree.text(other) in ("void 0", "undefined")
            if not constant and not void:
                continue
            asked = self.asked(number, side)
            if asked.truth is None or (tree.kind[side] not in (s.IDENTIFIER, s.MEMBER, s.SUBSCRIPT, s.CALL)):
                if asked.subject:
                    return _with(asked, None)
                continue
            empty = void or constant[0] in ("", 0, False, None, "false", "0")
            same = empty is (not asked.truth)
            if asked.truth and not empty and not isinstance(constant[0], bool):
                return _with(asked, None)  # which of the true values it is nobody knows
            return _with(asked, same is equal)
        return Asked(truth=None, subject=_short(tree, node), kind=self._kind_of_text(tree.text(node)))

    def _atom(self, number: int, node: int) -> Asked:
        tree = self._modules.trees[number]
        text = _short(tree, node)
        values = self._evaluator.of(number, node)
        for value in values:
            found = self._of_value(value)
            if found is not None:
                return found
        name = self._last_name(number, node)
        before = self._consent.before_consent(name) if name else None
        if before is not None:
            return Asked(truth=bool(before), kind="stored", subject=text, consent=True)
        constants = {bool(value[1]) for value in values if value[0] == "const"}
        if len(constants) == 1 and len(values) == 1 and tree.kind[node] in (s.TRUE, s.FALSE, s.NUMBER, s.UNARY):
            return Asked(truth=constants.pop())
        if len(constants) == 1 and len(values) == 1 and self._is_setting(number, node):
            return Asked(truth=constants.pop(), subject=text, fixed=True)
        if self._words.permission_states & set(text.replace("[", ".").split(".")):
            return Asked(truth=False, kind="permission", subject=text)
        return Asked(truth=None, subject=text, kind=self._kind_of_text(text))

    def _is_setting(self, number: int, node: int) -> bool:
        """Whether a node is a property of a module that holds nothing but constants, as configurations do."""
        tree = self._modules.trees[number]
        if tree.kind[node] != s.MEMBER:
            return False
        holders = self._evaluator.of(number, tree.child(node, 0))
        if len(holders) != 1 or holders[0][0] != "exports":
            return False
        module = self._modules.modules[holders[0][1]]
        source = self._modules.trees[module.tree]
        inside = range(module.function + 1, source.after[module.function])
        return not any(source.kind[inner] in (s.CALL, s.NEW, *s.FUNCTIONS) for inner in inside)

    @staticmethod
    def _kind_of_text(text: str) -> ConditionKind:
        return "device" if any(word in text for word in _DEVICE) else "other"

    def _of_value(self, value: Value) -> Asked | None:
        """What a value from storage or from the host says at a first start."""
        call, path = self.origin(value)
        if call is None:
            return None
        words = self._words
        for site in self._graph.at_site.get(call, ()):
            last = site.path[-1]
            if last in words.reads_stored:
                key = next(iter(self._strings(call)), "")
                before = self._consent.before_consent(key) if key else None
                if before == 0:
                    return Asked(truth=False, kind="stored", subject=key, consent=True)
                return Asked(
                    truth=False if before is None else None,
                    kind="stored",
                    subject=key or "?",
                    consent=before is not None,
                )
            if words.consent_states & set(path):
                return Asked(truth=True, kind="permission", subject=".".join(path), consent=True)
            if words.permission_states & set(path):
                return Asked(truth=False, kind="permission", subject=".".join(path))
            if last in words.answers:
                return Asked(truth=None, kind="callback", subject=f"{last}.{'.'.join(path)}" if path else last)
        return None

    def origin(self, value: Value) -> tuple[Node | None, tuple[str, ...]]:
        """The call of the host that a value comes from, its result or what its callback gets, and the way in it."""
        if value[0] == "result":
            return (value[1], value[2]), ()
        if value[0] != "parameter" or value[3] != 0:
            return None, ()
        number, function = value[1], value[2]
        tree = self._modules.trees[number]
        holder = tree.parent[function]
        if tree.kind[function] == s.METHOD:
            holder = tree.parent[holder]
        elif tree.kind[holder] == s.PAIR:
            holder = tree.parent[tree.parent[holder]]
        if tree.kind[holder] != s.ARGUMENTS:
            return None, ()
        call = tree.parent[holder]
        if tree.kind[call + 1] == s.MEMBER and tree.text(tree.last(call + 1)) in ("then", "catch"):
            inner = tree.child(call + 1, 0)
            if tree.kind[inner] == s.CALL:
                call = inner
        return (number, call), value[4]

    def _strings(self, call: Node) -> list[str]:
        number, node = call
        tree = self._modules.trees[number]
        found: list[str] = []
        for argument in arguments(tree, node)[:1]:
            if tree.kind[argument] == s.OBJECT:
                for item in tree.children(argument):
                    if tree.kind[item] == s.PAIR and key_of(tree, tree.child(item, 0)) == "key":
                        found += self._evaluator.constants(number, tree.last(item))
            else:
                found += self._evaluator.constants(number, argument)
        return found

    def _last_name(self, number: int, node: int) -> str:
        tree = self._modules.trees[number]
        kind = tree.kind[node]
        if kind == s.CALL:
            node, kind = node + 1, tree.kind[node + 1]
        if kind == s.IDENTIFIER:
            return tree.text(node)
        if kind == s.MEMBER:
            return tree.text(tree.last(node))
        if kind == s.SUBSCRIPT and tree.kind[tree.last(node)] == s.STRING:
            return tree.string(tree.last(node))
        return ""


def _with(asked: Asked, truth: bool | None) -> Asked:
    return Asked(truth=truth, kind=asked.kind, subject=asked.subject, consent=asked.consent, fixed=asked.fixed)


def _short(tree: s.Tree, node: int) -> str:
    text = " ".join(tree.text(node)[:400].split())
    return text if len(text) <= 80 else text[:79] + "…"
