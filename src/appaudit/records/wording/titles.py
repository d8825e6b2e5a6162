"""Names that hold more than a name: who offers it beside it, what it is for, or the section that it stands in."""

from __future__ import annotations

from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.record import PartyRecord
from appaudit.records.wording.companies import said_to_provide
from appaudit.records.wording.names import begins_known, is_known, is_whole, own_words, use_inside
from appaudit.records.wording.scripts import CHINESE, is_latin
from appaudit.records.wording.shared_cells import part_name
from appaudit.records.wording.values import is_company, is_product, part_company, plain

#: What stands before the last brackets of a name, and in them.
_BEFORE_BRACKETS = Expression(r"^(?P<outer>.{2,60}?)\s?[（(](?P<inner>[^（()）]{2,40})[)）]$")

#: An English name, and behind a dash what it is for, in small letters: "Egret – for crash reports".
_NAME_AND_USE = Expression(
    r"^(?P<name>[A-Z][^–—:\n]{1,59}?) [–—-] (?P<use>[a-z][^\n]{3,200}|[A-Z][a-z]+ [a-z][^\n]{3,200})$"
)
#: A Chinese name, and behind a colon what it is for: "白鹭：语音识别。".
_NAME_BEFORE_COLON = Expression(r"^(?P<name>[^：:，。；\n]{2,30})[：:](?P<use>[\u4e00-\u9fff][^：:，。；\n]{1,23})。?$")
#: The same with Chinese words behind the dash: "Egret - 数据存储".
_NAME_AND_CHINESE_USE = Expression(
    r"^(?P<name>[^–—:：\n]{2,40}?)\s(?:-|[–—]{1,2})\s(?P<use>[\u4e00-\u9fff][^，。；：:\n]{1,23})$"
)
#: The verb of a sentence that goes on with what for: "Egret is used", "for push notifications".
_IS_USED = Expression(r"(?<=\w) (?:is|are|was) (?:only |also |currently )?used$")
#: What programs call the package of an SDK, behind its name: "Egret SDK `com.egret.sdk`".
_PACKAGE_BEHIND = Expression(r"(?<=[^\s:：]) `?(?:com|cn|org|net|io|me|tv)(?:\.[A-Za-z_]\w*){1,6}`?$")
#: A name with an address right behind it.
_ADDRESS_BEHIND = Expression(r"(?<=[A-Za-z.)])(?P<host>[a-z\d-]{2,40})\.(?:com|io|net|org|ai|dev|app|co|cn|eu)$")
#: A host in brackets behind a name, at which it is reached: "Egret Fonts（fonts.egret.example）".
_HOST_BEHIND = Expression(
    r"(?<=\S) ?[（(]`?(?P<host>(?!(?:com|cn|org|net|io)\.)(?:[a-z\d-]+\.){1,3}[a-z]{2,8})`?[)）]$"
)
#: Letters of a host by which it is known anywhere in the name before it.
_SHORTEST_HOST = 4
#: Words of which the first or the last begins small.
_PHRASE = Expression(r"(?:[A-Za-z]\S*[ ,]+(?:[^()]* )?[a-z][a-z-]+|[a-z]\S* [^()]+)(?: ?\([^()]*\))?\.?")
#: What a list of several companies has, and the name of one has not.
_SEVERAL = Expression(r"[：:、]")


def is_phrase(text: str, words: PartyWords) -> bool:
    """Whether English words say what is done and name nobody: "Email delivery", "managed hosting"."""
    return bool(_PHRASE.fullmatch(text.strip())) and not (begins_known(text, words) or is_product(text, words))


#: A company, and behind a dash its product: "Egret Ltd — Egret Maps".
_BEHIND_DASH = Expression(
    r"^(?P<company>[^—–\n]{3,80}?)\s*\**\s*[—–]{1,2}\s*(?P<name>[A-Z\u4e00-\u9fff][^—–\n]{1,120})$"
)


def settle_name(fields: dict[str, str], words: PartyWords) -> None:
    """Part the company from the name of a record, whichever of the two stands in brackets behind the other."""
    part_company(fields, words)
    company, name = (plain(fields.get(field, "")) for field in ("company", "name"))
    if company and name:
        return
    behind = _BEHIND_DASH.match(company or name)
    if behind is not None and is_company(behind["company"], words) and not is_company(behind["name"], words):
        fields["company"], fields["name"] = behind["company"], behind["name"]
        return
    parted = company_and_product(company or name, words)
    if parted and not words.own_store.fullmatch(parted[1]):
        fields["company"], fields["name"] = parted


def part_gloss(record: PartyRecord, words: PartyWords) -> None:
    """Take what somebody does off the name that it stands behind, and keep it where nothing else says it.

    A company behind the dash is told where names are parted from companies.
    """
    if host := _HOST_BEHIND.search(record.value("name")):
        record.fields["name"] = record.value("name")[: host.start()]
        record.set("link", f"https://{host['host']}")
    record.fields["name"] = _PACKAGE_BEHIND.sub("", _IS_USED.sub("", record.value("name")))
    company = record.value("company").partition("](")[0]  # the title of a link, and no more
    record.fields["company"] = words.before_owner.sub("", company)
    _part_address(record)
    glossed = _NAME_AND_CHINESE_USE.match(plain(record.value("name")))
    if glossed and record.layout != "table" and not is_company(glossed["use"], words):
        record.fields["name"] = plain(glossed["name"])
        record.set("purpose", plain(glossed["use"]))


def _part_address(record: PartyRecord) -> None:
    """Take the address off a name that it was set under: "Egret, Inc." above "egret.example" in small letters."""
    name = record.value("name")
    glued = _ADDRESS_BEHIND.search(name)
    if glued is None:
        return
    ends = glued.end("host")
    for start in range(glued.start("host"), ends):
        host, before = name[start:ends], name[:start]
        called = name_key(before).replace(" ", "")
        # "Finch.com" has no "Fin" with an address behind it.
        is_repeated = host in called if len(host) >= _SHORTEST_HOST else len(host) > 1 and called.startswith(host)
        if is_repeated and before[-1:] not in (" ", "/", ""):
            record.fields["name"] = before
            record.set("link", f"https://{name[start:]}")
            return


def settle_title(record: PartyRecord, words: PartyWords) -> None:
    """Part what else stands in the line that names a record: "Egret SDK by Egret Ltd", "SDK 信息披露（Egret SDK）".

    Below an English line that is no name but a kind of service, who is said to offer it is who is listed; in a Chinese
    list such a line is a name.
    """
    if not record.is_titled:
        return
    name = plain(record.value("name"))
    told = _NAME_AND_USE.match(name)
    told = told if told is not None and is_whole(told["name"]) else None  # "Egret (chat - text only)"
    has_use = bool(record.value("purpose").strip())
    before = _NAME_BEFORE_COLON.match(name)
    is_use = before is not None and not has_use and words.data.search(before["use"]) is None
    if before and is_use and begins_known(before["name"], words):
        record.fields.update({"name": before["name"], "purpose": before["use"].rstrip("。")})
        return
    if told and (company := said_to_provide(told["use"], words)):
        record.fields["name"] = told["name"]
        record.set("company", company)
        return
    if told and (is_known(told["name"], words) if has_use else own_words(told["name"], words)):
        record.fields["name"] = told["name"]
        record.set("purpose", told["use"].rstrip("."))
        if record.value("link").startswith("www."):
            record.fields["link"] = f"https://{record.value('link')}"
        name = told["name"]
    bracketed = _BEFORE_BRACKETS.match(name)
    inside = use_inside(bracketed["inner"], words) if bracketed and not record.value("purpose").strip() else ""
    if bracketed and inside and own_words(bracketed["outer"], words):
        record.fields["name"], record.fields["purpose"] = bracketed["outer"], inside
        return
    if bracketed and is_product(bracketed["inner"], words) and _is_section(bracketed["outer"], words):
        record.fields["name"] = bracketed["inner"]
    elif not plain(record.value("company")):
        part_name(record.fields, words)
    elif is_latin(name) and not (is_product(name, words) or is_known(name, words) or _is_chinese(record)):
        company = record.value("company")
        parted = company_and_product(company, words)
        if parted or not own_words(name, words):
            record.fields["company"], record.fields["name"] = parted or (company, company)
            # "Service providers" says who stands below, and nothing of what they do.
            record.set("purpose", "" if words.context.search(name) else name)


def _is_chinese(record: PartyRecord) -> bool:
    return any(CHINESE.search(value) for value in record.fields.values())


def _is_section(text: str, words: PartyWords) -> bool:
    """Whether a title says what a section is about, and no name: "第三方 SDK 信息披露"."""
    is_of_parties = words.no_title.search(text) is not None or words.context.search(text) is not None
    return is_of_parties and not (is_product(text, words) or begins_known(text, words))


def company_and_product(value: str, words: PartyWords) -> tuple[str, str] | None:
    """The company and the product of "Egret Ltd (Egret Maps)"; None where the brackets hold no name of somebody."""
    found = _BEFORE_BRACKETS.match(plain(value))
    if found is None or not is_company(found["outer"], words) or is_company(found["inner"], words):
        return None
    if _SEVERAL.search(found["outer"]):
        return None
    inner = found["inner"]
    is_name = is_product(inner, words) or is_known(inner, words) or begins_known(inner, words)
    return (found["outer"], inner) if is_name else None
