"""Links of a page whose titles say whose policy they lead to: below the labels of an SDK, and in the cells of a row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from appaudit.documents.blocks import Link, PolicyDocument
from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.model.expression import Expression
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import is_whole, own_words
from appaudit.records.wording.shared_cells import part_name
from appaudit.records.wording.values import plain

#: How far below the last label such a link stands, in characters, and how many of them are looked at.
_FAR = 120
_MOST = 8
#: Characters that the name and the title have alike.
_STEM = 2
#: A line with the label of a policy and an address.
_POLICY_LINE = Expression(
    r"\s*\n[^\S\n]*[^：:\n]{0,8}(?:隐私|政策|[Pp]rivacy|[Pp]olicy)[^：:\n]{0,8}[：:]\s*(?P<address>https?://[^\s<>()（）]+)[^\S\n]*(?:\n|$)"
)
#: A sentence on where the policy of somebody is: "Egret's privacy policy, which can be found at https://…".
_SAID = Expression(
    r"(?P<title>[A-Z]\w*(?: [A-Z]\w*){0,2})(?:['’]s?)? [Pp]rivacy (?:[Pp]olicy|[Nn]otice|[Ss]tatement)"
    r"[^.:\n]{0,48}?:? ?<?(?P<link>https?://[^\s<>()\[\]]{6,200})"
)
_WEB = ("http://", "https://")
#: What stands between the titles of links behind a name and closes them, and what stands between them and the name.
_AFTER_TITLE = " \n·•|,;/)"
_BEFORE_TITLE = " \n·•|,;/(–—-"


def take_titled_links(records: Sequence[PartyRecord], document: PolicyDocument, words: PartyWords) -> None:
    """Give labelled records without an address the one whose title names them: "白鹭隐私政策" below "白鹭SDK"."""
    ordered = sorted(records, key=lambda record: record.start)
    ends = (*(record.start for record in ordered[1:]), len(document.text))
    for record, end in zip(ordered, ends, strict=False):
        first = bisect_left(document.links, record.start, key=lambda link: link.start)
        _cut_titles(record, document, first, words)
        if record.layout == "table":
            _cut_titles_of_name(record, document, first, words)
        if record.layout == "items" and not record.value("link").strip():
            _take_policy(record, document, first, words)
        if record.layout != "labels" or record.value("link").strip():
            continue
        for link in document.links[first : first + _MOST]:
            if link.start >= min(end, record.end + _FAR):
                break
            if link.target.startswith(_WEB) and _is_policy_of(record.value("name"), _title(document, link), words):
                record.fields["link"] = link.target
                break
    _take_links_by_name(ordered, document, words)


def _take_links_by_name(records: Sequence[PartyRecord], document: PolicyDocument, words: PartyWords) -> None:
    """Give records without an address that of a link beside them whose title is their name or begins it.

    "Links: [Egret](https://egret.example/privacy), [Finch](…)" below a table; two records of one beginning get none.
    """
    begun: dict[str, list[PartyRecord]] = {}
    for record in records:
        name = plain(record.value("name") or record.value("company"))
        parts = name.lower().split(" ") if name and not record.value("link").strip() else []
        for count in range(1, min(len(parts), _MOST) + 1):
            begun.setdefault(" ".join(parts[:count]), []).append(record)
    for link in document.links if begun else ():
        title = _title(document, link)
        named = begun.get(title.lower(), ()) if own_words(title, words) else ()
        is_policy = link.target.startswith(_WEB) and words.column_link.search(link.target) is not None
        if len(named) == 1 and is_policy:
            named[0].set("link", link.target)
    for said in _SAID.finditer(document.text) if begun else ():
        named = begun.get(said["title"].lower(), ()) if own_words(said["title"], words) else ()
        if len(named) == 1:
            named[0].set("link", said["link"].rstrip(".,;"))


def take_links_of_vendors(records: Sequence[PartyRecord], document: PolicyDocument, words: PartyWords) -> None:
    """Give records without an address that of a link to the policy of their vendor, wherever it stands.

    "Egret Privacy Policy" is that of "Egret Maps" and "Egret Ads" where neither has one of its own.
    """
    if all(record.value("link").strip() for record in records):
        return
    for link in document.links:
        found = words.whose_policy.match(to_simplified(_title(document, link)))
        vendor = name_key(found["who"] or found["who_zh"]) if found is not None else ""
        if not vendor or not link.target.startswith(_WEB) or not own_words(vendor, words):
            continue
        offered = [record for record in records if _is_of(record, vendor)]
        # Where the vendor itself is listed, it is nobody else's.
        offered = [record for record in offered if name_key(record.value("name")) == vendor] or offered
        if not any(record.value("link").strip() for record in offered):
            for record in offered:
                record.fields["link"] = link.target


def policy_below(document: PolicyDocument, position: int) -> str:
    """The address of a line right behind an offset that is nothing but where a policy stands: "隐私政策：https://…"."""
    found = _POLICY_LINE.match(document.text, position)
    return found["address"].rstrip("。；;，,") if found is not None else ""


def give_policies_of_vendors(
    records: list[PartyRecord], document: PolicyDocument, is_title: Callable[[PartyRecord], bool]
) -> list[PartyRecord]:
    """The records without titles of policies of whose company others are: these have the address of the policy.

    "Egret Privacy Policy" below a table in which Egret offers "Egret Maps" lists nobody else.
    """
    left = []
    for record in records:
        vendor = name_key(record.value("name"))
        said = any(record.value(field).strip() for field in ("company", "purpose", "data"))
        offered = (
            []
            if said or record.layout not in ("items", "names", "addressed") or not is_title(record)
            else [other for other in records if other is not record and _is_of(other, vendor)]
        )
        first = bisect_left(document.links, record.start, key=lambda link: link.start)
        inside = (link.target for link in document.links[first : first + 1] if link.start < record.end)
        target = record.value("link") or next(inside, "")
        for other in offered if target.startswith(_WEB) else ():
            other.set("link", target)
        if not offered:
            left.append(record)
    return left


def _is_of(record: PartyRecord, vendor: str) -> bool:
    """Whether a record says that it is of a vendor, or its name begins with that."""
    company, name = name_key(record.value("company")), name_key(record.value("name"))
    return bool(vendor) and (f"{company} ".startswith(f"{vendor} ") or f"{name} ".startswith(f"{vendor} "))


def _take_policy(record: PartyRecord, document: PolicyDocument, first: int, words: PartyWords) -> None:
    """Give an entry the address behind the title of a policy in it: "Egret: [Egret Privacy Policy](…)"."""
    for link in document.links[first : first + _MOST]:
        if link.start >= record.end:
            break
        if link.target.startswith(_WEB) and words.column_link.search(_title(document, link)):
            record.fields["link"] = link.target
            break


def _cut_titles(record: PartyRecord, document: PolicyDocument, first: int, words: PartyWords) -> None:
    """Take the titles of links to policies off the end of a purpose: "用于统计。 白鹭隐私政策"."""
    for link in document.links[first : first + _MOST]:
        title, purpose = _title(document, link), record.value("purpose").rstrip()
        if link.start >= record.end or not link.target.startswith(_WEB):
            break
        before = purpose.removesuffix(title)
        said = to_simplified(title)
        is_policy = words.column_link.search(said) if record.layout == "table" else words.names_policy.fullmatch(said)
        if title and before.strip() and before != purpose and is_policy:
            record.fields["purpose"] = before.rstrip()


def _cut_titles_of_name(record: PartyRecord, document: PolicyDocument, first: int, words: PartyWords) -> None:
    """Take the titles of links to policies off the end of a name: "Egret GmbH Privacy · DPA", "Egret (Privacy)"."""
    links = [link for link in document.links[first : first + _MOST] if link.start < record.end]
    titles = [title for link in reversed(links) if _is_policy_title(title := _title(document, link), words)]
    for field in ("name", "company"):
        whole = name = record.value(field).rstrip()
        for title in titles:
            name = name.rstrip(_AFTER_TITLE).removesuffix(title)
        name = name.rstrip(_BEFORE_TITLE)
        if name and name != whole.rstrip(_BEFORE_TITLE) and is_whole(name):
            record.fields[field] = name
            part_name(record.fields, words)


def _is_policy_title(title: str, words: PartyWords) -> bool:
    return bool(title) and (words.column_link.search(title) or words.policy_words.search(title)) is not None


def _title(document: PolicyDocument, link: Link) -> str:
    return plain(document.text[link.start : link.end])


def _is_policy_of(name: str, title: str, words: PartyWords) -> bool:
    """Whether the title of a link is that of a policy and has the beginning of a name in it."""
    stem = plain(name)[:_STEM].lower()
    return len(stem) == _STEM and stem in title.lower() and words.column_link.search(title) is not None
