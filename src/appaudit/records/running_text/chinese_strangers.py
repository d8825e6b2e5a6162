"""Names that no catalogue knows, in Chinese lists of third parties whose entries all say the same of whom they name.

"白鹭推送：用于消息推送，收集设备标识符" beside "夜鹭统计：用于统计分析，…": the form of the list tells that both are
names, and what is said of them is then read as of any other. A name is not made of words for kinds of services alone:
"消息推送" is none, "白鹭推送" is one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.records.labelled.label_lines import Line
from appaudit.records.wording.names import begins_known, has_own_words, is_brand, is_known, names_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import denies
from appaudit.records.wording.values import NUMBERING, is_company, is_product, kind_of_label, plain

_LABEL = re.compile("[：:]")
_LEADS = ("：", ":")
_SENTENCE = re.compile("[。；;，,！？]")
#: A longer line is a paragraph about more than one.
_LONGEST_LINE = 600
_LONGEST_NAME = 24
#: Entries of one form that make a list.
_FEWEST = 2


def listed_strangers(
    lines: Sequence[Line], names: FieldNames, words: PartyWords, called: Callable[[int], bool]
) -> set[str]:
    """The keys of the names that lists of a document give, as `name_key` makes them.

    Args:
        lines: The lines of the document.
        names: What labels are called, which are no names.
        words: How entries begin, and how names look.
        called: Whether what stands above an offset speaks of third parties.
    """
    found: set[str] = set()
    above: dict[str, list[str]] = defaultdict(list)
    for form, name in dict.fromkeys(_above_told(lines, names, words, called)):
        above[form].append(name)
    for run in _runs(lines, called):
        forms: dict[str, list[str]] = defaultdict(list)
        for line in run:
            for form, name in _named(line, names, words):
                forms[form].append(name)
        found |= _new(forms, names, words)
    return found | _new(above, names, words)


def _new(forms: Mapping[str, Sequence[str]], names: FieldNames, words: PartyWords) -> set[str]:
    """The keys of those named in a form in which most are somebody, without those who are read anyway."""
    found: set[str] = set()
    for listed in forms.values():
        told = [name for name in listed if _is_somebody(name, names, words)]
        if len(told) >= _FEWEST and len(told) * 2 > len(listed):
            new = (name for name in told if not (_is_read_anyway(name, words) or is_company(name, words)))
            found |= set(map(name_key, new))
    return found


def _above_told(
    lines: Sequence[Line], names: FieldNames, words: PartyWords, called: Callable[[int], bool]
) -> Iterator[tuple[str, str]]:
    """What stands alone on a line above one that says what somebody is for, what is taken, or whose it is, and how."""
    is_data = False
    for line, below in pairwise(lines):
        # Entries below a line that leads to data are none.
        is_entry = line.kind == "item" or line.text.lstrip().startswith("-")
        is_data = is_data and is_entry
        if is_data or (line.text.endswith(_LEADS) and words.leads_to_data.search(line.text.rstrip("：: ")) is not None):
            is_data = True
            continue
        text = plain(NUMBERING.sub("", line.text.replace("**", "").strip(), count=1))
        kind, _, name = text.replace("：", ":").rpartition(":")
        name = name.partition("（")[0].strip()
        is_label = bool(names.field(kind) or kind_of_label(kind, words) or words.other_label.search(kind))
        is_kind = not kind or not (is_label or has_own_words(kind, words))
        is_alone = 1 < len(name) <= _LONGEST_NAME and is_kind and _SENTENCE.search(text) is None
        if is_alone and line.kind != "row" and called(line.start):
            form = _tells(below.text, name, names, words)
            if form:
                yield form, name


def _tells(text: str, name: str, names: FieldNames, words: PartyWords) -> str:
    """How a line says something of whom the line above it names; empty where it does not."""
    text = NUMBERING.sub("", text.replace("**", "").strip(), count=1)
    if len(text) > _LONGEST_LINE or denies(text, words):
        return ""
    if text.startswith(name) or any(form.match(text) for form in (words.told_aim, words.told_provider)):
        return "clauses"
    said = words.told_sentence.match(text)
    if said is not None:
        return "clauses" if said["name"].startswith(name) or name.startswith(said["name"]) else ""
    before, *behind = _LABEL.split(text, maxsplit=1)
    label = plain(before)
    field = (names.field(label) or kind_of_label(label, words)) if behind and len(label) <= _LONGEST_NAME else ""
    return field if field in ("company", "purpose", "data", "link") else ""


def _runs(lines: Sequence[Line], called: Callable[[int], bool]) -> Iterator[list[Line]]:
    """The lines between two headings that stand below one on third parties, or below a line that leads to some."""
    run: list[Line] = []
    for line in lines:
        is_entry = line.kind in ("paragraph", "item") and len(line.text) <= _LONGEST_LINE and called(line.start)
        if is_entry:
            run.append(line)
        elif run and line.kind == "heading":
            yield run
            run = []
    if run:
        yield run


def _named(line: Line, names: FieldNames, words: PartyWords) -> Iterator[tuple[str, str]]:
    """The names that a line may give, each with the form in which it does; one with a label gives none."""
    text = NUMBERING.sub("", line.text.replace("**", "").strip(), count=1)
    label = plain(_LABEL.split(text, maxsplit=1)[0])
    if (
        denies(text, words)
        or names.field(label)
        or (words.other_label.search(label) and not has_own_words(label, words))
    ):
        return
    opened = words.named_first.match(text)
    is_kind = opened is not None and _is_read_anyway(text[opened.end() :].rstrip("。；;"), words)
    if opened is not None and not (is_kind and not _is_read_anyway(opened["name"], words)):
        yield f"before {opened['mark'].strip()}", opened["name"].strip()
    bracketed = words.named_before_brackets.match(text)
    use = bracketed["use"] if bracketed is not None else ""
    is_use = bool(use) and (words.purpose.search(use) is not None or not has_own_words(use, words))
    if bracketed is not None and is_use and not is_company(use, words):
        yield "brackets", bracketed["name"].strip()
    for form in ("told_in_brackets", "named_embedded", "named_given", "named_policy", "named_behind_kind"):
        told: re.Match[str] | None = getattr(words, form).search(text)
        if told is not None:
            yield form, told["name"].strip()


def _is_somebody(name: str, names: FieldNames, words: PartyWords) -> bool:
    """Whether a text may be whom an entry of such a list names."""
    name = plain(name)
    if is_company(name, words) or _is_read_anyway(name, words):
        return True
    is_other = names.field(name) or denies(name, words) or words.permission_label.search(name)
    if not 1 < len(name) <= _LONGEST_NAME or is_other or names_known(name, words):
        return False  # "其次是白鹭地图" begins with no name
    said = (words.in_sentence, words.no_name_part, words.no_supplied, words.data)
    if any(form.search(name) for form in (*said, words.no_supplier, words.takes, words.for_what)):
        return False
    if is_latin(name):
        return is_brand(name, names, words)
    return has_own_words(name, words)


def _is_read_anyway(name: str, words: PartyWords) -> bool:
    return is_product(name, words) or is_known(name, words) or begins_known(name, words)
