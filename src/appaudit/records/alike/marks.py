"""One line of a list to the marks that part it, with how deep in brackets each stands; addresses are never parted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, NamedTuple

from appaudit.model.expression import Expression

_HAN = r"\u4e00-\u9fff"
#: The legal form of a company, which a comma parts from its name and is no mark: "Egret, Inc.".
_FORM = r"(?:Inc|LLC|Ltd|Limited|GmbH|Corp|PBC|PLC)\b"
#: What may part an entry, by the name of the mark; what stands first in the list is looked for first.
_MARK = Expression(
    # Few characters begin a mark: one look at what stands here is sooner than one for each of them.
    r"(?=[\s（(【\[《「『）)】\]》」』|｜│→=>»—–―─/／·•；;。.：∶:，,_hw-])(?:"
    r"(?P<link>(?:https?://|www\.)[^\s，。；、（）()【】《》\[\]<>|｜\"'“”]+)"
    r"|(?P<open>[（(【\[《「『])|(?P<close>[）)】\]》」』])"
    r"|(?P<line>\n)"
    r"|(?P<bar>\s*[|｜│]\s*)|(?P<tab>\t+)|(?P<arrow>\s*(?:→|->|=>|>>|»)\s*)"
    r"|(?P<dash>\s*[—–―─]{1,3}\s*)|(?P<hyphen>\s+-{1,2}\s+)"
    rf"|(?P<tight>(?<=[{_HAN}）)])-|-(?=[{_HAN}]|https?:))"
    r"|(?P<slash>\s+/\s+|／)|(?P<dot>\s+[·•]\s+)"
    rf"|(?P<semicolon>\s*[；;]\s*)|(?P<stop>。\s*|(?<=[a-z)\d])\.\s+(?=[A-Z]))"
    rf"|(?P<colon>\s*[：∶]\s*|:(?:\s+|(?=[{_HAN}])))|(?P<comma>\s*，\s*|,\s+(?!{_FORM})|,(?=[{_HAN}]))"
    rf"|(?P<under>(?<=[{_HAN}])_|_(?=[{_HAN}]))"
    rf"|(?P<wide>[ \u3000]{{2,}}|\u3000)|(?P<space>(?<=[{_HAN}）)]) | (?=[{_HAN}]|https?://)))"
)
#: The marks in the order in which they are tried: what parts more is tried before what parts less, and what texts
#: have anyway comes last.
MARKS: Final = (
    "line", "bar", "tab", "arrow", "dash", "hyphen", "slash", "dot", "tight", "under", "wide", "semicolon", "stop",
    "colon", "comma", "space",
)  # fmt: skip
#: Marks that every text has: what they part is a list only where its values say so.
WEAK: Final = frozenset({"stop", "comma", "space", "semicolon", "tight"})
#: The kinds of brackets, as marks; those that are written otherwise count as one of them.
BRACKETS: Final = ("《", "【", "[", "（")
_AS: Final = {"(": "（", "「": "《", "『": "《"}
_DEEPEST = 6
#: Marks of an entry at the most: more are a text, or were written to be slow to read.
_MOST_MARKS = 48
#: What may stand around a part, and behind one, and is none of it.
_AROUND = " \t\u3000\n*_`|｜│"
_BEHIND = f"{_AROUND}。；;，,"

Span = tuple[int, int]


class _Found(NamedTuple):
    start: int
    end: int
    depth: int


class MarkedLine:
    """A line with its marks, found once; what is parted is given as spans of its text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._by_kind: dict[str, list[_Found]] = {}
        self._brackets: dict[tuple[str, int], list[tuple[int, int]]] = {}
        """The pairs of brackets by their kind and how deep they stand, each with the offsets of both."""
        opened: list[int] = []
        for number, found in enumerate(_MARK.finditer(text)):
            if number == _MOST_MARKS:
                self._by_kind, self._brackets = {}, {}
                break
            kind = found.lastgroup or ""
            if kind == "open":
                opened.append(found.start())
            elif kind == "close":
                if opened:
                    begin = opened.pop()
                    bracket = _AS.get(text[begin], text[begin])
                    if len(opened) < _DEEPEST:
                        self._brackets.setdefault((bracket, len(opened)), []).append((begin, found.start()))
            else:
                self._by_kind.setdefault(kind, []).append(_Found(found.start(), found.end(), len(opened)))
        if opened and self._by_kind:
            # A bracket that nothing closes parts nothing, and what stands behind it stands in none.
            self._by_kind = {kind: [mark._replace(depth=0) for mark in marks] for kind, marks in self._by_kind.items()}
            self._brackets = {}
        #: The marks that stand anywhere in the line, and the kinds of its brackets.
        self.kinds = frozenset((*self._by_kind, *(bracket for bracket, _ in self._brackets)))

    @property
    def whole(self) -> Span:
        """All of the line."""
        return self.trimmed(0, len(self.text))

    def trimmed(self, start: int, end: int) -> Span:
        """A span without the spaces and the stops around it."""
        while start < end and self.text[start] in _AROUND:
            start += 1
        while end > start and self.text[end - 1] in _BEHIND:
            end -= 1
        return start, end

    def parts(self, span: Span, kind: str) -> list[Span]:
        """The parts of a span between its marks of a kind that stand in no bracket inside it.

        Those that brackets make are what stands before the last one, in it, and behind it.
        """
        if kind in BRACKETS:
            return self._bracketed(span, kind) or [span]
        marks = self._inside(self._by_kind.get(kind, ()), span)
        depth = self._depth(span)
        ends = [(mark.start, mark.end) for mark in marks if mark.depth == depth]
        edges = [span[0], *(edge for pair in ends for edge in pair), span[1]]
        parts = [self.trimmed(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
        while parts and parts[-1][0] == parts[-1][1]:
            parts.pop()
        return parts

    def _bracketed(self, span: Span, kind: str) -> list[Span]:
        # The last one, as a name or a company may have one of its own before it: "白鹭（中国）有限公司（白鹭SDK）".
        pairs = self._brackets.get((kind, self._depth(span)), [])
        index = bisect_left(pairs, (span[1], -1)) - 1
        if index < 0 or pairs[index][0] < span[0] or pairs[index][1] >= span[1]:
            return []
        begin, end = pairs[index]
        return [self.trimmed(span[0], begin), self.trimmed(begin + 1, end), self.trimmed(end + 1, span[1])]

    def _depth(self, span: Span) -> int:
        """How many brackets a span stands in."""
        return sum(any(begin < span[0] and span[1] <= end for begin, end in pairs) for pairs in self._brackets.values())

    @staticmethod
    def _inside(marks: Sequence[_Found], span: Span) -> Sequence[_Found]:
        first = bisect_left(marks, span[0], key=lambda mark: mark.start)
        last = bisect_left(marks, span[1], key=lambda mark: mark.start)
        return marks[first:last]
