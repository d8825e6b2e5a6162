"""What hangs on a value by a name: properties of objects and classes, exports of modules, what is written to them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from appaudit.scripts import syntax as s
from appaudit.scripts.constant_calls import CUT, few, keys_in
from appaudit.scripts.modules import arguments, defines_property
from appaudit.scripts.scopes import ANY, KEYS, key_of
from appaudit.scripts.stores import mapped_from_store

if TYPE_CHECKING:
    from appaudit.scripts.values import Evaluator, Value, Values

#: Of a name that many objects have, only so many writes are asked whether they are to this one.
_MAX_ASKED: Final = 40
_MAX_WRITES: Final = 400
_MAX_PATH: Final = 5
#: Elements of a list that are looked at together.
_MOST_ELEMENTS: Final = 60
#: Parts of the options of a page or component whose functions have the options' own object as `this`.
PARTS: Final = ("methods", "lifetimes", "pageLifetimes", "computed", "watch", "observers", "actions", "didMount")
_MIXED_IN: Final = ("behaviors", "mixins", "extends")
#: How names begin that every component has, and what they are written to.
_OF_ALL: Final = "$"
_GIVES_TO_ALL: Final = ("prototype", "globalProperties")
_ROOTS: Final = frozenset(("globalThis", "window", "global", "self", "top"))


class Properties:
    """Looks properties up for an evaluator."""

    def __init__(self, evaluator: Evaluator) -> None:
        self._evaluator = evaluator
        self._modules = evaluator.modules
        self._known: dict[tuple[Value, str], Values] = {}
        self._members: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        self._members_at: defaultdict[tuple[str, int], list[tuple[int, int, int]]] = defaultdict(list)
        self._defined: list[dict[str, list[tuple[int, int]]]] = []
        self._keyed: list[dict[str, list[int]]] = []
        for number, scopes in enumerate(self._modules.scopes):
            for name, writes in scopes.members.items():
                for holder, value in writes[:_MAX_WRITES]:
                    self._add(name, number, holder, value)
            self._index(number)

    def _add(self, name: str, number: int, holder: int, value: int) -> None:
        self._members[name].append((number, holder, value))
        self._members_at[name, number].append((number, holder, value))

    def _written_in(self, index: int, name: str) -> list[tuple[int, int]]:
        """The writes to a property that stand in one module."""
        module = self._modules.modules[index]
        writes = self._modules.scopes[module.tree].members.get(name, [])
        tree = self._modules.trees[module.tree]
        first = bisect_left(writes, module.function, key=itemgetter(0))
        last = bisect_left(writes, tree.after[module.function], key=itemgetter(0))
        return writes[first : min(last, first + _MAX_WRITES)]

    def of(self, value: Value, name: str, depth: int) -> Values:
        """The property of a value, nothing where it is unknown."""
        key = (value, name)
        found = self._known.get(key)
        if found is None:
            if depth > 30 or self._evaluator.steps <= 0:
                return ()
            self._evaluator.steps -= 1
            self._known[key] = ()
            found = self._known[key] = few(self._find(value, name, depth))
        return found

    def _find(self, value: Value, name: str, depth: int) -> Iterable[Value]:
        kind = value[0]
        if kind == "host":
            return self._of_host(value, name, depth)
        if name == KEYS:
            return [("const", key) for keys in keys_in(self._evaluator, (value,)) for key in keys]
        if kind == "object":
            return self.of_object(value, name, depth)
        if kind == "made":
            return self._of_made(value, name, depth)
        if kind == "bag":
            return value[1] if name == ANY or name.isdecimal() else ()
        if kind == "list":
            listed: Values = value[1]
            return listed if name == ANY else listed[int(name) : int(name) + 1] if name.isdecimal() else ()
        if kind == "exports":
            return self._exported(value[1], name, depth)
        if kind == "require":
            return (value,) if name == "async" else ()
        if kind == "module":
            return (("exports", value[1]),) if name == "exports" else ()
        if kind == "global":
            if value[1] in _ROOTS:
                return self.written(value, name, depth) or self._evaluator.named(name)
            return (("global", f"{value[1]}.{name}"),) if value[1].count(".") < 3 else ()
        if kind == "parameter":
            return ((*value[:4], (*value[4], name)),) if len(value[4]) < _MAX_PATH else ()
        if kind == "package":
            return (("package", value[1], (*value[2], name)),) if len(value[2]) < _MAX_PATH else ()
        if kind in ("instance", "class"):
            return self._of_class(value, name, depth)
        if kind == "function":
            if name == "prototype":
                return (("prototype", value[1], value[2]),)
            return self.written(value, name, depth)
        if kind == "app":
            return [found for app in self._evaluator.apps for found in self.of(app, name, depth + 1)]
        if kind == "array":
            return self._of_array(value, name, depth)
        if kind == "dependencies":
            module = self._modules.modules[value[1]]
            return self._of_array(("array", module.tree, module.dependencies), name, depth)
        if kind == "getter":
            return self._exported(value[1], "default", depth) if name in ("a", "default") else ()
        if kind == "result":
            return mapped_from_store(self._evaluator, value, name, depth) or (value,)
        return ()

    def _of_host(self, value: Value, name: str, depth: int) -> Iterable[Value]:
        found: list[Value] = []
        for written in self.written(value, name, depth):
            if written[0] in ("object", "instance", "result"):
                found.append(("host", value[1], value[2]))  # `wx.p = {}`: what hangs there is the host's again
            found.append(written)
        return found or ((("host", value[1], (*value[2], name)),) if len(value[2]) < _MAX_PATH else ())

    def of_object(self, value: Value, name: str, depth: int) -> Iterable[Value]:
        """The property of an object: as it was written down, spread into it, or written to it later."""
        _, number, node = value
        tree = self._modules.trees[number]
        evaluator = self._evaluator
        found: list[Value] = []
        spread: list[int] = []
        parts: list[int] = []
        for item in tree.children(node):
            kind = tree.kind[item]
            if kind == s.SPREAD:
                spread.append(item)
            elif kind == s.SHORTHAND:
                if tree.text(item) == name:
                    found += evaluator.of(number, item, depth)
            elif kind in (s.PAIR, s.METHOD):
                key = key_of(tree, tree.child(item, 0))
                if key == name or name == ANY or (not key and name in self._computed_key(number, item, depth)):
                    found += evaluator.of(number, tree.last(item) if kind == s.PAIR else item, depth)
                elif key in PARTS or key in _MIXED_IN:
                    parts.append(item)
        if found and name != ANY:
            return found
        found += self.written(value, name, depth)
        for item in spread:
            found += evaluator.walk(evaluator.of(number, item, depth), (name,), depth)
        for part in [] if found else parts:
            for held in evaluator.of(number, tree.last(part), depth) if tree.kind[part] == s.PAIR else ():
                inner = evaluator.walk((held,), (ANY,), depth) if held[0] == "array" else (held,)
                found += evaluator.walk(inner, (name,), depth)
        return found or self._by_computed(value, name, depth) or self._on_every(name, depth)

    def _computed_key(self, number: int, item: int, depth: int) -> list[str]:
        """The names that a computed key may be: `[HOOK]: …`."""
        tree = self._modules.trees[number]
        key = tree.child(item, 0)
        if tree.kind[key] != s.COMPUTED or tree.child(key, 0) < 0:
            return []
        return [str(value[1]) for value in self._evaluator.of(number, tree.child(key, 0), depth) if value[0] == "const"]

    def _on_every(self, name: str, depth: int) -> Iterable[Value]:
        """What a program gives to every component under a name: `Vue.prototype.$api = …`."""
        if name.startswith(_OF_ALL):
            for number, holder, written in self._members.get(name, ())[:_MAX_ASKED]:
                tree = self._modules.trees[number]
                if tree.kind[holder] == s.MEMBER and tree.text(tree.last(holder)) in _GIVES_TO_ALL:
                    yield from self._evaluator.of(number, written, depth)

    def _of_made(self, value: Value, name: str, depth: int) -> Iterable[Value]:
        """The property of an object that a function made of what one call hands it."""
        _, home, node, number, call = value
        evaluator = self._evaluator
        function = self._modules.trees[home].owner[node]
        given = arguments(self._modules.trees[number], call)
        return [
            filled
            for found in self.of(("object", home, node), name, depth + 1)
            for filled in evaluator.filled(found, home, function, number, given, depth)
        ]

    def _by_computed(self, value: Value, name: str, depth: int) -> Iterable[Value]:
        """What a property is that was written by a computed name: the host's own where values are made of it."""
        number = value[1]
        tree = self._modules.trees[number]
        for left, written in self._modules.scopes[number].computed[:30]:
            if value in self._evaluator.of(number, tree.child(left, 0), depth):
                host = self._evaluator.host_inside(number, written, depth)
                if host:
                    return [("host", item[1], (*item[2], name)) for item in host]
        return ()

    def written(self, value: Value, name: str, depth: int) -> list[Value]:
        """What is written to a property anywhere, where the object written to may be this value."""
        found: list[Value] = []
        home = value[1] if value[0] in ("object", "function", "instance", "class", "prototype") else -1
        writes = self._members.get(name, ())
        if len(writes) > _MAX_ASKED:
            writes = self._members_at.get((name, home), ())
        for number, holder, written in writes[:_MAX_ASKED]:
            if value in self._evaluator.of(number, holder, depth + 1):
                found += self._evaluator.of(number, written, depth)
        return found

    def _of_class(self, value: Value, name: str, depth: int) -> Iterable[Value]:
        kind, number, node = value
        tree = self._modules.trees[number]
        evaluator = self._evaluator
        found: list[Value] = []
        if tree.kind[node] == s.CLASS:
            for body in tree.children(node):
                if tree.kind[body] == s.CLASS_BODY:
                    for item in tree.children(body):
                        if tree.kind[item] in (s.METHOD, s.FIELD) and key_of(tree, tree.child(item, 0)) == name:
                            found += evaluator.of(
                                number, item if tree.kind[item] == s.METHOD else tree.last(item), depth
                            )
            found += self.written(value, name, depth)
            if not found:
                for body in tree.children(node):
                    if tree.kind[body] == s.HERITAGE:
                        for base in evaluator.of(number, tree.child(body, 0), depth):
                            if base[0] in ("class", "function"):
                                found += self.of((kind, *base[1:]), name, depth + 1)
            return found
        if tree.kind[node] == s.ARRAY:  # methods that a compiled class lists
            found += self._listed(number, node, name, depth)
        else:
            found += self.written(("prototype", number, node), name, depth)
            for prototype in self.written(("function", number, node), "prototype", depth):
                found += evaluator.walk((prototype,), (name,), depth)
            for listed in self._keyed[number].get(name, ()):
                if tree.owner[listed] == tree.owner[node] or tree.inside(listed, tree.owner[node]):
                    found += self._listed(number, tree.parent[listed], name, depth)
        return found or self.written(value, name, depth)

    def _listed(self, number: int, array: int, name: str, depth: int) -> Values:
        """A method of a compiled class: `[{key: "name", value: function () { … }}]`."""
        tree = self._modules.trees[number]
        for item in self._keyed[number].get(name, ()):
            if tree.parent[item] == array:
                return self._evaluator.walk((("object", number, item),), ("value",), depth)
        return ()

    def _of_array(self, value: Value, name: str, depth: int) -> Iterable[Value]:
        _, number, node = value
        if node < 0:
            return ()
        tree = self._modules.trees[number]
        if name == ANY:
            listed = list(islice(tree.children(node), _MOST_ELEMENTS + 1))
            items = [item for child in listed[:_MOST_ELEMENTS] for item in self._evaluator.of(number, child, depth)]
            return [*items, CUT] if len(listed) > _MOST_ELEMENTS else items
        if name.isdecimal():
            child = tree.child(node, int(name))
            return self._evaluator.of(number, child, depth) if child >= 0 else ()
        return ()

    def _exported(self, index: int, name: str, depth: int) -> Iterable[Value]:
        """What a module exports by a name."""
        module = self._modules.modules[index]
        number, tree = module.tree, self._modules.trees[module.tree]
        evaluator = self._evaluator
        found: list[Value] = []
        for holder, written in self._written_in(index, name):
            if ("exports", index) in evaluator.of(number, holder, depth) or self._is_exports(index, holder):
                found += evaluator.of(number, written, depth)
        for call, value in self._defined[number].get(name, ()):
            given = arguments(tree, call)
            if given and ("exports", index) in evaluator.of(number, given[0], depth):
                for item in evaluator.of(number, value, depth):
                    found += evaluator.returned(item[1], item[2], depth) if item[0] == "function" else (item,)
        if not module.function or module.roles == ():
            found += self._declared_export(index, name, depth)
        if not found and name != "exports":
            replaced = self._replacements(index, depth)
            if replaced:
                found += evaluator.walk(replaced, (name,), depth)
                if not found and name == "default":
                    return replaced
        if not found and name == "default":
            return (("exports", index),)
        return found

    def _is_exports(self, index: int, holder: int) -> bool:
        """Whether a node is the free name `exports` or `module.exports` of a file that is a module by itself."""
        module = self._modules.modules[index]
        tree = self._modules.trees[module.tree]
        return not module.function and tree.text(holder) in ("exports", "module.exports")

    def callable_of(self, values: Values) -> Values:
        """Values as they are called: a module that is a function stands for it."""
        if all(value[0] != "exports" for value in values):
            return values
        found: list[Value] = []
        for value in values:
            is_module = value[0] == "exports"
            found += (self.replacements(value[1]) or self.of(value, "default", 0)) if is_module else (value,)
        return tuple(found)

    def replacements(self, index: int) -> Values:
        """What a module puts in the place of its exports: `module.exports = …`."""
        return self._replacements(index, 0)

    def _replacements(self, index: int, depth: int) -> Values:
        module = self._modules.modules[index]
        number, tree = module.tree, self._modules.trees[module.tree]
        found: list[Value] = []
        for holder, written in self._written_in(index, "exports"):
            free = not module.function and tree.text(holder) == "module"
            if free or ("module", index) in self._evaluator.of(number, holder, depth):
                found += self._evaluator.of(number, written, depth)
        return tuple(dict.fromkeys(found))

    def _declared_export(self, index: int, name: str, depth: int) -> Iterable[Value]:
        module = self._modules.modules[index]
        number, tree = module.tree, self._modules.trees[module.tree]
        evaluator = self._evaluator
        found: list[Value] = []
        for statement in tree.of_kind(s.EXPORT):
            inner = list(tree.children(statement))
            if not inner:
                continue
            source = tree.string(inner[-1]) if tree.kind[inner[-1]] == s.STRING else ""
            clauses = [child for child in inner if tree.kind[child] == s.EXPORT_CLAUSE]
            if clauses:
                for specifier in tree.children(clauses[0]):
                    names = [tree.text(child) for child in tree.children(specifier)]
                    if names and names[-1] == name:
                        found += (
                            self._from(module.index, source, names[0], depth)
                            if source
                            else evaluator.identifier(number, specifier, names[0], depth)
                        )
            elif source:
                found += self._from(module.index, source, name, depth) if name != "default" else ()
            else:
                found += self._exported_here(number, statement, inner[0], name, depth)
        return found

    def _exported_here(self, number: int, statement: int, inner: int, name: str, depth: int) -> Iterable[Value]:
        tree = self._modules.trees[number]
        evaluator = self._evaluator
        kind = tree.kind[inner]
        if b"default" in tree.source[tree.start[statement] : tree.start[inner]]:
            return evaluator.of(number, inner, depth) if name == "default" else ()
        if kind in (s.FUNCTION_DECLARATION, s.CLASS):
            return evaluator.of(number, inner, depth) if tree.text(tree.child(inner, 0)) == name else ()
        if kind in (s.LEXICAL, s.DECLARATION) and any(
            tree.text(tree.child(declarator, 0)) == name for declarator in tree.children(inner)
        ):
            return evaluator.identifier(number, statement, name, depth)
        return ()

    def _from(self, module: int, source: str, name: str, depth: int) -> Values:
        target = self._modules.resolve(self._modules.modules[module], source)
        if target is None:
            return self._evaluator.walk(self._evaluator.package(source), (name,), depth)
        return self.of(("exports", target), name, depth + 1)

    def this(self, number: int, node: int, depth: int) -> Iterable[Value]:
        """What `this` is at a node, as far as the place of the function shows it."""
        tree = self._modules.trees[number]
        function = tree.owner[node]
        while function and tree.kind[function] == s.ARROW:
            holder = tree.parent[function]
            if tree.kind[holder] == s.FIELD:
                return (("instance", number, tree.parent[tree.parent[holder]]),)
            function = tree.owner[function]
        return self.owner(number, function, depth) if function else (("global", "globalThis"),)

    def owner(self, number: int, function: int, depth: int) -> Iterable[Value]:
        """The object whose method a function is."""
        tree = self._modules.trees[number]
        holder = tree.parent[function]
        if tree.kind[function] == s.METHOD:
            if tree.kind[holder] == s.CLASS_BODY:
                return (("instance", number, tree.parent[holder]),)
            return (("object", number, _whole(tree, holder)),)
        kind = tree.kind[holder]
        if kind == s.PAIR:
            around = tree.parent[holder]
            if key_of(tree, tree.child(holder, 0)) == "value" and tree.kind[tree.parent[around]] == s.ARRAY:
                return self._compiled_class(number, tree.parent[around])
            return (("object", number, _whole(tree, around)),)
        if kind == s.MEMBER and tree.text(tree.last(holder)) == "bind":
            given = arguments(tree, tree.parent[holder])
            return self._evaluator.of(number, given[0], depth) if given else ()
        if kind == s.ASSIGN and tree.kind[holder + 1] == s.MEMBER:
            found: list[Value] = []
            for value in self._evaluator.of(number, tree.child(holder + 1, 0), depth):
                found.append(("instance", *value[1:]) if value[0] == "prototype" else value)
            return found
        if kind == s.ARGUMENTS:  # `debounce(function () { this… })` as the value of a property
            around = tree.parent[tree.parent[holder]]
            if tree.kind[around] == s.PAIR:
                return (("object", number, _whole(tree, tree.parent[around])),)
        return (("instance", number, function),)

    def _compiled_class(self, number: int, array: int) -> Iterable[Value]:
        tree = self._modules.trees[number]
        given = list(tree.children(tree.parent[array]))
        found = [
            ("instance", value[1], value[2])
            for value in (self._evaluator.of(number, given[0]) if given else ())
            if value[0] == "function"
        ]
        return found or (("instance", number, array),)

    def _index(self, number: int) -> None:
        """Exports that are defined by a call, and methods that compiled classes list, by name."""
        tree = self._modules.trees[number]
        defined: dict[str, list[tuple[int, int]]] = {}
        keyed: dict[str, list[int]] = {}
        for call in tree.of_kind(s.CALL):
            callee = call + 1
            if tree.kind[callee] == s.IDENTIFIER:
                given = arguments(tree, call)
                if defines_property(tree, call, given):
                    self._add(tree.string(given[1]), number, given[0], given[2])
                continue
            if tree.kind[callee] != s.MEMBER or tree.text(tree.last(callee)) not in ("d", "defineProperty"):
                continue
            given = arguments(tree, call)
            if len(given) == 3 and tree.kind[given[1]] == s.STRING:
                value = given[2]
                if tree.kind[value] == s.OBJECT:
                    value = next(
                        (
                            tree.last(i)
                            for i in tree.children(value)
                            if key_of(tree, tree.child(i, 0)) in ("get", "value")
                        ),
                        -1,
                    )
                defined.setdefault(tree.string(given[1]), []).append((call, value))
            elif len(given) == 2 and tree.kind[given[1]] == s.OBJECT:
                for item in tree.children(given[1]):
                    if tree.kind[item] in (s.PAIR, s.METHOD):
                        value = tree.last(item) if tree.kind[item] == s.PAIR else item
                        defined.setdefault(key_of(tree, tree.child(item, 0)), []).append((call, value))
        for item in tree.of_kind(s.OBJECT):
            if tree.kind[tree.parent[item]] == s.ARRAY:
                first = tree.child(item, 0)
                if first >= 0 and tree.kind[first] == s.PAIR and key_of(tree, tree.child(first, 0)) == "key":
                    value = tree.last(first)
                    if tree.kind[value] == s.STRING:
                        keyed.setdefault(tree.string(value), []).append(item)
        self._defined.append(defined)
        self._keyed.append(keyed)


def _whole(tree: s.Tree, node: int) -> int:
    """The options that an object is a part of, or the object itself."""
    holder = tree.parent[node]
    if holder >= 0 and tree.kind[holder] == s.PAIR and key_of(tree, tree.child(holder, 0)) in PARTS:
        return tree.parent[holder]
    return node
