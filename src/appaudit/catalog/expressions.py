"""Compiled expressions as bytes, and back: to parse the patterns of the lexicon takes most of the time of a policy.

`re` first parses a pattern and writes a program of whole numbers, which takes a fifth of a millisecond, and then makes
an object of the program, which takes five microseconds. The programs are kept in the cache, named by the version of
Python that wrote them. One that is not sound could crash Python: they stand behind a digest of themselves, and are read
only where nobody but this user can have written them. Where Python has no such steps, nothing is kept.

Expressions of a catalogue are kept when it is compiled. Those that stand in code are met only when the code runs: what
a run had to compile itself is added when it ends.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

from appaudit.cache_files import read_cached
from appaudit.model.expression import Expression

try:
    import _sre  # type: ignore[import-not-found]  # the module that `re` is written on
    from re import _compiler, _parser  # type: ignore[attr-defined]  # what `re.compile` is made of

    _MAGIC: int = _sre.MAGIC
except (ImportError, AttributeError):  # another Python
    _MAGIC = 0

#: The programs of another version or another order of bytes are not ours.
WRITTEN_BY: Final = f"{sys.implementation.cache_tag}{sys.version_info.micro}-{_MAGIC}{sys.byteorder[0]}"
_WORD: Final = array("I").itemsize
#: More than all rule folders and all code have by far: a folder that makes them up without end is not kept up with.
_MOST: Final = 20_000
_DIGEST: Final = hashlib.sha256().digest_size


class _Program(NamedTuple):
    """Where a program stands, counted in words, and what else makes an expression of it."""

    start: int
    length: int
    flags: int
    groups: int
    names: dict[str, int]


def packed_expressions(expressions: Iterable[Expression]) -> bytes:
    """The programs of the expressions, each once; empty where this Python writes none that can be kept."""
    if not _MAGIC:
        return b""
    index: dict[str, _Program] = {}
    words = array("I")
    _add(index, words, ((expression.pattern, expression.flags) for expression in expressions))
    return _as_bytes(index, words)


def _add(index: dict[str, _Program], words: array[int], expressions: Iterable[tuple[str, int]]) -> None:
    """Write the programs of patterns with their flags behind those that are there, each once."""
    for pattern, given in expressions:
        key = _key(pattern, given)
        if key not in index:
            try:
                parsed = _parser.parse(pattern, given)
                program = _compiler._code(parsed, given)
            except re.error:
                continue  # said to whoever asks for it, with its place
            state = parsed.state
            flags = given | state.flags
            index[key] = _Program(len(words), len(program), flags, state.groups - 1, dict(state.groupdict))
            words.extend(program)


def _as_bytes(index: dict[str, _Program], words: array[int]) -> bytes:
    content = json.dumps(index, separators=(",", ":")).encode() + b"\n" + words.tobytes()
    return hashlib.sha256(content).digest() + content


class KeptExpressions:
    """Makes expressions of the programs in a file, which is read when the first is asked for.

    Args:
        path: The file that has what `packed_expressions` gave; it need not be there.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._index: dict[str, Any] | None = None
        self._words = b""
        self._missed: dict[tuple[str, int], None] = {}

    def learned(self) -> bytes:
        """The programs that are kept and those of what was asked for in vain; empty where there is nothing to add."""
        if not _MAGIC or not self._missed or len(self._missed) + len(self._index or ()) > _MOST:
            return b""
        index = {key: _Program(*kept) for key, kept in (self._index or {}).items()}
        words = array("I", self._words)
        _add(index, words, self._missed)
        return _as_bytes(index, words)

    def get(self, pattern: str, flags: int) -> re.Pattern[str] | None:
        """The expression of a pattern and flags; None where it is not kept, which is noted."""
        if self._index is None:
            self._index = self._read()
        kept = self._index.get(_key(pattern, flags))
        if kept is None:
            self._missed[pattern, flags] = None
            return None
        program = _Program(*kept)
        words = array("I", self._words[program.start * _WORD : (program.start + program.length) * _WORD])
        names: list[str | None] = [None] * (program.groups + 1)
        for name, number in program.names.items():
            names[number] = name
        made: re.Pattern[str] = _sre.compile(
            pattern, program.flags, words.tolist(), program.groups, program.names, tuple(names)
        )
        return made

    def _read(self) -> dict[str, Any]:
        content = read_cached(self._path) or b""
        digest, content = content[:_DIGEST], content[_DIGEST:]
        if hashlib.sha256(content).digest() != digest:
            return {}
        line, _, self._words = content.partition(b"\n")
        index: dict[str, Any] = json.loads(line)
        return index


def _key(pattern: str, flags: int) -> str:
    return hashlib.blake2b(f"{flags}\0{pattern}".encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
