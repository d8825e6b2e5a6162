"""Which records of a document are believed to be of third parties, by what they say and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from appaudit.documents.blocks import PolicyDocument
from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.records.list_context import ListContext, name_of
from appaudit.records.record import PartyRecord
from appaudit.records.wording.ended import mark_ended
from appaudit.records.wording.names import (
    is_at,
    is_authority,
    is_known,
    is_ordinary,
    ordinary_words,
    own_names,
    own_words,
)
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.titles import settle_name
from appaudit.records.wording.values import address_in, is_company, is_product

#: Fields of a labelled block that may still be of something else than a third party.
_MOST_DOUBTFUL = 3
#: Records of known names beside which others are measured by them.
_FEWEST_KNOWN = 3
#: What a cookie is called, in the first cell of its row.
_COOKIE = re.compile(r"[|\s`*]*(?:_\w[\w.*-]*|[a-z][a-z\d]*(?:[_.-][a-z\d*]+)+)[\s`*]*(?:\||$)")
#: The number or letter of a heading.
_COUNT = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z])[.)]\s+")
#: A package of Java in brackets behind a name: "Egret（com.egret.sdk）".
_PACKAGED = re.compile(r"[（(](?:com|cn|org|net|io|me|tv)(?:\.[A-Za-z_]\w*){1,6}[^（）()]{0,80}[)）]$")


def believed(
    records: Sequence[PartyRecord], document: PolicyDocument, context: ListContext, words: PartyWords
) -> list[PartyRecord]:
    """The records that name a third party, by their names, by what stands above them, and by those beside them."""
    ordinary = ordinary_words(document.text) if document.language == "en" else frozenset()
    own = own_names(document.text, words)
    for record in records:
        if document.language == "en":
            _name_provider(record, words)
        elif record.layout == "table" and words.kind_cell.fullmatch(record.value("name").strip()):
            _name_company(record)
        settle_name(record.fields, words)
        if is_company(record.value("company"), words) and words.names_nobody.search(record.value("name").strip()):
            record.fields["name"] = record.value("company")
    mark_ended(records, document.text, words)
    led_to = _led_to(records, context)
    blocks = _blocks_of_known(records, words)
    left = [
        record
        for record in records
        if not context.is_gone(record)
        and name_key(name_of(record)) not in own
        and not is_authority(name_of(record), words)
        and not _is_item_of_data(record, words)
        and words.names_nobody.search(name_of(record).strip()) is None
        and words.own_party.fullmatch(name_of(record).strip("*_ ")) is None
        and not _is_nobody_yet(record, words)
        and not _is_sentence(record, words)
        and words.remark_label.match(f"{name_of(record)}：") is None
        and not context.is_way_out(record)
        and not _is_profile(record, words)
        and not _is_cookie(record, document, context, words)
        and words.says_steps.search(record.value("purpose")) is None
        and (
            record.is_among_known
            or record.start in blocks
            or _is_certain(record, words)
            or (context.lists_parties(record.start) and not _is_heading(record, ordinary, words))
            or (record.layout == "table" and context.is_captioned(record.start))
            or (record.start in led_to and not _is_heading(record, ordinary, words))
        )
    ]
    thanked = [record for record in left if is_thanked(record, context)]
    if len(thanked) < len(left):
        left = [record for record in left if not is_thanked(record, context)]
    known = len({name_key(name_of(record)) for record in left if is_known(name_of(record), words)})
    if document.language != "en" or known < _FEWEST_KNOWN:
        return left
    # Beside a list of names that are known, entries none of which is known are of something else, unless a heading or
    # a lead-in of their own says who they are, or a table names them again.
    tabled = {name_key(name_of(record)) for record in left if record.layout == "table"}
    strangers = {
        start
        for start, run in _runs_below_one_heading(left, context)
        if not any(_is_party(record, words) or name_key(name_of(record)) in tabled for record in run)
    }
    return [
        record
        for record in left
        if record.layout == "table"
        or context.heading_start(record.start) not in strangers
        or _is_party(record, words)
        # A section on somebody nobody knows that says what for and what, below a heading on third parties.
        or (record.layout == "labels" and record.says_whole and context.lists_parties(record.start))
    ]


def _is_cookie(record: PartyRecord, document: PolicyDocument, context: ListContext, words: PartyWords) -> bool:
    """Whether a row below a heading on cookies begins with what one of these is called: "_ga", "__session"."""
    if record.layout != "table" or not is_latin(document.text[record.start : record.end]):
        return False
    begins = _COOKIE.match(document.text, record.start, record.end)
    heading = context.heading(record.start)
    return begins is not None and words.on_cookies.search(heading) is not None and words.context.search(heading) is None


def _is_nobody_yet(record: PartyRecord, words: PartyWords) -> bool:
    """Whether a record says of a service that nobody has been chosen for it: "(none selected) | Mail"."""
    is_open = any(words.nobody_yet.fullmatch(record.value(field).strip("*_ ")) for field in ("name", "company"))
    return is_open and not is_known(record.value("name"), words)


def _is_sentence(record: PartyRecord, words: PartyWords) -> bool:
    """Whether a sentence of ours stands where the company does, and nobody known is named: "我们依赖以下服务商，…"."""
    company, name = record.value("company").strip(), record.value("name").strip()
    is_said = words.in_sentence.search(company) is not None and not is_company(company, words)
    return is_said and record.layout != "table" and not (is_known(name, words) or is_product(name, words))


def _is_profile(record: PartyRecord, words: PartyWords) -> bool:
    """Whether a record is a link to a profile, where the app may be reached, and nothing else."""
    said = [value for field, value in record.fields.items() if value.strip() and field not in ("name", "link")]
    return not said and words.own_profile.fullmatch(record.value("link").strip()) is not None


def _is_item_of_data(record: PartyRecord, words: PartyWords) -> bool:
    """Whether a row of a table is about an item of data, as in the forms of stores: "Device ID | Yes | Analytics"."""
    name = record.value("name").strip()
    is_told = record.layout != "table" or record.value("company").strip() or record.value("link").strip()
    return not is_told and any(found.group() == name for found in words.data.finditer(name))


def _blocks_of_known(records: Sequence[PartyRecord], words: PartyWords) -> set[int]:
    """Where labelled blocks begin that say of several known names what for and what or whose: a list wherever it is.

    Beside one that says so, others say enough with an address at their name: "More info at: https://egret.example".
    """
    blocks = [record for record in records if record.layout == "labels" and is_known(record.value("name"), words)]
    whole = {
        record.start
        for record in blocks
        if record.value("purpose").strip() and any(record.value(field).strip() for field in ("data", "company", "link"))
    }
    blocks = [block for block in blocks if block.start in whole or _is_at_home(block, words)]
    several = len({name_key(record.value("name")) for record in blocks}) > 1
    return {record.start for record in blocks} if several and whole else set()


def _is_at_home(record: PartyRecord, words: PartyWords) -> bool:
    """Whether the address that a record gives is at the name of whom it names."""
    return is_at(record.value("name"), address_in(record.value("link"), words))


def _led_to(records: Sequence[PartyRecord], context: ListContext) -> set[int]:
    """Where the labelled blocks begin that a paragraph on third parties leads to: the first below it and all behind."""
    found: set[int] = set()
    before: PartyRecord | None = None
    for record in sorted(records, key=lambda record: record.start):
        if record.layout not in ("labels", "headed"):
            continue
        goes_on = before is not None and before.start in found and context.is_right_behind(before.end, record.start)
        if goes_on or context.stands_below_lead(record.start):
            found.add(record.start)
        before = record
    return found


def is_thanked(record: PartyRecord, context: ListContext) -> bool:
    """Whether a record says of what stands under thanks or licences neither whose it is nor what it takes."""
    return not (record.value("data") or record.value("company")) and context.is_below_credits(record.start)


def _runs_below_one_heading(
    records: Sequence[PartyRecord], context: ListContext
) -> Iterator[tuple[int, list[PartyRecord]]]:
    """The entries of lists by where the heading above them begins, without those that a heading of their own calls."""
    runs: dict[int, list[PartyRecord]] = {}
    for record in records:
        if record.layout in ("items", "names", "labels", "prose") and not context.is_called_parties(record.start):
            runs.setdefault(context.heading_start(record.start), []).append(record)
    yield from runs.items()


def _is_party(record: PartyRecord, words: PartyWords) -> bool:
    """Whether a record says by itself that it is of a third party: its name, a company, an address."""
    name = name_of(record)
    return bool(
        record.is_called_party
        or record.is_among_known
        or is_known(name, words)
        or is_product(name, words)
        or record.value("company").strip()
        or is_company(name, words)
        or record.value("link").strip()
    )


def _is_heading(record: PartyRecord, ordinary: frozenset[str], words: PartyWords) -> bool:
    """Whether a name begins large and the text writes all words of it small elsewhere: a heading of something."""
    name = name_of(record)
    if record.layout in ("table", "prose") or not name[:1].isupper() or not is_ordinary(name, ordinary):
        return False
    return not (is_known(name, words) or is_at(name, record.value("link")))


def _is_own(name: str, words: PartyWords) -> bool:
    """Whether a name is none, or more than words for kinds of things: "Who we are" above an address is a heading."""
    return not name or not is_latin(name) or bool(own_words(name, words))


def _is_certain(record: PartyRecord, words: PartyWords) -> bool:
    """Whether a record speaks of a third party wherever it stands."""
    # A block that its company alone names says that once.
    said = len({value.strip() for value in record.fields.values()} - {""})
    name = record.value("name")
    return (
        record.is_called_party
        or is_product(name, words)
        or (said > 1 and _PACKAGED.search(name) is not None)
        or (bool(record.value("company").strip()) and said > 2 and _is_own(name, words))
        # "Name: Egret", "Purpose: …", "Data: …" and the policy at egret.example
        or (record.layout == "labels" and said > _MOST_DOUBTFUL and _is_at_home(record, words))
    )


def _name_company(record: PartyRecord) -> None:
    """Name a row by its company where the cell of its name only says what kind of thing it is: "云服务"."""
    if company := record.value("company").strip():
        record.fields["name"] = company


def _name_provider(record: PartyRecord, words: PartyWords) -> None:
    """Name a block by its company where the English title above it only says what kind of service that offers."""
    title = _COUNT.sub("", record.value("name"))
    company = record.value("company").strip()
    is_kind = bool(company) and is_latin(title) and not own_words(title, words)
    if is_kind and record.is_titled:
        record.fields["name"] = company
    elif is_kind and title and record.layout == "table" and not is_product(title, words) and is_known(company, words):
        # "Payments" of Egret in a row, beside rows that name products.
        record.fields.update(name=company, company="")
        record.set("purpose", title)
