"""What a value is by itself: a company, a product, an address, data, or what something is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.model.remembered import remembered, remembered_of_text
from appaudit.records.wording.scripts import is_latin

Kind = Literal["name", "company", "purpose", "data", "link"]

_ADDRESS = Expression(r"(?:https?://|www\.)\S+|(?<![\w-])[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
#: Marks of Markdown and breaks of lines; an underscore between letters belongs to a name ("share_plus").
_MARKS = Expression(r"[*`~|]+|(?<![A-Za-z\d])_+|_+(?![A-Za-z\d])|</?(?:br|u|b|strong)\s*/?>", re.IGNORECASE)
#: An address in a field of its own, which may hold Chinese.
_OWN_ADDRESS = Expression(r"(?:https?://|www\.)[^\s<>\"'，。；）】》、|\[\]]+", re.IGNORECASE)
_CHINESE_RUN = Expression(r"[\u4e00-\u9fff]+")
#: What shows that Chinese characters before it are the name of a file, and no words behind an address.
_OF_FILE = Expression(r"[\w()-]{0,16}\.(?:[xs]?html?|pdf|docx?|md|txt|php|jsp|aspx?)(?![A-Za-z\d])", re.IGNORECASE)
#: An address without its protocol, and nothing beside it.
_BARE_ADDRESS = Expression(r"(?:[a-z\d-]+\.){1,4}[a-z]{2,8}(?:/\S*)?", re.IGNORECASE)
#: An address alone that a cell broke behind a point or before a stroke, and the break.
_ALONE = Expression(r"https?://[!-~]+(?:(?<=\.) (?=[a-z])|(?<=[\w/]) (?=[/?&]))[!-~]+(?: [/?&][!-~]+)*", re.IGNORECASE)
_PARTED = Expression(r"\s+")
#: A bullet or number at the start of a line.
NUMBERING = Expression(
    r"^[\s#>•·●○■□◆◇▪➢►▶★☆Ø–—\-*\u2600-\u2775\u2794-\u27bf\U0001f300-\U0001faff\ufe0f\u200d]*(?:\d{1,2}(?:[.．-]\d{1,2}){1,3}[.、．]?(?![a-zA-Z\d-])|[（(]\d{1,3}[)）]|\d{1,3}(?:[.．](?![a-zA-Z0-9])|[)）](?![a-z0-9])|、(?!\d))"
    r"|[（(]?[一二三四五六七八九十]{1,3}[)）、.]|[（(]?[a-zA-Z][)）]|[①-⑳⒈-⒛❶-❿])?[\s*\u2600-\u2775\u2794-\u27bf\U0001f300-\U0001faff\ufe0f]*"
)
#: The longest name of a product or a company, in characters.
LONGEST_NAME = 60
_NESTED_BRACKETS = Expression(r"[（(](?:[^（）()]|[（(][^（）()]{0,60}[)）]){0,120}[)）]?")
_IN_BRACKETS = Expression(r"[（(][^（）()]*[)）]?")
#: What may follow the word SDK in a name: a system, a version. "支付SDK传输" is a way, and no product.
_TAIL = Expression(
    r"[\s\-_]*(?:for\s+)?(?:android|ios|安卓|鸿蒙|harmony(?:os)?|版|端)*[\s\-_]*(?:v?\d[\w.]*)?$", re.IGNORECASE
)
#: A company in brackets behind a name; it may have brackets itself.
#: What may stand between companies in one cell.
_BETWEEN_COMPANIES = Expression(r"[、，,；;]\s*")
_BRACKETED_COMPANY = Expression(r"[（(](?P<company>(?:[^（）()]|[（(][^（）()]*[)）]){2,60})[)）]$")
_BETWEEN = Expression(r"[、,，;；/\n]+|\s(?:and|&)\s")
#: What parts a list of data into what is said of some of them, kept with the parts; and where a sentence of it ends.
_PART = Expression(r"([，,（()）])")
_SENTENCE = Expression(r"[；;。\n]|(?<=[a-z)])\.(?:\s|$)")
_NEXT = Expression(r"。(?=(?P<next>[^。]+))")
#: What stands for a stroke that parts two halves of one item and no items.
_SLASH = "\ue000"
_BRACKET = Expression(r"[（(]")
_GROUP = Expression(r"【(?P<group>[^【】]*)】[：:]?")
#: Characters in which a sentence says who takes what.
_LONGEST_LEAD = 120
#: The numbers of items that are counted inside a line.
_FIRST_NUMBER = Expression(r"\s*[（(]?1[)）.．、](?!\d)")
_SECOND_NUMBER = Expression(r"[\s；;，,。）)][（(]?2[)）.．、](?!\d)")
_NUMBER = Expression(r"(?:^|(?<=[\s；;，,。）)]))[（(]?\d{1,2}[)）.．、](?!\d)")
#: Addresses in a list of data, which are none of it.
_ADDRESSES = Expression(r"https?://[^\s，。；、）)]+")
#: Words that introduce an item, one after the other: "以及包括".
_MOST_LEADS = 2
_LONGEST_ITEM = 300
#: Characters of values of which is remembered how they read.
_LONGEST_REMEMBERED = 200
#: Longer ones of which is remembered: every record of a line asks for the whole line, one behind the other.
_REMEMBERED_LINES = 32
#: Letters of a name with its number and marks.
_LONGEST_PART = LONGEST_NAME + 100
#: A kind that this share of the cells of a column has is the kind of the column.
_SHARE = 0.5


def plain(value: str) -> str:
    """A value without numbering, marks of Markdown and outer punctuation."""
    return _plain_and_kept(value) if len(value) <= _LONGEST_REMEMBERED else _plain_line(value)


def _plain(value: str) -> str:
    text = _MARKS.sub(" ", NUMBERING.sub("", value.strip(), count=1))
    return " ".join(text.split()).strip(" “”\"'【】[]：:∶;；。，,、…　-—=")


_plain_and_kept = remembered(_plain)
_plain_line = lru_cache(maxsize=_REMEMBERED_LINES)(_plain)


def strip_marks(text: str) -> str:
    """A line without its bullet, number and the marks of bold text."""
    return NUMBERING.sub("", text.strip(), count=1).replace("**", "").replace("__", "").strip()


def address_in(value: str, words: PartyWords) -> str:
    """The first address of a field that holds addresses, with its protocol; empty where it holds none."""
    value = _PARTED.sub("", value.strip()) if _ALONE.fullmatch(value.strip()) else value
    found = _OWN_ADDRESS.search(value)
    if found is None:
        bare = value.strip(" `<>*")
        return f"https://{bare}" if _BARE_ADDRESS.fullmatch(bare) and bare.isascii() else ""
    address = _without_bracket(found.group())
    for run in _CHINESE_RUN.finditer(address):
        if words.after_address.search(run.group()) and not _OF_FILE.match(address, run.end()):
            return address[: run.start()]
    return address


def _without_bracket(address: str) -> str:
    """An address up to a bracket that closes none of it, or is Chinese, or a mark: "https://egret.example/p),which"."""
    address = address.partition("（")[0].partition("`")[0]
    depth = 0
    for index, mark in enumerate(address):
        depth += (mark == "(") - (mark == ")")
        if depth < 0:
            return address[:index]
    return address


#: Words of English sentences, which no company has in small letters: "Egret is provided by Egret Inc."
_IN_SENTENCE = Expression(r" (?:is|are|was|were|we|you|our|your|may|will|provided|operated|developed) ")


@remembered_of_text
def is_company(value: str, words: PartyWords) -> bool:
    """Whether a value is the name of a company and of no product."""
    text = plain(value) if len(value) <= _LONGEST_PART else ""
    if not text or len(text) > LONGEST_NAME or _IN_SENTENCE.search(text):
        return False
    # A form of companies alone ("Foundation") is the name of none.
    found = words.company.search(text)
    return found is not None and found.start() > 0 and not is_product(text, words)


@remembered_of_text
def is_product(value: str, words: PartyWords) -> bool:
    """Whether a value says of itself, near its end, that it is an SDK or a plug-in."""
    text = _NESTED_BRACKETS.sub("", plain(value)) or plain(value)
    if len(text) > LONGEST_NAME:
        return False
    return any(_TAIL.match(text, found.end()) for found in words.product.finditer(text))


def part_company(values: dict[str, str], words: PartyWords) -> None:
    """Give the company in brackets behind the name of a record that names no other, whatever label the name has."""
    company = plain(values.get("company", ""))
    if company and not plain(values.get("name", "")):
        inside = _BRACKETED_COMPANY.search(company)
        if inside and inside.start() and is_company(inside["company"], words):
            values["name"], values["company"] = company[: inside.start()].strip(), inside["company"]
    if not plain(values.get("company", "")):
        _part_owner(values, words)
    if not plain(values.get("company", "")):
        bracketed = _BRACKETED_COMPANY.search(plain(values.get("name", "")))
        said = bracketed["company"].strip() if bracketed and bracketed.start() else ""
        inner = without_places(words.maker_in_brackets.sub("", said), words)
        if is_company(inner, words) or (
            words.company_brand.fullmatch(inner) and bracketed and not _are_initials(inner, bracketed)
        ):
            values["company"] = inner


def without_places(company: str, words: PartyWords) -> str:
    """A company without where it is, behind commas: "Egret, Inc., San Francisco, CA"."""
    whole = words.company_name.match(company)
    if whole is not None and company.startswith(", ", whole.end()):
        return whole.group()
    parts = company.split(", ")
    while len(parts) > 1 and words.place.fullmatch(parts[-1].rstrip(". ")):
        parts.pop()
    return ", ".join(parts)


def _part_owner(values: dict[str, str], words: PartyWords) -> None:
    """Give the company before the name of its product: "白鹭有限公司旗下的白鹭SDK", "Google — Firestore"."""
    name = plain(values.get("name", ""))
    brand, stroke, rest = name.partition(" — ")
    if stroke and rest and words.company_brand.fullmatch(brand):
        values["company"] = brand
        return
    owner = words.company_name.match(name)
    owns = words.owns.match(name, owner.end()) if owner else None
    if owner is not None and owns is not None and name[owns.end() :]:
        values["company"], values["name"] = owner.group(), name[owns.end() :]


def _are_initials(short: str, found: re.Match[str]) -> bool:
    """Whether what stands in brackets is the name before them once more: "Egret Web Services (EWS)"."""
    return short.upper() == "".join(word[0] for word in found.string[: found.start()].split()).upper()


def items_of(value: str, words: PartyWords) -> tuple[str, ...]:
    """The single data types of a value that lists them, in their order, each once."""
    value = without_more(_behind_yes(_ADDRESSES.sub(" ", value), words), words)
    value = words.none_listed.sub("", value)
    whole = plain(_IN_BRACKETS.sub("", value)).rstrip(" .")
    if words.no_item.search(whole) or words.no_data.search(whole):
        return ()  # "none (stays on the device)" takes nothing, whatever the brackets say of it
    value = _behind_none(_without_conditions(value, words), words)
    listed = _with_next(_without_numbers(_without_uses(_of_sentence(value, words), words)), words)
    taken = _GROUP.sub(lambda found: _of_group(found["group"], words), _taken(listed, words))
    opened = words.item_behind.sub("、", _BRACKET.sub("、", taken)).replace("）", "").replace(")", "")
    halves = words.half_item.sub(lambda found: found.group().replace("/", _SLASH), opened)
    items = (_item(part, words).replace(_SLASH, "/") for part in _BETWEEN.split(halves))
    return tuple(dict.fromkeys(item for item in items if item and not words.no_item.search(item)))


def without_more(value: str, words: PartyWords) -> str:
    """A value without the sentences behind its first one that say how something is handled, or where more stands."""
    first, stop, rest = value.partition("。")
    kept = [part for part in rest.split("。") if part.strip() and not words.says_more.search(part)]
    return "。".join([first, *kept]) if stop and first.strip() else value


def _behind_yes(value: str, words: PartyWords) -> str:
    """What a value says is taken behind the answer that something is: "是（设备信息、IP地址）"."""
    affirmed = words.affirmed_first.match(value)
    rest = value[affirmed.end() :].rstrip(" 。.") if affirmed is not None else ""
    return rest.rstrip("）)") if affirmed is not None and words.data.search(rest) else value


def _behind_none(value: str, words: PartyWords) -> str:
    """What a value says is taken behind "none": "无，仅收集设备型号"; no use, and nothing that stays on the device."""
    denied = words.none_first.match(value.strip())
    if denied is None:
        return value
    rest = value.strip()[denied.end() :]
    if words.on_device.search(rest):
        return ""
    if (taken := words.takes.search(rest[:_LONGEST_LEAD])) is not None:
        return rest[taken.end() :]
    return rest if words.data.search(rest) and not words.for_what.search(rest) else ""


def _without_conditions(value: str, words: PartyWords) -> str:
    """A list of data without what brackets say of when something is taken, or by whose policy: "头像（仅在登录时）"."""
    return _IN_BRACKETS.sub(lambda found: "（）" if _says_how(found.group(), words) else found.group(), value)


def _says_how(bracket: str, words: PartyWords) -> bool:
    inner = bracket.strip("（()）")
    is_policy = words.policy_aside.fullmatch(bracket) is not None
    return is_policy or any(form.search(inner) is not None for form in (words.condition, words.said_of_data))


def _of_sentence(value: str, words: PartyWords) -> str:
    """What the first sentence of a value says is taken, where it says by whom: "该SDK会收集您的OAID。这些…"."""
    found = words.takes.search(value[:_LONGEST_LEAD])
    if found is None or not found.start() or not words.taker.search(value[: found.start()]):
        return value
    return value[found.end() :].partition("。")[0]


def _with_next(value: str, words: PartyWords) -> str:
    """A list of data in several sentences as one: "设备信息，包括OAID。位置信息，包括IP地址"."""
    return _NEXT.sub(lambda found: "；" if words.data.search(found["next"]) else "。", value)


def _without_uses(value: str, words: PartyWords) -> str:
    """A list of data without what stands behind it of what it is for: "IP地址；用于推送、统计"."""
    told = words.use_behind.sub("；", value)
    return words.use_clause.sub(lambda found: found.group() if words.data.search(found.group()) else "；", told)


def _without_numbers(value: str) -> str:
    """A list whose items are counted inside a line: "1.IMEI 2.手机型号"."""
    is_counted = _FIRST_NUMBER.match(value) is not None and _SECOND_NUMBER.search(value) is not None
    return _NUMBER.sub("、", value) if is_counted else value


def _of_group(group: str, words: PartyWords) -> str:
    """What stands in square brackets in a list of data: items of it, or whose they are, which is none."""
    return f"、{group}、" if words.data.search(group) else "、"


def _taken(value: str, words: PartyWords) -> str:
    """A list of data without what it says is not taken; in English that goes on to the end of its sentence."""
    if words.not_taken.search(value) is None:
        return value
    told = _IN_BRACKETS.sub(lambda found: "" if words.not_taken.search(found.group()) else found.group(), value)
    sentences = (_PART.split(sentence) for sentence in _SENTENCE.split(told))
    kept = []
    for parts in sentences:
        for part in parts:
            if words.not_taken.search(part) is None:
                kept.append(part)
            elif is_latin(part):
                break
        kept.append("；")
    return "".join(kept)


_LAST_WORD = re.compile(r"[a-z]{4}\.$")


def _item(text: str, words: PartyWords) -> str:
    item = plain(text)
    for _ in range(_MOST_LEADS):
        rest = words.item_lead.sub("", item)
        item = item if rest.startswith(_SLASH) else rest
    item = words.item_use.sub("", item)
    item = (words.item_tail.sub("", item) or item)[:_LONGEST_ITEM].strip(" ：:。")
    # "crash logs." ends a sentence; "etc." and "e.g." end none.
    return item[:-1] if _LAST_WORD.search(item) else item


def kind_of_label(label: str, words: PartyWords) -> Kind | Literal["other", ""]:
    """What a word of a label or heading tells of the values that it stands over: "Service role", "Data disclosed"."""
    text = plain(label)
    if words.column_other.search(text):
        return "other"
    if words.column_why.search(text):
        return "purpose"
    said: tuple[tuple[Kind, Expression], ...] = (
        ("link", words.column_link),
        ("data", words.column_data),
        ("purpose", words.column_purpose),
    )
    return next((field for field, words_of in said if words_of.search(text)), "")


def kind_of_column(cells: Sequence[str], words: PartyWords) -> Kind | None:
    """What most cells of a column are; None where they are none of what lists say."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return None
    counts: dict[Kind, int] = {}
    for cell in filled:
        kind = kind_of(cell, words)
        if kind:
            counts[kind] = counts.get(kind, 0) + 1
    best = max(counts, key=lambda kind: counts[kind], default=None)
    return best if best and counts[best] >= len(filled) * _SHARE else None


def kind_of(cell: str, words: PartyWords) -> Kind | None:
    """What one value is by itself; None where it is none of what lists say."""
    text = plain(cell)
    if is_address(text):
        return "link"
    if _are_companies(text, words):
        return "company"
    if is_product(text, words):
        return "name"
    if words.data.search(text):
        return "data"
    return "purpose" if words.purpose.search(text) else None


def _are_companies(text: str, words: PartyWords) -> bool:
    """Whether a value is the name of a company, or of several: "Egret Co., Ltd., Heron Co., Ltd."."""
    begin = 0
    for mark in _BETWEEN_COMPANIES.finditer(text):
        if mark.start() - begin > _LONGEST_PART:
            return False  # no name is as long, and up to a later mark it is longer
        if is_company(text[begin : mark.start()], words):
            begin = mark.end()
    return is_company(text[begin:], words)


def is_address(value: str) -> bool:
    """Whether most of a value is an address."""
    return bool(_ADDRESS.search(value)) and len(_ADDRESS.sub("", value).strip()) < len(value) / 2
