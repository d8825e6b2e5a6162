"""How to reach the person responsible for protecting personal information (个人信息保护负责人), as a policy says it.

The contact may stand in the same line, or in the lines below a heading or label that names the person. An officer for
children's information alone is another one (儿童个人信息网络保护规定, Article 8), whom the lexicon excepts.
"""

from __future__ import annotations

from collections.abc import Iterator

from appaudit.model.facts.policy_text import OfficerContactFact
from appaudit.model.location import Location, Quote
from appaudit.policy.document_index import DocumentIndex

#: Characters after the words for the person within which the contact is theirs, and before them in the same line.
_AFTER, _BEFORE = 160, 80


def read_officer_contacts(index: DocumentIndex) -> Iterator[OfficerContactFact]:
    """Give the first place that names the person with a contact."""
    if not (index.knows("officer") and index.knows("officer_reached")):
        return
    for named in index.hits("officer"):
        line = index.view.text.rfind("\n", 0, named[0]) + 1
        contacts = index.between("officer_reached", named[1], named[1] + _AFTER) or index.between(
            "officer_reached", max(line, named[0] - _BEFORE), named[0]
        )
        if not contacts:
            continue
        name, text = index.document.name, index.document.text
        words, contact = index.view.to_document(*named), index.view.to_document(*contacts[0])
        start, end = min(words[0], contact[0]), max(words[1], contact[1])
        yield OfficerContactFact(
            text=text[slice(*words)],
            contact=text[slice(*contact)],
            quotes=(Quote(document=name, text=text[start:end], start=start, end=end),),
            location=Location(path=name, start=start, end=end),
            extractor="policy.officer_contact",
        )
        return
