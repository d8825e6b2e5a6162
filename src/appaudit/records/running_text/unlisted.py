"""What a document without a list says of third parties in its sentences: whom an app uses, and who is sent what."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.lexicon.parties import PartyWords, name_key
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.running_text.handed_over import of_others, read_handed_over
from appaudit.records.running_text.named_sdks import read_named_sdks
from appaudit.records.running_text.stated import read_stated

#: Whose policy a sentence says stands where: "you can find Egret's privacy policy at https://…".
_POLICY = Expression(
    r"\b(?P<who>[A-Z][\w.+&-]*(?: [A-Z][\w.+&-]*){0,3})['’]s? [Pp]rivacy (?:[Pp]olicy|[Nn]otice|[Ss]tatement)"
    r"[^.;\n]{0,80}?(?P<address>https?://[^\s()<>\[\]]+)"
)
#: How much of the beginning of a document is its title.
_TITLE = 200


def read_running_text(lines: Sequence[Line], text: str, words: PartyWords) -> list[PartyRecord]:
    """The records of sentences on somebody known, wherever they stand, each name once."""
    stated = _each_once([*read_named_sdks(lines, words), *read_stated(lines, words)], words)
    policies = {name_key(told["who"]): told["address"].rstrip(".,;") for told in _POLICY.finditer(text)}
    for record in stated if policies else ():
        record.set("link", policies.get(name_key(record.value("name")).removesuffix(" sdk"), ""))
    return [*stated, *of_others(_sent_to_others(lines, text, words), stated)]


def _each_once(records: Sequence[PartyRecord], words: PartyWords) -> list[PartyRecord]:
    """The records without stores and without those of a name that stands before them, with the word SDK or without."""
    firsts: dict[str, PartyRecord] = {}
    for record in records:
        name = record.value("name")
        if words.own_store.fullmatch(name):
            continue
        first = firsts.setdefault(name_key(name).removesuffix(" sdk"), record)
        for field in ("purpose", "data", "link"):
            first.set(field, record.value(field))
    return list(firsts.values())


def _sent_to_others(lines: Sequence[Line], text: str, words: PartyWords) -> list[PartyRecord]:
    """What sentences send to somebody known whom the title, which says whose app it is, does not name."""
    title = text[:_TITLE].strip().partition("\n")[0].lower()
    now = [line for line in lines if words.not_now_zh.search(line.text) is None]
    handed = read_handed_over(now, words, lambda position: True)
    return [
        record
        for record in handed
        if record.value("name").lower() not in title and not words.users_own.search(record.value("data"))
    ]


def without_companies(records: Sequence[PartyRecord]) -> list[PartyRecord]:
    """The records without those of who offers what another one names: "Egret Maps, a service provided by Egret LLC"."""
    offered: dict[str, set[str]] = {}
    for record in records:
        if record.value("company"):
            offered.setdefault(name_key(record.value("company")), {""}).add(record.value("data"))
    return [
        record
        for record in records
        if record.value("company") or record.value("data") not in offered.get(name_key(record.value("name")), ())
    ]
