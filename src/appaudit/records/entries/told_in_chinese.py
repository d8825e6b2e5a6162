"""Chinese entries on one each that say in clauses what for, what is taken, by whom and where the policy stands.

"白鹭推送：由白鹭有限公司提供，用于消息推送，收集设备标识符，隐私政策：https://…", "消息推送：使用白鹭推送，共享…",
"我们使用白鹭有限公司提供的白鹭推送实现消息推送，该SDK会收集…". The name is somebody's; each clause behind it is told by
its first words.
"""

from __future__ import annotations

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.alike.roles import may_be_name
from appaudit.records.wording.names import begins_known, goes_on_as_sentence, is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import (
    address_in,
    is_address,
    is_company,
    is_product,
    kind_of_label,
    plain,
)

#: A clause, whose brackets and addresses no mark ends.
_CLAUSE = Expression(r"(?:https?://[^\s，。；）)]+|[（(][^（）()\n]*[)）]|[^，。；;\n])++")
_COLON = Expression(r"^(?P<label>[^：:（(]{2,16})[：:]\s*(?P<value>\S.*)$")
#: A use, and behind it in brackets what is taken for it; what stands before an address.
_USE_AND_DATA = Expression(r"(?P<use>[^（）()]{2,24})[（(](?P<data>[^（）()]{2,120})[)）]")
_BEFORE_ADDRESS = Expression(r"\s*[—–-]{1,2}\s*(?=https?://)")
#: The longest use that no word tells, and the longest name.
_LONGEST_USE = 24
_LONGEST_NAME = 40


def entry_in_chinese(text: str, names: FieldNames, words: PartyWords) -> dict[str, str]:
    """The fields of such an entry; empty where it is another text."""
    entry = _Entry(names, words)
    for form in (entry.by_policy, entry.by_sentence, entry.by_kind, entry.by_brackets, entry.by_name):
        entry.fields = {}
        if form(text):
            return entry.fields
    return {}


def name_in_chinese(text: str, names: FieldNames, words: PartyWords) -> dict[str, str]:
    """The name that a line is, with what brackets behind it say or a kind of service before it; empty for another."""
    entry = _Entry(names, words)
    if _COLON.match(text):
        if "、" in text or not entry.by_kind(text):
            return {}  # "统计类：友盟+、白鹭SDK" names several
        name = entry.fields["name"]
        is_whose = is_company(name, words) and words.label_of_whose.search(entry.fields["purpose"]) is not None
        is_named = is_known(name, words) or is_product(name, words) or is_company(name, words)
        return entry.fields if is_named and not is_whose else {}
    if entry.by_brackets(text) or entry.by_company(text):
        return entry.fields
    entry.fields = {}
    return entry.fields if entry.is_name(text) else {}


def tell_in_chinese(fields: dict[str, str], text: str, names: FieldNames, words: PartyWords) -> bool:
    """Whether all clauses of a text say something of whom fields name, which is kept in them.

    A text that begins with no label, address or word for what for, by whom or what is taken says something else.
    """
    name = fields.get("name", "")
    entry = _Entry(names, words)
    if entry.by_sentence(text):
        if name not in entry.fields["name"]:
            return False
        fields.update({field: value for field, value in entry.fields.items() if not fields.get(field)})
        return True
    if name and text.startswith(name):
        text = text[len(name) :].lstrip("，, ")
    forms = (words.told_aim, words.told_taken, words.told_provider, _COLON)
    if not is_address(text) and not any(form.match(text) for form in forms):
        return False
    entry.fields = fields
    return entry.clauses(text)


class _Entry:
    """What one entry says, by each form that it may have; a form answers whether all of the text is of it."""

    def __init__(self, names: FieldNames, words: PartyWords) -> None:
        self.fields: dict[str, str] = {}
        self._names = names
        self._words = words

    def by_policy(self, text: str) -> bool:
        """An entry that says where the policy of somebody stands and nothing else: "《白鹭推送隐私政策》：https://…"."""
        found = self._words.named_policy.match(text)
        rest = text[found.end() :].strip("。；; ") if found is not None else ""
        return found is not None and is_address(rest) and self.is_name(found["name"]) and self.clauses(rest)

    def by_sentence(self, text: str) -> bool:
        """A sentence on whom we use: "为了消息推送，我们集成了白鹭推送，…", "向白鹭推送共享…"."""
        forms = (self._words.told_sentence, self._words.told_used, self._words.told_given)
        found = next(filter(None, (form.match(text) for form in forms)), None)
        if found is None or not self.is_name(found["name"]):
            return False
        said = found.groupdict()
        self._set("purpose", said.get("aim") or "")
        self._set("company", said.get("company") or "")
        return self.clauses(text[found.end() :])

    def by_kind(self, text: str) -> bool:
        """A kind of service, and behind a colon who offers it: "消息推送：使用白鹭推送，共享…"."""
        found = self._words.told_kind.match(text)
        if found is None or is_product(found["kind"], self._words) or self._names.field(plain(found["kind"])):
            return False
        if self._is_somebody(found["kind"]) and not (found["verb"] or is_product(found["name"], self._words)):
            return False
        if self._words.other_label.search(found["kind"]) or not self.is_name(found["name"]):
            return False
        self._set("purpose", found["kind"])
        return self.clauses(text[found.end() :])

    def by_brackets(self, text: str) -> bool:
        """A name with what it is for in brackets behind it and nothing else: "白鹭推送（消息推送）".

        Or with several clauses: "白鹭推送（消息推送，提供方：白鹭有限公司，处理设备信息）".
        """
        several = self._words.told_in_brackets.match(text)
        if several is not None and self.is_name(several["name"]):
            return self.clauses(several["inner"])
        found = self._words.named_before_brackets.match(text)
        if found is None or not self.is_name(found["name"]):
            return False
        use = self._words.for_what.sub("", found["use"], count=1)
        self._set("purpose", use)
        return self._is_use(use)

    def _is_use(self, text: str) -> bool:
        """Whether what brackets behind a name say is what it is for."""
        words = self._words
        is_other = any(form.search(text) for form in (words.in_sentence, words.data, words.no_use))
        return not (is_other or is_company(text, words) or words.company_brand.fullmatch(text))

    def by_company(self, text: str) -> bool:
        """A name with its company in brackets behind it and nothing else: "白鹭推送（白鹭有限公司）"."""
        before, mark, inner = text.rstrip("）)").partition("（" if "（" in text else "(")
        self.fields = {}
        if not mark or not is_company(inner, self._words) or not self.is_name(before):
            return False
        self._set("company", inner)
        return True

    def by_name(self, text: str) -> bool:
        """A name, its company in brackets or none, and what is said of it behind a mark."""
        found = self._words.told_name.match(text)
        if found is None:
            return False
        name, inner = found["name"], found["company"] or ""
        if inner and not self._is_somebody(plain(name)) and self._is_somebody(inner):
            name, inner = inner, name  # "消息推送（白鹭推送）：收集…"
        if not self.is_name(name):
            return False
        if inner and not (is_company(inner, self._words) or self._words.company_brand.fullmatch(inner)):
            self._set("purpose", inner)
            return self._is_use(inner) and self.clauses(text[found.end() :])
        self._set("company", inner)
        return self.clauses(text[found.end() :])

    def is_name(self, text: str) -> bool:
        """Whether a text is the name of somebody, which is kept."""
        name = plain(text)
        self.fields["name"] = name
        if is_company(name, self._words):
            self.fields["company"] = name
            return len(name) <= _LONGEST_NAME
        is_name = is_known(name, self._words) or may_be_name(name, self._names, self._words)
        is_phrase = any(form.search(name) for form in (self._words.no_name_part, self._words.in_sentence))
        # "甲、乙均未用于支付" says of both that they are not.
        is_phrase = is_phrase or any(
            goes_on_as_sentence(part, self._words) for part in self._words.between_names.split(name)
        )
        return self._is_somebody(name) and is_name and not is_phrase

    def _is_somebody(self, name: str) -> bool:
        words = self._words
        begins = not is_latin(name) and begins_known(name, words)
        return begins or any(form(name, words) for form in (is_product, is_known, is_company))

    def _set(self, field: str, value: str) -> None:
        value = plain(value)
        if value and not self.fields.get(field):
            self.fields[field] = value

    def clauses(self, rest: str) -> bool:
        """Whether each clause says something of it, which is kept."""
        last = bare = ""
        for number, clause in enumerate(_CLAUSE.finditer(_BEFORE_ADDRESS.sub("；", rest))):
            text = clause.group().strip()
            both = _USE_AND_DATA.fullmatch(text) if not number else None
            if both is not None and self._words.data.search(both["data"]) and self._is_use(both["use"]):
                bare, last = both["use"], "data"
                self._set("data", both["data"])
                continue
            field, value = self._told(text, last, is_first=not number) if text else (last, "")
            if not field:
                return False
            if field == last == "data" and value:
                self.fields["data"] += f"、{plain(value)}"
            if field == "bare":
                bare = value
            else:
                self._set(field, value)
            last = field
        self._set("purpose", bare)  # "主要用在运动界面，用于显示轨迹" says behind a word what for
        return True

    def _told(self, text: str, last: str, *, is_first: bool) -> tuple[str, str]:
        """The field that a clause is of, and its value; no field for a clause that says something else."""
        words = self._words
        labelled = _COLON.match(text)
        label = labelled["label"] if labelled else ""
        field = self._names.field(plain(label)) or kind_of_label(label, words)
        if address := address_in(text, words) if "://" in text or "www." in text else "":
            return ("", "") if words.label_of_ours.search(label) else ("link", address)
        if labelled:
            return (field, labelled["value"]) if field in ("company", "purpose", "data", "link") else ("", "")
        provided = words.told_provider.match(text)
        if provided is not None:
            return "company", provided["company"]
        aim = words.told_aim.match(text)
        if aim is not None:
            return "purpose", aim["use"]
        taken = words.told_taken.match(text)
        if taken is not None:
            said = text[taken.end() :]
            return ("", "") if words.for_what.search(said) else ("data", said)
        if last == "data" and words.data.search(text) and not words.in_sentence.search(text):
            return "data", text
        handed = words.entry_hands_zh.match(text)
        if handed is not None:
            return "data", handed["data"]
        no_data = (words.in_sentence, words.is_not)
        is_data = words.data.search(text) is not None and not any(form.search(text) for form in no_data)
        if is_data and self.fields.get("purpose") and is_first:
            return "data", text
        is_other = any(form.search(text) for form in (words.in_sentence, words.data, words.takes))
        is_use = is_first and len(text) <= _LONGEST_USE and not (is_other or is_company(text, words) or "-" in text)
        return ("bare", text) if is_use else ("", "")
