"""Chinese sentences that say what each of several is for, before its name or in brackets behind it.

"用于统计的白鹭、用于推送的青鸟", "本站依赖以下服务：白鹭（存储）、青鸟（支付）", "使用以下服务：Egret 用于支付".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import begins_known, goes_on_as_sentence, is_known, known_at
from appaudit.records.wording.names_in_line import names_with_chinese_uses
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import LONGEST_LINE, denies
from appaudit.records.wording.values import plain

_SENTENCE = Expression(r"[^。！\n]+")
_CLAUSES = Expression("[，；]")
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
            at = line.start + sentence.start()
            if listed := _listed(text, words):
                records += (_record(name, use, at, at + len(text)) for name, use in listed)
                continue
            named = [
                (plain(found["name"] or found["behind"]), found)
                for found in words.use_then_name.finditer(text)
                if _is_somebody(plain(found["name"] or found["behind"]), words)
            ]
            if len(named) < _FEWEST:
                continue
            records += (
                _record(name, plain(found["use"] or found["before"]), at + found.start(), at + found.end())
                for name, found in named
            )
    return records


def _listed(text: str, words: PartyWords) -> list[tuple[str, str]]:
    """Whom a sentence names behind its colon with brackets for what for, where it says that it uses them."""
    lead, _, rest = text.replace("：", ":", 1).partition(":")
    if not rest or words.uses_lead.search(lead) is None or denies(lead, words):
        return []
    told = [(plain(name), plain(use)) for name, use in names_with_chinese_uses(rest, words)] or _each_used(rest, words)
    known = sum(is_known(name, words) or begins_known(name, words) for name, _ in told)
    are_names = all(is_latin(name) or begins_known(name, words) for name, _ in told)
    return told if len(told) > 1 and are_names and known * 2 >= len(told) else []


def _each_used(listed: str, words: PartyWords) -> list[tuple[str, str]]:
    """Names with what each is used for: "Egret 用于身份验证，Finch 用于支付"; none where a clause says else."""
    told: list[tuple[str, str]] = []
    for clause in map(str.strip, _CLAUSES.split(listed)):
        found = words.names_used.fullmatch(clause)
        if found is None:
            return []
        cue = words.for_what.match(found["use"])
        use = found["use"][cue.end() if cue is not None and cue.end() < len(found["use"]) else 0 :]
        named = [plain(name) for name in words.between_parties.split(found["names"])]
        if any(goes_on_as_sentence(name, words) for name in named):
            return []
        told += ((name, plain(use)) for name in named)
    return told


def _record(name: str, use: str, start: int, end: int) -> PartyRecord:
    fields = {"name": name, "purpose": use}
    return PartyRecord(fields=fields, start=start, end=end, is_called_party=True, layout="prose")


def _is_somebody(name: str, words: PartyWords) -> bool:
    """Whether a name is that of somebody known from end to end, and no way to sign in: "QQ账号登录时"."""
    return is_known(name, words) if is_latin(name) else known_at(name, 0, words) == len(name)
