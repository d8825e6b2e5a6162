"""Cells of a table that hold a name with its company, or either with its address."""

from __future__ import annotations

import re

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.wording.sentences import refuses, said_in
from appaudit.records.wording.values import is_company, is_product, part_company, plain

_ADDRESS = Expression(r"(?:https?://|www\.)[^\s<>\"'，。；）】》、|\[\]]+", re.IGNORECASE)
#: What an address is called, before it.
_LABEL_BEFORE = Expression(r"[\s，,；;（(]*[^\s，,；;（()）]{2,12}[：:]\s*$")
_EMPTY = Expression(r"[（(]\s*[)）]")
#: What ends the clause before the one that says who takes what.
_LAST_STOP = Expression(r"[，,；;。](?=[^，,；;。]{0,12}$)")
#: A company at the beginning of a cell that goes on with sentences.
_COMPANY_FIRST = Expression(r"^\s*(?P<company>[^。；;，,\n]{4,40})[。；;]\s*(?P<rest>\S[^\n]{6,})$")
#: What stands for the end of a line before brackets: "白鹭IM; （即时通讯）".
_BELOW = Expression(r"\s*;\s*(?=[（(])")
#: The word before who provides something.
_BY = "由"
#: What parts a name from the company behind it.
_BETWEEN = Expression(
    r"\n|[，,；;/／|｜]|\s[-–—]\s|[—–]{2}|\s(?:by|from)\s|[-–—](?=[\u4e00-\u9fff])|\s(?=[\u4e00-\u9fff])"
)
#: Characters of a cell that holds a name and a company: each place of a longer one would be tried with all the rest.
_LONGEST_CELL = 400
#: The title of a link with its address, as Markdown has it, and a company with its product in brackets.
_TITLED = Expression(r"\[(?P<title>[^\[\]\n]+)\]\((?P<link>https?://[^()\s]+)\)", re.IGNORECASE)
_PRODUCT_INSIDE = Expression(r"^(?P<outer>.{4,60}?)\s?[（(](?P<inner>[^（()）]{2,40})[)）]$")


def part_address(values: dict[str, str], words: PartyWords) -> None:
    """Take the address out of a cell that names somebody; it is the link of a row that has no other."""
    _leave_titles(values, words)
    for field in ("company", "name"):
        cell = values.get(field, "")
        found = _ADDRESS.search(cell)
        rest = f"{_LABEL_BEFORE.sub('', cell[: found.start()])}{cell[found.end() :]}" if found else ""
        if found and plain(rest):
            values[field] = _EMPTY.sub("", rest).strip()
            if not plain(values.get("link", "")):
                values["link"] = found.group()
    company = values.get("company", "")
    if (behind := words.contact_behind.search(company)) and is_company(company[: behind.start()], words):
        values["company"] = company[: behind.start()].strip()


def _leave_titles(values: dict[str, str], words: PartyWords) -> None:
    """Leave the titles of links where somebody is named, and of several links of a row the one to a policy."""
    for field in ("company", "name"):
        cell = values.get(field, "")
        titled = _TITLED.search(cell)
        values.update({field: _TITLED.sub(r"\g<title>", cell)} if titled else {})
        if titled and not plain(values.get("link", "")):
            values["link"] = titled["link"]
    links = list(_TITLED.finditer(values.get("link", "")))
    policies = (link["link"] for link in links if words.names_policy.fullmatch(plain(link["title"])))
    privacy = (link["link"] for link in links if "privacy" in link.group().lower())
    if len(links) > 1 and (best := next(policies, "") or next(privacy, "")):
        values["link"] = best


def part_name(values: dict[str, str], words: PartyWords) -> None:
    """Take the company out of a cell that holds the name, too, one after the other or the company in brackets."""
    values.update({field: _BELOW.sub("", values[field]) for field in ("name", "company") if values.get(field)})
    if plain(values.get("company", "")) and plain(values.get("name", "")):
        return
    cell = (plain(values.get("name", "")) and values["name"]).strip() or values.get("company", "").strip()
    for between in _BETWEEN.finditer(cell) if len(cell) <= _LONGEST_CELL else ():
        first, last = cell[: between.start()], cell[between.end() :]
        if words.company.match("".join(last.split()[:1])):
            continue  # "Egret Payments, Ltd. & Egret, Inc."
        if is_company(last, words) and plain(first) and not is_company(first, words):
            values["name"], values["company"] = plain(first), plain(last)
            return
        if is_company(first, words) and is_product(last, words):
            values["name"], values["company"] = plain(last), plain(first)
            return
    name = plain(cell)
    for product in words.product.finditer(name):
        company = name[product.end() :]
        if company[:1].isspace() and is_company(company, words):
            values["name"], values["company"] = name[: product.end()], plain(company)
            return
    inside = _PRODUCT_INSIDE.match(name)
    if inside and is_company(inside["outer"], words) and is_product(inside["inner"], words):
        values["company"], values["name"] = inside["outer"], inside["inner"]
        return
    part_company(values, words)


def part_use(values: dict[str, str], words: PartyWords) -> None:
    """Take what is taken out of a cell on what something is for, in a row without data: "用于统计，收集OAID".

    So is what sentences behind the name of a company say: "白鹭有限公司。我们用它推送消息，它会收集OAID".
    """
    _part_sentences(values, words)
    _part_provider(values, words)
    use = values.get("purpose", "")
    found = None if plain(values.get("data", "")) else words.takes.search(use)
    stop = _LAST_STOP.search(use[: found.start()]) if found else None
    data = said_in(use, 0, words).data if stop else ""
    if stop and data and words.data.search(data):
        values["data"], values["purpose"] = data, use[: stop.start()]


def _part_provider(values: dict[str, str], words: PartyWords) -> None:
    """Part a cell that begins with who provides something: "由白鹭有限公司提供，处理订单金额"."""
    field = next((field for field in ("purpose", "data") if values.get(field, "").strip()), "")
    found = words.provides_first.match(values[field].strip().removeprefix(_BY)) if field else None
    if found is None or plain(values.get("company", "")):
        return
    rest = values[field].strip().removeprefix(_BY)[found.end() :]
    taken = words.clause_takes.match(rest)
    said = said_in(rest, 0, words)
    values["company"] = found["company"]
    values["data"] = rest[taken.end() :] if taken and taken.end() else said.data
    values["purpose"] = said.purpose or ("" if values["data"] else rest)


def _part_sentences(values: dict[str, str], words: PartyWords) -> None:
    found = _COMPANY_FIRST.match(values.get("company", ""))
    if found is None or not is_company(found["company"], words) or refuses(found["rest"], words):
        return
    values["company"] = found["company"]
    said = said_in(found["rest"], 0, words)
    for field, told in (("purpose", said.purpose), ("data", said.data), ("link", said.link)):
        values[field] = values.get(field, "").strip() or told


def first_name(cell: str) -> str:
    """What a cell says before anything that parts a name from its company."""
    found = _BETWEEN.search(cell.strip())
    return cell.strip()[: found.start()] if found else cell
