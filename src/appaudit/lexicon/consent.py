"""The words of consent flags (`rules/lexicon/consent.yaml`): which names in code say whether the user has agreed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from appaudit.catalog.lexicon_files import lexicon_paths, load_layers
from appaudit.errors import RuleError

CONSENT_FILE = "consent.yaml"
_KEYS = {"consent", "checked", "sources", "stems", "agreed", "not_agreed", "except", "asks", "writes"}
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
#: Names shorter or longer than this are obfuscated, or are texts.
_LENGTHS = range(4, 61)


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """The lexicon, compiled."""

    stems: re.Pattern[str]
    agreed: re.Pattern[str]
    not_agreed: re.Pattern[str]
    excluded: re.Pattern[str]
    asking_class: re.Pattern[str]
    asking_method: re.Pattern[str]
    writing: re.Pattern[str]

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

    def asks_by_class(self, name: str) -> bool:
        """Whether a class's own name, without package, says that it asks the user."""
        return self.asking_class.search(name.rpartition(".")[2]) is not None

    def asks_by_method(self, name: str) -> bool:
        """Whether a method's name says that it asks the user."""
        return self.asking_method.search(name) is not None

    def writes(self, method: str) -> bool:
        """Whether a method's name says that it stores something or acts, rather than tells it."""
        return self.writing.search(method) is not None


@lru_cache(maxsize=4)
def load_consent_words(*paths: Path) -> ConsentWords:
    """Read the lexicon from one or more files, the shipped one by default; once for the same files.

    Raises:
        RuleError: A file does not load; the message has the place.
    """
    paths = paths or lexicon_paths(CONSENT_FILE, ())
    path = paths[-1]
    data = load_layers(paths, _KEYS)
    asks = data.get("asks")
    if not isinstance(asks, dict) or set(asks) != {"class", "method"}:
        raise RuleError(f"{path}: asks must have `class` and `method`")
    return ConsentWords(
        stems=_compiled(path, "stems", data.get("stems")),
        agreed=_compiled(path, "agreed", data.get("agreed")),
        not_agreed=_compiled(path, "not_agreed", data.get("not_agreed")),
        excluded=_compiled(path, "except", data.get("except")),
        asking_class=_compiled(path, "asks.class", [asks["class"]]),
        asking_method=_compiled(path, "asks.method", [asks["method"]]),
        writing=_compiled(path, "writes", [data.get("writes")]),
    )


def _compiled(path: Path, key: str, patterns: Any) -> re.Pattern[str]:  # noqa: ANN401 - as YAML gives it
    if not isinstance(patterns, list) or not patterns or not all(isinstance(item, str) for item in patterns):
        raise RuleError(f"{path}: {key} must be a list of expressions")
    try:
        return re.compile("|".join(f"(?:{item})" for item in patterns) if len(patterns) > 1 else patterns[0])
    except re.error as error:
        raise RuleError(f"{path}: {key}: {error}") from error
