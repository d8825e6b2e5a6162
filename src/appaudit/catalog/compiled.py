"""The compiled catalogue: knowledge, rules and words as one file, so that hundreds of YAML files are parsed once.

The file is named by tool version, by the code of the records in it and by the content digest of all rule folders, so it
never needs to be invalidated. It holds plain JSON (`packed`): whatever stands in it, nothing of it is executed. The
words of policies stand behind all else, and are unpacked when somebody asks for them: a package alone needs none.
Beside it lies what `re` has made of the expressions.
"""

from __future__ import annotations

import atexit
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import cached_property
from pathlib import Path

from appaudit import lexicon, model
from appaudit.cache_files import cache_folder, read_cached, write_cached
from appaudit.catalog.expressions import WRITTEN_BY, KeptExpressions, packed_expressions
from appaudit.catalog.packed import pack, unpack
from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.policy import LanguageLexicon, Lexicon
from appaudit.model.expression import Expression, remember_by
from appaudit.model.knowledge import Knowledge
from appaudit.model.rule import Rule
from appaudit.model.sdks import SdkSignature
from appaudit.version import __version__

Compiled = tuple[Knowledge, tuple[Rule, ...], Lexicons]

#: Compiled catalogues kept; older ones are removed when a new one is written.
KEPT = 4
_SUFFIX = ".catalog"
_PROGRAMS = ".expressions"
#: What was read or written of expressions in this process, by its file.
_MEMORIES: dict[Path, KeptExpressions] = {}


def compile_folders(folders: Sequence[Path]) -> Compiled:
    """The parts of a catalogue from the files of the folders.

    Raises:
        RuleError: a file does not load; the message lists every problem.
    """
    from appaudit.catalog.knowledge import load_knowledge  # only where there is no cache
    from appaudit.catalog.lexicons import load_lexicons
    from appaudit.catalog.rules import load_rules

    knowledge = load_knowledge(folders)
    lexicons = load_lexicons(folders, list(_names_of(knowledge.sdks.values())))
    topics = [topic.id for topic in lexicons.ui.topics]
    return knowledge, load_rules(folders, knowledge, topics), lexicons


def _names_of(sdks: Iterable[SdkSignature]) -> Iterator[str]:
    """What SDKs and their vendors are called."""
    for sdk in sdks:
        yield from (sdk.name.zh, sdk.name.en, *sdk.aliases, sdk.vendor)


def load_or_compile(digest: str, compile_: Callable[[], Compiled], folder: Path | None = None) -> Compiled:
    """The catalogue of a digest, from the cache if it is there, compiled and stored otherwise.

    Args:
        digest: What identifies the rule set.
        compile_: Called where there is no usable cache.
        folder: Where cache files are kept; the user's cache folder by default.
    """
    name = f"{__version__}-{WRITTEN_BY}-{_shape_of_records()}-{digest[:32]}"
    path = (folder or cache_folder()) / f"{name}{_SUFFIX}"
    programs = path.with_name(f"{name}{_PROGRAMS}")
    compiled = _read(path)
    if compiled is None:
        compiled = compile_()
        write_cached(path, _packed(compiled), kept=KEPT)
        write_cached(programs, packed_expressions(_expressions_of(compiled)), kept=KEPT)
    memory = KeptExpressions(programs)
    remember_by(memory.get)
    _MEMORIES[programs] = memory
    return compiled


@atexit.register
def keep_what_was_learned() -> None:
    """Keep for the next run what this one had to compile."""
    for path, memory in _MEMORIES.items():
        if path.exists() and (content := memory.learned()):
            write_cached(path, content, kept=KEPT)


def _expressions_of(value: object) -> Iterator[Expression]:
    """Every expression that stands in a value or that its records make of what stands in them."""
    if isinstance(value, Expression):
        yield value
    elif isinstance(value, Lexicon | LanguageLexicon):
        yield from value.expressions()
    if isinstance(value, tuple):
        parts: Iterable[object] = value
    elif isinstance(value, Mapping):
        parts = value.values()
    elif is_dataclass(value):
        parts = [getattr(value, field.name) for field in fields(value)]
    else:
        return
    for part in parts:
        yield from _expressions_of(part)


def _shape_of_records() -> str:
    """A digest that changes with the modules of the records: between two versions their fields may change too."""
    rooms = [Path(str(room.__file__)).parent for room in (model, lexicon)]
    files = [(path.as_posix(), path.stat()) for room in rooms for path in sorted(room.rglob("*.py"))]
    stated = repr([(name, status.st_size, status.st_mtime_ns) for name, status in files])
    return hashlib.sha256(stated.encode()).hexdigest()[:12]


class _LanguagesWhenAsked(Mapping[str, LanguageLexicon]):
    """The words of policies by language, unpacked by the first question.

    Args:
        content: What `pack` gave of them.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content

    @cached_property
    def _languages(self) -> dict[str, LanguageLexicon]:
        found: dict[str, LanguageLexicon] = unpack(self._content)
        return found

    def __getitem__(self, language: str) -> LanguageLexicon:
        return self._languages[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)


def _packed(compiled: Compiled) -> bytes:
    """A catalogue as bytes: the words of policies on a line of their own, behind a digest and all else."""
    knowledge, rules, words = compiled
    rest = pack((knowledge, rules, replace(words, policy=Lexicon({}))))
    policy = pack(dict(words.policy.languages))
    return b"\n".join((hashlib.sha256(policy).hexdigest().encode(), rest, policy))


def _read(path: Path) -> Compiled | None:
    digest, _, content = (read_cached(path) or b"").partition(b"\n")
    rest, _, policy = content.partition(b"\n")
    if hashlib.sha256(policy).hexdigest().encode() != digest:
        return None
    try:
        knowledge, rules, words = unpack(rest)
    except Exception:  # a damaged cache file may raise anything; it is rebuilt
        return None
    is_whole = isinstance(knowledge, Knowledge) and isinstance(rules, tuple) and isinstance(words, Lexicons)
    # An emptied file is not believed: what it lacks would pass every app.
    if not (is_whole and rules and knowledge.regulations):
        return None
    return knowledge, rules, replace(words, policy=Lexicon(_LanguagesWhenAsked(policy)))
