"""Permissions that code asks for without anybody being able to say which."""

from __future__ import annotations

from typing import Final

from appaudit.derive.parties import Parties
from appaudit.derive.unseen_code import said_of_places
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import PermissionRequestFact
from appaudit.model.method_names import plain

_WORDS: Final = Bilingual("申请的权限并非常量", "asks for permissions that are no constants")


def untold_request_gaps(facts: FactSet, parties: Parties) -> list[Gap]:
    """A gap where code asks for permissions that are no constants; libraries ask for what they are handed."""
    callers = [
        plain(request.caller)
        for request in facts.of(PermissionRequestFact)
        if not request.permissions and parties.of(request.caller_class).kind in ("app", "unknown")
    ]
    if not callers:
        return []
    return [
        Gap(
            kind=PermissionRequestFact.kind,
            level=CoverageLevel.PARTIAL,
            reason="unnamed_call",
            part=callers[0],
            detail=said_of_places(_WORDS, callers),
        )
    ]
