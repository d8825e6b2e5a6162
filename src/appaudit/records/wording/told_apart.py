"""Values that hold more than their own field: a company before what it does, a maker behind a name, parts of a row."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.record import PartyRecord
from appaudit.records.wording.companies import company_does
from appaudit.records.wording.data_behind import passed_in
from appaudit.records.wording.groups import use_titled
from appaudit.records.wording.names import is_known, is_whole, own_words
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import handed_to, use_told_of
from appaudit.records.wording.values import address_in, is_company, is_product, kind_of, plain

#: Where a company at the head of a use may end: "Egret, Inc. Shows the way", "Egret, Inc. — shows the way".
_BEHIND_COMPANY = Expression(r"(?:(?<=\.)|[;:])\s+(?=[A-Z])|\s+(?:—|–|-)\s+|(?<=\.)$")
_LONGEST_COMPANY = 60
#: The same in brackets at the end of what is said: "stores your photos (Egret Ltd)".
_COMPANY_BEHIND = Expression(r"(?<=\w) \((?P<company>[A-Z][^()]{3,60})\)\.?$")
#: Who makes what a name names: "Egret Analytics by Egret Ltd".
_MADE_BY = Expression(r"^(?P<name>[^\n]{2,40}?),? (?:[Bb]y|from) (?P<company>[A-Z][^\n]{2,50})$")
#: A product in brackets at the end of what it is for.
_PRODUCT_BEHIND = Expression(r"^(?P<use>[^()\n]{3,80}) \((?P<name>[A-Z][\w .+-]{1,30})\)$")
#: What stands before a name in brackets whose first is taken for a mark: "推送服务】白鹭推送", "1] Egret".
_GROUP_BEFORE = Expression(r"^(?:[^【】]{1,20}】|\d{1,2}\] )(?P<name>[^【】\[\]]{2,60})$")
#: A further sentence at the end of data: "device model. Learn more".
_LAST_SENTENCE = Expression(r"\.\s+(?P<last>[A-Z][^.\n]{2,40})\.?$")
#: Dashes between the parts of an entry, as many as say that it is a row and no sentence.
_DASH = Expression(r"\s+(?:—|–|-)\s+")
_FEWEST_PARTS = 2
_LONGEST_USE = 300
_NEXT_SENTENCE = Expression(r"(?<=[\w)]\.)(?<!Inc\.)(?<!Ltd\.)(?<!Corp\.)(?<!Co\.)\s+(?=[A-Z])|;\s+(?=it\b)")
_LONGEST_SENTENCES = 600


def tell_apart(record: PartyRecord, words: PartyWords) -> None:
    """Give the fields of a record what stands in others of its values, where nothing else says it."""
    _leave_group(record)
    if record.layout == "table":
        return
    _part_maker(record, words)
    name, company = record.value("name"), record.value("company")
    if record.layout == "headed" and name.isascii() and is_company(company, words) and use_titled(name, words):
        record.fields["name"] = company  # "Egret Ltd — Hosting" heads what the company does
        record.set("purpose", name)
    _part_row(record, words)
    _part_company(record, words)
    _end_data(record, words)
    _part_sentences(record, words)
    use = record.fields["purpose"] = _told_alone(record, words)
    if is_latin(use) and (told := use_told_of(record.value("name"), use, words)):
        record.fields["purpose"] = told.rstrip(".")


def _told_alone(record: PartyRecord, words: PartyWords) -> str:
    """A Chinese use without whom somebody is like, and without whose it is, which brackets behind it say."""
    use = words.like_whom.sub("", record.value("purpose"), count=1)
    owner = words.owner_in_use.search(use) if not record.value("company").strip() else None
    if owner is None or not (is_company(owner["company"], words) or words.company_brand.fullmatch(owner["company"])):
        return use
    record.set("company", owner["company"])
    return use[: owner.start()]


def _leave_group(record: PartyRecord) -> None:
    found = _GROUP_BEFORE.match(plain(record.value("name")))
    if found is not None:
        record.fields["name"] = plain(found["name"])


def _part_maker(record: PartyRecord, words: PartyWords) -> None:
    _part_beside(record, words)
    _part_product(record, words)
    found = _MADE_BY.match(plain(record.value("name")))
    is_maker = found is not None and (
        is_company(found["company"], words) or found["company"] == record.value("company")
    )
    if found is not None and is_maker and not is_company(found["name"], words):
        record.fields["name"] = plain(found["name"])
        record.set("company", plain(found["company"]))


def _part_beside(record: PartyRecord, words: PartyWords) -> None:
    """Part a product from the company that a dash parts it from: "Egret Ltd — Egret", "Egret — Egret Ltd"."""
    parts = [plain(part) for part in _DASH.split(plain(record.value("name")))]
    if not all(map(is_whole, parts)):
        return  # "Egret (chat - text only)" is one
    if len(parts) != _FEWEST_PARTS or record.value("company").strip() not in ("", record.value("name").strip()):
        return
    companies = [is_company(part, words) for part in parts]
    if companies in ([True, False], [False, True]) and (use := use_titled(parts[companies.index(False)], words)):
        record.fields["company"] = record.fields["name"] = parts[companies.index(True)]  # "Egret Ltd — Email Delivery"
        record.set("purpose", use)
    elif companies in ([True, False], [False, True]) and own_words(parts[companies.index(False)], words):
        record.fields["company"] = parts[companies.index(True)]
        record.fields["name"] = parts[companies.index(False)]
    elif record.layout == "labels" and not record.value("purpose").strip() and all(map(str.isascii, parts)):
        _part_use(record, parts, words)


def _part_use(record: PartyRecord, parts: Sequence[str], words: PartyWords) -> None:
    """Part somebody known from what a dash parts them from, which is nobody's name: "Egret — Heatmaps"."""
    name, use = parts
    if is_known(name, words) and not is_known(use, words) and not words.place.fullmatch(use):
        record.fields.update({"name": name, "purpose": use})


def _part_product(record: PartyRecord, words: PartyWords) -> None:
    """Part the known product of a company from what it is for: "Service: AI assistant (Egret)" below "Finch PBC"."""
    found = _PRODUCT_BEHIND.match(record.value("purpose"))
    name, company = record.value("name"), record.value("company")
    is_whose = is_company(name, words) and company.strip() in ("", name.strip())
    if found is not None and is_whose and is_known(found["name"], words) and not words.place.fullmatch(found["name"]):
        record.fields.update({"name": found["name"], "company": name, "purpose": found["use"]})


def _part_row(record: PartyRecord, words: PartyWords) -> None:
    """Part what dashes part: "USA — account data — <https://egret.example/privacy>"."""
    use = record.value("purpose")
    parts = [part for part in _DASH.split(use) if part.strip()] if len(use) <= _LONGEST_USE else []
    if len(parts) < _FEWEST_PARTS:
        return
    left: list[str] = []
    for part in parts:
        kind = kind_of(part, words)
        if all(words.place.fullmatch(place.strip()) for place in part.split(",")):
            continue
        if kind == "link" or address_in(part, words):
            record.set("link", address_in(part, words))
        elif kind == "company" and not record.value("company"):
            record.set("company", plain(part))
        elif (kind == "data" or (left and words.data_words.search(part))) and not record.value("data"):
            record.set("data", plain(part))
        else:
            left.append(part)
    if len(left) <= 1:
        record.fields["purpose"] = left[0] if left else ""


def _part_company(record: PartyRecord, words: PartyWords) -> None:
    use = record.value("purpose")
    if record.value("company").strip() or not is_latin(use):
        return
    behind = _COMPANY_BEHIND.search(use)
    if behind is not None and is_company(behind["company"], words):
        record.fields.update({"company": behind["company"], "purpose": use[: behind.start()]})
        return
    company, deed, data = company_does(use, words)
    if company:
        record.fields.update({"company": company, "purpose": deed})
        record.set("data", data)
        return
    for end in _BEHIND_COMPANY.finditer(use[: _LONGEST_COMPANY + 10]):
        company = plain(use[: end.start()])
        if is_company(company, words) and not is_product(company, words):
            record.fields["company"] = use[: end.start()].strip()
            record.fields["purpose"] = use[end.end() :].strip()
            return


def _end_data(record: PartyRecord, words: PartyWords) -> None:
    found = _LAST_SENTENCE.search(record.value("data"))
    last = found["last"] if found is not None else ""
    if found is not None and words.more_elsewhere.search(last):
        record.fields["data"] = record.value("data")[: found.start()]


def _part_sentences(record: PartyRecord, words: PartyWords) -> None:
    """Part an English use of several sentences: what a further one says is taken, and where it only leads elsewhere."""
    first, *others = _NEXT_SENTENCE.split(record.value("purpose").strip())
    if not others or not is_latin(record.value("purpose")) or len(record.value("purpose")) > _LONGEST_SENTENCES:
        return
    told = {one: _taken_in(one, record.value("name"), words) for one in others}
    data = record.value("data").strip() or next(filter(None, told.values()), "")
    left = [one for one in others if not words.leads_away.match(one) and not (told[one] and told[one] in data)]
    if len(left) < len(others):
        record.set("data", data.rstrip("."))
        record.fields["purpose"] = " ".join([first, *left])


def _taken_in(sentence: str, name: str, words: PartyWords) -> str:
    """What a sentence says is taken by somebody, or handed to them: "We share your phone number with Egret."."""
    handed, _ = handed_to(name, sentence.rstrip("."), words)
    return handed or passed_in(sentence, words)
