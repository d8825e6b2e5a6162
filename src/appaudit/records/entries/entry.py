"""An entry of a list: whom it names, and what its line says of that one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from appaudit.documents.blocks import Link
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.records.labelled.label_lines import Line
from appaudit.records.wording.companies import company_first
from appaudit.records.wording.names import (
    names_with_uses,
    own_words,
)
from appaudit.records.wording.scripts import CHINESE, is_latin
from appaudit.records.wording.sentences import refuses, said_in, what_is_taken
from appaudit.records.wording.values import is_product, plain

#: The title of a link with its address and nothing else: "[Privacy Policy](https://egret.example)".
_LINK_ALONE = Expression(r"^\[(?P<title>[^\]\n]{2,80})\]\((?P<link>https?://[^()\s]+)\)[.;]?$", re.IGNORECASE)
#: The title of a link that an entry ends with: "(Governed by its policy) Egret Privacy Policy".
_TITLED_END = Expression(r"(?:^|(?<=[).;:]) )(?P<title>[A-Z][^().:;\n]{2,60})$")
#: What an SDK takes, called by its name: "Bluebird SDK Data: …".
_OF_SDK = Expression(r"(\bSDK)s? (?:Data|Information)$", re.IGNORECASE)
#: Where a sentence of an entry ends, and no legal form of a company.
SENTENCE = Expression(
    r"(?<=[a-z)])(?<!\bInc)(?<!\bLtd)(?<!\bCo)(?<!\bCorp)(?<!\bPte)\.(?:\s|$)|(?<=[A-Z]{2})(?<!\bPTE)(?<!\bLTD)(?<!\bINC)\.(?=\s+[A-Z])|。"
)
#: A Chinese name with a Latin one in it, which a kind of service has not: "内购（StoreKit）".
LATIN_NAME = Expression(
    r"(?<![A-Za-z])(?:[A-Z][a-z]+(?:[A-Z][a-z]+)+|[A-Z]{0,3}[A-Z][a-z]{2,}|[A-Z]{3,}/[A-Z]{3,})(?![A-Za-z])"
    r"|(?<=[\u4e00-\u9fff])(?!GPS|NFC|APP|SDK|API|URL|SIM|VIP|USB|PDF|MAC|IMEI|IMSI|OAID|IDFA|IDFV)[A-Z]{3,5}$"
)
#: What says nothing of anybody: a date, a number, how something came out, with a remark in brackets or none.
NO_WORDS = Expression(r"(?=\S)(?:[\d\W]*(?:[(（][^()（）]{0,60}[)）])?$|[✓✔✅❌✗✘☑⚠])")
_LONGEST_USE = 40
#: Characters of the word of a name that a further sentence takes up.
_SHORTEST_OWNER = 2


@record(kw_only=False)
class Entry:
    """An entry of a list: its line, the name, what is said of it, and whether that says what it is for.

    `needs_lead` says that it lists a third party only where what stands above speaks of them: "微信：…" may be how to
    reach somebody; `is_called_party` that the line calls them so. `more` are the sentences behind what it is for.
    """

    line: Line
    name: str
    rest: str
    is_told: bool
    is_bare: bool
    company: str = ""
    link: str = ""
    needs_lead: bool = False
    more: str = ""
    is_called_party: bool = False


class Said(NamedTuple):
    """A line without what marks it as an entry, and what it is read by."""

    text: str
    line: Line
    names: FieldNames
    words: PartyWords
    link: Link | None

    def entry(self, name: str, rest: str, company: str = "") -> list[Entry]:
        """The entry of a name with what is said of it, none where that is nothing or a denial."""
        return entry_told(self.line, name, rest, self.words, is_linked=self.link is not None, company=company)

    def each(self, listed: Sequence[str], rest: str) -> list[Entry]:
        """The entries of names with what is said of all of them, also of one that alone would be read elsewhere."""
        found = [entry for name in listed for entry in self.entry(name, rest)]
        return [replace(found[0], name=name) for name in listed] if 0 < len(found) < len(listed) else found

    def of_kind(self, told: tuple[str, Sequence[str]]) -> list[Entry]:
        """The entries of a line that names those of a kind, and what all of them are for."""
        use, listed = told
        return [Entry(self.line, one, use, is_told=True, is_bare=False, needs_lead=True) for one in listed]

    def with_uses(self, label: str, listed: str) -> list[Entry]:
        """The entries of a line on a kind of service that names who offers it, with what each is for."""
        is_called = self.words.context.search(label) is not None
        return [
            Entry(
                self.line, name, use, is_told=True, is_bare=False, needs_lead=not is_called, is_called_party=is_called
            )
            for name, use in names_with_uses(label, listed, self.words)
        ]


def entry_told(
    line: Line, name: str, rest: str, words: PartyWords, *, is_linked: bool, company: str = ""
) -> list[Entry]:
    """The entry of a name with what its line says of it; none where that is nothing, a denial or a way elsewhere.

    Args:
        line: The line.
        name: Whom it names.
        rest: What stands behind the name.
        words: How values look.
        is_linked: Whether the line has a link.
        company: Whose it is, where the line tells that apart.
    """
    alone = _LINK_ALONE.match(rest)
    if alone is not None and (words.names_policy.fullmatch(alone["title"]) or words.column_link.search(alone["title"])):
        rest = alone["link"]
    company, rest = (company, rest) if company else company_first(rest, words)
    if not company and words.company_brand.fullmatch(plain(rest)):
        company, rest = plain(rest), ""  # "Firebase (Google)"
    titled = _TITLED_END.search(rest) if is_linked else None
    if titled is not None and words.names_policy.fullmatch(titled["title"]):
        rest = words.policy_aside.sub("", rest[: titled.start()])
    said = SENTENCE.split(rest, maxsplit=1)[0]
    way = words.leads_away.match(rest)
    # "see its policy" says where that is; "Settings > Privacy" says nothing of whom it stands behind.
    is_way = way is not None and not is_linked and not (way.group().isalpha() and words.column_link.search(said))
    if NO_WORDS.match(rest) or is_way:
        return []
    if refuses(said, words) or (line.kind == "heading" and not said):
        return []
    is_chinese = not is_latin(name) or (len(rest) > _LONGEST_USE and CHINESE.search(rest) is not None)
    if is_chinese and is_product(name, words) and said_in(line.text, 0, words).purpose:
        return []  # what a sentence says of an SDK is read where sentences are
    is_told = is_linked or any(
        words_of.search(said) is not None for words_of in (words.for_what, words.purpose, words.takes)
    )
    more = rest[len(said) :].strip(" .。")
    if CHINESE.search(line.text) and not _goes_on(more, name, words) and words.policy_behind.match(more) is None:
        more = ""
    name = _OF_SDK.sub(r"\1", name)
    return [Entry(line, name, said, is_told, is_bare=not said, company=company, more=more)]


def _goes_on(sentence: str, name: str, words: PartyWords) -> bool:
    """Whether a sentence behind an entry says what that takes: "该SDK会收集…", "可能会收集的用户信息：…"."""
    taken = what_is_taken(sentence, words)
    is_labelled = taken is not None and not taken.start() and taken.group().rstrip().endswith(("：", ":"))
    # "Egret Ads：广告。Egret会收集…": whose product it is takes up the name.
    own = next(iter(own_words(name, words)), "") if taken is not None else ""
    is_owner = len(own) >= _SHORTEST_OWNER and sentence.startswith(own)
    return is_labelled or is_owner or any(form.match(sentence) for form in (words.same_sdk, words.handed_also))
