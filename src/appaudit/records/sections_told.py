"""What the sentences of an entry or a section say that somebody is for and takes, where no form of lists has told it.

"Egret Maps. Shows the way. Your location is sent to its servers." and "AdMob may collect:" with a list below it: the
sentences stand between the name and the next one, and none of them denies anything.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import begins_known, chinese_use_inside, is_known, own_words, use_inside
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import items_of, plain, strip_marks

#: Readers whose records may go on in sentences; cells and labels are whole as they stand.
_LAYOUTS = frozenset({"items", "names", "headed", "parts", "alike", "labels"})
#: Lines and characters of a section that are looked through, and items below a sentence that leads to them.
_MOST_LINES, _LONGEST = 16, 1_600
_MOST_ITEMS = 16
_LONGEST_ITEM = 160
SENTENCE = re.compile(
    r"\.(?=\s+(?:The|Your|We|It|They|This|These|Our|If|When) )"
    r"|(?<!\bInc)(?<!\bLtd)(?<!\bCorp)(?<!\be\.g)(?<!\bi\.e)\.(?=\s+[A-Z]|\s*$)|;(?:\s+|$)|[。；！]|\n"
    r"|(?<=\S) [—–] |[—,;] ?(?=(?:never|not|but not)\b)"
)
#: A case before what is so in it: "When you sign in, …".
CASE = Expression(r"^(?:when(?:ever)?|if|once|while|for|during|on|in|as|like|to) [^,:]{2,120}, ", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*•·▪◦+]|\d{1,2}[.)])\s+")
#: Where a sentence begins that leads to a list, and how long it is.
_SENTENCES_OF_ALL = Expression(r"(?<=[a-z)])\.\s+|[。；]")
_LONGEST_LEAD = 160
#: What a sentence says goes to somebody.
_HANDED = frozenset({"sent", "given", "zh_sent"})
#: Brackets that a name ends with.
_BRACKETED = Expression(r"[(（](?P<inner>[^()（）\n]{3,60})[)）]$")
_WHO = ("who", "whose", "controller")
_POSSESSIVE = re.compile("['’]s?$")
_ARTICLE = re.compile(r"^(?:the|an?|any) (?=\S)", re.IGNORECASE)
_COMMA = re.compile("[，,：]")
_WRAPPED = re.compile(r"[ \t]{2,}")
_LINK_WITH_TITLE = re.compile(r"\[([^\]\n]*)\]\([^)\s]*\)")


def bare_line(text: str) -> str:
    """A line without its bullet, marks and addresses of links, and with one space where it was wrapped."""
    return _WRAPPED.sub(" ", _LINK_WITH_TITLE.sub(r"\1", strip_marks(text[:_LONGEST])).replace("**", ""))


def tell_sections(records: Sequence[PartyRecord], lines: Sequence[Line], words: PartyWords) -> None:
    """Give records without data or a use what sentences up to the next record or heading say of it.

    Args:
        records: The records of a document.
        lines: Its lines, in order.
        words: How sentences say what is taken and what for.
    """
    starts = sorted(record.start for record in records)
    begins = [line.start for line in lines]
    for record in records:
        following = bisect_right(starts, record.start)
        # What a line says that names several is said of none of them alone.
        is_alone = following < 2 or starts[following - 2] != record.start
        if record.layout not in {*_LAYOUTS, "prose"} or not is_alone:
            continue
        end = starts[following] if following < len(starts) else record.start + _LONGEST
        first = max(0, bisect_right(begins, record.start) - 1)
        section = _section(lines[first : first + _MOST_LINES], min(end, record.start + _LONGEST))
        if (listed := _all_taken(section, words)) and len(items_of(record.value("data"), words)) <= 1:
            record.fields["data"] = listed
        if record.layout == "prose":
            continue  # what its own sentence says is read
        if not record.value("data").strip() and (data := _told(section, record.value("name"), words)):
            record.fields["data"] = data
        if not record.value("purpose").strip():
            record.fields["purpose"] = _use(section, record.value("name"), words)


def _all_taken(section: Sequence[Line], words: PartyWords) -> str:
    """The entries below a sentence of a section that leads to all that is taken: "The data collected includes:"."""
    for number, line in enumerate(section):
        last = _SENTENCES_OF_ALL.split(strip_marks(line.text[-_LONGEST_LEAD:]).strip())[-1]
        if words.leads_to_all.match(to_simplified(last)) and not words.section_denies.search(to_simplified(last)):
            return "、".join(items_below(section[number + 1 :], words))
    return ""


def told_in_use(use: str, name: str, words: PartyWords) -> str:
    """What the further sentences of a use say is taken: "Runs the shop. Receives your order"; empty for nothing."""
    own = {word.lower() for word in own_words(name, words)}
    sentences = [sentence.strip() for line in use.splitlines() for sentence in _clauses(line, words)]
    return next((told for sentence in sentences[1:] if sentence and (told := _said(sentence, own, words))), "")


def _use(section: Sequence[Line], name: str, words: PartyWords) -> str:
    """What brackets behind a name say that it is for, else the first sentence on it that says so; empty for neither."""
    bracketed = _BRACKETED.search(name)
    inner = bracketed["inner"].strip() if bracketed is not None else ""
    listed = words.between_names.split(inner)
    is_list = sum(is_known(part, words) or begins_known(part, words) for part in listed) * 2 >= len(listed)
    use = use_inside(inner, words) if is_latin(inner) else _chinese_use(inner, words)
    if use and not is_list:
        return use
    own = {word.lower() for word in own_words(name, words)}
    for line in section:
        text = bare_line(line.text)
        for sentence in SENTENCE.split(text) if is_latin(text) else ():
            found = words.section_use.search(CASE.sub("", sentence.strip()))
            if found is None or words.section_denies.search(found.group()):
                continue
            if own & {_POSSESSIVE.sub("", word) for word in found["whom"].lower().split()}:
                return plain(found["use"]).rstrip(" .")
    return next((sentence for line in section if (sentence := _keeps(line.text, words))), "")


def _keeps(text: str, words: PartyWords) -> str:
    """The sentence that a line begins with where it says what somebody keeps for an app: "Stores your account"."""
    sentence = plain(SENTENCE.split(strip_marks(text[:_LONGEST]), maxsplit=1)[0]).rstrip(" .")
    is_deed = words.keeps_for_us.match(sentence) is not None and words.section_denies.search(sentence) is None
    return sentence if is_deed else ""


def _chinese_use(inner: str, words: PartyWords) -> str:
    """What Chinese brackets say that somebody is for; empty where they may say what is taken."""
    return "" if words.data.search(to_simplified(inner)) else chinese_use_inside(inner, words)


def _section(lines: Sequence[Line], end: int) -> list[Line]:
    """The lines up to an offset or the next heading; the first may be one itself."""
    found: list[Line] = []
    for line in lines:
        if line.start >= end or (found and line.kind == "heading"):
            break
        found.append(line)
    return found


def _told(section: Sequence[Line], name: str, words: PartyWords) -> str:
    own = {word.lower() for word in own_words(name, words)}
    for number, line in enumerate(section):
        text = bare_line(line.text)
        for sentence in _clauses(text, words):
            if not sentence or (told := _said(sentence.strip(), own, words)) is None:
                continue
            if told:
                return "、".join(
                    [told, *(_also_told(section[number + 1 :], own, words) if line.kind == "item" else ())]
                )
            if items := list(items_below(section[number + 1 :], words)):
                return "、".join(items)
    return ""


def _also_told(lines: Sequence[Line], own: set[str], words: PartyWords) -> Iterator[str]:
    """What the entries below one say that is taken as well: "Collects device data", "Tracks purchases"."""
    for line in lines:
        told = _said(strip_marks(line.text[:_LONGEST]).rstrip(" .。"), own, words) if line.kind == "item" else None
        if not told:
            return
        yield told


def _clauses(text: str, words: PartyWords) -> Iterator[str]:
    """The sentences of a line; of a Chinese one its clauses, up to the first that denies anything."""
    for sentence in SENTENCE.split(text):
        if is_latin(sentence):
            yield sentence
            continue
        for clause in _COMMA.split(sentence):
            if words.section_denies.search(to_simplified(clause)):
                break
            yield clause


def _said(sentence: str, own: set[str], words: PartyWords) -> str | None:
    """What a sentence says is taken; empty where that follows below it, None for another sentence."""
    bare = CASE.sub("", sentence)
    said = bare if is_latin(bare) else to_simplified(bare)
    found = words.section_takes.search(said)
    if found is None or words.section_denies.search(said):
        return None
    who = next((found[key] for key in _WHO if found[key]), "").lower()
    if who and words.section_subject.fullmatch(who) is None and not own & set(who.split()):
        return None
    group = next((key for key, value in found.groupdict().items() if value and key not in _WHO), "")
    if not group:
        return ""
    value = bare[found.start(group) : found.end(group)]
    if value.strip() in (":", "："):
        return ""
    end = end_of_data(value if is_latin(value) else to_simplified(value), words)
    data = _ARTICLE.sub("", plain(f"{value[:end]}{included(value[end:], words)}"))
    if words.vague_data.fullmatch(data):
        return None
    # What is the user's own and goes somewhere is data, whatever it is called: "Your code is sent to Egret".
    if group in _HANDED and words.section_yours.search(said[: found.end(group)]):
        return data
    forms = (words.data_words, words.data, words.told_item)
    return data if any(form.search(to_simplified(data)) for form in forms) else None


def end_of_data(value: str, words: PartyWords) -> int:
    """Where what is taken ends, outside of brackets that its items have."""
    for found in words.section_until.finditer(value):
        before = value[: found.start()]
        if before and sum(map(before.count, "(（")) == sum(map(before.count, ")）")):
            return found.start()
    return len(value)


def included(rest: str, words: PartyWords) -> str:
    """What the rest of a sentence counts of what is taken: "information needed to serve you, including your IP"."""
    found = words.included_behind.search(rest)
    return f", {found['included']}" if found is not None else ""


def items_below(lines: Sequence[Line], words: PartyWords) -> Iterator[str]:
    """The entries right below a sentence that leads to them."""
    for line in lines[:_MOST_ITEMS]:
        is_item = line.kind == "item" or _BULLET.match(line.text) is not None
        item = plain(strip_marks(line.text[:_LONGEST]))
        if not is_item or len(item) > _LONGEST_ITEM or words.section_denies.search(to_simplified(item)):
            return
        yield item
