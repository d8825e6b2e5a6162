"""Texts for people, in both languages of the product."""

from __future__ import annotations

import re
from typing import Final, Literal

from appaudit.errors import AppauditError
from appaudit.model.record import record

Language = Literal["zh", "en"]

#: First words of English names that keep their capital letter.
_PROPER: Final = re.compile(r"(?:Android|Apple|Bluetooth|Google|Wi-Fi|Widevine)\b|[A-Z][A-Z-]")


@record(kw_only=False)
class Bilingual:
    """The same text written in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """The text in one language."""
        return self.zh if language == "zh" else self.en

    def format(self, **values: object) -> Bilingual:
        """Both texts with `{name}` placeholders filled in; unknown placeholders stay as they are."""
        return Bilingual(_fill(self.zh, values), _fill(self.en, values))


def within_sentence(name: str) -> str:
    """An English name as it stands inside a sentence: `cell tower information`, but `IMSI` and `Android ID`."""
    return name if _PROPER.match(name) else name[:1].lower() + name[1:]


def said_by(error: AppauditError, *, has_hint: bool = False) -> Bilingual:
    """The message of an error in both languages, followed by its hint where that is asked for."""
    if not has_hint:
        return Bilingual(error.zh, error.message)
    return Bilingual(f"{error.zh}{error.hint_zh}".strip(), f"{error.message} {error.hint}".strip())


def _fill(template: str, values: dict[str, object]) -> str:
    # str.format would let a hostile value's attribute syntax in templates reach objects; plain replacement cannot.
    for name, value in values.items():
        template = template.replace("{" + name + "}", str(value))
    return template
