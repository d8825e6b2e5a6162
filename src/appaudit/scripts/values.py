"""What an expression may be: constants, functions, objects, modules, the host's object and what hangs on it.

Values are found on demand, over all writes to a name and over modules, without regard to order. What a function makes
of its parameters is said with its parameters, and filled in where it is called, so that one wrapper used for many calls
does not make each of them look like all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from appaudit.lexicon.scripts import ScriptWords
from appaudit.model.words import Host
from appaudit.scripts import syntax as s
from appaudit.scripts.constant_calls import CUT, LISTS, few, list_around, number_of, of_constants, shown
from appaudit.scripts.loading import module_handed_to
from appaudit.scripts.modules import Modules, arguments
from appaudit.scripts.properties import Properties
from appaudit.scripts.run_texts import given_by_text
from appaudit.scripts.scopes import ANY, MAX_WRITES, REST, Binding, Path
from appaudit.scripts.stores import given_by_store
from appaudit.scripts.wrappers import Wrappers

#: A value: its kind and what makes it this one.
#: `const` value; `text` with {} where a part is unknown; `host` object, path; `function`, `object`, `array`, `class`,
#: `instance`, `result` tree, node; `exports`, `require`, `module`, `dependencies`, `getter` module; `global` name;
#: `package` name, path; `parameter` tree, function, position, path; `entry_of` object and the parameter that is the
#: key; `host_of` object, path, and one of these two as the name; `app`.
Value = tuple[Any, ...]
Values = tuple[Value, ...]

MAX_DEPTH: Final = 36
#: Steps for a whole program; real packages take about six for each node.
STEPS_PER_NODE: Final = 60
MIN_STEPS: Final = 2_000_000
_ITERATING: Final = frozenset(("forEach", "map", "filter", "some", "every", "reduce", "find"))
#: What runs a function that it is handed, at once or later: a result that is used does not make it a wrapper.
RUNNING: Final = _ITERATING | frozenset(
    ("then", "catch", "finally", "setTimeout", "setInterval", "setImmediate", "nextTick", "requestAnimationFrame",
     "Promise", "replace", "sort", "findIndex", "flatMap", "awaiter", "__awaiter", "wrap", "w", "all", "race", "use")
)  # fmt: skip
_SAME: Final = frozenset(("Object.freeze", "Promise.resolve", "Object.create", "Object.seal", "Object"))


class Evaluator:
    """Evaluates expressions of a program. `exhausted` says that it gave up because the program asks for too much."""

    def __init__(self, modules: Modules, words: ScriptWords, host: Host) -> None:
        self.modules = modules
        self.words = words
        self.host = host
        self.objects = words.objects_on(host)
        self.apps: list[Value] = []
        self.steps = max(MIN_STEPS, STEPS_PER_NODE * sum(len(tree.kind) for tree in modules.trees))
        self.properties = Properties(self)
        self._known: dict[tuple[int, int], Values] = {}
        self._returned: dict[tuple[int, int], Values] = {}
        self._return_nodes: list[dict[int, list[int]]] = [self._returns(number) for number in range(len(modules.trees))]
        self.wrappers = Wrappers(self)

    @property
    def exhausted(self) -> bool:
        """Whether evaluation stopped for lack of time."""
        return self.steps <= 0

    def of(self, tree: int, node: int, depth: int = 0) -> Values:
        """What the expression at a node may be, nothing where that is unknown."""
        key = (tree, node)
        found = self._known.get(key)
        if found is not None:
            return found
        self.steps -= 1
        if node < 0 or depth > MAX_DEPTH or self.steps <= 0:
            return ()
        self._known[key] = ()  # what depends on itself adds nothing
        found = few(self._evaluate(tree, node, depth + 1))
        self._known[key] = found
        return found

    def constants(self, tree: int, node: int) -> list[str]:
        """The texts that an expression may be."""
        return [
            value[1] for value in self.of(tree, node) if value[0] in ("const", "text") and isinstance(value[1], str)
        ]

    def walk(self, values: Iterable[Value], way: Path, depth: int = 0) -> Values:
        """What is reached from values by the names of properties."""
        found = tuple(values)
        for step in way:
            if step == REST:
                continue
            found = few(item for value in found for item in self.properties.of(value, step, depth + 1))
        return found

    def _evaluate(self, number: int, node: int, depth: int) -> Iterable[Value]:
        tree = self.modules.trees[number]
        kind = tree.kind[node]
        if kind in (s.IDENTIFIER, s.SHORTHAND):
            return self.identifier(number, node, tree.text(node), depth)
        if kind in (s.MEMBER, s.SUBSCRIPT):
            return self._member(number, node, depth)
        if kind in (s.CALL, s.NEW):
            return self._call(number, node, depth)
        if kind in s.FUNCTIONS:
            return (("function", number, node),)
        if kind == s.STRING:
            return (("const", tree.string(node)),)
        if kind in (s.TEMPLATE, s.BINARY):
            return self._operation(number, node, depth)
        if kind == s.OBJECT:
            return (("object", number, node),)
        if kind == s.ARRAY:
            return (("array", number, node),)
        if kind == s.CLASS:
            return (("class", number, node),)
        if kind == s.THIS:
            return self.properties.this(number, node, depth)
        if kind in (s.SEQUENCE, s.ASSIGN, s.AWAIT, s.YIELD, s.SPREAD, s.JSX_EXPRESSION):
            return self.of(number, tree.last(node), depth)
        if kind == s.TERNARY:
            inner = list(tree.children(node))
            return [value for child in inner[1:] for value in self.of(number, child, depth)]
        return self._constant(number, node, depth)

    def _constant(self, number: int, node: int, depth: int) -> Iterable[Value]:
        tree = self.modules.trees[number]
        kind = tree.kind[node]
        if kind == s.NUMBER:
            return (("const", number_of(tree.text(node))),)
        if kind in (s.TRUE, s.FALSE):
            return (("const", kind == s.TRUE),)
        if kind == s.UNARY and tree.operator.get(node) in ("!", "-", "+"):
            inner = self.of(number, tree.last(node), depth)
            if len(inner) == 1 and inner[0][0] == "const" and not isinstance(inner[0][1], str):
                operator = tree.operator[node]
                return (
                    (
                        "const",
                        (not inner[0][1]) if operator == "!" else -inner[0][1] if operator == "-" else inner[0][1],
                    ),
                )
        return ()

    def _operation(self, number: int, node: int, depth: int) -> Iterable[Value]:
        tree = self.modules.trees[number]
        operator = tree.operator.get(node, "")
        if tree.kind[node] == s.TEMPLATE:
            parts: list[int] = list(tree.children(node))
        elif operator == "+":
            parts = self._sum(number, node)
        elif operator in ("||", "??", "&&"):
            operands = list(tree.children(node))
            return [
                value for child in operands[-1 if operator == "&&" else 0 :] for value in self.of(number, child, depth)
            ]
        else:
            return ()
        texts: list[str] = []
        known, any_text = True, tree.kind[node] == s.TEMPLATE
        for part in parts:
            if tree.kind[part] == s.FRAGMENT:
                texts.append(s.unescaped(tree.text(part)))
                continue
            inner = tree.child(part, 0) if tree.kind[part] == s.SUBSTITUTION else part
            values = [v for v in self.of(number, inner, depth) if v[0] in ("const", "text", "cut")]
            any_text = any_text or any(isinstance(v[1], str) for v in values)
            known = known and len(values) == 1 and values[0][0] == "const"
            texts.append(shown(values[0][1]) if len(values) == 1 and values[0] != CUT else "{}")
        if not any_text:
            return ()
        return (("const" if known else "text", "".join(texts)[:2000]),)

    def _sum(self, number: int, node: int) -> list[int]:
        """The operands of a chain of `+`."""
        tree = self.modules.trees[number]
        parts: list[int] = []
        while tree.kind[node] == s.BINARY and tree.operator.get(node) == "+":
            parts.append(tree.last(node))
            node = tree.child(node, 0)
        return [node, *reversed(parts)]

    def identifier(self, number: int, node: int, name: str, depth: int) -> Iterable[Value]:
        """What a name means at a node."""
        binding = self.modules.scopes[number].find(node, name)
        if binding is None:
            return self.named(name)
        found: list[Value] = []
        if binding.imported:
            found += self._imported(number, node, binding.imported, depth)
        if binding.parameter:
            found += self._parameter(number, binding, depth)
        for value, way in binding.writes[:MAX_WRITES]:
            reached = self.of(number, value, depth)
            found += self.walk(reached, way, depth) if way else reached
        if len(binding.writes) > MAX_WRITES or (binding.varied and found):
            found.append(CUT)
        if not found and name in self.objects and not binding.parameter:
            return (("host", self.objects[name], ()),)  # kept from itself: `var wx = wx || {}`
        return found

    def named(self, name: str) -> Values:
        """What a name means that no scope declares."""
        if name in self.objects:
            return (("host", self.objects[name], ()),)
        return (("global", name),)

    def _imported(self, number: int, node: int, imported: tuple[str, str], depth: int) -> Values:
        name, what = imported
        target = self.modules.resolve(self.modules.module_of(number, node), name)
        if target is None:
            package = self.package(name)
            return package if what in (ANY, "default") else self.walk(package, (what,), depth)
        exports = (("exports", target),)
        return exports if what == ANY else self.walk(exports, (what,), depth)

    def package(self, name: str) -> Values:
        """A package that is not among the modules: some are the host's object by another name."""
        known = self.words.packages.get(name)
        return (("host", self.objects.get(known, known), ()),) if known else (("package", name, ()),)

    def _parameter(self, number: int, binding: Binding, depth: int) -> Iterable[Value]:
        assert binding.parameter is not None  # noqa: S101  # asked before
        function, position, way = binding.parameter
        tree = self.modules.trees[number]
        module = self.modules.at.get((number, function))
        if module is not None:
            roles = self.modules.modules[module].roles
            role = roles[position] if position < len(roles) else ""
            if role:
                return ((_ROLES[role], module),)
        given = self._given_on_the_spot(number, function, position)
        if given >= 0:
            return self.walk(self.of(number, given, depth), way, depth)
        around = tree.parent[function]
        if position == 0 and tree.kind[around] == s.ARGUMENTS:
            loaded = module_handed_to(self, number, function, depth)
            if loaded:
                return self.walk(loaded, way, depth)
        iterated = list_around(self.modules.trees[number], around, position, _ITERATING)
        items = self.walk(self.of(number, iterated, depth), (ANY, *way), depth) if iterated >= 0 else ()
        if items:
            return items
        return (("parameter", number, function, position, way),)

    def _given_on_the_spot(self, number: int, function: int, position: int) -> int:
        """What a function that is called where it stands is handed: `(function (e) { … })(wx)`, `….call(this, wx)`."""
        tree = self.modules.trees[number]
        call = tree.parent[function]
        shift = 0
        if call >= 0 and tree.kind[call] == s.MEMBER and function == call + 1:
            if tree.text(tree.last(call)) != "call":
                return -1
            call, shift = tree.parent[call], 1
        if call < 0 or tree.kind[call] not in (s.CALL, s.NEW) or tree.parent[call + 1] != call:
            return -1
        if not tree.inside(function, call + 1):
            return -1
        given = arguments(tree, call)
        return given[position + shift] if position + shift < len(given) else -1

    def _member(self, number: int, node: int, depth: int) -> Iterable[Value]:
        tree = self.modules.trees[number]
        holders = self.of(number, tree.child(node, 0), depth)
        if not holders:
            return ()
        if tree.kind[node] == s.MEMBER:
            return self.walk(holders, (tree.text(tree.last(node)),), depth)
        found: list[Value] = []
        for index in self.of(number, tree.last(node), depth):
            if index[0] == "const":
                found += self.walk(holders, (shown(index[1]),), depth)
            elif index == CUT:
                found += self.walk((each for each in holders if each[0] in LISTS), (ANY,), depth)
            elif index[0] in ("parameter", "entry_of"):
                found += [("host_of", holder[1], holder[2], index) for holder in holders if holder[0] == "host"]
                if index[0] == "parameter":
                    found += [("entry_of", holder, index) for holder in holders if holder[0] == "object"]
        return found

    def _call(self, number: int, node: int, depth: int) -> Iterable[Value]:
        tree = self.modules.trees[number]
        callee = node + 1
        if tree.kind[node] == s.NEW:
            return self._new(number, node, callee, depth)
        given = arguments(tree, node)
        if tree.kind[callee] == s.IMPORT and given:
            return self._required(self.modules.module_of(number, node).index, number, given[0], depth)
        name = tree.text(tree.last(callee)) if tree.kind[callee] == s.MEMBER else ""
        if given and (name == "extend" or callee_name(tree, node) in self.words.makes_component):
            return self.of(number, given[0], depth) or (("result", number, node),)
        if name in ("bind", "call", "apply"):
            holders = self.of(number, tree.child(callee, 0), depth)
            if name == "bind":
                return holders
            return self.called(holders, number, node, given[1:] if name == "call" else [], depth)
        if (
            name == "n"
            and given
            and any(value[0] == "require" for value in self.of(number, tree.child(callee, 0), depth))
        ):
            return [("getter", value[1]) for value in self.of(number, given[0], depth) if value[0] == "exports"]
        return self.called(self.of(number, callee, depth), number, node, given, depth)

    def called(self, callees: Values, number: int, node: int, given: Sequence[int], depth: int) -> Iterable[Value]:
        """What a call may give."""
        found: list[Value] = []
        for callee in self.properties.callable_of(callees):
            kind = callee[0]
            if kind == "require" and given:
                found += self._required(callee[1], number, given[0], depth)
            elif kind == "function":
                found += self._result(callee, number, node, given, depth)
            elif kind == "getter":
                found += self.walk((("exports", callee[1]),), ("default",), depth)
            elif kind == "global":
                found += self._by_global(callee[1], number, node, given, depth)
            elif kind in ("told", "result"):
                found += callee[1] if kind == "told" else given_by_store(self, callee, depth)
        if found:
            return found
        told = of_constants(self, number, node, callees, given, depth)
        if told:
            return told
        if not callees or callees[0][0] in ("package", "parameter", "result", "global"):
            handed = self._wrapped(number, node, given, depth)
            if handed:
                return handed
        return (("result", number, node),)

    def _wrapped(self, number: int, node: int, given: Sequence[int], depth: int) -> Values:
        """The function that an unknown function was handed, where its result is used as one would use it."""
        tree = self.modules.trees[number]
        if callee_name(tree, node) in RUNNING or tree.kind[tree.parent[node]] == s.STATEMENT:
            return ()
        return few(
            value
            for argument in given[:3]
            for value in self.of(number, argument, depth)
            if value[0] == "function" or (value[0] == "host" and value[2])
        )

    def _by_global(self, name: str, number: int, node: int, given: Sequence[int], depth: int) -> Iterable[Value]:
        if name == "getApp":
            return (("app",),)
        if name in ("require", "requireModule", "require.async") and given:
            return self._required(self.modules.module_of(number, node).index, number, given[0], depth)
        if name == "Object.assign":
            return [value for argument in given for value in self.of(number, argument, depth)]
        if name in _SAME and given:
            return self.of(number, given[0], depth)
        if name == "Function" and given:
            told = given_by_text(self, self.of(number, given[-1], depth))
            return (("told", told),) if told else ()
        return ()

    def _required(self, module: int, number: int, argument: int, depth: int) -> Iterable[Value]:
        found: list[Value] = []
        for value in self.of(number, argument, depth):
            if value[0] == "const":
                target = self.modules.resolve(self.modules.modules[module], shown(value[1]))
                found += (("exports", target),) if target is not None else self.package(str(value[1]))
        return found

    def _new(self, number: int, node: int, callee: int, depth: int) -> Iterable[Value]:
        tree = self.modules.trees[number]
        found: list[Value] = []
        for value in self.of(number, callee, depth):
            if value[0] in ("class", "function"):
                found.append(("instance", value[1], value[2]))
            elif value == ("global", "Function"):
                found += self._by_global("Function", number, node, arguments(tree, node), depth)
            elif value == ("global", "Set"):
                found += [each for argument in arguments(tree, node)[:1] for each in self.of(number, argument, depth)]
            elif value == ("global", "Proxy"):
                given = arguments(tree, node)
                found += self.host_inside(number, given[1], depth) if len(given) > 1 else ()
                found += self.of(number, given[0], depth) if given else ()
        return found or (("result", number, node),)

    def host_inside(self, number: int, node: int, depth: int) -> Values:
        """The host's object where something of it is taken by a computed name: a proxy or a copy of it."""
        tree = self.modules.trees[number]
        if tree.after[node] - node > 3000:
            return ()
        for inner in range(node, tree.after[node]):
            if tree.kind[inner] == s.SUBSCRIPT:
                for value in self.of(number, tree.child(inner, 0), depth):
                    if value[0] == "host" and not value[2]:
                        return (value,)
        return ()

    def _result(self, callee: Value, number: int, node: int, given: Sequence[int], depth: int) -> Iterable[Value]:
        """What a function of the program returns, with its parameters filled in."""
        _, home, function = callee
        aliases = [
            value
            for position, later, _ in self.wrappers.uses(home, function)
            if later and position < len(given)
            for value in self.of(number, given[position], depth)
            if value[0] == "function" or (value[0] == "host" and value[2])
        ]
        if aliases:
            return aliases
        named = [
            ("host", host[1], (*host[2], name))
            for position, later, host in self.wrappers.uses(home, function)
            if later and host is not None and position < len(given)
            for value in self.of(number, given[position], depth)
            if value[0] == "const"
            for name in self.wrappers.names(host, shown(value[1]))
        ]
        if named:
            return named
        found: list[Value] = []
        for value in self.returned(home, function, depth):
            if value[0] == "object" and value[1] == home and self._is_made(home, function, value[2], depth):
                found.append(("made", home, value[2], number, node))
            else:
                found += self.filled(value, home, function, number, given, depth)
        return found or (("result", number, node),)

    def _is_made(self, home: int, function: int, node: int, depth: int) -> bool:
        """Whether an object that a function returns holds what the function is handed."""
        tree = self.modules.trees[home]
        if tree.owner[node] != function or tree.after[node] - node > 400:
            return False
        return any(
            value[0] == "parameter" and value[1:3] == (home, function)
            for item in tree.children(node)
            for value in self.of(home, tree.last(item) if tree.kind[item] == s.PAIR else item, depth)
        )

    def filled(
        self, value: Value, home: int, function: int, number: int, given: Sequence[int], depth: int
    ) -> Iterable[Value]:
        """A value with the parameters of one function replaced by what a call hands over."""
        if value[0] == "parameter" and value[1:3] == (home, function):
            if value[3] >= len(given):
                return ()
            return self.walk(self.of(number, given[value[3]], depth), value[4], depth)
        if value[0] == "entry_of":
            keys = self.filled(value[2], home, function, number, given, depth)
            return self.walk((value[1],), tuple(shown(key[1]) for key in keys if key[0] == "const")[:1], depth)
        if value[0] == "host_of" and parameter_of(value[3])[1:3] == (home, function):
            names = self.filled(value[3], home, function, number, given, depth)
            return [("host", value[1], (*value[2], shown(name[1]))) for name in names if name[0] == "const"]
        return (value,)

    def returned(self, number: int, function: int, depth: int = 0) -> Values:
        """What a function may return, said with its parameters."""
        key = (number, function)
        found = self._returned.get(key)
        if found is None:
            self._returned[key] = ()
            nodes = self._return_nodes[number].get(function, ())
            found = few(value for node in nodes[:6] for value in self.of(number, node, depth))
            self._returned[key] = found
        return found

    def _returns(self, number: int) -> dict[int, list[int]]:
        """The nodes of what each function of a tree returns."""
        tree = self.modules.trees[number]
        found: dict[int, list[int]] = {}
        for node in tree.of_kind(s.RETURN):
            value = tree.child(node, 0)
            if value >= 0:
                found.setdefault(tree.owner[node], []).append(value)
        for node in tree.of_kind(s.ARROW):
            body = tree.last(node)
            if body >= 0 and tree.kind[body] != s.BLOCK:
                found.setdefault(node, []).append(body)
        return found


#: The kinds of value that parameters of a module's function are.
_ROLES: Final = {"require": "require", "module": "module", "exports": "exports", "dependencies": "dependencies",
    "import_default": "require"}  # fmt: skip


def parameter_of(name: Value) -> Value:
    """The parameter that a name is, or by which it is looked up in an object."""
    found: Value = name[2] if name[0] == "entry_of" else name
    return found


def callee_name(tree: s.Tree, call: int) -> str:
    """The last name of what a call calls, empty where it has none."""
    callee = call + 1
    kind = tree.kind[callee]
    if kind == s.SEQUENCE:
        callee = tree.last(callee)
        kind = tree.kind[callee]
    if kind == s.IDENTIFIER:
        return tree.text(callee)
    if kind == s.MEMBER:
        return tree.text(tree.last(callee))
    if kind == s.SUBSCRIPT and tree.kind[tree.last(callee)] == s.STRING:
        return tree.string(tree.last(callee))
    return ""
