"""The knowledge under `rules/`: everything but checks and words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, fields, make_dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, get_args

from appaudit.errors import RuleError
from appaudit.model.codec import CodecError, decode
from appaudit.model.duty import Duty
from appaudit.model.expression import Expression
from appaudit.model.hidden_code import (
    NativePlatform,
    RenamedSignature,
    UnseenCode,
)
from appaudit.model.knowledge import (
    ApiEntry,
    AppCategory,
    DataType,
    FindingCategory,
    GuideKey,
    Knowledge,
    PermissionInfo,
    ReasonWords,
    Regulation,
    SdkCategory,
    TakingCalls,
    Term,
)
from appaudit.model.record import record
from appaudit.model.sdks import SdkSignature
from appaudit.model.source import Source
from appaudit.model.words import Platform
from appaudit.yaml_files import describe_problems, read_yaml

T = TypeVar("T")
N = TypeVar("N", SdkSignature, Regulation, RenamedSignature)


@record
class _DestinationFile:
    sources: tuple[Source, ...]
    entries: tuple[TakingCalls, ...]
    outside: tuple[str, ...] = ()


@record
class _KitFile:
    sources: tuple[Source, ...]
    kits: dict[str, dict[str, str]]


@record
class _ReasonFile:
    sources: tuple[Source, ...]
    templates: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()


@record
class _RootFile:
    sources: tuple[Source, ...]
    entries: tuple[str, ...]


@record
class _LibraryReads:
    ids: tuple[str, ...]
    data: tuple[str, ...] = ()


@record
class _UnseenCodeFile(UnseenCode):
    sources: tuple[Source, ...]


@record
class _NativePlatformFile(NativePlatform):
    sources: tuple[Source, ...]


def load_knowledge(folders: Sequence[Path]) -> Knowledge:
    """Everything under the rule folders but checks and lexicons; a later folder overrides an id of an earlier one.

    Raises:
        RuleError: naming every file and line that does not load.
    """
    problems: list[str] = []
    knowledge = Knowledge()
    dates = {date for folder in folders for date in _Folder(folder, knowledge, problems).load()}
    if problems:
        raise RuleError("\n".join(problems))
    knowledge.knowledge_date = max(dates, default="")
    return knowledge


class _Folder:
    """Adds the files of a folder of rules to what is known, and their problems to `problems`."""

    def __init__(self, folder: Path, knowledge: Knowledge, problems: list[str]) -> None:
        self._folder = folder
        self._knowledge = knowledge
        self._problems = problems
        self._dates: list[str] = []

    def load(self) -> list[str]:
        """Add everything; the dates on which the sources were looked at."""
        known = self._knowledge
        known.sdks.update((signature.id, signature) for signature in self._named("sdks/**/*.yaml", SdkSignature))
        known.regulations.update((law.id, law) for law in self._named("regulations/*.yaml", Regulation))
        for platform in get_args(Platform):
            self._load_platform(platform)
        for roots in self._files("android/shared_roots.yaml", _RootFile):
            known.shared_roots |= set(roots.entries)
        for reads in self._entries("android/library_reads*.yaml", _LibraryReads, name="libraries"):
            known.library_reads.update((each, frozenset(reads.data)) for each in reads.ids)
        for taking in self._files("android/destinations*.yaml", _DestinationFile):
            known.destinations += taking.entries
            known.outside_storage |= set(taking.outside)
        for unseen in self._files("android/unseen_code*.yaml", _UnseenCodeFile):
            known.unseen_code = _joined(known.unseen_code, unseen)
        for native in self._files("android/native_code*.yaml", _NativePlatformFile):
            known.native_platform = _joined(known.native_platform, native)
        known.duties.update((duty.id, duty) for duty in self._entries("duties/*.yaml", Duty))
        known.renamed.update((each.id, each) for each in self._named("renamed/*.yaml", RenamedSignature))
        self._load_taxonomy()
        return self._dates

    def _load_platform(self, platform: Platform) -> None:
        """The APIs and permissions of one platform; the folder says which it is."""
        known = self._knowledge
        apis = self._entries(f"{platform}/api*.yaml", ApiEntry)
        known.apis += tuple(replace(entry, platform=platform) for entry in apis)
        permissions = self._entries(f"{platform}/permission*.yaml", PermissionInfo)
        known.permissions.update((entry.name, replace(entry, platform=platform)) for entry in permissions)
        for path, reasons in self._read(f"{platform}/reasons.yaml", _ReasonFile):
            self._add_reasons(path, reasons)
        for file in self._files(f"{platform}/kits.yaml", _KitFile):
            for kit, given in file.kits.items():
                known.kits.update((f"{kit}.{name}", meant) for name, meant in given.items())
        known.guide_keys.update((key.key, key) for key in self._entries(f"{platform}/privacy_guide.yaml", GuideKey))

    def _add_reasons(self, path: Path, reasons: _ReasonFile) -> None:
        """Words by which a reason for a permission is told from a text that is none."""
        for pattern in reasons.vague:
            try:
                re.compile(pattern)
            except re.error as error:
                self._problems.append(f"{path}:1: {pattern!r} is no regular expression: {error}")
                return
        more = ReasonWords(templates=reasons.templates, vague=tuple(map(Expression, reasons.vague)))
        self._knowledge.reasons = _joined(self._knowledge.reasons, more)

    def _load_taxonomy(self) -> None:
        known = self._knowledge
        known.data_types.update((entry.id, entry) for entry in self._terms("data_types", DataType))
        known.app_categories.update((entry.id, entry) for entry in self._terms("app_categories", AppCategory))
        known.sdk_categories.update((entry.id, entry) for entry in self._terms("sdk_categories", SdkCategory))
        known.categories.update((entry.id, entry) for entry in self._terms("categories", FindingCategory))
        for name, target in (
            ("clauses", known.clauses),
            ("obligations", known.obligations),
            ("regulators", known.regulators),
            ("subjects", known.subjects),
        ):
            target.update((entry.id, entry) for entry in self._terms(name, Term))

    def _terms(self, name: str, term: type[T]) -> Iterator[T]:
        """The entries of a file of the taxonomy, which need no sources: most are names that we gave."""
        return self._entries(f"taxonomy/{name}.yaml", term, needs_sources=False)

    def _entries(
        self, pattern: str, entry: type[T], *, name: str = "entries", needs_sources: bool = True
    ) -> Iterator[T]:
        """The entries of files that hold nothing but a list of them, under `name`, and its sources."""
        sources = ("sources", tuple[Source, ...], *(() if needs_sources else (field(default=()),)))
        form: type[Any] = make_dataclass("_Entries", (sources, (name, tuple[entry, ...])), kw_only=True)  # type: ignore[valid-type]
        for file in self._files(pattern, form):
            yield from getattr(file, name)

    def _named(self, pattern: str, form: type[N]) -> Iterator[N]:
        """The records of files that are named after their ids, each id once."""
        seen: dict[str, Path] = {}
        for path, file in self._read(pattern, form):
            if path.stem != file.id:
                self._problems.append(
                    f"{path}:1: the file is named {path.stem} and its id is {file.id}; they must be equal"
                )
            if file.id in seen:
                self._problems.append(f"{path}:1: the id {file.id} is also used by {seen[file.id]}")
            else:
                yield file
            seen.setdefault(file.id, path)

    def _files(self, pattern: str, form: type[T]) -> Iterator[T]:
        for _, file in self._read(pattern, form):
            yield file

    def _read(self, pattern: str, form: type[T]) -> Iterator[tuple[Path, T]]:
        """The files that fit a pattern and have no problems, in the order of their paths."""
        for path in sorted(self._folder.glob(pattern)):
            file = decode_file(form, path, self._problems)
            if file is not None:
                self._dates.extend(source.checked for source in getattr(file, "sources", ()))
                yield path, file


def _joined(known: T, more: T) -> T:
    """A record of tuples with those of another behind its own."""
    made: Any = known
    joined: T = replace(
        made, **{item.name: getattr(known, item.name) + getattr(more, item.name) for item in fields(made)}
    )
    return joined


def decode_file(cls: type[T], path: Path, problems: list[str]) -> T | None:
    """A file's record, or None with the file's problems added to `problems`."""
    try:
        return decode(cls, read_yaml(path))
    except CodecError as error:
        problems.extend(describe_problems(error, path))
    except RuleError as error:
        problems.append(error.message)
    return None
