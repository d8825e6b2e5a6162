"""Lines that name several SDKs behind what all of them are for: "消息推送：白鹭SDK；厂商通道：青鸟SDK、翠鸟SDK"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import begins_known, is_known
from appaudit.records.wording.titles import company_and_product
from appaudit.records.wording.values import LONGEST_NAME, is_company, is_product

_USE = Expression(r"^(?P<use>[^：:，,。；;、（(\n]{2,12})[：:]\s*(?P<names>[^。\n]+)[。；;]?$")
#: A word before some of the names, and what parts those from the others: "厂商通道：".
_GROUP = Expression(r"^[^：:、，,\n]{2,12}[：:]\s*")
_LONGEST_PARTNER = 12
_BETWEEN_GROUPS = Expression("[；;]")


def named_for_use(text: str, words: PartyWords) -> tuple[str, list[str]]:
    """What SDKs are for, and their names behind it; no names where a text is another one.

    Half of them, and the first one, are of somebody known or say that they are SDKs; of partners the first one is.
    """
    found = _USE.match(text)
    use = words.partner_kind.sub("", found["use"].strip()) if found is not None else ""
    are_partners = found is not None and 0 < len(use) < len(found["use"].strip())
    if found is None or _is_named(found["use"], words) or not (are_partners or words.purpose.search(use)):
        return "", []
    groups = (_GROUP.sub("", group.strip()) for group in _BETWEEN_GROUPS.split(found["names"]))
    names = [name.strip() for group in groups for name in words.between_names.split(group)]
    told = [_is_named(name, words) for name in names]
    # Behind "物流合作方" stand those whom nobody else knows, too.
    is_told = sum(told) * 2 > len(told) or (are_partners and max(map(len, names)) <= _LONGEST_PARTNER)
    is_list = told[0] and is_told and all(0 < len(name) <= LONGEST_NAME for name in names)
    return (use, names) if is_list else ("", [])


def each_for_use(record: PartyRecord, words: PartyWords) -> Iterator[PartyRecord]:
    """A record for each SDK that the name of one lists behind what they are for, with all else that it says."""
    use, names = named_for_use(record.value("name"), words)
    if not names or record.value("company").strip():
        yield record
        return
    for name in names:
        purpose = record.value("purpose").strip() or use
        company, product = company_and_product(name, words) or ("", name)
        yield replace(record, fields={**record.fields, "name": product, "company": company, "purpose": purpose})


def _is_named(text: str, words: PartyWords) -> bool:
    return company_and_product(text, words) is not None or (
        is_product(text, words) or is_known(text, words) or (begins_known(text, words) and not is_company(text, words))
    )
