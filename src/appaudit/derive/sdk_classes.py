"""Which classes of an app are those of which SDK, by the prefixes that signatures name."""

from __future__ import annotations

from collections.abc import Iterable

from appaudit.model.facts.code import NamespaceFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import Location


class SdkClasses:
    """Defined classes counted by the signature whose prefix is the longest that fits their package.

    What the build of an app writes is left out: it stands in the package of every library that the app names.
    """

    def __init__(self, namespaces: Iterable[NamespaceFact], knowledge: Knowledge) -> None:
        owners: dict[str, str] = {}
        for signature in knowledge.sdks.values():
            for prefix in signature.signals.excluded_classes:
                owners.setdefault(prefix, "")
        for signature in knowledge.sdks.values():
            for prefix in signature.signals.classes:
                owners[prefix] = signature.id
        self._owners = owners
        self._counts: dict[str, dict[str, int]] = {}
        self._places: dict[str, Location] = {}
        for fact in namespaces:
            prefix = _longest_prefix(fact.name, owners)
            written = fact.classes - fact.generated
            if prefix and owners[prefix] and written:
                counts = self._counts.setdefault(owners[prefix], {})
                counts[prefix] = counts.get(prefix, 0) + written
                self._places.setdefault(owners[prefix], Location(path=fact.location.path, symbol=prefix))

    def owner_of(self, class_name: str) -> str:
        """The SDK whose class it is by its name; empty for other code."""
        prefix = _longest_prefix(class_name, self._owners)
        return self._owners[prefix] if prefix else ""

    def of(self, sdk_id: str) -> dict[str, int]:
        """Class counts by prefix."""
        return self._counts.get(sdk_id, {})

    def place_of(self, sdk_id: str) -> Location | None:
        """Where the first of its packages is defined."""
        return self._places.get(sdk_id)


def _longest_prefix(name: str, prefixes: dict[str, str]) -> str:
    while name:
        if name in prefixes:
            return name
        name = name.rpartition(".")[0]
    return ""
