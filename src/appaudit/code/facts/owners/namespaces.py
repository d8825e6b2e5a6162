"""Which Java packages the app defines classes in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from appaudit.dex import DexCode
from appaudit.model.class_names import is_written_by_build
from appaudit.model.facts.code import NamespaceFact
from appaudit.model.location import Location


def namespace_facts(codes: Sequence[DexCode]) -> list[NamespaceFact]:
    """One fact for each package with classes defined in it, counted over all DEX files."""
    counts: Counter[str] = Counter()
    generated: Counter[str] = Counter()
    first_place: dict[str, str] = {}
    for code in codes:
        names = [descriptor[1:-1].rpartition("/") for descriptor in code.dex.defined_classes()]
        in_file = Counter(package for package, _, _ in names)
        for name in in_file:
            first_place.setdefault(name, code.dex.place)
        counts.update(in_file)
        generated.update(package for package, _, name in names if is_written_by_build(package, name))
    return [
        NamespaceFact(
            name=name.replace("/", "."),
            classes=number,
            generated=generated[name],
            location=Location(path=first_place[name]),
            extractor="code.namespaces",
        )
        for name, number in counts.items()
    ]
