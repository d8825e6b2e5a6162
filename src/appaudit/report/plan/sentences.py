"""Lists and joined sentences of findings, as the steps of a plan say them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from appaudit.model.bilingual import Bilingual, within_sentence
from appaudit.model.finding import Finding
from appaudit.model.grade import Status
from appaudit.model.method_names import split_method
from appaudit.report.renderers import words

B = Bilingual

#: Places, data types and names that a sentence lists.
LISTED: Final = 12
#: Letters of a class name that a shrinker made up, at most.
_MADE_UP: Final = 2


def is_known(findings: Iterable[Finding]) -> bool:
    """Whether one of the findings is more than a lead that a person has to follow."""
    return any(finding.status > Status.REVIEW for finding in findings)


def titled(known: Bilingual, findings: Sequence[Finding]) -> Bilingual:
    """What is to be done about a rule's findings, under its title: a question where all of them are leads."""
    head = known if is_known(findings) else B("确认是否属实", "Check whether it is so")
    title = findings[0].title
    return B(f"{head.zh}：{title.zh}", f"{head.en}: {within_sentence(title.en)}")


def messages(findings: Sequence[Finding]) -> Bilingual:
    """What the first findings say, each once."""
    texts = list(dict.fromkeys(finding.message for finding in findings))[:3]
    return B("".join(text.zh for text in texts), " ".join(text.en for text in texts))


def remedies(findings: Sequence[Finding]) -> Bilingual:
    """What the findings say is to be done, each once, in one paragraph; findings of one rule say it once."""
    by_rule = {finding.rule_id: finding.remediation for finding in reversed(findings)}
    texts = list(dict.fromkeys(reversed(by_rule.values())))[:4]
    return B("".join(text.zh for text in texts), " ".join(text.en for text in texts))


def data_types(names: words.Names, identifiers: Iterable[str]) -> Bilingual:
    """Types of data by their names, each once."""
    found = [names.data_type(name) for name in dict.fromkeys(identifiers)]
    return named([B(name.zh, within_sentence(name.en)) for name in found])


def named(items: Sequence[Bilingual]) -> Bilingual:
    """The first names in a row, each once, and how many more there are."""
    found = list(dict.fromkeys(items))
    shown, more = found[:LISTED], len(found) - LISTED
    zh, en = "、".join(item.zh for item in shown), ", ".join(item.en for item in shown)
    return B(f"{zh}等 {len(found)} 项", f"{en} and {more} more") if more > 0 else B(zh, en)


def phrase(name: Bilingual) -> Bilingual:
    """A name after a colon: words begin small, an identifier stays as it is written."""
    return B(name.zh, within_sentence(name.en)) if " " in name.en else name


def short(name: str) -> str:
    """Class and method, or file and function; all of the name where a shrinker left the class a letter or two."""
    _, short = split_method(name)
    return name if len(short.partition(".")[0]) <= _MADE_UP else short
