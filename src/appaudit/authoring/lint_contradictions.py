"""Rules that contradict each other on one item of a regulation.

Conditions are compared as statements over predicates, each of which holds or not: a predicate that asks for more holds
only where one that asks for less does. Two rules contradict each other where both serve one item and

- leave no way out: once something is there, one of them has a finding whatever is the case about one thing; or
- disagree: whenever one has a finding the other has, and they grade it differently.

What happens outside of conditions (`adjust`, coverage) is not looked at, and pairs with very many predicates are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from appaudit.model.knowledge import Knowledge
from appaudit.model.rule import AllOf, Condition, FieldTest, Not, Predicate, Rule

#: Predicates of a pair that are told apart; each doubles the work.
_MOST = 10
#: Fields that say which thing a fact is about.
_THING = ("id", "topic", "data_type", "role", "mechanism", "weakness")
_World = Mapping[Predicate, bool]


def lint_contradictions(rules: Sequence[Rule], knowledge: Knowledge) -> Iterator[str]:
    """Every contradiction, one line for each pair of rules and the first item that both serve."""
    items = [
        (f"{regulation.id} {item.item}", frozenset(item.obligations))
        for regulation in knowledge.regulations.values()
        for item in regulation.items
    ]
    for left, right in combinations(rules, 2):
        if not set(left.platforms) & set(right.platforms):
            continue  # never of one app
        if set(left.requires) != set(right.requires) or not set(left.obligations) & set(right.obligations):
            continue
        where = next((name for name, asked in items if left.serves(asked) and right.serves(asked)), None)
        if where is not None:
            yield from _of_pair(left, right, where)


def _of_pair(left: Rule, right: Rule, where: str) -> Iterator[str]:
    atoms = list(dict.fromkeys((*_atoms(left.match), *_atoms(right.match))))
    if len(atoms) > _MOST or not _share_a_thing(left.match, right.match):
        return
    worlds = [world for world in _worlds(atoms) if _is_consistent(world)]
    outcomes = [(_holds(left.match, world), _holds(right.match, world)) for world in worlds]
    thing = _without_way_out(worlds, outcomes)
    if thing:
        yield (
            f"{left.id} and {right.id}: whatever is the case about {thing}, one of the two has a finding on {where}; "
            "leave a case in which neither has"
        )
    for narrow, wide, pairs in (
        (left, right, outcomes),
        (right, left, [(second, first) for first, second in outcomes]),
    ):
        is_within = any(first for first, _ in pairs) and all(second for first, second in pairs if first)
        if is_within and narrow.status != wide.status:
            yield (
                f"{narrow.id} and {wide.id}: whenever the first has a finding on {where} the second has, and they call "
                f"it {narrow.status} and {wide.status}; give one of them a condition that leaves out the other"
            )


def _share_a_thing(left: Condition, right: Condition) -> bool:
    return not set(map(_thing, _atoms(left))).isdisjoint(map(_thing, _atoms(right)))


def _without_way_out(worlds: Sequence[_World], outcomes: Sequence[tuple[bool, bool]]) -> str:
    """The thing about which every case is a finding by one of the two and neither finds all; empty for none."""
    for thing in dict.fromkeys(_thing(atom) for world in worlds[:1] for atom in world):
        # What else is there; more of it, such as the clause that both miss, is a way out as well.
        others = [frozenset(a for a, holds in world.items() if holds and _thing(a) != thing) for world in worlds]
        for given in dict.fromkeys(others):
            found = [outcome for other, outcome in zip(others, outcomes, strict=True) if other >= given]
            alone = all(first for first, _ in found) or all(second for _, second in found)
            if len(found) > 1 and not alone and all(map(any, found)):
                return thing
    return ""


def _worlds(atoms: Sequence[Predicate]) -> Iterator[_World]:
    for holds in product((True, False), repeat=len(atoms)):
        yield dict(zip(atoms, holds, strict=True))


def _is_consistent(world: _World) -> bool:
    """Whether nothing holds that asks for more than what does not."""
    held = [atom for atom, holds in world.items() if holds]
    missing = [atom for atom, holds in world.items() if not holds]
    return not any(_implies(more, less) for more in held for less in missing)


def _implies(more: Predicate, less: Predicate) -> bool:
    """Whether a fact that meets one predicate meets the other."""
    return more.kind == less.kind and all(any(_test_implies(own, test) for own in more.tests) for test in less.tests)


def _test_implies(own: FieldTest, test: FieldTest) -> bool:
    if own == test:
        return True
    if own.field != test.field or own.operator not in ("equals", "in") or test.operator not in ("equals", "in"):
        return False
    return _values(own) <= _values(test)


def _values(test: FieldTest) -> set[object]:
    return set(test.value) if isinstance(test.value, tuple) else {test.value}


def _thing(predicate: Predicate) -> str:
    """What a predicate is about, in words: its kind, and which of it."""
    named = [f"{test.value}" for test in predicate.tests if test.field in _THING and test.operator == "equals"]
    return " ".join((predicate.kind, *named))


def _atoms(condition: Condition) -> Iterator[Predicate]:
    if isinstance(condition, Predicate):
        yield condition
    elif isinstance(condition, Not):
        yield from _atoms(condition.part)
    else:
        for part in condition.parts:
            yield from _atoms(part)


def _holds(condition: Condition, world: _World) -> bool:
    if isinstance(condition, Predicate):
        return world[condition]
    if isinstance(condition, Not):
        return not _holds(condition.part, world)
    decide = all if isinstance(condition, AllOf) else any
    return decide(_holds(part, world) for part in condition.parts)
