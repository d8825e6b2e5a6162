"""Permissions that code asks for without anybody being able to say which."""

from __future__ import annotations

from typing import Final

from appaudit.derive.parties import Parties
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import PermissionRequestFact
from appaudit.model.method_names import plain

#: Places that a gap names; the facts have all.
_MOST_PLACES: Final = 5


def untold_request_gaps(facts: FactSet, parties: Parties) -> list[Gap]:
    """A gap where code asks for permissions that are no constants; libraries ask for what they are handed."""
    callers = [
        plain(request.caller)
        for request in facts.of(PermissionRequestFact)
        if not request.permissions and parties.of(request.caller_class).kind in ("app", "unknown")
    ]
    if not callers:
        return []
    shown, rest = callers[:_MOST_PLACES], len(callers) - _MOST_PLACES
    detail = Bilingual(
        f"申请的权限并非常量：{'；'.join(shown)}" + (f"；另有 {rest} 处" if rest > 0 else ""),
        f"asks for permissions that are no constants: {'; '.join(shown)}" + (f"; and {rest} more" if rest > 0 else ""),
    )
    return [
        Gap(
            kind=PermissionRequestFact.kind,
            level=CoverageLevel.PARTIAL,
            reason="unnamed_call",
            part=callers[0],
            detail=detail,
        )
    ]
