"""What a document without a list says of third parties in its sentences: whom an app uses, and who is sent what."""

from __future__ import annotations

from collections.abc import Sequence, Set

from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.running_text.handed_over import of_others, read_handed_over
from appaudit.records.running_text.named_sdks import read_named_sdks
from appaudit.records.running_text.providers_in_brackets import read_providers_in_brackets
from appaudit.records.running_text.stated import read_stated
from appaudit.records.wording.names import is_at, is_known, own_words
from appaudit.records.wording.values import address_in

#: Whose policy a sentence says stands where: "you can find Egret's privacy policy at https://…".
_POLICY = Expression(
    r"\b(?P<who>[A-Z][\w.+&-]*(?: [A-Z][\w.+&-]*){0,3})['’]s? [Pp]rivacy (?:[Pp]olicy|[Nn]otice|[Ss]tatement)"
    r"[^.;\n]{0,80}?(?P<address>https?://[^\s()<>\[\]]+)"
)
#: The same in brackets, without a protocol: "(Egret privacy policy: egret.example/privacy)".
_POLICY_IN_BRACKETS = Expression(
    r"\((?P<who>[A-Z][\w.+&-]*(?: [A-Z][\w.+&-]*){0,3}) [Pp]rivacy (?:[Pp]olicy|[Nn]otice): "
    r"(?P<address>(?:https?://)?[a-z\d-]+(?:\.[a-z\d-]+)+/[^\s()]+)\)"
)
#: What of a vendor's it is: "Egret's Kit".
_OF_WHAT = Expression(r"['’]s [A-Z].*$")
#: How much of the beginning of a document is its title.
_TITLE = 200
#: Letters of a listed name by which another one is held to be a fuller form of it.
_SHORTEST = 3


def read_running_text(lines: Sequence[Line], text: str, words: PartyWords) -> list[PartyRecord]:
    """The records of sentences on somebody known, wherever they stand, each name once."""
    kinds = read_providers_in_brackets(lines, words)
    stated = _each_once([*read_named_sdks(lines, words), *kinds, *read_stated(lines, words)], words)
    told_policies = [*_POLICY_IN_BRACKETS.finditer(text), *_POLICY.finditer(text)]
    policies = {name_key(told["who"]): _whole(told["address"].rstrip(".,;")) for told in told_policies}
    for record in stated if policies else ():
        record.set("link", policies.get(name_key(record.value("name")).removesuffix(" sdk"), ""))
    return [*stated, *of_others(_sent_to_others(lines, text, words), stated)]


def _whole(address: str) -> str:
    return address if "://" in address else f"https://{address}"


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


def beside_a_list(stated: Sequence[PartyRecord], listed: Sequence[PartyRecord], words: PartyWords) -> list[PartyRecord]:
    """The records of sentences on a product that a list beside them does not name, and what it is for or takes.

    A vendor alone, a store or a system is mentioned for much else, and so is who is known by this document alone.
    """
    told = {_letters(record.value(field)) for record in listed for field in ("name", "company")} - {""}
    told |= {_initials(record.value("name")) for record in listed} - {""}
    all_told = "\n".join(sorted(told))
    links = {link for record in listed if (link := address_in(record.value("link"), words))}
    return [
        record
        for record in stated
        if (record.value("purpose") or record.value("data"))
        and is_known(record.value("name"), words)
        and (record.layout == "items" or not all(_is_vendor(part, words) for part in record.value("name").split("/")))
        and not _is_told(record.value("name"), told, all_told, words)
        and not (" " not in record.value("name") and any(is_at(record.value("name"), link) for link in links))
    ]


def _letters(name: str) -> str:
    return name_key(name).replace(" ", "")


def _initials(name: str) -> str:
    """The first letters of a name of several words, by which a sentence may call it: "Egret Cloud Messaging"."""
    parts = name.split()
    return "".join(part[0] for part in parts).lower() if len(parts) >= _SHORTEST else ""


def _is_vendor(name: str, words: PartyWords) -> bool:
    name = _OF_WHAT.sub("", name.strip())
    return any(
        form.fullmatch(name) for form in (words.company_brand, words.platform, words.own_store, words.gives_itself)
    )


def _is_told(name: str, told: Set[str], all_told: str, words: PartyWords) -> bool:
    """Whether what is listed has all words of a name that are its own, or is a part of it."""
    letters = _letters(name)
    ends = range(len(letters) + 1)
    is_fuller = any(letters[start:end] in told for start in ends for end in ends[start + _SHORTEST :])
    return is_fuller or all(_letters(part) in all_told for part in own_words(name, words) or [name])
