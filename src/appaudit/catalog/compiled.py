"""The compiled catalogue: knowledge, rules and words as one file, so that hundreds of YAML files are parsed once.

The file is named by tool version, by the code of the records in it and by the content digest of all rule folders, so it
never needs to be invalidated. A cache that cannot be read or written costs time and nothing else.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from appaudit import __version__, lexicon, model
from appaudit.cache_files import cache_folder, write_cached
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
    return knowledge, load_rules(folders, knowledge), load_lexicons(folders)


def load_or_compile(digest: str, compile_: Callable[[], Compiled], folder: Path | None = None) -> Compiled:
    """The catalogue of a digest, from the cache if it is there, compiled and stored otherwise.

    Args:
        digest: What identifies the rule set.
        compile_: Called where there is no usable cache.
        folder: Where cache files are kept; the user's cache folder by default.
    """
    folder = folder or cache_folder()
    python = f"{sys.version_info.major}{sys.version_info.minor}"
    path = folder / f"{__version__}-py{python}-{_shape_of_records()}-{digest[:32]}{_SUFFIX}"
    cached = _read(path)
    if cached is not None:
        return cached
    compiled = compile_()
    write_cached(path, pickle.dumps(compiled, protocol=5), kept=KEPT)
    return compiled


def _shape_of_records() -> str:
    """A digest that changes with the modules of the records: between two versions their fields may change too."""
    rooms = [Path(str(room.__file__)).parent for room in (model, lexicon)]
    files = [(path.as_posix(), path.stat()) for room in rooms for path in sorted(room.rglob("*.py"))]
    stated = repr([(name, status.st_size, status.st_mtime_ns) for name, status in files])
    return hashlib.sha256(stated.encode()).hexdigest()[:12]


class _Unpickler(pickle.Unpickler):
    """Makes the catalogue's own records and compiled expressions, and refuses every other class."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401  # pickle's own signature
        if module.startswith(("appaudit.model.", "appaudit.lexicon.")) and "." not in name:
            return super().find_class(module, name)
        if (module, name) == ("re", "_compile"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} does not belong in a catalogue")


def _read(path: Path) -> Compiled | None:
    try:
        with path.open("rb") as file:
            knowledge, rules, words = _Unpickler(io.BytesIO(file.read())).load()
    except FileNotFoundError:
        return None
    except Exception:  # a damaged cache file may raise anything; it is rebuilt
        return None
    is_whole = isinstance(knowledge, Knowledge) and isinstance(rules, tuple) and isinstance(words, Lexicons)
    return (knowledge, rules, words) if is_whole else None
