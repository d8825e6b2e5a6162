"""The knowledge under `rules/`: everything but checks and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, get_args

from appaudit.errors import RuleError
from appaudit.model.codec import CodecError, decode
from appaudit.model.duty import Duty
from appaudit.model.expression import Expression
from appaudit.model.hidden_code import (
    KnownOpening,
    NativeInterface,
    NativePlatform,
    RenamedSignature,
    UnseenCall,
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


@record
class _ApiFile:
    sources: tuple[Source, ...]
    entries: tuple[ApiEntry, ...]


@record
class _DestinationFile:
    sources: tuple[Source, ...]
    entries: tuple[TakingCalls, ...]
    outside: tuple[str, ...] = ()


@record
class _PermissionFile:
    sources: tuple[Source, ...]
    entries: tuple[PermissionInfo, ...]


@record
class _GuideFile:
    sources: tuple[Source, ...]
    entries: tuple[GuideKey, ...]


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
class _DataTypeFile:
    entries: tuple[DataType, ...]
    sources: tuple[Source, ...] = ()


@record
class _AppCategoryFile:
    entries: tuple[AppCategory, ...]
    sources: tuple[Source, ...]


@record
class _TermFile:
    entries: tuple[Term, ...]
    sources: tuple[Source, ...] = ()


@record
class _FindingCategoryFile:
    entries: tuple[FindingCategory, ...]
    sources: tuple[Source, ...] = ()


@record
class _RootFile:
    sources: tuple[Source, ...]
    entries: tuple[str, ...]


@record
class _LibraryReads:
    ids: tuple[str, ...]
    data: tuple[str, ...] = ()


@record
class _LibraryReadsFile:
    sources: tuple[Source, ...]
    libraries: tuple[_LibraryReads, ...]


@record
class _UnseenCodeFile:
    sources: tuple[Source, ...]
    calls: tuple[UnseenCall, ...] = ()
    names: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    wrappers: tuple[str, ...] = ()
    known: tuple[KnownOpening, ...] = ()


@record
class _NativePlatformFile:
    sources: tuple[Source, ...]
    interfaces: tuple[NativeInterface, ...] = ()
    lookups: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()


@record
class _DutyFile:
    sources: tuple[Source, ...]
    entries: tuple[Duty, ...]


@record
class _SdkCategoryFile:
    entries: tuple[SdkCategory, ...]
    sources: tuple[Source, ...] = ()


def load_knowledge(folders: Sequence[Path]) -> Knowledge:
    """Everything under the rule folders but checks and lexicons; a later folder overrides an id of an earlier one.

    Raises:
        RuleError: naming every file and line that does not load.
    """
    problems: list[str] = []
    knowledge = Knowledge()
    dates: list[str] = []
    for folder in folders:
        _load_folder(folder, knowledge, dates, problems)
    if problems:
        raise RuleError("\n".join(problems))
    knowledge.knowledge_date = max(dates, default="")
    return knowledge


def _load_folder(folder: Path, knowledge: Knowledge, dates: list[str], problems: list[str]) -> None:
    seen: dict[str, Path] = {}
    for path in sorted((folder / "sdks").rglob("*.yaml")):
        signature = decode_file(SdkSignature, path, problems)
        if signature and _is_new(signature.id, path, seen, problems):
            knowledge.sdks[signature.id] = signature
            dates.extend(source.checked for source in signature.sources)
    for path in sorted((folder / "regulations").glob("*.yaml")):
        regulation = decode_file(Regulation, path, problems)
        if regulation and _is_new(regulation.id, path, seen, problems):
            knowledge.regulations[regulation.id] = regulation
            dates.extend(source.checked for source in regulation.sources)
    for platform in get_args(Platform):
        _load_platform(folder / platform, platform, knowledge, dates, problems)
    path = folder / "android" / "shared_roots.yaml"
    if path.exists() and (roots := decode_file(_RootFile, path, problems)):
        knowledge.shared_roots |= set(roots.entries)
        dates.extend(source.checked for source in roots.sources)
    for path in sorted((folder / "android").glob("library_reads*.yaml")):
        reads = decode_file(_LibraryReadsFile, path, problems)
        if reads:
            knowledge.library_reads.update(
                {each: frozenset(entry.data) for entry in reads.libraries for each in entry.ids}
            )
            dates.extend(source.checked for source in reads.sources)
    for path in sorted((folder / "android").glob("destinations*.yaml")):
        taking = decode_file(_DestinationFile, path, problems)
        if taking:
            knowledge.destinations += taking.entries
            knowledge.outside_storage |= set(taking.outside)
            dates.extend(source.checked for source in taking.sources)
    for path in sorted((folder / "android").glob("unseen_code*.yaml")):
        unseen = decode_file(_UnseenCodeFile, path, problems)
        if unseen:
            before = knowledge.unseen_code
            knowledge.unseen_code = UnseenCode(
                calls=before.calls + unseen.calls,
                names=before.names + unseen.names,
                programs=before.programs + unseen.programs,
                wrappers=before.wrappers + unseen.wrappers,
                known=before.known + unseen.known,
            )
            dates.extend(source.checked for source in unseen.sources)
    for path in sorted((folder / "android").glob("native_code*.yaml")):
        native = decode_file(_NativePlatformFile, path, problems)
        if native:
            others = knowledge.native_platform
            knowledge.native_platform = NativePlatform(
                interfaces=others.interfaces + native.interfaces,
                lookups=others.lookups + native.lookups,
                leads=others.leads + native.leads,
            )
            dates.extend(source.checked for source in native.sources)
    for path in sorted((folder / "duties").glob("*.yaml")):
        duties = decode_file(_DutyFile, path, problems)
        if duties:
            knowledge.duties.update((entry.id, entry) for entry in duties.entries)
            dates.extend(source.checked for source in duties.sources)
    for path in sorted((folder / "renamed").glob("*.yaml")):
        renamed = decode_file(RenamedSignature, path, problems)
        if renamed and _is_new(renamed.id, path, {}, problems):
            knowledge.renamed[renamed.id] = renamed
            dates.extend(source.checked for source in renamed.sources)
    _load_taxonomy(folder / "taxonomy", knowledge, problems)


def _load_platform(
    folder: Path, platform: Platform, knowledge: Knowledge, dates: list[str], problems: list[str]
) -> None:
    """The APIs and permissions of one platform; the folder says which it is."""
    for path in sorted(folder.glob("api*.yaml")):
        apis = decode_file(_ApiFile, path, problems)
        if apis:
            knowledge.apis += tuple(replace(entry, platform=platform) for entry in apis.entries)
            dates.extend(source.checked for source in apis.sources)
    for path in sorted(folder.glob("permission*.yaml")):
        permissions = decode_file(_PermissionFile, path, problems)
        if permissions:
            entries = (replace(entry, platform=platform) for entry in permissions.entries)
            knowledge.permissions.update((entry.name, entry) for entry in entries)
            dates.extend(source.checked for source in permissions.sources)
    _load_reasons(folder / "reasons.yaml", knowledge, dates, problems)
    path = folder / "kits.yaml"
    if path.exists() and (kits := decode_file(_KitFile, path, problems)):
        for kit, given in kits.kits.items():
            knowledge.kits.update((f"{kit}.{name}", meant) for name, meant in given.items())
        dates.extend(source.checked for source in kits.sources)
    path = folder / "privacy_guide.yaml"
    if path.exists() and (guide := decode_file(_GuideFile, path, problems)):
        knowledge.guide_keys.update((entry.key, entry) for entry in guide.entries)
        dates.extend(source.checked for source in guide.sources)


def _load_reasons(path: Path, knowledge: Knowledge, dates: list[str], problems: list[str]) -> None:
    """Words by which a reason for a permission is told from a text that is none."""
    reasons = decode_file(_ReasonFile, path, problems) if path.exists() else None
    if reasons is None:
        return
    for pattern in reasons.vague:
        try:
            re.compile(pattern)
        except re.error as error:
            problems.append(f"{path}:1: {pattern!r} is no regular expression: {error}")
            return
    before = knowledge.reasons
    knowledge.reasons = ReasonWords(
        templates=before.templates + reasons.templates,
        vague=before.vague + tuple(map(Expression, reasons.vague)),
    )
    dates.extend(source.checked for source in reasons.sources)


def _load_taxonomy(folder: Path, knowledge: Knowledge, problems: list[str]) -> None:
    path = folder / "data_types.yaml"
    if path.exists() and (types := decode_file(_DataTypeFile, path, problems)):
        knowledge.data_types.update((entry.id, entry) for entry in types.entries)
    path = folder / "app_categories.yaml"
    if path.exists() and (kinds := decode_file(_AppCategoryFile, path, problems)):
        knowledge.app_categories.update((entry.id, entry) for entry in kinds.entries)
    path = folder / "sdk_categories.yaml"
    if path.exists() and (groups := decode_file(_SdkCategoryFile, path, problems)):
        knowledge.sdk_categories.update((entry.id, entry) for entry in groups.entries)
    path = folder / "categories.yaml"
    if path.exists() and (categories := decode_file(_FindingCategoryFile, path, problems)):
        knowledge.categories.update((entry.id, entry) for entry in categories.entries)
    for name, target in (
        ("clauses", knowledge.clauses),
        ("obligations", knowledge.obligations),
        ("regulators", knowledge.regulators),
        ("subjects", knowledge.subjects),
    ):
        path = folder / f"{name}.yaml"
        if path.exists() and (terms := decode_file(_TermFile, path, problems)):
            target.update((entry.id, entry) for entry in terms.entries)


def decode_file(cls: type[T], path: Path, problems: list[str]) -> T | None:
    """A file's record, or None with the file's problems added to `problems`."""
    try:
        return decode(cls, read_yaml(path))
    except CodecError as error:
        problems.extend(describe_problems(error, path))
    except RuleError as error:
        problems.append(error.message)
    return None


def _is_new(identifier: str, path: Path, seen: dict[str, Path], problems: list[str]) -> bool:
    if path.stem != identifier:
        problems.append(f"{path}:1: the file is named {path.stem} and its id is {identifier}; they must be equal")
    if identifier in seen:
        problems.append(f"{path}:1: the id {identifier} is also used by {seen[identifier]}")
        return False
    seen[identifier] = path
    return True
