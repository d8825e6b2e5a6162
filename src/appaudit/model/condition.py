"""What else decides whether code runs, beside the way that leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from appaudit.model.record import record
from appaudit.model.words import ConditionKind

#: From this doubt on a way is for a person to judge; the rules on collection before consent say it, too.
DOUBTFUL: Final = 3
#: Kinds of conditions that hold at no first launch, as far as all code shows.
NOT_AT_FIRST_LAUNCH: Final[tuple[ConditionKind, ...]] = (
    "ungranted", "unsent", "ordered", "unopened", "unshown", "unstored", "unset", "empty", "other_object", "other_value"
)  # fmt: skip
_DOUBTS: Final[Mapping[ConditionKind, int]] = {"refused": 0, "callback": 2, "stored_first": DOUBTFUL}


@record
class Condition:
    """A branch on the way to something: it need not run although the way is there.

    `subject` is what is asked, as the code has it: a permission, `Build.VERSION.SDK_INT >= 29`, the text compared with,
    the key of a setting, a field or method of the app. `method` is where, as facts name methods. One of kind `refused`
    is no branch: the call is made whatever happens, and the system refuses it.
    """

    kind: ConditionKind
    subject: str
    method: str


def doubt_of(conditions: Iterable[Condition]) -> int:
    """How much a way depends on that code does not tell: a condition counts one, two where a library has to call back.

    A setting that has to be stored first is doubt enough. What a system refuses is no condition. How often ways of
    which doubt were true: docs/accuracy.md, "Ways and doubt".
    """
    return sum(_DOUBTS.get(each.kind, 1) for each in conditions)
