"""Texts for people, in both languages of the product."""

from __future__ import annotations

from typing import Literal

from appaudit.errors import AppauditError
from appaudit.model.record import record

Language = Literal["zh", "en"]


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
