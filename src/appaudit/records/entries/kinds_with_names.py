"""Entries that name somebody behind what that is: "Email: [Egret](…)", "AI drafts (Egret) — …"."""

from __future__ import annotations

import re

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.wording.groups import use_titled
from appaudit.records.wording.names import is_brand, is_known, named_of_kind, own_words
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import refuses
from appaudit.records.wording.values import is_company, without_places

#: A kind of service whose name is the address that stands in brackets behind it: "Geolocation (ip.example)".
_KIND_AT = Expression(r"^[^()]{2,40} ?\((?P<name>[a-z\d-]+(?:\.[a-z\d-]+){1,3})\)$", re.IGNORECASE)
#: A name with its company in brackets, and a company with where it is, before further sentences.
_WITH_COMPANY = Expression(
    r"^[*_]{0,2}(?P<name>[A-Z][\w.&+' -]{1,40}?)[*_]{0,2} \((?P<company>(?:[^()\n]|\([^()\n]*\)){3,60})\)"
    r"(?:\.|$)\s*(?P<rest>.*)$"
)
_ALONE = Expression(r" ?\([^()\n]{2,40}\)(?:\.\s+(?P<rest>.*)|\.?)$")
_FIRST_SENTENCE = Expression(r"(?<=[a-z)])\.\s")
#: A name with its address in brackets, before what is said of it.
_ADDRESS_BEHIND = Expression(
    r"(?P<name>[*_]{0,2}[A-Z][^()\[\]:\n]{1,40}?[*_]{0,2}) ?\((?P<link>https?://[^()\s]+)\)(?=\s*[:–—-])"
)
#: A name that is the title of a link, and one in brackets behind what is done in small letters.
_LINKED = Expression(r"^\[(?P<title>[A-Z][^\]\n]{1,40})\]\((?P<link>https?://[^()\s]+)\)(?: ?\([^()]{1,80}\))?[.;]?$")
_COMPANY_BEHIND = Expression(
    r"^[*_]{0,2}(?P<name>[^（()）：:，。\n*]{2,24})[*_]{0,2} ?[（(](?P<label>[^（()）：:\n]{2,10})[：:]\s*"
    r"(?P<company>(?:[^（()）：:\n]|[（(][^（()）]*[)）]){4,60})[)）][*_]{0,2}\s*[：:，,—–-]{1,2}\s*(?P<rest>\S.{1,600})$"
)
#: One of those listed behind a kind of service, with its legal form and brackets, and what stands between two of them.
_LISTED = Expression(
    r"(?P<name>[A-Z][\w.+&'-]*(?: [A-Z0-9][\w.+&'-]*){0,4}"
    r"(?:,? (?:Inc|LLC|Ltd|Limited|GmbH|Corp|PBC)\b\.?)?)(?: ?\((?P<inner>[^()\n]{2,160})\))?"
)
_BETWEEN_LISTED = Expression(
    r"\s*(?:[,;](?! (?:Inc|LLC|Ltd|Limited|GmbH|Corp|PBC)\b)\s*(?:and |or )?| (?:and|or|&|/) )(?![^()]*\))"
)
_INNER = Expression(r"\([^()]*\)")
#: What stands behind a list whose last name has brackets, and the address of a name that is the title of a link.
_SENTENCE_BEHIND = Expression(r"\)\.\s+[A-Z].*$")
_TARGET = Expression(r"\[(?P<title>[^\[\]\n]{1,40})\]\(https?://[^()\s]+\)")
_INSIDE = Expression(
    r"^(?P<kind>[A-Z][a-zA-Z]*(?: [a-z-]+){1,4}) \((?:(?:e\.g\.,?|such as|currently|via|using|through) )?"
    r"(?P<name>[A-Z][\w.+-]*(?: [A-Z][\w.+-]*){0,3})(?: or (?:an? )?(?:equivalent|similar|another|other)[^()]*)?\)$"
)


def addressed(name: str, names: FieldNames, words: PartyWords) -> str:
    """Whom the title of a kind of service names: by the address behind it, or behind a dash; else the title itself.

    "Geolocation (ip.example)", "Payments — Egret, Inc.".
    """
    kind, dash, behind = name.partition(" — ")
    is_kind = bool(dash) and (words.kind_title.match(kind) or words.kind_told.fullmatch(kind.lower()))
    if is_kind and (is_known(behind, words) or is_company(behind, words)):
        return behind.strip()
    found = None if is_brand(name, names, words) else _KIND_AT.match(name)
    return found["name"] if found is not None else name


def address_behind_name(text: str, begins: int) -> tuple[str, str] | None:
    """A line without the address in brackets behind the name it begins with, and the address; None without one."""
    found = _ADDRESS_BEHIND.match(text, begins)
    return (f"{text[:begins]}{found['name']}{text[found.end() :]}", found["link"]) if found is not None else None


def company_behind_name(text: str, names: FieldNames, words: PartyWords) -> tuple[str, str, str] | None:
    """The name, the company in brackets behind it under a label, and the rest: "白鹭（运营方：白鹭公司）：支付"."""
    found = _COMPANY_BEHIND.match(text)
    if found is None or names.field(found["label"]) != "company" or not is_company(found["company"], words):
        return None
    return found["name"].strip(), found["company"].strip(), found["rest"]


def company_of_kind(title: str, rest: str, words: PartyWords) -> tuple[str, str, str] | None:
    """Whom what stands behind the title of a kind of service begins with, the company, and what is said; else None.

    "Hosting. Egret, Inc. hosts …", "E-mail: Egret (Egret Ltd, USA). Sends receipts.", "Payments: Egret LLC (USA)."
    """
    kind = title.rstrip(".: ")
    if not is_latin(kind) or refuses(_FIRST_SENTENCE.split(rest, maxsplit=1)[0], words):
        return None
    named = _WITH_COMPANY.match(rest)
    company = without_places(named["company"], words) if named is not None else ""
    if named is not None and is_company(company, words) and not (is_known(kind, words) or is_company(kind, words)):
        return named["name"], company, f"{kind}. {named['rest']}"
    is_kind = words.kind_title.match(kind) is not None or words.kind_told.fullmatch(kind.lower()) is not None
    found = words.company_name.match(rest) if is_kind else None
    if found is None or refuses(rest, words):
        return None
    alone = _ALONE.match(rest, found.end())
    return found.group(), found.group(), f"{kind}. {alone['rest'] or ''}" if alone is not None else rest


def named_behind_kind(name: str, rest: str, names: FieldNames, words: PartyWords) -> tuple[str, str, str] | None:
    """The name that an entry on a kind of service gives, what it says of it, and its address; None for another entry.

    "Email: [Egret](…)" names it behind the kind, "AI drafts (Egret) — …" in brackets.
    """
    linked = _LINKED.match(rest)
    if linked is not None and is_latin(name) and _is_kind(name, words) and is_brand(linked["title"], names, words):
        return linked["title"], name, linked["link"]
    inside = _INSIDE.match(name)
    if (
        inside is None
        or (words.data.search(name) is not None and not use_titled(inside["kind"], words))
        or is_brand(name, names, words)
        or not is_brand(inside["name"], names, words)
        or refuses(rest, words)
    ):
        return None
    return inside["name"], rest, ""


def _is_kind(name: str, words: PartyWords) -> bool:
    return any(form.match(name) is not None for form in (words.kind_title, words.work_label))


def told_of_kind(label: str, said: str, words: PartyWords, inside: str = "") -> tuple[str, list[str]]:
    """What a kind of service is for, and who offers it, each with brackets or without; no names for another text.

    "Payments: Egret (cards) and Finch", "Media storage: Egret and local providers": kinds in small letters are nobody.

    Args:
        label: The kind of service.
        said: What is said of it.
        words: How names look.
        inside: What stands in brackets behind it: "Payments (Egret, Finch)".
    """
    use, named = named_of_kind(label, said, words)
    if named:
        return use, named
    if not is_latin(label) or is_known(label, words) or words.other_label.search(label) is not None:
        return "", []
    is_kind = any(words.kind_told.fullmatch(part) for part in label.lower().split()) and not own_words(label, words)
    if not is_kind and words.kind_title.match(label) is None:
        return "", []
    return label, _listed(said, words) or ([] if refuses(said, words) else _listed(inside, words))


def _listed(said: str, words: PartyWords) -> list[str]:
    """The names that the first sentence of a text lists and nothing else, half of them known."""
    said = _SENTENCE_BEHIND.sub(")", _TARGET.sub(r"\g<title>", said))
    outside = _INNER.sub("", said)
    if refuses(outside, words) or any(form.search(outside) for form in (words.not_now, words.users_choice)):
        return []
    parts = [part for part in _BETWEEN_LISTED.split(said.strip(" .;")) if part and not part[0].islower()]
    found = [_LISTED.fullmatch(part) for part in parts if words.place.fullmatch(part) is None]
    told = [part for part in found if part is not None and not _is_kept_here(part["inner"] or "", words)]
    known = sum(is_known(part["name"], words) for part in told)
    return [part["name"] for part in told] if None not in found and 0 < known * 2 >= len(told) else []


def _is_kept_here(inner: str, words: PartyWords) -> bool:
    """Whether brackets behind a name say that nothing goes there: it is refused, a plan, or kept on the device."""
    return refuses(inner, words) or any(form.search(inner) for form in (words.not_now, words.on_device))
