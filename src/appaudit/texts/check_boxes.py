"""What boxes to tick are for, by the texts on and beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from appaudit.lexicon.ui import BoxWords
from appaudit.model.facts.conduct import CheckBoxFact


def read_boxes(boxes: Iterable[CheckBoxFact], words: BoxWords) -> list[CheckBoxFact]:
    """The boxes, each with what it is for."""
    return [replace(box, about=words.about(" ".join(box.texts), box.view)) for box in boxes]
