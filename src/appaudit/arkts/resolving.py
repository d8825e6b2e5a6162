"""What expressions come to: functions and classes of the program, interfaces of the system, constants.

A value is a tuple: `("interface", name)` for what the system gives (`@ohos.sensor.on`, `Button.create`, with `()` where
something was called or made), `("function", number)`, `("class", number)`, `("instance", class)`, `("object", …)`,
`("array", …)`, `("source", number)` for all that a source file gives, `("text", …)`, `("number", …)`, `("truth", …)`,
`("then", value)` and the like for what is about to be called.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from appaudit.arkts.expressions import Expression
from appaudit.arkts.function_parts import Site
from appaudit.arkts.program import SYSTEM_IN_SOURCES, Program
from appaudit.arkts.promises import given_to_parameter
from appaudit.arkts.system_modules import (
    GIVES_ALL,
    GIVES_MODULE,
    GIVES_PROPERTY,
    asked_name,
    is_kit,
    system_name,
)

Value = tuple[Any, ...]
Values = tuple[Value, ...]
_NONE: Final[Values] = ()
#: Stands for what is being asked; nothing has this value.
_ASKED: Final[Values] = (("asked",),)
_MOST: Final = 12
_DEEPEST: Final = 60
#: Expressions that are values.
_THEMSELVES: Final = frozenset(("text", "number", "truth", "nothing", "function", "class", "object", "array"))
#: Steps for a whole program, for each of its calls.
_STEPS_A_SITE: Final = 400
_FEWEST_STEPS: Final = 200_000
#: What a promise or a function gives of itself.
_PROMISES: Final = frozenset(("then", "catch", "finally"))
_OF_FUNCTIONS: Final = frozenset(("bind", "call", "apply"))
_OF_ARRAYS: Final = frozenset(("forEach", "map", "filter", "find", "some", "every"))
_LONGEST_NAME: Final = 240
#: Values written to one property, and places of arrays, that are looked at.
_MOST_WRITTEN: Final = 48
_ELEMENTS: Final = 8


class Resolver:
    """Answers what expressions of a program come to.

    `callers` are calls by the function they lead to, `handed` values that functions are called with by the system,
    `promised` the promises whose results they are called with: (function, parameter) to values and to expressions. All
    grow while the program is followed. `varies` becomes true where an answer rests on them, or was cut short: such
    answers are found anew when more callers are known, and the others, which most are, stay. `absent` are modules that
    code loads as it runs and no file holds.
    """

    def __init__(self, program: Program) -> None:
        """Nothing is known yet."""
        self.program = program
        self.callers: dict[int, list[Site]] = {}
        self.handed: dict[tuple[int, int], list[Value]] = {}
        self.promised: dict[tuple[int, int], list[Expression]] = {}
        self.absent: set[str] = set()
        self.exhausted = False
        self.varies = False
        self._stays: dict[Expression, Values] = {}
        self._known: dict[Expression, Values] = {}
        self._before: dict[Expression, Values] = {}
        self._holders_stay: dict[str, dict[Value, list[Expression]]] = {}
        self._holders: dict[str, dict[Value, list[Expression]]] = {}
        self._holders_before: dict[str, dict[Value, list[Expression]]] = {}
        self._filling: set[str] = set()
        self._depth = 0
        self._left = max(_FEWEST_STEPS, _STEPS_A_SITE * len(program.sites))
        self._literals: dict[Value, dict[str, Values]] = {}

    def forget(self) -> None:
        """Ask anew what may have changed: more callers are known. What was known before stands for what asks itself."""
        self._before = self._known
        self._known = {}
        self._holders, self._holders_before = {}, self._holders

    def of(self, expression: Expression) -> Values:
        """The values of an expression, as far as anybody can tell."""
        if expression is None:
            return _NONE
        if expression[0] in _THEMSELVES:
            return (expression,)
        stays = self._stays
        known = stays.get(expression)
        if known is not None:
            if known is not _ASKED:
                return known
            self.varies = True
            return self._before.get(expression, _NONE)
        known = self._known.get(expression)
        if known is not None:
            self.varies = True
            return known
        if self._depth > _DEEPEST:
            self.varies = True
            return self._before.get(expression, _NONE)
        self._left -= 1
        if self._left < 0:
            self.exhausted = self.varies = True
            return self._before.get(expression, _NONE)
        stays[expression] = _ASKED
        self._depth += 1
        varied, self.varies = self.varies, False
        try:
            found = self._find(expression)
        finally:
            self._depth -= 1
            del stays[expression]
        if len(found) > 1:
            found = tuple(dict.fromkeys(found))[:_MOST]
        if self.varies:
            self._known[expression] = found
        else:
            stays[expression] = found
            self.varies = varied
        return found

    def _find(self, expression: tuple[Any, ...]) -> Values:
        match expression[0]:
            case "property":
                return self._property(expression[1], expression[2])
            case "import":
                return self._imported(expression[1], int(expression[2]))
            case "global":
                written = self.program.globals.get(expression[1])
                return self._all(written) if written else (("interface", expression[1]),)
            case "result":
                return self._result(self.program.sites[expression[1]])
            case "variable":
                place = self.program.environment(expression[1])
                return self._all(self.program.variables.get((place, expression[2]), ())) if place else _NONE
            case "local":
                return self._all(self.program.locals.get((expression[1], expression[2]), ()))
            case "this":
                return self._this(expression[1])
            case "parent":
                return self._parent(expression[1])
            case "parameter":
                return self._parameter(expression[1], expression[2])
            case "any":
                return self._all(expression[1])
            case "namespace":
                requests = self.program.sources[expression[1]].module.requests
                index = int(expression[2])
                return self._module(requests[index], expression[1]) if index < len(requests) else _NONE
            case "module":
                return tuple(found for text in self._texts(expression[1]) for found in self._module(text, -1))
            case "element":
                return self._element(expression[1])
            case "keyed":
                names = self._texts(expression[2])
                found = tuple(value for name in names for value in self._property(expression[1], name))
                return found or self._element(expression[1])
            case "computed" if expression[1] == "add2":
                ends = self._texts(expression[3])
                joined = (start + end for start in self._texts(expression[2]) for end in ends)
                return tuple(("text", text) for text in joined if len(text) <= _LONGEST_NAME)
            case "iterator":
                return tuple(("iterator", value) for value in self.of(expression[1]))
        return _NONE

    def _all(self, expressions: Iterable[Expression]) -> Values:
        return tuple(value for each in expressions for value in self.of(each))

    def _texts(self, expression: Expression) -> list[str]:
        return [str(value[1]) for value in self.of(expression) if value[0] == "text"]

    # Modules

    def _imported(self, source: int, number: int) -> Values:
        imports = self.program.sources[source].module.imports
        if number >= len(imports):
            return _NONE
        return self._given(imports[number].module, imports[number].name, source, 0)

    def _module(self, request: str, asking: int) -> Values:
        if request.startswith(SYSTEM_IN_SOURCES):
            return (("interface", system_name(request)),)
        source = self.program.source_of(request, asking)
        if source is not None:
            return (("source", source),)
        if asking < 0:
            self.absent.add(request)
        return (("outside", request[:_LONGEST_NAME]),)

    def _given(self, request: str, name: str, asking: int, depth: int) -> Values:
        """What a module gives by a name."""
        if request.startswith(SYSTEM_IN_SOURCES):
            base = system_name(request)
            return (("interface", base if name in ("default", "*") else self._of_system(base, name)),)
        source = self.program.source_of(request, asking)
        if source is None:
            return (("outside", f"{request}.{name}"[:_LONGEST_NAME]),)
        return self._export(source, name, depth)

    def _export(self, source: int, name: str, depth: int = 0) -> Values:
        if depth > 20:
            return _NONE
        module = self.program.sources[source].module
        for slot, export in enumerate(module.local_exports):
            if export.name == name:
                return self.of(("local", source, slot))
        for export in module.indirect_exports:
            if export.name == name:
                return self._given(export.module, export.own_name, source, depth + 1)
        found: Values = _NONE
        for star in module.stars:
            inner = self.program.source_of(star, source)
            if inner is not None:
                found += self._export(inner, name, depth + 1)
            elif star.startswith(SYSTEM_IN_SOURCES):
                found += (("interface", self._of_system(system_name(star), name)),)
        return found

    def _of_system(self, base: str, name: str) -> str:
        """What something of the system has under a name; kits have modules, which are known by other names."""
        if is_kit(base):
            module, inner = self.program.around.taken(base, name)
            if module != base:
                return module if inner == "default" else f"{module}.{inner}"
        return f"{base}.{name}"

    # Properties

    def _property(self, base: Expression, name: str) -> Values:
        bases = self.of(base)
        if len(bases) == 1:
            return self._of_value(bases[0], name)
        found: list[Value] = []
        for value in bases:
            found += self._of_value(value, name)
        return tuple(found)

    def _of_value(self, value: Value, name: str) -> Values:
        kind = value[0]
        if kind == "interface":
            if name in _PROMISES or (name in _OF_ARRAYS and value[1].endswith("()")):
                return (("then", name, value),)
            if len(value[1]) > _LONGEST_NAME:
                return _NONE
            if value[1] == "globalThis" and (kept := self._written(value, name)):
                return kept
            if name == "default" and value[1].startswith("@"):
                return (value,)
            return (("interface", self._of_system(value[1], name)),)
        if kind in ("function", "bound"):
            return (("of_function", name, value),) if name in _OF_FUNCTIONS else self._written(value, name)
        if kind == "class":
            if name == "prototype":
                return (("instance", value[1]),)
            return self._member(value[1], name, static=True) or self._written(value, name)
        if kind == "instance":
            return self._member(value[1], name, static=False)
        if kind in ("object", "array"):
            if kind == "array" and name in _OF_ARRAYS:
                return (("then", name, value),)
            return self._of_literal(value, name) + self._written(value, name)
        if kind == "source":
            return self._export(value[1], name)
        if kind == "iterator" and name == "next":
            return (value,)
        if kind == "step" and name == "value":
            return self._elements((value[1],))
        if kind == "outside":
            return (("outside", f"{value[1]}.{name}"[:_LONGEST_NAME]),)
        return _NONE

    def _member(self, constructor: int, name: str, *, static: bool) -> Values:
        """A member of a class, or of one that it extends: its functions, and what is written to its instances."""
        found: Values = _NONE
        seen: set[int] = set()
        bases: Values = (("class", constructor),)
        while bases:
            above: list[Value] = []
            for base in bases:
                if base[0] == "interface":
                    found += (("interface", f"{base[1]}().{name}" if not static else f"{base[1]}.{name}"),)
                if base[0] != "class" or base[1] in seen:
                    continue
                seen.add(base[1])
                definition = self.program.classes.get(base[1])
                if definition is None:
                    continue
                if name in definition.members:
                    return (*found, ("function", definition.members[name]))
                getter = definition.members.get(f"get {name}")
                if getter is not None:
                    return found + self._all(self.program.functions[getter].returns)
                holder = ("class", base[1]) if static else ("instance", base[1])
                found += self._written(holder, name)
                if not self.written_to(holder, name):  # what a field holds is not what those above have by its name
                    above += self.of(definition.above)
            if found:
                return found
            bases = tuple(above)
        return found

    def _written(self, value: Value, name: str) -> Values:
        found = list(self._all(self.written_to(value, name)))
        for getter in self.written_to(value, f"get {name}"):
            for function in self.of(getter):
                if function[0] == "function":
                    found += self._all(self.program.functions[function[1]].returns)
        if value[0] == "object":
            for whole in self.written_to(value, "*all"):
                found += self.of(("property", whole, name))  # objects may be copied into each other in a circle
        return tuple(found)

    def written_to(self, value: Value, name: str) -> list[Expression]:
        """What is written to a value under a name, anywhere in the program."""
        holders = self._holders_stay.get(name)
        if holders is None:
            holders = self._holders.get(name)
            if holders is not None:
                self.varies = True
            elif name in self._filling:  # whose property it is depends on itself
                holders = self._holders_before.get(name, {})
                self.varies = True
            else:
                holders = self._fill(name)
        found = holders.get(value)
        return found[:_MOST_WRITTEN] if found else []

    def _fill(self, name: str) -> dict[Value, list[Expression]]:
        """What is written under a name, by what it is written to."""
        self._filling.add(name)
        varied, self.varies = self.varies, False
        holders: dict[Value, list[Expression]] = {}
        for base, written in self.program.writes.get(name, ()):
            for holder in self._bases(base):
                holders.setdefault(holder, []).append(written)
        self._filling.discard(name)
        if self.varies:
            self._holders[name] = holders
        else:
            self._holders_stay[name] = holders
            self.varies = varied
        return holders

    def _bases(self, base: Expression) -> Values:
        if base is not None and base[0] in ("object", "array", "function", "class"):
            return (base,)
        return self.of(base)

    def _of_literal(self, value: Value, name: str) -> Values:
        known = self._literals.get(value)
        if known is None:
            known = self._literals[value] = self._read_literal(value)
        return known.get(name, _NONE)

    def _read_literal(self, value: Value) -> dict[str, Values]:
        place = self.program.literals.get(value)
        if place is None:
            return {}
        values = self.program.literal(*place)
        file = self.program.sources[place[0]].file
        found: dict[str, Values] = {}
        key: str | None = None
        for index, each in enumerate(values):
            made: Value | None = None
            if each.kind == "method" and isinstance(each.value, int):
                number = self.program.number_of(file, each.value)
                made = ("function", number) if number is not None else None
            elif each.kind == "text":
                made = ("text", each.value)
            elif each.kind == "number":
                made = ("number", each.value)
            elif each.kind == "bool":
                made = ("truth", bool(each.value))
            if value[0] == "array":
                if made is not None:
                    found[str(index)] = (made,)
            elif key is None:
                key = str(each.value) if each.kind == "text" else ""
                continue
            elif each.kind != "kept":
                if made is not None:
                    found[key] = (made,)
                key = None
        return found

    def _element(self, base: Expression) -> Values:
        return self._elements(self.of(base))

    def _elements(self, bases: Values) -> Values:
        """What is in arrays: what was written to them or added, and what literals hold."""
        found: list[Value] = []
        for value in bases:
            if value[0] == "interface":
                found.append(("interface", f"{value[1]}[]") if not value[1].endswith("[]") else value)
            if value[0] not in ("array", "object"):
                continue
            self._of_literal(value, "")
            for held in self._literals[value].values():
                found += held
            for name in ("*", *map(str, range(_ELEMENTS))):
                found += self._all(self.written_to(value, name))
        return tuple(found)

    # Functions

    def _this(self, number: int) -> Values:
        constructor = self.program.class_of.get(number)
        if constructor is not None:
            own: Values = (("class", constructor),)
            match self.program.is_static.get(number):
                case True:
                    return own
                case False:
                    return (("instance", constructor),)
            return (("instance", constructor), *own)
        self.varies = True
        return self._all(site.this for site in self.callers.get(number, ())[:_MOST])

    def _parent(self, number: int) -> Values:
        """What the class of a function extends."""
        constructor = self.program.class_of.get(number)
        definition = self.program.classes.get(constructor) if constructor is not None else None
        return self.of(definition.above) if definition is not None else _NONE

    def _parameter(self, number: int, index: int) -> Values:
        self.varies = True
        found = list(self.handed.get((number, index), ()))
        for site in self.callers.get(number, ())[:64]:
            if index < len(site.arguments):
                found += self.of(site.arguments[index])
        return tuple(found)

    def _result(self, site: Site) -> Values:
        found: list[Value] = []
        for callee in self.of(site.callee):
            found += self._of_call(callee, site)
        return tuple(found)

    def _of_call(self, callee: Value, site: Site) -> Values:
        kind = callee[0]
        if kind == "interface":
            if site.kind == "new" and callee[1] == "Promise":
                return self._promised(site)
            if callee[1] in GIVES_MODULE:
                return tuple(value for name in self._texts((*site.arguments, None)[0]) for value in self._asked(name))
            if callee[1] in GIVES_ALL and (given := self._all(site.arguments[:_MOST])):
                return given
            if callee[1] == GIVES_PROPERTY and len(site.arguments) > 1:
                names = self._texts(site.arguments[1])
                return tuple(found for name in names for found in self._property(site.arguments[0], name))
            return (("interface", f"{callee[1]}()"),) if len(callee[1]) < _LONGEST_NAME else _NONE
        if kind == "function":
            return self._all(self.program.functions[callee[1]].returns)
        if kind == "class":
            return (("instance", callee[1]),)
        if kind == "bound":
            return self._of_call(callee[1], site)
        if kind == "of_function":
            if callee[1] == "bind":
                return (("bound", callee[2]) if callee[2][0] != "bound" else callee[2],)
            return self._of_call(callee[2], site)
        if kind == "then":
            return self._of_then(callee, site)
        if kind == "iterator":
            return (("step", callee[1]),)
        if kind == "outside":
            return (("outside", f"{callee[1]}()"[:_LONGEST_NAME]),)
        return _NONE

    def _asked(self, name: str) -> Values:
        """What the engine gives by a name: a module of the system, or a native library of the app."""
        if name.endswith(".so"):
            return self._module(name, -1)
        return (("interface", asked_name(name)[:_LONGEST_NAME]),)

    def _of_then(self, callee: Value, site: Site) -> Values:
        if callee[1] in ("catch", "finally", "filter"):
            return (callee[2],)
        if callee[1] == "find":
            return self._elements((callee[2],))
        found: list[Value] = []
        for argument in site.arguments[:1]:
            for function in self.of(argument):
                if function[0] == "function":
                    found += self._all(self.program.functions[function[1]].returns)
        return tuple(found) or ((callee[2],) if callee[1] == "then" else _NONE)

    def _promised(self, site: Site) -> Values:
        """What a promise that the program makes comes to: what its function hands to its first parameter."""
        found: list[Value] = [("interface", "Promise()")]
        for argument in site.arguments[:1]:
            for function in self.of(argument):
                if function[0] == "function":
                    for given in given_to_parameter(self.program, function[1]):
                        found += self.of(given)
        return tuple(found)
