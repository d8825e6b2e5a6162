"""The words under `rules/lexicon/`: found in every folder, merged, and parsed into the records of the lexicon room.

A file that says its `language` belongs to the words of policies: the files of one language are read together, and what
a user's folder says of a concept, clause or data type replaces what an earlier folder said, while its names of columns
are added. Of the other files, each a kind of words of its own, a user's adds to the lists of ours and replaces single
values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from appaudit.errors import RuleError
from appaudit.lexicon import arkts, conduct, consent, parties, policy, scripts, sdk_list, sdk_names, shake, ui
from appaudit.lexicon.entries import LexiconError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.record import record
from appaudit.yaml_files import line_of, read_yaml

T = TypeVar("T")

_FOLDER = "lexicon"
#: The section of a language file whose lists grow.
_ADDED = "tables"
#: What a language file may have beside its sections.
_ABOUT = ("language", "checked", "sources")


@record(kw_only=False, frozen=False)
class _Merged:
    """Content of several files, and the file that each key (`concepts.cookie_term`) was last said in."""

    data: dict[str, Any] = field(default_factory=dict)
    origins: dict[str, Path] = field(default_factory=dict)

    def place(self, where: str) -> str:
        """The file and line of a key, as far as it can be found."""
        parts = where.replace("[", ".").split(".")
        for count in range(len(parts), 0, -1):
            path = self.origins.get(".".join(parts[:count]))
            if path:
                return f"{path}:{line_of(path, where)}"
        return str(next(reversed(self.origins.values()), ""))


def load_lexicons(folders: Sequence[Path], known: Sequence[str] = ()) -> Lexicons:
    """The words of all folders; the first must be complete.

    Args:
        folders: Where they lie.
        known: What known SDKs and their vendors are called.

    Raises:
        RuleError: listing the problems of every file, with its line where it can be found.
    """
    problems: list[str] = []
    party_words = _words(folders, "parties.yaml", lambda data: parties.parse(data, known), problems)
    languages = _languages(folders, party_words, problems) if party_words else {}
    found: dict[str, Any] = {
        "parties": party_words,
        "sdk_names": _words(folders, "sdk-names.yaml", sdk_names.parse, problems),
        "scripts": _words(folders, "scripts.yaml", scripts.parse, problems),
        "arkts": _words(folders, "arkts.yaml", arkts.parse, problems),
        "shake": _words(folders, "shake.yaml", shake.parse, problems),
        "ui": _words(folders, "ui.yaml", ui.parse, problems),
        "consent": _words(folders, "consent.yaml", consent.parse, problems),
        "conduct": _words(folders, "conduct.yaml", conduct.parse, problems),
        "sdk_list": _words(folders, "sdk-list.yaml", lambda data: sdk_list.parse(data, languages.values()), problems),
    }
    if problems:
        raise RuleError("\n".join(problems))
    return Lexicons(policy=policy.Lexicon(languages), **found)


def _words(
    folders: Sequence[Path], name: str, parse: Callable[[Mapping[str, Any]], T], problems: list[str]
) -> T | None:
    """The words of one kind, or None with what is wrong added to `problems`."""
    merged = _Merged()
    try:
        for path in (folder / _FOLDER / name for folder in folders):
            if path.is_file() or not merged.origins:
                merged.data = _added(merged.data, _mapping(path), path, "", merged.origins)
    except RuleError as error:
        problems.append(error.message)
        return None
    return _parsed(merged, parse, problems)


def _parsed(merged: _Merged, parse: Callable[[Mapping[str, Any]], T], problems: list[str]) -> T | None:
    try:
        return parse(merged.data)
    except LexiconError as mistake:
        problems.append(f"{merged.place(mistake.where)}: {mistake.what}")
        return None


def _added(
    before: dict[str, Any], more: dict[str, Any], path: Path, where: str, origins: dict[str, Path]
) -> dict[str, Any]:
    """What was said before with what a file says more: lists grow, mappings are merged, single values replaced."""
    result = dict(before)
    for key, value in more.items():
        known, place = result.get(key), f"{where}{key}"
        origins[place] = path
        if isinstance(known, dict | list) and type(value) is not type(known):
            kind = "list" if isinstance(known, list) else "mapping"
            raise RuleError(f"{path}:{line_of(path, place)}: {place} must be a {kind}")
        if isinstance(known, list):
            result[key] = [*known, *(item for item in value if item not in known)]
        elif isinstance(value, dict):
            result[key] = _added(known or {}, value, path, f"{place}.", origins)
        else:
            result[key] = value
    return result


def _languages(
    folders: Sequence[Path], party_words: parties.PartyWords, problems: list[str]
) -> dict[str, policy.LanguageLexicon]:
    merged: dict[str, _Merged] = {}
    for folder in folders:
        own: dict[str, _Merged] = {}
        for path in sorted((folder / _FOLDER).glob("*.yaml")):
            try:
                data = _mapping(path)
                if "language" in data:
                    _add_file(own.setdefault(str(data["language"]), _Merged()), data, path)
            except RuleError as error:
                problems.append(error.message)
        for language, said in own.items():
            target = merged.setdefault(language, _Merged({name: {} for name in policy.SECTIONS}))
            _add_folder(target.data, said.data)
            target.origins.update(said.origins)
    found = {}
    known = _clause_ids(folders)
    for language, content in merged.items():
        for clause in content.data["clauses"]:
            if clause not in known:
                where = f"clauses.{clause}"
                problems.append(f"{content.place(where)}: {where}: no such clause id; add it to taxonomy/clauses.yaml")
        parsed = _parsed(content, partial(policy.parse, language, party_words), problems)
        if parsed is not None:
            found[language] = parsed
    return found


def _clause_ids(folders: Sequence[Path]) -> set[str]:
    """The ids of the taxonomy: words can only tell what a report can name."""
    paths = (folder / "taxonomy" / "clauses.yaml" for folder in folders)
    return {str(entry["id"]) for path in paths if path.is_file() for entry in _mapping(path)["entries"]}


def _add_folder(target: dict[str, Any], said: Mapping[str, dict[str, Any]]) -> None:
    """Let a later folder replace entries of an earlier one; names of columns are added: nobody repeats ours."""
    for section, content in said.items():
        for key, value in content.items():
            known = target[section].get(key) if section == _ADDED else None
            target[section][key] = [*known, *value] if isinstance(known, list) and isinstance(value, list) else value


def _add_file(target: _Merged, data: Mapping[str, Any], path: Path) -> None:
    """Add the sections of one file; two files of one folder must not say the same thing twice."""
    for section, content in data.items():
        if section in _ABOUT:
            continue
        where = f"{path}:{line_of(path, section)}"
        if section not in policy.SECTIONS:
            raise RuleError(f"{where}: unknown key {section!r} (known: {', '.join(policy.SECTIONS)})")
        if content is not None and not isinstance(content, dict):
            raise RuleError(f"{where}: {section} must be a mapping")
        into = target.data.setdefault(section, {})
        for key, value in (content or {}).items():
            name = f"{section}.{key}"
            if key in into:
                raise RuleError(f"{path}:{line_of(path, name)}: {name} is already given in {target.origins[name]}")
            into[key] = value
            target.origins[name] = path


def _mapping(path: Path) -> dict[str, Any]:
    data = read_yaml(path)
    if not isinstance(data, dict):
        raise RuleError(f"{path}: must be a mapping, is {type(data).__name__}")
    return data
