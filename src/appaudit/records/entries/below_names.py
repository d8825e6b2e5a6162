"""SDKs that stand on a line of their own, and the sentence on the line below that says what each takes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.records.labelled.label_lines import Line
from appaudit.records.record import PartyRecord
from appaudit.records.wording.sentences import LONGEST_LINE, refuses, said_in
from appaudit.records.wording.values import is_product, plain

#: The longest line that is a name, with what stands in brackets behind it.
_LONGEST_NAME = 80
_COLON = re.compile("[：:]")
#: Characters in which a line names an SDK of its own.
_OPENING = 40


def read_below_names(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> list[PartyRecord]:
    """The records of such pairs of lines; a line with a label, or about another SDK, says nothing of the one above.

    A heading is the name of what the line below it takes up ("该SDK用来…"); what else stands below one is its section.
    """
    records = []
    for title, below in pairwise(lines):
        name = plain(title.text)
        if (
            below.kind == "heading"
            or (title.kind == "heading" and words.same_sdk.match(plain(below.text)) is None)
            or len(below.text) > LONGEST_LINE
            or not _is_name(title.text, names, words)
        ):
            continue
        said = said_in(below.text, 0, words)
        if not said.data or not _goes_on(plain(below.text), names, words):
            continue
        if refuses(below.text, words):
            continue
        fields = {"name": name, "company": said.company, "purpose": said.purpose, "data": said.data, "link": said.link}
        records.append(PartyRecord(fields=fields, start=title.start, end=below.end, layout="prose"))
    return records


def _is_name(line: str, names: FieldNames, words: PartyWords) -> bool:
    text = plain(line)
    is_short = 1 < len(text) <= _LONGEST_NAME and not line.rstrip().endswith(("：", ":")) and not names.field(text)
    if not is_short or not is_product(text, words):
        return False
    return not any(form.search(text) for form in (words.no_title, words.takes, words.embedded))


def _goes_on(text: str, names: FieldNames, words: PartyWords) -> bool:
    """Whether a line is no label and names no SDK of its own: "该SDK会收集…" does not."""
    before = _COLON.split(text, maxsplit=1)[0]
    is_label = bool(names.field(before)) or words.other_label.search(before) is not None
    is_of_another = words.product.search(text[:_OPENING]) is not None and words.same_sdk.match(text) is None
    return not is_label and not is_of_another
