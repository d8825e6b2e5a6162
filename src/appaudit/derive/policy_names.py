"""Whose policy it is: the name in its title held against the name of the package."""

from __future__ import annotations

import re

from appaudit.model.facts.base import FactSet
from appaudit.model.facts.package import AppFact
from appaudit.model.facts.policy_text import PolicyTextFact, PolicyTitleFact

_EXTRACTOR = "derive"
_LETTERS = re.compile(r"[\W_]+")
#: Words that titles and labels share without meaning the same app.
_COMMON = re.compile(r"用户|平台|软件|应用|客户端|手机|app|the|privacy", re.IGNORECASE)
#: A name with these is a company's: operators seldom carry their app's name.
_COMPANY = re.compile(r"公司|集团|事务所|\b(?:inc|ltd|llc|limited|gmbh|corp|corporation)\b", re.IGNORECASE)
#: Characters in a row that two names must share to be the same: two Chinese ones, four of others.
_SHARED_CHINESE = 2
_SHARED_LATIN = 4


def policy_name_facts(facts: FactSet) -> list[PolicyTextFact]:
    """Give one fact where the titles of the policy, or the apps that it says it applies to, are none of this name.

    A company's name in a title is no other app: titles that the package's label is not comparable with (one in Latin
    letters, the other in Chinese) say nothing.
    """
    labels = [_plain(fact.label) for fact in facts.of(AppFact) if fact.label and not fact.label.startswith("@")]
    labels = [label for label in labels if label]
    named = [fact for fact in facts.of(PolicyTitleFact) if fact.is_heading and not _COMPANY.search(fact.name)]
    scopes = [fact for fact in named if fact.is_scope]
    for titles in (scopes, named):
        comparable = [title for title in titles if any(_is_chinese(title.name) == _is_chinese(it) for it in labels)]
        if comparable and not any(_is_this_app(title, label) for title in comparable for label in labels):
            first = comparable[0]
            return [
                PolicyTextFact(issue="other_name", subject=first.name, location=first.location, extractor=_EXTRACTOR)
            ]
    return []


def _is_this_app(title: PolicyTitleFact, label: str) -> bool:
    """Whether a name may be that of a label: not where it is for an audience that the label is not for."""
    return _is_similar(_plain(title.name), label) and title.audience in label


def _plain(name: str) -> str:
    return _COMMON.sub("", _LETTERS.sub("", name.lower()))


def _is_chinese(name: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in name)


def _is_similar(first: str, second: str) -> bool:
    if not first or not second or first in second or second in first:
        return True
    length = _SHARED_CHINESE if _is_chinese(first) else _SHARED_LATIN
    return any(first[start : start + length] in second for start in range(len(first) - length + 1))
