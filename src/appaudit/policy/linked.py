"""Policies whose content is elsewhere: which clauses a document leaves to pages that were not supplied."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from urllib.parse import unquote

from appaudit.documents.blocks import Link, PolicyDocument
from appaudit.documents.wrapping import width_of
from appaudit.lexicon.policy import Lexicon
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.policy.normalize import ShortText, says
from appaudit.records.wording.scripts import is_latin

_TITLED = re.compile(r"《([^《》\n]{2,40})》")
#: Below this many characters per link a page is a list of links rather than a text.
_SHELL_CHARACTERS_PER_LINK = 60
_SHELL_MAXIMUM = 2500
#: Characters before a link that tell where it leads, where its own text does not.
_BEFORE_LINK = 30


def is_shell(document: PolicyDocument) -> bool:
    """Say whether a document mostly leads elsewhere: short, many links, little text between them."""
    # Two Latin letters say as much as one Chinese character.
    length = width_of(re.sub(r"\s", "", document.text)) / 2
    linked = sum(width_of(document.text[link.start : link.end].strip()) / 2 for link in document.links)
    if length > _SHELL_MAXIMUM or not document.links:
        return False
    return length <= _SHELL_CHARACTERS_PER_LINK * len(document.links) or linked * 2 >= length


def linked_gaps(documents: Sequence[PolicyDocument], present: Collection[str], lexicon: Lexicon) -> list[Gap]:
    """Give a partial gap for each clause that a link leads to and that no supplied document has.

    Args:
        documents: The documents that were supplied.
        present: Clause ids that are present in them.
        lexicon: What links to pages on each clause are called (`…_linked`).
    """
    gaps: dict[tuple[str, str], Gap] = {}
    names = {document.name.lower() for document in documents}
    clauses = [clause for clause in lexicon.clauses if _is_linked(clause, lexicon)]
    told: dict[tuple[str, bool], tuple[str, ...]] = {}
    for document in documents:
        shell = is_shell(document)
        for link in document.links:
            if not _leads_away(link, names):
                continue
            title = _title_of(document, link, lexicon)
            if (title, shell) not in told:
                told[title, shell] = tuple(_clauses_of(title, clauses, lexicon, shell=shell))
            for clause in told[title, shell]:
                if clause in present or (document.name, clause) in gaps:
                    continue
                gaps[document.name, clause] = Gap(
                    kind="clause",
                    level=CoverageLevel.PARTIAL,
                    reason="linked",
                    part=document.name,
                    detail=_refers(document.name, link.target[:200], is_shell=shell),
                    subject=clause,
                )
    return list(gaps.values())


def linked_sdk_lists(documents: Sequence[PolicyDocument], lexicon: Lexicon) -> list[Gap]:
    """Give a partial gap for each list of SDKs or third parties that a document refers to and nobody supplied.

    A title in 《》 counts like a link, unless a heading of a supplied document, or its name, is that title.
    """
    gaps: list[Gap] = []
    names = {document.name.lower() for document in documents}
    titles = [_squeezed(name) for name in names]
    for document in documents:
        titles += [
            _squeezed(document.text[block.start : block.end]) for block in document.blocks if block.kind == "heading"
        ]
    known: dict[str, bool] = {}

    def is_list(title: str) -> bool:
        if title not in known:
            known[title] = says(title, lexicon, "list_title")
        return known[title]

    for document in documents:
        linked = (
            link.target[:200]
            for link in document.links
            if _leads_away(link, names) and is_list(_title_of(document, link, lexicon))
        )
        titled = (
            found.group()
            for found in _TITLED.finditer(document.text)
            if is_list(found.group(1)) and not any(_squeezed(found.group(1)) in title for title in titles)
        )
        referred = next(chain(linked, titled), None)
        if referred is not None:
            gaps.append(
                Gap(
                    kind="declared_sdk",
                    level=CoverageLevel.PARTIAL,
                    reason="linked",
                    part=document.name,
                    detail=_refers(document.name, referred),
                )
            )
    return gaps


def _refers(name: str, target: str, *, is_shell: bool = False) -> Bilingual:
    if is_shell:
        return Bilingual(
            f"{name} 只是链接的目录，没有政策正文；它引用的 {target} 未提供。",
            f"{name} is only a list of links and no policy; it refers to {target}, which was not supplied.",
        )
    return Bilingual(f"{name} 引用了 {target}，该文件未提供。", f"{name} refers to {target}, which was not supplied.")


def _squeezed(title: str) -> str:
    return re.sub(r"[\s\W_]+|^第?[一二三四五六七八九十\d]{1,3}[条章节、.]", "", title).lower()


def _leads_away(link: Link, names: Collection[str]) -> bool:
    target = link.target.strip()
    if not target or target.startswith(("#", "mailto:", "tel:", "javascript:", "data:")):
        return False
    return unquote(target).rsplit("/", 1)[-1].split("?")[0].lower() not in names


def _title_of(document: PolicyDocument, link: Link, lexicon: Lexicon) -> str:
    title = document.text[link.start : link.end]
    if not title.startswith("http") and not says(title, lexicon, "says_nothing"):
        return title
    # "点击此处" says nothing: the words before it in the line do.
    line = document.text[document.text.rfind("\n", 0, link.start) + 1 : link.start]
    before = line[-_BEFORE_LINK * (2 if is_latin(line) else 1) :]
    return f"{before}{title}".split("http")[0]


def _is_linked(clause: str, lexicon: Lexicon) -> bool:
    """Whether any language has words for links to pages on a clause."""
    return any(f"{clause}_linked" in words.concepts for words in lexicon.languages.values())


def _clauses_of(title: str, clauses: Sequence[str], lexicon: Lexicon, *, shell: bool) -> Iterable[str]:
    text = ShortText(title, lexicon)
    for clause in clauses:
        if text.says(f"{clause}_linked"):
            yield clause
    if shell and text.says("policy_linked"):
        yield from lexicon.clauses
