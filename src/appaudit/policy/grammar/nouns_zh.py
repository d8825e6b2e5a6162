"""Noun phrases of Chinese statements: the data and the recipients that a stretch of text names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from appaudit.model.expression import Expression
from appaudit.policy.grammar.acts import NOT_FOLLOWED, Part
from appaudit.policy.grammar.phrases_zh import Phrases

_BROKEN = re.compile(r"\x00+、")
_HIDDEN = re.compile(r"\x00{3,}")
#: What is longer than this in a list of recipients is no name.
_LONGEST_NAME = 16
#: Of a longer part of a text it is asked first whether anything in it may be data.
_LONG = 100


class NounPhrases:
    """Finds names of data and of recipients with the word lists of the lexicon."""

    def __init__(self, words: Mapping[str, str], phrases: Phrases, subject: Expression) -> None:
        self.zh = phrases
        self.subject = subject
        self.names_data = Expression(words["m_data"])
        self.general = Expression(words["m_data_general"])
        self.names_recipient = Expression(words["m_recipient"])
        # Finds all that `names_data` finds in any part of a text: where a part ends nothing follows any more.
        lenient = NOT_FOLLOWED.sub("", words["m_data"])
        self._may_be_data = Expression(rf"{lenient}|\x00")
        # The verbs of a sentence ask one after the other.
        self._places = lru_cache(maxsize=2)(self._places_of_data)

    def things(self, text: str) -> list[Part]:
        """The data that a sentence without an act names: an item of a list, a name before a colon, examples."""
        masked = self.zh.masked(text)
        parts: list[Part] = []
        if not self._may_be_data.search(masked) or self.zh.defines.search(masked):
            return parts
        for found in self.zh.clause.finditer(masked):
            start, end = found.span()
            if self.zh.field.fullmatch(masked, start, end):
                continue
            lead = self.zh.item_lead.match(masked, start, end)
            start = lead.end() if lead else start
            example = self.zh.example.match(masked, start, end) or self.zh.example_inside.search(masked, start, end)
            if example is not None:
                parts.extend(self.data(masked, start, example.start(), text) if example.start() > start + 1 else [])
                start = example.end()
            span = _stripped(masked, start, end, self.zh.data_lead, self.zh.data_tail)
            if span is None or self.subject.search(masked, *span) or self.zh.no_thing.search(masked, *span):
                continue
            if self.ends_with_data(masked[span[0] : span[1]]):
                parts.extend(self.data(masked, start, end, text))
        return sorted(set(parts))

    def data(self, masked: str, start: int, end: int, text: str = "") -> list[Part]:
        """The data that a noun phrase names, one span for a list with 、 and one for each thing joined by 和."""
        parts: list[Part] = []
        if not self.may_name_data(masked, start, end):
            return parts
        for first, last in self._joined(masked, list(_pieces(masked, start, end, self.zh.split))):
            span = _stripped(masked, first, last, self.zh.data_lead, self.zh.data_tail)
            if span is None or self.zh.pointer.fullmatch(masked, *span):
                continue
            parts.extend(
                Part(*self._head(masked, *piece), "data")
                for piece in _between_brackets(masked, *span)
                if self.names_data.search(masked, *piece)
            )
        if text:
            for hidden in re.finditer(r"\x00+", masked[start:end]):
                first, last = start + hidden.start(), start + hidden.end()
                example = self.zh.example.match(text, first + 1, last)
                begin = example.end() if example is not None else first + 1
                if not self.subject.search(text, begin, last) and (
                    example is not None or self._is_name(text, begin, last - 1)
                ):
                    parts.extend(self.data(text, begin, last - 1))
        return sorted(set(parts))

    def may_name_data(self, masked: str, start: int, end: int) -> bool:
        """False where a long part of a text names nothing, known without reading it again for each verb before it."""
        if end - start <= _LONG:
            return True
        starts, ends = self._places(masked)
        following = bisect_right(ends, start)
        return following < len(ends) and starts[following] < end

    def _places_of_data(self, masked: str) -> tuple[Sequence[int], Sequence[int]]:
        spans = [found.span() for found in self._may_be_data.finditer(masked)]
        return [start for start, _ in spans], [end for _, end in spans]

    def ends_with_data(self, text: str) -> bool:
        """Whether a text ends with a word that names data."""
        return any(found.end() == len(text) for found in self.names_data.finditer(text))

    def _is_name(self, text: str, start: int, end: int) -> bool:
        """Whether what stands in brackets is another name of data: （IMEI）, and not （不含IMEI）."""
        return self.ends_with_data(text[start:end]) and not self.zh.no_thing.search(text, start, end)

    def _joined(self, masked: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Pieces with those put together that 和 joins inside one name: 访问日期和时间, 去标识化或匿名化的数据."""
        result: list[tuple[int, int]] = []
        held = -1
        for number, (opening, last) in enumerate(pieces):
            first, held = (held, -1) if held >= 0 else (opening, -1)
            if result:
                begin, finish = result[-1]
                left = masked[begin:finish].rpartition("、")[2]
                right = masked[first:last].partition("、")[0]
                if (
                    number + 1 < len(pieces)
                    and self.names_data.search(left)
                    and not self.names_data.search(masked, first, last)
                    and not self.zh.dependent.fullmatch(right)
                ):
                    held = first  # "身份证信息以及基本注册或登录信息": 基本注册 belongs to what follows
                    continue
                if (
                    not self.names_data.search(left)
                    or not self.names_data.search(right)
                    or self.zh.dependent.fullmatch(right)
                ):
                    result[-1] = (begin, last)
                    continue
            result.append((first, last))
        return result

    def _head(self, masked: str, start: int, end: int) -> tuple[int, int]:
        """A noun phrase without the clause before its last 的, where what stays names data by itself."""
        position = masked.rfind("的", start, end)
        if position < 0:
            return start, end
        head = masked[position + 1 : end]
        if self.zh.whose.fullmatch(masked, start, position):
            return position + 1, end
        if self.zh.personal_data.fullmatch(head) and not self.zh.made_anonymous.search(masked, start, position):
            return position + 1, end
        if "、" in masked[start:position] or not self.names_data.search(head) or self.general.fullmatch(head):
            return start, end
        # "关注的账号" is one thing; of "您在第三方平台注册时使用的头像" only the last word is.
        return (position + 1, end) if len(head) > 2 or position - start > 6 else (start, end)

    def _ends_with_recipient(self, masked: str, start: int, end: int) -> bool:
        return any(found.end() == end for found in self.names_recipient.finditer(masked, start, end))

    def recipients(self, masked: str, start: int, end: int) -> list[Part]:
        """The recipients that a noun phrase names, one by one."""
        if masked[start:end].strip(" *\x00") == "其":
            return [Part(start, start + 1, "recipient")]
        excepted = self.zh.recipient_excepted.match(masked, start, end)
        start = excepted.end() if excepted is not None else start
        parts = []
        held = -1
        for first, last in _pieces(masked, start, end, self.zh.recipient_split):
            span = _stripped(masked, first if held < 0 else held, last, self.zh.recipient_lead, self.zh.recipient_tail)
            # "提供广告、分析服务的合作伙伴": what names nobody by itself belongs to what follows.
            if span is None or not self._ends_with_recipient(masked, *span):
                held = held if held >= 0 else first
                continue
            held = -1
            parts.append(Part(*span, "recipient"))
        return parts

    def in_brackets(self, text: str, masked: str, parts: Sequence[Part]) -> Iterator[Part]:
        """The names that stand in brackets behind recipients: 制造商（华为、小米）, and not （简称“合作方”）."""
        for part in parts:
            hidden = _HIDDEN.match(masked, part.end)
            if hidden is None or self.zh.no_names.search(text, hidden.start() + 1, hidden.end() - 1):
                continue
            example = self.zh.example.match(text, hidden.start() + 1, hidden.end() - 1)
            start = example.end() if example is not None else hidden.start() + 1
            pieces = self._whole_names(text, start, hidden.end() - 1)
            if len(pieces) < 2 and example is None:
                continue
            for first, last in pieces:
                span = _stripped(text, first, last, self.zh.recipient_lead, self.zh.recipient_tail)
                if span is not None and span[1] - span[0] <= _LONGEST_NAME:
                    yield Part(*span, "recipient")

    def _whole_names(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The names of a list; what 和 joins is one where only its end names somebody: 深圳市和风有限公司."""
        names: list[tuple[int, int]] = []
        for first, last in _pieces(text, start, end, self.zh.recipient_split):
            if (
                names
                and text[names[-1][1] : first] != "、"
                and self._ends_with_recipient(text, first, last)
                and not self._ends_with_recipient(text, *names[-1])
            ):
                names[-1] = (names[-1][0], last)
            else:
                names.append((first, last))
        return names


def _pieces(masked: str, start: int, end: int, split: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    position = start
    for found in split.finditer(masked, start, end):
        yield position, found.start()
        position = found.end()
    yield position, end


def _between_brackets(masked: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A list in parts where brackets break it: 识别码（IMEI）、硬件地址 names two things."""
    position = start
    for hidden in _BROKEN.finditer(masked, start, end):
        if hidden.end() < end:
            # What is left out may have stood behind a space, which is no part of the name before it.
            yield position, position + len(masked[position : hidden.start()].rstrip())
            position = hidden.end()
    yield position, end


def _stripped(
    masked: str, start: int, end: int, lead: re.Pattern[str], tail: re.Pattern[str]
) -> tuple[int, int] | None:
    piece = masked[start:end]
    found = lead.match(piece)
    begin = found.end() if found else 0
    ending = tail.search(piece, begin)
    finish = ending.start() if ending else len(piece)
    while begin < finish and (piece[begin].isspace() or piece[begin] in "\x00*“】【"):
        begin += 1
    return (start + begin, start + finish) if finish - begin > 1 else None
