"""How a function is named in facts, rules and SDK files: in the notation of its platform, each told from the others.

- Android: `com.example.Class$Inner.method`
- HarmonyOS: `@scope/package/path#function`, an ohpm package (or the module of an app) and a function in it
- iOS: `-[Class selector:]`, or `+[Class selector]` for the class itself
- mini-programs: `pages/index/index.js:onLoad`, a script and a function in it
"""

from __future__ import annotations

from functools import cache
from typing import Final

from appaudit.model.expression import Expression
from appaudit.model.words import Platform

_NOTATIONS: Final[dict[Platform, Expression]] = {
    "android": Expression(r"[a-z_][\w$]*(?:\.[A-Za-z_$][\w$]*)+\.(?:[A-Za-z_$][\w$]*|<init>)"),
    "harmony": Expression(r"(?:@[\w.\-]+/)?[\w.\-]+(?:/[\w.\-]+)*#[\w$.~]+"),
    "ios": Expression(r"[+\-]\[[A-Za-z_]\w* [A-Za-z_]\w*:?(?:\w+:)*\]"),
    "miniprogram": Expression(r"[\w.\-]+(?:/[\w.\-]+)*\.js:[\w$.]+"),
}


def platform_of(name: str) -> Platform | None:
    """The platform in whose notation a function is named; None where it is in none."""
    return next((platform for platform, notation in _NOTATIONS.items() if notation.fullmatch(name)), None)


@cache  # six tables of what starts SDKs ask it of the same names
def is_android(name: str) -> bool:
    """Whether a function is named in the notation of Android, which is the first that `platform_of` tries."""
    return _NOTATIONS["android"].fullmatch(name) is not None


def owner_of(name: str) -> str:
    """What a function stands in: a class, an ohpm package, a script; the whole name where it is in no notation."""
    platform = platform_of(name)
    if platform == "android":
        return name.rpartition(".")[0]
    if platform == "ios":
        return name[2:].partition(" ")[0]
    if platform == "harmony":
        parts = name.partition("#")[0].split("/")
        return "/".join(parts[:2]) if name.startswith("@") else parts[0]
    return name.rpartition(":")[0] if platform == "miniprogram" else name
