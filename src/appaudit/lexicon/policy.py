"""The words of the policy room: `rules/lexicon/<language>.yaml` read strictly into concepts and rules.

A concept is a named list of phrases; a rule combines concepts into a clause status. Both are data that a lawyer
can read and amend; `rules/lexicon/README.md` explains the format. Patterns are compiled when first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from appaudit.catalog.lexicon_files import default_directory, load_yaml
from appaudit.errors import RuleError
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.literals import LineIndex, Words, compact, required_words
from appaudit.model.words import FoundClauseStatus

__all__ = ["CLAUSE_IDS", "STATUSES", "Lexicon", "default_directory", "load_lexicon", "load_yaml"]

CLAUSE_IDS: tuple[str, ...] = (
    "operator_identity",
    "operator_contact",
    "effective_date",
    "collection_list",
    "permission_list",
    "sdk_list",
    "sharing_recipients",
    "sharing_consent",
    "sensitive_pi",
    "access_copy",
    "correction",
    "deletion",
    "account_cancellation",
    "consent_withdrawal",
    "response_deadline",
    "complaint_channel",
    "personalization_optout",
    "minors",
    "retention_period",
    "storage_location",
    "cross_border",
    "security_measures",
    "breach_notice",
    "policy_change_notice",
    "automated_decision",
    "deceased",
    "cookies",
    "shake_ads",
)
#: In the order in which they decide.
STATUSES: tuple[FoundClauseStatus, ...] = ("negated", "present", "weak")

_T = TypeVar("_T")

_METACHARACTERS = re.compile(r"[\\.^$*+?{}\[\]|()]")
_REFERENCE = re.compile(r"\{([a-z_]+)\}")
_UPPER = re.compile(r"(?<!\\)[A-Z]")


@dataclass(slots=True)
class Concept:
    """A named set of phrases; hits that overlap a hit of `exceptions` do not count.

    `needs` are plain words of which a line must hold one before its patterns are tried: they only save time.
    """

    name: str
    literals: tuple[str, ...]
    patterns: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    _required: tuple[tuple[Words, ...], ...] | None = None
    _compiled: dict[str, re.Pattern[str]] = field(default_factory=dict)
    _exception_words: dict[str, tuple[Words, ...]] = field(default_factory=dict)

    def find(self, text: str | LineIndex) -> list[tuple[int, int]]:
        """Every hit in a normalised text, in order of start; callers with many concepts give a `LineIndex`."""
        index = text if isinstance(text, LineIndex) else LineIndex(text)
        text = index.text
        hits: set[tuple[int, int]] = set()
        for literal in self.literals:
            word = compact(literal)
            position = text.find(word)
            while position >= 0:
                hits.add((position, position + len(word)))
                position = text.find(word, position + 1)
        if self._required is None:
            needs = (self.needs,) if self.needs else ()
            self._required = tuple((*needs, *required_words(compact(pattern))) for pattern in self.patterns)
        for pattern, required in zip(self.patterns, self._required, strict=True):
            hits.update(self._found(pattern, index, required))
        if hits and self.exceptions:
            excluded = [
                span for pattern in self.exceptions for span in self._found(pattern, index, self._words_of(pattern))
            ]
            hits = {hit for hit in hits if not any(hit[0] < end and start < hit[1] for start, end in excluded)}
        return sorted(hits)

    def _words_of(self, exception: str) -> tuple[Words, ...]:
        if exception not in self._exception_words:
            self._exception_words[exception] = required_words(compact(exception))
        return self._exception_words[exception]

    def _found(self, pattern: str, index: LineIndex, required: tuple[Words, ...]) -> Iterable[tuple[int, int]]:
        ranges = index.ranges(required)
        if ranges and pattern not in self._compiled:
            self._compiled[pattern] = self._compile(pattern)
        for start, end in ranges:
            yield from _spans(self._compiled[pattern], index.text, start, end)

    def _compile(self, pattern: str) -> re.Pattern[str]:
        try:
            return re.compile(_cheap(compact(pattern)))
        except re.error as error:
            raise RuleError(f"lexicon concept {self.name}: {error} in {pattern!r}") from error


#: Classes of Chinese characters, with what `re` compiles forty times as fast: it walks through a range of 20,000
#: characters one by one, each time. The view is in lower case, so these differ only for scripts that no policy uses.
_CHEAP_CLASSES = (
    (r"[\u4e00-\u9fff]", r"[^\W\da-z_]"),
    (r"[\u4e00-\u9fffa-z]", r"[^\W\d_]"),
    (r"[\u4e00-\u9fffa-z0-9]", r"[^\W_]"),
    (r"[\u4e00-\u9fffA-Za-z]", r"[^\W\d_]"),
)


def _cheap(pattern: str) -> str:
    if "\\u4e00" in pattern:
        for written, cheap in _CHEAP_CLASSES:
            pattern = pattern.replace(written, cheap)
    return pattern


def _spans(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    return (found.span() for found in pattern.finditer(text, start, end) if found.end() > found.start())


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseRule:
    """One way of saying a clause.

    `all` must stand in one sentence, the first of them being the anchor that is quoted; `any` is one of several;
    `none` must not stand in the sentence, `unless` not in the comma-separated part around the anchor nor the part
    before it, `unless_near` not within 80 characters after the sentence either. `near` must follow within `reach`
    characters in the same section (or stand in the sentence), `before` precede within `reach`. `under` must stand
    in a heading above, in the lead-in or in the label of the paragraph; `label` in the nearest of these. `within`
    bounds the distance between the hits of `all`. `document` must, `document_none` must not stand anywhere.
    `minimum` asks that so many of the concepts in `kinds` stand in the sentences where the rule holds, or in the
    labels of them. `headings` lets a heading count. `not_under` looks where `label` does.
    """

    status: str
    all: tuple[str, ...]
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unless_near: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    label: tuple[str, ...] = ()
    not_under: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    document_none: tuple[str, ...] = ()
    within: int = 0
    ordered: bool = False
    reach: int = 120
    minimum: int = 1
    kinds: tuple[str, ...] = ()
    headings: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTypePhrases:
    """The phrases of one data type; `specific` is False for an umbrella term such as 设备信息."""

    id: str
    concept: Concept
    specific: bool = True


@dataclass(slots=True)
class LanguageLexicon:
    """Everything the files of one language say together.

    `words` are its word lists as one expression each; `forms` are the expressions that the reader applies by itself, to
    a part of a sentence or to a name (`form`).
    """

    language: str
    spelling: Mapping[str, str] = field(default_factory=dict)
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    clauses: Mapping[str, tuple[ClauseRule, ...]] = field(default_factory=dict)
    data_types: tuple[DataTypePhrases, ...] = ()
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    _columns: FieldNames | None = None
    _kept: dict[str, Any] = field(default_factory=dict)

    @property
    def columns(self) -> FieldNames:
        """The names of table columns and labels, prepared once."""
        if self._columns is None:
            self._columns = FieldNames(self.tables)
        return self._columns

    def form(self, name: str) -> re.Pattern[str]:
        """A form as an expression; one that finds nothing where the language has no form of that name."""
        return _form(self.forms.get(name, _NOTHING))

    def kept(self, name: str, make: Callable[[], _T]) -> _T:
        """What a reader makes of these words, made once."""
        if name not in self._kept:
            self._kept[name] = make()
        made: _T = self._kept[name]
        return made


#: An expression that finds nothing.
_NOTHING = r"(?!)"


@lru_cache(maxsize=512)
def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@dataclass(slots=True)
class Lexicon:
    """All language files of a folder."""

    languages: Mapping[str, LanguageLexicon]

    @property
    def order(self) -> tuple[str, ...]:
        """Language ids in a fixed order."""
        return tuple(sorted(self.languages))

    def form(self, name: str) -> re.Pattern[str]:
        """The forms of all languages under one name, for texts of which nobody knows the language."""
        forms = [self.languages[language].forms.get(name, "") for language in self.order]
        return _form("|".join(form for form in forms if form) or _NOTHING)


def load_lexicon(*directories: Path) -> Lexicon:
    """Read every language file of the folders given.

    A language file is a YAML file with a `language` key; the files of one language are read together, and what a
    later folder says of a concept, clause or data type replaces what an earlier one said.

    Raises:
        RuleError: One or more files do not load; the message names all of them with their place.
    """
    errors: list[str] = []
    merged: dict[str, dict[str, Any]] = {}
    for directory in directories or (default_directory(),):
        own: dict[str, dict[str, Any]] = {}
        for path in sorted(directory.glob("*.yaml")):
            try:
                data = load_yaml(path)
                if "language" in data:
                    _merge(own.setdefault(str(data["language"]), {}), data, path, override=False)
            except RuleError as error:
                errors.append(error.message)
        for language, data in own.items():
            _merge(merged.setdefault(language, {}), data, directory, override=True)
    languages: dict[str, LanguageLexicon] = {}
    for language, data in merged.items():
        try:
            languages[language] = _language(language, data)
        except RuleError as error:
            errors.append(error.message)
    if errors:
        raise RuleError("\n".join(errors))
    return Lexicon(languages)


_SECTIONS = ("spelling", "words", "forms", "concepts", "clauses", "data_types", "tables")


def _merge(target: dict[str, Any], data: Mapping[str, Any], path: Path, *, override: bool) -> None:
    """Add the sections of one file; two files of one folder must not say the same thing twice."""
    unknown = sorted(set(data) - {*_SECTIONS, "language", "checked", "sources", "places"})
    if unknown:
        raise RuleError(f"{path}: unknown key {unknown[0]!r} (known: {', '.join(_SECTIONS)})")
    places = target.setdefault("places", {})
    for section in _SECTIONS:
        content = data.get(section) or {}
        if not isinstance(content, dict):
            raise RuleError(f"{path}: {section} must be a mapping")
        into = target.setdefault(section, {})
        for key, value in content.items():
            if key in into and not override:
                raise RuleError(f"{path}: {section}.{key} is already given in {places[section, key]}")
            into[key] = value
            places[section, key] = data.get("places", {}).get((section, key), path)


class PatternSet:
    """Turns the phrases of a language into concepts, with its `words` put in for `{name}`."""

    def __init__(self, words: Mapping[str, Any], places: Mapping[str, Path]) -> None:
        self.words: dict[str, str] = {}
        for name, value in words.items():
            place = f"{places[name]}: words.{name}"
            self.words[name] = "(?:" + "|".join(self.expand(str(part), place) for part in _as_list(value)) + ")"

    def expand(self, phrase: str, place: str) -> str:
        """A phrase with its references replaced and Latin letters in lower case."""

        def replace(found: re.Match[str]) -> str:
            if found.group(1) not in self.words:
                raise RuleError(f"{place}: no word list is called {found.group(1)!r}")
            return self.words[found.group(1)]

        return _UPPER.sub(lambda found: found.group().lower(), _REFERENCE.sub(replace, phrase))

    def form(self, value: object, place: str) -> str:
        """One expression that finds what any of the phrases finds, each read as a regular expression."""
        phrases = [self.expand(str(phrase), place) for phrase in _as_list(value)]
        if not phrases or not all(phrases):
            raise RuleError(f"{place}: a form needs at least one phrase, and none may be empty")
        return "|".join(phrases)

    def concept(self, name: str, value: object, place: str) -> Concept:
        """A concept from a phrase, a list of phrases, or a mapping with `any`, `except` and `needs`."""
        exceptions: list[object] = []
        needs: list[object] = []
        if isinstance(value, dict):
            unknown = sorted(set(value) - {"any", "except", "needs"})
            if unknown:
                raise RuleError(f"{place}: unknown key {unknown[0]!r} (known: any, except, needs)")
            needs = _as_list(value.get("needs", []))
            exceptions = _as_list(value.get("except", []))
            value = value.get("any", [])
        phrases = [self.expand(str(phrase), place) for phrase in _as_list(value)]
        if not phrases or not all(phrases):
            raise RuleError(f"{place}: a concept needs at least one phrase, and none may be empty")
        return Concept(
            name,
            tuple(phrase for phrase in phrases if not _METACHARACTERS.search(phrase)),
            tuple(phrase for phrase in phrases if _METACHARACTERS.search(phrase)),
            tuple(self.expand(str(phrase), place) for phrase in exceptions),
            tuple(map(str, needs)),
        )


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _language(language: str, data: Mapping[str, Any]) -> LanguageLexicon:
    places = data["places"]
    patterns = PatternSet(data["words"], {name: places["words", name] for name in data["words"]})
    concepts = {
        name: patterns.concept(name, value, f"{places['concepts', name]}: concepts.{name}")
        for name, value in data["concepts"].items()
    }
    return LanguageLexicon(
        language=language,
        spelling={str(key): str(value) for key, value in data["spelling"].items()},
        concepts=concepts,
        clauses={
            clause: tuple(_rules(clause, rules, concepts, places["clauses", clause]))
            for clause, rules in data["clauses"].items()
        },
        data_types=tuple(
            _data_type(name, value, patterns, places["data_types", name]) for name, value in data["data_types"].items()
        ),
        tables={
            name: _labels(value, f"{places['tables', name]}: tables.{name}") for name, value in data["tables"].items()
        },
        words=patterns.words,
        forms={
            name: patterns.form(value, f"{places['forms', name]}: forms.{name}")
            for name, value in data["forms"].items()
        },
    )


def _labels(value: object, place: str) -> tuple[str, ...]:
    labels = tuple(map(str, _as_list(value)))
    for label in labels:
        if problem := FieldNames.problem(label):
            raise RuleError(f"{place}: {label}: {problem}")
    return labels


def _data_type(name: str, value: object, patterns: PatternSet, path: Path) -> DataTypePhrases:
    specific = True
    if isinstance(value, dict) and "specific" in value:
        value = dict(value)
        specific = bool(value.pop("specific"))
    concept = patterns.concept(name, value, f"{path}: data_types.{name}")
    return DataTypePhrases(id=name, concept=concept, specific=specific)


_LIST_FIELDS = (
    "all", "any", "none", "unless", "unless_near", "near", "before", "under", "label", "not_under", "document",
    "document_none", "kinds",
)  # fmt: skip
_OTHER_FIELDS = {"status": str, "within": int, "ordered": bool, "reach": int, "minimum": int, "headings": bool}


def _rules(clause: str, rules: object, concepts: Mapping[str, Concept], path: Path) -> Iterable[ClauseRule]:
    if clause not in CLAUSE_IDS:
        raise RuleError(f"{path}: clauses.{clause}: no such clause id")
    if not isinstance(rules, list):
        raise RuleError(f"{path}: clauses.{clause}: must be a list of rules")
    for index, rule in enumerate(rules):
        place = f"{path}: clauses.{clause}[{index}]"
        if not isinstance(rule, dict):
            raise RuleError(f"{place}: must be a mapping")
        fields: dict[str, Any] = {}
        for key, value in rule.items():
            if key in _LIST_FIELDS:
                names = tuple(map(str, _as_list(value)))
                missing = [name for name in names if name not in concepts]
                if missing:
                    raise RuleError(f"{place}.{key}: no concept is called {missing[0]!r}")
                fields[key] = names
            elif key in _OTHER_FIELDS and isinstance(value, _OTHER_FIELDS[key]):
                fields[key] = value
            else:
                raise RuleError(f"{place}: unknown key or wrong type: {key!r}")
        if fields.get("status") not in STATUSES or not fields.get("all"):
            raise RuleError(f"{place}: needs a status ({', '.join(STATUSES)}) and a concept in `all`")
        yield ClauseRule(**fields)
