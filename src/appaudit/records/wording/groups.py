"""What the SDKs of a group are for, as the title above them says: "二、地图定位类", a row "消息推送"."""

from __future__ import annotations

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.model.remembered import remembered_of_text
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import NUMBERING, is_product, plain

#: The longest title that is a use and no sentence, in characters.
_LONGEST = 24
_LONGEST_TITLE = 48
#: The same behind "用于", which a sentence may begin with as well.
_SHORTEST_LED = 2
_LONGEST_LED = 16
_STOP = Expression("[，。；：:,]")
#: The most words of such a title.
_MOST_WORDS = 7


def use_of_group(title: str, words: PartyWords) -> str:
    """The use that a title names and nothing else; empty for one about data, third parties as such, or one SDK."""
    text = plain(title)
    if found := words.kind_label.match(text):
        return found["use"]
    about_others = (words.context, words.data, words.off_list, words.denial, words.names_policy)
    is_other = any(form.search(text) for form in about_others)
    if titled := use_titled(title, words):
        return titled
    is_use = words.purpose.search(text) is not None and len(text) <= _LONGEST
    return text if is_use and not is_other and not is_product(text, words) else ""


@remembered_of_text
def use_titled(title: str, words: PartyWords) -> str:
    """The kind of services that a title or a line above names is, and nothing else; empty for any other title."""
    text = plain(NUMBERING.sub("", title.strip("#*_ "), count=1)).rstrip("：: ")
    led = words.for_what.match(text)
    if led is not None and _SHORTEST_LED <= len(text) - led.end() <= _LONGEST_LED and _STOP.search(text) is None:
        return text[led.end() :]  # "用于一键登录功能"
    is_kind = words.kind_title.match(text) is not None or _are_kind_words(text, words)
    if len(text) > _LONGEST_TITLE or not is_kind:
        return ""
    found = words.kind_label.match(text)
    return found["use"] if found else text


def _are_kind_words(text: str, words: PartyWords) -> bool:
    """Whether an English title has no words but those of kinds of services: "Platform services and hosting"."""
    parts = [part.strip(",/&-") for part in text.split()]
    is_short = 1 < len(parts) <= _MOST_WORDS and is_latin(text)
    are_kinds = is_short and all(not part or words.kind_word.fullmatch(part) for part in parts)
    return are_kinds and any(words.kind_told.fullmatch(part) for part in parts)
