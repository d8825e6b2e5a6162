"""What the name of a Java package tells of its owner."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Final

#: Parts of names that say nothing of the owner.
_COMMON: Final = frozenset(("com", "org", "net", "cn", "io"))

#: Classes that the build of an app writes into the package of every library that it names, be its code there or not.
#: https://developer.android.com/build/configure-app-module (R), https://developer.android.com/build/gradle-tips
#: (BuildConfig), https://developer.android.com/topic/libraries/data-binding/generated-binding, not opened.
_WRITTEN_BY_BUILD: Final = re.compile(
    r"(?:R|R2|BR|BuildConfig|Manifest|DataBind(?:erMapperImpl|ingInfo|ingTriggerClass|ingComponent)|\w+BindingImpl)$"
)
_BINDING: Final = re.compile(r"\w+Binding$")


def is_written_by_build(package: str, name: str) -> bool:
    """Whether a class is one that the build of an app writes, which says nothing of whose code is there.

    Args:
        package: In either notation, `com.example` or `com/example`.
        name: The class without its package: `R$string`.
    """
    outer = name.partition("$")[0]
    if _WRITTEN_BY_BUILD.match(outer):
        return True
    return package.endswith(("/databinding", ".databinding")) and _BINDING.match(outer) is not None


def is_made_up(package: str) -> bool:
    """Whether the name of a package is a shrinker's: no part of it is a word; that of no package is one, too."""
    return not any(len(part) > 2 for part in package.split(".") if part not in _COMMON)


def own_root(package: str, shared: Set[str]) -> str:
    """The part of a package that names its owner: two parts, three under the roots that many share."""
    parts = package.split(".")
    root = ".".join(parts[:2])
    return ".".join(parts[:3]) if root in shared else root
