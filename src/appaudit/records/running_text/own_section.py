"""What a section says that is headed by the name of somebody whom a sentence of it names: whose it is, and its policy.

"Egret Crash": "We use Egret Crash. This is a service provided by Egret Ltd. … its privacy information at https://…".
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from appaudit.documents.blocks import PolicyDocument
from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import is_at
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import NUMBERING, address_in, plain

#: The number of a heading, and what it adds to a name.
_COUNT = Expression(r"^[\d.\s#*()]*|[*_:]+$")
#: An address, and the sentence before it.
_ADDRESS = Expression(r"https?://[^\s()<>\"]+")
_STOP = Expression(r"[.!?]\s+|\n")
#: Whom a sentence on a provider is about: what was named before it.
_SUBJECT = Expression(r"(?:^|[.!?]\s+|\n\s*)(?:This|It|The|The (?:service|provider|tool|SDK)|This service)(?: is)?\s*$")
#: Characters of a label before an address.
_LONGEST_LABEL = 16
#: Characters of a section that are looked through.
_LONGEST = 6_000


def tell_own_sections(
    records: Sequence[PartyRecord], document: PolicyDocument, heading_start: Callable[[int], int], words: PartyWords
) -> list[PartyRecord]:
    """The records, each of a sentence in a section that has its name with what the section says of it.

    Whose it is the section says, and names nobody else by that.
    """
    owners: dict[int, str] = {}
    starts = [block.start for block in document.blocks]
    for record in records:
        start = heading_start(record.start) if record.layout == "prose" else -1
        index = bisect_right(starts, start) - 1
        if start < 0 or index < 0:
            continue
        heading = document.blocks[index]
        title = _COUNT.sub("", NUMBERING.sub("", document.text[heading.start : heading.end].strip(), count=1))
        asked = words.asked_use.match(title) if not record.value("purpose").strip() else None
        if asked is not None:
            record.fields["purpose"] = plain(asked["use"])  # "How do you send notifications?" above "Through Egret."
        if name_key(title) != name_key(record.value("name")):
            continue
        end = next((block.start for block in document.blocks[index + 1 :] if block.kind == "heading"), None)
        section = document.text[heading.end : end][:_LONGEST]
        record.set("company", _provider(record.value("name"), section, words))
        record.set("link", _policy(record.value("name"), section, words))
        owners[start] = f"{name_key(record.value('company')).rstrip('.')} "
    return [
        record
        for record in records
        if record.layout != "prose" or not _is_owner(record, owners.get(heading_start(record.start), ""))
    ]


def _is_owner(record: PartyRecord, owner: str) -> bool:
    """Whether a record of a section names nobody but whose the service is that the section is headed by."""
    company = f"{name_key(record.value('company')).rstrip('.')} "
    return owner.startswith(f"{name_key(record.value('name'))} ") and company in (" ", owner)


def _provider(name: str, section: str, words: PartyWords) -> str:
    """Who a sentence of a section says provides what it is headed by."""
    for found in words.provided_by.finditer(section):
        before = section[: found.start()].rstrip()
        is_subject = _SUBJECT.search(before) is not None or before.removesuffix(" is").endswith(name)
        is_subject = is_subject or (not is_latin(found.group()) and before[-1:] in ("", "。", "\n"))
        if is_subject and not words.other_company.search(found["company"]):
            return plain(found["company"])
    return ""


def _policy(name: str, section: str, words: PartyWords) -> str:
    """The address that a sentence on data protection leads to, where that or the address has the name, or a label."""
    for found in _ADDRESS.finditer(section):
        before = _STOP.split(section[: found.start()])[-1]
        is_policy = words.policy_words.search(before) is not None or "data protection" in before.lower()
        address = address_in(found.group().rstrip(".,;"), words)
        is_label = len(before.strip()) <= _LONGEST_LABEL and before.rstrip().endswith(("：", ":"))
        if is_policy and (is_label or name in before or is_at(name, address)):
            return address
    return ""
