"""What a sentence says of an SDK that it names: who provides it, what it takes, what for, and where its policy is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.model.remembered import remembered_of_text
from appaudit.records.wording.names import own_words
from appaudit.records.wording.scripts import CHINESE
from appaudit.records.wording.values import LONGEST_NAME, is_company, plain

_BRACKETED = Expression(r"\s*[（(](?P<inner>(?:[^（）()]|[（(][^（）()]*[)）]){2,60})[)）]")
_BRACKETS_AT_END = Expression(r"[（(](?P<inner>[^（()）]{2,60})[)）]$")
_ADDRESS = Expression(r"(?:https?://|www\.)[^\s<>\"'，。；）】》、|\[\]\u4e00-\u9fff]+", re.IGNORECASE)
#: A remark inside a list, in which a sentence may end.
_REMARK = Expression(r"【[^【】]*】")
_COLON = re.compile("[：:]")
#: Characters of a word that may stand for a whole name.
_SHORTEST_OWN = 4
_CLAUSE = re.compile("[，,。；;]")
#: What stands before a company inside brackets: "（提供方：白鹭有限公司）".
_COMPANY_LABEL = Expression(r"^[^：:，。；]{1,8}[：:]\s*")
#: Characters before a cue in which a refusal of it stands.
_REFUSAL = 16
#: Whose product it is, behind a name: "the Egret SDK of Egret LLC".
_OF_OWNER = Expression(r" (?:of|from|by|provided by) [A-Z].*$")
#: Whom an entry is about, as its own sentence takes them up.
_ITSELF = Expression(
    r"(?:it|them|(?:this|the) (?:service|provider|sdk|platform|api)"
    r"|(?:its|their)(?: [a-z]+){0,2} (?:apis?|servers?|service|platform|cloud))"
)
#: The longest use in brackets, in characters.
_LONGEST_USE = 16
#: A longer line is prose, in which what is said belongs to anybody.
LONGEST_LINE = 600


@record
class Said:
    """The parts of a sentence about one SDK, empty where it says nothing of them.

    `is_in_brackets` says that the company stands right behind the name, so that it is the company of no other, and
    `is_cued` that a word for purposes or for what is taken stands in it ("用于"), as in the entries of lists.
    """

    company: str = ""
    purpose: str = ""
    data: str = ""
    link: str = ""
    is_in_brackets: bool = False
    is_cued: bool = False


def said_in(text: str, after: int, words: PartyWords) -> Said:
    """What a line says of the SDK whose name ends at an offset of it."""
    if len(text) > LONGEST_LINE:
        return Said()
    address = _ADDRESS.search(text)
    bracketed = _BRACKETED.match(text, after)
    run_by = words.run_behind.match(text, after)
    is_in_brackets = run_by is not None or (bracketed is not None and is_company(bracketed["inner"], words))
    cued = next(_parts(text, words.for_what, words.until_purpose, words.refused, words.data), "")
    cued = _behind_taken(cued, text, words)
    occasion = "" if cued else _told_by(words.occasion, text)
    about_data = words.permissions_named.sub("", text)
    taken = list(_parts(about_data, words.takes, words.until_data, words.refused, words.data))
    data = "、".join(taken or _parts(about_data, words.given, words.until_data, words.refused, words.data))
    return Said(
        company=plain(run_by["company"])
        if run_by
        else _COMPANY_LABEL.sub("", plain(bracketed["inner"]))
        if bracketed and is_in_brackets
        else _company_in(text, words),
        is_in_brackets=is_in_brackets,
        is_cued=bool(cued or occasion or data),
        purpose=cued or _aim(text, after, words) or occasion or _use_in(bracketed, words) or _topic(text, after, words),
        data=data,
        link=address.group() if address else "",
    )


def _behind_taken(use: str, text: str, words: PartyWords) -> str:
    """A use that says first what is taken, with what that is for: "收集设备信息，以便改进产品"."""
    at = text.find(use) if CHINESE.match(use) else -1
    found = words.collects_to.match(text[at:]) if at >= 0 else None
    return (
        plain(found["use"]) if found is not None and (found["sure"] or words.data.search(found["data"] or "")) else use
    )


@remembered_of_text
def denies(text: str, words: PartyWords) -> bool:
    """Whether a sentence names somebody only to say that it is not, or no longer, used."""
    return words.denial.search(_ADDRESS.sub("", text)) is not None


def refuses(text: str, words: PartyWords) -> bool:
    """Whether a sentence denies more than that something is taken, as "shows ads and collects no data" does not."""
    return denies(text, words) and denies(words.takes_nothing.sub("", text), words)


def says_gone(text: str, words: PartyWords) -> bool:
    """Whether a clause of a text says that an SDK is not there, or no longer; what its user can refuse does not."""
    if any(words.denied_by_us.match(part) for clause in _CLAUSE.split(text) for part in _COLON.split(clause)):
        return True
    clauses = (clause for clause in _CLAUSE.split(text) if not words.user_refuses.search(clause))
    return any(denies(words.takes_nothing.sub("", f"，{clause}"), words) for clause in clauses)


def _company_in(text: str, words: PartyWords) -> str:
    found = words.company_name.search(text)
    return plain(words.before_company.sub("", found.group())) if found else ""


def owner_before(text: str, words: PartyWords) -> str:
    """The company whose product a sentence names next: "使用白鹭有限公司的"; empty where none stands right there."""
    close = text[-LONGEST_NAME - _LONGEST_USE :]
    last = next(iter([*words.company_name.finditer(close)][-1:]), None)
    return plain(words.before_company.sub("", last.group())) if last and words.owns.fullmatch(close, last.end()) else ""


def owner_behind(rest: str, words: PartyWords) -> str:
    """The company that stands right behind the name of its product: "Egret Maps of Egret LLC"; empty for none."""
    found = words.owned_behind.match(rest)
    return plain(found["company"]) if found else ""


def what_is_taken(rest: str, words: PartyWords) -> re.Match[str] | None:
    """Where an entry says what is taken: behind a label before all, as what it is for may be to read something."""
    found = list(words.takes.finditer(rest))
    labelled = (match for match in found if match.group().rstrip().endswith(("：", ":")))
    return next(labelled, found[0] if found else None)


def use_told_of(name: str, sentence: str, words: PartyWords) -> str:
    """What we use somebody for, as a sentence on whom it names says: "We use Egret's API to send mail"."""
    if CHINESE.search(sentence) is not None:
        return _use_told_in_chinese(name, sentence[:LONGEST_LINE], words)
    found = words.used_to.match(" ".join(sentence[:LONGEST_LINE].split()))
    if found is None:
        return ""
    used, named = _OF_OWNER.sub("", found["name"]).lower(), name.lower()
    is_same = used in named or named in used or named.partition(" (")[0] in used
    return plain(found["use"]) if is_same else ""


def _use_told_in_chinese(name: str, text: str, words: PartyWords) -> str:
    """The same in Chinese: "我们使用白鹭来识别语音"; of two words of a name the first may stand for it."""
    short = [own for own in own_words(name, words)[:1] if len(own) >= _SHORTEST_OWN and name.startswith(f"{own} ")]
    ends = (
        cue.end() + len(called)
        for cue in words.relies_on.finditer(text)
        for called in (name, *short)
        if text.startswith(called, cue.end())
    )
    uses = (words.relied_for.match(text, end) for end in ends)
    return next((plain(use["use"]) for use in uses if use is not None), "")


def handed_to(name: str, sentence: str, words: PartyWords) -> tuple[str, str]:
    """What an English entry says is handed to whom it names, and what for: "the app sends your location to its API"."""
    found = words.entry_hands.match(" ".join(sentence[:LONGEST_LINE].split()))
    data = (found["data"] or found["passed"]) if found is not None else ""
    if found is None or not words.data.search(data):
        return "", ""
    whom = found["whom"].lower().replace("’", "'")
    is_same = _ITSELF.fullmatch(whom) or any(own.lower() in whom for own in own_words(name, words))
    return (plain(data), plain(found["use"] or "")) if is_same else ("", "")


def also_takes(rest: str, words: PartyWords) -> tuple[str, str] | None:
    """What an English entry does and what it takes by that: "delivers mail and processes device tokens"."""
    also = words.also_takes.search(rest)
    data = rest[also.end() :] if also and also.start() else ""
    use = plain(rest[: also.start()]) if also else ""
    is_cue = words.use_cue_alone.fullmatch(use) is not None  # "used to collect and store data" is one use
    return (use, data) if use and not is_cue and words.data.search(data) else None


def use_behind(name: str, words: PartyWords) -> str:
    """What the brackets at the end of a name say that it is for, empty where they say something else."""
    return _use_in(_BRACKETS_AT_END.search(name), words)


def _use_in(bracketed: re.Match[str] | None, words: PartyWords) -> str:
    """What brackets behind a name say that it is for: "白鹭SDK（地图展示）"."""
    inner = plain(bracketed["inner"]) if bracketed else ""
    is_use = words.purpose.search(inner) is not None and words.data.search(inner) is None
    return inner if is_use and words.product.search(inner) is None and len(inner) <= _LONGEST_USE else ""


def _told_by(form: Expression, text: str) -> str:
    """What an SDK is there for, or when it takes what a sentence says: what stands behind "为", or before "时"."""
    found = form.search(text)
    return plain(found["use"]) if found else ""


def _aim(text: str, after: int, words: PartyWords) -> str:
    """What an SDK whose name ends at an offset is there for, by its own sentence or one behind it.

    An aim that stands in a sentence before its own is that of something else: "为保护账号，请设置密码。我们接入…".
    """
    own = max(text.rfind("。", 0, after), text.rfind("；", 0, after)) + 1
    found = next((aim for aim in words.aim.finditer(text) if aim.start() >= own), None)
    return plain(found["use"]) if found else ""


def _topic(text: str, after: int, words: PartyWords) -> str:
    """What an SDK does whose name ends at an offset: "推送功能依赖白鹭SDK", the last such before it."""
    found = [topic for topic in words.topic.finditer(text) if topic.end() <= after]
    return plain(found[-1]["use"]) if found else ""


def _parts(text: str, cue: Expression, until: Expression, refused: Expression, data: Expression) -> Iterator[str]:
    """What follows each cue, up to what ends it, where something does.

    One that is refused right before ("不会将其用于") says nothing, and so does one inside what follows another.
    """
    told = 0
    open_text = _REMARK.sub(lambda remark: "□" * len(remark.group()), text)
    for found in cue.finditer(open_text):
        if found.start() < told or refused.search(text, max(0, found.start() - _REFUSAL), found.start()):
            continue
        end = _end_of(open_text, found.end(), until)
        value = plain(_with_remarks(text[found.end() : end.start() if end else len(text)], data))
        # What a further cue takes must be data by itself: "收集类别为：…", "收集用途" say how, and not what.
        if len(value) > 1 and (not told or (data.search(value) is not None and not _COLON.search(value))):
            told = end.start() if end else len(text)
            yield value


def _end_of(text: str, start: int, until: Expression) -> re.Match[str] | None:
    """What ends a part of a sentence that begins at an offset: no bracket that closes one opened inside it."""
    end = until.search(text, start)
    while end is not None and end.group() in ("）", ")"):
        inside = text[start : end.start()]
        if inside.count("（") + inside.count("(") <= inside.count("）") + inside.count(")"):
            break
        end = until.search(text, end.end())
    return end


def _with_remarks(value: str, data: Expression) -> str:
    """A value with the data in its square brackets as items; a remark of whole sentences or without data is none."""

    def item(found: re.Match[str]) -> str:
        remark = found.group()[1:-1]
        return f"（{remark}）" if data.search(remark) and "。" not in remark else ""

    return _REMARK.sub(item, value)
