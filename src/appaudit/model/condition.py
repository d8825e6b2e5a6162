"""What else decides whether code runs, beside the way that leads to it."""

from __future__ import annotations

from appaudit.model.record import record
from appaudit.model.words import ConditionKind


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
