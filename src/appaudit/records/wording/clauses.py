"""Chinese clauses that stand alone: "实时音视频；处理IP地址、设备型号" is a use, and what is taken for it."""

from __future__ import annotations

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.wording.data_lines import names_data
from appaudit.records.wording.scripts import CHINESE
from appaudit.records.wording.sentences import denies
from appaudit.records.wording.values import plain

_STOP = Expression(r"[；;。\n]+\s*")
#: The title of a link with its address, or an address alone.
_LINK = Expression(r"\[[^\[\]\n]*\]\([^()\s]+\)|https?://\S+")
_LONGEST_TEXT = 300
#: Characters of a use that is no sentence.
_LONGEST_USE = 24


def told_in_clauses(text: str, words: PartyWords) -> tuple[str, str]:
    """What clauses say that somebody is for and takes; empty for what sentences say, which are read elsewhere."""
    if len(text) > _LONGEST_TEXT or CHINESE.search(text) is None or denies(text, words):
        return "", ""
    parts = [part for part in map(plain, _STOP.split(_LINK.sub("", text))) if part]
    data = next((rest for part in parts if (rest := _taken(part, words))), "")
    use = parts[0] if parts else ""
    is_use = 1 < len(use) <= _LONGEST_USE and not words.in_sentence.search(use) and not _taken(use, words)
    # Beside what is taken a phrase is what for; alone it must say so.
    is_use = is_use and not names_data(use, words) and (bool(data) or words.purpose.search(use) is not None)
    return (use if is_use else ""), data


def _taken(part: str, words: PartyWords) -> str:
    """What a clause says is taken, behind a verb that begins it; empty for another one."""
    verb = words.clause_takes.match(part)
    rest = part[verb.end() :].strip() if verb is not None else ""
    return rest if rest and names_data(rest, words) else ""
