"""What the columns of a list hold, told by their values all together: names, companies, uses, data, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.model.remembered import remembered_of_text
from appaudit.records.alike.columns import Column
from appaudit.records.alike.marks import BRACKETS, WEAK, MarkedLine
from appaudit.records.wording.names import begins_known, is_brand, is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import is_address, is_company, is_product, kind_of_label, plain

#: Characters of a name at the most, and of what a writer sets before all values of one column.
_LONGEST_NAME = 40
_LONGEST_LABEL = 8
#: Characters beside a company in its value at the most: "由白鹭有限公司提供".
_LONGEST_BESIDE = 8
_HALF = 0.5
_MOST = 0.66
_ADDRESS = Expression(r"(?:https?://|www\.)[^\s（）()，；]+")
_ITEMS = re.compile("[、,，;；/和及与]")
#: Marks of sentences, which stand in no name.
_NO_NAME = Expression(r"[。；，！？;!?\n]")


@record(kw_only=False)
class Held:
    """A column with its values, and what shares of them are what.

    They may be addresses, companies, products or names of somebody known, data, uses, products alone, uses that say
    so themselves ("用于推送"), what may be a name, titles of what stands beside lists, words for a policy or a
    permission, places.
    `label` is the field that a word before all of them names.
    """

    column: Column
    texts: tuple[str, ...]
    link: float = 0.0
    company: float = 0.0
    known: float = 0.0
    data: float = 0.0
    use: float = 0.0
    product: float = 0.0
    cued: float = 0.0
    named: float = 0.0
    generic: float = 0.0
    policy: float = 0.0
    place: float = 0.0
    label: str = ""


@record(kw_only=False)
class Roles:
    """Which column is which field of the records, by number; a column may be several joined."""

    fields: dict[str, list[int]]
    held: tuple[Held, ...]

    def has(self, field: str) -> bool:
        """Whether some column is that field."""
        return bool(self.fields.get(field))

    def mark_of_name(self) -> str:
        """The mark right behind the column of names, else the one before it; empty without a name."""
        if not self.has("name"):
            return ""
        at = self.fields["name"][-1]
        return self.held[at + 1].column.before if at + 1 < len(self.held) else self.held[at].column.before

    def is_cut(self, field: str) -> bool:
        """Whether only a space parts a field from a column behind it that is of no field."""
        taken = {number for columns in self.fields.values() for number in columns}
        behind = self.fields[field][-1] + 1 if self.has(field) else len(self.held)
        return behind < len(self.held) and behind not in taken and self.held[behind].column.before == "space"

    def share(self, field: str, kind: str) -> float:
        """The share of the first column of a field that is of a kind."""
        columns = self.fields.get(field)
        return float(getattr(self.held[columns[0]], kind)) if columns else 0.0


@record(kw_only=False)
class ValueKinds:
    """What values say of themselves, by the words of a language."""

    words: PartyWords

    def of(self, text: str) -> str:
        """The name of the kind of a value, empty where it says nothing."""
        return value_kind(text, self.words)

    def is_address(self, text: str) -> bool:
        """Whether a value is an address and nothing else."""
        return _ADDRESS.fullmatch(text) is not None

    def is_company(self, text: str) -> bool:
        """Whether a value is the name of a company and nothing else."""
        return is_company(text, self.words) and not text.endswith((")", "）"))


@remembered_of_text
def value_kind(text: str, words: PartyWords) -> str:
    """What one value says of itself: an address, a company, data or a use; empty for a name or anything else."""
    text = plain(text)
    if is_address(text):
        return "link"
    if company_in(text, words):
        return "company"
    if words.for_what.match(text):
        return "purpose"
    if _says_taken(text, words):
        return "data"
    if words.data.search(text) and words.serves.match(text) is None:
        return "data"  # "存储账号数据" says what is done
    return ""


def _says_taken(text: str, words: PartyWords) -> bool:
    """Whether a value begins with who takes what it says: "会获取订单金额", "它会获取订单金额"."""
    found = words.takes.search(text)
    return found is not None and (not found.start() or words.taker.search(text[: found.start()]) is not None)


def company_in(text: str, words: PartyWords) -> str:
    """The company that a value is, with a word or two beside it at the most; empty without."""
    if is_company(text, words):
        return _without_lead(text, words)
    found = words.company_name.search(text)
    if found is None or len(text) - len(found.group()) > _LONGEST_BESIDE or is_product(text, words):
        return ""
    return _without_lead(found.group(), words)


def _without_lead(company: str, words: PartyWords) -> str:
    """A company without what a sentence says before its name: "由白鹭有限公司"."""
    bare = words.before_company.sub("", company)
    return bare if is_company(bare, words) else company


def roles_of(columns: Sequence[Column], lines: Sequence[MarkedLine], names: FieldNames, words: PartyWords) -> Roles:
    """What each column is; without a name where none of them can be one."""
    held = tuple(_held(column, lines, names, words) for column in columns)
    choice = _Choice(held)
    choice.take_labelled()
    choice.take_links()
    choice.take_company()
    choice.take_name()
    choice.take_data()
    choice.take_uses()
    return Roles(choice.fields, held)


class _Choice:
    """The columns that are given to fields, one field after the other, and those that are left."""

    def __init__(self, held: Sequence[Held]) -> None:
        self.fields: dict[str, list[int]] = {}
        self._held = held
        self._free = list(range(len(held)))

    def _take(self, field: str, numbers: Sequence[int]) -> None:
        self.fields[field] = list(numbers)
        self._free = [number for number in self._free if number not in numbers]

    def take_labelled(self) -> None:
        """Give the columns whose values begin with one label to its field."""
        for number, held in enumerate(self._held):
            if held.label and held.label not in self.fields:
                self._take(held.label, [number])

    def take_links(self) -> None:
        """Give the first column of addresses to links; others are of nothing."""
        links = [number for number in self._free if self._held[number].link >= _HALF]
        if links and "link" not in self.fields:
            self._take("link", links[:1])
        self._free = [number for number in self._free if number not in links]

    def take_company(self) -> None:
        """Give the column with most companies to them."""
        companies = [number for number in self._free if self._held[number].company >= _HALF]
        if companies and "company" not in self.fields:
            self._take("company", [max(companies, key=lambda number: (self._held[number].company, -number))])

    def take_name(self) -> None:
        """Give names the column of most that are known, else the one beside the companies, else the first of all."""
        if "name" in self.fields:
            return
        company = self.fields.get("company", [-1])[0]
        named = [number for number in self._free if self._held[number].named >= _MOST]
        known = [number for number in named if self._held[number].known >= _HALF]
        if known:
            self._take("name", [max(known, key=lambda number: (self._held[number].known, -number))])
        elif company > 0 and company - 1 in named and self._held[company].column.before in BRACKETS:
            self._take("name", [company - 1])
        elif company == 0 and 1 in named:
            self._take("name", [1])
        elif named and named[0] == self._free[0]:
            self._take("name", named[:1])

    def take_data(self) -> None:
        """Give the column with most items of data to them."""
        data = [number for number in self._free if self._held[number].data >= _HALF]
        if data and "data" not in self.fields:
            best = max(data, key=lambda number: (_density(self._held[number]), number))
            self._take("data", self._joined(data, best))

    def take_uses(self) -> None:
        """Give the column with most uses to the purpose, behind the name rather than before it.

        What is the same in all entries ("详见", "官网") says nothing of any of them, and what their SDKs are called
        ("Egret Ads (Egret Mobile SDK)") is no use.
        """
        others = [(held.data, held.policy, held.place) for held in self._held]
        told = [number for number in self._free if max(others[number]) < _HALF]
        uses = [
            number
            for number in told
            if self._held[number].product < _MOST
            and (
                (len(set(self._held[number].texts)) > 1 and max(map(len, self._held[number].texts)) > 1)
                or self._held[number].cued == 1
            )
        ]
        if uses and "purpose" not in self.fields:
            name = self.fields.get("name", [-1])[0]
            best = max(uses, key=lambda number: (round(self._held[number].use, 1), number > name, -number))
            self._take("purpose", self._joined(uses, best))

    def _joined(self, numbers: Sequence[int], best: int) -> list[int]:
        """A column with those right beside it that only a comma or the like parts from it."""
        found = [best]
        while found[-1] + 1 in numbers and self._held[found[-1] + 1].column.before in WEAK:
            found.append(found[-1] + 1)
        while found[0] - 1 in numbers and self._held[found[0]].column.before in WEAK:
            found.insert(0, found[0] - 1)
        return found


def _density(held: Held) -> float:
    """How much of a column is data: the share of values that are, and how many items each of them has."""
    filled = [text for text in held.texts if text]
    items = sum(len(_ITEMS.split(text)) for text in filled) / max(1, len(filled))
    return held.data * items - held.use


def _held(column: Column, lines: Sequence[MarkedLine], names: FieldNames, words: PartyWords) -> Held:
    texts = [plain(text) for text in column.texts(lines)]
    label, cut = _label_before(texts, names, words)
    texts = [text[cut:].strip(" ：:为是") if cut else text for text in texts]
    filled = [text for text in texts if text]
    count = len(filled) or 1

    def share(form: Callable[[str], bool]) -> float:
        return sum(map(form, filled)) / count

    kinds = [value_kind(text, words) for text in filled]
    return Held(
        column,
        tuple(texts),
        link=kinds.count("link") / count,
        company=kinds.count("company") / count,
        known=share(lambda text: is_product(text, words) or is_known(text, words) or begins_known(text, words)),
        # "无" among data is one that takes none.
        data=kinds.count("data") / (sum(words.no_item.fullmatch(text) is None for text in filled) or 1),
        cued=kinds.count("purpose") / count,
        use=share(lambda text: words.purpose.search(text) is not None),
        product=share(lambda text: is_product(text, words)),
        named=share(lambda text: may_be_name(text, names, words)) if len(set(filled)) * 2 > len(filled) else 0.0,
        generic=share(lambda text: words.no_title.search(text) is not None),
        policy=share(
            lambda text: kind_of_label(text, words) == "link" or words.permission_label.search(text) is not None
        ),
        place=share(lambda text: all(words.place.fullmatch(part.strip(" .")) for part in text.split(","))),
        label=label,
    )


def may_be_name(text: str, names: FieldNames, words: PartyWords) -> bool:
    """Whether a value may be what somebody's product is called, and is no part of a sentence."""
    if not 1 < len(text) <= _LONGEST_NAME or _NO_NAME.search(text) or names.field(text):
        return False
    if any(form.search(text) for form in _unnamed(words)):
        return False
    if value_kind(text, words) in ("link", "company") or words.names_policy.fullmatch(text):
        return False
    if is_latin(text):
        return is_brand(text, names, words)
    if is_product(text, words) or begins_known(text, words):
        return True
    return value_kind(text, words) != "data" and words.other_label.search(text) is None


def _unnamed(words: PartyWords) -> tuple[Expression, ...]:
    """What is found in no name."""
    return words.for_what, words.takes, words.in_sentence, words.policy_title, words.no_name_part


def _label_before(texts: Sequence[str], names: FieldNames, words: PartyWords) -> tuple[str, int]:
    """The field of a word that all values of a column begin with, and how long it is: "用途推送", "用途统计"."""
    filled = [text for text in texts if text]
    if len(filled) < 2:
        return "", 0
    shared = 0
    while shared < _LONGEST_LABEL and len({text[: shared + 1] for text in filled}) == 1 and len(filled[0]) > shared:
        shared += 1
    for length in range(shared, 1, -1):
        label = filled[0][:length]
        field = names.field(label)
        if field and field != "name":
            return field, length
    return "", 0
