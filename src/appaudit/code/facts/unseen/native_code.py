"""What native libraries may use of the platform: by what they import, and by the names among their constants.

Native code reaches an API in Java by its class and method, both given as text, or asks a service of the system itself,
which no public library offers. A text says that it may, not that it does: whoever reads it learns where to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from appaudit.model.artifact import NativeLibrary
from appaudit.model.facts.code import NativeCodeFact, NativeUse
from appaudit.model.hidden_code import NativeInterface
from appaudit.model.knowledge import ApiEntry, Knowledge
from appaudit.model.location import Location

#: Names of methods of as many letters say by themselves what is called; shorter ones need the class beside them.
_TELLING: Final = 11
#: Shorter texts are not kept of a library (`appaudit.elf`); a method of such a name is taken to be among them.
_KEPT: Final = 7


def native_code_facts(libraries: Sequence[NativeLibrary], knowledge: Knowledge) -> list[NativeCodeFact]:
    """One fact for each library that was read."""
    table = _Table(knowledge)
    return [
        NativeCodeFact(
            name=library.name,
            uses=tuple(table.uses(library)),
            leads_on=table.leads_on(library),
            location=Location(path=library.place),
            extractor="code.native_code",
        )
        for library in libraries
    ]


class _Table:
    """What to look for in libraries."""

    def __init__(self, knowledge: Knowledge) -> None:
        platform = knowledge.native_platform
        self._interfaces = platform.interfaces
        self._lookups = frozenset(platform.lookups)
        self._leads = [lead.encode() for lead in platform.leads]
        self._apis = [
            entry
            for entry in knowledge.apis_on("android")
            if entry.permissions and entry.role != "permission_request" and not (entry.in_manifest or entry.script)
        ]

    def uses(self, library: NativeLibrary) -> Iterator[NativeUse]:
        """What needs a permission, each API once."""
        texts = frozenset(library.texts.decode("ascii", "replace").split("\0"))
        found: dict[str, list[str]] = {}
        for api, permissions in (*self._of_interfaces(library, texts), *self._of_apis(library, texts)):
            known = found.setdefault(api, [])
            known += [name for name in permissions if name not in known]
        for api in sorted(found):
            yield NativeUse(api=api, permissions=tuple(found[api]))

    def leads_on(self, library: NativeLibrary) -> bool:
        """Whether it can reach more than its imports and the APIs that its constants name."""
        return bool(self._lookups & library.imports) or any(lead in library.texts for lead in self._leads)

    def _of_interfaces(self, library: NativeLibrary, texts: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        looks_up = bool(self._lookups & library.imports)
        for entry in self._interfaces:
            for api in _named(entry, library, texts, looks_up=looks_up):
                yield api, entry.permissions

    def _of_apis(self, library: NativeLibrary, texts: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        for entry in self._apis:
            api = _api_named(entry, library.texts, texts)
            if api:
                yield api, entry.permissions


def _named(entry: NativeInterface, library: NativeLibrary, texts: frozenset[str], *, looks_up: bool) -> Iterable[str]:
    taken = {*library.imports, *texts} if looks_up else library.imports
    needed = {*library.needed, *texts} if looks_up else {*library.needed}
    yield from (symbol for symbol in entry.symbols if symbol in taken)
    yield from (name for name in entry.libraries if name in needed)
    yield from (text for text in entry.texts if text.encode() in library.texts)


def _api_named(entry: ApiEntry, content: bytes, texts: frozenset[str]) -> str:
    """The API as it is told where constants name it; an empty text where they do not."""
    if entry.string:
        held = not entry.with_strings and _holds(entry.string, content, texts)
        return entry.string.removesuffix("*") if held else ""
    member = entry.method or entry.field
    has_member = member in texts or len(member) < _KEPT
    has_class = entry.class_name in texts or entry.class_name.replace(".", "/") in texts
    if not has_member or not (has_class or len(member) >= _TELLING):
        return ""
    if entry.with_strings and not any(_holds(text, content, texts) for text in entry.with_strings):
        return ""
    return f"{entry.class_name.rpartition('.')[2]}.{member}"


def _holds(wanted: str, content: bytes, texts: frozenset[str]) -> bool:
    if len(wanted) < _KEPT:
        return False
    return wanted[:-1].encode() in content if wanted.endswith("*") else wanted in texts
