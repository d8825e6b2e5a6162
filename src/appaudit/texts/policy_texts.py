"""Whole privacy policies among the texts of an app, and the dates by which copies of a policy are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from appaudit.model.artifact import Text
from appaudit.model.facts.policy_text import PolicyCopyFact
from appaudit.model.location import Location
from appaudit.model.words import CopyRelation

_EXTRACTOR = "policy_texts"
#: A notice shown before consent has a few hundred characters, the shortest policies of the corpora about two thousand.
_SHORTEST = 1_500
#: Where a policy says that it is one.
_OPENING = 400
#: Documents read at most: apps hold copies by language and by version of the operating system.
_LIMIT = 3
_TITLE = re.compile(
    r"隐私(?:权)?(?:政策|声明|条款|协议|保护)|个人信息(?:保护|处理)(?:政策|规则|声明)"
    r"|\bprivacy (?:policy|notice|statement)\b",
    re.IGNORECASE,
)
#: What policies speak of; a text with fewer of these is a summary, a dialogue or another agreement.
_SUBJECTS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"我们(?:会|将|可能)?.{0,12}(?:收集|获取)|\bwe (?:may )?collect\b",
        r"第三方.{0,40}(?:共享|提供|披露)|(?:共享|提供|披露).{0,40}第三方|\bthird part(?:y|ies)\b",
        r"注销|删除|更正|\bdelet|\bcorrect",
        r"保存期限|存储|保留|\bretain|\bretention|\bstored?\b",
        r"未成年人|儿童|\bchild|\bminors?\b",
        r"联系我们|与我们联系|\bcontact us\b",
    )
)
_SUBJECTS_NEEDED = 4
#: Policies of services that an app embeds: their texts lie in the app, and are not its policy.
_OTHERS = re.compile(
    r"(?:统一认证|一键登录|天翼账号|天翼帐号|认证服务|SDK|开放平台)[^。\n]{0,12}(?:隐私|个人信息)|\bSDK privacy\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:(?:更新|生效|修订|发布|版本|施行)(?:日期|时间|于)?"
    r"|last (?:updated|modified)|effective(?: date)?|updated(?: on)?)"
    r"[^0-9\n]{0,14}(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})",
    re.IGNORECASE,
)


def policy_texts(texts: Iterable[Text]) -> list[Text]:
    """The texts that are a privacy policy from title to contact, the longest first; equal ones are kept once."""
    found: dict[str, Text] = {}
    for text in texts:
        if len(text.text) >= _SHORTEST and _is_policy(text.text):
            found.setdefault("".join(text.text.split()), text)
    return sorted(found.values(), key=lambda text: (-len(text.text), text.place))[:_LIMIT]


def policy_date(text: str) -> str:
    """The latest date at which a policy says it was updated or takes effect, as ISO date; empty where it says none."""
    dates = [f"{int(year):04}-{int(month):02}-{int(day):02}" for year, month, day in _DATE.findall(text)]
    return max(dates, default="")


def policy_copies(texts: Iterable[Text], supplied: Sequence[str]) -> list[PolicyCopyFact]:
    """How old the policies inside the app are, held against the texts that were supplied."""
    supplied_date = max(map(policy_date, supplied), default="")
    return [_copy(text, supplied_date) for text in policy_texts(texts)]


def _copy(text: Text, supplied_date: str) -> PolicyCopyFact:
    date = policy_date(text.text)
    relation: CopyRelation = "unknown"
    if date and supplied_date:
        relation = "same" if date == supplied_date else "older" if date < supplied_date else "newer"
    return PolicyCopyFact(
        place=text.place,
        relation=relation,
        date=date,
        supplied_date=supplied_date,
        location=Location(path=text.place),
        extractor=_EXTRACTOR,
    )


def _is_policy(text: str) -> bool:
    opening = text.lstrip()[:_OPENING]
    if not _TITLE.search(opening) or _OTHERS.search(opening):
        return False
    return sum(bool(subject.search(text)) for subject in _SUBJECTS) >= _SUBJECTS_NEEDED
