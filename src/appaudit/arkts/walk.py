"""A program with all that was followed in it, and what an expression is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from appaudit.arkts.expressions import Expression
from appaudit.arkts.graph import Graph, GraphBuilder
from appaudit.arkts.program import Program
from appaudit.arkts.resolving import Resolver

_MOST_PARTS: Final = 200
_MOST_CALLERS: Final = 8


@dataclass
class Following:
    """A program with all that was followed in it."""

    program: Program
    resolver: Resolver
    builder: GraphBuilder
    graph: Graph


def parts_of(expression: Expression, program: Program, resolver: Resolver) -> Iterator[tuple[Any, ...]]:
    """All expressions that one is computed of, itself first: through variables, parameters, results and arguments."""
    pending: list[Expression] = [expression]
    seen: set[Expression] = set()
    while pending and len(seen) < _MOST_PARTS:
        each = pending.pop(0)
        if each is None or each in seen:
            continue
        seen.add(each)
        yield each
        match each[0]:
            case "computed":
                pending += each[2:4]
            case "any":
                pending += each[1]
            case "property" | "keyed" | "element" | "not":
                pending.append(each[1])
            case "result":
                site = program.sites[each[1]]
                pending += (*site.arguments, site.this)
                for value in resolver.of(site.callee):
                    if value[0] == "function":
                        pending += program.functions[value[1]].returns
            case "variable":
                place = program.environment(each[1])
                pending += program.variables.get((place, each[2]), ()) if place else ()
            case "local":
                pending += program.locals.get((each[1], each[2]), ())
            case "parameter":
                for site in resolver.callers.get(each[1], ())[:_MOST_CALLERS]:
                    pending += site.arguments[each[2] : each[2] + 1]
