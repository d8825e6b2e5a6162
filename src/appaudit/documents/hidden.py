"""Text that a document holds and does not show: what was hidden, how, and where."""

from __future__ import annotations

from appaudit.model.record import record
from appaudit.model.words import HidingWay


@record(kw_only=False)
class HiddenText:
    """A run of text that readers of the document do not see.

    `line` is that of the file, 0 where the format has none. `is_certain` says that nothing a reader does shows it; of
    what a script may open it is not.
    """

    text: str
    way: HidingWay
    line: int = 0
    is_certain: bool = True
