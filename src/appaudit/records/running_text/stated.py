"""Statements of running text on somebody known: who is used, who keeps what is stored, who does what for an app.

They count where a document has no list: "我们使用白鹭来管理订阅", "RevenueCat helps us identify your subscription".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.running_text.english import ADDRESS_IN_BRACKETS, LINKED_NAME, told_in
from appaudit.records.running_text.english_clauses import NEXT_DOER
from appaudit.records.running_text.handed_over import parties_at, supplied_at
from appaudit.records.sections_told import CASE
from appaudit.records.wording.names import is_known, known_at, names_known, own_words
from appaudit.records.wording.scripts import CHINESE
from appaudit.records.wording.sentences import LONGEST_LINE, also_takes, denies, refuses, said_in
from appaudit.records.wording.values import address_in, is_company, plain

_SENTENCE = Expression(r"[^。；;\n]+")
_CLAUSE = Expression(r"[^，,：:（(]+")
_COMMA = Expression(r"[，,]")
#: Words of a name behind one that is known: "Google Firebase", "Crashlytics".
_FURTHER_WORDS = re.compile(r"(?: [A-Z][\w.]*){0,3}")
#: What may stand behind the name of whom a clause says that they are used.
_END_OF_PARTY = Expression(r"\s*(?:[（(][^（）()\n]{1,40}[)）])?\s*(?:[，,、。；;]|$)")
_PART = Expression(r"[^，,、：:]+")
_ENGLISH = re.compile(rf"(?<=[a-z)])\.\s+|;\s+(?![^()\n]{{0,120}}\))|, and (?=[A-Z])|{NEXT_DOER}")
_NAME = Expression(r"(?:[A-Z][\w.+&'-]*|[a-z]{1,3}[A-Z]\w+)(?: [A-Z][\w.+&'-]*){0,3}")
_JOINED = Expression(r"\s*(?:,\s*(?:and |or )?|and |or |& )")
#: What is somebody's is not that somebody.
_POSSESSIVE = ("'s", "s'")
#: A name in small letters, as the title of a link or behind a word for who does something for an app.
_SMALL_NAME = Expression(
    r"\[(?P<title>[a-z][\w.+-]{2,24})\](?P<address>\(https?://[^()\s]+\))"
    r"|\b(?:uses?|using|(?:hosted|stored|kept|saved) (?:on|by|with|at|in)|(?:powered|provided|processed|managed) by"
    r"|(?:sent|delivered|handled|collected) (?:via|through|by|with)) (?P<name>[a-z][\w+-]{2,24}(?:\.[a-z]{2,4})?)"
    r"(?=[,.;]|\s(?:for|to|as|and|or|which|who|that|in)\b|$)"
)
#: A name in square brackets whose address stands elsewhere.
_REFERRED = Expression(r"\[(?P<name>[A-Z][\w.+&' -]{1,40})\](?![(\[:])")
#: The name of an app as the subject of a sentence, and lines that begin a document, in which it stands.
_OWN = Expression(
    r"(?:^|(?<=[.;,] )|(?<=\banalytics ))(?P<name>[A-Z][\w.+&-]*(?: [A-Z][\w.+&-]*){0,3})"
    r"(?=(?: (?:also|may|will|currently|only))? "
    r"(?:use|integrate|employ|embed|include|rel(?:y|ie)|partner|send|share|store|host|show|display|collect)s? )"
)
_FIRST_LINES = 6
#: What sentences call their own app by.
_OURS = "本应用"
#: Words right before a verb whose subject is the user.
_USER = re.compile(
    r"\byou(?:r|rs)?\b[^,.;]{0,24}$|(?:^|[.;,] )(?:other |some )?(?:users|developers|customers)(?: may| can| also)? $",
    re.IGNORECASE,
)
#: What stands in brackets right behind a name.
_BRACKETED = Expression(r"\s*[（(](?P<inner>[^（）()\n]{2,40})[)）]")
_LONGEST_USE = 120
#: Characters behind a product in which its vendor alone stands for it.
_CLOSE = 200
#: The same in which a sentence goes on with who provides it.
_CLOSE_COMPANY = 24
#: Characters before the word SDK in which the name of one stands.
_NEAR = 12
#: Items of a list below a sentence at the most.
_MOST_ITEMS = 12
#: Names that a sentence gives a use each at the least, where it does not speak of third parties.
_FEWEST_EACH = 2


def read_stated(lines: Sequence[Line], words: PartyWords) -> list[PartyRecord]:
    """The records of such sentences, each name once; refusals and what the user does name nobody."""
    records: dict[str, PartyRecord] = {}
    begins = "\n".join(line.text for line in lines[:_FIRST_LINES])
    for index, line in enumerate(lines):
        if line.kind in ("heading", "row") or len(line.text) > LONGEST_LINE * 2:
            continue
        # Marks of bold text part a name from its brackets; what stands behind them moves by a character or two.
        # So do the brackets of the title of a link, whose address stands in brackets as if it were written there.
        text = LINKED_NAME.sub(r"\g<name> \g<address>", line.text.replace("**", ""))
        text = _SMALL_NAME.sub(lambda small: _large(small, words), _REFERRED.sub(r"\g<name>", text))
        text = _OWN.sub(lambda own: _subject(own, begins, words), text)
        text = words.own_name_uses.sub(lambda own: _subject_in_chinese(own, begins, words), text)
        line = line if text == line.text else replace(line, text=text)
        for record in _chinese(line, words) if CHINESE.search(line.text) else _english(line, words):
            listed = _listed_below(lines, index, record, words)
            record.fields.update(listed)
            first = records.setdefault(record.value("name"), record)
            for field in ("purpose", "data"):
                first.set(field, record.value(field))
    before_sdk = "\n".join(
        line.text[max(0, found.start() - _NEAR) : found.start()].lower()
        for line in lines
        for found in words.product.finditer(line.text)
    )
    # Who is called an SDK elsewhere is read where sentences on SDKs are.
    return of_one_each({name: record for name, record in records.items() if name.lower() not in before_sdk})


def _large(small: re.Match[str], words: PartyWords) -> str:
    """A name of somebody known that is written small ("we use egret") with a capital; any other word as it stands."""
    name = small["title"] or small["name"]
    is_word = small["name"] is not None and words.word_and_name.fullmatch(name) is not None
    if is_word or not is_known(name, words) or not own_words(name, words):
        return small.group()
    large = name if CHINESE.search(small.string) else f"{name[0].upper()}{name[1:]}"
    if small["title"]:
        return f"{large} {small['address']}"
    return f"{small.group()[: -len(name)]}{large}"


def _subject(own: re.Match[str], begins: str, words: PartyWords) -> str:
    """What stands for the name of an app as a subject, which the document begins with; for another name that itself."""
    name = own["name"]
    is_other = is_known(name, words) or not own_words(name, words) or words.no_party.fullmatch(name)
    return name if is_other or name not in begins else "It"


def _subject_in_chinese(own: re.Match[str], begins: str, words: PartyWords) -> str:
    """What stands for the Chinese name of an app as a subject, which the title of the document has."""
    name = own["name"]
    titles = (line.strip("# 《*") for line in begins.split("\n"))
    is_titled = any(title.startswith(name) and words.own_title.match(title, len(name)) for title in titles)
    is_other = is_known(name, words) or words.no_supplier.search(name) is not None
    return _OURS if is_titled and not is_other else name


def _listed_below(lines: Sequence[Line], index: int, record: PartyRecord, words: PartyWords) -> dict[str, str]:
    """What the list below a sentence says that ends in a colon: data where it says what is taken, else uses."""
    if not lines[index].text.rstrip().endswith(("：", ":")) or lines[index].end > record.end + 1:
        return {}
    items = []
    for line in lines[index + 1 : index + 1 + _MOST_ITEMS]:
        if line.kind != "item":
            break
        items.append(plain(line.text))
    field = "data" if record.value("data") or words.takes.search(lines[index].text) else "purpose"
    return {field: "、".join(items)} if items else {}


def of_one_each(records: Mapping[str, PartyRecord]) -> list[PartyRecord]:
    """The records without those of a vendor that another one names with its product: "Egret" beside "Egret Ads".

    So do those of a product that another one names with its vendor: "Bluebird" beside "Egret Bluebird".
    """
    left = []
    for name, record in records.items():
        products = [other for key, other in records.items() if _is_fuller(key, name)]
        fuller = next((other for other in products if _is_close(other, record)), None)
        # What the vendor of one product takes is taken by that, wherever it is said.
        if fuller is None and len(products) == 1 and record.value("data") and not record.value("purpose").strip():
            fuller = products[0]
        if fuller is None:
            left.append(record)
            continue
        for field in ("purpose", "data"):
            fuller.set(field, record.value(field))
    return left


def _is_fuller(key: str, name: str) -> bool:
    return key.startswith(f"{name} ") or key.endswith(f" {name}")


def _is_close(before: PartyRecord, record: PartyRecord) -> bool:
    return before.start <= record.start < before.end + _CLOSE


def _record(line: Line, start: int, end: int, name: str, purpose: str = "", data: str = "") -> PartyRecord:
    fields = {"name": plain(name), "purpose": plain(purpose).rstrip(".")[:_LONGEST_USE]}
    fields["data"] = CASE.sub("", plain(data))
    return PartyRecord(
        fields=fields, start=line.start + start, end=line.start + end, is_called_party=True, layout="prose"
    )


def _chinese(line: Line, words: PartyWords) -> Iterator[PartyRecord]:
    for sentence in _SENTENCE.finditer(line.text):
        text, at = sentence.group(), sentence.start()
        if words.product.search(text) or not names_known(text, words):
            continue
        found = [*_relied_on(line, at, text, words), *_each_for(line, at, text, words)]
        does = [record for clause in _CLAUSE.finditer(text) for record in _does(line, at, text, clause, words)]
        if not found and not does:
            continue  # most sentences: what they deny nobody needs to know
        if refuses(text, words) or words.not_now_zh.search(text):
            continue
        if len({record.value("name") for record in found}) == 1:
            data = said_in(text[found[0].start - line.start - at :], 0, words).data
            found[0].set("data", data if words.data.search(data) else "")
        if found and not does:
            _tell_what_they_get(found, text, line.start + at, words)
            _tell_what_next_says(found, line.text[sentence.end() :], words)
        yield from found
        yield from does


def _tell_what_they_get(records: Sequence[PartyRecord], text: str, begins: int, words: PartyWords) -> None:
    """Give those whom a sentence names what it says behind them that they get: "，请求时会发送您的经纬度"."""
    first: dict[str, int] = {}
    for record in sorted(records, key=lambda record: record.start):
        first.setdefault(record.value("name"), record.start - begins + len(record.value("name")))
    last = max(first.values())
    gets = words.gets_then.search(text, last)
    data = plain((gets["data"] or gets["passed"]) if gets is not None else "")
    for record in records if data else ():
        record.set("data", data)


def _tell_what_next_says(records: Sequence[PartyRecord], rest: str, words: PartyWords) -> None:
    """Give those whom a sentence names what the next one says that they take: "这些第三方可能收集您的浏览记录"."""
    taken = words.taken_next.match(rest)
    if taken is None or refuses(taken.group(), words):
        return
    for record in records:
        record.set("data", plain(taken["data"]))


def _relied_on(line: Line, at: int, text: str, words: PartyWords) -> Iterator[PartyRecord]:
    """The records of whom a sentence says an app relies on, and of those by whom something is done."""
    for cue in (*words.relies_on.finditer(text), *_further(text, words)):
        parties, end = parties_at(text, cue.end(), words)
        if not parties:
            continue
        product, begins, ends = supplied_at(text, end, words)
        if product and len(parties) == 1:
            owner, parties, end = parties[0][0], [(product, begins)], ends
        else:
            owner = ""
        aim = said_in(text, 0, words).purpose
        use = words.relied_for.match(text, end) or words.relied_of.match(text, end)
        is_open = words.relied_open.match(text, end) is not None
        topic = words.topic_lead.sub("", cue.groupdict().get("topic") or "")
        kept = words.keeps_in.search(cue.group())
        how = (kept["how"] or "") if kept else ""
        purpose = words.supplied_lead.sub("", use["use"]) if use else aim or topic or how
        if use or is_open or topic or aim or owner or kept:
            for name, start in parties:
                record = _record(line, at + start, at + len(text), name, purpose)
                record.set("company", owner)
                yield _with_company(record, text, start, words)
    for cue in words.run_by.finditer(text):
        parties, end = parties_at(text, cue.end(), words)
        parties, verb = _with_verb(text, parties, end, words)
        before = _CLAUSE.findall(text[: cue.start()]) or [""]
        # What "为了解用户如何使用，" says is no condition of what stands behind the comma.
        is_apart = words.own_subject_zh.match(cue.group()) is not None
        if words.user_uses.search(cue.group() if is_apart else before[-1] + cue.group()):
            continue
        for name, start in parties if verb else ():
            what = words.topic_lead.sub("", (verb["what"] if verb else "") or before[-1])
            # "您的问题将由白鹭处理": what is the user's is what is taken.
            is_service = words.purpose.search(what) is not None or words.ends_service.search(what) is not None
            is_data = words.data.search(what) is not None and not is_service
            takes = verb is not None and bool(verb["what"]) and words.party_takes.search(verb.group()) is not None
            is_given = is_data and words.given_verb.search(text, end) is not None
            is_taken = words.of_user.match(what) is not None or takes or is_given
            data = words.sent_lead.sub("", what, count=1) if is_taken else ""
            record = _record(line, at + start, at + len(text), name, "" if data else what, data)
            yield _with_company(record, text, start, words)


def _further(text: str, words: PartyWords) -> Iterator[re.Match[str]]:
    """Where a sentence goes on with what an app uses, behind somebody who is used or gets something."""
    cues = (*words.handed_to.finditer(text), *words.relies_on.finditer(text))
    ends = [cue.end() for cue in cues if parties_at(text, cue.end(), words)[0]]
    for cue in words.relies_also.finditer(text, min(ends)) if ends else ():
        parties, end = parties_at(text, cue.end(), words)
        if parties and words.runs.match(text, end) is not None:
            yield cue


def _with_verb(
    text: str, parties: list[tuple[str, int]], end: int, words: PartyWords
) -> tuple[list[tuple[str, int]], re.Match[str] | None]:
    """Those by whom something is done and what that is; the last with its product: "由白鹭云短信发送"."""
    if not parties or (verb := words.runs.match(text, end)) is not None:
        return parties, verb if parties else None
    tail = words.party_tail.match(text, end)
    if tail is not None and (verb := words.runs.match(text, tail.end())) is not None:
        return parties, verb
    product = words.product_tail.match(text, end)
    verb = words.runs.match(text, product.end()) if product is not None else None
    if product is None or verb is None:
        return parties, None
    start = parties[-1][1]
    return [*parties[:-1], (text[start : product.end()], start)], verb


def _each_for(line: Line, at: int, text: str, words: PartyWords) -> Iterator[PartyRecord]:
    """The records of several of whom a sentence says what each is for: "白鹭用于语音通话，青鸟用于即时聊天".

    Or by whom each thing is done: "语音通话使用白鹭，即时聊天使用青鸟".
    """
    found = []
    for clause in _PART.finditer(text):
        start = clause.start() + len(clause.group()) - len(clause.group().lstrip())
        length = known_at(text, start, words)
        use = words.each_for.match(text, start + length) if length else None
        if use is not None:
            found.append((f"{text[start : start + length]}{use['tail'] or ''}", start, str(use["use"])))
        elif (used := words.used_by_each.match(text[start : clause.end()])) is not None:
            begins = start + used.end()
            length = known_at(text, begins, words)
            ends = begins + len(text[begins : begins + length].rstrip())
            further = _FURTHER_WORDS.match(text, ends)
            ends = further.end() if further is not None else ends
            if length and _END_OF_PARTY.match(text, ends):
                found.append((text[begins:ends], begins, str(used["use"])))
    # Whom one sentence lists as SDKs, others tell of one by one: "接入的SDK有白鹭、青鸟。白鹭用于统计；青鸟用于…".
    if len(found) >= _FEWEST_EACH or words.context.search(line.text) is not None:
        for name, start, purpose in found:
            yield _record(line, at + start, at + start + len(name), name, purpose)


def _with_company(record: PartyRecord, text: str, start: int, words: PartyWords) -> PartyRecord:
    """The record with the company in brackets behind the name that begins at an offset of a sentence, or told next.

    "我们接入了白鹭，该服务由某公司提供": behind a word that takes the name up again.
    """
    end = start + len(record.value("name"))
    inner = _BRACKETED.match(text, end)
    record.set("company", inner["inner"] if inner and is_company(inner["inner"], words) else "")
    told = words.provided_by.search(text, end, end + _LONGEST_USE)
    if told is not None and told.start("company") - told.start() > 1 and told.start() - end <= _CLOSE_COMPANY:
        record.set("company", told["company"])
    return record


def _does(line: Line, at: int, text: str, clause: re.Match[str], words: PartyWords) -> Iterator[PartyRecord]:
    """The record of a clause that somebody known begins, who takes or does something."""
    start = clause.start() + len(clause.group()) - len(clause.group().lstrip())
    listed = words.such_as.match(text, start) if words.context.search(text[:start]) else None
    start = listed.end() if listed is not None else start  # "第三方服务商（如白鹭、青鸟）可能会收集…"
    parties, end = parties_at(text, start, words)
    verb = words.party_does.match(text, end) if parties and parties[0][1] == start else None
    # "在您使用应用时，第三方（如白鹭）会收集…": whom a bracket lists is no subject of the clause before it.
    if verb is None or words.user_uses.search(_COMMA.split(text[:start])[-1] if listed is not None else text[:start]):
        return
    rest = text[verb.end() : clause.end()].strip()
    if len(rest) < 2:
        return
    said = said_in(text[verb.start() : clause.end()], 0, words)
    data = said.data or words.sent_lead.sub("", rest, count=1)
    for name, at_name in parties:
        if not words.party_takes.search(verb.group()):
            yield _record(line, at + at_name, at + clause.end(), name, f"{verb['verb']}{rest}")
        elif len(data) > 1:
            yield _record(line, at + at_name, at + clause.end(), name, said.purpose, data)


def _english(line: Line, words: PartyWords) -> Iterator[PartyRecord]:
    named = list(told_in(line.text, words))
    for told, until in zip(named, [*(after.start for after in named[1:]), len(line.text)], strict=False):
        record = _record(line, told.start, told.end, told.name, told.purpose, told.data)
        record.set("company", told.company)
        shown = ADDRESS_IN_BRACKETS.search(line.text, told.end, max(until, told.end))
        record.set("link", address_in(shown.group(), words) if shown else "")
        yield record
    position = 0
    for text in _ENGLISH.split(line.text):
        at = line.text.find(text, position)
        position = at + len(text)
        if denies(text, words) or words.not_now.search(text):
            continue
        does = words.does.match(text.strip())
        if does and _NAME.fullmatch(does["name"]) and is_known(does["name"], words):
            yield _done(line, at, text, does, words)
            continue
        for used in words.used_before.finditer(text):
            if _USER.search(text[: used.start()]) or words.owner_apposed.search(text[: used.start("name")]):
                continue
            names = list(_names(text, used.start("name"), words))
            said = said_in(text, 0, words)
            for name, start in names if said.purpose else ():
                yield _record(line, at + start, at + len(text), name, said.purpose, said.data)


def _done(line: Line, at: int, text: str, does: re.Match[str], words: PartyWords) -> PartyRecord:
    """The record of a sentence on what somebody does, and what that takes: "Egret shows maps and collects …"."""
    rest = ADDRESS_IN_BRACKETS.sub("", does["rest"])
    purpose, data = also_takes(rest, words) or (rest, "")
    record = _record(line, at, at + len(text), does["name"], purpose, data)
    record.set("link", address_in(does["rest"], words))
    return record


def _names(text: str, start: int, words: PartyWords) -> Iterator[tuple[str, int]]:
    """The names of somebody known that are joined from an offset on: "Egret Health and Bluebird Fit"."""
    while (found := _NAME.match(text, start)) and is_known(found.group().rstrip("."), words):
        if found.group().endswith(_POSSESSIVE):
            return
        yield found.group().rstrip("."), start
        joined = _JOINED.match(text, found.end())
        if joined is None:
            return
        start = joined.end()
