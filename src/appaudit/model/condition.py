"""What else decides whether code runs, beside the way that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from appaudit.model.record import record
from appaudit.model.words import ConditionKind

#: What the system answers to a call that is made whatever happens: no branch, and no doubt.
OF_SYSTEM: Final[tuple[ConditionKind, ...]] = ("refused", "requested", "may_be_requested")
#: From this doubt on a way is for a person to judge; the rules on collection before consent say it, too.
DOUBTFUL: Final = 3
#: Kinds of conditions that hold at no first launch, as far as all code shows.
NOT_AT_FIRST_LAUNCH: Final[tuple[ConditionKind, ...]] = (
    "ungranted", "unsent", "ordered", "unopened", "unshown", "unstored", "unset", "unstated", "kept", "empty",
    "other_object", "other_value",
)  # fmt: skip
#: Few devices still run an older system than Android 9; the rules on what newer systems refuse begin there as well.
OLDEST_TODAY: Final = 28
#: A comparison with the version of the system that newer ones pass, as conditions say it.
_LOWER_BOUND: Final = re.compile(r"Build\.VERSION\.SDK_INT (?P<sign>>=?|!=) (?P<number>\d+)")
#: The same that only older ones pass.
_UPPER_BOUND: Final = re.compile(r"Build\.VERSION\.SDK_INT (?P<sign><=?|==) (?P<number>\d+)")
#: Names of processes of an app beside its main one, in which it starts: `:push`, or the whole of it.
OTHER_PROCESS: Final = re.compile(r"(?:[A-Za-z]\w*(?:\.\w+)+)?:[A-Za-z]\w*")
#: What a branch on the number of a message asks, as conditions say it: somebody has to send that very message.
MESSAGE_NUMBER: Final = "android.os.Message.what"
_DOUBTS: Final[Mapping[ConditionKind, int]] = {
    **dict.fromkeys(OF_SYSTEM, 0),
    "callback": 2,
    "unanswered": 0,
    "stored_first": DOUBTFUL,
    "signed_in": DOUBTFUL,
    "fallback": DOUBTFUL,
    "unlikely_exception": DOUBTFUL,
    "unlisted": DOUBTFUL,
    "resumed": DOUBTFUL,
    "one_of_many": DOUBTFUL,
    "other_process": DOUBTFUL,
    "by_name": DOUBTFUL,
}


@record
class Condition:
    """A branch on the way to something: it need not run although the way is there.

    `subject` is what is asked, as the code has it: a permission, `Build.VERSION.SDK_INT >= 29`, the text compared with,
    the key of a setting, a field or method of the app. `method` is where, as facts name methods. One of kind `refused`
    is no branch: the call is made whatever happens, and the system refuses it; so it does with one of kind `requested`
    until somebody grants what the app asks for at launch, and with one of kind `may_be_requested` where the code does
    not say for which permissions it asks.
    """

    kind: ConditionKind
    subject: str
    method: str


def doubt_of(conditions: Iterable[Condition]) -> int:
    """How much a way depends on that code does not tell: a condition counts one, two where a library has to call back.

    It counts two as well where a message of some number has to be sent, and nobody is seen to send it.

    A setting that has to be stored first is doubt enough, and so is that a user is signed in, that another value,
    which devices have, is missing, that an exception is thrown which ordinarily is not, that a key is asked for
    which no configuration in the code has, that a scheduler resumes a coroutine which the way does not make (it
    resumes every one), that of very many objects which a call may be made on it is one which the way does not make,
    that another process of the app has to run, that the system is older than those in use, or that a method which is
    named for consent answers otherwise than its name says.
    That a call gave nothing, whose answer was just kept in a field, is said and counts for nothing: code that asks
    expects both.
    What a system refuses is no condition, and what all systems of today pass is no doubt. How often ways of which doubt
    were true: docs/accuracy.md, "Ways and doubt".
    """
    return sum(
        DOUBTFUL
        if is_of_other_process(each) or is_of_old_systems(each)
        else 2
        if each.subject == MESSAGE_NUMBER
        else _DOUBTS.get(each.kind, 1)
        for each in conditions
        if not _passes_today(each)
    )


def is_of_other_process(condition: Condition) -> bool:
    """Whether a condition asks for another process than the main one, as by comparing its name."""
    if condition.kind == "other_process":
        return True
    if condition.kind != "comparison":
        return False
    return all(OTHER_PROCESS.fullmatch(text.strip('"')) for text in condition.subject.split(", "))


def is_of_old_systems(condition: Condition) -> bool:
    """Whether a condition is a comparison with a version of the system that only older ones than those in use pass."""
    found = _UPPER_BOUND.fullmatch(condition.subject) if condition.kind == "device" else None
    if found is None:
        return False
    return int(found["number"]) < OLDEST_TODAY + (found["sign"] == "<")


def _passes_today(condition: Condition) -> bool:
    """Whether a condition is a comparison with a version of the system that is older than those in use."""
    found = _LOWER_BOUND.fullmatch(condition.subject) if condition.kind == "device" else None
    if found is None:
        return False
    return int(found["number"]) < OLDEST_TODAY + (found["sign"] == ">=")
