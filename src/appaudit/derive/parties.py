"""Whose code a class is: the app's own, an SDK's or a library's."""

from __future__ import annotations

from dataclasses import dataclass

from appaudit.model.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class Party:
    """`id` is `app` or an SDK id; `kind` is `app`, `sdk` or `library`; `category` is the SDK's."""

    id: str
    kind: str
    category: str = ""


APP = Party("app", "app")


class Parties:
    """Attributes classes to parties by the longest known prefix; what nobody claims is the app's.

    Args:
        knowledge: Where the prefixes come from.
        package: The application id; classes under it are the app's even if a signature is wider.
    """

    def __init__(self, knowledge: Knowledge, package: str) -> None:
        self._prefixes: dict[str, Party] = {}
        for signature in knowledge.sdks.values():
            kind = "sdk" if signature.kind == "sdk" else "library"
            party = Party(signature.id, kind, signature.category)
            for prefix in signature.signals.classes:
                self._prefixes[prefix] = party
            for prefix in signature.signals.excluded_classes:
                self._prefixes.setdefault(prefix, APP)
        if package and package not in self._prefixes:
            self._prefixes[package] = APP
        self._cache: dict[str, Party] = {}

    def of(self, class_name: str) -> Party:
        """The party of a class in Java notation (`com.example.Outer$Inner`)."""
        cached = self._cache.get(class_name)
        if cached is None:
            cached = self._cache[class_name] = self._longest(class_name.partition("$")[0])
        return cached

    def _longest(self, name: str) -> Party:
        while name:
            party = self._prefixes.get(name)
            if party is not None:
                return party
            name = name.rpartition(".")[0]
        return APP
