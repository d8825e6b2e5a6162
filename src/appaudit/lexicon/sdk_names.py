"""What names of SDKs and companies are made of (`rules/lexicon/sdk-names.yaml`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from appaudit.catalog.lexicon_files import lexicon_paths, load_layers
from appaudit.errors import RuleError

Pattern = re.Pattern[str]

_LISTS = ("shared_functions", "joins", "generic", "company_parts", "legal_form", "company_end", "placeholder")
_KEYS = {"checked", "sources", "functions", "suffix", *_LISTS}
_PUNCTUATION = re.compile(r"[\s·•\-_—–“”\"'‘’【】《》\[\]:：,，.。;；!！®™*]+")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")


@dataclass(slots=True, kw_only=True)
class SdkNameWords:
    """The words of the file as expressions; the file says what each is for."""

    functions: Mapping[str, Pattern]
    shared_functions: Pattern
    joins: Pattern
    generic: frozenset[str]
    suffix: Pattern
    company_parts: Pattern
    legal_form: Pattern
    company_end: tuple[str, ...]
    placeholder: Pattern
    _found: dict[str, frozenset[str]] = field(default_factory=dict)

    def functions_of(self, text: str) -> frozenset[str]:
        """The SDK categories that the words of a name or purpose point to; empty when it says nothing."""
        if text not in self._found:
            lower = text.lower()
            self._found[text] = frozenset(name for name, words in self.functions.items() if words.search(lower))
        return self._found[text]

    def is_company(self, name: str) -> bool:
        """Whether a name is a company's and says nothing of a product."""
        return self.legal_form.search(_BRACKETS.sub("", unicodedata.normalize("NFKC", name)).strip()) is not None

    def normal_name(self, name: str) -> str:
        """A name without case, width, punctuation, brackets and a closing `SDK`."""
        plain = unicodedata.normalize("NFKC", name).lower()
        short = _PUNCTUATION.sub("", _BRACKETS.sub("", plain)) or _PUNCTUATION.sub("", plain)
        return self.suffix.sub("", short) or short

    def company_key(self, company: str) -> str:
        """A company's name without what tells the full one from the short one."""
        return self.company_parts.sub("", _PUNCTUATION.sub("", unicodedata.normalize("NFKC", company).lower()))

    def product_of(self, name: str) -> str:
        """What stands after a company's name."""
        for end in self.company_end:
            if end in name:
                return name.rpartition(end)[2].strip(" 的-—_")
        return name


def parse_sdk_names(data: Mapping[str, Any]) -> SdkNameWords:
    """The words from the merged content of the files.

    Raises:
        RuleError: A list is missing or unknown, or one of its expressions cannot be compiled.
    """
    if problem := sorted(set(data) ^ _KEYS):
        raise RuleError(f"sdk-names.yaml: {problem[0]!r} is {'missing' if problem[0] in _KEYS else 'unknown'}")
    return SdkNameWords(
        functions={name: _expression(name, words) for name, words in data["functions"].items()},
        shared_functions=_expression("shared_functions", data["shared_functions"]),
        joins=_expression("joins", data["joins"]),
        generic=frozenset(data["generic"]),
        suffix=_expression("suffix", [data["suffix"]]),
        company_parts=_expression("company_parts", data["company_parts"]),
        legal_form=_expression("legal_form", data["legal_form"]),
        company_end=tuple(data["company_end"]),
        placeholder=_expression("placeholder", data["placeholder"]),
    )


def _expression(name: str, patterns: Iterable[str]) -> Pattern:
    try:
        return re.compile("|".join(patterns), re.IGNORECASE)
    except (re.error, TypeError) as error:
        raise RuleError(f"sdk-names.yaml: {name}: {error}") from error


@lru_cache(maxsize=4)
def sdk_name_words(*folders: Path) -> SdkNameWords:
    """The words as shipped, and those that the rule folders of a user add."""
    return parse_sdk_names(load_layers(lexicon_paths("sdk-names.yaml", folders), _KEYS))
