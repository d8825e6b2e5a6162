"""The grammar of English statements: the verb, what follows it as its object, with whom, for what and when.

Works on the normalised view of one sentence (lower case, single spaces). Lists are read item by item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from appaudit.model.expression import Expression
from appaudit.model.words import Polarity
from appaudit.policy.grammar.acts import NOT_FOLLOWED, Act, Part

_STOP = Expression(
    r"[;:()\[\]]|(?:,\s*)?\b(?:when(?:ever)?|if|unless|except|in order|so that|because|while|before|after|until|where"
    r"|pursuant|based on|as (?:described|set out|required|part|necessary)|(?<!related )(?<!relating )to"
    r"|for (?!example)|from|with(?!out)|through|via|upon|under|during|without|but|which|who|that (?:are|is|we|they)"
    r"|is|are|will|may|can|we (?:may|do|will|also|use|collect|share)|you (?:may|can))\b"
)
_TO_RECIPIENT = Expression(
    r"\b(?:with|to|among|by) (?=(?:(?:our|any|other|the|certain|these|those|such|some|trusted|selected|authori[sz]ed"
    r"|unaffiliated|external|all)[ ,]+)*[a-z&'’ -]{0,40}?)"
)
_RECIPIENT_STOP = Expression(
    r"[;:.()\[\]]|,? (?:for|when(?:ever)?|if|unless|except|in order|so that|who|which|that|to|without|as|under|in|on"
    r"|with|where)\b"
)
_PURPOSE = Expression(
    r"\b(?:in order to|so that|so as to|to (?=[a-z]+)|for (?:the )?purposes? of|for (?!example|instance))"
)
_NOT_PURPOSE = Expression(r"to (?:third|our|your|the|any|other|us|you|them|a|an|collect|share|be|do)\b")
_CONDITION = Expression(
    r"\b(?:if|when(?:ever)?|unless|where (?:required|permitted|necessary)|with your (?:prior |explicit |separate )?"
    r"(?:consent|permission)|without your (?:prior |explicit )?(?:consent|permission)|except|provided that|after you"
    r"|subject to|as required by|upon your)\b"
)
_CLAUSE_END = Expression(r"[,;.]")
_DENIAL = Expression(
    r"\b(?:do not|does not|don't|doesn't|did not|will not|won't|never|cannot|can not|can't|shall not|must not|may not"
    r"|would not|neither|nor|no longer|are not|is not|not)\b(?! (?:only|limited))"
)
_EXCEPTION = Expression(
    r"\b(?:unless|except|without your|other than|save (?:for|as)|only (?:if|when|with|in)|aside from|apart from)\b"
)
_TAKES_BACK = Expression(r"^\W*(?:however|except|but|unless|the exceptions?)\b")
_SPLIT = Expression(
    r",? (?:and/or|and|or|nor|as well as) |, ?(?:including(?: but not limited to)?|such as|for example|e\.g\.,?) |, ?"
)
_INCLUDING = Expression(
    r"\b(?:including(?: but not limited to|, without limitation,?)?|such as|for example,?|e\.g\.,?)"
)
#: What the name of a thing does not hold.
_SAYS = Expression(r"\b(?:we|you|will|may|must|is|are|can|please|need|should|shall|has|have)\b")
_LEAD = Expression(
    r"^(?:[\s“'\"*•-]|(?:and|or|nor|no|neither|only|also|the|a|an|your|any|certain|some|other|following|such|these|this|that|all|both"
    r"|about you|information about|details? of|data about|specific|additional|you provide|of your|of|about|including"
    r"|us)\b[ ,]*)++"
)
_TAIL = Expression(r"(?:[\s,.“'\"*-]|\b(?:and|or|etc|about you|of yours|you provide to us|you provide))+$")
_SUBJECT = Expression(
    r"\b(?:we|our (?:app|service|partners|service providers|affiliates|company)|us|the (?:app|company|sdk|service)|"
    r"third[- ]part(?:y|ies)(?: [a-z]+)?|service providers|partners|affiliates|advertisers|sdks?|they|it|you)\b"
)
#: Words such as "with" and "to" after a verb that are tried for whom they name; in real sentences the first few do.
_MAX_TRIES = 20


class EnglishGrammar:
    """The expressions that the word lists of the lexicon make."""

    def __init__(self, words: Mapping[str, str]) -> None:
        collect, share, give = words["m_collect"], words["m_share"], words["m_give"]
        verb = rf"(?:(?P<collect>{collect})|(?P<share>{share})|(?P<give>{give}))"
        self.verb = Expression(rf"\b{verb}\b")
        self.verbs = Expression(
            rf"\b(?:{collect}|{share}|{give})(?:(?:,? and |,? or |, )(?:{collect}|{share}|{give}))*\b"
        )
        self.names_data = Expression(rf"\b{words['m_data']}\b")
        self.names_recipient = Expression(rf"\b{words['m_recipient']}\b")
        # Finds wherever `names_recipient` finds in any part of a text: a part ends where a word may go on.
        self.may_be_recipient = Expression(NOT_FOLLOWED.sub("", words["m_recipient"]))
        # No act is without data, a recipient, or words that point to what follows.
        data = NOT_FOLLOWED.sub("", words["m_data"])
        self.promising = Expression(rf"{data}|{self.may_be_recipient.pattern}|following")

    def acts(self, text: str) -> list[Act]:
        """Every act of one sentence, in order."""
        if not self.promising.search(text):
            return []
        acts: list[Act] = []
        reached = 0
        for group in self.verbs.finditer(text):
            if group.start() < reached:
                continue
            for act in self._acts(text, group):
                acts.append(act)
                reached = max([group.end(), *(part.end for part in act.data)])
        purposes, conditions = self._purposes(text, acts), self._conditions(text)
        for act in acts:
            act.purposes, act.conditions = purposes, conditions
        return acts

    def things(self, text: str) -> list[Part]:
        """The data that an item of a list or a cell names: what stands before its first stop, and its examples."""
        if _SAYS.search(text):
            return []
        found = _INCLUDING.search(text)
        if found is not None:
            return [*self._data(text, 0, self._stop(text, 0, found.start())), *self._data(text, found.end(), len(text))]
        return self._data(text, 0, self._stop(text, 0, len(text)))

    def takes_back(self, text: str) -> bool:
        """Whether a sentence makes exceptions to the denial before it."""
        return _TAKES_BACK.match(text) is not None

    def _acts(self, text: str, group: re.Match[str]) -> Iterator[Act]:
        left = text[max(0, group.start() - 60) : group.start()]
        if re.search(r"\b(?:the|this|such|your|our|how|of|data|information) $", left):
            return
        handler = self._handler(text, group.start())
        is_user = handler is not None and text[handler.start : handler.end] == "you"
        passive = re.search(r"\b(?:is|are|be|been|being|was|were)(?: not| also| only| never)* $", left)
        data = self._topic(text, group.start()) if passive else self._objects(text, group.end())
        recipients = self._recipients(text, group.end())
        polarity = self._polarity(text, group.start())
        if polarity == "affirm" and re.match(r"[^.,;]{0,20}\b(?:no|neither|none of)\b", text[group.end() :]):
            # "we collect no personal information"
            polarity = "except" if _EXCEPTION.search(text) else "deny"
        is_open = re.match(r"[^.;]{0,40}\bfollowing\b", text[group.end() :]) is not None
        for found in self.verb.finditer(text, group.start(), group.end()):
            kind = found.lastgroup or ""
            if kind == "give" and not is_user:
                continue
            if not (data or is_open or (kind == "share" and recipients)):
                continue
            yield Act(
                kind="collect" if kind == "collect" else "share",
                action="collect" if kind == "collect" or is_user else "share",
                verb=Part(found.start(), found.end(), "collect" if kind == "collect" else "share"),
                polarity=polarity,
                handler=handler,
                data=data,
                recipients=[] if kind == "collect" else recipients,
                is_open=is_open or text.rstrip().endswith(":"),
            )

    def _handler(self, text: str, position: int) -> Part | None:
        subjects = [found.span() for found in _SUBJECT.finditer(text, max(0, position - 80), position)]
        return Part(*subjects[-1], "handler") if subjects else None

    def _polarity(self, text: str, position: int) -> Polarity:
        start = max(
            (found.end() for found in re.finditer(r"[;.]|, (?:but|and we|however)", text[:position])), default=0
        )
        if not _DENIAL.search(text, start, position):
            return "affirm"
        return "except" if _EXCEPTION.search(text) else "deny"

    def _stop(self, text: str, start: int, end: int) -> int:
        found = _STOP.search(text, start, end)
        return found.start() if found else end

    def _objects(self, text: str, start: int) -> list[Part]:
        joined = re.compile(r"(?: us with\b| us\b| with [^,.;]{3,60}?)?(?: the following[^:]*:)?").match(text, start)
        begin = joined.end() if joined else start
        if joined and joined.group() and not self.names_data.search(text[begin : begin + 40]):
            begin = start
        parts = self._data(text, begin, self._stop(text, begin, len(text)))
        for found in _INCLUDING.finditer(text, begin):
            if parts and found.start() <= parts[-1].end + 4:
                parts.extend(self._data(text, found.end(), self._stop(text, found.end(), len(text))))
        return sorted(set(parts))

    def _topic(self, text: str, position: int) -> list[Part]:
        start = max((found.end() for found in re.finditer(r"[;:.]|, ", text[:position])), default=0)
        end = re.compile(r"\b(?:is|are|may|will|can|shall|must|was|were|has|have)\b").search(text, start, position)
        return self._data(text, start, end.start() if end else position)

    def _recipients(self, text: str, start: int) -> list[Part]:
        for number, found in enumerate(islice(_TO_RECIPIENT.finditer(text, start), _MAX_TRIES)):
            if number == 1 and not self.may_be_recipient.search(text, found.end()):
                break
            stop = _RECIPIENT_STOP.search(text, found.end())
            end = stop.start() if stop else len(text)
            parts = []
            for first, last in _pieces(text, found.end(), end):
                if self.names_recipient.search(text, first, last):
                    parts.append(Part(first, last, "recipient"))
            if parts:
                return parts
        return []

    def _data(self, text: str, start: int, end: int) -> list[Part]:
        return [
            Part(first, last, "data")
            for first, last in _pieces(text, start, end)
            if self.names_data.search(text, first, last)
        ]

    def _purposes(self, text: str, acts: list[Act]) -> list[Part]:
        after = max((part.end for act in acts for part in (act.verb, *act.data, *act.recipients)), default=0)
        for found in _PURPOSE.finditer(text, after):
            if not _NOT_PURPOSE.match(text, found.start()):
                end = _CONDITION.search(text, found.end())
                finish = end.start() if end else len(text.rstrip(" .;:"))
                return [Part(found.start(), len(text[:finish].rstrip(" ,.;:")), "purpose")]
        return []

    def _conditions(self, text: str) -> list[Part]:
        parts = []
        for found in _CONDITION.finditer(text):
            end = _CLAUSE_END.search(text, found.end())
            parts.append(Part(found.start(), end.start() if end else len(text), "condition"))
        return parts


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for found in [*_SPLIT.finditer(text, start, end), None]:
        first, last = position, found.start() if found else end
        position = found.end() if found else end
        piece = text[first:last]
        lead = _LEAD.match(piece)
        begin = lead.end() if lead else 0
        tail = _TAIL.search(piece, begin)
        finish = tail.start() if tail else len(piece)
        if finish - begin > 1:
            yield first + begin, first + finish
