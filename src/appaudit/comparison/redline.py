"""Two texts as a redline: paragraph against paragraph, word against word, and what only stands elsewhere now.

Paragraphs that are equal hold the two texts together. Between them, and across them for what moved, paragraphs are
paired by the pieces of six characters that few others have, so that long texts are compared in about linear time.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from appaudit.model.comparison import Passage, Piece
from appaudit.model.record import record
from appaudit.model.words import PassageState

#: Above this number of paragraphs those that stand everywhere ("无", "详见上文") no longer hold the texts together.
_MANY_PARAGRAPHS: Final = 2000
_SHINGLE: Final = 6
#: A piece that more paragraphs have than this says nothing about which belong together.
_RARE: Final = 8
#: Short paragraphs in a small gap are paired by pairs of characters.
_SMALL_GAP: Final = 900
_LIKE: Final = 0.5
_LIKE_MOVED: Final = 0.8
_SHORTEST_MOVED: Final = 12
#: Sentences above this many words are shown as one word each: nothing is lost but the detail.
_MOST_WORDS: Final = 4000
_WORD: Final = re.compile(r"[A-Za-z]+|[0-9]+(?:[.,][0-9]+)*|\s+|.", re.DOTALL)
_SENTENCE: Final = re.compile(r"[^。；！？;!?]*(?:[。；！？;!?]+|\.(?=\s)|$)", re.DOTALL)
_NUMBERING: Final = re.compile(
    r"^#*(?:第?[一二三四五六七八九十百0-9]+[章节条]?[.、．:：]?|[(（][一二三四五六七八九十0-9]+[)）])*+"
)
#: An unchanged word or two between two changes reads as part of the change.
_ISLAND: Final = 2


@record(kw_only=False)
class Line:
    """A paragraph of a text and the heading that it stands under (empty before the first)."""

    text: str
    section: str = ""
    is_heading: bool = False


def redline(old: Sequence[Line], new: Sequence[Line]) -> tuple[Passage, ...]:
    """Both texts as passages in the order of the new one, what went where it stood; empty where nothing differs."""
    keys = [_key(line.text) for line in old], [_key(line.text) for line in new]
    if keys[0] == keys[1]:
        return ()
    anchors, gaps = _anchors(*keys)
    pairs = _pairs(keys, anchors, gaps)
    in_place = set(anchors) | set(_in_order(pairs, anchors))
    moved = {
        new_at: old_at
        for old_at, new_at, like in pairs
        if (old_at, new_at) not in in_place and _may_move(keys[0][old_at], keys[1][new_at], like)
    }
    partners = {new_at: old_at for old_at, new_at in in_place}
    _grow(moved, partners, old, new)
    return tuple(_passages(old, new, partners, moved))


def _grow(moved: dict[int, int], partners: dict[int, int], old: Sequence[Line], new: Sequence[Line]) -> None:
    """What stands beside a paragraph that moved, in both texts alike, moved with it, its heading above all."""
    free_old = set(range(len(old))) - set(partners.values()) - set(moved.values())
    waiting = sorted(moved.items())
    while waiting:
        new_at, old_at = waiting.pop()
        for step in (-1, 1):
            a, b = old_at + step, new_at + step
            if a in free_old and 0 <= b < len(new) and b not in partners and b not in moved:
                before, after = (_NUMBERING.sub("", _key(line.text)) for line in (old[a], new[b]))
                if _alike(_grams(before), _grams(after)) >= _LIKE:
                    free_old.discard(a)
                    moved[b] = a
                    waiting.append((b, a))


def _passages(
    old: Sequence[Line], new: Sequence[Line], in_place: dict[int, int], moved: dict[int, int]
) -> Iterator[Passage]:
    """The passages; `in_place` and `moved` give the old paragraph of a new one."""
    away = {old_at: new_at for new_at, old_at in moved.items()}
    done = 0
    for new_at, line in enumerate(new):
        partner = in_place.get(new_at)
        if partner is not None:
            yield from (_gone(old, at, away) for at in range(done, partner))
            done = partner + 1
            pieces = pieces_of(old[partner].text, line.text)
            state: PassageState = "same" if all(piece.kind == "same" for piece in pieces) else "changed"
            yield _passage(state, line, partner, new_at, pieces)
        elif new_at in moved:
            pieces = pieces_of(old[moved[new_at]].text, line.text)
            yield _passage("moved_here", line, moved[new_at], new_at, pieces, other=old[moved[new_at]].section)
        else:
            yield _passage("added", line, -1, new_at, (Piece(kind="added", text=line.text),))
    yield from (_gone(old, at, away) for at in range(done, len(old)))


def _gone(old: Sequence[Line], at: int, away: dict[int, int]) -> Passage:
    """An old paragraph that has no partner in its place."""
    line = old[at]
    if at in away:
        return _passage("moved_away", line, at, away[at], (Piece(kind="removed", text=line.text),))
    return _passage("removed", line, at, -1, (Piece(kind="removed", text=line.text),))


def _passage(
    state: PassageState, line: Line, old_at: int, new_at: int, pieces: tuple[Piece, ...], *, other: str = ""
) -> Passage:
    return Passage(
        state=state, section=line.section, is_heading=line.is_heading, old_number=old_at + 1, new_number=new_at + 1,
        moved_from=other, pieces=pieces,
    )  # fmt: skip


def _key(text: str) -> str:
    """What makes two paragraphs equal: their characters without width and spacing."""
    return "".join(unicodedata.normalize("NFKC", text).split())


_Pair = tuple[int, int]
_Gap = tuple[int, int, int, int]


def _anchors(old: Sequence[str], new: Sequence[str]) -> tuple[list[_Pair], list[_Gap]]:
    """Equal paragraphs in the order of both texts, and the gaps between them (from, to; from, to)."""
    matcher = SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > _MANY_PARAGRAPHS)
    anchors, gaps = [], []
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if what == "equal":
            anchors += list(zip(range(old_from, old_to), range(new_from, new_to), strict=True))
        else:
            gaps.append((old_from, old_to, new_from, new_to))
    return anchors, gaps


def _pairs(
    keys: tuple[Sequence[str], Sequence[str]], anchors: Sequence[_Pair], gaps: Sequence[_Gap]
) -> list[tuple[int, int, float]]:
    """Unequal or displaced paragraphs that belong together, each once, the most alike first."""
    old_free, new_free = set(range(len(keys[0]))), set(range(len(keys[1])))
    old_free -= {at for at, _ in anchors}
    new_free -= {at for _, at in anchors}
    wanted = set(_sharing(keys, old_free, new_free))
    for old_from, old_to, new_from, new_to in gaps:
        if 0 < (old_to - old_from) * (new_to - new_from) <= _SMALL_GAP:
            wanted |= {(a, b) for a in range(old_from, old_to) for b in range(new_from, new_to)}
    grams = {0: {at: _grams(keys[0][at]) for at, _ in wanted}, 1: {at: _grams(keys[1][at]) for _, at in wanted}}
    rated = [(a, b, _alike(grams[0][a], grams[1][b])) for a, b in wanted]
    pairs = []
    for a, b, like in sorted(rated, key=lambda item: (-item[2], abs(item[0] - item[1]), item)):
        if like >= _LIKE and a in old_free and b in new_free:
            old_free.discard(a)
            new_free.discard(b)
            pairs.append((a, b, like))
    return pairs


def _sharing(keys: tuple[Sequence[str], Sequence[str]], old: Iterable[int], new: Iterable[int]) -> Iterator[_Pair]:
    """Pairs of paragraphs that have a piece which few have."""
    places: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, members in ((0, old), (1, new)):
        for at in sorted(members):
            text = keys[side][at]
            for piece in {text[start : start + _SHINGLE] for start in range(len(text) - _SHINGLE + 1)} or {text}:
                places[piece][side].append(at)
    for before, after in places.values():
        if len(before) <= _RARE and len(after) <= _RARE:
            yield from ((a, b) for a in before for b in after)


def _grams(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _alike(old: Counter[str], new: Counter[str]) -> float:
    """Twice the pairs of characters that both have over those of either (Dice), from 0 to 1."""
    total = old.total() + new.total()
    return 2 * (old & new).total() / total if total else 0.0


def _may_move(old: str, new: str, like: float) -> bool:
    return like >= _LIKE_MOVED and min(len(old), len(new)) >= _SHORTEST_MOVED


def _in_order(pairs: Sequence[tuple[int, int, float]], anchors: Sequence[_Pair]) -> list[_Pair]:
    """The pairs that stand between the same anchors in both texts, as many as keep one order."""
    old_anchors, new_anchors = [a for a, _ in anchors], [b for _, b in anchors]
    fitting = sorted((a, b) for a, b, _ in pairs if bisect_left(old_anchors, a) == bisect_left(new_anchors, b))
    return _longest_rising(fitting)


def _longest_rising(pairs: Sequence[_Pair]) -> list[_Pair]:
    """The longest selection of pairs, sorted by the first, in which the second rises, too."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, at) in enumerate(pairs):
        position = bisect_left(ends, at)
        if position == len(ends):
            ends.append(at)
            last.append(index)
        else:
            ends[position], last[position] = at, index
        before.append(last[position - 1] if position else -1)
    chosen, index = [], last[-1] if last else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def pieces_of(old: str, new: str) -> tuple[Piece, ...]:
    """A paragraph as what stayed, went and came, in reading order: word by word, in Chinese character by character."""
    if _key(old) == _key(new):
        return (Piece(kind="same", text=new),)
    runs: list[list[str]] = []
    for before, after in _sentences(old, new):
        for kind, text in _words(before, after):
            if text and runs and runs[-1][0] == kind:
                runs[-1][1] += text
            elif text:
                runs.append([kind, text])
    return tuple(Piece(kind=kind, text=text) for kind, text in _without_islands(runs))  # type: ignore[arg-type]


def _sentences(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Equal sentences as they are; between them what stood there before and now."""
    before, after = ([part for part in _SENTENCE.findall(text) if part] for text in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=max(len(before), len(after)) > _MANY_PARAGRAPHS)
    for _, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        yield "".join(before[old_from:old_to]), "".join(after[new_from:new_to])


def _words(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Kinds and texts of the pieces between two texts."""
    if old == new:
        yield "same", old
        return
    before, after = _WORD.findall(old), _WORD.findall(new)
    if max(len(before), len(after)) > _MOST_WORDS:
        yield "removed", old
        yield "added", new
        return
    for what, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            yield "same", "".join(after[new_from:new_to])
        else:
            yield "removed", "".join(before[old_from:old_to])
            yield "added", "".join(after[new_from:new_to])


def _without_islands(runs: Sequence[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The runs, with one or two unchanged words between changes taken into them; what went stands before what came."""
    removed = added = ""
    for at, (kind, text) in enumerate(runs):
        if kind == "same":
            if _is_island(runs, at):
                removed, added = removed + text, added + text
                continue
            yield from _change(removed, added)
            removed = added = ""
            yield "same", text
        elif kind == "removed":
            removed += text
        else:
            added += text
    yield from _change(removed, added)


def _is_island(runs: Sequence[Sequence[str]], at: int) -> bool:
    """A short piece with more change than itself on both sides."""
    length = len(_WORD.findall(runs[at][1]))
    if length > _ISLAND or at in (0, len(runs) - 1):
        return False
    return len(runs[at - 1][1]) > len(runs[at][1]) and len(runs[at + 1][1]) > len(runs[at][1])


def _change(removed: str, added: str) -> Iterator[tuple[str, str]]:
    if removed:
        yield "removed", removed
    if added:
        yield "added", added
