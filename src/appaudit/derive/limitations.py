"""Gaps in coverage as facts that rules can ask for."""

from __future__ import annotations

from typing import Final

from appaudit.model.coverage import (
    CODE_KINDS,
    MANIFEST_KINDS,
    NOT_TO_BE_READ,
    OUT_OF_SIGHT,
    Coverage,
    CoverageLevel,
    Gap,
)
from appaudit.model.facts.derived import LimitationFact
from appaudit.model.location import Location
from appaudit.model.words import GapReason, LimitedArea

_AREAS: dict[str, LimitedArea] = {
    **dict.fromkeys(CODE_KINDS, "code"),
    **dict.fromkeys(MANIFEST_KINDS, "manifest"),
    "ui_text": "resources",
    "certificate": "signature",
    "native_library": "artifact",
    "declared_sdk": "sdk_list",
}
#: Kinds whose gaps are said where they matter: which libraries were not read, of each permission that they may use.
_SAID_ELSEWHERE: frozenset[str] = frozenset({"native_code"})
_WHAT_AN_APP_IS: Final = frozenset((*CODE_KINDS, *MANIFEST_KINDS))


def limitation_facts(coverage: Coverage) -> list[LimitationFact]:
    """One fact for each part that was not read; what was not supplied is no limitation of the reading."""
    worst: dict[tuple[LimitedArea, str, GapReason], Gap] = {}
    for gap in coverage.gaps:
        if gap.reason in NOT_TO_BE_READ or gap.kind in _SAID_ELSEWHERE or gap.level is CoverageLevel.COMPLETE:
            continue
        if gap.reason == "not_looked_for" and gap.kind not in _WHAT_AN_APP_IS:
            continue  # stands under what was looked at: nobody can supply or repair it
        key = (_AREAS.get(gap.kind, "policy"), gap.part, gap.reason)
        if key not in worst or gap.level < worst[key].level:
            worst[key] = gap
    if any(key[0] == "code" and gap.level is CoverageLevel.NONE for key, gap in worst.items()):
        # Where no code could be read it adds nothing that what is left of it runs more out of sight.
        worst = {key: gap for key, gap in worst.items() if key[2] not in OUT_OF_SIGHT}
    unread = {
        part
        for (area, part, _), gap in worst.items()
        if area in ("code", "manifest") and gap.level is CoverageLevel.NONE and part
    }
    # That a package which could not be opened has no texts or signatures to read says the same once more.
    worst = {key: gap for key, gap in worst.items() if key[0] in ("code", "manifest") or key[1] not in unread}
    return [
        LimitationFact(
            area=area,
            part=part,
            level=gap.level.word,
            reason=reason,
            detail=_shortened(gap.detail.en, part),
            detail_zh=_shortened(gap.detail.zh, part),
            location=Location(path=part),
            extractor="derive.limitations",
        )
        for (area, part, reason), gap in worst.items()
    ]


def _shortened(detail: str, part: str) -> str:
    """What is wrong with a part, to stand in brackets behind its name: without the name again and the full stop."""
    rest = detail.removeprefix(part)
    return (rest.lstrip(":： ") if rest.startswith((":", "：", " ")) else detail).rstrip("。.")
