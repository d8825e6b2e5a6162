"""Documents that do not hold for the app: repealed, drafts, history, not in force yet, for a site or other people.

What such a document says is no account of what is done now. Beside a policy that holds it is left out; alone it leaves
a gap, since the one that holds was not supplied. Users of an app with a policy in Chinese are told in simplified
Chinese: what stands in another language beside it is left out as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from appaudit.lexicon.traditional import is_traditional
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.effect import later_reason
from appaudit.policy.hits import Hit
from appaudit.policy.whose import AuditedApp

_CONCEPT: Final = "validity_void"
_OF_SYSTEM: Final = "validity_of_system"
_NOT_FOR: Final = "validity_not_for"
_KINDS: Final = ("clause", "mention", "declared_sdk")
_LONGEST: Final = 80
#: The language that users of an app in China are told in.
TOLD_IN: Final = "zh"
#: The longest title, and the shortest text that can be a whole policy, in characters.
_LONGEST_TITLE, _POLICY = 60, 300
#: How often a document names the site or the mini-program that it is for.
_THROUGHOUT: Final = 3
_TRANSLATION: Final = Bilingual(
    "另有简体中文的政策，本文件的语言不同，其内容不计入",
    "there is a policy in simplified Chinese beside it; what this document says in another language does not count",
)


def void_reason(index: DocumentIndex, app: AuditedApp) -> Bilingual | None:
    """Why a document does not hold for an app, in its own words; None where it says nothing of the kind."""
    if not index.knows(_CONCEPT):
        return None
    # Which system a policy is for tells nothing where no app is audited.
    concepts = [_CONCEPT, *([_OF_SYSTEM] if app.is_known and index.knows(_OF_SYSTEM) else [])]
    said = sorted(hit for concept in concepts for hit in index.hits(concept))
    hits = [hit for hit in said if (place := index.place_at(hit[0])) and hit[1] <= place.end]
    hits += _left_out(index)
    if not hits:
        return later_reason(index, app.day) or _of_another_medium(index, app)
    words = " ".join(index.view.text[slice(*hits[0])].split())[:_LONGEST]
    return Bilingual(
        f"文件写明自己不适用（“{words}”）", f"the document says of itself that it does not hold (“{words}”)"
    )


def children_reason(index: DocumentIndex, app: AuditedApp) -> Bilingual | None:
    """That a document is the rules on children's information, by its title; None where the app itself is called so."""
    title = _title(index, "children_title")
    if (
        not title
        or not app.is_known
        or any(index.lexicon.form("children_title").search(f"{name}隐私政策") for name in app.names)
    ):
        return None
    return Bilingual(f"文件是儿童个人信息规则（“{title}”）", f"the document is the rules on children (“{title}”)")


def void_gaps(name: str, reason: Bilingual) -> list[Gap]:
    """The gaps of a document that does not hold, where none was supplied that does."""
    detail = Bilingual(
        f"{name}：{reason.zh}；现行的政策未提供",
        f"{name}: {reason.en}; the policy that holds was not supplied",
    )
    level = CoverageLevel.PARTIAL
    return [Gap(kind=kind, level=level, reason="missing_part", part=name, detail=detail) for kind in _KINDS]


def is_policy(index: DocumentIndex) -> bool:
    """Whether a document is by its title a policy, no summary of one, and long enough to be one."""
    title = _title(index, "privacy_heading")
    return bool(title) and not index.lexicon.form("title_of_summary").search(title) and len(index.view.text) >= _POLICY


def left_out(
    read: Sequence[Sequence[DocumentIndex]],
    may_hold: Sequence[Sequence[DocumentIndex]],
    reasons: Sequence[Bilingual | None],
) -> list[Bilingual | None]:
    """Why each document does not count beside another: it does not hold, or users are told in simplified Chinese.

    Args:
        read: The documents, each in its languages.
        may_hold: The same, empty for one that is no policy of the app, such as its terms.
        reasons: Why one does not hold, if it does not.
    """
    holding = [
        bool(indexes) and reason is None and is_policy(indexes[0])
        for indexes, reason in zip(may_hold, reasons, strict=True)
    ]
    told = any(is_held and _is_simplified(indexes) for indexes, is_held in zip(read, holding, strict=True))
    result: list[Bilingual | None] = []
    for indexes, reason in zip(read, reasons, strict=True):
        if reason is not None:
            result.append(reason if any(holding) else None)
        elif told and indexes and not _is_simplified(indexes):
            result.append(_TRANSLATION)
        else:
            result.append(None)
    return result


def _is_simplified(indexes: Sequence[DocumentIndex]) -> bool:
    return bool(indexes) and indexes[0].lexicon.language == TOLD_IN and not is_traditional(indexes[0].document.text)


def _title(index: DocumentIndex, form: str) -> str:
    """The line at the top of a document that a form finds; empty where none is."""
    text = index.view.text
    lines = [text[place.start : place.end] for place in index.top if place.end - place.start <= _LONGEST_TITLE]
    return next((line.strip("# ") for line in lines if index.lexicon.form(form).search(line)), "")


def _of_another_medium(index: DocumentIndex, app: AuditedApp) -> Bilingual | None:
    """That a document speaks throughout of a site or of a mini-program, and nowhere of an app."""
    if not app.is_known:
        return None
    title = "" if app.is_mini_program else _title(index, "mini_program_title")
    if title:
        return Bilingual(f"文件是小程序的（“{title}”）", f"the document is that of a mini-program (“{title}”)")
    if index.hits("validity_app"):
        return None
    for concept in ("validity_site",) if app.is_mini_program else ("validity_site", "validity_mini_program"):
        hits = index.hits(concept)
        if len(hits) >= _THROUGHOUT:
            said = index.view.text[slice(*hits[0])]
            return Bilingual(
                f"文件通篇只说“{said}”，没有提到应用", f"the document speaks of “{said}” alone, and nowhere of an app"
            )
    return None


def _left_out(index: DocumentIndex) -> list[Hit]:
    """Where a document says that it is not for an app whose name is the one in its title."""
    if not index.knows(_NOT_FOR):
        return []
    return [hit for hit in index.hits(_NOT_FOR) if index.view.text[slice(*hit)].strip("“") in index.titled]
