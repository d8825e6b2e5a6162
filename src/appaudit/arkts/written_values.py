"""Expressions of a source file of ArkTS, as those of bytecode are known."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from appaudit.arkts.branches import Branch
from appaudit.arkts.expressions import NOTHING, Expression, bounded, either, keyed
from appaudit.arkts.function_parts import Function, Site
from appaudit.arkts.written import BLOCK
from appaudit.arkts.written_names import LANGUAGE
from appaudit.scripts import syntax as s
from appaudit.scripts.scopes import ANY, REST, Binding, key_of, parameters

if TYPE_CHECKING:
    from appaudit.arkts.written_file import WrittenReader

#: What is nested deeper is not followed.
DEEPEST: Final = 160
_NUMBERS: Final = {"+": "add2", "-": "sub2", "*": "mul2", "/": "div2"}
_EQUAL: Final = {"==": True, "===": True, "!=": False, "!==": False}
_ORDERED: Final = frozenset(("<", "<=", ">", ">="))
_CHOICE: Final = frozenset(("||", "??", "&&"))
_LONGEST: Final = 1 << 12
_STARTS_WITH: Final = {"build": "initialRender"}


class ValueWalk:
    """Follows expressions within a function, noting what they call, store and ask.

    Args:
        reader: What makes functions of the file, and knows its names.
        function: The function.
        around: The function whose `this` is meant, where it has none of its own.
    """

    def __init__(self, reader: WrittenReader, function: Function, around: int) -> None:
        self._reader = reader
        self._tree = reader.tree
        self._function = function
        self._this: Expression = ("this", around)
        self._around = around
        self._depth = 0
        self._values: dict[int, Callable[[int], Expression]] = {
            s.IDENTIFIER: self._name, s.SHORTHAND: self._name, s.UNDEFINED: lambda _: NOTHING,
            s.NULL: lambda _: NOTHING, s.TRUE: lambda _: ("truth", True), s.FALSE: lambda _: ("truth", False),
            s.NUMBER: self._number, s.STRING: self._string, s.TEMPLATE: self._template, s.THIS: lambda _: self._this,
            s.SUPER: lambda _: ("parent", self._around), s.MEMBER: self._member, s.SUBSCRIPT: self._subscript,
            s.CALL: self._call, s.NEW: self._new, s.AWAIT: self._await, s.YIELD: self._first, s.ARROW: self._made,
            s.FUNCTION: self._made, s.FUNCTION_DECLARATION: self._made, s.CLASS: self._class, s.OBJECT: self._object,
            s.ARRAY: self._array, s.ASSIGN: self._assign, s.AUGMENTED: self._assign, s.TERNARY: self._ternary,
            s.BINARY: self._binary, s.UNARY: self._unary, s.SEQUENCE: self._sequence, s.UPDATE: self._nothing_of,
            s.SPREAD: self._spread, s.REGEX: lambda _: None,
        }  # fmt: skip

    @abstractmethod
    def _statement(self, node: int, end: int) -> bool:
        """Follow a statement that stands in others up to a place; whether what is around ends there."""

    def _branch(self, node: int, asked: Expression, *, truth: bool) -> None:
        self._until(self._tree.start[node], self._tree.end[node], asked, truth=truth)

    def _until(self, start: int, end: int, asked: Expression, *, truth: bool) -> None:
        if asked is not None and start < end:
            self._function.branches.append(Branch(start, end, asked, truth))

    # Names

    def _name(self, node: int) -> Expression:
        return self._read(node, self._tree.text(node))

    def _read(self, node: int, name: str) -> Expression:
        reader = self._reader
        binding = reader.names.find(node, name)
        if binding is None:
            return NOTHING if name == "undefined" else ("global", name)
        if binding.imported is not None:
            if name in reader.modules.taken:
                return ("import", self._function.record, reader.modules.taken[name])
            return ("namespace", self._function.record, reader.modules.spaces.get(name, -1))
        if binding.parameter is not None:
            owner, position, way = binding.parameter
            given = self._on_the_way(("parameter", reader.numbers.get(owner, self._function.number), position), way)
            return either(given, reader.variable(binding)) if binding.writes else given
        return reader.variable(binding)

    def _on_the_way(self, value: Expression, way: tuple[str, ...]) -> Expression:
        for step in way:
            if value is None or step == REST:
                return value
            value = bounded(("element", value) if step == ANY else ("property", value, step))
        return value

    def _set(self, binding: Binding | None, value: Expression) -> None:
        if binding is None or value is None or value == NOTHING or binding.imported is not None:
            return
        _, environment, slot = self._reader.variable(binding)
        self._function.variables.append((environment, slot, value))

    def store(self, node: int, value: Expression) -> None:
        """Put a value into what stands on the left of an assignment."""
        tree = self._tree
        kind = tree.kind[node]
        if kind == s.IDENTIFIER:
            self._set(self._reader.names.find(node, tree.text(node)), value)
        elif kind == s.MEMBER:
            self._write(self.value(tree.child(node, 0)), tree.text(tree.last(node)), value)
        elif kind == s.SUBSCRIPT:
            base, key = self.value(tree.child(node, 0)), self.value(tree.last(node))
            self._write(base, str(key[1]) if key is not None and key[0] in ("text", "number") else "*", value)
        else:
            for name, way, _ in self._reader.names._pattern(node):
                self._set(self._reader.names.find(node, name), self._on_the_way(value, way))

    def _write(self, base: Expression, name: str, value: Expression) -> None:
        if base is not None and name and value is not None and value != NOTHING:
            self._function.writes.append((base, name, value))

    # Values

    def value(self, node: int) -> Expression:
        """What an expression comes to, noting what it does."""
        if node < 0:
            return None
        if self._depth > DEEPEST:
            self._reader.cut = True
            return None
        self._depth += 1
        try:
            found = self._values.get(self._tree.kind[node])
            if found is not None:
                return found(node)
            for child in self._tree.children(node):
                self._statement(child, self._tree.end[node])
            return None
        finally:
            self._depth -= 1

    def _first(self, node: int) -> Expression:
        return self.value(self._tree.child(node, 0))

    def _nothing_of(self, node: int) -> Expression:
        self._first(node)
        return None

    def _number(self, node: int) -> Expression:
        written = self._tree.text(node).replace("_", "").rstrip("n")
        try:
            return ("number", int(written, 0) if written[:1] != "0" or len(written) < 3 else float(int(written, 0)))
        except ValueError:
            try:
                return ("number", float(written))
            except ValueError:
                return None

    def _string(self, node: int) -> Expression:
        text = self._tree.string(node)
        self._function.texts.append((self._tree.start[node], text))
        return ("text", text)

    def _template(self, node: int) -> Expression:
        tree = self._tree
        made: Expression = ("text", "")
        place = tree.start[node] + 1
        for child in (*tree.children(node), -1):
            if child >= 0 and tree.kind[child] != s.SUBSTITUTION:
                continue
            stop = tree.start[child] if child >= 0 else tree.end[node] - 1
            piece = s.unescaped(tree.source[place:stop].decode("utf-8", "replace"))
            if piece:
                self._function.texts.append((place, piece))
                made = self._sum("+", made, ("text", piece))
            if child >= 0:
                made = self._sum("+", made, self._first(child))
                place = tree.end[child]
        return made

    def _property(self, place: int, base: Expression, name: str) -> Expression:
        found = bounded(("property", base, name)) if base is not None and name else None
        if found is not None:
            self._function.reads.append((place, found))
        return found

    def _member(self, node: int) -> Expression:
        name = self._tree.last(node)
        return self._property(self._tree.start[name], self._first(node), self._tree.text(name))

    def _subscript(self, node: int) -> Expression:
        base, key = self._first(node), self.value(self._tree.last(node))
        if key is not None and key[0] in ("text", "number"):
            return self._property(self._tree.start[node], base, str(key[1]))
        found = keyed(base, key)
        if found is not None and found[0] == "keyed":
            self._function.reads.append((self._tree.start[node], found))
        return found

    def _spread(self, node: int) -> Expression:
        held = self._first(node)
        return bounded(("element", held)) if held is not None else None

    def _sequence(self, node: int) -> Expression:
        found: Expression = None
        for child in self._tree.children(node):
            found = self.value(child)
        return found

    def _await(self, node: int) -> Expression:
        value = self._first(node)
        self._function.waits.append((self._tree.end[node], value))
        return value

    def _assign(self, node: int) -> Expression:
        parts = list(self._tree.children(node))
        value = self.value(parts[-1])
        if self._tree.kind[node] == s.AUGMENTED and self._tree.operator.get(node) not in ("||=", "??=", "&&="):
            before = self.value(parts[0])
            value = self._sum(self._tree.operator.get(node, "")[:-1], before, value)
        self.store(parts[0], value)
        return value

    def _ternary(self, node: int) -> Expression:
        asked, *ways = list(self._tree.children(node))
        condition = self.value(asked)
        found: Expression = None
        for way, truth in zip(ways, (True, False), strict=False):
            self._branch(way, condition, truth=truth)
            found = either(found, self.value(way))
        return found

    def _binary(self, node: int) -> Expression:
        tree = self._tree
        sign = tree.operator.get(node, "")
        spine = [node]
        while tree.kind[first := tree.child(spine[-1], 0)] == s.BINARY and tree.operator.get(first, "") == sign:
            spine.append(first)
        left = self.value(first)
        for part in reversed(spine):
            left = self._of_two(sign, left, tree.last(part))
        return left

    def _of_two(self, sign: str, left: Expression, node: int) -> Expression:
        if sign in _CHOICE:
            self._branch(node, left, truth=sign == "&&") if sign != "??" else None
            right = self.value(node)
            return either(left, right)
        right = self.value(node)
        if sign in _EQUAL:
            known = left is not None and right is not None
            return bounded(("equal", left, right, _EQUAL[sign])) if known else None
        if sign in _ORDERED:
            if left is not None and right is not None:
                self._function.compared.append((left, right))
            return None
        return self._sum(sign, left, right)

    def _sum(self, sign: str, left: Expression, right: Expression) -> Expression:
        if sign not in _NUMBERS or (left is None and right is None):
            return None
        if sign == "+" and left is not None and right is not None and left[0] == right[0] == "text":
            joined = left[1] + right[1]
            return ("text", joined) if len(joined) < _LONGEST else None
        return bounded(("computed", _NUMBERS[sign], left, right))

    def _unary(self, node: int) -> Expression:
        sign, value = self._tree.operator.get(node, ""), self._first(node)
        if sign == "!" and value is not None:
            return bounded(("not", value))
        return ("number", -value[1]) if sign == "-" and value is not None and value[0] == "number" else None

    # What is made

    def _made(self, node: int) -> Expression:
        tree = self._tree
        name = ""
        first = tree.child(node, 0)
        if tree.kind[node] != s.ARROW and first >= 0 and tree.kind[first] == s.IDENTIFIER:
            name = tree.text(first)
        elif tree.kind[tree.parent[node]] == s.DECLARATOR:
            name = tree.text(tree.child(tree.parent[node], 0))[:80]
        around = self._around if tree.kind[node] == s.ARROW else -1
        made: Expression = ("function", self._reader.make(self._function, node, name, around))
        if tree.kind[node] == s.FUNCTION_DECLARATION and name:
            self._set(self._reader.names.find(node, name), made)
        elif name and tree.kind[node] == s.FUNCTION:
            self._set(self._reader.names.find(tree.last(node), name), made)
        return made

    def _object(self, node: int) -> Expression:
        tree = self._tree
        made: Expression = ("object", self._function.number, tree.start[node])
        for child in tree.children(node):
            kind = tree.kind[child]
            if kind == s.PAIR:
                key, value = tree.child(child, 0), self.value(tree.last(child))
                self._write(made, key_of(tree, key) or "*", value)
            elif kind == s.SHORTHAND:
                self._write(made, tree.text(child), self._name(child))
            elif kind == s.METHOD:
                name, number = self._method(child)
                self._write(made, name, ("function", number))
            elif kind == s.SPREAD:
                self._write(made, "*all", self._first(child))
        return made

    def _array(self, node: int) -> Expression:
        made: Expression = ("array", self._function.number, self._tree.start[node])
        for index, child in enumerate(self._tree.children(node)):
            name = "*" if self._tree.kind[child] == s.SPREAD else str(index)
            self._write(made, name, self.value(child))
        return made

    def _method(self, node: int) -> tuple[str, int]:
        """The name under which a member is kept (`get x` for what gives a value), and its function."""
        tree = self._tree
        inside = [child for child in tree.children(node) if tree.kind[child] not in (s.OTHER, s.PARAMETERS, s.BLOCK)]
        name = key_of(tree, inside[0]) if inside else ""
        sign = self._reader.sign_of(node, inside[0] if inside else node)
        number = self._reader.make(self._function, node, name, -1)
        return (f"{sign} {name}" if sign in ("get", "set") else name), number

    def _class(self, node: int) -> Expression:
        tree, reader = self._tree, self._reader
        name, body, above = reader.class_parts(node)
        members = list(tree.children(body)) if body >= 0 else []
        own = next((child for child in members if reader.is_constructor(child)), -1)
        number = reader.make(self._function, own, name, -1, position=node)
        made: Expression = ("class", number)
        instances: Expression = ("property", made, "prototype")
        self._function.classes.append((number, 0, self.value(above)))
        fields: list[int] = []
        for child in members:
            if tree.kind[child] == s.METHOD and child != own:
                member, function = self._method(child)
                home = made if reader.sign_of(child, child) == "static" else instances
                self._function.homes.append((function, home))
                for known in filter(None, (member, _STARTS_WITH.get(member))):
                    self._write(home, known, ("function", function))
            elif tree.kind[child] == s.FIELD and reader.sign_of(child, child) == "static":
                key, value = reader.field_parts(child)
                self._write(made, key, self.value(value))
            elif tree.kind[child] == s.FIELD:
                fields.append(child)
            elif tree.kind[child] == s.STATIC_BLOCK:
                self._statement(child, tree.end[child])
        reader.fields[number] = fields
        self._set(reader.names.find(node, name) if name else None, made)
        return made

    def keep_fields(self, fields: list[int], *, handed: bool) -> None:
        """What fields of instances hold as they are made; those of components may be handed in by their names."""
        for field in fields:
            key, value = self._reader.field_parts(field)
            self._write(self._this, key, self.value(value))
            if handed:
                given: Expression = ("property", ("parameter", self._function.number, 0), key)
                self._write(self._this, key, given)
            watched = self._reader.watched_by(field)
            if watched:
                callee = self._property(self._tree.start[field], self._this, "declareWatch")
                told = self._property(self._tree.start[field], self._this, watched)
                self._site(self._tree.start[field], callee, self._this, [("text", key), told])

    # Calls

    def _site(
        self, place: int, callee: Expression, this: Expression, arguments: list[Expression], kind: str = "call"
    ) -> Expression:
        number = self._reader.next_site()
        self._function.sites.append(Site(number, self._function.number, place, callee, this, tuple(arguments), kind))
        return ("result", number)

    def _arguments(self, node: int) -> list[Expression]:
        tree = self._tree
        if node < 0 or tree.kind[node] != s.ARGUMENTS:
            return [self.value(node)] if node >= 0 and tree.kind[node] == s.TEMPLATE else []
        return [self.value(child) for child in tree.children(node)]

    def _call(self, node: int) -> Expression:
        tree = self._tree
        callee, given = tree.child(node, 0), tree.last(node)
        kind, place = tree.kind[callee], tree.start[given]
        if kind == s.CALL and self._is_block(given):
            component = self.value(callee)
            block = tree.last(tree.child(given, 0))
            self._statement(block, tree.end[block])
            return component
        if kind == s.IMPORT or (tree.text(callee) == "require" and kind == s.IDENTIFIER and self._is_free(callee)):
            asked = [self._reader.requested(value) for value in self._arguments(given)]
            return bounded(("module", asked[0])) if asked and asked[0] is not None else None
        if kind == s.SUPER:
            self._site(place, ("parent", self._around), self._this, self._arguments(given), "super")
            return self._this
        if kind in (s.MEMBER, s.SUBSCRIPT):
            base = self._first(callee)
            if kind == s.MEMBER:
                name = tree.last(callee)
                called = self._property(tree.start[name], base, tree.text(name))
            else:
                key = self.value(tree.last(callee))
                known = key is not None and key[0] == "text"
                called = self._property(tree.start[callee], base, str(key[1])) if known and key else keyed(base, key)
            result = self._site(place, called, base, self._arguments(given))
            is_component = self._reader.has_components and base is not None and base[0] == "global"
            return base if is_component and tree.kind[tree.child(callee, 0)] == s.CALL else result
        if kind == s.IDENTIFIER and self._reader.has_components and tree.text(callee)[:1].isupper():
            return self._component(callee, given)
        return self._site(place, self.value(callee), None, self._arguments(given))

    def _is_free(self, name: int) -> bool:
        return self._reader.names.find(name, self._tree.text(name)) is None

    def _component(self, callee: int, given: int) -> Expression:
        """What is called by a name with a capital makes a component, of the system or of the app."""
        name, value, place = self._tree.text(callee), self.value(callee), self._tree.start[given]
        if value is None or value[0] != "global":
            return self._site(place, value, None, self._arguments(given), "new")
        if name in LANGUAGE:
            return self._site(place, value, None, self._arguments(given))
        self._site(place, ("property", value, "create"), value, self._arguments(given))
        return value

    def _is_block(self, given: int) -> bool:
        tree = self._tree
        if given < 0 or tree.kind[given] != s.ARGUMENTS:
            return False
        first = tree.child(given, 0)
        if first < 0 or tree.kind[first] != s.ARROW:
            return False
        return [tree.text(each) for each in parameters(tree, first)] == [BLOCK]

    def _new(self, node: int) -> Expression:
        tree = self._tree
        parts = list(tree.children(node))
        callee = self.value(parts[0])
        given = parts[-1] if len(parts) > 1 else -1
        return self._site(tree.start[given if given >= 0 else node], callee, None, self._arguments(given), "new")
