"""Addresses at the foot of a list, which marks behind the names lead to: "白鹭SDK[1]", "[1]: https://…"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appaudit.records.record import PartyRecord

_NOTE = re.compile(r"^\s*\[\^?(?P<mark>\d{1,2})\]\s*[:：]?\s*<?(?P<link>https?://[^\s>]+)>?\s*$", re.MULTILINE)
#: The mark at the end of a name, whose last bracket may be gone with the punctuation around it.
_INSIDE = re.compile(r"\[\^(?P<mark>\d{1,2})\]")
_MARK = re.compile(r"\s*\[\^?(?P<mark>\d{1,2})\]?$")


def take_footnotes(records: Sequence[PartyRecord], text: str) -> None:
    """Take the marks off names, and give records without an address that of their note; a text without notes stays."""
    notes = {found["mark"]: found["link"] for found in _NOTE.finditer(text)}
    for record in records if notes else ():
        found = _MARK.search(record.value("name"))
        if found is not None and found["mark"] in notes:
            record.fields["name"] = record.value("name")[: found.start()]
            record.set("link", notes[found["mark"]])
        marks = {mark["mark"] for mark in _INSIDE.finditer(text, record.start, record.end)}
        if len(marks) == 1 and record.layout == "items":
            record.set("link", notes.get(marks.pop(), ""))


def without_marks(text: str) -> str:
    """A line without the marks of its footnotes in Markdown: "Egret (Egret Ltd)[^2] – maps"."""
    return _INSIDE.sub("", text) if "[^" in text else text
