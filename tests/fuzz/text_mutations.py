"""Seeded damage to text formats: lines and words moved, doubled, dropped and replaced by ones that mean something."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from tests.hostile.mutations import mutate

_WORD = re.compile(rb"[\w.]+|[^\w\s]|\s+")
#: Values that text formats read in ways of their own.
ODD = (
    b"null", b"true", b"-1", b"0", b"1e999", b"NaN", b"9" * 40, b"2026-13-45", b"\xed\xa0\x80", b"\xff\xfe", b"\0",
    "\u202e".encode(), "\u2028".encode(), b"''", b'"', b"[", b"]", b"{", b"}", b"\t", b"\r", b"\r\n\r\n",
)  # fmt: skip


def text_mutation(words: Sequence[bytes]) -> Callable[[bytes, random.Random], bytes]:
    """A mutation for a format with these words."""
    known = (*words, *ODD)

    def mutated(data: bytes, chance: random.Random) -> bytes:
        for _ in range(chance.randint(1, 4)):
            action = chance.random()
            if action < 0.2:
                data = mutate(data, chance)
            elif action < 0.5:
                data = _moved(data.splitlines(keepends=True), chance)
            else:
                data = _replaced(data, chance, known)
        return data

    return mutated


def _moved(parts: list[bytes], chance: random.Random) -> bytes:
    if not parts:
        return b""
    at, to = chance.randrange(len(parts)), chance.randrange(len(parts))
    action = chance.randrange(4)
    if action == 0:
        del parts[at]
    elif action == 1:
        parts.insert(to, parts[at])
    elif action == 2:
        parts[at], parts[to] = parts[to], parts[at]
    else:
        parts[at : at + 1] = [parts[at]] * chance.choice([2, 50])
    return b"".join(parts)


def _replaced(data: bytes, chance: random.Random, known: Sequence[bytes]) -> bytes:
    places = [match.span() for match in _WORD.finditer(data)]
    if not places:
        return chance.choice(known)
    start, end = chance.choice(places)
    word = chance.choice(known) if chance.random() < 0.7 else data[slice(*chance.choice(places))]
    return data[:start] + word + data[start if chance.random() < 0.3 else end :]
