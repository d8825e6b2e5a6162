"""Names alone on their lines, below a line or a heading that is a kind of services: "广告类", "Crash reporting"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.alike.roles import may_be_name
from appaudit.records.entries.item_lines import unmarked
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.groups import use_titled
from appaudit.records.wording.names import FIRST_WORD, FURTHER_WORD, begins_known, is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import denies
from appaudit.records.wording.values import is_company, is_product, plain

#: How a name looks, in Chinese and in English: in capitals throughout, or with one inside.
_CHINESE = Expression(r"(?=.{0,20}[\u4e00-\u9fff])[^，。；：:、！？!?|\n]{2,20}")
_LATIN = Expression(rf"{FIRST_WORD}(?: (?:{FURTHER_WORD}|-|–)){{0,5}}")
#: What stands in brackets behind a name: its product, or what it was called before.
_ASIDE = Expression(r" \([^()\n]{2,40}\)$")
#: Groups of a kind with its names that make a list although none of the names is known.
_FEWEST_KINDS = 2
#: The longest line that is a kind, in characters.
_LONGEST_TITLE = 48


def read_below_kinds(
    lines: Sequence[Line], names: FieldNames, words: PartyWords, lists_parties: Callable[[int], bool]
) -> list[PartyRecord]:
    """The records of such names, each with its kind as what it is for.

    Args:
        lines: The lines of a document.
        names: What labels are called.
        words: How names and kinds look.
        lists_parties: Whether what stands above an offset, or the title, speaks of third parties.
    """
    groups = [group for group in _groups(lines, names, words) if lists_parties(group[1][0].start)]
    listed = [line for _, group in groups for line in group]
    known = sum(_is_sure(_name(line), words) for line in listed)
    if not known and len({use for use, _ in groups}) < _FEWEST_KINDS:
        return []
    # Of English words in capitals only a name beside them that is known tells that they are names.
    return [
        PartyRecord(fields={"name": _name(line), "purpose": use}, start=line.start, end=line.end, layout="names")
        for use, group in groups
        for line in group
        if known or not is_latin(_name(line))
    ]


def _groups(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> Iterator[tuple[str, list[Line]]]:
    """The kinds with the names below each, where another kind, a heading or the end of the document follows."""
    use = ""
    group: list[Line] = []
    for line in [*lines, Line("", -1, -1, 0, "heading")]:
        kind = use_titled(line.text, words) if len(line.text) <= _LONGEST_TITLE and not _is_marked(line) else ""
        is_name = bool(use) and not kind and _is_name(_name(line), names, words)
        if is_name and line.kind == "heading":
            is_name = _is_sure(_name(line), words)  # a short line alone looks like a heading
        if kind or (line.kind == "heading" and not is_name):
            if use and group:
                yield use, group
            use, group = kind, []
        elif is_name:
            group.append(line)
        else:
            use, group = "", []


def _is_marked(line: Line) -> bool:
    """Whether a bullet stands before a line: what it marks is an entry, and heads none."""
    return unmarked(line.text) != line.text.strip()


def _name(line: Line) -> str:
    return plain(unmarked(line.text)).rstrip("；;。，,、")


def _is_name(name: str, names: FieldNames, words: PartyWords) -> bool:
    form = _LATIN if is_latin(name) else _CHINESE
    name = _ASIDE.sub("", name)
    is_other = words.place.fullmatch(name) is not None or denies(name, words)
    if is_company(name, words) and is_latin(name):
        return not is_other
    return form.fullmatch(name) is not None and may_be_name(name, names, words) and not is_other


def _is_sure(name: str, words: PartyWords) -> bool:
    name = _ASIDE.sub("", name)
    return is_known(name, words) or is_product(name, words) or (not is_latin(name) and begins_known(name, words))
