"""The grammar of Chinese statements: clauses, the act in each, what it acts on, towards whom, why and when.

Works on the normalised view of one sentence. Brackets are read apart from the text around them. A clause that only
gives a condition or a purpose holds no act; a verb before 的 describes a noun and is no act either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.model.words import Polarity, SpanKind, StatedAction
from appaudit.policy.grammar.acts import Act, Part
from appaudit.policy.grammar.nouns_zh import NounPhrases
from appaudit.policy.grammar.phrases_zh import HIDDEN, Phrases

#: Groups of verbs that are read in one sentence: the most in any of the corpora is twenty (2026-11-25), and each may
#: ask for all of the sentence.
_MAX_VERBS = 100
#: Groups of verbs, and characters, in what may be one object.
_MAX_VERBS_IN_OBJECT, _LONGEST_OBJECT = 20, 500
#: What joins a verb to the one before it has fewer characters.
_LONGEST_JOINT = 40
#: Clauses back in which an object may begin that the verb's own clause ends.
_MAX_CLAUSES_TAKEN = 3


@record(kw_only=False, frozen=False)
class _Clause:
    """A clause of a sentence: where it stands, and where its main part is."""

    start: int
    end: int
    mark: str
    main: int
    main_end: int
    purposes: list[Part]
    conditions: list[Part]


class ChineseGrammar:
    """The expressions that the word lists and the forms of the lexicon make."""

    def __init__(self, words: Mapping[str, str], forms: Mapping[str, str]) -> None:
        self.zh = Phrases(forms)
        self.collect = _listed(words["m_collect"])
        self.collect_strong = _listed(words["m_collect_strong"])
        self.share = _listed(words["m_share"])
        self.share_strong = _listed(words["m_share_strong"])
        self.give = _listed(words["m_give"])
        self.strong = self.collect_strong | self.share_strong
        verbs = "|".join(sorted(self.collect | self.share | self.give, key=lambda verb: (-len(verb), verb)))
        self.verbs = Expression(rf"(?:{verbs})(?:{words['verb_joint']}(?:{verbs}))*")
        self.verb = Expression(verbs)
        self.subject = Expression(words["m_subject"] + rf"(?!的|所|与|和)(?={words['modal']}|{verbs})")
        # "在下列情况下使用您的": the main part begins with the verb.
        self.condition_end = Expression(
            rf"(?<=[时后前中内下外来的则定求约明])(?=(?:公开|对外|合理|才|再|方可|向[^，]{{2,12}})?(?:{verbs})"
            rf"(?:(?:、|和|或|并|与|及)(?:公开)?(?:{verbs}))*"
            rf"{words['acts_on']})|{words['main_begins'].replace('<verb>', f'(?:{verbs})')}"
        )
        gives = "|".join(sorted(self.give, key=lambda verb: (-len(verb), verb)))
        self.user = Expression(
            rf"(?<![向为给与对]){words['m_user']}{words['obliged']}*(?=(?:向[^，]{{1,12}})?(?:{gives}))"
        )
        self.nouns = NounPhrases(words, self.zh, self.subject)
        # No act is without data, a recipient, a verb that needs neither, or words that point to what follows.
        strong = "|".join(sorted(self.strong))
        self.promising = Expression(
            rf"{words['m_data']}|{words['m_recipient']}|{strong}|：|{forms['listed']}|{forms['pointing']}"
        )

    # ---- sentences ----

    def acts(self, text: str) -> list[Act]:
        """Every act of one sentence, in order."""
        if not self.verb.search(text) or not self.promising.search(text):
            return []
        masked = self.zh.masked(text)
        if self.zh.defines.search(masked) and not self.subject.search(masked):
            return []
        clauses = self._clauses(masked)
        purposes = [part for clause in clauses for part in clause.purposes]
        conditions = [part for clause in clauses for part in clause.conditions]
        acts: list[Act] = []
        reached = 0
        for index, found in islice(self._verbs_of(masked, clauses), _MAX_VERBS):
            if found.start() < reached:
                continue
            for act in self._acts(text, masked, clauses, index, found):
                acts.append(act)
                reached = max([found.end(), *(part.end for part in act.data)])
        for act in acts:
            act.purposes = purposes
            act.conditions = conditions
        for hidden in re.finditer(r"\x00{14,}", masked):
            inner = text[hidden.start() + 1 : hidden.end() - 1]
            if self.subject.search(inner):
                acts.extend(act.moved(hidden.start() + 1) for act in self.acts(inner))
        return acts

    def _verbs_of(self, masked: str, clauses: Sequence[_Clause]) -> Iterator[tuple[int, re.Match[str]]]:
        """The groups of verbs in the main parts of the clauses, each with the number of its clause."""
        for index, clause in enumerate(clauses):
            for found in self.verbs.finditer(masked, clause.main, clause.main_end):
                yield index, found

    def _clauses(self, masked: str) -> list[_Clause]:
        clauses = []
        for found in self.zh.clause.finditer(masked):
            start, end = found.span()
            clause = _Clause(start, end, masked[end : end + 1], start, end, [], [])
            opened = self.zh.condition.match(masked, start, end)
            kind: SpanKind = "condition"
            into = clause.conditions
            if opened is None:
                opened = self.zh.purpose.match(masked, start, end)
                kind, into = "purpose", clause.purposes
            if opened is not None:
                cut = self._cut(masked, opened, end)
                into.append(_trimmed(masked, opened.start(1), cut, kind))
                clause.main = cut
            inline = self.zh.inline_purpose.search(masked, clause.main + 1, end)
            if inline is not None:
                clause.purposes.append(_trimmed(masked, inline.start(), end, "purpose"))
                clause.main_end = inline.start()
            clauses.append(clause)
        return clauses

    def _cut(self, masked: str, opened: re.Match[str], end: int) -> int:
        """Where the main part of a clause begins that opens with a condition or a purpose."""
        patterns = (self.subject, self.user, self.condition_end)
        if self.zh.whole.match(masked[opened.start(1) : end]):
            return end
        found = [cut for pattern in patterns for cut in pattern.finditer(masked, opened.end(), end)]
        if self.zh.supposing.match(opened[1]):
            # "如果您同意我们收集…": who acts in a supposition is no sign that it is over.
            found = [cut for cut in found if self.zh.closes.search(masked, opened.end(), cut.start())]
        return min((cut.start() for cut in found), default=end)

    def things(self, text: str) -> list[Part]:
        """The data that a sentence without an act names."""
        return self.nouns.things(text)

    def takes_back(self, text: str) -> bool:
        """Whether a sentence makes exceptions to the denial before it."""
        return self.zh.takes_back.match(text) is not None

    # ---- acts ----

    def _acts(
        self, text: str, masked: str, clauses: Sequence[_Clause], index: int, group: re.Match[str]
    ) -> Iterator[Act]:
        clause = clauses[index]
        left = masked[clause.main : group.start()]
        after = masked[group.end() : clause.main_end]
        related = self._related(masked, clause, group)
        if related is not None:
            yield related
            return
        taken, first = self._taken(text, masked, clause, group.start()), index
        if not taken and self.zh.given_to.match(after):
            taken, first = self._taken_before(text, masked, clauses, index, group.start())
        if self.zh.no_act_after.match(after) or self.zh.no_act_ever.search(left):
            return
        if self.zh.requires.search(left):
            return
        if after.startswith("的") and self.zh.taken.search(left):
            return  # "将收集的您的信息共享给他人": the act is the other verb
        if taken and self.zh.attribute.match(after):
            return
        if (
            self.zh.no_act_before.search(left)
            and (not taken or left.endswith(("经", "的")))
            and not after.startswith(("您的", "用户的"))
        ):
            return
        if self._is_label(masked, clauses, index, left, after) or self.zh.advice.search(masked, 0, group.end()):
            return
        listed = self.zh.listed.match(after)
        opening = listed or self.zh.got.match(after)
        start = group.end() + (opening.end() if opening else 0)
        recipients = self._recipients(masked, clause, group)
        recipients.extend(self.nouns.in_brackets(text, masked, recipients))
        is_handed = group.group() not in self.collect and self.zh.given_to.match(after) is not None
        data = taken if taken or is_handed else self._objects(text, masked, clauses, index, start)
        if not data and recipients:
            data = self._topic(masked, clause)
        verbs = self._verbs(group)
        user = self._user(masked, clauses, index, group.start())
        is_served = user is None and self.zh.to_user.search(left) is not None
        if user is not None and not recipients:
            recipients = self._operator_named(masked, clause, group.start())
        handler = user or self._handler(masked, clauses, index, group.start())
        # "可能需提供您的联系方式": the user hands over, although nobody is named.
        is_asked = not recipients and bool(self.zh.needed.search(left)) and not self.subject.search(left)
        polarity = self._polarity(masked, clauses, first, group.start())
        for verb, position, last in verbs:
            kind = self._kind(verb, is_user=user is not None or is_asked, has_recipient=bool(recipients))
            if is_served and kind == "share":
                continue
            if self._is_own(verb, kind, masked[clause.start : group.start()], after):
                continue
            if verb == "泄露" and polarity == "affirm":
                continue
            is_open = listed is not None or self.zh.points.match(after) is not None
            if not kind or not (data or is_open or self._stands_alone(verb, kind, after, recipients)):
                continue
            is_bound = bool(taken or recipients or user or (is_asked and verb in self.give))
            if verb not in self.strong and not self._is_act(
                after, is_bound=is_bound, is_given=user is not None or is_asked
            ):
                continue
            yield Act(
                kind=kind,
                action="collect" if kind == "collect" or user is not None or is_asked else "share",
                verb=Part(position, last, kind),
                polarity=polarity,
                handler=handler,
                data=[part for part in data if not self.zh.pronoun.fullmatch(masked, part.start, part.end)],
                recipients=recipients if kind == "share" else [],
                is_open=is_open or not data or clause.mark == "：",
            )

    def _polarity(self, masked: str, clauses: Sequence[_Clause], index: int, position: int) -> Polarity:
        start = clauses[index].start
        if index and self.zh.taken.match(masked, start):
            # "我们不会在约定的情形之外，将您的信息提供给他人": the denial governs the clause that follows.
            before = clauses[index - 1]
            start = start if self.verbs.search(masked, before.start, before.end) else before.start
        left = self.zh.not_denied.sub(lambda found: HIDDEN * len(found.group()), masked[start:position])
        if not self.zh.denial.search(left):
            return "affirm"
        return "except" if self.zh.exception.search(masked) else "deny"

    def _verbs(self, group: re.Match[str]) -> list[tuple[str, int, int]]:
        """The verbs of a group with their places; those of one kind that 、 joins are one."""
        found: list[tuple[str, int, int]] = []
        text, start = group.group(), group.start()
        for verb in self.verb.finditer(text):
            if found and text[found[-1][2] - start : verb.start()] in ("、", ""):
                first = found[-1]
                if (first[0] in self.share) == (verb.group() in self.share):
                    found[-1] = (first[0], first[1], start + verb.end())
                    continue
            found.append((verb.group(), start + verb.start(), start + verb.end()))
        return found

    def _is_label(self, masked: str, clauses: Sequence[_Clause], index: int, left: str, after: str) -> bool:
        """Whether a clause is the name of what follows: "（2）与关联公司共享：我们会…"."""
        clause = clauses[index]
        if index and clauses[index - 1].mark == "，":
            return False  # "我们会在以下情况下，公开披露您的个人信息："
        return (
            clause.mark == "："
            and index + 1 < len(clauses)
            and clause.end - clause.start < 30
            and not self.subject.search(left)
            and not self.user.search(left)
            and not self.zh.label_goes_on.search(left + after)
        )

    def _is_own(self, verb: str, kind: StatedAction | None, left: str, after: str) -> bool:
        """Whether users act for themselves, or do not act at all, or a record is a thing."""
        own = self.zh.own.search(left)
        if own is not None and kind == "collect" and not self.subject.search(left, own.start()):
            return self.zh.lets.search(own.group()) is None
        if verb == "记录" and not self.zh.records.search(left) and not self.zh.recorded.match(after):
            return True
        return verb in self.give and self.zh.refused.search(left) is not None and not self.subject.search(left)

    def _is_act(self, after: str, *, is_bound: bool, is_given: bool) -> bool:
        """Whether a verb of many meanings is an act.

        `is_bound` says that its object or its recipient is known, `is_given` that the user hands over: what would be a
        message to the user (电子邮件) is data then.
        """
        if (not is_given and self.zh.message_after.match(after)) or (
            self.zh.product_after.match(after) and not self.zh.given_to.match(after)
        ):
            return False
        return is_bound or (self.zh.personal.match(after) is not None and not self.zh.attribute.match(after))

    def _kind(self, verb: str, *, is_user: bool, has_recipient: bool) -> StatedAction | None:
        if is_user and verb in self.give:
            return "share"
        if verb in self.share:
            return "share"
        if verb in self.collect:
            return "collect"
        return "share" if has_recipient else None

    def _stands_alone(self, verb: str, kind: StatedAction, after: str, recipients: Sequence[Part]) -> bool:
        if kind == "share" and recipients:
            return True
        strong = self.collect_strong if kind == "collect" else self.share_strong
        return verb in strong and not after.strip("*“ \x00")

    def _user(self, masked: str, clauses: Sequence[_Clause], index: int, position: int) -> Part | None:
        clause = clauses[index]
        for found in self.user.finditer(masked, clause.start, position + 2):
            if found.end() <= position <= found.end() + 16:
                return Part(found.start(), found.start() + (2 if masked[found.start()] != "您" else 1), "handler")
        # "您需要提供手机号，并设置密码": the user stays who acts.
        if index and self.zh.user_goes_on.fullmatch(masked[clause.start : position]):
            return self._user(masked, clauses, index - 1, clauses[index - 1].end) or self._gave(
                masked, clauses[index - 1]
            )
        return None

    def _gave(self, masked: str, clause: _Clause) -> Part | None:
        found = self.user.search(masked, clause.start, clause.end)
        return Part(found.start(), found.start() + 1, "handler") if found is not None else None

    def _handler(self, masked: str, clauses: Sequence[_Clause], index: int, position: int) -> Part | None:
        for clause in reversed(clauses[: index + 1]):
            found = list(self.subject.finditer(masked, clause.start, min(position, clause.end)))
            if found:
                return Part(found[-1].start(), found[-1].end(), "handler")
        return None

    def _taken(self, text: str, masked: str, clause: _Clause, position: int) -> list[Part]:
        """The object that 将 or 把 puts before the verb."""
        openings = list(self.zh.taken.finditer(masked, clause.main, position))
        if not openings:
            return []
        opened = openings[-1]
        end = position
        for found in self.zh.to.finditer(masked, opened.end(), position):
            if self.zh.joins.fullmatch(found.group()) and self.zh.to.search(masked, found.end(), position):
                continue  # "将订单号与金额与支付机构共享": the last one gives
            if found.group() != "和" or self.nouns.names_recipient.search(masked, found.end(), position):
                end = found.start()
                break
        halt = self.zh.taken_stop.search(masked, opened.end(), end)
        return self.nouns.data(masked, opened.end(), halt.start() if halt else end, text)

    def _taken_before(
        self, text: str, masked: str, clauses: Sequence[_Clause], index: int, position: int
    ) -> tuple[list[Part], int]:
        """The object that 将 opens in an earlier clause, "将您的手机号，位置信息提供给他人", and where it is opened."""
        for number in range(index - 1, max(index - _MAX_CLAUSES_TAKEN, 0) - 1, -1):
            earlier = clauses[number]
            if earlier.mark != "，":
                break
            openings = list(self.zh.taken.finditer(masked, earlier.main, earlier.main_end))
            start = openings[-1].end() if openings else earlier.main
            if self.verbs.search(masked, start, earlier.main_end):
                break
            if openings:
                parts = [clauses[each] for each in range(number + 1, index)]
                spans = [(start, earlier.main_end), *((part.main, part.main_end) for part in parts)]
                spans.append((clauses[index].main, position))
                return [data for span in spans for data in self.nouns.data(masked, *span, text)], number
        return [], index

    def _topic(self, masked: str, clause: _Clause) -> list[Part]:
        """What a clause begins with: "您的个人信息可能会与…共享"."""
        found = self.zh.topic.match(masked, clause.main, clause.main_end)
        return self.nouns.data(masked, found.start(1), found.end(1)) if found else []

    def _recipients(self, masked: str, clause: _Clause, group: re.Match[str]) -> list[Part]:
        position = group.start()
        adverb = self.zh.adverb.search(masked, clause.main, position)
        end = adverb.start() if adverb else position
        for found in self.zh.to.finditer(masked, clause.start, end):
            before = masked[clause.start : found.start()]
            if self.zh.joins_subjects.fullmatch(found.group()) and not self.zh.after_subject.search(before):
                continue
            if (
                self.zh.alongside.fullmatch(found.group())
                and group.group() in self.give
                and self.zh.by_whom.search(before)
            ):
                continue  # "由我们和合作伙伴共同提供": both give
            parts = self.nouns.recipients(masked, found.end(), end)
            if parts:
                # "将订单号与金额与支付机构共享": of what the first 与 joins, the last one gives to somebody.
                more = self.zh.to.finditer(masked, parts[0].start, parts[0].end)
                later = next((given for given in more if given.group() != "和"), None)
                return (later and self.nouns.recipients(masked, later.end(), end)) or parts
        found_after = self.zh.after_give.match(masked, group.end(), clause.main_end)
        if found_after is None and self.zh.gives_directly.search(group.group()):
            found_after = self.zh.directly.match(masked, group.end(), clause.main_end)
        if found_after is not None:
            stop = self.zh.recipient_stop.search(masked, found_after.end(), clause.main_end)
            return self.nouns.recipients(masked, found_after.end(), stop.start() if stop else clause.main_end)
        behind = self.zh.at_end.search(masked, group.end(), clause.main_end)
        return self.nouns.recipients(masked, *behind.span(behind.lastindex or 1)) if behind else []

    def _related(self, masked: str, clause: _Clause, group: re.Match[str]) -> Act | None:
        """The act of a clause that describes who receives: "我们与之共享个人信息的公司"."""
        if group.group() not in self.share or not self.zh.with_whom.search(masked, clause.main, group.start()):
            return None
        named = self.zh.thing_of.match(masked, group.end(), clause.main_end)
        recipients = self.nouns.recipients(masked, named.end(), clause.main_end) if named is not None else []
        if named is None or not recipients:
            return None
        return Act(
            kind="share",
            action="share",
            verb=Part(group.start(), group.end(), "share"),
            data=self.nouns.data(masked, *named.span(1)),
            recipients=recipients,
        )

    def _operator_named(self, masked: str, clause: _Clause, position: int) -> list[Part]:
        """Whom a user hands something to, where a name stands for the operator: 向某某提供."""
        named = list(self.zh.to_name.finditer(masked, clause.start, position))
        if not named or named[-1].end() != position or named[-1].group(1) in ("您", "用户"):
            return []
        return [Part(named[-1].start(1), named[-1].end(1), "recipient")]

    def _objects(self, text: str, masked: str, clauses: Sequence[_Clause], index: int, start: int) -> list[Part]:
        clause = clauses[index]
        if not self.nouns.may_name_data(masked, start, len(masked)):
            return []
        end = self._object_end(masked, start, clause.main_end)
        parts = self.nouns.data(masked, start, end, text)
        if not parts and end < clause.main_end and self.zh.joint_ahead.match(masked, end, clause.main_end):
            # "收集、编辑或者无偿传播您的信息": the last verb of several has the object of all.
            other = self.verbs.search(masked, end, clause.main_end)
            return self._objects(text, masked, clauses, index, other.end()) if other else []
        stopped = end < clause.main_end
        for following in clauses[index + 1 :]:
            mark = masked[following.start - 1]
            example = self.zh.example.match(masked, following.start, following.end)
            if stopped and not example:
                break
            if mark in "，：" and self.zh.example.fullmatch(masked, following.start, following.end):
                continue
            names = example is not None and self._is_list(masked, following, example.end())
            if mark not in "，：" or (following.conditions and not names):
                break
            if not (
                names
                or self.zh.continues.match(masked, following.start, following.end)
                or mark == "："
                or not parts
                or self._is_list(masked, following)
            ):
                break
            if self.subject.search(masked, following.start, following.end) or (
                following.purposes and following.main_end <= following.main
            ):
                break
            begin = example.end() if example and names else following.start
            end = self._object_end(masked, begin, following.end if names else following.main_end)
            more = self.nouns.data(masked, begin, end, text)
            if not more:
                break
            parts = [*parts, *more]
            stopped = end < following.main_end
        return parts

    def _is_list(self, masked: str, clause: _Clause, start: int = 0) -> bool:
        """Whether a clause (from `start`) is nothing but things named one after the other."""
        text = masked[start or clause.start : clause.end].rstrip("等 *“")
        text = text.removeprefix("您的") if start else text
        return (
            len(text) < 60
            and not self.subject.search(text)
            and not self.verb.match(text)
            and not self.zh.not_a_list.search(text)
            and (
                text.endswith(HIDDEN) or any(found.end() == len(text) for found in self.nouns.names_data.finditer(text))
            )
        )

    def _object_end(self, masked: str, start: int, end: int) -> int:
        end = min(end, start + _LONGEST_OBJECT)
        stop = self.zh.data_stop.search(masked, start, end)
        if stop is not None:
            end = stop.start()
        for found in islice(self.verbs.finditer(masked, start, end), _MAX_VERBS_IN_OBJECT):
            begin = max(start, found.start() - _LONGEST_JOINT)
            joint = self.zh.joint.search(masked[begin : found.start()])
            if (
                joint
                and not self.zh.attribute.match(masked, found.end(), end)
                and not self.zh.no_act_after.match(masked, found.end(), end)
                and self.zh.joint_object.match(masked[found.end() : end])
            ):
                return begin + joint.start()
        return end


def _listed(alternatives: str) -> frozenset[str]:
    return frozenset(alternatives.removeprefix("(?:").removesuffix(")").split("|"))


def _trimmed(masked: str, start: int, end: int, kind: SpanKind) -> Part:
    while end > start + 1 and masked[end - 1] in " *\x00“":
        end -= 1
    return Part(start, end, kind)
