"""Lines below a label of data: what of each is data, and what only says of what or where they are."""

from __future__ import annotations

import re

from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.model.expression import Expression

#: An item of data with what it is for: "网络信息（类型、IP地址）：用于判断连接状态".
_ITEM_AND_USE = Expression(r"^(?P<item>[^：:∶]{2,200})[：:∶]")
#: A line of data that says first of what or where they are: "【仅Android】OAID".
_GROUP = Expression(r"【[^【】]{1,16}】[：:]?\s*\S")
#: A line that leads to what stands below it.
_LEADING = Expression(r"^[^：:]{2,16}[：:]$")
_BULLETS = " \t-*+•·"


def names_data(text: str, words: PartyWords) -> bool:
    """Whether a text names what may be taken."""
    return words.data.search(to_simplified(text)) is not None


def data_matched(found: re.Match[str], words: PartyWords, *, are_data: bool = False) -> str:
    """The data that one of the groups of a match holds; empty for none, and for what says nothing of what they are.

    Args:
        found: The match of a form whose groups hold what is taken, each in its own wording.
        words: How data look.
        are_data: Whether the form itself tells that they are data.
    """
    data = next((value for value in found.groupdict().values() if value), "")
    is_named = are_data or any(form.search(data) is not None for form in (words.data_words, words.data))
    return data if is_named and words.vague_data.fullmatch(data) is None else ""


def is_group(line: str) -> bool:
    """Whether a line of data says first of what they are: "【仅Android】OAID"."""
    return _GROUP.match(line.strip()) is not None


def leads_elsewhere(line: str, words: PartyWords) -> bool:
    """Whether a line leads to what stands below it and names no data itself: "静默状态："."""
    return _LEADING.search(line.strip(_BULLETS)) is not None and not names_data(line, words)


def data_of_line(line: str, text: str, words: PartyWords) -> str:
    """What a line adds to the data above it, empty for nothing; of an item that says what it is for, the item.

    Args:
        line: The line as it stands.
        text: The same without its number and its marks.
        words: How values look.
    """
    if leads_elsewhere(line, words):
        return ""
    if is_group(line):
        return line.strip()
    found = _ITEM_AND_USE.match(text)
    if found is None:
        return text
    rest = text[found.end() :].strip()
    if rest and words.of_platform.match(found["item"].strip()):
        return rest
    return f"{found['item']}、{rest}" if _lists_data(rest, words) else found["item"]


def _lists_data(text: str, words: PartyWords) -> bool:
    """Whether what stands behind the colon of an item are its data ("设备标识：IMEI、OAID"), and not its use."""
    is_listed = ("、" in text or ", " in text) and words.purpose.search(text) is None
    return (is_listed or names_data(text, words)) and words.for_what.match(text.lstrip()) is None
