"""Whether a text is the name of somebody's product, where nothing but the text itself tells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from operator import add
from typing import Final
from urllib.parse import urlsplit

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.model.expression import Expression
from appaudit.model.remembered import remembered_of_text
from appaudit.records.wording.scripts import CHINESE, is_latin
from appaudit.records.wording.values import LONGEST_NAME, is_company, is_product

#: The first word of a name that stands alone, in capitals or with one inside, and the words that go on with it.
FIRST_WORD: Final = r"(?:[A-Z\d][\w.+&'’-]*|[a-z]{1,4}[A-Z]\w*)"
FURTHER_WORD: Final = r"[A-Z\d(][\w.+&'’()-]*|for|by|of"
_CAPITALIZED = Expression(r"[A-Z][A-Za-z]+ ")
_SMALL = Expression(r"[a-z][\w.'’-]*")
#: Names that begin small: an address ("ipapi.co"), or a capital soon after ("iCloud", "ironSource").
_OWN_SPELLING = Expression(r"[a-z][\w-]+(?:\.[a-z][\w-]*)+|[a-z]{1,4}[A-Z]\w*")
#: An address with a path is where somebody's pages are, and a file stands in a folder: nobody's names.
_PATH = Expression(r"\w\.[a-z]{2,8}/\S|^[\w@.-]+(?:/[\w@.-]+)+\.[a-z]{1,4}$", re.IGNORECASE)
_PARTS = Expression(r"[\s/&+,()（）\u4e00-\u9fff]+")
#: What programs call a permission or a key: "ACCESS_WIFI_STATE", "NSCameraUsageDescription".
_CONSTANT = Expression(r"[A-Z][A-Z\d]*(?:_[A-Z\d]+)+|NS[A-Z]\w+Description")
#: What begins with an abbreviation and goes on in small letters: "SMS delivery", "EU servers".
_ABBREVIATED = Expression(r"(?P<first>[A-Z]{2,5}) [a-z]")
_BETWEEN_KINDS = Expression(r",| & | and |/| [–—-] ")
_BRACKETED = Expression(r"[（(](?P<inner>[^（）()]{2,40})[)）]")
#: A kind of service, and in brackets who offers it.
_KIND = Expression(r"(?P<kind>[\u4e00-\u9fffA-Za-z]{2,12})[（(](?P<names>[^（）()\n：:；。]{2,100})[)）]")
#: Who offers a kind of service, in English: first of what is said, or in brackets.
_LISTED_FIRST = Expression(
    r"(?P<names>[A-Z][\w.+-]*(?:(?:, | )(?:and |or |& )?[A-Z][\w.+-]*){1,12})(?= (?:for|to)\b|[.;]|$)"
)
_LISTED_INSIDE = Expression(r" ?\((?:e\.g\.,? |such as |including |like )?(?P<names>[A-Z][^()]{2,120})\)")
_EXAMPLE_INSIDE = Expression(r" ?\((?:e\.g\.,?|for example,?) (?P<names>[A-Z][^()]{2,120})\)")
_EXAMPLES = Expression(r"(?:e\.g\.,?|for example,?|such as|including|like) (?P<names>.{1,120})$")
#: A sentence on what users do with the services of those: "if you log in with an account (Egret, Bluebird)".
_OF_USERS = Expression(r"\b(?:you|we|they)\b", re.IGNORECASE)
#: A name with what it is for in brackets behind it.
_WITH_USE = Expression(r"(?P<name>[^（()）：:，。；]{2,20}?)\s?[（(](?P<use>[^（()）：:。；]{2,60})[)）]")
#: What brackets say behind a name at the end of an entry: "Egret (hosted on Finch, Germany)".
_ASIDE = Expression(r" ?\([^()]{1,80}\)$")
#: What parts them, and not the form of a company from its name: "Egret, LLC and Finch, Inc.".
_BETWEEN_NAMES = Expression(
    r",? (?:and|or|&) |, ?(?! ?(?:Inc|LLC|L\.L\.C|Ltd|Limited|GmbH|Corp|Corporation|PBC|B\.?V|S\.?A)\b)"
)
#: Brackets that say how a name is built into an app: "(v5.1.1)", "(via @egret/maps 7.2)", "(react-native-egret v4)".
_BUILT_AS = Expression(r" ?\((?=[^()]*(?:\bv?\d+\.\d|@[a-z][\w-]*/|\b[a-z]+[-_][a-z]))[^()]{2,80}\)$")
_LONGEST_OF_KIND = 20
_HAN = Expression(r"[\u4e00-\u9fff]")
#: A Latin word that is no abbreviation.
_SMALL_LATIN = Expression(r"[a-z]{2}")
#: Characters of a name that are of no kind of service, at the least.
_SHORTEST_OWN = 2
#: An address without its protocol, as the name of who answers there.
_HOST = Expression(r"(?:[A-Za-z\d-]+\.){1,3}[a-z]{2,8}")
_LATIN_NAME = Expression(r"[A-Z][\w.+-]+(?: [A-Z0-9][\w.+-]*)*")
#: Characters of the beginning of a name that somebody may be known by.
_LONGEST_BEGINNING = 12
#: Of a Latin one in a sentence: "Google Analytics for Firebase".
_LONGEST_IN_LATIN = 30
#: Characters by which it is seen at once that nobody's name begins.
_BEGINNING = 2
#: Sentences that are remembered: several readers ask about each of a document.
_MOST_SENTENCES = 4096
#: What a name is made of, without brackets and what ends a clause.
_RUN = Expression(r"[\w+.\- ]*[\w+]")
#: What parts two names in one cell: "Black Book / Canadian Black Book".
_SEVERAL = Expression(r"\s+/\s+|\s+(?:and|&|\+|on|via|through)\s+")
#: Words of a known name at the most, and of what may follow it: "Google Play Services for Games".
_MOST_KNOWN = 4
_MOST_WORDS = 8
#: Names in a list that somebody known must have at the least.
_FEWEST_KNOWN = 2
#: A word that a text writes in small letters, outside addresses.
_ORDINARY = Expression(r"(?<![\w@./:-])[a-z][a-z'’]+(?![\w@]|[./:-]\w)")
#: Characters of a text in which its operator is looked for.
_LONGEST_TEXT = 400_000
_LETTERS = Expression(r"[^a-z0-9]+")
#: Letters of a name that its address must hold at the least.
_FEWEST_LETTERS = 4


@remembered_of_text
def own_words(name: str, words: PartyWords) -> Sequence[str]:
    """The words of a name that are not words for kinds of things."""
    return tuple(part for part in _PARTS.split(name) if part and not words.generic_name.fullmatch(part))


@remembered_of_text
def is_brand(name: str, names: FieldNames, words: PartyWords) -> bool:
    """Whether a name is somebody's: capitals throughout, and not only words for kinds of things.

    In Chinese, which has no capitals, a name must begin with such a word or say that it is an SDK.
    """
    if not name or names.field(name) or words.other_label.search(name) or words.no_title.search(name):
        return False
    if is_product(name, words) and CHINESE.match(name):
        return True
    # "Egret Maps Geolocation" is none, "Advertising ID" and "Egret account ID" are.
    is_data = words.data.search(name) is not None and (
        words.data.fullmatch(name) is not None or " " not in _known_beginning(name, words)
    )
    if is_data or CHINESE.match(name) or _PATH.search(name) or _CONSTANT.fullmatch(name.partition(",")[0]):
        return False
    whole = _BUILT_AS.sub("", name)
    own = own_words(words.called_also.sub("", words.where_used.sub("", whole)), words)
    is_small = any(_SMALL.fullmatch(part) and not _OWN_SPELLING.fullmatch(part) for part in own)
    return bool(own) and not is_small and not own[0][0].isdigit()


def is_brand_alone(name: str, words: PartyWords) -> bool:
    """Whether an English name has capitals throughout and a word that is none for kinds of things."""
    own = own_words(name, words)
    are_small = any(_SMALL.fullmatch(part) and not _OWN_SPELLING.fullmatch(part) for part in own)
    return bool(own) and not are_small and words.no_title.search(name) is None


def is_kind_of_sdk(name: str, words: PartyWords) -> bool:
    """Whether a name only says what an SDK does or is: "推送SDK", "支付类SDK", "框架SDK"."""
    if words.kind_cell.fullmatch("".join(name.split())):
        return True
    is_sdk = is_product(name, words) and _CAPITALIZED.match(name) is None
    return is_sdk and not words.purpose.sub("", words.product.sub("", name)).strip(" 、/类的")


def with_forms(parts: Sequence[str], words: PartyWords) -> list[str]:
    """The parts of a list, with the form of a company behind the name from which a comma parts it: "Egret, Inc."."""
    found: list[str] = []
    for part in parts:
        if found and words.company.match(part):
            found[-1] = f"{found[-1]}, {part}"
        else:
            found.append(part)
    return found


def without_place(name: str, words: PartyWords) -> str:
    """The name of a company without where it is: "Egret GmbH, Berlin, Germany"."""
    company = words.company_name.match(name)
    behind = name[company.end() :].split(", ") if company is not None else []
    is_place = len(behind) > 1 and not behind[0] and words.place.fullmatch(behind[-1])
    return company.group() if company is not None and is_place else name


def use_inside(inner: str, words: PartyWords) -> str:
    """What English words in brackets behind a name say that it is for: "payments", "hosting of pictures"; else empty.

    Where, when, by whom and in which law somebody is there is no use.
    """
    before, _, where = inner.partition(" — ")
    if where and any(words.place.fullmatch(part.strip()) for part in where.replace("/", ",").split(",")):
        inner = before  # "analytics — USA" says where, too
    if not is_latin(inner) or words.aside_inside.match(inner):
        return ""
    opens = _ABBREVIATED.match(inner)  # "SMS delivery" is a use, "EU servers" says where
    is_use = opens is not None and not words.place.fullmatch(opens["first"])
    if not (inner[:1].islower() or is_use):  # "Database, Auth, Storage" are kinds of service, "Ireland" is none
        parts = [part.strip() for part in _BETWEEN_KINDS.split(inner)]
        are_kinds = sum(_is_kind(part, words) for part in parts) * 2 > len(parts)
        others = (part for part in parts if not _is_kind(part, words))
        return (
            inner if are_kinds and not any(is_known(part, words) or is_company(part, words) for part in others) else ""
        )
    return inner if " " in inner or words.kind_told.fullmatch(inner) else ""


def _is_kind(text: str, words: PartyWords) -> bool:
    """Whether English words are a kind of service: "Payments", "File storage"."""
    said = text.lower()
    is_told = words.kind_told.fullmatch(said) is not None or words.purpose.search(said) is not None
    return is_told or (bool(said) and all(words.kind_word.fullmatch(word) for word in said.split()))


def chinese_use_inside(inner: str, words: PartyWords) -> str:
    """What brackets behind a name say in Chinese that it is for, where nothing else is said: "錯誤監控"; else empty."""
    said = to_simplified(inner)
    is_other = is_latin(said) or is_company(said, words) or words.place.fullmatch(said) is not None
    is_other = is_other or is_known(said, words) or words.no_use.search(said) is not None
    return "" if is_other or len(inner) > LONGEST_NAME else inner


def is_authority(name: str, words: PartyWords) -> bool:
    """Whether a name is only a word for those whom the law lets ask for data: "Legal / regulatory", "Courts"."""
    if words.authority.search(name) is None:
        return False
    return not is_latin(name) or all(words.authority.search(word) for word in own_words(name, words))


def sdks_in(name: str, words: PartyWords) -> list[str]:
    """The SDKs that one entry names, each of which says that it is one: "白鹭SDK、青鸟SDK"; empty for one."""
    parts = [part.strip() for part in words.between_names.split(name)]
    return parts if len(parts) > 1 and all(is_product(part, words) and is_whole(part) for part in parts) else []


def is_whole(part: str) -> bool:
    """Whether a part of a name closes the brackets that it opens, and no others."""
    return part.count("(") + part.count("（") == part.count(")") + part.count("）")


def is_known(name: str, words: PartyWords) -> bool:
    """Whether a name is that of somebody known, alone or with what follows it: "Google Fonts", "Claude (Anthropic)"."""
    return bool(_known_part(name, words))


@remembered_of_text
def begins_known(name: str, words: PartyWords) -> bool:
    """Whether a name, which need not part its words, begins with that of somebody known: "微信开放平台"."""
    key = name_key(name)
    return any(key[:count] in words.known_names for count in range(2, min(len(key), _LONGEST_BEGINNING) + 1))


def has_own_words(name: str, words: PartyWords) -> bool:
    """Whether a Chinese name is not made of words for kinds of services alone: "白鹭推送", not "消息推送"."""
    own = words.kind_part.sub("", name)
    return len(_HAN.findall(own)) >= _SHORTEST_OWN or _SMALL_LATIN.search(own) is not None


def goes_on_as_sentence(name: str, words: PartyWords) -> bool:
    """Whether what begins with the name of somebody known is a sentence on them: "Egret 的计划已取消"."""
    known = known_at(name, 0, words)
    return bool(known) and words.no_name_goes_on.search(name, known) is not None


def known_at(text: str, start: int, words: PartyWords) -> int:
    """How many characters from an offset on are the longest name of somebody known, 0 for none."""
    beginning = unicodedata.normalize("NFKC", text[start : start + _BEGINNING]).lower()
    return _length_at(text, start, words.known_names) if beginning in _beginnings(words.known_names) else 0


def _length_at(text: str, start: int, names: frozenset[str]) -> int:
    if text[max(0, start - 1) : start] == "@":
        return 0  # the host of an address of mail
    longest = _LONGEST_IN_LATIN if text[start : start + 1].isascii() else _LONGEST_BEGINNING
    run = _RUN.match(text, start, start + longest)
    lengths = range(len(run.group()) if run else 0, 1, -1)
    return next((n for n in lengths if name_key(text[start : start + n]) in names), 0)


def names_known(text: str, words: PartyWords) -> bool:
    """Whether the name of somebody known begins anywhere in a text, which few sentences of a policy hold."""
    return _holds_one(text, words.known_names)


@lru_cache(maxsize=_MOST_SENTENCES)
def _holds_one(text: str, names: frozenset[str]) -> bool:
    told = unicodedata.normalize("NFKC", text).lower()
    pairs = list(map(add, told, told[1:]))
    beginnings = _beginnings(names)
    if beginnings.isdisjoint(pairs):
        return False
    is_as_long = len(told) == len(text)
    places = (at for at, pair in enumerate(pairs) if pair in beginnings) if is_as_long else range(len(text))
    return any(_length_at(text, at, names) for at in places)


@lru_cache(maxsize=8)
def _beginnings(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name[:_BEGINNING] for name in names)


def are_known(found: Sequence[str], words: PartyWords) -> bool:
    """Whether at least half of several names are those of somebody known, and of two at the least."""
    known = [part for name in found if (part := _known_part(name, words))]
    return len(set(known)) >= _FEWEST_KNOWN and len(known) * 2 >= len(found)


def names_of_kind(text: str, words: PartyWords) -> list[str]:
    """The names in brackets behind what they are for, where half are of somebody known: "推送服务（甲、乙）"."""
    found = _KIND.fullmatch(text)
    if found is None or not (words.purpose.search(found["kind"]) or words.kind_of_name.search(found["kind"])):
        return []
    listed = words.item_tail.sub("", words.item_lead.sub("", found["names"]))
    inside = [part.strip() for part in words.between_names.split(listed)]
    if all(words.data.search(name) for name in inside):
        return []  # "广告标识符（Advertising ID）" is an item of data
    known = sum(is_known(name, words) for name in inside)
    return inside if known * 2 >= len(inside) and all(len(name) <= _LONGEST_OF_KIND for name in inside) else []


def names_told_of_kind(label: str, said: str, words: PartyWords) -> tuple[str, list[str]]:
    """What a kind of service is for, and who offers it by what is said of it: "AI providers: models (Egret, Bluebird)".

    All are of somebody known, and stand first or in brackets; no names where the label is more than a kind.
    """
    if not is_latin(label) or own_words(label, words):
        return "", []
    example = _EXAMPLE_INSIDE.search(said)
    if example and not _OF_USERS.search(said[: example.start()].replace("We ", "")):
        # "We host on a cloud (e.g., Egret, based in Germany)"
        told = [part.strip() for part in _BETWEEN_NAMES.split(example["names"])]
        named = [part for part in told if _is_capital(part) and not words.place.fullmatch(part)]
        if named and _is_capital(told[0]):
            return said[: example.start()].strip(), named
    for listed in (_LISTED_FIRST.match(said), _LISTED_INSIDE.search(said)):
        inside = [part.strip() for part in _BETWEEN_NAMES.split(listed["names"])] if listed else []
        is_of_users = listed is not None and _OF_USERS.search(said[: listed.start()]) is not None
        if listed and len(inside) > 1 and not is_of_users and all(is_known(name, words) for name in inside):
            rest = " ".join(f"{said[: listed.start()]} {said[listed.end() :]}".split())
            return rest.removeprefix("for ").removeprefix("to ").rstrip("."), inside
    return "", []


def examples_of_kind(label: str, said: str, words: PartyWords) -> list[str] | None:
    """Whom brackets behind a kind of service give as examples: "Mailing tools (e.g., Egret, Finch)"; None for another.

    Empty where none of them is known, as the kind itself is nobody.
    """
    found = _EXAMPLES.match(said) if is_latin(label) else None
    if found is None:
        return None
    inside = [part.strip() for part in _BETWEEN_NAMES.split(found["names"])]
    is_list = all(map(_is_capital, inside)) and any(is_known(name, words) for name in inside)
    return inside if is_list else []


def name_of_kind(label: str, said: str, words: PartyWords) -> bool:
    """Whether what brackets behind an English kind of service hold is somebody known: "Payment processing (Egret)"."""
    return is_latin(label) and not own_words(label, words) and is_known(said, words)


def names_below_kind(label: str, listed: str, words: PartyWords) -> tuple[str, list[str]]:
    """What a kind of SDKs is for, and the names listed behind it: "推送类：甲、乙", "Analytics: Egret, Finch".

    No names where it is another text.
    Half of the names are of somebody known, say that they are SDKs, or are Latin ones with a capital.
    """
    is_title = is_latin(label) and words.kind_title.match(label) is not None
    # Of a label that is made of words for kinds alone all names must be known: "App distribution: Egret Store".
    is_work = (
        is_latin(label) and not is_title and (words.work_label.match(label) is not None or _is_kinds(label, words))
    )
    if is_title or is_work:
        latin = latin_names(_ASIDE.sub("", listed.strip(" .;")), words)
        known = sum(is_known(name, words) for name in latin)
        are_names = all(_may_be_listed(name, words) for name in latin)
        is_list = bool(known) and are_names and (not is_work or known == len(latin))
        return (label, latin) if is_list else ("", [])
    found = words.kind_label.match(label)
    if found is None or not (found["supplier"] or words.purpose.search(found["use"])) or words.denial.search(label):
        return "", []
    inside = [part.strip() for part in words.between_names.split(words.item_tail.sub("", listed.strip(" 。；;.")))]
    told = sum(is_known(name, words) or is_product(name, words) or _is_capital(name) for name in inside)
    fits = told * 2 >= len(inside) and all(0 < len(name) <= _LONGEST_OF_KIND for name in inside)
    return (found["use"], inside) if fits else ("", [])


def _may_be_listed(name: str, words: PartyWords) -> bool:
    """Whether an English name is one alone: with a capital, or that of somebody: "Egret for Finch"."""
    is_one = "(" not in name and name_key(name) in words.known_names
    return is_one or _is_capital(words.legal_tail.sub("", name))


def _is_kinds(label: str, words: PartyWords) -> bool:
    """Whether a label is words for kinds of services and nothing else: "Cloud services"."""
    parts = label.lower().split()
    return 1 < len(parts) <= _MOST_KNOWN and all(words.kind_word.fullmatch(part) is not None for part in parts)


def named_of_kind(label: str, said: str, words: PartyWords) -> tuple[str, list[str]]:
    """What a kind of service is for, and who offers it, whether named at once or by what is said of it."""
    below = names_below_kind(label, said, words)
    return below if below[1] else names_told_of_kind(label, said, words)


def latin_names(listed: str, words: PartyWords) -> list[str]:
    """The names of a list in English, without where they are: "Egret Cloud, Germany"."""
    parts = [part.strip() for part in _BETWEEN_NAMES.split(listed)]
    return [part for number, part in enumerate(parts) if not (number and words.place.fullmatch(part))]


def names_with_uses(label: str, listed: str, words: PartyWords) -> list[tuple[str, str]]:
    """Who offers a kind of service, each with what for, by a Chinese entry on the kind; empty where it is another text.

    One use stands behind the last of them ("云服务：甲、乙等用于存储"), where all are known; or each has its own in
    brackets behind it ("服务商：甲（存储）、乙（支付）"), where half are.
    """
    if is_latin(label):
        # "Egret Services: Egret Maps (maps), Egret Ads (advertising)" names the products.
        told = each_with_use(listed, words) if is_known(label, words) or words.embeds.search(label) else []
        return told if len(told) > 1 and all(is_known(name, words) for name, _ in told) else []
    if words.data.search(label) or words.denial.search(label):
        return []
    found = words.names_used.fullmatch(listed.strip(" 。；;."))
    inside = [part.strip() for part in words.between_parties.split(found["names"])] if found else []
    known = sum(is_known(name, words) for name in inside)
    are_names = all(is_known(name, words) or _is_capital(name) for name in inside) and known * 2 >= len(inside)
    if found and (are_names or all(map(_HOST.fullmatch, inside))):
        return [(name, found["use"]) for name in inside]
    return each_with_use(listed, words) if words.supplier_label.search(label) else []


def each_with_use(listed: str, words: PartyWords) -> list[tuple[str, str]]:
    """Names that each have what for in brackets behind them, half of somebody known; empty for any other text."""
    parts = [_WITH_USE.fullmatch(part.strip()) for part in words.between_uses.split(listed.strip(" 。；;."))]
    told = [(part["name"].strip(), part["use"]) for part in parts if part]
    if len(told) < len(parts) or any(is_company(use, words) or words.data.search(name) for name, use in told):
        return []
    known = sum(is_known(name, words) or _is_capital(name) for name, _ in told)
    return told if known * 2 >= len(told) else []


def _is_capital(name: str) -> bool:
    return _LATIN_NAME.fullmatch(name) is not None


@remembered_of_text
def _known_part(name: str, words: PartyWords) -> str:
    """The longest known name that a name begins with, holds in brackets or beside another; empty for none."""
    if known := _known_beginning(name, words):
        return known
    several = _SEVERAL.split(name)
    parts = [*(found["inner"] for found in _BRACKETED.finditer(name)), *(several if len(several) > 1 else ())]
    return next((known for part in parts if (known := _known_beginning(part, words))), "")


def _known_beginning(name: str, words: PartyWords) -> str:
    """The longest known name that a name begins with, in the letters of `name_key`."""
    key = name_key(name)
    parts = key.split(" ")
    if not key or len(parts) > _MOST_WORDS:
        return ""
    beginnings = [key, *(" ".join(parts[:count]) for count in range(min(len(parts), _MOST_KNOWN), 0, -1))]
    known = next((beginning for beginning in beginnings if beginning in words.known_names), "")
    return "" if known and words.no_party.fullmatch(key) else known


@lru_cache(maxsize=2)
def ordinary_words(text: str) -> frozenset[str]:
    """The words that a text writes in small letters: nobody's name is made of these alone."""
    return frozenset(found.group() for found in _ORDINARY.finditer(text))


def own_names(text: str, words: PartyWords) -> frozenset[str]:
    """What a page calls its own operator: whose copyright it is, and who "we" are, with and without the legal form."""
    named, told = (words.own_copyright, words.own_we), (words.own_behalf, words.own_stated)
    return _own_names(text, named, told, words.legal_tail)


@lru_cache(maxsize=2)
def _own_names(
    text: str, named: tuple[Expression, ...], told: tuple[Expression, ...], legal_tail: Expression
) -> frozenset[str]:
    start = text[:_LONGEST_TEXT]
    found = [match["name"] for said in named for match in said.finditer(start)]
    found += [match["name"] or match["of"] for said in told for match in said.finditer(start)]
    keys = {name_key(name) for name in found}
    return frozenset(key for full in keys for key in (full, legal_tail.sub("", full)) if key)


def is_ordinary(name: str, ordinary: frozenset[str]) -> bool:
    """Whether all words of a name stand in the text in small letters, so that it is a heading and no name."""
    parts = [part.lower() for part in _PARTS.split(name) if part]
    return bool(parts) and all(part in ordinary or part.rstrip("s") in ordinary for part in parts)


def is_at(name: str, address: str) -> bool:
    """Whether an address is that of the name: vercel.com of Vercel, policies.google.com of Google Maps."""
    try:
        host = _LETTERS.sub("", (urlsplit(address).hostname or "").lower())
    except ValueError:  # "https://[your domain]" of a template is nobody's address
        return False
    return any(
        len(part) >= _FEWEST_LETTERS and part in host
        for part in (_LETTERS.sub("", word.lower()) for word in name.split())
    )


def whose_policy(title: str, words: PartyWords) -> str:
    """Whom the title of a link to a policy names: "Egret" of "Egret privacy policy"; empty for any other title."""
    found = words.policy_title.search(title)
    if found is not None and found["titled_zh"]:
        return str(found["titled_zh"]).strip()
    name = (found["titled"] or found["titled_last"]) if found is not None else ""
    return name if own_words(name, words) else ""
