"""Sentences that deny sharing with anybody: "we do not share your personal information with any third party".

A denial with an exception beside it is the usual way to introduce what is shared, and no denial; one that speaks of
selling, renting or transfer alone says nothing about SDKs, and one about "this data" nothing about the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from appaudit.documents.blocks import PolicyDocument
from appaudit.model.facts.base import Fact
from appaudit.model.facts.third_party import SharingDenialFact
from appaudit.model.location import Location, Quote

#: Characters after the sentence in which an exception still belongs to it: two sentences, or the opening of a list.
_REACH = 90
_WHO = r"(?:任何|其他任何|其他|第三方)[^，,。；;\n]{0,14}?(?:第三方|公司|组织|个人|机构|单位|他人|人)"
_NEVER = r"(?:绝对?不|决不|从不|均不|并不|永不|不)会?(?:以任何[^，,。；;\n]{0,8}|主动|擅自|对外)?"
_DENIALS = (
    re.compile(
        rf"{_NEVER}(?:将[^，,。；;\n]{{0,24}}?)?(?:向|与|同|和|给){_WHO}"
        r"[^，,。；;\n]{0,14}?(?:共享|分享|提供|披露)[^。；;\n]*"
    ),
    re.compile(rf"(?:与|向|和){_WHO}[^，,。；;\n]{{0,4}}{_NEVER}(?:进行)?(?:共享|分享|提供|披露)[^。；;\n]*"),
    re.compile(
        r"\b(?:do|does|will|shall) (?:not|never)(?: \w+){0,2}? (?:share|disclose|provide)[^.;\n]{0,60}? (?:to|with) "
        r"(?:any|other)(?: other)? (?:third part|part|compan|organi[sz]ation|person)[^.;\n]*",
        re.IGNORECASE,
    ),
)
_EXCEPTION = re.compile(
    r"除[^。；;\n]{1,80}(?:外|情形|情况|规定|所述)|除非|以外|例外|另有约定|(?:以下|下列|如下)[^。；;\n]{0,10}(?:情况|情形)"
    r"|但(?:是)?[^。；;\n]{0,60}(?:除外|可能|会|情形|情况)|必要时|法律法规|无关"
    r"|(?:未经|没有|未征得|未获得|不经|未取得|在取得|事先)[^。；;\n]{0,24}(?:同意|授权|许可|允许)"
    r"|\bexcept\b|\bunless\b|\bother than\b|without your|\bhowever\b|\bsave (?:as|for)\b",
    re.IGNORECASE,
)
#: A denial about all of it; one about "this data" denies nothing else.
_GENERAL = re.compile(
    r"个人信息|隐私|用户信息|您的(?:任何)?(?:信息|资料)|personal (?:information|data)|your (?:information|data)", re.I
)
_PARTICULAR = re.compile(
    r"(?:该|此|这|上述|前述|以上|本项|其)(?:类|些|等|项|部分)?(?:文字|面部|语音|图像|位置|敏感|个人)?(?:数据|信息|资料|内容)"
    r"|公司(?:会|将)?承诺|\bthis (?:information|data)|\bthese data|\bsuch (?:information|data)",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[？?]")


def read_sharing_denials(document: PolicyDocument) -> Iterator[Fact]:
    """Give each denial of a document once, in its order."""
    seen: set[str] = set()
    text = document.text
    for pattern in _DENIALS:
        for found in pattern.finditer(text):
            start = _sentence_start(text, found.start())
            around = text[start : found.end() + _REACH]
            sentence = text[start : found.end()].strip()
            if sentence in seen or _EXCEPTION.search(around) or _QUESTION.search(around[: len(sentence) + 1]):
                continue
            if not _GENERAL.search(sentence) or _PARTICULAR.search(sentence):
                continue
            seen.add(sentence)
            quote = Quote(document=document.name, text=text[start : found.end()], start=start, end=found.end())
            yield SharingDenialFact(
                text=sentence,
                quotes=(quote,),
                location=Location(path=document.name, start=start, end=found.end()),
                extractor="policy.sharing_denial",
            )


def _sentence_start(text: str, position: int) -> int:
    """Where the sentence that holds a position begins, at most 200 characters before it."""
    lower = max(0, position - 200)
    starts = [match.end() for match in re.finditer(r"[。！!？?；;\n]|\.\s", text[lower:position])]
    begin = lower + (starts[-1] if starts else 0)
    while begin < position and text[begin].isspace():
        begin += 1
    return begin
