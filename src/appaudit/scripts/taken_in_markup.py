"""Markup that other files take in: whose page a template belongs to, which has no script of its own."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from appaudit.scripts.sources import suffix_of, without_suffix

_TAKES_IN: Final = re.compile(r"<(?:import|include)\b[^>]*?\ssrc\s*=\s*[\"']([^\"'{}]+)[\"']")
#: Pages that one file is looked at for.
_MOST_PAGES: Final = 12


def pages_of_markup(texts: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The pages and components whose markup a file is: its own, or of those that take it in.

    Args:
        texts: The text of each file of markup by its path.
    """
    takers: defaultdict[str, list[str]] = defaultdict(list)
    for path, text in texts.items():
        for source in _TAKES_IN.findall(text):
            for taken in _named(path, source, texts):
                takers[taken].append(path)
    return {path: tuple(_owners(path, takers))[:_MOST_PAGES] for path in texts}


def _named(path: str, source: str, texts: Mapping[str, str]) -> Iterable[str]:
    """The file that an address in a file means."""
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), source))
    found = source.lstrip("/") if source.startswith("/") else beside
    return [each for each in (found, f"{found}{suffix_of(path)}") if each in texts and each != path][:1]


def _owners(path: str, takers: Mapping[str, list[str]]) -> Iterable[str]:
    found: dict[str, None] = {}
    seen = {path}
    pending = [path]
    while pending:
        at = pending.pop(0)
        above = [each for each in takers.get(at, ()) if each not in seen]
        seen.update(above)
        pending += above
        if at not in takers:
            found[without_suffix(at)] = None
    return found or {without_suffix(path): None}
