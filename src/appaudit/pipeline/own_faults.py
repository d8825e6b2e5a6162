"""What errors of ours cost an audit: each ended one stage, and nobody can say what else that would have seen."""

from __future__ import annotations

from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CODE_KINDS, CoverageLevel, Gap
from appaudit.stages import Stages

#: What the stages fill that are attempted: all of them look at code, or at the texts in it.
_KINDS = (*CODE_KINDS, "ui_text")


def own_gaps(stages: Stages) -> list[Gap]:
    """The gaps for all stages that an error of ours ended."""
    return [
        Gap(
            kind=kind,
            level=CoverageLevel.PARTIAL,
            reason="own_fault",
            part=fault.stage,
            detail=Bilingual(f"出错的阶段没有结果（{fault.error}）", f"the stage gave no result ({fault.error})"),
        )
        for fault in stages.faults
        for kind in _KINDS
    ]
