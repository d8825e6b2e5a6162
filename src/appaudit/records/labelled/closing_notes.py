"""What stands below a list of entries of one line each, and is of none of them: "说明：本应用基于…开发"."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line, Pair

#: Labels behind a name that make a line a whole entry, and entries that make a list.
_FEWEST_LABELS = 3
_FEWEST_ENTRIES = 2
#: What a remark begins with.
_REMARK = Expression(r"\s*(?:说明|备注|附注|注意?)\s*[：:]")


def closing_note(parted: Sequence[tuple[Line, str, Sequence[Pair]]]) -> Line | None:
    """The first line below entries of one line that a label of remarks begins; None where an entry has one too.

    Args:
        parted: The lines, each with what stands before its first label and its labels.
    """
    entries = [bool(before) and len(pairs) >= _FEWEST_LABELS for _, before, pairs in parted]
    last = max((index for index, is_entry in enumerate(entries) if is_entry), default=-1)
    if sum(entries) < _FEWEST_ENTRIES:
        return None
    noted = [
        index
        for index, (line, before, _) in enumerate(parted)
        if index and entries[index - 1] and not before and _REMARK.match(line.text)
    ]
    return parted[last + 1][0] if noted == [last + 1] else None
