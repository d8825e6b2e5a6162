"""Blocks of style sheets that begin with `@`: which of them a screen applies, whatever its width.

https://www.w3.org/TR/css-conditional-5/, https://www.w3.org/TR/css-cascade-6/ and
https://www.w3.org/TR/css-properties-values-api-1/, checked 2026-11-29, not opened.
"""

from __future__ import annotations

import re
from typing import Final

#: A rule begins where another ended, or a block did: nowhere else need one be looked for.
RULE: Final = re.compile(r"(?<![^{}])([^{}]+)\{([^{}]*)\}")
_BRACE: Final = re.compile(r"[{}]")
_AT_BLOCK: Final = re.compile(r"@(?:-\w+-)?(\w+)([^{};]*)(?:;|\{)")
_PROPERTY: Final = re.compile(r"@property\s+(--[\w-]+)\s*\{([^{}]*)\}", re.I)
_INITIAL: Final = re.compile(r"initial-value\s*:\s*([^;{}]+)", re.I)
_SCOPE: Final = re.compile(r"\s*\(([^()]{1,200})\)\s*")
_WIDTH: Final = re.compile(r"(min|max)-width\s*:\s*(\d+(?:\.\d+)?)(px|r?em)?(?![\w.%])")
#: The same written as a comparison: `(width >= 1px)`.
_COMPARED: Final = re.compile(r"\(\s*width\s*([<>])=?\s*(\d+(?:\.\d+)?(?:px|r?em)?)\s*\)")
#: Pixels of a unit; a length without one is nothing.
_PIXELS: Final = {"px": 1.0, "em": 16.0, "rem": 16.0, "": 0.0}
#: Widths in pixels that every screen has, and that none does.
_EVERY_SCREEN: Final = 300.0
_NO_SCREEN: Final = 3000.0
#: Blocks of conditions inside one another that are read.
_MOST_DEPTH: Final = 30


def initial_values(text: str) -> dict[str, str]:
    """What registered variables stand for where nothing sets them."""
    found = ((name, _INITIAL.search(body)) for name, body in _PROPERTY.findall(text))
    return {name: value[1].strip().lower() for name, value in found if value is not None}


def for_screens(text: str, depth: int = 0) -> str:
    """The rules for screens: blocks of other media, of fonts and of animations are left out."""
    kept: list[str] = []
    position = 0
    while (found := _AT_BLOCK.search(text, position)) is not None:
        kept.append(text[position : found.start()])
        if not found.group().endswith("{"):
            position = found.end()
            continue
        end = end_of_block(text, found.end())
        kind, condition = found.group(1).lower(), found.group(2).lower()
        if depth < _MOST_DEPTH and _applies(kind, condition):
            inside = for_screens(text[found.end() : end], depth + 1)
            scope = _SCOPE.fullmatch(found.group(2)) if kind == "scope" else None
            kept.append(_below(scope[1], inside) if scope is not None else inside if kind != "scope" else "")
        position = end + 1
    kept.append(text[position:])
    return "\n".join(kept)


def _applies(kind: str, condition: str) -> bool:
    if kind == "supports":
        return not condition.strip().startswith("not")
    if kind in ("media", "container"):
        condition = _COMPARED.sub(lambda it: f"({'min' if it[1] == '>' else 'max'}-width:{it[2]})", condition)
        condition = re.sub(r"\bnot\s+print\b", "screen", condition)
        widths = [(bound, float(number) * _PIXELS[unit]) for bound, number, unit in _WIDTH.findall(condition)]
        is_of_all = len(widths) == condition.count("width") and all(
            width <= _EVERY_SCREEN if bound == "min" else width >= _NO_SCREEN for bound, width in widths
        )
        return "print" not in condition and is_of_all and (kind == "media" or bool(widths))
    return kind in ("layer", "scope")


def _below(root: str, text: str) -> str:
    """The rules of a scope, with the selector of its root before each of theirs."""

    def below(found: re.Match[str]) -> str:
        each = (selector.strip() for selector in found[1].split(","))
        named = (one.replace(":scope", root) if ":scope" in one else f"{root} {one}" for one in each)
        return f"{', '.join(named)}{{{found[2]}}}"

    return RULE.sub(below, text)


def end_of_block(text: str, start: int) -> int:
    """Where the brace stands that ends a block which begins before `start`."""
    depth = 1
    for found in _BRACE.finditer(text, start):
        depth += 1 if found.group() == "{" else -1
        if depth == 0:
            return found.start()
    return len(text)
