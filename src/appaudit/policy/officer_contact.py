"""How to reach the person responsible for protecting personal information (个人信息保护负责人), as a policy says it.

The contact may stand in the same line, or in the lines below a heading or label that names the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from appaudit.documents.blocks import PolicyDocument
from appaudit.model.facts.policy_text import OfficerContactFact
from appaudit.model.location import Location, Quote

_OFFICER = re.compile(
    r"(?:个人信息|用户信息|用户隐私|个人隐私|隐私|数据|数据安全|信息安全|個人資料|個人信息)(?:安全)?(?:保护|保護)?"
    r"(?:工作)?的?(?:负责人|負責人|责任人|专员|專員|专职人员|官(?![方网]))"
    r"|\b(?:data protection|privacy|personal information protection) officer\b|\bDPO\b",
    re.IGNORECASE,
)
#: An officer for children's information alone is another one (儿童个人信息网络保护规定, Article 8).
_CHILDREN = re.compile(r"(?:儿童|未成年人|兒童)[^，。；\n]{0,8}$")
_CONTACT = re.compile(
    r"[A-Za-z0-9_.+-]+ ?(?:@|＠) ?[A-Za-z0-9-]+(?: ?\.[A-Za-z0-9-]+)+"
    r"|(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"
    r"|(?<!\d)(?:0\d{2,3}[-)）]\s?\d{7,8}|[48]00[- ]?\d{3}[- ]?\d{4}|400[- ]?\d{4}[- ]?\d{3})(?!\d)"
    r"|(?:地址|住所)[:：]?[^。；\n]{2,40}?(?:号|路|楼|室|层|座|街|大厦)"
)
#: Characters after the words for the person within which the contact is theirs, and before them in the same line.
_AFTER, _BEFORE = 160, 80


def read_officer_contacts(document: PolicyDocument) -> Iterator[OfficerContactFact]:
    """Give the first place that names the person with a contact."""
    text = document.text
    for named in _OFFICER.finditer(text):
        line = text.rfind("\n", 0, named.start()) + 1
        if _CHILDREN.search(text[line : named.start()]):
            continue
        contact = _CONTACT.search(text, named.end(), min(len(text), named.end() + _AFTER)) or _CONTACT.search(
            text, max(line, named.start() - _BEFORE), named.start()
        )
        if contact is None:
            continue
        start, end = min(named.start(), contact.start()), max(named.end(), contact.end())
        yield OfficerContactFact(
            text=named.group(),
            contact=contact.group(),
            quotes=(Quote(document=document.name, text=text[start:end], start=start, end=end),),
            location=Location(path=document.name, start=start, end=end),
            extractor="policy.officer_contact",
        )
        return
