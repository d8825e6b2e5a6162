"""What names of SDKs and companies are made of (`rules/lexicon/sdk-names.yaml`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from appaudit.lexicon.entries import expression, fields_of, texts
from appaudit.model.expression import Expression
from appaudit.model.record import record

_PUNCTUATION = Expression(r"[\s·•\-_—–“”\"'‘’【】《》\[\]:：,，.。;；!！®™*]+")
_BRACKETS = Expression(r"[（(][^（）()]*[)）]")


@record(frozen=False)
class SdkNameWords:
    """The words of the file as expressions; the file says what each is for."""

    functions: Mapping[str, Expression]
    shared_functions: Expression
    joins: Expression
    fillers: Expression
    generic: frozenset[str]
    suffix: Expression
    company_parts: Expression
    legal_form: Expression
    company_end: tuple[str, ...]
    placeholder: Expression
    _found: dict[str, frozenset[str]] = field(default_factory=dict, compare=False)

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

    def core_of(self, key: str) -> str:
        """A normal name without the words that tell no product of a brand from another: "华为消息推送服务"."""
        return self.fillers.sub("", key)

    def company_key(self, company: str) -> str:
        """A company's name without what tells the full one from the short one."""
        return self.company_parts.sub("", _PUNCTUATION.sub("", unicodedata.normalize("NFKC", company).lower()))

    def product_of(self, name: str) -> str:
        """What stands after a company's name."""
        for end in self.company_end:
            if end in name:
                return name.rpartition(end)[2].strip(" 的-—_")
        return name


def parse(data: Mapping[str, Any]) -> SdkNameWords:
    """The words from the merged content of the files.

    Raises:
        LexiconError: A list is missing or unknown, or one of its expressions is none.
    """
    found = fields_of(SdkNameWords, data, ("suffix",), ("suffix",), re.IGNORECASE)
    suffix = expression("suffix", texts("suffix", [data.get("suffix")]), re.IGNORECASE)
    return SdkNameWords(suffix=suffix, **found)
