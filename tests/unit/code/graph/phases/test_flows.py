"""Flows are what a search from each of their beginnings finds, whatever was asked before."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from tests.support.program_assembly import call as call_of
from tests.support.program_assembly import code, defined, dex, new
from tests.support.shipped import shipped_lexicons

from appaudit.code.graph.call_graph import CallGraph, build_call_graph
from appaudit.code.graph.edges.found import Stage
from appaudit.code.graph.phases.flows import Flow, Flows
from appaudit.code.graph.phases.phases import Search
from appaudit.code.graph.program.links import link
from appaudit.dex import read_code

SHAPE = "Lm/Shape;"


def graph_of(seed: int, count: int = 24) -> CallGraph:
    """A program whose methods call each other, make objects and call what these have in common, by chance."""
    random = Random(seed)
    classes = [defined(SHAPE, {"draw()V": None}, interfaces=())]
    for number in range(count):
        body = []
        for _ in range(random.choice((0, 0, 1, 2, 3))):
            other = random.randrange(count)
            kind = random.random()
            if kind < 0.5:
                body.append(call_of("static", f"Lm/C{other};->go()V"))
            elif kind < 0.8:
                body += new(1, f"Lm/C{other};")
            else:
                body.append(call_of("interface", f"{SHAPE}->draw()V", 2))
        drawn = [call_of("static", f"Lm/C{random.randrange(count)};->go()V")] if random.random() < 0.4 else []
        methods = {"<init>()V": code(), "go()V": code(*body), "draw()V": code(*drawn, registers=6, incoming=1)}
        classes.append(defined(f"Lm/C{number};", methods, static=["go()V"], interfaces=(SHAPE,)))
    codes, errors = read_code([("classes.dex", dex(*classes))])
    assert not errors
    return build_call_graph(link(codes), shipped_lexicons().consent)


@pytest.mark.parametrize("seed", range(12))
def test_a_flow_is_what_a_search_finds(seed: int) -> None:
    graph, random = graph_of(seed), Random(seed)
    methods = list(range(graph.links.method_count))
    flows = Flows(graph, many=12)
    for _ in range(60):
        begin = np.array(sorted(random.sample(methods, random.choice((1, 1, 2, 3)))), dtype=np.int64)
        search = Search(graph)
        search.start(begin, Stage.ALWAYS)
        assert reached(flows.of(begin), graph, random) == search.reached.tolist()


def reached(flow: Flow, graph: CallGraph, random: Random) -> list[bool]:
    """Which nodes a flow reaches, each asked for, in an order by chance."""
    nodes = random.sample(range(graph.node_count), graph.node_count)
    found = {node: flow.reaches(node) for node in nodes}
    return [found[node] for node in range(graph.node_count)]


def test_flows_through_the_heart_are_one() -> None:
    ring = {f"Lm/R{number};": f"Lm/R{(number + 1) % 9};" for number in range(9)}
    classes = [
        defined(name, {"go()V": code(call_of("static", f"{after}->go()V"))}, static=["go()V"])
        for name, after in ring.items()
    ]
    into = defined("Lm/Into;", {"go()V": code(call_of("static", "Lm/R4;->go()V"))}, static=["go()V"])
    leaf = defined("Lm/Leaf;", {"go()V": code()}, static=["go()V"])
    codes, _ = read_code([("classes.dex", dex(*classes, into, leaf))])
    graph = build_call_graph(link(codes), shipped_lexicons().consent)
    flows = Flows(graph, many=5)
    named = {graph.name_of(method): method for method in range(graph.links.method_count)}
    first, again, other, out = (flows.of(np.array([named[f"m.{name}.go()V"]])) for name in ("R0", "R5", "R7", "Leaf"))
    assert again is other
    assert reached(first, graph, Random(1)) == reached(again, graph, Random(2))
    assert sum(reached(out, graph, Random(3))) == 1
    entered = flows.of(np.array([named["m.Into.go()V"]]))
    assert sum(reached(entered, graph, Random(4))) == sum(reached(again, graph, Random(5))) + 1
