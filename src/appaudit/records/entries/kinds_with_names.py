"""Entries that name somebody behind what that is: "Email: [Egret](…)", "AI drafts (Egret) — …"."""

from __future__ import annotations

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.wording.names import is_brand
from appaudit.records.wording.sentences import refuses
from appaudit.records.wording.values import is_company

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
_INSIDE = Expression(r"^[A-Z][a-zA-Z]*(?: [a-z-]+){1,4} \((?P<name>[A-Z][\w.+-]*(?: [A-Z][\w.+-]*){0,3})\)$")


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


def named_behind_kind(name: str, rest: str, names: FieldNames, words: PartyWords) -> tuple[str, str, str] | None:
    """The name that an entry on a kind of service gives, what it says of it, and its address; None for another entry.

    "Email: [Egret](…)" names it behind the kind, "AI drafts (Egret) — …" in brackets.
    """
    linked = _LINKED.match(rest)
    is_kind = name.isascii() and any(form.match(name) is not None for form in (words.kind_title, words.work_label))
    if linked is not None and is_kind and is_brand(linked["title"], names, words):
        return linked["title"], name, linked["link"]
    inside = _INSIDE.match(name)
    is_other = inside is None or words.data.search(name) is not None or is_brand(name, names, words)
    if inside is None or is_other or not is_brand(inside["name"], names, words) or refuses(rest, words):
        return None
    return inside["name"], rest, ""
