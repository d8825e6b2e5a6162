"""Permissions that a policy names as such: by their constant, or in people's words where it speaks of permissions.

What a permission gives access to is looked for elsewhere; some give access to nothing that has a name of its own, and
are only ever named themselves: 悬浮窗, 查看应用使用情况.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from appaudit.documents.blocks import Block, PolicyDocument
from appaudit.lexicon.literals import Vocabulary
from appaudit.lexicon.policy import Lexicon
from appaudit.model.facts.policy_text import PermissionMentionFact
from appaudit.model.knowledge import PermissionInfo
from appaudit.model.location import Location, Quote

_EXTRACTOR = "policy.named_permissions"
#: Characters between a permission and the word for permissions, and from the beginning of a line to its label.
_NEAR, _LABEL = 12, 16
#: Characters in which words for permissions differ; one alone is told from others, too.
_BEGINNING = 2
_CLAUSE = re.compile(r"[^。；;！？\n]+")
_CONSTANT = re.compile(r"\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\b|\bCAMERA\b")


def named_permissions(
    documents: Iterable[PolicyDocument], permissions: Mapping[str, PermissionInfo], lexicon: Lexicon
) -> list[PermissionMentionFact]:
    """One fact for each permission, with the first place that names it."""
    words = {info.name: _words(info) for info in permissions.values()}
    constants = {info.name.rpartition(".")[2]: info.name for info in permissions.values()}
    found: dict[str, PermissionMentionFact] = {}
    for document in documents:
        for name, word, start in _named(document, words, constants, lexicon):
            quote = Quote(document=document.name, text=word, start=start, end=start + len(word))
            place = Location(path=document.name, start=start, end=start + len(word))
            fact = PermissionMentionFact(name=name, word=word, quotes=(quote,), location=place, extractor=_EXTRACTOR)
            found.setdefault(name, fact)
    return [found[name] for name in sorted(found)]


def _words(info: PermissionInfo) -> Sequence[str]:
    return tuple(dict.fromkeys(word.lower() for word in (info.label.zh, info.label.en, *info.policy_words) if word))


def _named(
    document: PolicyDocument, words: Mapping[str, Sequence[str]], constants: Mapping[str, str], lexicon: Lexicon
) -> Iterator[tuple[str, str, int]]:
    """Permission, the words for it, and where they stand."""
    permission, refused = lexicon.form("permission_word"), lexicon.form("permission_refused")
    vocabulary = Vocabulary((word for names in words.values() for word in names), _BEGINNING)
    for block, starts in _blocks(document, permission):
        for clause in _CLAUSE.finditer(document.text, block.start, block.end):
            shown, begin = clause.group(), clause.start()
            if refused.search(shown):
                continue  # a clause that says that a permission is not asked for names none
            for constant in _CONSTANT.finditer(shown):
                if constant.group() in constants:
                    yield constants[constant.group()], constant.group(), begin + constant.start()
            marks = [found.span() for found in permission.finditer(shown)]
            labels = [start - begin for start in starts]
            lowered = shown.lower()
            # A few letters change their number in lower case.
            if not (marks or labels) or len(lowered) != len(shown):
                continue
            held = vocabulary.lines_with([lowered])
            for name, names in words.items():
                for word in names:
                    if word not in held:
                        continue
                    place = lowered.find(word)
                    if _is_label(place, place + len(word), marks, labels):
                        yield name, shown[place : place + len(word)], begin + place
                        break


def _is_label(start: int, end: int, marks: Sequence[tuple[int, int]], labels: Sequence[int]) -> bool:
    """Whether words stand close to the word for permissions, or where the line of a permission is labelled."""
    is_near = any(start - mark[1] <= _NEAR and mark[0] - end <= _NEAR for mark in marks)
    return is_near or any(0 <= start - label <= _LABEL for label in labels)


def _blocks(document: PolicyDocument, permission: re.Pattern[str]) -> Iterator[tuple[Block, Sequence[int]]]:
    """The blocks that say something; where heading, introduction or column speak of permissions, where labels begin."""
    text = document.text
    under = False
    for block in document.blocks:
        if block.kind == "heading":
            under = permission.search(text, block.start, block.end) is not None
        elif block.kind != "contents":
            lead = block.lead_in
            is_led = lead is not None and permission.search(text, lead.start, lead.end) is not None
            labelled = [cell.start for cell in block.cells if permission.search(cell.header)]
            yield block, labelled or ([block.start] if under or is_led else [])
