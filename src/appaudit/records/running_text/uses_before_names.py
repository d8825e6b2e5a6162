"""Chinese sentences that say what each of several is for before they name them: "用于统计的白鹭、用于推送的青鸟"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import is_known, known_at
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import LONGEST_LINE, denies
from appaudit.records.wording.values import plain

_SENTENCE = Expression(r"[^。！\n]+")
#: Those named in a sentence that is a list, at the least.
_FEWEST = 2


def read_uses_before_names(
    lines: Sequence[Line], words: PartyWords, introduced: Callable[[int], bool] = lambda position: False
) -> list[PartyRecord]:
    """The records of such sentences, where those they name are known and two at the least.

    They count where the sentence itself or what stands above it speaks of third parties.

    Args:
        lines: The lines of a document.
        words: How such sentences say it.
        introduced: Whether what stands close above an offset speaks of third parties.
    """
    records: list[PartyRecord] = []
    for line in lines:
        if len(line.text) > LONGEST_LINE or is_latin(line.text) or line.kind in ("row", "heading"):
            continue
        for sentence in _SENTENCE.finditer(line.text):
            text = sentence.group()
            if denies(text, words) or not (words.context.search(text) or introduced(line.start)):
                continue
            named = [
                (plain(found["name"] or found["behind"]), found)
                for found in words.use_then_name.finditer(text)
                if _is_somebody(plain(found["name"] or found["behind"]), words)
            ]
            if len(named) < _FEWEST:
                continue
            at = line.start + sentence.start()
            records += (
                PartyRecord(
                    fields={"name": name, "purpose": plain(found["use"] or found["before"])},
                    start=at + found.start(),
                    end=at + found.end(),
                    is_called_party=True,
                    layout="prose",
                )
                for name, found in named
            )
    return records


def _is_somebody(name: str, words: PartyWords) -> bool:
    """Whether a name is that of somebody known from end to end, and no way to sign in: "QQ账号登录时"."""
    return is_known(name, words) if is_latin(name) else known_at(name, 0, words) == len(name)
