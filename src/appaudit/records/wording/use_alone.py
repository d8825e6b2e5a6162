"""Uses without what sentences put around them: who they are of, where that runs, and what a further sentence says.

"Full messages are logged to Egret for debugging" is for debugging; "Runs the shop. Does not see your name" runs it.
"""

from __future__ import annotations

import re

from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.model.expression import Expression
from appaudit.records.wording.names import own_words
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import plain

#: Where an English sentence ends behind which another one begins.
_SENTENCES = Expression(r"(?<=[a-z)\"”\d])\.\s+(?=[A-Z])")
#: A title before a sentence.
_TITLE = Expression(r"[A-Z][\w &/-]{2,40}: (?=[A-Z])")
#: What parts the uses of several.
_IN_TURN = Expression(r",? and |, ?|(?:以)?[及和与]|、")
#: The longest use that is looked through, in characters, and the shortest that is left.
_LONGEST = 600
_SHORTEST = 2
_PARTY = "§"


def use_alone(use: str, name: str, words: PartyWords) -> str:
    """What somebody is for without the rest of the sentences that say it; another use as it is.

    Args:
        use: What is said that somebody is for.
        name: Whom the record is about.
        words: How such sentences begin and end.
    """
    told = use.strip()
    if not _SHORTEST < len(told) <= _LONGEST:
        return use
    if is_latin(told):
        told = _first_of(_without_title(told, name, words), name, words)
    told = _behind_name(told, name, words)
    simple = to_simplified(told)
    tail = words.use_tail.search(simple)
    if tail is not None and tail.start() >= _SHORTEST:
        told, simple = told[: tail.start()], simple[: tail.start()]
    lead = words.use_lead.match(simple)
    told = told[lead.end() :] if lead is not None else told
    return told.strip() if len(told.strip()) > _SHORTEST else use


def _without_title(told: str, name: str, words: PartyWords) -> str:
    """A sentence that names whom it is of without the title before it: "Sign-in: We use Egret to let you in"."""
    titled = _TITLE.match(told)
    rest = told[titled.end() :] if titled is not None else ""
    return rest if rest and _PARTY in _with_sign(rest, name, words) else told


def uses_in_turn(use: str, count: int, words: PartyWords) -> list[str]:
    """The uses of several that one sentence says in turn: "analytics and maps respectively"; empty for another."""
    found = words.use_in_turn.match(use.strip())
    told = (found["uses"] or found["uses_zh"]) if found is not None else ""
    parts = [part.strip() for part in _IN_TURN.split(told)]
    return parts if told and len(parts) == count > 1 else []


def part_data_for_use(use: str, words: PartyWords) -> tuple[str, str]:
    """An English use that is what is taken and what for in two: ("delivery", "Order details"); the use and nothing."""
    found = words.data_for_use.match(use.strip().rstrip("."))
    return (found["use"], found["data"]) if found is not None else (use, "")


def kept_by_use(use: str, words: PartyWords) -> str:
    """What a Chinese use says is kept or taken, which is data: "用于存储用户信息和验证码"; empty for another one."""
    found = None if is_latin(use) else words.use_keeps_zh.search(to_simplified(use.strip()).rstrip("。；"))
    if found is None or words.section_denies.search(found.group()):
        return ""
    group = "data" if found["data"] else "taken"
    data = plain(use.strip()[found.start(group) : found.end(group)])
    is_data = any(form.search(found[group]) for form in (words.data, words.told_item))
    return data if is_data and words.vague_data.fullmatch(found[group]) is None else ""


def _first_of(told: str, name: str, words: PartyWords) -> str:
    """The sentences before the first further one that says what is taken, or not so: "Takes payments. It sees …"."""
    kept: list[str] = []
    sentences = _SENTENCES.split(told)
    for sentence in sentences:
        bare = sentence.rstrip(".")
        said = _with_sign(bare, name, words)
        forms = (words.section_denies, words.section_takes, words.policy_words)
        is_other = any(form.search(bare) for form in forms)
        if kept and (is_other or words.gets_elsewhere.search(said)):
            break
        kept.append(bare)
    return told if len(kept) == len(sentences) else ". ".join(kept)


def _behind_name(told: str, name: str, words: PartyWords) -> str:
    """What a sentence that names whom it is of says it is for, behind the name; another text as it is."""
    said = _with_sign(told, name, words)
    found = words.handed_whom.search(to_simplified(said))
    if found is None or words.section_denies.search(found.group()):
        return told
    group = next(key for key, value in found.groupdict().items() if value)
    use = plain(said[found.start(group) : found.end(group)])
    return use if len(use) > _SHORTEST and _PARTY not in use else told


def _with_sign(text: str, name: str, words: PartyWords) -> str:
    """A sentence with a sign for whom it is about, by the whole name or by the words of it that are its own."""
    own = [called for called in (plain(name), *own_words(name, words)) if len(called) > _SHORTEST and called in text]
    if not own:
        return text
    either = "|".join(map(re.escape, sorted(own, key=len, reverse=True)))
    return re.sub(rf"(?:{either})(?: (?:{either}))*", _PARTY, text, count=1)
