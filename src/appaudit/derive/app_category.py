"""Which of the 39 common kinds of app this one is, and which of its permissions fit that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from appaudit.model.expression import compiled
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.context import AppCategoryFact, CategoryPermissionFact
from appaudit.model.facts.derived import PermissionUseFact
from appaudit.model.facts.package import AppFact, ComponentFact
from appaudit.model.knowledge import AppCategory, Knowledge
from appaudit.model.words import CategorySource, PermissionFit

_PREFIX = "android.permission."
#: Judged by whether they fit a kind of app; the rest of Android's permissions is granted without a question.
_JUDGED = ("dangerous", "special")
#: Asked for by apps of every kind, with a choice of its own in the settings of the system.
_ALWAYS_PLAUSIBLE = ("notifications",)


def app_category_facts(facts: FactSet, knowledge: Knowledge, declared: Sequence[str]) -> list[AppCategoryFact]:
    """The kinds of app the user names; where none is named, what label, package and components suggest.

    Args:
        facts: Asked for the label, the package name and the permissions of components.
        knowledge: Holds the kinds.
        declared: Ids of the kinds that the user names.
    """
    if declared:
        return [_fact(knowledge.app_categories[name], "declared", ()) for name in dict.fromkeys(declared)]
    return [_fact(kind, "guessed", reasons) for kind, reasons in _guesses(facts, knowledge.app_categories.values())]


def _fact(kind: AppCategory, source: CategorySource, reasons: tuple[str, ...]) -> AppCategoryFact:
    return AppCategoryFact(
        id=kind.id,
        number=kind.number,
        name=kind.name.zh,
        name_en=kind.name.en,
        source=source,
        needs_information=bool(kind.data),
        reasons=reasons,
        extractor="derive.app_category",
    )


def _guesses(facts: FactSet, kinds: Iterable[AppCategory]) -> list[tuple[AppCategory, tuple[str, ...]]]:
    """The kinds with the longest word found in the label; without any, those of components, then of the package."""
    app = next(iter(facts.of(AppFact)), None)
    if app is None:
        return []
    known = list(kinds)
    needed = {component.permission for component in facts.of(ComponentFact) if component.permission}
    by_component: list[tuple[AppCategory, tuple[str, ...]]] = [
        (kind, (name,)) for kind in known for name in kind.guess.component_permission if _PREFIX + name in needed
    ]
    if by_component:
        return by_component
    # The first part of a package name is a top-level domain, and "edu" there says nothing of education.
    own = app.package.partition(".")[2].replace(".", " ")
    for text, attribute in ((app.label, "label"), (own, "package")):
        found = [
            (kind, match.group())
            for kind in known
            for expression in getattr(kind.guess, attribute)
            for match in [compiled(expression, re.IGNORECASE).search(text)]
            if match
        ]
        if found:
            longest = max(len(word) for _, word in found)
            return [(kind, (word,)) for kind, word in found if len(word) == longest]
    return []


def category_permission_facts(facts: FactSet, knowledge: Knowledge) -> list[CategoryPermissionFact]:
    """One fact for each dangerous or special permission, where anything is known of the kind of app.

    Of several kinds of app, the one that fits best counts.
    """
    kinds = facts.of(AppCategoryFact)
    if not kinds:
        return []
    records = [knowledge.app_categories[fact.id] for fact in kinds if fact.id in knowledge.app_categories]
    return [
        CategoryPermissionFact(
            permission=use.name,
            group=use.group,
            protection=use.protection,
            fit=_fit(use, records),
            used=use.used,
            source=kinds[0].source,
            categories=tuple(fact.id for fact in kinds),
            names="、".join(fact.name for fact in kinds),
            names_en=", ".join(fact.name_en for fact in kinds),
            location=use.location,
            extractor="derive.app_category",
        )
        for use in facts.of(PermissionUseFact)
        if use.protection in _JUDGED and use.group not in _ALWAYS_PLAUSIBLE
    ]


def _fit(use: PermissionUseFact, kinds: Sequence[AppCategory]) -> PermissionFit:
    # Background location is in the group of location, and needs more of a reason than location does.
    names = {use.name.removeprefix(_PREFIX)}
    if use.name != f"{_PREFIX}ACCESS_BACKGROUND_LOCATION" and use.protection == "dangerous":
        names.add(use.group)
    if any(names & set(kind.core) for kind in kinds):
        return "core"
    special = {use.group, *names} if use.protection == "special" else names
    return "feature" if any(special & set(kind.feature) for kind in kinds) else "outside"
