"""What people call the platforms that artifacts are made for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.words import Platform, words_of

_NAMES: Final[dict[str, Bilingual]] = {
    "android": Bilingual("安卓", "Android"),
    "harmony": Bilingual("鸿蒙", "HarmonyOS"),
    "ios": Bilingual("iOS", "iOS"),
    "miniprogram": Bilingual("小程序", "mini-programs"),
}


def name_of_platform(platform: str) -> Bilingual:
    """The name of a platform; one that nobody knows stands for itself."""
    return _NAMES.get(platform, Bilingual(platform, platform))


def names_of_platforms(platforms: Sequence[Platform]) -> Bilingual:
    """The names of several platforms in one line; all of them are every platform."""
    if len(platforms) == len(words_of(Platform)):
        return Bilingual("各平台", "every platform")
    names = [name_of_platform(platform) for platform in platforms]
    return Bilingual("、".join(name.zh for name in names), ", ".join(name.en for name in names))
