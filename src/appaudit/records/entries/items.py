"""Entries of lists: a product by name, and behind a dash, a colon, a comma or in brackets what it is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from appaudit.documents.blocks import Link
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.entries.entry import Entry
from appaudit.records.entries.item_entries import COMMA_USE, ENTRY, entries_of, entry_beside_known
from appaudit.records.entries.item_lines import (
    ADDRESS,
    BULLET,
    COMPANY_FOR,
    JOINS_NEXT,
    give_what_leads,
    label_of,
    leads_to_policy,
    opens_with_label,
    unmarked,
    without_leads,
)
from appaudit.records.entries.names_apart import BOLD
from appaudit.records.footnotes import without_marks
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.companies import opens_with_company, said_to_provide
from appaudit.records.wording.data_behind import passed_in, sent_to
from appaudit.records.wording.names import (
    are_known,
    begins_known,
    is_known,
    own_words,
)
from appaudit.records.wording.scripts import CHINESE, is_latin
from appaudit.records.wording.sentences import (
    also_takes,
    denies,
    handed_to,
    refuses,
    said_in,
    use_behind,
    use_told_of,
    what_is_taken,
)
from appaudit.records.wording.values import (
    address_in,
    is_company,
    is_product,
    kind_of,
    kind_of_label,
    part_company,
    plain,
    without_places,
)

#: The policy of whom an entry is on, in brackets: "（隐私政策：egret.example/privacy）".
_LEADS_IN_BRACKETS = Expression(
    r"\s?[（(](?P<label>[^（()）：:]{2,16})[：:]\s*(?P<link>(?:https?://)?[\w-]+(?:\.[\w-]+)+[^\s（()）]*)[)）]"
)
#: An address in brackets behind what an entry says.
_ADDRESS_BEHIND = Expression(r"(?<=[^\s\]])(?:\s?[（(]|\s[·|–—-]\s)(?P<link>https?://[^\s()（）]{4,300})[)）]?[。.]?$")
#: The titles of links behind what an entry says, each with its address: "— [policy](…), [terms](…)".
_TITLED = Expression(
    r"(?:\s*[—–,;，；·|-])?\s*[（(]?\[(?P<title>[^\[\]\n]{2,60})\]\((?P<link>https?://[^()\s]+)\)[)）]?[.,;]?"
)
#: A policy in brackets that an entry begins with, before all that it says: "([privacy policy](…)). We use".
_TITLED_FIRST = Expression(r"[（(]\[(?P<title>[^\[\]\n]{2,60})\]\((?P<link>https?://[^()\s]+)\)[)）][.。]?\s*")
_CLAUSE = Expression("[，,；;]")
_ASIDES = Expression(r"[（(][^（()）]*[)）]")
_NOUNS = Expression(r"[、，,和与及]|以及")
_DATA_PARTS = Expression(r"[,;] (?:and |or )?| and ")
#: Where a further sentence of an English entry begins, what it begins with, and how long a label in it may be.
_LATER = Expression(r"(?<=[a-z)\]])[.;]\s+")
_SUBJECT = Expression(
    r"^(?:(?:May|Can|Will|Might) [a-z]+|It|They|This (?:service|SDK|provider)|The (?:service|SDK|provider))\b"
)
_LONGEST_LATER_LABEL = 24
#: Where a sentence goes on with somebody: ", and Egret receives".
_AND_SOMEBODY = Expression(r", and (?=[A-Z])")
#: A remark in brackets behind an address: "https://egret.example/privacy (GDPR, ISO 27001)".
_ASIDE_BEHIND = Expression(r"(?<=\S) \([^()]*\)[.;]?$")
#: How an entry goes on behind the title of a link that it begins with: "([policy](…)): counts crashes".
_GOES_ON = Expression(r"\s*[:：–—-]\s*(?=\S)")
_IN_CHINESE = Expression(r"（(?P<inner>(?=[^（）]*[\u4e00-\u9fff])[^（）]{2,40})）$")
#: A verb behind a name: " writes the summary".
_DEED = Expression(r" [a-z]{2,12}s [a-z]")
#: The longest clause on when and how something is taken, in characters.
_LONGEST_OCCASION = 16
#: Paragraphs of one form that make a list although nothing marks them as one.
_FEWEST_PARAGRAPHS = 2
#: Characters of an entry: of one that names many, each is asked for by its whole line.
_LONGEST_ENTRY = 4_000
#: Characters of a line that is a name alone.
_LONGEST_ALONE = 40
#: Known names beside which a Chinese one that nobody knows is an entry by what it says.
_FEWEST_KNOWN = 2


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
    records: list[PartyRecord] = []
    above = {line.start: before.text for before, line in pairwise(lines)}
    for whole in _runs(lines, names, words, introduced, of_headings=of_headings):
        run, leads = without_leads(whole, names, words)
        run = [
            replace(line, text=without_marks(line.text)) if line.start not in (links or ()) else line for line in run
        ]
        is_menu = any(words.navigation.search(plain(line.text)) for line in run)
        entries = [entry for line in run for entry in entries_of(line, names, words, links or {})]
        if any(len(line.text) > _LONGEST_ALONE for line in run):
            # Beside lines that say more, "白鹭支付服务" heads what stands below it.
            entries = [one for one in entries if is_latin(one.name) or not (one.is_bare and one.needs_lead)]
        is_listed = words.uses_these.search(above.get(run[0].start, "")) is not None
        entries = _with_strangers(entries, run, names, words, is_listed=is_listed)
        if opens_with_label(whole, names):
            # "Endpoints used: …", "Self-hosting: …" are labels as the first line is.
            entries = [entry for entry in entries if is_known(entry.name, words)]
        if is_menu:
            entries = [entry for entry in entries if not entry.is_bare]
        told = sum(entry.is_told for entry in entries)
        # What is said of somebody known is said of a third party, whatever stands above.
        known = are_known([entry.name for entry in entries], words) and any(not entry.is_bare for entry in entries)
        is_sdks = any(is_product(entry.name, words) for entry in entries)
        if not (known or is_sdks) and len(entries) * 2 < sum(
            ENTRY.match(unmarked(line.text)) is not None and not denies(line.text, words) for line in run
        ):
            # Most of what is listed is no name: what is sent, where it goes, how to object; or kinds of recipients
            # beside somebody known.
            entries = [
                entry
                for entry in entries
                if not entry.is_bare and is_known(entry.name, words) and introduced(entry.line.start)
            ]
            if not entries:
                continue
        # Below "we use the following third-party services:" one paragraph on somebody known is enough.
        is_one = is_listed and len(run) == 1 and any(is_known(entry.name, words) for entry in entries)
        is_short = len(entries) < _FEWEST_PARAGRAPHS and not is_one
        if run[0].kind == "paragraph" and is_short and not BULLET.match(run[0].text):
            continue
        before = len(records)
        for entry in entries:
            is_listed = introduced(entry.line.start)
            is_sure = known and not entry.is_bare and not entry.needs_lead
            if entry.needs_lead and not is_listed:
                continue
            if is_sure or entry.is_told or is_listed or (told and (entry.is_bare or told * 2 >= len(entries))):
                record = _record(entry, words)
                is_called = entry.is_called_party or record.is_called_party
                records.append(replace(record, is_among_known=is_sure, is_called_party=is_called))
        of_run = records[before:]
        _tell_uses(of_run, words)
        give_what_leads(of_run, leads, names, words, links or {})
    return records


def _with_strangers(
    entries: list[Entry], run: Sequence[Line], names: FieldNames, words: PartyWords, *, is_listed: bool
) -> list[Entry]:
    """The entries of a run, with those of names that nobody knows where most of the others are known.

    In a Chinese list of those whose services an app uses, as its lead says, it is enough that all are entries.
    """
    found = {entry.line.start for entry in entries}
    known = {entry.name for entry in entries if is_known(entry.name, words) or begins_known(entry.name, words)}
    if len(found) == len(run):
        return entries
    is_english = is_latin(run[0].text)
    is_of_known = len(found) * 2 >= len(run) and len(known) >= _FEWEST_KNOWN
    if not (is_english or is_of_known or is_listed):
        return entries
    told = [entry_beside_known(line, names, words, is_listed=is_listed) for line in run if line.start not in found]
    others = [entry for entry in told if entry]
    if not (is_english or is_of_known) and len(others) < len(told):
        return entries
    # Where none is known, all must be alike.
    if is_english and not known and (entries or len(others) < max(_FEWEST_KNOWN, len(run))):
        return entries
    return sorted([*entries, *others], key=lambda entry: entry.line.start)


def _tell_uses(records: Sequence[PartyRecord], words: PartyWords) -> None:
    """Give bare names what stands in brackets behind them, where the brackets of one beside them say what it is for."""
    bare = [record for record in records if record.layout == "names"]
    if any(use_behind(record.value("name"), words) for record in bare):
        for record in bare:
            inner = _IN_CHINESE.search(record.value("name"))
            record.set("purpose", inner["inner"] if inner else "")


def _record(entry: Entry, words: PartyWords) -> PartyRecord:
    entry = replace(entry, rest=words.policy_aside.sub("", entry.rest))
    if (parted := _without_address(entry, words)) is not None:
        record = _record(parted[0], words)
        record.set("link", parted[1])
        return record
    fields = _handed_in_chinese(entry, words) or _said_below_lead(entry, words)
    if fields:
        return PartyRecord(fields=fields, start=entry.line.start, end=entry.line.end, layout="items")
    fields = _use_and_data(entry, words)
    _complete(fields, entry, words)
    layout = "names" if entry.is_bare else "items"
    return PartyRecord(fields=fields, start=entry.line.start, end=entry.line.end, layout=layout)


def _without_address(entry: Entry, words: PartyWords) -> tuple[Entry, str] | None:
    """An entry without the address that a label, a title or brackets part from what it says, and that address."""
    if (behind := words.policy_behind.search(f"{entry.rest}. {entry.more}")) is not None:
        rest, more = (words.policy_behind.sub("", text) for text in (entry.rest, entry.more))
        link = behind["link"].rstrip(".")
        return replace(entry, rest=rest, more=more), address_in(link if "://" in link else f"https://{link}", words)
    if (first := _TITLED_FIRST.match(entry.rest)) and words.policy_words.search(first["title"]):
        rest = entry.rest[first.end() :].strip()
        return replace(entry, rest=rest or entry.more, more=entry.more if rest else ""), first["link"]
    linked = list(_TITLED.finditer(entry.rest))
    titled = [found for found in linked if words.policy_words.search(found["title"])]
    if linked and not linked[0].start() and words.between_titles.fullmatch(_TITLED.sub("", entry.rest)):
        best = (titled or linked)[0]  # "[how it works](…) and [privacy policy](…)": links and nothing else
        return replace(entry, rest="", more=entry.more), best["link"]
    if titled and (titled[0].start() or _GOES_ON.match(entry.rest, titled[0].end())):
        return replace(entry, rest=_without_titled(entry.rest, titled)), titled[0]["link"]
    if shown := _ADDRESS_BEHIND.search(entry.rest):
        return replace(entry, rest=entry.rest[: shown.start()]), shown["link"]
    led = _LEADS_IN_BRACKETS.search(entry.rest)
    if led and words.column_link.search(led["label"]) and (link := address_in(led["link"], words)):
        return replace(entry, rest=f"{entry.rest[: led.start()]}{entry.rest[led.end() :]}"), link
    return None


def _handed_in_chinese(entry: Entry, words: PartyWords) -> dict[str, str]:
    """The fields of a Chinese entry that says what is handed over: "支付，仅传输订单号"; none for another."""
    first, comma, further = entry.rest.partition("，")
    given = words.entry_hands_zh.match(entry.rest) or words.entry_hands_zh.match(further)
    if given is None or refuses(given.group(), words) or words.own_subject_zh.fullmatch(given["data"]):
        return {}  # "我们可能会与这些服务共享…" begins with who shares
    is_further = comma and given.string == further
    return {
        "name": entry.name,
        "company": entry.company,
        "data": words.sent_lead.sub("", given["data"], count=1),
        "purpose": plain(first if is_further else given["use"] or given["aim"] or ""),
    }


def _said_below_lead(entry: Entry, words: PartyWords) -> dict[str, str]:
    """The fields of an entry that only its lead makes one, by its sentence on what is taken; none without data."""
    said = said_in(entry.rest, 0, words) if entry.needs_lead else None
    if said is None or not said.data:
        return {}
    taken = what_is_taken(entry.rest, words)
    data = (said_in(entry.rest[taken.start() :], 0, words).data if taken else "") or said.data
    return {
        "name": entry.name,
        "company": entry.company or said.company,
        "link": said.link,
        "data": data,
        "purpose": _use_before(entry.rest, taken.start() if taken else len(entry.rest), said.purpose, words),
    }


def _use_and_data(entry: Entry, words: PartyWords) -> dict[str, str]:
    """What an entry says that somebody is for and takes, and the address that is all of what it says."""
    fields = {"name": entry.name, "purpose": use_told_of(entry.name, entry.rest, words) or plain(entry.rest)}
    if ADDRESS.match(address := _ASIDE_BEHIND.sub("", entry.rest)):
        fields = {"name": entry.name, "purpose": "", "link": address}
    elif words.names_policy.fullmatch(plain(entry.rest)):
        fields = {"name": entry.name, "purpose": ""}
    taken = what_is_taken(entry.rest, words) if entry.company or CHINESE.search(f"{entry.name}{entry.rest}") else None
    if taken and words.use_cue_alone.fullmatch(entry.rest[: taken.start()].strip()):
        taken = None  # "used to collect and store data with forms" is one use
    if taken and words.takes_nothing.search(entry.rest) and not said_in(entry.rest, 0, words).data:
        # "不收集任何信息" says neither what is taken nor what for.
        fields["purpose"], taken = words.takes_nothing.sub("", entry.rest).rstrip("）)").strip(" ，,；;。（("), None
    is_chinese = not is_latin(entry.name) or (is_product(entry.name, words) and not is_latin(entry.rest))
    if taken and not (entry.company or is_chinese) and not _CLAUSE.search(entry.rest, 0, taken.start()):
        taken = None  # "QQ：用于接收您的反馈" is one clause
    if taken and (taken.start() or entry.company):
        # "后端服务，收集网络请求数据": what it is for, and what it takes.
        before = _without_occasion(entry.rest[: taken.start()].rstrip(), words)
        fields = {"name": entry.name, "purpose": plain(before.rstrip("（("))}
        data = said_in(entry.rest[taken.start() :], 0, words).data or said_in(entry.rest, 0, words).data
        fields["data"] = data.rstrip("）)") if before.endswith(("（", "(")) else data
        if not data:
            # "负责报错信息收集，方便锁定问题" takes nothing by these words.
            fields["purpose"] = _use_before(entry.rest, len(entry.rest), fields["purpose"], words)
    elif is_latin(entry.name) and words.collects.match(entry.rest) and (data := said_in(entry.rest, 0, words).data):
        aim = words.collects_to.match(entry.rest)
        fields = {"name": entry.name, "data": data, "purpose": plain((aim["use_en"] or "") if aim else "").rstrip(".")}
    elif is_latin(entry.name) and (sent := sent_to(entry.rest, words)) and sent["aim"]:
        fields = {"name": entry.name, "data": sent["data"], "purpose": plain(sent["aim"])}
    elif is_latin(entry.name) and (also := also_takes(entry.rest, words)) is not None:
        fields = {"name": entry.name, "purpose": also[0], "data": also[1]}
    elif is_latin(entry.name) and _are_data(entry.rest, words):
        fields = {"name": entry.name, "data": entry.rest}  # "Egret Ads: advertising ID, IP address"
    elif is_latin(entry.name) and (sole := words.sole_data.match(entry.rest)) and not refuses(entry.rest, words):
        fields = {"name": entry.name, "data": sole["data"]}  # "Egret: activity data only if you connect it"
    elif not is_latin(entry.name) and _is_data(_CLAUSE.split(entry.rest, maxsplit=1)[0], words) and _lists(entry.rest):
        fields = {"name": entry.name, "data": entry.rest}  # "微信支付：订单号和金额"
    elif is_product(entry.name, words) and _is_data(_CLAUSE.split(entry.rest, maxsplit=1)[0], words):
        fields = {"name": entry.name, "data": entry.rest}
    return fields


def _complete(fields: dict[str, str], entry: Entry, words: PartyWords) -> None:
    """Give the fields of an entry what its name, its brackets and its further sentences say beside them."""
    if not fields.get("purpose") and not is_latin(entry.name):
        fields["purpose"] = use_behind(entry.name, words)
    handed, handed_for = handed_to(entry.name, entry.rest, words)
    if handed and not fields.get("data"):
        fields.update({"data": handed, "purpose": handed_for or fields.get("purpose", "")})
    if entry.company:
        fields["company"] = entry.company
    if entry.link:
        fields["link"] = address_in(entry.link, words)
    if not fields.get("data") and (data := _taken_in(entry, words)):
        fields["data"] = data
    if is_latin(entry.name):
        _tell_labels(fields, entry.more, words)
    if not fields.get("link") and (shown := words.shown_at.search(entry.line.text)):
        fields["link"] = address_in(shown["link"], words)
    if is_latin(fields.get("purpose", "")):
        fields["purpose"] = JOINS_NEXT.sub("", fields.get("purpose", ""))
    part_company(fields, words)


def _without_titled(rest: str, titled: Sequence[re.Match[str]]) -> str:
    for found in reversed(titled):
        rest = f"{rest[: found.start()]}{rest[found.end() :]}"
    goes_on = _GOES_ON.match(rest)
    return rest[goes_on.end() if goes_on else 0 :].rstrip(" .—–-,;")


def _tell_labels(fields: dict[str, str], more: str, words: PartyWords) -> None:
    """Put what further sentences say under a label of a use, and the company that the first says it is provided by."""
    if provider := said_to_provide(fields.get("purpose", ""), words):
        fields["company"], fields["purpose"] = provider, ""
    elif not fields.get("company") and (company := _company_alone(fields.get("purpose", ""), words)):
        fields["company"], fields["purpose"] = company, _deed_in(more, words)
    if not fields.get("company"):
        fields["company"] = next(filter(None, (said_to_provide(each, words) for each in _LATER.split(more))), "")
    labelled = [sentence.partition(":") for sentence in _LATER.split(more)]
    short = [(label, value) for label, _, value in labelled if value and len(label) <= _LONGEST_LATER_LABEL]
    uses = [value for label, value in short if kind_of_label(label, words) == "purpose"]
    if uses:
        fields["purpose"] = plain(uses[0]).rstrip(".")


def _company_alone(use: str, words: PartyWords) -> str:
    """The company that stands where a use does, with where it is or without: "Egret GmbH, Berlin"; else empty."""
    company = without_places(use.rstrip(), words) if not CHINESE.search(use) and " - " not in use else ""
    return company if is_company(company, words) and not is_product(company, words) else ""


def _deed_in(more: str, words: PartyWords) -> str:
    """The first further sentence that says what somebody does and no data that they take; empty for none."""
    for sentence in _LATER.split(more):
        done = words.does_what.match(f" {sentence}")
        is_deed = done is not None or words.for_what.match(sentence) is not None
        if is_deed and not (done and words.collects.match(done["verb"])) and not refuses(sentence, words):
            return plain(sentence).rstrip(".")
    return ""


def _are_data(rest: str, words: PartyWords) -> bool:
    """Whether an English entry lists kinds of data and nothing else."""
    parts = [part for part in _DATA_PARTS.split(rest) if part.strip()]
    are_short = len(parts) > 1 and all(len(part) <= _LONGEST_OCCASION * 2 for part in parts)
    return are_short and (
        all(_is_data(part, words) for part in parts) or all(words.data_head.search(part.strip(" .")) for part in parts)
    )


def _is_data(clause: str, words: PartyWords) -> bool:
    return kind_of(clause, words) == "data" and words.for_what.match(clause) is None


def _lists(rest: str) -> bool:
    """Whether a Chinese text is a few nouns and no sentence: "订单号和金额"."""
    nouns = _ASIDES.sub("", rest)
    return all(len(part) <= _LONGEST_OCCASION for part in _NOUNS.split(nouns)) and _NOUNS.search(nouns) is not None


def _use_before(rest: str, end: int, cued: str, words: PartyWords) -> str:
    """What an entry says before an offset that somebody does, with what for; else what a cue tells.

    "为您提供传输能力，用于监控。我们会收集…", "负责报错信息收集，方便定位".
    """
    text = rest[:end]
    if words.does_for.match(text) is None:
        return cued
    sentence = text.partition("。")[0].rstrip()
    return plain(sentence if end == len(rest) else _without_occasion(sentence, words)).rstrip("，,；;、")


def _without_occasion(before: str, words: PartyWords) -> str:
    """What stands before the verb of what is taken, without a short clause on when and how: "框架，输入时自动读取"."""
    stop = max(map(before.rfind, "，,；;"))
    if when := words.taken_when.search(before):
        return before[: when.start()] if when.start() > 0 else before
    behind = before[stop + 1 :]
    is_occasion = stop > 0 and len(behind) <= _LONGEST_OCCASION and not words.purpose.search(behind)
    return before[:stop] if is_occasion else before


def _taken_in(entry: Entry, words: PartyWords) -> str:
    """What a later sentence of an entry says that it takes: "Crash reports. It collects the device model"."""
    if CHINESE.search(entry.more):
        sentence = entry.more.partition("。")[0]
        return "" if refuses(sentence, words) else said_in(sentence, 0, words).data
    own = own_words(entry.name, words)
    for sentence in chain.from_iterable(map(_AND_SOMEBODY.split, _LATER.split(entry.more))):
        label, colon, value = sentence.partition(":")
        if colon and words.column_data.search(label) and len(label) <= _LONGEST_LATER_LABEL:
            return plain(value)
        is_subject = _SUBJECT.match(sentence) is not None or sentence.partition(" ")[0] in own
        is_subject = is_subject or words.takes_itself.match(sentence) is not None
        if is_subject and not denies(sentence, words):
            data = said_in(sentence, 0, words).data
            if data:
                return data
        # "Egret handles card data" says it as "It handles card data" does.
        first, _, behind = sentence.partition(" ")
        if passed := passed_in(f"It {behind}" if first in own else sentence, words):
            return passed
    return ""


def _opens_with_known(text: str, words: PartyWords) -> bool:
    """Whether an English paragraph begins with somebody known in bold, and goes on with what that one does."""
    found = BOLD.match(text) if text.startswith(("**", "__")) else None
    name = plain(found["name"]) if found is not None else ""
    goes_on = found is not None and _DEED.match(text, found.end()) is not None
    return goes_on and is_latin(name) and is_known(name, words) and words.own_store.fullmatch(name) is None


def _runs(
    lines: Sequence[Line],
    names: FieldNames,
    words: PartyWords,
    introduced: Callable[[int], bool],
    *,
    of_headings: bool,
) -> Iterator[list[Line]]:
    """The runs of entries that follow one another, those of text that has no blocks and of bold paragraphs too."""
    run: list[Line] = []
    for line in lines:
        is_item = line.kind == "item" or BULLET.match(line.text) is not None
        is_item = is_item and len(line.text) <= _LONGEST_ENTRY
        is_item = is_item and (of_headings or line.kind != "heading")
        if not is_item and line.kind == "paragraph":
            is_entry = any(form.match(line.text) is not None for form in (BOLD, ENTRY, COMMA_USE, COMPANY_FOR))
            is_item = (is_entry or opens_with_company(line.text, words)) and introduced(line.start)
            is_item = is_item or _opens_with_known(line.text, words)
        says_more = line.kind == "paragraph" and (leads_to_policy(line, words) or label_of(line, names) is not None)
        if is_item or (run and says_more):
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run
