"""The words of the policy room: `rules/lexicon/<language>.yaml` read strictly into concepts and rules.

A concept is a named list of phrases; a rule combines concepts into a clause status. Both are data that a lawyer
can read and amend; `rules/lexicon/README.md` explains the format. Patterns are compiled when first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from typing import Any, TypeVar

from appaudit.errors import RuleError
from appaudit.lexicon import second_opinion
from appaudit.lexicon.columns import FieldNames, labels
from appaudit.lexicon.entries import LexiconError, expression, require_known
from appaudit.lexicon.literals import LineIndex, Vocabulary, Words, compact, required_words, without_overlaps
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.second_opinion import SecondOpinion
from appaudit.model.expression import Expression, compiled
from appaudit.model.record import record
from appaudit.model.words import FoundClauseStatus

STATUSES: tuple[FoundClauseStatus, ...] = ("negated", "present", "weak")

_T = TypeVar("_T")

_METACHARACTERS = Expression(r"[\\.^$*+?{}\[\]|()]")
_REFERENCE = Expression(r"\{([a-z_]+)\}")
_UPPER = Expression(r"(?<!\\)[A-Z]")


@record(kw_only=False, frozen=False)
class Concept:
    """A named set of phrases; hits that overlap a hit of `exceptions` do not count.

    `needs` are plain words of which a line must hold one before its patterns are tried, and `gate` is an expression
    that it must match: they only save time. So do `required` and `excluding`, the words that a line must hold for each
    pattern and exception, made of them where they are not given. The phrases of one with `of` are acts that count where
    they are done to a thing of that concept `by` users, or by others (`ours`), or by anybody. The last word of a hit of
    one that is `capital` is a name: the document always writes it with a capital letter.
    """

    name: str
    literals: tuple[str, ...]
    patterns: tuple[str, ...]
    exceptions: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    gate: str = ""
    of: str = ""
    by: str = ""
    capital: bool = False
    required: tuple[tuple[Words, ...], ...] | None = field(default=None, compare=False)
    excluding: tuple[tuple[Words, ...], ...] | None = field(default=None, compare=False)
    _compiled: dict[str, re.Pattern[str]] = field(default_factory=dict, compare=False)

    def find(self, text: str | LineIndex) -> list[tuple[int, int]]:
        """Every hit in a normalised text, in order of start; callers with many concepts give a `LineIndex`."""
        index = text if isinstance(text, LineIndex) else LineIndex(text)
        text = index.text
        hits: set[tuple[int, int]] = set()
        for literal in self.literals:
            word = compact(literal)
            hits.update((position, position + len(word)) for position in index.places(word))
        if self.required is None:
            needs = (self.needs,) if self.needs else ()
            self.required = tuple((*needs, *words) for words in words_of_lines(self.patterns))
        for pattern, required in zip(self.patterns, self.required, strict=True):
            hits.update(self._found(pattern, index, required))
        if hits and self.exceptions:
            if self.excluding is None:
                self.excluding = words_of_lines(self.exceptions)
            lines = index.lines_of(hits)  # an exception elsewhere excludes nothing
            excluded = [
                span
                for pattern, required in zip(self.exceptions, self.excluding, strict=True)
                for span in index.found.get(pattern) or self._search(pattern, index.text, index.ranges(required, lines))
            ]
            hits = without_overlaps(hits, excluded)
        return sorted(hits)

    def words(self) -> Iterator[str]:
        """The words that `find` looks for in an index before it searches."""
        yield from map(compact, self.literals)
        for required in (*(self.required or ()), *(self.excluding or ())):
            for words in required:
                yield from words

    def _found(self, pattern: str, index: LineIndex, required: tuple[Words, ...]) -> list[tuple[int, int]]:
        if pattern not in index.found:
            ranges = index.ranges(required)
            if ranges and self.gate and pattern in self.patterns:
                opens = self._compile(self.gate).search
                ranges = [(start, end) for start, end in ranges if opens(index.text, start, end)]
            index.found[pattern] = self._search(pattern, index.text, ranges) if ranges else []
        return index.found[pattern]

    def _search(self, pattern: str, text: str, ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        finditer = self._compile(pattern).finditer
        spans = [found.span() for start, end in ranges for found in finditer(text, start, end)]
        return [span for span in spans if span[0] < span[1]]

    def _compile(self, pattern: str) -> re.Pattern[str]:
        if pattern not in self._compiled:
            try:
                self._compiled[pattern] = compiled(_cheap(compact(pattern)))
            except re.error as error:
                raise RuleError(f"lexicon concept {self.name}: {error} in {pattern!r}") from error
        return self._compiled[pattern]


def words_of_lines(patterns: Iterable[str]) -> tuple[tuple[Words, ...], ...]:
    """For each pattern the words that a line must hold."""
    return tuple(required_words(compact(pattern)) for pattern in patterns)


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


@record
class ClauseRule:
    """One way of saying a clause.

    `all` must stand in one sentence, the first of them being the anchor that is quoted; `any` is one of several;
    `none` must not stand in the sentence, `unless` not in the comma-separated part around the anchor nor the part
    before it, `unless_near` not within 80 characters after the sentence either. `near` must follow within `reach`
    characters in the same section (or stand in the sentence), `before` precede within `reach`. `under` must stand
    in a heading above, in the lead-in or in the label of the paragraph; `label` in the nearest of these. `within`
    bounds the distance between the hits of `all`. `document` must, `document_none` must not stand anywhere.
    `minimum` asks that so many of the concepts in `kinds` stand in the sentences where the rule holds, or in the
    labels of them, `blocks` that it holds in so many paragraphs or table rows. `headings` lets a heading count.
    `not_under` looks where `label` does.
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
    blocks: int = 1
    headings: bool = False


@record
class DataTypePhrases:
    """The phrases of one data type; `specific` is False for an umbrella term such as 设备信息."""

    id: str
    concept: Concept
    specific: bool = True


@record(kw_only=False, frozen=False)
class LanguageLexicon:
    """Everything the files of one language say together, and the words of parties, which all languages share.

    `words` are its word lists as one expression each; `forms` are the expressions that the reader applies by itself, to
    a part of a sentence or to a name (`form`). One of its letters counts as `weight` Latin ones, and `view` says in
    which spelling its phrases are looked up: `chinese`, or `plain` for lower case and single spaces.
    """

    language: str
    parties: PartyWords
    spelling: Mapping[str, str] = field(default_factory=dict)
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    clauses: Mapping[str, tuple[ClauseRule, ...]] = field(default_factory=dict)
    data_types: tuple[DataTypePhrases, ...] = ()
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    weight: int = 1
    view: str = "plain"
    second_opinion: SecondOpinion = field(default_factory=SecondOpinion)
    _columns: FieldNames | None = field(default=None, compare=False)
    _kept: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def is_latin(self) -> bool:
        """Whether the language is written in Latin letters."""
        return self.form("letters").search("a") is not None

    @property
    def columns(self) -> FieldNames:
        """The names of table columns and labels, prepared once."""
        if self._columns is None:
            self._columns = FieldNames(self.tables)
        return self._columns

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of all concepts, for the `LineIndex` of a text that is asked for many of them; made once."""
        return self.kept("vocabulary", self._vocabulary)

    def _vocabulary(self) -> Vocabulary:
        concepts = (*self.concepts.values(), *(entry.concept for entry in self.data_types))
        return Vocabulary((word for concept in concepts for word in concept.words()), _BEGINNINGS[self.view])

    def form(self, name: str) -> re.Pattern[str]:
        """A form as an expression; one that finds nothing where the language has no form of that name."""
        return _form(self.forms.get(name, _NOTHING))

    def expressions(self) -> Iterator[Expression]:
        """Every expression that a reader may ask for, as it is compiled."""
        for concept in (*self.concepts.values(), *(entry.concept for entry in self.data_types)):
            for pattern in (*concept.patterns, *concept.exceptions, *filter(None, (concept.gate,))):
                yield Expression(_cheap(compact(pattern)))
        for form in self.forms.values():
            yield Expression(form)
            yield Expression(form, re.IGNORECASE)
        yield from FieldNames(self.tables).expressions()

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
    return compiled(pattern, re.IGNORECASE)


@record(kw_only=False, frozen=False)
class Lexicon:
    """The words of every language."""

    languages: Mapping[str, LanguageLexicon]

    @property
    def order(self) -> tuple[str, ...]:
        """Language ids in a fixed order."""
        return tuple(sorted(self.languages))

    @property
    def clauses(self) -> tuple[str, ...]:
        """The ids of all clauses that the words of some language tell."""
        return tuple(dict.fromkeys(clause for words in self.languages.values() for clause in words.clauses))

    def form(self, name: str) -> re.Pattern[str]:
        """The forms of all languages under one name, for texts of which nobody knows the language."""
        return _form(self._joined(name))

    def expressions(self) -> Iterator[Expression]:
        """Every expression that `form` may give."""
        for name in dict.fromkeys(name for words in self.languages.values() for name in words.forms):
            yield Expression(self._joined(name), re.IGNORECASE)

    def _joined(self, name: str) -> str:
        forms = [self.languages[language].forms.get(name, "") for language in self.order]
        return "|".join(form for form in forms if form) or _NOTHING


#: The sections of a language file, each a mapping by name.
SECTIONS = (
    "written", "spelling", "words", "forms", "concepts", "clauses", "data_types", "tables", "second_opinion",
)  # fmt: skip


class PatternSet:
    """Turns the phrases of a language into concepts, with its `words` put in for `{name}`."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.words: dict[str, str] = {}
        for name, value in words.items():
            where = f"words.{name}"
            self.words[name] = "(?:" + "|".join(self.expand(str(part), where) for part in _as_list(value)) + ")"

    def expand(self, phrase: str, where: str) -> str:
        """A phrase with its references replaced and Latin letters in lower case."""

        def replace(found: re.Match[str]) -> str:
            if found.group(1) not in self.words:
                raise LexiconError(where, f"{where}: no word list is called {found.group(1)!r}")
            return self.words[found.group(1)]

        return _UPPER.sub(lambda found: found.group().lower(), _REFERENCE.sub(replace, phrase))

    def form(self, value: object, where: str) -> str:
        """One expression that finds what any of the phrases finds, each read as a regular expression."""
        phrases = [self.expand(str(phrase), where) for phrase in _as_list(value)]
        if not phrases or not all(phrases):
            raise LexiconError(where, f"{where}: a form needs at least one phrase, and none may be empty")
        return expression(where, ["|".join(phrases)]).pattern

    def concept(self, name: str, value: object, where: str) -> Concept:
        """A concept from a phrase, a list of phrases, or a mapping with `any`, `except`, `needs` and `gate`."""
        exceptions: list[object] = []
        needs: list[object] = []
        gate = of = by = ""
        capital = False
        if isinstance(value, dict):
            require_known(value, ("any", "except", "needs", "gate", "of", "by", "capital"), f"{where}.")
            of, by = str(value.get("of", "")), str(value.get("by", ""))
            capital = bool(value.get("capital", False))
            needs = _as_list(value.get("needs", []))
            gate = self.expand(str(value.get("gate", "")), where)
            exceptions = _as_list(value.get("except", []))
            value = value.get("any", [])
        phrases = [self.expand(str(phrase), where) for phrase in _as_list(value)]
        if not phrases or not all(phrases):
            raise LexiconError(where, f"{where}: a concept needs at least one phrase, and none may be empty")
        found = tuple(phrase for phrase in phrases if _METACHARACTERS.search(phrase))
        near_misses = tuple(self.expand(str(phrase), where) for phrase in exceptions)
        for pattern in (*found, *near_misses, gate):
            expression(where, [_cheap(compact(pattern))])  # said here, with its place, if it is none
        first = (tuple(map(str, needs)),) if needs else ()
        return Concept(
            name,
            tuple(phrase for phrase in phrases if not _METACHARACTERS.search(phrase)),
            found,
            near_misses,
            tuple(map(str, needs)),
            gate,
            of,
            by,
            capital,
            required=tuple((*first, *words) for words in words_of_lines(found)),
            excluding=words_of_lines(near_misses),
        )


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def parse(language: str, parties: PartyWords, data: Mapping[str, Any]) -> LanguageLexicon:
    """The words of one language from the merged content of its files: `data` has every section of `SECTIONS`.

    Raises:
        LexiconError: an entry is unknown, of another kind, or refers to what is not there.
    """
    patterns = PatternSet(data["words"])
    concepts = {name: patterns.concept(name, value, f"concepts.{name}") for name, value in data["concepts"].items()}
    clauses = {clause: tuple(_rules(clause, rules, concepts)) for clause, rules in data["clauses"].items()}
    tables = {name: labels(f"tables.{name}", value) for name, value in data["tables"].items()}
    written = _written(data["written"])
    return LanguageLexicon(
        language=language,
        parties=parties,
        spelling={str(key): str(value) for key, value in data["spelling"].items()},
        concepts=concepts,
        clauses=clauses,
        data_types=tuple(_data_type(name, value, patterns) for name, value in data["data_types"].items()),
        tables=tables,
        words=patterns.words,
        forms={name: patterns.form(value, f"forms.{name}") for name, value in data["forms"].items()}
        | {name: patterns.form(written[name], f"written.{name}") for name in _RECOGNISED if name in written},
        weight=int(written.get("weight", 1)),
        view=str(written.get("view", _VIEWS[0])),
        second_opinion=second_opinion.parse(data["second_opinion"]),
    )


#: What a text of a language is recognised by, and the spellings in which phrases may be looked up.
_RECOGNISED = ("letters", "common_words")
_VIEWS = ("plain", "chinese")
#: In how many characters at their beginning the words of a view differ.
_BEGINNINGS = {"plain": 4, "chinese": 2}


def _written(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """How texts of a language look: letters, common words, Latin letters that one of its letters counts as, and view.

    Raises:
        LexiconError: the letters are missing, or an entry is unknown or of another kind.
    """
    require_known(data, (*_RECOGNISED, "weight", "view"), "written.")
    if "letters" not in data:
        raise LexiconError("written.letters", "a language needs the class of its letters")
    if data.get("view", _VIEWS[0]) not in _VIEWS:
        raise LexiconError("written.view", f"view must be one of {', '.join(_VIEWS)}")
    if not isinstance(data.get("weight", 1), int):
        raise LexiconError("written.weight", "weight must be a whole number")
    return data


def _data_type(name: str, value: object, patterns: PatternSet) -> DataTypePhrases:
    specific = True
    if isinstance(value, dict) and "specific" in value:
        value = dict(value)
        specific = bool(value.pop("specific"))
    concept = patterns.concept(name, value, f"data_types.{name}")
    return DataTypePhrases(id=name, concept=concept, specific=specific)


_LIST_FIELDS = (
    "all", "any", "none", "unless", "unless_near", "near", "before", "under", "label", "not_under", "document",
    "document_none", "kinds",
)  # fmt: skip
_OTHER_FIELDS = {
    "status": str,
    "within": int,
    "ordered": bool,
    "reach": int,
    "minimum": int,
    "blocks": int,
    "headings": bool,
}


def _rules(clause: str, rules: object, concepts: Mapping[str, Concept]) -> Iterable[ClauseRule]:
    where = f"clauses.{clause}"
    if not isinstance(rules, list):
        raise LexiconError(where, f"{where}: must be a list of rules")
    for index, rule in enumerate(rules):
        place = f"{where}[{index}]"
        if not isinstance(rule, dict):
            raise LexiconError(place, f"{place}: must be a mapping")
        fields: dict[str, Any] = {}
        for key, value in rule.items():
            if key in _LIST_FIELDS:
                names = tuple(map(str, _as_list(value)))
                missing = [name for name in names if name not in concepts]
                if missing:
                    raise LexiconError(f"{place}.{key}", f"{place}.{key}: no concept is called {missing[0]!r}")
                fields[key] = names
            elif key in _OTHER_FIELDS and isinstance(value, _OTHER_FIELDS[key]):
                fields[key] = value
            else:
                raise LexiconError(f"{place}.{key}", f"{place}: unknown key or wrong type: {key!r}")
        if fields.get("status") not in STATUSES or not fields.get("all"):
            raise LexiconError(place, f"{place}: needs a status ({', '.join(STATUSES)}) and a concept in `all`")
        yield ClauseRule(**fields)
