"""Sentences on who is embedded, with a company or a use in brackets ("接入了甲（某公司）用于…") or taken up again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import begins_known, is_known, known_at
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import LONGEST_LINE, denies, said_in
from appaudit.records.wording.values import is_company, is_product, plain

#: A name with brackets behind it, which may have brackets inside themselves.
_BRACKETED = Expression(
    r"(?P<name>[^，。；：:、,;（）()\n]{2,40})[（(](?P<inner>(?:[^（）()\n]|[（(][^（）()\n]*[)）]){2,60})[)）]"
)
_CLAUSE = Expression(r"[^；;。\n]+")
_SENTENCE = Expression(r"[^。\n]+")
#: Somebody, and behind a comma the name again or a word for it.
_TAKEN_UP = Expression(r"(?P<name>[^，。；：:、,;（）()\n]{2,20})[，,] ?(?P<rest>(?:(?P=name)|该|其|它).{4,})")
#: What stands behind a known name: its company in brackets, and what it is used for.
_BEHIND_NAME = Expression(r"(?:[（(](?P<inner>[^（()）]{2,40})[)）])?(?P<rest>[^，,。；;：:、（(\n]{3,60})")
#: Characters of a product between the name of who offers it and the verb: "腾讯云短信发送…".
_LONGEST_TAIL = 6
_LONGEST_NAME = 24
_FEWEST = 2


def read_bracketed(lines: Sequence[Line], words: PartyWords) -> list[PartyRecord]:
    """The records of such sentences; a denial among them ends what is embedded."""
    records: list[PartyRecord] = []
    for line in lines:
        if len(line.text) > LONGEST_LINE * 2 or not ("（" in line.text or "(" in line.text) or is_latin(line.text):
            continue
        for sentence in _SENTENCE.finditer(line.text):
            begins = line.start + sentence.start()
            text = sentence.group()
            records += (
                list(_called_short(text, begins, words))
                or _with_uses(text, begins, words)
                or list(_with_companies(text, begins, words))
            )
    return records


def _called_short(text: str, begins: int, words: PartyWords) -> Iterator[PartyRecord]:
    """The records of companies that a sentence gives a short name, whose product it names next and what that is for."""
    for found in () if denies(text, words) else words.called_short.finditer(text):
        product = found["product"].strip()
        has_name = product.startswith(found["brand"]) or is_known(found["brand"], words)
        if has_name and is_company(found["company"], words):
            name = product if is_product(product, words) else found["brand"]
            fields = {"name": name, "company": found["company"], "purpose": plain(found["use"]).strip("【】")}
            yield _record(fields, begins + found.start(), begins + found.end())


def read_taken_up(lines: Sequence[Line], words: PartyWords) -> list[PartyRecord]:
    """The records of sentences in which an app says that it embeds somebody known, and what that somebody takes.

    What calls itself an SDK is read where sentences are.
    """
    records: list[PartyRecord] = []
    for line in lines:
        for sentence in _SENTENCE.finditer(line.text) if len(line.text) <= LONGEST_LINE * 2 else ():
            text = sentence.group()
            for embeds in words.we_embed.finditer(text):
                found = _TAKEN_UP.match(text, embeds.end())
                name = plain(found["name"]) if found else ""
                if found is None or words.product.search(name) or denies(text, words):
                    continue
                # Behind a name alone may stand more than the name: "白鹭地图展示门店，其…".
                is_named = is_known(name, words) or is_known(words.kind_of_name.sub("", name), words)
                if not is_named and not (found["rest"].startswith(name) and _is_somebody(name, words)):
                    continue
                said = said_in(text[found.start("rest") :], 0, words)
                if said.data:
                    fields = {"name": name, "purpose": said.purpose, "data": said.data, "link": said.link}
                    fields["company"] = said.company
                    at = line.start + sentence.start()
                    records.append(_record(fields, at + found.start(), at + len(text)))
    return records


def read_used(lines: Sequence[Line], words: PartyWords, called: Callable[[int], bool]) -> list[PartyRecord]:
    """The records of sentences below a heading about third parties that say what somebody known is used for.

    Args:
        lines: The lines of a document.
        words: How sentences say it.
        called: Whether the headings right above an offset speak of third parties.
    """
    records: list[PartyRecord] = []
    for line in lines:
        if line.kind != "paragraph" or len(line.text) > LONGEST_LINE or is_latin(line.text) or not called(line.start):
            continue
        for sentence in _SENTENCE.finditer(line.text):
            text = sentence.group()
            if words.we_embed.search(text) is None or denies(text, words):
                continue
            for embeds in words.embedded.finditer(text):
                found = _used_at(text, embeds.end(), words)
                if found is not None:
                    fields, end = found
                    at = line.start + sentence.start()
                    records.append(_record(fields, at + embeds.end(), at + end))
    return records


def _used_at(text: str, start: int, words: PartyWords) -> tuple[dict[str, str], int] | None:
    """Whom a sentence names from an offset on and what it says it is used for, with where that ends."""
    known = known_at(text, start, words)
    behind = _BEHIND_NAME.match(text, start + known) if known else None
    if behind is None or words.product.search(text[start : behind.end()]):
        return None
    if words.for_what.match(behind["rest"].lstrip()) is not None:
        if behind["inner"]:
            return None  # one with its company is read below
        fields = {"name": plain(text[start : start + known]), "purpose": said_in(behind["rest"], 0, words).purpose}
        return fields, behind.end()
    use = words.uses_for.search(behind["rest"])
    tail = behind["rest"][: use.start()] if use else ""
    if use is None or len(tail.strip()) > _LONGEST_TAIL:
        return None
    inner = behind["inner"] or ""
    name = plain(text[start : behind.start("inner") - 1 if inner else behind.start("rest") + len(tail)])
    fields = {"name": name, "company": inner if is_company(inner, words) else ""}
    fields["purpose"] = plain(behind["rest"][use.start() :])
    return fields, behind.end()


def _with_uses(text: str, begins: int, words: PartyWords) -> list[PartyRecord]:
    """The records of a list in one sentence, in which brackets say what each is for, two at the least."""
    found = list(_BRACKETED.finditer(text))
    if len(found) < _FEWEST or denies(text, words) or not words.embedded.search(text[: found[0].start("inner")]):
        return []
    records: list[PartyRecord] = []
    end = found[0].start()
    for part in found:
        if records and not words.between_listed.search(text[end : part.start()]):
            break
        name, start = _name(part, words)
        said = said_in(part["inner"], 0, words)
        purpose = said.purpose or plain(part["inner"])
        is_told = bool(said.purpose and said.data) or words.data.search(purpose) is None
        is_cued = words.for_what.match(part["inner"]) is not None
        is_use = words.purpose.search(purpose) is not None and is_told
        if not _is_somebody(name, words) or not (is_use or is_cued):
            return []
        fields = {"name": name, "purpose": purpose, "data": said.data}
        records.append(_record(fields, begins + start, begins + part.end()))
        end = part.end()
    return records if len(records) >= _FEWEST else []


def _with_companies(text: str, begins: int, words: PartyWords) -> Iterator[PartyRecord]:
    """The records of clauses that name somebody with the company in brackets, and go on with what for or what is taken.

    What calls itself an SDK is read where sentences are.
    """
    is_embedded = False
    for clause in _CLAUSE.finditer(text):
        part = _BRACKETED.search(clause.group())
        if part is None or not is_company(part["inner"], words):
            continue
        is_embedded = is_embedded or words.embedded.search(clause.group()[: part.start("inner")]) is not None
        name, start = _name(part, words)
        said = said_in(clause.group(), part.end("name"), words)
        if not is_embedded or denies(clause.group(), words) or is_product(name, words) or not _is_somebody(name, words):
            continue
        if is_company(name, words) and words.product.search(clause.group(), part.end()):
            continue  # "谷歌公司（Google Inc.）的某SDK" names the SDK
        if said.purpose or said.data:
            fields = {"name": name, "company": plain(part["inner"]), "purpose": said.purpose, "data": said.data}
            at = begins + clause.start()
            yield _record({**fields, "link": said.link}, at + start, at + len(clause.group()))


def _name(part: re.Match[str], words: PartyWords) -> tuple[str, int]:
    """The name before brackets without what a sentence says before it, and where it begins."""
    start = part.start("name")
    for before in (*words.embedded.finditer(part["name"]), *words.joins_listed.finditer(part["name"])):
        start = max(start, part.start("name") + before.end())
    return plain(part.string[start : part.end("name")]), start


def _is_somebody(name: str, words: PartyWords) -> bool:
    is_named = is_known(name, words) or begins_known(name, words) or is_product(name, words)
    return is_named and len(name) <= _LONGEST_NAME


def _record(fields: dict[str, str], start: int, end: int) -> PartyRecord:
    return PartyRecord(fields=fields, start=start, end=end, is_called_party=True, layout="prose")
