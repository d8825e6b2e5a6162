"""Twelve policies of many kinds and layouts, labelled by hand: what the rules must read on texts made for no rule."""

import json
from pathlib import Path

import pytest
from tests.support.shipped import knowledge

from appaudit.model.facts.documents import ClauseFact
from appaudit.policy import read_policy

FOLDER = Path(__file__).parent / "policies"
LABELS = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
#: Statuses of each policy that may differ from its labels; the letter speaks in images that no rule should learn.
ALLOWED = {"shop-letter.md": 6, "game.html": 2, "definitions.html": 1}


@pytest.mark.parametrize("name", sorted(LABELS))
def test_the_clauses_of_a_policy_are_read(lexicon, name):
    """Every status is one of those that the labels accept, but for the known shortfalls."""
    reading = read_policy([FOLDER / name], lexicon)
    said = {fact.id: fact.status for fact in reading.facts if isinstance(fact, ClauseFact)}
    wrong = {
        clause: said.get(clause, "absent")
        for clause, accepted in LABELS[name].items()
        if said.get(clause, "absent") not in accepted
    }
    assert len(wrong) <= ALLOWED.get(name, 0), wrong


def test_every_policy_is_labelled_in_full():
    """Each file has labels, of all clauses that there were; a new clause begins with policies of its own."""
    assert {path.name for path in FOLDER.iterdir()} - {"labels.json"} == set(LABELS)
    (labelled,) = {tuple(sorted(labels)) for labels in LABELS.values()}
    assert len(labelled) >= 28
    assert set(labelled) <= set(knowledge().clauses)
