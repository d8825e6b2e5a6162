"""Whether a row says of an SDK that it is not there: not yet, no longer, not at all, or on another system alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from appaudit.lexicon.columns import as_written_here
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.record import PartyRecord
from appaudit.records.wording.values import plain

#: A line of a label with its value, and lines below the name of an SDK in which one of its own stands.
_LABELLED = Expression(r"^[\s*_•·-]*(?P<label>[^：:\n]{1,24})[：:](?P<value>[^\n]{1,80})$")
_MOST_LINES, _LONGEST_CARD = 12, 1_500
#: What stands before the words that somebody is not there: "❌ 未接入", "🔜 Planned".
_MARKS = "❌✗✘✖🚫⛔🔜⏳\ufe0f "
#: Where sentences end, and clauses of Chinese ones.
_SENTENCE = re.compile(r"(?<!\bInc)(?<!\bLtd)\.(?:\s+|$)|[。；;！!，\n]")
#: Texts whose sentences are remembered: every record of a line asks for those of the whole line.
_REMEMBERED_LINES = 8
_LINE_END = re.compile(r"\n")
_ASIDE = Expression(r"[（(【\[](?P<inside>[^（）()【】\[\]]{1,40})[)）】\]]\s*$")
_ASIDE_BEFORE = Expression(r"[\s*_]*[（(【\[](?P<inside>[^（()）【】\[\]]{1,40})[)）】\]](?=[\s*_]*\w)")


def how_ended(name: str, cells: Iterable[tuple[str, str]], words: PartyWords) -> str:
    """The words by which a row says that its SDK is not there; empty where it says nothing of the kind.

    Args:
        name: What the SDK is called, a remark in brackets behind it among that: "白鹭SDK（已移除）".
        cells: The heading of each column, empty for none, with what stands below it.
        words: What such columns are called, and what they say.
    """
    aside = _aside(name)
    if aside and (_is_ended(aside["inside"], words) or words.only_elsewhere.fullmatch(_said(aside["inside"]))):
        return aside["inside"]
    return next((cell for heading, cell in cells if says_ended(heading, cell, words)), "")


def _aside(name: str) -> re.Match[str] | None:
    """The remark in brackets behind a name, else the one before it: "(planned) Egret"."""
    return _ASIDE.search(name) or _ASIDE_BEFORE.match(name)


def mark_ended(records: Sequence[PartyRecord], text: str, words: PartyWords) -> None:
    """Keep what labelled lines of an SDK ("状态：已移除"), its use and its sentences say of it, up to the next one."""
    # What says "we do not use this SDK" is told of the one above, and begins no other.
    sentences = lru_cache(maxsize=_REMEMBERED_LINES)(partial(_not_used_in, words=words))
    starts = sorted({record.start for record in records if not said_unused(_name(record), "", words)})
    for record in records:
        following = bisect_right(starts, record.start)
        end = starts[following] if following < len(starts) else len(text)
        card = text[record.start : min(end, record.start + _LONGEST_CARD)]
        if record.layout == "labels":
            record.ended = _ended_in(card, words)
        elif record.layout == "table" and not record.ended:
            record.ended = ended_by_use(record.value("purpose"), words)
        if record.layout != "table" and not record.ended:
            record.ended = _said_for_use(record, words) or _said_of(card, record, sentences)
        aside = _aside(record.value("name")) if record.layout != "table" else None
        if aside is not None and not record.ended and _is_ended(aside["inside"], words):
            record.ended = aside["inside"]


def _name(record: PartyRecord) -> str:
    return record.value("name") or record.value("company")


def _said_for_use(record: PartyRecord, words: PartyWords) -> str:
    """A use that is none: "未使用"."""
    use = record.value("purpose")
    return use if use and words.ended_value.fullmatch(_said(use)) else ""


def ended_by_use(use: str, words: PartyWords) -> str:
    """The sentence that a cell on what somebody is for begins with, where it says that nobody is there: "Not used."."""
    sentence = _SENTENCE.split(plain(use), maxsplit=1)[0].strip()
    # What it is not used for, it may be used beside.
    is_plan = words.not_now.search(sentence) is not None
    is_there = not sentence or (words.unused_for.search(sentence) is not None and not is_plan)
    return sentence if not is_there and _is_ended(sentence, words) else ""


class _NotUsed(NamedTuple):
    """A sentence that says of somebody that it is not used, or not there."""

    sentence: str
    whom: tuple[str, ...]
    """The phrases that tell of whom, as they stand."""
    takes_up: tuple[bool, ...]
    """Of each of them, whether it takes up what was named before: "this SDK"."""

    def is_on(self, name: str, *, by_name: bool) -> bool:
        """Whether it is on somebody; see `said_unused`."""
        named = [bool(name) and each.lower().startswith(name.lower()) for each in self.whom]
        return any(named) if by_name else all(map(any, zip(named, self.takes_up, strict=True)))


def _said_of(card: str, record: PartyRecord, sentences: Callable[[str], Sequence[_NotUsed]]) -> str:
    """What the lines of a record say, what the line below begins with, or what is said on of it by its name."""
    name = _name(record)
    ends = _LINE_END.search(card, max(0, min(len(card), record.end - record.start)))
    own, rest = (card[: ends.start()], card[ends.end() :]) if ends is not None else (card, "")
    first = _SENTENCE.split(rest.lstrip(), maxsplit=1)[0]
    return (
        _first_on(sentences(own), name) or _first_on(sentences(first), name) or _first_on(sentences(rest), name, True)
    )


def _first_on(sentences: Iterable[_NotUsed], name: str, by_name: bool = False) -> str:
    return next((each.sentence for each in sentences if each.is_on(name, by_name=by_name)), "")


def said_unused(text: str, name: str, words: PartyWords) -> str:
    """The sentence of a text on somebody that says that we do not use it, not yet or no longer; empty where none does.

    One that says when, what for or for whom it is not used says that it is used.

    Args:
        text: The text.
        name: Whom it is on; a sentence names it, or takes it up ("this SDK").
        words: How such sentences look.
    """
    return _first_on(_not_used_in(text, words), name)


def _not_used_in(text: str, words: PartyWords) -> list[_NotUsed]:
    """The sentences of a text that say of anybody that it is not used, or not there, in order."""
    told = []
    for sentence in map(plain, _SENTENCE.split(text)):
        found = words.not_used.search(sentence)
        if found is not None and any(form.search(sentence) for form in (words.ended_at_times, words.unused_for)):
            found = None
        found = found or words.not_there.search(sentence)
        if found is not None:
            whom = tuple(each.strip() for each in found.groupdict().values() if each and each.strip())
            told.append(_NotUsed(sentence, whom, tuple(words.taken_up.fullmatch(each) is not None for each in whom)))
    return told


def _ended_in(card: str, words: PartyWords) -> str:
    pairs = filter(None, map(_LABELLED.match, card.splitlines()[:_MOST_LINES]))
    return next((pair["value"] for pair in pairs if says_ended(pair["label"], pair["value"], words)), "")


def says_ended(heading: str, cell: str, words: PartyWords) -> bool:
    """Whether a value under a heading or a key says that what it is about is not there."""
    title, said = _said(as_written_here(heading)), _said(cell)
    if not said:  # a mark alone
        is_switch = words.switch_heading.fullmatch(title) is not None
        return is_switch and words.no_value.fullmatch(cell.strip()) is not None
    if words.state_heading.fullmatch(title) or not title:
        return _is_ended(cell, words) or words.only_elsewhere.fullmatch(said) is not None
    if words.switch_heading.fullmatch(title):
        return _is_ended(cell, words) or words.no_value.fullmatch(said) is not None
    if words.system_heading.fullmatch(title):
        return words.elsewhere.fullmatch(said) is not None
    return False


def _is_ended(cell: str, words: PartyWords) -> bool:
    """Whether a text says so from its beginning, and nothing behind that it is there at times."""
    said = _said(cell)
    found = words.ended_value.match(said)
    return found is not None and words.ended_at_times.search(said) is None


def _said(text: str) -> str:
    """A text in one line, without marks around it."""
    said = " ".join(plain(text).split()).strip("。.；;：: ")
    return said.lstrip(_MARKS) or said
