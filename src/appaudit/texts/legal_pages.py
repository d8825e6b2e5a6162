"""Pages of a mini-program that are a policy or an agreement: their lines are elements, and none is a control."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from appaudit.lexicon.ui import PolicyTextWords
from appaudit.model.artifact import Text
from appaudit.model.record import record
from appaudit.texts.policy_texts import is_policy

#: A page of markup with less text is a notice, a form or a list of settings.
_SHORTEST: Final = 600
#: Where a page says what it is: one of its first lines is a title.
_TITLES: Final = 4
#: A document has many sentences; a page where people sign in has few.
_SENTENCES: Final = 8
_LONG: Final = 25
_PAGES: Final = (".wxml", ".axml", ".ttml", ".swan", ".qml", ".ksml", ".vue", ".nvue", ".uvue", ".tsx", ".jsx")


@record
class LegalPages:
    """The texts of a program: `shown` without those of legal pages, and its `policies`, one text for each page."""

    shown: list[Text]
    policies: list[Text]


def legal_pages(texts: Iterable[Text], words: PolicyTextWords) -> LegalPages:
    """Tell pages that are a privacy policy or an agreement from what an app offers.

    “您可以注销账号” in an agreement is no way to do it, and “继续使用即视为接受修改” there no way to ask for consent.
    """
    known = list(texts)
    by_page: dict[str, list[str]] = {}
    for text in known:
        if text.place.endswith(_PAGES):
            by_page.setdefault(text.place, []).append(text.text)
    documents = {place: lines for place, lines in by_page.items() if _is_document(lines)}
    wholes = [Text(place=place, text="\n".join(lines)) for place, lines in documents.items()]
    policies = [whole for whole in wholes if is_policy(whole, words)]
    legal = {policy.place for policy in policies}
    legal |= {
        place for place, lines in documents.items() if any(words.agreement.search(line) for line in lines[:_TITLES])
    }
    return LegalPages(shown=[text for text in known if text.place not in legal], policies=policies)


def _is_document(lines: list[str]) -> bool:
    return sum(map(len, lines)) >= _SHORTEST and sum(len(line) >= _LONG for line in lines) >= _SENTENCES
