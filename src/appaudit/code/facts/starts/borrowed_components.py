"""Components that apps name as an SDK asks, and whose class says that they are not there for it.

WeChat looks for `PACKAGE.wxapi.WXEntryActivity`; so does Umeng's sharing, which brings a class to extend, and templates
of vendors leave an empty one. Public packages, checked 2026-11-30.
"""

from __future__ import annotations

from collections.abc import Iterable

from appaudit.code.facts.owners.package_owners import PackageOwners
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.java_names import descriptor
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import ComponentFact
from appaudit.model.facts.third_party import BorrowedComponentFact
from appaudit.model.knowledge import Knowledge

_NOTHING = "Ljava/lang/Object;"


def borrowed_component_facts(
    hierarchy: Hierarchy, manifest: Iterable[Fact], knowledge: Knowledge
) -> list[BorrowedComponentFact]:
    """One fact for each component in the code whose class extends a class of an SDK, or nothing at all.

    Args:
        hierarchy: The classes of the package.
        manifest: The facts of the package, for its components.
        knowledge: Which packages are whose.
    """
    signatures = knowledge.sdks.values()
    # Anything may extend a class of a library, as of AndroidX.
    owners = PackageOwners(
        {prefix: each.id if each.kind == "sdk" else "" for each in signatures for prefix in each.signals.classes}
    )
    found = []
    for fact in manifest:
        if isinstance(fact, ComponentFact) and not owners.of(fact.name):
            above = hierarchy.superclass(descriptor(fact.name))
            sdk = owners.of(above[1:-1].replace("/", ".")) if above else ""
            if sdk or above == _NOTHING:
                found.append(
                    BorrowedComponentFact(
                        name=fact.name, sdk=sdk, location=fact.location, extractor="code.borrowed_components"
                    )
                )
    return found
