"""The compiled catalogue: knowledge, rules and words as one file, so that hundreds of YAML files are parsed once.

The file is named by tool version, by the code of the records in it and by the content digest of all rule folders, so it
never needs to be invalidated. It holds plain JSON (`packed`): whatever stands in it, nothing of it is executed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from appaudit import __version__, lexicon, model
from appaudit.cache_files import cache_folder, read_cached, write_cached
from appaudit.catalog.packed import pack, unpack
from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.knowledge import Knowledge
from appaudit.model.rule import Rule

Compiled = tuple[Knowledge, tuple[Rule, ...], Lexicons]

#: Compiled catalogues kept; older ones are removed when a new one is written.
KEPT = 4
_SUFFIX = ".catalog"


def compile_folders(folders: Sequence[Path]) -> Compiled:
    """The parts of a catalogue from the files of the folders.

    Raises:
        RuleError: a file does not load; the message lists every problem.
    """
    from appaudit.catalog.knowledge import load_knowledge  # only where there is no cache
    from appaudit.catalog.lexicons import load_lexicons
    from appaudit.catalog.rules import load_rules

    knowledge = load_knowledge(folders)
    lexicons = load_lexicons(folders)
    topics = [topic.id for topic in lexicons.ui.topics]
    return knowledge, load_rules(folders, knowledge, topics), lexicons


def load_or_compile(digest: str, compile_: Callable[[], Compiled], folder: Path | None = None) -> Compiled:
    """The catalogue of a digest, from the cache if it is there, compiled and stored otherwise.

    Args:
        digest: What identifies the rule set.
        compile_: Called where there is no usable cache.
        folder: Where cache files are kept; the user's cache folder by default.
    """
    path = (folder or cache_folder()) / f"{__version__}-{_shape_of_records()}-{digest[:32]}{_SUFFIX}"
    cached = _read(path)
    if cached is not None:
        return cached
    compiled = compile_()
    write_cached(path, pack(compiled), kept=KEPT)
    return compiled


def _shape_of_records() -> str:
    """A digest that changes with the modules of the records: between two versions their fields may change too."""
    rooms = [Path(str(room.__file__)).parent for room in (model, lexicon)]
    files = [(path.as_posix(), path.stat()) for room in rooms for path in sorted(room.rglob("*.py"))]
    stated = repr([(name, status.st_size, status.st_mtime_ns) for name, status in files])
    return hashlib.sha256(stated.encode()).hexdigest()[:12]


def _read(path: Path) -> Compiled | None:
    content = read_cached(path)
    if content is None:
        return None
    try:
        knowledge, rules, words = unpack(content)
    except Exception:  # a damaged cache file may raise anything; it is rebuilt
        return None
    is_whole = isinstance(knowledge, Knowledge) and isinstance(rules, tuple) and isinstance(words, Lexicons)
    return (knowledge, rules, words) if is_whole else None
