"""Values that begin with their own label, as a page shows it once more: "目的：地图展示" under `purpose`."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.model.expression import Expression
from appaudit.records.record import PartyRecord
from appaudit.records.wording.values import kind_of_label

_LED = Expression(r"^\s*(?P<label>[^：:（()，。；\n]{2,12})\s*[：:](?!//)\s*(?=\S)")


def without_labels_inside(records: Sequence[PartyRecord], words: PartyWords) -> None:
    """Take off what is taken and what for a label of the same field that stands before it."""
    for record in records:
        for field in ("purpose", "data"):
            value = record.value(field)
            found = _LED.match(value)
            said = to_simplified(found["label"]) if found is not None else ""
            is_same = kind_of_label(said, words) == field or (field == "data" and words.shown_data.search(said))
            if found is not None and is_same:
                record.fields[field] = value[found.end() :]
