"""What all facts have in common, and the set that an audit collects them in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar, TypeVar

from appaudit.model.bilingual import Bilingual
from appaudit.model.location import NOWHERE, Location
from appaudit.model.record import record

FactT = TypeVar("FactT", bound="Fact")


@record
class Fact:
    """The base of all facts.

    A class of facts declares what is to be known of its kind: `kind` as rules and reports name it, `kind_name` for
    people, `identity` (the fields that tell one subject from another) and `derived_from` (the kinds it is computed
    from: a gap in one of them is a gap in what is derived from it). A kind with one fact for each fact of another names
    that one in `one_for_each`, and in `settled` the fields that it decides alone: a gap in the others adds no fact.
    """

    kind: ClassVar[str] = ""
    kind_name: ClassVar[Bilingual] = Bilingual("", "")
    identity: ClassVar[tuple[str, ...]] = ()
    derived_from: ClassVar[tuple[str, ...]] = ()
    one_for_each: ClassVar[str] = ""
    settled: ClassVar[tuple[str, ...]] = ()

    location: Location = NOWHERE
    extractor: str = ""

    def key(self) -> tuple[str, ...]:
        """Kind and identity fields as text: what fingerprints and subjects are made of."""
        return (self.kind, *(str(getattr(self, name)) for name in self.identity))


class FactSet:
    """Facts by kind, in a total order, so that the same inputs give the same bytes."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self._by_kind: dict[str, list[Fact]] = {}
        self.add(facts)

    def add(self, facts: Iterable[Fact]) -> None:
        """Add facts; the order in which they come does not matter."""
        touched = set()
        for fact in facts:
            self._by_kind.setdefault(fact.kind, []).append(fact)
            touched.add(fact.kind)
        for kind in touched:
            self._by_kind[kind].sort(key=lambda fact: (fact.key(), fact.location.sort_key()))

    def replace(self, kind: str, facts: Iterable[Fact]) -> None:
        """Put other facts in the place of all of one kind, such as the same ones with more known of them."""
        self._by_kind.pop(kind, None)
        self.add(facts)

    def of(self, cls: type[FactT]) -> list[FactT]:
        """The facts of one class, ordered by identity and place."""
        return self._by_kind.get(cls.kind, [])  # type: ignore[return-value]

    def of_kind(self, kind: str) -> list[Fact]:
        """The facts of one kind by its name, ordered by identity and place."""
        return self._by_kind.get(kind, [])

    def __iter__(self) -> Iterator[Fact]:
        for kind in sorted(self._by_kind):
            yield from self._by_kind[kind]

    def __len__(self) -> int:
        return sum(map(len, self._by_kind.values()))
