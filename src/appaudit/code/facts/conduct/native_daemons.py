"""Native libraries that start the app again: by the commands among their constants and the functions that run them.

https://man7.org/linux/man-pages/man3/exec.3.html; https://developer.android.com/tools/adb#am, checked 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from appaudit.lexicon.conduct import ConductWords
from appaudit.model.artifact import NativeLibrary
from appaudit.model.facts.base import Fact
from appaudit.model.facts.conduct import SelfStartFact
from appaudit.model.facts.package import NativeLibraryFact

#: Commands that are shown of a library.
_SHOWN = 3


def native_daemon_facts(
    libraries: Sequence[NativeLibrary], facts: Iterable[Fact], words: ConductWords
) -> list[SelfStartFact]:
    """One fact for each library that can run a command which starts components, or bears the name of a daemon.

    A name alone shows no restart: when that runs stays unknown.

    Args:
        libraries: Those that were read.
        facts: Those of the artifact, for the names of all libraries.
        words: Which commands, functions and names count.
    """
    read = {library.name: library for library in libraries}
    names = {fact.name: fact for fact in facts if isinstance(fact, NativeLibraryFact)}
    found = []
    for name, fact in sorted(names.items()):
        commands = _commands(read[name], words) if name in read else ()
        if commands or words.daemon_library.search(name):
            found.append(
                SelfStartFact(
                    mechanism="native_daemon",
                    subject=name,
                    detail=commands,
                    phase="other" if commands else "unknown",
                    location=fact.location,
                    extractor="code.native_daemons",
                )
            )
    return found


def _commands(library: NativeLibrary, words: ConductWords) -> tuple[str, ...]:
    """The commands among the constants of a library that can run one in a process of its own."""
    if not words.daemon_forks & library.imports or not words.daemon_runs & library.imports:
        return ()
    texts = library.texts.decode("ascii", "replace").split("\0")
    return tuple(text for text in texts if text.startswith(words.daemon_commands))[:_SHOWN]
