"""Addresses on a line of their own between the name of a service and its labels.

"Egret" above "egret.example" and "Purpose" becomes the name, a labelled line with the address, and the rest, as
`records.labelled.labels` reads them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.wording.names import is_at, is_brand
from appaudit.records.wording.values import plain

#: An address and nothing else, with its protocol or without.
_ADDRESS = Expression(r"^(?:https?://)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?$", re.IGNORECASE)
_COLON = re.compile("[：:]")
#: Labels of addresses in the lexicons of columns, one of which each language has, and the longest name, in characters.
_LABELS = ("官网", "Website")
_LONGEST_NAME = 40


def with_addresses_labelled(lines: Sequence[Line], names: FieldNames, words: PartyWords) -> list[Line]:
    """The lines with a label before an address that stands below a name and above a label of whom it is about.

    Args:
        lines: The lines of a document.
        names: What labels are called.
        words: How names look.
    """
    found = list(lines)
    called = next((label for label in _LABELS if names.field(label) == "link"), "")
    if not called:
        return found
    for index in range(1, len(lines) - 1):
        name, line, following = (plain(each.text) for each in lines[index - 1 : index + 2])
        if "." not in line or _ADDRESS.match(line) is None or len(name) > _LONGEST_NAME or _ADDRESS.match(name):
            continue
        is_label = names.field(plain(_COLON.split(following, maxsplit=1)[0])) in ("company", "purpose", "data")
        address = line if "://" in line else f"https://{line}"
        is_named = is_at(name, address) or is_brand(name, names, words)
        if is_label and is_named and not _COLON.search(name):
            found[index] = replace(lines[index], text=f"{called}：{address}")
    return found
