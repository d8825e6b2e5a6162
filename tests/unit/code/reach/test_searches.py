"""Searches of the call graph: one by one and over arrays they are the same."""

from __future__ import annotations

import numpy as np
import pytest
from tests.support.first_launch import MAIN, READ, READER
from tests.support.program_assembly import APPLICATION, code, defined, dex, manifest
from tests.support.sample_paths import sample
from tests.support.shipped import shipped_lexicons

from appaudit.artifacts import open_artifact
from appaudit.code.graph.call_graph import build_call_graph
from appaudit.code.graph.edges.found import Stage
from appaudit.code.graph.phases import phases
from appaudit.code.graph.program.links import link
from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code


@pytest.mark.parametrize("stage", [Stage.ALWAYS, Stage.USER, Stage.ANY])
def test_steps_one_by_one_and_over_arrays_reach_the_same_by_the_same_edges(monkeypatch, stage):
    images = open_artifact(sample("planted-shop").apk).contents.dex_images
    codes, _ = read_code((image.place, image.data) for image in images)
    graph = build_call_graph(link(codes), shipped_lexicons().consent)
    answers = []
    for most in (0, 4, 16):
        monkeypatch.setattr(phases, "_FEW_NODES", most)
        monkeypatch.setattr(phases, "_FEW_EDGES", 4 * most)
        search = phases.Search(graph, blocked=graph.target % 7 == 0)
        for node in range(0, graph.node_count - 1, 11):
            search.start(np.array([node, node + 1]), stage)
        search.open_all()
        search.widen(stage)
        answers.append([search.reached.tolist(), search.entered_by.tolist()])
    assert answers[0] == answers[1] == answers[2]
    assert sum(answers[0][0]) > 0
    assert max(answers[0][1]) > 0


def test_no_ways_are_made_to_nothing(monkeypatch):
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(READ)}, superclass=APPLICATION)
    codes, _ = read_code([("classes.dex", dex(app, MAIN, READER))])
    facts, files = manifest(application="m.App", launcher="m.Main"), [Constants(each) for each in codes]
    made: list[Reachability] = []
    make = Reachability._make_ways
    monkeypatch.setattr(Reachability, "_make_ways", lambda self, *rest: made.append(self) or make(self, *rest))
    found = Reachability(codes, facts, shipped_lexicons().consent)
    assert found.under_conditions([], files) == []
    assert made == []
    assert found.under_conditions([("m.Reader", "m.Reader.read()V", ())], files) != [None]
    assert made == [found]
