"""One record: what a list says of one third party, and where it says it."""

from __future__ import annotations

from dataclasses import field

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.records.wording.values import address_in

#: How a name ends that something else stands behind.
_NAME_ENDS = Expression(r"(?i)(?:\s|sdk|[）)：:|/·—-])$")


@record(frozen=False)
class PartyRecord:
    """The values of one third party by field, as written.

    `fields` has keys of `lexicon.columns.FIELDS`. `start` and `end` are offsets of the text that the record was read
    from, or the numbers of its first row and the row after its last. `is_titled` says that the name is a line without
    a label, `is_called_party` that the label or heading of its name or company calls it a third party or an SDK, and
    `layout` which reader found the record: `table`, `labels`, `items`, `parts`. `is_among_known` says that most names
    of the list that it stands in are those of somebody known, `is_by_data` that it is a row of a table of kinds of
    data, which says whom each goes to. `ended` are the words by which the row says that the SDK is not there
    ("已移除"), empty where it says nothing of the kind.
    """

    fields: dict[str, str] = field(default_factory=dict)
    start: int = 0
    end: int = 0
    is_titled: bool = False
    is_called_party: bool = False
    is_among_known: bool = False
    is_by_data: bool = False
    ended: str = ""
    layout: str = "labels"

    def value(self, name: str) -> str:
        """The value of a field, empty where the record has none."""
        return self.fields.get(name, "")

    @property
    def says_whole(self) -> bool:
        """Whether it says what is taken and what for, as the particulars of nobody do."""
        return bool(self.value("purpose").strip() and self.value("data").strip())

    def set(self, name: str, value: str) -> None:
        """Keep a value; of several labels for one field the first that says anything counts."""
        if not self.value(name).strip():
            self.fields[name] = value


def part_purpose(record: PartyRecord) -> None:
    """Take what an SDK is for off the end of its title, where both stand side by side above the labels.

    It is parted from the name, which may itself end in what it is for: "微信支付" is one name.
    """
    name, purpose = record.value("name"), record.value("purpose").strip()
    rest = name.removesuffix(purpose)
    if record.is_titled and purpose and rest != name and len(rest) > 1 and _NAME_ENDS.search(rest):
        record.fields["name"] = rest.strip()


def end_data(record: PartyRecord, words: PartyWords) -> None:
    """End data where a sentence behind them says what is not taken, or whose policy, and before an English stop.

    Who provides it ("由白鹭有限公司提供") and the address are kept.
    """
    data, stop, rest = record.value("data").partition("。")
    provided = next(iter(words.provided_by.finditer(rest)), None)
    address = address_in(rest, words)
    if stop and (provided or address):
        record.fields["data"] = data
        record.set("company", provided["company"].strip() if provided else "")
        record.set("link", address)
    elif stop and words.denial.search(rest):
        record.fields["data"] = data
    elif data.endswith(".") and not stop and ". " not in data:
        record.fields["data"] = data.removesuffix(".")  # "Data disclosed: device model."
