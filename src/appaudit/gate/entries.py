"""Whether an entry that somebody keeps about a finding speaks of that finding."""

from __future__ import annotations

import re
from typing import Final

from appaudit.model.finding import Finding

#: A class as it was written or renamed, and one that a shrinker named: its own name is a few letters.
_CLASS: Final = re.compile(r"[A-Za-z_][\w$]*(?:\.[\w$]+)+")
_RENAMED: Final = re.compile(r"(?:[\w$]+\.)+[A-Za-z]\w{0,2}(?:\$\w{1,3})*")


def speaks_of(finding: Finding, fingerprint: str, rule: str, subject: str) -> bool:
    """Whether an entry with this fingerprint names the finding that it is about.

    Rule and subject are what its reader goes by: where they name something else than the fingerprint, what was accepted
    is not what anybody read. Classes alone have two names, with a mapping and without, one of which a shrinker gave.
    """
    if fingerprint != finding.fingerprint or rule not in ("", finding.rule_id):
        return False
    return subject in ("", finding.subject) or _may_be_one_class(subject, finding.subject)


def _may_be_one_class(one: str, other: str) -> bool:
    both = [name.partition("#")[0] for name in (one, other)]
    return all(map(_CLASS.fullmatch, both)) and any(map(_RENAMED.fullmatch, both))
