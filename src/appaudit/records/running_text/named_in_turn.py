"""English paragraphs that name one after the other whom data goes to, each with what it is for.

"Egret (hosting), Finch (payments) and Wren (e-mail).", "We share data only with: (a) Egret, our host; (b) Finch, our
bank", "We may share it with Egret for maps; Finch and Wren for payments".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.entries.item_lines import unmarked
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import is_brand_alone, is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import LONGEST_LINE, denies
from appaudit.records.wording.values import is_company, plain

_SENTENCE = re.compile(r"(?<=[a-z)])\.\s+(?=[A-Z])")
#: A name: words with capitals, the form of a company behind a comma, a remark of one word in brackets.
_NAME = r"[A-Z][\w.+&'’/-]*(?:(?:,? (?:Inc|LLC|Ltd|Limited|GmbH|Corp|PBC|Co)\b\.?)| [A-Z0-9][\w.+&'’/-]*){0,5}"
_NAMES = rf"{_NAME}(?:(?:, (?:and |or )?| and | or ){_NAME}){{0,6}}"
#: One after the other with brackets: "Egret (hosting)".
_BRACKETED = Expression(rf"(?P<names>{_NAME}) \((?P<use>[^()\n]{{3,120}})\)")
_BETWEEN = Expression(r"(?:,? and |, |; (?:and )?)")
#: A part of a sentence that semicolons part: the number of the part, who, and what that is for.
_NUMBER = Expression(r"^(?:and )?(?:\(?[a-z\d]{1,2}\) )?(?:and )?")
_PART = Expression(rf"^(?P<names>{_NAMES})(?: \((?P<use>[^()\n]{{3,120}})\)|,? (?P<rest>[a-z][^;\n]{{3,200}}))?[.,]?$")
_ONE = re.compile(_NAME)
_LONGEST_NAME = 40
_FEWEST = 2


def read_named_in_turn(
    lines: Sequence[Line], words: PartyWords, called: Callable[[int], bool]
) -> Iterator[PartyRecord]:
    """The records of such paragraphs.

    Args:
        lines: The lines of a document.
        words: How sentences lead to names, and what each is for.
        called: Whether the headings or the lead right above an offset speak of third parties.
    """
    for line in lines:
        is_long = len(line.text) > LONGEST_LINE * 2
        if line.kind in ("heading", "row") or is_long or not is_latin(line.text):
            continue
        begins = 0
        for end in [*(found.end() for found in _SENTENCE.finditer(line.text)), len(line.text)]:
            sentence = line.text[begins:end]
            yield from _in_sentence(sentence, line.start + begins, words, is_called=called(line.start))
            begins = end


def _in_sentence(text: str, start: int, words: PartyWords, *, is_called: bool) -> Iterator[PartyRecord]:
    if words.not_now.search(text) or words.own_kind.search(text):
        return
    lead = words.leads_to_names.match(text)
    if lead is not None and lead["one"] == "is " and not lead.group().lower().startswith("our"):
        lead = None  # "The provider is Egret, …" speaks of whom a section is on
    if not (is_called or lead) or denies(lead.group() if lead is not None else "", words):
        return
    begins = lead.end() if lead is not None else len(text) - len(unmarked(text))
    # "Our host, Egret, is in Germany" names one, whatever stands behind the comma.
    is_one = lead is not None and lead["one"] is not None
    # "our providers, currently Egret and Finch" calls them that, whoever they are.
    is_sure = is_called and lead is not None and words.context.search(lead.group()) is not None
    found = list(_bracketed(text, begins, words)) or list(_parts(text, begins, words, is_one=is_one, is_sure=is_sure))
    if len(found) < _FEWEST and not (lead is not None and lead["kind"]):
        return
    kind = plain(lead["kind"] or "") if lead is not None else ""
    for name, use, at in found:
        yield PartyRecord(
            fields={"name": name, "purpose": use or kind},
            start=start + at,
            end=start + at + len(name),
            is_called_party=True,
            layout="prose",
        )


def _bracketed(text: str, begins: int, words: PartyWords) -> Iterator[tuple[str, str, int]]:
    """Who is named from an offset on with brackets behind each, and with nothing else between two of them."""
    found: list[tuple[str, str, int]] = []
    while (part := _BRACKETED.match(text, begins)) is not None:
        if not _is_name(part["names"], words):
            break
        found.append((plain(part["names"]), _use(part["use"], words), part.start()))
        between = _BETWEEN.match(text, part.end())
        begins = between.end() if between is not None else len(text)
    if len(found) >= _FEWEST:
        yield from found


def _parts(text: str, begins: int, words: PartyWords, *, is_one: bool, is_sure: bool) -> Iterator[tuple[str, str, int]]:
    """Who is named by the parts of a sentence; those in small letters are nobody ("the courier")."""
    parts = re.split(r";\s*", text[begins:])
    for part in parts:
        number = _NUMBER.match(part)
        at = begins + (number.end() if number is not None else 0)
        said = _PART.match(text[at : begins + len(part)].strip(" .*"))
        begins += len(part) + len(text[begins + len(part) :]) - len(text[begins + len(part) :].lstrip("; \t"))
        if said is None:
            continue
        names = _ONE.findall(said["names"])[: 1 if is_one else None]
        use = _use(said["use"] or _told(said["rest"] or "", words), words)
        is_alone = len(parts) == 1 and not use and not is_sure
        known = sum(is_known(name, words) for name in names)
        if not all(_is_name(name, words) for name in names) or (is_alone and known * 2 < len(names)):
            continue
        for name in names:
            yield plain(name), use, at + text[at:].find(name)


def _told(rest: str, words: PartyWords) -> str:
    """What the rest of a part says that those before it are for; empty where it says another thing."""
    found = words.told_in_turn.match(rest)
    return next((value for value in found.groupdict().values() if value), "") if found is not None else ""


def _use(text: str, words: PartyWords) -> str:
    use = plain(text).rstrip(" .,")
    is_none = words.use_of_nobody.fullmatch(use) is not None or words.condition.match(use) is not None
    return "" if is_none or is_company(use, words) else use


def _is_name(name: str, words: PartyWords) -> bool:
    if name_key(name) in words.known_names or is_known(name, words):
        return True
    is_other = words.place.fullmatch(name) or words.no_stranger.search(name)
    return 1 < len(name) <= _LONGEST_NAME and is_brand_alone(name, words) and not is_other
