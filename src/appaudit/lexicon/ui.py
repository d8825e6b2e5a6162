"""The UI lexicon: which short texts of an app name something that users look for (`rules/lexicon/ui.yaml`).

Used on every text of an app, so a single expression first throws out the texts that hold none of the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from appaudit.lexicon.entries import LexiconError, expression, require_known, texts
from appaudit.lexicon.traditional import TABLE, to_simplified
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.model.words import BoxSubject

_KEYS = {
    "ui",
    "checked",
    "sources",
    "max_length",
    "topics",
    "spelling",
    "keywords",
    "libraries",
    "policy",
    "boxes",
    "english_words",
}
_TOPIC_KEYS = {"any", "except", "max_length", "reference", "words", "only_without", "in_documents"}
#: A date soon after the words for it.
_DATE = r"[^0-9\n]{0,14}(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})"
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad\u0307]+")
#: What may follow in the name of a resource that holds the title or address itself.
_REST_OF_NAME = re.compile(r"(?:page|screen|menu|item)?(?:title|label|name|text|url|link|address|header)?")
_NOT_IN_NAMES = re.compile(r"[\W_]+")
#: The length of a web address that may name a policy; longer ones carry tracking data.
_MAX_URL = 400


@record
class UiTopic:
    """One topic: what counts, what only looks like it, and how long a text may be.

    A text that counts holds one of the `words`, in lower case; whole string tables are looked through for them.
    """

    id: str
    found: Expression
    excluded: Expression | None
    max_length: int
    is_reference: bool = False
    words: tuple[str, ...] = ()
    only_without: str = ""
    """The topic beside which this one says nothing more: it counts only where the app has none of that."""
    in_documents: bool = False
    """Whether a line of a whole document may be about it."""

    def matches(self, text: str) -> bool:
        """Say whether a normalised text is about this topic: a hit that no near miss covers."""
        if len(text) > (max(self.max_length, _MAX_URL) if "://" in text else self.max_length):
            return False
        if self.found.search(text) is None:
            return False
        if self.excluded is None:
            return True
        near_misses = [span.span() for span in self.excluded.finditer(text)]
        return any(
            not any(hit.start() < end and start < hit.end() for start, end in near_misses)
            for hit in self.found.finditer(text)
        )


@record
class PolicyTextWords:
    """How whole policies among the texts of an app are known: title, subjects, and what stands before their date."""

    title: Expression
    names: Expression
    """A policy in the name of a class or a resource, of which small letters and digits are left."""
    agreement: Expression
    """The title of another document that binds its reader."""
    of_others: Expression
    """What the opening of a policy of a service says that the app embeds."""
    subjects: tuple[Expression, ...]
    dated: Expression
    """A date with the words before it; year, month and day are its groups."""

    def is_named_in(self, name: str) -> bool:
        """Whether the name of a class says that it shows a policy."""
        return self.names.search(_NOT_IN_NAMES.sub("", name.lower())) is not None

    def is_name(self, resource: str) -> bool:
        """Whether a resource is by its name the title or address of a policy, and not a button beside it."""
        plain = _NOT_IN_NAMES.sub("", resource.lower())
        found = self.names.search(plain)
        return found is not None and _REST_OF_NAME.fullmatch(plain, found.end()) is not None


@record
class BoxWords:
    """What boxes to tick are for, by the texts on and beside them and by their names."""

    consent: Expression
    other: Expression
    """Words of boxes that ask for no consent, though other words may be beside them."""
    terms: Expression
    """An agreement of another kind."""
    privacy: Expression
    """What makes it one about personal data."""

    def about(self, texts: str, name: str) -> BoxSubject:
        """What a box is for, by its name where no text says it; empty for what asks for no consent."""
        words = texts if self.consent.search(texts) else f"{texts} {name}"
        if not self.consent.search(words) or self.other.search(f"{texts} {name}"):
            return ""
        return "terms" if self.terms.search(words) and not self.privacy.search(words) else "consent"


@record(kw_only=False)
class UiLexicon:
    """All topics, with one expression that every text in lower case must pass first."""

    topics: tuple[UiTopic, ...]
    prefilter: Expression
    keywords: tuple[str, ...]
    """The words of which `prefilter` is made."""
    spelling: Mapping[str, str]
    libraries: Expression
    """The names of string resources that libraries bring along, which the app need not show."""
    policy: PolicyTextWords
    boxes: BoxWords
    english_words: Expression
    """Short words by which a sentence on a screen is known to be English, beside those of policies."""
    longest_label: int = 60
    """The length up to which a text is a label and no prose."""

    def topics_in_code(self) -> Iterator[UiTopic]:
        """The topics that are looked for among all strings of code."""
        return (topic for topic in self.topics if topic.words)

    def expression_for(self, text: str) -> Expression | None:
        """Like `prefilter`, of the words that a long text in lower case has; None where it has none.

        To look for each word alone is many times faster than to try all of them at each place.
        """
        present = [word for word in self.keywords if word in text]
        return _any_of(present) if present else None

    def topics_of(self, text: str) -> list[UiTopic]:
        """What a text, as it is shown, is about."""
        plain = self.normalise(text)
        return [topic for topic in self.topics if topic.matches(plain)]

    def normalise(self, text: str) -> str:
        """A text in the spelling that the topics are written in; its length may change."""
        text = _INVISIBLE.sub("", to_simplified(text).replace("你", "您").lower())
        for variant, preferred in self.spelling.items():
            if variant in text:
                text = text.replace(variant, preferred)
        return text.strip()


def parse(data: Mapping[str, Any]) -> UiLexicon:
    """The lexicon from the merged content of the files.

    Raises:
        LexiconError: an entry is missing, unknown or of another kind.
    """
    require_known(data, _KEYS)
    if not isinstance(data.get("topics"), dict):
        raise LexiconError("topics", "topics must be a mapping")
    default_length = int(data.get("max_length", 60))
    keywords = [str(word) for word in data.get("keywords") or []]
    if not keywords:
        raise LexiconError("keywords", "keywords must be a list")
    topics = tuple(_topic(name, value, default_length) for name, value in data["topics"].items())
    words = _both_scripts([*keywords, *(word for topic in topics for word in topic.words)])
    return UiLexicon(
        topics=topics,
        prefilter=_any_of(words),
        keywords=words,
        spelling={str(variant): str(preferred) for variant, preferred in (data.get("spelling") or {}).items()},
        libraries=expression("libraries", map(str, data.get("libraries") or [r"\Z.\A"])),
        policy=_policy(data.get("policy")),
        boxes=_boxes(data.get("boxes")),
        english_words=expression("english_words", [str(data.get("english_words") or r"\Z.\A")]),
        longest_label=default_length,
    )


def _policy(value: Any) -> PolicyTextWords:  # noqa: ANN401 - as YAML gives it
    if not isinstance(value, dict) or not isinstance(value.get("subjects"), dict):
        raise LexiconError("policy", "policy must be a mapping with a mapping `subjects`")
    require_known(value, ("title", "names", "agreement", "of_others", "subjects", "dated"), "policy.")

    def one_of(name: str, patterns: Any) -> Expression:  # noqa: ANN401 - as YAML gives it
        return expression(f"policy.{name}", texts(f"policy.{name}", patterns), re.IGNORECASE)

    words = "|".join(texts("policy.dated", value.get("dated")))
    return PolicyTextWords(
        title=one_of("title", value.get("title")),
        names=one_of("names", value.get("names")),
        agreement=one_of("agreement", value.get("agreement")),
        of_others=one_of("of_others", value.get("of_others")),
        subjects=tuple(one_of(f"subjects.{name}", patterns) for name, patterns in value["subjects"].items()),
        dated=expression("policy.dated", [f"(?:{words}){_DATE}"], re.IGNORECASE),
    )


def _boxes(value: Any) -> BoxWords:  # noqa: ANN401 - as YAML gives it
    names = ("consent", "other", "terms", "privacy")
    if not isinstance(value, dict) or set(value) != set(names):
        raise LexiconError("boxes", f"boxes must have {', '.join(names)}")
    return BoxWords(
        **{name: expression(f"boxes.{name}", texts(f"boxes.{name}", value[name]), re.IGNORECASE) for name in names}
    )


def _both_scripts(keywords: list[str]) -> tuple[str, ...]:
    """The words, and each in traditional characters, sorted."""
    back = {ord(simplified): chr(code) for code, simplified in TABLE.items()}
    return tuple(sorted({*keywords, *(word.translate(back) for word in keywords)}))


def _any_of(words: Iterable[str]) -> Expression:
    return Expression("|".join(map(re.escape, words)))


def _topic(name: str, value: object, default_length: int) -> UiTopic:
    where = f"topics.{name}"
    if not isinstance(value, dict) or not isinstance(value.get("any"), list) or not value["any"]:
        raise LexiconError(where, f"{where} must be a mapping with a list `any`")
    require_known(value, _TOPIC_KEYS, f"{where}.")
    excluded = value.get("except")
    try:
        return UiTopic(
            id=name,
            found=expression(where, map(str, value["any"]), re.MULTILINE),
            excluded=expression(where, map(str, excluded)) if excluded else None,
            max_length=int(value.get("max_length", default_length)),
            is_reference=bool(value.get("reference", False)),
            only_without=str(value.get("only_without", "")),
            in_documents=bool(value.get("in_documents", False)),
            words=tuple(word.lower() for word in texts(f"{where}.words", value["words"])) if "words" in value else (),
        )
    except (TypeError, ValueError) as error:
        if isinstance(error, LexiconError):
            raise
        raise LexiconError(where, f"{where}: {error}") from error
