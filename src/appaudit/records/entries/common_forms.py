"""Third parties in six forms that many policies share, whatever heading they stand under.

A label for the services used ("3rd party service used: egret.example"), the names below a line on the policies of those
who are used, names above where their policy is, lines that tell users to whose terms they agree by using whom, names
whose next sentence says what for, and lines below one on third parties that say of each what for: "Egret for maps".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from appaudit.documents.blocks import Link
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.model.expression import Expression
from appaudit.records.entries.item_lines import unmarked
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import begins_known, is_brand_alone, is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import denies
from appaudit.records.wording.values import address_in, is_company, plain

#: An address without its protocol, as the name of who answers there.
_DOMAIN = Expression(r"(?:[A-Za-z\d-]+\.){1,3}[a-z]{2,8}")
#: A name with what it is for, and where a sentence ends.
_NAME_FOR = Expression(
    r"^(?P<name>[A-Z][\w.+&'-]*(?: [A-Z0-9(][\w.+&'()-]*){0,4}) (?:is used )?(?:for|to) (?P<use>[^.;:]{3,120})[.;]?$"
)
_ENDS = Expression(r"(?<=[\w)])[.!]\s")
#: Names below one line at the most, lines of terms that make a list, and characters of a line that is looked at.
_MOST_NAMES = 40
_FEWEST_TERMS = 2
_LONGEST_LINE = 300
_LONGEST_NAME = 20
_LONGEST_TITLE = 60


def read_common_forms(lines: Sequence[Line], words: PartyWords, links: Mapping[int, Link]) -> list[PartyRecord]:
    """The records of such lines, by where they stand.

    Args:
        lines: The lines of a document.
        words: How such lines look.
        links: The first link of a line, by where the line begins.
    """
    records: list[PartyRecord] = []
    for number, line in enumerate(lines):
        if len(line.text) > _LONGEST_LINE:
            continue
        records += [*_labelled(line, words), *_with_use_behind(line, words)]
        if line.text.rstrip().endswith(":") and words.context.search(line.text) and not denies(_last(line.text), words):
            records += _with_uses(lines[number + 1 : number + 1 + _MOST_NAMES], words)
        if words.leads_to_policies.search(line.text) and not denies(line.text, words):
            records += _below(lines[number + 1 : number + 1 + _MOST_NAMES], words, links)
    records += _above_policies(lines, words)
    terms = [record for line in lines for record in _agreed(line, words)]
    return sorted([*records, *(terms if len(terms) >= _FEWEST_TERMS else [])], key=lambda record: record.start)


def _labelled(line: Line, words: PartyWords) -> Iterator[PartyRecord]:
    """Those behind a label for the services used: somebody known, or the address where somebody answers."""
    found = words.services_used.match(to_simplified(plain(unmarked(line.text))))
    for name in words.between_names.split(found["names"].rstrip(".。")) if found is not None else ():
        if is_known(plain(name), words) or _DOMAIN.fullmatch(plain(name)):
            yield _record(line, plain(name), "")


def _with_use_behind(line: Line, words: PartyWords) -> Iterator[PartyRecord]:
    """Somebody known whom a line names, and behind the full stop what for: "白鹭（某公司）。用途是推送消息。"."""
    found = words.entry_use_behind.match(line.text)
    name = plain(found["name"]) if found is not None else ""
    inner = plain(found["inner"] or "") if found is not None else ""
    is_somebody = any(is_known(part, words) or begins_known(part, words) for part in (name, inner))
    if found is None or not is_somebody or denies(line.text, words):
        return
    record = _record(line, name, address_in(line.text, words))
    record.set("company", inner if is_company(inner, words) or words.company_brand.fullmatch(inner) else "")
    record.set("purpose", plain(found["use"]))
    yield record


def _last(text: str) -> str:
    """The last sentence of a line: what one before it denies is something else."""
    return _ENDS.split(text)[-1]


def _with_uses(lines: Sequence[Line], words: PartyWords) -> list[PartyRecord]:
    """The names of lines that each say what for and nothing else, two at the least: "Egret for maps"."""
    records: list[PartyRecord] = []
    for line in lines:
        found = _NAME_FOR.match(line.text.strip())
        if found is None or not is_known(found["name"], words) or denies(line.text, words):
            break
        records.append(_record(line, found["name"], ""))
        records[-1].set("purpose", plain(found["use"]))
    return records if len(records) >= _FEWEST_TERMS else []


def _below(lines: Sequence[Line], words: PartyWords, links: Mapping[int, Link]) -> Iterator[PartyRecord]:
    """The names right below a line that leads to the policies of those who are used, as far as somebody known is."""
    for line in lines:
        name, link = plain(unmarked(line.text).partition("](")[0]), links.get(line.start)
        known = name if is_known(name, words) else name.rpartition(" for ")[2]  # "User IDFA for Egret Ads"
        if not is_known(known, words):
            is_titled = link is not None and link.target.startswith("http") and link.end - link.start >= len(name)
            is_named = begins_known(name, words) and len(name) <= _LONGEST_NAME and not is_latin(name)
            if line.kind == "heading" or not (is_named or (is_titled and line.kind == "item")):
                return
            known = name
        yield _record(line, known, link.target if link is not None else "")


def _above_policies(lines: Sequence[Line], words: PartyWords) -> Iterator[PartyRecord]:
    """Those above a line that says where their policy is: "Egret:", "Their Privacy Policy can be viewed at https://…"."""
    for above, line in pairwise(lines):
        first, _, second = line.text.partition("\n")
        name, policy = (first, second) if second else (above.text, first)
        name = plain(unmarked(name)).lstrip("# ").rstrip(": ")
        found = words.their_policy.match(plain(unmarked(policy)))
        is_name = len(name) <= _LONGEST_TITLE and (is_known(name, words) or is_brand_alone(name, words))
        if found is not None and is_name and not denies(name, words):
            yield _record(line if second else above, name, address_in(policy, words))


def _agreed(line: Line, words: PartyWords) -> Iterator[PartyRecord]:
    """Whom users agree with by using it: "使用白鹭，您将同意白鹭的服务条款与隐私政策：https://…"."""
    text = unmarked(line.text) if len(line.text) <= _LONGEST_LINE else ""
    found = words.agreed_with.match(text) or words.agreed_with_en.match(text)
    if found is not None and (is_known(found["name"].strip(), words) or found["whose"].strip() in found["name"]):
        yield _record(line, found["name"].strip(), address_in(line.text, words))


def _record(line: Line, name: str, link: str) -> PartyRecord:
    return PartyRecord(
        fields={"name": name, "link": link}, start=line.start, end=line.end, is_called_party=True, layout="prose"
    )
