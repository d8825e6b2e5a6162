"""What the SDKs of a group are for, as the title above them says: "二、地图定位类", a row "消息推送"."""

from __future__ import annotations

from appaudit.lexicon.parties import PartyWords
from appaudit.records.wording.values import NUMBERING, is_product, plain

#: The longest title that is a use and no sentence, in characters.
_LONGEST = 24
_LONGEST_TITLE = 48


def use_of_group(title: str, words: PartyWords) -> str:
    """The use that a title names and nothing else; empty for one about data, third parties as such, or one SDK."""
    text = plain(title)
    if found := words.kind_label.match(text):
        return found["use"]
    is_other = any(form.search(text) for form in (words.context, words.data, words.off_list, words.denial))
    is_use = words.purpose.search(text) is not None and len(text) <= _LONGEST
    return text if is_use and not is_other and not is_product(text, words) else ""


def use_titled(title: str, words: PartyWords) -> str:
    """The kind of services that a title or a line above names is, and nothing else; empty for any other title."""
    text = plain(NUMBERING.sub("", title.strip("#*_ "), count=1)).rstrip("：: ")
    if len(text) > _LONGEST_TITLE or words.kind_title.match(text) is None:
        return ""
    found = words.kind_label.match(text)
    return found["use"] if found else text
