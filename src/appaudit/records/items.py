"""Entries of lists: a product by name, and behind a dash, a colon, a comma or in brackets what it is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from appaudit.documents.blocks import Link
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.records.companies import opens_with_company, with_companies
from appaudit.records.item_lines import ADDRESS, BULLET, give_what_leads, leads_to_policy, unmarked, without_leads
from appaudit.records.label_lines import Line
from appaudit.records.names import (
    are_known,
    begins_known,
    is_brand,
    is_known,
    names_below_kind,
    names_of_kind,
    names_told_of_kind,
    own_words,
    sdks_in,
)
from appaudit.records.record import PartyRecord
from appaudit.records.sentences import also_takes, denies, said_in, use_behind, use_told_of
from appaudit.records.values import address_in, is_company, is_product, kind_of, kind_of_label, part_company, plain

#: The number of an entry inside numbered sections: "3.1.2 ".
_LEVELS = Expression(r"\s*\d{1,2}(?:[.．]\d{1,2}){1,3}[.、．]?\s+")
#: A name that the writer sets apart: in bold, or as the title of a link.
_BOLD = Expression(r"^(?:\*\*|__)(?P<name>[^*_\n]{2,60}?)\s*[:：]?\s*(?:\*\*|__)")
_ALSO_BOLD = Expression(r"^\s*(?:,|and|&|/)\s*(?:\*\*|__)(?P<name>[^*_\n]{2,60}?)(?:\*\*|__)")
_TARGET = Expression(r"^\]\([^)\s]*(?:\s[^)]*)?\)")
#: What stands between such a name and what is said of it: a short form in brackets, and a mark or nothing.
_BETWEEN = Expression(r"^[\s*_:]*(?:[(（][^()（）\n]{1,60}[)）])?[\s*_]*(?:[—–:：,.，]|-(?=\s))?\s*")
#: A name, what parts it from the rest, and the rest.
_ENTRY = Expression(
    r"^[*_`]{0,2}(?P<name>[A-Za-z\u4e00-\u9fff][^—–:：\n]{1,79}?)[*_`]{0,2}"
    r"(?: [—–-] |[*_`]{0,2} ?[—–]{2} ?|(?<=[）)])[—–] ?|:[*_`]{0,2} |[*_`]{0,2}\s?(?:：|:(?=[\u4e00-\u9fff])))"
    r"[*_`]{0,2}\s*(?P<rest>\S.*)$"
)
#: The same with the rest in the last brackets of the line, or behind "for".
_BRACKETED = Expression(
    r"^[*_`]{0,2}(?P<name>[A-Za-z][^—–:()\n]{1,39}?)[*_`]{0,2}(?: ?\([^()\n]{1,80}\))? "
    r"\((?P<rest>[^()\n]{4,200})\)[.;,]?$"
)
_FOR = Expression(r"^[*_`]{0,2}(?P<name>[A-Za-z][^—–:()\n]{1,39}?)[*_`]{0,2} (?P<rest>(?:for|to) [a-z]+ .{3,200})$")
#: The short form of a name in brackets behind it, and the sentence after both: "Egret, Inc. (Maps). Shows the way".
_AFTER_COMPANY = Expression(r"^(?P<short> ?\([^()\n]{2,40}\))?[.:]? +(?P<rest>[A-Z].{3,600})$")
#: A name, and behind a full stop what it is for: "Egret. Delivery of mail".
_STOPPED = Expression(r"^(?P<name>[A-Z][^.:()\n—–]{1,39}?(?: ?\([^().\n]{2,40}\))?)\. (?P<rest>[A-Z].{3,400})$")
#: A name alone.
_BARE = Expression(
    r"^\[?[*_`]{0,2}(?P<name>[A-Za-z][^—–:()\[\]\n,;]{1,39}?(?: \([A-Z][A-Za-z. ]{1,24}\))?)[*_`]{0,2}\]?"
    r"(?P<link> ?\(?<?https?://[^\s)>]+[)>]{0,2})?[.;,]?$"
)
#: The Chinese name of an SDK alone, with brackets behind it or none: "白鹭地图SDK（Egret）".
_BARE_SDK = Expression(
    r"^[*_`]{0,2}(?P<name>(?=[^，。；：:、\n]{0,40}[\u4e00-\u9fff])[^，。；：:、（()\n]{2,40}?SDK"
    r"(?: ?[（(][^，。；：:（()）\n]{1,40}[)）])?)[*_`]{0,2}[；;。，,、]?$",
    re.IGNORECASE,
)
#: What joins the names of several in one entry.
_JOINED = Expression(r",? and |, ")
#: Words in small letters behind the first: "Embedding generation" alone is what is done, and nobody who does it.
_IN_SENTENCE = Expression(r"^\S+(?: [a-z][\w-]*)+$|^(?:Addition|Removal|Use|Loss|Change|List) of ")
#: Brackets behind a name that say what it is for, where the rest only leads elsewhere: "(payments) — see its policy".
_USE_IN_BRACKETS = Expression(r"^(?P<name>[^()]{2,60}?) ?\((?P<use>[a-z][^()\n]{3,200})\)$")
_LEADS_ELSEWHERE = Expression(r"^(?:see|per|under|as applicable|subject to|according to)\b", re.IGNORECASE)
#: The policy of whom an entry is on, in brackets: "（隐私政策：egret.example/privacy）".
_LEADS_IN_BRACKETS = Expression(
    r"\s?[（(](?P<label>[^（()）：:]{2,16})[：:]\s*(?P<link>(?:https?://)?[\w-]+(?:\.[\w-]+)+[^\s（()）]*)[)）]"
)
#: An address in brackets behind what an entry says.
_ADDRESS_BEHIND = Expression(r"(?<=[^\s\]])\s?[（(](?P<link>https?://[^\s()（）]{4,300})[)）][。.]?$")
_CLAUSE = Expression("[，,；;]")
_SENTENCE = Expression(r"(?<=[a-z)])\.(?:\s|$)|(?<=[A-Z]{2})\.(?=\s+[A-Z])|。")
#: What an entry adds to a name that stands for others as well: "Egret or another provider".
_OR_OTHERS = Expression(r" or (?:another|other|similar|equivalent) \S.{2,60}$")
#: Where a further sentence of an English entry begins, what it begins with, and how long a label in it may be.
_LATER = Expression(r"(?<=[a-z)\]])[.;]\s+")
_SUBJECT = Expression(
    r"^(?:(?:May|Can|Will|Might) [a-z]+|It|They|This (?:service|SDK|provider)|The (?:service|SDK|provider))\b"
)
_LONGEST_LATER_LABEL = 24
#: Who provides whom an entry names, where that is all that the first sentence says.
_PROVIDED = Expression(r"^(?:provided|operated|offered|developed|run|made) by (?P<company>[A-Z].{1,60})$")
#: What an SDK takes, called by its name: "Bluebird SDK Data: …".
_OF_SDK = Expression(r"(\bSDK)s? (?:Data|Information)$", re.IGNORECASE)
#: A Chinese name with a Latin one in it, which a kind of service has not: "内购（StoreKit）".
_LATIN_NAME = Expression(
    r"(?<![A-Za-z])(?:[A-Z][a-z]+(?:[A-Z][a-z]+)+|[A-Z]{0,3}[A-Z][a-z]{2,}|[A-Z]{3,}/[A-Z]{3,})(?![A-Za-z])"
)
#: A name with the package of its code in brackets: "Share Plus (share_plus)".
_WITH_PACKAGE = Expression(r"^(?P<name>[A-Z][\w .+-]{1,60}?) ?\(`?[a-z][a-z0-9]*(?:_[a-z0-9]+)+`?\)$")
#: What a package of Dart or Python is called: "share_plus".
_CODE_NAME = Expression(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
_CHINESE = Expression(r"[\u4e00-\u9fff]")
_IN_CHINESE = Expression(r"（(?P<inner>[\u4e00-\u9fff]{2,16})）$")
#: What says nothing of anybody: a date, a number, how something came out, with a remark in brackets or none.
_NO_WORDS = Expression(r"(?=\S)(?:[\d\W]*(?:[(（][^()（）]{0,60}[)）])?$|[✓✔✅❌✗✘☑⚠])")
#: The longest Chinese phrase that is a use and no sentence.
_LONGEST_USE = 40
#: The longest clause on when and how something is taken, in characters.
_LONGEST_OCCASION = 16
#: Characters of the word of a name that a further sentence takes up.
_SHORTEST_OWNER = 2
#: Paragraphs of one form that make a list although nothing marks them as one.
_FEWEST_PARAGRAPHS = 2


@record(kw_only=False)
class _Entry:
    """An entry of a list: its line, the name, what is said of it, and whether that says what it is for.

    `needs_lead` says that it lists a third party only where what stands above speaks of them: "微信：…" may be how to
    reach somebody. `more` are the sentences behind what it is for.
    """

    line: Line
    name: str
    rest: str
    is_told: bool
    is_bare: bool
    company: str = ""
    link: str = ""
    needs_lead: bool = False
    more: str = ""


def read_items(
    lines: Sequence[Line],
    names: FieldNames,
    words: PartyWords,
    links: Mapping[int, Link] | None = None,
    introduced: Callable[[int], bool] = lambda position: False,
    *,
    of_headings: bool = True,
) -> list[PartyRecord]:
    """The records of entries that name a brand; a kind of service ("Analytics providers") names nobody.

    Below a heading or a lead-in about third parties every entry that names a brand is one. Elsewhere an entry must say
    what it is for, or be the title of a link; beside it others may say it in words of their own or be only a name.

    Args:
        lines: The lines of a document.
        names: What labels are called.
        words: How values look.
        links: The first link of a line, by where the line begins.
        introduced: Whether what stands close above an offset speaks of third parties.
        of_headings: Whether a heading may be an entry; else it parts two lists.
    """
    records = []
    for whole in _runs(lines, words, introduced, of_headings=of_headings):
        run, leads = without_leads(whole, names, words)
        is_menu = any(words.navigation.search(plain(line.text)) for line in run)
        entries = [entry for line in run for entry in _entries(line, names, words, links or {})]
        if is_menu:
            entries = [entry for entry in entries if not entry.is_bare]
        told = sum(entry.is_told for entry in entries)
        # What is said of somebody known is said of a third party, whatever stands above.
        known = are_known([entry.name for entry in entries], words) and any(not entry.is_bare for entry in entries)
        is_sdks = any(is_product(entry.name, words) for entry in entries)
        if not (known or is_sdks) and len(entries) * 2 < sum(
            _ENTRY.match(unmarked(line.text)) is not None and not denies(line.text, words) for line in run
        ):
            continue  # most of what is listed is no name: what is sent, where it goes, how to object
        if run[0].kind == "paragraph" and len(entries) < _FEWEST_PARAGRAPHS and not BULLET.match(run[0].text):
            continue
        for entry in entries:
            is_listed = introduced(entry.line.start)
            is_sure = known and not entry.is_bare and not entry.needs_lead
            if entry.needs_lead and not is_listed:
                continue
            if is_sure or entry.is_told or is_listed or (told and (entry.is_bare or told * 2 >= len(entries))):
                records.append(replace(_record(entry, words), is_among_known=is_sure))
        of_run = [record for record in records if run[0].start <= record.start]
        _tell_uses(of_run, words)
        give_what_leads(of_run, leads, names, words, links or {})
    return records


def _tell_uses(records: Sequence[PartyRecord], words: PartyWords) -> None:
    """Give bare names what stands in brackets behind them, where the brackets of one beside them say what it is for."""
    bare = [record for record in records if record.layout == "names"]
    if any(use_behind(record.value("name"), words) for record in bare):
        for record in bare:
            inner = _IN_CHINESE.search(record.value("name"))
            record.set("purpose", inner["inner"] if inner else "")


def _record(entry: _Entry, words: PartyWords) -> PartyRecord:
    behind = words.policy_behind.search(f"{entry.rest}. {entry.more}")
    if behind is not None:
        rest, more = (words.policy_behind.sub("", text) for text in (entry.rest, entry.more))
        record = _record(replace(entry, rest=rest, more=more), words)
        link = behind["link"].rstrip(".")
        record.set("link", address_in(link if "://" in link else f"https://{link}", words))
        return record
    if shown := _ADDRESS_BEHIND.search(entry.rest):
        record = _record(replace(entry, rest=entry.rest[: shown.start()]), words)
        record.set("link", shown["link"])
        return record
    led = _LEADS_IN_BRACKETS.search(entry.rest)
    if led and words.column_link.search(led["label"]) and (link := address_in(led["link"], words)):
        record = _record(replace(entry, rest=f"{entry.rest[: led.start()]}{entry.rest[led.end() :]}"), words)
        record.set("link", link)
        return record
    fields = {"name": entry.name, "purpose": use_told_of(entry.name, entry.rest, words) or plain(entry.rest)}
    if entry.needs_lead and (said := said_in(entry.rest, 0, words)).data:
        fields = {"name": entry.name, "company": entry.company or said.company, "link": said.link}
        taken = _taken(entry.rest, words)
        fields["data"] = (said_in(entry.rest[taken.start() :], 0, words).data if taken else "") or said.data
        fields["purpose"] = said.purpose
        return PartyRecord(fields=fields, start=entry.line.start, end=entry.line.end, layout="items")
    if ADDRESS.match(entry.rest):
        fields = {"name": entry.name, "purpose": "", "link": entry.rest}
    elif words.names_policy.fullmatch(plain(entry.rest)):
        fields = {"name": entry.name, "purpose": ""}
    taken = _taken(entry.rest, words) if entry.company or not entry.name.isascii() else None
    if taken and (taken.start() or entry.company):
        # "后端服务，收集网络请求数据": what it is for, and what it takes.
        before = _without_occasion(entry.rest[: taken.start()].rstrip(), words)
        fields = {"name": entry.name, "purpose": plain(before.rstrip("（("))}
        data = said_in(entry.rest[taken.start() :], 0, words).data or said_in(entry.rest, 0, words).data
        fields["data"] = data.rstrip("）)") if before.endswith(("（", "(")) else data
    elif entry.name.isascii() and words.collects.match(entry.rest) and (data := said_in(entry.rest, 0, words).data):
        fields = {"name": entry.name, "data": data}
    elif entry.name.isascii() and (also := also_takes(entry.rest, words)) is not None:
        fields = {"name": entry.name, "purpose": also[0], "data": also[1]}
    elif is_product(entry.name, words) and _is_data(_CLAUSE.split(entry.rest, maxsplit=1)[0], words):
        fields = {"name": entry.name, "data": entry.rest}
    if not fields.get("purpose") and not entry.name.isascii():
        fields["purpose"] = use_behind(entry.name, words)
    if entry.company:
        fields["company"] = entry.company
        fields["link"] = address_in(entry.link, words)
    if not fields.get("data") and (data := _taken_in(entry, words)):
        fields["data"] = data
    if entry.name.isascii():
        _tell_labels(fields, entry.more, words)
    if not fields.get("link") and (shown := words.shown_at.search(entry.line.text)):
        fields["link"] = address_in(shown["link"], words)
    part_company(fields, words)
    layout = "names" if entry.is_bare else "items"
    return PartyRecord(fields=fields, start=entry.line.start, end=entry.line.end, layout=layout)


def _tell_labels(fields: dict[str, str], more: str, words: PartyWords) -> None:
    """Put what further sentences say under a label of a use, and the company that the first says it is provided by."""
    provided = _PROVIDED.match(fields.get("purpose", ""))
    if provided is not None and is_company(provided["company"], words):
        fields["company"], fields["purpose"] = provided["company"], ""
    labelled = [sentence.partition(":") for sentence in _LATER.split(more)]
    short = [(label, value) for label, _, value in labelled if value and len(label) <= _LONGEST_LATER_LABEL]
    uses = [value for label, value in short if kind_of_label(label, words) == "purpose"]
    if uses:
        fields["purpose"] = plain(uses[0]).rstrip(".")


def _is_data(clause: str, words: PartyWords) -> bool:
    return kind_of(clause, words) == "data" and words.for_what.match(clause) is None


def _taken(rest: str, words: PartyWords) -> re.Match[str] | None:
    """Where an entry says what is taken: behind a label before all, as what it is for may be to read something."""
    found = list(words.takes.finditer(rest))
    labelled = (match for match in found if match.group().rstrip().endswith(("：", ":")))
    return next(labelled, found[0] if found else None)


def _goes_on(sentence: str, name: str, words: PartyWords) -> bool:
    """Whether a sentence behind an entry says what that takes: "该SDK会收集…", "可能会收集的用户信息：…"."""
    taken = _taken(sentence, words)
    is_labelled = taken is not None and not taken.start() and taken.group().rstrip().endswith(("：", ":"))
    # "Egret Ads：广告。Egret会收集…": whose product it is takes up the name.
    own = next(iter(own_words(name, words)), "") if taken is not None else ""
    is_owner = len(own) >= _SHORTEST_OWNER and sentence.startswith(own)
    return is_labelled or is_owner or words.same_sdk.match(sentence) is not None


def _without_occasion(before: str, words: PartyWords) -> str:
    """What stands before the verb of what is taken, without a short clause on when and how: "框架，输入时自动读取"."""
    stop = max(map(before.rfind, "，,；;"))
    behind = before[stop + 1 :]
    is_occasion = stop > 0 and len(behind) <= _LONGEST_OCCASION and not words.purpose.search(behind)
    return before[:stop] if is_occasion else before


def _taken_in(entry: _Entry, words: PartyWords) -> str:
    """What a later sentence of an entry says that it takes: "Crash reports. It collects the device model"."""
    if _CHINESE.search(entry.more):
        sentence = entry.more.partition("。")[0]
        return "" if denies(words.takes_nothing.sub("", sentence), words) else said_in(sentence, 0, words).data
    own = own_words(entry.name, words)
    for sentence in _LATER.split(entry.more):
        label, colon, value = sentence.partition(":")
        if colon and words.column_data.search(label) and len(label) <= _LONGEST_LATER_LABEL:
            return plain(value)
        is_subject = _SUBJECT.match(sentence) is not None or sentence.partition(" ")[0] in own
        is_subject = is_subject or words.takes_itself.match(sentence) is not None
        if is_subject and not denies(sentence, words):
            data = said_in(sentence, 0, words).data
            if data:
                return data
    return ""


def _runs(
    lines: Sequence[Line], words: PartyWords, introduced: Callable[[int], bool], *, of_headings: bool
) -> Iterator[list[Line]]:
    """The runs of entries that follow one another, those of text that has no blocks and of bold paragraphs too."""
    run: list[Line] = []
    for line in lines:
        is_item = line.kind == "item" or BULLET.match(line.text) is not None
        is_item = is_item and (of_headings or line.kind != "heading")
        if not is_item and line.kind == "paragraph":
            is_entry = (_BOLD.match(line.text) or _ENTRY.match(line.text)) is not None
            is_item = (is_entry or opens_with_company(line.text, words)) and introduced(line.start)
        if is_item or (run and line.kind == "paragraph" and leads_to_policy(line, words)):
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _entries(line: Line, names: FieldNames, words: PartyWords, links: Mapping[int, Link]) -> Iterator[_Entry]:
    """What a line lists: the names of brands with what is said of them; several in bold may share one."""
    bullet = BULLET.match(line.text)
    begins = bullet.end() if bullet else 0
    levels = _LEVELS.match(line.text, begins) if line.kind == "item" else None
    begins = levels.end() if levels else begins
    text = line.text[begins:]
    link = links.get(line.start)
    found, behind, rest = _set_apart(text, link, line.start + begins)
    if found:
        inner = behind.strip("()（）*_:： —–,，.-")
        runs = inner if is_company(inner, words) else ""
        for name in found:
            if is_brand(_without_package(name), names, words):
                yield from _entry(line, name, rest, words, is_linked=link is not None, company=runs)
            else:
                yield from _of_kind(line, names_told_of_kind(name, rest, words))
        return
    text = text.strip()
    told = with_companies(text, words)
    if told is not None:
        for name, owner in told.names:
            # Nothing is said where the address of a policy follows the company at once.
            is_whole = not told.said or _CHINESE.search(text) is not None
            more = "" if is_whole else told.rest.partition(told.said)[2].strip(" .")
            yield _Entry(line, name, told.said, is_told=True, is_bare=False, company=owner, link=told.rest, more=more)
        return
    company = words.company_name.match(text)
    sentence = _AFTER_COMPANY.match(text[company.end() :]) if company else None
    if company is not None and sentence is not None and line.kind == "item":
        name = plain(company.group()) + (sentence["short"] or "")
        yield from _entry(line, name, sentence["rest"], words, is_linked=link is not None)
        return
    packaged = _WITH_PACKAGE.match(text)
    if packaged is not None:
        yield _Entry(line, packaged["name"], "", is_told=False, is_bare=True, needs_lead=True)
        return
    entry = words.entry_used_for.match(text) or _ENTRY.match(text) or _BRACKETED.match(text) or _FOR.match(text)
    match = entry or _verb(text, line, words)
    if match is not None:
        name, rest = _with_use(plain(match["name"]), match["rest"])
        use, listed = names_below_kind(name, rest, words)
        if not listed:
            use, listed = names_told_of_kind(name, rest, words)
        if listed:
            yield from _of_kind(line, (use, listed))
        elif is_brand(_without_package(name), names, words) and not words.no_use.search(rest):
            for one in sdks_in(name, words) or [name]:
                yield from _entry(line, one, rest, words, is_linked=link is not None)
        elif is_company(name, words) and words.company_name.search(name) and said_in(rest, 0, words).data:
            # "某公司：当您付款时，我们会向其提供订单号"
            yield _Entry(line, name, rest, is_told=True, is_bare=False, company=name, needs_lead=True)
        elif of_kind := names_of_kind(name, words):
            for known in of_kind:
                yield from _entry(line, known, rest, words, is_linked=link is not None)
        elif _CODE_NAME.fullmatch(name) and not (_NO_WORDS.match(rest) or words.data.search(name.replace("_", " "))):
            yield _Entry(line, name, rest, is_told=False, is_bare=False, needs_lead=True)
        elif _is_told_of(name, rest, names, words, is_item=line.kind == "item"):
            # A Chinese name has no capitals: that it is one, only that it is known can tell.
            yield _Entry(line, name, rest, is_told=True, is_bare=False, needs_lead=True)
        return
    if line.kind == "heading":
        return
    stopped = _STOPPED.match(text)
    if stopped is not None and is_known(stopped["name"], words):
        yield from _entry(line, plain(stopped["name"]), stopped["rest"], words, is_linked=link is not None)
        return
    several = [plain(part) for part in text.strip(".;").split(", ")]
    joined = [plain(part) for part in _JOINED.split(text.strip(".;"))]
    if joined != several and all(is_known(part, words) for part in joined):
        several = joined
    if len(several) > 1 and all(_is_alone(part, names, words) or several is joined for part in several):
        yield from (_Entry(line, part, "", is_told=False, is_bare=True) for part in several)
        return
    sdk = _BARE_SDK.match(text)
    if sdk is not None and not words.no_title.search(sdk["name"]) and not denies(text, words):
        if begins_known(sdk["name"], words) or (_LATIN_NAME.search(sdk["name"]) and is_product(sdk["name"], words)):
            yield _Entry(line, sdk["name"], "", is_told=False, is_bare=True)
        return
    bare = _BARE.match(_OR_OTHERS.sub("", text))
    if bare is not None and _is_alone(bare["name"], names, words):
        yield _Entry(line, plain(bare["name"]), "", bool(bare["link"]) or link is not None, is_bare=True)


def _of_kind(line: Line, told: tuple[str, Sequence[str]]) -> Iterator[_Entry]:
    """The entries of a line that names those of a kind, and what all of them are for."""
    use, listed = told
    yield from (_Entry(line, one, use, is_told=True, is_bare=False, needs_lead=True) for one in listed)


def _without_package(name: str) -> str:
    packaged = _WITH_PACKAGE.match(name)
    return packaged["name"] if packaged else name


def _verb(text: str, line: Line, words: PartyWords) -> re.Match[str] | None:
    """An entry that is a sentence on somebody known: "Egret Ads serves banners."."""
    found = words.does.match(text) if line.kind == "item" else None
    return found if found and is_known(found["name"], words) else None


def _is_told_of(name: str, rest: str, names: FieldNames, words: PartyWords, *, is_item: bool) -> bool:
    """Whether a line says of somebody known by a Chinese name what is taken or what for: "微信：用于登录".

    An entry of a list may say what for by a name of what is done: "微信支付 — 会员开通通道".
    """
    if name.isascii() or names.field(name) or words.other_label.search(name):
        return False
    is_named = is_known(name, words) or begins_known(name, words)
    if not (is_named or _LATIN_NAME.search(name)) or words.data.search(name):
        return False
    said = to_simplified(_SENTENCE.split(rest, maxsplit=1)[0])
    is_told = any(form.search(said) is not None for form in (words.takes, words.for_what, words.serves))
    is_use = is_item and is_named and _CHINESE.search(said) and not (words.data.search(said) or ADDRESS.search(said))
    return (is_told or bool(is_use)) and not denies(words.takes_nothing.sub("", said), words)


def _is_alone(name: str, names: FieldNames, words: PartyWords) -> bool:
    """Whether a name with nothing beside it is somebody's."""
    return not _IN_SENTENCE.search(name) and is_brand(name, names, words)


def _set_apart(text: str, link: Link | None, begins: int) -> tuple[list[str], str, str]:
    """The names that a line begins with in bold or as the title of a link, what stands behind them, and the rest."""
    names: list[str] = []
    if link is not None and link.start < link.end and not text[: max(0, link.start - begins)].strip("[*_ "):
        names.append(plain(text[link.start - begins : link.end - begins]))
        tail = _TARGET.sub("", text[link.end - begins :], count=1)
    elif bold := _BOLD.match(text):
        names.append(plain(bold["name"]))
        tail = text[bold.end() :]
        while also := _ALSO_BOLD.match(tail):
            names.append(plain(also["name"]))
            tail = tail[also.end() :]
    else:
        return [], "", ""
    between = _BETWEEN.match(tail)
    return names, between.group() if between else "", tail[between.end() if between else 0 :].strip()


def _with_use(name: str, rest: str) -> tuple[str, str]:
    """A name without the brackets behind it, where they say what the rest does not."""
    found = _USE_IN_BRACKETS.match(name)
    if found and (_LEADS_ELSEWHERE.match(rest) or "," in found["use"]):
        return found["name"], found["use"]
    return name, rest


def _entry(
    line: Line, name: str, rest: str, words: PartyWords, *, is_linked: bool, company: str = ""
) -> Iterator[_Entry]:
    said = _SENTENCE.split(rest, maxsplit=1)[0]
    if _NO_WORDS.match(rest):
        return
    if denies(words.takes_nothing.sub("", said), words) or (line.kind == "heading" and not said):
        return
    is_chinese = not name.isascii() or (len(rest) > _LONGEST_USE and _CHINESE.search(rest) is not None)
    if is_chinese and is_product(name, words) and said_in(line.text, 0, words).purpose:
        return  # what a sentence says of an SDK is read where sentences are
    is_told = is_linked or any(
        words_of.search(said) is not None for words_of in (words.for_what, words.purpose, words.takes)
    )
    more = rest[len(said) :].strip(" .。")
    if _CHINESE.search(line.text) and not _goes_on(more, name, words):
        more = ""
    name = _OF_SDK.sub(r"\1", name)
    yield _Entry(line, name, said, is_told, is_bare=not said, company=company, more=more)
