"""Names alone on their lines with what each is for on the line below: "Egret", "Payment processing", "Germany".

Cards and lists of definitions become such lines where they are copied as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.groups import use_titled
from appaudit.records.wording.names import FIRST_WORD, FURTHER_WORD, is_brand, is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import denies
from appaudit.records.wording.values import address_in, is_address, is_company, plain

#: How a name looks that stands alone: in capitals, with its legal form or without.
_NAME = Expression(
    rf"{FIRST_WORD}(?: (?:{FURTHER_WORD})){{0,4}}"
    r"(?:,? (?:Inc|LLC|Ltd|GmbH|Corp|PBC|B\.V)\b\.?)?"
)
_STOP = Expression(r"(?<=[a-z)])\.(?:\s|$)")
#: Such pairs that make a list at the least, and lines below one that say more of it at the most.
_FEWEST = 2
_MOST_LINES = 3
#: The longest use, and the longest line that goes on with it, in characters.
_LONGEST_USE, _LONGEST_LINE = 120, 300


def read_names_above_uses(
    lines: Sequence[Line], names: FieldNames, words: PartyWords, lists_parties: Callable[[int], bool]
) -> list[PartyRecord]:
    """The records of such pairs, where several follow one another and half of the names are of somebody known.

    Args:
        lines: The lines of a document.
        names: What labels are called.
        words: How names and uses look.
        lists_parties: Whether what stands above an offset, or the title, speaks of third parties.
    """
    found: list[PartyRecord] = []
    for run in _runs(lines, names, words):
        known = sum(is_known(record.value("name"), words) or is_company(record.value("name"), words) for record in run)
        if len(run) >= _FEWEST and known * 2 >= len(run) and lists_parties(run[0].start):
            found += run
    return found


def _runs(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> Iterator[list[PartyRecord]]:
    """The pairs that follow one another; a kind above the first name heads the names below it, and no pair."""
    run: list[PartyRecord] = []
    index = 0
    while index < len(lines):
        record, length = _pair(lines, index, names, words)
        above = lines[index - 1] if index else None
        if record is None or (not run and above is not None and use_titled(above.text, words)):
            if run:
                yield run
                run = []
            index += 1
            continue
        run.append(record)
        index += length
    if run:
        yield run


def _pair(lines: Sequence[Line], index: int, names: FieldNames, words: PartyWords) -> tuple[PartyRecord | None, int]:
    """The record of a name and the lines below it, and how many lines it takes; None where there is no use."""
    name = plain(lines[index].text)
    if index + 1 >= len(lines) or lines[index].kind == "item" or not _is_name(name, names, words):
        return None, 1
    below = lines[index + 1]
    # A kind of services that is a heading heads the names below it.
    is_heading = below.kind == "heading" and bool(use_titled(below.text, words))
    use = _use(below.text, words) if below.kind != "item" and not is_heading else ""
    if not use:
        return None, 1
    record = PartyRecord(fields={"name": name, "purpose": use}, start=lines[index].start, end=below.end, layout="names")
    length = 2
    for line in lines[index + 2 : index + 2 + _MOST_LINES]:
        text = plain(line.text)
        if is_address(text):
            record.set("link", address_in(text, words))
        elif not words.place.fullmatch(text):
            break
        record.end = line.end
        length += 1
    return record, length


def _is_name(name: str, names: FieldNames, words: PartyWords) -> bool:
    if _NAME.fullmatch(name) is None or words.place.fullmatch(name) or use_titled(name, words):
        return False
    return is_known(name, words) or is_company(name, words) or is_brand(name, names, words)


def _use(text: str, words: PartyWords) -> str:
    """What a line below a name says that it is for: a kind of service, or a sentence without anybody who does it."""
    sentence = plain(_STOP.split(text.strip(), maxsplit=1)[0])
    if not is_latin(sentence) or len(text) > _LONGEST_LINE or len(sentence) > _LONGEST_USE or denies(text, words):
        return ""
    if use_titled(sentence, words):
        return sentence
    done = words.does_what.match(f" {sentence}")
    is_done = done is not None and done["verb"].endswith("s") and words.collects.match(done["verb"]) is None
    return sentence if is_done or sentence.lower().startswith("used ") else ""
