"""The words of consent flags (`rules/lexicon/consent.yaml`): which names in code say whether the user has agreed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from appaudit.lexicon.entries import LexiconError, expression, require_known, texts
from appaudit.model.expression import Expression
from appaudit.model.record import record

_KEYS = {
    "consent",
    "checked",
    "sources",
    "stems",
    "agreed",
    "not_agreed",
    "versions",
    "except",
    "asks",
    "writes",
    "question",
    "answers",
}
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
#: Names shorter or longer than this are obfuscated, or are texts.
_LENGTHS = range(4, 61)


@record
class ConsentWords:
    """The words as expressions over names."""

    stems: Expression
    agreed: Expression
    not_agreed: Expression
    versions: Expression
    """The name of a version or date of what was agreed to."""
    excluded: Expression
    asking_class: Expression
    asking_method: Expression
    writing: Expression
    question: Expression
    """What a text names that asks for consent."""
    question_class: Expression
    """The own name of a class that asks for consent."""
    agreeing: Expression
    """Words on a button."""
    refusing: Expression
    """Words on a button; those of `agreeing` may stand in them."""

    def before_consent(self, name: str) -> int | None:
        """What a flag of this name is before anyone has agreed: 0, or 1 for names that say the opposite.

        None if the name is not that of a consent flag.
        """
        if len(name) not in _LENGTHS or not name.isascii():
            return None
        plain = _NOT_A_WORD.sub("", name.lower())
        if self.stems.search(plain) is None or self.excluded.search(plain):
            return None
        if self.not_agreed.search(plain):
            return 1
        return 0 if self.agreed.search(plain) else None

    def of_version(self, name: str) -> bool:
        """Whether a name is that of a version or date of what the user agreed to."""
        plain = _NOT_A_WORD.sub("", name.lower())
        if len(name) not in _LENGTHS or not name.isascii():
            return False
        return self.versions.search(plain) is not None and self.excluded.search(plain) is None

    def asks_by_class(self, name: str) -> bool:
        """Whether a class's own name, without package, says that it asks the user."""
        return self.asking_class.search(name.rpartition(".")[2]) is not None

    def asks_by_method(self, name: str) -> bool:
        """Whether a method's name says that it asks the user."""
        return self.asking_method.search(name) is not None

    def writes(self, method: str) -> bool:
        """Whether a method's name says that it stores something or acts, rather than tells it."""
        return self.writing.search(method) is not None


def parse(data: Mapping[str, Any]) -> ConsentWords:
    """The words from the merged content of the files.

    Raises:
        LexiconError: an entry is missing, unknown or of another kind.
    """
    require_known(data, _KEYS)
    asks = _pair(data, "asks", "class", "method")
    question, answers = _pair(data, "question", "text", "class"), _pair(data, "answers", "agreeing", "refusing")
    return ConsentWords(
        stems=expression("stems", texts("stems", data.get("stems"))),
        agreed=expression("agreed", texts("agreed", data.get("agreed"))),
        not_agreed=expression("not_agreed", texts("not_agreed", data.get("not_agreed"))),
        versions=expression("versions", texts("versions", data.get("versions"))),
        excluded=expression("except", texts("except", data.get("except"))),
        asking_class=expression("asks.class", texts("asks.class", [asks["class"]])),
        asking_method=expression("asks.method", texts("asks.method", [asks["method"]])),
        writing=expression("writes", texts("writes", [data.get("writes")])),
        question=expression("question.text", texts("question.text", [question["text"]])),
        question_class=expression("question.class", texts("question.class", [question["class"]])),
        agreeing=expression("answers.agreeing", texts("answers.agreeing", [answers["agreeing"]])),
        refusing=expression("answers.refusing", texts("answers.refusing", [answers["refusing"]])),
    )


def _pair(data: Mapping[str, Any], key: str, first: str, second: str) -> Mapping[str, Any]:
    found = data.get(key)
    if not isinstance(found, dict) or set(found) != {first, second}:
        raise LexiconError(key, f"{key} must have `{first}` and `{second}`")
    return found
