"""Lines that a name opens: what such an entry names again, those that say nothing else, and labels before a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from appaudit.model.expression import Expression
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.third_party import ThirdParty, name_key
from appaudit.records.list_context import ListContext
from appaudit.records.wording.sentences import says_gone
from appaudit.records.wording.values import NUMBERING, plain

#: What stands behind a name that opens its line: what is said of it, another name, or nothing.
_BEHIND_NAME = Expression(r"[\s*_]*(?:[：:、]|$|(?<=\s)(?=[\u4e00-\u9fff]))")
#: Characters in which a number and a label end.
_LONGEST_OPENING = 80
_LABEL = Expression(r"^(?P<label>[^：:，。；\n]{2,24})[：:]")
#: Numbered lines with names that make a list.
_FEWEST_ENTRIES = 2
_NUMBER = Expression(r"[\d①-⑳⒈-⒛❶-❿]")


def entries_of_lines(index: DocumentIndex, found: Sequence[ThirdParty], context: ListContext) -> list[ThirdParty]:
    """What a document names without what an entry names again, and with the entries that only name somebody.

    "3）白鹭乘车码SDK：…传输至白鹭" is one entry; "4. 青鸟SDK" between those of a numbered list is another.
    """
    lines = [_line_at(index.document.text, party) for party in found]
    openers: dict[int, list[ThirdParty]] = {}
    numbered: set[int] = set()
    for party, (start, end) in zip(found, lines, strict=True):
        text = index.document.text[start:end]
        number = NUMBERING.match(text)
        if party.is_listed and _opens(text, party.name, number.end() if number else 0):
            openers.setdefault(start, []).append(party)
            if number and _NUMBER.search(number.group()):
                numbered.add(start)
    kept = []
    for party, (start, end) in zip(found, lines, strict=True):
        text = index.document.text[start:end]
        if any(_is_again(party, opener, start, text) for opener in openers.get(start, ())):
            continue
        is_entry = (
            len(numbered) >= _FEWEST_ENTRIES and start not in openers and not context.denies(party.location.start)
        )
        is_entry = is_entry and _is_entry(index, party, text)
        kept.append(replace(party, is_listed=True) if is_entry and not party.is_listed else party)
    return kept


def is_labelled(index: DocumentIndex, position: int) -> bool:
    """Whether a label that says that SDKs follow opens the line of an offset, or is the line above it.

    "（3）使用的第三方SDK：分享功能通过白鹭SDK实现"
    """
    text, words = index.document.text, index.lexicon.parties
    start = text.rfind("\n", 0, position) + 1
    before = text[start : min(position, start + _LONGEST_OPENING)]
    for line, is_whole in ((before, False), (_line_above(text, start), True)):
        label = _LABEL.match(NUMBERING.sub("", line, count=1))
        if label is None or (is_whole and plain(line) != plain(label["label"])):
            continue
        said = plain(label["label"])
        if not words.product.search(said) or not words.no_title.search(said):
            continue
        # "第三方SDK：" alone, once, heads a block that names them again.
        if words.embeds.search(said) is not None or index.is_label_repeated(said):
            return True
    return False


def _line_above(text: str, start: int) -> str:
    """The line with words above the one that begins at an offset; empty where it is too long for a label."""
    end = start
    while end > max(start - _LONGEST_OPENING, 0) and text[end - 1].isspace():
        end -= 1
    line = text[max(end - _LONGEST_OPENING, 0) : end].rpartition("\n")[2]
    return line if len(line) < _LONGEST_OPENING else ""


def _line_at(text: str, party: ThirdParty) -> tuple[int, int]:
    """Where the line begins and ends in which a party is named."""
    start = text.rfind("\n", 0, party.location.start) + 1
    end = text.find("\n", party.location.start)
    return start, len(text) if end < 0 else end


def _opens(text: str, name: str, begins: int) -> bool:
    """Whether a line begins with a name, which is all that stands there or is told of."""
    return text.startswith(name, begins) and _BEHIND_NAME.match(text, begins + len(name)) is not None


def _is_again(party: ThirdParty, opener: ThirdParty, start: int, text: str) -> bool:
    """Whether a party is named behind the entry of its line that holds its name: "白鹭" behind "白鹭地图SDK：…"."""
    if party is opener or name_key(party.name) == name_key(opener.name):
        return False
    is_behind = party.location.start >= start + text.find(opener.name) + len(opener.name)
    return is_behind and name_key(party.name) in name_key(opener.name)


def _is_entry(index: DocumentIndex, party: ThirdParty, text: str) -> bool:
    """Whether a numbered line has nothing but the name of an SDK, or tells of it, and does not say that it is gone."""
    words = index.lexicon.parties
    number = NUMBERING.match(text)
    if number is None or not _NUMBER.search(number.group()) or not words.product.search(party.name):
        return False
    return _opens(text, party.name, number.end()) and not says_gone(text, words)
