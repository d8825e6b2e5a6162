"""What sentences anywhere in a document say goes to somebody listed: "Your location is sent to Egret".

The entry of a list says who is there; what they get may stand in the section on a function, pages away from it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.records.labelled.label_lines import Line
from appaudit.records.list_context import ListContext
from appaudit.records.record import PartyRecord
from appaudit.records.sections_told import CASE, SENTENCE, bare_line, end_of_data, included, items_below
from appaudit.records.wording.names import is_known, is_whole, own_words
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import items_of, plain

#: What stands for whom a sentence names, in the forms of the lexicon.
_PARTY = "§"
#: What joins several of them, who then get the same.
_JOINED = Expression(
    r"\s*(?:[(（](?P<inner>[^()（）]{2,80})[)）])?\s*(?:,|、|/|&|,? (?:and|or|as well as)|[和与及或])\s*(?:the )?"
)
#: What ends a name that its sentences leave out: "Egret SDK", "Egret（白鹭有限公司）", "Egret, Inc.".
_TAIL = Expression(
    r"\s*(?:[（(].*|(?<![A-Za-z])SDK|,? (?:Inc|LLC|Ltd|Limited|GmbH|Corp|B\.?V|S\.?A|PBC)\b\.?|[®™])\s*$", re.IGNORECASE
)
#: What somebody's is and goes on with: "Egret's servers", "the Egret API".
_BEHIND = Expression(
    r"(?:['’]s?(?: [a-z]+(?= [a-z]))?)?"
    r"(?: (?:own )?(?:servers?|infrastructure|APIs?|SDKs?|platform|database|services?|cloud|network)\b)?"
)
_OF_THEIRS = Expression(r"['’]s? [a-z]")
_BEHIND_OWN = Expression(
    r"['’]s? (?:[a-z]+ ){0,2}(?:servers?|infrastructure|APIs?|SDKs?|platform|database|services?|cloud|network)\b"
)
#: A further word of another name: "Egret Maps" where "Egret" is listed.
_OTHER_NAME = Expression(r" (?!SDK|API|(?:Inc|LLC|Ltd|GmbH|Corp|Limited)\b)[A-Z]\w*")
#: What stands before a sentence with a colon: "Payments: card details are entered with Egret".
_LABEL = Expression(r"^[A-Z§][^:.;,]{0,40}: (?=\S)")
#: Another name of somebody in brackets: "Egret AI (Finch)".
_ALSO = Expression(r"[(（](?P<name>[A-Z]\w+(?: [A-Z]\w+)?)[)）]$")
_SHORTEST = 2
#: What no sentence has, where none of those who are listed has a name of its own.
_NOBODY = "(?!)"
#: Lines and names that are looked through at the most, and the longest line.
_MOST_NAMES = 200
_LONGEST = 1_600
#: The longest name that a sentence may call somebody by.
_LONGEST_NAME = 40


@record(kw_only=False)
class _Mention:
    """Whom a place of a sentence names."""

    start: int
    parties: tuple[int, ...]


class _ListAbove:
    """Those of the list that stands right above a line: its entries, or the rows of a table, which is read apart."""

    def __init__(self, records: Sequence[PartyRecord]) -> None:
        self._starts = sorted((record.start, number) for number, record in enumerate(records))
        self._listed: list[int] = []
        self._is_over = True
        self._end = 0

    def then(self, line: Line) -> tuple[int, ...]:
        """Those of the list that ends above a line, which is the next of a document; empty inside of one."""
        self._go_on(self._end, line.start)
        self._end = line.end + 1
        if line.kind in ("item", "row"):
            self._go_on(line.start, self._end)
            return ()
        is_right_below = not self._is_over and line.kind == "paragraph"
        self._is_over = True
        return tuple(self._listed) if is_right_below and len(self._listed) > 1 else ()

    def _go_on(self, start: int, end: int) -> None:
        """Go on with the records that begin from one offset up to another, as a new list where the last is over."""
        first, last = (bisect_left(self._starts, (offset, 0)) for offset in (start, end))
        begun = [number for _, number in self._starts[first:last]]
        if begun:
            self._listed = begun if self._is_over else [*self._listed, *begun]
            self._is_over = False


def take_data_elsewhere(
    records: Sequence[PartyRecord], lines: Sequence[Line], context: ListContext, words: PartyWords
) -> None:
    """Give records without data what a sentence that names them says they get, wherever it stands.

    Args:
        records: The records of a document.
        lines: Its lines, in order.
        context: What its headings say of what stands below them.
        words: How sentences say who gets what.
    """
    is_needy = any(not record.value("data").strip() and not _has_column(record) for record in records)
    if not is_needy or len(records) > _MOST_NAMES:
        return
    called = _called(records, words)
    names = Expression(
        "|".join(
            rf"(?<![\w@./-]){re.escape(name)}(?![\w@-]|\.\w)" if is_latin(name) else re.escape(name)
            for name in sorted(called, key=len, reverse=True)
        )
        or _NOBODY
    )
    above = _ListAbove(records)
    carried: Sequence[_Mention] = ()
    for number, line in enumerate(lines):
        listed, last = above.then(line), carried
        carried = ()
        is_denied = line.kind == "item" and context.denies(line.start)
        if line.kind in ("heading", "row") or is_denied or len(line.text) > _LONGEST:
            continue
        is_on_all = bool(listed) and words.all_listed.match(to_simplified(line.text)) is not None
        is_meant = bool(last) and words.meant_there.search(line.text) is not None
        if names.search(line.text) is None and not (is_on_all or is_meant):
            continue
        text = bare_line(line.text)
        named: Sequence[_Mention] = (_Mention(0, listed),) if is_on_all else last if is_meant else ()
        not_kept = ""
        for sentence in filter(None, SENTENCE.split(text)):
            if "?" in sentence or "？" in sentence:
                continue  # "Is my email sent to Egret? No."
            said, mentions = _with_signs(_with_data(sentence.strip(), not_kept, words), names, called, words)
            not_kept = _not_kept(sentence, words)
            said, mentions = _meant_there(said, mentions, named, words)
            said, named = _taken_up(said, mentions, named, words.all_listed if is_on_all else words.taken_up_by)
            is_on_all = False
            for who, data in _said(said, named, lines[number + 1 :], words):
                records[who].set("data", data)
        carried = named if line.kind == "paragraph" else ()


def _called(records: Sequence[PartyRecord], words: PartyWords) -> dict[str, tuple[int, ...]]:
    """The names by which sentences may call each record, with which these are; that of two is that of neither."""
    called: dict[str, set[int]] = {}
    for number, party in enumerate(records):
        for name in _forms(_name(party), words):
            called.setdefault(name, set()).add(number)
    return {
        name: tuple(sorted(who))
        for name, who in called.items()
        if len({name_key(_name(records[number])) for number in who}) == 1 or _is_suite(name, who, records, words)
    }


def _name(party: PartyRecord) -> str:
    """Whom a record is on, who may be a company alone: the column "Processor"."""
    return party.value("name").strip() or party.value("company")


def _is_suite(name: str, who: set[int], records: Sequence[PartyRecord], words: PartyWords) -> bool:
    """Whether a name is that of a suite all of whose parts are listed, and of no company: "Egret" of "Egret Maps"."""
    begins = all(_name(records[number]).startswith(f"{name} ") for number in who)
    return begins and is_known(name, words) and words.company_brand.fullmatch(name) is None


def _has_column(party: PartyRecord) -> bool:
    """Whether a record is a row of a table that has a column for data, which says nothing there."""
    return party.layout == "table" and "data" in party.fields


def _forms(name: str, words: PartyWords) -> Iterator[str]:
    """What a sentence may call somebody: the name without its tail, and each of several words that is its own."""
    whole = _TAIL.sub("", _TAIL.sub("", plain(name)).strip()).strip()
    if not _SHORTEST <= len(whole) <= _LONGEST_NAME or not is_whole(whole) or not own_words(whole, words):
        return
    yield whole
    also = _ALSO.search(name)
    if also is not None and own_words(also["name"], words):
        yield also["name"]
    for word in whole.split(" ") if is_latin(whole) and " " in whole else ():
        if len(word) > _SHORTEST and word[0].isupper() and own_words(word, words):
            yield word


def _taken_up(
    said: str, mentions: Sequence[_Mention], before: Sequence[_Mention], subject: Expression
) -> tuple[str, Sequence[_Mention]]:
    """A sentence with a sign for what stands for those whom the one before it named, and whom it names."""
    said = CASE.sub("", said) if not mentions else said
    found = subject.match(to_simplified(said)) if before and not mentions else None
    if found is None:
        return said, mentions
    everybody = tuple(dict.fromkeys(party for mention in before for party in mention.parties))
    return f"{_PARTY}{said[found.end() :]}", (_Mention(0, everybody),)


def _meant_there(
    said: str, mentions: Sequence[_Mention], before: Sequence[_Mention], words: PartyWords
) -> tuple[str, Sequence[_Mention]]:
    """A sentence with a sign where it says "by these providers" of those whom the one before it named."""
    found = words.meant_there.search(said) if before and not mentions else None
    if found is None:
        return said, mentions
    everybody = tuple(dict.fromkeys(party for mention in before for party in mention.parties))
    return f"{said[: found.start()]}{_PARTY}{said[found.end() :]}", (_Mention(found.start(), everybody),)


def _not_kept(sentence: str, words: PartyWords) -> str:
    """What a sentence says that an app does not keep itself: "We do not store your card details"; empty for nothing."""
    found = words.not_kept.search(sentence.strip())
    return found["data"] if found is not None else ""


def _with_data(sentence: str, not_kept: str, words: PartyWords) -> str:
    """A sentence with what the one before it says is not kept, where it says of that where it goes."""
    found = words.that_goes.match(sentence) if not_kept else None
    return sentence if found is None else f"{not_kept}{sentence[found.end() :]}"


def _said(
    said: str, mentions: Sequence[_Mention], below: Sequence[Line], words: PartyWords
) -> Iterator[tuple[int, str]]:
    """Who a sentence says gets something, and what; a sign stands for each whom it names."""
    if not mentions:
        return
    starts = [mention.start for mention in mentions]
    bare = _LABEL.sub("", said)
    case = CASE.match(bare)
    # "When you pay through Egret, we receive your name" names who it is in the case.
    bare = bare[case.end() :] if case is not None and _PARTY not in case.group() else bare
    simple = to_simplified(bare)
    offset = len(said) - len(bare)
    for found in words.gets_elsewhere.finditer(simple):
        if _is_denied(simple, found, words):
            return
        at = found.start() + found.group().find(_PARTY) + offset
        mention = mentions[max(0, bisect_right(starts, at) - 1)]
        if data := _data(found, bare, below, words):
            yield from ((number, data) for number in mention.parties)


def _is_denied(said: str, found: re.Match[str], words: PartyWords) -> bool:
    """Whether a sentence denies a match, up to what is taken and by whom: "(by Egret — we never see it)" does not."""
    ends = [found.end(key) for key, value in found.groupdict().items() if value]
    end = max([*ends, found.start() + found.group().find(_PARTY) + 1])
    return words.section_denies.search(said[:end]) is not None


def _data(found: re.Match[str], text: str, below: Sequence[Line], words: PartyWords) -> str:
    """What a match says is taken, or the list below it; empty where it does not tell what that is."""
    group = next(key for key, value in found.groupdict().items() if value)
    value = text[found.start(group) : found.end(group)]
    if value.rstrip().endswith((":", "：")):
        return "、".join(items_below(below, words))
    simple = value if is_latin(value) else to_simplified(value)
    end = end_of_data(simple, words)
    data = plain(CASE.sub("", f"{value[:end]}{included(value[end:], words)}"))
    if words.follows_below.fullmatch(data):
        return "、".join(items_below(below, words))
    is_nothing = any(form.fullmatch(data) for form in (words.vague_data, words.pronoun, words.no_data_sent))
    if is_nothing and words.leads_below.search(text):
        return "、".join(items_below(below, words))
    if _PARTY in data or is_nothing or not items_of(data, words):
        return ""
    if words.section_yours.search(found.group()[: found.start(group) - found.start() + end]):
        return data
    forms = (words.data_words, words.data, words.told_item)
    return data if any(form.search(to_simplified(data)) for form in forms) else ""


def _with_signs(
    sentence: str, names: Expression, called: dict[str, tuple[int, ...]], words: PartyWords
) -> tuple[str, Sequence[_Mention]]:
    """A sentence with one sign for each place that names somebody listed, or several whom it joins."""
    parts: list[str] = []
    mentions: list[_Mention] = []
    last = length = 0
    for found in names.finditer(sentence):
        between = sentence[last : found.start()]
        who = called[found.group()]
        if between == " " and mentions and set(who) & set(mentions[-1].parties):
            # Two of their names side by side are one: "Egret Finch".
            mentions[-1] = _Mention(mentions[-1].start, who)
            last = found.end()
            continue
        if _is_of_other(sentence, found, who, called, words):
            continue
        if _OF_THEIRS.match(sentence, found.end()) and not _BEHIND_OWN.match(sentence, found.end()):
            continue  # "Egret's competitor" is somebody else
        further = _OTHER_NAME.match(sentence, found.end()) if is_latin(found.group()) else None
        behind = _BEHIND.match(sentence, further.end() if further is not None else found.end())
        joined = _JOINED.fullmatch(between) if mentions else None
        if joined is not None and not words.section_takes.search(joined["inner"] or ""):
            mentions[-1] = _Mention(mentions[-1].start, (*mentions[-1].parties, *who))
        else:
            length += len(between)
            parts += [between, _PARTY]
            mentions.append(_Mention(length, who))
            length += 1
        last = behind.end() if behind is not None else found.end()
    return "".join([*parts, sentence[last:]]), mentions


def _is_of_other(
    sentence: str, found: re.Match[str], who: tuple[int, ...], called: dict[str, tuple[int, ...]], words: PartyWords
) -> bool:
    """Whether a name goes on in that of another one: "Google Drive" where Google Maps is listed, not "Egret Mail"."""
    further = _OTHER_NAME.match(sentence, found.end()) if is_latin(found.group()) else None
    if further is None or called.get(further.group().strip()) == who:
        return False
    whole = f"{found.group()}{further.group()}"
    return words.company_brand.fullmatch(found.group()) is not None or name_key(whole) in words.known_names
