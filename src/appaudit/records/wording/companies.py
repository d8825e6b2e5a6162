"""Lines that name who offers an SDK in brackets behind its name, and then say what it is for and takes."""

from __future__ import annotations

import re

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.records.wording.names import begins_known, is_known
from appaudit.records.wording.sentences import refuses
from appaudit.records.wording.values import is_company, is_product, plain, without_places

#: A name, its company in brackets behind it, and what is said of both: "白鹭SDK（白鹭有限公司）：统计；收集…".
_OF_COMPANY = Expression(
    r"^[*_`]{0,2}(?P<name>[^\s：:，。；、][^：:，。；、\n]{1,59}?)[*_`]{0,2}\s?"
    r"[（(](?P<company>(?:[^（）()\n]|[（(][^（）()\n]*[)）]){2,60})[)）][*_`]{0,2}\s?"
    r"(?:[：:]|[—–]{1,2})\s?(?P<rest>\S.*)$"
)
#: Several names, and behind a dash what all of them are for; one of them, with its company or without.
_SEVERAL = Expression(r"^(?P<names>[^：:，。；—–\n]{4,300}?)(?:\s?[—–]{1,2}\s?|\s-\s)(?P<rest>\S.*)$")
_ONE_OF_SEVERAL = Expression(r"^(?P<name>[^（()）]{2,40}?)(?:[（(](?P<company>[^（()）]{2,40})[)）])?$")
_FEWEST = 3
#: A kind of service and those who offer it, each with its company in brackets, and where the next one begins.
_KIND_FIRST = Expression(r"^[*_`]{0,2}(?P<kind>[^：:，。；（(\n]{2,16})[*_`]{0,2}[：:]\s*(?P<names>[^：:\n]{8,400})$")
_ALL_WITH_COMPANIES = Expression(r"^(?P<names>.+?[）)])(?:[，,；;](?P<rest>[^（()）]{2,200}))?[。；;]?$")
_BETWEEN_BRACKETED = Expression(r"(?<=[）)])、")
_ONE_WITH_COMPANY = Expression(
    r"^(?P<name>[^（()）]{2,40}?)[（(](?P<company>(?:[^（()）]|[（(][^（()）]*[)）]){4,60})[)）]$"
)
#: Where a sentence ends, and an address with what it is called before it, behind the end of a clause.
_SENTENCE = Expression(r"(?<=[a-z)])\.(?:\s|$)|。")
_LABELLED_ADDRESS = Expression(r"[，,；;。]?[^，,；;。]{0,24}(?:https?://|www\.)", re.IGNORECASE)


@record(kw_only=False)
class ToldWithCompany:
    """Names with their companies (empty for none), what the line says of all of them, and all that it goes on with."""

    names: tuple[tuple[str, str], ...]
    said: str
    rest: str


#: What a company does, behind it and where it is: "Egret GmbH, Berlin, stores your orders".
_DOES = Expression(
    r"(?:,? (?:[A-Z][\w.’' -]{1,24},? ?){1,2},| \([^()\n]{2,40}\))? "
    r"(?:(?:may|can|will|also|then|only|automatically) ){0,2}"
    r"(?P<rest>(?P<verb>[a-z]{2,12}s|collect|receive|get|process) \S[^\n]*)$"
)
#: Whose it is, in brackets before what is said: "(Egret Ltd) — maps".
_COMPANY_FIRST = Expression(r"[(（](?P<company>[^()（）\n]{2,60})[)）]\s*(?:[—–:：,，-]\s*)?(?P<rest>\S.*)$")
#: Who is said to provide something, at its end: "provided by Egret, Inc., USA".
_PROVIDED = Expression(
    r"^(?i:(?:provided|operated|offered|developed|run|made) by |(?:provider|operator|operated by|vendor|company): )"
    r"(?P<company>[A-Z][^\n]{1,60})$"
)
#: Verbs that say what something is, and not what it does.
_IS = frozenset({"is", "has", "was", "does", "its", "this", "us"})
#: What a clause ends with.
_CLAUSE_ENDS = "\n，。；：,.;:"


def company_first(text: str, words: PartyWords) -> tuple[str, str]:
    """The company in the brackets that a text begins with, and the rest; empty and the whole text for another."""
    found = _COMPANY_FIRST.match(text)
    is_first = found is not None and is_company(found["company"], words)
    return (found["company"], found["rest"]) if found is not None and is_first else ("", text)


def opens_with_company(text: str, words: PartyWords) -> bool:
    """Whether a line begins with a name and its company in brackets, and goes on with what is said of them."""
    found = _OF_COMPANY.match(text)
    return found is not None and _name_and_company(found, words) is not None


def _name_and_company(found: re.Match[str], words: PartyWords) -> tuple[str, str] | None:
    """The name and the company of a line, whichever stands in brackets; None where neither is a company."""
    name, inner = found["name"], found["company"]
    if is_company(inner, words):
        return name, inner
    is_named = is_known(inner, words) or begins_known(inner, words) or is_product(inner, words)
    return (inner, name) if is_named and is_company(name, words) else None


def with_companies(text: str, words: PartyWords) -> ToldWithCompany | None:
    """What a line lists in this way: one name with its company, or several; None where it is another kind of line."""
    if opens_with_company(text, words):
        found = _OF_COMPANY.match(text)
        own = _name_and_company(found, words) if found else None
        names = [own] if own else []
    elif told := _of_kind(text, words):
        return told
    else:
        found = _SEVERAL.match(text)
        parts = [_ONE_OF_SEVERAL.match(part.strip()) for part in found["names"].split("、")] if found else []
        names = [(part["name"], part["company"] or "") for part in parts if part]
        if len(names) < max(_FEWEST, len(parts)) or sum(bool(company) for _, company in names) * 2 < len(names):
            return None
    rest = found["rest"] if found else ""
    if refuses(_SENTENCE.split(rest, maxsplit=1)[0], words):
        return ToldWithCompany((), "", rest)
    return ToldWithCompany(tuple((plain(name), plain(company)) for name, company in names), _said(rest, words), rest)


def _of_kind(text: str, words: PartyWords) -> ToldWithCompany | None:
    """Those behind a kind of service, each with its company: "登录：甲（甲有限公司）、乙（乙有限公司）"; else None."""
    found = _KIND_FIRST.match(text)
    told = _ALL_WITH_COMPANIES.match(found["names"]) if found else None
    parts = _BETWEEN_BRACKETED.split(told["names"]) if told else []
    named = [part for one in parts if (part := _ONE_WITH_COMPANY.match(one.strip()))]
    are_companies = len(named) == len(parts) > 0 and all(is_company(part["company"], words) for part in named)
    if not (found and told and are_companies) or not any(begins_known(part["name"], words) for part in named):
        return None
    names = tuple((plain(part["name"]), plain(part["company"])) for part in named)
    said = "，".join(filter(None, (plain(found["kind"]), told["rest"])))
    return ToldWithCompany(names, said, said)


def _said(rest: str, words: PartyWords) -> str:
    """What an entry says before the address of a policy and before what it does not take."""
    end = _LABELLED_ADDRESS.search(rest)
    said = _SENTENCE.split(rest[: end.start()] if end else rest, maxsplit=1)[0]
    nothing = words.takes_nothing.search(said)
    return said[: nothing.start()] if nothing and nothing.start() else said


def provider_told(text: str, words: PartyWords) -> str:
    """Who a text says provides what it is about: "由白鹭有限公司提供，用于推送"; empty where that is its own author."""
    for found in words.provided_by.finditer(text):
        is_begun = not text[: found.start()].rstrip(" *") or text[: found.start()].rstrip(" *")[-1] in _CLAUSE_ENDS
        if is_begun and words.other_company.search(found["company"]) is None:
            return plain(found["company"])
    first = (words.provides_first.match(line.strip(" *")) for line in text.split("\n"))
    told = (found["company"] for found in first if found and not words.other_company.search(found["company"]))
    return plain(next(told, ""))


def company_does(sentence: str, words: PartyWords) -> tuple[str, str, str]:
    """The company that an English sentence has for its subject, what the sentence says it does, and what it gets.

    Of the last two one is empty; all are where no company is the subject.
    """
    company = words.company_name.match(sentence) if sentence[:1].isupper() else None
    does = _DOES.match(sentence, company.end()) if company is not None else None
    if company is None or does is None or does["verb"] in _IS:
        return "", "", ""
    deed = plain(does["rest"].rstrip("."))
    is_data = words.data.search(deed) is not None or words.data_words.search(deed) is not None
    if words.collects.match(does["verb"]) is not None and is_data:
        return plain(company.group()), "", deed.partition(" ")[2]
    return plain(company.group()), deed, ""


def said_to_provide(text: str, words: PartyWords) -> str:
    """The company of an English phrase that says nothing but who provides something, without where that is.

    "provided by Egret Ltd", "Provider: Egret Ltd"; a brand that is known as one may stand for its company.
    """
    found = _PROVIDED.match(text)
    company = without_places(found["company"], words) if found is not None else ""
    whole = company if words.company_name.fullmatch(company) else company.removesuffix(".")
    return whole if is_company(whole, words) or words.company_brand.fullmatch(whole) else ""
